"""A sentence that covers a question and lacks its point does not answer it."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.answering.lacking import lacks, partly_lacks, unknown_topic
from assistant.answering.question import understand
from assistant.text.names import NameTable

TODAY = date(2026, 11, 21)


def _asked(question: str):
    return understand(question, NameTable(()))


@pytest.mark.parametrize(
    ("question", "sentence", "missing"),
    [
        ("石村理事長が退任されたそうですが、後任はどなた？", "産総研の石村理事長です。", "後任"),
        ("座長は誰？", "座長は山田氏である。", ""),
        ("次の公募はいつ始まりますか", "平成21年3月2日 公募開始", "今後の時期"),
        ("次の公募はいつ始まりますか", "令和9年3月2日 公募開始", ""),
        ("公募はいつ始まったの？", "平成21年3月2日 公募開始", ""),
    ],
)
def test_the_role_and_the_time_to_come_must_be_there(question, sentence, missing, evidence_of) -> None:
    assert lacks(_asked(question), [evidence_of(sentence)], TODAY) == missing


@pytest.mark.parametrize(
    ("question", "sentence", "missing"),
    [
        ("新潟の会社を教えて", "全国から1,400社を募った。", "新潟県に限った内容"),
        ("新潟の会社を教えて", "新潟からは三社が選ばれた。", ""),
        ("兵庫の評価制度は？", "ひょうご中小企業技術・経営力評価制度がある。", ""),
        ("新潟の会社なんですが、補助率は？", "補助率は2/3である。", ""),
        (
            "あと４つは何でした？",
            "「構想力」「熱意・チーム構築力」等の6つの能力を示す。",
            "「等」とされた残りの4つ",
        ),
        ("要る能力は？", "「構想力」「熱意・チーム構築力」等の6つの能力を示す。", ""),
    ],
)
def test_a_place_and_a_whole_list_are_missed_when_they_are_not_there(
    question, sentence, missing, evidence_of
) -> None:
    assert partly_lacks(_asked(question), [evidence_of(sentence)]) == missing


@pytest.mark.parametrize(
    ("question", "topic"),
    [
        ("厚生年金って払い終わるのは？", "厚生年金"),
        ("経営革新計画の承認とれたら何かいいことあります？", "経営革新計画"),
        ("試験研究の支援は？", ""),  # the documents say it
        ("2009年の知財計画で海外は？", ""),  # names a document of its year
    ],
)
def test_a_compound_no_document_says_is_an_unknown_topic(question, topic) -> None:
    assert unknown_topic(_asked(question), lambda words: words in "試験研究の補助") == topic
