"""PubMed's XML."""

from reading import sample, shown

from kgbuild.models import Paper, Reject


def test_articles_and_books() -> None:
    """Structured abstracts, markup, entities of the document type, collective authors; no cited paper's DOI."""
    fold, translated, chapter = (record for record in sample("pubmed.xml") if isinstance(record, Paper))
    assert shown(fold) == {
        "id": "pmid-34265844",
        "title": "Protein folding with AlphaFold at Na+ level",
        "abstract": "BACKGROUND: Shapes of proteins are hard to find.\nRESULTS: AlphaFold reaches a median error of 0.96 Å.",
        "year": 2021,
        "authors": ("John Jumper", "ML King Jr", "AlphaFold Team"),
        "venue": "Nature",
        "url": "https://pubmed.ncbi.nlm.nih.gov/34265844/",
        "doi": "10.1038/s41586-021-03819-2",
        "categories": ("folding", "Proteins"),
    }
    assert (translated.title, translated.year, translated.doi) == ("A title that was translated", 1998, None)
    assert (chapter.title, chapter.venue, chapter.year, chapter.authors) == (
        "One Chapter",
        "A Book of Genes",
        2005,
        ("Gregor Mendel",),
    )


def test_an_article_without_title() -> None:
    """It is a reject at its line."""
    assert [record for record in sample("pubmed.xml") if isinstance(record, Reject)] == [
        Reject(file="file", line=33, reason="no title")
    ]
