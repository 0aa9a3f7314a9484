"""The graph over the corpus: what edges and nodes say, and that order does not matter."""

from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from said import Fact, concept, fact, graph_of, labels, model, said, says, vocabulary

from kgbuild.assemble import assemble
from kgbuild.assemble.corpus import Records, gather, link, merge
from kgbuild.assemble.graph import KnowledgeGraph
from kgbuild.identifiers import BASE, Identifiers
from kgbuild.models import Claim, Evidence, Extraction, Origin, Paper
from kgbuild.vocabulary import load_vocabulary

NAMES = ["BERT", "Bert", "BERTs", "RoBERTa", "MAE", "GPT-2", "GPT-2 XL", "gpt 2"]
EXPANSIONS = ["masked autoencoder", "Masked Auto-Encoders", "minimal agent embedding"]


def content(graph: KnowledgeGraph) -> tuple[object, ...]:
    """Return all that a graph says, for comparison."""
    return list(graph.nodes()), list(graph.edges()), sorted(graph.links), list(graph.nx), list(graph.nx.edges(keys=True))


@st.composite
def facts(draw: st.DrawFn) -> Fact:
    """Draw a claim about a model, a method or a metric."""
    predicate, node_type = draw(
        st.sampled_from([("usesBaseModel", "Model"), ("introduces", "Model"), ("comparesWith", "Method"), ("usesMetric", "Metric")])
    )
    forms = draw(st.sampled_from([(name,) for name in NAMES] + [(long, "MAE") for long in EXPANSIONS]))
    return fact(predicate, node_type, *forms, confidence=draw(st.sampled_from([0.5, 0.7])))


@st.composite
def corpora(draw: st.DrawFn) -> list[Extraction]:
    """Draw a small corpus; some papers share title and id."""
    return [
        says(
            draw(st.sampled_from(["BERT: a study", "On MAE", "Of models"])),
            *draw(st.lists(facts(), max_size=4)),
            year=draw(st.sampled_from([None, 2018, 2020])),
            id=f"p{draw(st.integers(0, 9))}-{place // 2}",
        )
        for place in range(draw(st.integers(0, 8)))
    ]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(corpora(), st.randoms(use_true_random=False))
def test_order_of_papers_does_not_matter(corpus: list[Extraction], random: Random) -> None:
    """Shuffled input gives the same graph, even where two extractions are of one paper."""
    words = vocabulary(concept("Model", "BERT"), concept("Model", "MAE"))
    shuffled = random.sample(corpus, len(corpus))
    assert content(assemble(corpus, vocabulary=words)) == content(assemble(shuffled, vocabulary=words))


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(corpora(), st.integers(1, 4), st.randoms(use_true_random=False))
def test_parts_merge_in_any_order(corpus: list[Extraction], parts: int, random: Random) -> None:
    """Records gathered from parts of a corpus and merged in any order give the graph of the whole."""
    gathered = [gather(corpus[part::parts], BASE) for part in range(parts)]
    random.shuffle(gathered)
    records: Records = {}
    for part in gathered:
        merge(records, part)
    assert content(link(records, vocabulary(), BASE)) == content(assemble(corpus, vocabulary=vocabulary()))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(corpora())
def test_invariants_of_every_graph(corpus: list[Extraction]) -> None:
    """Stated edges have evidence, derived ones a rule; no loops; every name that a paper gives is a node."""
    graph = assemble(corpus, vocabulary=vocabulary())
    for edge in graph.edges():
        assert edge.source != edge.target
        assert bool(edge.evidence) == (edge.rule is None)
        assert edge.id == Identifiers().statement(edge.source, edge.predicate, edge.target)
        assert list(edge.evidence) == sorted(edge.evidence)
    spelled = {name for node in graph.nodes() for name in (node.label, *node.aliases)}
    assert {entity.name for extraction in corpus for entity in extraction.entities} <= spelled
    assert graph.nx.number_of_nodes() == len({node.iri for node in graph.nodes()})


def test_edge_gathers_the_papers_that_state_it() -> None:
    """Support counts papers, confidence is that of the surest, and each passage marks the names in its sentence."""
    both = [says(title, model("RoBERTa"), fact("comparesWith", "Model", "BERT"), id=title) for title in ("A", "B")]
    stated = []
    for place, extraction in enumerate(both):
        evidence = Evidence(field="title", start=0, end=1, text=extraction.paper.title)
        claim = Claim(
            subject="e1", predicate="outperforms", object="e2", confidence=0.5 + place / 10, evidence=(evidence,), extractor="x"
        )
        stated.append(extraction.model_copy(update={"claims": (*extraction.claims, claim)}))
    graph = graph_of(*stated)
    [edge] = graph.edges("outperforms")
    assert (edge.support, edge.confidence, len(edge.evidence)) == (2, 0.6, 2)
    [use] = [edge for edge in graph.edges("usesBaseModel") if edge.source.endswith("/a")]
    [passage] = use.evidence
    assert passage.text == "usesBaseModel: RoBERTa."
    assert [both[0].paper.abstract[start:end] for start, end in passage.marks] == ["RoBERTa"]


def test_two_claims_in_one_sentence_are_one_passage() -> None:
    """The same sentence is evidence once, with the surest confidence."""
    one = says("A", model("BERT"))
    claims = (one.claims[0], one.claims[0].model_copy(update={"confidence": 0.95, "extractor": "other"}))
    [edge] = graph_of(one.model_copy(update={"claims": claims})).edges("usesBaseModel")
    assert [(passage.confidence, passage.extractor) for passage in edge.evidence] == [(0.95, "other")]


def test_domains_keep_their_rank() -> None:
    """The order of a paper's domains is in the edges, and a domain is one node for all papers."""
    graph = graph_of(
        says("A", fact("inDomain", "Domain", "computer-vision"), fact("inDomain", "Domain", "multimodal"), id="a"),
        says("B", fact("inDomain", "Domain", "multimodal"), id="b"),
    )
    ranks = {(graph.node(edge.source).label, graph.node(edge.target).label): edge.rank for edge in graph.edges("inDomain")}
    assert ranks == {("A", "computer-vision"): 1, ("A", "multimodal"): 2, ("B", "multimodal"): 1}


def test_a_domain_is_labelled_in_words_and_known_by_its_slug() -> None:
    """People read words; the slug stays in the IRI and among the aliases."""
    graph = assemble([says("A", fact("inDomain", "Domain", "arts-humanities"))])
    [node] = graph.nodes("Domain")
    assert (node.label, node.aliases) == ("arts and humanities", ("arts-humanities",))
    assert node.iri.endswith("/domain/arts-humanities")


def test_years_and_support_of_nodes() -> None:
    """A node knows how many papers speak of it, and from when to when."""
    graph = graph_of(says("A", model("BERT"), year=2021), says("B", model("BERT"), year=2018), says("C", model("BERT")))
    [node] = graph.nodes("Model")
    assert (node.support, node.first_year, node.last_year) == (3, 2018, 2021)


def test_results_become_nodes() -> None:
    """A result links to its metric, dataset and system: the paper's own entities where it names them, else new ones."""
    result = {"value": "84.2%", "number": 84.2, "unit": "%", "metric": "accuracy", "dataset": "ImageNet", "system": "ViT"}
    graph = graph_of(
        says("A", model("Vision Transformer", "ViT"), fact("usesMetric", "Metric", "accuracy"), results=[result], id="a")
    )
    [node] = graph.nodes("Result")
    assert (node.label, node.detail("value"), node.detail("number"), node.detail("unit"), node.detail("delta")) == (
        "accuracy 84.2% on ImageNet (ViT)", "84.2%", 84.2, "%", False,
    )  # fmt: skip
    assert said(graph, "reportsResult") == [("A", node.label)]
    assert said(graph, "onMetric") == [(node.label, "accuracy")]
    assert said(graph, "onDataset") == [(node.label, "ImageNet")]
    assert [graph.node(edge.target).type for edge in graph.edges("ofSystem")] == ["Model"]
    assert labels(graph, "Metric") == ["accuracy"]
    assert all(edge.evidence for edge in graph.edges("onDataset"))


def test_code_addresses_of_one_repository_are_one_node() -> None:
    """Two papers that link to one repository in two ways share its node."""

    def links(title: str, url: str) -> Extraction:
        paper = Paper(title=title, abstract=f"Code: {url}")
        evidence = Evidence(field="abstract", start=0, end=len(paper.abstract), text=paper.abstract)
        claim = Claim(subject="paper", predicate="hasCode", object=url, confidence=1, evidence=(evidence,), extractor="x")
        return Extraction(paper=paper, claims=(claim,))

    graph = graph_of(links("A", "https://github.com/Owner/Name"), links("B", "http://www.github.com/owner/name.git"))
    [node] = graph.nodes("CodeRepository")
    assert node.support == 2
    assert (node.label, node.detail("url")) == ("Owner/Name", "https://github.com/Owner/Name")
    for edge in graph.edges("hasCode"):
        [passage] = edge.evidence
        [(start, end)] = passage.marks
        assert passage.text[start:end].lower().startswith("http")


def test_paper_nodes_carry_their_source() -> None:
    """What the source said of a paper is in its node."""
    paper = Paper(title="A", id="x1", year=2020, authors=("B C", "D E"), doi="10.1/x", sources=(Origin(file="f.txt", line=3),))
    graph = graph_of(Extraction(paper=paper))
    [node] = graph.nodes("Paper")
    assert dict(node.details) == {"authors": "B C; D E", "doi": "10.1/x", "id": "x1", "sources": "f.txt:3", "year": 2020}


def test_another_base_mints_all() -> None:
    """With a base of one's own every IRI starts with it, and concepts are linked out."""
    graph = assemble([says("A", model("BERT"))], vocabulary=vocabulary(concept("Model", "BERT")), base="https://example.org/")
    assert all(node.iri.startswith("https://example.org/") for node in graph.nodes())
    assert graph.links == {("https://example.org/model/bert", "exactMatch", f"{BASE}model/bert")}


def test_no_papers_no_graph() -> None:
    """An empty corpus gives an empty graph."""
    assert content(graph_of()) == ([], [], [], [], [])


def test_shipped_vocabulary_is_the_default() -> None:
    """Without a vocabulary of one's own the shipped one grounds names."""
    graph = assemble([says("A", model("bert"))])
    [node] = graph.nodes("Model")
    assert node.concept in load_vocabulary().concepts


@pytest.mark.parametrize("text", ["</script><script>alert(1)</script>", "a\x00b", "=1+1", "日本語 モデル", "x" * 5_000])
def test_hostile_names_are_names(text: str) -> None:
    """Whatever a paper holds is only a name."""
    graph = graph_of(says(text, model(text)))
    assert text in labels(graph, "Model")
