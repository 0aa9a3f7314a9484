"""The shapes of `ontology/shapes.ttl` as plain values, for the part of SHACL that the file uses.

Targets: those in `TARGETS`. Paths: a predicate, its inverse, a sequence. Constraints: `CONSTRAINTS`, and `sh:sparql`, whose
query binds `$this` itself. Anything else is an error, never passed over.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TypeAlias

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, parse

from kgbuild.errors import VocabularyError
from kgbuild.vocabulary import ontology_folder

Term: TypeAlias = NamedNode | BlankNode | Literal | Triple

SHACL = "http://www.w3.org/ns/shacl#"
SHAPES = "https://w3id.org/kgbuild/shapes#"
_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"

TARGETS = ("targetClass", "targetNode", "targetObjectsOf", "targetSubjectsOf")
CONSTRAINTS = (
    "class", "datatype", "disjoint", "equals", "hasValue", "in", "lessThan", "maxCount", "maxInclusive",
    "minCount", "minInclusive", "minLength", "nodeKind", "or", "pattern",
)  # fmt: skip
_OTHER = ("message", "path", "property", "sparql")


@dataclass(frozen=True, slots=True)
class Shape:
    """A node shape or property shape.

    Attributes:
        name: Local name, which names its rule; empty for one without an IRI.
        message: What it asks for.
        targets: Kind of target and IRI, sorted.
        path: As a SPARQL property path; None for a node shape.
        constraints: Parameter by local name, and its value.
        members: The alternatives of each `sh:or`.
        properties: Property shapes that hold for the same nodes, sorted by name.
        queries: What `sh:sparql` selects.
    """

    name: str
    message: str
    targets: tuple[tuple[str, str], ...]
    path: str | None
    constraints: tuple[tuple[str, Term | tuple[Term, ...]], ...]
    members: tuple[tuple["Shape", ...], ...]
    properties: tuple["Shape", ...]
    queries: tuple[str, ...]


def shapes_file() -> Path:
    """Return the file of shapes.

    Example:
        >>> shapes_file().name
        'shapes.ttl'
    """
    return ontology_folder() / "shapes.ttl"


@cache
def load_shapes() -> tuple[Shape, ...]:
    """Read the shapes that have targets, by name.

    Raises:
        VocabularyError: If the file is no Turtle, or uses what this package does not know of SHACL.

    Example:
        >>> [shape.targets for shape in load_shapes() if shape.name == "Paper"]
        [(('targetClass', 'https://w3id.org/kgbuild/ontology#Paper'),)]
    """
    return read_shapes(shapes_file().read_bytes())


def read_shapes(turtle: bytes) -> tuple[Shape, ...]:
    """Read shapes from Turtle; `load_shapes` tells the rest.

    Args:
        turtle: UTF-8.

    Raises:
        VocabularyError: As `load_shapes` does.

    Example:
        >>> read_shapes(b'@prefix sh: <http://www.w3.org/ns/shacl#> . <urn:s> sh:targetClass <urn:C> ; sh:closed true .')
        Traceback (most recent call last):
        kgbuild.errors.VocabularyError: shapes.ttl: urn:s uses sh:closed, which kgbuild does not know: use other terms
    """
    reader = _Reader(turtle)
    subjects = [subject for subject in reader.triples if isinstance(subject, NamedNode)]
    shapes = (reader.shape(subject) for subject in sorted(subjects, key=lambda subject: subject.value))
    return tuple(shape for shape in shapes if shape.targets)


class _Reader:
    """The triples of a file of shapes, by subject and predicate."""

    def __init__(self, turtle: bytes) -> None:
        self.triples: defaultdict[Term, defaultdict[str, list[Term]]] = defaultdict(lambda: defaultdict(list))
        try:
            for quad in parse(turtle, format=RdfFormat.TURTLE):
                self.triples[quad.subject][quad.predicate.value].append(quad.object)
        except SyntaxError as error:
            raise VocabularyError(f"shapes.ttl:{error.lineno}: {error.msg}: mend the Turtle") from None

    def shape(self, node: Term) -> Shape:
        said = self.triples[node]
        self._check(node)
        path = next((self._path(path) for path in said[f"{SHACL}path"]), None)
        if path and ">/<" in path and not isinstance(node, NamedNode):
            raise VocabularyError(f"shapes.ttl: a shape without a name has the path {path}: give it a name and a target of its own")
        return Shape(
            name=node.value.removeprefix(SHAPES) if isinstance(node, NamedNode) else "",
            message=self._message(node),
            targets=tuple(sorted((kind, _iri(term)) for kind in TARGETS for term in said[SHACL + kind])),
            path=path,
            constraints=tuple(self._constraints(node)),
            members=tuple(tuple(map(self.shape, self._list(members))) for members in said[f"{SHACL}or"]),
            properties=tuple(sorted(map(self.shape, said[f"{SHACL}property"]), key=lambda shape: (shape.name, shape.path or ""))),
            queries=tuple(self._query(constraint) for constraint in said[f"{SHACL}sparql"]),
        )

    def _message(self, node: Term) -> str:
        """Return the shape's message, or that of its query."""
        speakers = (node, *self.triples[node][f"{SHACL}sparql"])
        return next((_text(message) for speaker in speakers for message in self.triples[speaker][f"{SHACL}message"]), "")

    def _check(self, node: Term) -> None:
        known = {SHACL + name for name in (*TARGETS, *CONSTRAINTS, *_OTHER, "declare")}
        for predicate in self.triples[node]:
            if predicate.startswith(SHACL) and predicate not in known:
                name = node.value if isinstance(node, NamedNode) else "a shape without a name"
                used = predicate.removeprefix(SHACL)
                raise VocabularyError(f"shapes.ttl: {name} uses sh:{used}, which kgbuild does not know: use other terms")

    def _constraints(self, node: Term) -> Iterator[tuple[str, Term | tuple[Term, ...]]]:
        for name in CONSTRAINTS:
            for value in self.triples[node][SHACL + name]:
                if name == "in":
                    yield name, tuple(self._list(value))
                elif name != "or":
                    yield name, value

    def _path(self, path: Term) -> str:
        if isinstance(path, NamedNode):
            return str(path)
        inverse = self.triples[path][f"{SHACL}inversePath"]
        return f"^{inverse[0]}" if inverse else "/".join(map(str, self._list(path)))

    def _query(self, constraint: Term) -> str:
        select = self.triples[constraint][f"{SHACL}select"][0]
        assert isinstance(select, Literal)  # noqa: S101 - SHACL 5.2.1: sh:select is a string
        prefixes = (
            self._prefix(node) for ontology in self.triples[constraint][f"{SHACL}prefixes"] for node in self._declared(ontology)
        )
        return "".join(sorted(prefixes)) + select.value

    def _declared(self, ontology: Term) -> list[Term]:
        return self.triples[ontology][f"{SHACL}declare"]

    def _prefix(self, declaration: Term) -> str:
        said = self.triples[declaration]
        prefix, namespace = (_text(said[SHACL + name][0]) for name in ("prefix", "namespace"))
        return f"PREFIX {prefix}: <{namespace}>\n"

    def _list(self, node: Term) -> Iterator[Term]:
        while node != NamedNode(f"{_RDF}nil"):
            yield self.triples[node][f"{_RDF}first"][0]
            node = self.triples[node][f"{_RDF}rest"][0]


def _iri(term: Term) -> str:
    assert isinstance(term, NamedNode)  # noqa: S101 - SHACL 2.1.3: a target is an IRI
    return term.value


def _text(term: Term) -> str:
    assert isinstance(term, Literal)  # noqa: S101 - SHACL 5.2.1: prefix and namespace are literals
    return term.value
