"""Reads graphs back from what kgbuild wrote."""
