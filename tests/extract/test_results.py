"""Results: what a sentence reports of the paper's own work, with metric, dataset and whether it is a difference."""

import json
import time
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kgbuild.extract.results.reporting import find_results, load_result_model

SHARED = Path(__file__).parents[2].parent / "shared"


def names(sentence: str, **forms: str) -> dict[str, list[tuple[int, int, str]]]:
    """Return where some names, separated by `|`, stand in a sentence."""
    return {
        role: sorted((sentence.index(one), sentence.index(one) + len(one), one) for one in form.split("|"))
        for role, form in forms.items()
    }


@pytest.mark.parametrize(
    ("sentence", "value", "number", "unit", "metric", "dataset", "delta"),
    [
        ("Our model improves top-1 accuracy by 1.7% on ImageNet.", "1.7%", 1.7, "%", "top-1 accuracy", "ImageNet", True),
        ("It reaches a CIDEr score of 83.2.", "83.2", 83.2, None, "CIDEr score", None, False),
        ("Inference is 2.5× faster than the baseline.", "2.5×", 2.5, "×", None, None, True),
        ("This gives a 3x speedup.", "3x", 3.0, "×", "speedup", None, True),
        ("It attains an F1 of 0.87.", "0.87", 0.87, None, "F1", None, False),
        (r"Our system achieves 34.7\% accuracy.", r"34.7\%", 34.7, "%", "accuracy", None, False),
        (r"It reduces WER by up to 20\% relative.", r"20\%", 20.0, "%", "WER", None, True),
        ("Our model improves over the baseline by 4.2 BLEU points.", "4.2", 4.2, None, "BLEU", None, True),
        ("It reduces WER by 12% relative.", "12%", 12.0, "%", "WER", None, True),
        ("Patients in the intervention arm had a hazard ratio of 0.72.", "0.72", 0.72, None, "hazard ratio", None, False),
    ],
)
def test_an_outcome_is_read_whole(  # noqa: PLR0913, PLR0917 - one column of the table each
    sentence: str, value: str, number: float, unit: str | None, metric: str | None, dataset: str | None, *, delta: bool
) -> None:
    """Value, number, unit, metric, dataset and difference are as a reader would say."""
    (found,) = find_results(sentence, names(sentence, dataset=dataset) if dataset else {})
    assert (found.value, found.number, found.unit, found.metric, found.dataset, found.delta) == (
        value,
        number,
        unit,
        metric,
        dataset,
        delta,
    )
    assert sentence[found.start : found.end] == value
    assert 0.5 <= found.confidence <= 1


def test_a_size_beside_an_outcome_does_not_become_its_metric() -> None:
    """98% is on CIFAR-10, of no named metric; the few parameters are at most an outcome of their own."""
    sentence = "We reach 98% on CIFAR-10 with only 3.7M parameters."
    accuracy, *_ = find_results(sentence, names(sentence, dataset="CIFAR-10"))
    assert (accuracy.value, accuracy.metric, accuracy.dataset, accuracy.delta) == ("98%", None, "CIFAR-10", False)


def test_of_a_change_the_outcome_is_where_it_ends() -> None:
    """`from 71.2 to 75.4` reports 75.4."""
    assert [found.value for found in find_results("Our method improves BLEU from 71.2 to 75.4.", {})] == ["75.4"]


def test_lists_are_paired_respectively() -> None:
    """Values and datasets in the same order belong together, and share the metric."""
    sentence = "We achieve accuracies of 91.3%, 88.2% and 75.0% on SST-2, MNLI and CoLA, respectively."
    found = find_results(sentence, names(sentence, dataset="SST-2|MNLI|CoLA"))
    assert [(one.value, one.metric, one.dataset) for one in found] == [
        ("91.3%", "accuracies", "SST-2"),
        ("88.2%", "accuracies", "MNLI"),
        ("75.0%", "accuracies", "CoLA"),
    ]


def test_two_metrics_in_a_row_keep_their_values() -> None:
    """The metric beside a value wins over one farther off."""
    sentence = "It achieves an overall accuracy of 69.8% and an F1 score of 69.1% on our test set."
    assert [(one.value, one.metric) for one in find_results(sentence, {})] == [("69.8%", "overall accuracy"), ("69.1%", "F1 score")]


def test_names_of_the_tagger_are_used() -> None:
    """A metric and a system that only the tagger knows are linked."""
    sentence = "FooNet reaches a blurriness of 3.4 on BarSet."
    (found,) = find_results(sentence, names(sentence, metric="blurriness", dataset="BarSet", system="FooNet"))
    assert (found.metric, found.dataset, found.system) == ("blurriness", "BarSet", "FooNet")


@pytest.mark.parametrize(
    "sentence",
    [
        "The model has 110M parameters.",
        "We release a corpus of 760K clips in 3 languages.",
        "We participate in SemEval-2023 Task 10.",
        "We fine-tune GPT-3.5 and report top-5 candidates.",
        "We analysed 120 papers published between 2010 and 2020.",
        "The sample comprised 2,300 adults aged 18 to 65.",
        "Images measure 1,536times1,536 pixels.",
        "There is no number here.",
        "",
    ],
)
def test_sizes_years_and_counts_are_no_outcomes(sentence: str) -> None:
    """Numbers that describe data, models or dates are left out."""
    assert find_results(sentence, {}) == []


_spans = st.lists(st.tuples(st.integers(0, 30), st.integers(1, 9)), max_size=4)


@given(st.one_of(st.text(), st.text(alphabet="0123456789.,%x× accuracyofBLEU-()", max_size=120)), _spans)
def test_any_text_gives_exact_values(sentence: str, spans: list[tuple[int, int]]) -> None:
    """Values are substrings at their offsets, linked names are given ones, and nothing crashes."""
    given_names = [
        (start, min(start + size, len(sentence)), sentence[start : start + size]) for start, size in spans if start < len(sentence)
    ]
    for found in find_results(sentence, {"metric": given_names, "dataset": given_names, "system": given_names}):
        assert sentence[found.start : found.end] == found.value
        given = {None, *(text for _, _, text in given_names)}
        assert {found.dataset, found.system} <= given


def test_a_table_gives_nothing_at_once() -> None:
    """Ten megabytes of digits are no sentence."""
    started = time.process_time()
    assert find_results("1 2.5% " * 1_500_000, {}) == []
    assert time.process_time() - started < 1


def test_the_model_is_small_and_cached() -> None:
    """One table of weights, read once."""
    model = load_result_model()
    assert model is load_result_model()
    assert 500 < len(model.weights) < 20_000


@pytest.mark.skipif(not (SHARED / "gold").is_dir(), reason="needs the annotated papers, which do not ship")
def test_results_of_unseen_papers_are_found() -> None:
    """On papers that were not learned, F1 by value is at least .75, and most metrics are right."""
    train_results = pytest.importorskip("kgbuild.training.results", reason="needs scikit-learn")
    model = load_result_model()
    papers = [json.loads(line) for line in (SHARED / "gold" / "dev.jsonl").read_text(encoding="utf-8").splitlines()]
    tally: Counter[str] = Counter()
    for paper in papers:
        tally.update(train_results.score_paper(paper, model))
    assert 2 * tally["right"] / (2 * tally["right"] + tally["extra"] + tally["missed"]) >= 0.75
    assert tally["metric"] / tally["right"] >= 0.7
