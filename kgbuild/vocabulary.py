"""The ontology's classes, relations and concepts, read from `ontology/`: the single source of what kgbuild can say."""

from collections.abc import Iterator
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class NodeClass:
    """A class of the ontology."""

    name: str
    iri: str
    label: str
    comment: str


@dataclass(frozen=True, slots=True)
class Relation:
    """A relation of the ontology between two nodes, by local names.

    Attributes:
        name: Local name, such as `usesBaseModel`.
        iri: Its IRI.
        label: What to call it in a legend or sentence: `uses base model`.
        comment: Its meaning.
        domain: Classes its subject may have.
        range: Classes its object may have.
        inverse: Local name of the inverse relation, or None.
    """

    name: str
    iri: str
    label: str
    comment: str
    domain: tuple[str, ...]
    range: tuple[str, ...]
    inverse: str | None = None


@dataclass(frozen=True, slots=True)
class Concept:
    """A known thing of the field.

    Attributes:
        iri: `Identifiers().entity(type, name)`: the concept's IRI is the IRI of its node in a graph with the default base.
        type: A class of the ontology: Model, Architecture, Technique, Task, Dataset, Metric, Domain, Method or Tool.
        name: Preferred label.
        aliases: Other names, sorted.
        broader: Names of broader concepts of the same type, sorted.
        variant_of: For a Model, the name of the Model it is a size or version of.
        based_on: Names of the Models, Methods or Architectures it extends, sorted.
        higher_is_better: For a Metric, its direction, where known.
        exact_match: IRIs of the same concept elsewhere, sorted.
        close_match: IRIs of nearly the same concept elsewhere, sorted.
        source: Where the name was found.
    """

    iri: str
    type: str
    name: str
    aliases: tuple[str, ...] = ()
    broader: tuple[str, ...] = ()
    variant_of: str | None = None
    based_on: tuple[str, ...] = ()
    higher_is_better: bool | None = None
    exact_match: tuple[str, ...] = ()
    close_match: tuple[str, ...] = ()
    source: str = ""


@dataclass(frozen=True)
class Vocabulary:
    """Everything under `ontology/`, in memory.

    Attributes:
        classes: By local name.
        relations: By local name.
        concepts: By IRI, in order.
    """

    version: str
    classes: dict[str, NodeClass]
    relations: dict[str, Relation]
    concepts: dict[str, Concept] = field(repr=False)

    def named(self, name: str, node_type: str | None = None) -> Iterator[Concept]:
        """Yield the concepts that bear this name or alias, whatever its case and hyphens, all or those of one type."""
        raise NotImplementedError
