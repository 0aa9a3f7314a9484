"""Which texts may become links of a page."""

import re

_WEB = re.compile(r"https?://[^\s<>\"\\\x00-\x20\x7f-\x9f\ud800-\udfff]+", re.IGNORECASE)


def is_web_address(text: str) -> bool:
    """Return whether a text is a plain web address, and nothing that a browser would run.

    Args:
        text: What a paper gives as an address.

    Example:
        >>> is_web_address("https://arxiv.org/abs/1810.04805"), is_web_address("javascript:alert(1)")
        (True, False)
    """
    return _WEB.fullmatch(text) is not None
