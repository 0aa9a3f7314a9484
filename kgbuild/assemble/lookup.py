"""Which concept of the vocabulary a name means."""

from collections import defaultdict

from kgbuild.assemble.abbreviation import unfolded
from kgbuild.assemble.spelling import singular, spelling_key
from kgbuild.vocabulary import Concept, Vocabulary


class ConceptIndex:
    """The concepts of a vocabulary by class and spelling.

    Args:
        vocabulary: Holds the concepts.
    """

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self._by_key: defaultdict[tuple[str, str], list[Concept]] = defaultdict(list)
        for concept in vocabulary.concepts.values():
            for key in sorted({key for name in concept.names for key in _keys(name)}):
                self._by_key[concept.type, key].append(concept)

    def concept(self, node_type: str, key: str) -> Concept | None:
        """Return the one concept of a class that bears a name; where several do, the one that prefers it.

        Args:
            node_type: A class of the ontology, by local name.
            key: `spelling_key` of the name.
        """
        found = self._by_key.get((node_type, key), [])
        if len(found) > 1:
            found = [concept for concept in found if spelling_key(concept.name) == key]
        return found[0] if len(found) == 1 else None

    def at(self, iri: str | None, node_type: str) -> Concept | None:
        """Return the concept with this IRI if it is of this class."""
        concept = self.vocabulary.concepts.get(iri) if iri else None
        return concept if concept is not None and concept.type == node_type else None


def _keys(name: str) -> frozenset[str]:
    names = {*unfolded(name), name}
    keys = set(map(spelling_key, names | {one for one in map(singular, names) if one is not None}))
    return frozenset(keys | {key.replace("^", "") for key in keys})  # "R2" may mean R², and ROUGE-2 too
