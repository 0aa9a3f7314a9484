"""Text made safe for XML 1.0, whoever wrote it and whichever parser reads it."""

import re

_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_MARKUP = (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ('"', "&quot;"))
_BREAKS = str.maketrans({"\t": "&#9;", "\n": "&#10;", "\r": "&#13;", "\x85": "&#133;", "\u2028": "&#8232;"})


def legal(text: str) -> str:
    """Return the text with each character that XML 1.0 cannot hold replaced by U+FFFD.

    Every format writes this text, so that they all say the same and offsets stay.

    Args:
        text: Any text; lone surrogates and control characters are what is replaced.

    Example:
        >>> legal("a" + chr(0)) == "a" + chr(0xFFFD)
        True
    """
    return text if text.isprintable() else _ILLEGAL.sub("\ufffd", text)


def escape(text: str) -> str:
    """Return the text as it stands in an attribute or element of XML 1.0, so that a reader gets `legal(text)` back.

    Every kind of line end is written as a reference, for parsers make them one (XML 1.0, 2.11 and 3.3.3; some follow XML 1.1).

    Args:
        text: Any text.

    Example:
        >>> escape('</data> & "more"')
        '&lt;/data&gt; &amp; &quot;more&quot;'
    """
    text = markup(text)
    # What is printable (Unicode's classes of controls, surrogates, separators and unassigned left out) needs no more.
    return text if text.isprintable() else legal(text).translate(_BREAKS)


def markup(text: str) -> str:
    """Return the text with the signs of markup as references, and all else as it is.

    Args:
        text: Any text.

    Example:
        >>> markup("R&D")
        'R&amp;D'
    """
    for character, reference in _MARKUP:
        if character in text:
            text = text.replace(character, reference)
    return text
