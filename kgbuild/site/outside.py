"""Where a page leads out of the site: the paper itself, and what other vocabularies say of a concept."""

from collections import defaultdict
from typing import NamedTuple

from kgbuild.assemble.graph import KnowledgeGraph, Node
from kgbuild.documentation.page import SOURCES
from kgbuild.export.web_address import is_web_address

_ARXIV = "https://arxiv.org/abs/"
_DOI = "https://doi.org/"
_DISCUSSION = "https://huggingface.co/papers/"


class Exit(NamedTuple):
    """A link out.

    Attributes:
        name: Where it leads.
        address: A web address.
        same: Whether that is the very same thing, not something close.
    """

    name: str
    address: str
    same: bool


class Exits:
    """The links out of a graph's nodes.

    Args:
        graph: Any graph.

    Example:
        >>> graph = KnowledgeGraph()
        >>> paper = Node("urn:p", "Paper", "BERT", details=(("arxiv_id", "1810.04805"),))
        >>> [exit_.address for exit_ in Exits(graph).of(paper)]
        ['https://arxiv.org/abs/1810.04805', 'https://huggingface.co/papers/1810.04805']
    """

    def __init__(self, graph: KnowledgeGraph) -> None:
        self._matches: defaultdict[str, list[Exit]] = defaultdict(list)
        self._broader: defaultdict[str, list[str]] = defaultdict(list)
        for subject, relation, obj in sorted(graph.links):
            if relation == "broader" and obj in graph.nx:
                self._broader[subject].append(obj)
            elif relation.endswith("Match") and is_web_address(obj):
                self._matches[subject].append(Exit(_site(obj), obj, relation == "exactMatch"))

    def of(self, node: Node) -> list[Exit]:
        """Return the links out of a node, those to the very same thing first."""
        own = [Exit(name, address, same=True) for name, address in _addresses(node) if is_web_address(address)]
        matches = sorted(self._matches.get(node.concept or "", ()), key=lambda exit_: (not exit_.same, exit_.name, exit_.address))
        return list({exit_.address: exit_ for exit_ in (*matches[::-1], *own[::-1])}.values())[::-1]

    def broader(self, node: Node) -> list[str]:
        """Return the IRIs of the concepts of the graph that are broader than a node."""
        return self._broader.get(node.concept or "", [])


def _addresses(node: Node) -> list[tuple[str, str]]:
    details = {key: str(value) for key, value in node.details}
    found = []
    if "arxiv_id" in details:
        found += [("arXiv", _ARXIV + details["arxiv_id"]), ("Hugging Face Papers", _DISCUSSION + details["arxiv_id"])]
    if "doi" in details:
        found.append(("DOI", _DOI + details["doi"]))
    if "url" in details:
        found.append((_site(details["url"]), details["url"]))
    return found


def _site(address: str) -> str:
    """Return the name of a site, or its host."""
    known = (name for start, name in SOURCES.items() if address.startswith(start))
    return next(known, address.partition("://")[2].partition("/")[0].removeprefix("www."))
