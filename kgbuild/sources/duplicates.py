"""One paper for all its records, in time linear in their number, whatever their order."""

import hashlib
import re
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, product
from typing import Literal, TypeAlias

from kgbuild.identifiers import content_hash, slug
from kgbuild.models import Paper, paper_id
from kgbuild.sources.lookalikes import similar_titles
from kgbuild.sources.merging import is_preprint_doi, merge
from kgbuild.sources.textkeys import text_key, title_key, unversioned_key, without_version

LookalikeReason: TypeAlias = Literal["same id", "same title", "similar title"]

_YEARS_APART = 1
_VERSION_YEARS_APART = 3
_MOST_VERSIONS = 8
_DISTINCTIVE_WORDS = 3
_WORD = re.compile(r"[^\W_]+")
_LONGER_WORD = re.compile(r"[^\W\d_]{4,}")
_LEAST_WORDS = 8
_SHARED_WORDS = 0.6


@dataclass(frozen=True, order=True)
class Lookalike:
    """Papers that might be taken for one another and were kept apart.

    Attributes:
        reason: What they share. Papers that came with one id bear that id with a hash of their text appended.
        papers: Their ids, sorted.
    """

    reason: LookalikeReason
    papers: tuple[str, ...]


def merge_duplicates(records: Sequence[Paper]) -> tuple[tuple[Paper, ...], tuple[Lookalike, ...]]:
    """Make one paper of all records of it.

    Records are of one paper if they share an arXiv id, a DOI, an id and title, or a title and abstract (up to case, white space,
    punctuation and marks such as "(v2)"). So are those of one title of three words or more, or whose abstracts share most words, as
    preprint and published version do: unless arXiv ids, DOIs, years or authors contradict. A record without abstract joins the only
    paper of its title under like conditions.

    Args:
        records: Papers as read, in any order.

    Returns:
        The distinct papers, sorted by id, no two with one id, and the lookalikes among them, sorted.

    Example:
        >>> once = Paper(title="BERT: Pre-training", abstract="We introduce BERT.")
        >>> again = Paper(title="Bert, pretraining", abstract="we introduce BERT", year=2018)
        >>> papers, lookalikes = merge_duplicates([again, once])
        >>> [(paper.title, paper.year) for paper in papers], lookalikes
        ([('BERT: Pre-training', 2018)], ())
    """
    groups = _join_bare(_join_versions(_joined_by_keys(records)))
    papers, clashes = _with_distinct_ids([merge(group) for group in groups])
    papers.sort(key=lambda paper: paper.id)
    return tuple(papers), tuple(sorted({*clashes, *_lookalikes(papers)}))


class _Partition:
    """Disjoint sets of the numbers below a size (union-find with path halving)."""

    def __init__(self, size: int) -> None:
        self._parents = list(range(size))

    def root(self, index: int) -> int:
        parents = self._parents
        while parents[index] != index:
            parents[index] = parents[parents[index]]
            index = parents[index]
        return index

    def join(self, first: int, second: int) -> None:
        self._parents[self.root(second)] = self.root(first)

    def groups(self) -> list[list[int]]:
        groups: dict[int, list[int]] = defaultdict(list)
        for index in range(len(self._parents)):
            groups[self.root(index)].append(index)
        return list(groups.values())


def _joined_by_keys(records: Sequence[Paper]) -> list[list[Paper]]:
    partition = _Partition(len(records))
    first: dict[Hashable, int] = {}
    for index, paper in enumerate(records):
        for key in _keys(paper):
            partition.join(first.setdefault(key, index), index)
    return [[records[index] for index in group] for group in partition.groups()]


def _keys(paper: Paper) -> Iterator[Hashable]:
    if paper.arxiv_id:
        yield "arxiv", paper.arxiv_id.lower()
    if paper.doi:
        yield "doi", paper.doi.lower()
    abstract = text_key(paper.abstract)
    if abstract:
        yield _digest(unversioned_key(paper.title), abstract)
    if abstract or _id_was_given(paper):
        yield _digest(paper.id, title_key(paper.title))
    elif not (paper.arxiv_id or paper.doi):
        yield "bare", title_key(paper.title), paper.year


def _id_was_given(paper: Paper) -> bool:
    return paper.id != paper_id(paper.title, paper.abstract)


def _digest(*parts: str) -> bytes:
    return hashlib.blake2b("\0".join(parts).encode(), digest_size=16).digest()


def _join_versions(groups: list[list[Paper]]) -> list[list[Paper]]:
    """Join groups of one title that is no common one, or with abstracts alike, if nothing of that title says they are several."""
    by_title: dict[str, dict[int, str]] = defaultdict(dict)
    for number, group in enumerate(groups):
        if any(paper.abstract for paper in group):
            for title in sorted({paper.title for paper in group}):
                by_title[title_key(title)][number] = title
    partition = _Partition(len(groups))
    for same in by_title.values():
        distinctive = all(map(_is_distinctive, same.values()))
        pairs = list(combinations(same, 2)) if len(same) <= _MOST_VERSIONS else []
        if all(_may_be_versions(groups[one], groups[other]) for one, other in pairs):
            for one, other in pairs:
                if distinctive or _alike(groups[one], groups[other]):
                    partition.join(one, other)
    return [[paper for number in joined for paper in groups[number]] for joined in partition.groups()]


def _may_be_versions(ours: Sequence[Paper], theirs: Sequence[Paper]) -> bool:
    one, other = _name_words(ours), _name_words(theirs)
    return _may_be_one(ours, theirs, _VERSION_YEARS_APART) and not (one and other and one.isdisjoint(other))


def _name_words(group: Sequence[Paper]) -> set[str]:
    return {word for paper in group for author in paper.authors for word in _WORD.findall(author.casefold()) if len(word) > 1}


def _is_distinctive(title: str) -> bool:
    return len(_WORD.findall(without_version(title))) >= _DISTINCTIVE_WORDS


def _alike(ours: Sequence[Paper], theirs: Sequence[Paper]) -> bool:
    """Tell whether an abstract of one group shares most of its longer words with one of the other."""
    for one, other in product(_wordings(ours), _wordings(theirs)):
        fewest = min(len(one), len(other))
        if fewest >= _LEAST_WORDS and len(one & other) >= _SHARED_WORDS * fewest:
            return True
    return False


def _wordings(group: Sequence[Paper]) -> list[set[str]]:
    """Return the longer words of each abstract of a group; of a crowd, of some."""
    abstracts = sorted({paper.abstract for paper in group if paper.abstract})[:_MOST_VERSIONS]
    return [set(_LONGER_WORD.findall(abstract.casefold())) for abstract in abstracts]


def _join_bare(groups: list[list[Paper]]) -> list[list[Paper]]:
    """Join groups without any abstract to the only group of their title that has one, or to each other."""
    by_title: dict[str, list[int]] = defaultdict(list)
    for number, group in enumerate(groups):
        for title in {title_key(paper.title) for paper in group}:
            by_title[title].append(number)
    partition = _Partition(len(groups))
    for same in by_title.values():
        full = [number for number in same if any(paper.abstract for paper in groups[number])]
        bare = [number for number in same if number not in full] if len(full) <= 1 < len(same) else []
        if not full and not _one_paper([paper for number in bare for paper in groups[number]]):
            continue
        for number in bare:
            if not full or _may_be_one(groups[full[0]], groups[number]):
                partition.join((full or bare)[0], number)
    return [[paper for number in joined for paper in groups[number]] for joined in partition.groups()]


def _may_be_one(ours: Sequence[Paper], theirs: Sequence[Paper], years_apart: int = _YEARS_APART) -> bool:
    for identifiers in (_arxiv_ids, _publishers_dois):
        one, other = identifiers(ours), identifiers(theirs)
        if one and other and one.isdisjoint(other):
            return False
    years = [(one.year, other.year) for one in ours for other in theirs if one.year and other.year]
    return not years or min(abs(one - other) for one, other in years) <= years_apart


def _one_paper(bare: Sequence[Paper]) -> bool:
    """Tell whether records of one title and no abstract can be one paper: nothing in them says otherwise."""
    given = {paper.id for paper in bare if _id_was_given(paper)}
    years = [paper.year for paper in bare if paper.year]
    distinct = max(len(given), len(_arxiv_ids(bare)), len(_publishers_dois(bare)))
    return distinct <= 1 and (not years or max(years) - min(years) <= _YEARS_APART)


def _arxiv_ids(papers: Sequence[Paper]) -> set[str]:
    return {paper.arxiv_id.lower() for paper in papers if paper.arxiv_id}


def _publishers_dois(papers: Sequence[Paper]) -> set[str]:
    return {paper.doi.lower() for paper in papers if paper.doi and not is_preprint_doi(paper.doi)}


def _with_distinct_ids(papers: Sequence[Paper]) -> tuple[list[Paper], list[Lookalike]]:
    """Append a hash of its text to each id that several papers came with, or that would give them one IRI."""
    by_slug: dict[str, list[Paper]] = defaultdict(list)
    for paper in papers:
        by_slug[slug(paper.id)].append(paper)
    taken = set(by_slug)
    distinct = [same[0] for same in by_slug.values() if len(same) == 1]
    clashes = []
    for _, same in sorted(item for item in by_slug.items() if len(item[1]) > 1):
        renamed = [_renamed(paper, taken) for paper in sorted(same, key=Paper.model_dump_json)]
        distinct += renamed
        clashes.append(Lookalike("same id", tuple(sorted(paper.id for paper in renamed))))
    return distinct, clashes


def _renamed(paper: Paper, taken: set[str]) -> Paper:
    content = [title_key(paper.title), text_key(paper.abstract), str(paper.year)]
    while True:
        name = f"{paper.id}-{content_hash(*content, digits=10)}"
        if slug(name) not in taken:
            taken.add(slug(name))
            return paper.model_copy(update={"id": name})
        content.append(name)


def _lookalikes(papers: Iterable[Paper]) -> Iterator[Lookalike]:
    ids: dict[str, list[str]] = defaultdict(list)
    for paper in papers:
        ids[title_key(paper.title)].append(paper.id)
    for same in ids.values():
        if len(same) > 1:
            yield Lookalike("same title", tuple(sorted(same)))
    for first, second in similar_titles(ids):
        yield Lookalike("similar title", tuple(sorted(ids[first] + ids[second])))
