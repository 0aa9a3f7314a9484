"""The form in which names are looked up in a text."""

HYPHENS = {ord(mark): " " for mark in "-‐‑‒–—_~\n\t\u00a0"}
"""What stands for a space between the words of a name."""


def fold(text: str) -> str:
    """Return the text in lower case with hyphens as spaces, and of the same length, so that offsets hold.

    Args:
        text: Any text.

    Example:
        >>> fold("Pre-Training İ")
        'pre training İ'
    """
    lower = text.lower()
    if len(lower) != len(text):
        lower = "".join(low if len(low := char.lower()) == 1 else char for char in text)
    return lower.translate(HYPHENS)
