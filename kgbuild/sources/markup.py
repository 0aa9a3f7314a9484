"""Plain text from text with inline HTML, JATS or MathML tags and character references, as publishers' metadata has it."""

import html
import re

# Only tags that such texts really have: "a < b and c > d" and "<mask>" are words of a paper.
_INLINE = (
    "i|b|u|em|strong|sub|sup|span|scp|sc|tt|code|small|a|font|italic|bold|monospace|underline|inf|title|inline-formula|tex-math"
)
_BLOCK = "p|br|div|li|ul|ol|sec|h[1-6]|list|list-item"
_TAG = re.compile(
    rf"</?(?:jats:|ns\d:)?(?:(?P<block>{_BLOCK})|(?:{_INLINE})|mml:[a-z]+|math)(?:\s[^<>]{{0,2000}})?/?>", re.IGNORECASE
)


def plain(text: str) -> str:
    r"""Return the text without inline tags and with its character references resolved; block tags become line ends.

    Args:
        text: Text with or without markup.

    Example:
        >>> plain("<jats:p>CO<sub>2</sub> &amp; <i>x</i> &lt; y</jats:p>").strip()
        'CO2 & x < y'
        >>> plain("the token <mask>, if a < b")
        'the token <mask>, if a < b'
    """
    if "<" in text:
        text = _TAG.sub(lambda tag: "\n" if tag["block"] else "", text)
    return html.unescape(text) if "&" in text else text
