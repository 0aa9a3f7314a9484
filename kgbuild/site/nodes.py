"""What the page of one node shows."""

from typing import Any

from markupsafe import Markup

from kgbuild.assemble.graph import KnowledgeGraph, Node
from kgbuild.assemble.measures import measures
from kgbuild.assemble.related import RelatedPapers
from kgbuild.identifiers import name_key
from kgbuild.site.addresses import stems
from kgbuild.site.company import company, papers_of
from kgbuild.site.linked_data import FORMATS
from kgbuild.site.outside import Exits
from kgbuild.site.passages import Span, annotated, everywhere
from kgbuild.site.relations import Group, groups
from kgbuild.site.results import columns, outcomes
from kgbuild.site.structured import structured
from kgbuild.site.tree import Lineages
from kgbuild.site.years import chart

_MOST_NEIGHBOURS = 100
_MOST_COMPANIONS = 12
_MOST_RESULTS = 200
_DETAILS = ("abstract", "authors", "categories", "venue", "year")
_UNNAMED = frozenset({"Domain", "Result", "CodeRepository"})


class NodePages:
    """What there is to show of each node of a graph.

    Args:
        graph: Any graph; what pages share is looked up once.

    Attributes:
        stems: Path of each node's files without suffix, by IRI.

    Example:
        >>> graph = KnowledgeGraph("https://example.org/")
        >>> graph.add_node(Node("https://example.org/model/bert", "Model", "BERT"))
        >>> NodePages(graph).shown("https://example.org/model/bert")["node"].label
        'BERT'
    """

    def __init__(self, graph: KnowledgeGraph) -> None:
        self._graph = graph
        self._measures = measures(graph)
        self._lineages = Lineages(graph)
        self._exits = Exits(graph)
        self._related = RelatedPapers(graph)
        self.stems = stems(graph)

    def shown(self, iri: str) -> dict[str, Any]:
        """Return what the template of a node's page takes.

        Args:
            iri: Of the node.

        Raises:
            KeyError: If the graph has no such node.
        """
        node = self._graph.node(iri)
        found = groups(self._graph, iri, _MOST_NEIGHBOURS)
        table = outcomes(self._graph, iri)
        exits = self._exits.of(node)
        return {
            "node": node,
            "stem": self.stems[iri],
            "measures": self._measures[iri],
            "groups": found,
            "results": table[:_MOST_RESULTS],
            "more_results": len(table[_MOST_RESULTS:]),
            "columns": columns(table, iri),
            "exits": exits,
            "broader": self._exits.broader(node),
            "data": [(suffix, media) for suffix, (_, media) in FORMATS.items()],
            "structured": structured(self._graph, node, [exit_.address for exit_ in exits if exit_.same]),
            **(self._paper(node, found) if node.type == "Paper" else self._entity(node)),
        }

    def _paper(self, node: Node, found: list[Group]) -> dict[str, Any]:
        details = dict.fromkeys(_DETAILS, "") | dict(node.details)
        return {
            "details": details,
            "related": self._related.of(node.iri),
            "texts": {
                "title": self._annotated(node.label, "title", node, found),
                "abstract": self._annotated(str(details["abstract"]), "abstract", node, found),
            },
        }

    def _annotated(self, text: str, field: str, node: Node, found: list[Group]) -> Markup:
        spans = {
            Span(start, end, f"../{self.stems[one.iri]}.html", f"t-{kind.lower()}")
            for group in found
            for one in group.neighbours
            if (kind := self._graph.nx.nodes[one.iri]["type"]) not in _UNNAMED
            for passage in one.passages
            if passage.paper == node.iri and passage.field == field
            for start, end in passage.marks
        }
        return annotated(text, everywhere(text, spans))

    def _entity(self, node: Node) -> dict[str, Any]:
        years = [self._graph.nx.nodes[paper]["first_year"] for paper in papers_of(self._graph, node.iri)]
        key = name_key(node.label)
        return {
            "aliases": [alias for alias in node.aliases if name_key(alias) != key],
            "chart": chart(years),
            "company": company(self._graph, node.iri, _MOST_COMPANIONS),
            "lineage": self._lineages.of(node.iri),
        }
