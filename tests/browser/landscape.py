"""A small graph with everything that the page shows: years, domains, lineage, results of two directions, two communities."""

from export.graphs import IDS, edge, passage

from kgbuild.assemble.graph import KnowledgeGraph, Node

YEARS = {"alpha": 2018, "beta": 2019, "gamma": 2020, "delta": 2021}
SYSTEM = {name: IDS.entity("Model", name.title()) for name in YEARS}
LANGUAGE = IDS.entity("Domain", "natural-language-processing")
VISION = IDS.entity("Domain", "computer-vision")
CORPUS, PHOTOS = IDS.entity("Dataset", "Corpus"), IDS.entity("Dataset", "Photos")
PERPLEXITY, ACCURACY = IDS.entity("Metric", "perplexity"), IDS.entity("Metric", "accuracy")
TUNING = IDS.entity("Technique", "fine-tuning")
_HOME = {"alpha": LANGUAGE, "beta": LANGUAGE, "gamma": LANGUAGE, "delta": VISION}
_DATA = {"alpha": CORPUS, "beta": CORPUS, "gamma": CORPUS, "delta": PHOTOS}
_VALUES = (
    ("alpha", PERPLEXITY, 30.5, False),
    ("beta", PERPLEXITY, 20.25, False),
    ("gamma", PERPLEXITY, 25.0, False),
    ("delta", ACCURACY, 91.5, True),
)


def paper(name: str) -> str:
    """Return the IRI of the paper that introduces a model."""
    return IDS.paper(name)


def landscape() -> KnowledgeGraph:
    """Return four papers, each with a model that builds on the one before: three on language, the last on vision."""
    graph = KnowledgeGraph()
    for iri, label, papers in ((LANGUAGE, "natural language processing", 3), (VISION, "computer vision", 1)):
        graph.add_node(Node(iri, "Domain", label, concept=iri, support=papers, first_year=2018, last_year=2021))
    for iri, label, papers in ((CORPUS, "Corpus", 3), (PHOTOS, "Photos", 1)):
        graph.add_node(Node(iri, "Dataset", label, support=papers, first_year=2018, last_year=2021))
    graph.add_node(Node(TUNING, "Technique", "fine-tuning", support=3, first_year=2019, last_year=2021))
    graph.add_node(Node(PERPLEXITY, "Metric", "perplexity", support=3, details=(("higher_is_better", False),)))
    graph.add_node(Node(ACCURACY, "Metric", "accuracy", support=1, details=(("higher_is_better", True),)))
    before = None
    for name in YEARS:
        _add_paper(graph, name, before)
        before = name
    for name, metric, value, percent in _VALUES:
        _add_result(graph, name, metric, value, percent=percent)
    return graph


def _add_paper(graph: KnowledgeGraph, name: str, before: str | None) -> None:
    iri, model, year = paper(name), SYSTEM[name], YEARS[name]
    text = f"We introduce {name.title()}, a new model."
    graph.add_node(Node(iri, "Paper", f"{name.title()}: a new model", first_year=year, last_year=year, details=(("year", year),)))
    graph.add_node(
        Node(model, "Model", name.title(), (f"{name}-net",), support=5 - len(name) // 2, first_year=year, last_year=2021)
    )
    sentence = passage(iri, text)
    graph.add_edge(edge(iri, "introduces", model, sentence))
    graph.add_edge(edge(iri, "inDomain", _HOME[name], sentence, rank=1))
    graph.add_edge(edge(iri, "usesDataset", _DATA[name], passage(iri, "It is tested on data.", start=60, confidence=0.7)))
    if before is not None:
        base = passage(iri, f"It builds on {before.title()} by fine-tuning.", start=100, confidence=0.8)
        graph.add_edge(edge(iri, "usesBaseModel", SYSTEM[before], base))
        graph.add_edge(edge(iri, "appliesTechnique", TUNING, base))
        graph.add_edge(edge(model, "basedOn", SYSTEM[before], base))


def _add_result(graph: KnowledgeGraph, name: str, metric: str, value: float, *, percent: bool) -> None:
    iri = IDS.result(paper(name), 10, str(value), name)
    unit = (("unit", "%"),) if percent else ()
    written = f"{value}%" if percent else str(value)
    graph.add_node(Node(iri, "Result", written, details=(("delta", False), ("number", value), *unit, ("value", written))))
    sentence = passage(paper(name), f"It reaches {written}.", start=200)
    graph.add_edge(edge(paper(name), "reportsResult", iri, sentence))
    for predicate, target in (("onMetric", metric), ("onDataset", _DATA[name]), ("ofSystem", SYSTEM[name])):
        graph.add_edge(edge(iri, predicate, target, sentence))
    graph.add_edge(edge(paper(name), "usesMetric", metric, sentence))
