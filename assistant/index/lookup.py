"""Mappings over what lies on disk: read when asked for, the most recent kept."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

Key = TypeVar("Key")
Value = TypeVar("Value")


@dataclass(frozen=True, slots=True, eq=False)
class Lookup(Mapping[Key, Value]):
    """What is stored under each key, as a read-only dictionary. Safe to use from several threads."""

    find: Callable[[Key], Value]
    """Reads one value; raises KeyError where there is none."""
    all_keys: Callable[[], Iterable[Key]]
    """Reads every key, in the order of the store."""
    count: Callable[[], int]

    def __getitem__(self, key: Key) -> Value:
        return self.find(key)

    def __iter__(self) -> Iterator[Key]:
        return iter(self.all_keys())

    def __len__(self) -> int:
        return self.count()


@dataclass(slots=True)
class RecentTexts:
    """Texts by key, the most recently asked for kept: texts differ too much in length to count them.

    Args:
        find: reads a text; raises KeyError where there is none.
        most: how many characters are kept; a text longer than that is read each time.
    """

    find: Callable[[tuple[str, int]], str]
    most: int
    _kept: OrderedDict[tuple[str, int], str] = field(default_factory=OrderedDict)
    _characters: int = 0
    _moving: threading.Lock = field(default_factory=threading.Lock)
    """Held while the order is changed, never while the disk is read."""

    def __call__(self, key: tuple[str, int]) -> str:
        """The text under a key.

        Raises:
            KeyError: there is none.
        """
        with self._moving:
            if (kept := self._kept.get(key)) is not None:
                self._kept.move_to_end(key)
                return kept
        text = self.find(key)
        with self._moving:
            if key not in self._kept and len(text) <= self.most:
                self._kept[key] = text
                self._characters += len(text)
                while self._characters > self.most:
                    self._characters -= len(self._kept.popitem(last=False)[1])
        return text
