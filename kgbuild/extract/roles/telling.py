"""Which entity type a thing has under a role, and which sentence states the role best."""

from collections import Counter
from collections.abc import Sequence

from kgbuild.extract.candidates.grouping import Group
from kgbuild.extract.roles.cues import CueIndex
from kgbuild.extract.roles.selection import Reading
from kgbuild.extract.scoring import ROLES_OF_TYPE
from kgbuild.extract.text.document import Document, Sentence
from kgbuild.models import EntityType

_TYPE_OF_ROLE = {role: kind for kind, roles in ROLES_OF_TYPE.items() for role in roles if role != "comparesWith"}
_TELLING = {
    "introduces": ("propose", "release", "ours"),
    "usesBaseModel": ("tune", "based", "use", "study"),
    "usesArchitecture": ("propose", "based", "use", "study"),
    "comparesWith": ("outperform", "compare"),
    "appliesTechnique": ("propose", "use", "ours", "study"),
    "addressesTask": ("propose", "task", "evaluate", "problem"),
    "usesDataset": ("evaluate", "train", "show", "release"),
    "usesMetric": ("measure", "outperform", "show"),
}


def entity_type(reading: Reading, roles: Sequence[str]) -> EntityType:
    """Return the type of a thing under one of its roles.

    Args:
        reading: The thing in that role.
        roles: All roles that it has in the paper.
    """
    if reading.role in _TYPE_OF_ROLE:
        return _TYPE_OF_ROLE[reading.role]
    if reading.role == "introduces":
        return "Dataset" if "usesDataset" in roles else reading.kind or "Method"
    votes = Counter(one.kind for one in reading.group.proposals)
    return "Method" if votes["Method"] > votes["Model"] else "Model"


def stating_sentence(role: str, group: Group, document: Document, cues: CueIndex) -> Sentence:
    """Return the sentence of a mention that states the role best: the first of the abstract with a telling cue, else the first.

    Args:
        role: A relation of the paper to the thing.
        group: Its mentions.
        document: Where they stand.
        cues: Of the document.
    """
    sentences = [document.sentence_at(start) for start, _ in group.spans]
    abstract = [sentence for sentence in sentences if sentence.index] or sentences
    for cue in _TELLING[role]:
        for sentence in abstract:
            if cue in cues.by_sentence.get(sentence.index, ()):
                return sentence
    return abstract[0]
