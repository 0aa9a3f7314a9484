"""A graph as columns of plain values: the compact JSON that the interactive page reads."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, TypeAlias
from urllib.parse import quote

from kgbuild.assemble.graph import Edge, KnowledgeGraph, Node, Passage
from kgbuild.assemble.measures import measures
from kgbuild.export.layout import positions
from kgbuild.export.phrases import words
from kgbuild.export.style import sizes
from kgbuild.export.web_address import is_web_address

Columns: TypeAlias = dict[str, Any]
Sentence: TypeAlias = tuple[int, str, str]  # index of the paper's node, field, text

_RARE = ("aliases", "facts", "links", "result", "better")


def graph_columns(graph: KnowledgeGraph, classes: Sequence[str], relations: Sequence[str]) -> Columns:
    """Return nodes, edges and communities: what the page needs to draw and to filter.

    What few nodes have stands by the node's number, everything else as a list with a value for each node or edge.

    Args:
        graph: Any graph.
        classes: Its classes; a node's is told by its place here.
        relations: Its relations; an edge's is told by its place here.

    Example:
        >>> graph = KnowledgeGraph()
        >>> graph.add_node(Node("urn:m", "Model", "BERT", support=3))
        >>> columns = graph_columns(graph, ["Model"], [])
        >>> columns["nodes"]["label"], columns["nodes"]["support"]
        (['BERT'], [3])
    """
    nodes = list(graph.nodes())
    number = {node.iri: index for index, node in enumerate(nodes)}
    return {
        "base": graph.base,
        "nodes": _nodes(graph, nodes, classes),
        "edges": _edges(graph, number, relations),
        "communities": _communities(graph),
    }


def _nodes(graph: KnowledgeGraph, nodes: Sequence[Node], classes: Sequence[str]) -> Columns:
    places, radii, found = positions(graph), sizes(graph), measures(graph)
    kind = {name: index for index, name in enumerate(classes)}
    rare = [_rare(node) for node in nodes]
    return {
        "key": [node.iri.removeprefix(graph.base) for node in nodes],
        "label": [node.label for node in nodes],
        "class": [kind[node.type] for node in nodes],
        "x": [round(places[node.iri][0], 1) for node in nodes],
        "y": [round(places[node.iri][1], 1) for node in nodes],
        "size": [radii[node.iri] for node in nodes],
        "support": [node.support for node in nodes],
        "first": [node.first_year or 0 for node in nodes],
        "last": [node.last_year or 0 for node in nodes],
        "community": [found[node.iri].community - 1 for node in nodes],
        **{name: {index: values[name] for index, values in enumerate(rare) if name in values} for name in _RARE},
    }


def _rare(node: Node) -> Columns:
    values: Columns = {"aliases": list(node.aliases), "facts": list(_facts(node)), "links": list(_links(node))}
    if isinstance(number := node.detail("number"), int | float) and node.type == "Result":
        values["result"] = [number, str(node.detail("unit") or ""), str(node.detail("value")), int(node.detail("delta") is True)]
    values = {name: value for name, value in values.items() if value}
    if (better := node.detail("higher_is_better")) is not None:
        values["better"] = int(bool(better))
    return values


def _facts(node: Node) -> Iterable[tuple[str, str]]:
    for key, value in sorted(dict(node.details).items()):
        if key in {"authors", "venue", "value", "unit"}:
            yield words(key), str(value)
    if node.detail("delta") is True:
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
    return ((name, address) for name, address in candidates if is_web_address(address))


def _edges(graph: KnowledgeGraph, number: Mapping[str, int], relations: Sequence[str]) -> Columns:
    kind = {name: index for index, name in enumerate(relations)}
    edges = list(graph.edges())
    return {
        "source": [number[edge.source] for edge in edges],
        "target": [number[edge.target] for edge in edges],
        "relation": [kind[edge.predicate] for edge in edges],
        "confidence": [round(edge.confidence * 1000) for edge in edges],
        "support": [edge.support for edge in edges],
        "rank": {index: edge.rank for index, edge in enumerate(edges) if edge.rank is not None},
    }


def _communities(graph: KnowledgeGraph) -> list[list[str]]:
    """Return the concepts that name each community."""
    names = {found.community: found.community_name for found in measures(graph).values()}
    labels = {data["label"] for _, data in graph.nx.nodes(data=True)}
    return [_concepts(names[number], labels) for number in sorted(names)]


def _concepts(name: str, labels: Collection[str]) -> list[str]:
    """Split a community's name at the commas between its concepts, not at those inside one (`speech, audio and music`)."""
    concepts: list[str] = []
    for part in name.split(", "):
        if concepts and concepts[-1] not in labels:
            concepts[-1] += f", {part}"
        else:
            concepts.append(part)
    return concepts


def evidence_columns(graph: KnowledgeGraph) -> Columns:
    """Return the sentences behind the edges, each once, and what derived edges follow from.

    Args:
        graph: Any graph.

    Returns:
        `paper` (number of its node, -1 if it is none of the graph), `field` and `text` of each sentence; `of`, for each edge in
        order, its evidence: number of the sentence, confidence in thousandths, and start and end of each mark from the sentence's
        start; `derived`, by number of the edge, the numbers of the edges that it follows from.

    Example:
        >>> graph = KnowledgeGraph()
        >>> evidence_columns(graph)
        {'paper': [], 'field': [], 'text': [], 'of': [], 'derived': {}}
    """
    number = {iri: index for index, iri in enumerate(sorted(graph.nx))}
    edges = list(graph.edges())
    place = {edge.id: index for index, edge in enumerate(edges)}
    sentences: dict[Sentence, int] = {}
    of = [[_cited(passage, number, sentences) for passage in edge.evidence] for edge in edges]
    return {
        "paper": [paper for paper, _, _ in sentences],
        "field": [field for _, field, _ in sentences],
        "text": [text for _, _, text in sentences],
        "of": of,
        "derived": {index: origins for index, edge in enumerate(edges) if (origins := _origins(edge, place))},
    }


def _cited(passage: Passage, number: Mapping[str, int], sentences: dict[Sentence, int]) -> list[int]:
    sentence = (number.get(passage.paper, -1), passage.field, passage.text)
    cited = [sentences.setdefault(sentence, len(sentences)), round(passage.confidence * 1000)]
    for start, end in passage.marks:
        low, high = max(start - passage.start, 0), min(end, passage.end) - passage.start
        if low < high:
            cited += [low, high]
    return cited


def _origins(edge: Edge, place: Mapping[str, int]) -> list[int]:
    return [place[origin] for origin in edge.derived_from if origin in place]
