"""A corpus: papers without annotations."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from kgbuild.errors import SourceError
from kgbuild.files import numbered_lines


def read_corpus(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the records of a corpus.

    Args:
        path: JSON Lines with `title`, `abstract` and, where known, `categories` (arXiv's, with commas); plain or `.xz`.

    Raises:
        SourceError: If a line is no such record.
    """
    for number, line in numbered_lines(path):
        try:
            record = json.loads(line)
            usable = all(isinstance(record.get(field) or "", str) for field in ("title", "abstract", "categories"))
            if not usable or not record["title"] or record["abstract"] is None:
                raise ValueError("its fields must be strings")  # noqa: TRY301 - one message for whatever is wrong
        except (ValueError, KeyError, AttributeError, TypeError) as error:
            raise SourceError(f"{path.name}:{number}: no paper ({error}); each line needs title and abstract") from error
        yield record
