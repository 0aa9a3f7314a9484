"""Forms of a text under which two printings of it are equal."""

import re
import unicodedata

_SIGNS = re.compile(r"[^\w+#]+|_+")
_VERSION_MARK = re.compile(
    r"""\s* [(\[] (?: v(?:er(?:sion)?)?\.?\s*\d+
      | (?:extended|full|long|short|preprint|revised|camera[-\ ]ready)(?:\s+version)? ) [)\]] \s* $""",
    re.IGNORECASE | re.VERBOSE,
)
_VERSION_END = re.compile(r"(?:v|ver|version)\d+$")


def text_key(text: str) -> str:
    r"""Return the letters, digits, + and # of a text in one case and width, without spaces and punctuation.

    Args:
        text: Any text.

    Example:
        >>> text_key("Pre-training of BERT (89.4\\%).") == text_key("pretraining of  BERT (89.4%)")
        True
        >>> text_key("C++") == text_key("C#")
        False
    """
    return _SIGNS.sub(_marks, text.lower() if text.isascii() else _folded(text))


def without_version(title: str) -> str:
    """Return the title without a version mark in brackets at its end.

    Example:
        >>> without_version("Deep Nets (v2)")
        'Deep Nets'
    """
    return _VERSION_MARK.sub("", title)


def title_key(title: str) -> str:
    """Return the key of a title without a version mark in brackets; never empty for a title that is not.

    Example:
        >>> title_key("Deep Nets (v2)") == title_key("Deep nets") == title_key("Deep Nets [extended version]")
        True
        >>> title_key("???")
        '???'
    """
    return text_key(without_version(title)) or text_key(title) or title


def unversioned(key: str) -> str:
    """Return a title's key without a version at its end: only for texts that are equal otherwise, since YOLOv3 is not YOLOv2.

    Example:
        >>> unversioned(title_key("Deep Nets, version 2"))
        'deepnets'
    """
    return _VERSION_END.sub("", key) or key


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())


def _marks(signs: re.Match[str]) -> str:
    # `\w` leaves out the vowel signs of Indic scripts, which tell words apart.
    found = signs.group()
    return "" if found.isascii() else "".join(sign for sign in found if unicodedata.category(sign).startswith("M"))
