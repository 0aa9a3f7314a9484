"""A user's decisions: what is refused, and what the linker makes of the rest."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from said import concept, fact, labels, model, said, says, vocabulary

from kgbuild.assemble import assemble
from kgbuild.assemble.decisions import CLASSES, Decisions
from kgbuild.assemble.graph import KnowledgeGraph
from kgbuild.errors import LinkError
from kgbuild.models import Extraction
from kgbuild.vocabulary import load_vocabulary

HEADER = "decision\ttype\tname\tother\tnote\n"


def decided(*lines: str) -> Decisions:
    """Return decisions; cells are parted by ` | `."""
    return Decisions.parse(HEADER + "".join(line.replace(" | ", "\t") + "\n" for line in lines), "links.tsv")


def linked(*extractions: Extraction, lines: tuple[str, ...] = (), concepts: tuple = ()) -> KnowledgeGraph:
    """Assemble papers as the lines say."""
    return assemble(extractions, vocabulary=vocabulary(*concepts), decisions=decided(*lines))


def models(*names: str) -> list[Extraction]:
    """Return a paper for each name."""
    return [says(f"P{place}", model(*name.split("|"))) for place, name in enumerate(names)]


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        (["equal | Model | A1 | B1"], "links.tsv:2: 'equal' is no decision: write one of same"),
        (["same | Person | A1 | B1"], "links.tsv:2: 'Person' is no class to decide about"),
        (["same | Domain | A1 | B1"], "links.tsv:2: 'Domain' is no class to decide about"),
        (["same | Model | A1 | "], "links.tsv:2: the column other is empty"),
        (["same | Model | A-1 | a 1"], "are one spelling"),
        (["retype | Model | A1 | Person"], "'Person' is no class that a thing can get"),
        (["retype | Model | A1 | Model"], "has the class Model already"),
        (["same | Model | A1 | B1 | why | more"], "links.tsv:2: 6 cells under 5 columns"),
        (["same | Model | A1 | B1", "different | Model | B1 | A1"], "links.tsv:3: 'B1' and 'A1' are to differ"),
        (["different | Model | A1 | C1", "same | Model | A1 | B1", "same | Model | B1 | C1"], "links.tsv:2: 'A1' and 'C1'"),
        (["rename | Model | A1 | X", "rename | Model | A1 | Y"], "links.tsv:3: 'A1' gets the label 'Y', yet 'X' by line 2"),
        (["rename | Model | A1 | X", "same | Model | A1 | B1", "rename | Model | B1 | Y"], "links.tsv:4: 'B1' gets the label 'Y'"),
        (["retype | Model | A1 | Tool", "retype | Model | A1 | Task"], "gets the class 'Task', yet 'Tool' by line 2"),
        (["retype | Model | A1 | Tool", "retype | Tool | A1 | Model"], "is no Tool any more, but a Model by line 3"),
        (
            ["retype | Model | A1 | Tool", "rename | Model | A1 | X"],
            "'A1' is no Model any more, but a Tool by line 2: write Tool here",
        ),
    ],
)
def test_what_contradicts_itself_is_refused(lines: list[str], message: str) -> None:
    """Each contradiction gets one line with the file, the line and a way to mend it."""
    with pytest.raises(LinkError) as raised:
        decided(*lines)
    assert message in str(raised.value)
    assert "\n" not in str(raised.value)


def test_formats(tmp_path) -> None:  # noqa: ANN001 - pytest's
    """A wrong first line, a missing file and a wrong encoding are said; comments, blank lines, CRLF and a mark are no trouble."""
    for text in ("", "decision\ttype\n", HEADER.replace("note", "notes")):
        with pytest.raises(LinkError, match=r"links\.tsv:1: the first line names the columns"):
            Decisions.parse(text, "links.tsv")
    with pytest.raises(LinkError, match="no file"):
        Decisions.read(tmp_path / "none.tsv")
    file = tmp_path / "links.tsv"
    file.write_bytes(b"\xff\xfe\xff")
    with pytest.raises(LinkError, match="no text in UTF-8"):
        Decisions.read(file)
    file.write_bytes(b"\xef\xbb\xbf" + HEADER.replace("\n", "\r\n").encode() + b"\r\n# mine\r\nsame\tModel\tA1\tB1\r\n")
    assert [(line.name, line.line) for line in Decisions.read(file).lines] == [("A1", 4)]


@settings(max_examples=30)
@given(st.text())
def test_any_text_is_read_or_refused(text: str) -> None:
    """No text raises anything but the refusal."""
    try:
        Decisions.parse(HEADER + text, "links.tsv")
    except LinkError as error:
        assert str(error).startswith("links.tsv:")  # noqa: PT017 - both ways are right


def test_same_joins() -> None:
    """Two names that nothing joins become one thing, and an edge between them goes."""
    graph = linked(*models("Zephyr", "Bluebird", "Bluebird"), lines=("same | Model | zephyr | Bluebird",))
    [node] = graph.nodes("Model")
    assert (node.label, node.aliases, node.support) == ("Bluebird", ("Zephyr",), 3)


def test_same_follows_the_rest_of_each_thing() -> None:
    """What the linker joins with either name comes along."""
    graph = linked(*models("Zephyrs", "Zephyr", "Bluebird|BB"), lines=("same | Model | Zephyr | BB",))
    assert len(labels(graph, "Model")) == 1


def test_different_parts_what_the_vocabulary_joins() -> None:
    """A concept keeps the things that bear its name; the other becomes a thing of its own."""
    known = concept("Model", "Zephyr", "Bluebird")
    papers = models("Zephyr", "Bluebird", "Bluebirds")
    assert labels(linked(*papers, concepts=(known,)), "Model") == ["Zephyr"]
    graph = linked(*papers, concepts=(known,), lines=("different | Model | Zephyr | Bluebird",))
    assert labels(graph, "Model") == ["Bluebird", "Zephyr"]
    assert {node.label: node.concept for node in graph.nodes("Model")} == {"Bluebird": None, "Zephyr": known.iri}


def test_different_parts_an_abbreviation() -> None:
    """A short form that papers spell out is parted from its expansion where the user says so."""
    papers = models("Vision Zebra|ViZ", "ViZ", "ViZ", "Vision Zebra")
    assert len(labels(linked(*papers), "Model")) == 1
    graph = linked(*papers, lines=("different | Model | ViZ | Vision Zebra",))
    assert labels(graph, "Model") == ["ViZ", "Vision Zebra"]


def test_an_abbreviation_of_two_things_joins_only_the_meant_one() -> None:
    """A decision about a long form leaves the other expansion of its abbreviation alone."""
    papers = models("recurrent neural network|RNN", "recursive neural network|RNN", "Elman")
    graph = linked(*papers, lines=("same | Model | recurrent neural network | Elman",))
    assert len(labels(graph, "Model")) == 2


def test_rename_changes_the_label_only() -> None:
    """The IRI stays and the old label becomes an alias."""
    before, after = linked(*models("BERTlike")), linked(*models("BERTlike"), lines=("rename | Model | bertlike | Bertlike",))
    [old], [new] = before.nodes("Model"), after.nodes("Model")
    assert (new.iri, new.label, new.aliases) == (old.iri, "Bertlike", ("BERTlike",))


def test_retype_moves_a_thing_with_its_statements() -> None:
    """The class changes over the corpus, the relation follows, and what no relation can say is counted."""
    papers = [
        says("A", model("Adamix")),
        says("B", fact("appliesTechnique", "Technique", "Adamix")),
        says("C", fact("comparesWith", "Model", "Adamix")),
        says("D", fact("introduces", "Model", "Adamix")),
    ]
    graph = assemble(papers, vocabulary=load_vocabulary(), decisions=decided("retype | Model | Adamix | Architecture"))
    assert (labels(graph, "Model"), labels(graph, "Architecture")) == ([], ["Adamix"])
    assert said(graph, "usesArchitecture") == [("A", "Adamix")]
    assert said(graph, "comparesWith") == [("C", "Adamix")]
    assert (said(graph, "usesBaseModel"), said(graph, "introduces"), graph.unfit) == ([], [], 1)


def test_decisions_about_other_corpora_are_told() -> None:
    """A line that touches nothing is no error, but is named."""
    lines = ("same | Model | Zephyr | Nowhere", "rename | Model | Zephyr | Z")
    graph = linked(*models("Zephyr"), lines=lines)
    assert (labels(graph, "Model"), graph.idle) == (["Z"], (2,))


NAMES = ("Alpha", "Alphas", "AL", "Beta", "Gamma", "Delta")
NEW = ("Zeta", "Eta")
LINES = st.one_of(
    st.tuples(st.sampled_from(("same", "different")), st.sampled_from(("Model", "Method")), *[st.sampled_from(NAMES)] * 2),
    st.tuples(st.just("rename"), st.sampled_from(("Model", "Method")), st.sampled_from(NAMES), st.sampled_from(NEW)),
    st.tuples(st.just("retype"), st.just("Model"), st.sampled_from(NAMES), st.sampled_from(CLASSES)),
)


@settings(max_examples=150, deadline=None)
@given(st.lists(LINES, max_size=6), st.randoms(use_true_random=False))
def test_the_order_of_lines_does_not_matter(lines: list[tuple[str, ...]], shuffler: random.Random) -> None:
    """Lines in any order are refused alike or give the same graph, in which what is to differ differs and the same is one."""
    papers = [*models("Alpha|AL", "AL", "Alphas", "Beta", "Gamma"), says("M", fact("comparesWith", "Method", "Delta"))]
    mixed = shuffler.sample(lines, len(lines))
    outcomes = []
    for order in (lines, mixed):
        try:
            decisions = decided(*(" | ".join(line) for line in order))
        except LinkError:
            outcomes.append(None)
            continue
        graph = assemble(papers, vocabulary=vocabulary(), decisions=decisions)
        outcomes.append((list(graph.nodes()), list(graph.edges())))
        for line in decisions.lines:
            holders = [
                {node.iri for node in graph.nodes(line.type) if name == node.label or name in node.aliases}
                for name in (line.name, line.other)
            ]
            if line.verdict == "same" and all(holders):
                assert holders[0] & holders[1], line
            if line.verdict == "different" and all(holders):
                assert len(holders[0] | holders[1]) > 1, line
    assert outcomes[0] == outcomes[1]
