"""What is wrong with a query, and where; and the one thing in SPARQL 1.1 queries that is refused."""

import re

from kgbuild.errors import QueryError

_PLACE = re.compile(r"error at (\d+):(\d+): (?:expected )?(.*)", re.DOTALL)
_WIDTH = 100  # characters of a line that are shown around the place

# Oxigraph lists what its grammar would have taken; these of its reasons a person can use.
_REASONS = {
    "Prefix not found": "this prefix is not declared",
    "The SELECT contains a variable that is unbound": "the SELECT has a variable that is neither grouped by nor aggregated",
    "IRI parsing failed": "this IRI is malformed",
    "already": "this variable has a value already",
    "blank node": "this blank node is used in two places",
    "aggregat": "an aggregate cannot stand here",
}

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
        """Say where Oxigraph stopped reading a query, and why as far as that can be told.

        Args:
            sparql: The query.
            error: What Oxigraph raised.

        Example:
            >>> import pyoxigraph
            >>> try:
            ...     _ = pyoxigraph.Store().query("SELECT * { ?s foo:p ?o }")
            ... except SyntaxError as error:
            ...     print(QuerySyntaxError.of("SELECT * { ?s foo:p ?o }", error))
            the query is no SPARQL at line 1, column 20: this prefix is not declared, near 'foo:p'
        """
        match = _PLACE.fullmatch(str(error.msg or error))
        if match is None:
            return cls(f"the query is no SPARQL: {' '.join(str(error).split())}", 1, 1, "")
        line, column = int(match[1]), int(match[2])
        text = re.split(r"\r\n|\n", sparql)[line - 1]
        reason = next((said for key, said in _REASONS.items() if key in match[3]), None)
        near = _word_at(text, column)
        what = (
            f"{reason}, near {near!r}"
            if reason and near
            else reason or (f"{near!r} cannot stand here" if near else "it ends too early")
        )
        return cls(f"the query is no SPARQL at line {line}, column {column}: {what}", line, column, _pointer(text, column))


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


def _word_at(text: str, column: int) -> str:
    """Return the word that a place lies in or, where it lies between words, the character there."""
    for match in re.finditer(r"[\w:?$@.\-]+", text):
        if match.start() < column <= match.end() + (not text[column - 1 : column].strip()):
            return match[0][:40]
    return text[column - 1 : column].strip()


def _pointer(text: str, column: int) -> str:
    start = max(0, column - 1 - _WIDTH // 2) if len(text) > _WIDTH else 0
    shown = text[start : start + _WIDTH]
    indent = "".join(char if char == "\t" else " " for char in shown[: column - 1 - start])
    return f"{shown}\n{indent}^"
