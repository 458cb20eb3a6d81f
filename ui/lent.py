"""A thing that several pages use at once: closed when it has been replaced and the last of them is done with it."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from typing import Generic, Protocol, TypeVar


class Closable(Protocol):
    """Something open."""

    def close(self) -> None:
        """Release what it holds."""


Thing = TypeVar("Thing", bound=Closable)


@dataclass
class Lent(Generic[Thing]):
    """An open thing, how many use it, and whether another has taken its place. Safe to use from several threads."""

    thing: Thing
    _users: int = 0
    _replaced: bool = False
    _counting: threading.Lock = field(default_factory=threading.Lock)

    def take(self) -> bool:
        """Begin to use it; False where it is, or is about to be, closed: then ask for the one in its place."""
        with self._counting:
            if self._replaced:
                return False
            self._users += 1
            return True

    def give_back(self) -> None:
        """End a use; the last one of a thing that was replaced closes it."""
        with self._counting:
            self._users -= 1
            is_last = self._replaced and not self._users
        if is_last:
            self.thing.close()

    def replace(self) -> None:
        """Another has taken its place: nobody begins to use it any more, and it is closed once nobody does."""
        with self._counting:
            is_idle = not self._replaced and not self._users
            self._replaced = True
        if is_idle:
            self.thing.close()
