"""The text of a paper: sentences and tokens, what of it can be read, its links, and lists of words."""
