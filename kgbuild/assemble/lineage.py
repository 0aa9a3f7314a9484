"""Edges that follow from other edges, from the vocabulary, or from names: who introduced what, and what builds on what."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace

from kgbuild.assemble.abbreviation import expands
from kgbuild.assemble.graph import Edge, KnowledgeGraph, Node
from kgbuild.assemble.resolve import Resolution, Thing
from kgbuild.assemble.spelling import spelling_key
from kgbuild.assemble.variants import families
from kgbuild.identifiers import Identifiers
from kgbuild.vocabulary import Concept, Vocabulary

_BY_NAME = 0.9
_BY_VOCABULARY = 1.0
_SLIP = 1
_BETWEEN_WORDS = re.compile(r"[\W_]+")
_SYSTEMS = frozenset(("Method", "Model"))


def derive(graph: KnowledgeGraph, vocabulary: Vocabulary, resolution: Resolution) -> None:
    """Add the derived edges and the vocabulary's links to a graph.

    Args:
        graph: Changed in place; holds the stated edges.
        vocabulary: Knows variants, bases and broader concepts.
        resolution: Knows which names mean which nodes.
    """
    present = _present(graph)
    for edges in (
        introduced_by(graph),
        variant_of(graph, vocabulary, resolution, present),
        based_on(graph, vocabulary, present),
        namesakes(graph, resolution),
    ):
        _add(graph, edges)
    _add(graph, builds_on(graph))
    graph.links |= set(_links(vocabulary, present))


def _add(graph: KnowledgeGraph, edges: Iterator[Edge]) -> None:
    for edge in list(edges):
        if edge.source == edge.target:
            continue
        if not graph.nx.has_edge(edge.source, edge.target, edge.predicate):
            graph.add_edge(edge)
        elif edge.rule == "vocabulary":
            graph.add_edge(_confirmed(graph.edge(edge.source, edge.predicate, edge.target), edge))


def _confirmed(stated: Edge, derived: Edge) -> Edge:
    """Return an edge that papers state and the vocabulary too: with their sentences, and as sure as the surer."""
    return replace(stated, confidence=max(stated.confidence, derived.confidence), rule=derived.rule)


def _present(graph: KnowledgeGraph) -> dict[str, str]:
    """Return the node of each concept in the graph."""
    return {node.concept: node.iri for node in graph.nodes() if node.concept is not None}


def _derived(graph: KnowledgeGraph, triple: tuple[str, str, str], confidence: float, rule: str, *edges: str) -> Edge:
    iri = Identifiers(graph.base).statement(*triple)
    return Edge(iri, *triple, confidence, derived_from=tuple(sorted(set(edges))), rule=rule)


def introduced_by(graph: KnowledgeGraph) -> Iterator[Edge]:
    """Yield the inverse of `introduces`, for the paper that most likely did.

    Where several papers claim to introduce one thing, one whose title holds a name of the thing goes before others, then the
    earliest, then the surest; papers that are equal in all three are all named. A paper from more than a year after the first paper
    that speaks of the thing did not introduce it, unless its title holds the name. The other claims stay as `introduces` only.

    Args:
        graph: Holds the stated edges.
    """
    claims: defaultdict[str, list[Edge]] = defaultdict(list)
    for edge in graph.edges("introduces"):
        claims[edge.target].append(edge)
    for target, edges in claims.items():
        thing = graph.node(target)
        ranked = {edge.id: _standing(graph.node(edge.source), thing, edge) for edge in edges}
        known = [standing for standing in ranked.values() if standing is not None]
        for edge in edges:
            if known and ranked[edge.id] == min(known):
                yield _derived(graph, (target, "introducedBy", edge.source), edge.confidence, "inverse", edge.id)


def _standing(paper: Node, thing: Node, edge: Edge) -> tuple[int, int, float] | None:
    """Return how well a paper stands as the one that introduced a thing, the least best; None where it cannot be."""
    named = _holds_name(paper.label, thing)
    late = paper.first_year is not None and thing.first_year is not None and paper.first_year > thing.first_year + _SLIP
    if late and not named:
        return None
    year = paper.first_year if paper.first_year is not None else 10_000
    return (0 if named else 1, year, -edge.confidence)


def _holds_name(title: str, thing: Node) -> bool:
    words = f" {_spaced(title)} "
    return any(f" {_spaced(name)} " in words for name in (thing.label, *thing.aliases))


def _spaced(text: str) -> str:
    return _BETWEEN_WORDS.sub(" ", text.casefold()).strip()


def builds_on(graph: KnowledgeGraph) -> Iterator[Edge]:
    """Yield an edge from each paper to the papers that introduced its base models, none to a later year.

    Args:
        graph: Holds `usesBaseModel` and `introducedBy`.
    """
    introducers: defaultdict[str, list[Edge]] = defaultdict(list)
    for edge in graph.edges("introducedBy"):
        introducers[edge.source].append(edge)
    reasons: defaultdict[tuple[str, str], list[tuple[Edge, Edge]]] = defaultdict(list)
    for use in graph.edges("usesBaseModel"):
        for origin in introducers.get(use.target, ()):
            if use.source != origin.target and not _later(graph.node(origin.target), graph.node(use.source)):
                reasons[use.source, origin.target].append((use, origin))
    for (paper, earlier), pairs in reasons.items():
        confidence = max(min(use.confidence, origin.confidence) for use, origin in pairs)
        ids = [edge.id for pair in pairs for edge in pair]
        yield _derived(graph, (paper, "buildsOn", earlier), confidence, "base model", *ids)


def _later(paper: Node, other: Node) -> bool:
    return paper.first_year is not None and other.first_year is not None and paper.first_year > other.first_year


def variant_of(graph: KnowledgeGraph, vocabulary: Vocabulary, resolution: Resolution, present: dict[str, str]) -> Iterator[Edge]:
    """Yield an edge from each model to the nearest family in the graph, by the vocabulary, else by its name; no cycles.

    Args:
        graph: Holds the models.
        vocabulary: Knows variants.
        resolution: Knows which names mean which nodes.
        present: The node of each concept in the graph.
    """
    parents: dict[str, str] = {}
    for rule, confidence in (("vocabulary", _BY_VOCABULARY), ("name", _BY_NAME)):
        for model in graph.nodes("Model"):
            if model.iri in parents:
                continue
            parent = _known_family(model, vocabulary, present) if rule == "vocabulary" else _named_family(model, resolution)
            if parent is not None and not _reaches(parent, model.iri, parents):
                parents[model.iri] = parent
                yield _derived(graph, (model.iri, "variantOf", parent), confidence, rule)


def _known_family(model: Node, vocabulary: Vocabulary, present: dict[str, str]) -> str | None:
    concept = vocabulary.concepts.get(model.concept or "")
    seen: set[str] = set()
    while concept is not None and concept.variant_of and concept.iri not in seen:
        seen.add(concept.iri)
        concept = next(vocabulary.named(concept.variant_of, "Model"), None)
        if concept is not None and concept.iri in present:
            return present[concept.iri]
    return None


def _named_family(model: Node, resolution: Resolution) -> str | None:
    for name in (model.label, *model.aliases):
        for family in families(name):
            thing = resolution.by_key.get(("Model", spelling_key(family)))
            if thing is not None and thing.iri != model.iri:
                return thing.iri
    return None


def _reaches(start: str, goal: str, parents: dict[str, str]) -> bool:
    node: str | None = start
    while node is not None:
        if node == goal:
            return True
        node = parents.get(node)
    return False


def based_on(graph: KnowledgeGraph, vocabulary: Vocabulary, present: dict[str, str]) -> Iterator[Edge]:
    """Yield what the vocabulary says concepts of the graph are based on, where that is in the graph too.

    Args:
        graph: Holds the entities.
        vocabulary: Knows bases.
        present: The node of each concept in the graph.
    """
    for node in graph.nodes():
        concept = vocabulary.concepts.get(node.concept or "")
        for name in concept.based_on if concept else ():
            base = next((base for base in _bases(name, vocabulary) if base.iri in present), None)
            if base is not None:
                yield _derived(graph, (node.iri, "basedOn", present[base.iri]), _BY_VOCABULARY, "vocabulary")


def _bases(name: str, vocabulary: Vocabulary) -> Iterator[Concept]:
    for node_type in ("Model", "Method", "Architecture"):
        yield from vocabulary.named(name, node_type)


def namesakes(graph: KnowledgeGraph, resolution: Resolution) -> Iterator[Edge]:
    """Yield an edge from each system that a paper introduces under the name of an architecture to that architecture.

    A paper introduces no architecture, but the first system of it: the Transformer of 2017. So its paper is found from there.

    Args:
        graph: Holds the stated edges.
        resolution: Knows which names mean which nodes.
    """
    claims: defaultdict[str, list[str]] = defaultdict(list)
    for edge in graph.edges("introduces"):
        claims[edge.target].append(edge.id)
    for target, edges in claims.items():
        system = graph.node(target)
        family = resolution.by_key.get(("Architecture", spelling_key(system.label)))
        if family is not None and system.type in _SYSTEMS and not _spelled_otherwise(system, family):
            yield _derived(graph, (target, "basedOn", family.iri), _BY_NAME, "name", *edges)


def _spelled_otherwise(system: Node, family: Thing) -> bool:
    """Tell whether a system is an abbreviation of words that are none of the family's names."""
    known = {spelling_key(name) for name in (family.label, *family.aliases)}
    return any(expands(system.label, form) and spelling_key(form) not in known for form in system.aliases)


def _links(vocabulary: Vocabulary, present: dict[str, str]) -> Iterator[tuple[str, str, str]]:
    """Yield what SKOS says of the graph's concepts: broader concepts in the graph, and the same concepts elsewhere."""
    for iri, node in present.items():
        concept = vocabulary.concepts[iri]
        for name in concept.broader:
            for broader in vocabulary.named(name, concept.type):
                if broader.iri in present and broader.iri != iri:
                    yield node, "broader", present[broader.iri]
        for relation, others in (("exactMatch", concept.exact_match), ("closeMatch", concept.close_match)):
            for other in others:
                yield node, relation, other
        if node != iri:
            yield node, "exactMatch", iri
