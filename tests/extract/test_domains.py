"""Domains: which of the closed list a paper belongs to, how surely, and by which sentence."""

import json
import re
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kgbuild.extract.domains import TITLE, load_domain_classifier

SHARED = Path(__file__).parents[2].parent / "shared"

PAPERS = [
    (
        "chemistry-materials",
        "Palladium-catalysed coupling of aryl chlorides",
        "A mild palladium catalyst couples aryl chlorides with boronic acids.",
    ),
    (
        "law-policy",
        "Judicial review after the reform",
        "Constitutional courts changed their case law on fundamental rights of appeal.",
    ),
    (
        "medicine-health",
        "Metformin and cardiovascular mortality",
        "We randomised adults with type 2 diabetes to metformin or placebo.",
    ),
    (
        "finance-economics",
        "Monetary policy and household debt",
        "Interest rates set by the central bank pass through to mortgage lending by banks.",
    ),
    (
        "agriculture",
        "Soil nitrogen under cover crops",
        "Field trials on wheat farms show that clover saves fertilizer without loss of yield.",
    ),
    ("arts-humanities", "Late Roman pottery of the Aegean", "Amphorae from three archaeological sites trace trade in antiquity."),
    (
        "mathematics-theory",
        "Bounds on the chromatic number",
        "We prove a theorem on planar graphs and give a counterexample to a conjecture.",
    ),
    (
        "biology-bioinformatics",
        "Microglia in the ageing mouse brain",
        "Single-cell RNA sequencing shows changes of gene expression.",
    ),
    ("earth-climate-remote-sensing", "Arctic sea ice decline", "Satellite records show a loss of summer ice as the climate warms."),
    ("education", "Homework in secondary schools", "A survey of pupils and teachers relates homework to exam grades."),
    (
        "tabular-databases",
        "Query planning in column stores",
        "An optimizer for SQL joins in a relational database learns cardinalities.",
    ),
    ("natural-language-processing", "Parsing with few trees", "We train a dependency parser on small treebanks of ten languages."),
    ("computer-vision", "Sharper masks for small objects", "Our network segments images and detects objects on COCO."),
    (
        "speech-audio-music",
        "Robust far-field transcription",
        "We lower the word error rate of a speech recognizer with noisy audio.",
    ),
    (
        "reinforcement-learning-robotics",
        "Grasping from few trials",
        "A robot arm learns a policy that maximises reward in manipulation.",
    ),
]


@pytest.mark.parametrize(("domain", "title", "sentence"), PAPERS)
def test_a_paper_of_any_field_finds_its_domain(domain: str, title: str, sentence: str) -> None:
    """Fields far from machine learning are known by their key terms."""
    assert load_domain_classifier()(title, [sentence])[0][0] == domain


def test_the_deciding_sentence_is_named() -> None:
    """The sentence that speaks most for a domain is its evidence; the title has the number -1."""
    classify = load_domain_classifier()
    vague = "This is a note."
    assert classify(vague, ["We say hello.", "Patients with breast cancer had tumours removed in hospital."])[0][::2] == (
        "medicine-health",
        1,
    )
    assert classify("Chess endgames and board games", ["We say hello."])[0][::2] == ("games", TITLE)


def test_answers_are_the_same_again() -> None:
    """The classifier has no state."""
    classify = load_domain_classifier()
    first = [classify(title, [sentence]) for _, title, sentence in PAPERS]
    assert first == [classify(title, [sentence]) for _, title, sentence in PAPERS]
    assert load_domain_classifier() is classify


@pytest.mark.parametrize(("title", "sentences"), [("", []), ("", [""]), ("你好世界", ["数据"]), ("???", ["!"])])
def test_text_without_known_words_gives_nothing(title: str, sentences: list[str]) -> None:
    """No evidence, no claim."""
    assert load_domain_classifier()(title, sentences) == []


@given(st.text(), st.lists(st.text(), max_size=5))
def test_any_text_gives_one_to_three_distinct_domains_or_none(title: str, sentences: list[str]) -> None:
    """Probabilities fall, sentences exist, labels differ."""
    answer = load_domain_classifier()(title, sentences)
    assert len(answer) <= 3
    assert len({slug for slug, _, _ in answer}) == len(answer)
    assert [confidence for _, confidence, _ in answer] == sorted((confidence for _, confidence, _ in answer), reverse=True)
    assert all(0 <= confidence <= 1 and TITLE <= sentence < len(sentences) for _, confidence, sentence in answer)


def test_a_huge_abstract_is_read_in_no_time() -> None:
    """Of one sentence no more than its beginning counts."""
    answer = load_domain_classifier()("Protein folding", ["protein " * 1_000_000])
    assert answer[0][0] == "biology-bioinformatics"


@pytest.mark.skipif(not (SHARED / "gold").is_dir(), reason="needs the annotated papers, which do not ship")
def test_domains_of_unseen_papers_are_right_and_calibrated() -> None:
    """On papers that were not learned, micro-F1 is at least .75 and confidence means what it says."""
    classify = load_domain_classifier()
    right, confidences, true = [], [], 0
    for line in (SHARED / "gold" / "dev.jsonl").read_text(encoding="utf-8").splitlines():
        paper = json.loads(line)
        gold = {domain["name"]: domain["agreed"] for domain in paper["domains"]}
        answer = classify(paper["title"], re.split(r"(?<=[.!?])\s+(?=[A-Z])", paper["abstract"]))
        judged = [(slug, confidence) for slug, confidence, _ in answer if gold.get(slug, True)]
        right += [slug in gold for slug, _ in judged]
        confidences += [confidence for _, confidence in judged]
        true += sum(gold.values())
    assert 2 * sum(right) / (len(right) + true) >= 0.75
    assert abs(np.mean(confidences) - np.mean(right)) <= 0.15
