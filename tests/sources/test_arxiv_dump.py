"""The arXiv metadata dump."""

from reading import papers, sample, shown

from kgbuild.models import Paper, Reject
from kgbuild.sources.arxiv_dump import sniff


def test_lines_of_the_dump() -> None:
    """Names in spoken order, the year of the first version, accents decoded, formulas kept."""
    first, old = (record for record in sample("arxiv.jsonl") if isinstance(record, Paper))
    assert shown(first) == {
        "id": "1706.03762",
        "title": "Attention Is All You Need",
        "abstract": "The Transformer has attention and nothing else: no recurrence and no convolution. It reaches 28.4% of"
        " something.\nA second paragraph thanks Erdős for $\\beta$.",
        "year": 2017,
        "authors": ("Ashish Vaswani", "Étienne Someone Jr.", "Noam Shazeer"),
        "venue": "NeurIPS 30 (2017)",
        "url": "https://arxiv.org/abs/1706.03762",
        "doi": "10.5555/3295222.3295349",
        "arxiv_id": "1706.03762",
        "categories": ("cs.CL", "cs.LG"),
    }
    assert (old.arxiv_id, old.year, old.authors) == ("hep-th/9901001", 1999, ("J. Polchinski", "A. N. Other"))


def test_bad_lines_are_named() -> None:
    """A record without title and a cut line are rejected by their numbers."""
    found = [(record.line, record.reason) for record in sample("arxiv.jsonl") if isinstance(record, Reject)]
    assert found == [(3, "no title"), (4, "not JSON: Unterminated string starting at at column 28")]


def test_lone_surrogates_and_raw_tabs() -> None:
    """What the fast parser refuses is read by the patient one."""
    (paper,) = papers("arxiv-dump", '{"id": "2001.00001", "title": "A\\ud800\tB", "authors_parsed": []}')
    assert paper.title == "A\ufffd B"


def test_sniffing() -> None:
    """Our own lines are not the dump's."""
    assert sniff('{"id": "2001.00001", "abstract": "x", "versions": [], "update_date": "2020-01-01", "title": "cut o')
    assert not sniff('{"id": "2001.00001", "title": "T", "abstract": "A"}')
