"""The way of the data in one place: papers are extracted, assembled and exported."""

from collections.abc import Iterable

from kgbuild.assemble import assemble
from kgbuild.assemble.graph import KnowledgeGraph
from kgbuild.extract import Extractor, extract
from kgbuild.identifiers import BASE
from kgbuild.models import Paper


def build(
    papers: Iterable[Paper], *, extractor: Extractor | None = None, workers: int = 1, base: str = BASE
) -> KnowledgeGraph:
    """Build a knowledge graph from papers.

    Args:
        papers: What `kgbuild.read` returned, or papers made by hand.
        extractor: What reads each paper; kgbuild's own by default.
        workers: How many processes extract; the graph is the same for any number.
        base: The IRI under which the graph's own IRIs are minted.

    Example:
        >>> from kgbuild.models import Paper
        >>> graph = build([Paper(title="RoBERTa: A Robust BERT", abstract="We introduce RoBERTa, which is based on BERT.")])
        >>> [node.label for node in graph.nodes("Model")]
        ['BERT', 'RoBERTa']
    """
    return assemble(extract(papers, extractor=extractor, workers=workers), base=base)
