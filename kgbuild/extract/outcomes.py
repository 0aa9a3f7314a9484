"""Results of a paper: each sentence's outcomes, with what the paper's entities are called in it."""

from collections.abc import Iterator, Mapping, Sequence

from kgbuild.extract.document import Document, Sentence
from kgbuild.extract.reading import Reading
from kgbuild.extract.results import ResultModel, find_results
from kgbuild.models import Result

_KIND_OF_ROLE = {
    "usesMetric": "metric",
    "usesDataset": "dataset",
    "introduces": "system",
    "usesBaseModel": "system",
    "comparesWith": "system",
}


def read_results(document: Document, readings: Sequence[Reading], extractor: str, model: ResultModel) -> Iterator[Result]:
    """Yield the outcomes that the abstract reports, in order.

    Args:
        document: What was read.
        readings: Its things under their roles.
        extractor: The name that stands in each result.
        model: Judges the quantities.
    """
    for sentence in document.sentences[1:]:
        for found in find_results(sentence.text, _names_in(sentence, document, readings), model):
            yield Result(
                value=found.value,
                number=found.number,
                unit=found.unit,
                metric=found.metric,
                dataset=found.dataset,
                system=found.system,
                delta=found.delta,
                evidence=document.evidence(sentence),
                confidence=round(found.confidence, 4),
                extractor=extractor,
            )


def _names_in(sentence: Sentence, document: Document, readings: Sequence[Reading]) -> Mapping[str, list[tuple[int, int, str]]]:
    """Return for each kind the names that stand in a sentence, by offsets into it, in order."""
    names: dict[str, set[tuple[int, int, str]]] = {"metric": set(), "dataset": set(), "system": set()}
    for reading in readings:
        if kind := _KIND_OF_ROLE.get(reading.role):
            for start, end in reading.group.spans:
                if sentence.start <= start and end <= sentence.end:
                    names[kind].add((start - sentence.start, end - sentence.start, document.text[start:end]))
    return {kind: sorted(found) for kind, found in names.items()}
