"""Leaves out what an extractor is not sure enough of, and counts what it leaves out."""

from collections import Counter
from collections.abc import Iterable, Iterator

from kgbuild.models import PAPER, Extraction


def confident(extractions: Iterable[Extraction], least: float, left_out: Counter[str]) -> Iterator[Extraction]:
    """Yield extractions without their less confident claims and results, and without entities of which nothing is left to say.

    Papers stay, even where nothing is left of what they say, and so does the most central domain of each: a paper has one at least.

    Args:
        extractions: Any stream.
        least: The confidence, from 0 to 1, from which a claim or result stays.
        left_out: What is left out is counted here, under `claims`, `results` and `entities`.

    Example:
        >>> from kgbuild.models import Paper, Result
        >>> paper, counts = Paper(title="It reaches 84%"), Counter()
        >>> span = {"field": "title", "start": 0, "end": 14, "text": "It reaches 84%"}
        >>> unsure = Result(value="84%", evidence=span, confidence=0.3, extractor="x")
        >>> [one.results for one in confident([Extraction(paper=paper, results=[unsure])], 0.5, counts)], counts["results"]
        ([()], 1)
    """
    for extraction in extractions:
        central = next((claim for claim in extraction.claims if claim.predicate == "inDomain"), None)
        claims = tuple(claim for claim in extraction.claims if claim.confidence >= least or claim is central)
        results = tuple(result for result in extraction.results if result.confidence >= least)
        if len(claims) == len(extraction.claims) and len(results) == len(extraction.results):
            yield extraction
            continue
        gone = _spoken_of(extraction) - _spoken_of(extraction.model_copy(update={"claims": claims}))
        entities = tuple(entity for entity in extraction.entities if entity.id not in gone)
        left_out["claims"] += len(extraction.claims) - len(claims)
        left_out["results"] += len(extraction.results) - len(results)
        left_out["entities"] += len(extraction.entities) - len(entities)
        yield extraction.model_copy(update={"claims": claims, "results": results, "entities": entities})


def _spoken_of(extraction: Extraction) -> set[str]:
    return {end for claim in extraction.claims for end in (claim.subject, claim.object)} - {PAPER}
