"""Learning from annotated papers."""

import json
from pathlib import Path

import pytest

from kgbuild.annotations import read_papers
from kgbuild.extract.scoring import KINDS, RELATIONS, ROLES, read_model
from kgbuild.extract.standard import StandardExtractor
from kgbuild.extract.tagger.model import Tagger
from kgbuild.extract.tagger.model import read_model as read_tagger
from kgbuild.extract.tagger.reading import DocumentTagger
from kgbuild.models import Paper
from kgbuild.training.tagger.learning import Plan

pytest.importorskip("sklearn", reason="training needs scikit-learn")

from kgbuild.training.train import train

PLAN = Plan(width=8, rounds=3)


def annotated(number: int) -> dict[str, object]:
    """Return a made-up annotated paper."""
    system, base = f"Foo{number}Net", ("BERT", "T5", "GPT-2")[number % 3]
    return {
        "title": f"{system}: A Model for Parsing",
        "abstract": f"We propose {system}, a model based on {base} for dependency parsing. It outperforms ELMo on GLUE.",
        "introduces": [{"name": system, "aliases": [], "kind": "model"}],
        "base_models": [{"name": base, "aliases": []}],
        "architectures": [],
        "compared": [{"name": "ELMo", "aliases": []}],
        "techniques": [],
        "tasks": [{"name": "dependency parsing", "aliases": ["Parsing"]}],
        "datasets": [{"name": "GLUE", "aliases": []}],
        "metrics": [],
        "relations": [{"s": system, "p": "extends", "o": base}, {"s": system, "p": "outperforms", "o": "ELMo"}],
    }


@pytest.fixture(scope="module")
def learned(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder of models learned from forty made-up papers."""
    folder = tmp_path_factory.mktemp("models")
    gold = folder / "gold.jsonl"
    gold.write_text("".join(json.dumps(annotated(number)) + "\n" for number in range(40)), encoding="utf-8")
    scores = train(read_papers(gold), folder, PLAN)
    assert list(scores) == [*ROLES, "kinds", *RELATIONS]
    assert scores["introduces"][0] > 0.9
    return folder


def test_learned_models_read_a_new_paper(learned: Path) -> None:
    """What was learned from made-up papers is found in another of their kind."""
    models = {name: read_model(learned / f"{name}.json") for name in ("roles", "kinds", "relations")}
    extraction = StandardExtractor(**models, tag=DocumentTagger(Tagger(*read_tagger(learned / "tagger.npz"))))(
        Paper(title="Bar9Net: A Model for Parsing", abstract="We propose Bar9Net, a model based on BERT for dependency parsing.")
    )
    said = {(claim.predicate, extraction.entity(claim.object).name) for claim in extraction.claims}
    assert {("introduces", "Bar9Net"), ("usesBaseModel", "BERT"), ("basedOn", "BERT")} <= said
    assert models["kinds"].weights.shape[1] == len(KINDS)


def test_training_is_deterministic(learned: Path, tmp_path: Path) -> None:
    """The same annotations give the same bytes."""
    train(read_papers(learned / "gold.jsonl"), tmp_path, PLAN)
    for name in ("tagger.npz", "roles.json", "kinds.json", "relations.json"):
        assert (tmp_path / name).read_bytes() == (learned / name).read_bytes()
