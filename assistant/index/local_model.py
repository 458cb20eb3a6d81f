"""Embeddings from a model folder on this machine, by the sentence-transformers library. Never downloads."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.errors import EmbeddingError
from assistant.index.embedding import Embedded, Embedding, QueryVectors, unit_vectors, weight_of
from assistant.settings import Settings

if TYPE_CHECKING:
    from assistant.index.ginza_vectors import Vectors

BATCH = 32
_SAMPLE = 1_000_000


def local_embedding(folder: str, settings: Settings, dimensions: int) -> Embedding:
    """The embedding of a model folder. Loads nothing yet.

    A model that declares prompts ("query: ", "passage: ") gets them: the library puts them before the texts.

    Args:
        folder: path of the model's folder.
        settings: the weight.
        dimensions: what its vectors must have, 0 if not known.

    Raises:
        EmbeddingError: there is no such folder, or it holds no model.
    """
    path = Path(folder).expanduser()
    if not (path / "modules.json").is_file() and not (path / "config.json").is_file():
        raise EmbeddingError(
            f"{folder} に埋め込みのモデルがありません。",
            "modules.json か config.json のある、モデルのフォルダーを SHIEN_EMBEDDING に指定してください。",
        )
    model = lru_cache(maxsize=1)(lambda: _load(path))

    def embed_texts(texts: Sequence[str], expected: int) -> Embedded:
        return Embedded(_encoded(lambda: model().encode_document, texts, expected, path))

    def embed_query(text: str) -> Vectors:
        vector: Vectors = _encoded(lambda: model().encode_query, [text], dimensions, path)[0]
        return vector

    return Embedding(
        name=f"sentence-transformers:{path.name} ({_digest(path)})",
        embed_texts=embed_texts,
        query_vectors=QueryVectors(embed_query),
        batch=BATCH,
        weight=weight_of(settings),
        check=_check_library,
    )


def _encoded(
    encode: Callable[[], Callable[..., Any]], texts: Sequence[str], dimensions: int, path: Path
) -> Vectors:
    """Vectors by one of the model's own methods, which puts the prompt for queries or passages first."""
    method = encode()
    try:
        rows = method(list(texts), batch_size=BATCH, show_progress_bar=False, convert_to_numpy=True)
    except (RuntimeError, ValueError, TypeError) as error:  # out of memory, a model that takes no text
        raise EmbeddingError(
            f"{path.name} のモデルで計算できません（{type(error).__name__}）。",
            "メモリの空きと、文の埋め込みのモデルであることを確かめてください。",
        ) from error
    return unit_vectors(rows, len(texts), dimensions, path.name)


def _check_library() -> None:
    from importlib.util import find_spec

    if find_spec("sentence_transformers") is None:
        raise EmbeddingError(
            "埋め込みのライブラリ sentence-transformers が入っていません。",
            "「pip install 'sentence-transformers>=5.1'」で入れるか、SHIEN_EMBEDDING を ja-ginza に戻してください。",
        )


def _load(path: Path) -> Any:
    _check_library()
    os.environ.setdefault("HF_HUB_OFFLINE", "1")  # read when the library is imported: nothing is ever fetched
    import sentence_transformers

    try:
        return sentence_transformers.SentenceTransformer(str(path), local_files_only=True)
    except (
        OSError,
        ValueError,
        KeyError,
        ImportError,
        RuntimeError,
    ) as error:  # files missing, of another version
        raise EmbeddingError(
            f"{path} のモデルを読めません（{type(error).__name__}）。",
            "モデルのファイルがそろっているか、sentence-transformers の版が合うかを確かめてください。",
        ) from error


def _digest(path: Path) -> str:
    """Checksum of a model: each file's name, size, first and last megabyte; weights are too long to read whole."""
    digest = hashlib.sha256()
    for file in sorted(p for p in path.rglob("*") if p.is_file() and not p.name.startswith(".")):
        size = file.stat().st_size
        digest.update(f"{file.relative_to(path).as_posix()}\0{size}\0".encode())
        with file.open("rb") as content:
            digest.update(content.read(_SAMPLE))
            content.seek(max(_SAMPLE, size - _SAMPLE))
            digest.update(content.read())
    return digest.hexdigest()[:12]
