"""A ready question as its file has it: a documented SPARQL query with parameters."""

import re
from dataclasses import dataclass

from kgbuild.errors import QueryError

ENTITY_CLASSES = ("Model", "Method", "Architecture", "Technique", "Task", "Dataset", "Metric", "Domain", "Tool")
_VALUE_TYPES = ("integer", "number", "year", "text")

_HEADER = re.compile(r"# (title|description|parameter|example): (.+)")
_PARAMETER = re.compile(
    r"(?P<name>[a-z][a-z0-9_]*) \((?P<types>[A-Za-z|]+)(?:, (?P<rule>optional|default (?P<default>\S+)))?\): (?P<about>.+)"
)
_BIND = re.compile(r"^(\s*)#bind((?: \?\w+)+)[ ]*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Parameter:
    """What a person may or must say to have a question answered.

    Attributes:
        name: The option is named so, and the variable of the query.
        types: Classes of the ontology whose nodes it may name (`Entity` for any entity), or one of integer, number, year, text.
        default: What holds if nothing is said, if there is anything.
        optional: Whether it may be left out without a default: then the question is asked for every value.
        description: What it means.
    """

    name: str
    types: tuple[str, ...]
    default: str | None
    optional: bool
    description: str

    @property
    def required(self) -> bool:
        """Whether the question cannot be asked without it."""
        return self.default is None and not self.optional

    @property
    def classes(self) -> tuple[str, ...]:
        """The classes whose nodes it may name; none for a plain value."""
        if self.types[0] in _VALUE_TYPES:
            return ()
        return tuple(name for kind in self.types for name in (ENTITY_CLASSES if kind == "Entity" else (kind,)))


@dataclass(frozen=True, slots=True)
class Question:
    """A ready question.

    Attributes:
        name: Its file's name, such as `papers-using-model`.
        title: One line.
        description: What it answers and what its columns mean.
        parameters: In the order of the file.
        example: Values by the parameters' names, for which the sample's graph has an answer.
        text: The file: a SPARQL SELECT query under comments; with its parameters free it answers for all of their values.
    """

    name: str
    title: str
    description: str
    parameters: tuple[Parameter, ...]
    example: tuple[tuple[str, str], ...]
    text: str

    def parameter(self, name: str) -> Parameter:
        """Return the parameter of this name.

        Raises:
            QueryError: If the question has none; the message lists those it has.
        """
        for parameter in self.parameters:
            if parameter.name == name:
                return parameter
        has = ", ".join(f"--{parameter.name}" for parameter in self.parameters) or "none"
        raise QueryError(f"question {self.name} has no parameter --{name}: it has {has}")

    def with_values(self, rows: dict[str, str]) -> str:
        """Return the query as one that any SPARQL engine answers for these values, by `VALUES` in each place marked `#bind`.

        Args:
            rows: SPARQL terms by variable, such as those that `str` makes of pyoxigraph's terms.
        """

        def values(match: re.Match[str]) -> str:
            names = [name for name in match[2].split() if name[1:] in rows]
            if not names:
                return ""
            return f"{match[1]}VALUES ({' '.join(names)}) {{ ({' '.join(rows[name[1:]] for name in names)}) }}"

        return _BIND.sub(values, self.text)


def parse_question(name: str, text: str) -> Question:
    r"""Read a question's file: comments that document it, then the query.

    Args:
        name: What it is called.
        text: The file.

    Raises:
        QueryError: If a part of the header is missing or malformed.

    Example:
        >>> header = ["title: Papers", "description: All.", "parameter: after (year, default 1900): since", "example: --after 2000"]
        >>> text = "".join(f"# {line}\n" for line in header) + "SELECT ?after ?p { ?p a kg:Paper }"
        >>> question = parse_question("papers", text)
        >>> question.parameters[0].default, question.example
        ('1900', (('after', '2000'),))
    """
    fields: dict[str, list[str]] = {"title": [], "description": [], "parameter": [], "example": []}
    for line in text.splitlines():
        if match := _HEADER.fullmatch(line):
            fields[match[1]].append(match[2])
    if len(fields["title"]) != 1 or not fields["description"]:
        raise QueryError(f"question {name}: the file must begin with '# title: …' and '# description: …'")
    return Question(
        name,
        fields["title"][0],
        " ".join(fields["description"]),
        tuple(_parameter(name, line) for line in fields["parameter"]),
        _example(" ".join(fields["example"])),
        text,
    )


def _parameter(question: str, line: str) -> Parameter:
    match = _PARAMETER.fullmatch(line)
    if match is None:
        raise QueryError(
            f"question {question}: '{line}' must read 'name (type): meaning', '(type, optional)' or '(type, default value)'"
        )
    types = tuple(match["types"].split("|"))
    known = {*ENTITY_CLASSES, "Paper", "Entity", *_VALUE_TYPES}
    if not known.issuperset(types):
        raise QueryError(f"question {question}: the type of {match['name']} must be of {', '.join(sorted(known))}")
    return Parameter(match["name"], types, match["default"], match["rule"] == "optional", match["about"])


def _example(line: str) -> tuple[tuple[str, str], ...]:
    import shlex  # noqa: PLC0415 - only where a question has parameters

    words = shlex.split(line)
    return tuple((option.removeprefix("--"), value) for option, value in zip(words[::2], words[1::2], strict=True))
