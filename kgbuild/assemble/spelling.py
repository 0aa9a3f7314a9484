"""When two spellings are one name: case, hyphens, plurals, Greek and LaTeX, British and American forms do not matter."""

import re
import unicodedata
from functools import lru_cache

from kgbuild.identifiers import name_key

_LATEX_ACCENT = re.compile(r"\\(?:['`^\"~=.]\s*\{?|[cvuHkr]\s*\{)\\?([A-Za-z])\}?")
_LATEX_COMMAND = re.compile(r"\\(?:text\w*|math\w*|emph|bm|boldsymbol|operatorname|ensuremath|mbox|underline)\s*\{([^{}]*)\}")
_LATEX_SWITCH = re.compile(r"\\(?:sc|bf|it|rm|tt|sf|em|cal|scshape|bfseries|itshape|ttfamily)(?![A-Za-z])\s*")
_LATEX_LETTER = re.compile(r"\\(?:var(?=[a-z])|(ell|infty|times)(?![A-Za-z]))")
_LETTERS = {"ell": "l", "infty": "infinity", "times": "x"}
_LATEX_MARK = re.compile(r"[$\\{}]")
_POWER = re.compile(r"[A-Za-z]\^\d")
_SIGNS = str.maketrans({"’": "'", "∞": "infinity", "×": "x", "²": "^2", "³": "^3"})
_EMPHASIS = re.compile(r"^(\*{1,3}|_{1,3}|`)(?=\S)(.*\S)\1$")
_GREEK = re.compile(r"[\u0391-\u03a9\u03b1-\u03c9]")
_SLASH = re.compile(r"(?<=\w)/(?=\w)")
_ACCENTS = re.compile(r"(?<=[A-Za-z])[\u0300-\u036f]+")
_QUOTES = "\"'`“”„‘’«»"
_AT = re.compile(r"\s*@\s*|\s+at\s+(?=\d|k\b)")
_AT_PERCENT = re.compile(r"(?<=AP)@(?=\d\d)")
_DIMENSIONS = {"one-dimensional": "1d", "two-dimensional": "2d", "three-dimensional": "3d", "four-dimensional": "4d"}
_DIMENSION = re.compile(rf"\b(?:{'|'.join(_DIMENSIONS)})\b")
_VERSION = re.compile(r"(?<=[a-z])v(?=\d+(?:\.\d+)*$)")
_BRACKETED_SIZE = re.compile(r"\s*\((\d+(?:\.\d+)?\s?[MBTK]|tiny|mini|small|base|medium|large|huge|xl)\)$", re.IGNORECASE)
_ENDING = re.compile(r"(?:[\s-]based|['’]s)$", re.IGNORECASE)
_LAST_WORD = re.compile(r"[^\s/-]+$")

# British to American, on folded words.
_ROOTS = {
    "aem": "em",
    "aesth": "esth",
    "aetiol": "etiol",
    "aluminium": "aluminum",
    "archaeo": "archeo",
    "artefact": "artifact",
    "calibre": "caliber",
    "faec": "fec",
    "foet": "fet",
    "gynaec": "gynec",
    "judgement": "judgment",
    "manoeuvre": "maneuver",
    "manoeuvr": "maneuver",
    "oedema": "edema",
    "oesoph": "esoph",
    "oestr": "estr",
    "paed": "ped",
    "palaeo": "paleo",
    "rrhoea": "rrhea",
    "sceptic": "skeptic",
    "sulph": "sulf",
}
_ROOT = re.compile("|".join(_ROOTS))
_BRITISH = (
    (re.compile(r"(?<=[a-z]{3})is(?=(?:e|ed|er|ers|es|ing|able|ability|ation|ations)$)"), "iz"),
    (re.compile(r"(?<=[a-z]{2}l)ys(?=(?:e|ed|er|ers|ing)$)"), "yz"),
    (re.compile(r"(?<=[a-z]{2})our(?=(?:s|ed|ing|al|ally|able|ful|less|hoods?|ite|iz\w+)?$)"), "or"),
    (re.compile(r"(?<=[a-z]{2}[aeiou]l)l(?=(?:ed|ing|er|ers)$)"), ""),
    (re.compile(r"(?<=[a-z]{2})tre(?=[sd]?$)"), "ter"),
    (re.compile(r"(?<=^fib)re(?=s?$)"), "er"),
    (re.compile(r"(?<=^def|^off|^lic)ence(?=s?$)"), "ense"),
    (re.compile(r"(?<=log)ue(?=s?$)"), ""),
    (re.compile(r"(?<=program)me(?=s?$)"), ""),
    (re.compile(r"^ageing$"), "aging"),
    (re.compile(r"(?<=^m)ould(?=s?$|ing$)"), "old"),
    (re.compile(r"^grey(?=$|scale)"), "gray"),
)

_IRREGULAR = {
    "analyses": "analysis",
    "corpora": "corpus",
    "criteria": "criterion",
    "hypotheses": "hypothesis",
    "indices": "index",
    "matrices": "matrix",
    "syntheses": "synthesis",
    "vertices": "vertex",
}
_SHORTEST_PLURAL = 4
_SIZE_S = re.compile(r"[vV]\d+s$")
"""The small size of a version, as in YOLOv5s."""


def plain(name: str) -> str:
    r"""Return a name without the marks of LaTeX and Markdown and without accents, with Greek letters spelled out.

    Args:
        name: Any text.

    Example:
        >>> plain(r"$\beta$-VAE"), plain("β-VAE"), plain(r"\textsc{BERT}"), plain("**BERT**")
        ('beta-VAE', 'beta-VAE', 'BERT', 'BERT')
        >>> plain("Schrödinger bridge"), plain(r"Fr\'echet distance"), plain("$R^2$"), plain("R²"), plain("G²Net")
        ('Schrodinger bridge', 'Frechet distance', 'R^2', 'R^2', 'G2Net')
    """
    if "\\" in name or "$" in name or "{" in name:
        name = _without_latex(name)
    if name[:1] in {"*", "_", "`"}:
        name = _EMPHASIS.sub(r"\2", name)
    if not name.isascii():
        name = _in_ascii(name)
    return name if "^" not in name or _POWER.fullmatch(name) else name.replace("^", "")


def _without_latex(name: str) -> str:
    name = _LATEX_LETTER.sub(lambda match: _LETTERS.get(match[1], "\\"), _LATEX_ACCENT.sub(r"\1", name))
    while (inner := _LATEX_COMMAND.sub(r"\1", name)) != name:  # one within the other
        name = inner
    return _LATEX_MARK.sub("", _LATEX_SWITCH.sub("", name))


def _in_ascii(name: str) -> str:
    """Write Greek letters out, and other letters and signs in ASCII as far as they are variants of it."""
    name = unicodedata.normalize("NFKC", name.translate(_SIGNS))
    name = unicodedata.normalize("NFC", _ACCENTS.sub("", unicodedata.normalize("NFD", name)))
    return _GREEK.sub(_letter_name, name)


def _letter_name(match: re.Match[str]) -> str:
    name = unicodedata.name(match[0]).rpartition(" ")[2].lower()
    return "lambda" if name == "lamda" else name


def spelling_key(name: str) -> str:
    """Return the form under which two spellings count as one name, plurals aside (they need the corpus to tell).

    Coarser than `kgbuild.identifiers.name_key`: hyphens and spaces may also be absent, but for those that keep two numbers or a
    single last letter apart.

    Args:
        name: Any text.

    Example:
        >>> spelling_key("Pre-Training") == spelling_key("pretraining"), spelling_key("GPT 3") == spelling_key("gpt-3")
        (True, True)
        >>> spelling_key("Llama 2 7B") == spelling_key("Llama 27B"), spelling_key("LLaVA-R") == spelling_key("LLaVAR")
        (False, False)
        >>> spelling_key("labelling behaviour"), spelling_key("Transformer-based"), spelling_key("BERT's")
        ('labelingbehavior', 'transformer', 'bert')
    """
    text = _SLASH.sub("-", plain(name.strip().strip(_QUOTES)).strip())
    if "@" in text or " at " in text:
        text = _AT_PERCENT.sub("", _AT.sub("@", text))
    if text.endswith(")"):
        text = _BRACKETED_SIZE.sub(r"-\1", text)
    key = name_key(_ENDING.sub("", text.replace(" & ", " and ")) or text)
    if "-" not in key:
        return _VERSION.sub("", american(key))
    if "dimensional" in key:
        key = _DIMENSION.sub(lambda match: _DIMENSIONS[match[0]], key)
    words = [american(word) for word in key.split("-")]
    last = len(words) - 1
    joined = words[0]
    for place, word in enumerate(words[1:], start=1):
        apart = (joined[-1:].isdigit() and word[:1].isdigit()) or (place == last and len(word) == 1 and word.isalpha())
        joined += f"-{word}" if apart else word
    return _VERSION.sub("", joined) or key


@lru_cache(maxsize=1 << 16)
def american(word: str) -> str:
    """Return the American form of a folded word.

    Example:
        >>> american("tokenisation"), american("modelling"), american("haemorrhage"), american("noise")
        ('tokenization', 'modeling', 'hemorrhage', 'noise')
    """
    if len(word) < len("fibre"):
        return word if word != "grey" else "gray"
    word = _ROOT.sub(lambda match: _ROOTS[match[0]], word)
    for pattern, form in _BRITISH:
        word = pattern.sub(form, word)
    return word


def singular(name: str) -> str | None:
    """Return a name with its last word in the singular, or None where that word shows no plural.

    A capital S ends a name, not a plural.

    Example:
        >>> singular("Vision Transformers"), singular("IMUs"), singular("knowledge bases")
        ('Vision Transformer', 'IMU', 'knowledge base')
        >>> singular("MARS") is None, singular("analysis") is None
        (True, True)
    """
    match = _LAST_WORD.search(name)
    if match is None:
        return None
    word = match[0]
    folded = word.lower()
    if folded in _IRREGULAR:
        one = _IRREGULAR[folded]
        return name[: match.start()] + (one.capitalize() if word[0].isupper() else one)
    if not word.endswith("s") or _SIZE_S.search(word):
        return None
    if folded.endswith(("ss", "us", "is")) and not (word[:-1].isupper() and len(word) >= _SHORTEST_PLURAL):
        return None
    if len(word) < _SHORTEST_PLURAL and not word[:-1].isupper():
        return None
    return name[: match.start()] + _one_of(word)


def _one_of(word: str) -> str:
    if word.endswith("ies") and len(word) > len("series"):
        return f"{word[:-3]}y"
    if word.endswith(("ches", "shes", "sses", "xes")):
        return word[:-2]
    return word[:-1]


def is_plural_of(name: str, base: str) -> bool:
    """Tell whether a name is the plural of another, seen by the case of their last words: "Mars" is not many "MAR"s.

    Example:
        >>> is_plural_of("CNNs", "CNN"), is_plural_of("vision transformers", "Vision Transformer"), is_plural_of("Mars", "MAR")
        (True, True, False)
    """
    one = singular(name)
    if one is None or spelling_key(one) != spelling_key(base):
        return False
    word, other = (_LAST_WORD.search(text) for text in (one, base))
    if word is None or other is None:
        return False
    return word[0] == other[0] or word[0].islower() or not (word[0].isupper() or other[0].isupper())
