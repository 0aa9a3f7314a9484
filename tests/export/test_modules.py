"""The page's modules become one script in which each keeps its names to itself."""

import re
import shutil
import subprocess
from importlib import resources
from pathlib import Path

import pytest

from kgbuild.export.modules import linked

PAGE = resources.files("kgbuild.export") / "page"
JS = Path(__file__).parents[1] / "js"


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


def test_what_a_module_imports_another_exports() -> None:
    """No module of the page asks another for a name that it does not have."""
    texts = {path.name: path.read_text(encoding="utf-8") for path in PAGE.iterdir() if path.name.endswith(".js")}
    for name, text in texts.items():
        for names, source in re.findall(r'^import \{([^}]*)\} from "\./([\w.-]+)";$', text, re.MULTILINE):
            exported = re.findall(r"^export (?:function|const|class) (\{[^}]*\}|\w+)", texts[source], re.MULTILINE)
            missing = set(re.findall(r"\w+", names)).difference(*(re.findall(r"\w+", each) for each in exported))
            assert not missing, f"{name} imports {missing} from {source}"


@pytest.mark.slow
def test_eslint_finds_nothing() -> None:
    """No script of ours names what nothing defines, nor defines what nothing uses."""
    if shutil.which("node") is None or not (JS / "node_modules" / "eslint").is_dir():
        pytest.skip("eslint needs node: npm ci in tests/js")
    done = subprocess.run(["node", str(JS / "lint.mjs")], capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout == ""
