"""Which checks a graph directory or a single file gets."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, TypeAlias

from pyoxigraph import Store

from kgbuild.directory import EXTRACTIONS
from kgbuild.errors import SourceError
from kgbuild.manifest import MANIFEST, read_manifest
from kgbuild.validate.extractions import check_extractions
from kgbuild.validate.finding import Finding
from kgbuild.validate.graph import check_links, check_shapes
from kgbuild.validate.manifest import check_counts, check_files
from kgbuild.validate.reference import judge
from kgbuild.validate.store import RDF_FORMATS, load

Engine: TypeAlias = Literal["kgbuild", "pyshacl"]
"""Who judges the shapes: kgbuild's own queries, or pySHACL."""

_Checks: TypeAlias = Callable[[Store, str], Iterator[Finding]]


@dataclass(frozen=True)
class Report:
    """What a validation found.

    Attributes:
        findings: Sorted; none means that everything holds.
        files: Names of the files that were checked, in the order of checking.
    """

    findings: tuple[Finding, ...]
    files: tuple[str, ...]


def validate(path: Path, *, engine: Engine = "kgbuild") -> Report:
    """Check a graph directory, an RDF file or a file of extractions.

    Args:
        path: A directory that 'kgbuild build' wrote, or one file of it; a file's suffix tells what it is.
        engine: Who judges the shapes.

    Raises:
        SourceError: If there is no such path, or it is nothing that can be checked.
        KgbuildError: If the engine is not installed.
    """
    if not path.exists():
        raise SourceError(f"no {path}: name a graph directory, an RDF file or an extractions.jsonl")
    if path.is_dir():
        return _directory(path, engine)
    if path.suffix == ".jsonl":
        findings = _extractions(path)
    elif path.suffix in RDF_FORMATS:
        findings = _graph(path, engine, lambda _store, _file: iter(()))
    else:
        raise SourceError(
            f"{path} is nothing to validate by its suffix: name a graph directory, *.jsonl, *{', *'.join(RDF_FORMATS)}"
        )
    return Report(_sorted(findings), (path.name,))


def _directory(directory: Path, engine: Engine) -> Report:
    manifest = read_manifest(directory)
    findings = [*check_files(manifest, directory)]
    files = [MANIFEST]
    if (directory / EXTRACTIONS).is_file():
        files.append(EXTRACTIONS)
        findings += _extractions(directory / EXTRACTIONS)
    graph = next((file for suffix in RDF_FORMATS if (file := directory / f"graph{suffix}").is_file()), None)
    if graph is not None:
        files.append(graph.name)
        findings += _graph(graph, engine, lambda store, file: check_counts(manifest, store, file))
    return Report(_sorted(findings), tuple(files))


def _sorted(findings: Iterator[Finding] | list[Finding]) -> tuple[Finding, ...]:
    return tuple(sorted(set(findings)))


def _extractions(file: Path) -> Iterator[Finding]:
    with file.open("rb") as lines:
        yield from check_extractions(lines, file.name)


def _graph(file: Path, engine: Engine, more: _Checks) -> Iterator[Finding]:
    try:
        store = load(file)
        yield from judge(file) if engine == "pyshacl" else check_shapes(store, file.name)
        yield from check_links(store, file.name)
        yield from more(store, file.name)
    except SyntaxError as error:
        yield Finding(
            f"{file.name}:{error.lineno or 1}", "", "rdf-syntax", f"The file is no valid RDF ({error.msg}): export it anew."
        )
