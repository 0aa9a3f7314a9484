"""What is wrong with a query, and where; and the one thing in SPARQL 1.1 queries that is refused."""

import re

from kgbuild.errors import QueryError

_WIDTH = 100  # characters of a line that are shown around the place

# A line that begins with `#` is never code: it is a comment, or lies in a long string. What is left is searched as raw text,
# strings included, so that no trick of quoting hides the clause (SPARQL 1.1 Query Language, grammar rules 59 and 107).
_COMMENT_LINES = re.compile(r"^[ \t]*#[^\r\n]*", re.MULTILINE)
_GAP = r"(?:\s|#[^\n\r]*[\n\r])*+"
_NAME = r"<[^>]*+>|[?$][^\s{}#]*+|[^\s{}:#]*+:(?:[^\s{}#\\]|\\.)*+"
_SERVICE = re.compile(rf"SERVICE{_GAP}(?:SILENT)?{_GAP}(?:{_NAME}){_GAP}\{{", re.IGNORECASE)
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
        from kgbuild.query.diagnosis import diagnosis  # noqa: PLC0415 - the grammar takes a while to read, and few need it

        start, problem = diagnosis(sparql, str(error.msg or error))
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


def _pointer(text: str, column: int) -> str:
    start = max(0, column - 1 - _WIDTH // 2) if len(text) > _WIDTH else 0
    shown = text[start : start + _WIDTH]
    indent = "".join(char if char == "\t" else " " for char in shown[: column - 1 - start])
    return f"{shown}\n{indent}^"
