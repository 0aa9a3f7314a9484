"""The tagger's network and its training: gradients against differences, seeds, and a small lesson learned."""

from pathlib import Path

import numpy as np
import pytest

from kgbuild.extract.tagger import layers, network
from kgbuild.extract.tagger.features import Text, shape
from kgbuild.extract.tagger.fields import FIELDS
from kgbuild.extract.tagger.model import Tagger, read_model, write_model
from kgbuild.extract.tagger.vectors import Vectors, compress
from kgbuild.extract.text.document import DocumentReader
from kgbuild.models import Paper
from kgbuild.training.tagger.alignment import BEGIN, INSIDE, UNKNOWN, labels
from kgbuild.training.tagger.examples import FOREIGN, Batch, Lesson, Variation, WordTable, join, prepare, represent
from kgbuild.training.tagger.learning import Plan, learn

GROUPS = network.Groups(
    word=np.array([0, 1, 2, 0, 3, 4, 0, 5, 5, 6, 7, 8, 7, 6, 9]),
    sentence=np.array([0] * 3 + [1] * 4 + [2, 2] + [3] * 6),
    document=np.array([0] * 7 + [1, 1] + [2] * 6),
)
GAPS = [7, 8]
ROWS = np.array([row for row in range(15) if row not in GAPS])


def slope(inputs: np.ndarray, parameters: network.Parameters) -> tuple[float, np.ndarray, layers.Gradients]:
    """Loss and gradients of the network on random labels."""
    targets = np.random.default_rng(1).integers(-1, 3, (len(ROWS), len(FIELDS))).astype(np.int8)
    run = network.Run(parameters, {}, None, GAPS)
    scores, backward = network.forward(inputs, GROUPS, run)
    value, gradient = network.loss(scores, targets, ROWS)
    return value, backward(gradient), run.gradients


@pytest.mark.parametrize(
    "name", ["block0.weight", "block3.bias", "own.weight", "word.weight", "sentence.weight", "document.weight", "out.weight"]
)
def test_gradients_are_slopes(name: str) -> None:
    """The gradient of each kind of parameter is the slope of the loss."""
    parameters = {key: value.astype(np.float64) for key, value in network.initial_parameters(6, 5, 0).items()}
    inputs = np.random.default_rng(0).standard_normal((15, 6))
    _, _, gradients = slope(inputs, parameters)
    at = np.unravel_index(np.abs(gradients[name]).argmax(), gradients[name].shape)
    ends = []
    for step in (1e-4, -1e-4):
        moved = parameters[name].copy()
        moved[at] += step
        ends.append(slope(inputs, parameters | {name: moved})[0])
    assert (ends[0] - ends[1]) / 2e-4 == pytest.approx(gradients[name][at], rel=1e-3)


def test_gradient_of_the_inputs_is_a_slope() -> None:
    """The way back reaches the inputs."""
    parameters = {key: value.astype(np.float64) for key, value in network.initial_parameters(6, 5, 0).items()}
    inputs = np.random.default_rng(0).standard_normal((15, 6))
    _, change, _ = slope(inputs, parameters)
    for at in ((0, 1), (9, 2), (14, 3)):
        moved = [inputs.copy(), inputs.copy()]
        moved[0][at] += 1e-4
        moved[1][at] -= 1e-4
        assert (slope(moved[0], parameters)[0] - slope(moved[1], parameters)[0]) / 2e-4 == pytest.approx(change[at], rel=1e-3)


def lessons() -> tuple[list[Lesson], Vectors]:
    """Small papers in which the word after "propose" is introduced, wherever it stands."""
    result = []
    for number in range(24):
        name = f"Zor{number}net"
        tokens = [name, "works", "\n", "We", "propose", name, ".", "It", "beats", "Baseline", "."]
        states = np.zeros((len(tokens), len(FIELDS)), np.int8)
        states[[0, 5], 0] = BEGIN
        result.append(Lesson(Text(tokens, [0, 3, 7], 2), states))
    return result, compress(["we", "propose", "it", "."], np.eye(4, dtype=np.float32))


def test_learns_what_the_papers_show() -> None:
    """After some rounds a new name in the same place is introduced, in the title too, and the baseline is not."""
    papers, vectors = lessons()
    tagger = Tagger(learn(papers, vectors, Plan(width=16, rounds=12, batch=2, rate=1e-2, variation=Variation(0, 0.5, 0))), vectors)
    scores = tagger(["Frobbler", "works", "\n", "We", "propose", "Frobbler", ".", "It", "beats", "Rival", "."], [0, 3, 7], 2)
    assert scores[[0, 5], 0, BEGIN].min() > 0.6
    assert scores[9, 0, BEGIN] < 0.4


def test_papers_of_one_batch_do_not_see_each_other() -> None:
    """Each paper gives the same scores in a batch as alone: the gaps are as wide as the network sees."""
    some, vectors = lessons()
    table = WordTable([lesson.text for lesson in some], vectors)
    papers = [prepare(lesson, table) for lesson in some[:3]]
    parameters = network.initial_parameters(8, vectors.size, 0) | {FOREIGN: np.zeros((1, 8), np.float32)}

    def scores(batch: Batch) -> np.ndarray:
        run = network.Run(parameters, gaps=batch.gaps.tolist())
        return network.forward(represent(batch, table, parameters), batch.groups, run)[0][batch.rows]

    alone = np.concatenate([scores(join([paper])) for paper in papers])
    assert scores(join(papers)) == pytest.approx(alone, abs=1e-5)


def test_training_is_seeded(tmp_path: Path) -> None:
    """The same lessons give the same file, byte for byte, and it reads back."""
    papers, vectors = lessons()
    plan = Plan(width=8, rounds=2, batch=8)
    for name in ("one", "two"):
        write_model(tmp_path / name, learn(papers, vectors, plan), vectors)
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()
    parameters, read = read_model(tmp_path / "one")
    assert list(read.words) == list(vectors.words)
    assert parameters["out.weight"].shape == (8, 3 * len(FIELDS))


def test_many_papers_are_read_less_often() -> None:
    """Rounds end where there would be more steps than the plan allows; one round there is always."""
    papers, vectors = lessons()
    for most, rounds in ((2 * len(papers), 2), (1, 1)):
        short, less = (
            learn(papers, vectors, plan)
            for plan in (Plan(width=8, rounds=4, batch=1, most_steps=most), Plan(width=8, rounds=rounds, batch=1))
        )
        assert all(np.array_equal(short[name], less[name]) for name in short)


def annotation(**fields: list[str]) -> dict[str, list[dict[str, object]]]:
    """An annotation with these names."""
    return {field: [{"name": name, "aliases": []} for name in fields.get(field, [])] for field in FIELDS}


def test_labels_mark_every_mention() -> None:
    """Each place where a name stands is marked, by whole words, terms in either case."""
    document = DocumentReader()(
        Paper(title="Knowledge distillation of BERT", abstract="We use knowledge distillation. BERTs are no BERT.")
    )
    states = labels(document, annotation(base_models=["BERT"], techniques=["knowledge distillation"]))
    words = document.forms
    technique = states[:, FIELDS.index("techniques")]
    assert [words[at] for at in (technique == BEGIN).nonzero()[0]] == ["Knowledge", "knowledge"]
    assert (technique == INSIDE).sum() == 2
    assert (states[:, FIELDS.index("base_models")] == BEGIN).sum() == 2


def test_a_name_inside_another_is_unknown_where_it_also_stands_alone() -> None:
    """What is nested in a longer name of another field is not learned from."""
    document = DocumentReader()(Paper(title="Swin Transformer", abstract="The Transformer rules."))
    states = labels(document, annotation(base_models=["Swin Transformer"], architectures=["Transformer"]))
    assert states[:, FIELDS.index("architectures")].tolist() == [0, UNKNOWN, 0, 0, BEGIN, 0, 0]


def test_shape_of_words() -> None:
    """Outlines are short and tell capitals, letters and digits apart."""
    assert [shape(word) for word in ("BERT", "ImageNet", "GPT4", "x", "")] == ["XX", "XxxXxx", "XX9", "x", ""]
