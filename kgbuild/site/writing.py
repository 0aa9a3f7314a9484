"""A site on disk: whole or not at all, beside files that are not the site's own."""

import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from kgbuild.errors import ExportError
from kgbuild.site.site import Site

CONTENTS = ".kgbuild-site"
"""Lists the files that kgbuild wrote, so that the next site can replace them and leave all others alone."""

_STAGE = ".writing-"


def write_site(site: Site, folder: Path, watch: Callable[[Sequence[str]], Iterable[str]] = iter) -> int:
    """Write the files of a site into a folder; a failure before all are ready leaves the folder as it was.

    Args:
        site: What to write.
        folder: Made if need be. It may hold an earlier site, which this one replaces, and other files, which stay.
        watch: Passes on the paths that it is given; for a progress bar.

    Returns:
        How many files there are.

    Raises:
        ExportError: If the folder is a file, or a file in it that is not the site's stands where one of the site's belongs.

    Example:
        >>> from kgbuild.assemble.graph import KnowledgeGraph
        >>> folder = Path(tempfile.mkdtemp()) / "site"
        >>> write_site(Site(KnowledgeGraph()), folder) == len([path for path in folder.rglob("*") if path.is_file()]) - 1
        True
    """
    with _staged(folder) as stage:
        for path in watch(site.paths()):
            _place(stage, path).write_bytes(site.file(path))
        made = site.paths()
        (stage / CONTENTS).write_text("".join(f"{path}\n" for path in made), encoding="utf-8")
        _publish(stage, folder, made)
    return len(made)


@contextmanager
def _staged(folder: Path) -> Iterator[Path]:
    """Yield a temporary folder beside the one to write, on the same file system."""
    if folder.exists() and not folder.is_dir():
        raise ExportError(f"{folder} is a file: name a folder to write the site into")
    folder.parent.mkdir(parents=True, exist_ok=True)
    stage = Path(tempfile.mkdtemp(dir=folder.parent, prefix=f"{_STAGE}{folder.name}-"))
    try:
        yield stage
    finally:
        shutil.rmtree(stage, ignore_errors=True)


def _publish(stage: Path, folder: Path, made: list[str]) -> None:
    """Move what was made into its place: at once where there is nothing yet, else file by file, and what is no more goes."""
    earlier = _contents(folder)
    strange = [path for path in made if path not in earlier and (folder / path).exists()]
    if strange:
        raise ExportError(f"{folder / strange[0]} was not written by 'kgbuild site': name another folder, or move it away")
    if not folder.exists():
        stage.chmod(0o755)
        stage.rename(folder)
        return
    for path in [*made, CONTENTS]:
        (stage / path).replace(_place(folder, path))
    for path in sorted(earlier - set(made)):
        (folder / path).unlink(missing_ok=True)
        _prune(folder / path, folder)


def _contents(folder: Path) -> set[str]:
    """The files of an earlier site: relative paths that stay inside the folder."""
    try:
        lines = (folder / CONTENTS).read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return set()
    return {line for line in lines if line and not Path(line).is_absolute() and ".." not in Path(line).parts}


def _prune(path: Path, folder: Path) -> None:
    """Remove the folder of a file that is gone, if nothing is left in it."""
    parent = path.parent
    if parent != folder and parent.is_dir() and not any(parent.iterdir()):
        parent.rmdir()


def _place(folder: Path, path: str) -> Path:
    place = folder / path
    place.parent.mkdir(parents=True, exist_ok=True)
    return place
