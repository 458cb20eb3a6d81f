"""How many tokens a text is, without ever downloading anything to find out."""

from __future__ import annotations

import hashlib
import math
import os
import tempfile
from collections.abc import Callable, Sequence
from functools import lru_cache
from pathlib import Path

from assistant.model.messages import Message

PER_CHARACTER, PER_ASCII = 1.5, 0.5
"""Tokens counted for a character where the model's own table is not at hand. Published tokenizers make
0.7 to 1.3 of a Japanese character and 0.25 of an English one, so this is on the high side."""
PER_MESSAGE = 8
"""What the form of a chat adds to each message; OpenAI says 3 to 4."""
_TABLES = {
    "o200k_base": "446a9538cb6c348e3516120d7c08b09f57c36495e2acfffe59a5bf8b0cfb1a2d",
    "cl100k_base": "223921b76ee99bde995b7ff738513eef100fb51d18c93597a113bcffe865b2a7",
}
"""SHA-256 of the tables of tiktoken: one with another content it would throw away and download again."""
_ADDRESS = "https://openaipublic.blob.core.windows.net/encodings/{}.tiktoken"

Count = Callable[[str], int]


def counter(provider: str, model: str) -> Count:
    """What counts a text's tokens: the model's own table where it is on this machine, else an estimate."""
    exact = _with_table(model) if provider in ("openai", "azure_openai") else None
    return exact or estimated


def estimated(text: str) -> int:
    """Tokens of a text, on the high side: ``補助率は2/3`` → 8"""
    ascii_characters = sum(character.isascii() for character in text)
    return math.ceil(PER_ASCII * ascii_characters + PER_CHARACTER * (len(text) - ascii_characters))


def count_messages(messages: Sequence[Message], count: Count) -> int:
    """Tokens of a whole prompt."""
    return sum(count(message.text) + PER_MESSAGE for message in messages)


@lru_cache(maxsize=4)
def _with_table(model: str) -> Count | None:
    """Counting by tiktoken, if its table lies where tiktoken keeps what it once downloaded."""
    try:
        import tiktoken

        name = tiktoken.encoding_name_for_model(model)
        if name not in _TABLES or not _is_whole(_place_of(name), _TABLES[name]):
            return None
        encoding = tiktoken.get_encoding(name)
    except (ImportError, KeyError, OSError, ValueError):  # not installed, an unknown model, a damaged table
        return None
    return lambda text: len(encoding.encode(text, disallowed_special=()))


def _place_of(name: str) -> Path | None:
    folder = os.environ.get("TIKTOKEN_CACHE_DIR", os.environ.get("DATA_GYM_CACHE_DIR"))
    if folder == "":  # tiktoken takes this for: keep nothing, download each time
        return None
    place = Path(folder) if folder else Path(tempfile.gettempdir()) / "data-gym-cache"
    return place / hashlib.sha1(_ADDRESS.format(name).encode()).hexdigest()


def _is_whole(path: Path | None, sha256: str) -> bool:
    return path is not None and path.is_file() and hashlib.sha256(path.read_bytes()).hexdigest() == sha256
