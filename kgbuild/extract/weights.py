"""A model folder: everything that the extractor has learned, and the note `model.json` that says from what."""

import hashlib
import zipfile
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from pydantic import ValidationError

from kgbuild.errors import ModelError
from kgbuild.extract.domains import DomainClassifier, DomainModel, load_domain_classifier
from kgbuild.extract.results.reporting import ResultModel, load_result_model, read_result_model
from kgbuild.extract.roles.surroundings import STRETCHES
from kgbuild.extract.scoring import KINDS, RELATIONS, ROLES, LogisticModel, load_kinds, read_model
from kgbuild.extract.shallow_network import RELATIONS_FILE, ROLES_FILE, ShallowNetwork, load_network, read_network
from kgbuild.extract.tagger.model import Tagger, load_tagger
from kgbuild.extract.tagger.model import read_model as read_tagger
from kgbuild.models import Frozen

MODEL_NOTE = "model.json"
MODEL_FILES = ("domains.npz", "kinds.json", RELATIONS_FILE, "results.json", ROLES_FILE, "tagger.npz")
"""What a model folder holds beside its note."""


class Learned(Frozen):
    """A file that a model was learned from.

    Attributes:
        name: The file's name, without its folder.
        sha256: Of its bytes.
        papers: How many papers it holds.
        foreign: Whether other annotators than the gold file's made it: it was learned from, and is no part of the figures.
    """

    name: str
    sha256: str
    papers: int
    foreign: bool = False


class ModelNote(Frozen):
    """What a model was learned from, and how good it was in cross-validation; no clock, so that the same input gives the same note.

    Attributes:
        kgbuild: Version of the software.
        versions: Versions of what computed it.
        annotations: Annotated papers.
        corpus: Papers without annotations from which the domains were learned; None where those that ship were copied.
        figures: For each model and field its figures in cross-validation by papers, each between 0 and 1.
        files: SHA-256 of each of `MODEL_FILES`.
    """

    kgbuild: str
    versions: dict[str, str]
    annotations: tuple[Learned, ...]
    corpus: Learned | None = None
    figures: dict[str, dict[str, float]]
    files: dict[str, str]

    @property
    def digest(self) -> str:
        """The first eight hexadecimal digits of a hash over the files: a name for the model."""
        return hashlib.sha256(repr(sorted(self.files.items())).encode()).hexdigest()[:8]


@dataclass(frozen=True, eq=False)
class Weights:
    """Everything that the extractor has learned.

    Attributes:
        tagger: Finds names, and says what each is likely to be.
        roles: Judges what the paper is to each.
        kinds: Judges the types of what is introduced.
        relations: Judges the relations between them.
        results: Judges which quantities are outcomes.
        domains: Tells the domains.
    """

    tagger: Tagger
    roles: ShallowNetwork
    kinds: LogisticModel
    relations: ShallowNetwork
    results: ResultModel
    domains: DomainClassifier


def read_note(folder: Path) -> ModelNote:
    """Return the note of a model folder whose files are those that it names.

    Args:
        folder: What `kgbuild train` wrote.

    Raises:
        ModelError: If there is no such folder, or its files have changed since.
    """
    try:
        note = ModelNote.model_validate_json((folder / MODEL_NOTE).read_bytes())
    except (FileNotFoundError, NotADirectoryError):
        raise ModelError(f"{folder} is no model (it has no {MODEL_NOTE}): make one with 'kgbuild train GOLD -o {folder}'") from None
    except ValidationError:
        raise ModelError(f"{folder / MODEL_NOTE} is damaged or of another version: train the model anew") from None
    for name in MODEL_FILES:
        path = folder / name
        if not path.is_file() or hashlib.sha256(path.read_bytes()).hexdigest() != note.files.get(name):
            raise ModelError(f"{path} is not the file that {MODEL_NOTE} names: copy the folder again or train the model anew")
    return note


def read_weights(folder: Path) -> Weights:
    """Return what the files of a model folder hold.

    Args:
        folder: With each of `MODEL_FILES`.

    Raises:
        ModelError: If a file cannot be read or was made for another version.
    """
    try:
        with (folder / "domains.npz").open("rb") as stream:
            domains = DomainClassifier(DomainModel.load(stream))
        roles, relations = read_network(folder / ROLES_FILE), read_network(folder / RELATIONS_FILE)
        kinds = read_model(folder / "kinds.json")
        tagger, results = Tagger(*read_tagger(folder / "tagger.npz")), read_result_model(folder / "results.json")
    except (ValueError, KeyError, TypeError, IndexError, zipfile.BadZipFile) as error:
        raise ModelError(f"{folder} holds weights that this version cannot read ({error}): train the model anew") from error
    if any(len(one.thresholds) != len(names) for one, names in ((roles, ROLES), (kinds, KINDS), (relations, RELATIONS))):
        raise ModelError(f"{folder} was made for other roles, types or relations: train the model anew")
    width = STRETCHES * tagger.vectors.size
    if width != len(roles.vectors) or 2 * width != len(relations.vectors):
        raise ModelError(f"{folder}: its networks were made for other vectors than those of tagger.npz: train the model anew")
    return Weights(tagger, roles, kinds, relations, results, domains)


@lru_cache(maxsize=1)
def shipped_weights() -> Weights:
    """Return the weights that ship with the package: `kgbuild/extract/data` holds the files of a model folder."""
    roles, relations = load_network(ROLES_FILE), load_network(RELATIONS_FILE)
    return Weights(load_tagger(), roles, load_kinds(), relations, load_result_model(), load_domain_classifier())
