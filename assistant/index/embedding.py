"""Which embedding is set, and everything an index needs of it."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from assistant.errors import EmbeddingError
from assistant.settings import Settings

if TYPE_CHECKING:
    from assistant.index.ginza_vectors import Vectors

UNMEASURED_WEIGHT = 2.0
"""Weight of an embedding nobody has measured here. A sentence encoder better than GiNZA's vectors (0.66 and 0.77 alone
instead of 0.61 and 0.75, programmes dev and JSQuAD dev) took the sum from 0.861 to 0.871 and from 0.964 to 0.965, at 3.0
to 0.878 and 0.963; an English one set by mistake took it from 0.961 to 0.950 on JSQuAD dev, at 3.0 to 0.939."""
LEFT_ALONE_SECONDS = 30.0
"""How long an embedding that failed is not asked again: one question searches up to five times, and each
search would wait out the timeout."""
_SPECIFICATIONS = "ja-ginza、openai:モデル名、azure_openai:配置名、sentence-transformers:フォルダー"


@dataclass(frozen=True, slots=True)
class Embedded:
    """Vectors of texts, and what they cost."""

    vectors: Vectors
    """Unit vectors, shape (texts, dimensions), float32."""
    tokens: int | None = None
    """What the server counted; None where it does not say, or where there is no server."""


@dataclass(frozen=True, slots=True)
class Embedding:
    """One embedding, ready to be asked; its model is loaded at the first text."""

    name: str
    """What makes the vectors: an index made with another one has its vectors made anew."""
    embed_texts: Callable[[Sequence[str], int], Embedded]
    """Vectors of at most ``batch`` passages, of so many dimensions (0: any). Raises EmbeddingError."""
    query_vectors: QueryVectors
    batch: int
    weight: float
    """Of its standardised scores beside one lexical channel."""
    least_similarity: float = 0.0
    """A passage that shares no word with the query is a hit only from this cosine. Cosines are spread
    differently by each embedding (E5's begin at 0.7), so of one not measured the order alone decides."""
    is_costly: bool = True
    """Whether vectors are kept, so that none is made or paid for twice."""
    address: str | None = None
    """Where texts are sent; None where they stay in this process."""
    leaves_machine: bool = False
    """Whether that is another machine: what is asked is masked then."""
    usd_per_million_tokens: float | None = None
    price_as_of: str | None = None
    """The day of a price that is Shien's own data; None for one from the settings."""
    check: Callable[[], None] = lambda: None
    """Raises EmbeddingError when something is plainly missing: a key, a library."""

    def embed_query(self, text: str) -> Vectors:
        """Unit vector of a query, shape (dimensions,).

        Raises:
            EmbeddingError: it cannot be asked at the moment; search goes on without it.
        """
        return self.query_vectors.of(text)

    def problem(self) -> EmbeddingError | None:
        """Why it is not asked at the moment; None while it works."""
        return self.query_vectors.problem()


class QueryVectors:
    """Vectors of queries. Remembers the last ones, and for a while that the embedding failed."""

    def __init__(self, embed: Callable[[str], Vectors]) -> None:
        self._embed = lru_cache(maxsize=256)(embed)
        self._failed: tuple[float, EmbeddingError] | None = None

    def of(self, text: str) -> Vectors:
        """Unit vector of a query, shape (dimensions,). Raises EmbeddingError."""
        if problem := self.problem():
            raise EmbeddingError(problem.message, problem.hint)
        try:
            return self._embed(text)
        except EmbeddingError as error:
            self._failed = (time.monotonic(), error)
            raise

    def problem(self) -> EmbeddingError | None:
        """What went wrong less than ``LEFT_ALONE_SECONDS`` ago."""
        failed = self._failed
        return failed[1] if failed and time.monotonic() - failed[0] < LEFT_ALONE_SECONDS else None


def without_asking(embedding: Embedding) -> Embedding:
    """An embedding that is never asked for the vector of a query, so that no question leaves the machine."""

    def refuse(_text: str) -> Vectors:
        raise EmbeddingError(
            "この相談は、端末の外に何も送らない設定です。",
            "送ってよいときは、設定を切ってからお尋ねください。",
        )

    return replace(embedding, query_vectors=QueryVectors(refuse))


def in_conversation(
    embedding: Embedding, said: Sequence[str], mask: Callable[[Sequence[str]], Sequence[str]]
) -> Embedding:
    """An embedding elsewhere that learns no name which only the whole conversation gives away.

    A part of a question is searched by itself, with its subject put in: 「うちは寿司の一心と言います。締切は？」 asks for 寿司の一心の締切.
    Of 660 turns made of the masking sentences, 6 sent such a name where each part was masked alone.

    Args:
        embedding: one that asks another machine.
        said: the question and the turns before it.
        mask: texts as they may leave, masked together.
    """
    asked = embedding.query_vectors  # it masks what is left, and remembers that it failed
    return replace(embedding, query_vectors=QueryVectors(lambda text: asked.of(mask([text, *said])[0])))


def chosen_embedding(settings: Settings, dimensions: int = 0) -> Embedding:
    """The embedding the settings name. Loads and asks nothing yet.

    Args:
        settings: ``embedding`` and what goes with it.
        dimensions: of the vectors of the index to search, 0 if not known: others are refused.

    Raises:
        EmbeddingError: there is no such embedding, or its folder or address is wrong.
    """
    provider, _, model = settings.embedding.partition(":")
    if settings.embedding == "ja-ginza":
        return _ginza(settings)
    if model and provider in ("openai", "azure_openai"):
        from assistant.index.embedding_server import server_embedding

        return server_embedding(provider, model, settings, dimensions)
    if model and provider == "sentence-transformers":
        from assistant.index.local_model import local_embedding

        return local_embedding(model, settings, dimensions)
    raise EmbeddingError(
        f"SHIEN_EMBEDDING の値「{settings.embedding}」は使えません。",
        f"次のどれかにしてください: {_SPECIFICATIONS}",
    )


def _ginza(settings: Settings) -> Embedding:
    from assistant.index.ginza_vectors import LEAST_SIMILARITY, WEIGHT, embed, embedding_name

    return Embedding(
        name=embedding_name(),
        embed_texts=lambda texts, _dimensions: Embedded(embed(texts)),
        query_vectors=QueryVectors(lambda text: embed([text])[0]),
        batch=256,
        weight=weight_of(settings, WEIGHT),
        least_similarity=LEAST_SIMILARITY,
        is_costly=False,
    )


def weight_of(settings: Settings, measured: float = UNMEASURED_WEIGHT) -> float:
    """The weight set, or else the one measured."""
    return measured if settings.embedding_weight is None else settings.embedding_weight


def unit_vectors(rows: object, count: int, dimensions: int, source: str) -> Vectors:
    """What an embedding answered as unit vectors, shape (count, dimensions), float32.

    Args:
        rows: ``count`` lists of numbers, or an array.
        count: how many texts were sent.
        dimensions: how many numbers each must have; 0 if not known.
        source: who answered, for the message.

    Raises:
        EmbeddingError: too few or too many, of another length, or not numbers.
    """
    import numpy as np

    try:
        vectors = np.asarray(rows, dtype=np.float32)
    except (TypeError, ValueError) as error:  # rows of different lengths, None, text
        raise _nonsense(source, "数値の並びではない") from error
    if vectors.ndim != 2 or len(vectors) != count:
        raise _nonsense(source, f"{count} 件に対し {len(vectors) if vectors.ndim else 0} 件")
    if not np.isfinite(vectors).all():
        raise _nonsense(source, "数値でない値を含む")
    if not vectors.shape[1] or dimensions not in (0, vectors.shape[1]):
        raise EmbeddingError(
            f"{source} のベクトルは {vectors.shape[1]} 次元で、前の {dimensions} 次元と違います。",
            "モデルが替わっています。データの置き場所の embeddings.sqlite3 を消し、"
            "「shien ingest --rebuild」で作り直してください。",
        )
    norms = np.linalg.norm(vectors, axis=1, keepdims=True)
    unit: Vectors = np.divide(vectors, norms, out=np.zeros_like(vectors), where=norms > 0)
    return unit


def _nonsense(source: str, what: str) -> EmbeddingError:
    return EmbeddingError(
        f"{source} の答えをベクトルとして読めません（{what}）。",
        "SHIEN_EMBEDDING のモデル名と SHIEN_EMBEDDING_URL を確かめてください。",
    )
