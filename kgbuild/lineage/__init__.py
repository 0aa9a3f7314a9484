"""Where a model, method or architecture comes from and what came of it, as trees and drawings."""

LIKELY = 0.5
"""The least confidence of what is shown by default: more likely true than not."""
