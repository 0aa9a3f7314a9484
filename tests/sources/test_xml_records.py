"""XML is read as a stream, and hostile XML is refused."""

import time
from pathlib import Path

import pytest
from reading import SAMPLES, papers, records, rejects, source

from kgbuild.errors import SourceError
from kgbuild.models import Reject
from kgbuild.sources import xml_records
from kgbuild.sources.xml_records import Found, elements, root_name

XML_READERS = {"arxiv-atom": "feed", "acl-anthology": "collection", "pubmed": "PubmedArticleSet"}


@pytest.mark.parametrize(("reader", "root"), XML_READERS.items())
def test_billion_laughs(reader: str, root: str) -> None:
    """Entities of entities are refused at their first declaration."""
    lols = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 30))
    bomb = f'<?xml version="1.0"?><!DOCTYPE {root} [<!ENTITY l0 "lol">{lols}]><{root}>&l29;</{root}>'
    start = time.process_time()
    with pytest.raises(SourceError, match="declares XML entities"):
        records(reader, bomb)
    assert time.process_time() - start < 1


@pytest.mark.parametrize(("reader", "root"), XML_READERS.items())
@pytest.mark.parametrize(
    "declaration",
    [
        '<!ENTITY x SYSTEM "file://{path}">',
        '<!ENTITY % x SYSTEM "file://{path}"> %x;',
        '<!ENTITY x PUBLIC "a" "http://127.0.0.1:9/x">',
        '<!NOTATION n SYSTEM "n"> <!ENTITY x SYSTEM "file://{path}" NDATA n>',
    ],
)
def test_external_entities(reader: str, root: str, declaration: str, tmp_path: Path) -> None:
    """No entity reads a file or asks a server."""
    secret = tmp_path / "secret"
    secret.write_text("<title>secret</title>", encoding="utf-8")
    text = f"<!DOCTYPE {root} [{declaration.format(path=secret)}]><{root}><entry><title>&x;</title></entry></{root}>"
    with pytest.raises(SourceError, match="declares XML entities"):
        records(reader, text)


def test_an_external_document_type_is_not_fetched(tmp_path: Path) -> None:
    """A document type may be named; what it says is not looked up, and its entities are those of HTML or stay."""
    dtd = tmp_path / "a.dtd"
    dtd.write_text('<!ENTITY uuml "hacked"><!ENTITY zzz "hacked">', encoding="utf-8")
    text = f'<!DOCTYPE feed SYSTEM "file://{dtd}"><feed><entry><title>&uuml;ber &zzz;</title></entry></feed>'
    assert [paper.title for paper in papers("arxiv-atom", text)] == ["über &zzz;"]


def test_a_document_that_breaks_off_keeps_what_was_read() -> None:
    """The records before the break are read, and the break is a reject with its line."""
    text = (SAMPLES / "arxiv.atom").read_text(encoding="utf-8")
    *found, last = records("arxiv-atom", text[: text.index("Old ids")])
    assert [type(record).__name__ for record in found] == ["Paper", "Reject"]
    assert isinstance(last, Reject)
    assert last.reason == "XML that breaks off (no element found): all that follows is lost"
    assert last.line == 35


def test_what_is_no_xml_is_an_error() -> None:
    """Without any record, a break is an error that names file and line."""
    with pytest.raises(SourceError, match=r"'file' is no XML that can be read \(line 1: syntax error\): name another reader"):
        records("pubmed", "no XML at all")


def test_a_tower_of_elements_is_refused() -> None:
    """Depth has a bound."""
    with pytest.raises(SourceError, match="more than 200 deep"):
        records("arxiv-atom", "<feed><entry>" + "<a>" * 100_000)


def test_a_record_without_end_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """Size has a bound, so that no record fills the memory."""
    monkeypatch.setattr(xml_records, "LARGEST_RECORD", 1 << 18)
    with pytest.raises(SourceError, match="a record of more than 262,144 bytes"):
        records("arxiv-atom", "<feed><entry><title>" + "a" * (1 << 19))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "latin-1"])
def test_encodings(encoding: str) -> None:
    """The XML declaration or the byte order mark says how to decode."""
    name = {"utf-8-sig": "utf-8"}.get(encoding, encoding)
    text = f'<?xml version="1.0" encoding="{name}"?><feed><entry><title>Café</title></entry></feed>'
    assert [paper.title for paper in papers("arxiv-atom", text.encode(encoding))] == ["Café"]


def test_unknown_encodings_and_wrong_bytes() -> None:
    """What cannot be decoded is an error or a reject, in one line."""
    with pytest.raises(SourceError, match="unknown encoding: klingon"):
        records("arxiv-atom", '<?xml version="1.0" encoding="klingon"?><feed/>')
    good = b"<feed><entry><title>A</title></entry>"
    assert rejects("arxiv-atom", good + b"<entry><title>\xe9</title></entry></feed>")[0][1].startswith(
        "XML that breaks off (not well-formed"
    )


def test_namespaces_attributes_and_places() -> None:
    """Names are local, lines are those of the record, and what is around it is known."""
    text = '<a:r xmlns:a="urn:a" v="1">\n<s i="2">\n<t>x<b>y</b>z</t></s></a:r>'
    (found,) = elements(source(text), ("r",), ("t",))
    assert isinstance(found, Found)
    assert (found.line, xml_records.text_of(found.element)) == (3, "xyz")
    assert found.within == (("r", {"v": "1"}), ("s", {"i": "2"}))


def test_root_names() -> None:
    """Declarations, comments and document types may come before the root."""
    assert root_name('\ufeff<?xml version="1.0"?>\n<!-- <no> -->\n<!DOCTYPE x [\n<!ELEMENT y ANY>\n]>\n<x>') == "x"
    assert root_name("words <b>") == ""
    assert root_name("") == ""
