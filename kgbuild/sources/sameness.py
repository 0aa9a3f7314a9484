"""What speaks for records being of one paper, and what against."""

import re
from collections.abc import Sequence
from itertools import product

from kgbuild.models import Paper, paper_id
from kgbuild.sources.merging import is_preprint_doi
from kgbuild.sources.textkeys import without_version

_YEARS_APART = 1
_VERSION_YEARS_APART = 3
_MOST_WORDINGS = 8
_DISTINCTIVE_WORDS = 3
_WORD = re.compile(r"[^\W_]+")
_LONGER_WORD = re.compile(r"[^\W\d_]{4,}")
_LEAST_WORDS = 8
_SHARED_WORDS = 0.6


def id_was_given(paper: Paper) -> bool:
    """Tell whether a record came with an id of its own."""
    return paper.id != paper_id(paper.title, paper.abstract)


def may_be_versions(ours: Sequence[Paper], theirs: Sequence[Paper]) -> bool:
    """Tell whether two groups of records of one title can be of one paper, some years and a venue apart: an author is of both."""
    one, other = _name_words(ours), _name_words(theirs)
    return may_be_one(ours, theirs, _VERSION_YEARS_APART) and not (one and other and one.isdisjoint(other))


def _name_words(group: Sequence[Paper]) -> set[str]:
    return {word for paper in group for author in paper.authors for word in _WORD.findall(author.casefold()) if len(word) > 1}


def is_distinctive(title: str) -> bool:
    """Tell whether a title has words enough that two papers hardly share it.

    Example:
        >>> is_distinctive("Editorial"), is_distinctive("Attention Is All You Need")
        (False, True)
    """
    return len(_WORD.findall(without_version(title))) >= _DISTINCTIVE_WORDS


def alike(ours: Sequence[Paper], theirs: Sequence[Paper]) -> bool:
    """Tell whether an abstract of one group shares most of its longer words with one of the other."""
    for one, other in product(_wordings(ours), _wordings(theirs)):
        fewest = min(len(one), len(other))
        if fewest >= _LEAST_WORDS and len(one & other) >= _SHARED_WORDS * fewest:
            return True
    return False


def _wordings(group: Sequence[Paper]) -> list[set[str]]:
    """Return the longer words of each abstract of a group; of a crowd, of some."""
    abstracts = sorted({paper.abstract for paper in group if paper.abstract})[:_MOST_WORDINGS]
    return [set(_LONGER_WORD.findall(abstract.casefold())) for abstract in abstracts]


def may_be_one(ours: Sequence[Paper], theirs: Sequence[Paper], years_apart: int = _YEARS_APART) -> bool:
    """Tell whether neither arXiv ids nor publishers' DOIs nor years say that two groups of records are of two papers."""
    for identifiers in (_arxiv_ids, _publishers_dois):
        one, other = identifiers(ours), identifiers(theirs)
        if one and other and one.isdisjoint(other):
            return False
    years = [(one.year, other.year) for one in ours for other in theirs if one.year and other.year]
    return not years or min(abs(one - other) for one, other in years) <= years_apart


def one_paper(bare: Sequence[Paper]) -> bool:
    """Tell whether records of one title and no abstract can be one paper: nothing in them says otherwise."""
    given = {paper.id for paper in bare if id_was_given(paper)}
    years = [paper.year for paper in bare if paper.year]
    distinct = max(len(given), len(_arxiv_ids(bare)), len(_publishers_dois(bare)))
    return distinct <= 1 and (not years or max(years) - min(years) <= _YEARS_APART)


def _arxiv_ids(papers: Sequence[Paper]) -> set[str]:
    return {paper.arxiv_id.lower() for paper in papers if paper.arxiv_id}


def _publishers_dois(papers: Sequence[Paper]) -> set[str]:
    return {paper.doi.lower() for paper in papers if paper.doi and not is_preprint_doi(paper.doi)}
