"""Results of a paper: each sentence's outcomes, with what the paper's entities are called in it."""

import re
from collections.abc import Iterator, Mapping, Sequence

from kgbuild.extract.results.reporting import ResultModel, find_results
from kgbuild.extract.roles.selection import Reading
from kgbuild.extract.text.document import Document, Sentence
from kgbuild.models import Result

_KIND_OF_ROLE = {
    "usesMetric": "metric",
    "usesDataset": "dataset",
    "introduces": "system",
    "usesBaseModel": "system",
    "comparesWith": "system",
}
_OWN = re.compile(r"\b(?:we|our|ours|it|its|proposed|this (?:model|method|approach|framework|system|network))\b", re.IGNORECASE)
_SYSTEMS = frozenset({"Model", "Method"})


def read_results(document: Document, readings: Sequence[Reading], extractor: str, model: ResultModel) -> Iterator[Result]:
    """Yield the outcomes that the abstract reports, in order.

    Args:
        document: What was read.
        readings: Its things under their roles.
        extractor: The name that stands in each result.
        model: Judges the quantities.
    """
    own = _own_system(document, readings)
    for sentence in document.sentences[1:]:
        speaks_of_own = _OWN.search(sentence.text) is not None
        for found in find_results(sentence.text, _names_in(sentence, document, readings), model):
            yield Result(
                value=found.value,
                number=found.number,
                unit=found.unit,
                metric=found.metric,
                dataset=found.dataset,
                system=found.system or (own if speaks_of_own else None),
                delta=found.delta,
                evidence=document.evidence(sentence),
                confidence=round(found.confidence, 4),
                extractor=extractor,
            )


def _own_system(document: Document, readings: Sequence[Reading]) -> str | None:
    """Return the name of the one system that the paper introduces, which "our model" and "it" stand for; None if it is not one.

    Of the annotated results in such sentences, three of four are the introduced system's.
    """
    own = [one for one in readings if one.role == "introduces" and one.kind in _SYSTEMS and not one.faint]
    if len(own) != 1:
        return None
    start, end = own[0].group.spans[0]
    return document.text[start:end]


def _names_in(sentence: Sentence, document: Document, readings: Sequence[Reading]) -> Mapping[str, list[tuple[int, int, str]]]:
    """Return for each kind the names that stand in a sentence, by offsets into it, in order."""
    names: dict[str, set[tuple[int, int, str]]] = {"metric": set(), "dataset": set(), "system": set()}
    for reading in readings:
        if kind := _KIND_OF_ROLE.get(reading.role):
            for start, end in reading.group.spans:
                if sentence.start <= start and end <= sentence.end:
                    names[kind].add((start - sentence.start, end - sentence.start, document.text[start:end]))
    return {kind: sorted(found) for kind, found in names.items()}
