"""Markdown notes, one a paper and entity, linked as Obsidian, Logseq and Foam read them."""

from collections import defaultdict
from collections.abc import Iterator
from functools import partial
from typing import BinaryIO

from kgbuild.assemble.graph import Edge, KnowledgeGraph, Node
from kgbuild.export import Member
from kgbuild.export.frames import surest
from kgbuild.export.json_text import json_line
from kgbuild.export.note_names import note_names
from kgbuild.export.tables import phrase
from kgbuild.export.xml_text import legal

_INDEX = "Index.md"
_NOTELESS = frozenset(("Result", "CodeRepository"))
"""Classes whose nodes are lines in the notes of papers: nobody looks for a note named `84.2% on ImageNet`."""

_MARKDOWN = str.maketrans({character: f"\\{character}" for character in "\\`*_[]#|~$^="} | {"<": "&lt;", ">": "&gt;", "&": "&amp;"})
_FIELDS = ("authors", "year", "venue", "doi", "arxiv_id", "url")


def obsidian_files(graph: KnowledgeGraph) -> Iterator[Member]:
    """Yield a note for each paper and entity, in a folder for each class, and an index.

    A note has properties (YAML), the abstract of a paper, and a line for each edge, with a link to the other end's note and the
    surest sentence that says so. Names of notes are safe on Windows, macOS and Linux.

    Args:
        graph: What to write; it is not changed.

    Example:
        >>> graph = KnowledgeGraph()
        >>> graph.add_node(Node("urn:m", "Model", "ViT-B/16"))
        >>> [name for name, _ in obsidian_files(graph)]
        ['Index.md', 'Model/ViT-B-16.md']
    """
    notes = note_names((iri, kind, legal(label)) for iri, kind, label in _noted(graph))
    yield _INDEX, partial(_write_index, graph, notes)
    for iri, name in notes.items():
        yield f"{name}.md", partial(_write_note, graph, graph.node(iri), notes)


def _noted(graph: KnowledgeGraph) -> Iterator[tuple[str, str, str]]:
    for iri in sorted(graph.nx):
        data = graph.nx.nodes[iri]
        if data["type"] not in _NOTELESS:
            yield iri, data["type"], data["label"]


def _write_index(graph: KnowledgeGraph, notes: dict[str, str], stream: BinaryIO) -> None:
    by_class: defaultdict[str, list[Node]] = defaultdict(list)
    for iri in notes:
        by_class[graph.nx.nodes[iri]["type"]].append(graph.node(iri))
    stream.write(b"# Knowledge graph of research papers\n")
    for node_type, nodes in sorted(by_class.items()):
        stream.write(f"\n## {node_type} ({len(nodes):,})\n\n".encode())
        nodes.sort(key=lambda node: (-node.support, node.label, node.iri))
        stream.writelines(f"- {_link(node, notes)}{_papers(node)}\n".encode() for node in nodes)


def _papers(node: Node) -> str:
    return f" ({node.support:,})" if node.support > 1 else ""


def _write_note(graph: KnowledgeGraph, node: Node, notes: dict[str, str], stream: BinaryIO) -> None:
    lines = ["---", *_properties(node), "---", "", f"# {_plain(node.label) or node.type}", ""]
    abstract = node.detail("abstract")
    if isinstance(abstract, str):
        lines += [_plain(abstract), ""]
    lines += _sections(graph, node, notes)
    stream.write(("\n".join(lines).rstrip() + "\n").encode())


def _properties(node: Node) -> Iterator[str]:
    """Yield the note's properties; JSON strings are YAML strings (YAML 1.2, section 1.3)."""
    yield f"iri: {json_line(node.iri)}"
    yield f"tags: [{json_line(node.type)}]"
    yield f"aliases: {json_line(list(dict.fromkeys((node.label, *node.aliases))))}"
    yield f"support: {node.support}"
    if node.first_year is not None:
        yield f"first_year: {node.first_year}"
    for key in _FIELDS:
        value = node.detail(key)
        if value is not None:
            yield f"{key}: {json_line(value)}"


def _sections(graph: KnowledgeGraph, node: Node, notes: dict[str, str]) -> Iterator[str]:
    """Yield the edges by relation, those that leave first."""
    leaving = [graph.edge(node.iri, key, target) for _, target, key in graph.nx.out_edges(node.iri, keys=True)]
    arriving = [graph.edge(source, key, node.iri) for source, _, key in graph.nx.in_edges(node.iri, keys=True)]
    for edges, heading, other in ((leaving, "## {}", "target"), (arriving, "## {} ←", "source")):
        by_relation: defaultdict[str, list[Edge]] = defaultdict(list)
        for edge in sorted(edges, key=lambda edge: (-edge.confidence, edge.source, edge.target)):
            by_relation[edge.predicate].append(edge)
        for predicate, same in sorted(by_relation.items()):
            yield heading.format(phrase(predicate).capitalize())
            yield ""
            yield from (_line(graph.node(getattr(edge, other)), edge, notes) for edge in same)
            yield ""


def _line(other: Node, edge: Edge, notes: dict[str, str]) -> str:
    words = f" — {_plain(surest(edge.evidence).text)}" if edge.evidence else ""
    return f"- {_link(other, notes)} ({edge.confidence:.2f}){words}"


def _link(node: Node, notes: dict[str, str]) -> str:
    name = notes.get(node.iri)
    return _plain(node.label) if name is None else f"[[{name}|{_alias(node.label) or node.type}]]"


def _alias(label: str) -> str:
    """Return a link's text: what would end the link or begin a tag is left out, for nothing escapes it there."""
    return "".join(character for character in _flat(label) if character not in "[]|\\<>").strip()


def _plain(text: str) -> str:
    """Return text that Markdown shows as it is, on one line."""
    return _flat(text).translate(_MARKDOWN)


def _flat(text: str) -> str:
    return " ".join(legal(text).split())
