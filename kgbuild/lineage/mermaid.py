"""A pedigree for Mermaid, which Markdown pages of code forges draw."""

import re
from collections.abc import Iterator

from kgbuild.lineage.pedigree import Pedigree, Relative

_UNSAFE = re.compile(r"[^\w .,:/()+-]")


def mermaid(pedigree: Pedigree) -> Iterator[str]:
    r"""Yield the lines of a flowchart, ancestors on top; ties that a longer way implies are left out.

    Args:
        pedigree: What to draw.

    Example:
        >>> bert = Relative("urn:b", 'BERT "large"', "Model", 2018, None)
        >>> print(*mermaid(Pedigree("urn:b", {"urn:b": bert}, (), (), (), 0, ())), sep="\n")
        flowchart TB
          n0["BERT #34;large#34; (2018)"]
          style n0 stroke-width:3px
    """
    numbers = {iri: f"n{number}" for number, iri in enumerate(pedigree.members)}
    yield "flowchart TB"
    for iri, member in pedigree.members.items():
        yield f'  {numbers[iri]}["{_text(member)}"]'
    for tie in pedigree.ties:
        if not tie.implied:
            arrow = "-->" if "basedOn" in tie.relations else "-.->"
            yield f"  {numbers[tie.ancestor]} {arrow} {numbers[tie.descendant]}"
    yield f"  style {numbers[pedigree.root]} stroke-width:3px"


def _text(member: Relative) -> str:
    """Return a label in which whatever could end the text or begin markup stands as a character code."""
    label = " ".join(member.label.split())
    return _UNSAFE.sub(lambda match: f"#{ord(match[0])};", label) + (f" ({member.year})" if member.year is not None else "")
