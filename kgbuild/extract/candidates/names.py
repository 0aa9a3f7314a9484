"""Candidates by shape: names that no lexicon can know, and what the words beside them say that they are."""

import re
from collections.abc import Iterator

from kgbuild.extract.candidates.candidate import Candidate
from kgbuild.extract.text.document import Document
from kgbuild.extract.text.wordlists import read_wordlist

# A word with an inner capital, of capitals alone, or of letters and digits: BERT, wav2vec, CoNLL-2003, ViT-B/16, C++, w2v-BERT.
_WORD = r"(?:[A-Za-z]+[A-Z0-9][\w]*|[0-9]+[A-Z][\w]*|[A-Z])"
_TAIL = r"(?:[-–/.&@$^~](?=[\w{])(?:[\w]|\{\w+\})+)*[+*]{0,2}"
_SHAPED = re.compile(
    rf"(?<![\w\-/@.\\])(?:(?:[a-z]{{1,4}}|[A-Z][a-z]+|\d+)[-/])*{_WORD}{_TAIL}(?:(?:-|\s)(?:v?\d+(?:\.\d+)?[BMkK]?|XL|Base|Large)\b)?"
)
_CAPITALISED = re.compile(
    r"(?<![\w\-/.])[A-Z][\w]*(?:[-–/’'&.][\w]+)*"
    r"(?:(?:\s(?:of|for|in|and|to|on|with|from|by|the|a|as|&))?\s(?:[A-Z0-9][\w]*(?:[-–/’'&.][\w]+)*))*[+*]{0,2}"
)
_HEADS = {
    "Dataset": "datasets?|corpus|corpora|benchmarks?|challenges?|treebank|tasks?|collections?|suite|data|track|competition",
    "Model": "models?|networks?|transformers?|backbones?|encoders?|checkpoints?|embeddings?|LLMs?",
    "Method": "methods?|approach(?:es)?|frameworks?|algorithms?|systems?|architectures?|pipelines?|modules?|loss|strategy",
    "Metric": "scores?|metrics?|error|rate|points?|accuracy",
    "Tool": "toolkits?|librar(?:y|ies)|packages?|platforms?|tools?|software",
}
_HEAD = re.compile("|".join(f"(?P<{kind}>{heads})" for kind, heads in _HEADS.items()))
_AFTER = re.compile(r"\s*(?:\([^)]{1,20}\)\s*)?([a-z][\w-]*)")
_NOISE = re.compile(r"(?:[A-Z]|[IVX]+|\d+[DdKMBkx%]?|[A-Za-z]\d?|\d+[a-z]{0,2})")
_LONGEST = 60
_LONGEST_RUN = 90
_SENTENCE_WORDS = read_wordlist("not_names.tsv")["start"]


def propose_shaped(document: Document) -> Iterator[Candidate]:
    """Yield each name that has the shape of one: inner capitals, capitals alone, or letters with digits.

    Args:
        document: What to read.

    Example:
        >>> from kgbuild.extract.text.document import DocumentReader
        >>> from kgbuild.models import Paper
        >>> doc = DocumentReader()(Paper(title="We test ViT-B/16 on the CoNLL-2003 dataset"))
        >>> [(doc.text[found.start:found.end], found.kind) for found in propose_shaped(doc)]
        [('ViT-B/16', 'Name'), ('CoNLL-2003', 'Dataset')]
    """
    for match in _SHAPED.finditer(document.text):
        before = document.text[max(0, match.start() - _LONGEST) : match.start()].rsplit(" ", 1)[-1]
        if len(match[0]) < _LONGEST and not _NOISE.fullmatch(match[0]) and "://" not in before:
            yield Candidate(match.start(), match.end(), "shape", kind_after(document.text, match.end()))


def propose_capitalised(document: Document) -> Iterator[Candidate]:
    """Yield each run of capitalised words in the abstract that does not merely start a sentence, such as Penn Treebank.

    Args:
        document: What to read.

    Example:
        >>> from kgbuild.extract.text.document import DocumentReader
        >>> from kgbuild.models import Paper
        >>> doc = DocumentReader()(Paper(title="Parsing", abstract="We parse the Penn Treebank. Results are good."))
        >>> [doc.text[found.start:found.end] for found in propose_capitalised(doc)]
        ['Penn Treebank']
    """
    starts = {sentence.start for sentence in document.sentences}
    for match in _CAPITALISED.finditer(document.text, document.abstract_start):
        start, end, words = match.start(), match.end(), match[0].split()
        while words and words[0] in _SENTENCE_WORDS:
            start += len(words[0]) + 1
            words = words[1:]
        lone = len(words) == 1 and (start in starts or len(words[0]) < 3)  # noqa: PLR2004 - too short for a name without a shape
        if words and not lone and end - start < _LONGEST_RUN and words[0][:1].isupper() and "\n" not in document.text[start:end]:
            yield Candidate(start, end, "capitals", kind_after(document.text, end))


def kind_after(text: str, end: int) -> str:
    """Return the type that the noun after a name gives it ("the X dataset"), or `Name`."""
    after = _AFTER.match(text, end, end + 60)
    head = _HEAD.fullmatch(after[1]) if after else None
    return str(head.lastgroup) if head else "Name"
