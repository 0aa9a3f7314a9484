"""Values as other people's formats write them: years inside dates, DOIs inside links, arXiv ids inside notes.

Where `record.paper_from_record` refuses what a user wrote into kgbuild's own fields, these find what is there: a format's date
field that says "in press" gives no year, and the paper is read all the same.
"""

import re
from collections.abc import Iterable, Mapping

_YEAR = re.compile(r"(?<!\d)[12]\d{3}(?!\d)")
_DOI = re.compile(r"10\.\d{4,9}/[^\s\"<>]*[^\s\"<>.,;]")
_ARXIV = r"(?P<id>\d{4}\.\d{4,5}|[a-z-]+(?:\.[A-Z]{2})?/\d{7})(?:v\d+)?"
_ARXIV_ID = re.compile(_ARXIV, re.IGNORECASE)
_ARXIV_MENTION = re.compile(rf"(?:arxiv[:.]\s*|arxiv\.org/(?:abs|pdf|html)/|\babs/){_ARXIV}(?!\d)", re.IGNORECASE)


def year_in(*values: object) -> int | None:
    """Return the first year that stands in the values, which may be numbers, dates or texts of any kind.

    Example:
        >>> year_in("in press", "c. June 2019 (online 2018)")
        2019
        >>> year_in(None, "n.d.") is None
        True
    """
    for value in values:
        if isinstance(value, str | int) and not isinstance(value, bool):
            found = _YEAR.search(value if isinstance(value, str) else _digits(value))
            if found:
                return int(found.group())
    return None


def _digits(number: int) -> str:
    return str(number) if abs(number) < 10**9 else ""  # Python refuses to print numbers of thousands of digits


def doi_in(*values: object) -> str | None:
    """Return the first DOI that stands in the values, without a resolver.

    Example:
        >>> doi_in("n/a", "https://doi.org/10.18653/v1/N19-1423.")
        '10.18653/v1/N19-1423'
    """
    found = (_DOI.search(value) for value in values if isinstance(value, str))
    return next((match.group() for match in found if match), None)


def arxiv_id_in(*values: object) -> str | None:
    """Return the first arXiv id that the values mention as one, without its version.

    Example:
        >>> arxiv_id_in("volume abs/1810.04805"), arxiv_id_in("arXiv preprint arXiv:hep-th/9901001v2"), arxiv_id_in("1810.04805")
        ('1810.04805', 'hep-th/9901001', None)
    """
    found = (_ARXIV_MENTION.search(value) for value in values if isinstance(value, str))
    return next((match["id"] for match in found if match), None)


def noted_arxiv_id(*notes: object) -> str | None:
    r"""Return the first arXiv id that begins a line of a note: further on in a line it may be another paper's.

    Example:
        >>> noted_arxiv_id("19 pages\narXiv:1810.04805 [cs]"), noted_arxiv_id("extends arXiv:1810.04805")
        ('1810.04805', None)
    """
    lines = [line.strip() for note in notes if isinstance(note, str) for line in note.splitlines()]
    return next((found for line in lines if line[:5].lower() == "arxiv" and (found := arxiv_id_in(line))), None)


def arxiv_id(value: object) -> str | None:
    """Return the arXiv id that a value is, bare, as a link or with its prefix, without its version.

    Example:
        >>> arxiv_id("1810.04805v2"), arxiv_id("http://arxiv.org/abs/1810.04805"), arxiv_id("p. 17")
        ('1810.04805', '1810.04805', None)
    """
    if not isinstance(value, str):
        return None
    bare = _ARXIV_ID.fullmatch(value.strip())
    return bare["id"] if bare else arxiv_id_in(value)


def text(value: object) -> str:
    """Return a value if it is a text, else an empty one.

    Example:
        >>> text("BERT"), text(None), text(["BERT"])
        ('BERT', '', '')
    """
    return value if isinstance(value, str) else ""


def first_text(*values: object) -> str:
    """Return the first value that is a text with more than white space, else an empty one.

    Example:
        >>> first_text(None, " ", "NAACL")
        'NAACL'
    """
    return next((value for value in values if isinstance(value, str) and value.strip()), "")


def mapping(value: object) -> Mapping[str, object]:
    """Return a value if it is a JSON object, else an empty one.

    Example:
        >>> mapping({"name": "NAACL"}), mapping("NAACL")
        ({'name': 'NAACL'}, {})
    """
    return value if isinstance(value, dict) else {}


def items(value: object) -> list[object]:
    """Return a value if it is a list, else an empty one.

    Example:
        >>> items([1, 2]), items("12")
        ([1, 2], [])
    """
    return value if isinstance(value, list) else []


def texts_at(value: object, key: str) -> list[str]:
    """Return the texts that a list of JSON objects holds under a key, each once, in order.

    Example:
        >>> texts_at([{"name": "A. One"}, {"name": None}, 7, {"name": "A. One"}, {"name": "B. Two"}], "name")
        ['A. One', 'B. Two']
    """
    return distinct(first_text(mapping(item).get(key)) for item in items(value))


def distinct(values: Iterable[str]) -> list[str]:
    """Return each text that is not empty once, in order.

    Example:
        >>> distinct(["b", "", "a", "b"])
        ['b', 'a']
    """
    return list(dict.fromkeys(value for value in values if value))


def person(*parts: object) -> str:
    """Return a name of one line from its parts in the order in which they are spoken; parts that are no text are left out.

    Example:
        >>> person("Ludwig", "van", "Beethoven", None)
        'Ludwig van Beethoven'
    """
    return " ".join(part.strip() for part in parts if isinstance(part, str) and part.strip())
