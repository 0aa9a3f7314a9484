"""One thing, one node: what resolution joins and what it keeps apart."""

import pytest
from said import concept, fact, graph_of, labels, model, says

from kgbuild.assemble.graph import KnowledgeGraph


def names_of(label: str, graph: KnowledgeGraph, node_type: str = "Model") -> set[str]:
    """Return all spellings of the node with this label."""
    return next({node.label, *node.aliases} for node in graph.nodes(node_type) if node.label == label)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("BERT", "Bert"),
        ("GPT-2", "GPT 2"),
        ("ChatGPT", "Chat-GPT"),
        ("ViT", "ViTs"),
        ("Vision Transformer", "vision transformers"),
        ("β-VAE", r"$\beta$-VAE"),
        ("normalising flow", "normalizing flows"),
        ("BERT", "BERT model"),
        ("BERT", "BERT-based"),
    ],
)
def test_spellings_of_one_name_are_one_entity(one: str, other: str) -> None:
    """Case, hyphens, plurals, Greek letters, British forms and generic heads do not make another thing."""
    assert len(labels(graph_of(says("A", model(one)), says("B", model(other))), "Model")) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("BERT", "BERT-base"),
        ("GPT-2", "GPT-2 XL"),
        ("GPT-3", "GPT-3.5"),
        ("Llama 2 7B", "Llama 27B"),
        ("MARS", "MAR"),
        ("LLaVA-R", "LLaVAR"),
        ("C++ coder", "C# coder"),
    ],
)
def test_other_names_are_other_entities(one: str, other: str) -> None:
    """Sizes, versions and near spellings stay apart."""
    assert len(labels(graph_of(says("A", model(one)), says("B", model(other))), "Model")) == 2


def test_abbreviation_spelled_out_in_one_paper_holds_in_others() -> None:
    """A paper that spells a name out tells what the short and the long form mean elsewhere."""
    graph = graph_of(
        says("A", model("Vision Transformer", "ViT")),
        says("B", model("ViT")),
        says("C", model("vision transformers")),
        says("D", model("ViTs")),
    )
    assert labels(graph, "Model") == ["ViT"]
    node = next(graph.nodes("Model"))
    assert node.support == 4
    assert node.aliases == ("ViTs", "Vision Transformer", "vision transformers")


def test_label_is_the_most_frequent_spelling() -> None:
    """Without a concept the corpus decides what a thing is called; ties go to the first in order."""
    graph = graph_of(says("A", model("bert")), says("B", model("BERT")), says("C", model("BERT")))
    assert labels(graph, "Model") == ["BERT"]
    assert labels(graph_of(says("A", model("bert")), says("B", model("BERT"))), "Model") == ["BERT"]


def test_concept_names_the_entity() -> None:
    """A known name or alias grounds the entity, which takes the concept's label and IRI."""
    bert = concept("Model", "BERT", "Bidirectional Encoder Representations from Transformers")
    graph = graph_of(
        says("A", model("berts")), says("B", model("bidirectional encoder representations from transformer")), concepts=[bert]
    )
    node = next(graph.nodes("Model"))
    assert (node.iri, node.label, node.concept) == (bert.iri, "BERT", bert.iri)


def test_concept_in_brackets_has_both_names() -> None:
    """An alias such as "Vision Transformer (ViT)" stands for both of its names."""
    vit = concept("Model", "ViT-model", "Vision Transformer (ViT)")
    graph = graph_of(says("A", model("Vision Transformer")), says("B", model("ViT")), concepts=[vit])
    assert labels(graph, "Model") == ["ViT-model"]


def test_same_spelling_in_two_classes_is_two_things() -> None:
    """MAE the autoencoder and MAE the error never meet."""
    graph = graph_of(says("A", model("MAE")), says("B", fact("usesMetric", "Metric", "MAE")))
    assert (labels(graph, "Model"), labels(graph, "Metric")) == (["MAE"], ["MAE"])


def test_short_form_glues_no_expansions() -> None:
    """Two papers expand one short form in two ways; a third does not say: three things."""
    graph = graph_of(
        says("A", fact("usesMetric", "Metric", "mean absolute error", "MAE")),
        says("B", fact("usesMetric", "Metric", "maximal angular error", "MAE")),
        says("C", fact("usesMetric", "Metric", "MAE")),
    )
    assert labels(graph, "Metric") == ["MAE", "maximal angular error", "mean absolute error"]


def test_clear_majority_decides_a_bare_short_form() -> None:
    """What three of four papers say that a short form means, it means where none is said."""
    graph = graph_of(
        *(says(title, fact("usesMetric", "Metric", "mean absolute error", "MAE")) for title in "ABC"),
        says("D", fact("usesMetric", "Metric", "maximal angular error", "MAE")),
        says("E", fact("usesMetric", "Metric", "MAE")),
    )
    assert {node.label: node.support for node in graph.nodes("Metric")} == {"MAE": 4, "maximal angular error": 1}


def test_expansion_in_the_paper_beats_the_vocabulary() -> None:
    """A paper that spells out another meaning than the concept's means the other."""
    metric = concept("Metric", "mean absolute error", "MAE")
    graph = graph_of(
        says("A", fact("usesMetric", "Metric", "maximal angular error", "MAE", concept=metric.iri)),
        says("B", fact("usesMetric", "Metric", "MAE")),
        concepts=[metric],
    )
    assert labels(graph, "Metric") == ["maximal angular error", "mean absolute error"]


def test_expansions_in_other_clothes_are_one() -> None:
    """Number, hyphens and small words do not make another expansion."""
    graph = graph_of(
        says("A", model("Bidirectional Encoder Representations from Transformers", "BERT")),
        says("B", model("bidirectional encoder representation for transformer", "BERT")),
    )
    assert len(labels(graph, "Model")) == 1


def test_coined_name_is_not_its_older_namesake() -> None:
    """A paper of 2022 that coins DINO anew does not speak of what papers of 2021 call DINO."""
    graph = graph_of(
        says("A", model("DINO"), year=2021),
        says("B", fact("introduces", "Model", "DETR with Improved Denoising Anchor Boxes", "DINO"), year=2022),
    )
    assert len(labels(graph, "Model")) == 2


def test_word_is_not_an_acronym() -> None:
    """Papers that write "Adam" do not mean what one paper spells out as "ADAM"."""
    graph = graph_of(
        says("A", fact("introduces", "Method", "ADapt And Merge", "ADAM")),
        says("B", fact("comparesWith", "Method", "Adam")),
    )
    assert labels(graph, "Method") == ["ADapt And Merge", "Adam"]


def test_majority_decides_between_kinds_of_systems() -> None:
    """A name that most papers call a model is a model."""
    graph = graph_of(
        *(says(title, model("Foo")) for title in "ABC"),
        says("D", fact("comparesWith", "Method", "Foo")),
    )
    assert (labels(graph, "Model"), labels(graph, "Method")) == (["Foo"], [])
    assert next(graph.nodes("Model")).support == 4


def test_majority_breaks_no_range() -> None:
    """A base model is never turned into a method, even against the majority: the class that suits all names is taken."""
    graph = graph_of(
        says("A", model("Foo")),
        *(says(title, fact("comparesWith", "Method", "Foo")) for title in "BCD"),
    )
    assert (labels(graph, "Model"), labels(graph, "Method")) == (["Foo"], [])


def test_vocabulary_decides_between_kinds_of_systems() -> None:
    """The class of a concept goes before the majority."""
    adam = concept("Method", "Foo")
    graph = graph_of(
        *(says(title, fact("comparesWith", "Model", "Foo")) for title in "AB"),
        says("C", fact("comparesWith", "Method", "Foo")),
        concepts=[adam],
    )
    assert [node.iri for node in graph.nodes("Method")] == [adam.iri]
    assert labels(graph, "Model") == []


def test_two_concepts_of_one_name_stay_two() -> None:
    """Where the vocabulary knows both a model and a method of one name, each paper's class stands."""
    graph = graph_of(
        *(says(title, fact("comparesWith", "Model", "Foo")) for title in "AB"),
        says("C", fact("comparesWith", "Method", "Foo")),
        concepts=[concept("Method", "Foo"), concept("Model", "Foo")],
    )
    assert (labels(graph, "Model"), labels(graph, "Method")) == (["Foo"], ["Foo"])


def test_concept_of_the_extraction_counts() -> None:
    """What the extraction recognised by other means than its spelling stays recognised."""
    bert = concept("Model", "BERT")
    graph = graph_of(says("A", model("that encoder", concept=bert.iri)), concepts=[bert])
    assert names_of("BERT", graph) == {"BERT", "that encoder"}


def test_loose_alias_joins_nothing() -> None:
    """A paper may call symbolic planning "planning" for short; that makes no other planning symbolic."""
    technique = "Technique"
    graph = graph_of(
        says("A", fact("appliesTechnique", technique, "symbolic planning", "planning")),
        says("B", fact("appliesTechnique", technique, "motion planning", "planning")),
        says("C", fact("appliesTechnique", technique, "planning")),
    )
    assert labels(graph, technique) == ["motion planning", "planning", "symbolic planning"]
    assert names_of("motion planning", graph, technique) == {"motion planning"}


def test_nothing_is_dropped() -> None:
    """Every name that a paper gives is in the graph, claims or not."""
    strange = ["🤖", "...", "-", "C", "数据集", "a" * 300, "<script>"]
    graph = graph_of(*(says(f"P{place}", model(name)) for place, name in enumerate(strange)))
    assert labels(graph, "Model") == sorted(strange)
