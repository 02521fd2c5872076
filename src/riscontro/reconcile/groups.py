"""Things that are joined pair by pair into groups (a disjoint-set forest); the smallest name of a group stands for it."""

from __future__ import annotations

from collections.abc import Iterable


class Groups:
    """Names, each at first a group of its own."""

    def __init__(self, names: Iterable[str]) -> None:
        self._above = {name: name for name in names}

    def head(self, name: str) -> str:
        """The smallest name of the group."""
        while self._above[name] != name:
            self._above[name] = self._above[self._above[name]]
            name = self._above[name]
        return name

    def together(self, one: str, other: str) -> bool:
        """Whether two names are in one group."""
        return self.head(one) == self.head(other)

    def join(self, one: str, other: str) -> None:
        """Makes the groups of two names one."""
        first, second = sorted((self.head(one), self.head(other)))
        self._above[second] = first

    def groups(self) -> dict[str, list[str]]:
        """Every group by its smallest name."""
        found: dict[str, list[str]] = {}
        for name in self._above:
            found.setdefault(self.head(name), []).append(name)
        return found
