"""A sentence that covers a question and lacks its point does not answer it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from assistant.answering.lacking import lacks, partly_lacks
from assistant.answering.question import understand
from assistant.answering.unknown import unknown_compound, unknown_person, unknown_topic
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
    assert unknown_compound(_asked(question), lambda words: words in "試験研究の補助") == topic


@pytest.mark.parametrize(
    ("question", "person"),
    [
        ("推進会議で佐伯宗一郎さんが紹介してた支援策の中身", "佐伯宗一郎"),
        ("うちの山田太郎が報告した件、補助率は？", ""),  # a client's
        ("山田太郎が説明会に出ます。補助率は？", ""),
    ],
)
def test_a_speaker_no_document_names_is_unknown_and_a_client_is_not(question, person) -> None:
    assert unknown_person(_asked(question), lambda words: False) == person


def test_a_body_no_document_names_is_unknown() -> None:
    assert unknown_topic(_asked("全国産業支援コーディネータ連盟の年会費"), lambda words: False)


@pytest.mark.parametrize(
    ("name", "is_unknown"), [("全国コーディネーター会議", False), ("商店街橋渡し協議会", True)]
)
def test_a_name_is_known_with_another_end_of_its_loanword_and_may_hold_a_kana(name, is_unknown) -> None:
    topic = unknown_topic(
        _asked(f"{name}って何年からでした"), lambda words: words in "全国コーディネータ会議"
    )
    assert topic == (name if is_unknown else "")


@pytest.mark.parametrize(
    ("question", "sentence", "missing"),
    [
        ("商店街会議の第4回の議題は何？", "商店街会議の議題は空き店舗である。", "第4回"),
        ("商店街会議の第4回の議題は何？", "第4回商店街会議の議題は空き店舗である。", ""),
        ("『店づくり帖』の続編には何事例ある？", "店づくり帖には30事例を載せた。", "続編"),
        ("店づくり帖の概要版には何事例ある？", "店づくり帖には30事例を載せた。", ""),
        ("四国版の手引きには何が書いてある？", "手引きには手順が書いてある。", "四国版"),
        ("岐阜だけだと目標は何社？", "新規に20社を増やす。", "岐阜県だけの内容"),
        ("岐阜だけだと目標は何社？", "岐阜では新規に20社を増やす。", ""),
        ("店を移転させたらいくら出る？", "改装に50万円を支給する。", "移転の場合の上限額"),
        ("店を改装したらいくら出る？", "改装に50万円を支給する。", ""),
        ("商店街会議の次の会長は誰？", "会長は山田氏である。", "次の会長"),
        ("講座の運営リーダーは誰？", "各会場に運営リーダーを置く。", "リーダー"),
        ("講座の運営リーダーは誰？", "運営リーダーは山田氏である。", ""),
        ("会議の座長は誰？", "分科会議長 山田 太郎", ""),
        ("商店街の世話をしているのは誰？", "各会場に運営マネージャーを置く。", "お名前"),
        ("空き店舗の家賃は1社あたりいくら？", "空き店舗の家賃に12億円を充てる。", "1社あたりの金額"),
        ("空き店舗の家賃は1社あたりいくら？", "空き店舗の家賃は1社につき10万円である。", ""),
        ("１件あたりにならすと家賃はいくらの計算？", "空き店舗30件の家賃に12億円を充てる。", ""),
    ],
)
def test_a_special_case_must_be_spoken_of(question, sentence, missing, evidence_of) -> None:
    hinted = replace(evidence_of(sentence), hinted=frozenset({0}))
    assert lacks(_asked(question), [hinted], TODAY) == missing


@pytest.mark.parametrize(
    ("compound", "is_unknown"),
    [
        ("海外出張", False),
        ("企業年金", True),
        ("地震対策", False),
        ("今期赤字", False),
        ("海外対策", False),
        ("月面対策", True),
    ],
)
def test_what_is_done_is_no_unknown_name(compound, is_unknown) -> None:
    written = {"海外", "出張", "企業", "年金", "地震", "対策", "今期", "赤字"}
    topic = unknown_compound(_asked(f"{compound}のことで頼りたいのですが"), written.__contains__)
    assert topic == (compound if is_unknown else "")
