"""A site of static pages: what files there are, and what each holds."""

import io
from collections.abc import Callable, Iterator, Mapping
from functools import cached_property, partial
from importlib import metadata, resources
from types import SimpleNamespace
from typing import Any, TypeAlias
from urllib.parse import urlsplit

from kgbuild.assemble.graph import KnowledgeGraph
from kgbuild.export.html import write_html
from kgbuild.export.style import COLOURS
from kgbuild.site.catalogue import Section, overview, sections
from kgbuild.site.communities import Community, communities
from kgbuild.site.linked_data import FORMATS, LinkedData
from kgbuild.site.nodes import NodePages
from kgbuild.site.rendering import environment, rendered
from kgbuild.site.search import index
from kgbuild.site.settings import Settings
from kgbuild.site.sitemap import sitemap

Maker: TypeAlias = Callable[[], bytes]

_ASSETS = ("icon.svg", "site.js")
_COMMUNITIES = 24


class Site:
    """The pages of one graph, each made when it is asked for.

    Args:
        graph: Any graph; it must not change afterwards.
        settings: What the user chooses.
        explorer: Returns the interactive page of the graph, where that is drawn already.

    Example:
        >>> from kgbuild.assemble.graph import Node
        >>> graph = KnowledgeGraph("https://example.org/")
        >>> graph.add_node(Node("https://example.org/model/bert", "Model", "BERT"))
        >>> site = Site(graph)
        >>> site.address("https://example.org/model/bert")
        'model/bert.html'
        >>> b"<bdi>BERT</bdi>" in site.file("model/bert.html")
        True
    """

    def __init__(self, graph: KnowledgeGraph, settings: Settings | None = None, explorer: Maker | None = None) -> None:
        self._graph = graph
        self._explorer = explorer or partial(_explorer, graph)
        self._settings = settings or Settings()
        self._nodes = NodePages(graph)
        self._data = LinkedData(graph)
        self._sections = sections(graph)
        self._communities = communities(graph)
        self._environment = environment(graph.base)
        self._environment.globals |= {"site": self._frame(), "nodes": _Labels(graph), "stems": self._nodes.stems}

    def address(self, iri: str) -> str:
        """Return the path of a node's page.

        Args:
            iri: Of the node.

        Raises:
            KeyError: If the graph has no such node.
        """
        return f"{self._nodes.stems[iri]}.html"

    def paths(self) -> list[str]:
        """Return the paths of all files, sorted."""
        return sorted(self._makers)

    def file(self, path: str) -> bytes:
        """Return the content of a file.

        Args:
            path: One of `paths`.

        Raises:
            KeyError: If the site has no such file.
        """
        return self._makers[path]()

    @cached_property
    def _makers(self) -> Mapping[str, Maker]:
        made: dict[str, Maker] = {}
        for iri, stem in self._nodes.stems.items():
            made[f"{stem}.html"] = partial(self._node, iri)
            made |= {f"{stem}{suffix}": partial(self._data.of, iri, suffix) for suffix in FORMATS}
        for section in self._sections:
            made |= {path: partial(self._section, section, number) for number, path in enumerate(section.pages)}
        made["community/index.html"] = self._all_communities
        made |= {f"community/{each.number}.html": partial(self._community, each) for each in self._communities.values()}
        return made | dict(self._single(sorted(path for path in made if path.endswith(".html"))))

    def _single(self, pages: list[str]) -> Iterator[tuple[str, Maker]]:
        yield "index.html", self._index
        yield "search.html", partial(self._page, "search.html", "")
        # It stands in for any address, so its links must not depend on where that is.
        yield "404.html", partial(self._page, "404.html", urlsplit(self._settings.url).path)
        yield "graph.html", self._explorer
        yield ".nojekyll", bytes
        yield "assets/site.css", _style
        yield "assets/index.js", partial(index, self._graph, self._nodes.stems)
        for name in _ASSETS:
            yield f"assets/{name}", partial(_asset, name)
        if self._settings.url:
            yield "sitemap.xml", partial(sitemap, self._settings.url, ["index.html", *pages])

    def _frame(self) -> SimpleNamespace:
        papers = sum(len(section.iris) for section in self._sections if section.type == "Paper")
        counted = f"{papers:,} paper{'' if papers == 1 else 's'}"
        made_by = self._graph.provenance.software if self._graph.provenance else metadata.version("kgbuild")
        menu = [(section.folder, section.heading, len(section.iris)) for section in self._sections if section.menu]
        return SimpleNamespace(
            name=self._settings.title or f"Knowledge graph of {counted}",
            papers=counted,
            version=made_by,
            url=self._settings.url,
            sections=menu + [("community", "Communities", len(self._communities))] * bool(self._communities),
            communities=self._communities,
        )

    def _page(self, template: str, root: str, **values: Any) -> bytes:  # noqa: ANN401 - what a template takes
        return rendered(self._environment, template, {"root": root, "section": "", **values})

    def _node(self, iri: str) -> bytes:
        values = self._nodes.shown(iri)
        template = "paper.html" if values["node"].type == "Paper" else "entity.html"
        return self._page(template, "../", **values | {"section": values["stem"].partition("/")[0]})

    def _section(self, section: Section, number: int) -> bytes:
        listed = section.part(number)
        return self._page("list.html", "../", section=section.folder, shown=section, listed=listed, number=number)

    def _community(self, community: Community) -> bytes:
        return self._page("community.html", "../", section="community", community=community)

    def _all_communities(self) -> bytes:
        return self._page("communities.html", "../", section="community", communities=list(self._communities.values()))

    def _index(self) -> bytes:
        return self._page("index.html", "", overview=overview(self._graph, self._sections, self._communities, _COMMUNITIES))


class _Labels:
    """Nodes by IRI, as templates ask for them."""

    def __init__(self, graph: KnowledgeGraph) -> None:
        self._nodes = graph.nx.nodes

    def __getitem__(self, iri: str) -> dict[str, Any]:
        return self._nodes[iri]


def _style() -> bytes:
    kinds = "".join(f".t-{kind.lower()} {{ --kind: {colour}; }}\n" for kind, colour in COLOURS.items())
    return kinds.encode() + _asset("site.css")


def _explorer(graph: KnowledgeGraph) -> bytes:
    stream = io.BytesIO()
    write_html(graph, stream)
    return stream.getvalue()


def _asset(name: str) -> bytes:
    return (resources.files("kgbuild.site") / "assets" / name).read_bytes()
