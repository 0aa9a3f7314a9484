"""Ready questions: documented SPARQL queries with parameters, for those who never wrote SPARQL.

Each is a file `NAME.rq` of this folder. Its parameters are variables that the outermost SELECT projects; a value is bound to its
variable in the store's own terms (SPARQL 1.1 substitution, SEP-0007) and is never part of the query's text.
"""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pyoxigraph as ox

from kgbuild.errors import QueryError
from kgbuild.query.evaluate import Rows, Term, base_of, rows
from kgbuild.query.questions.names import node_named
from kgbuild.query.questions.question import Parameter, Question, parse_question
from kgbuild.query.questions.values import value_term

__all__ = ["Answer", "Parameter", "Question", "answer", "question_named", "questions", "standalone"]


class Answer(NamedTuple):
    """What a question came to.

    Attributes:
        rows: Columns and rows; a parameter that has a value is no column.
        notes: What the person should know, such as other things of the same name.
    """

    rows: Rows
    notes: tuple[str, ...]


@cache
def questions() -> tuple[Question, ...]:
    """Return all ready questions by name.

    Example:
        >>> questions()[0].name < questions()[1].name
        True
    """
    files = sorted(Path(__file__).parent.glob("*.rq"))
    return tuple(parse_question(file.stem, file.read_text(encoding="utf-8")) for file in files)


def question_named(name: str) -> Question:
    """Return one ready question.

    Args:
        name: Such as `papers-using-model`.

    Raises:
        QueryError: If there is none of this name; the message names some that are alike.

    Example:
        >>> question_named("papers-using-model").parameters[0].name
        'model'
    """
    for question in questions():
        if question.name == name:
            return question
    raise QueryError(f"there is no question {name!r}{_alike(name)}")


def answer(store: ox.Store, question: Question, values: Mapping[str, str]) -> Answer:
    """Answer a question.

    Args:
        store: What `open_store` returned.
        question: What `question_named` returned.
        values: What a person said, by parameter: names in any case or spelling the graph knows, IRIs, numbers.

    Raises:
        QueryError: If a value is missing, names nothing in the graph, or is of the wrong type.

    Example:
        >>> store = ox.Store()
        >>> answer(store, question_named("overview"), {}).rows.columns
        ('class', 'nodes', 'first_year', 'last_year')
    """
    bound, notes = _bound(store, question, values)
    found = rows(store, question.text, substitutions={ox.Variable(name): term for name, term in bound.items()})
    return Answer(found.without(bound), notes)


def standalone(store: ox.Store, question: Question, values: Mapping[str, str]) -> str:
    """Return a question for these values as SPARQL that needs no binding, for an editor or another engine.

    Args:
        store: As for `answer`.
        question: As for `answer`.
        values: As for `answer`.

    Raises:
        QueryError: As `answer` does.
    """
    bound, _ = _bound(store, question, values)
    return question.with_values({name: str(term) for name, term in bound.items()})


def _bound(store: ox.Store, question: Question, values: Mapping[str, str]) -> tuple[dict[str, Term], tuple[str, ...]]:
    for name in values:
        question.parameter(name)  # raises if there is none
    bound: dict[str, Term] = {}
    notes: list[str] = []
    base = base_of(store)
    for parameter in question.parameters:
        said = values.get(parameter.name, parameter.default)
        if said is None and parameter.required:
            example = " ".join(f"--{name} {value!r}" for name, value in question.example)
            raise QueryError(f"question {question.name} needs --{parameter.name} ({parameter.description}): for example {example}")
        if said is not None and parameter.classes:
            bound[parameter.name], note = node_named(store, said, parameter.classes, base)
            notes += note
        elif said is not None:
            bound[parameter.name] = value_term(parameter, said)
    return bound, tuple(notes)


def _alike(name: str) -> str:
    from difflib import get_close_matches  # noqa: PLC0415 - for the error only

    names = [question.name for question in questions()]
    close = get_close_matches(name, names, n=3, cutoff=0.5) or [one for one in names if name in one][:3]
    return f": did you mean {', '.join(close)}?" if close else ": 'kgbuild ask DIR' lists them"
