"""The names of the field: concepts kept as plain tables under `ontology/lexicon/`, read, checked and written in canonical form."""
