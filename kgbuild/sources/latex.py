r"""Plain text from LaTeX: accents, escaped signs, formatting and simple formulas, in one pass over the text.

Symbols come from the tables of pylatexenc; its parser is not used, since it takes milliseconds for an abstract and reads the `%` of
a link as a comment.
"""

import re
import unicodedata
from functools import lru_cache
from types import MappingProxyType

_MARKS = MappingProxyType({
    "'": "\u0301", "`": "\u0300", "^": "\u0302", '"': "\u0308", "~": "\u0303", "=": "\u0304", ".": "\u0307",
    "u": "\u0306", "v": "\u030c", "H": "\u030b", "c": "\u0327", "d": "\u0323", "b": "\u0331", "k": "\u0328", "r": "\u030a",
})  # fmt: skip
_ACCENT = r"""\\(?: (?P<sign>['`^"~=.])\s* | (?P<letter>[uvHcdbkr])(?=[\s{\\]) \s* )
    (?: \{\s*(?P<group>\\[ij]|[^\W\d_]|)\s*\} | (?P<bare>\\[ij](?![a-zA-Z])|[^\W\d_]) )"""
_ACCENTS = re.compile(_ACCENT, re.VERBOSE)
_ESCAPED = re.compile(r"\\([%&#_])")
# Every alternative begins with a literal, from which the compiler makes a set of first signs: six times as fast on plain words.
_TOKEN = re.compile(
    rf"""{_ACCENT}
    | \\(?P<escaped>[%&\#_${{}}\ ,;:!/\\-])
    | \\href\s*\{{[^{{}}]*\}}
    | \\(?:url|path|nolinkurl)\s*\{{(?P<address>[^{{}}]*)\}}
    | \\(?P<command>[a-zA-Z]+)\*?(?P<space>\s*)
    | \$(?P<double>\$)?(?P<formula>[^\s$](?:[^$]{{0,400}}[^\s$\\])?)\$(?(double)\$)(?!\d)
    | \{{ | \}}
    | ~(?<=\S~)(?=\S)
    | --(?:(?<=[\w$}}]--)-?(?=[\w${{\\])|(?<=\s--)-?(?=\s))
    | `` | ''""",
    re.VERBOSE,
)
# What only shapes its argument, which stays.
_SHAPES = frozenset({
    "emph", "textbf", "textit", "texttt", "textsc", "textsf", "textrm", "textup", "textsl", "textnormal", "textmd",
    "underline", "uline", "text", "mbox", "hbox", "mathrm", "mathbf", "mathit", "mathcal",
    "mathbb", "mathsf", "mathtt", "mathfrak", "mathscr", "boldsymbol", "bm", "operatorname", "bf", "it", "em", "rm", "sc",
    "sf", "tt", "sl", "bfseries", "itshape", "scshape", "ttfamily", "sffamily", "rmfamily", "upshape", "normalfont",
    "small", "large", "left", "right", "big", "Big", "displaystyle", "ensuremath", "protect", "relax", "noopsort",
    "uppercase", "lowercase", "MakeUppercase", "MakeLowercase", "enquote", "mkbibquote", "mkbibemph", "textsuperscript",
    "textsubscript",
})  # fmt: skip
_MORE_SYMBOLS = MappingProxyType({"textless": "<", "textgreater": ">", "slash": "/", "textasciigrave": "`", "textquotedbl": '"'})
_SIGNS = MappingProxyType({
    "--": "–", "---": "—", "``": "“", "''": "”", "~": " ",
    "\\ ": " ", "\\,": " ", "\\;": " ", "\\:": " ", "\\\\": " ", "\\!": "", "\\/": "", "\\-": "",
})  # fmt: skip


def with_accents(text: str) -> str:
    r"""Return the text with accented letters and escaped signs resolved, and all other LaTeX as it stands.

    This is for texts that hold formulas on purpose, such as arXiv's abstracts.

    Args:
        text: Text with some LaTeX in it.

    Example:
        >>> with_accents(r"Erd\H{o}s and Schr\"odinger reach 84\% with $\beta$-VAE")
        'Erdős and Schrödinger reach 84% with $\\beta$-VAE'
    """
    if "\\" not in text:
        return text
    return _ESCAPED.sub(r"\1", _ACCENTS.sub(_accented, text))


def plain_text(text: str) -> str:
    r"""Return the text that a bibliography would print: no commands, no grouping braces, formulas in characters where they can be.

    A command that is not known stays as it is written.

    Args:
        text: A field of a BibTeX entry, without the braces or quotes around it.

    Example:
        >>> plain_text(r"{\'E}tudes on {{BERT}}: \emph{an} $\alpha$--$\beta$ test, 84\% ``well''~done")
        'Études on BERT: an α–β test, 84% “well” done'
        >>> plain_text(r"costs $5 and $7 \unknown")
        'costs $5 and $7 \\unknown'
    """
    if not any(sign in text for sign in "\\{}$~-`'"):
        return text
    return unicodedata.normalize("NFC", _TOKEN.sub(_decoded, text))


def _decoded(token: re.Match[str]) -> str:
    if token["sign"] or token["letter"]:
        return _accented(token)
    if token["address"]:
        return _ESCAPED.sub(r"\1", token["address"])
    if token["command"]:
        return _symbol(token["command"], token["space"])
    if token["formula"]:
        return _TOKEN.sub(_decoded, token["formula"])
    return _SIGNS.get(token.group(), token["escaped"] or "")


def _accented(token: re.Match[str]) -> str:
    letter = (token["group"] if token["group"] is not None else token["bare"]).lstrip("\\")
    if not letter:
        return {"~": "~", "^": "^", "`": "`", "'": "'", '"': '"'}.get(token["sign"] or "", "")
    # A breve on a cyrillic or any other letter composes where Unicode has a letter for it, else the mark stands beside it.
    return unicodedata.normalize("NFC", letter + _MARKS[token["sign"] or token["letter"]])


def _symbol(name: str, space: str) -> str:
    if name in _SHAPES:
        return ""
    known = _known_symbol(name)
    if known is None:
        return f"\\{name}{space}"
    return known + space if len(known) > 1 and known.isalpha() else known  # the space behind "log" parts two words


@lru_cache(maxsize=4096)
def _known_symbol(name: str) -> str | None:
    """Return the characters for a command without arguments, such as `ss` or `alpha`."""
    from pylatexenc.latex2text import get_default_latex_context_db  # noqa: PLC0415 - only texts with commands need the tables

    if name in _MORE_SYMBOLS:
        return _MORE_SYMBOLS[name]
    spec = get_default_latex_context_db().get_macro_spec(name)
    known = getattr(spec, "simplify_repl", None)
    return known if isinstance(known, str) and not {"%", "<"} & set(known) else None
