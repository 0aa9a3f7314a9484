"""Candidates for what a paper introduces: titles such as "X: …", "we propose X", "called X", "X, a novel …"."""

import re
from collections.abc import Iterator

from kgbuild.extract.candidates.candidate import Candidate
from kgbuild.extract.text.document import Document

INTRODUCED = "introduced"
"""The source of names in phrases that mostly present what is new: "we propose X", "called X", "X, a novel …"."""

TITLE = "title"
"""The source of what stands before the colon of a title."""

STATED = "stated"
"""The source of names in "we introduce X" and "we propose a framework, X", and of titles such as "BERT: …": of 5,878 such names in
annotated abstracts 5,840 are introduced."""

TEAM = "team"
"""The source of names of those who take part in a shared task, by which they call what they submit: "NELEC at SemEval-2019"."""

_TITLE = re.compile(r"\s*[\"“]?(?P<name>[^:?]{2,60}?)[\"”]?\s*(?::| [-–—]{1,3} )\s*\S")
_TEAM = re.compile(r"\s*(?P<name>[^\s@:]+(?: [^\s@:]+){0,2}?)(?: ?@ ?| at )(?=\S*[A-Z]\S*[A-Z0-9])")
_VERB = (
    r"(?:propos|present|introduc|develop|describ|releas|construct|creat|design|devis|build|built|publish|contribut|offer|provid|unveil|report|explor|"
    r"implement|collect|curat|formulat|establish|outlin|suggest|term|submit|investigat|demonstrat)\w*"
)
_WORD = r"[A-Za-z0-9][\w]*(?:[-–/+.&@’'~$^]+[\w{}]+)*[+*]{0,2}"
_PHRASE = rf"{_WORD}(?: {_WORD}){{0,6}}"
_MARKED = r"(?=\w*[A-Z0-9])"
_CALLED = re.compile(
    r"(?:called|named|dubbed|termed|coined|denoted (?:as|by)|referred to as|refer to (?:\w+ ){1,4}as|"
    r"we (?:call|name|term|dub)(?: (?:it|this|them|these|the|our))?(?: \w+){0,3}?|namely|code-?named|titled|entitled)"
    rf"[,:]? (?:the |as )?[\"“‘'`*(]*(?P<name>{_PHRASE})"
)
# These begin with letters, of which the engine looks for the first at once; it would try `\b` at every place.
_PROPOSED = re.compile(
    rf"[Ww](?<=\b.)e (?:\w+ ){{0,3}}?{_VERB}[,:]? (?:(?:the|a|an|our|new|novel|simple|two|three) )*[\"“‘'`]*"
    rf"(?P<name>{_MARKED}{_PHRASE})"
)
_INTRODUCES = re.compile(
    rf"\b(?:paper|work|article|study|report)s? (?:\w+ ){{0,2}}?{_VERB}[,:]? (?:(?:the|a|an|our|new|novel) )*[\"“‘'`]*"
    rf"(?P<name>{_MARKED}{_PHRASE})"
)
_KIND = (
    r"(?:framework|method|approach|model|dataset|benchmark|algorithm|system|network|architecture|toolkit|library|corpus|metric|technique|"
    r"module|strategy|loss|platform|tool|pipeline|scheme|mechanism|layer|suite|simulator|environment|resource|variant|estimator)"
)
_APPOSED = re.compile(rf"(?<![A-Za-z0-9])(?P<name>{_MARKED}{_WORD}(?: [A-Z0-9]{_WORD}){{0,5}})(?: \([^()]{{2,40}}\))?[\"”’']*\Z")
_APPOSITION = re.compile(
    r", (?:which is )?(?:a|an|the first|our|another|two) (?:\w+[- ]){0,4}?"
    rf"(?:novel|new|simple|first|general|unified|efficient|{_KIND})\b"
)
_OURS = re.compile(
    r"[Oo](?<=\b.)ur (?:\w+ ){0,3}?(?:model|method|approach|framework|system|algorithm|dataset|benchmark|proposed|new|novel)s?"
    rf"[,:]? [\"“‘'`(]*(?P<name>{_MARKED}{_WORD}(?: [A-Z0-9]{_WORD}){{0,5}})"
)
# Bounded and atomic, since a run of letters without an end would be tried from each of its places to each.
_CAPITAL = r"(?>[A-Z0-9][\w.\-–/+&’']{0,40})"
_CAPITALS = rf"(?:{_CAPITAL}(?: {_CAPITAL}){{1,5}}|[A-Z0-9][\w.]{{0,40}}(?:-[A-Z0-9][\w.]{{0,40}}){{1,5}})"
_SHAPED = r"[A-Z][\w.\-+/]{0,40}[A-Z0-9][\w\-+/]{0,40}"
_SAYS = r"(?:introduce|present|propose|release|develop|describe)"
_MAKES = r"(?:design|create|build|construct|contribute|unveil|devise|implement|publish|open-source)"
_ALSO = r"(?:\w+ly |also |then |further |thus |hence |therefore |here |first |next )?"
_AND = rf"(?: and {_ALSO}(?:{_SAYS}|{_MAKES}))?"
_STATED_NAME = (
    # "We train a GAN, …": one word after this article is a kind, not a name.
    r",? (?:(?:the|our|new|novel|(?P<kind>an?)) )*[\"“]?(?P<name>"
    rf"(?(kind)(?!)|{_SHAPED}(?=[\"”]?(?:,| \(|:|\. |\.$| ?[-–—]{{1,3}} ?(?:a|an|our|the) )))"
    rf"|{_CAPITALS}(?= \([A-Z][\w\-+]*[A-Z0-9][\w\-+]*\)(?:[,.:;]| that | which | to ))"
    rf"|{_CAPITALS}(?=, (?:a|an|the|which|our) )"
    r"|[A-Z][a-z]+(?=, (?:a|an|the|which|our) ))"
)
_STATED_BY_US = re.compile(rf"[Ww](?<=\b.)e {_ALSO}(?:{_SAYS}|{_MAKES}){_AND}{_STATED_NAME}")
_STATED_OF_PAPER = re.compile(rf"[TtOo](?<=\b.)(?:his|he|ur) (?:paper|work|article|study) {_SAYS}s{_STATED_NAME}")
_STATED_WITH_KIND = re.compile(
    rf"(?:[Ww](?<=\b.)e {_ALSO}(?:{_SAYS}|{_MAKES}){_AND}|[TtOo](?<=\b.)(?:his|he|ur) (?:paper|work|article|study) {_SAYS}s)"
    rf" (?:a|an|our|the|two|three) (?:(?!by |of |on |for |with |to |that |using )[\w-]+,? ){{0,7}}?{_KIND}s?, "
    r"(?:called |named |dubbed |termed |namely |coined )?"
    r"(?P<name>[A-Z][\w-]{0,40}(?: [A-Z][\w-]{0,40}){0,5})(?=,(?! [A-Z])|\. |\.$| \()"
)
_STATED_IN_TITLE = re.compile(rf"(?P<name>{_SHAPED}|[A-Z]\w+ \d[\w.]*): ")
_STATED_DATASET = re.compile(
    rf"[Ww](?<=\b.)e {_ALSO}(?:collect|curate|compile|assemble) (?:(?:the|a|an|our|new|novel) )*(?P<name>{_SHAPED}), "
    r"(?:a|an|the|our) (?:[\w-]+ ){0,6}?"
    r"(?:datasets?|benchmarks?|corpus|corpora|collection|testbed|suite)\b"
)
_STATED_OURS = re.compile(
    r"[Oo](?<=\b.)ur (?:proposed |novel |new )?(?:model|method|approach|framework|system|algorithm|dataset|benchmark|network)s?,? "
    rf"(?:called |named |dubbed |termed )?(?P<name>{_SHAPED})(?=,|\. |\.$)"
)
_CALLED_HINTS = ("called", "named", "dubbed", "termed", "coined", "denoted", "refer", "namely", "titled", "we ")
_APPOSED_REACH = 250
# Each pattern with words of which one stands wherever it matches: to look for them takes a tenth of its time.
_IN_ABSTRACT = (
    (_CALLED, _CALLED_HINTS),
    (_PROPOSED, ("We ", "we ")),
    (_INTRODUCES, ("paper", "work", "article", "study", "report")),
    (_OURS, ("Our ", "our ")),
)
# A name ends before these words when it starts with a capital or holds one.
_STOP = re.compile(
    r"\s(?:for|to|that|which|with|by|using|in|on|as|is|are|and|or|from|via|based|where|we|it|this|can|has|have|when|whose|capable|at|"
    r"through|under|without|against|between|while|into|leveraging|the|a|an|over|of|was|were|will|aims?|consists?|achieves?|enables?|"
    r"provides?|improves?|does|learns?)\b"
)


def propose_introduced(document: Document) -> Iterator[Candidate]:
    """Yield the names that the paper's own words present as new.

    Args:
        document: What to read.

    Example:
        >>> from kgbuild.extract.text.document import DocumentReader
        >>> from kgbuild.models import Paper
        >>> text = "We present a method called Deep Sieve for noise. Swap, a new model, helps."
        >>> doc = DocumentReader()(Paper(title="Filters", abstract=text))
        >>> [doc.text[found.start:found.end] for found in propose_introduced(doc)]
        ['Deep Sieve', 'Swap']
    """
    title = document.sentences[0].text
    team, named = _TEAM.match(title), _TITLE.match(title)
    if team:
        yield Candidate(*team.span("name"), TEAM, "Name")
    elif named and len(named["name"].split()) < 7:  # noqa: PLR2004 - a longer one is a statement
        yield Candidate(*named.span("name"), TITLE, "Name")
    for match in _introducing(document):
        start, after = match.span("name")
        stop = _STOP.search(document.text, start, after)
        end = stop.start() if stop else after
        if end - start > 1:
            yield Candidate(start, end, INTRODUCED, "Name")


def _introducing(document: Document) -> Iterator[re.Match[str]]:
    """Yield the phrases of the abstract that present a name."""
    text, begin = document.text, document.abstract_start
    # No pattern matches across the end of a sentence: words are parted by single spaces, and a full stop ends the last.
    for pattern in [pattern for pattern, hints in _IN_ABSTRACT if any(hint in text for hint in hints)]:
        yield from pattern.finditer(text, begin)
    # What is said after the comma is rarer than names are.
    for apposition in _APPOSITION.finditer(text, begin):
        named = _APPOSED.search(text, max(begin, apposition.start() - _APPOSED_REACH), apposition.start())
        if named:
            yield named


def propose_stated(document: Document) -> Iterator[Candidate]:
    """Yield the names that a sentence introduces in so many words, `we introduce X`, or that begin the title, `X: …`.

    Args:
        document: What to read.

    Example:
        >>> from kgbuild.extract.text.document import DocumentReader
        >>> from kgbuild.models import Paper
        >>> doc = DocumentReader()(Paper(title="Filters", abstract="We introduce GPT-2, a model. We present it here."))
        >>> [doc.text[found.start:found.end] for found in propose_stated(doc)]
        ['GPT-2']
    """
    title = _STATED_IN_TITLE.match(document.sentences[0].text)
    if title:
        yield Candidate(*title.span("name"), STATED, "Name")
    for pattern in (_STATED_BY_US, _STATED_OF_PAPER, _STATED_WITH_KIND, _STATED_DATASET, _STATED_OURS):
        for match in pattern.finditer(document.text, document.abstract_start):
            yield Candidate(*match.span("name"), STATED, "Name")
