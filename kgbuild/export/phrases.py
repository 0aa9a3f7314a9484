"""How the interactive page words classes and relations: headings on a card, seen from either end of an edge."""

import re
from collections.abc import Mapping
from types import MappingProxyType

RELATIONS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "introduces": ("Introduces", "Introduced in"),
        "usesBaseModel": ("Builds on the model", "Base model in"),
        "usesArchitecture": ("Uses the architecture", "Architecture in"),
        "comparesWith": ("Compares with", "Compared in"),
        "appliesTechnique": ("Applies", "Applied in"),
        "addressesTask": ("Addresses", "Addressed in"),
        "usesDataset": ("Uses the dataset", "Used in"),
        "trainedOn": ("Trained on", "Training data in"),
        "evaluatedOn": ("Evaluated on", "Evaluation data in"),
        "usesMetric": ("Measures", "Measured in"),
        "inDomain": ("In the domain", "Papers of the domain"),
        "reportsResult": ("Reports", "Reported in"),
        "hasCode": ("Code", "Code of"),
        "basedOn": ("Based on", "Basis of"),
        "outperforms": ("Outperforms", "Outperformed by"),
        "partOf": ("Part of", "Has part"),
        "variantOf": ("Variant of", "Has variant"),
        "introducedBy": ("Introduced by", "Introduces"),
        "buildsOn": ("Builds on the work of", "Built on by"),
        "onMetric": ("Measured in", "Results in this metric"),
        "onDataset": ("Measured on", "Results on this dataset"),
        "ofSystem": ("Result of", "Results of this system"),
    }
)
"""Local name of a relation → its heading on the card of its subject, and on the card of its object."""

_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")


def words(name: str) -> str:
    """Return a local name as words.

    Args:
        name: A name in camel case.

    Example:
        >>> words("CodeRepository")
        'Code repository'
    """
    return _HUMP.sub(" ", name).capitalize()


def plural(node_type: str) -> str:
    """Return the name of a class in the plural, as a legend says it.

    Args:
        node_type: A class of the ontology, by local name.

    Example:
        >>> plural("CodeRepository"), plural("Dataset")
        ('Code repositories', 'Datasets')
    """
    singular = words(node_type)
    return f"{singular[:-1]}ies" if singular.endswith("y") else f"{singular}s"


def headings(relation: str) -> tuple[str, str]:
    """Return the headings of a relation on the cards of its subject and its object.

    Args:
        relation: A relation of the ontology, by local name.

    Example:
        >>> headings("basedOn")
        ('Based on', 'Basis of')
        >>> headings("citesAsRelated")
        ('Cites as related', 'Cites as related, from')
    """
    return RELATIONS.get(relation) or (words(relation), f"{words(relation)}, from")
