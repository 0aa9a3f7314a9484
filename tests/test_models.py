"""The types between stages refuse what is not so, and read back what they wrote."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from kgbuild.models import Claim, Entity, Evidence, Extraction, Mention, Origin, Paper, Result, Span, paper_id

TITLE = "BERT: Pre-training"
WORDS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=60)


def title_span(kind: type[Span] = Evidence) -> Any:  # noqa: ANN401 - a span of the kind asked for
    """Return the name in the title, as a mention or as evidence."""
    return kind(field="title", start=0, end=4, text="BERT")


def extraction(**changes: Any) -> Extraction:  # noqa: ANN401 - fields of Extraction
    """Return what a paper says, with some of it changed."""
    bert = Entity(id="e1", type="Model", name="BERT", mentions=(title_span(Mention),))
    claim = Claim(subject="paper", predicate="introduces", object="e1", confidence=0.9, evidence=(title_span(),), extractor="x")
    result = Result(value="84%", number=84.0, unit="%", evidence=title_span(), confidence=0.5, extractor="x")
    whole: dict[str, Any] = {"paper": Paper(title=TITLE), "entities": (bert,), "claims": (claim,), "results": (result,)}
    return Extraction(**{**whole, **changes})


@given(WORDS, st.text(st.characters(exclude_categories=["Cs"])))
def test_papers_read_back_what_they_wrote(title: str, abstract: str) -> None:
    """JSON keeps every character, and the same paper has the same id."""
    paper = Paper(title=title, abstract=abstract, sources=(Origin(file="f", line=1),))
    again = Paper.model_validate_json(paper.model_dump_json())
    assert again == paper
    assert paper.id == paper_id(title, abstract)
    assert paper.id == Paper(title=title, abstract=abstract).id


def test_extraction_reads_back_what_it_wrote() -> None:
    """A line of JSON holds the whole extraction, keys in the order of the design."""
    line = extraction().model_dump_json()
    assert Extraction.model_validate_json(line) == extraction()
    assert list(json.loads(line)) == ["paper", "entities", "claims", "results"]
    assert list(json.loads(line)["claims"][0]) == ["subject", "predicate", "object", "confidence", "evidence", "extractor"]


def test_given_id_stays() -> None:
    """A source's own id is kept; an empty one is replaced."""
    assert Paper(id="x", title="T").id == "x"
    assert Paper(id="", title="T").id == Paper(title="T").id != ""


def test_ids_tell_abstracts_apart() -> None:
    """One title with two abstracts is two papers; case and hyphens in the title make no other."""
    assert Paper(title="T", abstract="a").id != Paper(title="T", abstract="b").id
    assert Paper(title="A b").id == Paper(title="a-B").id


@pytest.mark.parametrize(
    "wrong",
    [
        {"title": ""},
        {"title": "T", "year": 12},
        {"title": "T", "yaer": 2020},
        {"title": "T", "sources": [{"file": "f", "line": 0}]},
        {"abstract": "only"},
        {"title": None},
    ],
)
def test_wrong_papers_are_refused(wrong: dict[str, Any]) -> None:
    """No title, an impossible year, an unknown key: no paper."""
    with pytest.raises(ValidationError):
        Paper.model_validate(wrong)


@pytest.mark.parametrize(
    "wrong",
    [
        {"start": 0, "end": 3, "text": "BERT"},
        {"start": -1, "end": 3, "text": "BERT"},
        {"start": 0, "end": 4, "text": "BERT", "field": "body"},
    ],
)
def test_spans_measure_their_text(wrong: dict[str, Any]) -> None:
    """A span whose ends do not fit its text is refused."""
    with pytest.raises(ValidationError):
        Mention.model_validate({"field": "title", **wrong})


def test_span_in_span() -> None:
    """A mention is in a sentence of the same field that covers it."""
    sentence = Evidence(field="title", start=0, end=10, text="BERT: Pre-")
    assert title_span(Mention) in sentence
    assert Mention(field="abstract", start=0, end=4, text="BERT") not in sentence
    assert Mention(field="title", start=8, end=12, text="e-tr") not in sentence


def test_offsets_are_checked_against_the_paper() -> None:
    """Mentions, evidence of claims and evidence of results must stand where they say."""
    other = Paper(title="GPT-2 is another")
    with pytest.raises(ValidationError, match=r"title\[0:4\] is not 'BERT'"):
        extraction(paper=other)
    with pytest.raises(ValidationError, match="is not 'BERT'"):
        extraction(paper=other, entities=(), claims=())


@pytest.mark.parametrize("change", [{"subject": "e9"}, {"object": "e9"}, {"evidence": ()}, {"confidence": 1.5}])
def test_claims_speak_of_known_entities_with_evidence(change: dict[str, Any]) -> None:
    """A claim about nothing, or without words that say so, is refused."""
    with pytest.raises(ValidationError):
        extraction(claims=({**extraction().claims[0].model_dump(), **change},))


def test_code_needs_no_entity() -> None:
    """The object of hasCode is a URL."""
    claim = extraction().claims[0].model_copy(update={"predicate": "hasCode", "object": "https://example.org"})
    assert extraction(claims=(claim,)).claims[0].object == "https://example.org"


def test_entities_have_ids_of_their_own() -> None:
    """Two entities with one id are refused, and an unknown id is no entity."""
    with pytest.raises(ValidationError, match="two entities share an id"):
        extraction(entities=extraction().entities * 2)
    with pytest.raises(KeyError):
        extraction().entity("e9")


@pytest.mark.parametrize("number", [float("nan"), float("inf")])
def test_results_are_finite(number: float) -> None:
    """What JSON and RDF cannot write is no number of a result."""
    with pytest.raises(ValidationError):
        Result(value="x", number=number, evidence=title_span(), confidence=0.5, extractor="x")


def test_values_cannot_be_changed() -> None:
    """What a stage passes on stays as it was."""
    paper = Paper(title="T")
    with pytest.raises(ValidationError):
        paper.title = "other"  # type: ignore[misc]
    assert len({paper, Paper(title="T")}) == 1
