"""The prefixes that kgbuild writes and that queries may use without declaring them."""

from functools import cache

from kgbuild.identifiers import BASE, ONTOLOGY, segment

_DATA_PLACES = (
    "Paper", "Model", "Architecture", "Method", "Technique", "Task", "Dataset", "Metric", "Domain", "Tool",
    "Result", "CodeRepository", "Statement", "Annotation", "Passage",
)  # fmt: skip

_OUTSIDE = {
    "bibo": "http://purl.org/ontology/bibo/",
    "cito": "http://purl.org/spar/cito/",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcterms": "http://purl.org/dc/terms/",
    "fabio": "http://purl.org/spar/fabio/",
    "fair4ml": "https://w3id.org/fair4ml#",
    "mls": "http://www.w3.org/ns/mls#",
    "oa": "http://www.w3.org/ns/oa#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "void": "http://rdfs.org/ns/void#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}


@cache
def prefixes(base: str = BASE) -> dict[str, str]:
    """Return prefix to namespace: `kg:` for the ontology, one for each kind of data, and the vocabularies in use.

    Args:
        base: The IRI under which the graph's own IRIs are minted.

    Example:
        >>> prefixes()["model"], prefixes()["kg"]
        ('https://w3id.org/kgbuild/id/model/', 'https://w3id.org/kgbuild/ontology#')
    """
    data = {segment(name): f"{base}{segment(name)}/" for name in _DATA_PLACES}
    return {"kg": ONTOLOGY, **data, **_OUTSIDE}
