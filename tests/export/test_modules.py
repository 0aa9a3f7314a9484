"""The page's modules become one script in which each keeps its names to itself."""

import re
from importlib import resources

import pytest

from kgbuild.export.modules import linked

PAGE = resources.files("kgbuild.export") / "page"


def test_a_module_needed_twice_stands_once_and_first() -> None:
    """What two modules import is made once, before both."""
    texts = {
        "a.js": 'import { b } from "./b.js";\nimport { c } from "./c.js";\nconst d = b + c;\n',
        "b.js": 'import { c } from "./c.js";\nexport const b = c;\n',
        "c.js": "export function c() {}\nexport class D {}\nexport const { e, f } = {};\n",
    }
    script = linked("a", texts.__getitem__)
    assert re.findall(r"^const (module_\w)", script, re.MULTILINE) == ["module_c", "module_b", "module_a"]
    assert "return { c, D, e, f };" in script
    assert not re.search(r"^(import|export) ", script, re.MULTILINE)


def test_modules_in_a_circle() -> None:
    """Modules that need each other are refused, with the circle in the message."""
    texts = {"a.js": 'import { b } from "./b.js";\n', "b.js": 'import { a } from "./a.js";\n'}
    with pytest.raises(ValueError, match="a → b → a"):
        linked("a", texts.__getitem__)


def test_every_module_of_the_page_is_used() -> None:
    """The page's script has all of its modules, and nothing is left to import."""
    script = linked("main", lambda name: (PAGE / name).read_text(encoding="utf-8"))
    names = {
        path.name.removesuffix(".js") for path in PAGE.iterdir() if path.name.endswith(".js") and path.name != "drawing.min.js"
    }
    assert {name.replace("-", "_") for name in names} == set(re.findall(r"^const module_(\w+) = ", script, re.MULTILINE))
    assert not re.search(r"^(import|export) ", script, re.MULTILINE)
    assert "</script" not in script
