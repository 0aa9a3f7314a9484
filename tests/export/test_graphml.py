"""GraphML is shaped as Gephi wants it; that it comes back whole is in test_round_trip."""

import graphs
from foreign import written
from lxml import etree


def test_keys_bear_the_names_of_their_attributes() -> None:
    """Gephi goes by a key's id or name, and ids are unique in the whole file."""
    keys = etree.fromstring(written(graphs.tiny(), "graphml")).findall("{*}key")
    assert len({key.get("id") for key in keys}) == len(keys)
    for key in keys:
        assert key.get("id") == ("edge_" if key.get("for") == "edge" else "") + key.get("attr.name")


def test_every_node_has_the_looks_that_gephi_reads() -> None:
    """Label, size, position and colour are plain attributes of the right types."""
    root = etree.fromstring(written(graphs.tiny(), "graphml"))
    types = {key.get("id"): key.get("attr.type") for key in root.findall("{*}key")}
    looks = {"label": "string", "size": "double", "x": "double", "y": "double", "r": "int", "g": "int", "b": "int"}
    assert looks.items() <= types.items()
    for node in root.iter("{*}node"):
        assert looks.keys() <= {data.get("key") for data in node}


def test_values_are_of_the_declared_type_only() -> None:
    """No column mixes whole numbers and others."""
    root = etree.fromstring(written(graphs.corpus(40), "graphml"))
    types = {key.get("id"): key.get("attr.type") for key in root.findall("{*}key")}
    for data in root.iter("{*}data"):
        match types[data.get("key")]:
            case "int" | "long":
                int(data.text)
            case "double":
                assert "." in data.text or "e" in data.text
            case "boolean":
                assert data.text in {"true", "false"}


def test_edge_ids_are_unique() -> None:
    """Gephi drops an edge whose id it knows."""
    ids = [edge.get("id") for edge in etree.fromstring(written(graphs.parallel(), "graphml")).iter("{*}edge")]
    assert len(set(ids)) == len(ids) == 8
