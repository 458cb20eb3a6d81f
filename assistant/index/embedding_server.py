"""Embeddings from OpenAI, Azure, or a server that speaks as OpenAI does, by way of LangChain."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from assistant.addresses import is_this_machine, set_address
from assistant.errors import EmbeddingError
from assistant.index.embedding import Embedded, Embedding, QueryVectors, unit_vectors, weight_of
from assistant.privacy import masked
from assistant.settings import Settings
from assistant.text.names import read_names

if TYPE_CHECKING:
    import openai

    from assistant.index.ginza_vectors import Vectors

OPENAI_URL = "https://api.openai.com/v1"
OPENAI_PRICES = {
    "text-embedding-3-small": 0.02,
    "text-embedding-3-large": 0.13,
    "text-embedding-ada-002": 0.10,
}
"""USD per million tokens, standard tier."""
PRICES_AS_OF = "2026-07-03"
OPENAI_BATCH, OTHER_BATCH = 256, 32
"""Texts in one request. OpenAI takes 2,048 of 300,000 tokens together; other servers may take no more than
32, as text-embeddings-inference does unless told otherwise."""
MAX_CHARACTERS = 2_700
"""Longer texts are cut: at three tokens a character, the most Japanese takes, that is 8,100 of 8,191 tokens.
A passage has 400 characters and its headings, so this is only a bound."""
INGEST_SECONDS, INGEST_RETRIES = 60.0, 5
QUERY_SECONDS = 3.0
"""An advisor waits no longer than this for better hits, and there is no second try."""


def server_embedding(provider: str, model: str, settings: Settings, dimensions: int) -> Embedding:
    """The embedding of a server. Connects to nothing yet.

    Args:
        provider: "openai" or "azure_openai".
        model: the model's name, or Azure's name of the deployment.
        settings: address, key, weight and price.
        dimensions: what its vectors must have, 0 if not known.

    Raises:
        EmbeddingError: the address is missing or cannot be one.
    """
    address = _address(provider, settings)
    is_here = is_this_machine(address)
    is_openai = address == OPENAI_URL
    ask_patiently = lru_cache(maxsize=1)(
        lambda: _Asking(provider, model, settings, INGEST_SECONDS, INGEST_RETRIES)
    )
    ask_at_once = lru_cache(maxsize=1)(lambda: _Asking(provider, model, settings, QUERY_SECONDS, 0))

    def embed_query(text: str) -> Vectors:
        known = read_names(settings.corpus / "aliases.toml").aliases
        sent = text if is_here else masked(text, known).text
        vector: Vectors = ask_at_once()([sent], dimensions).vectors[0]
        return vector

    own_price = OPENAI_PRICES.get(model) if is_openai else None
    from_settings = settings.embedding_price is not None
    return Embedding(
        name=f"{provider}:{model} ({address})",
        embed_texts=lambda texts, expected: ask_patiently()(texts, expected),
        query_vectors=QueryVectors(embed_query),
        batch=OPENAI_BATCH if is_openai else OTHER_BATCH,
        weight=weight_of(settings),
        address=address,
        leaves_machine=not is_here,
        usd_per_million_tokens=settings.embedding_price if from_settings else own_price,
        price_as_of=PRICES_AS_OF if own_price is not None and not from_settings else None,
        check=lambda: _check_key(is_here, settings),
    )


def _address(provider: str, settings: Settings) -> str:
    if settings.embedding_url is None and provider == "openai":
        return OPENAI_URL
    return set_address("SHIEN_EMBEDDING_URL", settings.embedding_url, "埋め込み", EmbeddingError)


def _check_key(is_here: bool, settings: Settings) -> None:
    if not is_here and not settings.embedding_key:
        raise EmbeddingError(
            "埋め込みのサーバーの鍵がありません。",
            "OPENAI_API_KEY か SHIEN_EMBEDDING_KEY を設定してください。",
        )


class _Asking:
    """A connection to the server, with its patience."""

    def __init__(self, provider: str, model: str, settings: Settings, seconds: float, retries: int) -> None:
        self._address = _address(provider, settings)
        self._key = settings.embedding_key.get_secret_value() if settings.embedding_key else ""
        _check_key(is_this_machine(self._address), settings)
        self._counts: list[int] = []
        self._model = self._connect(provider, model, seconds, retries)

    def _connect(self, provider: str, model: str, seconds: float, retries: int) -> Any:
        from langchain.embeddings import init_embeddings
        from openai import DefaultHttpxClient, OpenAIError

        is_here = is_this_machine(self._address)
        client = DefaultHttpxClient(
            trust_env=not is_here,  # a proxy would carry what is meant for this machine to another
            follow_redirects=False,  # the masking was decided by this address
            event_hooks={"response": [self._count]},
        )
        try:
            return init_embeddings(
                f"{provider}:{model}",
                **{"base_url" if provider == "openai" else "azure_endpoint": self._address},
                api_key=self._key or "no key",
                timeout=seconds,
                max_retries=retries,
                check_embedding_ctx_length=False,  # else it sends token ids and downloads their table
                chunk_size=OPENAI_BATCH,
                http_client=client,
                openai_proxy="",
                model_kwargs={} if self._address == OPENAI_URL else {"encoding_format": "float"},
            )
        except (OpenAIError, ValueError) as error:  # OPENAI_API_TYPE=azure beside openai:…, and the like
            raise EmbeddingError(
                f"埋め込み「{provider}:{model}」を用意できません。",
                "SHIEN_EMBEDDING と、OPENAI_ や AZURE_ で始まる環境変数を確かめてください。",
            ) from error

    def _count(self, response: Any) -> None:
        """Note what the server says a request cost; LangChain keeps only the vectors."""
        if response.is_success:
            response.read()
            try:
                self._counts.append(int(json.loads(response.content)["usage"]["prompt_tokens"]))
            except (ValueError, KeyError, TypeError):  # many compatible servers do not count
                return

    def __call__(self, texts: Sequence[str], dimensions: int) -> Embedded:
        """Vectors of texts in one request. Raises EmbeddingError."""
        from openai import OpenAIError

        self._counts.clear()
        host = urlsplit(self._address).netloc
        try:
            rows = self._model.embed_documents([bounded(text) for text in texts])
        except OpenAIError as error:
            raise _in_japanese(error, host, self._key) from error
        except (ValueError, KeyError, TypeError, AttributeError) as error:  # JSON that is no list of vectors
            raise EmbeddingError(
                f"埋め込みのサーバー（{host}）の答えを読めません。",
                "SHIEN_EMBEDDING_URL が /v1 などで終わる正しいアドレスかを確かめてください。",
            ) from error
        vectors = unit_vectors(rows, len(texts), dimensions, f"埋め込みのサーバー（{host}）")
        return Embedded(vectors, sum(self._counts) or None)


def bounded(text: str) -> str:
    """A text as it is sent: never empty, which servers refuse, nor longer than a model reads.

    ``"  "`` → ``"。"``
    """
    return text[:MAX_CHARACTERS] if text.strip() else "。"


def _in_japanese(error: openai.OpenAIError, host: str, key: str) -> EmbeddingError:
    import openai

    if isinstance(error, openai.APITimeoutError):
        return EmbeddingError(
            f"埋め込みのサーバー（{host}）が時間内に答えません。",
            "サーバーが動いているか、混んでいないかを確かめてください。",
        )
    if isinstance(error, openai.APIConnectionError):
        return EmbeddingError(
            f"埋め込みのサーバー（{host}）に接続できません。",
            "サーバーとネットワークを確かめてください。",
        )
    status = getattr(error, "status_code", None)
    hints: dict[int | None, str] = {
        401: "OPENAI_API_KEY か SHIEN_EMBEDDING_KEY の値を確かめてください。",
        403: "その鍵でこのモデルを使えるかを確かめてください。",
        404: "SHIEN_EMBEDDING のモデル名と SHIEN_EMBEDDING_URL を確かめてください。",
        429: "利用の上限に達しています。時間をおくか、契約を確かめてください。",
    }
    said = str(getattr(error, "message", ""))[:200]
    said = (said.replace(key, "***") if key else said).replace("\n", " ")
    hint = hints.get(status, "サーバーの記録を確かめてください。")
    return EmbeddingError(f"埋め込みのサーバー（{host}）の答え: HTTP {status}。{said}", hint)
