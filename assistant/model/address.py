"""Which model is set, where it is, and whether what it is sent leaves the machine."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from assistant.addresses import is_this_machine, set_address
from assistant.errors import ModelError
from assistant.settings import Settings

OPENAI_URL = "https://api.openai.com/v1"
_OPENAI_PROVIDERS = {"openai": "base_url", "azure_openai": "azure_endpoint"}
"""Providers whose client we make ourselves, so that proxies and redirects are ours to decide; and what they call
the address."""


@dataclass(frozen=True, slots=True)
class ModelAddress:
    """A model and its server."""

    provider: str
    model: str
    url: str
    """Empty where the provider's own package knows it."""

    @property
    def name(self) -> str:
        """As it is set: ``openai:gpt-5-mini``"""
        return f"{self.provider}:{self.model}"

    @property
    def host(self) -> str:
        """Where it is, for people: ``api.openai.com``, ``127.0.0.1:8080``, ``anthropic``"""
        return urlsplit(self.url).netloc or self.provider

    @property
    def is_openai(self) -> bool:
        """Whether it is reached by OpenAI's client."""
        return self.provider in _OPENAI_PROVIDERS

    @property
    def is_compatible(self) -> bool:
        """Whether it is a server that speaks as OpenAI does, and not OpenAI's own."""
        return self.provider == "openai" and self.url != OPENAI_URL

    @property
    def url_parameter(self) -> str:
        """What OpenAI's clients call the address."""
        return _OPENAI_PROVIDERS[self.provider]

    @property
    def is_here(self) -> bool:
        """Whether nothing leaves this machine. Other providers' clients may use a proxy even for 127.0.0.1."""
        return self.is_openai and is_this_machine(self.url)


def model_address(settings: Settings) -> ModelAddress | None:
    """The model the settings name; None if they name none.

    Raises:
        ModelError: the name is not PROVIDER:MODEL, the address cannot be one, or a key is missing.
    """
    wanted = (settings.model or "").strip()
    if not wanted:
        return None
    provider, _, model = wanted.partition(":")
    if not re.fullmatch(r"[a-z0-9_]+", provider) or not model.strip():
        raise ModelError(
            f"SHIEN_MODEL の値「{wanted}」はモデルの名前ではありません。",
            "openai:gpt-5-mini のように、提供元とモデルを「:」でつないで指定してください。",
        )
    url = _url(provider, settings)
    address = ModelAddress(provider, model.strip(), url)
    if address.is_openai and not address.is_here and not settings.model_key:
        raise ModelError(
            "言語モデルの鍵がありません。", "OPENAI_API_KEY か SHIEN_MODEL_KEY を設定してください。"
        )
    return address


def _url(provider: str, settings: Settings) -> str:
    if settings.model_url is None and provider != "azure_openai":
        return OPENAI_URL if provider == "openai" else ""
    return set_address("SHIEN_MODEL_URL", settings.model_url, "言語モデル", ModelError)
