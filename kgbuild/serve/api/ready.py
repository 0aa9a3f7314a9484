"""The ready questions, for the editor and for programs."""

from collections.abc import Mapping

import pyoxigraph as ox

from kgbuild.errors import QueryError
from kgbuild.identifiers import Identifiers
from kgbuild.query import base_of
from kgbuild.query.questions import Parameter, Question, question_named, questions, standalone
from kgbuild.serve.api.models import ParameterView, Questions, QuestionView
from kgbuild.serve.api.naming import ALIASES, LABELS


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


def _is_known(store: ox.Store, parameter: Parameter, value: str) -> bool:
    """Whether a graph has what an example names: by look-ups, since to search for what it lacks takes a pass over all names."""
    if not parameter.classes:
        return True
    nodes = (ox.NamedNode(Identifiers(base_of(store)).entity(class_, value)) for class_ in parameter.classes)
    names = (ox.NamedNode(iri) for iri in (*LABELS, *ALIASES))
    patterns = (*((node, None, None) for node in nodes), *((None, name, ox.Literal(value)) for name in names))
    return any(next(store.quads_for_pattern(*pattern), None) for pattern in patterns)


def _view(store: ox.Store, question: Question) -> QuestionView:
    example = dict(question.example)
    known = all(_is_known(store, each, example[each.name]) for each in question.parameters if each.name in example)
    try:
        sparql = standalone(store, question, example) if known else question.text
    except QueryError:  # this graph has a BERT that is no model
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
