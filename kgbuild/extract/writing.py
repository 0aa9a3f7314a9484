"""Writes what was read of a paper as an extraction: entities, claims with evidence, results."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from kgbuild.extract.cues import CueIndex
from kgbuild.extract.document import Document
from kgbuild.extract.grouping import Group
from kgbuild.extract.links import RESOURCE_KINDS, find_links
from kgbuild.extract.reading import Reading
from kgbuild.extract.roles import entity_type, stating_sentence
from kgbuild.models import PAPER, Claim, Entity, EntityType, Extraction
from kgbuild.vocabulary import Vocabulary

_Key = tuple[Group, EntityType]


class ExtractionWriter:
    """Turns the readings of documents into extractions.

    Args:
        extractor: The name that stands in each claim.
        vocabulary: Whose concepts the entities are linked to.
    """

    def __init__(self, extractor: str, vocabulary: Vocabulary) -> None:
        self._extractor = extractor
        self._vocabulary = vocabulary

    def __call__(self, document: Document, readings: Sequence[Reading]) -> Extraction:
        """Return the extraction of one document.

        Args:
            document: What was read.
            readings: Its things under their roles.
        """
        cues = CueIndex(document)
        typed = list(_typed(readings))
        ids = {key: f"e{number}" for number, key in enumerate(sorted({key for _, key in typed}, key=_order), 1)}
        entities = [self._entity(name, key, document) for key, name in ids.items()]
        claims = [
            Claim(
                subject=PAPER,
                predicate=reading.role,
                object=ids[key],
                confidence=round(reading.probability, 4),
                evidence=(document.evidence(stating_sentence(reading.role, reading.group, document, cues)),),
                extractor=self._extractor,
            )
            for reading, key in typed
        ]
        return Extraction(paper=document.paper, entities=tuple(entities), claims=(*claims, *self._links(document)))

    def _entity(self, name: str, key: _Key, document: Document) -> Entity:
        group, kind = key
        mentions = tuple(document.mention(start, end) for start, end in group.spans)
        concepts = Counter(one.concept for one in group.proposals if one.concept and one.kind == kind)
        concept = max(sorted(concepts), key=lambda iri: concepts[iri], default=None)
        return Entity(id=name, type=kind, name=_clearest([mention.text for mention in mentions], group), mentions=mentions, concept=concept)

    def _links(self, document: Document) -> Iterator[Claim]:
        for link in find_links(document.text):
            if link.kind in RESOURCE_KINDS:
                evidence = document.evidence(document.sentence_at(link.start))
                yield Claim(subject=PAPER, predicate="hasCode", object=link.url, confidence=0.95, evidence=(evidence,), extractor=self._extractor)


def _typed(readings: Sequence[Reading]) -> Iterator[tuple[Reading, _Key]]:
    """Yield each reading with its entity: a group under a type. An introduced dataset is used too, if no reading says so."""
    roles: dict[Group, list[str]] = defaultdict(list)
    for reading in readings:
        roles[reading.group].append(reading.role)
    for reading in readings:
        kind = entity_type(reading.role, reading.group, roles[reading.group])
        yield reading, (reading.group, kind)
        if reading.role == "introduces" and kind == "Dataset" and "usesDataset" not in roles[reading.group]:
            yield Reading(reading.group, "usesDataset", reading.probability), (reading.group, kind)


def _order(key: _Key) -> tuple[tuple[tuple[int, int], ...], str]:
    return key[0].spans, key[1]


def _clearest(texts: Sequence[str], group: Group) -> str:
    """Return the form that names a thing best: spelled out where abbreviated, else the most frequent, else the first."""
    counts = Counter(texts)
    if group.abbreviated:
        return max(texts, key=lambda text: (len(text.split()) > 1, counts[text], -texts.index(text)))
    return max(texts, key=lambda text: (counts[text], -texts.index(text)))
