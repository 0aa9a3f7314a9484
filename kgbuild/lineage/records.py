"""A pedigree as plain data, for JSON."""

from typing import Any

from kgbuild.lineage.pedigree import Pedigree


def records(pedigree: Pedigree) -> dict[str, Any]:
    """Return a pedigree as values that JSON can hold.

    Args:
        pedigree: What to tell.

    Returns:
        `root`; `members` and `ties`, sorted; `weak`, the number of ties left out; `circles`.

    Example:
        >>> from kgbuild.lineage.pedigree import Relative
        >>> bert = Relative("urn:b", "BERT", "Model", 2018, None)
        >>> records(Pedigree("urn:b", {"urn:b": bert}, (), (), (), 0, ()))["members"]
        [{'iri': 'urn:b', 'label': 'BERT', 'type': 'Model', 'year': 2018, 'paper': None}]
    """
    return {
        "root": pedigree.root,
        "members": [member._asdict() for member in pedigree.members.values()],
        "ties": [{**tie._asdict(), "relations": list(tie.relations)} for tie in pedigree.ties],
        "weak": pedigree.weak,
        "circles": [list(circle) for circle in pedigree.circles],
    }
