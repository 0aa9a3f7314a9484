"""The ontology for people and machines: the table, the page of documentation with its diagram, the concepts as SKOS."""

import io
import re
from collections import defaultdict
from html.parser import HTMLParser
from itertools import combinations, pairwise
from pathlib import Path

import pyoxigraph as ox
import pytest
from click.testing import CliRunner, Result

from kgbuild.cli import cli
from kgbuild.documentation.concepts import concept_triples, write_ontology
from kgbuild.documentation.diagram import draw
from kgbuild.documentation.page import write_page
from kgbuild.documentation.shapes import Diagram
from kgbuild.documentation.terms import Term, read_ontology
from kgbuild.identifiers import BASE, ONTOLOGY, Identifiers
from kgbuild.vocabulary import Concept, load_vocabulary, ontology_folder

SKOS = "http://www.w3.org/2004/02/skos/core#"
CONCEPTS = load_vocabulary().concepts


def invoke(*args: str | Path) -> Result:
    """Run `kgbuild ontology` in this process."""
    return CliRunner().invoke(cli, ["ontology", *map(str, args)])


class Page(HTMLParser):
    """What a test asks of a page: anchors, links, elements, the policy."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.elements: set[str] = set()
        self.attributes: set[str] = set()
        self.policy = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what the element tells."""
        given = dict(attrs)
        self.elements.add(tag)
        self.attributes |= set(given)
        self.ids += [value for value in (given.get("id"),) if value]
        self.links += [value for value in (given.get("href"),) if value is not None]
        if given.get("http-equiv") == "Content-Security-Policy":
            self.policy = given.get("content") or ""


@pytest.fixture(scope="module")
def page_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page as the command writes it."""
    path = tmp_path_factory.mktemp("ontology") / "ontology.html"
    assert invoke("--html", path).exit_code == 0
    return path


@pytest.fixture(scope="module")
def page(page_file: Path) -> Page:
    """The page, taken apart."""
    return Page(page_file.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def store() -> ox.Store:
    """The Turtle of ontology and concepts, read back."""
    stream = io.BytesIO()
    write_ontology(load_vocabulary(), stream)
    store = ox.Store()
    store.bulk_load(stream.getvalue(), ox.RdfFormat.TURTLE)
    return store


def ask(store: ox.Store, pattern: str) -> list[str]:
    """The values of ?x where a pattern holds."""
    prefixes = {"skos": SKOS, "kg": ONTOLOGY, "owl": "http://www.w3.org/2002/07/owl#"}
    solutions = store.query(f"SELECT DISTINCT ?x WHERE {{ {pattern} }}", prefixes=prefixes)
    assert isinstance(solutions, ox.QuerySolutions)
    return sorted(str(solution["x"]) for solution in solutions)


def test_the_table_names_every_term_and_scheme() -> None:
    """Each class, relation and property has a line with its ends; each scheme one with its counts."""
    result = invoke()
    assert result.exit_code == 0
    ontology = read_ontology(load_vocabulary())
    for term in (*ontology.classes, *ontology.relations, *ontology.properties):
        assert re.search(rf"^  {term.name} .*{re.escape(term.comment)}$", result.stdout, re.MULTILINE)
    assert re.search(r"^  basedOn +Method, Model, Technique → Architecture, Method, Model, Technique ", result.stdout, re.MULTILINE)
    assert re.search(rf"^  scheme/domain +Domain +{len(ontology.schemes[2].concepts)}  concepts, 29 ", result.stdout, re.MULTILINE)


def test_html_and_turtle_are_asked_for_one_at_a_time(tmp_path: Path) -> None:
    """Two answers to one question are refused, and nothing is written."""
    assert invoke("--ttl", "--html", tmp_path / "o.html").exit_code == 2
    assert list(tmp_path.iterdir()) == []


def test_every_term_has_the_anchor_of_its_iri(page: Page) -> None:
    """`…/ontology#usesBaseModel` leads to the description of the term; no anchor stands twice and no link leads nowhere."""
    ontology = read_ontology(load_vocabulary())
    terms = (*ontology.classes, *ontology.relations, *ontology.properties, *ontology.schemes)
    assert {term.iri.removeprefix(ONTOLOGY) for term in terms} <= set(page.ids)
    assert len(page.ids) == len(set(page.ids))
    inner = {link.removeprefix("#") for link in page.links if link.startswith("#")}
    assert inner - {""} <= set(page.ids)


def test_the_page_runs_and_loads_nothing(page: Page, page_file: Path) -> None:
    """No script, no style attribute, nothing to load, and a policy that would allow neither."""
    assert page.elements.isdisjoint({"script", "link", "img", "iframe", "object", "form", "base"})
    assert page.attributes.isdisjoint({"style", "src", "srcset", "onclick", "onload"})
    assert page.policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "url(http" not in page_file.read_text(encoding="utf-8")


def test_the_page_is_the_same_every_time(page_file: Path) -> None:
    """The same ontology gives the same bytes."""
    stream = io.BytesIO()
    write_page(load_vocabulary(), stream)
    assert stream.getvalue() == page_file.read_bytes()


def _boxes(diagram: Diagram) -> list[tuple[float, float, float, float]]:
    return [(box.x, box.y, box.x + box.width, box.y + box.height) for box in diagram.boxes]


def _crosses(points: tuple[tuple[float, float], ...], rectangle: tuple[float, float, float, float]) -> bool:
    """Whether a polyline of level and upright parts touches a rectangle."""
    left, top, right, bottom = rectangle
    return any(
        min(x, other_x) < right and max(x, other_x) > left and min(y, other_y) < bottom and max(y, other_y) > top
        for (x, y), (other_x, other_y) in pairwise(points)
    )


def _checked(diagram: Diagram) -> None:
    texts = [
        (label.span[0], label.y - 6, label.span[1], label.y + 6, index)
        for index, line in enumerate(diagram.lines)
        for label in line.labels
    ]
    everything = [*(text[:4] for text in texts), *_boxes(diagram)]
    for one, other in combinations(everything, 2):
        assert one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]
    for left, top, right, bottom, index in texts:
        for number, line in enumerate(diagram.lines):
            if number != index:
                assert not any(_crosses(stroke.points, (left, top, right, bottom)) for stroke in line.strokes)
    for left, top, right, bottom in everything:
        assert left >= 0
        assert top >= 0
        assert right <= diagram.width
        assert bottom <= diagram.height


def test_in_the_diagram_nothing_overlaps() -> None:
    """No label meets another, a box, or another relation's line; all lies inside; every class and relation is there."""
    ontology = read_ontology(load_vocabulary())
    diagram = draw(ontology.classes, ontology.relations)
    _checked(diagram)
    assert {term.iri for term in ontology.classes} <= {box.iri for box in diagram.boxes}
    assert {term.name for term in ontology.relations} == {label.name for line in diagram.lines for label in line.labels}


def test_the_diagram_stands_more_relations_than_there_are() -> None:
    """A class that is added to the ontology, with relations to all sides, finds its place."""
    ontology = read_ontology(load_vocabulary())
    metric, model, paper = (f"{ONTOLOGY}{name}" for name in ("Metric", "Model", "Paper"))
    extra = Term(f"{ONTOLOGY}Extra", "Extra", "extra", "")
    relations = [
        Term(f"{ONTOLOGY}{name}", name, name, "", tuple(sorted(domain)), tuple(sorted(range_)))
        for name, domain, range_ in (
            ("aboutPaper", [paper], [paper]),
            ("hasExtraordinarilyLongName", [paper], [extra.iri, metric]),
            ("extraTo", [extra.iri, metric], [model, extra.iri]),
            ("loneExtra", [extra.iri], [extra.iri]),
        )
    ]
    _checked(draw([*ontology.classes, extra], [*ontology.relations, *relations]))


@pytest.mark.slow
def test_turtle_goes_to_standard_output_the_same_every_time(store: ox.Store) -> None:
    """`--ttl` prints what the function writes: terms first, then the concepts in order."""
    result = invoke("--ttl")
    assert result.exit_code == 0
    again = ox.Store()
    again.bulk_load(result.stdout_bytes, ox.RdfFormat.TURTLE)
    assert len(again) == len(store)
    assert result.stdout.index("kg:usesBaseModel a owl:ObjectProperty") < result.stdout.index("\nmodel:bert a ")


def test_every_concept_is_in_skos_with_its_label_and_scheme(store: ox.Store) -> None:
    """As many concepts as the lexicon has, each with a label and in a scheme that the ontology defines."""
    assert ask(store, "?x a skos:Concept") == sorted(f"<{iri}>" for iri in CONCEPTS)
    assert ask(store, "?x a skos:Concept FILTER NOT EXISTS { ?x skos:prefLabel [] }") == []
    assert ask(store, "?c skos:inScheme ?x FILTER NOT EXISTS { ?x a skos:ConceptScheme }") == []
    assert ask(store, "?x a skos:Concept FILTER NOT EXISTS { ?x skos:inScheme/^skos:inScheme ?x }") == []


@pytest.mark.parametrize("link", ["skos:broader", "kg:variantOf", "kg:basedOn"])
def test_links_between_concepts_lead_to_concepts(store: ox.Store, link: str) -> None:
    """No broader, variant or base dangles."""
    assert ask(store, f"?x {link} []")
    assert ask(store, f"?c {link} ?x FILTER NOT EXISTS {{ ?x a skos:Concept }}") == []


def test_the_skos_keeps_its_integrity_conditions(store: ox.Store) -> None:
    """SKOS S9, S13, S14, S46, and no circle: concepts are no schemes, labels disjoint and unique, no match exact and close."""
    assert ask(store, "?x a skos:Concept, skos:ConceptScheme") == []
    assert ask(store, "?x skos:prefLabel ?label ; skos:altLabel ?label") == []
    assert ask(store, "?x skos:prefLabel ?a, ?b FILTER(?a != ?b && LANG(?a) = LANG(?b))") == []
    assert ask(store, "?x skos:exactMatch ?other ; skos:closeMatch ?other") == []
    assert ask(store, "?x skos:topConceptOf ?s FILTER NOT EXISTS { ?s skos:hasTopConcept ?x }") == []
    assert ask(store, "?x skos:topConceptOf ?s ; skos:broader ?y") == []
    parents: defaultdict[str, set[str]] = defaultdict(set)
    for quad in store.quads_for_pattern(None, ox.NamedNode(f"{SKOS}broader"), None):
        parents[quad.subject.value].add(quad.object.value)
    for iri in sorted(parents):
        seen: set[str] = set()
        waiting = set(parents[iri])
        while waiting:
            assert iri not in waiting
            seen |= waiting
            waiting = {other for one in waiting for other in parents.get(one, ())} - seen


def test_no_term_is_used_that_no_vocabulary_defines(store: ox.Store) -> None:
    """Every predicate and class is kgbuild's own, defined in the same file, or stands in the list of outside terms."""
    rows = (line.split("\t") for line in (ontology_folder() / "external_terms.tsv").read_text("utf-8").splitlines()[1:])
    known = {iri for _, iri, _ in rows}
    known |= {iri.strip("<>") for kind in ("Class", "ObjectProperty", "DatatypeProperty") for iri in ask(store, f"?x a owl:{kind}")}
    used = {quad.predicate.value for quad in store}
    used |= {quad.object.value for quad in store if quad.predicate.value.endswith("#type")}
    assert used <= known


def test_a_concept_says_all_that_its_row_says() -> None:
    """Names, place, links, direction and source of a row become triples; a source on the web becomes a link."""
    mint = Identifiers()
    base = Concept(mint.entity("Method", "Frob"), "Method", "Frob", source="https://example.org/frob")
    rows = [
        base,
        Concept(mint.entity("Model", "Q"), "Model", "Q", ("Quu", "Q"), based_on=("Frob",), exact_match=("urn:q",), source="mine"),
        Concept(mint.entity("Model", "Q-XL"), "Model", "Q-XL", variant_of="Q", close_match=("urn:r",)),
        Concept(mint.entity("Metric", "Err"), "Metric", "Err", higher_is_better=False),
    ]
    said = {
        f"{triple.subject.value.removeprefix(BASE)} {triple.predicate.value} {triple.object}" for triple in concept_triples(rows)
    }
    for expected in (
        f"model/q {ONTOLOGY}basedOn <{base.iri}>",
        f'model/q {SKOS}altLabel "Quu"',
        f"model/q {SKOS}exactMatch <urn:q>",
        'model/q http://purl.org/dc/terms/source "mine"',
        f"model/q-xl {ONTOLOGY}variantOf <{BASE}model/q>",
        f"model/q-xl {SKOS}closeMatch <urn:r>",
        "method/frob http://purl.org/dc/terms/source <https://example.org/frob>",
        f'metric/err {ONTOLOGY}higherIsBetter "false"^^<http://www.w3.org/2001/XMLSchema#boolean>',
    ):
        assert expected in said
    assert f'model/q {SKOS}altLabel "Q"' not in said
    assert not any(line.startswith(f"model/q-xl {SKOS}topConceptOf") for line in said)
