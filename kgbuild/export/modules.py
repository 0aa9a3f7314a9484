"""The page's own JavaScript: ES modules beside each other, put together into one script that imports nothing."""

import re
from collections.abc import Callable

_IMPORT = re.compile(r'^import (\{[^}]*\}) from "\./([\w-]+)\.js";$', re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(?:function|const|class) (?:(\w+)|\{ ([^}]*) \}))", re.MULTILINE)


def linked(entry: str, read: Callable[[str], str]) -> str:
    r"""Return a module and all that it imports as one script, each module once and after those that it needs.

    Each module becomes a function that is called once and returns what the module exports, so that its other names stay its own.

    Args:
        entry: Name of the first module, without the suffix `.js`.
        read: Returns the text of a file by name.

    Returns:
        The text of a function that is called at once, in strict mode.

    Raises:
        ValueError: If modules import each other in a circle.

    Example:
        >>> texts = {"a.js": 'import { b } from "./b.js";\nb();\n', "b.js": "export const b = () => 1;\n"}
        >>> print(linked("a", texts.__getitem__))
        (() => {
        "use strict";
        const module_b = (() => {
        const b = () => 1;
        return { b };
        })();
        const module_a = (() => {
        const { b } = module_b;
        b();
        return {  };
        })();
        })();
        <BLANKLINE>
    """
    done: dict[str, str] = {}
    _visit(entry, read, done, ())
    return f'(() => {{\n"use strict";\n{"".join(done.values())}}})();\n'


def _visit(name: str, read: Callable[[str], str], done: dict[str, str], path: tuple[str, ...]) -> None:
    if name in path:
        raise ValueError(f"modules import each other: {' → '.join((*path, name))}")
    if name in done:
        return
    text = read(f"{name}.js")
    for _, needed in _IMPORT.findall(text):
        _visit(needed, read, done, (*path, name))
    exports = ", ".join(one or several for one, several in _EXPORT.findall(text))
    body = _EXPORT.sub("", _IMPORT.sub(lambda found: f"const {found[1]} = {_variable(found[2])};", text))
    done[name] = f"const {_variable(name)} = (() => {{\n{body}return {{ {exports} }};\n}})();\n"


def _variable(name: str) -> str:
    return f"module_{name.replace('-', '_')}"
