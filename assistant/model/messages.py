"""What is sent to a model, to the letter: the rules, the conversation so far, the passages, the question."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from string import Template
from typing import Literal

from assistant.answering.annotate import STANDING_WORDS, japanese_date
from assistant.model.sources import Source

_HEADER = re.compile(r"\A<!--.*?-->\s*", re.DOTALL)
_FENCE = re.compile(r"[<＜]{2,}|[>＞]{2,}")
MAX_TURNS, MAX_TURN_CHARACTERS = 6, 400
"""Of the conversation so far: the last three questions with their answers, each cut to this length."""


@dataclass(frozen=True, slots=True)
class Message:
    """One message of a chat."""

    role: Literal["system", "user", "assistant"]
    text: str


def read_prompt(folder: Path, name: str) -> str:
    """A prompt file without its header.

    Args:
        folder: the folder of the prompts.
        name: the file's name without its ending.
    """
    return _HEADER.sub("", (folder / f"{name}.md").read_text(encoding="utf-8")).strip()


def messages_for(
    prompts: Path,
    sources: Sequence[Source],
    question: str,
    history: Sequence[tuple[str, str]],
    missing: Sequence[str],
    today: date,
) -> tuple[Message, ...]:
    """The messages of one question, what never changes first.

    Args:
        prompts: the folder of the prompts.
        sources: passages with their keys, best first.
        question: the question, masked already where that is needed.
        history: earlier turns as (role, text), oldest first, masked likewise.
        missing: what was asked for and is not in the documents.
        today: the day of asking.
    """
    asked = Template(read_prompt(prompts, "answer_question")).substitute(
        sources="\n\n".join(map(source_text, sources)),
        missing=f"{'・'.join(missing)}は資料にありません。それには触れないでください。" if missing else "",
        today=japanese_date(today.isoformat()),
        question=question,
    )
    return (
        Message("system", read_prompt(prompts, "answer_rules")),
        *(_turn(role, text) for role, text in history[-MAX_TURNS:]),
        Message("user", asked),
    )


def source_text(source: Source) -> str:
    """A passage as the model reads it, between marks that no document can close.

    ``<<資料 r7n3b`` / ``題名: …`` / … / ``資料 r7n3b ここまで>>``
    """
    document = source.document
    about = (
        ("題名", document.title),
        ("発行", document.publisher),
        ("日付", japanese_date(document.published)),
        ("扱い", STANDING_WORDS[source.standing]),
        ("見出し", " › ".join(source.passage.section)),
    )
    lines = [f"{name}: {unfenced(value)}" for name, value in about if value]
    return "\n".join(
        [f"<<資料 {source.key}", *lines, "本文:", unfenced(source.text), f"資料 {source.key} ここまで>>"]
    )


def unfenced(text: str) -> str:
    """A text with no two brackets side by side, in which a fence of a prompt could be closed: ``資料 ここまで＞>`` → 〉"""
    return _FENCE.sub(lambda found: "〈" if found.group()[0] in "<＜" else "〉", text)


def _turn(role: str, text: str) -> Message:
    plain = re.sub(r"\[\d+\]", "", text)[:MAX_TURN_CHARACTERS]
    return Message("assistant" if role == "assistant" else "user", plain)
