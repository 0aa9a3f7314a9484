"""How much of a paper is read, in characters; what stands beyond is not (`kgbuild.extract.legible` says of which papers)."""

LONGEST_TITLE = 1_000
LONGEST_ABSTRACT = 20_000
