"""What becomes of a statement when the user gives one of its ends another class."""

from kgbuild.vocabulary import Vocabulary

USES = {
    "Architecture": "usesArchitecture",
    "Dataset": "usesDataset",
    "Metric": "usesMetric",
    "Model": "usesBaseModel",
    "Task": "addressesTask",
    "Technique": "appliesTechnique",
}
"""The relation by which a paper uses a thing, by the thing's class."""


def fitting(predicate: str, source: str, target: str, vocabulary: Vocabulary) -> str | None:
    """Return the relation that says of two classes what another said of others, None where there is none.

    Args:
        predicate: The relation as a paper states it.
        source: The class of the subject.
        target: The class of the object.
        vocabulary: Knows domain and range of the relations.

    Example:
        >>> from kgbuild.vocabulary import load_vocabulary
        >>> fitting("usesBaseModel", "Paper", "Technique", load_vocabulary())
        'appliesTechnique'
        >>> fitting("partOf", "Technique", "Dataset", load_vocabulary()) is None
        True
    """
    if _permits(predicate, source, target, vocabulary):
        return predicate
    other = USES.get(target) if predicate in USES.values() else None
    return other if other is not None and _permits(other, source, target, vocabulary) else None


def _permits(predicate: str, source: str, target: str, vocabulary: Vocabulary) -> bool:
    relation = vocabulary.relations.get(predicate)
    return relation is None or (source in relation.domain and target in relation.range)
