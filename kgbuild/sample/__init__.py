"""Landmark papers from the Transformer to today, described in our own words: something real to build a graph from."""

from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kgbuild.models import Paper


def sample_text() -> str:
    """Return the sample as JSON Lines, one paper a line, sorted by id.

    Titles, years (of first appearance), authors (the first few) and links are those of the papers; the abstracts are our own.

    Example:
        >>> sample_text().splitlines()[0][:22]
        '{"id": "alayrac2022fla'
    """
    return files(__name__).joinpath("landmarks.jsonl").read_text(encoding="utf-8")


def sample() -> "tuple[Paper, ...]":
    """Return the sample's papers, sorted by id.

    Example:
        >>> papers = {paper.id: paper for paper in sample()}
        >>> papers["devlin2018bert"].year
        2018
    """
    from kgbuild.models import Paper  # noqa: PLC0415 - pydantic takes a while to import

    return tuple(Paper.model_validate_json(line) for line in sample_text().splitlines())
