"""Learning a model folder from annotated papers, and reading papers with it."""

import json
from pathlib import Path

import pytest
from training_gold import annotated, write_gold

from kgbuild.errors import ModelError
from kgbuild.extract import default_extractor
from kgbuild.extract.scoring import RELATIONS, ROLES
from kgbuild.extract.tagger.model import read_model, write_model
from kgbuild.extract.weights import MODEL_FILES, MODEL_NOTE, ModelNote, read_note, read_weights
from kgbuild.models import Paper
from kgbuild.training.tagger.learning import Plan

pytest.importorskip("sklearn", reason="training needs scikit-learn")

from kgbuild.annotations import read_annotations
from kgbuild.training import domains
from kgbuild.training.model import train_model
from kgbuild.training.roles import count_role, learn_roles
from kgbuild.training.shallow_network import NetworkPlan
from kgbuild.training.train import make_examples

pytestmark = pytest.mark.slow

PLAN = Plan(width=8, rounds=3)
PAPER = Paper(
    title="Bar9Net: A Model for Parsing",
    abstract="We propose Bar9Net, a model based on BERT for dependency parsing. Bar9Net achieves an accuracy of 77.7% on GLUE.",
)


@pytest.fixture(scope="module")
def learned(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a model learned from forty made-up papers and five of other annotators."""
    folder = tmp_path_factory.mktemp("learned")
    said: list[str] = []
    train_model(
        [write_gold(folder / "gold.jsonl", range(40))],
        folder / "model",
        more=[write_gold(folder / "theirs.jsonl", range(40, 45))],
        plan=PLAN,
        tell=said.append,
    )
    assert {"tagger, fold 5 of 5", "roles, fold 5 of 5", "relations, fold 5 of 5"} <= set(said)
    return folder / "model"


def test_the_note_says_from_what_and_how_good(learned: Path) -> None:
    """Inputs, figures and files stand in the note."""
    note = read_note(learned)
    assert [(one.name, one.papers, one.foreign) for one in note.annotations] == [
        ("gold.jsonl", 40, False),
        ("theirs.jsonl", 5, True),
    ]
    assert note.corpus is None
    assert list(note.figures) == [*ROLES, "kinds", *RELATIONS, "results"]
    assert note.figures["introduces"]["f1"] > 0.9
    assert sorted(note.files) == sorted(MODEL_FILES)


def test_a_learned_model_reads_a_new_paper(learned: Path) -> None:
    """What was learned from made-up papers is found in another of their kind; each claim names the model."""
    extractor = default_extractor(model=learned)
    extraction = extractor(PAPER)
    said = {(claim.predicate, extraction.entity(claim.object).name) for claim in extraction.claims}
    assert {("introduces", "Bar9Net"), ("usesBaseModel", "BERT"), ("basedOn", "BERT")} <= said
    assert [result.value for result in extraction.results] == ["77.7%"]
    assert {claim.extractor for claim in extraction.claims} == {f"standard-{read_note(learned).digest}"}


def test_training_is_deterministic(learned: Path, tmp_path: Path) -> None:
    """The same annotations give the same bytes."""
    gold, theirs = learned.parent / "gold.jsonl", learned.parent / "theirs.jsonl"
    train_model([gold], tmp_path, more=[theirs], plan=PLAN)
    for name in (*MODEL_FILES, MODEL_NOTE):
        assert (tmp_path / name).read_bytes() == (learned / name).read_bytes()


def test_papers_of_other_annotators_are_no_measure(learned: Path, tmp_path: Path) -> None:
    """They are learned from, and do not count as right, wrong or missed."""
    own = list(read_annotations(learned.parent / "gold.jsonl"))
    foreign = list(read_annotations(learned.parent / "theirs.jsonl", foreign=True))
    examples = make_examples([*own, *foreign], tmp_path, Plan(width=8, rounds=1))
    probabilities, _ = learn_roles(examples, tmp_path / "roles.npz", plan=NetworkPlan(units=4, seeds=(1,), fewest_steps=1))
    for role in range(len(ROLES)):
        right, _, missed = count_role(examples, probabilities, role, 0.3)
        assert right + missed == sum(len(one.names[ROLES[role]]) for one in own)


def test_domains_are_learned_from_a_corpus(learned: Path, tmp_path: Path) -> None:
    """A corpus gives the words and topics; the model that is written reads back."""
    corpus = tmp_path / "corpus.jsonl"
    words = ["parsing", "treebanks", "images", "pixels", "robots", "music", "graphs", "proteins"]
    lines = [
        {"title": words[n % 8], "abstract": " ".join(words[(n + k * k) % 8] for k in range(6)), "categories": "cs.CL"}
        for n in range(400)
    ]
    corpus.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    figures = domains.train(list(read_annotations(learned.parent / "gold.jsonl")), corpus, tmp_path / "domains.npz")
    assert figures["f1"] == 1
    for name in set(MODEL_FILES) - {"domains.npz"}:
        (tmp_path / name).write_bytes((learned / name).read_bytes())
    assert read_weights(tmp_path).domains("Parsing", ["We parse treebanks."])[0][0] == "natural-language-processing"


def test_too_few_papers_are_said(tmp_path: Path) -> None:
    """Nothing is learned from three papers."""
    with pytest.raises(ModelError, match="3 annotated papers are too few"):
        train_model([write_gold(tmp_path / "gold.jsonl", range(3))], tmp_path / "model")


def test_a_missing_kind_is_said(tmp_path: Path) -> None:
    """What is introduced without a kind is named before anything is learned."""
    record = annotated(1)
    del record["introduces"][0]["kind"]
    path = write_gold(tmp_path / "gold.jsonl", range(30))
    path.write_text(path.read_text() + json.dumps(record) + "\n", encoding="utf-8")
    with pytest.raises(ModelError, match=r"'Foo1Net' of .* has no kind: "):
        train_model([path], tmp_path / "model")


def test_a_missing_list_is_said(tmp_path: Path) -> None:
    """An annotation without results is no annotation without outcomes."""
    record = {key: value for key, value in annotated(1).items() if key != "results"}
    path = write_gold(tmp_path / "gold.jsonl", range(30))
    path.write_text(path.read_text() + json.dumps(record) + "\n", encoding="utf-8")
    with pytest.raises(ModelError, match="'Foo1Net: A Model for Parsing' is annotated without results"):
        train_model([path], tmp_path / "model")


@pytest.mark.parametrize("harm", ["no note", "no file", "changed file", "damaged note", "file"])
def test_what_is_no_model_is_said(learned: Path, tmp_path: Path, harm: str) -> None:
    """A folder without note, with missing or changed files, or a file is refused in one line before anything is read."""
    for name in (*MODEL_FILES, MODEL_NOTE):
        (tmp_path / name).write_bytes((learned / name).read_bytes())
    if harm == "no note":
        (tmp_path / MODEL_NOTE).unlink()
    if harm == "no file":
        (tmp_path / "kinds.json").unlink()
    if harm == "changed file":
        (tmp_path / "kinds.json").write_text("{}")
    if harm == "damaged note":
        (tmp_path / MODEL_NOTE).write_text("{}")
    with pytest.raises(ModelError, match=r"kgbuild train|train the model anew"):
        default_extractor(model=tmp_path / "kinds.json" if harm == "file" else tmp_path)


@pytest.mark.parametrize(
    ("name", "content"),
    [("tagger.npz", b"PK\x03\x04nonsense"), ("roles.npz", b"{}"), ("kinds.json", b"{}"), ("results.json", b"[1]")],
)
def test_weights_of_another_format_are_said(learned: Path, tmp_path: Path, name: str, content: bytes) -> None:
    """A file that this version cannot read is an error in one line, even where the note agrees."""
    for other in MODEL_FILES:
        (tmp_path / other).write_bytes((learned / other).read_bytes())
    (tmp_path / name).write_bytes(content)
    with pytest.raises(ModelError, match="train the model anew"):
        read_weights(tmp_path)


def test_a_tagger_of_other_layers_is_said(learned: Path, tmp_path: Path) -> None:
    """A network with fewer layers than this version's is an error in one line before anything is read."""
    for name in MODEL_FILES:
        (tmp_path / name).write_bytes((learned / name).read_bytes())
    parameters, vectors = read_model(tmp_path / "tagger.npz")
    write_model(tmp_path / "tagger.npz", {name: value for name, value in parameters.items() if "block0" not in name}, vectors)
    with pytest.raises(ModelError, match="other layers"):
        read_weights(tmp_path)


def test_a_note_names_its_model() -> None:
    """The digest changes with any file."""
    note = ModelNote(kgbuild="1", versions={}, annotations=(), figures={}, files={"a": "b"})
    assert note.digest != note.model_copy(update={"files": {"a": "c"}}).digest
    assert len(note.digest) == 8
