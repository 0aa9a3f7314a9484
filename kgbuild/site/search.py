"""What the pages search in: a script that holds every name, so that it can be read from a file too."""

import json
from collections.abc import Mapping

from kgbuild.assemble.graph import KnowledgeGraph
from kgbuild.export.passages import visible
from kgbuild.export.phrases import words


def index(graph: KnowledgeGraph, stems: Mapping[str, str]) -> bytes:
    """Return a script that hands the names to the page.

    It calls `kgbuildNames` with, for each node, label, class, path, papers, year, and what else it goes by: aliases, arXiv id.

    Args:
        graph: Any graph.
        stems: Path of each node's files without suffix, by IRI.

    Example:
        >>> from kgbuild.assemble.graph import Node
        >>> graph = KnowledgeGraph()
        >>> graph.add_node(Node("urn:m", "Model", "BERT"))
        >>> print(index(graph, {"urn:m": "model/bert"}).decode(), end="")
        kgbuildNames({"kinds":[["model","Model"]],"nodes":[["BERT",0,"model/bert",1,0]]});
    """
    kinds = sorted({data["type"] for data in graph.nx.nodes.values()})
    place = {kind: number for number, kind in enumerate(kinds)}
    nodes = []
    for iri in sorted(graph.nx, key=lambda iri: (-graph.nx.nodes[iri]["support"], iri)):
        data = graph.nx.nodes[iri]
        number = dict(data["details"]).get("arxiv_id")
        names = [visible(str(text)) for text in (data["label"], *data["aliases"], *([number] if number else []))]
        nodes.append([names[0], place[data["type"]], stems[iri], data["support"], data["first_year"] or 0, *names[1:]])
    text = json.dumps({"kinds": [[kind.lower(), words(kind)] for kind in kinds], "nodes": nodes}, separators=(",", ":"))
    return f"kgbuildNames({text});\n".encode()
