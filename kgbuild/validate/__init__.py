"""Validation of what kgbuild writes: shapes, offsets, links, cycles and checksums, each finding with a way to mend it."""

from kgbuild.validate.finding import Finding
from kgbuild.validate.validation import Engine, Report, validate

__all__ = ["Engine", "Finding", "Report", "validate"]
