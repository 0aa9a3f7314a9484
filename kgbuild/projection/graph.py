"""A projection: an undirected, weighted graph of one or two kinds of node."""

from kgbuild.assemble.graph import KnowledgeGraph


class Projection(KnowledgeGraph):
    """A graph whose edges say that two nodes share neighbours of the graph that it was made from.

    An edge's `support` is how many they share, its `confidence` the weight, normalised to (0, 1]; it has no evidence. Edges have no
    direction: each stands once, from the smaller IRI to the greater.

    Example:
        >>> Projection().nx.number_of_edges()
        0
    """
