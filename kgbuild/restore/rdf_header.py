"""What the header of a graph's RDF says: its base, and what it was made by and from."""

from kgbuild.assemble.graph import Input, Provenance
from kgbuild.restore.described import Described


def base(said: Described) -> str:
    """Return the IRI under which the graph's own IRIs are minted.

    Raises:
        LookupError: If the RDF has no header.

    Example:
        >>> base(Described({}))
        Traceback (most recent call last):
            ...
        LookupError: it has no header (a void:Dataset)
    """
    for dataset in said.of_class("void:Dataset"):
        return said.text(dataset, "void:uriSpace")
    raise LookupError("it has no header (a void:Dataset)")


def provenance(said: Described, base: str) -> Provenance:
    """Return what the graph was made by and from.

    Example:
        >>> from pyoxigraph import Literal
        >>> from kgbuild.assemble.terms import term
        >>> provenance(Described({"urn:x:kgbuild": [(term("schema:softwareVersion").value, Literal("1.0"))]}), "urn:x:")
        Provenance(software='1.0', inputs=())
    """
    files = said.texts(f"{base}extraction", "prov:used")
    inputs = [
        Input(said.text(file, "rdfs:label"), said.text(file, "kg:sha256"), int(said.text(file, "kg:records"))) for file in files
    ]
    return Provenance(said.text(f"{base}kgbuild", "schema:softwareVersion"), tuple(sorted(inputs)))
