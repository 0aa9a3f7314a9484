"""What some RDF says, by subject and property."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias

from pyoxigraph import Literal, NamedNode, Triple

from kgbuild.assemble.terms import term

Object: TypeAlias = NamedNode | Literal | Triple
Subjects: TypeAlias = Mapping[str, Sequence[tuple[str, Object]]]

_TYPE = term("rdf:type").value


class Described:
    """Asks what is said of a subject.

    Args:
        subjects: Property and object of each triple, by subject; all by IRI.

    Example:
        >>> said = Described({"urn:m": [(term("rdfs:label").value, Literal("BERT"))]})
        >>> said.text("urn:m", "rdfs:label")
        'BERT'
    """

    def __init__(self, subjects: Subjects) -> None:
        self.subjects = subjects
        self.by_class: dict[str, list[str]] = {}
        for subject, said in subjects.items():
            for predicate, obj in said:
                if predicate == _TYPE and isinstance(obj, NamedNode):
                    self.by_class.setdefault(obj.value, []).append(subject)

    def of_class(self, name: str) -> list[str]:
        """Return the instances of a class, each once, sorted."""
        return sorted(set(self.by_class.get(term(name).value, ())))

    def objects(self, subject: str, name: str) -> Iterator[Object]:
        """Yield the objects of a property."""
        predicate = term(name).value
        return (obj for said, obj in self.subjects.get(subject, ()) if said == predicate)

    def texts(self, subject: str, name: str) -> list[str]:
        """Return the literals or IRIs of a property, each once, sorted."""
        return sorted({obj.value for obj in self.objects(subject, name) if not isinstance(obj, Triple)})

    def maybe(self, subject: str, name: str) -> str | None:
        """Return the literal or IRI of a property, None where there is none."""
        return next(iter(self.texts(subject, name)), None)

    def text(self, subject: str, name: str) -> str:
        """Return the literal or IRI of a property.

        Raises:
            LookupError: If there is none.
        """
        found = self.maybe(subject, name)
        if found is None:
            raise LookupError(f"{subject} has no {name}")
        return found
