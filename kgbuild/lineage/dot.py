"""A pedigree for Graphviz."""

from collections.abc import Iterator

from kgbuild.lineage.pedigree import Pedigree, Relative

_SHAPES = {"Architecture": "hexagon", "Model": "box"}


def dot(pedigree: Pedigree) -> Iterator[str]:
    r"""Yield the lines of a graph in the DOT language, ancestors on top; ties that a longer way implies are left out.

    Args:
        pedigree: What to draw.

    Example:
        >>> from kgbuild.lineage.pedigree import Row, Tie
        >>> bert = Relative("urn:b", 'BERT "large"', "Model", 2018, None)
        >>> print(*dot(Pedigree("urn:b", {"urn:b": bert}, (), (), (), 0, ())), sep="\n")
        digraph lineage {
          rankdir=TB; node [fontname="sans-serif"]; edge [fontname="sans-serif", fontsize=10];
          n0 [label="BERT \"large\"\n2018", shape=box, style=bold];
        }
    """
    numbers = {iri: f"n{number}" for number, iri in enumerate(pedigree.members)}
    yield "digraph lineage {"
    yield '  rankdir=TB; node [fontname="sans-serif"]; edge [fontname="sans-serif", fontsize=10];'
    for iri, member in pedigree.members.items():
        bold = ", style=bold" if iri == pedigree.root else ""
        yield f"  {numbers[iri]} [label={_quoted(member)}, shape={_SHAPES.get(member.type, 'ellipse')}{bold}];"
    for tie in pedigree.ties:
        if not tie.implied:
            style = "" if "basedOn" in tie.relations else " [style=dashed]"
            yield f"  {numbers[tie.ancestor]} -> {numbers[tie.descendant]}{style};"
    yield "}"


def _quoted(member: Relative) -> str:
    text = " ".join(member.label.split()).replace("\0", "").replace("\\", "\\\\").replace('"', '\\"')
    return f'"{text}\\n{member.year}"' if member.year is not None else f'"{text}"'
