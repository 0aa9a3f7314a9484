"""The interactive page: one file that loads nothing, made with pyvis through kgbuild's own template and laid out beforehand."""

import base64
import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from importlib import resources
from typing import Any, BinaryIO, TypeAlias
from urllib.parse import quote

from jinja2 import Environment, PackageLoader
from markupsafe import Markup
from pyvis.network import Network

from kgbuild.assemble.graph import Edge, KnowledgeGraph, Node, Passage
from kgbuild.export.layout import positions
from kgbuild.export.phrases import headings, in_order, plural, words
from kgbuild.export.style import COLOURS, colour, sizes

Record: TypeAlias = dict[str, Any]  # what becomes one JSON object of the page
Sentence: TypeAlias = tuple[int, str, str]  # index of the paper's node, field, text

_SCRIPTS = (
    "data.js",
    "state.js",
    "geometry.js",
    "draw.js",
    "dom.js",
    "evidence.js",
    "panel.js",
    "filters.js",
    "search.js",
    "main.js",
)
_VIS = "templates/lib/vis-9.1.2/vis-network.min.js"
_SOURCE_MAP = re.compile(r"^//# sourceMappingURL=.*$", re.MULTILINE)
_WEB = re.compile(r"https?://[^\s<>\"\\\x00-\x20\x7f-\x9f\ud800-\udfff]+", re.IGNORECASE)
_OPTIONS: Mapping[str, Mapping[str, bool]] = {
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False},
    "interaction": {"hover": True, "selectConnectedEdges": False},
}


class _Indices(list[int]):
    """The ids 0, 1, 2, …: pyvis looks each end of each edge up in its list of ids, which takes quadratic time in a plain list."""

    def __contains__(self, key: object) -> bool:
        return isinstance(key, int) and 0 <= key < len(self)


class _Sentences:
    """The sentences of a page, each stored once and known by its number."""

    def __init__(self, indices: Mapping[str, int]) -> None:
        self._indices = indices
        self._numbers: dict[Sentence, int] = {}

    def cite(self, passage: Passage) -> tuple[int, float, list[list[int]]]:
        """Return the number of the passage's sentence, its confidence, and the marks counted from the sentence's start."""
        sentence = (self._indices.get(passage.paper, -1), passage.field, passage.text)
        number = self._numbers.setdefault(sentence, len(self._numbers))
        marks = ((max(start - passage.start, 0), min(end, passage.end) - passage.start) for start, end in passage.marks)
        return number, round(passage.confidence, 3), [[start, end] for start, end in marks if start < end]

    def table(self) -> list[Sentence]:
        return list(self._numbers)


def write_html(graph: KnowledgeGraph, stream: BinaryIO) -> None:
    r"""Write a graph as one interactive page that opens offline, laid out, with the sentences behind every edge.

    Nothing in the graph can script the page: data stands as escaped JSON in blocks that no browser runs, every text is shown
    through `textContent`, and the page's Content-Security-Policy (W3C CSP 3) allows its own scripts by their SHA-256
    and nothing else.

    Args:
        graph: What to write.
        stream: Where to; UTF-8.

    Example:
        >>> import io
        >>> graph = KnowledgeGraph()
        >>> graph.add_node(Node("urn:m", "Model", "</script>"))
        >>> stream = io.BytesIO()
        >>> write_html(graph, stream)
        >>> b'"label":"\\u003c/script\\u003e"' in stream.getvalue()
        True
    """
    network = Network(directed=True, cdn_resources="in_line")
    network.node_ids = _Indices()
    network.options = _OPTIONS
    nodes = list(graph.nodes())
    _add_nodes(network, graph, nodes)
    sentences = _add_edges(network, list(graph.edges()), {node.iri: index for index, node in enumerate(nodes)})
    network.templateEnv = _environment()
    network.templateEnv.globals |= _frame(graph, nodes) | {"sentences": sentences}
    network.path = "page.html"
    stream.write(network.generate_html().encode("utf-8"))


def _add_nodes(network: Network, graph: KnowledgeGraph, nodes: Iterable[Node]) -> None:
    places, radii = positions(graph), sizes(graph)
    for index, node in enumerate(nodes):
        x, y = places[node.iri]
        record = {
            "group": node.type,
            "x": round(x, 1),
            "y": round(-y, 1),
            "size": radii[node.iri],
            **_node_record(node, graph.base),
        }
        network.add_node(index, label=node.label or " ", shape="custom", **record)  # pyvis would put the id for an empty label


def _node_record(node: Node, base: str) -> Record:
    record: Record = {
        "key": node.iri.removeprefix(base),
        "aliases": list(node.aliases),
        "support": node.support,
        "years": [year for year in (node.first_year, node.last_year) if year is not None],
        "facts": list(_facts(node)),
        "links": list(_links(node)),
    }
    return {key: value for key, value in record.items() if value or key == "key"}


def _facts(node: Node) -> Iterable[tuple[str, str]]:
    details = dict(node.details)
    for key, value in sorted(details.items()):
        if key in {"authors", "venue", "value", "unit"}:
            yield words(key), str(value)
    if details.get("delta") is True:
        yield "Kind", "a difference"


def _links(node: Node) -> Iterable[tuple[str, str]]:
    """Yield what to call a link and where it goes; only web addresses, so that no `javascript:` ever reaches the page."""
    details = {key: str(value) for key, value in node.details}
    candidates = [("Concept", node.concept or "")]
    if "arxiv_id" in details:
        candidates.append(("arXiv", f"https://arxiv.org/abs/{quote(details['arxiv_id'], errors='replace')}"))
    if "doi" in details:
        candidates.append(("DOI", f"https://doi.org/{quote(details['doi'], errors='replace')}"))
    candidates.append(("Code" if node.type == "CodeRepository" else "Web page", details.get("url", "")))
    return ((name, address) for name, address in candidates if _WEB.fullmatch(address))


def _add_edges(network: Network, edges: list[Edge], indices: Mapping[str, int]) -> list[Sentence]:
    sentences = _Sentences(indices)
    numbers = {edge.id: number for number, edge in enumerate(edges)}
    for number, edge in enumerate(edges):
        record: Record = {
            "relation": edge.predicate,
            "confidence": round(edge.confidence, 3),
            "support": edge.support,
            "evidence": [sentences.cite(passage) for passage in edge.evidence],
            "derived": [numbers[origin] for origin in edge.derived_from if origin in numbers],
            "rank": edge.rank,
        }
        said = {key: value for key, value in record.items() if value}
        network.add_edge(indices[edge.source], indices[edge.target], id=number, **said)
    return sentences.table()


def _frame(graph: KnowledgeGraph, nodes: Sequence[Node]) -> Record:
    """Return what the page says and holds beside nodes and edges."""
    kinds = {node.type for node in nodes}
    known = [*COLOURS, *sorted(kinds.difference(COLOURS))]
    relations = in_order({key for _, _, key in graph.nx.edges(keys=True)})
    style, vis, script = _page("page.css"), _vis_network(), "".join(_page(name) for name in _SCRIPTS)
    script = f'(() => {{\n"use strict";\n{script}}})();\n'
    papers = sum(1 for node in nodes if node.type == "Paper")
    return {
        "title": f"Knowledge graph of {papers:,} paper{'' if papers == 1 else 's'}",
        "style": Markup(style),  # noqa: S704 - our own text
        "vis": Markup(vis),  # noqa: S704 - pyvis's own text
        "script": Markup(script),  # noqa: S704 - our own text
        "policy": _policy([vis, script], [style]),
        "classes": [[kind, plural(kind), words(kind), colour(kind)] for kind in known if kind in kinds],
        "relations": [[relation, *headings(relation)] for relation in relations],
    }


def _policy(scripts: Iterable[str], styles: Iterable[str]) -> str:
    allowed = [f"{kind}-src {' '.join(_sources(texts))}" for kind, texts in (("script", scripts), ("style", styles))]
    return "; ".join(["default-src 'none'", *allowed, "img-src data:", "base-uri 'none'", "form-action 'none'"])


def _sources(texts: Iterable[str]) -> Iterable[str]:
    return (f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'" for text in texts)


def _environment() -> Environment:
    environment = Environment(loader=PackageLoader("kgbuild.export", "page"), autoescape=True, keep_trailing_newline=True)
    environment.policies["json.dumps_kwargs"] = {"separators": (",", ":"), "allow_nan": False}
    return environment


def _page(name: str) -> str:
    return (resources.files("kgbuild.export") / "page" / name).read_text(encoding="utf-8")


def _vis_network() -> str:
    """Return the vis-network that pyvis bundles, as a browser hashes it (plain line ends) and without a map for it to fetch."""
    text = (resources.files("pyvis") / _VIS).read_text(encoding="utf-8")
    return _SOURCE_MAP.sub("", text)
