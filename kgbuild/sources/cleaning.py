"""Text that every output format can hold: no lone surrogates, no control characters, no odd line ends."""

import re
from types import MappingProxyType

# What XML 1.0 forbids (section 2.2), the C1 controls, and the separators at which `str.splitlines` would break a JSON line.
_UNFIT = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


def _substitute(code: int) -> str:
    if 0x80 <= code <= 0x9F:  # noqa: PLR2004 - the C1 controls
        # As in HTML (the "numeric character reference end state"): in practice these are Windows-1252 quotes and dashes.
        return bytes([code]).decode("cp1252", "replace").replace("\ufffd", " ")
    if code in {0x0D, 0x2028, 0x2029}:
        return "\n"
    return " " if code < 0x80 else "\ufffd"  # noqa: PLR2004 - ASCII


_SUBSTITUTES = MappingProxyType({code: _substitute(code) for code in range(0x10000) if _UNFIT.match(chr(code))})


def clean_text(text: str) -> str:
    r"""Return a text fit for UTF-8, XML and JSON Lines, of the same length, so that offsets into it hold in the original too.

    Control characters become spaces, lone surrogates the replacement character U+FFFD, carriage returns line feeds, and
    Windows-1252 bytes that were read as Latin-1 what they were meant to be.

    Args:
        text: Any string.

    Example:
        >>> clean_text("a\x00b\r\nit\x92s \ud83d")
        'a b\n\nit’s �'
    """
    if text.isprintable() or not _UNFIT.search(text):  # the first is faster, and false for many a fit text
        return text
    return text.translate(_SUBSTITUTES)


def one_line(text: str) -> str:
    r"""Return the clean text with every run of white space as one space, and none at the ends.

    Example:
        >>> one_line("  BERT:\n  Pre-training\t")
        'BERT: Pre-training'
    """
    return " ".join(clean_text(text).split())
