"""Faults to seed into the small graph: for each rule a SPARQL update that breaks it."""

from typing import NamedTuple

from kgbuild.identifiers import segment
from kgbuild.vocabulary import load_vocabulary


class Fault(NamedTuple):
    """A way to break a graph.

    Attributes:
        rules: Which the fault breaks, and perhaps others besides.
        update: SPARQL 1.1 Update.
    """

    rules: tuple[str, ...]
    update: str


def _fault(rules: str, update: str) -> Fault:
    return Fault(tuple(rules.split()), update)


def _gone(rules: str, subject: str, predicate: str) -> Fault:
    return _fault(rules, f"DELETE WHERE {{ {subject} {predicate} ?gone }}")


def _said(rules: str, triple: str) -> Fault:
    return _fault(rules, f"INSERT DATA {{ {triple} }}")


def _instead(rules: str, subject: str, predicate: str, value: str) -> Fault:
    update = (
        f"DELETE {{ {subject} {predicate} ?old }} INSERT {{ {subject} {predicate} {value} }} WHERE {{ {subject} {predicate} ?old }}"
    )
    return _fault(rules, update)


def _of(node: str, pattern: str, predicate: str, value: str | None) -> str:
    """An update of one property of the first node that the pattern finds."""
    new = f"INSERT {{ ?{node} {predicate} {value} }}" if value else ""
    return f"DELETE {{ ?{node} {predicate} ?old }} {new} WHERE {{ {pattern} ?{node} {predicate} ?old }}"


OUTPERFORMS = "?st rdf:predicate kg:outperforms ."
MARKED = f"{OUTPERFORMS} ?st kg:evidence ?an ."
PASSAGE = f"{MARKED} ?an oa:hasTarget ?pa ."
POSITION = f"{PASSAGE} ?pa oa:hasSelector ?se . ?se oa:start ?any ."
QUOTE = f"{PASSAGE} ?pa oa:hasSelector ?se . ?se oa:exact ?any ."
RESULT = "paper:small-bert kg:reportsResult ?re ."
SMALL = "paper:small-roberta"

HEADER = (
    _fault("Header-one", "DELETE WHERE { ?graph a void:Dataset }"),
    _said("Header-one", "<urn:second> a void:Dataset"),
    _gone("Header-title", "<BASE/dataset>", "dcterms:title"),
    _fault("Header-class", "DELETE DATA { <BASE/dataset> a dcat:Dataset }"),
    _gone("Header-licence", "<BASE/dataset>", "dcterms:license"),
    _instead("Header-base", "<BASE/dataset>", "void:uriSpace", '"https://w3id.org/kgbuild/i"'),
    _fault("Header-vocabulary", "DELETE DATA { <BASE/dataset> void:vocabulary kg: }"),
    _gone("Header-run", "<BASE/dataset>", "prov:wasGeneratedBy"),
    _gone("Run-program", "<BASE/extraction>", "prov:wasAssociatedWith"),
    _fault("Input-class", "DELETE { ?in a prov:Entity } WHERE { ?in kg:sha256 ?any }"),
    _fault("Input-label", "DELETE { ?in rdfs:label ?label } WHERE { ?in kg:sha256 ?any ; rdfs:label ?label }"),
    _fault("Input-sha256", _of("in", "?in a prov:Entity .", "kg:sha256", '"ABC"')),
    _fault("Input-records", _of("in", "?in a prov:Entity .", "kg:records", '"two"')),
)

PAPERS = (
    _said("Node-base", "<https://example.org/paper/x> a kg:Paper"),
    _said("Node-one-class", "model:bert a kg:Method"),
    _gone("Node-has-label", "tool:ourkit", "rdfs:label"),
    _instead("Node-has-label", "tool:ourkit", "rdfs:label", '""'),
    _gone("Paper-title", SMALL, "dcterms:title"),
    _said("Paper-title", f'{SMALL} dcterms:title "Another title"'),
    _gone("Paper-identifier", SMALL, "dcterms:identifier"),
    _said("Paper-abstract", f'{SMALL} dcterms:abstract ""'),
    _instead("Paper-issued", SMALL, "dcterms:issued", "2019"),
    _said("Paper-creator", f"{SMALL} dcterms:creator <urn:somebody>"),
    _instead("Paper-arxiv", SMALL, "fabio:hasArXivId", '"arXiv:1907.11692v1"'),
    _instead("Paper-doi", SMALL, "bibo:doi", '"https://doi.org/10.1000/small"'),
    _said("Paper-venue", f'{SMALL} kg:venue "Another Journal"'),
    _said("Paper-authors", f'{SMALL} kg:authors "One Author"'),
    _said("Paper-categories", f"{SMALL} kg:categories 7"),
    _instead("Paper-url", SMALL, "schema:url", '"https://example.org"'),
    _said("Paper-category", f"{SMALL} kg:category 7"),
    _instead("Paper-read-from", SMALL, "kg:readFrom", '"somewhere"'),
    _gone("Paper-domains", "paper:small-bert", "kg:inDomain"),
    _said("Paper-domains", f"{SMALL} kg:inDomain domain:games, domain:education"),
)

ENTITIES = (
    _gone("Entity-pref-label", "tool:ourkit", "skos:prefLabel"),
    _instead("Entity-pref-label", "tool:ourkit", "skos:prefLabel", '"OurKit"@en'),
    _said("Entity-alt-label", 'tool:ourkit skos:altLabel "OurKit"'),
    _instead("Entity-support", "tool:ourkit", "kg:support", '"many"'),
    _instead("Entity-support", "model:roberta", "kg:support", "0"),
    _instead("Entity-support", "model:bert-large", "kg:support", '"1"^^xsd:int'),
    _instead("Entity-first-year", "tool:ourkit", "kg:firstYear", "2019"),
    _instead("Entity-last-year", "tool:ourkit", "kg:lastYear", '"2019"'),
    _instead("Entity-years", "model:bert", "kg:firstYear", '"2030"^^xsd:gYear'),
    _said("Entity-scheme", "model:bert skos:inScheme <https://example.org/scheme>"),
    _said("Entity-broader", "tool:ourkit skos:broader tool:nothing"),
    _said("Entity-exact-match", 'tool:ourkit skos:exactMatch "a tool"'),
    _said("Entity-close-match", "tool:ourkit skos:closeMatch <urn:same> ; skos:exactMatch <urn:same>"),
    _gone("Domain-scheme", "domain:natural-language-processing", "skos:inScheme"),
    _said("Model-family", "model:bert-large kg:variantOf model:roberta"),
    _instead("Metric-direction", "metric:accuracy", "kg:higherIsBetter", '"yes"'),
    _said("higherIsBetter-subject", "tool:ourkit kg:higherIsBetter true"),
    _fault("Result-value", _of("re", RESULT, "kg:value", "84.2")),
    _fault("Result-number", _of("re", RESULT, "kg:number", '"84.2"')),
    _fault("Result-unit", _of("re", RESULT, "kg:unit", '""')),
    _fault("Result-delta", _of("re", RESULT, "kg:isDelta", None)),
    _fault("Result-metric", f"INSERT {{ ?re kg:onMetric metric:other }} WHERE {{ {RESULT} }}"),
    _fault("Result-dataset", f"INSERT {{ ?re kg:onDataset dataset:other }} WHERE {{ {RESULT} }}"),
    _fault("Result-system", f"INSERT {{ ?re kg:ofSystem model:other }} WHERE {{ {RESULT} }}"),
    _gone("Result-paper", SMALL, "kg:reportsResult"),
    _fault("CodeRepository-url", "DELETE WHERE { ?code schema:codeRepository ?url }"),
    _gone("CodeRepository-paper", "paper:small-bert", "kg:hasCode"),
)

STATEMENTS = (
    _fault("Statement-subject", _of("st", OUTPERFORMS, "rdf:subject", None)),
    _fault("Statement-predicate", _of("st", "?st rdf:predicate kg:partOf .", "rdf:predicate", "kg:isPartOf")),
    _fault("Statement-object", _of("st", "?st rdf:predicate kg:addressesTask .", "rdf:object", '"question answering"')),
    _fault("Statement-loop", _of("st", "?st rdf:predicate kg:buildsOn .", "rdf:object", SMALL)),
    _fault("Statement-confidence", _of("st", "?st rdf:predicate kg:trainedOn .", "kg:confidence", "1.5")),
    _fault("Statement-confidence", _of("st", "?st rdf:predicate kg:evaluatedOn .", "kg:confidence", '"0.9"')),
    _fault("Statement-confidence", _of("st", "?st rdf:predicate kg:usesMetric .", "kg:confidence", "9e-1")),
    _fault("Statement-support", _of("st", "?st rdf:predicate kg:usesArchitecture .", "kg:support", "0")),
    _fault("Statement-papers", _of("st", "?st rdf:predicate kg:usesBaseModel .", "kg:support", "9")),
    _fault("Statement-rank", _of("st", f"?st rdf:subject {SMALL} .", "kg:rank", "4")),
    _fault("Statement-rule", _of("st", "?st rdf:predicate kg:variantOf .", "kg:rule", '"guess"')),
    _fault("Statement-evidence", "INSERT { ?st kg:evidence model:bert } WHERE { ?st rdf:predicate kg:hasCode }"),
    _fault("Statement-source", _of("st", "?st rdf:predicate kg:appliesTechnique .", "dcterms:source", "paper:small-bert")),
    _fault("Statement-grounds", _of("st", "?st rdf:predicate kg:comparesWith .", "kg:evidence", None)),
    _fault("Statement-derivation", _of("st", "?st rdf:predicate kg:introducedBy .", "prov:wasDerivedFrom", None)),
    _fault("Statement-triple", "DELETE DATA { model:roberta kg:outperforms model:bert-large }"),
    _said("Triple-statement", "model:bert kg:outperforms model:roberta"),
    _fault("Statement-once", "INSERT { statement:0123456789abcdef ?p ?o } WHERE { ?st rdf:predicate kg:usesMetric ; ?p ?o }"),
    _fault("Statement-has-rank", _of("st", "?st rdf:subject paper:small-bert .", "kg:rank", None)),
    _fault("Statement-has-rank", _of("st", f"?st rdf:subject {SMALL} .", "kg:rank", "1")),
    _gone("Statement-general", "paper:small-bert", "kg:usesDataset"),
    _fault("Statement-inverse", "DELETE DATA { paper:small-bert kg:introduces model:bert }"),
)

EVIDENCE = (
    _fault("Annotation-body Annotation-statement", _of("an", MARKED, "oa:hasBody", "model:bert")),
    _fault("Annotation-target", _of("an", MARKED, "oa:hasTarget", None)),
    _fault("Annotation-confidence", _of("an", MARKED, "kg:confidence", '"-0.1"^^xsd:decimal')),
    _fault("Annotation-extractor", _of("an", MARKED, "kg:extractor", None)),
    _said("Annotation-iri", "<BASE/annotation/first> a oa:Annotation"),
    _fault("Passage-source", _of("pa", PASSAGE, "oa:hasSource", "model:bert")),
    _fault("Passage-field", _of("pa", PASSAGE, "kg:field", '"body"')),
    _fault("Passage-selectors", _of("pa", PASSAGE, "oa:hasSelector", "<urn:selector>")),
    _fault("Passage-position Position-start", _of("se", POSITION, "oa:start", None)),
    _fault("Passage-quote Quote-exact", _of("se", QUOTE, "oa:exact", None)),
    _said("Passage-iri", "<BASE/passage/first> a oa:SpecificResource"),
    _fault("Passage-text", _of("se", QUOTE, "oa:exact", '"Not what stands there."')),
    _fault("Passage-text", _of("pa", PASSAGE, "kg:field", '"title"')),
    _fault("Position-start", _of("se", POSITION, "oa:start", "0")),
    _fault("Position-end", _of("se", POSITION, "oa:end", '"-1"^^xsd:nonNegativeInteger')),
    _fault("Position-order", _of("se", POSITION, "oa:end", '"0"^^xsd:nonNegativeInteger')),
    _said("Position-iri", "<BASE/passage/first> a oa:TextPositionSelector"),
    _said("Quote-iri", "<BASE/passage/first> a oa:TextQuoteSelector"),
    _fault("Annotation-marks", _of("an", MARKED, "kg:marks", '"0-4,9-12"')),
)

CLASSES = tuple(
    _said(f"{name}-class" + (f" {name}-iri" if name != "Extraction" else ""), f"<BASE/{segment(name)}/Not%20a%20slug> a kg:{name}")
    for name in load_vocabulary().classes
)

RELATIONS = tuple(
    _said(f"{name}-subject {name}-object", f"<urn:nothing-{name}> kg:{name} <urn:nowhere-{name}>")
    for name in load_vocabulary().relations
)

ILL_TYPED_YEAR = _instead("Paper-issued", SMALL, "dcterms:issued", '"soon"^^xsd:gYear')
"""A violation by SHACL 4.1.2, which pySHACL passes over: rdflib does not look into an xsd:gYear."""

BY_HAND = (ILL_TYPED_YEAR, *HEADER, *PAPERS, *ENTITIES, *STATEMENTS, *EVIDENCE)

BESIDE_SHAPES = (
    _said("blank-node", "model:bert skos:note [ rdfs:label 'x' ]"),
    _said("dangling-iri", "model:bert skos:related model:nothing"),
    _said("unknown-term", "model:bert kg:usesBasModel model:roberta"),
    _said("unknown-term", "model:bert a kg:Modell"),
    _said("header-counts", "<urn:x> a kg:Tool"),
    _said("acyclic-broader", "tool:ourkit skos:broader tool:a . tool:a skos:broader tool:b . tool:b skos:broader tool:ourkit"),
    _said("acyclic-broader", "tool:ourkit skos:broader tool:ourkit"),
    _said("acyclic-variantOf", "model:bert kg:variantOf model:bert-large"),
)
"""What SHACL says poorly: checked by kgbuild alone."""
