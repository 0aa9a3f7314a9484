"""The ontology's classes, relations and concepts, read from `ontology/`: the single source of what kgbuild can say."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path

from kgbuild.errors import VocabularyError
from kgbuild.identifiers import ONTOLOGY, name_key
from kgbuild.lexicon.checks import overlay
from kgbuild.lexicon.folder import read_lexicon, read_text
from kgbuild.lexicon.tables import Concept, parse_table

__all__ = ["Concept", "Lexicon", "NodeClass", "Relation", "Vocabulary", "load_vocabulary", "ontology_folder"]

_OWL = "http://www.w3.org/2002/07/owl#"
_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_RDFS = "http://www.w3.org/2000/01/rdf-schema#"
_SCHEMA = "https://schema.org/"


@dataclass(frozen=True, slots=True)
class Lexicon:
    """A user's own table of concepts as it was read: a later change of the file cannot split a build.

    Attributes:
        file: The file's name, for messages.
        text: What it holds, with a column `type`; line ends are plain newlines.
    """

    file: str
    text: str

    @classmethod
    def read(cls, path: Path) -> "Lexicon":
        """Read the file of a table; `load_vocabulary` checks what it holds.

        Args:
            path: A file of tab-separated text in UTF-8.

        Raises:
            VocabularyError: If it cannot be read or is no UTF-8.
        """
        return cls(path.name, read_text(path))


@dataclass(frozen=True, slots=True)
class NodeClass:
    """A class of the ontology.

    Attributes:
        name: Local name, such as `Model`.
        iri: Its IRI.
        label: What to call it in a legend or sentence: `code repository`.
        comment: Its meaning.
        parents: IRIs of the outside classes that it is a sub-class of, sorted.
    """

    name: str
    iri: str
    label: str
    comment: str
    parents: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Relation:
    """A relation of the ontology between two nodes, by local names.

    Attributes:
        name: Local name, such as `usesBaseModel`.
        iri: Its IRI.
        label: What to call it in a legend or sentence: `uses base model`.
        comment: Its meaning.
        domain: Classes its subject may have, sorted.
        range: Classes its object may have, sorted.
        inverse: Local name of the inverse relation, or None.
        parents: IRIs of the relations that it is a sub-property of, sorted.
    """

    name: str
    iri: str
    label: str
    comment: str
    domain: tuple[str, ...]
    range: tuple[str, ...]
    inverse: str | None = None
    parents: tuple[str, ...] = ()


@dataclass(frozen=True)
class Vocabulary:
    """Everything under `ontology/`, in memory.

    Attributes:
        version: Version of the ontology.
        classes: By local name.
        relations: Relations between nodes, by local name.
        concepts: By IRI, in order.
        own: IRIs of those that stand in the user's own table.
    """

    version: str
    classes: dict[str, NodeClass]
    relations: dict[str, Relation]
    concepts: dict[str, Concept] = field(repr=False)
    own: frozenset[str] = frozenset()

    @cached_property
    def _by_key(self) -> dict[str, list[Concept]]:
        index: defaultdict[str, list[Concept]] = defaultdict(list)
        for concept in self.concepts.values():
            for key in sorted({name_key(name) for name in concept.names}):
                index[key].append(concept)
        return dict(index)

    def named(self, name: str, node_type: str | None = None) -> Iterator[Concept]:
        """Yield the concepts that bear this name or alias, whatever its case and hyphens, all or those of one type.

        Args:
            name: A name as written in a text.
            node_type: A class of the ontology, by local name.

        Yields:
            Concepts by type and name.

        Example:
            >>> [concept.name for concept in load_vocabulary().named("bert", "Model")]
            ['BERT']
        """
        for concept in self._by_key.get(name_key(name), ()):
            if node_type is None or concept.type == node_type:
                yield concept


def ontology_folder() -> Path:
    """Return the folder `ontology/`: inside the installed package, or beside it in a checkout.

    Raises:
        VocabularyError: If it is in neither place.

    Example:
        >>> (ontology_folder() / "kgbuild.ttl").is_file()
        True
    """
    package = Path(__file__).parent
    for folder in (package / "ontology", package.parent / "ontology"):
        if (folder / "kgbuild.ttl").is_file():
            return folder
    raise VocabularyError("no folder 'ontology' with kgbuild: install kgbuild again")


def load_vocabulary(lexicon: Path | Lexicon | None = None) -> Vocabulary:
    """Read the ontology and its tables of concepts; a second call with a table of the same content returns the same object.

    Args:
        lexicon: A table of the user's own, with a column `type`, laid over the shipped ones: a row replaces the shipped concept
            of its type and name.

    Raises:
        VocabularyError: If a file breaks the rules; the message names file and line.

    Example:
        >>> vocabulary = load_vocabulary()
        >>> vocabulary.relations["usesBaseModel"].range
        ('Model',)
        >>> vocabulary.concepts["https://w3id.org/kgbuild/id/model/bert"].type
        'Model'
    """
    return _load(Lexicon.read(lexicon) if isinstance(lexicon, Path) else lexicon)


@lru_cache(maxsize=4)  # the shipped tables, and the few of a user's own that one process meets
def _load(lexicon: Lexicon | None) -> Vocabulary:
    folder = ontology_folder()
    entries, own = read_lexicon(folder / "lexicon"), []
    if lexicon is not None:
        own = parse_table(lexicon.text, lexicon.file)
        entries = overlay(entries, own)
    ordered = sorted((entry.concept for entry in entries), key=lambda concept: concept.iri)
    version, classes, relations = _read_ontology(folder / "kgbuild.ttl")
    concepts = {concept.iri: concept for concept in ordered}
    return Vocabulary(version, classes, relations, concepts, frozenset(entry.concept.iri for entry in own))


def _read_ontology(path: Path) -> tuple[str, dict[str, NodeClass], dict[str, Relation]]:
    terms = _terms(path)
    classes = {
        name: NodeClass(name, iri, *_texts(term), parents=tuple(sorted(term[f"{_RDFS}subClassOf"])))
        for name, iri, term in _of_type(terms, f"{_OWL}Class")
    }
    relations = {}
    for name, iri, term in _of_type(terms, f"{_OWL}ObjectProperty"):
        domain, range_ = _ends(term, "domain"), _ends(term, "range")
        if classes.keys() >= {*domain, *range_}:
            inverse = next((_local(other) for other in term[f"{_OWL}inverseOf"]), None)
            parents = tuple(sorted(term[f"{_RDFS}subPropertyOf"]))
            relations[name] = Relation(name, iri, *_texts(term), domain, range_, inverse, parents)
    return terms[ONTOLOGY][f"{_OWL}versionInfo"][0], classes, relations


_Term = defaultdict[str, list[str]]


def _terms(path: Path) -> dict[str, _Term]:
    from pyoxigraph import RdfFormat, parse  # noqa: PLC0415 - only those who read the ontology pay for the import

    terms: defaultdict[str, _Term] = defaultdict(lambda: defaultdict(list))
    try:
        for quad in parse(path=path, format=RdfFormat.TURTLE):
            terms[quad.subject.value][quad.predicate.value].append(quad.object.value)
    except SyntaxError as error:
        raise VocabularyError(f"{path.name}:{error.lineno}: {error.msg}: mend the Turtle") from None
    return terms


def _of_type(terms: dict[str, _Term], kind: str) -> Iterable[tuple[str, str, _Term]]:
    for iri, term in sorted(terms.items()):
        if kind in term[f"{_RDF}type"]:
            yield _local(iri), iri, term


def _texts(term: _Term) -> tuple[str, str]:
    return term[f"{_RDFS}label"][0], term[f"{_RDFS}comment"][0]


def _ends(term: _Term, side: str) -> tuple[str, ...]:
    return tuple(sorted(map(_local, [*term[_RDFS + side], *term[f"{_SCHEMA}{side}Includes"]])))


def _local(iri: str) -> str:
    return iri.removeprefix(ONTOLOGY)
