"""kgbuild's own format: JSON Lines, one paper an object with `title` and `abstract`.

Also read: `id`, `year`, `authors`, `venue`, `url`, `doi`, `arxiv_id` and `categories`. Any other key is ignored, so that files
made for other purposes can be read as they are.
"""

import json
import re
from collections.abc import Iterator

from kgbuild.models import Paper, Reject
from kgbuild.sources.json_records import Damaged, parse
from kgbuild.sources.record import paper_from_record
from kgbuild.sources.source import Source

_PAPER_LIKE = re.compile(r'\s*\{.*?"(?:title|abstract)"\s*:')
_LINES_TRIED = 5


def sniff(head: str) -> bool:
    r"""Tell whether a text begins with objects, a line each, and one of the first has a title or is cut off.

    Args:
        head: The beginning of a file.

    Example:
        >>> sniff('\n{"title": "BERT"}\n'), sniff('{"paper": {"title": "BERT"}}'), sniff("[1]")
        (True, False, False)
    """
    lines = head.strip().split("\n")
    whole = lines[:-1] or lines  # the last one may be cut off by the sniffed length
    lines = [line for line in whole if line.strip()][:_LINES_TRIED]
    return bool(lines) and lines[0].lstrip().startswith("{") and any(map(_titled, lines))


def _titled(line: str) -> bool:
    if not _PAPER_LIKE.match(line):
        return False
    try:
        record = json.loads(line, strict=False)
    except (ValueError, RecursionError):
        return True  # longer than what is sniffed, or damaged: the reader says which
    return isinstance(record, dict) and "title" in record


def read(source: Source) -> Iterator[Paper | Reject]:
    r"""Yield a paper or a reject for each line that is not blank.

    Args:
        source: A text of JSON Lines.

    Raises:
        SourceError: If the file cannot be read on.

    Example:
        >>> import io
        >>> source = Source("a.jsonl", lambda: io.BytesIO(b'{"title": "BERT", "extra": 1}\n{"title": 5}\n'))
        >>> [record.title if isinstance(record, Paper) else record.reason for record in read(source)]
        ['BERT', 'title is not a text']
    """
    for number, line in enumerate(source.lines(), 1):
        text = line.strip().lstrip("\ufeff")
        if text:
            yield _record(source, number, text)


def _record(source: Source, number: int, text: str) -> Paper | Reject:
    record = parse(text)
    if isinstance(record, Damaged):
        return source.reject(number, record)
    if not isinstance(record, dict):
        return source.reject(number, "not a JSON object")
    return paper_from_record(record, source.origin(number))
