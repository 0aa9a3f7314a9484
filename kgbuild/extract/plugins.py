"""Extractors of others: named by `module:object`, or by an entry point of the group `kgbuild.extractors`."""

import re
from collections.abc import Callable
from functools import lru_cache
from importlib import import_module
from importlib.metadata import entry_points
from typing import cast

from kgbuild.errors import ExtractorError
from kgbuild.extract.contract import Extractor
from kgbuild.models import Extraction, Paper

GROUP = "kgbuild.extractors"
"""The group of entry points in which a distribution names its extractors."""

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9.-]*")
_HOW = "it needs a name of letters, digits, dots and hyphens, and a call that takes a Paper and returns an Extraction"

# What code raises when it is wrong; anything else (a keyboard interrupt, no memory) is not the extractor's fault.
_FAULTS = (ArithmeticError, AssertionError, AttributeError, LookupError, OSError, RuntimeError, SystemExit, TypeError, ValueError)


class NamedExtractor:
    """An extractor known by where it is found, so that it travels light to other processes; what it returns is checked.

    Args:
        where: `module:object`, or the name of an entry point. The object is an extractor, or makes one when called with nothing.

    Raises:
        ExtractorError: If there is no such object, or it is no extractor.
    """

    def __init__(self, where: str) -> None:
        self._where = where
        self.name = _load(where).name

    def __call__(self, paper: Paper) -> Extraction:
        """Return what the paper says.

        Raises:
            ExtractorError: If the extractor fails or returns something else.
        """
        try:
            extraction: object = _load(self._where)(paper)
        except _FAULTS as error:
            raise ExtractorError(f"{self._where} failed on '{paper.title[:60]}': {type(error).__name__}: {error}") from error
        if not isinstance(extraction, Extraction) or extraction.paper != paper:
            raise ExtractorError(f"{self._where} returned no Extraction of '{paper.title[:60]}': {_HOW}")
        return extraction


@lru_cache(maxsize=1)
def _load(where: str) -> Extractor:
    try:
        found = _found(where)
        made = found if _is_extractor(found) else cast("Callable[[], object]", found)()
    except (ImportError, SyntaxError, *_FAULTS) as error:
        raise ExtractorError(f"no extractor {where} ({error}): give module:object, or one of {_known()}") from error
    if not _is_extractor(made):
        raise ExtractorError(f"{where} is no extractor: {_HOW}")
    return cast("Extractor", made)


def _found(where: str) -> object:
    if ":" not in where:
        points = entry_points(group=GROUP, name=where)
        if not points:
            raise LookupError("no package offers it")
        return cast("object", next(iter(points)).load())
    module, _, path = where.partition(":")
    found: object = import_module(module)
    for name in path.split("."):
        found = getattr(found, name)
    return found


def _is_extractor(found: object) -> bool:
    name = getattr(found, "name", None)
    return callable(found) and not isinstance(found, type) and isinstance(name, str) and _NAME.fullmatch(name) is not None


def _known() -> str:
    return ", ".join(sorted(entry_points(group=GROUP).names)) or f"the installed entry points of {GROUP} (there are none)"
