"""Names of the user's own table are listed wherever they stand, however improbable the models find them."""

import pytest

from kgbuild.extract.standard import StandardExtractor
from kgbuild.models import Extraction, Paper
from kgbuild.vocabulary import Lexicon, load_vocabulary

NAMES = ("Zephyrion", "Quorl")


@pytest.fixture(scope="module")
def extractor(tmp_path_factory: pytest.TempPathFactory) -> StandardExtractor:
    """An extractor that knows two names of the user's own."""
    path = tmp_path_factory.mktemp("own") / "my.tsv"
    path.write_text("type\tname\n" + "Model\tZephyrion\nDataset\tQuorl\n", encoding="utf-8")
    return StandardExtractor(load_vocabulary(Lexicon.read(path)))


def listed(extraction: Extraction) -> dict[str, str]:
    """Return the relation of the paper to each of the user's names that it lists."""
    relations = {}
    for claim in extraction.claims:
        entity = extraction.entity(claim.object)
        if claim.subject == "paper" and entity.name in NAMES and entity.concept:
            relations.setdefault(entity.name, claim.predicate)
    return relations


@pytest.mark.parametrize(
    "abstract",
    [
        "We train Zephyrion on legal texts. It reaches 71% accuracy.",
        "Nobody would take Zephyrion for a rival here; parsing is a hard task.",
        "Texts are parsed. As an aside, Zephyrion is mentioned once.",
    ],
)
def test_a_model_of_ones_own_is_listed_wherever_it_stands(extractor: StandardExtractor, abstract: str) -> None:
    """Its claim is as sure as the model finds it, and has its evidence."""
    extraction = extractor(Paper(title="Parsing legal texts", abstract=abstract))
    assert listed(extraction) == {"Zephyrion": "usesBaseModel"} or listed(extraction) == {"Zephyrion": "comparesWith"}
    assert all(claim.evidence for claim in extraction.claims)


def test_each_type_has_its_relation(extractor: StandardExtractor) -> None:
    """A dataset of one's own is used, not compared with."""
    extraction = extractor(Paper(title="Notes", abstract="Quorl is old. Much was said of it."))
    assert listed(extraction) == {"Quorl": "usesDataset"}


def test_a_name_inside_another_is_not_missing(extractor: StandardExtractor) -> None:
    """What the paper introduces as Quorl-2 is no use of Quorl."""
    extraction = extractor(Paper(title="Quorl-2: a dataset of texts", abstract="We introduce Quorl-2, a dataset of legal texts."))
    assert listed(extraction) == {}


def test_without_a_table_nothing_is_added() -> None:
    """The shipped names are listed as the models judge."""
    extraction = StandardExtractor()(Paper(title="Notes", abstract="Nobody would take Zephyrion for a rival here."))
    assert listed(extraction) == {}
