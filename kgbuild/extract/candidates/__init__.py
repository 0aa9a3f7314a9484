"""Candidates for what a paper names, by component, and their grouping into things."""
