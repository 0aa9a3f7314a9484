"""What the site lists: its sections, the pages of each, and what stands on the first page of all."""

from collections import defaultdict
from typing import NamedTuple

from kgbuild.assemble.graph import KnowledgeGraph
from kgbuild.assemble.measures import measures
from kgbuild.export.phrases import plural
from kgbuild.export.style import COLOURS
from kgbuild.site.addresses import folder_of, pages
from kgbuild.site.communities import Community
from kgbuild.site.years import Chart, chart

_PER_PAGE = 500
_TOP = 8
_QUIET = frozenset({"Result", "CodeRepository"})
"""Classes whose lists are no section of the site's menu."""


class Section(NamedTuple):
    """All nodes of one class.

    Attributes:
        type: The class, by local name.
        folder: Of its pages.
        heading: What it is called.
        iris: Its nodes: papers the newest first, else those of most papers first.
    """

    type: str
    folder: str
    heading: str
    iris: tuple[str, ...]

    @property
    def pages(self) -> list[str]:
        """Paths of the pages that list it."""
        return pages(self.folder, self.iris, _PER_PAGE)

    def part(self, number: int) -> tuple[str, ...]:
        """Return what one of its pages lists.

        Args:
            number: Of the page, from 0.
        """
        return self.iris[number * _PER_PAGE : (number + 1) * _PER_PAGE]

    @property
    def menu(self) -> bool:
        """Whether it stands in the menu."""
        return self.type not in _QUIET


def sections(graph: KnowledgeGraph) -> list[Section]:
    """Return the sections of a site in the order of the legend.

    Args:
        graph: Any graph.

    Example:
        >>> from kgbuild.assemble.graph import Node
        >>> graph = KnowledgeGraph()
        >>> graph.add_node(Node("urn:a", "Model", "BERT"))
        >>> graph.add_node(Node("urn:b", "Model", "GPT", support=2))
        >>> [(section.heading, section.iris) for section in sections(graph)]
        [('Models', ('urn:b', 'urn:a'))]
    """
    nodes = graph.nx.nodes
    by_class: defaultdict[str, list[str]] = defaultdict(list)
    for iri in sorted(graph.nx):
        by_class[nodes[iri]["type"]].append(iri)

    def order(iri: str) -> tuple[int, str, str]:
        data = nodes[iri]
        first = -(data["first_year"] or 0) if data["type"] == "Paper" else -data["support"]
        return (first, data["label"].casefold(), iri)

    kinds = [kind for kind in COLOURS if kind in by_class] + sorted(by_class.keys() - COLOURS.keys())
    return [Section(kind, folder_of(kind), plural(kind), tuple(sorted(by_class[kind], key=order))) for kind in kinds]


class Overview(NamedTuple):
    """The first page.

    Attributes:
        chart: Papers by year.
        top: The sections with their entities of most papers.
        communities: The largest.
        more: How many smaller communities there are.
    """

    chart: Chart | None
    top: list[tuple[Section, tuple[str, ...]]]
    communities: list[Community]
    more: int


def overview(graph: KnowledgeGraph, listed: list[Section], groups: dict[int, Community], most: int) -> Overview:
    """Return what the first page shows.

    Args:
        graph: Any graph.
        listed: Its sections.
        groups: Its communities.
        most: How many communities to show.
    """
    years = chart(graph.nx.nodes[iri]["first_year"] for section in listed if section.type == "Paper" for iri in section.iris)
    top = [(section, _top(graph, section)) for section in listed if section.menu and section.type != "Paper"]
    return Overview(years, top, list(groups.values())[:most], max(0, len(groups) - most))


def _top(graph: KnowledgeGraph, section: Section) -> tuple[str, ...]:
    ranks = measures(graph)
    order = sorted(section.iris, key=lambda iri: (-graph.nx.nodes[iri]["support"], -ranks[iri].pagerank, iri))
    return tuple(order[:_TOP])
