"""The ACL Anthology's XML."""

from reading import papers, sample, shown

from kgbuild.models import Paper, Reject
from kgbuild.sources.acl_anthology import sniff


def test_the_schema_of_today() -> None:
    """Title markup is transparent, formulas are characters, and what is missing comes from the volume."""
    bert, made = (record for record in sample("acl.xml") if isinstance(record, Paper))
    assert shown(bert) == {
        "id": "N19-1423",
        "title": "BERT: Pre-training with β and care",
        "abstract": "BERT reads text in both directions, as https://example.org/bert shows.",
        "year": 2019,
        "authors": ("Jacob Devlin", "Plato"),
        "venue": "Proceedings of NAACL, Volume 1",
        "url": "https://aclanthology.org/N19-1423",
        "doi": "10.18653/v1/N19-1423",
    }
    assert (made.id, made.venue, made.year) == ("N19-2005", "Another Volume", 2020)
    assert [record for record in sample("acl.xml") if isinstance(record, Reject)] == [
        Reject(file="file", line=22, reason="no title")
    ]


def test_the_schema_before_2019() -> None:
    """A volume stands alone, names may be plain text, and the year is that of the id."""
    (old,) = (record for record in sample("acl_old.xml") if isinstance(record, Paper))
    assert (old.id, old.year, old.authors) == ("P03-1001", 2003, ("Michael Fleischman", "Eduard Hovy"))
    assert old.venue == "Proceedings of ACL 41"


def test_ids_of_today() -> None:
    """Since 2020 an id says year, venue, volume and number."""
    text = '<collection id="2020.acl"><volume id="main"><meta/><paper id="7"><title>T</title></paper></volume></collection>'
    (paper,) = papers("acl-anthology", text)
    assert (paper.id, paper.year) == ("2020.acl-main.7", 2020)


def test_sniffing() -> None:
    """Other collections are none of papers."""
    assert not sniff("<collection><book/></collection>")
