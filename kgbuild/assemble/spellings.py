"""All spellings of a corpus, and which of them count as one name."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from kgbuild.assemble.lookup import ConceptIndex
from kgbuild.assemble.record import Name
from kgbuild.assemble.spelling import is_plural_of, singular, spelling_key

_HEADS = {
    "Architecture": re.compile(r"[\s-]+(?:architecture|model|framework|approach|method)(?:s|es)?$", re.IGNORECASE),
    "Dataset": re.compile(r"[\s-]+(?:data[\s-]?set|database|corpus|corpora|benchmark|challenge)s?$", re.IGNORECASE),
    "Method": re.compile(r"[\s-]+(?:algorithm|method|approach|framework|model)(?:s|es)?$", re.IGNORECASE),
    "Metric": re.compile(r"(?:[\s-]+(?:score|metric)|(?<=error)[\s-]+rate)s?$", re.IGNORECASE),
    "Model": re.compile(r"[\s-]+(?:model|architecture|network|framework|approach|method)(?:s|es)?$", re.IGNORECASE),
    "Task": re.compile(r"[\s-]+(?:task|problem)s?$", re.IGNORECASE),
    "Technique": re.compile(r"[\s-]+(?:algorithm|method|approach|technique|framework|mechanism)(?:s|es)?$", re.IGNORECASE),
    "Tool": re.compile(r"[\s-]+(?:library|toolkit|framework|tool|package|platform)s?$", re.IGNORECASE),
}
_ALIKE = {node_type: (node_type, "Technique", "Architecture") for node_type in ("Method", "Model", "Tool")}
"""The classes whose concepts a name of a class may turn out to be: what a paper compares with is often a family or a technique."""

_AVERAGED = re.compile(r"^(.+?)[\s-]+\(?(macro|micro|weighted)\)?$", re.IGNORECASE)
_ARTICLE = re.compile(r"^[Tt]he\s+(?=[A-Z0-9])")
_PROPER = re.compile(r"\d|[^\W\d_]\S*[A-Z]|^[A-Z]+$")


class Spellings:
    """Finds the canonical key of each spelling: plurals and generic heads go where the corpus or the vocabulary knows the rest.

    Args:
        names: Every name of the corpus.
        index: The vocabulary's concepts.
    """

    def __init__(self, names: Iterable[Name], index: ConceptIndex) -> None:
        self._index = index
        self._raw: dict[str, str] = {}
        self._attested: defaultdict[str, set[str]] = defaultdict(set)
        self._typed: set[tuple[str, str]] = set()
        self._keys: dict[tuple[str, str], str] = {}
        self._plurals: dict[str, str] = {}
        forms = {(name.type, form) for name in names for form in name.forms}
        for node_type, form in forms:
            key = self._key(form)
            self._attested[key].add(form)
            self._typed.add((node_type, key))
        self._find_plurals()

    def key(self, node_type: str, form: str) -> str:
        """Return the canonical key of a spelling within a class."""
        found = self._keys.get((node_type, form))
        if found is None:
            found = self._keys[node_type, form] = self._canonical(node_type, form)
        return found

    def _key(self, form: str) -> str:
        key = self._raw.get(form)
        if key is None:
            key = self._raw[form] = spelling_key(form)
        return key

    def _find_plurals(self) -> None:
        """Send each plural's key to its singular's, once for all spellings of the key, so that case cannot part them."""
        for key in sorted(self._attested):
            for form in sorted(self._attested[key]):
                one = singular(form)
                base = None if one is None else self._key(one)
                if one is None or base is None or base == key:
                    continue
                if any(is_plural_of(form, other) for other in sorted(self._attested.get(base, ()))):
                    self._plurals[key] = base
                    break

    def _canonical(self, node_type: str, form: str) -> str:
        if node_type == "Metric":
            form = _AVERAGED.sub(r"\2 \1", form)
        key = self._of_number(node_type, form)
        if self._index.concept(node_type, key) is None and (head := _HEADS.get(node_type)):
            for bare in self._bare(form, head):
                base = self._of_number(node_type, bare)
                if self._index.concept(node_type, base) or ((node_type, base) in self._typed and self._is_proper(bare, base)):
                    return base
        return key

    @staticmethod
    def _bare(form: str, head: re.Pattern[str]) -> Iterator[str]:
        """Yield a form without its general last word, and without the article before it."""
        for bare in (head.sub("", form), head.sub("", _ARTICLE.sub("", form))):
            if bare != form and bare.strip():
                yield bare

    def _is_proper(self, bare: str, key: str) -> bool:
        """Tell whether a form is a name, by its own letters or as one word that the corpus writes with a capital only."""
        if _PROPER.search(bare):
            return True
        return " " not in bare and all(form[:1].isupper() for form in (bare, *self._attested[key]))

    def _of_number(self, node_type: str, form: str) -> str:
        key = self._key(form)
        one = singular(form)
        if key not in self._plurals and one is not None and self._index.concept(node_type, key) is None:
            base = self._key(one)
            for other_type in _ALIKE.get(node_type, (node_type,)):
                concept = self._index.concept(other_type, base)
                if concept is not None and any(is_plural_of(form, name) for name in concept.names):
                    return base
        return self._plurals.get(key, key)
