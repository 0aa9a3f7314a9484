"""What the tagger says of the groups of a document, as features of the role model."""

from collections.abc import Sequence
from itertools import accumulate

import numpy as np

from kgbuild.extract.candidates.grouping import Group
from kgbuild.extract.tagger.fields import FIELDS
from kgbuild.extract.tagger.layers import Floats
from kgbuild.extract.tagger.proposing import opinions
from kgbuild.extract.text.document import Document

_STEPS = (0.02, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)
_EXACT = "exact"
_NAMES = tuple(tuple(f"{view}={field}>{step}" for step in _STEPS) for view in (_EXACT, "touched") for field in FIELDS)


def is_improbable(said: Sequence[str]) -> bool:
    """Tell whether the tagger is not even a little confident, in any field, that exactly this is a name.

    Args:
        said: What `opinion_features` gives for a group.
    """
    return not (said and said[0].startswith(_EXACT))


def opinion_features(document: Document, scores: Floats, groups: Sequence[Group]) -> dict[Group, list[str]]:
    """Return for each group, view and field every step that the highest opinion of its mentions reaches.

    Args:
        document: What the groups were found in.
        scores: The tagger's probabilities for it.
        groups: All of them.
    """
    if not groups:
        return {}
    exact, touched = opinions(document, scores, [span for one in groups for span in one.spans])
    firsts = [0, *accumulate(len(one.spans) for one in groups)][:-1]
    highest = np.maximum.reduceat(np.concatenate([exact, touched], axis=1), firsts, axis=0)
    levels = np.searchsorted(np.array(_STEPS), highest, side="right").tolist()
    return {
        one: [name for names, level in zip(_NAMES, row, strict=True) if level for name in names[:level]]
        for one, row in zip(groups, levels, strict=True)
    }
