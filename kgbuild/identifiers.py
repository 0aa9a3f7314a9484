"""Every IRI that kgbuild mints: readable where it can be, else a hash of the content, and the same for ever."""

import hashlib
import re
import unicodedata
from dataclasses import dataclass

ONTOLOGY = "https://w3id.org/kgbuild/ontology#"
BASE = "https://w3id.org/kgbuild/id/"

_JOINERS = re.compile(r"[\s_\-\u2010-\u2015\u2212]+")
_CLEAN = re.compile(r"[a-z0-9]+(?:[.-][a-z0-9]+)*")
_UNSAFE = re.compile(r"[^a-z0-9.]+")
_LONGEST = 80


def name_key(name: str) -> str:
    """Return the form under which two spellings count as one name: case, width, spaces and hyphens do not matter.

    Args:
        name: Any text.

    Returns:
        The NFKC-normalised, case-folded name with every run of spaces, underscores or hyphens as one hyphen.

    Example:
        >>> name_key("GPT 3.5") == name_key("gpt-3.5")
        True
        >>> name_key("C++") == name_key("C#")
        False
    """
    if name.isascii():
        folded = name.lower()  # what the rest comes to
        return _JOINERS.sub("-", folded.strip()).strip("-") or folded
    # Folding twice: NFKC can yield new capitals and folding can yield text that NFKC changes again (Unicode 3.13, D146).
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold()).casefold()
    return _JOINERS.sub("-", folded.strip()).strip("-") or folded


def content_hash(*parts: str, digits: int = 16) -> str:
    """Return the first hexadecimal digits of the SHA-256 over the parts, kept apart so that no two lists collide.

    Args:
        parts: Texts of any length; lone surrogates are allowed.
        digits: How many hexadecimal digits to return, 64 at most.

    Example:
        >>> content_hash("ab", "c") == content_hash("a", "bc")
        False
    """
    digest = hashlib.sha256()
    for part in parts:
        data = part.encode("utf-8", "surrogatepass")
        digest.update(f"{len(data)}:".encode())
        digest.update(data)
    return digest.hexdigest()[:digits]


def slug(name: str) -> str:
    """Return a path segment for a name: readable, ASCII, and different for different `name_key`s.

    A name made of letters, digits, dots and hyphens is its own slug. Any other keeps what it can and adds an underscore, which
    no plain slug holds, and a hash of its key.

    Args:
        name: Any text.

    Example:
        >>> slug("GPT-3.5"), slug("3D object detection")
        ('gpt-3.5', '3d-object-detection')
        >>> slug("C++"), slug("C#")
        ('c_6672403f9e', 'c_fdf8dc3829')
    """
    key = name_key(name)
    if len(key) <= _LONGEST and _CLEAN.fullmatch(key):
        return key
    ascii_part = unicodedata.normalize("NFKD", key).encode("ascii", "ignore").decode()
    readable = _UNSAFE.sub("-", ascii_part)[:_LONGEST].strip("-.")
    return f"{readable}_{content_hash(key, digits=10)}"


@dataclass(frozen=True)
class Identifiers:
    """Mints the IRIs of one graph under one base.

    Attributes:
        base: The IRI that all others start with; ends with a slash.

    Example:
        >>> Identifiers().entity("Model", "ViT-B/16")
        'https://w3id.org/kgbuild/id/model/vit-b-16_0a2e37cec9'
        >>> Identifiers("https://example.org/").entity("Model", "BERT")
        'https://example.org/model/bert'
    """

    base: str = BASE

    def entity(self, node_type: str, name: str) -> str:
        """Return the IRI of a named entity, by its class (`Model`, `Dataset`, …) and name."""
        return f"{self.base}{segment(node_type)}/{slug(name)}"

    def paper(self, paper_id: str) -> str:
        """Return the IRI of a paper by its `Paper.id`."""
        return f"{self.base}paper/{slug(paper_id)}"

    def statement(self, subject: str, predicate: str, obj: str) -> str:
        """Return the IRI of the statement that describes one edge."""
        return f"{self.base}statement/{content_hash(subject, predicate, obj)}"

    def result(self, paper: str, start: int, *parts: str) -> str:
        """Return the IRI of a result by its paper's IRI, the offset of its evidence, and its value, metric, dataset and system."""
        return f"{self.base}result/{content_hash(paper, str(start), *parts)}"

    def passage(self, paper: str, field: str, start: int, end: int) -> str:
        """Return the IRI of a stretch of a paper's title or abstract, offsets in characters."""
        return f"{self.base}passage/{content_hash(paper, field, str(start), str(end))}"

    def annotation(self, statement: str, passage: str) -> str:
        """Return the IRI of the annotation that says that a passage states a statement."""
        return f"{self.base}annotation/{content_hash(statement, passage)}"

    def paper_graph(self, paper: str) -> str:
        """Return the IRI of the named graph of what a paper states, by the paper's IRI."""
        return f"{paper}/graph"

    def input(self, name: str, sha256: str) -> str:
        """Return the IRI of a file that was read, by its name and the SHA-256 of its bytes."""
        return f"{self.base}input/{content_hash(name, sha256)}"

    def partition(self, kind: str, term: str) -> str:
        """Return the IRI of the part of the dataset that uses one class or property.

        Args:
            kind: `class` or `property`.
            term: IRI of the class or property.

        Example:
            >>> Identifiers("https://example.org/").partition("class", ONTOLOGY + "Model")
            'https://example.org/partition/class/model-1f64c63b'
        """
        return f"{self.base}partition/{kind}/{slug(re.split('[/#:]', term)[-1])}-{content_hash(term, digits=8)}"


def segment(node_type: str) -> str:
    """Return the path segment of a class: its local name in lower case, with hyphens.

    Example:
        >>> segment("CodeRepository")
        'code-repository'
    """
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "-", node_type).lower()
