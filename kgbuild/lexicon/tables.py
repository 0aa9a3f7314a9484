"""Tables of concepts as tab-separated text: one concept a line, a header, lists separated by `|`, no quoting."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from kgbuild.errors import VocabularyError
from kgbuild.identifiers import Identifiers, name_key

_SHARED = ("exact_match", "close_match", "source")
COLUMNS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "architectures": ("name", "aliases", "broader", *_SHARED),
        "datasets": ("name", "aliases", "broader", *_SHARED),
        "domains": ("name", "aliases", "broader", *_SHARED),
        "methods": ("name", "aliases", "broader", "based_on", *_SHARED),
        "metrics": ("name", "aliases", "broader", "higher_is_better", *_SHARED),
        "models": ("name", "aliases", "variant_of", "based_on", *_SHARED),
        "tasks": ("name", "aliases", "broader", *_SHARED),
        "techniques": ("name", "aliases", "broader", *_SHARED),
        "tools": ("name", "aliases", "broader", *_SHARED),
    }
)
"""Columns of each table that ships, in order."""

TYPES: Mapping[str, str] = MappingProxyType({table: table[:-1].capitalize() for table in COLUMNS})
"""Class of the concepts in each table."""

USER_COLUMNS = ("type", "name", "aliases", "broader", "variant_of", "based_on", "higher_is_better", *_SHARED)
"""Columns that a user's own table may have; it must have the first two."""

_CLASSES = tuple(sorted(TYPES.values()))
_MINT = Identifiers()
_DIRECTIONS: Mapping[str, bool | None] = MappingProxyType({"": None, "false": False, "true": True})


@dataclass(frozen=True, slots=True)
class Concept:
    """A known thing of the field.

    Attributes:
        iri: `Identifiers().entity(type, name)`: the concept's IRI is the IRI of its node in a graph with the default base.
        type: A class of the ontology: Model, Architecture, Technique, Task, Dataset, Metric, Domain, Method or Tool.
        name: Preferred label; for a Domain its slug.
        aliases: Other names and spellings, sorted.
        broader: Names of broader concepts of the same type, sorted.
        variant_of: For a Model, the name of the Model it is a size or version of.
        based_on: Names of the Models, Methods or Architectures it extends, sorted.
        higher_is_better: For a Metric, its direction, where known.
        exact_match: IRIs of the same concept elsewhere, sorted.
        close_match: IRIs of nearly the same concept elsewhere, sorted.
        source: Where the name was found.

    Example:
        >>> Concept("https://w3id.org/kgbuild/id/model/bert", "Model", "BERT", based_on=("Transformer",)).name
        'BERT'
    """

    iri: str
    type: str
    name: str
    aliases: tuple[str, ...] = ()
    broader: tuple[str, ...] = ()
    variant_of: str | None = None
    based_on: tuple[str, ...] = ()
    higher_is_better: bool | None = None
    exact_match: tuple[str, ...] = ()
    close_match: tuple[str, ...] = ()
    source: str = ""

    @property
    def label(self) -> str:
        """What to call it: its name, but for one of the closed Domains, whose name is a slug, words."""
        if self.type != "Domain" or self.broader:
            return self.name
        return self.aliases[0] if self.aliases else self.name.replace("-", " ")

    @property
    def names(self) -> tuple[str, ...]:
        """The preferred name and the aliases."""
        return (self.name, *self.aliases)


@dataclass(frozen=True, slots=True)
class Entry:
    """A concept and the place where it stands, so that a message can point there.

    Attributes:
        concept: What the line says.
        file: Name of the table's file.
        line: Line in the file, from 1.
    """

    concept: Concept
    file: str
    line: int

    @property
    def place(self) -> str:
        """The place as `file:line`."""
        return f"{self.file}:{self.line}"


def name_order(name: str) -> tuple[str, str]:
    """Return the key that names are sorted by: without case and hyphens first, then as written.

    Example:
        >>> sorted(["b", "B", "a"], key=name_order)
        ['a', 'B', 'b']
    """
    return name_key(name), name


def parse_table(text: str, file: str, node_type: str | None = None) -> list[Entry]:
    r"""Read a table of concepts.

    Args:
        text: The file's text.
        file: The file's name, for messages.
        node_type: Class of the concepts; without it the table has a column `type`.

    Returns:
        One entry a line, in order.

    Raises:
        VocabularyError: If a column is missing or unknown, or a line has another number of cells, no
            name, an unknown type or direction.

    Example:
        >>> [entry] = parse_table("name\taliases\nBERT\tbert-base|BERT base\n", "models.tsv", "Model")
        >>> entry.concept.iri, entry.concept.aliases, entry.place
        ('https://w3id.org/kgbuild/id/model/bert', ('BERT base', 'bert-base'), 'models.tsv:2')
    """
    lines = text.split("\n")
    header = lines[0].rstrip("\r").split("\t")
    _check_header(header, file, needed=("name",) if node_type else USER_COLUMNS[:2])
    order = [header.index(column) if column in header else -1 for column in USER_COLUMNS]
    entries = []
    for number, line in enumerate(lines[1:], start=2):
        cells = line.rstrip("\r").split("\t")
        if cells == [""]:
            continue
        place = f"{file}:{number}"
        if len(cells) != len(header):
            raise VocabularyError(f"{place}: {len(cells)} cells where the header has {len(header)}: mend the tabs")
        cells.append("")  # what an absent column holds: its place in `order` is the last
        entries.append(Entry(_concept([cells[index] for index in order], place, node_type), file, number))
    return entries


def _check_header(header: list[str], file: str, needed: Iterable[str]) -> None:
    for column in needed:
        if column not in header:
            raise VocabularyError(f"{file}:1: no column {column!r}: the first line names the columns, separated by tabs")
    for column in header:
        if column not in USER_COLUMNS:
            raise VocabularyError(f"{file}:1: unknown column {column!r}: use {', '.join(USER_COLUMNS)}")
        if header.count(column) > 1:
            raise VocabularyError(f"{file}:1: column {column!r} stands twice: leave one out")


def _concept(cells: list[str], place: str, node_type: str | None) -> Concept:
    own_type, name, aliases, broader, variant_of, based_on, direction, exact_match, close_match, source = map(str.strip, cells)
    kind = node_type or own_type
    if kind not in _CLASSES:
        raise VocabularyError(f"{place}: unknown type {kind!r}: use one of {', '.join(_CLASSES)}")
    if not name:
        raise VocabularyError(f"{place}: no name: fill in the column 'name' or remove the line")
    if direction not in _DIRECTIONS:
        raise VocabularyError(f"{place}: higher_is_better is {direction!r}: write true, false or nothing")
    return Concept(
        iri=_MINT.entity(kind, name),
        type=kind,
        name=name,
        aliases=_names(aliases),
        broader=_names(broader),
        variant_of=variant_of or None,
        based_on=_names(based_on),
        higher_is_better=_DIRECTIONS[direction],
        exact_match=_names(exact_match),
        close_match=_names(close_match),
        source=source,
    )


def _names(cell: str) -> tuple[str, ...]:
    if not cell:
        return ()
    if "|" not in cell:
        return (cell,)
    return tuple(sorted({name.strip() for name in cell.split("|")} - {""}, key=name_order))


def format_table(concepts: Iterable[Concept], columns: tuple[str, ...]) -> str:
    r"""Return concepts as the text of a table in canonical form: sorted by type and name, each list sorted, no superfluous space.

    Args:
        concepts: What to write.
        columns: The table's columns, in order.

    Example:
        >>> format_table([Concept("urn:m", "Metric", "BLEU", higher_is_better=True)], ("name", "higher_is_better"))
        'name\thigher_is_better\nBLEU\ttrue\n'
    """
    ordered = sorted(concepts, key=lambda concept: (concept.type, name_order(concept.name)))
    rows = (tuple(_cell(getattr(concept, column)) for column in columns) for concept in ordered)
    return "".join("\t".join(row) + "\n" for row in (columns, *rows))


def _cell(value: object) -> str:
    if isinstance(value, tuple):
        return "|".join(value)
    if isinstance(value, bool):
        return str(value).lower()
    return str(value or "")


def canonical(text: str, file: str) -> str:
    r"""Return the text of a table in canonical form.

    Args:
        text: The text as it is.
        file: The file's name: that of a shipped table (`models.tsv`) says the class; any other table has a column `type`.

    Raises:
        VocabularyError: As `parse_table`.

    Example:
        >>> canonical("name\taliases\nViT\t\nBERT\tb | a\n", "models.tsv")
        'name\taliases\nBERT\ta|b\nViT\t\n'
    """
    node_type = TYPES.get(file.removesuffix(".tsv"))
    columns = tuple(text.split("\n", 1)[0].rstrip("\r").split("\t"))
    return format_table((entry.concept for entry in parse_table(text, file, node_type)), columns)
