"""The shapes of the ontology, broken one by one; pySHACL is the judge of what kgbuild's own queries find."""

from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from faults import BESIDE_SHAPES, BY_HAND, CLASSES, ENTITIES, EVIDENCE, HEADER, PAPERS, RELATIONS, STATEMENTS, Fault
from small_graph import write_graph

from kgbuild.identifiers import BASE, ONTOLOGY
from kgbuild.namespaces import prefixes
from kgbuild.validate import Finding, validate
from kgbuild.validate.reference import judge
from kgbuild.validate.shapes import Shape, load_shapes, shapes_file
from kgbuild.vocabulary import load_vocabulary

Break = Callable[..., Path]
"""Writes the small graph with faults in it."""


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The directory of the small graph."""
    return write_graph(tmp_path_factory.mktemp("good"))


@pytest.fixture(scope="module")
def triples(good: Path) -> rdflib.Graph:
    """The small graph; who changes it puts it right again."""
    return rdflib.Graph().parse(good / "graph.ttl")


@pytest.fixture
def broken(triples: rdflib.Graph, tmp_path: Path) -> Break:
    """Return what writes the small graph with faults in it."""

    def write(*faults: Fault) -> Path:
        before = set(triples)
        for fault in faults:
            triples.update(fault.update.replace("BASE/", BASE), initNs=prefixes())
        after = set(triples)
        for triple in after - before:
            triples.remove(triple)
        for triple in before - after:
            triples.add(triple)
        file = tmp_path / "graph.nt"
        file.write_text("".join(" ".join(term.n3() for term in triple) + " .\n" for triple in after), encoding="utf-8")
        return file

    return write


def rules(findings: tuple[Finding, ...]) -> set[str]:
    """The names of the rules that findings say are broken."""
    return {finding.rule for finding in findings}


def shapes() -> dict[str, Shape]:
    """Every shape with a message, by name."""
    return {part.name: part for shape in load_shapes() for part in (shape, *shape.properties) if part.message or part.queries}


def test_the_small_graph_keeps_every_rule(good: Path) -> None:
    """What the faults start from has no violation, neither for kgbuild nor for pySHACL."""
    assert validate(good).findings == ()
    assert list(judge(good / "graph.ttl")) == []


@pytest.mark.parametrize("base", ["https://example.org/graph/", "https://example.org/graph#", "urn:x-graph:"])
def test_a_graph_under_another_base_keeps_every_rule(base: str, tmp_path: Path) -> None:
    """No shape knows the default base."""
    assert validate(write_graph(tmp_path, base)).findings == ()


@pytest.mark.parametrize("fault", [*BY_HAND, *BESIDE_SHAPES], ids=lambda fault: fault.rules[0])
def test_each_fault_is_caught_by_its_rule(fault: Fault, broken: Break) -> None:
    """One thing wrong in a good graph is found under the name of the rule that it breaks."""
    assert set(fault.rules) <= rules(validate(broken(fault)).findings)


@pytest.mark.parametrize("faults", [CLASSES, RELATIONS], ids=["classes", "relations"])
def test_faults_of_every_class_and_relation_are_caught(faults: tuple[Fault, ...], broken: Break) -> None:
    """A node of each class with a bad IRI and no outside class, and each relation between nodes of no class, are found."""
    assert {rule for fault in faults for rule in fault.rules} <= rules(validate(broken(*faults)).findings)


def test_every_rule_has_a_fault() -> None:
    """No shape stands untested."""
    assert set(shapes()) == {rule for fault in (*BY_HAND, *CLASSES, *RELATIONS) for rule in fault.rules}


@pytest.mark.slow
@pytest.mark.parametrize(
    "faults",
    [
        [*HEADER[2:5], *HEADER[6:], *PAPERS, *ENTITIES],
        [*STATEMENTS[:6], *STATEMENTS[7:18], *CLASSES, *RELATIONS],
        [*STATEMENTS[18:], STATEMENTS[6], *EVIDENCE],
        [EVIDENCE[14], EVIDENCE[15], EVIDENCE[13], EVIDENCE[12], HEADER[5]],
        [HEADER[0]],
    ],
    ids=["nodes", "statements", "evidence", "offsets", "header"],
)
def test_kgbuild_finds_what_pyshacl_finds(faults: list[Fault], broken: Break) -> None:
    """On graphs with many faults both name the same nodes under the same rules."""
    file = broken(*faults)
    ours = {(finding.node, finding.rule) for finding in validate(file).findings if finding.rule in shapes()}
    judged = {(finding.node, finding.rule) for finding in judge(file)}
    assert judged
    assert ours == judged


def test_every_rule_says_how_to_mend_it() -> None:
    """Each shape with a name of its own, SPARQL constraints included, has a message of one sentence or more."""
    for name, shape in shapes().items():
        assert shape.message.endswith("."), name
        assert len(shape.message) > 20, name


def test_shapes_and_ontology_name_the_same_domains_and_ranges() -> None:
    """What the shapes allow at either end of a relation is what the ontology says."""
    for relation in load_vocabulary().relations.values():
        for side, classes in (("subject", relation.domain), ("object", relation.range)):
            shape = shapes()[f"{relation.name}-{side}"]
            direct = [value for name, value in shape.constraints if name == "class"]
            alternatives = [value for members in shape.members for member in members for _, value in member.constraints]
            assert sorted(term.value for term in direct + alternatives) == [ONTOLOGY + name for name in classes], shape.name


def test_shapes_ask_for_the_outside_classes_of_the_ontology() -> None:
    """A node carries the outside classes that the ontology puts its class under."""
    for node_class in load_vocabulary().classes.values():
        asked = {value.value for name, value in shapes()[f"{node_class.name}-class"].constraints if name == "hasValue"}
        assert asked
        assert asked <= set(node_class.parents)
        assert node_class.name == "Statement" or asked == set(node_class.parents), node_class.name


def test_shapes_close_the_scheme_of_domains() -> None:
    """The pattern of a domain's IRI holds the slugs of the ontology's closed scheme, no more and no less."""
    pattern = next(value.value for name, value in shapes()["Domain-iri"].constraints if name == "pattern")
    concepts = load_vocabulary().concepts
    slugs = [iri.rpartition("/")[2] for iri, concept in concepts.items() if concept.type == "Domain" and not concept.broader]
    assert pattern == f"[/#:]domain/({'|'.join(sorted(slugs))})$"


def test_statements_may_use_every_relation_of_the_ontology() -> None:
    """The predicates that a statement may have are the ontology's relations."""
    allowed = next(value for name, value in shapes()["Statement-predicate"].constraints if name == "in")
    assert sorted(term.value for term in allowed) == [relation.iri for relation in load_vocabulary().relations.values()]


def test_the_sample_keeps_every_rule(sample_directory: Path) -> None:
    """The build of the sample has no violation."""
    assert validate(sample_directory).findings == ()


def test_shapes_use_only_terms_of_shacl() -> None:
    """Every sh: term of the file is one that SHACL defines, as rdflib knows it."""
    used = {
        term.value
        for quad in ox.parse(path=str(shapes_file()), format=ox.RdfFormat.TURTLE)
        for term in (quad.predicate, quad.object)
        if isinstance(term, ox.NamedNode) and term.value.startswith(str(rdflib.SH))
    }
    assert [term for term in sorted(used) if rdflib.URIRef(term) not in rdflib.SH] == []
