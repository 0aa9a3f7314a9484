"""The smaller parts of a page: chart, results, company, links out, lineage, search, communities."""

import json

from export.graphs import BERT, BERT_PAPER, ELMO, IDS, edge, parallel, tiny

from kgbuild.assemble.graph import KnowledgeGraph, Node
from kgbuild.site.communities import communities
from kgbuild.site.outside import Exits
from kgbuild.site.results import columns, outcomes
from kgbuild.site.search import index
from kgbuild.site.structured import structured
from kgbuild.site.tree import Lineages
from kgbuild.site.years import chart


def test_years_without_papers_keep_their_place() -> None:
    """Bars stand at equal distances, empty years included, and papers without a year are told."""
    found = chart([2019, 2022, 2022, None])
    assert found is not None
    assert [(bar.year, bar.papers) for bar in found.bars] == [(2019, 1), (2020, 0), (2021, 0), (2022, 2)]
    assert found.undated == 1
    steps = {round(after.x - before.x) for before, after in zip(found.bars, found.bars[1:], strict=False)}
    assert len(steps) == 1


def test_very_old_papers_do_not_squeeze_the_chart() -> None:
    """Only the last forty years are drawn; earlier papers are counted."""
    found = chart([1900, 2020, 2021])
    assert found is not None
    assert len(found.bars) == 40
    assert found.earlier == 1


def test_one_year_is_no_chart() -> None:
    """A single bar would say nothing."""
    assert chart([2020, 2020]) is None
    assert chart([]) is None


def test_better_results_come_first() -> None:
    """Within metric and dataset the best result leads, by the direction of the metric."""
    graph = KnowledgeGraph()
    for name, better in (("accuracy", True), ("perplexity", False)):
        graph.add_node(Node(name, "Metric", name, details=(("higher_is_better", better),)))
        for number in (10, 30, 20):
            result = f"{name}-{number}"
            graph.add_node(Node(result, "Result", result, details=(("number", number), ("value", str(number)))))
            graph.add_edge(edge(result, "onMetric", name))
    assert [row.value for row in outcomes(graph, "accuracy")] == ["30", "20", "10"]
    assert [row.value for row in outcomes(graph, "perplexity")] == ["10", "20", "30"]
    assert columns(outcomes(graph, "accuracy"), "accuracy") == frozenset()


def test_only_web_addresses_lead_out() -> None:
    """A paper cannot smuggle in an address that a browser would run."""
    details = (("arxiv_id", "1810.04805"), ("doi", "10.1/x"), ("url", "javascript:alert(1)"))
    found = Exits(KnowledgeGraph()).of(Node("urn:p", "Paper", "P", details=details))
    assert [exit_.name for exit_ in found] == ["arXiv", "Hugging Face Papers", "DOI"]


def test_other_vocabularies_are_linked() -> None:
    """Exact matches lead, close ones follow, and broader concepts of the graph are named."""
    graph = tiny()
    graph.links = {
        (BERT, "exactMatch", "http://www.wikidata.org/entity/Q1"),
        (BERT, "closeMatch", "https://huggingface.co/b"),
        (BERT, "broader", ELMO),
    }
    exits = Exits(graph)
    assert [(exit_.name, exit_.same) for exit_ in exits.of(graph.node(BERT))] == [("Wikidata", True), ("Hugging Face", False)]
    assert exits.broader(graph.node(BERT)) == [ELMO]


def test_a_circle_of_descent_is_drawn_once() -> None:
    """Two models that are based on each other end the tree instead of looping."""
    trees = Lineages(parallel()).of(BERT)
    assert trees is not None
    assert [(line.iri, line.again) for line in trees[0].lines][:2] == [(BERT, False), (ELMO, False)]
    assert len(trees[0].lines) < 10


def test_a_great_family_is_cut_and_counted() -> None:
    """A tree shows forty lines and says how many more there are."""
    graph = KnowledgeGraph()
    graph.add_node(Node("root", "Model", "root"))
    for number in range(100):
        graph.add_node(Node(f"m{number}", "Model", f"m{number}"))
        graph.add_edge(edge(f"m{number}", "basedOn", "root"))
    trees = Lineages(graph).of("root")
    assert trees is not None
    assert (len(trees[1].lines), trees[1].more) == (40, 61)


def test_names_to_search_are_plain_ascii_json() -> None:
    """The script of names holds nothing that could end it or break a line, and every name comes back from it."""
    graph = KnowledgeGraph()
    graph.add_node(Node("urn:m", "Model", "</script>\u2028\u202e\x00", aliases=("Ünïcödé",)))
    script = index(graph, {"urn:m": "model/x"})
    assert script.isascii()
    data = json.loads(script.removeprefix(b"kgbuildNames(").removesuffix(b");\n"))
    assert data["nodes"] == [["</script>\u2028\u202e\u2400", 0, "model/x", 1, 0, "Ünïcödé"]]


def test_search_engines_read_a_paper() -> None:
    """The JSON-LD of a paper names title, authors and what it is about, on schema.org."""
    said = json.loads(structured(tiny(), tiny().node(BERT_PAPER)))
    assert said["@type"] == "ScholarlyArticle"
    assert [author["name"] for author in said["author"]] == ["A. Author", "B. Author"]
    assert {"@id": BERT, "name": "BERT"} in said["about"]


def test_small_communities_have_no_page() -> None:
    """Fewer than five nodes are listed nowhere as a community."""
    graph = KnowledgeGraph()
    for number in range(4):
        graph.add_node(Node(IDS.paper(str(number)), "Paper", str(number)))
    assert communities(graph) == {}
