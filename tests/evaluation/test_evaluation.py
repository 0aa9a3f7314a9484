"""Evaluation: the published score's arithmetic, intervals, calibration, confusion, errors, and the command."""

import importlib.util
import io
import json
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kgbuild.annotations import AnnotatedPaper, read_annotations
from kgbuild.cli import cli
from kgbuild.evaluation.evaluation import NOWHERE, evaluate, grouped, title_key
from kgbuild.evaluation.figures import calibration
from kgbuild.evaluation.judging import ENTITY_FIELDS, FIELDS
from kgbuild.evaluation.report import as_json, error_rows, report
from kgbuild.extract import default_extractor
from kgbuild.models import Claim, Entity, Evidence, Extraction, Mention, Paper, Result

SHARED = Path(__file__).parents[2].parent / "shared" / "gold"
TITLE = "BERT, ELMo and graph neural networks on GLUE by F1 and accuracies"
NAMES = ("BERT", "ELMo", "graph neural networks", "GLUE", "F1", "accuracies")
PREDICATES = {
    "introduces": "introduces",
    "usesBaseModel": "base_models",
    "usesArchitecture": "architectures",
    "comparesWith": "compared",
    "appliesTechnique": "techniques",
    "addressesTask": "tasks",
    "usesDataset": "datasets",
    "usesMetric": "metrics",
}
VALUES = ("84.2%", "84.2 %", "1.5×", "12", "34.7\\%")
DOMAINS = ("games", "computer-vision")
URLS = ("https://github.com/a/b", "http://www.github.com/a/b/", "https://x.org")


def spoken(name: str) -> Mention:
    """Return where a name stands in the title."""
    start = TITLE.index(name)
    return Mention(field="title", start=start, end=start + len(name), text=name)


def extraction(claims: list[tuple[str, int, float]], relations: list[tuple[str, int, int]], *others: Sequence[Any]) -> Extraction:
    """Return an extraction that says these things of the names; `others` are domains, links and values."""
    domains, links, values = others
    evidence = (Evidence(field="title", start=0, end=len(TITLE), text=TITLE),)
    entities = [Entity(id=f"e{n}", type="Model", name=name, mentions=(spoken(name),)) for n, name in enumerate(NAMES)]
    entities += [Entity(id=f"d{n}", type="Domain", name=name) for n, name in enumerate(DOMAINS)]
    stated = [("paper", predicate, f"e{number}", sure) for predicate, number, sure in claims]
    stated += [(f"e{one}", predicate, f"e{other}", 0.5) for predicate, one, other in relations if one != other]
    stated += [("paper", "inDomain", f"d{number}", 0.8) for number in domains] + [("paper", "hasCode", url, 0.95) for url in links]
    return Extraction(
        paper=Paper(title=TITLE),
        entities=tuple(entities),
        claims=tuple(
            Claim(subject=s, predicate=p, object=o, confidence=sure, evidence=evidence, extractor="test")
            for s, p, o, sure in stated
        ),
        results=tuple(Result(value=value, evidence=evidence[0], confidence=0.7, extractor="test") for value in values),
    )


numbers = st.integers(0, len(NAMES) - 1)
extractions = st.builds(
    extraction,
    st.lists(st.tuples(st.sampled_from(sorted(PREDICATES)), numbers, st.floats(0, 1)), max_size=12),
    st.lists(st.tuples(st.sampled_from(["basedOn", "outperforms", "partOf"]), numbers, numbers), max_size=5),
    st.lists(st.integers(0, 1), unique=True),
    st.lists(st.sampled_from(URLS), max_size=3),
    st.lists(st.sampled_from(VALUES), max_size=4),
)
things = st.lists(
    st.fixed_dictionaries(
        {
            "name": st.sampled_from([*NAMES, "bert", "accuracy", "…"]),
            "aliases": st.lists(st.sampled_from(NAMES), max_size=2),
            "agreed": st.booleans(),
        }
    ),
    max_size=3,
)
records = st.fixed_dictionaries(
    dict.fromkeys(ENTITY_FIELDS, things)
    | {
        "title": st.just(TITLE),
        "abstract": st.just(""),
        "domains": st.lists(st.fixed_dictionaries({"name": st.sampled_from(DOMAINS), "agreed": st.booleans()}), max_size=2),
        "code_urls": st.lists(st.fixed_dictionaries({"name": st.sampled_from(URLS), "agreed": st.booleans()}), max_size=2),
        "results": st.lists(st.fixed_dictionaries({"value": st.sampled_from(VALUES), "agreed": st.booleans()}), max_size=3),
        "relations": st.lists(
            st.fixed_dictionaries(
                {
                    "s": st.sampled_from(NAMES),
                    "p": st.sampled_from(["extends", "outperforms", "part_of"]),
                    "o": st.sampled_from(["BERT", "bert", "other"]),
                    "agreed": st.booleans(),
                }
            ),
            max_size=3,
        ),
    }
)


@pytest.fixture(scope="module")
def published() -> ModuleType:
    """Return the published score as a module."""
    if not (SHARED / "score.py").is_file():
        pytest.skip("needs the published score, which does not ship")
    spec = importlib.util.spec_from_file_location("published_score", SHARED / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def published_figures(
    score: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], gold: Path, told: Path
) -> dict[str, Any]:
    """Run the published score and return what it prints."""
    capsys.readouterr()
    # It leaves its files open.
    monkeypatch.setattr(score, "open", lambda path, encoding: io.StringIO(Path(path).read_text(encoding)), raising=False)
    monkeypatch.setattr(sys, "argv", ["score.py", str(gold), str(told), "--json"])
    score.main()
    figures: dict[str, Any] = json.loads(capsys.readouterr().out)
    return figures


def assert_same(ours: dict[str, Any], theirs: dict[str, Any]) -> None:
    """Hold every figure of the published score against ours."""
    for field, figures in theirs.items():
        assert {key: ours[field][key] for key in figures} == figures, field


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.lists(st.tuples(records, extractions), min_size=1, max_size=3))
def test_the_arithmetic_is_that_of_the_published_score(
    published: ModuleType,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    data: list[tuple[dict[str, Any], Extraction]],
) -> None:
    """On random annotations and extractions every figure is equal."""
    gold, told = tmp_path / "gold.jsonl", tmp_path / "told.jsonl"
    pairs = [
        (record | {"title": f"{TITLE} {number}"}, one.model_copy(update={"paper": Paper(title=f"{TITLE} {number}")}))
        for number, (record, one) in enumerate(data)
    ]
    gold.write_text("".join(json.dumps(record) + "\n" for record, _ in pairs), encoding="utf-8")
    told.write_text("".join(one.model_dump_json() + "\n" for _, one in pairs), encoding="utf-8")
    ours = json.loads(as_json(evaluate(read_annotations(gold), [one for _, one in pairs])))
    assert_same(ours, published_figures(published, monkeypatch, capsys, gold, told))


@pytest.mark.parametrize("kept", [28, 20])
def test_figures_on_annotated_papers_are_those_of_the_published_score(
    published: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path, kept: int
) -> None:
    """On the papers annotated twice every figure is equal, absent papers too."""
    papers = list(read_annotations(SHARED / "dev.jsonl"))
    read = default_extractor()
    told = [read(one.paper) for one in papers[:kept]]
    path = tmp_path / "told.jsonl"
    path.write_text("".join(one.model_dump_json() + "\n" for one in told), encoding="utf-8")
    ours = json.loads(as_json(evaluate(papers, told)))
    assert ours["absent_papers"]["count"] == len(papers) - kept
    assert_same(ours, published_figures(published, monkeypatch, capsys, SHARED / "dev.jsonl", path))


def annotated(**fields: list[str]) -> AnnotatedPaper:
    """Return a paper with these names annotated."""
    record: dict[str, Any] = {field: [{"name": name} for name in fields.get(field, [])] for field in ENTITY_FIELDS}
    return AnnotatedPaper(Paper(title=TITLE), {}, record | {"venue": "here"})


def test_what_an_annotation_lacks_is_not_judged() -> None:
    """Fields that no paper's annotation has are left out."""
    done = evaluate([annotated()], [extraction([], [], [0], [], [])])
    assert list(done.scores) == list(ENTITY_FIELDS)
    assert [bin_.answers for bin_ in done.bins] == []


def test_confusion_names_the_other_field() -> None:
    """A name listed under one field and found under another is counted in both tables; what is nowhere is said."""
    done = evaluate(
        [annotated(datasets=["GLUE", "SQuAD"])], [extraction([("usesMetric", 3, 0.5), ("usesMetric", 4, 0.5)], [], [], [], [])]
    )
    assert done.missed["datasets"] == {"metrics": 1, NOWHERE: 1}
    assert done.extra["metrics"] == {"datasets": 1, NOWHERE: 1}


def test_errors_are_listed_with_what_is_written() -> None:
    """The paper's title, what was missed, what was extra and how sure it was."""
    done = evaluate([annotated(datasets=["SQuADs"])], [extraction([("usesDataset", 3, 0.25)], [], [], [], [])])
    assert list(error_rows(done, "datasets")) == [TITLE, "   missed  SQuADs", "   extra   GLUE  [0.25]"]
    assert list(error_rows(done, "results")) == []


def test_intervals_hold_the_figure_and_are_seeded() -> None:
    """The interval holds F1, and a second run gives the same."""
    papers = [AnnotatedPaper(Paper(title=f"{TITLE} {n}"), {}, annotated(datasets=["GLUE"]).record) for n in range(20)]
    told = [
        extraction([("usesDataset", 3 if number % 3 else 4, 0.9)], [], [], [], []).model_copy(update={"paper": one.paper})
        for number, one in enumerate(papers)
    ]
    score = evaluate(papers, told).scores["datasets"]
    assert score.low < score.f1 < score.high
    assert evaluate(papers, told).scores["datasets"] == score


def test_calibration_of_honest_confidence_is_small() -> None:
    """Answers that are right as often as they say have no error; one that is always wrong has its confidence as error."""
    assert calibration([(0.75, True), (0.75, True), (0.75, True), (0.75, False)])[1] == 0
    assert calibration([(0.75, False)])[1] == 0.75
    assert calibration([(1.0, True)])[0][0].high == 1.0
    assert calibration([]) == ([], 0.0)


def test_groups_have_their_own_figures() -> None:
    """Papers grouped by a key of their record; nothing to judge gives zeros, no error."""
    groups = grouped(evaluate([annotated(datasets=["GLUE"])], []), lambda one: one.record["venue"])
    assert groups["here"][0] == 1
    assert groups["here"][1]["datasets"].recall == 0
    assert list(report(evaluate([], [])))


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    """One annotated paper as a file."""
    path = tmp_path / "gold.jsonl"
    record = annotated(base_models=["BERT"]).record | {"title": "Pruning BERT", "abstract": "We prune BERT on GLUE.", "venue": "V"}
    path.write_text(json.dumps(record) + "\n", encoding="utf-8")
    return path


def test_the_command_extracts_and_prints(gold: Path) -> None:
    """Without extractions the papers are read now; groups and JSON on request."""
    text = CliRunner().invoke(cli, ["evaluate", str(gold), "--by", "venue"], catch_exceptions=False).output
    assert "base_models" in text
    assert "expected calibration error" in text
    assert "V  " in text
    table = json.loads(CliRunner().invoke(cli, ["evaluate", str(gold), "--json", "--by", "venue"], catch_exceptions=False).stdout)
    assert table["base_models"]["recall"] == 1
    assert table["groups"]["V"]["papers"] == 1


def test_an_unknown_field_is_said(gold: Path) -> None:
    """The error lists the fields."""
    done = CliRunner().invoke(cli, ["evaluate", str(gold), "--errors", "nonsense"])
    assert done.exit_code != 0
    assert all(field in done.output.replace("\n", " ") for field in FIELDS)


def test_what_cannot_be_compared_is_said(gold: Path, tmp_path: Path) -> None:
    """Extractions of other papers, a gold file without papers, and a key that no record has are errors."""
    other, empty = tmp_path / "other.jsonl", tmp_path / "empty.jsonl"
    other.write_text(Extraction(paper=Paper(title="Another")).model_dump_json() + "\n", encoding="utf-8")
    empty.write_text("")
    for arguments, told in (
        ([str(gold), str(other)], "are these of other papers?"),
        ([str(empty)], "holds no annotated paper"),
        ([str(gold), "--fast", "--by", "nonsense"], "has the key 'nonsense'"),
    ):
        done = CliRunner().invoke(cli, ["evaluate", *arguments])
        assert done.exit_code != 0
        assert told in f"{done.output}{done.exception}".replace("\n", " ")


def test_titles_in_other_scripts_are_told_apart() -> None:
    """A title without a Latin letter is its own key."""
    assert title_key("图神经网络") != title_key("语言模型")
    assert title_key(" Ω ") == "Ω"


def test_groups_show_the_fields_that_are_annotated() -> None:
    """A field that no paper of a group is annotated with has no figures there."""
    lacking = annotated(datasets=["GLUE"])
    lacking = replace(lacking, record={key: value for key, value in lacking.record.items() if key != "domains"})
    groups = grouped(evaluate([lacking], []), lambda one: one.record["venue"])
    assert "domains" not in groups["here"][1]
    assert "datasets" in groups["here"][1]
