"""The W3C's SPARQL tests (https://www.w3.org/2009/sparql/docs/tests/), run through our query path.

The source package of rdflib carries them, under the W3C's Test Suite Licence; nothing of them is in this repository.

    pip download rdflib==7.6.0 --no-deps --no-binary rdflib && tar xf rdflib-7.6.0.tar.gz
    python tests/query/w3c.py rdflib-7.6.0/test/data/suites/w3c
"""

import csv
import io
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path
from urllib.parse import unquote, urlparse

import pyoxigraph as ox
import rdflib
from rdflib.compare import isomorphic

from kgbuild.errors import QueryError
from kgbuild.query import QuerySyntaxError, Rows, run, serialize
from kgbuild.query.evaluate import as_rows
from kgbuild.query.rdf_files import SYNTAXES, load_file

MF = "http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#"
QT = "http://www.w3.org/2001/sw/DataAccess/tests/test-query#"
RS = "http://www.w3.org/2001/sw/DataAccess/tests/result-set#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
XSD = "http://www.w3.org/2001/XMLSchema#"

APPROVAL = "http://www.w3.org/2001/sw/DataAccess/tests/test-dawg#approval"
WITHDRAWN = "http://www.w3.org/2001/sw/DataAccess/tests/test-dawg#Withdrawn"

MANIFESTS = ("dawg-data-r2/manifest-evaluation.ttl", "dawg-data-r2/manifest-syntax.ttl", "sparql11/manifest-all.ttl")
NOT_QUERIES = frozenset(
    f"sparql11/{name}"
    for name in (
        "add", "basic-update", "clear", "copy", "delete", "delete-data", "delete-insert", "delete-where", "drop", "move",
        "update-silent", "syntax-update-1", "syntax-update-2", "http-rdf-update", "protocol", "service-description",
    )
)  # fmt: skip
"""Folders of updates and of the protocol: we read only, and the protocol is tested with the server."""

OUT_OF_SCOPE = {
    "sparql11/entailment": "needs reasoning by an entailment regime",
    "sparql11/service": "SERVICE is refused",
    "sparql11/syntax-fed": "SERVICE is refused",
}

_BY_VALUE = "Oxigraph keeps numbers and derived integers by their values, not by their spelling"
_SPARQL_10 = "the test follows SPARQL 1.0 or RDF 1.0, which SPARQL 1.1 and RDF 1.1 changed"
KNOWN = {
    "dawg-data-r2/basic Basic - Term 6": _SPARQL_10,  # `1.` is a number and a full stop now
    "dawg-data-r2/basic Basic - Term 7": _SPARQL_10,
    "dawg-data-r2/distinct All: Distinct": _BY_VALUE,
    "dawg-data-r2/distinct Numbers: Distinct": _BY_VALUE,
    "dawg-data-r2/distinct Strings: Distinct": _SPARQL_10,  # a plain literal is an xsd:string now
    "dawg-data-r2/expr-builtin datatype-2 : Literals with a datatype": _SPARQL_10,
    "dawg-data-r2/expr-builtin sameTerm-eq": _BY_VALUE,
    "dawg-data-r2/expr-builtin sameTerm-not-eq": _BY_VALUE,
    "dawg-data-r2/expr-builtin sameTerm-simple": _BY_VALUE,
    "dawg-data-r2/expr-builtin str-1": _BY_VALUE,
    "dawg-data-r2/expr-builtin str-2": _BY_VALUE,
    "dawg-data-r2/expr-equals Equality 1-1 -- graph": _BY_VALUE,
    "dawg-data-r2/expr-equals Equality 1-2 -- graph": _BY_VALUE,
    "dawg-data-r2/open-world date-2": "Oxigraph compares dates with and without a time zone, as XML Schema 1.1 does",
    "dawg-data-r2/open-world date-3": "Oxigraph compares dates with and without a time zone, as XML Schema 1.1 does",
    "dawg-data-r2/open-world open-eq-01": _BY_VALUE,
    "dawg-data-r2/optional-filter dawg-optional-filter-005-simplified": "one of two readings of the algebra, not ours",
    "dawg-data-r2/syntax-sparql1 syntax-lit-08.rq": _SPARQL_10,
    "dawg-data-r2/syntax-sparql2 syntax-esc-04.rq": "Oxigraph reads \\u escapes in strings and IRIs only",
    "dawg-data-r2/syntax-sparql2 syntax-esc-05.rq": "Oxigraph reads \\u escapes in strings and IRIs only",
    "dawg-data-r2/syntax-sparql3 syn-bad-26.rq": "Oxigraph reads ?x<?a&&?b>?y as two comparisons, not as an IRI",
    "sparql11/aggregates agg empty group": "the test was corrected later: no row for no group",
    "sparql11/csv-tsv-res tsv03 - TSV Result Format": _BY_VALUE,
    "sparql11/functions BNODE(str)": "Oxigraph gives one blank node for one text in all solutions",
    "sparql11/functions STRDT() TypeErrors": _SPARQL_10,
    "sparql11/functions STRLANG() TypeErrors": _SPARQL_10,
}
"""The tests that are known to fail, and why."""

_RESULTS = {".srx": ox.QueryResultsFormat.XML, ".srj": ox.QueryResultsFormat.JSON, ".tsv": ox.QueryResultsFormat.TSV}
_NUMBERS = re.compile("integer|decimal|double|float|int|long|short|byte|unsigned.*|.*Integer")


@dataclass(frozen=True)
class Case:
    """One test of a manifest.

    Attributes:
        group: Its folder, such as `sparql11/aggregates`.
        name: What the manifest calls it.
        kind: `QueryEvaluationTest`, `PositiveSyntaxTest11`, …
        query: File of the query.
        data: Files of the default graph.
        named: Files of named graphs.
        expected: File of the result.
    """

    group: str
    name: str
    kind: str
    query: Path
    data: tuple[Path, ...] = ()
    named: tuple[Path, ...] = ()
    expected: Path | None = None

    @property
    def title(self) -> str:
        """What it is called in all suites together."""
        return f"{self.group} {self.name}"


def cases(root: Path) -> list[Case]:
    """Return the tests of queries of all manifests under the folder of the suites."""
    found = {case for name in MANIFESTS for case in _cases(root / name, root)}
    return sorted(found, key=lambda case: (case.group, case.name, str(case.query)))


def failure(case: Case) -> str | None:
    """Run a test; return None if it passes, else why it does not."""
    text = case.query.read_text(encoding="utf-8")
    try:
        found = run(_store(case, text), text, base_iri=case.query.resolve().as_uri())
        answer = as_rows(found).in_order_of(text) if isinstance(found, ox.QuerySolutions) else found
    except QuerySyntaxError as error:
        return None if "NegativeSyntax" in case.kind else str(error)
    except QueryError as error:  # it is SPARQL, but asks for a function that we do not have
        return None if "PositiveSyntax" in case.kind else str(error)
    if "NegativeSyntax" in case.kind:
        return "it was read as SPARQL"
    lax = re.search(r"SELECT\s+REDUCED", text) is not None
    return None if case.expected is None or _agree(answer, case.expected, lax=lax) else "another answer is expected"


def _cases(manifest: Path, root: Path) -> Iterator[Case]:
    graph = rdflib.Graph().parse(manifest, format="turtle", publicID=manifest.resolve().as_uri())
    for included in graph.objects(None, rdflib.URIRef(f"{MF}include")):
        for one in graph.items(included):
            folder = str(_path(one).parent.relative_to(root))
            if folder not in NOT_QUERIES and _path(one).is_file():
                yield from _cases(_path(one), root)
    for entries in graph.objects(None, rdflib.URIRef(f"{MF}entries")):
        for entry in graph.items(entries):
            case = _case(graph, entry, str(manifest.parent.relative_to(root)))
            if case is not None:
                yield case


def _case(graph: rdflib.Graph, entry: rdflib.term.Node, group: str) -> Case | None:
    kind = str(graph.value(entry, rdflib.RDF.type) or "").removeprefix(MF)
    action = graph.value(entry, rdflib.URIRef(f"{MF}action"))
    name = str(graph.value(entry, rdflib.URIRef(f"{MF}name")))
    if graph.value(entry, rdflib.URIRef(APPROVAL)) == rdflib.URIRef(WITHDRAWN):
        return None
    if kind in {"QueryEvaluationTest", "CSVResultFormatTest"}:
        parts = {
            part: tuple(sorted(map(_path, graph.objects(action, rdflib.URIRef(QT + part)))))
            for part in ("query", "data", "graphData")
        }
        result = graph.value(entry, rdflib.URIRef(f"{MF}result"))
        return Case(group, name, kind, parts["query"][0], parts["data"], parts["graphData"], _path(result) if result else None)
    return Case(group, name, kind, _path(action)) if "Syntax" in kind and "Update" not in kind else None


def _path(node: rdflib.term.Node | None) -> Path:
    return Path(unquote(urlparse(str(node)).path))


def _store(case: Case, text: str) -> ox.Store:
    store = ox.Store()
    for file in case.data:
        load_file(store, file)
    graphs = [*case.named, *(case.query.parent / name for name in re.findall(r"FROM\s+(?:NAMED\s+)?<([^>:]+)>", text))]
    for file in dict.fromkeys(graphs):
        if file.is_file():
            one = ox.Store()
            load_file(one, file)
            name = ox.NamedNode(file.resolve().as_uri())
            store.add_graph(name)
            store.extend(ox.Quad(quad.subject, quad.predicate, quad.object, name) for quad in one)
    return store


def _agree(found: Rows | ox.QueryBoolean | ox.QueryTriples, expected: Path, *, lax: bool) -> bool:
    if isinstance(found, ox.QueryTriples):
        written = list(ox.parse(serialize(found, "nt"), format=ox.RdfFormat.N_TRIPLES))
        return isomorphic(_graph(written), _graph(_parsed(expected)))
    if expected.suffix == ".csv":
        ours, theirs = (list(csv.reader(io.StringIO(text))) for text in (serialize(found, "csv").decode(), expected.read_text()))
        return ours[0] == theirs[0] and Counter(map(_plain, ours[1:])) == Counter(map(_plain, theirs[1:]))
    name = {".tsv": "tsv", ".srj": "json"}.get(expected.suffix, "xml")
    ours = ox.parse_query_results(serialize(found, name), format=_RESULTS[{"tsv": ".tsv", "json": ".srj", "xml": ".srx"}[name]])
    return _same(ours, _expected(expected), lax=lax)


def _plain(row: list[str]) -> tuple[str, ...]:
    """Return a row of CSV with numbers by value and blank nodes by kind."""
    return tuple("_:" if cell.startswith("_:") else _number(cell) for cell in row)


def _number(text: str) -> str:
    try:
        return str(Decimal(text).normalize())
    except InvalidOperation:
        return text


def _expected(file: Path) -> "ox.QueryBoolean | ox.QuerySolutions | list[dict[str, ox.Term]]":
    if file.suffix in _RESULTS:
        return ox.parse_query_results(file.read_bytes(), format=_RESULTS[file.suffix])
    store = ox.Store()
    store.extend(ox.Quad(*triple) for triple in _parsed(file))
    truth = next(store.quads_for_pattern(None, ox.NamedNode(f"{RS}boolean"), None), None)
    if truth is not None:
        return ox.parse_query_results(f'{{"head":{{}},"boolean":{truth.object.value}}}', format=ox.QueryResultsFormat.JSON)
    rows = []
    for solution in store.quads_for_pattern(None, ox.NamedNode(f"{RS}solution"), None):
        row = {}
        for binding in store.quads_for_pattern(solution.object, ox.NamedNode(f"{RS}binding"), None):
            name, value = (
                next(store.quads_for_pattern(binding.object, ox.NamedNode(RS + part), None)) for part in ("variable", "value")
            )
            row[name.object.value] = value.object
        rows.append(row)
    return rows


def _parsed(file: Path) -> list[ox.Triple]:
    return [quad.triple for quad in ox.parse(path=str(file), format=SYNTAXES[file.suffix], base_iri=file.resolve().as_uri())]


def _same(ours: object, theirs: object, *, lax: bool) -> bool:
    if isinstance(ours, ox.QueryBoolean) or isinstance(theirs, ox.QueryBoolean):
        return ours == theirs
    return isomorphic(_table(ours, lax=lax), _table(theirs, lax=lax))


def _table(rows: "ox.QuerySolutions | list[dict[str, ox.Term]]", *, lax: bool) -> rdflib.Graph:
    """Return rows as a graph, in which blank nodes can be compared; equal rows are counted, unless the query is lax about that."""
    names = [] if isinstance(rows, list) else [variable.value for variable in rows.variables]
    listed = rows if isinstance(rows, list) else [{n: t for n, t in zip(names, row, strict=True) if t is not None} for row in rows]
    graph, seen = rdflib.Graph(), Counter()
    for row in listed:
        key = tuple(sorted((name, _rdflib(term).n3()) for name, term in row.items()))
        if lax and key in seen:
            continue
        seen[key] += 1
        node = rdflib.BNode()
        graph.add((node, rdflib.URIRef("urn:times"), rdflib.Literal(seen[key])))
        for name, term in row.items():
            graph.add((node, rdflib.URIRef(f"urn:var:{name}"), _rdflib(term)))
    return graph


def _graph(triples: list[ox.Triple]) -> rdflib.Graph:
    graph = rdflib.Graph()
    for triple in triples:
        graph.add((_rdflib(triple.subject), _rdflib(triple.predicate), _rdflib(triple.object)))
    return graph


def _rdflib(term: ox.NamedNode | ox.BlankNode | ox.Literal) -> rdflib.term.Node:
    """Return a term for rdflib; numbers are written alike, since Oxigraph keeps their values and not their spelling."""
    if isinstance(term, ox.NamedNode):
        return rdflib.URIRef(term.value)
    if isinstance(term, ox.BlankNode):
        return rdflib.BNode(term.value)
    if term.language:
        return rdflib.Literal(term.value, lang=term.language.lower())
    datatype = term.datatype.value
    number = datatype.startswith(XSD) and _NUMBERS.fullmatch(datatype.removeprefix(XSD))
    plain = _number(term.value) if number else term.value
    return rdflib.Literal(f"{plain}^^{datatype}")  # as plain text, so that rdflib does not convert it


def report(root: Path) -> str:
    """Return the counts by folder, and each failure with its reason, as Markdown."""
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    failed = []
    for case in cases(root):
        why = None if case.group in OUT_OF_SCOPE else failure(case)
        counts[case.group]["left out" if case.group in OUT_OF_SCOPE else "failed" if why else "passed"] += 1
        if why:
            failed.append(f"- {case.title}: {KNOWN.get(case.title, why)}")
    columns = ("passed", "failed", "left out")
    lines = ["| group | passed | failed | left out |", "| --- | --- | --- | --- |"]
    lines += [f"| {group} | {' | '.join(str(count[column]) for column in columns)} |" for group, count in sorted(counts.items())]
    total = sum(counts.values(), Counter())
    lines.append(f"| all | {' | '.join(str(total[column]) for column in columns)} |")
    return "\n".join([*lines, "", *failed, "", *(f"- {group} left out: {why}" for group, why in OUT_OF_SCOPE.items())])


if __name__ == "__main__":
    print(report(Path(sys.argv[1]).resolve()))  # noqa: T201 - the report is what it is for
