"""What the pages of a site say beside the graph."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Settings:
    """What the user chooses for a site.

    Attributes:
        title: What the site is called; by default how many papers it covers.
        url: Where it will stand, ending in a slash; empty if that is not known yet. Only the site map needs it.
    """

    title: str = ""
    url: str = ""
