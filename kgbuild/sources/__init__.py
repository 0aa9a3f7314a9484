"""Readers of papers: one module a format, recognised by content, and the same paper from several places made one."""

from kgbuild.sources.corpus import Corpus, InputFile, read, records
from kgbuild.sources.duplicates import Lookalike
from kgbuild.sources.registry import READERS, Reader, reader_named

__all__ = ["READERS", "Corpus", "InputFile", "Lookalike", "Reader", "read", "reader_named", "records"]
