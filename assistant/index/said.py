"""Every passage's text folded for comparison, on disk, and how many passages say a name.

A name stands in a folded text only if each of its pairs of letters does. The channel of pairs knows which
passages hold one; folding also joins letters over white space (``Go Tech`` → ``gotech``), and those
pairs are indexed here beside it. The few passages that hold all pairs are then read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.index.lexical import build_channel, open_channel
from assistant.index.postings import postings
from assistant.text.normalise import fold
from assistant.text.readings import TO_KATAKANA

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Rows = NDArray[np.int32]

JOINED = "joined"
"""Folder of the index of a passage's pairs that only folding brings together."""
COUNTS_KEPT = 10_000
_TEXT, _STARTS = "folded.bin", "starts.npy"
_WORD_RUN = re.compile(r"\w+")


def pairs(folded: str) -> frozenset[str]:
    """Neighbouring letters of a folded text, kana as katakana: ``補助率は2/3`` → ``{補助, 助率, 率ハ, ハ2}``"""
    runs = _WORD_RUN.findall(folded.translate(TO_KATAKANA))
    return frozenset(run[i : i + 2] for run in runs for i in range(len(run) - 1))


def joined_pairs(folded: str, near_pairs: Iterable[str]) -> list[str]:
    """The pairs of a passage's folded text that its tokens of the channel of pairs lack, sorted."""
    return sorted(pairs(folded) - set(near_pairs))


@dataclass(frozen=True, slots=True, eq=False)
class FoldedTexts(Mapping[str, str]):
    """Each passage's folded text by passage id. Safe to use from several threads."""

    rows: Mapping[str, int]
    """Each passage's place in the order of the lexical index, by id."""
    text: NDArray[np.uint8]
    """All folded texts in that order, UTF-8, mapped from disk."""
    starts: NDArray[np.int64]
    """Where each begins, and after the last where it ends; shape (passages + 1,)."""
    channels: tuple[Any, ...]
    """The channel of pairs and that of the joined pairs; empty where no passage has any text."""
    _counted: dict[tuple[str, ...], int] = field(default_factory=dict)
    """Counts made before: a name is asked for again and again, and a common one costs a read of many texts."""

    def __getitem__(self, passage_id: str) -> str:
        return self._at(self.rows[passage_id])

    def __iter__(self) -> Iterator[str]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    def saying(self, spellings: tuple[str, ...]) -> int:
        """How many passages say a name.

        Args:
            spellings: the ways it is written, folded.
        """
        count = self._counted.get(spellings)
        if count is None:
            texts = (self._at(row) for row in self._candidates(spellings))
            count = sum(1 for text in texts if any(spelling in text for spelling in spellings))
            if len(self._counted) < COUNTS_KEPT:
                self._counted[spellings] = count
        return count

    def holding(self, words: str) -> Iterable[int]:
        """Rows of the passages whose text, title or headings hold each pair of letters of some words."""
        return self._candidates((fold(words),))

    def _at(self, row: int) -> str:
        return self.text[self.starts[row] : self.starts[row + 1]].tobytes().decode("utf-8")

    def _candidates(self, spellings: tuple[str, ...]) -> Iterable[int]:
        """Rows that may say one of the spellings, each once."""
        found: set[int] = set()
        for spelling in spellings:
            if not self.channels or not (wanted := pairs(spelling)):
                return range(len(self.rows))
            found.update(self._holding(wanted).tolist())
        return found

    def _holding(self, wanted: Iterable[str]) -> Rows:
        """Rows that hold all pairs: those of the rarest pair, then less and less of them."""
        import numpy as np

        each = [[postings(channel, pair) for channel in self.channels] for pair in wanted]
        rarest, *others = sorted(each, key=lambda parts: sum(map(len, parts)))
        found = np.concatenate(rarest)  # no row twice: a pair is joined only where the other channel lacks it
        for parts in others:
            found = found[np.logical_or.reduce([np.isin(found, rows) for rows in parts])]
        return found


def build_folded(folder: Path, texts: Iterable[str], near_pairs: Iterable[list[str]]) -> None:
    """Write the folded texts of passages, in order, and the index of their joined pairs to a folder.

    Args:
        folder: made if it is not there.
        texts: of the passages.
        near_pairs: each passage's tokens of the channel of pairs.
    """
    import numpy as np

    folder.mkdir(parents=True, exist_ok=True)
    starts, joined = [0], []
    with (folder / _TEXT).open("wb") as file:
        for text, known in zip(texts, near_pairs, strict=True):
            folded = fold(text)
            starts.append(starts[-1] + file.write(folded.encode("utf-8")))
            joined.append(joined_pairs(folded, known))
    np.save(folder / _STARTS, np.array(starts, dtype=np.int64))
    if joined:
        build_channel(folder / JOINED, joined)


def open_folded(folder: Path, rows: Mapping[str, int], near_pairs: Any | None) -> FoldedTexts:
    """Open the folded texts; they stay on disk and are mapped into memory.

    Args:
        folder: what build_folded wrote.
        rows: each passage's place in the order they were written in, by id.
        near_pairs: the opened channel of pairs; None where there are no passages.
    """
    import numpy as np

    starts = np.load(folder / _STARTS, mmap_mode="r")
    if near_pairs is None or not starts[-1]:  # nothing to map
        return FoldedTexts(rows, np.zeros(0, dtype=np.uint8), starts, ())
    text = np.memmap(folder / _TEXT, dtype=np.uint8, mode="r")
    return FoldedTexts(rows, text, starts, (near_pairs, open_channel(folder / JOINED)))
