"""Where a query stops being SPARQL, and what could stand there instead.

Oxigraph's parser tells a place, but one behind the mistake, and every rule that it has tried. SPARQL is LL(1): one token ahead is
enough to know what may follow. So a query that Oxigraph refuses is read once more, by a table (Aho, Sethi and Ullman, Compilers,
1986, section 4.4).
"""

import re
from functools import cache
from importlib.resources import files
from typing import NamedTuple, TypeAlias

from kgbuild.query.tokens import Token, tokens

Sequence: TypeAlias = tuple[str, ...]

_RULE = re.compile(r"^(\w+) ::= (.*)$", re.MULTILINE)
_SYMBOL = re.compile(r"'[^']+'|\w+|[()|?*+]")


class Mistake(NamedTuple):
    """A place where a query stops being SPARQL.

    Attributes:
        token: What stands there.
        expected: The kinds of tokens that could stand there instead, sorted.
    """

    token: Token
    expected: tuple[str, ...]


class Grammar:
    """An LL(1) grammar.

    Args:
        text: Rules in EBNF, one a line; the first is where a text begins.
    """

    def __init__(self, text: str) -> None:
        self.rules: dict[str, list[Sequence]] = {}
        for name, body in _RULE.findall(text):
            self.rules.setdefault(name, [])
            symbols = _SYMBOL.findall(body)
            self.rules[name] = self._alternatives(symbols)
        self.start = next(name for name, _ in _RULE.findall(text))
        self.firsts: dict[str, frozenset[str]] = dict.fromkeys(self.rules, frozenset())
        self.empty: set[str] = set()
        while self._grow():
            pass
        self.words = frozenset(
            _kind(symbol) for body in self.rules.values() for one in body for symbol in one if symbol[1:2].isalpha()
        )

    def mistake(self, sparql: str) -> Mistake | None:
        """Return the first mistake of a text, or None if it follows the grammar."""
        stack, expected = [self.start], set[str]()
        for token in tokens(sparql, self.words):
            while stack and stack[-1] in self.rules:
                expected |= self.firsts[stack[-1]]
                chosen = self._choice(stack.pop(), token.kind)
                if chosen is None:
                    return Mistake(token, tuple(sorted(expected)))
                stack.extend(reversed(chosen))
            if not stack or _kind(stack.pop()) != token.kind:
                return Mistake(token, tuple(sorted(expected)))
            expected = set()
            if stack and stack[-1] not in self.rules:
                expected.add(_kind(stack[-1]))
        return None

    def _choice(self, name: str, kind: str) -> Sequence | None:
        """Return the alternative that begins with a token, else the one that may be empty, else None."""
        for alternative in self.rules[name]:
            if kind in self.first(alternative):
                return alternative
        return next((one for one in self.rules[name] if self._may_be_empty(one)), None)

    def first(self, sequence: Sequence) -> frozenset[str]:
        """Return the kinds of tokens that a sequence can begin with."""
        found = set[str]()
        for symbol in sequence:
            found |= self.firsts.get(symbol) or ({_kind(symbol)} if symbol not in self.rules else set())
            if symbol not in self.empty:
                break
        return frozenset(found)

    def _may_be_empty(self, sequence: Sequence) -> bool:
        return all(symbol in self.empty for symbol in sequence)

    def _grow(self) -> bool:
        """Add what follows from what is known of first tokens and empty rules; tell whether anything was added."""
        grown = False
        for name, body in self.rules.items():
            first = frozenset().union(*map(self.first, body))
            if first != self.firsts[name]:
                self.firsts[name], grown = first, True
            if name not in self.empty and any(map(self._may_be_empty, body)):
                self.empty.add(name)
                grown = True
        return grown

    def _alternatives(self, symbols: list[str]) -> list[Sequence]:
        """Read alternatives up to a closing bracket or the end; what is repeated or optional becomes a rule of its own."""
        found: list[list[str]] = [[]]
        while symbols and symbols[0] != ")":
            symbol = symbols.pop(0)
            if symbol == "|":
                found.append([])
                continue
            if symbol == "(":
                symbol = self._named(self._alternatives(symbols))
                symbols.pop(0)
            if symbols and symbols[0] in {"?", "*", "+"}:
                symbol = self._repeated(symbol, symbols.pop(0))
            found[-1].append(symbol)
        return [tuple(one) for one in found]

    def _repeated(self, symbol: str, how: str) -> str:
        if how == "?":
            return self._named([(symbol,), ()])
        again = self._named([])
        self.rules[again] = [(symbol, again), ()]
        return again if how == "*" else self._named([(symbol, again)])

    def _named(self, alternatives: list[Sequence]) -> str:
        name = f"_{len(self.rules)}"
        self.rules[name] = alternatives
        return name


@cache
def sparql_grammar() -> Grammar:
    """Return the grammar of SPARQL 1.1 queries.

    Example:
        >>> sparql_grammar().mistake("SELECT * { ?s ?p }").token.start
        17
        >>> sparql_grammar().mistake("ASK {}") is None
        True
    """
    return Grammar(files("kgbuild.query").joinpath("sparql.ebnf").read_text(encoding="utf-8"))


def _kind(symbol: str) -> str:
    return symbol.strip("'")
