"""Made-up annotated papers to learn from."""

import json
from collections.abc import Iterable
from pathlib import Path


def annotated(number: int) -> dict[str, object]:
    """Return a made-up annotated paper."""
    system, base = f"Foo{number}Net", ("BERT", "T5", "GPT-2")[number % 3]
    score = f"{70 + number % 9}.{number % 10}%"
    return {
        "title": f"{system}: A Model for Parsing",
        "abstract": f"We propose {system}, a model based on {base} for dependency parsing. It outperforms ELMo on GLUE. "
        f"{system} achieves an accuracy of {score} on GLUE with {number + 2} layers.",
        "introduces": [{"name": system, "aliases": [], "kind": "model"}],
        "base_models": [{"name": base, "aliases": []}],
        "architectures": [],
        "compared": [{"name": "ELMo", "aliases": []}],
        "techniques": [],
        "tasks": [{"name": "dependency parsing", "aliases": ["Parsing"]}],
        "datasets": [{"name": "GLUE", "aliases": []}],
        "metrics": [{"name": "accuracy", "aliases": []}],
        "relations": [{"s": system, "p": "extends", "o": base}, {"s": system, "p": "outperforms", "o": "ELMo"}],
        "results": [{"value": score, "metric": "accuracy", "dataset": "GLUE", "system": system, "delta": False}],
        "domains": [{"name": "natural-language-processing"}],
        "code_urls": [],
    }


def write_gold(path: Path, numbers: Iterable[int]) -> Path:
    """Write annotated papers and return where."""
    path.write_text("".join(json.dumps(annotated(number)) + "\n" for number in numbers), encoding="utf-8")
    return path
