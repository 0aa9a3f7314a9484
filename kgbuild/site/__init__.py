"""A site of static pages about a graph: one for every node, linked, searchable and printable, with its data beside it."""

from kgbuild.assemble.graph import KnowledgeGraph
from kgbuild.site.settings import Settings
from kgbuild.site.site import Site
from kgbuild.site.writing import write_site

__all__ = ["Settings", "Site", "node_page", "write_site"]


def node_page(graph: KnowledgeGraph, iri: str, settings: Settings | None = None) -> str:
    """Return the page of one node as HTML.

    Its links are relative to the folder of its path, `Site.address(iri)`; style and scripts stand in `../assets/`. Who serves many
    pages keeps a `Site`, which has every file by its path.

    Args:
        graph: Any graph.
        iri: Of the node.
        settings: What the user chooses.

    Raises:
        KeyError: If the graph has no such node.

    Example:
        >>> from kgbuild.assemble.graph import Node
        >>> graph = KnowledgeGraph()
        >>> graph.add_node(Node("urn:m", "Model", "BERT"))
        >>> node_page(graph, "urn:m").startswith("<!doctype html>")
        True
    """
    site = Site(graph, settings)
    return site.file(site.address(iri)).decode()
