"""What the shape of the graph says of its nodes: how central they are, and which belong together."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple
from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from kgbuild.assemble.decisions import CLASSES
from kgbuild.assemble.graph import KnowledgeGraph

_DIGITS = 6
_STEPS = 100
_DAMPING = 0.85
_NAMED_BY = 3
_NAMING = frozenset((*CLASSES, "Domain")) - {"Metric"}


class Measures(NamedTuple):
    """The measures of one node.

    Attributes:
        degree: How many edges begin or end there.
        pagerank: PageRank over the directed edges, parallel ones once; all nodes together have 1.
        community: Number of its community; 1 is the largest.
        community_name: The community's most typical concepts.
    """

    degree: int
    pagerank: float
    community: int
    community_name: str


_MEASURED: WeakKeyDictionary[KnowledgeGraph, tuple[tuple[int, int], dict[str, Measures]]] = WeakKeyDictionary()


def measures(graph: KnowledgeGraph) -> Mapping[str, Measures]:
    """Return the measures of each node, by IRI.

    PageRank is that of Brin and Page (1998), with damping .85. Communities are those of Louvain (Blondel et al., 2008) over the
    undirected simple graph; a community is named by the three concepts most of whose neighbours it holds, by n²/m where n of m
    neighbours are inside.

    Args:
        graph: Any graph; it is measured once, and again only after its number of nodes or edges has changed.

    Example:
        >>> from kgbuild.assemble.graph import Edge, Node
        >>> graph = KnowledgeGraph()
        >>> graph.add_node(Node("urn:p", "Paper", "On BERT"))
        >>> graph.add_node(Node("urn:m", "Model", "BERT"))
        >>> graph.add_edge(Edge("urn:s", "urn:p", "introduces", "urn:m", confidence=0.9))
        >>> measures(graph)["urn:m"]
        Measures(degree=1, pagerank=0.649123, community=1, community_name='BERT')
    """
    state = graph.size
    known = _MEASURED.get(graph)
    if known is None or known[0] != state:
        known = _MEASURED[graph] = (state, _measured(graph))
    return known[1]


def _measured(graph: KnowledgeGraph) -> dict[str, Measures]:
    iris = sorted(graph.nx)
    if not iris:
        return {}
    links = _links(graph, iris)
    ranks = _pagerank(links)
    both = (links + links.T).sign().tocsr()
    numbers = _numbered(_communities(both))
    names = _names(graph, iris, both, numbers)
    degrees = dict(graph.nx.degree())
    return {
        iri: Measures(degrees[iri], float(f"{rank:.{_DIGITS}g}"), int(number), names[int(number)])
        for iri, rank, number in zip(iris, ranks.tolist(), numbers, strict=True)
    }


def _links(graph: KnowledgeGraph, iris: Sequence[str]) -> sparse.csr_array:
    """Return 1 where an edge leads from row to column."""
    place = {iri: index for index, iri in enumerate(iris)}
    ends = sorted({(place[source], place[target]) for source, target in graph.nx.edges() if source != target})
    pairs = np.array(ends, dtype=np.intp).reshape(-1, 2)
    return sparse.coo_array((np.ones(len(pairs)), (pairs[:, 0], pairs[:, 1])), shape=(len(iris), len(iris))).tocsr()


def _pagerank(links: sparse.csr_array) -> NDArray[np.float64]:
    count = links.shape[0]
    leaving = np.asarray(links.sum(axis=1)).ravel()
    shares = np.divide(1.0, leaving, out=np.zeros(count), where=leaving > 0)
    along = (sparse.diags_array(shares) @ links).T.tocsr()
    ranks = np.full(count, 1 / count)
    for _ in range(_STEPS):
        stuck = ranks[leaving == 0].sum()
        following = _DAMPING * (along @ ranks + stuck / count) + (1 - _DAMPING) / count
        change = np.abs(following - ranks).sum()
        ranks = following
        if change < 1e-10:  # noqa: PLR2004 - far below the digits that we keep
            break
    return ranks


def _communities(both: sparse.csr_array) -> NDArray[np.int64]:
    if both.nnz == 0:
        return np.arange(both.shape[0])
    from sknetwork.clustering import Louvain  # noqa: PLC0415 - takes a while to import

    found = Louvain(shuffle_nodes=False, random_state=0).fit_predict(sparse.csr_matrix(both))
    return np.asarray(found, dtype=np.int64)


def _numbered(communities: NDArray[np.int64]) -> list[int]:
    """Number communities from 1, the largest first; of equals the one with the first node."""
    sizes = Counter(communities.tolist())
    first = {community: place for place, community in reversed(list(enumerate(communities.tolist())))}
    order = sorted(sizes, key=lambda community: (-sizes[community], first[community]))
    number = {community: place for place, community in enumerate(order, 1)}
    return [number[community] for community in communities.tolist()]


def _names(graph: KnowledgeGraph, iris: Sequence[str], both: sparse.csr_array, numbers: Sequence[int]) -> dict[int, str]:
    of_column = np.asarray(numbers)[both.indices]
    candidates: defaultdict[int, list[tuple[bool, float, str]]] = defaultdict(list)
    others: dict[int, str] = {}
    for place, (iri, number) in enumerate(zip(iris, numbers, strict=True)):
        data = graph.nx.nodes[iri]
        others.setdefault(number, data["label"])
        if data["type"] in _NAMING:
            around = of_column[both.indptr[place] : both.indptr[place + 1]]
            inside = int((around == number).sum())
            typical = inside * inside / max(len(around), 1)
            candidates[number].append((data["concept"] is None, -typical, data["label"]))
    return {
        number: ", ".join(dict.fromkeys(label for _, _, label in sorted(candidates[number])[:_NAMED_BY])) or label
        for number, label in others.items()
    }
