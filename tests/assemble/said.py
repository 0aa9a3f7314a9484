"""Extractions and vocabularies by hand: a paper says facts, one sentence each."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from kgbuild.assemble import assemble
from kgbuild.assemble.graph import KnowledgeGraph
from kgbuild.identifiers import Identifiers, content_hash
from kgbuild.models import Claim, Entity, Evidence, Extraction, Mention, Paper, Result
from kgbuild.vocabulary import Concept, Relation, Vocabulary

_RANGES = {
    "appliesTechnique": ("Technique",),
    "comparesWith": ("Architecture", "Method", "Model", "Technique"),
    "introduces": ("Dataset", "Method", "Metric", "Model", "Technique", "Tool"),
    "ofSystem": ("Method", "Model"),
    "onDataset": ("Dataset",),
    "onMetric": ("Metric",),
    "usesArchitecture": ("Architecture",),
    "usesBaseModel": ("Model",),
    "usesDataset": ("Dataset",),
    "usesMetric": ("Metric",),
}


@dataclass(frozen=True)
class Fact:
    """One claim of a paper about a thing that it spells in one or more ways."""

    predicate: str
    type: str
    forms: tuple[str, ...]
    confidence: float = 0.9
    concept: str | None = None
    subject: str = "paper"


def fact(predicate: str, node_type: str, *forms: str, **more: Any) -> Fact:  # noqa: ANN401 - fields of Fact
    """Return a fact; the first form is the name."""
    return Fact(predicate, node_type, forms, **more)


def model(*forms: str, **more: Any) -> Fact:  # noqa: ANN401 - fields of Fact
    """Return the fact that the paper uses a base model."""
    return fact("usesBaseModel", "Model", *forms, **more)


def says(title: str, *facts: Fact, year: int | None = None, results: Iterable[dict[str, Any]] = (), **more: Any) -> Extraction:  # noqa: ANN401
    """Return what a paper says; its abstract is made of one sentence a fact."""
    sentences = [f"{fact.predicate}: {', '.join(fact.forms)}." for fact in facts]
    sentences += [f"We reach {' '.join(str(value) for value in result.values())}." for result in results]
    starts = [sum(len(sentence) + 1 for sentence in sentences[:place]) for place in range(len(sentences))]
    spans = [
        Evidence(field="abstract", start=start, end=start + len(sentence), text=sentence)
        for start, sentence in zip(starts, sentences, strict=True)
    ]
    paper = Paper(**{"id": content_hash(title, *sentences), **more}, title=title, abstract=" ".join(sentences), year=year)
    entities = [_entity(f"e{place}", fact, span) for place, (fact, span) in enumerate(zip(facts, spans, strict=False), start=1)]
    claims = [
        Claim(
            subject=fact.subject,
            predicate=fact.predicate,
            object=entity.id,
            confidence=fact.confidence,
            evidence=(span,),
            extractor="hand",
        )
        for fact, entity, span in zip(facts, entities, spans, strict=False)
    ]
    reported = [
        Result(**result, evidence=span, confidence=0.8, extractor="hand")
        for result, span in zip(results, spans[len(facts) :], strict=True)
    ]
    return Extraction(paper=paper, entities=tuple(entities), claims=tuple(claims), results=tuple(reported))


def _entity(entity_id: str, fact: Fact, span: Evidence) -> Entity:
    if fact.type == "Domain":
        return Entity(id=entity_id, type="Domain", name=fact.forms[0])
    mentions = []
    place = len(fact.predicate) + 2
    for form in fact.forms:
        start = span.start + place
        mentions.append(Mention(field="abstract", start=start, end=start + len(form), text=form))
        place += len(form) + 2
    return Entity(id=entity_id, type=fact.type, name=fact.forms[0], mentions=tuple(mentions), concept=fact.concept)  # type: ignore[arg-type]


def concept(node_type: str, name: str, *aliases: str, **more: Any) -> Concept:  # noqa: ANN401 - fields of Concept
    """Return a concept with the IRI that its name gives."""
    return Concept(Identifiers().entity(node_type, name), node_type, name, tuple(sorted(aliases)), **more)


def vocabulary(*concepts: Concept) -> Vocabulary:
    """Return a vocabulary of these concepts and the usual ranges."""
    relations = {name: Relation(name, name, name, "", ("Paper", "Result"), types) for name, types in _RANGES.items()}
    return Vocabulary("0", {}, relations, {concept.iri: concept for concept in sorted(concepts, key=lambda concept: concept.iri)})


def graph_of(*extractions: Extraction, concepts: Iterable[Concept] = ()) -> KnowledgeGraph:
    """Assemble with a vocabulary of these concepts only."""
    return assemble(extractions, vocabulary=vocabulary(*concepts))


def labels(graph: KnowledgeGraph, node_type: str) -> list[str]:
    """Return the labels of the nodes of one class, sorted."""
    return sorted(node.label for node in graph.nodes(node_type))


def said(graph: KnowledgeGraph, predicate: str) -> list[tuple[str, str]]:
    """Return the edges of one relation by the labels of their ends, sorted."""
    return sorted((graph.node(edge.source).label, graph.node(edge.target).label) for edge in graph.edges(predicate))
