"""Candidates by their head noun: tasks, techniques, architectures and metrics that the lexicon does not hold."""

import re
from collections.abc import Iterator, Mapping, Sequence

from kgbuild.extract.candidates import Candidate
from kgbuild.extract.document import Document

_HEADS = {
    "Task": "acquisition adaptation alignment allocation analysis answering assessment attribution bias captioning classification "
    "completion comprehension compression control conversation conversations conversion correction denoising design "
    "detection diagnosis dialog dialogs dialogue dialogues disambiguation discovery driving editing enhancement entailment "
    "estimation explanation exploration extraction fairness filling forecasting forgetting game games generation grounding "
    "hallucination hallucinations identification implicature induction inference inpainting interpretability labeling "
    "labelling linking localization manipulation matching mining modeling modelling navigation optimization paraphrasing "
    "parsing perception planning prediction privacy problem problems ranking reasoning recognition recommendation "
    "reconstruction registration removal rendering repair resolution restoration retrieval robustness safety scheduling "
    "search security segmentation selection separation similarity simplification stylization summarisation summarization "
    "synthesis tagging task tasks tracking translation understanding verification",
    "Technique": "adaptation adapter adapters aggregation algorithm algorithms alignment annotation approach approximation attention "
    "augmentation backpropagation bootstrapping calibration chaining clustering convolution convolutions curriculum "
    "decoding decomposition descent distillation dropout embedding embeddings encoding encodings ensemble ensembles "
    "ensembling estimator estimators factorisation factorization features feedback filter filters finetuning fusion gating "
    "generation gradient gradients graph graphs hashing imputation inference initialisation initialization interpolation "
    "kernel kernels labeling learning loss losses mapping masking mechanism mechanisms memory merging method methods "
    "mixture modeling module modules normalisation normalization objective objectives optimisation optimization parsing "
    "policy pooling pretraining process processes projection prompt prompting prompts propagation pruning quantisation "
    "quantization randomisation randomization regression regularisation regularization replay representation "
    "representations resampling retrieval reward rewards rollout rollouts routing sampling search selection simulation "
    "smoothing strategy supervision technique techniques testing tokenisation tokenization training transfer transform "
    "transforms tree trees tuning",
    "Architecture": "agent agents architecture architectures autoencoder autoencoders backbone backbones classifier classifiers cnn cnns "
    "decoder decoders diffusion encoder encoders field fields forest forests gan gans gnn gnns llm llms lstm lstms machine "
    "machines mlp mlps model models network networks perceptron perceptrons policies rnn rnns seq2seq transformer "
    "transformers",
    "Metric": "accuracies accuracy agreement auc bleu bound bounds coherence complexity consumption correlation cost costs coverage "
    "deviation distance divergence diversity efficiency error errors f1 fidelity flops fluency footprint iou latency "
    "likelihood loss map measure memory metric metrics overhead parameters performance perplexity precision psnr quality "
    "rate rates ratio recall regret rouge score scores similarity size speed speedup throughput time usage variance",
    "Dataset": "benchmark benchmarks corpora corpus dataset datasets treebank treebanks",
}
_KINDS_OF_HEAD: Mapping[str, str] = {
    word: "+".join(kind for kind, words in _HEADS.items() if word in words.split()) for heads in _HEADS.values() for word in heads.split()
}
_WORD = re.compile(r"\w+(?:[-/’'&.+‐–]+\w+)*")
_LEFT = 4
_STOP = frozenset(
    "a an the our this that these those their its his her we they it is are was were be been being and or but nor of in on at by for with from to as into onto via over "
    "under through between among across within without against than then so such which who whom whose where when while if because since although though both "
    "each every either neither all any some many much more most few several other others another same different various numerous multiple existing previous "
    "prior recent current proposed novel new first second third one two three four five six seven eight nine ten simple effective efficient better best good "
    "great strong significant significantly superior competitive improved improve improves improving high higher low lower large larger small smaller "
    "can could may might must shall should will would do does did not no only also even just very too i.e e.g etc et al propose proposes proposed present "
    "presents introduce introduces use uses used using utilize utilizes leverage leveraging leverages apply applied applying employ employs employing based "
    "show shows shown achieve achieves achieving outperform outperforms perform performs performing performed evaluate evaluated evaluating including "
    "include includes like called named known given make makes making enable enables enabling allow allows reduce reduces reducing require requires "
    "requiring provide provides providing develop develops developed study studies investigate explore exploring exploits exploit have has had consider "
    "considering important popular promising key main specific particular particularly especially well-known state-of-the-art real entire overall general "
    "traditional conventional standard common widely further about up out per e.g. i.e. combines combining incorporate incorporating incorporates "
    "integrate integrating focus focuses address addresses addressing solve solving tackle tackling learn learns what how why demonstrate demonstrates "
    "towards toward rethinking understanding enhancing boosting exploring extensive comprehensive experimental challenging crucial thus however".split()
)


def propose_terms(document: Document) -> Iterator[Candidate]:
    """Yield, for each head noun such as "segmentation" or "pruning", the words before it that belong to it, and the shorter forms.

    Args:
        document: What to read.

    Example:
        >>> from kgbuild.extract.document import DocumentReader
        >>> from kgbuild.models import Paper
        >>> doc = DocumentReader()(Paper(title="We study weakly supervised lesion segmentation"))
        >>> sorted({doc.text[found.start:found.end] for found in propose_terms(doc)})
        ['lesion segmentation', 'segmentation', 'supervised lesion segmentation', 'weakly supervised lesion segmentation']
    """
    words = list(_WORD.finditer(document.text))
    for number, match in enumerate(words):
        word = match[0].lower()
        if kinds := _KINDS_OF_HEAD.get(word) or _KINDS_OF_HEAD.get(word.rpartition("-")[2]):
            for start in _starts(document.text, words, number):
                yield Candidate(start, match.end(), "term", kinds)


def _starts(text: str, words: Sequence[re.Match[str]], number: int) -> Iterator[int]:
    """Yield where a term that ends in the head noun may begin, from its head leftwards; nothing but a space may part its words."""
    yield words[number].start()
    for at in range(number - 1, max(-1, number - 1 - _LEFT), -1):
        if words[at][0].lower() in _STOP or text[words[at].end() : words[at + 1].start()] != " ":
            return
        yield words[at].start()
