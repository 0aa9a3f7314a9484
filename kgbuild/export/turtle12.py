"""RDF 1.2 as Turtle in annotation syntax: each edge carries its statement where it stands."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import BinaryIO

from pyoxigraph import Literal, NamedNode, Triple

from kgbuild.assemble import describe
from kgbuild.assemble.graph import KnowledgeGraph
from kgbuild.assemble.rdf import described
from kgbuild.assemble.terms import Said, term
from kgbuild.identifiers import ONTOLOGY, Identifiers
from kgbuild.namespaces import prefixes

_LOCAL = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_.-]*[A-Za-z0-9_-])?")
_BARE = {
    "http://www.w3.org/2001/XMLSchema#boolean": re.compile("true|false"),
    "http://www.w3.org/2001/XMLSchema#decimal": re.compile(r"-?\d+\.\d+"),
    "http://www.w3.org/2001/XMLSchema#integer": re.compile(r"-?\d+"),
}
"""Literals that need neither quotes nor datatype (Turtle, section 2.5)."""

_STRING = "http://www.w3.org/2001/XMLSchema#string"


def write_turtle12(graph: KnowledgeGraph, stream: BinaryIO) -> None:
    """Write a graph as Turtle 1.2 (W3C Working Draft, section 2.11): `subject predicate object ~ statement {| … |}`.

    In triples, `statement rdf:reifies <<( subject predicate object )>>` stands for the class `rdf:Statement` and the three
    properties that name the edge in RDF 1.1; all else is as `write_turtle` has it. Few readers know RDF 1.2 yet: pyoxigraph 0.5
    and N3.js 2 do, rdflib 7 does not.

    Args:
        graph: What to write; it is not changed.
        stream: Where to; it stays open.

    Example:
        >>> import io
        >>> from kgbuild.assemble.graph import Edge, Node
        >>> graph, stream = KnowledgeGraph(), io.BytesIO()
        >>> graph.add_node(Node("urn:m", "Model", "BERT"))
        >>> graph.add_edge(Edge("urn:s", "urn:m", "variantOf", "urn:m", 0.9, rule="name"))
        >>> write_turtle12(graph, stream)
        >>> b"kg:variantOf <urn:m> ~ <urn:s> {|" in stream.getvalue()
        True
    """
    writer = _Writer(graph, Identifiers(graph.base), {namespace: prefix for prefix, namespace in prefixes(graph.base).items()})
    stream.write(b'VERSION "1.2"\n')
    stream.writelines(f"PREFIX {prefix}: <{namespace}>\n".encode() for prefix, namespace in sorted(prefixes(graph.base).items()))
    for subject, said in described(graph, triple_terms=True):
        if all(predicate != term("rdf:reifies") for predicate, _ in said):  # else it stands with its edge
            stream.write(f"\n{writer.term(subject)}\n{writer.list(subject, said)} .\n".encode())


@dataclass(frozen=True)
class _Writer:
    graph: KnowledgeGraph
    identifiers: Identifiers
    prefixes: dict[str, str]

    def list(self, subject: NamedNode, said: Iterable[Said], indent: str = "    ") -> str:
        """Return predicates and objects, the classes first."""
        objects: defaultdict[str, list[str]] = defaultdict(list)
        a = term("rdf:type")
        for predicate, obj in sorted(said, key=lambda each: each[0] != a):
            name = "a" if predicate == a else self.term(predicate)
            objects[name].append(self.term(obj) + "".join(self.annotation(subject, predicate, obj, indent)))
        return " ;\n".join(f"{indent}{name} {', '.join(each)}" for name, each in objects.items())

    def annotation(self, subject: NamedNode, predicate: NamedNode, obj: NamedNode | Literal | Triple, indent: str) -> Iterator[str]:
        """Yield the statement, if these three are an edge."""
        relation = predicate.value.removeprefix(ONTOLOGY)
        if isinstance(obj, NamedNode) and self.graph.nx.has_edge(subject.value, obj.value, relation):
            edge = self.graph.edge(subject.value, relation, obj.value)
            said = set(describe.statement(edge, self.graph, self.identifiers, lambda _: iter(())))
            ordered = sorted(said, key=lambda each: (str(each[0]), str(each[1])))
            statement = NamedNode(edge.id)
            yield f" ~ {self.term(statement)} {{|\n{self.list(statement, ordered, indent + '    ')}\n{indent}|}}"

    def term(self, value: NamedNode | Literal | Triple) -> str:
        """Return a term as short as Turtle allows."""
        if isinstance(value, NamedNode):
            end = max(value.value.rfind("/"), value.value.rfind("#")) + 1
            prefix, local = self.prefixes.get(value.value[:end]), value.value[end:]
            return f"{prefix}:{local}" if prefix and _LOCAL.fullmatch(local) else str(value)
        if isinstance(value, Triple) or value.datatype.value == _STRING:
            return str(value)
        bare = _BARE.get(value.datatype.value)
        if bare and bare.fullmatch(value.value):
            return value.value
        return f"{Literal(value.value)}^^{self.term(value.datatype)}"
