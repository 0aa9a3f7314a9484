"""PDF: title and abstract of the first page."""

import subprocess
import sys

import pytest
from pdf_files import pdf
from reading import PDF, papers, records, shown

from kgbuild.errors import SourceError
from kgbuild.models import Reject


def test_a_first_page() -> None:
    """Title by size, abstract by its heading, words joined over lines; arXiv's stamp gives id and year."""
    (paper,) = papers("pdf", PDF)
    assert {name: value for name, value in shown(paper).items() if name != "id"} == {
        "title": "Larkspur: Naming Flowers with a Small Language Model",
        "abstract": "We introduce Larkspur, a small model of language for the names of flowers. It reaches 97.5% accuracy on"
        " FlowerNames.",
        "year": 2025,
        "authors": ("Ada One", "Ben Two"),
        "arxiv_id": "2501.00001",
    }


@pytest.mark.parametrize("heading", ["ABSTRACT", "Abstract.", "Abstract", "A B S T R A C T", "Summary"])
@pytest.mark.parametrize(
    "after", ["Introduction", "I. INTRODUCTION", "1. Introduction", "Keywords: flowers", "CCS Concepts", "1 Motivation"]
)
def test_headings(heading: str, after: str) -> None:
    """The abstract begins and ends under the names that journals and conferences use."""
    page = pdf(
        [(90, 700, 17, "Naming Many Flowers"), (90, 600, 11, heading), (90, 580, 10, "We name flowers."), (90, 560, 11, after)]
    )
    (paper,) = papers("pdf", page)
    assert (paper.title, paper.abstract) == ("Naming Many Flowers", "We name flowers.")


def test_an_abstract_that_follows_its_heading_on_the_line() -> None:
    """IEEE's papers set a dash behind the word."""
    (paper,) = papers("pdf", pdf([(90, 700, 17, "Naming Many Flowers"), (90, 600, 10, "Abstract—We name flowers.")]))
    assert paper.abstract == "We name flowers."


def test_a_journals_name_above_the_title() -> None:
    """Small print above the title is no title, and the name that the file gives itself helps where nothing else does."""
    (paper,) = papers("pdf", pdf([(90, 760, 9, "Journal of Flowers 7 (2020)"), (90, 700, 17, "Naming Many Flowers")]))
    assert paper.title == "Naming Many Flowers"
    (named,) = papers("pdf", pdf([(90, 100, 9, "a footnote")], info="/Title (Naming Many Flowers)"))
    assert named.title == "Naming Many Flowers"


def test_a_page_without_text_is_a_reject() -> None:
    """A scan gives no title."""
    (reject,) = records("pdf", pdf([]))
    assert isinstance(reject, Reject)
    assert reject.reason.startswith("no title on the first page: a scan without text")


@pytest.mark.parametrize("data", [b"%PDF-1.7\n", b"%PDF-1.7\n" + b"\x00" * 999, PDF[:300], b"words"])
def test_a_damaged_file_is_an_error(data: bytes) -> None:
    """What cannot be opened is said in one line."""
    with pytest.raises(SourceError, match="'file' is no PDF that can be opened"):
        records("pdf", data)


def test_without_the_extra() -> None:
    """Who has not installed the extra learns its name."""
    code = (
        "import sys, io; sys.modules['pypdfium2'] = None\n"
        "from kgbuild.sources.source import Source; from kgbuild.sources.pdf import read\n"
        "list(read(Source('a.pdf', lambda: io.BytesIO(b'%PDF-1.7'))))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False, text=True)
    assert done.stderr.strip().endswith("SourceError: 'a.pdf' is a PDF: install kgbuild[pdf] to read it")


def test_a_doi_above_the_abstract_is_the_papers() -> None:
    """A DOI further down may be another's, and papers with one DOI are made one."""
    above = [(90, 760, 9, "https://doi.org/10.1234/own"), (90, 700, 17, "Naming Many Flowers"), (90, 600, 11, "Abstract")]
    below = [(90, 580, 10, "The data are at https://doi.org/10.5281/zenodo.1"), (90, 560, 10, "and elsewhere.")]
    assert [paper.doi for paper in papers("pdf", pdf(above + below))] == ["10.1234/own"]
    assert [paper.doi for paper in papers("pdf", pdf(above[1:] + below))] == [None]
