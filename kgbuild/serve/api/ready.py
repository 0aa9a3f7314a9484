"""The ready questions, for the editor and for programs."""

from collections.abc import Mapping

import pyoxigraph as ox

from kgbuild.errors import QueryError
from kgbuild.query.questions import Question, question_named, questions, standalone
from kgbuild.serve.api.models import ParameterView, Questions, QuestionView


def ready_questions(store: ox.Store) -> Questions:
    """Return all ready questions, each with a query that can be run as it is.

    Args:
        store: The graph; where it does not have what an example names, the query is the one for all values.

    Example:
        >>> ready_questions(ox.Store()).questions[0].sparql != ""
        True
    """
    return Questions(questions=tuple(_view(store, question) for question in questions()))


def question_sparql(store: ox.Store, name: str, values: Mapping[str, str]) -> str:
    """Return a question as SPARQL with values.

    Args:
        store: The graph.
        name: Of the question.
        values: By parameter.

    Raises:
        QueryError: If there is no such question, or a value is missing or names nothing in the graph.
    """
    return standalone(store, question_named(name), values)


def _view(store: ox.Store, question: Question) -> QuestionView:
    example = dict(question.example)
    try:
        sparql = standalone(store, question, example)
    except QueryError:  # this graph has no BERT
        sparql = question.text
    return QuestionView(
        name=question.name,
        title=question.title,
        description=question.description,
        parameters=tuple(
            ParameterView(
                name=each.name,
                types=each.types,
                description=each.description,
                default=each.default,
                required=each.required,
                example=example.get(each.name, ""),
            )
            for each in question.parameters
        ),
        sparql=sparql,
    )
