"""The way of the data in one place: papers are extracted, assembled and exported."""

from collections.abc import Iterable
from pathlib import Path

import kgbuild
from kgbuild.assemble import assemble
from kgbuild.assemble.graph import KnowledgeGraph
from kgbuild.directory import EXTRACTIONS, REJECTS, Manifest, checksums, counts, staged, write_extractions, write_rejects
from kgbuild.export import Exporter, export
from kgbuild.extract import Extractor, default_extractor, extract, truncated
from kgbuild.identifiers import BASE
from kgbuild.models import Extraction, Paper
from kgbuild.sources import Corpus
from kgbuild.vocabulary import load_vocabulary


def build(papers: Iterable[Paper], *, extractor: Extractor | None = None, workers: int = 1, base: str = BASE) -> KnowledgeGraph:
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


def build_directory(
    corpus: Corpus,
    directory: Path,
    extractions: Iterable[Extraction],
    exporters: Iterable[Exporter],
    base: str = BASE,
) -> Manifest:
    """Build a graph directory; an interrupted build leaves an earlier one as it was.

    Args:
        corpus: The papers, and what the reading found out about them.
        directory: Where the files go; made if need be.
        extractions: What the papers say, in the order of the corpus; consumed once.
        exporters: Which graph files to write; consumed one by one.
        base: The IRI under which the graph's own IRIs are minted.

    Returns:
        The manifest as written into the directory.
    """
    with staged(directory) as stage:
        with (stage / EXTRACTIONS).open("wb") as stream:
            graph = assemble(write_extractions(extractions, stream), base=base)
        write_rejects(corpus.rejects, stage / REJECTS)
        for exporter in exporters:
            export(graph, stage / exporter.filename)
        manifest = describe(corpus, graph, stage)
        manifest.write(stage)
    return manifest


def describe(corpus: Corpus, graph: KnowledgeGraph, stage: Path) -> Manifest:
    """Return the manifest of a build whose files lie in `stage`."""
    nodes, edges = counts(graph)
    return Manifest(
        kgbuild=kgbuild.__version__,
        ontology=load_vocabulary().version,
        extractor=default_extractor().name,
        base=graph.base,
        inputs=corpus.inputs,
        papers=len(corpus.papers),
        merged=corpus.merged,
        rejected=len(corpus.rejects),
        truncated=sum(map(truncated, corpus.papers)),
        lookalikes=corpus.lookalikes,
        nodes=nodes,
        edges=edges,
        outputs=checksums(stage),
    )
