"""Nodes from what RDF says of them."""

from collections.abc import Callable, Container, Iterator

from kgbuild.assemble.graph import Node, Scalar
from kgbuild.identifiers import BASE, ONTOLOGY
from kgbuild.namespaces import prefixes
from kgbuild.restore.described import Described

_NO_NODES = frozenset(("Statement", "Extraction"))
_SKOS = prefixes()["skos"]
_NO_LINKS = frozenset(("prefLabel", "altLabel", "inScheme"))

_PAPER_TEXTS = {
    "abstract": "dcterms:abstract",
    "arxiv_id": "fabio:hasArXivId",
    "doi": "bibo:doi",
    "id": "dcterms:identifier",
    "url": "schema:url",
    "venue": "kg:venue",
}
_PAPER_LISTS = {"authors": "dcterms:creator", "categories": "kg:category", "sources": "kg:readFrom"}


def nodes(said: Described, base: str) -> Iterator[Node]:
    """Yield the nodes of a graph.

    Args:
        said: The RDF.
        base: The IRI under which the graph's own IRIs are minted.

    Example:
        >>> list(nodes(Described({}), "urn:x:"))
        []
    """
    readers = _Nodes(said, base)
    for iri in said.by_class:
        name = iri.removeprefix(ONTOLOGY)
        if name != iri and name not in _NO_NODES:
            for subject in sorted(set(said.by_class[iri])):
                yield readers.node(subject, name)


def links(said: Described, known: Container[str]) -> Iterator[tuple[str, str, str]]:
    """Yield what the vocabulary says of the graph's concepts: subject, SKOS relation by local name, object.

    Args:
        said: The RDF.
        known: IRIs of the graph's nodes.

    Example:
        >>> list(links(Described({}), ()))
        []
    """
    for subject, statements in said.subjects.items():
        if subject in known:
            for predicate, obj in statements:
                relation = predicate.removeprefix(_SKOS)
                if relation != predicate and relation not in _NO_LINKS:
                    yield subject, relation, str(getattr(obj, "value", obj))


class _Nodes:
    """Knows how each class is described."""

    def __init__(self, said: Described, base: str) -> None:
        self.said = said
        self.base = base
        self.stated_by = _stated_by(said)
        self.readers: dict[str, Callable[[str, str, str], Node]] = {
            "Paper": self._paper,
            "Result": self._result,
            "CodeRepository": self._code,
        }

    def node(self, iri: str, node_type: str) -> Node:
        return self.readers.get(node_type, self._entity)(iri, node_type, self.said.text(iri, "rdfs:label"))

    def _entity(self, iri: str, node_type: str, label: str) -> Node:
        said = self.said
        better = said.maybe(iri, "kg:higherIsBetter")
        return Node(
            iri,
            node_type,
            label,
            tuple(said.texts(iri, "skos:altLabel")),
            self._concept(iri),
            int(said.text(iri, "kg:support")),
            _year(said.maybe(iri, "kg:firstYear")),
            _year(said.maybe(iri, "kg:lastYear")),
            () if better is None else (("higher_is_better", better == "true"),),
        )

    def _concept(self, iri: str) -> str | None:
        """Return the vocabulary's concept: the node's own IRI under kgbuild's base, else what it exactly matches there."""
        if self.said.maybe(iri, "skos:inScheme") is None:
            return None
        matches = (match for match in self.said.texts(iri, "skos:exactMatch") if match.startswith(BASE))
        return iri if self.base == BASE else next(matches, iri)

    def _paper(self, iri: str, node_type: str, label: str) -> Node:
        said = self.said
        values: dict[str, Scalar | None] = {key: said.maybe(iri, name) for key, name in _PAPER_TEXTS.items()}
        for key, name in _PAPER_LISTS.items():
            values[key] = (said.maybe(iri, f"kg:{key}") if key != "sources" else None) or "; ".join(said.texts(iri, name)) or None
        year = values["year"] = _year(said.maybe(iri, "dcterms:issued"))
        return Node(iri, node_type, label, first_year=year, last_year=year, details=_details(values))

    def _result(self, iri: str, node_type: str, label: str) -> Node:
        said = self.said
        number, delta = said.maybe(iri, "kg:number"), said.maybe(iri, "kg:isDelta")
        values: dict[str, Scalar | None] = {
            "delta": None if delta is None else delta == "true",
            "number": None if number is None else float(number),
            "unit": said.maybe(iri, "kg:unit"),
            "value": said.maybe(iri, "kg:value"),
        }
        return self._of_papers(iri, node_type, label, _details(values))

    def _code(self, iri: str, node_type: str, label: str) -> Node:
        return self._of_papers(iri, node_type, label, _details({"url": self.said.maybe(iri, "schema:codeRepository")}))

    def _of_papers(self, iri: str, node_type: str, label: str, details: tuple[tuple[str, Scalar], ...]) -> Node:
        """Return a node that has its years from the papers that state it, for RDF does not repeat them."""
        papers = self.stated_by.get(iri, set())
        years = [year for paper in papers if (year := _year(self.said.maybe(paper, "dcterms:issued"))) is not None]
        first, last = min(years, default=None), max(years, default=None)
        return Node(iri, node_type, label, support=len(papers) or 1, first_year=first, last_year=last, details=details)


def _stated_by(said: Described) -> dict[str, set[str]]:
    """Return which papers report a result or point to a repository."""
    papers: dict[str, set[str]] = {}
    for paper in said.of_class("kg:Paper"):
        for name in ("kg:reportsResult", "kg:hasCode"):
            for thing in said.texts(paper, name):
                papers.setdefault(thing, set()).add(paper)
    return papers


def _details(values: dict[str, Scalar | None]) -> tuple[tuple[str, Scalar], ...]:
    return tuple((key, value) for key, value in sorted(values.items()) if value is not None)


def _year(text: str | None) -> int | None:
    return None if text is None else int(text)
