"""Where each page of a site stands: file names that stay the same and that every file system can keep apart."""

import re
from collections.abc import Iterable, Mapping

from kgbuild.assemble.graph import KnowledgeGraph
from kgbuild.identifiers import content_hash, segment, slug

LIST = "index"
"""Name of the file that lists what is in a folder."""

_SAFE = re.compile(r"[a-z0-9_][a-z0-9._-]{0,95}")
_TAKEN = re.compile(rf"(?:con|prn|aux|nul|com[0-9]|lpt[0-9]|{LIST})(?:\.|$)")
_READABLE = 60


def stem(iri: str, node_type: str, base: str) -> str:
    """Return the path of a node's files without their suffix: as in its IRI where that can be.

    Names are of lower case, so that file systems that ignore case keep them apart; those that Windows reserves, and those of IRIs
    that kgbuild did not mint, end in `~` and a hash, which no other name holds.

    Args:
        iri: Of the node.
        node_type: Its class, by local name.
        base: The IRI under which the graph's own IRIs are minted.

    Example:
        >>> stem("https://example.org/model/bert", "Model", "https://example.org/")
        'model/bert'
        >>> stem("https://example.org/model/con", "Model", "https://example.org/")
        'model/con~20657870c9'
    """
    folder = folder_of(node_type)
    inside, _, name = iri.removeprefix(base).partition("/")
    if iri.startswith(base) and inside == folder and _SAFE.fullmatch(name) and not _TAKEN.match(name):
        return f"{folder}/{name}"
    readable = slug(re.split(r"[/#:]", iri.rstrip("/#:"))[-1])[:_READABLE].strip(".")
    return f"{folder}/{readable}~{content_hash(iri, digits=10)}"


def folder_of(node_type: str) -> str:
    """Return the folder of a class's pages.

    Args:
        node_type: A class of the ontology, by local name.

    Example:
        >>> folder_of("CodeRepository")
        'code-repository'
    """
    return slug(segment(node_type))


def stems(graph: KnowledgeGraph) -> Mapping[str, str]:
    """Return the path of each node's files without suffix, by IRI.

    Args:
        graph: Any graph.

    Example:
        >>> from kgbuild.assemble.graph import Node
        >>> graph = KnowledgeGraph("https://example.org/")
        >>> graph.add_node(Node("https://example.org/model/bert", "Model", "BERT"))
        >>> stems(graph)
        {'https://example.org/model/bert': 'model/bert'}
    """
    return {iri: stem(iri, graph.nx.nodes[iri]["type"], graph.base) for iri in sorted(graph.nx)}


def pages(folder: str, items: Iterable[object], per_page: int) -> list[str]:
    """Return the paths of the pages that list the items of a folder: one at least.

    Args:
        folder: Of the class or collection.
        items: What is listed.
        per_page: How many a page lists.

    Example:
        >>> pages("paper", range(1200), 500)
        ['paper/index.html', 'paper/index~2.html', 'paper/index~3.html']
    """
    count = max(1, -(-len(list(items)) // per_page))
    return [f"{folder}/{LIST}{f'~{number}' if number > 1 else ''}.html" for number in range(1, count + 1)]
