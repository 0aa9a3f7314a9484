"""Which sentence states a relation."""

import pytest
from extract_fixtures import Read

from kgbuild.extract.candidates.grouping import Group
from kgbuild.extract.relations.statements import StatementIndex
from kgbuild.extract.text.document import Document


def named(document: Document, name: str) -> Group:
    """Return a thing with all its mentions."""
    text, spans, at = document.text, [], document.text.find(name)
    while at >= 0:
        spans.append((at, at + len(name)))
        at = text.find(name, at + 1)
    return Group(tuple(spans), (), abbreviated=False)


@pytest.mark.parametrize(
    ("relation", "abstract", "expected"),
    [
        ("outperforms", "BERT is old. FooNet surpasses BERT.", (2, 5, "surpasses")),
        ("outperforms", "BERT is old. It is better than BERT.", (2, 4, "than")),
        ("outperforms", "BERT is old. FooNet and BERT differ.", (2, 2, "")),
        ("outperforms", "BERT is old. FooNet does not outperform BERT.", (2, 2, "")),
        ("outperforms", "BERT is old. FooNet is not better than BERT.", (2, 2, "")),
        ("outperforms", "BERT is old. FooNet not only outperforms BERT.", (2, 5, "outperforms")),
        ("basedOn", "FooNet beats BERT. FooNet extends BERT.", (2, 5, "extends")),
        ("basedOn", "FooNet runs with BERT. FooNet is built by tuning BERT.", (2, 5, "tuning")),
        ("basedOn", "FooNet uses BERT. FooNet is based on BERT.", (2, 5, "based")),
        ("basedOn", "BERT is old.", (1, 0, "")),
    ],
)
def test_best_sentence(read: Read, relation: str, abstract: str, expected: tuple[int, int, str]) -> None:
    """Both names and a telling cue, not denied, go first, then a sentence that refers to the subject, then one without a cue."""
    document = read("FooNet", abstract)
    best = StatementIndex(document).best(relation, named(document, "FooNet"), named(document, "BERT"))
    assert (best.sentence, best.level, best.cue) == expected


def test_part_is_named_where_the_system_is_referred_to(read: Read) -> None:
    """The sentence of `partOf` names the component."""
    document = read("FooNet", "FooNet is fast. It consists of a gate. FooNet wins.")
    assert StatementIndex(document).best("partOf", named(document, "gate"), named(document, "FooNet")).sentence == 2
