"""Links that a text gives: clean URLs, with the characters as they were written."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

RESOURCE_KINDS = frozenset({"code", "model", "data", "demo", "video", "project"})
"""Kinds of links that lead to something a paper gives: those worth a `hasCode` claim. The others are `paper` and `reference`."""


@dataclass(frozen=True, slots=True)
class Link:
    """A link in a text.

    Attributes:
        start: First character, from 0.
        end: One past the last character; `text[start:end]` is the link as written, breaks and LaTeX included.
        url: The address, mended: with a scheme, without spaces, escapes or the sentence's punctuation.
        written: The same without the scheme where the text gives none: `www.example.org`.
        kind: `code`, `model`, `data`, `demo`, `video`, `project`, `paper` (an article), or `reference` (a footnote's source).
    """

    start: int
    end: int
    url: str
    written: str
    kind: str


_TLD = (
    r"(?:com|org|net|edu|gov|io|ai|co|dev|science|info|app|page|"
    r"de|fr|eu|uk|ch|nl|cn|jp|kr|in|it|es|se|cz|pl|at|ca|au|me|be|ly|ms|gl)"
)
_HEAD = re.compile(
    r"(?P<scheme>h(?:tt|xx)p(?P<s>s?)[ ]?:?[ ]?/[ ]?/[ ]?)(?=[A-Za-z0-9])"
    r"|(?<![\w@.-])(?P<www>www\.(?=[A-Za-z0-9]))"
    rf"|(?<![\w@.-])(?P<bare>(?=[A-Za-z0-9](?:[A-Za-z0-9-]{{0,62}}\.){{1,4}}(?:{_TLD}/[\w~]|(?<=\bgithub\.)io\b)))"
    r"|\\url\{(?P<latex>(?!h(?:tt|xx)ps?[ ]?:)(?=[A-Za-z0-9]))"
    r"|(?i:github)[ ](?:(?:repository|repo|project|page)[ ])?(?P<repo>(?=[A-Za-z0-9][\w.-]{0,38}/[\w.-]{1,100}))"
    r"|(?<![\w/.])(?P<arxiv>(?i:arxiv):[ ]?(?=\d{4}\.\d{4,5}))"
    r"|(?<![\w/.])(?P<doi>(?i:doi):[ ]?(?=10\.\d{4,9}/))",
)
# What `_HEAD` needs, but for addresses without a scheme; those need the end of a domain with a slash.
_MARKS = ("http", "hxxp", "www.", "\\url{", "github", "arxiv:", "doi:")
_SLASHED = re.compile(r"\.[A-Za-z]{2,}/")
_BODY = re.compile(r"(?:[A-Za-z0-9\-._~:/?#@!$&'()*+,;=%]|\\[_#%&~]){0,2000}")
_WORD = re.compile(r" (?=[A-Za-z0-9])")
_GLUED = re.compile(r"\.[A-Z][a-z]*$")
_HOST = re.compile(r"[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+(?::\d+)?(?=[/?#]|$)")
_FOOTNOTE = re.compile(r"(?:^|[^\w])\[\d{1,2}\] ?$")
_LOST_UNDERSCORE = re.compile(r" [A-Z0-9]{2,12}(?=\.?\s*$)")
_MAX_JOINS = 4
_FOOTNOTE_REACH = 8

_HOSTS = {
    "code": ("github.com", "gitlab.com", "bitbucket.org", "codeberg.org", "sourceforge.net", "git.io", "4open.science", "pypi.org"),
    "data": ("zenodo.org", "kaggle.com", "figshare.com", "osf.io", "dataverse.org", "openslr.org", "physionet.org"),
    "video": ("youtube.com", "youtu.be", "vimeo.com"),
    "paper": ("arxiv.org", "doi.org", "aclanthology.org", "openreview.net", "aclweb.org"),
}


def find_links(text: str) -> list[Link]:
    r"""Return the distinct links of a text, in order.

    Links broken by spaces (`https: //github.com/a/b`), written in LaTeX (`\url{…}`, `\_`), without a scheme (`github.com/a/b`)
    or glued to the next sentence are mended. arXiv and DOI references count as links of kind `paper`.

    Args:
        text: Any text; time is linear in its length.

    Returns:
        Links by position; an address that comes twice is given once, where it stands first.

    Example:
        >>> for link in find_links(r"Code: https: //github.com/a/b\_c. See www.example.org."):
        ...     print(link.url, link.kind)
        https://github.com/a/b_c code
        https://www.example.org project
    """
    links, seen = [], set()
    if not _may_hold_link(text):
        return []
    for link in _all_links(text):
        key = re.sub(r"^https?://(?:www\.)?", "", link.url).rstrip("/").lower()
        if key not in seen:
            seen.add(key)
            links.append(link)
    return links


def _may_hold_link(text: str) -> bool:
    """Say in little time whether there is anything that a link has; most abstracts have nothing."""
    lower = text.lower()
    return any(mark in lower for mark in _MARKS) or _SLASHED.search(text) is not None


def _all_links(text: str) -> Iterator[Link]:
    position = 0
    while (head := _HEAD.search(text, position)) is not None:
        link = _link(text, head)
        position = max(head.end(), position + 1) if link is None else link.end
        if link is not None and _is_address(link.url):
            yield link


def _link(text: str, head: re.Match[str]) -> Link | None:
    """Return the link that `head` opens, if anything follows it."""
    end = _end(text, head.end())
    start = head.end() if head.lastgroup in {"latex", "repo"} else head.start()
    if end == head.end() or (head.lastgroup == "repo" and not re.search(r"[A-Z0-9_-]", text[start:end])):
        return None
    address = re.sub(r"[\s\\]", "", text[head.end() : end])
    underscore = _LOST_UNDERSCORE.match(text, end) if "github.com/" in address else None
    if underscore:
        end, address = underscore.end(), address + underscore.group().replace(" ", "_")
    url = _prefix(head) + address
    written = url.removeprefix("https://") if head.lastgroup in {"www", "bare", "latex"} else url
    return Link(start, end, url, written, _kind(url, text[max(0, start - _FOOTNOTE_REACH) : start]))


def _prefix(head: re.Match[str]) -> str:
    """Return what stands before the body in the mended address."""
    if head["scheme"]:
        return f"http{head['s']}://"
    if head["www"]:
        return "https://www."
    return {"repo": "https://github.com/", "arxiv": "https://arxiv.org/abs/", "doi": "https://doi.org/"}.get(
        head.lastgroup or "", "https://"
    )


def _end(text: str, start: int) -> int:
    """Return where the address that begins at `start` ends, following it over stray spaces."""
    end = _chunk_end(text, start)
    for _ in range(_MAX_JOINS):
        space = _WORD.match(text, end)
        if space is None:
            break
        further = _chunk_end(text, space.end())
        if not _continues(text[start:end], text[space.end() : further], text[further : further + 1]):
            break
        end = further
    return end


def _chunk_end(text: str, start: int) -> int:
    """Return the end of a run of address characters, less the sentence's punctuation and the next sentence's first word."""
    match = _BODY.match(text, start)
    chunk = match.group() if match else ""
    while chunk:
        shorter = chunk.rstrip(".,;:!?'*$\\&")
        if shorter.endswith(")") and shorter.count("(") < shorter.count(")"):
            shorter = shorter[:-1]
        if len(shorter) == len(chunk):
            break
        chunk = shorter
    glued = _GLUED.search(chunk[-20:])
    if glued and text[start + len(chunk) : start + len(chunk) + 1] == " ":
        chunk = chunk[: len(chunk) - len(glued.group())]
    return start + len(chunk)


def _continues(address: str, word: str, after: str) -> bool:
    """Tell whether `word`, after a space, still belongs to `address`: only what cannot be the sentence's next word does."""
    name_like = bool(re.search(r"[\d_/]|[a-z][A-Z]|[A-Z]{2}", word))
    if address.endswith(("-", "_")):
        return name_like or "-" in word or len(word) == 1
    if not address.endswith("/"):
        return False
    if address in {"github.com/", "www.github.com/"}:
        return True
    return name_like or ("-" in word and after in {"", ".", ","})


def _is_address(url: str) -> bool:
    """Tell whether the mended address has a host, and on a code host a path."""
    _, _, rest = url.partition("://")
    host = _HOST.match(rest)
    return host is not None and rest.rstrip("/").lower().removeprefix("www.") not in {"github.com", "huggingface.co", "gitlab.com"}


def _kind(url: str, before: str) -> str:
    if _FOOTNOTE.search(before):
        return "reference"
    host, _, path = url.partition("://")[2].lower().removeprefix("www.").partition("/")
    if host == "huggingface.co":
        return {"datasets": "data", "spaces": "demo", "papers": "paper"}.get(path.partition("/")[0], "model")
    if host == "doi.org" and path.startswith(("10.5281/", "10.6084/", "10.7910/")):
        return "data"
    for kind, hosts in _HOSTS.items():
        if any(host == known or host.endswith("." + known) for known in hosts):
            return kind
    return "project"
