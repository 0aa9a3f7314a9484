"""What a page says of its node to search engines: schema.org as JSON-LD."""

import json
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

from markupsafe import Markup

from kgbuild.assemble.graph import KnowledgeGraph, Node
from kgbuild.export.web_address import is_web_address

_KINDS: Mapping[str, str] = MappingProxyType(
    {"CodeRepository": "SoftwareSourceCode", "Dataset": "Dataset", "Paper": "ScholarlyArticle", "Tool": "SoftwareApplication"}
)
_ABOUT = ("introduces", "usesBaseModel", "addressesTask", "appliesTechnique", "usesArchitecture", "inDomain")
_MENTIONS = ("comparesWith", "usesDataset", "usesMetric")
_ESCAPES = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026"})


def structured(graph: KnowledgeGraph, node: Node, same: Sequence[str] = ()) -> Markup:
    r"""Return a node as schema.org JSON-LD that cannot end its script element; its context stands inside.

    Args:
        graph: Holds the node.
        node: What the page is about.
        same: Addresses that mean the same thing.

    Example:
        >>> structured(KnowledgeGraph(), Node("urn:m", "Model", "</script>"))
        Markup('{"@context":{"@vocab":"https://schema.org/"},"@id":"urn:m","@type":"DefinedTerm","name":"\\u003c/script\\u003e"}')
    """
    kind = _KINDS.get(node.type, "DefinedTerm")
    about: dict[str, Any] = {"@context": {"@vocab": "https://schema.org/"}, "@id": node.iri, "@type": kind, "name": node.label}
    if node.aliases:
        about["alternateName"] = list(node.aliases)
    about |= _paper(graph, node) if node.type == "Paper" else {}
    if same:
        about["sameAs"] = list(same)
    text = json.dumps(about, separators=(",", ":"), allow_nan=False)
    return Markup(text.translate(_ESCAPES))  # noqa: S704 - escaped for a script element, where entities are not read


def _paper(graph: KnowledgeGraph, node: Node) -> dict[str, Any]:
    details = {key: str(value) for key, value in node.details}
    said: dict[str, Any] = {"headline": node.label}
    if "authors" in details:
        said["author"] = [{"@type": "Person", "name": name} for name in details["authors"].split("; ")]
    for key, term in (("year", "datePublished"), ("abstract", "abstract"), ("url", "url"), ("doi", "identifier")):
        if key in details and (key != "url" or is_web_address(details[key])):
            said[term] = details[key]
    for term, relations in (("about", _ABOUT), ("mentions", _MENTIONS)):
        ends = sorted({target for _, target, key in graph.nx.out_edges(node.iri, keys=True) if key in relations})
        if ends:
            said[term] = [{"@id": iri, "name": graph.nx.nodes[iri]["label"]} for iri in ends]
    return said
