"""Text made safe for XML 1.0, whoever wrote it and whichever parser reads it."""

import re
from collections.abc import Callable, Iterable
from typing import Any, TypeAlias

from kgbuild.export.tables import Column

Speller: TypeAlias = Callable[[Any], str]
"""Takes a value of its column's type."""

_PLAIN = re.compile('[^&<>"\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]*')
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_REFERENCES = str.maketrans(
    {
        "&": "&amp;",
        "<": "&lt;",
        ">": "&gt;",
        '"': "&quot;",
        "\t": "&#9;",
        "\n": "&#10;",
        "\r": "&#13;",
        "\x85": "&#133;",
        "\u2028": "&#8232;",
    }
)


def legal(text: str) -> str:
    """Return the text with each character that XML 1.0 cannot hold replaced by U+FFFD.

    Args:
        text: Any text; lone surrogates and control characters are what is replaced.

    Example:
        >>> legal("a" + chr(0)) == "a" + chr(0xFFFD)
        True
    """
    return _ILLEGAL.sub("\ufffd", text)


def escape(text: str) -> str:
    """Return the text as it stands in an attribute or element of XML 1.0, so that a reader gets `legal(text)` back.

    Every kind of line end is written as a reference, for parsers make them one (XML 1.0, 2.11 and 3.3.3; some follow XML 1.1).

    Args:
        text: Any text.

    Example:
        >>> escape('</data> & "more"')
        '&lt;/data&gt; &amp; &quot;more&quot;'
    """
    if _PLAIN.fullmatch(text):
        return text
    return legal(text).translate(_REFERENCES)


def spellers(columns: Iterable[Column]) -> list[Speller]:
    """Return for each column the function that spells its values in XML.

    Args:
        columns: Of one table.

    Example:
        >>> number, flag = spellers([Column("weight", "double"), Column("delta", "boolean")])
        >>> number(1), flag(False)
        ('1.0', 'false')
    """
    return [_SPELLERS[column.type] for column in columns]


def _spell_double(value: float) -> str:
    return repr(float(value))


def _spell_boolean(value: bool) -> str:  # noqa: FBT001 - the value itself
    return "true" if value else "false"


_SPELLERS: dict[str, Speller] = {
    "string": escape,
    "int": str,
    "long": str,
    "double": _spell_double,
    "boolean": _spell_boolean,
}
