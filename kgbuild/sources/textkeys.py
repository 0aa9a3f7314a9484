"""Forms of a text under which two printings of it are equal."""

import re
import unicodedata
from types import MappingProxyType

_ASCII_SIGNS = MappingProxyType({code: None for code in range(128) if not chr(code).isalnum() and chr(code) not in "+#"})
_OTHER_SIGNS = re.compile(r"[^\w\x00-\x7f]+")
_VERSION_MARK = re.compile(
    r"""\s* [(\[] (?: v(?:er(?:sion)?)?\.?\s*\d+
      | (?:extended|full|long|short|preprint|revised|camera[-\ ]ready)(?:\s+version)? ) [)\]] \s* $""",
    re.IGNORECASE | re.VERBOSE,
)
_VERSION_END = re.compile(rf"{_VERSION_MARK.pattern} | [\s,:;.-]+ (?:v|ver\.?|version)\s*\d+\s* $", re.IGNORECASE | re.VERBOSE)


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
    if text.isascii():
        return text.lower().translate(_ASCII_SIGNS)
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
    return unicodedata.normalize("NFC", _OTHER_SIGNS.sub(_marks, folded.translate(_ASCII_SIGNS)))


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


def unversioned_key(title: str) -> str:
    """Return the key of a title without any version at its end: only for texts that agree otherwise, since "Nets v3" may be new.

    Example:
        >>> unversioned_key("Deep Nets, version 2") == unversioned_key("Deep Nets")
        True
        >>> unversioned_key("YOLOv2")
        'yolov2'
    """
    return text_key(_VERSION_END.sub("", title)) or title_key(title)


def _marks(signs: re.Match[str]) -> str:
    # `\w` leaves out the vowel signs of Indic scripts, which tell words apart.
    return "".join(sign for sign in signs.group() if unicodedata.category(sign).startswith("M"))
