"""A whole site: every link leads somewhere, every page is valid, and the same graph gives the same bytes."""

import json
from pathlib import Path

import pyoxigraph
import pytest
import rdflib
from export.graphs import BERT, BERT_PAPER, HOSTILE, IDS, edge, hostile, parallel, passage, tiny
from site_checks import dead_links, invalid, outside

from kgbuild.assemble.graph import KnowledgeGraph, Node
from kgbuild.assemble.rdf import triples
from kgbuild.site import Settings, Site, node_page, write_site

pytestmark = pytest.mark.slow


@pytest.fixture(scope="session")
def sample_site(sample_graph: KnowledgeGraph, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the sample."""
    folder = tmp_path_factory.mktemp("site") / "site"
    write_site(Site(sample_graph, explorer=lambda: b"<!doctype html>"), folder)
    return folder


def test_every_node_has_a_page_and_its_data(sample_site: Path, sample_graph: KnowledgeGraph) -> None:
    """Each node of the sample has its three files, and nothing else is in its folder but the list."""
    site = Site(sample_graph)
    for iri in sample_graph.nx:
        page = sample_site / site.address(iri)
        assert page.is_file()
        assert page.with_name(page.name[: -len(".html")] + ".ttl").is_file()
        assert page.with_name(page.name[: -len(".html")] + ".jsonld").is_file()
    models = sum(1 for _ in sample_graph.nodes("Model"))
    assert len(list((sample_site / "model").iterdir())) == 3 * models + 1


def test_no_link_is_dead(sample_site: Path) -> None:
    """Every link between pages of the sample's site leads to a file, and to an anchor that is there."""
    assert dead_links(sample_site) == []


def test_nothing_is_loaded_from_elsewhere(sample_site: Path) -> None:
    """No page of the sample's site asks another server for anything."""
    assert outside(sample_site) == set()


def test_pages_are_valid(sample_site: Path) -> None:
    """html-validate finds no fault in any kind of page."""
    names = (
        "index.html",
        "search.html",
        "404.html",
        "model/bert.html",
        "dataset/glue.html",
        "metric/accuracy.html",
        "community/1.html",
    )
    papers = sorted((sample_site / "paper").glob("*.html"))[:3]
    others = [next(iter(sorted((sample_site / kind).glob("*.html")))) for kind in ("result", "code-repository", "domain", "task")]
    lists = [sample_site / "community" / "index.html", sample_site / "model" / "index.html"]
    assert invalid(*(sample_site / name for name in names), *papers, *others, *lists) == []


def test_hostile_pages_are_valid(tmp_path: Path) -> None:
    """Texts full of markup and control characters give valid pages too, and no link breaks."""
    write_site(Site(hostile(), explorer=lambda: b"<!doctype html>"), tmp_path / "site")
    pages = [
        path for path in sorted((tmp_path / "site").rglob("*.html")) if path.stat().st_size < 100_000 and path.name != "graph.html"
    ]
    assert invalid(*pages) == []
    assert dead_links(tmp_path / "site") == []


@pytest.mark.parametrize("text", [text for text in HOSTILE if "<" in text])
def test_no_text_becomes_markup(text: str) -> None:
    """A title with markup is escaped wherever its page shows it."""
    graph = KnowledgeGraph()
    paper = IDS.paper("p")
    graph.add_node(Node(paper, "Paper", text, details=(("abstract", text), ("authors", text), ("venue", text))))
    graph.add_node(Node(BERT, "Model", text, aliases=(text,)))
    graph.add_edge(edge(paper, "introduces", BERT, passage(paper, text)))
    for iri in (paper, BERT):
        page = node_page(graph, iri)
        assert text not in page
        assert "alert(1)</script>" not in page.replace("\\u003c/script", "")


def test_the_data_of_all_pages_is_that_of_the_graph() -> None:
    """The Turtle files together say of nodes and edges what the graph's own Turtle says."""
    graph = tiny()
    site = Site(graph)
    found = {
        triple
        for path in site.paths()
        if path.endswith(".ttl")
        for triple in (quad.triple for quad in pyoxigraph.parse(site.file(path), format=pyoxigraph.RdfFormat.TURTLE))
    }
    about = {node.iri for node in graph.nodes()} | {each.id for each in graph.edges()}
    assert {triple for triple in triples(graph) if triple.subject.value in about} <= found
    assert found <= set(triples(graph))


def test_both_formats_say_the_same() -> None:
    """The JSON-LD of a page, as rdflib reads it, says what its Turtle says."""
    site = Site(tiny())
    stem = site.address(BERT_PAPER).removesuffix(".html")
    turtle, jsonld = rdflib.Graph(), rdflib.Graph()
    turtle.parse(data=site.file(f"{stem}.ttl"), format="turtle")
    jsonld.parse(data=site.file(f"{stem}.jsonld"), format="json-ld")
    assert len(turtle) > 20
    assert set(turtle) == set(jsonld)


def test_the_head_leads_to_the_data() -> None:
    """A page names its Turtle and JSON-LD as alternates, and describes itself to search engines."""
    page = node_page(tiny(), BERT)
    assert '<link rel="alternate" type="text/turtle" href="../model/bert.ttl">' in page
    assert '<link rel="alternate" type="application/ld+json" href="../model/bert.jsonld">' in page
    data = page.partition('<script type="application/ld+json">')[2].partition("</script>")[0]
    assert json.loads(data)["@id"] == BERT


@pytest.mark.parametrize("graph", [KnowledgeGraph(), tiny(), parallel()], ids=["empty", "tiny", "parallel"])
def test_any_graph_has_a_site(graph: KnowledgeGraph, tmp_path: Path) -> None:
    """An empty graph, bare nodes and loops have a site without dead links."""
    write_site(Site(graph, explorer=lambda: b"<!doctype html>"), tmp_path / "site")
    assert dead_links(tmp_path / "site") == []


def test_the_same_graph_gives_the_same_bytes(sample_graph: KnowledgeGraph) -> None:
    """A graph whose nodes and edges came in another order has the same site."""
    other = KnowledgeGraph(sample_graph.base)
    for node in reversed(list(sample_graph.nodes())):
        other.add_node(node)
    for each in reversed(list(sample_graph.edges())):
        other.add_edge(each)
    other.links, other.provenance = sample_graph.links, sample_graph.provenance
    one, two = Site(sample_graph, explorer=bytes), Site(other, explorer=bytes)
    assert one.paths() == two.paths()
    sampled = [path for number, path in enumerate(one.paths()) if number % 20 == 0 or "/index" in path]
    assert [path for path in sampled if one.file(path) != two.file(path)] == []


def test_the_site_map_lists_every_page() -> None:
    """With an address the site has a map of all pages; without one it has none."""
    site = Site(tiny(), Settings(url="https://example.org/kg/"))
    text = site.file("sitemap.xml").decode()
    assert text.count("<loc>https://example.org/kg/") == sum(path.endswith(".html") for path in site.paths()) - 3
    assert "<loc>https://example.org/kg/model/bert.html</loc>" in text
    assert '<link rel="canonical" href="https://example.org/kg/model/bert.html">' in site.file("model/bert.html").decode()
    assert "sitemap.xml" not in Site(tiny()).paths()


def test_an_unknown_path_is_refused() -> None:
    """Who asks for what is not there gets a KeyError, whatever the path."""
    for path in ("model/none.html", "../secret", "", "/etc/passwd"):
        with pytest.raises(KeyError):
            Site(tiny()).file(path)
