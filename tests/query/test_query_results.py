"""Answers in every format: what other readers get back from them."""

import csv
import io
import json
from collections.abc import Iterator
from xml.etree import ElementTree as ET

import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kgbuild.errors import QueryError
from kgbuild.query import RESULT_FORMATS, Rows, rows, run, serialize, write
from kgbuild.query.results.table import write_table

XSD = "http://www.w3.org/2001/XMLSchema#"
TERMS = st.one_of(
    st.none(),
    st.text(max_size=12).map(ox.Literal),
    st.tuples(st.text(max_size=5), st.sampled_from(["en", "de-AT"])).map(lambda pair: ox.Literal(pair[0], language=pair[1])),
    st.integers(-(10**12), 10**12).map(ox.Literal),
    st.sampled_from(["1.50", "-.5", "1e9", "INF", "many", ""]).map(
        lambda text: ox.Literal(text, datatype=ox.NamedNode(f"{XSD}decimal"))
    ),
    st.sampled_from(["urn:a", "http://example.org/a?b=c&d=<e>".replace("<", "%3C").replace(">", "%3E")]).map(ox.NamedNode),
    st.sampled_from(["b0", "b1"]).map(ox.BlankNode),
    st.just(ox.Triple(ox.NamedNode("urn:a"), ox.NamedNode("urn:b"), ox.Literal("c\t\n"))),
)
TABLES = st.lists(st.tuples(TERMS, TERMS), max_size=5)


def written(found: list[tuple[ox.Literal | None, ...]], name: str, columns: tuple[str, ...] = ("x", "y")) -> bytes:
    """Return rows in a format."""
    return serialize(Rows(columns, iter(found)), name)


@pytest.mark.parametrize("name", ["json", "xml", "tsv"])
@given(table=TABLES)
@example(table=[(ox.Literal(" "), ox.Literal("  a  b \n"))])
def test_another_reader_gets_every_term_back(name: str, table: list[tuple[ox.Literal | None, ...]]) -> None:
    """Oxigraph's own reader finds the terms that were written, but for what XML cannot hold."""
    back = ox.parse_query_results(written(table, name), format=RESULT_FORMATS[name])
    assert isinstance(back, ox.QuerySolutions)
    expected = [tuple(legal(term) if name == "xml" else term for term in row) for row in table]
    assert [tuple(row) for row in back] == expected


def legal(term: ox.Literal | None) -> ox.Literal | None:
    """Return a literal without characters that XML 1.0 cannot hold."""
    if not isinstance(term, ox.Literal):
        return term
    text = "".join(c if c in "\t\n\r" or (c >= " " and c not in "\ufffe\uffff") else "\ufffd" for c in term.value)
    return ox.Literal(text, language=term.language) if term.language else ox.Literal(text, datatype=term.datatype)


@given(table=TABLES)
def test_csv_is_csv(table: list[tuple[ox.Literal | None, ...]]) -> None:
    """Every row has its cells, whatever they hold, and no cell begins a formula."""
    back = list(csv.reader(io.StringIO(written(table, "csv").decode(), newline="")))
    assert back[0] == ["x", "y"]
    assert all(len(row) == 2 for row in back)
    assert len(back) == len(table) + 1
    assert not any(cell.startswith(("=", "@", "\t", "\r")) for row in back[1:] for cell in row)


@settings(deadline=None)  # the first import of pyarrow takes a while
@given(table=TABLES)
def test_parquet_holds_the_rows(table: list[tuple[ox.Literal | None, ...]]) -> None:
    """A foreign reader gets as many rows, and empty cells where there is no value."""
    parquet = pytest.importorskip("pyarrow.parquet")
    back = parquet.read_table(io.BytesIO(written(table, "parquet")))
    assert back.column_names == ["x", "y"]
    assert [value is None for value in back["x"].to_pylist()] == [row[0] is None for row in table]


def test_parquet_has_numbers_as_numbers() -> None:
    """Whole numbers and years, fractions, and text, by what the whole column holds."""
    parquet = pytest.importorskip("pyarrow.parquet")
    sparql = 'SELECT * { VALUES (?i ?y ?d ?m ?t) { (1 "2020"^^xsd:gYear 1.5 1 "a") (UNDEF "2021"^^xsd:gYear 2 "x" "b") } }'
    back = parquet.read_table(io.BytesIO(serialize(rows(ox.Store(), sparql), "parquet")))
    assert back.to_pydict() == {"i": [1, None], "y": [2020, 2021], "d": [1.5, 2.0], "m": ["1", "x"], "t": ["a", "b"]}


def test_a_spreadsheet_takes_no_text_for_a_formula() -> None:
    """Texts that begin like formulas are quoted in CSV; numbers are not, and JSON keeps both."""
    table = [(ox.Literal('=HYPERLINK("http://example.org")'), ox.Literal(-1)), (ox.Literal("-1+1"), ox.Literal(1.5))]
    assert written(table, "csv").decode().splitlines()[1:] == ['"\'=HYPERLINK(""http://example.org"")",-1', "'-1+1,1.5"]
    assert json.loads(written(table, "json"))["results"]["bindings"][0]["x"]["value"] == '=HYPERLINK("http://example.org")'


def test_xml_is_well_formed_whatever_it_holds() -> None:
    """Markup and control characters in a text are no markup in the file."""
    table = [(ox.Literal("</script>]]>&\x00\x0b"), None)]
    root = ET.fromstring(written(table, "xml"))  # noqa: S314 - our own file
    assert [element.text for element in root.iter("{http://www.w3.org/2005/sparql-results#}literal")] == [
        "</script>]]>&\ufffd\ufffd"
    ]


def test_triples_come_in_order_with_the_prefixes_they_need() -> None:
    """Turtle and N-Triples hold the same triples, sorted, and no idle prefix."""
    sparql = "CONSTRUCT { ?s kg:basedOn model:bert } { VALUES ?s { model:b model:a model:a } }"
    turtle = serialize(run(ox.Store(), sparql), "ttl").decode()
    assert [line for line in turtle.splitlines() if line.startswith("@prefix")] == [
        "@prefix kg: <https://w3id.org/kgbuild/ontology#> .",
        "@prefix model: <https://w3id.org/kgbuild/id/model/> .",
    ]
    lines = serialize(run(ox.Store(), sparql), "nt").decode().splitlines()
    assert lines == sorted(lines)
    assert set(rdflib.Graph().parse(data=turtle)) == set(rdflib.Graph().parse(data="\n".join(lines), format="nt"))


@pytest.mark.parametrize("name", ["table", *RESULT_FORMATS])
def test_a_truth_value_has_every_row_format(name: str) -> None:
    """ASK answers in each of the standard formats."""
    assert serialize(run(ox.Store(), "ASK {}"), name) != serialize(run(ox.Store(), "ASK { ?s ?p ?o }"), name)


def test_formats_that_do_not_fit_are_refused() -> None:
    """Triples are no CSV and rows are no Turtle."""
    with pytest.raises(QueryError, match="ttl"):
        serialize(run(ox.Store(), "CONSTRUCT WHERE { ?s ?p ?o }"), "csv")
    for sparql in ("SELECT * {}", "ASK {}"):
        with pytest.raises(QueryError, match="csv"):
            serialize(run(ox.Store(), sparql), "ttl")


def test_a_limit_asks_for_no_more_than_one_row_more() -> None:
    """The rest of an endless answer is left alone."""
    asked = []

    def endless() -> Iterator[tuple[ox.Literal]]:
        while True:
            asked.append(1)
            yield (ox.Literal(len(asked)),)

    done = write(Rows(("n",), endless()), "csv", io.BytesIO(), most=3)
    assert (done.count, done.more, len(asked)) == (3, True, 4)


def test_a_table_cannot_steer_a_terminal() -> None:
    """Escape sequences, line ends and bells in a text are blanks."""
    text = serialize(Rows(("x",), iter([(ox.Literal("a\x1b[31m\nb\x07\u202e"),)])), "table").decode()
    assert text.isascii() or "─" in text
    assert not {"\x1b", "\x07", "\u202e"} & set(text)
    assert len(text.splitlines()) == 3


def test_a_table_fits_the_terminal() -> None:
    """The widest cells are shortened, with an ellipsis; what is narrow stays whole."""
    out = io.BytesIO()
    write_table(Rows(("name", "text"), iter([(ox.Literal("BERT"), ox.Literal("long " * 50))])), out, width=40)
    lines = out.getvalue().decode().splitlines()
    assert max(map(len, lines)) == 40
    assert lines[2].startswith("BERT  long long")
    assert lines[2].endswith("…")


def test_a_star_keeps_the_order_of_the_query() -> None:
    """`SELECT *` has its columns as their variables come in the query, not by the alphabet."""
    assert rows(ox.Store(), "PREFIX x: <urn:x> # *\nselect distinct * { ?s ?p ?o . ?o ?q ?a }").columns == ("s", "p", "o", "q", "a")
    assert rows(ox.Store(), "SELECT ?p ?o { ?s ?p ?o }").columns == ("p", "o")


def test_prefixes_follow_the_base_of_the_graph() -> None:
    """In a graph of another base, model:bert is that graph's BERT, in the question and in the answer."""
    base = "https://example.org/kg#"
    store = ox.Store()
    bert = ox.NamedNode(f"{base}model/bert")
    store.add(ox.Quad(ox.NamedNode("urn:header"), ox.NamedNode("http://rdfs.org/ns/void#uriSpace"), ox.Literal(base)))
    store.add(ox.Quad(bert, ox.NamedNode("urn:p"), ox.Literal("BERT")))
    out = io.BytesIO()
    write(run(store, "SELECT ?m { ?m <urn:p> ?o FILTER(?m = model:bert) }"), "table", out, base=base)
    assert out.getvalue().decode().splitlines()[-1] == "model:bert"
