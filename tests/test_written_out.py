"""Answers as text to take along: whole, with their sources, and harmless wherever they are pasted."""

from __future__ import annotations

import time
from dataclasses import asdict
from pathlib import Path

import pytest

from assistant.conversations import ConversationStore
from assistant.types import Answer, Citation, Notice, Statement
from assistant.written_out import answer_text, consultation_text

QUOTE = "補助率は3分の2以内とする。"
CITATION = Citation(
    1, "guideline", "支援の指針", "支援庁", "2026-01-19", 3, 2, ("支援の方針",), QUOTE, 0, len(QUOTE), "current", "a.txt"
)  # fmt: skip


def _answer(text: str = f"{QUOTE}[1]", title: str = "支援の指針") -> Answer:
    return Answer(
        question="補助率は？",
        engine="extractive",
        status="answered",
        text=text,
        statements=(Statement(QUOTE, (1,), "verified"),),
        citations=(Citation(**{**asdict(CITATION), "title": title, "also": ()}),),
        notices=(Notice("as_of", "2026年1月19日時点の内容です。"),),
    )


def test_an_answer_as_text_tells_where_it_is_from_of_when_and_what_must_be_known() -> None:
    assert answer_text(_answer()) == (
        f"{QUOTE}[1]\n\n出典\n[1] 支援の指針 p.3「支援の方針」（支援庁、2026年1月19日・現行）\n※ 2026年1月19日時点の内容です。"
    )


def test_places_to_read_are_told_as_such_with_their_first_words() -> None:
    passage = (
        "支援の方針\n伴走支援は、地域の支援機関が中心となって行う。国は、そのための人材の育成を後押しする。"
    )
    place = Citation(**{**asdict(CITATION), "n": 2, "quote": passage, "also": ()})
    refused = Answer("期間は？", "extractive", "abstained", "書かれていません。", to_read=(place,))
    assert answer_text(refused) == (
        "書かれていません。\n\n読んでみる箇所（答えが書かれているとは限りません）\n"
        "[2] 支援の指針 p.3「支援の方針」（支援庁、2026年1月19日・現行）\n"
        "    「伴走支援は、地域の支援機関が中心となって行う。国は、そのための人材の育成を後押し…」"
    )


def test_what_is_pasted_into_a_terminal_or_a_mail_steers_nothing() -> None:
    text = answer_text(_answer(text="補助率\x1b[2J\u202e[1]", title="指針\x07"))
    assert "\x1b" not in text and "\u202e" not in text and "\x07" not in text


def test_a_consultation_is_told_from_first_to_last_also_what_was_not_answered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    time.tzset()
    try:
        store = ConversationStore(tmp_path / "conversations.sqlite3")
        opened = store.start("補助率は？")
        monkeypatch.setattr("assistant.conversations.now", lambda: "2026-11-21T16:05:00+00:00")
        store.complete_turn(store.begin_turn(opened, "補助率は？"), asdict(_answer()))
        store.fail_turn(
            store.begin_turn(opened, "上限は？"), "索引がありません。\n「shien ingest」を実行してください。"
        )
        store.begin_turn(opened, "期限は？")
        text = consultation_text("補助率は？", store.turns(opened))
    finally:
        monkeypatch.undo()
        time.tzset()
    assert text == (
        "相談: 補助率は？\n\n"
        f"■ 質問（2026年11月22日 01:05）\n補助率は？\n\n■ 回答\n{answer_text(_answer())}\n\n"
        "■ 質問（2026年11月22日 01:05）\n上限は？\n\n■ 回答\n（回答できませんでした）\n索引がありません。\n「shien ingest」を実行してください。\n\n"
        "■ 質問（2026年11月22日 01:05）\n期限は？\n\n■ 回答\n（回答の途中で中断されました）\n"
    )
