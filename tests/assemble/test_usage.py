"""How a corpus uses names: counts of its parts add up."""

from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st
from said import concept, fact, model, says, vocabulary

from kgbuild.assemble.corpus import gather
from kgbuild.assemble.resolve import resolve
from kgbuild.assemble.usage import Usages, merge_usages, usages
from kgbuild.identifiers import BASE, Identifiers

CORPUS = [
    says("A", model("Vision Transformer", "ViT"), year=2020),
    says("B", model("ViT"), fact("comparesWith", "Method", "Frob"), year=2021),
    says("C", model("ViTs"), fact("appliesTechnique", "Technique", "Frob"), year=2019),
    says("D", fact("introduces", "Method", "Frob"), fact("usesMetric", "Metric", "mean absolute error", "MAE")),
    says("E", fact("usesMetric", "Metric", "MAE"), fact("introduces", "Model", "MAE", "masked autoencoder"), year=2021),
    says("F", model("MAE"), fact("appliesTechnique", "Technique", "MAE"), year=2022),
]
KNOWN = vocabulary(concept("Metric", "mean absolute error", "MAE"))


def counted(places: list[int]) -> Usages:
    """Return the usages of some papers of the corpus."""
    return usages(gather([CORPUS[place] for place in places], BASE), KNOWN)


@settings(max_examples=40)
@given(st.lists(st.integers(0, 3), min_size=len(CORPUS), max_size=len(CORPUS)), st.randoms(use_true_random=False))
def test_counts_of_parts_merge_in_any_order(part_of: list[int], random: Random) -> None:
    """Names counted in parts, wherever each paper went, are counted and resolved as those of the whole."""
    parts = [counted([place for place, part in enumerate(part_of) if part == number]) for number in range(4)]
    random.shuffle(parts)
    total: Usages = {}
    for part in parts:
        merge_usages(total, part)
    whole = counted(list(range(len(CORPUS))))
    assert total == whole
    assert resolve(total, KNOWN, Identifiers()).things == resolve(whole, KNOWN, Identifiers()).things


def test_what_a_corpus_says_of_a_name() -> None:
    """Papers, introductions and years are counted; the classes are those that all relations of the name permit."""
    found = {(name.type, name.name): usage for name, usage in counted([1, 3, 5]).items()}
    frob = found["Method", "Frob"]
    assert (frob.papers, frob.introduced, frob.first_year) == (2, 1, 2021)
    assert frob.classes == {"Method", "Model", "Technique"}
    assert found["Model", "MAE"].beside == {"Technique"}
