"""The retrievers compared: Shien, and what else one would take, each behind the same two functions.

"As it comes" is the retriever with its defaults and no language set. "Sudachi words" is the same
retriever given the product's own short words (``assistant.text.tokens.words``), since no defaults of a
library made for English should decide a comparison in Japanese. Nothing here reaches the network.
"""

from __future__ import annotations

import logging
import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from assistant.errors import InputError
from assistant.text.tokens import words
from evals.beir import BeirSet

DEPTH = 10
"""How many documents every retriever is asked for."""
SHIEN = "Shien"
DEFAULTS = "as it comes"
SUDACHI = "Sudachi words"

Search = Callable[[str], list[str]]
"""A query as it is written → ids of documents, best first."""
Opened = Callable[[BeirSet], AbstractContextManager[Search]]
"""Indexes a set; the index is let go at the end."""

_WITHOUT_THEIR_SERVERS = {
    "ANONYMIZED_TELEMETRY": "False",
    "HAYSTACK_TELEMETRY_ENABLED": "False",
    "LANGSMITH_TRACING": "false",
    "LANGCHAIN_TRACING_V2": "false",
}
"""Statistics and traces the peers would otherwise send."""


@dataclass(frozen=True, slots=True)
class System:
    """A retriever in one setting."""

    name: str
    setting: str
    packages: tuple[str, ...]
    """The distributions it consists of, as they are named in the package registry."""
    opened: Opened

    @property
    def label(self) -> str:
        """``LangChain BM25Retriever, as it comes``; for Shien its name alone."""
        return f"{self.name}, {self.setting}" if self.setting else self.name


def require_packages(systems: tuple[System, ...]) -> dict[str, str]:
    """The version of every package the systems consist of.

    Raises:
        InputError: some are not installed. No system is left out of a comparison for that.
    """
    versions, missing = {}, []
    for name in sorted({package for system in systems for package in system.packages}):
        try:
            versions[name] = version(name)
        except PackageNotFoundError:
            missing.append(name)
    if missing:
        raise InputError(
            f"比べる相手のパッケージがありません: {'、'.join(missing)}",
            "python -m pip install --require-hashes -r evals/benchmarks/peers.lock で入れてください"
            "（専用の仮想環境をお勧めします）。",
        )
    return versions


def keep_to_this_machine() -> None:
    """Switch off what the peers would send; before any of them is imported."""
    os.environ.update(_WITHOUT_THEIR_SERVERS)


def _whole_texts(beir: BeirSet) -> list[str]:
    """Each document as everyone gets it: title, new line, text."""
    return [f"{title}\n{text}" for _, title, text in beir.documents]


def _ids(beir: BeirSet) -> list[str]:
    return [doc_id for doc_id, _, _ in beir.documents]


def _short_words(text: str) -> list[str]:
    return words(text, "A")


def _spaced_words(text: str) -> str:
    """``補助金を申し込む`` → ``補助 金 申す 込む``: for libraries that cut by a pattern and by nothing else."""
    return " ".join(_short_words(text))


@contextmanager
def _shien(beir: BeirSet) -> Iterator[Search]:
    from assistant.retrieval import search
    from evals.retrieval import indexed

    with tempfile.TemporaryDirectory(prefix="shien-peers-") as folder, indexed(beir, Path(folder)) as index:
        yield lambda query: [hit.passage.doc_id for hit in search(index, query, DEPTH)]


@contextmanager
def _langchain(beir: BeirSet, tokenise: Callable[[str], list[str]] | None = None) -> Iterator[Search]:
    from langchain_community.retrievers import BM25Retriever

    given = {"preprocess_func": tokenise} if tokenise else {}
    retriever = BM25Retriever.from_texts(_whole_texts(beir), ids=_ids(beir), k=DEPTH, **given)
    yield lambda query: [document.id for document in retriever.invoke(query)]


@contextmanager
def _llama_index(beir: BeirSet, spaced: Callable[[str], str] | None = None) -> Iterator[Search]:
    """It cuts by ``token_pattern``; there is no hook for a tokenizer, so words come joined by spaces.

    From a query it takes English stop words whatever language is set, so ``IT`` is never searched for.
    """
    from llama_index.core.schema import TextNode
    from llama_index.retrievers.bm25 import BM25Retriever

    write = spaced or str
    nodes = [
        TextNode(id_=doc_id, text=write(text))
        for doc_id, text in zip(_ids(beir), _whole_texts(beir), strict=True)
    ]
    given = {"token_pattern": r"\S+", "skip_stemming": True} if spaced else {}
    retriever = BM25Retriever.from_defaults(nodes=nodes, similarity_top_k=DEPTH, **given)
    yield lambda query: [found.node.node_id for found in retriever.retrieve(write(query))]


@contextmanager
def _haystack(beir: BeirSet, spaced: Callable[[str], str] | None = None) -> Iterator[Search]:
    """It cuts by ``bm25_tokenization_regex``; there is no hook for a tokenizer, so words come joined by spaces."""
    from haystack import Document
    from haystack.components.retrievers.in_memory import InMemoryBM25Retriever
    from haystack.document_stores.in_memory import InMemoryDocumentStore

    write = spaced or str
    given = {"bm25_tokenization_regex": r"\S+"} if spaced else {}
    # Not shared: by default its documents stay in the process, and would slow the systems after it.
    store = InMemoryDocumentStore(shared=False, **given)
    store.write_documents(
        [
            Document(id=doc_id, content=write(text))
            for doc_id, text in zip(_ids(beir), _whole_texts(beir), strict=True)
        ]
    )
    retriever = InMemoryBM25Retriever(store, top_k=DEPTH)
    yield lambda query: [document.id for document in retriever.run(query=write(query))["documents"]]


@contextmanager
def _bm25s(beir: BeirSet, tokenise: Callable[[str], list[str]] | None = None) -> Iterator[Search]:
    import bm25s

    def tokens(texts: list[str]) -> object:
        return [tokenise(text) for text in texts] if tokenise else bm25s.tokenize(texts, show_progress=False)

    logging.getLogger("bm25s").setLevel(logging.WARNING)  # on import it turns its debug messages on
    ids = _ids(beir)
    retriever = bm25s.BM25()
    retriever.index(tokens(_whole_texts(beir)), show_progress=False)
    depth = min(DEPTH, len(ids))

    def search(query: str) -> list[str]:
        found = retriever.retrieve(tokens([query]), k=depth, show_progress=False)
        return [ids[number] for number in found.documents[0]]

    yield search


@contextmanager
def _chroma(beir: BeirSet) -> Iterator[Search]:
    """Chroma's defaults but for the threads, of which everybody has one. The vectors are unit vectors."""
    import chromadb

    from assistant.index.ginza_vectors import embed
    from assistant.index.vectors import BATCH

    ids, texts = _ids(beir), _whole_texts(beir)
    with tempfile.TemporaryDirectory(prefix="shien-peers-") as folder:
        client: Any = chromadb.PersistentClient(folder)
        collection = client.create_collection(
            "documents", embedding_function=None, configuration={"hnsw": {"num_threads": 1}}
        )
        for start in range(0, len(ids), BATCH):
            chunk = slice(start, start + BATCH)
            collection.add(ids=ids[chunk], embeddings=embed(texts[chunk]))

        def search(query: str) -> list[str]:
            found = collection.query(query_embeddings=embed([query]), n_results=DEPTH, include=[])
            return list(found["ids"][0])

        try:
            yield search
        finally:
            client.close()


_LANGCHAIN = ("langchain-community", "rank-bm25")
_LLAMA_INDEX = ("llama-index-core", "llama-index-retrievers-bm25")
SYSTEMS = (
    System(SHIEN, "", ("bm25s", "chromadb", "ja-ginza", "sudachidict-core", "sudachipy"), _shien),
    System("LangChain BM25Retriever", DEFAULTS, _LANGCHAIN, _langchain),
    System("LlamaIndex BM25Retriever", DEFAULTS, _LLAMA_INDEX, _llama_index),
    System("Haystack InMemoryBM25Retriever", DEFAULTS, ("haystack-ai",), _haystack),
    System("bm25s", DEFAULTS, ("bm25s",), _bm25s),
    System("LangChain BM25Retriever", SUDACHI, _LANGCHAIN, lambda beir: _langchain(beir, _short_words)),
    System("LlamaIndex BM25Retriever", SUDACHI, _LLAMA_INDEX, lambda beir: _llama_index(beir, _spaced_words)),
    System("Haystack InMemoryBM25Retriever", SUDACHI, ("haystack-ai",), lambda beir: _haystack(beir, _spaced_words)),
    System("bm25s", SUDACHI, ("bm25s",), lambda beir: _bm25s(beir, _short_words)),
    System("Chroma", "Shien's vectors, no words", ("chromadb", "ja-ginza"), _chroma),
)  # fmt: skip
