"""RDF as JSON-LD 1.1: one object a node, one node a line, with the published context inside so that it reads offline."""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, BinaryIO, TypeAlias

from pyoxigraph import Literal, NamedNode, Triple

from kgbuild.assemble.graph import KnowledgeGraph
from kgbuild.assemble.rdf import described
from kgbuild.assemble.terms import Said
from kgbuild.namespaces import prefixes
from kgbuild.vocabulary import ontology_folder

PUBLISHED = "https://w3id.org/kgbuild/ontology/context.jsonld"
"""Where `ontology/context.jsonld` is to be published; no reader needs to fetch it."""

_ABOUT = f"The first context is that of {PUBLISHED}, the second names what is under the base of this graph."

Json: TypeAlias = str | int | bool | dict[str, Any]

_RDF_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
_XSD = "http://www.w3.org/2001/XMLSchema#"
_STRING = f"{_XSD}string"
_BOOLEAN = f"{_XSD}boolean"
_INTEGERS = frozenset((f"{_XSD}integer", f"{_XSD}nonNegativeInteger"))
_SAFE_INTEGER = 2**53
"""JSON readers may keep numbers as doubles, which hold no greater integers exactly (RFC 8259, section 6)."""


def write_jsonld(graph: KnowledgeGraph, stream: BinaryIO) -> None:
    """Write a graph as JSON-LD 1.1, node by node.

    Names are short by the context: `kgbuild.export.jsonld.PUBLISHED` first, then the prefixes of this graph's base.

    Args:
        graph: What to write; it is not changed.
        stream: Where to; it stays open.

    Example:
        >>> import io
        >>> from kgbuild.assemble.graph import Node
        >>> graph, stream = KnowledgeGraph("https://example.org/"), io.BytesIO()
        >>> graph.add_node(Node("https://example.org/model/bert", "Model", "BERT"))
        >>> write_jsonld(graph, stream)
        >>> bert = next(node for node in json.loads(stream.getvalue())["@graph"] if node["id"] == "model:bert")
        >>> bert["type"], bert["prefLabel"]
        (['skos:Concept', 'fair4ml:MLModel', 'Model'], 'BERT')
    """
    published: dict[str, Any] = json.loads((ontology_folder() / "context.jsonld").read_bytes())["@context"]
    own = {prefix: iri for prefix, iri in prefixes(graph.base).items() if prefix not in published}
    names = _Names.of({**published, **own})
    stream.write(f'{{\n"about": {_text(_ABOUT)},\n"@context": [{_text(published)},\n{_text(own)}],\n"@graph": ['.encode())
    separator = "\n"
    for subject, said in described(graph):
        stream.write(f"{separator}{_text(names.node(subject.value, said))}".encode())
        separator = ",\n"
    stream.write(b"\n]\n}\n")


def _text(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(", ", ": "))


@dataclass(frozen=True)
class _Names:
    """What a context calls things.

    Attributes:
        namespaces: Prefix by namespace.
        terms: Term by IRI.
        kinds: What a term takes its values for, by term: a datatype's IRI, `@id`, or `xsd:string` where the context is silent.
        lists: Terms whose values are in an array even if there is one.
        reserved: Names that would be taken for a prefix where they are the scheme of an IRI.
    """

    namespaces: Mapping[str, str]
    terms: Mapping[str, str]
    kinds: Mapping[str, str]
    lists: frozenset[str]
    reserved: frozenset[str]

    @classmethod
    def of(cls, context: Mapping[str, Any]) -> "_Names":
        """Read a context whose terms are defined through prefixes that stand in it."""
        prefixed = {name: iri for name, iri in context.items() if isinstance(iri, str) and iri.endswith(("/", "#"))}

        def expanded(curie: str) -> str:
            prefix, _, local = curie.partition(":")
            return prefixed[prefix] + local if prefix in prefixed else curie

        long = {name: {"@id": value} if isinstance(value, str) else value for name, value in context.items() if name[0] != "@"}
        terms = {name: value for name, value in long.items() if name not in prefixed and value["@id"][0] != "@"}
        return cls(
            namespaces={iri: prefix for prefix, iri in prefixed.items()},
            terms={expanded(value["@id"]): name for name, value in terms.items()},
            kinds={name: expanded(value.get("@type", "xsd:string")) for name, value in terms.items()},
            lists=frozenset(name for name, value in terms.items() if value.get("@container") == "@set"),
            reserved=frozenset(long),
        )

    def node(self, subject: str, said: Iterable[Said]) -> dict[str, Any]:
        """Return one node with all that is said of it."""
        types: list[str] = []
        values: defaultdict[str, list[Json]] = defaultdict(list)
        for predicate, obj in said:
            if isinstance(obj, Triple):
                raise TypeError(obj)  # JSON-LD 1.1 has no triple terms
            if predicate.value == _RDF_TYPE:
                types.append(self.terms.get(obj.value) or self.short(obj.value))
            else:
                name = self.terms.get(predicate.value) or self.short(predicate.value)
                values[name].append(self.value(obj, self.kinds.get(name, _STRING)))
        node: dict[str, Any] = {"id": self.short(subject)}
        if types:
            node["type"] = types
        return node | {name: each if len(each) > 1 or name in self.lists else each[0] for name, each in values.items()}

    def value(self, obj: NamedNode | Literal, kind: str) -> Json:
        """Return an object as short as its property allows."""
        if isinstance(obj, Literal):
            return self._literal(obj.value, obj.datatype.value, kind)
        scheme = obj.value.partition(":")[0]
        short = self.short(obj.value)
        if short == obj.value and scheme in self.reserved:  # A paper may give kg:x as its address: here, no prefix is meant.
            return {"@context": {scheme: None}, "@id": obj.value}
        return short if kind == "@id" else {"id": short}

    def _literal(self, value: str, datatype: str, kind: str) -> Json:
        if datatype != kind:
            return {"@value": value} if datatype == _STRING else {"@value": value, "@type": self.short(datatype)}
        if datatype in _INTEGERS and abs(int(value)) < _SAFE_INTEGER:
            return int(value)
        return value == "true" if datatype == _BOOLEAN else value

    def short(self, iri: str) -> str:
        """Return the prefixed name of an IRI, if it has one that every reader takes for it (JSON-LD 1.1 API, section 5.2)."""
        end = max(iri.rfind("/"), iri.rfind("#"))
        while end > 0:
            prefix = self.namespaces.get(iri[: end + 1])
            if prefix is not None and iri[end + 1 :] and not iri.startswith("//", end + 1):
                return f"{prefix}:{iri[end + 1 :]}"
            end = max(iri.rfind("/", 0, end), iri.rfind("#", 0, end))
        return iri
