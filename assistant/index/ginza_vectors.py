"""The offline embedding: a weighted mean of the word vectors that come with GiNZA.

Weak on its own (nDCG@10 0.75 on JSQuAD dev, where the lexical channel reaches 0.96), so retrieval
gives it a small say; it finds passages that use other words for the same thing.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.text.tokens import words

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Vectors = NDArray[np.float32]

DIMENSIONS = 300
WEIGHT = 0.5
"""Beside a channel of words. Measured on the development sets, nDCG@10, weight 0 / 0.5 / 1 / 2: JSQuAD
0.961 / 0.961 / 0.960 / 0.958, programmes 0.860 / 0.861 / 0.860 / 0.854. The channel neither lifts nor hurts there; it
is kept for questions that share no word with their passage."""
LEAST_SIMILARITY = 0.5
"""A passage that shares no token with the query is a hit only from this cosine."""
_SMOOTHING = 1e-3
"""``a`` of smooth inverse frequency, a / (a + p(word)): Arora, Liang, Ma (2017), section 3."""
_ZIPF = 13.0
"""ln of the vocabulary's size: the word of rank r has probability about 1 / (13 r)."""


def embedding_name() -> str:
    """What made the vectors: an index made with another embedding has its vectors made anew."""
    return f"ja-ginza {version('ja-ginza')} word vectors, smooth inverse frequency"


@dataclass(frozen=True, slots=True)
class _WordVectors:
    weighted: Callable[[str], Vectors | None]


@lru_cache(maxsize=1)
def _word_vectors() -> _WordVectors:
    import numpy as np
    import srsly
    from spacy.strings import get_string_id

    # The two files of the package are read as they lie there: spacy.load also reads 17 MB of strings and fills
    # tables nobody asks, 1.4 s and 190 MB more of a process that answers one question.
    folder = _table_folder()
    table = np.load(folder / "vectors", mmap_mode="r").view(np.ndarray)
    row: dict[int, int] = srsly.read_msgpack(folder / "key2row")
    # The table lists words by falling frequency, so a word's rank stands in for its count.
    rank = {key: position for position, key in enumerate(row)}

    def weighted(word: str) -> Vectors | None:
        if (key := get_string_id(word)) not in rank:
            return None
        probability = 1 / ((rank[key] + 10) * _ZIPF)
        vector: Vectors = table[row[key]] * np.float32(_SMOOTHING / (_SMOOTHING + probability))
        return vector

    return _WordVectors(lru_cache(maxsize=50_000)(weighted))


def _table_folder() -> Path:
    """Where the package of the model keeps its words."""
    package = find_spec("ja_ginza")
    if package is None or package.origin is None:
        raise ModuleNotFoundError("ja_ginza")
    return Path(package.origin).parent / f"ja_ginza-{version('ja-ginza')}" / "vocab"


@lru_cache(maxsize=50_000)
def word_direction(word: str) -> Vectors | None:
    """Unit vector of one word in normalised form, shape (300,); None for a word the table lacks.

    ``飛行機`` and ``航空`` have a cosine of 0.68, ``費用`` and ``経費`` 0.75, ``天気`` and ``機器`` 0.11.
    """
    import numpy as np

    vector = _word_vectors().weighted(word)
    norm = 0.0 if vector is None else float(np.linalg.norm(vector))
    return None if vector is None or not norm else vector / norm


def directions(words: Collection[str]) -> Vectors:
    """Unit vectors of words in normalised form, shape (len(words), 300), float32; zeros for a word the table lacks."""
    import numpy as np

    out = np.zeros((len(words), DIMENSIONS), dtype=np.float32)
    for row, word in zip(out, words, strict=True):
        if (direction := word_direction(word)) is not None:
            row[:] = direction
    return out


def embed(texts: Sequence[str]) -> Vectors:
    """Unit vectors of texts, shape (len(texts), 300), float32; zeros for a text of unknown words."""
    import numpy as np

    table = _word_vectors()
    out = np.zeros((len(texts), DIMENSIONS), dtype=np.float32)
    for row, text in zip(out, texts, strict=True):
        for word in (*words(text, "A"), *words(text, "C")):
            if (vector := table.weighted(word)) is not None:
                row += vector
        if norm := float(np.linalg.norm(row)):
            row /= norm
    return out
