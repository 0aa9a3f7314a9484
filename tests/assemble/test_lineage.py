"""Derived edges: who introduced what, what builds on what, and which model is a variant of which."""

from collections.abc import Iterable
from typing import Any

from said import Fact, concept, fact, graph_of, model, said, says

from kgbuild.assemble.graph import Edge, KnowledgeGraph
from kgbuild.identifiers import Identifiers


def introduces(*forms: str, **more: Any) -> Fact:  # noqa: ANN401 - fields of Fact
    """Return the fact that the paper introduces a thing."""
    return fact("introduces", "Model", *forms, **more)


def only(edges: Iterable[Edge]) -> Edge:
    """Return the one edge."""
    [edge] = edges
    return edge


def test_introduced_by_is_derived_from_introduces() -> None:
    """The inverse edge says from which edge it follows."""
    graph = graph_of(says("BERT: Pre-training", introduces("BERT")))
    edge = only(graph.edges("introducedBy"))
    assert (edge.derived_from, edge.evidence, edge.rule) == ((only(graph.edges("introduces")).id,), (), "inverse")
    assert said(graph, "introducedBy") == [("BERT", "BERT: Pre-training")]


def test_title_that_holds_the_name_introduces_it() -> None:
    """Of two that claim to introduce, the one with the name in its title did, whatever the years."""
    graph = graph_of(says("A study", introduces("BERT"), year=2018), says("BERT: Pre-training", introduces("BERT"), year=2019))
    assert said(graph, "introducedBy") == [("BERT", "BERT: Pre-training")]
    assert len(said(graph, "introduces")) == 2


def test_earliest_paper_introduces() -> None:
    """Among titles without the name the earliest year decides, then confidence; equals are all named."""
    graph = graph_of(says("A", introduces("BERT"), year=2019), says("B", introduces("BERT"), year=2018))
    assert said(graph, "introducedBy") == [("BERT", "B")]
    graph = graph_of(says("A", introduces("BERT", confidence=0.5)), says("B", introduces("BERT")), says("C", introduces("BERT")))
    assert said(graph, "introducedBy") == [("BERT", "B"), ("BERT", "C")]


def test_known_thing_is_not_introduced_years_later() -> None:
    """A paper that comes long after the first to speak of a thing did not introduce it."""
    graph = graph_of(says("A", model("BERT"), year=2018), says("B", introduces("BERT"), year=2023))
    assert said(graph, "introducedBy") == []


def test_name_inside_a_word_of_the_title_is_no_name() -> None:
    """A title with "RoBERTa" does not hold "BERT"."""
    graph = graph_of(says("RoBERTa", introduces("BERT"), year=2019), says("A study", introduces("BERT"), year=2018))
    assert said(graph, "introducedBy") == [("BERT", "A study")]


def test_papers_build_on_what_others_introduced() -> None:
    """P uses M, which Q introduced: P builds on Q, by those two edges."""
    graph = graph_of(
        says("BERT: x", introduces("BERT"), year=2018), says("RoBERTa: y", introduces("RoBERTa"), model("BERT"), year=2019)
    )
    edge = only(graph.edges("buildsOn"))
    assert said(graph, "buildsOn") == [("RoBERTa: y", "BERT: x")]
    use = only(graph.edges("usesBaseModel"))
    assert edge.derived_from == tuple(sorted((use.id, Identifiers().statement(use.target, "introducedBy", edge.target))))
    assert edge.rule == "base model"


def test_no_paper_builds_on_itself_or_a_later_one() -> None:
    """One's own model and a later paper are no base."""
    graph = graph_of(
        says("BERT: x", introduces("BERT"), model("BERT"), year=2018),
        says("Old", model("BERT"), year=2017),
        says("New", model("BERT")),
    )
    assert said(graph, "buildsOn") == [("New", "BERT: x")]


def test_variants_by_name() -> None:
    """Sizes and versions point to the nearest family in the graph."""
    names = ["GPT", "GPT-2", "GPT-2 XL", "GPT-3.5", "BERT", "BERT-base-uncased", "ViT", "ViT-B/16", "LLaMA-7B", "T5", "T5-small"]
    graph = graph_of(*(says(f"P{place}", model(name)) for place, name in enumerate(names)))
    assert said(graph, "variantOf") == [
        ("BERT-base-uncased", "BERT"),
        ("GPT-2", "GPT"),
        ("GPT-2 XL", "GPT-2"),
        ("GPT-3.5", "GPT"),
        ("T5-small", "T5"),
        ("ViT-B/16", "ViT"),
    ]
    assert {edge.rule for edge in graph.edges("variantOf")} == {"name"}


def test_variants_by_vocabulary_skip_what_is_absent() -> None:
    """The vocabulary's family goes first; one that is not in the graph is passed over to its own."""
    concepts = [
        concept("Model", "LLaMA"),
        concept("Model", "LLaMA-2", variant_of="LLaMA"),
        concept("Model", "LLaMA-2-Chat", variant_of="LLaMA-2"),
    ]
    graph = graph_of(says("A", model("LLaMA")), says("B", model("LLaMA-2-Chat")), concepts=concepts)
    assert said(graph, "variantOf") == [("LLaMA-2-Chat", "LLaMA")]
    assert only(graph.edges("variantOf")).rule == "vocabulary"


def test_variants_have_no_cycles() -> None:
    """A vocabulary that says nonsense makes no cycle."""
    concepts = [
        concept("Model", "A1", variant_of="B1"),
        concept("Model", "B1", variant_of="C1"),
        concept("Model", "C1", variant_of="A1"),
    ]
    graph = graph_of(*(says(name, model(name)) for name in ("A1", "B1", "C1")), concepts=concepts)
    assert len(said(graph, "variantOf")) == 2


def test_bases_from_the_vocabulary() -> None:
    """What the vocabulary bases on what is an edge where both are in the graph, unless a paper says so itself."""
    concepts = [
        concept("Model", "BERT", based_on=("Transformer", "ELMo")),
        concept("Architecture", "Transformer"),
        concept("Model", "ELMo"),
    ]
    graph = graph_of(says("A", model("BERT"), fact("usesArchitecture", "Architecture", "Transformers")), concepts=concepts)
    assert said(graph, "basedOn") == [("BERT", "Transformer")]
    edge = only(graph.edges("basedOn"))
    assert (edge.rule, edge.evidence, edge.derived_from) == ("vocabulary", (), ())


def test_the_vocabulary_confirms_what_a_paper_says() -> None:
    """An edge that a paper doubtfully states and the vocabulary knows keeps its sentence and is sure."""
    concepts = [concept("Model", "RoBERTa", based_on=("BERT",)), concept("Model", "BERT")]
    paper = says("A", model("RoBERTa"), fact("basedOn", "Model", "BERT", subject="e1", confidence=0.2))
    edge = only(graph_of(paper, concepts=concepts).edges("basedOn"))
    assert (edge.confidence, edge.rule, edge.evidence[0].confidence) == (1.0, "vocabulary", 0.2)
    edge = only(graph_of(paper).edges("basedOn"))
    assert (edge.confidence, edge.rule) == (0.2, None)


def test_the_first_system_of_an_architecture_is_tied_to_it() -> None:
    """A model that a paper introduces under the name of an architecture leads to it, and so does its paper; a namesake does not."""
    architectures = [concept("Architecture", "Transformer"), concept("Architecture", "GAN", "generative adversarial network")]
    graph = graph_of(
        says("Attention", introduces("Transformer"), year=2017),
        says("Gardens", introduces("GAN", "Garden Analysis Network"), year=2019),
        says("A", fact("usesArchitecture", "Architecture", "transformers"), fact("usesArchitecture", "Architecture", "GANs")),
        concepts=architectures,
    )
    edge = only(graph.edges("basedOn"))
    assert [(node.type, node.label) for node in map(graph.node, (edge.source, edge.target))] == [
        ("Model", "Transformer"),
        ("Architecture", "Transformer"),
    ]
    assert (edge.rule, len(edge.derived_from), edge.evidence) == ("name", 1, ())


def test_lineage_of_the_sample(sample_graph: KnowledgeGraph) -> None:
    """On the sample one can walk from the Transformer to its descendants."""
    based = set(said(sample_graph, "basedOn")) | set(said(sample_graph, "variantOf"))
    assert {("BERT", "Transformer"), ("RoBERTa", "BERT"), ("DistilBERT", "BERT"), ("GPT", "Transformer")} <= based
    assert {("GPT-2", "GPT"), ("GPT-3", "GPT-2"), ("ViT", "Transformer"), ("DeiT", "ViT"), ("Swin Transformer", "ViT")} <= based
    built = dict(said(sample_graph, "introducedBy"))
    assert built["BERT"].startswith("BERT: ")
    assert built["GPT-2"] == "Language Models are Unsupervised Multitask Learners"
