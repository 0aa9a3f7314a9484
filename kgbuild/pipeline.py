"""The way of the data in one place: papers are extracted, assembled and exported."""

import hashlib
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import kgbuild
from kgbuild.assemble import assemble
from kgbuild.assemble.confident import confident
from kgbuild.assemble.decisions import Decisions
from kgbuild.assemble.graph import KnowledgeGraph
from kgbuild.assemble.related import relate
from kgbuild.directory import (
    EXTRACTIONS,
    LEXICON,
    LINKS,
    REJECTS,
    LeftOut,
    LexiconFile,
    LinksFile,
    Manifest,
    checksums,
    counts,
    grounded,
    reasons,
    staged,
    write_extractions,
    write_rejects,
)
from kgbuild.export import Exporter, export
from kgbuild.extract import STANDARD, Extractor, default_extractor, extract, truncated
from kgbuild.identifiers import BASE
from kgbuild.lexicon.tables import parse_table
from kgbuild.lineage.circles import circles_of
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
    with staged(directory) as stage:
        with (stage / EXTRACTIONS).open("wb") as stream:
            left_out: Counter[str] = Counter()
            unread: Counter[str] = Counter()
            told = confident(reasons(write_extractions(extractions, stream), unread), min_confidence, left_out)
            graph = assemble(told, vocabulary=load_vocabulary(lexicon), base=base, decisions=decisions)
        if related:
            relate(graph)
        manifest = describe(corpus, graph, extractor, lexicon, decisions).model_copy(update={"related": related})
        manifest = manifest.model_copy(update={"unread": dict(sorted(unread.items()))})
        if min_confidence:
            manifest = manifest.model_copy(update={"left_out": LeftOut(below=min_confidence, **left_out)})
        graph.provenance = manifest.provenance()
        write_rejects(corpus.rejects, stage / REJECTS)
        if lexicon is not None:
            (stage / LEXICON).write_text(lexicon.text, encoding="utf-8", newline="\n")
        if decisions is not None:
            (stage / LINKS).write_text(decisions.text, encoding="utf-8", newline="\n")
        for exporter in exporters:
            export(graph, stage / exporter.filename)
        manifest = manifest.model_copy(update={"outputs": checksums(stage)})
        manifest.write(stage)
    return manifest


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
        lexicon=lexicon and _lexicon_file(lexicon),
        links=decisions and _links_file(decisions, graph),
        papers=len(corpus.papers),
        merged=corpus.merged,
        rejected=len(corpus.rejects),
        truncated=sum(map(truncated, corpus.papers)),
        lookalikes=corpus.lookalikes,
        circles=circles_of(graph),
        nodes=nodes,
        grounded=grounded(graph),
        edges=edges,
        outputs={},
    )


def _lexicon_file(lexicon: Lexicon) -> LexiconFile:
    digest = hashlib.sha256(lexicon.text.encode()).hexdigest()
    return LexiconFile(name=lexicon.file, sha256=digest, concepts=len(parse_table(lexicon.text, lexicon.file)))


def _links_file(decisions: Decisions, graph: KnowledgeGraph) -> LinksFile:
    digest = hashlib.sha256(decisions.text.encode()).hexdigest()
    return LinksFile(name=decisions.file, sha256=digest, decisions=len(decisions.lines), idle=graph.idle, unfit=graph.unfit)
