"""Names of evaluation metrics that are known without a tagger, found by one pattern."""

import re
from collections.abc import Iterator

_MODIFIER = (
    r"(?:top-?\s?\d|rank-\d|mean|average|averaged|overall|macro|micro|weighted|binary|balanced|absolute|relative|exact[ -]match|test(?:ing)?|validation|box|mask|"
    r"classification|recognition|detection|segmentation|retrieval|prediction|translation|parsing|matching|word|character|equal|phone(?:me)?|sentence|pixel|image|"
    r"attack|task|grasp|plan|pass|win|false positive|true positive|zero-shot|few-shot|diagnostic|inter-rater|inter-annotator|training|inference|"
    r"search|running|execution|processing|computation|computational|memory|energy|model|labell?ed|unlabell?ed|joint|entity|relation|triple|slot|intent|answer)"
)
_CORE = (
    r"accurac(?:y|ies)|precision|recall|specificity|sensitivity|F[-_ ]?(?:1|0\.5|2|\$_?\{?1\}?\$)(?:[- ]?(?:scores?|measures?|values?))?|F[- ](?:scores?|measures?)|"
    r"(?:sacre)?BLEU(?:-?\d)?(?:[- ]scores?)?|ROUGE(?:-(?:\d|L|Lsum|N|SU4))?(?:[- ]scores?)?|METEOR(?:[- ]scores?)?|CIDEr(?:-D)?(?:[- ]scores?)?|SPICE|chrF(?:\+\+|2)?(?:[- ]scores?)?|"
    r"COMET(?:[- ]scores?)?|BERTScores?|BLEURT|TER|perplexit(?:y|ies)|PPL|[WCPS]ER|WERR|EER|DER|(?:word|character|phoneme|equal|diarization) error rates?(?: \([A-Z]{3,4}\))?|"
    r"[mc]?AP(?:@\d+(?:\.\d+)?|_?\d{2})?|mean average precision(?: \(mAP\))?|average precision(?: \(AP\))?|m?IoU|mean IoU|PQ|Dice(?:[- ](?:scores?|coefficients?))?|DSC|J&F(?:[- ]scores?)?|"
    r"(?:ROC[- ]?)?AUC(?:[- ]?(?:ROC|PR))?(?:[- ]scores?)?|AUROC|AUPRC|PSNR|SSIM|LPIPS|FID(?:[- ]scores?)?|KID|FVD|FAD|inception scores?|CLIP[- ]?scores?|"
    r"(?:mean (?:absolute|squared) )error|R?MSE|MAE|MAPE|MPJPE|A?EPE|ADE|FDE|R\$?\^?2\$?|MRR|NDCG(?:@\d+)?|nDCG(?:@\d+)?|(?:Recall|R|Hits?|P|Precision|mAP|MAP|MRR|Pass|pass|F1|SR)@\d+|EM|UAS|LAS|SPL|"
    r"(?:success|win|error|hit|detection|failure|acceptance|accept|compression|click-through|conversion|recall|completion|execution|precision|pass|violation|rejection|false alarm|hallucination) rates?|"
    r"FLOPs?|FLOPS|MACs|latency|throughput|speed-?ups?|runtime|(?:inference|training|search|running|execution|processing|decoding|generation) (?:time|speed|cost)s?|GPU memory|memory (?:usage|footprint|consumption|cost|requirement)s?|"
    r"(?:trainable |model )?parameters|(?:number of |trainable )parameters|model sizes?|(?:energy|power) consumption|(?:comput\w+|training|inference) (?:cost|overhead|budget|time|complexity)s?|"
    r"PESQ|STOI|SI-?SN?D?R(?:i)?|SDR|MOS|CMOS|MOTA|HOTA|IDF1|BD-?[rR]ates?|(?:Pearson(?:'s)?|Spearman(?:'s)?|Kendall(?:'s)?)(?: (?:rank )?(?:correlations?|scores?|tau|rho))?(?: coefficients?)?|correlations?|"
    r"(?:Cohen[’']?s? |Fleiss[’']?s? |quadratic weighted )?kappa|Krippendorff[’']?s? alpha|(?:inter-\w+ )?agreement|MCC|QWK|LDDT|TM-score|regret|(?:approximation|competitive) ratio|"
    r"(?:sample|time|space|query|communication) complexity|convergence rate|performance|robustness|efficiency|errors?|scores?|improvement rate"
)
_METRIC = re.compile(rf"(?<![\w@-])(?:{_MODIFIER}[- ]){{0,3}}(?:{_CORE})(?![\w@])")
VAGUE = re.compile(r"(?:.*\s)?(?:performance|robustness|efficiency|errors?|scores?|improvement rate)$", re.IGNORECASE)
"""Metric words that may name a metric only where nothing clearer stands."""


def find_metrics(sentence: str) -> Iterator[tuple[int, int, str]]:
    """Yield the names of metrics in a sentence: start, end, text.

    Args:
        sentence: One sentence.

    Example:
        >>> [text for _, _, text in find_metrics("A top-1 accuracy of 90% and a BLEU score of 30.")]
        ['top-1 accuracy', 'BLEU score']
    """
    for match in _METRIC.finditer(sentence):
        yield match.start(), match.end(), match.group()
