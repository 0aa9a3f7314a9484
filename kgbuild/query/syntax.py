"""What is wrong with a query, and where; and the one thing in SPARQL 1.1 queries that is refused."""

import re
from itertools import pairwise

from kgbuild.errors import QueryError
from kgbuild.namespaces import prefixes
from kgbuild.query.grammar import Mistake, sparql_grammar
from kgbuild.query.tokens import END, UNKNOWN, WORD, Token, tokens

_PLACE = re.compile(r"error at (\d+):(\d+): (?:expected )?(.*)", re.DOTALL)
_WIDTH = 100  # characters of a line that are shown around the place
_MOST_EXPECTED = 5

# What the grammar admits and SPARQL does not: of Oxigraph's reasons those that a person can use, and the token that they are about.
_REASONS = {
    "unbound": ("SELECT", "a variable of this SELECT is neither grouped by nor aggregated"),
    "not authorized with GROUP BY": ("*", "with GROUP BY the variables must be named"),
    "overrides an existing variable": ("AS", "the variable after AS has a value already"),
    "IRI parsing failed": ("IRIREF", "this is no IRI, or a relative one with no BASE"),
}
_UPDATES = frozenset({"INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "WITH"})

# What the grammar expects, in words.
_WORDS = {
    "VAR": "a variable",
    "IRIREF": "an IRI",
    "PNAME_LN": "an IRI",
    "PNAME_NS": "an IRI",
    "STRING": "a text",
    "INTEGER": "a number",
    "NUMBER": "a number",
    "SIGNED": "a number",
    "LANGTAG": "a language",
    "END": "the end",
}
_TERM = frozenset({"VAR", "IRIREF", "STRING", "INTEGER"})
_IN_TERM = frozenset({"BLANK_NODE_LABEL", "BOOLEAN", "ANON", "NIL"})

# A line that begins with `#` is never code: it is a comment, or lies in a long string. What is left is searched as raw text,
# strings included, so that no trick of quoting hides the clause (SPARQL 1.1 Query Language, grammar rules 59 and 107).
_COMMENT_LINES = re.compile(r"^[ \t]*#[^\r\n]*", re.MULTILINE)
_GAP = r"(?:\s|#[^\n\r]*[\n\r])*+"
_SERVICE = re.compile(rf"SERVICE{_GAP}(?:SILENT)?{_GAP}(?:<[^>]*+>|[?$]\w++|[^\s{{}}:]*+:[^\s{{}}]*+){_GAP}\{{", re.IGNORECASE)
_MOST_SERVICES = 50


class QuerySyntaxError(QueryError):
    """A query that is not SPARQL.

    Attributes:
        line: From 1.
        column: From 1, in characters.
        pointer: The line of the query and below it a caret under the place.
    """

    def __init__(self, message: str, line: int, column: int, pointer: str) -> None:
        super().__init__(message)
        self.line = line
        self.column = column
        self.pointer = pointer

    @classmethod
    def of(cls, sparql: str, error: SyntaxError) -> "QuerySyntaxError":
        """Say where a query that Oxigraph refuses stops being SPARQL, and what could stand there.

        Args:
            sparql: The query.
            error: What Oxigraph raised.

        Example:
            >>> import pyoxigraph
            >>> for text in ("ASK { ?s ?p }", "SELECT * { ?s foo:p ?o }"):
            ...     try:
            ...         _ = pyoxigraph.Store().query(text)
            ...     except SyntaxError as error:
            ...         print(QuerySyntaxError.of(text, error))
            the query is no SPARQL at line 1, column 13: '}' cannot stand here: expected a term, '(' or '['
            the query is no SPARQL at line 1, column 15: the prefix foo: is not declared
        """
        start, problem = _diagnosis(sparql, str(error.msg or error))
        line = sparql.count("\n", 0, start) + 1
        column = start - (sparql.rfind("\n", 0, start) + 1) + 1
        text = sparql.split("\n")[line - 1].rstrip("\r")
        return cls(f"the query is no SPARQL at line {line}, column {column}: {problem}", line, column, _pointer(text, column))


def refuse_service(sparql: str) -> None:
    """Refuse a query that would ask another server: nothing here reaches the network.

    Args:
        sparql: Any text.

    Raises:
        QueryError: If it has a SERVICE clause, wherever it stands.

    Example:
        >>> refuse_service("SELECT * { ?service ?p 'SERVICE' }")
    """
    if "service" not in sparql.lower():
        return
    code = _COMMENT_LINES.sub("", sparql)
    if code.lower().count("service") > _MOST_SERVICES or _SERVICE.search(code):
        raise QueryError("SERVICE is refused, nothing here reaches the network: ask that server itself, and load what it answers")


def _diagnosis(sparql: str, said: str) -> tuple[int, str]:
    """Return the place of a mistake, in characters from 0, and what it is."""
    found = sparql_grammar().mistake(sparql)
    if found is not None:
        return found.token.start, _unexpected(found)
    written = list(tokens(sparql, sparql_grammar().words))
    known = _declared(written)
    for token in written:
        prefix, colon, _ = token.text.partition(":")
        if token.kind.startswith("PNAME") and prefix not in known:
            return token.start, f"the prefix {prefix}{colon} is not declared"
    for sign, (kind, problem) in _REASONS.items():
        if sign in said:
            return next((token.start for token in written if token.kind == kind), 0), problem
    match = _PLACE.fullmatch(said)
    if match is None:
        return 0, " ".join(said.split())
    before = sum(len(line) + 1 for line in sparql.split("\n")[: int(match[1]) - 1])
    return min(before + int(match[2]) - 1, len(sparql)), "what stands before breaks a rule of SPARQL"


def _declared(written: list[Token]) -> set[str]:
    own = {after.text[:-1] for before, after in pairwise(written) if before.kind == "PREFIX"}
    return own | set(prefixes())


def _unexpected(found: Mistake) -> str:
    if found.token.text.upper() in _UPDATES:
        return f"{found.token.text} would change the graph, which is only read here"
    if found.token.kind == UNKNOWN and found.token.text[:1] in {"'", '"'}:
        return "this text is never closed"
    if found.token.kind == "<" and "IRIREF" in found.expected:
        return "this is no IRI: it must hold no blanks and end with '>'"
    what = "the query ends too early" if found.token.kind == END else f"{found.token.text[:40]!r} cannot stand here"
    meant = _meant(found)
    if meant is not None:
        return f"{what}: did you mean {meant}?"
    expected = _listed(found.expected)
    return f"{what}: expected {expected}" if expected else what


def _meant(found: Mistake) -> str | None:
    """Return the keyword that a word is nearly."""
    from difflib import get_close_matches  # noqa: PLC0415 - for mistakes only

    keywords = [kind for kind in found.expected if kind.isalpha() and kind not in _WORDS and kind not in _IN_TERM]
    close = get_close_matches(found.token.text.upper(), keywords, n=1, cutoff=0.7) if found.token.kind == WORD else []
    return close[0] if close else None


def _listed(kinds: tuple[str, ...]) -> str:
    """Return what could stand at a place as a list of words; empty where that would be too long to help."""
    words = list(dict.fromkeys(_WORDS.get(kind, repr(kind)) for kind in kinds if kind not in _IN_TERM))
    if _TERM.issubset(kinds):
        words = ["a term", *(word for word in words if word not in _WORDS.values())]
        words = words if len(words) <= _MOST_EXPECTED else words[:1]  # the rest are the operators of a path
    if not words or len(words) > _MOST_EXPECTED:
        return ""
    *first, last = words
    return f"{', '.join(first)} or {last}" if first else last


def _pointer(text: str, column: int) -> str:
    start = max(0, column - 1 - _WIDTH // 2) if len(text) > _WIDTH else 0
    shown = text[start : start + _WIDTH]
    indent = "".join(char if char == "\t" else " " for char in shown[: column - 1 - start])
    return f"{shown}\n{indent}^"
