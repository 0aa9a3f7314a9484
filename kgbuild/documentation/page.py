"""The ontology as one page of documentation that loads nothing and runs nothing."""

import base64
import hashlib
from collections.abc import Mapping, Sequence
from importlib import resources
from types import MappingProxyType
from typing import BinaryIO, Literal

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from kgbuild.documentation.diagram import draw
from kgbuild.documentation.terms import Ontology, Scheme, Term, read_ontology
from kgbuild.export.style import colour
from kgbuild.vocabulary import Vocabulary

_TOPS_SHOWN = 60
SOURCES: Mapping[str, str] = MappingProxyType(
    {
        "http://w3id.org/mlso/": "MLSO",
        "http://www.wikidata.org/": "Wikidata",
        "https://cso.kmi.open.ac.uk/": "CSO",
        "https://huggingface.co/": "Hugging Face",
        "https://w3id.org/ocs/": "OpenCS",
    }
)


def write_page(vocabulary: Vocabulary, stream: BinaryIO) -> None:
    """Write the documentation of the ontology as one HTML page; the anchor of each term is the fragment of its IRI.

    The page's Content-Security-Policy (W3C CSP 3) allows its own style sheet by its SHA-256, and nothing else.

    Args:
        vocabulary: Whose concepts fill the schemes.
        stream: Where to; UTF-8.

    Example:
        >>> import io
        >>> from kgbuild.vocabulary import load_vocabulary
        >>> stream = io.BytesIO()
        >>> write_page(load_vocabulary(), stream)
        >>> b'id="usesBaseModel"' in stream.getvalue()
        True
    """
    ontology = read_ontology(vocabulary)
    style = (resources.files("kgbuild.documentation") / "page.css").read_text(encoding="utf-8")
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    page = _environment(ontology).get_template("page.html")
    text = page.render(
        ontology=ontology,
        diagram=draw(ontology.classes, ontology.relations),
        style=Markup(style),  # noqa: S704 - our own text
        policy=f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'",
        tops_shown=_TOPS_SHOWN,
    )
    stream.write(text.encode())


def _environment(ontology: Ontology) -> Environment:
    environment = Environment(
        loader=PackageLoader("kgbuild.documentation", "."),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        undefined=StrictUndefined,
    )
    environment.globals |= {"own": {term.iri: term for term in (*ontology.classes, *ontology.relations, *ontology.properties)}}
    environment.globals |= {
        "colour": colour,
        "leaving": lambda term: _using(ontology.relations, "domain", term.iri),
        "arriving": lambda term: _using(ontology.relations, "range", term.iri),
        "properties_of": lambda term: _using(ontology.properties, "domain", term.iri, *term.parents),
        "subordinate": lambda term: [other for other in (*ontology.classes, *ontology.relations) if term.iri in other.parents],
        "scheme_of": {scheme.type: scheme for scheme in ontology.schemes},
        "links_out": links_out,
        "number": lambda value: f"{value:g}",
    }
    return environment


def _using(terms: Sequence[Term], side: Literal["domain", "range"], *iris: str) -> list[Term]:
    return [term for term in terms if not set(iris).isdisjoint(term.domain if side == "domain" else term.range)]


def links_out(scheme: Scheme) -> list[tuple[str, int, int]]:
    """Return how many concepts of a scheme are linked exactly and closely to each other vocabulary, the most linked first.

    Args:
        scheme: Whose concepts to count.

    Example:
        >>> from kgbuild.vocabulary import Concept
        >>> bert = Concept("urn:x", "Model", "BERT", exact_match=("http://www.wikidata.org/entity/Q61726893",))
        >>> links_out(Scheme("urn:s", "scheme/model", "models", "Model", (bert,), (bert,), {}))
        [('Wikidata', 1, 0)]
    """
    counts = []
    for namespace, name in SOURCES.items():
        exact, close = (
            sum(any(iri.startswith(namespace) for iri in matches) for matches in column)
            for column in (
                [concept.exact_match for concept in scheme.concepts],
                [concept.close_match for concept in scheme.concepts],
            )
        )
        if exact or close:
            counts.append((name, exact, close))
    return sorted(counts, key=lambda row: (-row[1] - row[2], row[0]))
