"""Keys: what claims of one event have in common besides their time."""

from __future__ import annotations

from dataclasses import dataclass

from riscontro.model.claims import Kind


@dataclass(frozen=True, slots=True, order=True)
class EventKey:
    """What claims of one event have in common besides their time; written `kind|actor|counterpart|family`.

    `actor` and `counterpart` are codes of parties (empty = none named; sorted where the kind has no direction), `family` the top
    two parts of a goods code (empty = no goods named).
    """

    kind: Kind
    actor: str
    counterpart: str
    family: str

    def __str__(self) -> str:
        return "|".join((self.kind, self.actor, self.counterpart, self.family))

    @classmethod
    def parse(cls, text: str) -> EventKey:
        """The key as it was written. Raises ValueError for what is none."""
        kind, actor, counterpart, family = text.split("|")
        return cls(Kind(kind), actor, counterpart, family)

    @property
    def sides(self) -> tuple[str, str]:
        """Actor and counterpart."""
        return self.actor, self.counterpart


@dataclass(frozen=True, slots=True)
class KeyPattern:
    """Keys of a kind; None = any. With `near`, only claims of the documents in which the asking key's own claims stand."""

    kind: Kind
    actor: str | None
    counterpart: str | None
    family: str | None
    near: bool = False

    def fits(self, key: EventKey) -> bool:
        """Whether a key is one of these."""
        pairs = ((self.actor, key.actor), (self.counterpart, key.counterpart), (self.family, key.family))
        return self.kind is key.kind and all(wanted is None or wanted == found for wanted, found in pairs)
