"""Graphs for the tests of every exporter: tiny, parallel edges, hostile texts, and a large one that looks like a corpus."""

import random

from kgbuild.assemble.graph import Edge, KnowledgeGraph, Node, Passage
from kgbuild.identifiers import Identifiers

IDS = Identifiers()
BERT_PAPER = IDS.paper("bert")
ELMO_PAPER = IDS.paper("elmo")
BERT = IDS.entity("Model", "BERT")
ELMO = IDS.entity("Model", "ELMo")
NLP = IDS.entity("Domain", "natural-language-processing")
RESULT = IDS.result(BERT_PAPER, 41, "80.5%", "GLUE")
CODE = IDS.entity("CodeRepository", "https://example.org/bert")

HOSTILE = (
    "</script><script>alert(1)</script>",
    "<!-- --> ]]> <![CDATA[ &amp; &lt; \" ' `",
    '=HYPERLINK("http://example.org")',
    "\x00\x01\x08\x0b\x1f\x7f\x85\ufffe\uffff",
    "lone \ud800 surrogate \udfff",
    "tab\tnewline\nreturn\rboth\r\nend",
    " leading and trailing  ",
    "Ünïcödé 漢字 עברית \U0001f600 \u202eevil\u2028line\u2029",
    "",
    "x" * 100_000,
    "${7*7} {{7*7}} %s \\u003c \\",
    "javascript:alert(1)",
)
"""Texts that break careless writers; the labels of `hostile`."""


def passage(paper: str, text: str, *, start: int = 0, confidence: float = 0.9, field: str = "abstract") -> Passage:
    """Return a passage that is the whole of `text`, with its first word marked."""
    first_word = len(text.partition(" ")[0])
    marks = ((start, start + first_word),) if first_word else ()
    return Passage(paper, "title" if field == "title" else "abstract", start, start + len(text), text, marks, confidence, "rules")


def edge(
    source: str, predicate: str, target: str, *passages: Passage, derived_from: tuple[str, ...] = (), rank: int | None = None
) -> Edge:
    """Return an edge with its minted id, its confidence and its support taken from the passages."""
    confidence = max((each.confidence for each in passages), default=0.5)
    support = max(len({each.paper for each in passages}), 1)
    statement = IDS.statement(source, predicate, target)
    return Edge(statement, source, predicate, target, confidence, support, tuple(sorted(passages)), derived_from, rank)


def tiny() -> KnowledgeGraph:
    """Return two papers and what they say, with every kind of node detail, a derived edge and a ranked one."""
    graph = KnowledgeGraph()
    text = "We introduce BERT, which builds on ELMo."
    details = (("abstract", text), ("arxiv_id", "1810.04805"), ("authors", "A. Author; B. Author"), ("id", "bert"), ("year", 2018))
    graph.add_node(Node(BERT_PAPER, "Paper", "BERT: Pre-training", first_year=2018, last_year=2018, details=details))
    graph.add_node(Node(ELMO_PAPER, "Paper", "Deep contextualized word representations", details=(("id", "elmo"),)))
    graph.add_node(Node(BERT, "Model", "BERT", ("bert", "Bidirectional Encoder"), BERT, 12, 2018, 2024))
    graph.add_node(Node(ELMO, "Model", "ELMo", concept=ELMO, support=3, first_year=2018, last_year=2020))
    graph.add_node(Node(NLP, "Domain", "natural language processing", concept=NLP, support=100))
    outcome = (("delta", False), ("number", 80.5), ("unit", "%"), ("value", "80.5%"))
    graph.add_node(Node(RESULT, "Result", "80.5% GLUE", details=outcome))
    graph.add_node(Node(CODE, "CodeRepository", "example.org/bert", details=(("url", "https://example.org/bert"),)))
    for each in _tiny_edges(text):
        graph.add_edge(each)
    return graph


def _tiny_edges(text: str) -> list[Edge]:
    sentence = passage(BERT_PAPER, text)
    title = passage(BERT_PAPER, "BERT: Pre-training", confidence=0.99, field="title")
    uses = edge(BERT_PAPER, "usesBaseModel", ELMO, sentence)
    introduced = edge(ELMO, "introducedBy", ELMO_PAPER, passage(ELMO_PAPER, "We present ELMo.", confidence=0.8))
    return [
        edge(BERT_PAPER, "introduces", BERT, sentence, title),
        uses,
        edge(BERT_PAPER, "comparesWith", ELMO, passage(BERT_PAPER, "It beats ELMo.", start=41, confidence=0.625)),
        introduced,
        edge(BERT_PAPER, "buildsOn", ELMO_PAPER, derived_from=tuple(sorted((uses.id, introduced.id)))),
        edge(BERT_PAPER, "inDomain", NLP, title, rank=1),
        edge(BERT_PAPER, "reportsResult", RESULT, passage(BERT_PAPER, "It scores 80.5% on GLUE.", start=56)),
        edge(BERT_PAPER, "hasCode", CODE, passage(BERT_PAPER, "Code: https://example.org/bert", start=81, confidence=1.0)),
    ]


def parallel() -> KnowledgeGraph:
    """Return two nodes with four edges one way, two the other, and a loop on each."""
    graph = KnowledgeGraph()
    graph.add_node(Node(BERT, "Model", "BERT"))
    graph.add_node(Node(ELMO, "Model", "ELMo"))
    for predicate in ("basedOn", "outperforms", "partOf", "variantOf"):
        graph.add_edge(edge(BERT, predicate, ELMO))
    for predicate in ("basedOn", "outperforms"):
        graph.add_edge(edge(ELMO, predicate, BERT))
    graph.add_edge(edge(BERT, "variantOf", BERT))
    graph.add_edge(edge(ELMO, "variantOf", ELMO))
    return graph


def hostile() -> KnowledgeGraph:
    """Return a graph whose every text is hostile: labels, aliases, details and evidence."""
    graph = KnowledgeGraph()
    for number, text in enumerate(HOSTILE):
        paper, model = IDS.paper(f"hostile-{number}"), IDS.entity("Model", f"hostile-{number}")
        graph.add_node(Node(paper, "Paper", text, details=(("abstract", text), ("authors", text), ("id", f"hostile-{number}"))))
        graph.add_node(Node(model, "Model", text, aliases=(text, f"{text}|{text}")))
        graph.add_edge(edge(paper, "introduces", model, passage(paper, text)))
    return graph


def corpus(papers: int, *, seed: int = 7) -> KnowledgeGraph:
    """Return a graph shaped like a real corpus: papers of a few topics over entities whose frequency follows a power law.

    Args:
        papers: How many; there are about as many entities.
        seed: Of the random choices.
    """
    rng = random.Random(seed)
    topics = max(2, min(29, papers // 40))
    graph = KnowledgeGraph()
    for number in range(topics):
        graph.add_node(Node(_domain(number), "Domain", f"domain {number}", support=papers // topics))
    for number in range(papers):
        paper = IDS.paper(f"paper-{number}")
        topic = int(topics * rng.random() ** 1.6)
        graph.add_node(Node(paper, "Paper", f"Paper {number}", details=(("id", f"paper-{number}"), ("year", 2015 + number % 10))))
        graph.add_edge(edge(paper, "inDomain", _domain(topic), passage(paper, f"Paper {number}", field="title"), rank=1))
        for _ in range(rng.randint(2, 6)):
            name = f"{topic if rng.random() < 0.85 else 0}-{int(papers / 5 * rng.random() ** 3)}"
            _link(graph, paper, name, round(rng.uniform(0.5, 1), 2))
    return graph


def dated() -> KnowledgeGraph:
    """Return papers of three years that name entities in turn, with the years that an assembly gives them."""
    graph = KnowledgeGraph()
    for number, year in enumerate((2019, 2017, 2018)):
        paper = IDS.paper(f"dated-{number}")
        graph.add_node(Node(paper, "Paper", f"Paper {number}", first_year=year, last_year=year))
        for name in ("BERT", f"Model {number}"):
            model = IDS.entity("Model", name)
            known = graph.node(model).first_year if model in graph.nx else None
            graph.add_node(Node(model, "Model", name, first_year=min(year, known or year)))
            graph.add_edge(edge(paper, "usesBaseModel", model, passage(paper, f"We use {name}.")))
    graph.add_edge(edge(IDS.entity("Model", "Model 0"), "variantOf", IDS.entity("Model", "BERT")))
    return graph


def _domain(number: int) -> str:
    return IDS.entity("Domain", f"domain-{number}")


_KINDS = (("Model", "usesBaseModel"), ("Technique", "appliesTechnique"), ("Task", "addressesTask"), ("Dataset", "usesDataset"))


def _link(graph: KnowledgeGraph, paper: str, name: str, confidence: float) -> None:
    kind, predicate = _KINDS[sum(map(ord, name)) % len(_KINDS)]
    entity = IDS.entity(kind, name)
    support = graph.nx.nodes[entity]["support"] + 1 if entity in graph.nx else 1
    graph.add_node(Node(entity, kind, f"{kind} {name}", support=support))
    graph.add_edge(edge(paper, predicate, entity, passage(paper, f"We use {name} here.", confidence=confidence)))
