"""How much of a paper is read, in characters; what stands beyond is not (`kgbuild.extract.text.legible` says of which papers)."""

LONGEST_TITLE = 1_000
LONGEST_ABSTRACT = 20_000
LONGEST_SENTENCE = 5_000
"""What is longer is a table or a list, not a sentence, and gives no quantities."""
