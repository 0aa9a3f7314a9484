"""What is wrong with a query that is no SPARQL, and where: said in words for whoever wrote it."""

import re
from difflib import get_close_matches
from itertools import pairwise

from kgbuild.namespaces import prefixes
from kgbuild.query.grammar import Mistake, sparql_grammar
from kgbuild.query.tokens import END, UNKNOWN, WORD, Token, tokens

_PLACE = re.compile(r"error at (\d+):(\d+): (?:expected )?(.*)", re.DOTALL)
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


def diagnosis(sparql: str, said: str) -> tuple[int, str]:
    """Return the place of the first mistake of a query, in characters from 0, and what it is.

    Args:
        sparql: A query that Oxigraph refuses.
        said: What Oxigraph says of it.

    Example:
        >>> diagnosis("SELEC * {}", "")
        (0, "'SELEC' cannot stand here: did you mean SELECT?")
    """
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
