"""The page of a neighbourhood: pyvis holds the network, our own template shows it, and nothing is loaded from outside."""

import base64
import hashlib
import json
from collections import defaultdict
from importlib import resources
from types import MappingProxyType
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup
from pyvis.network import Network

from kgbuild.assemble.graph import Edge, KnowledgeGraph, Node
from kgbuild.export.neighbourhood.placing import places
from kgbuild.export.neighbourhood.selection import Neighbourhood
from kgbuild.export.passages import pieces, visible
from kgbuild.export.phrases import RELATIONS, headings, plural, words
from kgbuild.export.style import COLOURS, colour, radius
from kgbuild.export.web_address import is_web_address

_ESCAPES = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026"})
_MOST_SENTENCES = 5
_LONGEST_NAME = 26
_LONGEST_ABSTRACT = 2_000
_ORDER = MappingProxyType({relation: place for place, relation in enumerate(RELATIONS)})


def page(graph: KnowledgeGraph, found: Neighbourhood) -> str:
    """Return the page of a neighbourhood as HTML.

    Its Content-Security-Policy (W3C CSP 3) allows its own scripts and style by their SHA-256, and nothing else; what the graph says
    stands in it as JSON that no browser runs, and is shown as text.

    Args:
        graph: Holds the nodes.
        found: Which of them to show.
    """
    network = _network(graph, found)
    nodes, edges, *_ = network.get_network_data()
    kinds = [kind for kind in COLOURS if any(node["kind"] == kind for node in nodes)]
    data = {"nodes": nodes, "edges": edges, "summary": found.summary}
    classes = "".join(f".t-{kind.lower()} {{ --kind: {colour(kind)}; }}\n" for kind in kinds)
    scripts, style = [_vis(), _own("view.js")], classes + _own("view.css")
    environment = Environment(loader=PackageLoader("kgbuild.export.neighbourhood", "."), autoescape=True, undefined=StrictUndefined)
    return environment.get_template("view.html").render(
        title=visible(graph.node(found.root).label),
        legend=[(kind, plural(kind)) for kind in kinds],
        policy=_policy(scripts, style),
        scripts=[Markup(script) for script in scripts],  # noqa: S704 - our own text, and the library that pyvis ships
        style=Markup(style),  # noqa: S704 - our own text
        data=_json(data),
    )


def _network(graph: KnowledgeGraph, found: Neighbourhood) -> Network:
    network = Network(directed=True, cdn_resources="in_line")
    number = {iri: place for place, iri in enumerate(found.steps)}
    spots = places(graph, found.steps)
    for iri, place in number.items():
        x, y = spots[iri]
        network.add_node(place, x=x, y=y, **_node(graph.node(iri), found.steps[iri]))
    between: defaultdict[tuple[int, int], list[Edge]] = defaultdict(list)
    for source, target, key in sorted(graph.nx.subgraph(found.steps).edges(keys=True)):
        edge = graph.edge(source, key, target)
        if edge.rule != "inverse":  # the edge that it is the inverse of is there
            between[number[source], number[target]].append(edge)
    for (source, target), edges in sorted(between.items()):
        network.add_edge(source, target, **_edge(graph, edges))
    return network


def _node(node: Node, step: int) -> dict[str, Any]:
    name = visible(node.label) or "(no name)"
    details = {key: visible(str(value)) for key, value in node.details}
    return {
        "label": name if len(name) <= _LONGEST_NAME else f"{name[: _LONGEST_NAME - 1]}…",
        "name": name,
        "kind": node.type,
        "words": words(node.type),
        "color": colour(node.type),
        "size": round(1.3 * radius(node.support) + (12 if step == 0 else 5), 1),
        "step": step,
        "papers": node.support,
        "years": [year for year in (node.first_year, node.last_year) if year],
        "aliases": [visible(alias) for alias in node.aliases],
        "text": details.get("abstract", "")[:_LONGEST_ABSTRACT],
        "address": _address(node),
    }


def _address(node: Node) -> str:
    """Return where a node leads out of the page: the web address of a paper or repository."""
    arxiv = node.detail("arxiv_id")
    address = str(node.detail("url") or (f"https://arxiv.org/abs/{arxiv}" if arxiv else ""))
    return address if is_web_address(address) else ""


def _edge(graph: KnowledgeGraph, edges: list[Edge]) -> dict[str, Any]:
    """Return one line for all edges from one node to another."""
    return {"relations": [_relation(graph, edge) for edge in edges], "sure": max(edge.confidence for edge in edges)}


def _relation(graph: KnowledgeGraph, edge: Edge) -> dict[str, Any]:
    surest = sorted(edge.evidence, key=lambda passage: (-passage.confidence, passage))
    sentences = [
        {
            "parts": [[visible(text), marked] for text, marked in pieces(passage)],
            "paper": visible(graph.nx.nodes[passage.paper]["label"]),
        }
        for passage in surest[:_MOST_SENTENCES]
    ]
    more = len(surest) - len(sentences)
    order = _ORDER.get(edge.predicate, len(_ORDER))
    return {
        "headings": headings(edge.predicate),
        "order": order,
        "confidence": edge.confidence,
        "sentences": sentences,
        "more": more,
    }


def _json(value: object) -> Markup:
    """Return JSON in ASCII that cannot end its script element, nor start a comment in it."""
    text = json.dumps(value, separators=(",", ":"), allow_nan=False)
    return Markup(text.translate(_ESCAPES))  # noqa: S704 - escaped for a script element, where entities are not read


def _policy(scripts: list[str], style: str) -> str:
    allowed = " ".join(map(_source, scripts))
    return (
        f"default-src 'none'; script-src {allowed}; style-src {_source(style)}; img-src data:; base-uri 'none'; form-action 'none'"
    )


def _source(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _vis() -> str:
    """Return vis-network as pyvis ships it, with the line ends that a browser makes of it before it takes the hash."""
    folder = resources.files("pyvis") / "templates" / "lib" / "vis-9.1.2"
    return (folder / "vis-network.min.js").read_bytes().decode().replace("\r\n", "\n").replace("\r", "\n")


def _own(name: str) -> str:
    return (resources.files("kgbuild.export.neighbourhood") / name).read_text(encoding="utf-8")
