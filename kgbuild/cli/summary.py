"""What a build, an extraction or a report says in words of what it found and what it left out."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from kgbuild.cli.terminal import columns
from kgbuild.directory import REJECTS
from kgbuild.errors import SourceError
from kgbuild.manifest import LeftOut, LinksFile, Manifest
from kgbuild.sources import Corpus

_FIRST_QUERY = "SELECT ?model (COUNT(?p) AS ?n) { ?p kg:usesBaseModel ?model } GROUP BY ?model ORDER BY DESC(?n) LIMIT 10"
_EXAMPLES_SHOWN = 5


def summary(manifest: Manifest, directory: Path) -> Iterator[str]:
    """Yield the lines that tell what a build found and where to look next."""
    yield f"{manifest.papers:,} papers, {manifest.merged:,} duplicates merged, {manifest.rejected:,} records rejected"
    if manifest.rejected:
        yield f"  rejected records and why: {directory / REJECTS}"
    yield from (f"  {line}" for line in unread_in_words(manifest.unread))
    for one in manifest.lookalikes[:_EXAMPLES_SHOWN]:
        yield f"  kept apart ({one.reason}): {' and '.join(one.papers)}"
    if len(manifest.lookalikes) > _EXAMPLES_SHOWN:
        yield f"  … and {len(manifest.lookalikes) - _EXAMPLES_SHOWN:,} more kept apart: see manifest.json"
    if manifest.links is not None:
        yield from _obeyed(manifest.links)
    if manifest.left_out is not None:
        yield f"  left out {left_out_in_words(manifest.left_out)}"
    yield from circles_in_words(manifest.circles)
    yield f"{sum(manifest.nodes.values()):,} nodes"
    yield from columns((*row, _share(manifest, row[0])) for row in _by_count(manifest.nodes))
    yield f"{sum(manifest.edges.values()):,} edges"
    yield from columns(_by_count(manifest.edges))
    if not manifest.papers:
        return
    yield "next:"
    if "graph.html" in manifest.outputs:
        yield f"  open {directory / 'graph.html'} in a browser"
    if "graph.ttl" in manifest.outputs:
        yield f"  kgbuild query {directory} '{_FIRST_QUERY}'"
    yield f"  kgbuild show {directory} BERT"


def nothing_usable(corpus: Corpus) -> SourceError:
    """Return the error that says why there is no paper in what was read.

    Args:
        corpus: Without papers.
    """
    if corpus.rejects:
        first = corpus.rejects[0]
        return SourceError(f"no record could be used; the first, {first.file}:{first.line}, was rejected: {first.reason}")
    return SourceError("no record was found: is it the right file, and --from, if given, its format?")


def unread_in_words(reasons: Mapping[str, int]) -> Iterator[str]:
    """Yield what was not read of papers, and of how many.

    Example:
        >>> list(unread_in_words({"the abstract, for there is none": 2}))
        ['not read in 2 of the papers: the abstract, for there is none']
    """
    for reason, papers in sorted(reasons.items()):
        yield f"not read in {papers:,} of the papers: {reason}"


def left_out_in_words(one: LeftOut) -> str:
    """Say how much was left out for want of confidence.

    Example:
        >>> left_out_in_words(LeftOut(below=0.5, claims=3, results=1))
        'below confidence 0.5: 3 claims, 1 results, 0 entities of papers'
    """
    told = f"{one.claims:,} claims, {one.results:,} results, {one.entities:,} entities of papers"
    return f"below confidence {one.below:g}: {told}"


def circles_in_words(circles: tuple[tuple[str, ...], ...]) -> Iterator[str]:
    """Yield what is said of things that papers state to be based on each other."""
    if circles:
        yield f"{len(circles):,} circles of what is based on what, as papers state it:"
        yield from (f"  {' → '.join((*circle, circle[0]))}" for circle in circles[:_EXAMPLES_SHOWN])
    if len(circles) > _EXAMPLES_SHOWN:
        yield f"  … and {len(circles) - _EXAMPLES_SHOWN:,} more: see manifest.json"


def _obeyed(links: LinksFile) -> Iterator[str]:
    yield f"{links.decisions - len(links.idle):,} of {links.decisions:,} decisions of {links.name} applied"
    if links.idle:
        lines = ", ".join(map(str, links.idle[:_EXAMPLES_SHOWN])) + (" …" if len(links.idle) > _EXAMPLES_SHOWN else "")
        yield f"  these lines name nothing of their class in these papers: {lines}"
    if links.unfit:
        yield f"  {links.unfit:,} statements left out: no relation suits the class that a retype gives"


def _share(manifest: Manifest, node_type: str) -> str:
    """Return which share of a class is grounded in the vocabulary, empty where the class has no concepts."""
    if node_type not in manifest.grounded:
        return ""
    return f"{manifest.grounded[node_type] / manifest.nodes[node_type]:.0%} in the vocabulary"


def _by_count(counts: dict[str, int]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))
