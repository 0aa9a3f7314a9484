"""What can go wrong for a user, each said in one line with a way to mend it."""


class KgbuildError(Exception):
    """An error that a user can mend; its text is one line that says what, where and how.

    Example:
        >>> str(KgbuildError("no file 'page.txt': check the path"))
        "no file 'page.txt': check the path"
    """


class SourceError(KgbuildError):
    """An input that cannot be read at all (a single bad record becomes a `Reject` instead)."""


class VocabularyError(KgbuildError):
    """An ontology or lexicon file that breaks its own rules."""


class LinkError(KgbuildError):
    """A user's decisions about names that break their format or contradict each other."""


class ExportError(KgbuildError):
    """A graph that cannot be written as asked."""


class QueryError(KgbuildError):
    """A query that cannot be parsed or answered."""


class ModelError(KgbuildError):
    """A model that cannot be read, or that cannot be learned from what there is."""


class ExtractorError(KgbuildError):
    """An extractor of others that cannot be found, or that breaks the contract."""
