"""Annotated papers to learn from and to compare with: a paper a line, a list of names for each role."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError

from kgbuild.errors import SourceError
from kgbuild.files import numbered_lines
from kgbuild.models import Paper

FIELD_OF_ROLE = {
    "introduces": "introduces",
    "usesBaseModel": "base_models",
    "usesArchitecture": "architectures",
    "comparesWith": "compared",
    "appliesTechnique": "techniques",
    "addressesTask": "tasks",
    "usesDataset": "datasets",
    "usesMetric": "metrics",
}
"""The field of the annotation that lists what has a role."""

ANNOTATED_RELATION = {"basedOn": "extends", "outperforms": "outperforms", "partOf": "part_of"}
"""What a relation is called in annotations."""

_MARKS = re.compile(r"[^a-z0-9+]+")
_NO_VALUE = re.compile(r"[^0-9.x×%-]+")
_PLURAL = re.compile(r"(?<=[a-z]{3})s$")

Names = frozenset[str]
Text = tuple[str, str]
"""Title and abstract."""


@dataclass(frozen=True, slots=True)
class AnnotatedPaper:
    """A paper and what its readers list.

    Attributes:
        paper: Title and abstract.
        names: For each role, the things listed, each as the `match_key`s of its names.
        record: The annotation as read.
        foreign: Whether other readers than the gold file's annotated it: it may be learned from, and is no measure.
    """

    paper: Paper
    names: Mapping[str, Sequence[Names]]
    record: Mapping[str, Any]
    foreign: bool = False


def match_key(text: str) -> str:
    """Return the form under which a name found and a name annotated are the same.

    Args:
        text: A name.

    Example:
        >>> match_key("Graph-Neural Networks")
        'graph neural network'
    """
    return _PLURAL.sub("", _MARKS.sub(" ", text.lower()).strip())


def value_key(text: str) -> str:
    r"""Return what makes two reported values equal: their digits and their unit.

    Args:
        text: A value as written.

    Example:
        >>> value_key("34.7\\%")
        '34.7%'
    """
    return _NO_VALUE.sub("", text.lower().replace("\\", "")).strip(".-") or text.strip().lower()


def read_annotations(path: Path, *, foreign: bool = False, texts: Mapping[str, Text] | None = None) -> Iterator[AnnotatedPaper]:
    """Yield the annotated papers of a JSON Lines file, plain or `.xz`.

    Args:
        path: A file with `title`, `abstract` and the fields of `FIELD_OF_ROLE`, each a list of `{"name", "aliases"}`.
        foreign: What the papers are marked with.
        texts: Where the records have no text of their own: title and abstract by the record's `id`.

    Raises:
        SourceError: If a line is no such record.
    """
    for number, line in numbered_lines(path):
        try:
            record = json.loads(line)
            _Record.model_validate(record)
            names = {role: [_names(thing) for thing in record[field]] for role, field in FIELD_OF_ROLE.items()}
            if "title" not in record and texts and str(record["id"]) in texts:
                record["title"], record["abstract"] = texts[str(record["id"])]
            paper = Paper(title=record["title"], abstract=record["abstract"])
        except (ValueError, KeyError, TypeError) as error:
            raise SourceError(
                f"{path.name}:{number}: no annotated paper ({_why(error)}); each line needs title, abstract (or an id of the "
                "corpus) and the fields that 'kgbuild evaluate --help' names"
            ) from error
        yield AnnotatedPaper(paper, names, record, foreign)


def _names(thing: dict[str, Any]) -> Names:
    """Return the `match_key`s of a thing listed; it has a list of aliases then, if it lacked one."""
    thing["aliases"] = aliases = thing.get("aliases") or []
    return frozenset({match_key(name) for name in (thing["name"], *aliases)} - {""})


def _why(error: Exception) -> str:
    """Say what is wrong with a record, and where in it."""
    if isinstance(error, ValidationError):
        first = error.errors(include_url=False)[0]
        return f"{'.'.join(map(str, first['loc'])) or 'the line'}: {first['msg']}"
    return f"it lacks {error}" if isinstance(error, KeyError) else str(error)


class _Thing(BaseModel):
    name: str
    aliases: list[str] | None = None


class _Value(BaseModel):
    value: str


class _Relation(BaseModel):
    s: str
    p: str
    o: str


class _Record(BaseModel):
    """What a line must be like, whatever else it holds."""

    introduces: list[_Thing]
    base_models: list[_Thing]
    architectures: list[_Thing]
    compared: list[_Thing]
    techniques: list[_Thing]
    tasks: list[_Thing]
    datasets: list[_Thing]
    metrics: list[_Thing]
    domains: list[_Thing] = []
    code_urls: list[_Thing] = []
    results: list[_Value] = []
    relations: list[_Relation] = []
