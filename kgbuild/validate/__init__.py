"""Validation of what kgbuild writes: shapes, offsets, links, cycles and checksums, each finding with a way to mend it."""

from kgbuild.validate.finding import Finding
from kgbuild.validate.validation import ENGINES, Report, validate

__all__ = ["ENGINES", "Finding", "Report", "validate"]
