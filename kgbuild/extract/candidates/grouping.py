"""Groups candidates that name the same thing in one paper: case, plural, hyphen, generic head noun, abbreviation."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from kgbuild.extract.candidates.abbreviations import Pair
from kgbuild.extract.candidates.candidate import Candidate
from kgbuild.extract.text.document import Document

_DROPPED = {ord(mark): None for mark in " -‐‑‒–—_~\n\t\u00a0.,:;/'’\"“”()[]{}$^\\&"}
_INFLECTION = re.compile(r"(?<=\w{4})(?:ings?|ed|es|e|s)$|(?<=\w\w)s$")
# Heads that add nothing to a name: "BERT model" is BERT, "attention mechanism" is attention.
_GENERIC = re.compile(
    r"[ -](?:models?|methods?|frameworks?|approach(?:es)?|algorithms?|datasets?|corpus|corpora|benchmarks?|scores?|metrics?|"
    r"mechanisms?|tasks?|problems?|architectures?|techniques?|systems?|modules?|layers?|blocks?|strateg(?:y|ies)|collections?|challenges?|"
    r"competition|test ?sets?|baselines?|library|toolkit|networks?)$",
    re.IGNORECASE,
)


@dataclass(frozen=True, eq=False, slots=True)
class Group:
    """Everything that one document says of one thing.

    Attributes:
        spans: Offsets of its mentions in the document's text, sorted.
        proposals: What the components proposed for these spans, sorted.
        abbreviated: Whether a long form and an abbreviation are among them.
    """

    spans: tuple[tuple[int, int], ...]
    proposals: tuple[Candidate, ...]
    abbreviated: bool

    def longest(self, most: int) -> Sequence[tuple[int, int]]:
        """Return the spans of the longest mentions, the longest first."""
        return self.spans if len(self.spans) == 1 else sorted(self.spans, key=_shortness)[:most]


def _shortness(span: tuple[int, int]) -> tuple[int, tuple[int, int]]:
    return span[0] - span[1], span


@lru_cache(maxsize=50_000)
def mention_key(text: str) -> str:
    """Return the form under which two mentions in one paper are the same: no case, hyphens, plural or inflection.

    Args:
        text: A mention.

    Example:
        >>> mention_key("Fine-Tuned") == mention_key("finetuning"), mention_key("ViTs") == mention_key("ViT")
        (True, True)
    """
    return _INFLECTION.sub("", text.lower().translate(_DROPPED))


@lru_cache(maxsize=50_000)
def _key_without_head(text: str) -> str:
    return mention_key(_GENERIC.sub("", text))


def group(document: Document, candidates: Iterable[Candidate], pairs: Sequence[Pair]) -> list[Group]:
    """Return the candidates grouped by what they name, in the order of their first mention.

    Args:
        document: What they were found in.
        candidates: From all components.
        pairs: Long forms and abbreviations of the document.
    """
    text = document.text
    by_span: dict[tuple[int, int], list[Candidate]] = defaultdict(list)
    for candidate in candidates:
        by_span[candidate.start, candidate.end].append(candidate)
    by_key: dict[str, list[Candidate]] = defaultdict(list)
    for (start, end), same_span in by_span.items():
        by_key[mention_key(text[start:end])] += same_span
    by_key.pop("", None)
    same, short = _Same(by_key), set()
    for pair in pairs:
        long, abbreviation = (
            mention_key(text[pair.long_start : pair.long_end]),
            mention_key(text[pair.short_start : pair.short_end]),
        )
        if long in by_key and abbreviation in by_key:
            same.join(long, abbreviation)
            short |= {long, abbreviation}
    for key, found in by_key.items():
        bare_key = _key_without_head(text[found[0].start : found[0].end])
        if bare_key in by_key and bare_key != key:
            same.join(key, bare_key)
    groups: dict[str, list[str]] = defaultdict(list)
    for key in by_key:
        groups[same.root(key)].append(key)
    made = (_make([candidate for key in keys for candidate in by_key[key]], not short.isdisjoint(keys)) for keys in groups.values())
    return sorted(made, key=lambda one: one.spans)


def _make(candidates: list[Candidate], abbreviated: bool) -> Group:  # noqa: FBT001 - a field of the group
    if len(candidates) == 1:
        return Group(((candidates[0].start, candidates[0].end),), tuple(candidates), abbreviated)
    return Group(tuple(sorted({(one.start, one.end) for one in candidates})), tuple(sorted(set(candidates))), abbreviated)


class _Same:
    """Union-find over keys."""

    def __init__(self, keys: Iterable[str]) -> None:
        self._parent = {key: key for key in keys}

    def root(self, key: str) -> str:
        while self._parent[key] != key:
            key = self._parent[key]
        return key

    def join(self, one: str, other: str) -> None:
        first, second = sorted((self.root(one), self.root(other)))
        self._parent[second] = first


def clearest(texts: Sequence[str], *, abbreviated: bool) -> str:
    """Return the form that names a thing best: spelled out where abbreviated, else the most frequent, else the first.

    Args:
        texts: Of its mentions, in order.
        abbreviated: Whether a long form and an abbreviation are among them.

    Example:
        >>> clearest(["MAE", "masked autoencoder", "MAE"], abbreviated=True)
        'masked autoencoder'
    """
    return max(dict.fromkeys(texts), key=lambda text: (abbreviated and " " in text.strip(), texts.count(text)))


def concept_of(one: Group, kind: str) -> str | None:
    """Return the IRI of the concept of a type that most proposals for a group mean, then the first; None where none means one."""
    concepts = [proposal.concept for proposal in one.proposals if proposal.concept and proposal.kind == kind]
    return max(sorted(set(concepts)), key=concepts.count, default=None)
