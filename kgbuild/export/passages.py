"""A sentence cut where the words to mark begin and end, and text as pages show it."""

import re
from collections.abc import Iterator

from kgbuild.assemble.graph import Passage

_ILLEGAL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_PICTURES = 0x2400
_LAST_CONTROL = 0x1F
_DELETE = 0x7F


def pieces(passage: Passage) -> Iterator[tuple[str, bool]]:
    """Yield the parts of a sentence in order, each with whether it is marked.

    Args:
        passage: What states an edge.

    Example:
        >>> list(pieces(Passage("urn:p", "abstract", 10, 22, "We use BERT.", ((17, 21),), 0.9, "rules")))
        [('We use ', False), ('BERT', True), ('.', False)]
    """
    at = 0
    for start, end in sorted((start - passage.start, end - passage.start) for start, end in passage.marks):
        if at <= start < end <= len(passage.text):
            if at < start:
                yield passage.text[at:start], False
            yield passage.text[start:end], True
            at = end
    if at < len(passage.text):
        yield passage.text[at:], False


def visible(text: str) -> str:
    r"""Return a text with each character that no page may hold replaced by a sign: control pictures, else U+FFFD.

    Args:
        text: Any text.

    Example:
        >>> visible("a\x07b\ud800")
        'a␇b�'
    """
    return _ILLEGAL.sub(_sign, text)


def _sign(found: re.Match[str]) -> str:
    code = ord(found[0])
    if code <= _LAST_CONTROL:
        return chr(_PICTURES + code)
    return "\u2421" if code == _DELETE else "\ufffd"
