"""The way of the data in one place: papers are extracted, assembled and exported."""

from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import kgbuild
from kgbuild.assemble import assemble
from kgbuild.assemble.confident import confident
from kgbuild.assemble.decisions import Decisions
from kgbuild.assemble.graph import KnowledgeGraph
from kgbuild.assemble.related import relate
from kgbuild.directory import EXTRACTIONS, LEXICON, LINKS, REJECTS, checksums, staged, write_extractions, write_rejects
from kgbuild.export import Exporter, export
from kgbuild.extract import STANDARD, Extractor, default_extractor, extract
from kgbuild.extract.text.legible import tally
from kgbuild.identifiers import BASE
from kgbuild.lineage.circles import circles_of
from kgbuild.manifest import LeftOut, LexiconFile, LinksFile, Manifest, counts, grounded
from kgbuild.models import Extraction, Paper
from kgbuild.sources import Corpus
from kgbuild.vocabulary import Lexicon, load_vocabulary


def build(  # noqa: PLR0913 - what goes in, and what shapes it
    papers: Iterable[Paper],
    *,
    extractor: Extractor | None = None,
    lexicon: Path | Lexicon | None = None,
    workers: int = 1,
    min_confidence: float = 0.0,
    base: str = BASE,
) -> KnowledgeGraph:
    """Build a knowledge graph from papers.

    Args:
        papers: What `kgbuild.read` returned, or papers made by hand.
        extractor: What reads each paper; kgbuild's own by default.
        lexicon: A table of the user's own names: kgbuild's extractor finds them, and they become nodes of their own.
        workers: How many processes extract; the graph is the same for any number.
        min_confidence: Claims and results that are less confident are left out.
        base: The IRI under which the graph's own IRIs are minted.

    Example:
        >>> from kgbuild.models import Paper
        >>> graph = build([Paper(title="RoBERTa: A Robust BERT", abstract="We introduce RoBERTa, which is based on BERT.")])
        >>> [node.label for node in graph.nodes("Model")]
        ['BERT', 'RoBERTa']
    """
    if isinstance(lexicon, Path):
        lexicon = Lexicon.read(lexicon)
    vocabulary = load_vocabulary(lexicon)
    extractions = extract(papers, extractor=extractor or default_extractor(lexicon), workers=workers)
    return assemble(confident(extractions, min_confidence, Counter()), vocabulary=vocabulary, base=base)


def build_directory(  # noqa: PLR0913 - what goes in, where it goes, and what shapes it
    corpus: Corpus,
    directory: Path,
    extractions: Iterable[Extraction],
    exporters: Iterable[Exporter],
    *,
    extractor: str = STANDARD,
    lexicon: Lexicon | None = None,
    decisions: Decisions | None = None,
    min_confidence: float = 0.0,
    related: bool = False,
    base: str = BASE,
) -> Manifest:
    """Build a graph directory; an interrupted build leaves an earlier one as it was.

    Args:
        corpus: The papers, and what the reading found out about them.
        directory: Where the files go; made if need be.
        extractions: What the papers say, in the order of the corpus; consumed once.
        exporters: Which graph files to write; consumed one by one.
        extractor: The name of what made the extractions.
        lexicon: The table of the user's own names that the extractions were made with; a copy of it is kept.
        decisions: What the user decided about names; a copy is kept.
        min_confidence: Claims and results that are less confident are left out of the graph; the extractions keep them.
        related: Whether to tie each paper to the five most like it (`relatedTo`).
        base: The IRI under which the graph's own IRIs are minted.

    Returns:
        The manifest as written into the directory.
    """
    left_out: Counter[str] = Counter()
    unread: Counter[str] = Counter()
    with staged(directory) as stage:
        with (stage / EXTRACTIONS).open("wb") as stream:
            told = confident(tally(write_extractions(extractions, stream), unread), min_confidence, left_out)
            graph = assemble(told, vocabulary=load_vocabulary(lexicon), base=base, decisions=decisions)
        if related:
            relate(graph)
        lacking = LeftOut(below=min_confidence, **left_out) if min_confidence else None
        told_too = {"related": related, "unread": dict(sorted(unread.items())), "left_out": lacking}
        manifest = describe(corpus, graph, extractor, lexicon, decisions).model_copy(update=told_too)
        graph.provenance = manifest.provenance()
        _write_beside(stage, corpus, lexicon, decisions)
        for exporter in exporters:
            export(graph, stage / exporter.filename)
        manifest = manifest.model_copy(update={"outputs": checksums(stage)})
        manifest.write(stage)
    return manifest


def _write_beside(stage: Path, corpus: Corpus, lexicon: Lexicon | None, decisions: Decisions | None) -> None:
    """Write what could not be used, and copies of the user's own files."""
    write_rejects(corpus.rejects, stage / REJECTS)
    for name, own in ((LEXICON, lexicon), (LINKS, decisions)):
        if own is not None:
            (stage / name).write_text(own.text, encoding="utf-8", newline="\n")


def describe(
    corpus: Corpus,
    graph: KnowledgeGraph,
    extractor: str = STANDARD,
    lexicon: Lexicon | None = None,
    decisions: Decisions | None = None,
) -> Manifest:
    """Return the manifest of a build whose files are still to be written."""
    nodes, edges = counts(graph)
    return Manifest(
        kgbuild=kgbuild.__version__,
        ontology=load_vocabulary().version,
        extractor=extractor,
        base=graph.base,
        inputs=corpus.inputs,
        lexicon=lexicon and LexiconFile.of(lexicon),
        links=decisions and LinksFile.of(decisions, graph),
        papers=len(corpus.papers),
        merged=corpus.merged,
        rejected=len(corpus.rejects),
        lookalikes=corpus.lookalikes,
        circles=circles_of(graph),
        nodes=nodes,
        grounded=grounded(graph),
        edges=edges,
        outputs={},
    )
