"""The ready questions: each answers its example on the sample, and some are answered a second way."""

import math
import re
from collections import Counter, defaultdict
from pathlib import Path

import networkx as nx
import pyoxigraph as ox
import pytest
import rdflib
from query.answers import EXPECTED

from kgbuild.assemble.graph import Edge, KnowledgeGraph, Node
from kgbuild.assemble.rdf import triples
from kgbuild.errors import QueryError
from kgbuild.identifiers import BASE, ONTOLOGY
from kgbuild.namespaces import prefixes
from kgbuild.query import open_store
from kgbuild.query.questions import Question, answer, question_named, questions, standalone
from kgbuild.query.questions.question import ENTITY_CLASSES, parse_question

ALL = [question.name for question in questions()]


@pytest.fixture(scope="module")
def store(sample_directory: Path) -> ox.Store:
    """The sample's store."""
    return open_store(sample_directory)


@pytest.fixture(scope="module")
def reversed_store(store: ox.Store) -> ox.Store:
    """The same triples, filled in another order."""
    other = ox.Store()
    other.extend(sorted(store, key=lambda quad: str(quad)[::-1]))
    return other


def ask(store: ox.Store, name: str, columns: tuple[str, ...], **values: str) -> list[tuple[str, ...]]:
    """Return some columns of an answer as plain text, in its order."""
    found = answer(store, question_named(name), values).rows
    places = [found.columns.index(column) for column in columns]
    return [tuple(plain(row[place]) for place in places) for row in found.rows]


def plain(term: ox.NamedNode | ox.Literal | None) -> str:
    """Return a term as text, an IRI without what all IRIs begin with."""
    return "" if term is None else term.value.removeprefix(BASE).removeprefix(ONTOLOGY)


def small(*edges: tuple[str, str, str], **labels: str) -> ox.Store:
    """Return the store of a graph made by hand: `p…` are papers, `m…` models, `t…` techniques."""
    classes = {"p": "Paper", "m": "Model", "t": "Technique", "d": "Domain"}
    graph = KnowledgeGraph()
    for name in sorted({end for one, _, other in edges for end in (one, other)} | set(labels)):
        node_class, year = classes[name[0]], 2010 + int(re.sub(r"\D", "", name) or 0)
        details = (("id", name), ("year", year)) if node_class == "Paper" else ()
        graph.add_node(Node(f"{BASE}{node_class.lower()}/{name}", node_class, labels.get(name, name), details=details))
    for one, predicate, other in edges:
        ends = [f"{BASE}{classes[name[0]].lower()}/{name}" for name in (one, other)]
        graph.add_edge(Edge(f"{BASE}statement/{one}-{predicate}-{other}", ends[0], predicate, ends[1], confidence=0.9))
    store = ox.Store()
    store.extend(ox.Quad(*triple) for triple in triples(graph))
    return store


def test_there_are_enough_and_each_is_documented() -> None:
    """At least 25, each with a title, a description, documented parameters, and an example for all that it needs."""
    assert len(questions()) >= 25
    assert set(ALL) == set(EXPECTED)
    for question in questions():
        assert question.title
        assert question.description.endswith(".")
        given = {name for name, _ in question.example}
        assert {parameter.name for parameter in question.parameters if parameter.required} <= given
        assert all(parameter.description for parameter in question.parameters)


@pytest.mark.parametrize("name", ALL)
def test_the_answer_holds_what_the_abstracts_say(store: ox.Store, name: str) -> None:
    """The example of each question is answered with the rows that a person expects."""
    columns, wanted = EXPECTED[name]
    found = ask(store, name, columns, **dict(question_named(name).example))
    assert set(wanted) <= set(found)


@pytest.mark.parametrize("name", ALL)
def test_a_question_is_plain_sparql_too(store: ox.Store, name: str) -> None:
    """With its values written in, a question gets the same rows in the same order without any binding."""
    question = question_named(name)
    bound = answer(store, question, dict(question.example)).rows
    alone = store.query(standalone(store, question, dict(question.example)), prefixes=prefixes())
    assert isinstance(alone, ox.QuerySolutions)
    assert [tuple(solution[column] for column in bound.columns) for solution in alone] == list(bound.rows)


@pytest.mark.slow
@pytest.mark.parametrize(
    "name", ["papers-built-on", "best-result", "emerging-techniques", "bridging-techniques", "typical-concepts"]
)
def test_another_engine_agrees(store: ox.Store, sample_directory: Path, name: str) -> None:
    """The engine of rdflib gives the same rows to the questions that are hardest to write."""
    question = question_named(name)
    graph = rdflib.Graph(bind_namespaces="none").parse(sample_directory / "graph.ttl")
    theirs = graph.query(standalone(store, question, dict(question.example)), initNs=prefixes())
    ours = answer(store, question, dict(question.example)).rows
    columns = [column for column in ours.columns if column not in {"growth", "lift"}]
    kept = [ours.columns.index(column) for column in columns]
    rows = Counter(tuple("" if row[place] is None else row[place].value for place in kept) for row in ours.rows)
    assert rows == Counter(tuple("" if row[column] is None else str(row[column]) for column in columns) for row in theirs)


def test_papers_are_built_on_to_any_depth(store: ox.Store, sample_graph: KnowledgeGraph) -> None:
    """What a paper builds on is what can be reached in the graph."""
    line = nx.DiGraph((edge.source, edge.target) for edge in sample_graph.edges("buildsOn"))
    deepest = max(line, key=lambda paper: (len(nx.descendants(line, paper)), paper))
    found = {earlier for (earlier,) in ask(store, "papers-built-on", ("earlier",), paper=deepest)}
    assert len(found) > 2
    assert {BASE + earlier for earlier in found} == nx.descendants(line, deepest)


def test_the_best_result_knows_its_direction(store: ox.Store) -> None:
    """An error rate is best when it is lowest, an accuracy when it is highest."""
    errors = ask(store, "best-result", ("number", "better"), dataset="librispeech", metric="WER")
    assert [float(number) for number, _ in errors] == sorted(float(number) for number, _ in errors)
    assert {better for _, better in errors} == {"lower"}
    accuracy = ask(store, "best-result", ("number", "better"), dataset="ImageNet", metric="top-1 accuracy")
    assert [float(number) for number, _ in accuracy] == sorted((float(number) for number, _ in accuracy), reverse=True)
    assert accuracy[0] == ("88.55", "higher")


def test_emerging_techniques_are_those_whose_share_grows(store: ox.Store, sample_graph: KnowledgeGraph) -> None:
    """The counts and the growth are those that a loop over the papers gives."""
    years = {node.iri: int(node.detail("year")) for node in sample_graph.nodes("Paper") if node.detail("year")}
    recent = {paper for paper, year in years.items() if year > max(years.values()) - 4}
    users = defaultdict(set)
    for edge in sample_graph.edges("appliesTechnique"):
        if edge.source in years:
            users[edge.target].add(edge.source)
    expected = {}
    for technique, papers in users.items():
        new, old = len(papers & recent), len(papers - recent)
        if new >= 2:
            growth = ((new + 1) / (len(recent) + 1)) / ((old + 1) / (len(years) - len(recent) + 1))
            expected[technique.removeprefix(BASE)] = (str(new), str(old), growth)
    found = ask(store, "emerging-techniques", ("technique", "recent", "earlier", "growth"), years="4", least="2")
    assert {technique: counts for technique, *counts, _ in found} == {name: list(row[:2]) for name, row in expected.items()}
    assert all(math.isclose(float(growth), expected[name][2], abs_tol=0.006) for name, _, _, growth in found)


def test_typical_concepts_are_those_with_a_lift(store: ox.Store, sample_graph: KnowledgeGraph) -> None:
    """The lift is the share among the community's papers over the share among all."""
    papers = defaultdict(set)
    for edge in sample_graph.edges():
        if sample_graph.node(edge.source).type == "Paper":
            papers[edge.target].add(edge.source)
    vision, total = papers[f"{BASE}domain/computer-vision"], len(list(sample_graph.nodes("Paper")))
    found = ask(store, "typical-concepts", ("concept", "papers", "lift"), community="computer vision", least="3")
    assert found
    for concept, count, lift in found:
        both = papers[BASE + concept] & vision
        assert int(count) == len(both)
        share = sample_graph.node(BASE + concept).support / total
        assert math.isclose(float(lift), len(both) / len(vision) / share, abs_tol=0.006)


def test_pairs_of_techniques_are_counted_once(store: ox.Store, sample_graph: KnowledgeGraph) -> None:
    """Each pair stands once, with the number of papers that apply both."""
    users = defaultdict(set)
    for edge in sample_graph.edges("appliesTechnique"):
        users[edge.target.removeprefix(BASE)].add(edge.source)
    pairs = {(one, other): len(users[one] & users[other]) for one in users for other in users if one < other}
    found = ask(store, "techniques-together", ("technique", "with", "papers"), least="2")
    assert {(one, other): int(count) for one, other, count in found} == {pair: count for pair, count in pairs.items() if count >= 2}


def test_every_unsure_edge_is_there_with_its_sentence(store: ox.Store, sample_graph: KnowledgeGraph) -> None:
    """Every edge below the confidence, each of its sentences, and no other."""
    edges = [edge for edge in sample_graph.edges() if round(edge.confidence, 4) < 0.4]
    expected = {(edge.id.removeprefix(BASE), passage.text) for edge in edges for passage in edge.evidence}
    expected |= {(edge.id.removeprefix(BASE), "") for edge in edges if not edge.evidence}
    assert set(ask(store, "unsure-edges", ("statement", "sentence"), below="0.4")) == expected


def test_new_names_are_those_of_no_concept(store: ox.Store, sample_graph: KnowledgeGraph) -> None:
    """Every entity without a concept that enough papers name, with their number."""
    named = [node for node in sample_graph.nodes() if not node.concept and (node.support or 0) >= 2 and node.type in ENTITY_CLASSES]
    found = ask(store, "new-names", ("entity", "name", "class", "papers"), least="2")
    assert set(found) == {(node.iri.removeprefix(BASE), node.label, node.type, str(node.support)) for node in named} != set()


def test_parts_are_those_of_the_graph(store: ox.Store, sample_graph: KnowledgeGraph) -> None:
    """Every part that a paper of the sample names, for every whole; and every contest, of which there may be none."""
    parts = {(edge.target, edge.source.removeprefix(BASE), f"{edge.confidence:.4f}") for edge in sample_graph.edges("partOf")}
    assert parts
    for whole in {whole for whole, _, _ in parts}:
        found = ask(store, "components", ("part", "confidence"), system=whole)
        assert {(whole, part, f"{float(confidence):.4f}") for part, confidence in found} == {
            one for one in parts if one[0] == whole
        }
    better = {(edge.source.removeprefix(BASE), edge.target.removeprefix(BASE)) for edge in sample_graph.edges("outperforms")}
    both = {(one, other) for one, other in better if (other, one) in better and one < other}
    assert set(ask(store, "contested", ("one", "other"))) == both


def test_systems_that_outperform_each_other_are_found() -> None:
    """A pair stands once; an edge in one direction alone is no contest."""
    contest = small(("m1", "outperforms", "m2"), ("m2", "outperforms", "m1"), ("m1", "outperforms", "m3"))
    assert ask(contest, "contested", ("name", "other_name")) == [("m1", "m2")]


def test_parts_of_a_system_are_found() -> None:
    """Models and techniques alike, the surest first."""
    parts = small(("t1", "partOf", "m1"), ("m2", "partOf", "m1"), ("m1", "partOf", "m3"))
    assert ask(parts, "components", ("name", "confidence"), system="m1") == [("m2", "0.9"), ("t1", "0.9")]


def test_a_circle_of_papers_ends() -> None:
    """Papers that build on each other are listed once, and no paper as built on itself."""
    circle = small(("p1", "buildsOn", "p2"), ("p2", "buildsOn", "p3"), ("p3", "buildsOn", "p1"))
    assert ask(circle, "papers-built-on", ("title", "direct"), paper="p1") == [("p2", "true"), ("p3", "false")]


@pytest.mark.parametrize(
    "said", ["BERT", "bert", "Bert ", "Bidirectional Encoder Representations from Transformers", "model:bert", f"{BASE}model/bert"]
)
def test_a_name_finds_its_node(store: ox.Store, said: str) -> None:
    """In any case, by an alias, by a prefixed or a full IRI."""
    assert ask(store, "introduced-by", ("paper",), entity=said) == [("paper/devlin2018bert",)]


def test_a_domain_goes_by_its_slug_or_its_name(store: ox.Store) -> None:
    """`computer-vision` and `Computer Vision` are one domain."""
    slug, name = (ask(store, "tasks-of-domain", ("task",), domain=said) for said in ("computer-vision", "Computer Vision"))
    assert slug == name != []


def test_an_unknown_name_gets_near_matches(store: ox.Store) -> None:
    """The error is one line, says which class was looked for, and names what is alike."""
    with pytest.raises(QueryError, match=r"^no model is called 'RoBERTA-X' in this graph: did you mean RoBERTa, [^\n]*\?$"):
        ask(store, "papers-using-model", (), model="RoBERTA-X")
    with pytest.raises(QueryError, match="no dataset is called 'BERT'"):
        ask(store, "papers-on-dataset", (), dataset="BERT")
    with pytest.raises(QueryError, match=r"did you mean natural language processing\?"):
        ask(store, "tasks-of-domain", (), domain="NLP")


def test_of_several_nodes_one_is_taken_and_the_others_are_said() -> None:
    """A name that two nodes bear means the one whose first name it is; a note tells of the other."""
    graph = KnowledgeGraph()
    graph.add_node(Node(f"{BASE}model/mae", "Model", "MAE"))
    graph.add_node(Node(f"{BASE}model/masked", "Model", "masked autoencoder", aliases=("MAE",), support=9))
    store = ox.Store()
    store.extend(ox.Quad(*triple) for triple in triples(graph))
    said = answer(store, question_named("model-by-year"), {"model": "MAE"})
    assert said.notes == ("'MAE' was taken for the Model model:mae; also so called: the Model model:masked",)


HOSTILE = [
    'BERT"',
    "x } DELETE",
    "?model",
    '" . ?s ?p ?o . #',
    "} UNION { ?s ?p ?o",
    "model:bert> . ?s ?p ?o",
    "a\x00b",
    "\ud800",
    "x" * 100_000,
    "",
]


@pytest.mark.parametrize("said", HOSTILE)
def test_a_value_is_never_part_of_the_query(store: ox.Store, said: str) -> None:
    """What looks like SPARQL is a name that nobody bears."""
    with pytest.raises(QueryError, match="is called"):
        ask(store, "papers-using-model", (), model=said)


@pytest.mark.parametrize("said", [*HOSTILE, 'wikidata.org") } #'])
def test_a_text_is_bound_as_it_is(store: ox.Store, said: str) -> None:
    """A text that looks like SPARQL is looked for literally, also where it is written into the query."""
    found = ask(store, "linked-outside", ("link",), site=said)
    everything = ask(store, "linked-outside", ("link",))
    assert found == [row for row in everything if said in row[0]]
    alone = store.query(standalone(store, question_named("linked-outside"), {"site": said}), prefixes=prefixes())
    assert len(list(alone)) == len(found)


def test_a_hostile_name_in_the_graph_stays_a_name() -> None:
    """A node that is called like a piece of SPARQL is found by that name and stands in the answer."""
    name = '"} DELETE { ?s ?p ?o } # \n</script>'
    store = small(("p1", "usesBaseModel", "m1"), m1=name)
    assert ask(store, "papers-using-model", ("title", "used"), model=name) == [("p1", name)]


@pytest.mark.parametrize("said", ["two", "1; DROP", "1e9", "٣", "", "9" * 40])
def test_a_number_must_be_one(store: ox.Store, said: str) -> None:
    """Anything but a plain number is refused in one line."""
    with pytest.raises(QueryError, match=r"--least .* is not a whole number"):
        ask(store, "techniques-together", (), least=said)


def test_missing_and_unknown_parameters_are_said(store: ox.Store) -> None:
    """The error says how to give what is missing, or what there is."""
    with pytest.raises(QueryError, match=r"needs --model .*for example --model 'BERT'"):
        ask(store, "papers-using-model", ())
    with pytest.raises(QueryError, match="has no parameter --modle: it has --model"):
        ask(store, "papers-using-model", (), modle="BERT")
    with pytest.raises(QueryError, match="did you mean papers-using-model"):
        question_named("papers-using-modle")


def test_an_optional_parameter_that_is_left_out_is_a_column(store: ox.Store) -> None:
    """Without a domain the question is asked for all, and says which."""
    found = answer(store, question_named("base-models-by-domain"), {}).rows
    assert found.columns[0] == "domain"
    assert len({row[0] for row in found.rows}) > 5


@pytest.mark.parametrize("name", ALL)
def test_the_rows_come_in_one_order(store: ox.Store, reversed_store: ox.Store, name: str) -> None:
    """A store that was filled in another order gives the same rows in the same order."""
    example = dict(question_named(name).example)
    columns = answer(store, question_named(name), example).rows.columns
    assert ask(reversed_store, name, columns, **example) == ask(store, name, columns, **example)


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("SELECT * {}", "must begin with"),
        ("# title: T\n# description: D.\n# parameter: x: y\n", "must read"),
        ("# title: T\n# description: D.\n# parameter: x (Thing): y\n", "must be of"),
    ],
)
def test_a_malformed_file_is_said(text: str, wrong: str) -> None:
    """Whoever writes a question learns what its header lacks."""
    with pytest.raises(QueryError, match=wrong):
        parse_question("mine", text)


def test_a_question_is_a_value() -> None:
    """Questions are equal by what they hold and cannot be changed."""
    assert isinstance(question_named("overview"), Question)
    assert question_named("overview") == questions()[ALL.index("overview")]
