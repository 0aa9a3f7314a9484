"""Words that say what part a name plays in a paper: "we propose", "fine-tune", "outperforms", "such as"."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping, Sequence

from kgbuild.extract.document import Document

_CUES = {
    "propose": r"we (?:\w+ )?(?:propose|present|introduce|develop|design|devise)|(?:paper|work) (?:proposes|presents|introduces|develops)|introduc(?:e|es|ing)|propos(?:e|es|ing)|called|named|dubbed|termed|novel",
    "release": r"releas\w*|collect\w*|construct\w*|creat(?:e|es|ed)|annotat\w*|curat\w*|publicly|available|open-sourc\w*",
    "proposed": r"our|proposed",
    "based": r"bas(?:ed|es) on|built? (?:up)?on|builds? (?:up)?on|building (?:up)?on|on top of|extend\w*|extensions? (?:of|to)|backbones?|adapt(?:s|ed|ing)?\b|initiali\w+|variants? of|modif\w+",
    "tune": r"fine-?tun\w*|finetun\w*|pre-?train\w*|checkpoints?|off-the-shelf|frozen|prompt\w*|distil\w*",
    "use": r"us(?:e|es|ed|ing)|employ\w*|leverag\w*|utili[sz]\w*|appl(?:y|ies|ied|ying)|adopt\w*|exploit\w*|incorporat\w*|integrat\w*|combin\w*|via|through|with",
    "train": r"train(?:s|ed|ing)? on|trained|training",
    "evaluate": r"evaluat\w*|experiments?|tested|tests?|validat\w*|benchmark\w*|conduct\w*|demonstrat\w*|empirical\w*",
    "study": r"stud(?:y|ies|ied|ying)|analy[sz]\w*|investigat\w*|explor\w*|examin\w*|prob(?:e|es|ing)|assess\w*|inspect\w*|understand\w*",
    "compare": r"compar\w*|baselines?|against|versus|vs|than|over|prior|previous|existing|unlike|contrary|whereas|counterparts?|competing|competitors?",
    "outperform": r"outperform\w*|surpass\w*|exceed\w*|beat\w*|better|superior|state-of-the-art|sota",
    "such": r"such as|e\.g\.|like|including|namely|i\.e\.",
    "measure": r"in terms of|measur\w*|achiev\w*|improv\w*|reduc\w*|increas\w*|decreas\w*|score[sd]?|gain\w*|points?|percent\w*|obtain\w*|reach\w*|higher|lower|faster|cost",
    "inspired": r"inspired|motivated|following|recent\w*|success\w*|popular|widely|remarkable|emerg\w*|promising",
    "problem": r"problem|challeng\w*|address\w*|tackl\w*|solv\w*|difficult\w*|issues?|limitations?|suffer\w*|lack\w*|however",
    "task": r"tasks?|for|applications?|domains?|downstream|aims?",
    "consist": r"consist\w*|compris\w*|components?|modules?|contains?|compos\w*|stages?|steps?",
    "is": r"is an?|are",
    "show": r"show\w*|find|findings?|results?|reveal\w*|observ\w*|suggest\w*|indicat\w*",
}
_CUE = re.compile("|".join(rf"(?P<{name}>\b(?:{words})(?!\w))" for name, words in _CUES.items()), re.IGNORECASE)
_FAR = 70


class CueIndex:
    """The cues of one document, by sentence, in order.

    Args:
        document: What to read.

    Example:
        >>> from kgbuild.extract.document import DocumentReader
        >>> from kgbuild.models import Paper
        >>> doc = DocumentReader()(Paper(title="T", abstract="We fine-tune BERT, which outperforms ELMo."))
        >>> CueIndex(doc).around(doc.text.index("BERT"), doc.text.index("BERT") + 4)
        (['tune'], ['outperform'])
    """

    def __init__(self, document: Document) -> None:
        self._document = document
        self._starts: list[int] = []
        self._found: list[tuple[int, int, str]] = []
        for match in _CUE.finditer(document.text):
            self._starts.append(match.start())
            self._found.append((match.start(), match.end(), str(match.lastgroup)))
        self.by_sentence: Mapping[int, Sequence[str]] = self._group()

    def _group(self) -> dict[int, list[str]]:
        groups: dict[int, set[str]] = defaultdict(set)
        for start, _, name in self._found:
            groups[self._document.sentence_at(start).index].add(name)
        return {index: sorted(names) for index, names in groups.items()}

    def around(self, start: int, end: int) -> tuple[list[str], list[str]]:
        """Return the two nearest cues before and after a stretch of text, nearest first, in its sentence and within 70 characters."""
        sentence = self._document.sentence_at(start)
        low, high = max(sentence.start, start - _FAR), min(sentence.end, end + _FAR)
        at = bisect_left(self._starts, start)
        left = [name for begin, stop, name in reversed(self._found[max(0, at - 3) : at]) if begin >= low and stop <= start]
        after = bisect_left(self._starts, end)
        right = [name for begin, _, name in self._found[after : after + 2] if begin < high]
        return left[:2], right
