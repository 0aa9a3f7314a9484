"""Writes what was read of a paper as an extraction: entities, claims with evidence, results."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from kgbuild.extract.candidates.grouping import Group, clearest, concept_of
from kgbuild.extract.domains import DomainClassifier
from kgbuild.extract.relations.relating import RelationReading
from kgbuild.extract.results.outcomes import read_results
from kgbuild.extract.results.reporting import ResultModel
from kgbuild.extract.roles.cues import CueIndex
from kgbuild.extract.roles.selection import Reading
from kgbuild.extract.roles.telling import entity_type, stating_sentence
from kgbuild.extract.roles.usage import dataset_uses
from kgbuild.extract.text.document import Document
from kgbuild.extract.text.legible import ILLEGIBLE
from kgbuild.extract.text.links import RESOURCE_KINDS, find_links
from kgbuild.models import PAPER, Claim, Entity, EntityType, Evidence, Extraction

_Key = tuple[Group, EntityType]
_SUBJECT_TYPES: Mapping[str, tuple[EntityType, ...]] = {
    "basedOn": ("Model", "Method"),
    "outperforms": ("Model", "Method"),
    "partOf": ("Model", "Method", "Technique"),
}
_OBJECT_TYPES: Mapping[str, tuple[EntityType, ...]] = {
    "basedOn": ("Model", "Method", "Architecture"),
    "outperforms": ("Model", "Method"),
    "partOf": ("Model", "Method"),
}
_LINK_CONFIDENCE = 0.95
_USE_CONFIDENCE = 0.9


class ExtractionWriter:
    """Turns the readings of documents into extractions.

    Args:
        extractor: The name that stands in each claim.
        classify: Tells the domains of a paper.
        outcomes: Judges which quantities are results.
    """

    def __init__(self, extractor: str, classify: DomainClassifier, outcomes: ResultModel) -> None:
        self._extractor = extractor
        self._classify = classify
        self._outcomes = outcomes

    def __call__(
        self,
        document: Document,
        cues: CueIndex,
        readings: Sequence[Reading],
        relations: Sequence[RelationReading],
        reason: str | None,
    ) -> Extraction:
        """Return the extraction of one document.

        Args:
            document: What was read.
            cues: Of the document.
            readings: Its things under their roles.
            relations: Between its things.
            reason: What of it is not read, and why; see `kgbuild.extract.text.legible`.
        """
        typed = list(_typed(readings))
        ids = {key: f"e{number}" for number, key in enumerate(sorted({key for _, key in typed}, key=_order), 1)}
        claims = [
            self._claim(
                (PAPER, reading.role, ids[key]),
                reading.probability,
                document.evidence(stating_sentence(reading.role, reading.group, document, cues)),
            )
            for reading, key in typed
        ]
        named = [_entity(name, key, document) for key, name in ids.items()]
        legible = reason not in ILLEGIBLE
        domains, domain_claims = self._domains(document, len(named)) if legible else ([], [])
        results = read_results(document, readings, self._extractor, self._outcomes) if legible else ()
        return Extraction(
            paper=document.paper,
            entities=(*named, *domains),
            claims=(
                *claims,
                *self._uses(typed, ids, document),
                *self._relations(relations, ids, document),
                *domain_claims,
                *self._links(document),
            ),
            results=tuple(results),
            unread=reason,
        )

    def _claim(self, statement: tuple[str, str, str], confidence: float, evidence: Evidence) -> Claim:
        subject, predicate, obj = statement
        return Claim(
            subject=subject,
            predicate=predicate,
            object=obj,
            confidence=round(confidence, 4),
            evidence=(evidence,),
            extractor=self._extractor,
        )

    def _uses(self, typed: Sequence[tuple[Reading, _Key]], ids: Mapping[_Key, str], document: Document) -> Iterator[Claim]:
        for reading, key in typed:
            if reading.role == "usesDataset":
                for relation, sentence in dataset_uses(reading.group, document):
                    yield self._claim(
                        (PAPER, relation, ids[key]), reading.probability * _USE_CONFIDENCE, document.evidence(sentence)
                    )

    def _relations(self, relations: Sequence[RelationReading], ids: Mapping[_Key, str], document: Document) -> Iterator[Claim]:
        for one in relations:
            subject = next((ids[key] for kind in _SUBJECT_TYPES[one.relation] if (key := (one.pair.subject, kind)) in ids), None)
            obj = next((ids[key] for kind in _OBJECT_TYPES[one.relation] if (key := (one.pair.object, kind)) in ids), None)
            if subject and obj:
                yield self._claim((subject, one.relation, obj), one.probability, document.evidence(one.sentence))

    def _domains(self, document: Document, taken: int) -> tuple[list[Entity], list[Claim]]:
        title, *abstract = document.sentences
        found = self._classify(title.text, [sentence.text for sentence in abstract])
        entities = [Entity(id=f"e{number}", type="Domain", name=name) for number, (name, _, _) in enumerate(found, taken + 1)]
        claims = [
            self._claim((PAPER, "inDomain", entity.id), probability, document.evidence(document.sentences[decided + 1]))
            for entity, (_, probability, decided) in zip(entities, found, strict=True)
        ]
        return entities, claims

    def _links(self, document: Document) -> Iterator[Claim]:
        for link in find_links(document.text):
            if link.kind in RESOURCE_KINDS:
                evidence = document.evidence(document.sentence_at(link.start))
                yield self._claim((PAPER, "hasCode", link.written), _LINK_CONFIDENCE, evidence)


def _entity(name: str, key: _Key, document: Document) -> Entity:
    group, kind = key
    mentions = tuple(document.mention(start, end) for start, end in group.spans)
    label = clearest([mention.text for mention in mentions], abbreviated=group.abbreviated)
    return Entity(id=name, type=kind, name=label, mentions=mentions, concept=concept_of(group, kind))


def _typed(readings: Sequence[Reading]) -> Iterator[tuple[Reading, _Key]]:
    """Yield each reading with its entity: a group under a type. An introduced dataset is used too, if no reading says so."""
    roles: dict[Group, list[str]] = defaultdict(list)
    for reading in readings:
        roles[reading.group].append(reading.role)
    for reading in readings:
        kind = entity_type(reading, roles[reading.group])
        yield reading, (reading.group, kind)
        if reading.role == "introduces" and kind == "Dataset" and "usesDataset" not in roles[reading.group]:
            yield Reading(reading.group, "usesDataset", reading.probability), (reading.group, kind)


def _order(key: _Key) -> tuple[tuple[tuple[int, int], ...], str]:
    return key[0].spans, key[1]
