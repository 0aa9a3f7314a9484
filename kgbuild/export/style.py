"""How nodes and edges look in every drawing: a colour for each class, a size by importance, a weight by evidence."""

import math
from collections.abc import Mapping, Sequence
from types import MappingProxyType

import numpy as np

from kgbuild.assemble.graph import KnowledgeGraph

COLOURS: Mapping[str, str] = MappingProxyType(
    {
        "Paper": "#8a8f98",
        "Model": "#0084fc",
        "Architecture": "#4848a8",
        "Method": "#003cfc",
        "Technique": "#fc9c0c",
        "Task": "#309000",
        "Dataset": "#b4306c",
        "Metric": "#6ccca8",
        "Domain": "#f09cfc",
        "Tool": "#605400",
        "Result": "#9c60c0",
        "CodeRepository": "#fc4860",
    }
)
"""Found by maximising the least OKLab distance between any two, as seen with normal, protan, deutan and tritan vision (Machado et
al. 2009), among colours that stand out on white and on near-black."""

OTHER_COLOUR = "#5f6368"
"""For a class that is not in `COLOURS`."""

_SMALLEST = 4.0
_GROWTH = 7.0
_LIGHTEST = 0.01


def colour(node_type: str) -> str:
    """Return the colour of a class as `#rrggbb`.

    Args:
        node_type: A class of the ontology, by local name.

    Example:
        >>> colour("Model")
        '#0084fc'
    """
    return COLOURS.get(node_type, OTHER_COLOUR)


def rgb(node_type: str) -> tuple[int, int, int]:
    """Return the colour of a class as red, green and blue, each from 0 to 255.

    Args:
        node_type: A class of the ontology, by local name.

    Example:
        >>> rgb("Model")
        (0, 132, 252)
    """
    red, green, blue = bytes.fromhex(colour(node_type)[1:])
    return red, green, blue


def radius(importance: int) -> float:
    """Return the radius of a node: 4 for the least important, 7 more for every tenfold importance.

    Args:
        importance: A count from 1; less counts as 1.

    Returns:
        A length in the units of `kgbuild.export.layout.positions`, rounded to two decimals.

    Example:
        >>> radius(1), radius(10), radius(1000)
        (4.0, 11.0, 25.0)
    """
    return round(_SMALLEST + _GROWTH * math.log10(max(importance, 1)), 2)


def sizes(graph: KnowledgeGraph) -> dict[str, float]:
    """Return the radius of every node by IRI.

    A node is as important as the number of papers that speak of it, or of nodes that point to it, whichever is greater: an entity
    grows with its papers, a paper with what others take from it.

    Args:
        graph: Any graph.

    Example:
        >>> from kgbuild.assemble.graph import Node
        >>> graph = KnowledgeGraph()
        >>> graph.add_node(Node("urn:m", "Model", "BERT", support=10))
        >>> sizes(graph)
        {'urn:m': 11.0}
    """
    supports = graph.values("support")
    pointed_to = {iri: len(sources) for iri, sources in graph.nx.reverse(copy=False).adjacency()}
    importance = {iri: max(support, pointed_to[iri]) for iri, support in supports.items()}
    radii = {each: radius(each) for each in set(importance.values())}
    return {iri: radii[each] for iri, each in importance.items()}


def weight(confidence: float, support: int) -> float:
    """Return the weight of an edge: how many papers state it, scaled by confidence.

    It is never 0, for Gephi drops an edge of weight 0.

    Args:
        confidence: That the edge is right, from 0 to 1.
        support: How many papers state it.

    Example:
        >>> weight(0.9, support=3)
        2.7
    """
    return max(int(confidence * support * 10_000 + 0.5) / 10_000, _LIGHTEST)


def weights(confidences: Sequence[float], supports: Sequence[int]) -> list[float]:
    """Return `weight` of many edges at once.

    Args:
        confidences: One for each edge.
        supports: As many.

    Example:
        >>> weights([0.9, 0.5], [3, 1])
        [2.7, 0.5]
    """
    scaled = np.floor(np.array(confidences, float) * np.array(supports, float) * 10_000 + 0.5) / 10_000
    return np.maximum(scaled, _LIGHTEST).tolist()  # type: ignore[no-any-return]  # a list of float
