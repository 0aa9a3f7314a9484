"""What the pages of a site say beside the graph."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Settings:
    """What the user chooses for a site.

    Attributes:
        title: What the site is called; by default how many papers it covers.
        url: Where it will stand, ending in a slash, for the site map, canonical links and `404.html`; empty if not known.
    """

    title: str = ""
    url: str = ""
