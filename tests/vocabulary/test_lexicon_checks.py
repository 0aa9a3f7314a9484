"""The rules of a lexicon: each is broken once."""

import pytest

from kgbuild.lexicon.checks import check
from kgbuild.lexicon.tables import parse_table

HEADER = "type\tname\taliases\tbroader\tvariant_of\tbased_on\n"


def _messages(*rows: str, homonyms: dict[str, frozenset[str]] | None = None) -> list[str]:
    return [str(problem) for problem in check(parse_table(HEADER + "".join(f"{row}\n" for row in rows), "t.tsv"), homonyms)]


def test_sound_lexicon() -> None:
    """A lexicon that keeps the rules has no problem; two ways to one broader concept are no cycle."""
    rows = (
        "Task\ta\t\tb|c\t\t",
        "Task\tb\t\td\t\t",
        "Task\tc\t\td\t\t",
        "Task\td\t\t\t\t",
        "Architecture\tT\t\t\t\t",
        "Model\tM\t\t\t\tT",
    )
    assert _messages(*rows) == []


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        (["Model\tA\t\t\t\t", "Model\ta\t\t\t\t"], "t.tsv:3: 'a' already names the Model 'A' (t.tsv:2): keep one of the two"),
        (["Model\tA\tx\t\t\t", "Model\tB\tX\t\t\t"], "t.tsv:3: 'X' already names the Model 'A' (t.tsv:2): keep one of the two"),
        (["Task\tA\t\tz\t\t"], "t.tsv:2: broader 'z' names no Task: add it or mend the name"),
        (["Model\tA\t\t\t\tz"], "t.tsv:2: based_on 'z' names no Model or Method or Architecture: add it or mend the name"),
        (["Task\tA\t\tA\t\t"], "t.tsv:2: broader runs in a circle: A → A: cut one link"),
        (["Model\tA\t\t\t\tB", "Model\tB\t\t\t\tA"], "t.tsv:2: based_on runs in a circle: A → B → A: cut one link"),
    ],
)
def test_broken_rule(rows: list[str], message: str) -> None:
    """A broken rule is said with its place and a way to mend it."""
    assert _messages(*rows) == [message]


def test_homonyms() -> None:
    """A name of two types must be listed with just these types."""
    rows = ("Metric\tmean absolute error\tMAE\t\t\t", "Model\tMAE\t\t\t\t")
    assert _messages(*rows, homonyms={"mae": frozenset({"Metric", "Model"})}) == []
    complaint = ["t.tsv:3: 'mae' names a Metric and a Model: keep one, or list it in homonyms.tsv as Metric|Model"]
    assert _messages(*rows, homonyms={}) == complaint
    assert _messages(*rows, homonyms={"mae": frozenset({"Dataset", "Model"})}) == complaint


def test_long_chain() -> None:
    """A chain of ten thousand links is walked without recursion."""
    rows = [f"Task\tt{number}\t\tt{number + 1}\t\t" for number in range(10_000)]
    assert _messages(*rows, "Task\tt10000\t\tt0\t\t")[0].startswith("t.tsv:2: broader runs in a circle: t0 → t1")
