"""The fast extractor: lexicon, abbreviations, and what a paper's own words introduce; no tagger and no models of features.

What a name of the lexicon is to a paper is told by its type and place. The probabilities are rates in 700 annotated abstracts: how
often a careful reader lists a name of that type when it stands once in the abstract, more often, or in the title.
"""

from collections import Counter
from collections.abc import Iterator
from typing import Any, NamedTuple

from ahocorasick_rs import AhoCorasick, MatchKind

from kgbuild.extract.candidates.abbreviations import abbreviated, find_abbreviations
from kgbuild.extract.candidates.grouping import Group, clearest, concept_of, group
from kgbuild.extract.candidates.introductions import INTRODUCED, STATED, TEAM, TITLE, propose_introduced, propose_stated
from kgbuild.extract.candidates.lexicon import LEXICON, LexiconMatcher, word_end
from kgbuild.extract.candidates.names import kind_after
from kgbuild.extract.candidates.wellformed import is_well_formed
from kgbuild.extract.contract import FAST
from kgbuild.extract.text.document import Document, Sentence, parted
from kgbuild.extract.text.folding import fold
from kgbuild.extract.text.legible import ILLEGIBLE, unread
from kgbuild.extract.text.links import RESOURCE_KINDS, find_links
from kgbuild.extract.text.wordlists import read_terms
from kgbuild.models import PAPER, Extraction, Paper
from kgbuild.vocabulary import Vocabulary, load_vocabulary

_ROLE_OF_TYPE = {
    "Model": "usesBaseModel",
    "Architecture": "usesArchitecture",
    "Technique": "appliesTechnique",
    "Task": "addressesTask",
    "Dataset": "usesDataset",
    "Metric": "usesMetric",
}
_RATES = {  # once in the abstract, more often, in the title
    "Model": (0.69, 0.76, 0.80),
    "Architecture": (0.60, 0.82, 0.92),
    "Technique": (0.42, 0.55, 0.58),
    "Task": (0.44, 0.53, 0.70),
    "Dataset": (0.88, 0.89, 0.88),
    "Metric": (0.47, 0.67, 0.67),
}
_COMPARED = ("than ", "outperform", "surpass", "compared", "exceed", "beat", "versus ", "baseline")
_COMPARED_REACH = 40
_COMPARED_RATE = 0.5
_AMBIGUOUS = 0.35
_LEAST = 0.35
_LINK_RATE = 0.95
_INTRODUCIBLE = frozenset({"Model", "Method", "Dataset", "Tool", "Metric"})
_TITLE_WEIGHT = 3
_SECOND = 0.6
_GENERAL = "machine-learning-general"
_DOMAIN_RATES = (0.83, 0.65)


class _Listed(NamedTuple):
    """A group under a role: what becomes an entity and a claim."""

    group: Group
    type: str
    role: str
    rate: float


class FastExtractor:
    """Reads a paper without models: some ten times as fast as the standard extractor, and less well.

    Args:
        vocabulary: By default the one that ships.

    Example:
        >>> extraction = FastExtractor()(Paper(title="Pruning BERT", abstract="We prune BERT and fine-tune it on GLUE."))
        >>> [entity.name for entity in extraction.entities if entity.type in {"Model", "Dataset"}]
        ['BERT', 'GLUE']
    """

    name = FAST

    def __init__(self, vocabulary: Vocabulary | None = None) -> None:
        self._match = LexiconMatcher((vocabulary or load_vocabulary()).concepts.values())
        self._domains = _KeyTerms()

    def __call__(self, paper: Paper) -> Extraction:
        """Return what the paper says."""
        text, abstract_start, sentences = parted(paper)
        starts = [sentence.start for sentence in sentences]
        document = Document(paper, text, abstract_start, sentences, [], [], [], starts)
        reason = unread(paper, sentences)
        if reason in ILLEGIBLE:
            return _written(document, [], [], reason)
        pairs = find_abbreviations(document)
        found = [*self._match(document), *propose_introduced(document), *propose_stated(document)]
        found += abbreviated(pairs)
        fit = [one for one in found if is_well_formed(text[one.start : one.end])]
        listed = [each for one in group(document, fit, pairs) for each in _listed(one, document)]
        return _written(document, listed, self._domains(document), reason)


def _listed(one: Group, document: Document) -> Iterator[_Listed]:
    """Yield what the paper lists a group as."""
    sources = {proposal.source for proposal in one.proposals}
    types = sorted({proposal.kind for proposal in one.proposals if proposal.source == LEXICON and proposal.kind in _ROLE_OF_TYPE})
    introduced = _introduced(sources, one, known=bool(types))
    if introduced >= _LEAST:
        named = next((kind for start, end in one.spans if (kind := kind_after(document.text, end)) in _INTRODUCIBLE), None)
        kind = next((each for each in types if each in _INTRODUCIBLE), None) or named or "Method"
        yield _Listed(one, kind, "introduces", introduced)
        if kind == "Dataset":
            yield _Listed(one, kind, "usesDataset", introduced)
        return
    in_title = one.spans[0][0] < document.abstract_start
    place = 2 if in_title else min(len(one.spans), 2) - 1
    for each in types:
        rate = _RATES[each][place] if len(types) == 1 else _AMBIGUOUS
        if each == "Model" and not in_title and all(_is_compared(document.text, start) for start, _ in one.spans):
            yield _Listed(one, each, "comparesWith", _COMPARED_RATE)
        else:
            yield _Listed(one, each, _ROLE_OF_TYPE[each], rate)


def _introduced(sources: set[str], one: Group, *, known: bool) -> float:
    """Return how often a group that the paper's words present as new is listed so."""
    if STATED in sources:
        return 0.95
    if known:
        return 0.0
    if TEAM in sources:
        return 0.81
    if {TITLE, INTRODUCED} <= sources:
        return 0.97
    if INTRODUCED in sources:
        return 0.86 if len(one.spans) > 1 else 0.37
    return 0.49 if TITLE in sources else 0.0


def _is_compared(text: str, start: int) -> bool:
    before = text[max(0, start - _COMPARED_REACH) : start].lower()
    return any(word in before for word in _COMPARED)


def _written(
    document: Document, listed: list[_Listed], domains: list[tuple[str, float, Sentence]], reason: str | None
) -> Extraction:
    """Return the extraction; everything is checked at once."""
    ids: dict[tuple[Group, str], str] = {}
    entities: list[dict[str, Any]] = []
    claims: list[dict[str, Any]] = []
    for one in listed:
        key = (one.group, one.type)
        if key not in ids:
            ids[key] = f"e{len(ids) + 1}"
            entities.append(_entity(ids[key], one, document))
        places = [document.sentence_at(start) for start, _ in one.group.spans]
        sentence = next((place for place in places if place.index), places[0])
        claims.append(_claim(one.role, ids[key], one.rate, document, sentence))
    for slug, rate, sentence in domains:
        entities.append({"id": f"e{len(entities) + 1}", "type": "Domain", "name": slug})
        claims.append(_claim("inDomain", f"e{len(entities)}", rate, document, sentence))
    claims += [
        _claim("hasCode", link.written, _LINK_RATE, document, document.sentence_at(link.start))
        for link in find_links(document.text)
        if link.kind in RESOURCE_KINDS
    ]
    return Extraction.model_validate({"paper": document.paper, "entities": entities, "claims": claims, "unread": reason})


def _entity(name: str, one: _Listed, document: Document) -> dict[str, Any]:
    mentions = [document.span(start, end) for start, end in one.group.spans]
    spoken = [document.text[start:end] for start, end in one.group.spans]
    return {
        "id": name,
        "type": one.type,
        "name": clearest(spoken, abbreviated=one.group.abbreviated),
        "mentions": mentions,
        "concept": concept_of(one.group, one.type),
    }


def _claim(predicate: str, obj: str, rate: float, document: Document, sentence: Sentence) -> dict[str, Any]:
    return {
        "subject": PAPER,
        "predicate": predicate,
        "object": obj,
        "confidence": rate,
        "evidence": (document.span(sentence.start, sentence.end),),
        "extractor": FAST,
    }


class _KeyTerms:
    """Tells a paper's domains by the hand-written key terms of each."""

    def __init__(self) -> None:
        owners: dict[str, list[str]] = {}
        for domain, terms in read_terms("domain_keywords.tsv").items():
            for term in terms:
                owners.setdefault(fold(term), []).append(domain)
        self._terms = sorted(owners)
        self._owners = [owners[term] for term in self._terms]
        self._automaton = AhoCorasick(self._terms, matchkind=MatchKind.LeftmostLongest)

    def __call__(self, document: Document) -> list[tuple[str, float, Sentence]]:
        """Return one or two domains with their rates and the sentence that speaks of each first."""
        folded = document.folded
        scores: Counter[str] = Counter()
        first: dict[str, int] = {}
        for number, start, end in self._automaton.find_matches_as_indexes(folded):
            if not word_end(folded, start, end):
                continue
            for domain in self._owners[number]:
                scores[domain] += _TITLE_WEIGHT if start < document.abstract_start else 1
                first.setdefault(domain, start)
        ranked = sorted(scores, key=lambda domain: (-scores[domain], domain))[:2]
        if not ranked:
            return [(_GENERAL, _DOMAIN_RATES[1], document.sentences[0])]
        kept = [domain for domain in ranked if scores[domain] >= _SECOND * scores[ranked[0]]]
        return [(domain, rate, document.sentence_at(first[domain])) for domain, rate in zip(kept, _DOMAIN_RATES, strict=False)]
