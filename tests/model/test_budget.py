"""Tokens are counted without ever reaching for the network."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from assistant.model import budget
from assistant.model.budget import count_messages, counter, estimated
from assistant.model.messages import Message


@pytest.fixture(autouse=True)
def _forget() -> None:
    budget._with_table.cache_clear()


def test_an_estimate_is_on_the_high_side_for_japanese() -> None:
    assert estimated("補助率は2/3") == 8
    assert estimated("") == 0


def test_without_a_table_tokens_are_estimated(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A socket would fail the test: none are allowed here."""
    monkeypatch.setenv("TIKTOKEN_CACHE_DIR", str(tmp_path))
    assert counter("openai", "gpt-4o") is estimated
    assert counter("openai", "a-model-of-our-own") is estimated
    assert counter("anthropic", "gpt-4o") is estimated
    monkeypatch.setenv("TIKTOKEN_CACHE_DIR", "")
    budget._with_table.cache_clear()
    assert counter("openai", "gpt-4o") is estimated


def test_a_damaged_table_is_left_alone_and_not_downloaded_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TIKTOKEN_CACHE_DIR", str(tmp_path))
    address = "https://openaipublic.blob.core.windows.net/encodings/o200k_base.tiktoken"
    table = tmp_path / hashlib.sha1(address.encode()).hexdigest()
    table.write_bytes(b"cut off")
    assert counter("openai", "gpt-4o") is estimated
    assert table.read_bytes() == b"cut off"


def test_with_its_table_at_hand_tiktoken_counts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import tiktoken

    monkeypatch.setenv("TIKTOKEN_CACHE_DIR", str(tmp_path))
    place = budget._place_of("o200k_base")
    assert place
    place.write_bytes(b"YQ== 0\n")
    monkeypatch.setitem(budget._TABLES, "o200k_base", hashlib.sha256(b"YQ== 0\n").hexdigest())
    table = tiktoken.Encoding("tiny", pat_str=".", mergeable_ranks={b"a": 0}, special_tokens={})
    monkeypatch.setattr(tiktoken, "get_encoding", lambda _name: table)
    count = counter("openai", "gpt-4o")
    assert count("aaa") == 3
    assert count_messages([Message("user", "aa"), Message("user", "a")], count) == 3 + 2 * budget.PER_MESSAGE
