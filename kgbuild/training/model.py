"""Learns everything that the extractor learns and writes a model folder: weights, and the note that says from what."""

import hashlib
import platform
from collections.abc import Sequence
from importlib.metadata import version
from importlib.resources import as_file, files
from pathlib import Path

from kgbuild.annotations import AnnotatedPaper, Text, read_annotations
from kgbuild.errors import ModelError
from kgbuild.extract.scoring import KINDS
from kgbuild.extract.weights import MODEL_FILES, MODEL_NOTE, Learned, ModelNote
from kgbuild.files import atomic_write
from kgbuild.training import domains, results
from kgbuild.training.corpus import read_corpus
from kgbuild.training.folds import Tell, silent
from kgbuild.training.tagger.learning import Plan
from kgbuild.training.train import train

_COMPUTED_WITH = ("numpy", "scipy", "scikit-learn", "spacy")
_JUDGED_FIELDS = ("domains", "results", "relations")
_FEWEST = 20


def train_model(  # noqa: PLR0913 - what goes in, where it goes, and how
    gold: Sequence[Path],
    folder: Path,
    *,
    more: Sequence[Path] = (),
    corpus: Path | None = None,
    plan: Plan | None = None,
    tell: Tell = silent,
) -> ModelNote:
    """Learn a model from annotated papers and write its folder.

    Args:
        gold: Annotated papers, JSON Lines: learned from and, in cross-validation, the measure.
        folder: Where to write; made if need be. A folder that is only half written has no note, and is no model.
        more: Papers of other annotators: learned from, and no measure. A record may have an `id` of the corpus for its text.
        corpus: Papers without annotations from which domains learn words and topics; without it, the domains that ship are copied.
        plan: How the tagger learns.
        tell: Told each step.

    Returns:
        The note as written into the folder.

    Raises:
        SourceError: If a line is no annotated paper.
        ModelError: If there are too few papers to learn from.
    """
    texts = _texts(corpus) if more and corpus else {}
    learned = [(path, list(read_annotations(path))) for path in gold]
    learned += [(path, list(read_annotations(path, foreign=True, texts=texts))) for path in more]
    papers = [paper for _, some in learned for paper in some]
    _check(papers)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / MODEL_NOTE).unlink(missing_ok=True)
    figures = _learn(papers, folder, corpus, plan, tell)
    note = ModelNote(
        kgbuild=version("kgbuild"),
        versions={"python": platform.python_version(), **{name: version(name) for name in _COMPUTED_WITH}},
        annotations=tuple(_learned(path, len(some), foreign=some[0].foreign) for path, some in learned if some),
        corpus=corpus and _learned(corpus, sum(1 for _ in read_corpus(corpus))),
        figures={name: {key: round(value, 4) for key, value in row.items()} for name, row in figures.items()},
        files={name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in MODEL_FILES},
    )
    with atomic_write(folder / MODEL_NOTE) as stream:
        stream.write(note.model_dump_json(indent=2).encode() + b"\n")
    return note


def _learn(
    papers: Sequence[AnnotatedPaper], folder: Path, corpus: Path | None, plan: Plan | None, tell: Tell
) -> dict[str, dict[str, float]]:
    """Write all models; return the figures of each."""
    tell(f"{len(papers):,} annotated papers; the tagger takes some minutes")
    figures = {name: {"f1": f1, "threshold": threshold} for name, (f1, threshold) in train(papers, folder, plan, tell=tell).items()}
    tell("results")
    figures["results"] = results.train(papers, folder / "results.json")
    if corpus is None:
        tell("domains: those that ship, for want of a corpus")
        _copy_domains(folder)
    else:
        tell(f"domains, from {corpus.name}")
        figures["inDomain"] = domains.train(papers, corpus, folder / "domains.npz")
    return figures


def _texts(corpus: Path) -> dict[str, Text]:
    return {str(record["id"]): (record["title"], record["abstract"]) for record in read_corpus(corpus) if "id" in record}


def _check(papers: Sequence[AnnotatedPaper]) -> None:
    measured = [paper for paper in papers if not paper.foreign]
    if len(measured) < _FEWEST:
        raise ModelError(f"{len(measured)} annotated papers are too few to learn from: give {_FEWEST} at least, better a thousand")
    for paper in papers:
        absent = [field for field in _JUDGED_FIELDS if field not in paper.record]
        if absent:
            raise ModelError(f"'{paper.paper.title[:60]}' is annotated without {absent[0]}: give the list, empty if there are none")
        for thing in paper.record["introduces"]:
            if str(thing.get("kind")).capitalize() not in KINDS:
                raise ModelError(f"'{thing['name'][:60]}' of '{paper.paper.title[:60]}' has no kind: {', '.join(KINDS).lower()}")


def _copy_domains(folder: Path) -> None:
    with as_file(files("kgbuild.extract") / "data" / "domains.npz") as path, atomic_write(folder / path.name) as stream:
        stream.write(path.read_bytes())


def _learned(path: Path, papers: int, *, foreign: bool = False) -> Learned:
    return Learned(name=path.name, sha256=hashlib.sha256(path.read_bytes()).hexdigest(), papers=papers, foreign=foreign)
