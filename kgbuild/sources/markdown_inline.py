"""The text of Markdown's inline tokens: words, links, what is bold, and which of it is a paper's title."""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it.token import Token

PLACES = re.compile(
    r"""https?://(?:[\w-]+\.)*(?:arxiv\.org|doi\.org|aclanthology\.org|aclweb\.org|openreview\.net|huggingface\.co/papers|mlr\.press
    |papers\.nips\.cc|neurips\.cc|thecvf\.com|jmlr\.org|semanticscholar\.org|biorxiv\.org|medrxiv\.org|acm\.org|ieee\.org|springer\.com
    |nature\.com|sciencedirect\.com|isca-speech\.org|ijcai\.org|aaai\.org|pubmed\.ncbi\.nlm\.nih\.gov)|https?://\S+\.pdf\b""",
    re.IGNORECASE | re.VERBOSE,
)
_LABEL = re.compile(
    r"[\[(]?(?:paper|pdf|code|link|url|arxiv(?::?\s*\S+)?|doi|abs|html|github|project(?:\s+page)?|website|page|blog|demo|data(?:set)?"
    r"|video|slides|poster|bib(?:tex)?|openreview|here|\W*)[\])]?",
    re.IGNORECASE,
)
_LEADING_LABEL = re.compile(r"\s*[\[(](?:paper|pdf|code|article|preprint)[\])][\s:.,-]*", re.IGNORECASE)
_ADDRESS = re.compile(r"https?://[^\s<>\"\])]+[^\s<>\"\]).,;:]")
_QUOTED = re.compile(r"[\"“](.{8,300}?)[,.]?[\"”]")
_END = re.compile(r"\s*(?:[,.;:]?\s*https?://|\s[-–—|]\s|[,.;]?\s*\(|\s\[|[.!?]\s|$)")


def title_of(token: "Token") -> str:
    """Return the title of an item's paper: what is bold, else a link's text, else a quotation, else how it begins."""
    text = words_of(token)
    linked = next((shown for _, shown in links_of([token]) if not _LABEL.fullmatch(shown.strip())), "")
    quoted = _QUOTED.search(text)
    named = bold_of(token) or linked or (quoted[1] if quoted else "")
    if not named:
        text = _LEADING_LABEL.sub("", text, count=1) if _LEADING_LABEL.match(text) else text
        end = _END.search(text)
        named = text[: end.start()] if end else text
    return " ".join(named.split())


def words_of(token: "Token") -> str:
    """Return the text of an inline token, without marks and the addresses of links."""
    return "".join(map(_text, token.children or ()))


def _text(piece: "Token") -> str:
    return " " if piece.type in {"softbreak", "hardbreak"} else piece.content


def without_links(text: str) -> str:
    """Return a text without addresses and arXiv ids, whose digits could be taken for years."""
    return re.sub(rf"{_ADDRESS.pattern}|arxiv:\s*\S+", "", text, flags=re.IGNORECASE)


def bold_of(token: "Token") -> str:
    """Return the first bold text, if it is no label such as "Paper"."""
    bold: list[str] = []
    inside = False
    for one in token.children or ():
        if one.type == "strong_open":
            inside = True
        elif one.type == "strong_close":
            if not _LABEL.fullmatch("".join(bold).strip().rstrip(":")):
                return "".join(bold).strip().rstrip(":.,")
            inside, bold = False, []
        elif inside:
            bold.append(_text(one))
    return ""


def links_of(tokens: Sequence["Token"]) -> list[tuple[str, str]]:
    """Return address and text of each link."""
    found: list[tuple[str, str]] = []
    for token in tokens:
        address, text = "", list[str]()
        for one in token.children or ():
            if one.type == "link_open":
                address, text = str(one.attrGet("href") or ""), []
            elif one.type == "link_close":
                found.append((address, "".join(text)))
                address = ""
            elif address:
                text.append(_text(one))
    return found


def own_addresses(tokens: Sequence["Token"], title: str) -> list[str]:
    """Return the addresses that are an item's own, not those of other things that its text names.

    Args:
        tokens: The item's own token, then those of what stands below it.
        title: Its title, as `title_of` gave it.
    """
    first = links_of(tokens[:1])
    titled = [address for address, shown in first if " ".join(shown.split()) == title]
    nearest = [] if titled else [address for address, _ in first if PLACES.match(address)][:1]
    labelled = [address for address, shown in links_of(tokens) if _LABEL.fullmatch(shown.strip())]
    return titled + nearest + labelled + [address for token in tokens for address in _ADDRESS.findall(words_of(token))]
