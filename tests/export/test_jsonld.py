"""JSON-LD reads well as plain JSON, and its context is sound: every term is defined, every value typed as the ontology says."""

import json
from typing import Any

import graphs
import pytest
import rdflib
from rdf_readers import KINDS, addresses, tiny, written
from rdflib.namespace import OWL, RDF, RDFS

from kgbuild.export.jsonld import PUBLISHED
from kgbuild.identifiers import ONTOLOGY
from kgbuild.namespaces import prefixes
from kgbuild.vocabulary import ontology_folder

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")  # from within rdflib itself

FOLDER = ontology_folder()
KG = rdflib.Namespace(ONTOLOGY)


@pytest.fixture(scope="module")
def context() -> dict[str, Any]:
    """The context that is published."""
    return json.loads((FOLDER / "context.jsonld").read_bytes())["@context"]


@pytest.fixture(scope="module")
def ontology() -> rdflib.Graph:
    """The ontology as rdflib reads it."""
    return rdflib.Graph().parse(FOLDER / "kgbuild.ttl")


@pytest.fixture(scope="module")
def document() -> dict[str, Any]:
    """The tiny graph as plain JSON."""
    return json.loads(written(tiny(), "jsonld"))


def expanded(curie: str, context: dict[str, Any]) -> str:
    """Return the IRI of a prefixed name."""
    prefix, _, local = curie.partition(":")
    return context[prefix] + local


def terms(context: dict[str, Any]) -> dict[str, dict[str, str]]:
    """Return the terms of a context, each in the long form, without prefixes and keywords."""
    long = {name: value if isinstance(value, dict) else {"@id": value} for name, value in context.items() if name[0] != "@"}
    return {name: value for name, value in long.items() if not value["@id"].startswith(("@", "http"))}


def test_every_term_of_the_ontology_is_in_the_context(context: dict[str, Any], ontology: rdflib.Graph) -> None:
    """Classes and properties are called by their local names, and literals have the datatype of their range."""
    for kind in (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty):
        for term in ontology.subjects(RDF.type, kind):
            if not term.startswith(ONTOLOGY):
                continue
            entry = terms(context)[term.removeprefix(ONTOLOGY)]
            assert expanded(entry["@id"], context) == str(term)
            if kind == OWL.ObjectProperty:
                assert entry["@type"] == "@id", term
            if kind == OWL.DatatypeProperty:
                assert expanded(entry.get("@type", "xsd:string"), context) == str(ontology.value(term, RDFS.range)), term


def test_no_term_is_invented(context: dict[str, Any], ontology: rdflib.Graph) -> None:
    """What a term stands for is defined, by us or by its vocabulary."""
    outside = {line.split("\t")[1] for line in (FOLDER / "external_terms.tsv").read_text("utf-8").splitlines()}
    for name, entry in terms(context).items():
        iri = expanded(entry["@id"], context)
        assert iri in outside or (rdflib.URIRef(iri), None, None) in ontology, name


def test_context_is_canonical(context: dict[str, Any]) -> None:
    """Prefixes, classes and properties stand in order, one a line, and no name means two things."""
    names = list(context)
    assert names[:3] == ["@version", "id", "type"]
    split = next(
        place for place, name in enumerate(names[3:], 3) if not isinstance(context[name], str) or "://" not in context[name]
    )
    assert names[3:split] == sorted(names[3:split])
    assert names[split:] == sorted(names[split:])
    assert len((FOLDER / "context.jsonld").read_text("utf-8").splitlines()) == len(names) + 4
    assert {name: iri for name, iri in prefixes().items() if name in context} == {name: context[name] for name in names[3:split]}
    assert not set(terms(context)) & set(prefixes())


def test_context_is_embedded(document: dict[str, Any], context: dict[str, Any]) -> None:
    """The file needs no network, and says where its context is published."""
    published, own = document["@context"]
    assert published == context
    assert own["paper"] == f"{graphs.IDS.base}paper/"
    assert PUBLISHED in document["about"]


def test_every_key_is_a_term_of_the_context(document: dict[str, Any], context: dict[str, Any]) -> None:
    """Whoever reads plain JSON meets no prefixed keys."""
    assert {key for node in document["@graph"] for key in node} <= set(context)


def test_a_node_is_one_object(document: dict[str, Any]) -> None:
    """Nodes are grouped, in order, one a line."""
    ids = [node["id"] for node in document["@graph"]]
    assert len(ids) == len(set(ids))
    assert written(tiny(), "jsonld").count(b'\n{"id": ') == len(ids)
    paper = next(node for node in document["@graph"] if node["id"] == "paper:bert")
    assert paper["title"] == "BERT: Pre-training"
    assert paper["introduces"] == ["model:bert"]
    assert paper["creator"] == ["A. Author", "B. Author"]


def test_numbers_are_numbers_where_json_keeps_them(document: dict[str, Any]) -> None:
    """Integers and flags are JSON's own; decimals are text, which no reader rounds."""
    nodes = {node["id"]: node for node in document["@graph"]}
    result = next(node for id_, node in nodes.items() if id_.startswith("result:"))
    assert (result["number"], result["isDelta"], nodes["model:bert"]["support"]) == ("80.5", False, 12)
    assert nodes["model:bert"]["firstYear"] == "2018"
    assert {type(node["start"]) for node in nodes.values() if "start" in node} == {int}


def test_addresses_that_look_like_prefixed_names() -> None:
    """An address kg:x is not the ontology's x."""
    data = written(addresses("http://e/"), "jsonld")
    found = rdflib.Graph().parse(data=data, format="json-ld")
    assert KG.evil not in set(found.objects())
    assert rdflib.URIRef("kg:evil") in set(found.objects())


@pytest.mark.parametrize("kind", KINDS)
def test_it_is_json(kind: str) -> None:
    """Any JSON reader takes it, and no key comes twice."""

    def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        assert len({key for key, _ in pairs}) == len(pairs)
        return dict(pairs)

    json.loads(written(KINDS[kind](), "jsonld"), object_pairs_hook=once)
    assert "xsd:string" not in written(KINDS[kind](), "jsonld").decode()
