"""The interactive page: one file that loads nothing, with the graph as JSON, laid out beforehand, and the scripts that draw it."""

import base64
import hashlib
import json
from collections.abc import Iterable
from importlib import resources
from typing import Any, BinaryIO

from jinja2 import Environment, PackageLoader
from markupsafe import Markup

from kgbuild.assemble.graph import KnowledgeGraph
from kgbuild.export.columns import evidence_columns, graph_columns
from kgbuild.export.modules import linked
from kgbuild.export.phrases import headings, in_order, plural, words
from kgbuild.export.style import COLOURS, colour

_ESCAPES = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026"})


def write_html(graph: KnowledgeGraph, stream: BinaryIO) -> None:
    r"""Write a graph as one interactive page that opens offline, laid out, with the sentences behind every edge.

    Nothing in the graph can script the page: data stands as escaped JSON in blocks that no browser runs, every text is shown
    through `textContent`, and the page's Content-Security-Policy (W3C CSP 3) allows its own scripts by their SHA-256
    and nothing else. It is drawn by sigma.js, which is part of the page.

    Args:
        graph: What to write.
        stream: Where to; UTF-8.

    Example:
        >>> import io
        >>> from kgbuild.assemble.graph import Node
        >>> graph = KnowledgeGraph()
        >>> graph.add_node(Node("urn:m", "Model", "</script>"))
        >>> stream = io.BytesIO()
        >>> write_html(graph, stream)
        >>> b'"label":["\\u003c/script\\u003e"]' in stream.getvalue()
        True
    """
    kinds = {data["type"] for _, data in graph.nx.nodes(data=True)}
    classes = [name for name in [*COLOURS, *sorted(kinds.difference(COLOURS))] if name in kinds]
    relations = in_order({key for _, _, key in graph.nx.edges(keys=True)})
    frame = {
        "title": _title(sum(1 for _ in graph.nodes("Paper"))),
        "classes": [[name, plural(name), words(name), colour(name)] for name in classes],
        "relations": [[relation, *headings(relation)] for relation in relations],
    }
    style, drawing, script = _page("page.css"), _page("drawing.min.js"), linked("main", _page)
    page = _template().render(
        title=frame["title"],
        policy=_policy([drawing, script], [style]),
        style=Markup(style),  # noqa: S704 - our own text
        scripts=[Markup(drawing), Markup(script)],  # noqa: S704 - our own text, and the bundle that we ship
        data={
            "frame": _json(frame),
            "graph": _json(graph_columns(graph, classes, relations)),
            "evidence": _json(evidence_columns(graph)),
        },
    )
    stream.write(page.encode("utf-8"))


def _title(papers: int) -> str:
    return f"Knowledge graph of {papers:,} paper{'' if papers == 1 else 's'}"


def _json(value: Any) -> Markup:  # noqa: ANN401 - anything that JSON can say
    """Return JSON in ASCII that cannot end its script element, nor start a comment in it."""
    text = json.dumps(value, separators=(",", ":"), allow_nan=False)
    return Markup(text.translate(_ESCAPES))  # noqa: S704 - escaped for a script element, where entities are not read


def _policy(scripts: Iterable[str], styles: Iterable[str]) -> str:
    allowed = [f"{kind}-src {' '.join(_sources(texts))}" for kind, texts in (("script", scripts), ("style", styles))]
    return "; ".join(["default-src 'none'", *allowed, "img-src data:", "base-uri 'none'", "form-action 'none'"])


def _sources(texts: Iterable[str]) -> Iterable[str]:
    return (f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'" for text in texts)


def _template() -> Any:  # noqa: ANN401 - jinja's type is generic in its environment
    environment = Environment(loader=PackageLoader("kgbuild.export", "page"), autoescape=True, keep_trailing_newline=True)
    return environment.get_template("page.html")


def _page(name: str) -> str:
    return (resources.files("kgbuild.export") / "page" / name).read_text(encoding="utf-8")
