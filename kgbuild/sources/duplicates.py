"""One paper for all its records, in time linear in their number, whatever their order.

Of each record only hashes are in memory. The record lies on a shelf, and is taken from it where a closer look is needed.
"""

from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Literal, TypeAlias

from kgbuild.identifiers import content_hash, slug
from kgbuild.models import Paper
from kgbuild.sources.distinct import DistinctPapers, Places
from kgbuild.sources.lookalikes import similar_titles
from kgbuild.sources.merging import merge
from kgbuild.sources.partition import KeyIndex, Partition
from kgbuild.sources.sameness import alike, id_was_given, is_distinctive, may_be_one, may_be_versions, one_paper
from kgbuild.sources.shelf import PaperShelf
from kgbuild.sources.textkeys import text_key, title_key, unversioned_key

LookalikeReason: TypeAlias = Literal["same id", "same title", "similar title"]

_MOST_VERSIONS = 8


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
        self.titles.append(_key(title_key(paper.title)))
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
        yield _key("arxiv", paper.arxiv_id.lower())
    if paper.doi:
        yield _key("doi", paper.doi.lower())
    abstract = text_key(paper.abstract)
    if abstract:
        yield _key("text", unversioned_key(paper.title), abstract)
    if abstract or id_was_given(paper):
        yield _key("id", paper.id, title_key(paper.title))
    elif not (paper.arxiv_id or paper.doi):
        yield _key("bare", title_key(paper.title), str(paper.year))


def _key(*parts: str) -> int:
    """Return 64 bits that differ for different texts: among ten million they agree once in hundreds of thousands of corpora."""
    return int(content_hash(*parts), 16)


def _joined(groups: list[list[int]], partition: Partition) -> list[list[int]]:
    return [[record for number in joined for record in groups[number]] for joined in partition.groups()]


def _of_one_title(found: _Records, numbered: Iterable[tuple[int, Sequence[int]]]) -> Iterator[tuple[int, list[int]]]:
    """Yield each title's key that several groups bear, with their numbers."""
    titles = KeyIndex()
    for number, group in numbered:
        for title in found.titles_of(group):
            titles.add(title, number)
    return titles.shared()


def _join_versions(found: _Records, groups: list[list[int]]) -> list[list[int]]:
    """Join groups of one title that is no common one, or with abstracts alike, if nothing of that title says they are several."""
    partition = Partition(len(groups))
    for title, same in _of_one_title(found, ((number, group) for number, group in enumerate(groups) if found.is_full(group))):
        if len(same) > _MOST_VERSIONS:
            continue
        loaded = {number: found.load(groups[number]) for number in same}
        named = [paper.title for number in same for paper in loaded[number] if _key(title_key(paper.title)) == title]
        distinctive = all(map(is_distinctive, named))
        pairs = list(combinations(same, 2))
        if all(may_be_versions(loaded[one], loaded[other]) for one, other in pairs):
            for one, other in pairs:
                if distinctive or alike(loaded[one], loaded[other]):
                    partition.join([one, other])
    return _joined(groups, partition)


def _join_bare(found: _Records, groups: list[list[int]]) -> list[list[int]]:
    """Join groups without any abstract to the only group of their title that has one, or to each other."""
    partition = Partition(len(groups))
    for _, same in _of_one_title(found, enumerate(groups)):
        full = [number for number in same if found.is_full(groups[number])]
        bare = [number for number in same if number not in full] if len(full) <= 1 else []
        if full and bare:
            ours = found.load(groups[full[0]])
            partition.join([full[0], *(number for number in bare if may_be_one(ours, found.load(groups[number])))])
        elif one_paper([paper for number in bare for paper in found.load(groups[number])]):
            partition.join(bare)
    return _joined(groups, partition)


def _distinct(found: _Records, groups: list[list[int]]) -> tuple[DistinctPapers, tuple[Lookalike, ...]]:
    """Return the papers of the groups, each under an id of its own, and what looks alike among them."""
    ids, titles, slugs = [], [], KeyIndex()
    for number, group in enumerate(groups):
        paper = merge(found.load(group))
        ids.append(paper.id)
        titles.append(title_key(paper.title))
        slugs.add(_key(slug(paper.id)), number)
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
        if _key(slug(name)) not in taken:
            taken.add(_key(slug(name)))
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
