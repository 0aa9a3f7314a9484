"""Candidates by their head noun: tasks, techniques, architectures and metrics that the lexicon does not hold."""

import re
from collections.abc import Iterator

from kgbuild.extract.candidates import Candidate
from kgbuild.extract.document import Document

_HEADS = {
    "Task": "detection|segmentation|classification|recognition|generation|translation|parsing|tagging|summari[sz]ation|retrieval|prediction|estimation|tracking|"
    "answering|captioning|reconstruction|forecasting|recommendation|navigation|planning|manipulation|extraction|linking|disambiguation|identification|"
    "verification|synthesis|restoration|denoising|super-resolution|inpainting|completion|localization|grounding|matching|reasoning|understanding|"
    "analysis|induction|discovery|simplification|paraphrasing|correction|repair|inference|labeling|labelling|resolution|search|ranking|diagnosis|"
    "driving|editing|control|games?|modeling|modelling|compression|removal|selection|comprehension|acquisition|alignment|registration|rendering|"
    "dialogues?|dialogs?|conversion|separation|enhancement|mining|filling|conversations?|similarity|entailment|implicature|perception|completion|"
    "allocation|scheduling|exploration|attribution|explanation|interpretability|design|assessment|tasks?|optimization|matching|stylization|"
    "adaptation|problems?|hallucinations?|forgetting|robustness|bias|fairness|privacy|security|safety",
    "Technique": "learning|training|pre-training|pretraining|distillation|pruning|quanti[sz]ation|attention|self-attention|cross-attention|augmentation|regulari[sz]ation|"
    "fine-tuning|finetuning|tuning|prompting|prompts?|embeddings?|convolutions?|sampling|decoding|encoding|encodings|fusion|clustering|descent|search|"
    "bootstrapping|ensembl(?:e|es|ing)|aggregation|normali[sz]ation|initiali[sz]ation|factori[sz]ation|decomposition|propagation|backpropagation|"
    "dropout|masking|smoothing|transfer|optimi[sz]ation|approximation|algorithms?|loss|losses|objectives?|mechanisms?|strategy|method|methods|modules?|"
    "process|processes|kernels?|filters?|graphs?|trees?|features|representations?|adapters?|tokeni[sz]ation|projection|mixture|mapping|annotation|"
    "calibration|randomi[sz]ation|resampling|imputation|transforms?|interpolation|estimators?|gradients?|rewards?|memory|policy|replay|rollouts?|"
    "curriculum|hashing|pooling|routing|gating|merging|chaining|chain-of-thought|feedback|labeling|pseudo-labels?|adaptation|approach|"
    "technique|techniques|simulation|modeling|testing|inference|regression|parsing|retrieval|generation|alignment|supervision|selection",
    "Architecture": "networks?|transformers?|models?|autoencoders?|auto-encoders?|encoders?|decoders?|encoder-decoders?|backbones?|perceptrons?|LSTMs?|CNNs?|RNNs?|GANs?|LLMs?|"
    "GNNs?|MLPs?|machines?|classifiers?|forests?|architectures?|diffusion|seq2seq|agents?|policies|fields?",
    "Metric": "accuracy|accuracies|scores?|rates?|error|errors|precision|recall|perplexity|latency|throughput|speed|speedup|costs?|complexity|time|memory|consumption|"
    "parameters|FLOPs|efficiency|quality|regret|loss|correlation|AUC|IoU|similarity|distance|divergence|coverage|diversity|fidelity|bound|bounds|ratio|"
    "usage|footprint|size|overhead|agreement|coherence|fluency|variance|deviation|performance|measure|likelihood|PSNR|F1|BLEU|ROUGE|mAP|metrics?",
    "Dataset": "datasets?|corpus|corpora|benchmarks?|treebanks?",
}
_KINDS = {kind: re.compile(heads, re.IGNORECASE) for kind, heads in _HEADS.items()}
_HEAD = re.compile(r"(?<![\w])(?:" + "|".join(_HEADS.values()) + r")(?![\w-])", re.IGNORECASE)
_BEFORE = re.compile(r"([\w][\w’'/&.-]*)\s$")
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
    for match in _HEAD.finditer(document.text):
        kinds = [kind for kind, heads in _KINDS.items() if heads.fullmatch(match[0])]
        for start in _starts(document.text, match.start()):
            for kind in kinds:
                yield Candidate(start, match.end(), "term", kind)


def _starts(text: str, start: int) -> Iterator[int]:
    """Yield where a term that ends in the head noun at `start` may begin, from its head leftwards."""
    yield start
    for _ in range(_LEFT):
        before = _BEFORE.search(text, max(0, start - 40), start)
        if before is None or before[1].lower() in _STOP or "\n" in before[0] or before[1].endswith("."):
            return
        start = before.start()
        yield start
