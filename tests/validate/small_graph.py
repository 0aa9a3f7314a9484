"""A small good graph: two papers by hand that use every class and nearly every relation."""

import hashlib
import json
from pathlib import Path
from typing import Any

from kgbuild.assemble import assemble
from kgbuild.assemble.graph import Input, Provenance
from kgbuild.directory import EXTRACTIONS, REJECTS, checksums
from kgbuild.export import export
from kgbuild.identifiers import BASE
from kgbuild.manifest import Manifest, counts
from kgbuild.models import Extraction

Claim = tuple[str, str, str, str]
"""Subject and object as type/name (or `paper`, or a URL), the relation between them, and the sentence that says so."""

FIRST: list[Claim] = [
    ("paper", "introduces", "Model/BERT", "We present BERT."),
    ("paper", "usesArchitecture", "Architecture/Transformer", "It is a Transformer."),
    ("paper", "usesDataset", "Dataset/SQuAD", "We evaluate on SQuAD."),
    ("paper", "evaluatedOn", "Dataset/SQuAD", "We evaluate on SQuAD."),
    ("paper", "usesMetric", "Metric/accuracy", "We measure accuracy."),
    ("paper", "inDomain", "Domain/natural-language-processing", "We present BERT."),
    ("paper", "hasCode", "https://github.com/example/bert", "See https://github.com/example/bert for code."),
]
SECOND: list[Claim] = [
    ("paper", "introduces", "Model/RoBERTa", "We introduce RoBERTa, based on BERT."),
    ("paper", "usesBaseModel", "Model/BERT", "We introduce RoBERTa, based on BERT."),
    ("Model/RoBERTa", "basedOn", "Model/BERT", "We introduce RoBERTa, based on BERT."),
    ("Model/RoBERTa", "outperforms", "Model/BERT-large", "RoBERTa outperforms BERT-large."),
    ("paper", "comparesWith", "Model/BERT-large", "RoBERTa outperforms BERT-large."),
    ("paper", "appliesTechnique", "Technique/knowledge distillation", "We use knowledge distillation."),
    ("Technique/knowledge distillation", "partOf", "Model/RoBERTa", "We use knowledge distillation."),
    ("paper", "addressesTask", "Task/question answering", "The task is question answering."),
    ("paper", "introduces", "Method/OurSearch", "OurSearch and OurKit help."),
    ("paper", "introduces", "Tool/OurKit", "OurSearch and OurKit help."),
    ("paper", "trainedOn", "Dataset/SQuAD", "We train on SQuAD."),
    ("paper", "usesDataset", "Dataset/SQuAD", "We train on SQuAD."),
    ("paper", "inDomain", "Domain/natural-language-processing", "The task is question answering."),
    ("paper", "inDomain", "Domain/efficiency-systems-hardware", "We use knowledge distillation."),
]
SOURCED = {
    "arxiv_id": "1907.11692", "doi": "10.1000/small", "url": "https://example.org/roberta", "venue": "A Journal", "year": 2019,
    "authors": ["A. One", "B. Two"], "categories": ["cs.CL"], "sources": [{"file": "second.jsonl", "line": 1}],
}  # fmt: skip


def paper(title: str, claims: list[Claim], **details: Any) -> dict[str, Any]:  # noqa: ANN401 - fields of Paper
    """Return what one paper says, as a line of `extractions.jsonl` holds it; each sentence stands once in the abstract."""
    abstract = " ".join(dict.fromkeys([sentence for *_, sentence in claims] + ["It reaches 84.2% accuracy on SQuAD."]))
    things = sorted({end for subject, _, target, _ in claims for end in (subject, target) if "/" in end and "://" not in end})
    ids = {thing: f"e{number}" for number, thing in enumerate(things, 1)}
    return {
        "paper": {"id": title.lower().replace(" ", "-"), "title": title, "abstract": abstract, **details},
        "entities": [entity(ids[thing], *thing.split("/"), abstract) for thing in things],
        "claims": [
            {
                "subject": ids.get(subject, subject), "predicate": predicate, "object": ids.get(target, target),
                "confidence": 0.9, "evidence": [span(abstract, sentence)], "extractor": "hand",
            }
            for subject, predicate, target, sentence in claims
        ],
        "results": [
            {
                "value": "84.2%", "number": 84.2, "unit": "%", "metric": "accuracy", "dataset": "SQuAD", "system": "BERT",
                "delta": False, "evidence": span(abstract, "It reaches 84.2% accuracy on SQuAD."),
                "confidence": 0.8, "extractor": "hand",
            }
        ],
    }  # fmt: skip


def entity(name_id: str, node_type: str, name: str, abstract: str) -> dict[str, Any]:
    """Return an entity with its first mention."""
    mentions = [] if node_type == "Domain" else [span(abstract, name)]
    return {"id": name_id, "type": node_type, "name": name, "mentions": mentions, "concept": None}


def span(abstract: str, text: str) -> dict[str, Any]:
    """Return where a text stands in an abstract."""
    start = abstract.index(text)
    return {"field": "abstract", "start": start, "end": start + len(text), "text": text}


def records() -> list[dict[str, Any]]:
    """Return both papers, new and free to be changed."""
    return [paper("Small BERT", FIRST, year=2018), paper("Small RoBERTa", SECOND, **SOURCED)]


def write_graph(directory: Path, base: str = BASE) -> Path:
    """Write the graph directory of both papers."""
    directory.mkdir(parents=True, exist_ok=True)
    extractions = [Extraction.model_validate(record) for record in records()]
    graph = assemble(extractions, base=base)
    graph.provenance = Provenance("0", (Input("papers.jsonl", "0" * 64, 2),))
    lines = (extraction.model_dump_json() + "\n" for extraction in extractions)
    (directory / EXTRACTIONS).write_text("".join(lines), encoding="utf-8")
    (directory / REJECTS).write_bytes(b"")
    export(graph, directory / "graph.ttl")
    nodes, edges = counts(graph)
    Manifest(
        kgbuild="0", ontology="0", extractor="hand", base=base, inputs=(), papers=len(extractions), merged=0,
        rejected=0, lookalikes=(), nodes=nodes, edges=edges, outputs=checksums(directory),
    ).write(directory)  # fmt: skip
    return directory


def rewrite_manifest(directory: Path, **changes: Any) -> None:  # noqa: ANN401 - fields of Manifest
    """Change fields of a manifest; checksums follow the files."""
    file = directory / "manifest.json"
    manifest = json.loads(file.read_bytes())
    outputs = {name: hashlib.sha256((directory / name).read_bytes()).hexdigest() for name in manifest["outputs"]}
    file.write_text(json.dumps({**manifest, "outputs": outputs, **changes}), encoding="utf-8")
