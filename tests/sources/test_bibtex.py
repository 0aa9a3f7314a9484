"""BibTeX and BibLaTeX."""

import logging

import pytest
from reading import papers, records, rejects, sample, shown

from kgbuild.models import Paper, Reject
from kgbuild.sources.bibtex import sniff


def test_what_reference_managers_export() -> None:
    """Braces, abbreviations, concatenation, LaTeX, keywords, dates and arXiv ids of BibLaTeX, Google Scholar and DBLP."""
    bert, attention, vae, child = (shown(record) for record in sample("zotero.bib") if isinstance(record, Paper))
    assert bert == {
        "id": "devlin_bert_2019",
        "title": "BERT: Pre-training of Deep Bidirectional Transformers: for Language Understanding",
        "abstract": "BERT reads text in both directions. Fine-tuning it with one more layer reaches 80.5% on GLUE.\n"
        "The code is at https://example.org/bert_code%20here.",
        "year": 2019,
        "authors": ("Jacob Devlin", "Ming-Wei Chang", "Kenton Lee", "Kristina Toutanova"),
        "venue": "Proceedings of NAACL-HLT 2019",
        "url": "https://aclanthology.org/N19-1423/",
        "doi": "10.18653/v1/N19-1423",
        "arxiv_id": "1810.04805",
        "categories": ("cs.CL", "pre-training", "language models", "GLUE"),
    }
    assert (attention["arxiv_id"], attention["authors"]) == ("1706.03762", ("Łukasz Kaiser", "Illia Polosukhin"))
    assert (vae["arxiv_id"], vae["year"], vae["title"]) == (
        "1312.6114",
        2013,
        "Auto-Encoding Variational Bayes: β-like terms and Übungen",
    )
    assert (child["venue"], child["year"]) == ("Proceedings of the Fifth Workshop", 2021)
    assert child["authors"] == ("Google Research", "Laurens van der Maaten")


def test_rejects_name_place_and_reason() -> None:
    """A volume, an entry that never closes and one without title are said; the entries around them are read."""
    found = [(record.line, record.reason) for record in sample("zotero.bib") if isinstance(record, Reject)]
    assert found == [
        (45, "@proceedings is a volume of papers, no paper"),
        (51, "not an entry of BibTeX: Unexpectedly reached end of file"),
        (55, "no title"),
    ]


@pytest.mark.parametrize(
    ("fields", "name", "value"),
    [
        ("year = {in press}", "year", None),
        ("year = {2018--2019}", "year", 2018),
        ("date = {2020-05-01/2020-05-03}, year = {1999}", "year", 2020),
        ('author = "Knuth, Donald E. and {\\"O}zg{\\"u}r, A."', "authors", ("Donald E. Knuth", "A. Özgür")),
        ("author = {Bloggs, Jr., Joe}", "authors", ("Joe Bloggs Jr.",)),
        ("author = {de la Cruz, Mar{\\'i}a and others}", "authors", ("María de la Cruz",)),
        ("author = {family=Beethoven, given=Ludwig, prefix=van, useprefix=true}", "authors", ("Ludwig van Beethoven",)),
        ("author = {Lo, B. and given=Ana Maria, family=Cruz, suffix=Jr.}", "authors", ("B. Lo", "Ana Maria Cruz Jr.")),
        ("doi = {https://doi.org/10.1234/a\\_b}", "doi", "10.1234/a_b"),
        ("url = {https://example.org/a\\_b\\%20c~d}", "url", "https://example.org/a_b%20c~d"),
        ("eprint = {hep-th/9901001v3}, archiveprefix = {arXiv}", "arxiv_id", "hep-th/9901001"),
        ("eprint = {12345}, eprinttype = {pubmed}", "arxiv_id", None),
        ("note = {arXiv:2001.00001 [cs]}", "arxiv_id", "2001.00001"),
        ("note = {a comment on arXiv:2001.00001}", "arxiv_id", None),
        ("journal = jmlr", "venue", "jmlr"),
        ("howpublished = {\\url{https://example.org/a\\_b}}", "url", "https://example.org/a_b"),
        ("howpublished = {\\url{https://example.org/a\\_b}}", "venue", None),
        ("howpublished = {Blog post}", "venue", "Blog post"),
        ("abstract = {the {\\textless}b{\\textgreater} tag, <i>not</i> \\&amp;}", "abstract", "the <b> tag, not &"),
        ("title = {again}", "title", "T"),
    ],
)
def test_fields(fields: str, name: str, value: object) -> None:
    """Fields in the many ways in which they are written."""
    (paper,) = papers("bibtex", f"@article{{k, title = {{T}}, {fields}}}")
    assert getattr(paper, name) == value


def test_entries_in_parentheses_and_on_one_line() -> None:
    """Parentheses delimit an entry as braces do, and two entries may share a line."""
    assert [paper.title for paper in papers("bibtex", "@misc(a, title = {A}) @misc{b, title = {B}}\r\n@MISC{c, TITLE = {C}}")] == [
        "A",
        "B",
        "C",
    ]


def test_wrong_bytes_spoil_their_entry_only() -> None:
    """An entry in Latin-1 is rejected by line, the next one read."""
    data = "@misc{a,\n title = {Café}}\n".encode("latin-1") + b"@misc{b, title = {Tea}}"
    assert rejects("bibtex", data) == [(1, "byte 0xE9 is not UTF-8: convert the file to UTF-8")]
    assert [paper.title for paper in papers("bibtex", data)] == ["Tea"]


def test_an_at_sign_inside_a_value() -> None:
    """A sign that begins no line begins no entry."""
    (paper,) = papers("bibtex", "@misc{a, title = {Write to me@home{x}}}")
    assert paper.title == "Write to me@homex"


def test_the_parser_does_not_print(caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]) -> None:
    """What the library would log on the terminal is in the rejects."""
    with caplog.at_level(logging.CRITICAL):
        records("bibtex", "@misc{a, title = {A\n")
    assert capfd.readouterr() == ("", "")


def test_sniffing() -> None:
    """Comments may come first; words with an at sign and empty braces are no entries."""
    assert sniff("Some words.\n\n@string{a = {b}}\n@article{k,\n")
    assert sniff("@article{,\n title={No key}}")
    assert not sniff("@comment{nothing, else}")
    assert not sniff("@media (max-width: 3em) { body { } }\n@font-face { }")
    assert not sniff("import x\n@decorated(1, 2)\ndef f(): ...\n")
