"""The shapes as pySHACL judges them: the reference implementation, exact and slow."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from pyoxigraph import RdfFormat, serialize

from kgbuild.errors import KgbuildError
from kgbuild.validate.finding import Finding
from kgbuild.validate.shapes import SHACL, SHAPES, shapes_file
from kgbuild.validate.store import read_triples

if TYPE_CHECKING:
    import rdflib


def judge(file: Path) -> Iterator[Finding]:
    """Yield the violations of shapes that pySHACL finds in an RDF file.

    Args:
        file: As for `kgbuild.validate.store.read_triples`.

    Raises:
        KgbuildError: If pySHACL is not installed.
        SyntaxError: If the file is no RDF.
    """
    try:
        import pyshacl  # noqa: PLC0415 - an extra
    except ImportError:
        raise KgbuildError("pySHACL is not installed: pip install 'kgbuild[validate]', or leave out --engine pyshacl") from None
    import rdflib  # noqa: PLC0415 - takes a while, and only this function needs it

    data = rdflib.Graph().parse(data=serialize(read_triples(file), format=RdfFormat.N_TRIPLES), format="nt")
    shapes = rdflib.Graph().parse(shapes_file())
    _, report, _ = pyshacl.validate(data, shacl_graph=shapes)
    yield from _findings(report, file.name)


def _findings(report: "rdflib.Graph", file: str) -> Iterator[Finding]:
    from rdflib import RDF, Namespace  # noqa: PLC0415 - as above

    sh = Namespace(SHACL)
    for result in report.subjects(RDF.type, sh.ValidationResult):
        focus, value, path = (report.value(result, term) for term in (sh.focusNode, sh.value, sh.resultPath))
        if report.value(result, sh.sourceConstraintComponent) == sh.SPARQLConstraintComponent:
            focus, value = value, path  # our queries ask from the header; `?value` is the node at fault
        rule = str(report.value(result, sh.sourceShape)).removeprefix(SHAPES)
        mend = str(report.value(result, sh.resultMessage) or "")
        yield Finding(file, str(focus), rule, mend, "" if value is None or value == focus else value.n3())
