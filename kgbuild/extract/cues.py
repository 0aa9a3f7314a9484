"""Words that say what part a name plays in a paper: "we propose", "fine-tune", "outperforms", "such as"."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from kgbuild.extract.document import Document

_CUES = {
    "propose": "propose proposes proposed present presents introduce introduces introducing introduced develop develops developed design designs designed devise "
    "devised called named dubbed termed novel namely",
    "release": "release releases released releasing collect collected construct constructed create created creating annotate annotated curate curated publicly "
    "available build",
    "ours": "our ours",
    "based": "based built builds building top extend extends extending extended extension extensions backbone backbones adapt adapts adapted adapting initialize "
    "initialized initialization variant variants modify modifies modified enhance enhances augment augments inspired",
    "tune": "fine finetune finetuned finetuning tune tuned tuning pre pretrain pretrained pretraining checkpoint checkpoints frozen prompt prompting prompts distill "
    "distilled distilling",
    "use": "use uses used using employ employs employed employing leverage leverages leveraging leveraged utilize utilizes utilized utilizing utilise apply applies applied "
    "applying adopt adopts adopted adopting exploit exploits exploiting exploited incorporate incorporates incorporating incorporated integrate integrates integrating "
    "integrated combine combines combining combined via through with",
    "train": "train trains trained training",
    "evaluate": "evaluate evaluates evaluated evaluating evaluation evaluations experiment experiments tested test tests testing validate validated validation "
    "benchmark benchmarks conduct conducted demonstrate demonstrates demonstrated empirical empirically",
    "study": "study studies studied studying analyze analyzes analyzed analyzing analyse analysis investigate investigates investigated investigating explore explores explored "
    "exploring examine examines examined examining probe probes probing assess assesses assessing understand understanding",
    "compare": "compare compares compared comparing comparison comparable baseline baselines against versus vs than over prior previous existing unlike whereas "
    "counterpart counterparts competing competitor competitors conventional traditional",
    "outperform": "outperform outperforms outperformed outperforming surpass surpasses surpassed surpassing exceed exceeds beat beats better superior sota art",
    "such": "such like including e.g i.e eg ie",
    "measure": "terms measure measures measured achieve achieves achieved achieving improve improves improved improving improvement improvements reduce reduces reduced "
    "reducing reduction increase increases increased decrease decreases score scores scored gain gains point points percent percentage obtain obtains obtained reach reaches "
    "higher lower faster cost costs",
    "recent": "motivated following recent recently success successful popular widely remarkable emerged emerging promising",
    "problem": "problem problems challenge challenges challenging address addresses addressing tackle tackles solve solves solving difficult issue issues limitation "
    "limitations suffer suffers lack lacks however",
    "task": "task tasks for application applications domain domains downstream aim aims",
    "consist": "consist consists consisting comprise comprises comprising component components module modules contain contains composed stage stages step steps",
    "is": "is are",
    "show": "show shows shown showing find finding findings result results reveal reveals revealed observe observed suggest suggests indicate indicates",
}
CUE_OF_WORD: Mapping[str, str] = {word: name for name, words in _CUES.items() for word in words.split()}
_FAR = 12


class CueIndex:
    """The cues of one document, by token and by sentence.

    Args:
        document: What to read.

    Example:
        >>> from kgbuild.extract.document import DocumentReader
        >>> from kgbuild.models import Paper
        >>> doc = DocumentReader()(Paper(title="T", abstract="We adapt BERT, which outperforms ELMo."))
        >>> CueIndex(doc).around(doc.text.index("BERT"), doc.text.index("BERT") + 4)
        (['based'], ['outperform'])
    """

    def __init__(self, document: Document) -> None:
        self._document = document
        self._found = [(token, cue) for token, word in enumerate(document.words) if (cue := CUE_OF_WORD.get(word))]
        self._tokens = [token for token, _ in self._found]
        self.by_sentence: Mapping[int, Sequence[str]] = self._group()

    def _group(self) -> dict[int, list[str]]:
        groups: dict[int, set[str]] = defaultdict(set)
        for token, cue in self._found:
            groups[self._document.sentence_at(self._document.word_starts[token]).index].add(cue)
        return {index: sorted(names) for index, names in groups.items()}

    def around(self, start: int, end: int) -> tuple[list[str], list[str]]:
        """Return the two nearest cues before and after a stretch of text, nearest first, in its sentence and within 12 tokens."""
        sentence = self._document.sentence_at(start)
        first, after = self._document.words_in(start, end)
        lowest = max(first - _FAR, self._document.words_in(sentence.start, sentence.end)[0])
        highest = min(after + _FAR, self._document.words_in(sentence.start, sentence.end)[1])
        return list(self._names(range(bisect_left(self._tokens, first) - 1, -1, -1), lowest, highest)), list(
            self._names(range(bisect_left(self._tokens, after), len(self._tokens)), lowest, highest)
        )

    def _names(self, places: range, lowest: int, highest: int) -> Iterator[str]:
        for place in places[:2]:
            token, cue = self._found[place]
            if lowest <= token < highest:
                yield cue
