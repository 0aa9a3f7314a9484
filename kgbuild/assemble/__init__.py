"""From what single papers say to one knowledge graph over the corpus: names resolved, edges gathered, lineage derived."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from kgbuild.identifiers import BASE

if TYPE_CHECKING:
    from kgbuild.assemble.decisions import Decisions
    from kgbuild.assemble.graph import KnowledgeGraph
    from kgbuild.models import Extraction
    from kgbuild.vocabulary import Vocabulary


def assemble(
    extractions: "Iterable[Extraction]",
    *,
    vocabulary: "Vocabulary | None" = None,
    base: str = BASE,
    decisions: "Decisions | None" = None,
) -> "KnowledgeGraph":
    """Assemble what papers say into one knowledge graph.

    The stream is read once, and the graph is the same whatever its order.

    Args:
        extractions: What each paper says. Two of one paper count as one paper that says both.
        vocabulary: The concepts that names are grounded in and the relations' ranges; the shipped vocabulary by default.
        base: The IRI under which the graph's own IRIs are minted; ends with a slash.
        decisions: What the user decided about names; they go before what the linker finds.

    Returns:
        The graph, with derived edges (`introducedBy`, `buildsOn`, `variantOf`, `basedOn`).

    Example:
        >>> from kgbuild.models import Claim, Entity, Evidence, Extraction, Mention, Paper
        >>> paper = Paper(title="BERT", year=2018)
        >>> bert = Entity(id="e1", type="Model", name="BERT", mentions=(Mention(field="title", start=0, end=4, text="BERT"),))
        >>> title = Evidence(field="title", start=0, end=4, text="BERT")
        >>> claim = Claim(
        ...     subject="paper", predicate="introduces", object="e1", confidence=0.9, evidence=(title,), extractor="doctest"
        ... )
        >>> graph = assemble([Extraction(paper=paper, entities=(bert,), claims=(claim,))])
        >>> [(graph.node(edge.source).label, edge.predicate) for edge in graph.edges()]
        [('BERT', 'introducedBy'), ('BERT', 'introduces')]
    """
    from kgbuild.assemble.corpus import gather, link  # noqa: PLC0415 - networkx takes a while to import

    if vocabulary is None:
        from kgbuild.vocabulary import load_vocabulary  # noqa: PLC0415 - only who needs the shipped tables reads them

        vocabulary = load_vocabulary()
    return link(gather(extractions, base), vocabulary, base, decisions)
