"""Abbreviations that stand alone, told by what else a paper names."""

from random import Random

from said import fact, graph_of, labels, model, said, says

from kgbuild.assemble.graph import KnowledgeGraph

FIELDS = {
    "Contextual Attention Module": ("wobble segmentation", "FrobNet", "OddScenes"),
    "Class Activation Mapping": ("visual explanation", "HeatNet", "ClearImages"),
}


def spelled(long: str, number: int) -> list[object]:
    """Return the facts of a paper that spells the abbreviation out, in its usual company."""
    task, system, data = FIELDS[long]
    named = [fact("addressesTask", "Task", task), model(system), fact("usesDataset", "Dataset", data)]
    return [fact("appliesTechnique", "Technique", long, "CAM"), *named[number % 2 :]]


def corpus(*more: object) -> list[object]:
    """Return three papers for each meaning, and others."""
    return [says(f"{long} {number}", *spelled(long, number)) for long in FIELDS for number in range(3)] + list(more)  # type: ignore[arg-type]


def meanings(graph: KnowledgeGraph, title: str) -> list[str]:
    """Return what a paper applies."""
    return [technique for paper, technique in said(graph, "appliesTechnique") if paper == title]


ALONE = fact("appliesTechnique", "Technique", "CAM")


def test_company_tells_each_paper_its_own_meaning() -> None:
    """Two papers that leave one abbreviation alone mean two things, each what papers with the same names spell out."""
    one = says("Odd", ALONE, model("FrobNet"), fact("usesDataset", "Dataset", "OddScenes"))
    other = says("Clear", ALONE, model("HeatNet"), fact("usesDataset", "Dataset", "ClearImages"))
    graph = graph_of(*corpus(one, other))
    assert meanings(graph, "Odd") == ["Contextual Attention Module"]
    assert meanings(graph, "Clear") == ["Class Activation Mapping"]


def test_unknown_company_tells_nothing() -> None:
    """Where no name beside it is known, the abbreviation stays a thing of its own."""
    graph = graph_of(*corpus(says("Elsewhere", ALONE, model("Stranger"))))
    assert meanings(graph, "Elsewhere") == ["CAM"]
    assert labels(graph, "Technique") == ["CAM", "Class Activation Mapping", "Contextual Attention Module"]


def test_a_paper_that_names_one_meaning_in_full_means_it() -> None:
    """What the paper itself calls by its long name elsewhere decides, whatever the company."""
    full = fact("addressesTask", "Task", "class activation mapping")
    graph = graph_of(*corpus(says("Both", ALONE, full, model("FrobNet"), fact("usesDataset", "Dataset", "OddScenes"))))
    assert meanings(graph, "Both") == ["Class Activation Mapping"]


def test_order_of_papers_does_not_matter() -> None:
    """Shuffled papers give the same graph."""
    papers = corpus(says("Odd", ALONE, model("FrobNet"), fact("usesDataset", "Dataset", "OddScenes")))
    shuffled = papers.copy()
    Random(3).shuffle(shuffled)
    assert list(graph_of(*papers).edges()) == list(graph_of(*shuffled).edges())  # type: ignore[arg-type]
