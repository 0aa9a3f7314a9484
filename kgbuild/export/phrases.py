"""How the interactive page words classes and relations: headings on a card, seen from either end of an edge."""

import re
from collections.abc import Iterable, Mapping
from types import MappingProxyType

RELATIONS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "introduces": ("Introduces", "Introduced in"),
        "introducedBy": ("Introduced by", "Introduces"),
        "basedOn": ("Based on", "Basis of"),
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
        "outperforms": ("Outperforms", "Outperformed by"),
        "partOf": ("Part of", "Has part"),
        "variantOf": ("Variant of", "Has variant"),
        "buildsOn": ("Builds on the work of", "Built on by"),
        "onMetric": ("Measured in", "Results in this metric"),
        "onDataset": ("Measured on", "Results on this dataset"),
        "ofSystem": ("Result of", "Results of this system"),
    }
)
"""Local name of a relation → its heading on the card of its subject, and on the card of its object; in the order of a card."""

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


def in_order(relations: Iterable[str]) -> list[str]:
    """Return relations in the order in which a card lists them: the known ones as in `RELATIONS`, then others by name.

    Args:
        relations: Relations of the ontology, by local name.

    Example:
        >>> in_order(["zeta", "usesDataset", "introduces", "alpha"])
        ['introduces', 'usesDataset', 'alpha', 'zeta']
    """
    known = list(RELATIONS)
    return sorted(relations, key=lambda name: (known.index(name) if name in RELATIONS else len(known), name))


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
