"""The map of a site for search engines (sitemaps.org, protocol 0.9)."""

from collections.abc import Iterable
from xml.sax.saxutils import escape

_MOST = 50_000


def sitemap(url: str, paths: Iterable[str]) -> bytes:
    """Return a site map of at most 50,000 pages, as many as the protocol admits in one file.

    Args:
        url: Where the site stands, ending in a slash.
        paths: Of its pages, the most important first.

    Example:
        >>> print(sitemap("https://example.org/kg/", ["index.html"]).decode())
        <?xml version="1.0" encoding="UTF-8"?>
        <urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
        <url><loc>https://example.org/kg/index.html</loc></url>
        </urlset>
        <BLANKLINE>
    """
    lines = [f"<url><loc>{escape(url + path)}</loc></url>" for path in list(paths)[:_MOST]]
    head = '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
    return "\n".join([head, *lines, "</urlset>\n"]).encode()
