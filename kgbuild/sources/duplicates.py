"""One paper for all its records, in time linear in their number, whatever their order.

Of each record only hashes are in memory. The record lies on a shelf, and is taken from it where a closer look is needed.
"""

import re
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, product
from typing import Literal, TypeAlias

from kgbuild.identifiers import content_hash, slug
from kgbuild.models import Paper, paper_id
from kgbuild.sources.distinct import DistinctPapers, Places
from kgbuild.sources.lookalikes import similar_titles
from kgbuild.sources.merging import is_preprint_doi, merge
from kgbuild.sources.partition import KeyIndex, Partition, hashed
from kgbuild.sources.shelf import PaperShelf
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


def merge_duplicates(records: Iterable[Paper]) -> tuple[DistinctPapers, tuple[Lookalike, ...]]:
    """Make one paper of all records of it.

    Records are of one paper if they share an arXiv id, a DOI, an id and title, or a title and abstract (up to case, white space,
    punctuation and marks such as "(v2)"). So are those of one title of three words or more, or whose abstracts share most words, as
    preprint and published version do: unless arXiv ids, DOIs, years or authors contradict. A record without abstract joins the only
    paper of its title under like conditions.

    Args:
        records: Papers as read, in any order; read once, and not kept in memory.

    Returns:
        The distinct papers, sorted by id, no two with one id, and the lookalikes among them, sorted.

    Example:
        >>> once = Paper(title="BERT: Pre-training", abstract="We introduce BERT.")
        >>> again = Paper(title="Bert, pretraining", abstract="we introduce BERT", year=2018)
        >>> papers, lookalikes = merge_duplicates([again, once])
        >>> [(paper.title, paper.year) for paper in papers], lookalikes
        ([('BERT: Pre-training', 2018)], ())
    """
    found = _Records()
    for paper in records:
        found.add(paper)
    groups = _join_bare(found, _join_versions(found, found.joined_by_keys()))
    return _distinct(found, groups)


class _Records:
    """All records on a shelf, and what their company must know of each.

    Attributes:
        shelf: The records.
        titles: For each, its title's key, hashed.
        full: For each, whether it has an abstract.
        places: For each, where it was read first.
    """

    def __init__(self) -> None:
        self.shelf = PaperShelf()
        self.titles = array("Q")
        self.full = bytearray()
        self.places = Places()
        self._keys = KeyIndex()

    def add(self, paper: Paper) -> None:
        for key in _keys(paper):
            self._keys.add(key, len(self.shelf))
        self.titles.append(hashed(title_key(paper.title)))
        self.full.append(bool(paper.abstract))
        self.places.add(paper)
        self.shelf.put(paper)

    def joined_by_keys(self) -> list[list[int]]:
        partition = Partition(len(self.shelf))
        for _, numbers in self._keys.shared():
            partition.join(numbers)
        return partition.groups()

    def load(self, group: Iterable[int]) -> list[Paper]:
        return [self.shelf[number] for number in group]

    def titles_of(self, group: Iterable[int]) -> set[int]:
        return {self.titles[number] for number in group}

    def is_full(self, group: Iterable[int]) -> bool:
        return any(self.full[number] for number in group)


def _keys(paper: Paper) -> Iterator[int]:
    if paper.arxiv_id:
        yield hashed("arxiv", paper.arxiv_id.lower())
    if paper.doi:
        yield hashed("doi", paper.doi.lower())
    abstract = text_key(paper.abstract)
    if abstract:
        yield hashed("text", unversioned_key(paper.title), abstract)
    if abstract or _id_was_given(paper):
        yield hashed("id", paper.id, title_key(paper.title))
    elif not (paper.arxiv_id or paper.doi):
        yield hashed("bare", title_key(paper.title), str(paper.year))


def _id_was_given(paper: Paper) -> bool:
    return paper.id != paper_id(paper.title, paper.abstract)


def _joined(groups: list[list[int]], partition: Partition) -> list[list[int]]:
    return [[record for number in joined for record in groups[number]] for joined in partition.groups()]


def _join_versions(found: _Records, groups: list[list[int]]) -> list[list[int]]:
    """Join groups of one title that is no common one, or with abstracts alike, if nothing of that title says they are several."""
    titles = KeyIndex()
    for number, group in enumerate(groups):
        if found.is_full(group):
            for title in found.titles_of(group):
                titles.add(title, number)
    partition = Partition(len(groups))
    for title, same in titles.shared():
        if len(same) > _MOST_VERSIONS:
            continue
        loaded = {number: found.load(groups[number]) for number in same}
        named = [paper.title for number in same for paper in loaded[number] if hashed(title_key(paper.title)) == title]
        distinctive = all(map(_is_distinctive, named))
        pairs = list(combinations(same, 2))
        if all(_may_be_versions(loaded[one], loaded[other]) for one, other in pairs):
            for one, other in pairs:
                if distinctive or _alike(loaded[one], loaded[other]):
                    partition.join([one, other])
    return _joined(groups, partition)


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


def _join_bare(found: _Records, groups: list[list[int]]) -> list[list[int]]:
    """Join groups without any abstract to the only group of their title that has one, or to each other."""
    titles = KeyIndex()
    for number, group in enumerate(groups):
        for title in found.titles_of(group):
            titles.add(title, number)
    partition = Partition(len(groups))
    for _, same in titles.shared():
        full = [number for number in same if found.is_full(groups[number])]
        bare = [number for number in same if number not in full] if len(full) <= 1 else []
        if full and bare:
            ours = found.load(groups[full[0]])
            partition.join([full[0], *(number for number in bare if _may_be_one(ours, found.load(groups[number])))])
        elif _one_paper([paper for number in bare for paper in found.load(groups[number])]):
            partition.join(bare)
    return _joined(groups, partition)


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


def _distinct(found: _Records, groups: list[list[int]]) -> tuple[DistinctPapers, tuple[Lookalike, ...]]:
    """Return the papers of the groups, each under an id of its own, and what looks alike among them."""
    ids, titles, slugs = [], [], KeyIndex()
    for number, group in enumerate(groups):
        paper = merge(found.load(group))
        ids.append(paper.id)
        titles.append(title_key(paper.title))
        slugs.add(hashed(slug(paper.id)), number)
    clashes, names = [], {}
    taken = slugs.keys()
    for _, same in slugs.shared():
        papers = {number: merge(found.load(groups[number])) for number in same}
        for number in sorted(same, key=lambda number: papers[number].model_dump_json()):
            ids[number] = names[groups[number][0]] = _new_id(papers[number], taken)
        clashes.append(Lookalike("same id", tuple(sorted(ids[number] for number in same))))
    ordered = [groups[number] for number in sorted(range(len(groups)), key=ids.__getitem__)]
    lookalikes = sorted({*clashes, *_lookalikes(titles, ids)})
    return DistinctPapers(found.shelf, ordered, names, found.places), tuple(lookalikes)


def _new_id(paper: Paper, taken: set[int]) -> str:
    """Return an id with a hash of the paper's text, whose slug's hash is not taken, and take it."""
    content = [title_key(paper.title), text_key(paper.abstract), str(paper.year)]
    while True:
        name = f"{paper.id}-{content_hash(*content, digits=10)}"
        if hashed(slug(name)) not in taken:
            taken.add(hashed(slug(name)))
            return name
        content.append(name)


def _lookalikes(titles: Sequence[str], ids: Sequence[str]) -> Iterator[Lookalike]:
    """Yield what papers, their titles given as keys, are of one title or of titles that differ by a slip of the pen."""
    named: dict[str, list[str]] = defaultdict(list)
    similar = list(similar_titles(titles))
    counts = Counter(titles)
    wanted = {title for title, count in counts.items() if count > 1}.union(*similar)
    for title, name in zip(titles, ids, strict=True):
        if title in wanted:
            named[title].append(name)
    for same in named.values():
        if len(same) > 1:
            yield Lookalike("same title", tuple(sorted(same)))
    for first, second in similar:
        yield Lookalike("similar title", tuple(sorted(named[first] + named[second])))
