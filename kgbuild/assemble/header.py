"""What the RDF says of itself: a VoID and DCAT description of the dataset, and the run that made it (PROV)."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from importlib.metadata import version

from pyoxigraph import NamedNode

from kgbuild.assemble.graph import KnowledgeGraph
from kgbuild.assemble.terms import Said, integer, own, term, text
from kgbuild.identifiers import ONTOLOGY, Identifiers
from kgbuild.vocabulary import load_vocabulary

LICENCE = "https://creativecommons.org/licenses/by/4.0/"
"""Of the graph, as of the ontology and the lexicon that it is made with."""

_ABOUT = (
    "What research papers introduce, use, compare and report, with the sentences that say so. "
    "The licence is for the graph; the papers' titles, abstracts and quoted sentences are their authors'. "
    "All counts include this description."
)


@dataclass(frozen=True)
class Census:
    """How often what occurs in some triples.

    Attributes:
        subjects: How many subjects there are.
        classes: How many instances each class has.
        predicates: How many triples each property has.
    """

    subjects: int = 0
    classes: Counter[str] = field(default_factory=Counter)
    predicates: Counter[str] = field(default_factory=Counter)

    def __add__(self, other: "Census") -> "Census":
        return Census(self.subjects + other.subjects, self.classes + other.classes, self.predicates + other.predicates)


def census(described: Iterable[Iterable[str]]) -> Census:
    """Count subjects, classes and properties.

    Args:
        described: For each subject, what is said of it: lines of N-Triples, each once.

    Example:
        >>> census([["<urn:m> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <urn:Model> ."]]).classes
        Counter({'urn:Model': 1})
    """
    subjects, classes, predicates = 0, Counter[str](), Counter[str]()
    a = str(term("rdf:type"))
    for said in described:
        subjects += 1
        for line in said:
            _, predicate, obj = line.split(" ", 2)
            predicates[predicate[1:-1]] += 1
            if predicate == a:
                classes[obj[1:-3]] += 1
    return Census(subjects, classes, predicates)


def header(graph: KnowledgeGraph, data: Census) -> dict[str, list[Said]]:
    """Return the description of the dataset: subjects and what is said of each.

    The counts include the header's own triples, so that whoever counts the file finds the same numbers.

    Args:
        graph: What is described.
        data: Counts of its triples, without those of the header.

    Example:
        >>> sorted(iri.rpartition("/")[2] for iri in header(KnowledgeGraph("urn:/"), Census()) if "partition" not in iri)
        ['dataset', 'extraction', 'kgbuild']
    """
    whole = data
    while True:  # What the header adds depends on which terms occur, not on how often: the second or third round changes nothing.
        described = dict(_described(graph, whole))
        counted = data + census(map(_lines, described.values()))
        if counted == whole:
            return described
        whole = counted


def _lines(said: Iterable[Said]) -> Iterator[str]:
    return (f"_ {predicate} {obj} ." for predicate, obj in said)


def _described(graph: KnowledgeGraph, counts: Census) -> Iterator[tuple[str, list[Said]]]:
    ids = Identifiers(graph.base)
    dataset, run, program = (f"{graph.base}{name}" for name in ("dataset", "extraction", "kgbuild"))
    yield dataset, [*_dataset(graph, counts, ids), (term("prov:wasGeneratedBy"), NamedNode(run))]
    for name, number in counts.classes.items():
        yield ids.partition("class", name), [(term("void:class"), NamedNode(name)), (term("void:entities"), integer(number))]
    for name, number in counts.predicates.items():
        yield ids.partition("property", name), [(term("void:property"), NamedNode(name)), (term("void:triples"), integer(number))]
    yield run, [*_run(graph, ids), (term("prov:wasAssociatedWith"), NamedNode(program))]
    yield (
        program,
        [
            (term("rdf:type"), term("prov:SoftwareAgent")),
            (term("rdf:type"), term("schema:SoftwareApplication")),
            (term("rdfs:label"), text("kgbuild")),
            (term("schema:softwareVersion"), text(graph.provenance.software if graph.provenance else version("kgbuild"))),
        ],
    )
    for file in graph.provenance.inputs if graph.provenance else ():
        yield (
            ids.input(file.name, file.sha256),
            [
                (term("rdf:type"), term("prov:Entity")),
                (term("rdfs:label"), text(file.name)),
                (own("sha256"), text(file.sha256)),
                (own("records"), integer(file.records)),
            ],
        )


def _dataset(graph: KnowledgeGraph, counts: Census, ids: Identifiers) -> Iterator[Said]:
    yield term("rdf:type"), term("void:Dataset")
    yield term("rdf:type"), term("dcat:Dataset")
    yield term("dcterms:title"), text("Knowledge graph of research papers")
    yield term("dcterms:description"), text(_ABOUT)
    yield term("dcterms:license"), NamedNode(LICENCE)
    yield term("dcterms:conformsTo"), NamedNode(f"{ONTOLOGY.rstrip('#')}/{load_vocabulary().version}")
    yield term("void:uriSpace"), text(graph.base)
    yield term("void:entities"), integer(graph.nx.number_of_nodes())
    yield term("void:triples"), integer(counts.predicates.total())
    yield term("void:classes"), integer(len(counts.classes))
    yield term("void:properties"), integer(len(counts.predicates))
    yield term("void:distinctSubjects"), integer(counts.subjects)
    for namespace in sorted({re.sub(r"[^/#]*$", "", name) for name in (*counts.classes, *counts.predicates)}):
        yield term("void:vocabulary"), NamedNode(namespace)
    for name in counts.classes:
        yield term("void:classPartition"), NamedNode(ids.partition("class", name))
    for name in counts.predicates:
        yield term("void:propertyPartition"), NamedNode(ids.partition("property", name))


def _run(graph: KnowledgeGraph, ids: Identifiers) -> Iterator[Said]:
    yield term("rdf:type"), own("Extraction")
    yield term("rdf:type"), term("prov:Activity")
    for file in graph.provenance.inputs if graph.provenance else ():
        yield term("prov:used"), NamedNode(ids.input(file.name, file.sha256))
