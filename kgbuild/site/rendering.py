"""Templates of the pages: every text is escaped, and characters that HTML cannot hold are shown by a sign."""

import re
from collections.abc import Callable
from typing import Any
from urllib.parse import quote

from jinja2 import Environment, PackageLoader, StrictUndefined

from kgbuild.export.passages import visible
from kgbuild.export.phrases import plural, words
from kgbuild.site.passages import marked


def environment(base: str) -> Environment:
    """Return the environment of the templates.

    Args:
        base: The IRI under which the graph's own IRIs are minted.
    """
    found = Environment(
        loader=PackageLoader("kgbuild.site", "templates"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        undefined=StrictUndefined,
    )
    filters: dict[str, Callable[..., str]] = {
        "key": lambda iri: quote(iri.removeprefix(base), safe="/:"),
        "marked": marked,
        "number": lambda count: f"{count:,}",
        "papers": lambda count: f"{count:,} paper{'' if count == 1 else 's'}",
        "plural": plural,
        "singular": lambda heading: re.sub("s$", "", re.sub("ies$", "y", heading)),
        "words": words,
    }
    found.filters |= filters
    return found


def rendered(environment: Environment, template: str, values: dict[str, Any]) -> bytes:
    """Return a page as UTF-8.

    Args:
        environment: Of the templates.
        template: Name of one.
        values: What it takes.
    """
    text = environment.get_template(template).render(values)
    return visible(text).encode()
