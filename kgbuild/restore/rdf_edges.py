"""Edges from their statements, and passages from the annotations that are their evidence."""

from collections.abc import Iterator

from pyoxigraph import NamedNode, Triple

from kgbuild.assemble.graph import Edge, Passage
from kgbuild.identifiers import ONTOLOGY
from kgbuild.restore.described import Described


def edges(said: Described) -> Iterator[Edge]:
    """Yield the edges of a graph.

    Args:
        said: The RDF; statements are tied to their edges by `rdf:subject`, `rdf:predicate` and `rdf:object`, or by `rdf:reifies`.

    Example:
        >>> list(edges(Described({})))
        []
    """
    statements = said.of_class("kg:Statement")
    known = set(statements)
    for iri in statements:
        source, predicate, target = _ends(said, iri)
        rank = said.maybe(iri, "kg:rank")
        yield Edge(
            id=iri,
            source=source,
            predicate=predicate.removeprefix(ONTOLOGY),
            target=target,
            confidence=float(said.text(iri, "kg:confidence")),
            support=int(said.text(iri, "kg:support")),
            evidence=tuple(sorted(_passage(said, each) for each in said.texts(iri, "kg:evidence"))),
            derived_from=tuple(source for source in said.texts(iri, "prov:wasDerivedFrom") if source in known),
            rank=None if rank is None else int(rank),
            rule=said.maybe(iri, "kg:rule"),
        )


def _ends(said: Described, iri: str) -> tuple[str, str, str]:
    for triple in said.objects(iri, "rdf:reifies"):
        if isinstance(triple, Triple) and isinstance(triple.subject, NamedNode) and isinstance(triple.object, NamedNode):
            return triple.subject.value, triple.predicate.value, triple.object.value
    return said.text(iri, "rdf:subject"), said.text(iri, "rdf:predicate"), said.text(iri, "rdf:object")


def _passage(said: Described, annotation: str) -> Passage:
    place = said.text(annotation, "oa:hasTarget")
    return Passage(
        paper=said.text(place, "oa:hasSource"),
        field="title" if said.text(place, "kg:field") == "title" else "abstract",
        start=int(said.text(f"{place}/position", "oa:start")),
        end=int(said.text(f"{place}/position", "oa:end")),
        text=said.text(f"{place}/quote", "oa:exact"),
        marks=tuple(_mark(mark) for mark in (said.maybe(annotation, "kg:marks") or "").split()),
        confidence=float(said.text(annotation, "kg:confidence")),
        extractor=said.text(annotation, "kg:extractor"),
    )


def _mark(text: str) -> tuple[int, int]:
    start, _, end = text.partition("-")
    return int(start), int(end)
