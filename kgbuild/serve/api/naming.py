"""What to call the nodes and properties of any RDF."""

import pyoxigraph as ox

from kgbuild.identifiers import ONTOLOGY
from kgbuild.namespaces import prefixes
from kgbuild.query import base_of

LABELS = (
    f"{prefixes()['skos']}prefLabel",
    f"{prefixes()['dcterms']}title",
    f"{prefixes()['rdfs']}label",
    "https://schema.org/name",
    "http://schema.org/name",
    "http://xmlns.com/foaf/0.1/name",
    "http://purl.org/dc/elements/1.1/title",
)
"""Properties that name a node, the best first."""

ALIASES = (f"{prefixes()['skos']}altLabel",)
TYPE = ox.NamedNode(f"{prefixes()['rdf']}type")
SUPPORT = ox.NamedNode(f"{ONTOLOGY}support")


def anywhere(pattern: str) -> str:
    """Return a group that matches in the default graph and in every named one.

    Example:
        >>> anywhere("?s ?p ?o")
        '{ { ?s ?p ?o } UNION { GRAPH ?graph { ?s ?p ?o } } }'
    """
    return f"{{ {{ {pattern} }} UNION {{ GRAPH ?graph {{ {pattern} }} }} }}"


class Names:
    """Names of what one store holds.

    Args:
        store: Any RDF.

    Example:
        >>> Names(ox.Store()).short("https://w3id.org/kgbuild/ontology#Model")
        'kg:Model'
    """

    def __init__(self, store: ox.Store) -> None:
        self._store = store
        self.prefixes = prefixes(base_of(store))
        self._namespaces = sorted(((iri, name) for name, iri in self.prefixes.items()), reverse=True)

    def short(self, iri: str) -> str:
        """Return the prefixed name of an IRI, or the IRI."""
        for namespace, prefix in self._namespaces:
            if iri.startswith(namespace) and "/" not in iri[len(namespace) :]:
                return f"{prefix}:{iri[len(namespace) :]}"
        return iri

    def label(self, node: ox.NamedNode | ox.BlankNode) -> str:
        """Return what a node is called: an English name, if there is one, else any, else the end of its IRI."""
        for name in LABELS:
            quads = self._store.quads_for_pattern(node, ox.NamedNode(name), None)
            found = sorted((quad.object for quad in quads if isinstance(quad.object, ox.Literal)), key=_order)
            if found:
                return found[0].value
        return node.value.rstrip("/#").rpartition("#")[2].rpartition("/")[2] or node.value

    def types(self, node: ox.NamedNode | ox.BlankNode) -> tuple[str, ...]:
        """Return the prefixed names of a node's classes, those of kgbuild's ontology first."""
        quads = self._store.quads_for_pattern(node, TYPE, None)
        names = {self.short(quad.object.value) for quad in quads if isinstance(quad.object, ox.NamedNode)}
        return tuple(sorted(names, key=lambda name: (not name.startswith("kg:"), name)))

    def support(self, node: ox.NamedNode) -> int | None:
        """Return how many papers speak of a node, if the graph says so."""
        for quad in self._store.quads_for_pattern(node, SUPPORT, None):
            if isinstance(quad.object, ox.Literal) and quad.object.value.isdecimal():
                return int(quad.object.value)
        return None


def _order(literal: ox.Literal) -> tuple[bool, str, str]:
    return (literal.language not in {None, "en"}, literal.language or "", literal.value)
