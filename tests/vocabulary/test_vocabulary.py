"""The vocabulary as others use it: classes, relations, concepts, and a user's own names."""

from pathlib import Path
from typing import get_args

import pytest

from kgbuild.errors import VocabularyError
from kgbuild.identifiers import ONTOLOGY, Identifiers
from kgbuild.models import EntityType
from kgbuild.vocabulary import Vocabulary, load_vocabulary

CLASSES = {
    *get_args(EntityType),
    *("CodeRepository", "Extraction", "Paper", "Result", "Statement"),
}
RELATIONS = {
    "addressesTask": ({"Paper"}, {"Task"}),
    "appliesTechnique": ({"Paper"}, {"Technique"}),
    "basedOn": ({"Method", "Model", "Technique"}, {"Architecture", "Method", "Model", "Technique"}),
    "buildsOn": ({"Paper"}, {"Paper"}),
    "comparesWith": ({"Paper"}, {"Architecture", "Method", "Model", "Technique"}),
    "evaluatedOn": ({"Paper"}, {"Dataset"}),
    "hasCode": ({"Paper"}, {"CodeRepository"}),
    "inDomain": ({"Paper"}, {"Domain"}),
    "introducedBy": ({"Dataset", "Method", "Metric", "Model", "Technique", "Tool"}, {"Paper"}),
    "introduces": ({"Paper"}, {"Dataset", "Method", "Metric", "Model", "Technique", "Tool"}),
    "ofSystem": ({"Result"}, {"Architecture", "Method", "Model", "Technique"}),
    "onDataset": ({"Result"}, {"Dataset"}),
    "onMetric": ({"Result"}, {"Metric"}),
    "outperforms": ({"Architecture", "Method", "Model", "Technique"}, {"Architecture", "Method", "Model", "Technique"}),
    "partOf": ({"Method", "Model", "Technique"}, {"Method", "Model"}),
    "relatedTo": ({"Paper"}, {"Paper"}),
    "reportsResult": ({"Paper"}, {"Result"}),
    "trainedOn": ({"Paper"}, {"Dataset"}),
    "usesArchitecture": ({"Paper"}, {"Architecture"}),
    "usesBaseModel": ({"Paper"}, {"Model"}),
    "usesDataset": ({"Paper"}, {"Dataset"}),
    "usesMetric": ({"Paper"}, {"Metric"}),
    "variantOf": ({"Model"}, {"Model"}),
}


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    """The shipped vocabulary."""
    return load_vocabulary()


def test_classes(vocabulary: Vocabulary) -> None:
    """The classes are those of the design, each with a label and a comment."""
    assert vocabulary.classes.keys() == CLASSES
    assert all(node_class.label and node_class.comment for node_class in vocabulary.classes.values())
    assert vocabulary.classes["Model"].iri == f"{ONTOLOGY}Model"


def test_relations(vocabulary: Vocabulary) -> None:
    """Domains and ranges are those of the design, wider where papers compare with, or build on, families and techniques."""
    found = {name: (set(relation.domain), set(relation.range)) for name, relation in vocabulary.relations.items()}
    assert found == RELATIONS


def test_inverse(vocabulary: Vocabulary) -> None:
    """Introduces and introducedBy are each other's inverse, with domain and range swapped."""
    introduces, introduced_by = vocabulary.relations["introduces"], vocabulary.relations["introducedBy"]
    assert (introduces.inverse, introduced_by.inverse) == ("introducedBy", "introduces")
    assert (introduces.domain, introduces.range) == (introduced_by.range, introduced_by.domain)


def test_sub_relations(vocabulary: Vocabulary) -> None:
    """What is trained or evaluated on is used."""
    for name in ("trainedOn", "evaluatedOn"):
        assert vocabulary.relations[name].parents == (f"{ONTOLOGY}usesDataset",)


def test_concepts_are_keyed_by_their_iri(vocabulary: Vocabulary) -> None:
    """A concept's IRI is the one that a graph with the default base mints for its type and name, and concepts are sorted by it."""
    assert list(vocabulary.concepts) == sorted(vocabulary.concepts)
    for iri, concept in vocabulary.concepts.items():
        assert iri == concept.iri == Identifiers().entity(concept.type, concept.name)


def test_there_are_enough_concepts(vocabulary: Vocabulary) -> None:
    """The lexicon holds at least six thousand concepts."""
    assert len(vocabulary.concepts) >= 6000


@pytest.mark.parametrize("name", ["GPT-3.5", "ViT-B/16", "T5-3B", "CIFAR-10.1", "3D object detection", "C++", "R(2+1)D", "π0"])
def test_names_with_punctuation_and_digits(vocabulary: Vocabulary, name: str) -> None:
    """Names that other graphs of the field cannot hold are concepts with an IRI of their own."""
    assert name in {concept.name for concept in vocabulary.named(name)}


@pytest.mark.parametrize(("name", "target"), [("gpt 3.5", "GPT-3.5"), ("CNN", "convolutional neural network"), ("llms", None)])
def test_named(vocabulary: Vocabulary, name: str, target: str | None) -> None:
    """A name is found by alias, whatever its case and hyphens; a name that nobody bears is not."""
    assert [concept.name for concept in vocabulary.named(name)] == ([target] if target else [])


def test_named_of_one_type(vocabulary: Vocabulary) -> None:
    """A name that two types share is told apart by the type."""
    assert {concept.type for concept in vocabulary.named("MAE")} == {"Metric", "Model"}
    assert [concept.name for concept in vocabulary.named("MAE", "Metric")] == ["mean absolute error"]


def test_lineage(vocabulary: Vocabulary) -> None:
    """Well-known families carry their lineage."""
    [roberta] = vocabulary.named("RoBERTa", "Model")
    [large] = vocabulary.named("RoBERTa-large", "Model")
    assert roberta.based_on == ("BERT",)
    assert large.variant_of == "RoBERTa"


def test_metrics_know_their_direction(vocabulary: Vocabulary) -> None:
    """Accuracy is better when higher, perplexity when lower."""
    directions = {name: next(vocabulary.named(name, "Metric")).higher_is_better for name in ("accuracy", "perplexity", "FID")}
    assert directions == {"accuracy": True, "perplexity": False, "FID": False}


def test_same_object_twice() -> None:
    """The vocabulary is read once."""
    assert load_vocabulary() is load_vocabulary()


def _own(folder: Path, text: str) -> Path:
    path = folder / "my.tsv"
    path.write_text(text, "utf-8")
    return path


def test_own_names_are_added(tmp_path: Path) -> None:
    """A user's table adds concepts, which may be based on shipped ones."""
    path = _own(tmp_path, "type\tname\taliases\tbased_on\nModel\tHausBERT\tHaus-BERT\tBERT\nTask\tleak detection\t\t\n")
    vocabulary = load_vocabulary(path)
    assert [concept.name for concept in vocabulary.named("haus bert")] == ["HausBERT"]
    assert len(vocabulary.concepts) == len(load_vocabulary().concepts) + 2


def test_own_names_replace(tmp_path: Path) -> None:
    """A row with the type and name of a shipped concept takes its place."""
    vocabulary = load_vocabulary(_own(tmp_path, "type\tname\taliases\nModel\tBERT\tBertie\n"))
    assert vocabulary.concepts["https://w3id.org/kgbuild/id/model/bert"].aliases == ("Bertie",)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("type\tname\nRobot\tX1\n", "my.tsv:2: unknown type 'Robot': use one of Architecture"),
        ("name\nX1\n", "my.tsv:1: no column 'type'"),
        ("type\tname\tcolour\nModel\tX1\tred\n", "my.tsv:1: unknown column 'colour'"),
        ("type\tname\nModel\tX1\nModel\tx-1\nModel\tx1\n", "my.tsv:4: 'x1' already names the Model 'X1' (my.tsv:2)"),
        ("type\tname\taliases\nModel\tX1\tRoBERTa\n", "my.tsv:2: 'RoBERTa' already names the Model 'RoBERTa' (models.tsv:"),
        ("type\tname\tbroader\nTask\tX1\tnothing of the kind\n", "my.tsv:2: broader 'nothing of the kind' names no Task"),
        ("type\tname\tvariant_of\nModel\tX1\tX2\nModel\tX2\tX1\n", "my.tsv:2: variant_of runs in a circle: X1 → X2 → X1"),
        ("type\tname\n\nModel\n", "my.tsv:3: 1 cells where the header has 2"),
        ("type\tname\nModel\t \n", "my.tsv:2: no name"),
        ("type\tname\thigher_is_better\nMetric\tX1\tyes\n", "my.tsv:2: higher_is_better is 'yes': write true, false or nothing"),
        ("", "my.tsv:1: no column 'type'"),
    ],
)
def test_own_mistakes(tmp_path: Path, text: str, message: str) -> None:
    """A mistake in a user's table is said in one line with file, line and a way to mend it."""
    with pytest.raises(VocabularyError) as caught:
        load_vocabulary(_own(tmp_path, text))
    assert str(caught.value).startswith(message)
    assert "\n" not in str(caught.value)


def test_unreadable_lexicon(tmp_path: Path) -> None:
    """A table that is absent, a folder or no UTF-8 is said, not raised as a traceback."""
    latin = tmp_path / "latin.tsv"
    latin.write_bytes(b"type\tname\nModel\tM\xfcller\n")
    for path, message in (
        (tmp_path / "absent.tsv", "check the path"),
        (tmp_path, "check the path"),
        (latin, "latin.tsv:2: is no UTF-8"),
    ):
        with pytest.raises(VocabularyError, match=message):
            load_vocabulary(path)
