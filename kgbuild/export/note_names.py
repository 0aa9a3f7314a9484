"""Names of files that every system takes: Windows, macOS, Linux, and what links can hold."""

import re
import unicodedata
from collections.abc import Iterable

from kgbuild.identifiers import content_hash

_UNSAFE = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*#^\[\]%\u2028\u2029]+')
_RESERVED = re.compile(r"(?i)(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\.|$)")
_LONGEST = 120
"""In bytes of UTF-8; systems allow 255, folders and suffixes come on top."""


def note_names(named: Iterable[tuple[str, str, str]]) -> dict[str, str]:
    """Return a path without suffix for each thing: its class as folder and its label made safe as name.

    Two that would share a name, also where upper and lower case are one, get a hash of their IRI.

    Args:
        named: IRI, class and label of each.

    Example:
        >>> note_names([("urn:a", "Model", "GPT: 2"), ("urn:b", "Model", "gpt- 2"), ("urn:c", "Task", "CON")])
        {'urn:a': 'Model/GPT- 2 (30e8d023)', 'urn:b': 'Model/gpt- 2 (3f2abc3c)', 'urn:c': 'Task/_CON'}
    """
    wanted = {iri: f"{safe_name(kind)}/{safe_name(label)}" for iri, kind, label in named}
    seen: dict[str, int] = {}
    for name in wanted.values():
        seen[_folded(name)] = seen.get(_folded(name), 0) + 1
    return {iri: name if seen[_folded(name)] == 1 else f"{name} ({content_hash(iri, digits=8)})" for iri, name in wanted.items()}


def safe_name(label: str) -> str:
    """Return a label as the name of a file, without suffix.

    Example:
        >>> safe_name("ViT-B/16"), safe_name(" .. "), safe_name("nul.txt")
        ('ViT-B-16', 'untitled', '_nul.txt')
    """
    name = _UNSAFE.sub("-", unicodedata.normalize("NFC", label))
    name = name.encode("utf-8", "replace")[:_LONGEST].decode("utf-8", "ignore").strip(" .-") or "untitled"
    return f"_{name}" if _RESERVED.match(name) else name


def _folded(name: str) -> str:
    return unicodedata.normalize("NFC", unicodedata.normalize("NFKC", name).casefold())
