"""What cannot be read gives a reason instead of nonsense, and nothing that is shortened is shortened in silence."""

import json

import pytest
from commands import Run

from kgbuild.extract import Extractor, default_extractor, fast_extractor
from kgbuild.extract.text.legible import ILLEGIBLE, NO_ABSTRACT, NO_PROSE, NOT_ENGLISH
from kgbuild.models import Paper

FRENCH = (
    "Nous proposons BERT-fr, un modèle de langue entraîné sur des textes du web. Il améliore la reconnaissance des noms "
    "de 3.5% sur GLUE, et nous montrons que les gains viennent surtout de la taille du vocabulaire."
)
CHINESE = "我们提出了一种新的预训练模型BERT,在ImageNet上取得了84.2%的准确率,并且优于现有的方法。"
TABLE = "\n".join(f"{row} {row * 1.5:.1f} {row * 2} {row / 3:.2f} 84.2% BERT" for row in range(12))
KEYWORDS = "; ".join(f"BERT-{size} {noun}" for size in range(4) for noun in ("accuracy", "pruning", "vision", "speech"))


@pytest.fixture(scope="module", params=["standard", "fast"])
def extractor(request: pytest.FixtureRequest) -> Extractor:
    """Each extractor that ships."""
    return default_extractor() if request.param == "standard" else fast_extractor()


@pytest.mark.parametrize(
    ("abstract", "reason"),
    [
        (FRENCH, NOT_ENGLISH),
        (CHINESE, NOT_ENGLISH),
        (KEYWORDS, NOT_ENGLISH),
        (TABLE, NO_PROSE),
        ("", NO_ABSTRACT),
        (" \n", NO_ABSTRACT),
    ],
)
def test_a_text_that_is_no_english_prose_gives_a_reason(extractor: Extractor, abstract: str, reason: str) -> None:
    """The extraction says why, and of what cannot be read it says nothing but links."""
    told = extractor(Paper(title="A model", abstract=abstract))
    assert told.unread == reason
    if reason in ILLEGIBLE:
        assert {claim.predicate for claim in told.claims} <= {"hasCode"}
        assert told.results == ()


def test_a_long_text_says_what_was_not_read(extractor: Extractor) -> None:
    """Ten megabytes are cut, a sentence without end gives no numbers, and both are said."""
    endless = "we propose the use of a model and it is in the set of 3.5 " * 180_000
    told = extractor(Paper(title="t" * 1_200, abstract=endless))
    assert told.unread is not None
    for part in ("of the title, what follows 1,000", "of the abstract, what follows 20,000", "sentences of more than 5,000"):
        assert part in told.unread


def test_what_was_read_whole_says_nothing(extractor: Extractor) -> None:
    """An abstract like any other has no reason, and its line of JSON no key for one."""
    told = extractor(
        Paper(title="Pruning BERT", abstract="We prune BERT, and show that it keeps the accuracy of the model on GLUE.")
    )
    assert told.unread is None
    assert "unread" not in json.loads(told.model_dump_json())


@pytest.mark.slow
def test_commands_count_what_was_not_read(run: Run, tmp_path: object) -> None:
    """Summary, manifest and extractions say it."""
    papers = [
        {"title": "One", "abstract": FRENCH},
        {"title": "Two", "abstract": ""},
        {"title": "Pruning BERT", "abstract": "We prune BERT."},
    ]
    lines = "".join(json.dumps(paper) + "\n" for paper in papers).encode()
    done = run("build", "-", "-o", f"{tmp_path}/g", "--format", "ttl", stdin=lines)
    assert f"not read in 1 of the papers: {NOT_ENGLISH}" in done.stdout.decode()
    told = run("extract", "-", stdin=lines)
    assert f"not read in 1 of the papers: {NO_ABSTRACT}" in told.stderr.decode()
    assert sorted(str(json.loads(line).get("unread")) for line in told.stdout.splitlines()) == sorted(
        [NOT_ENGLISH, NO_ABSTRACT, "None"]
    )
