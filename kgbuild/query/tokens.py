"""The tokens of SPARQL 1.1 (W3C Recommendation, 2013, sections 19.1 to 19.8, rules 139 to 173)."""

import re
from collections.abc import Iterator
from typing import NamedTuple

END = "END"
"""The kind of the token after the last one."""

UNKNOWN = "UNKNOWN"
"""The kind of what no token begins with, such as a text that is never closed."""

WORD = "WORD"
"""The kind of a word that is no keyword."""

_NAME = r"\w\-\u00b7\u0300-\u036f\u203f\u2040"
_PREFIX = rf"[^\W\d_](?:[{_NAME}.]*[{_NAME}])?"
_PLX = r"%[0-9A-Fa-f]{2}|\\."
_LONG = r"'''(?:'{0,2}(?:[^'\\]|\\.))*'''|\"\"\"(?:\"{0,2}(?:[^\"\\]|\\.))*\"\"\""
_KINDS = (
    ("BLANK", r"\s+|#[^\n\r]*"),
    ("IRIREF", r"<(?:[^<>\"{}|^`\\\x00-\x20]|\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8})*>"),
    ("STRING", _LONG + r"|'(?:[^'\\\n\r]|\\.)*'|\"(?:[^\"\\\n\r]|\\.)*\""),
    ("UNCLOSED", r"['\"][^\n\r]*"),
    ("VAR", r"[?$]\w+"),
    ("LANGTAG", r"@[a-zA-Z]+(?:-[a-zA-Z0-9]+)*"),
    ("BLANK_NODE_LABEL", rf"_:\w(?:[{_NAME}.]*[{_NAME}])?"),
    ("PNAME_LN", rf"(?:{_PREFIX})?:(?:[\w:]|{_PLX})(?:(?:[{_NAME}.:]|{_PLX})*(?:[{_NAME}:]|{_PLX}))?"),
    ("PNAME_NS", rf"(?:{_PREFIX})?:"),
    ("SIGNED", r"[+-](?:\d+\.?\d*[eE][+-]?\d+|\.\d+[eE][+-]?\d+|\d*\.\d+|\d+)"),
    ("NUMBER", r"\d+\.?\d*[eE][+-]?\d+|\.\d+[eE][+-]?\d+|\d*\.\d+"),
    ("INTEGER", r"\d+"),
    (WORD, r"[A-Za-z_]\w*"),
    ("NIL", r"\(\s*\)"),
    ("ANON", r"\[\s*\]"),
    ("SIGN", r"\^\^|&&|\|\||!=|<=|>=|[{}()\[\].;,|/^?*+\-!=<>]"),
    (UNKNOWN, r"."),
)  # fmt: skip
_TOKEN = re.compile("|".join(f"(?P<{kind}>{pattern})" for kind, pattern in _KINDS), re.DOTALL)


class Token(NamedTuple):
    """A token of a query.

    Attributes:
        kind: For a keyword, in capitals, and for a sign itself; else the name of the rule, as in the grammar.
        text: As written.
        start: Its first character, from 0.
    """

    kind: str
    text: str
    start: int


def tokens(sparql: str, keywords: frozenset[str]) -> Iterator[Token]:
    """Yield the tokens of a query, and `END`.

    Args:
        sparql: Any text.
        keywords: The words of the grammar, in capitals; `a` is known without.

    Example:
        >>> [token.kind for token in tokens("ASK { ?s a kg:Model }", frozenset({"ASK"}))]
        ['ASK', '{', 'VAR', 'a', 'PNAME_LN', '}', 'END']
    """
    for match in _TOKEN.finditer(sparql):
        kind, text = str(match.lastgroup), match[0]
        if kind == "SIGN":
            kind = text
        elif kind == WORD:
            kind = _word(text, keywords)
        if kind != "BLANK":
            yield Token(UNKNOWN if kind == "UNCLOSED" else kind, text, match.start())
    yield Token(END, "", len(sparql.rstrip()))


def _word(text: str, keywords: frozenset[str]) -> str:
    if text == "a":
        return text
    if text.lower() in {"true", "false"}:
        return "BOOLEAN"
    return text.upper() if text.upper() in keywords else WORD
