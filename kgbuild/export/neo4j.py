"""CSV files as `neo4j-admin database import full` reads them (Neo4j Operations Manual 5, Import, CSV file header format)."""

import re
from collections.abc import Iterator
from functools import partial
from typing import BinaryIO

from kgbuild.assemble.graph import KnowledgeGraph
from kgbuild.export import Member
from kgbuild.export.comma_separated import quoted, write_table
from kgbuild.export.frames import edge_frames, node_frames
from kgbuild.export.tables import Column, edge_columns, node_columns

_README = """Import into an empty Neo4j database (5 or later), from this folder:

    neo4j-admin database import full neo4j \\
        --nodes=nodes.csv --relationships=relationships.csv \\
        --id-type=string --multiline-fields=true --trim-strings=false --overwrite-destination

Then, in Cypher:

    CREATE CONSTRAINT entity_id FOR (n:Entity) REQUIRE n.id IS UNIQUE;
    MATCH (p:Paper)-[r:USES_BASE_MODEL]->(m:Model) RETURN m.label, count(p) AS papers ORDER BY papers DESC LIMIT 10;

Each node has the label of its class and `Entity`; each relationship has the type of its relation, in capitals.
Texts stand as they are: open these files with a database, not with a spreadsheet.
"""

_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_DELIMITER = ";"


def neo4j_files(graph: KnowledgeGraph) -> Iterator[Member]:
    """Yield `nodes.csv` and `relationships.csv`, whose headers say the types, and a README with the command that imports them.

    Args:
        graph: What to write; it is not changed.

    Example:
        >>> import io
        >>> from kgbuild.assemble.graph import Node
        >>> graph, stream = KnowledgeGraph(), io.BytesIO()
        >>> graph.add_node(Node("urn:m", "Model", "BERT"))
        >>> dict(neo4j_files(graph))["nodes.csv"](stream)
        >>> stream.getvalue().splitlines()[0].decode()[:45]
        '"id:ID","label:string","type:string","concept'
    """
    yield "README.txt", _write_readme
    yield "nodes.csv", partial(_write_nodes, graph)
    yield "relationships.csv", partial(_write_relationships, graph)


def relationship_type(predicate: str) -> str:
    """Return a relation's name as Cypher's style guide has types of relationships.

    Example:
        >>> relationship_type("usesBaseModel")
        'USES_BASE_MODEL'
    """
    return _CAMEL.sub("_", predicate).upper()


def _write_readme(stream: BinaryIO) -> None:
    stream.write(_README.encode())


def _header(column: Column) -> str:
    return f"{column.name.replace(':', '_')}:{column.type}"


def _write_nodes(graph: KnowledgeGraph, stream: BinaryIO) -> None:
    columns = node_columns(graph)
    header = ["id:ID", *map(_header, columns), ":LABEL"]
    frames = (
        [frame.ids, *frame.cells, quoted([f"{node_type}{_DELIMITER}Entity" for node_type in frame.types])]
        for frame in node_frames(graph, columns, quoted)
    )
    write_table(header, frames, stream)


def _write_relationships(graph: KnowledgeGraph, stream: BinaryIO) -> None:
    columns = edge_columns(graph)
    kind = columns.index(Column("predicate", "string"))
    header = [":START_ID", ":END_ID", ":TYPE", "id:string", *map(_header, columns)]
    frames = (
        [frame.sources, frame.targets, list(map(relationship_type, frame.cells[kind])), frame.ids, *frame.cells]
        for frame in edge_frames(graph, quoted)
    )
    write_table(header, frames, stream)
