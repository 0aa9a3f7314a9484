"""Why names are one thing or two."""

from collections.abc import Iterable

from said import concept, vocabulary

from kgbuild.assemble.decisions import Decisions
from kgbuild.assemble.link_report import REASONS, LinkReport, link_report
from kgbuild.assemble.near_misses import APART
from kgbuild.assemble.record import Name
from kgbuild.assemble.usage import Usage
from kgbuild.identifiers import Identifiers
from kgbuild.vocabulary import Concept


def reported(*said: str, concepts: Iterable[Concept] = (), decisions: Decisions | None = None) -> LinkReport:
    """Return the report of papers that say `Class: form|form`, each once or `× times`."""
    names: dict[Name, Usage] = {}
    for text in said:
        what, _, times = text.partition(" × ")
        node_type, _, forms = what.partition(": ")
        spelled = forms.split("|")
        names[Name(node_type, spelled[0], tuple(sorted(spelled)))] = Usage(int(times or 1))
    return link_report(names, vocabulary(*concepts), Identifiers(), decisions)


def reasons(report: LinkReport) -> dict[str, str]:
    """Return the reason of each merge by its spelling."""
    return {merge.spelling: merge.reason for merge in report.merges}


def apart(report: LinkReport) -> set[tuple[str, str, str]]:
    """Return names and reason of each pair that was kept apart."""
    return {(miss.name, miss.other, miss.reason) for miss in report.near_misses}


def test_reasons_of_merges() -> None:
    """Each way of joining has its reason."""
    known = concept("Model", "Zephyr", "Bluebird")
    assert reasons(reported("Model: Zephyr × 2", "Model: Bluebird", concepts=(known,))) == {"Bluebird": "vocabulary"}
    assert reasons(reported("Model: ViT × 3", "Model: ViTs", "Model: vit")) == {"ViTs": "plural", "vit": "spelling"}
    assert reasons(reported("Dataset: CIFAR-10 × 2", "Dataset: CIFAR-10 dataset")) == {"CIFAR-10 dataset": "head word"}
    report = reported("Model: vision zebra|ViZ × 5", "Model: ViZ", "Model: vision zebras|ViZ")
    assert reasons(report) == {"vision zebra": "spelled out", "vision zebras": "spelled out"} | {
        merge.spelling: merge.reason for merge in report.merges if merge.reason == "majority"
    }


def test_majority_is_told() -> None:
    """A short form alone that means what other papers spell out says so, and how many papers use it."""
    report = reported("Model: vision zebra|ViZ", "Model: vision zebra × 9", "Model: ViZ")
    assert [(merge.label, merge.spelling, merge.reason, merge.support) for merge in report.merges] == [
        ("vision zebra", "ViZ", "majority", 2)
    ]


def test_classes_that_papers_disagree_on() -> None:
    """A name that some papers put into another class is a merge to look at."""
    [merge] = reported("Model: Adamix × 3", "Method: Adamix").merges
    assert (merge.type, merge.spelling, merge.reason, merge.support, merge.papers) == ("Model", "Method", "class", 1, 4)


def test_doubtful_first() -> None:
    """Merges go down in doubt; a case variant of a short name is more doubtful than one of a long name."""
    report = reported("Model: ADAM × 3", "Model: Adam", "Model: Transformer-XL × 3", "Model: transformer xl", "Method: ADAM")
    doubts = [merge.doubt for merge in report.merges]
    assert doubts == sorted(doubts, reverse=True)
    by_spelling = {merge.spelling: merge.doubt for merge in report.merges}
    assert by_spelling["Adam"] > by_spelling["transformer xl"]


def test_near_misses() -> None:
    """Same spelling in two classes, two expansions of one abbreviation, versions, and slips of a letter are listed."""
    report = reported(
        "Model: masked autoencoder|MAE",
        "Metric: mean absolute error|MAE",
        "Architecture: recurrent neural network|RNN",
        "Architecture: recursive neural network|RNN",
        "Model: GPT",
        "Model: GPT-2",
        "Task: machine translation",
        "Task: machine translaton",
        "Dataset: ImageNet-21",
        "Dataset: ImageNet-22",
    )
    assert {
        ("MAE", "MAE", "class"),
        ("GPT", "GPT-2", "variant"),
        ("machine translation", "machine translaton", "one letter"),
    } <= apart(report)
    assert {("recurrent neural network", "recursive neural network")} <= {miss[:2] for miss in apart(report)}
    assert not any("ImageNet-21" in miss for miss in apart(report))


def test_decisions_are_reasons() -> None:
    """What the user decided says so, whether joined or kept apart."""
    header = "decision\ttype\tname\tother\n"
    joined = Decisions.parse(header + "same\tModel\tZephyr\tBluebird\n", "links.tsv")
    [merge] = reported("Model: Zephyr × 2", "Model: Bluebird", decisions=joined).merges
    assert (merge.reason, merge.doubt) == ("decision", 0.0)
    renamed = Decisions.parse(header + "same\tModel\tZephyr\tBluebird\nrename\tModel\tZephyr\tJay\n", "links.tsv")
    merges = reported("Model: Zephyr", "Model: Bluebird", decisions=renamed).merges
    assert {(merge.label, merge.spelling, merge.reason) for merge in merges} == {
        ("Jay", "Bluebird", "decision"),
        ("Jay", "Zephyr", "decision"),
    }
    retyped = Decisions.parse(header + "retype\tModel\tZephyr\tTechnique\n", "links.tsv")
    [merge] = reported("Model: Zephyr", decisions=retyped).merges
    assert (merge.type, merge.spelling, merge.reason, merge.doubt) == ("Technique", "Model", "decision", 0.0)
    parted = Decisions.parse(header + "different\tModel\tViT\tViTs\n", "links.tsv")
    assert apart(reported("Model: ViT", "Model: ViTs", decisions=parted)) == {("ViT", "ViTs", "decision")}


def test_every_reason_is_explained() -> None:
    """Doubts lie between 0 and 1 and every reason has words."""
    assert all(0 <= doubt <= 1 and words for doubt, words in REASONS.values())
    assert all(APART.values())
