"""Several records of one paper made one, the same whatever their order."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from kgbuild.models import Paper, paper_id
from kgbuild.sources.textkeys import without_version

_PREPRINT_SERVERS = ("arxiv", "corr", "biorxiv", "medrxiv", "chemrxiv", "ssrn")
# arXiv, bioRxiv and medRxiv, SSRN, ChemRxiv, TechRxiv, Preprints.org, Research Square, OSF and its communities
_PREPRINT_DOI = re.compile(r"10\.(?:48550|1101/\d|2139|26434|36227|20944|21203|312\d\d)(?:/|\d)", re.IGNORECASE)


def is_preprint_doi(doi: str) -> bool:
    """Tell whether a DOI is one that a preprint server gives, beside which a paper may have another from its publisher.

    Example:
        >>> is_preprint_doi("10.48550/arXiv.1810.04805"), is_preprint_doi("10.18653/v1/N19-1423")
        (True, False)
    """
    return _PREPRINT_DOI.match(doi) is not None


def merge(records: Sequence[Paper]) -> Paper:
    """Return one paper with the best of each field and all the sources.

    The title and abstract that most records have win, then the longer; the year is the first; a published venue and DOI go before
    those of a preprint; categories are united.

    Args:
        records: At least one record; all of one paper.

    Example:
        >>> merge([Paper(title="BERT", year=2019, venue="NAACL"), Paper(title="BERT", year=2018, venue="arXiv")]).venue
        'NAACL'
    """
    if len(records) == 1 and len(records[0].sources) <= 1:
        return records[0]
    sources = tuple(
        sorted({origin for paper in records for origin in paper.sources}, key=lambda origin: (origin.file, origin.line))
    )
    if len(records) == 1:
        return records[0].model_copy(update={"sources": sources})
    title = _best((paper.title for paper in records), _complete) or ""
    abstract = _best((paper.abstract for paper in records), _complete) or ""
    return Paper(
        id=_chosen_id(records) or paper_id(title, abstract),
        title=title,
        abstract=abstract,
        year=min((paper.year for paper in records if paper.year), default=None),
        authors=max((paper.authors for paper in records), key=lambda names: (len(names), names)),
        venue=_best((paper.venue for paper in records), _published),
        url=_best((paper.url for paper in records), _published),
        doi=_best((paper.doi for paper in records), _published),
        arxiv_id=_best((paper.arxiv_id for paper in records), _published),
        categories=_united([paper.categories for paper in records]),
        sources=sources,
    )


def _best(values: Iterable[str | None], rank: Callable[[str], tuple[bool, int]]) -> str | None:
    """Return the value with the lowest rank among the most frequent, then the first in order."""
    counts = Counter(filter(None, values))
    return min(counts, key=lambda value: (-counts[value], rank(value), value), default=None)


def _complete(text: str) -> tuple[bool, int]:
    return without_version(text) != text, -len(text)


def _published(name: str) -> tuple[bool, int]:
    return name.lower().startswith(_PREPRINT_SERVERS) or is_preprint_doi(name), len(name)


def _chosen_id(records: Sequence[Paper]) -> str | None:
    given = {paper.id for paper in records if paper.id != paper_id(paper.title, paper.abstract)}
    return min(given, default=None)


def _united(lists: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    first = max(lists, key=lambda labels: (len(labels), labels))
    return (*first, *sorted({label for labels in lists for label in labels} - set(first)))
