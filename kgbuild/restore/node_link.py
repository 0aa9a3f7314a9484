"""Reads the node-link JSON that `kgbuild.export.node_link` writes."""

import json
from pathlib import Path
from typing import Any

from kgbuild.assemble.graph import KnowledgeGraph
from kgbuild.errors import SourceError
from kgbuild.restore import fields


def read_node_link(path: Path) -> KnowledgeGraph:
    """Return the graph of a node-link JSON file.

    Args:
        path: The file.

    Raises:
        SourceError: If kgbuild did not write it, or it is damaged.

    Example:
        >>> import io, tempfile
        >>> from kgbuild.assemble.graph import Node
        >>> file = Path(tempfile.mkdtemp()) / "graph.json"
        >>> about = '{"base": "urn:x:"}'
        >>> model = '{"id": "urn:m", "type": "Model", "label": "BERT", "aliases": [], "details": {}}'
        >>> _ = file.write_text(f'{{"graph": {about}, "nodes": [{model}], "edges": []}}')
        >>> [node.label for node in read_node_link(file).nodes()]
        ['BERT']
    """
    try:
        document: dict[str, Any] = json.loads(path.read_bytes())
        graph = fields.empty_graph(document["graph"])
        for each in document["nodes"]:
            graph.add_node(fields.node(each.pop("id"), each))
        for each in document["edges"]:
            each["predicate"] = each.pop("key")
            graph.add_edge(fields.edge(each, map(fields.passage, each.pop("evidence"))))
    except (ValueError, RecursionError) as error:
        raise SourceError(f"{path} is no JSON in UTF-8 ({error}): export the graph anew") from None
    except (KeyError, TypeError, AttributeError) as error:
        raise SourceError(
            f"{path} is no node-link JSON of kgbuild ({_what(error)}): export the graph anew with --format json"
        ) from None
    return graph


def _what(error: Exception) -> str:
    return f"without {error}" if isinstance(error, KeyError) else str(error)
