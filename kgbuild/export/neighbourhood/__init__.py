"""The neighbourhood of one paper or entity as a page of its own, drawn by pyvis and vis-network."""

import html
from dataclasses import dataclass
from pathlib import Path

from kgbuild.assemble.find import find
from kgbuild.assemble.graph import KnowledgeGraph
from kgbuild.export.neighbourhood.selection import MOST, around
from kgbuild.files import atomic_write

DEPTH = 2
"""How many steps from the node a view reaches by default."""


@dataclass(frozen=True, slots=True)
class View:
    """A page about one node and what is near it; a notebook shows it in place.

    Attributes:
        page: The page as HTML; it loads nothing.
        title: What it is about.
        summary: What it shows, and what it leaves out.
    """

    page: str
    title: str
    summary: str

    def save(self, path: str | Path) -> Path:
        """Write the page to a file, which appears whole or not at all.

        Args:
            path: Where to.
        """
        path = Path(path)
        with atomic_write(path) as stream:
            stream.write(self.page.encode())
        return path

    def _repr_html_(self) -> str:
        """Return a frame that holds the page: its scripts see nothing of the notebook."""
        return (
            f'<iframe title="{html.escape(self.title)}" sandbox="allow-scripts allow-popups" width="100%" height="620" '
            f'style="border: 0; border-radius: 12px;" srcdoc="{html.escape(self.page)}"></iframe>'
        )


def view(graph: KnowledgeGraph, name: str, *, depth: int = DEPTH, most: int = MOST) -> View:
    """Return the view of one paper or entity.

    Args:
        graph: Holds it.
        name: A label or alias, whatever its case; an IRI, in full or with a prefix; or an arXiv id. Of several nodes, the
            one is shown whose first name it is, then the one of most papers.
        depth: How many steps away to go.
        most: How many nodes to show beside it, the most important of the nearest first.

    Raises:
        QueryError: If nothing is called so; the message names what is alike.

    Example:
        >>> from kgbuild.assemble.graph import Node
        >>> graph = KnowledgeGraph()
        >>> graph.add_node(Node("urn:m", "Model", "BERT"))
        >>> view(graph, "bert").title
        'BERT'
    """
    from kgbuild.export.neighbourhood.page import page  # noqa: PLC0415 - pyvis takes a while to import

    found = around(graph, find(graph, name)[0].iri, depth=depth, most=most)
    return View(page(graph, found), graph.node(found.root).label, found.summary)
