"""The fast extractor: what it finds, its evidence, hostile text, and that it is as sure as it may be."""

import json
from pathlib import Path

import pytest
from commands import Run
from hypothesis import given, settings
from hypothesis import strategies as st

from kgbuild.annotations import read_annotations
from kgbuild.evaluation.evaluation import evaluate
from kgbuild.extract import default_extractor, extract, fast_extractor
from kgbuild.extract.text.legible import ILLEGIBLE
from kgbuild.models import Extraction, Paper

GOLD = Path(__file__).parents[2].parent / "shared" / "gold" / "dev.jsonl"
PAPER = Paper(
    title="FooNet: Pruning for Image Classification",
    abstract="Large models are slow. We introduce FooNet, a pruned ResNet-50 for image classification. "
    "It outperforms VGG on ImageNet by top-1 accuracy. FooNet uses knowledge distillation (KD). Code: https://github.com/foo/net",
)


@pytest.fixture(scope="module")
def told() -> Extraction:
    """What it says of one paper."""
    return fast_extractor()(PAPER)


def test_roles_follow_type_and_place(told: Extraction) -> None:
    """What is stated as new is introduced; what is beaten is compared with; the lexicon tells the rest."""
    said = {(claim.predicate, told.entity(claim.object).name) for claim in told.claims if claim.predicate != "hasCode"}
    assert {
        ("introduces", "FooNet"),
        ("usesBaseModel", "ResNet-50"),
        ("comparesWith", "VGG"),
        ("usesDataset", "ImageNet"),
        ("appliesTechnique", "knowledge distillation"),
        ("inDomain", "computer-vision"),
    } <= said
    assert [claim.object for claim in told.claims if claim.predicate == "hasCode"] == ["https://github.com/foo/net"]


def test_evidence_is_the_sentence_that_names_it(told: Extraction) -> None:
    """Each claim about a thing quotes a sentence with a mention of it."""
    for claim in told.claims:
        if claim.predicate not in {"hasCode", "inDomain"}:
            mentions = told.entity(claim.object).mentions
            assert any(mention in claim.evidence[0] for mention in mentions)


@pytest.mark.parametrize("text", ["We study the robot here.", "We study the robots here.", "Of robots, two fly."])
def test_a_domains_key_term_may_be_in_the_plural(text: str) -> None:
    """The table has the singular."""
    told = fast_extractor()(Paper(title="A study", abstract=text))
    assert [told.entity(claim.object).name for claim in told.claims if claim.predicate == "inDomain"] == [
        "reinforcement-learning-robotics"
    ]


def test_a_link_is_given_as_it_is_written() -> None:
    """Both extractors give the same address, without a scheme that the paper lacks."""
    paper = Paper(title="A tool", abstract="We release the code of our tool at www.github.com/foo/bar for all to use.")
    for read in (fast_extractor(), default_extractor()):
        assert [claim.object for claim in read(paper).claims if claim.predicate == "hasCode"] == ["www.github.com/foo/bar"]


@settings(deadline=None, max_examples=80)
@given(title=st.text(min_size=1, max_size=80), abstract=st.text(max_size=400))
def test_any_text_gives_a_valid_extraction(title: str, abstract: str) -> None:
    """Whatever the text, the extraction is valid, has a domain if the text can be read, and is the same again."""
    read = fast_extractor()
    first = read(Paper(title=title, abstract=abstract))
    assert first == read(Paper(title=title, abstract=abstract))
    assert any(claim.predicate == "inDomain" for claim in first.claims) == (first.unread not in ILLEGIBLE)


def test_a_team_of_a_shared_task_introduces_its_name() -> None:
    """A title such as `Team at Task-2024: …` says what the submission is called."""
    extraction = fast_extractor()(Paper(title="Foozle at SemEval-2024: Trees for Words", abstract="We parse words."))
    assert [extraction.entity(claim.object).name for claim in extraction.claims if claim.predicate == "introduces"] == ["Foozle"]


@pytest.mark.slow
def test_processes_give_the_same() -> None:
    """Two processes say what one says, in order."""
    papers = [Paper(title=f"{PAPER.title} {number}", abstract=PAPER.abstract) for number in range(150)]
    assert list(extract(papers, extractor=fast_extractor(), workers=2)) == list(extract(papers, extractor=fast_extractor()))


@pytest.mark.slow
def test_build_names_it(run: Run, tmp_path: Path) -> None:
    """A build with --fast says so in its manifest and is valid."""
    line = PAPER.model_dump_json(include={"title", "abstract"}).encode()
    assert run("build", "-", "--fast", "-o", str(tmp_path / "g"), "--format", "ttl", stdin=line).returncode == 0
    assert json.loads((tmp_path / "g" / "manifest.json").read_text())["extractor"] == "fast"
    assert run("validate", str(tmp_path / "g")).returncode == 0


@pytest.mark.skipif(not GOLD.is_file(), reason="needs the annotated papers, which do not ship")
def test_it_is_no_guess() -> None:
    """On papers annotated twice the mean F1 is at least .55 and confidence is calibrated."""
    gold = list(read_annotations(GOLD))
    done = evaluate(gold, map(fast_extractor(), (one.paper for one in gold)))
    assert done.mean.f1 >= 0.55
    assert done.calibration_error <= 0.08
