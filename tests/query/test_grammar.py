"""The place of a mistake in a query, and what is said of it."""

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kgbuild.query import QuerySyntaxError, run
from kgbuild.query.grammar import sparql_grammar
from kgbuild.query.questions import questions
from kgbuild.query.tokens import tokens

MISTAKES = [
    ("SELECT ?a {\n ?a ?b }}", 2, 8, "'}' cannot stand here: expected a term, '(' or '['"),
    ("SELECT ?a { ?a ?b ?c", 1, 21, "the query ends too early"),
    ("", 1, 1, "the query ends too early"),
    ("SELEC ?a { ?a ?b ?c }", 1, 1, "did you mean SELECT?"),
    ("SELECT *\n{\n\t?s ?p ?o\n\tFLTER(?o > 3)\n}", 4, 2, "did you mean FILTER?"),
    ("SELECT * { ?s ?p ?o } LIMIT ten", 1, 29, "'ten' cannot stand here: expected a number"),
    ("SELECT (COUNT(?a) { ?a ?b ?c }", 1, 19, "'{' cannot stand here"),
    ("SELECT * { ?s ?p 'abc }", 1, 18, "this text is never closed"),
    ("SELECT * { ?s <a b> ?o }", 1, 15, "this is no IRI"),
    ("SELECT * { ?s nope:p ?o }", 1, 15, "the prefix nope: is not declared"),
    ("PREFIX a: <urn:a>\r\nSELECT * { ?s a:p ?o .\r\n ?s b:p ?o }", 3, 5, "the prefix b: is not declared"),
    ("SELECT ?a { ?a ?b ?c } GROUP BY ?b", 1, 1, "neither grouped by nor aggregated"),
    ("SELECT * { ?s ?p ?o } GROUP BY ?s", 1, 8, "must be named"),
    ("SELECT (?x AS ?x) { ?x ?y ?z }", 1, 12, "has a value already"),
    ("# hello\nDELETE WHERE { ?s ?p ?o }", 2, 1, "would change the graph"),
    ("SELECT * { ?s ?p ?o ]", 1, 21, "']' cannot stand here"),
    ("ASK { ?ü ?p 'ü' . x }", 1, 19, "'x' cannot stand here"),
]
GOOD = [
    "SELECT (COUNT(DISTINCT *) AS ?n) (GROUP_CONCAT(?a; SEPARATOR = ', ') AS ?all) { ?a ?b ?c } GROUP BY (STR(?c) AS ?d) ?e",
    "SELECT ?s { ?s ?p ?o } GROUP BY ?s HAVING(COUNT(?p) > 1) (MAX(?o) < 2) ORDER BY DESC(?s) STR(?s) LIMIT 1 OFFSET 2",
    "PREFIX : <urn:> CONSTRUCT { [] :p ( 1 -2 +.5 1e3 ) } FROM NAMED :g { GRAPH ?g { ?s :a/^:b*|!(:c|^a)+ ?o ; a [] , _:x . } }",
    "SELECT * { { SELECT ?s { ?s ?p ?o } LIMIT 1 } MINUS { ?s ?p 'x'@en-GB, 'y'^^<urn:t>, true } } VALUES (?s ?t) { (UNDEF 1) }",
    'SELECT * { ?s ?p """a \\""" b""", ' + "'''a''b''' }",
    "DESCRIBE <urn:a> ?x { FILTER NOT EXISTS { ?x ?y 1 } BIND(IF(?a IN (1, 2) || ?b NOT IN (), -?c, !?d && ?e*2-1) AS ?f) }",
    "ASK { FILTER(REGEX(?p, '^a', 'i') && ?a<?b && ?c>=1.0) OPTIONAL { } VALUES ?v { <urn:%20> ex:a\\-b :%41 } }",
]


@pytest.mark.parametrize(("sparql", "line", "column", "problem"), MISTAKES)
def test_a_mistake_is_placed_and_named(sparql: str, line: int, column: int, problem: str) -> None:
    """Line and column are those where a person has to mend the query; the caret stands there."""
    with pytest.raises(QuerySyntaxError) as caught:
        run(ox.Store(), sparql)
    error = caught.value
    assert (error.line, error.column) == (line, column)
    assert problem in str(error)
    shown, caret = error.pointer.split("\n")
    assert shown == sparql.replace("\r", "").split("\n")[line - 1]
    assert len(caret) == column


@pytest.mark.parametrize("sparql", [*GOOD, *(question.text for question in questions())])
def test_good_queries_follow_the_grammar(sparql: str) -> None:
    """No mistake is seen where there is none."""
    assert sparql_grammar().mistake(sparql) is None


def test_one_token_ahead_decides() -> None:
    """No rule has two alternatives that begin alike: the grammar is LL(1), and the first mistake is found."""
    grammar = sparql_grammar()
    for body in grammar.rules.values():
        firsts = [grammar.first(alternative) for alternative in body]
        assert sum(map(len, firsts)) == len(frozenset().union(*firsts))


@given(st.text(alphabet="SELECT{}?ab:<>'\"\\#@^. \n1-_é\u0301[](),;", max_size=60))
def test_no_character_is_lost(text: str) -> None:
    """Tokens stand in the text where they say, in order, and nothing but blanks and comments is between them."""
    end = 0
    for token in tokens(text, frozenset({"SELECT"})):
        assert text[token.start : token.start + len(token.text)] == token.text
        between = text[end : token.start]
        assert all(not line.split("#")[0].strip() for line in between.splitlines())
        end = token.start + len(token.text)


def test_a_long_line_is_shown_in_part() -> None:
    """The caret stands under the mistake in a query of one long line."""
    with pytest.raises(QuerySyntaxError) as caught:
        run(ox.Store(), f"SELECT * {{ {'?s ?p ?o . ' * 100} ?s ?p }}")
    shown, caret = caught.value.pointer.split("\n")
    assert len(shown) <= 100
    assert shown[caret.index("^")] == "}"


def test_a_deep_query_is_no_trouble() -> None:
    """Brackets in brackets need no recursion."""
    with pytest.raises(QuerySyntaxError, match="ends too early"):
        run(ox.Store(), "ASK { FILTER(" + "(" * 200)
    assert sparql_grammar().mistake("ASK " + "{" * 3_000 + "}" * 3_000) is None
