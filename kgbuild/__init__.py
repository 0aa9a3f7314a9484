"""Build evidence-backed knowledge graphs from research papers, offline.

Example:
    >>> import kgbuild
    >>> graph = kgbuild.build(kgbuild.sample())
    >>> sorted(graph.node(iri).label for iri in graph.nx if iri.endswith("/model/bert"))
    ['BERT']
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

# These four share their names with packages. Importing them here, before anything else can, makes the functions win.
from kgbuild.assemble import assemble
from kgbuild.export import export
from kgbuild.extract import extract
from kgbuild.sample import sample

if TYPE_CHECKING:
    from kgbuild.assemble.graph import Edge, KnowledgeGraph, Node, Passage
    from kgbuild.errors import KgbuildError
    from kgbuild.models import Claim, Entity, Evidence, Extraction, Mention, Origin, Paper, Reject, Result
    from kgbuild.pipeline import build
    from kgbuild.sources import Corpus, read
    from kgbuild.vocabulary import Vocabulary, load_vocabulary

__version__: str

_HOME = {
    "Claim": "models",
    "Corpus": "sources",
    "Edge": "assemble.graph",
    "Entity": "models",
    "Evidence": "models",
    "Extraction": "models",
    "KgbuildError": "errors",
    "KnowledgeGraph": "assemble.graph",
    "Mention": "models",
    "Node": "assemble.graph",
    "Origin": "models",
    "Paper": "models",
    "Passage": "assemble.graph",
    "Reject": "models",
    "Result": "models",
    "Vocabulary": "vocabulary",
    "build": "pipeline",
    "load_vocabulary": "vocabulary",
    "read": "sources",
}

__all__ = [
    "Claim",
    "Corpus",
    "Edge",
    "Entity",
    "Evidence",
    "Extraction",
    "KgbuildError",
    "KnowledgeGraph",
    "Mention",
    "Node",
    "Origin",
    "Paper",
    "Passage",
    "Reject",
    "Result",
    "Vocabulary",
    "__version__",
    "assemble",
    "build",
    "export",
    "extract",
    "load_vocabulary",
    "read",
    "sample",
]


def __getattr__(name: str) -> Any:  # noqa: ANN401 - the module protocol (PEP 562); type checkers read the imports above
    """Import a public name when it is first used, so that the command line starts at once."""
    if name == "__version__":
        return import_module("importlib.metadata").version("kgbuild")
    if name not in _HOME:
        raise AttributeError(f"module 'kgbuild' has no attribute {name!r}")
    value = getattr(import_module(f"kgbuild.{_HOME[name]}"), name)
    globals()[name] = value
    return value
