"""What the tagger marks: the lists of an annotation, in the order of its columns."""

FIELDS = ("introduces", "base_models", "architectures", "compared", "techniques", "tasks", "datasets", "metrics")
"""The fields of an annotated paper, in the order of the columns."""

STATES = OUTSIDE, BEGIN, INSIDE = range(3)
"""What a token can be to a field: no part of a name listed there, its first token, or a later one."""
