"""Every setting, typed and described, and the only place that reads the environment.

A setting is given as an environment variable with the prefix ``SHIEN_`` (``SHIEN_HOME=/data/shien``).
"""

from __future__ import annotations

from functools import cached_property
from pathlib import Path

from pydantic import AliasChoices, Field, SecretStr, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

PROJECT_ROOT = Path(__file__).resolve().parent.parent
"""Where assistant/, corpus/ and prompts/ lie side by side, in a checkout as in an installation."""


class Settings(BaseSettings):
    """Settings of one process. Read once at the edge (command, UI) and passed inward."""

    model_config = SettingsConfigDict(env_prefix="SHIEN_", frozen=True, extra="ignore", populate_by_name=True)

    home: Path = Field(
        default=Path(".shien"),
        description="Folder of everything Shien writes: the index, conversations, run logs.",
    )
    passages_per_answer: int = Field(
        default=12, ge=1, le=50, description="How many passages the writer may choose from."
    )
    max_question_characters: int = Field(
        default=4_000, ge=1, description="Longer questions are refused with an explanation."
    )
    max_document_bytes: int = Field(
        default=200_000_000,
        ge=1,
        description="Larger files, and office files that are larger unpacked, are reported and left out.",
    )
    max_pdf_pages: int = Field(
        default=3_000, ge=1, description="PDFs with more pages are reported and left out."
    )
    embedding: str = Field(
        default="ja-ginza",
        description="What turns texts into vectors: ja-ginza, openai:MODEL, azure_openai:DEPLOYMENT or "
        "sentence-transformers:FOLDER.",
    )
    embedding_url: str | None = Field(
        default=None, description="Address of an OpenAI-compatible server of embeddings (http://…/v1)."
    )
    embedding_key: SecretStr | None = Field(
        default=None,
        validation_alias=AliasChoices("SHIEN_EMBEDDING_KEY", "OPENAI_API_KEY"),
        description="Key of the embedding server; OPENAI_API_KEY if unset. A server on this machine needs none.",
    )
    embedding_weight: float | None = Field(
        default=None,
        ge=0,
        description="Weight of the vectors beside one lexical channel; measured for ja-ginza, 2.0 for others.",
    )
    embedding_price: float | None = Field(
        default=None, ge=0, description="USD per million tokens, to show what an ingest costs."
    )
    model: str | None = Field(
        default=None,
        description="Language model that writes answers: openai:MODEL, azure_openai:DEPLOYMENT or PROVIDER:MODEL. "
        "Unset, none is used.",
    )
    model_url: str | None = Field(
        default=None, description="Address of an OpenAI-compatible server of the model (http://…/v1)."
    )
    model_key: SecretStr | None = Field(
        default=None,
        validation_alias=AliasChoices("SHIEN_MODEL_KEY", "OPENAI_API_KEY"),
        description="Key of the model's server; OPENAI_API_KEY if unset. A server on this machine needs none.",
    )
    model_seconds: float = Field(
        default=60.0,
        gt=0,
        le=600,
        description="How long an answer may take in all, tries again included; its first word half of it.",
    )
    model_context_tokens: int = Field(
        default=16_000, ge=2_000, description="Tokens the model reads and writes at once, at most."
    )
    model_output_tokens: int = Field(
        default=1_200, ge=100, description="Tokens the model may write in an answer."
    )
    model_price_in: float | None = Field(
        default=None,
        ge=0,
        description="USD per million tokens the model reads, to show what an answer costs.",
    )
    model_price_out: float | None = Field(
        default=None, ge=0, description="USD per million tokens the model writes."
    )
    jgrants: bool = Field(
        default=False,
        description="Whether subsidies may be looked up at Jグランツ. A keyword and closed choices leave the machine then.",
    )
    jgrants_url: str = Field(
        default="https://api.jgrants-portal.go.jp/exp/v1/public",
        description="Address of the public API of Jグランツ; https, unless it is on this machine.",
    )

    model_recording: str = Field(
        default="",
        description="play:FILE plays a model's recorded replies, record:FILE records them; for evaluations that are "
        "to be repeated without the model.",
    )

    @field_validator("home", mode="before")
    @classmethod
    def _home_is_named(cls, value: object) -> object:
        """An empty value, as a launcher with an unset variable gives it, would be the working folder itself."""
        if isinstance(value, str) and not value.strip():
            raise ValueError("empty")
        return value

    @cached_property
    def corpus(self) -> Path:
        """Folder of the shipped corpus."""
        return PROJECT_ROOT / "corpus"

    @cached_property
    def prompts(self) -> Path:
        """Folder of the prompts and suggested questions."""
        return PROJECT_ROOT / "prompts"


def read_settings() -> Settings:
    """Settings from the environment.

    Raises:
        InputError: a value is not of its kind; the message names the variable.
    """
    from pydantic import ValidationError

    from assistant.errors import InputError

    try:
        return Settings()
    except ValidationError as error:
        first = error.errors()[0]
        variable = f"SHIEN_{first['loc'][0]}".upper() if first["loc"] else "SHIEN_*"
        raise InputError(
            f"環境変数 {variable} の値「{first['input']}」は使えません。",
            "値を直すか、環境変数を消してください。",
        ) from error
