"""Which nodes of a graph a person means by a name."""

import re

from kgbuild.assemble.graph import KnowledgeGraph, Node
from kgbuild.errors import QueryError
from kgbuild.identifiers import name_key
from kgbuild.namespaces import prefixes

_ARXIV = re.compile(r"(?:https?://arxiv\.org/(?:abs|pdf)/|arxiv:)?\s*(\d{4}\.\d{4,5}|[a-z.-]+/\d{7})(?:v\d+)?", re.IGNORECASE)
_MOST_ALIKE = 3


def find(graph: KnowledgeGraph, name: str) -> list[Node]:
    """Return the nodes that a name means, those whose first name it is before others, those of most papers first.

    Args:
        graph: Where to look.
        name: A label or alias, whatever its case, spaces and hyphens; an IRI, in full or with a prefix such as `model:bert`; or the
            arXiv id of a paper.

    Raises:
        QueryError: If there is none; the message names some that are alike.

    Example:
        >>> graph = KnowledgeGraph()
        >>> graph.add_node(Node("urn:m", "Model", "GPT-2", aliases=("GPT2",)))
        >>> [node.label for node in find(graph, "gpt 2")]
        ['GPT-2']
    """
    prefix, _, local = name.partition(":")
    iri = prefixes(graph.base).get(prefix, f"{prefix}:") + local
    if iri in graph.nx:
        return [graph.node(iri)]
    found = _called(graph, name_key(name)) or _numbered(graph, name)
    if not found:
        raise QueryError(f"nothing is called {name!r} in this graph{_alike(graph, name_key(name))}")
    return found


def _called(graph: KnowledgeGraph, key: str) -> list[Node]:
    found = [node for node in graph.nodes() if key in {name_key(text) for text in (node.label, *node.aliases)}]
    return sorted(found, key=lambda node: (name_key(node.label) != key, -node.support, node.iri))


def _numbered(graph: KnowledgeGraph, name: str) -> list[Node]:
    """Return the paper of this arXiv id, whatever its version."""
    said = _ARXIV.fullmatch(name.strip())
    if said is None:
        return []
    papers = ((node, _ARXIV.fullmatch(str(node.detail("arxiv_id")))) for node in graph.nodes("Paper"))
    return [node for node, own in papers if own is not None and own[1].lower() == said[1].lower()]


def _alike(graph: KnowledgeGraph, key: str) -> str:
    from difflib import get_close_matches  # noqa: PLC0415 - for the error only

    labels = {name_key(text): text for node in graph.nodes() for text in (*node.aliases, node.label)}
    close = get_close_matches(key, sorted(labels), n=_MOST_ALIKE, cutoff=0.6)
    holding = sorted(
        (other for other in labels if key and key in other and other not in close), key=lambda other: (len(other), other)
    )
    shown = [labels[other] for other in (close + holding)[:_MOST_ALIKE]]
    return f": did you mean {', '.join(shown)}?" if shown else ": try 'kgbuild query' to list what there is"
