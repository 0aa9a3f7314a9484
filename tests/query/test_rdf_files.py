"""RDF files of any syntax, whole and broken."""

import bz2
import gzip
import lzma
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kgbuild.errors import QueryError
from kgbuild.query import open_store
from kgbuild.query.process import Worker
from kgbuild.query.rdf_files import SYNTAXES, load_file, suffix_of

QUAD = ox.Quad(ox.NamedNode("http://example.org/a"), ox.NamedNode("http://example.org/b"), ox.Literal('c "\n', language="en"))
NAMED = ox.Quad(QUAD.subject, QUAD.predicate, QUAD.object, ox.NamedNode("http://example.org/g"))
XML_BOMB = """<?xml version="1.0"?>
<!DOCTYPE rdf:RDF [<!ENTITY a "aaaaaaaaaa">%s]>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:e="http://example.org/">
<rdf:Description rdf:about="http://example.org/a"><e:b>&a%s;</e:b></rdf:Description></rdf:RDF>"""


def written(syntax: ox.RdfFormat) -> bytes:
    """Return one triple in a syntax."""
    return ox.serialize([QUAD.triple], format=syntax) or b""


def unnamed(folder: Path, data: bytes) -> Path:
    """Return a file with the suffix that its content tells, as standard input becomes one."""
    file = folder / "stdin"
    file.write_bytes(data)
    return file.rename(file.with_suffix(suffix_of(file)))


@pytest.mark.parametrize("suffix", SYNTAXES)
def test_every_syntax_is_read(tmp_path: Path, suffix: str) -> None:
    """By its suffix, in any case."""
    file = tmp_path / f"data{suffix.upper()}"
    file.write_bytes(written(SYNTAXES[suffix]))
    assert list(open_store(file)) == [QUAD]


@pytest.mark.parametrize(("suffix", "pack"), [(".gz", gzip.compress), (".bz2", bz2.compress), (".xz", lzma.compress)])
def test_a_compressed_file_is_read(tmp_path: Path, suffix: str, pack: Callable[[bytes], bytes]) -> None:
    """And one that was cut short, or is not compressed at all, is said to be."""
    file = tmp_path / f"data.ttl{suffix}"
    packed = pack(written(ox.RdfFormat.TURTLE) * 1000)
    file.write_bytes(packed)
    assert list(open_store(file)) == [QUAD]
    for broken in (packed[:-20], b"no such thing"):
        file.write_bytes(broken)
        with pytest.raises(QueryError, match=f"data.ttl{suffix} cannot be unpacked"):
            open_store(file)


@pytest.mark.parametrize("syntax", sorted({syntax.name for syntax in SYNTAXES.values()} - {"N3"}))
def test_standard_input_tells_its_syntax(tmp_path: Path, syntax: str) -> None:
    """What has no name is known by how it begins."""
    rdf_format = next(one for one in SYNTAXES.values() if one.name == syntax)
    data = written(rdf_format)
    store = ox.Store()
    load_file(store, unnamed(tmp_path, data))
    assert list(store) == [QUAD]


@pytest.mark.parametrize(
    ("data", "suffix"),
    [
        (b"", ".nq"),
        (b"@prefix : <urn:> . :a :b [] .", ".trig"),
        (b"[] <urn:b> 1 .", ".trig"),
        (b"{ <urn:a> <urn:b> 1 }", ".trig"),
        (b'[ {"@id": "urn:a"} ]', ".jsonld"),
        (b"[]", ".jsonld"),
        (b"<!-- hello --><r:RDF/>", ".rdf"),
        (b"<urn:a> <urn:b> 'c' .", ".trig"),
        (b'<urn:a> <urn:b> "c" <urn:g> .', ".nq"),
    ],
)
def test_the_first_characters_decide(tmp_path: Path, data: bytes, suffix: str) -> None:
    """Brackets begin Turtle, TriG or JSON; angle brackets begin XML or N-Quads."""
    assert unnamed(tmp_path, data).suffix == suffix


def test_named_graphs_stay_named(tmp_path: Path) -> None:
    """A file of quads is a dataset, as SPARQL has it."""
    file = tmp_path / "data.nq"
    file.write_bytes(ox.serialize([QUAD, NAMED], format=ox.RdfFormat.N_QUADS) or b"")
    assert set(open_store(file)) == {QUAD, NAMED}


def test_relative_iris_are_resolved_against_the_file(tmp_path: Path) -> None:
    """As the RDF syntaxes say, where no base is declared."""
    file = tmp_path / "data.ttl"
    file.write_text("<#a> <b> <> .", encoding="utf-8")
    (quad,) = open_store(file)
    assert quad.subject == ox.NamedNode(f"{file.as_uri()}#a")
    assert quad.object == ox.NamedNode(file.as_uri())


@pytest.mark.parametrize(
    "data",
    [
        b"<urn:a> <urn:b> .",
        b"\xff\xfe<\x00u\x00",
        b'<urn:a> <urn:b> "caf\xe9" .',
        b"\x00" * 100,
        b'<urn:a> <urn:b> "never closed',
        b"PK\x03\x04 a spreadsheet",
    ],
)  # fmt: skip
def test_what_is_no_rdf_is_one_line(tmp_path: Path, data: bytes) -> None:
    """Broken, wrongly encoded and foreign files name themselves and never pass as empty graphs."""
    file = tmp_path / "data.ttl"
    file.write_bytes(data)
    with pytest.raises(QueryError, match=r"data\.ttl is no valid RDF") as caught:
        open_store(file)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("padding", ["", " " * 1_048_500])
def test_an_xml_bomb_does_not_go_off(tmp_path: Path, padding: str) -> None:
    """Entities of entities of entities are refused, wherever in the file they are declared; were they not, memory is limited."""
    entities = "".join(f'<!ENTITY a{n + 1} "{f"&a{n or str()};" * 10}">' for n in range(12))
    file = tmp_path / "bomb.rdf"
    file.write_text(XML_BOMB % (padding + entities, 12), encoding="utf-8")
    with pytest.raises(QueryError, match="entity"):
        Worker(file, memory=600_000_000)


def test_entities_that_abbreviate_namespaces_are_read(tmp_path: Path) -> None:
    """Many an ontology in RDF/XML has them."""
    file = tmp_path / "ontology.owl"
    file.write_text(XML_BOMB % ("", ""), encoding="utf-8")
    (quad,) = open_store(file)
    assert quad.object == ox.Literal("aaaaaaaaaa")


@given(st.binary(max_size=200))
def test_no_bytes_raise_anything_else(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    """Whatever comes through standard input is RDF or a `QueryError`."""
    try:
        load_file(ox.Store(), unnamed(tmp_path_factory.mktemp("any"), data))
    except QueryError:
        return
