"""What a paper uses a dataset for, where its words say so: to train on, to evaluate on."""

import re
from collections.abc import Iterator

from kgbuild.extract.candidates.grouping import Group
from kgbuild.extract.text.document import Document, Sentence

_SAID = re.compile(
    r"(?P<trainedOn>(?:(?:pre-?|re)?train(?:ed|ing|s)?|fine-?tun(?:ed|ing|es?)|learn(?:ed|s|ing)?|distilled)\b[^.;:]{0,40}?\b(?:on|from|with|over)\b"
    r"|training (?:data|set|corpus)\b)"
    r"|(?P<evaluatedOn>(?:evaluat\w*|experiment\w*|test(?:ed|ing|s)?|results?|perform(?:ance|s|ed)?|validat\w*|assess\w*|accuracy|scores?|"
    r"improvements?|achiev\w*|outperform\w*|surpass\w*|state-of-the-art|sota|gains?|demonstrat\w*|benchmark\w*)\b[^.;:]{0,60}?\b(?:on|over|across)\b)",
    re.IGNORECASE,
)
_REACH = 110


def dataset_uses(group: Group, document: Document) -> Iterator[tuple[str, Sentence]]:
    """Yield `trainedOn` and `evaluatedOn`, each at most once, with the sentence that says so.

    Args:
        group: Mentions of a dataset that the paper uses.
        document: Where they stand.

    Example:
        >>> from kgbuild.extract.text.document import DocumentReader
        >>> from kgbuild.models import Paper
        >>> doc = DocumentReader()(Paper(title="T", abstract="It is trained on COCO and evaluated on KITTI."))
        >>> at = doc.text.index("KITTI")
        >>> [relation for relation, _ in dataset_uses(Group(((at, at + 5),), (), abbreviated=False), doc)]
        ['evaluatedOn']
    """
    said: set[str] = set()
    for start, _ in group.spans:
        sentence = document.sentence_at(start)
        before = document.text[max(sentence.start, start - _REACH) : start]
        for match in list(_SAID.finditer(before))[-1:]:
            if (relation := str(match.lastgroup)) not in said:
                said.add(relation)
                yield relation, sentence
