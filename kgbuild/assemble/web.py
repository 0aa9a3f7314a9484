"""Addresses of code: when two URLs name one repository."""

import re
from typing import NamedTuple
from urllib.parse import SplitResult, urlsplit

_SCHEME = re.compile(r"^[a-z][a-z0-9+.-]*://", re.IGNORECASE)
_TRAILING = ".,;:!?)]}>'\"*/"
_FORGES = frozenset(("github.com", "gitlab.com", "bitbucket.org", "codeberg.org", "gitee.com"))


class Repository(NamedTuple):
    """Where code is published.

    Attributes:
        key: The same for all addresses of one repository.
        label: What to call it: `owner/name` on a known forge, else host and path.
        url: An address with scheme.
    """

    key: str
    label: str
    url: str


def repository(url: str) -> Repository:
    """Return the repository that an address leads to.

    Scheme, `www.`, case of the host, a trailing slash, `.git` and fragments do not matter; on the known forges neither does what
    follows owner and name, nor case.

    Args:
        url: An address as written in a paper.

    Example:
        >>> repository("http://www.github.com/Google-Research/BERT/tree/master").key
        'github.com/google-research/bert'
        >>> repository("https://example.org/demo/").label
        'example.org/demo'
    """
    text = url.strip().rstrip(_TRAILING) or url.strip()
    full = text if _SCHEME.match(text) else f"https://{text}"
    try:
        parts = urlsplit(full)
    except ValueError:  # such as an unfinished IPv6 host: the text itself is all we know
        return Repository(text, text, full)
    return _on_forge(parts, full) or _elsewhere(parts, full)


def _host(parts: SplitResult) -> str:
    return parts.netloc.rpartition("@")[2].lower().removeprefix("www.")


def _on_forge(parts: SplitResult, full: str) -> Repository | None:
    host = _host(parts)
    segments = [segment for segment in parts.path.split("/") if segment]
    if host not in _FORGES or len(segments) < 2:  # noqa: PLR2004 - owner and name
        return None
    owner, name = segments[0], segments[1].removesuffix(".git")
    return Repository(f"{host}/{owner}/{name}".lower(), f"{owner}/{name}", full)


def _elsewhere(parts: SplitResult, full: str) -> Repository:
    address = _host(parts) + parts.path.rstrip("/").removesuffix(".git")
    if parts.query:
        address += f"?{parts.query}"
    return Repository(address, address, full)
