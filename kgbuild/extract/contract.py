"""The contract of an extractor, and the names of those that ship."""

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from kgbuild.models import Extraction, Paper

STANDARD = "standard"
"""Name of the extractor that ships."""

FAST = "fast"
"""Name of the one that reads without models."""


class Extractor(Protocol):
    """Reads one paper at a time. Whatever has a name and these arguments can stand in for the one that ships.

    Attributes:
        name: Stands in each claim as its extractor; letters, digits, dots and hyphens.
    """

    name: str

    def __call__(self, paper: "Paper") -> "Extraction":
        """Return what the paper says; the same for the same paper, whatever was read before."""
