"""What bears one key, and what belongs together for it, in a few bytes for each thing."""

from array import array
from collections.abc import Iterator

import numpy as np


class KeyIndex:
    """Numbers and the keys that they bear, 16 bytes for each.

    Example:
        >>> index = KeyIndex()
        >>> for number, key in enumerate([7, 8, 7]):
        ...     index.add(key, number)
        >>> list(index.shared())
        [(7, [0, 2])]
    """

    def __init__(self) -> None:
        self._keys = array("Q")
        self._numbers = array("Q")

    def add(self, key: int, number: int) -> None:
        """Note that a number bears a key of 64 bits, once."""
        self._keys.append(key)
        self._numbers.append(number)

    def shared(self) -> Iterator[tuple[int, list[int]]]:
        """Yield each key that several numbers bear, with them in order."""
        keys = np.frombuffer(self._keys, np.uint64)
        order = np.argsort(keys, kind="stable")
        ordered = keys[order]
        starts = np.flatnonzero(np.r_[len(ordered) > 0, ordered[1:] != ordered[:-1]])
        ends = np.r_[starts[1:], len(ordered)]
        numbers = np.frombuffer(self._numbers, np.uint64)
        for run in np.flatnonzero(ends - starts > 1):
            yield int(ordered[starts[run]]), sorted(numbers[order[starts[run] : ends[run]]].tolist())

    def keys(self) -> set[int]:
        """Return all keys."""
        return set(self._keys)


class Partition:
    """Disjoint sets of the numbers below a size (union-find with path halving).

    Args:
        size: How many numbers; each is a set of its own at first.

    Example:
        >>> partition = Partition(3)
        >>> partition.join([0, 2])
        >>> partition.groups()
        [[0, 2], [1]]
    """

    def __init__(self, size: int) -> None:
        self._parents = array("q", range(size))

    def join(self, numbers: list[int]) -> None:
        """Make one set of those that hold these numbers."""
        for other in numbers[1:]:
            self._parents[self._root(other)] = self._root(numbers[0])

    def _root(self, number: int) -> int:
        parents = self._parents
        while parents[number] != number:
            parents[number] = parents[parents[number]]
            number = parents[number]
        return number

    def groups(self) -> list[list[int]]:
        """Return the sets, by their first numbers."""
        groups: dict[int, list[int]] = {}
        for number in range(len(self._parents)):
            groups.setdefault(self._root(number), []).append(number)
        return list(groups.values())
