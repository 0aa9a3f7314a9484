"""Feeds of the arXiv API."""

from reading import papers, sample, shown

from kgbuild.models import Paper, Reject
from kgbuild.sources.arxiv_atom import sniff, unwrapped


def test_an_answer_of_the_api() -> None:
    """Wrapped lines, namespaces, versions and old ids; the affiliation is no author."""
    first, _, old = sample("arxiv.atom")
    assert isinstance(first, Paper)
    assert shown(first) == {
        "id": "1706.03762",
        "title": "Attention Is All You Need",
        "abstract": "The Transformer has attention and nothing else: no recurrence & no convolution. It translates English to"
        " German at 28.4 BLEU.\nA second paragraph thanks Erdős.",
        "year": 2017,
        "authors": ("Ashish Vaswani", "Noam Shazeer"),
        "venue": "NeurIPS 30 (2017)",
        "url": "https://arxiv.org/abs/1706.03762",
        "doi": "10.5555/3295222.3295349",
        "arxiv_id": "1706.03762",
        "categories": ("cs.CL", "cs.LG"),
    }
    assert isinstance(old, Paper)
    assert (old.arxiv_id, old.year, old.sources[0].line) == ("hep-th/9901001", 1999, 31)


def test_an_error_of_the_api_is_a_reject() -> None:
    """ArXiv answers a wrong id with an entry titled "Error"."""
    error = sample("arxiv.atom")[1]
    assert error == Reject(file="file", line=26, reason="arXiv reports an error: incorrect id format for 1234")


def test_an_answer_without_entries() -> None:
    """A search that finds nothing is an empty list."""
    assert papers("arxiv-atom", '<feed xmlns="http://www.w3.org/2005/Atom"><id>http://arxiv.org/api/x</id></feed>') == []


def test_other_feeds_are_not_arxiv() -> None:
    """A blog's feed is not taken for papers."""
    assert not sniff('<feed xmlns="http://www.w3.org/2005/Atom"><title>My blog</title></feed>')


def test_unwrapped() -> None:
    """A line that begins with spaces begins a paragraph."""
    assert unwrapped("  One\ntwo.\n  Three\nfour.\n") == "One two.\nThree four."
