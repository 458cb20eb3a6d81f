"""Mails pasted whole: what is asked in them is answered, who writes and how they close is not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from assistant.answering.letter import asked_in_letter, without_number

if TYPE_CHECKING:
    from assistant.opened import Assistant

OPENING = "いつも大変お世話になっております。○○銀行 燕支店の渡辺です。"
CLOSING = "お忙しいところ恐れ入りますが、何卒よろしくお願いいたします。○○銀行 燕支店 渡辺 花子 TEL 0256-00-0000 / w@example.co.jp"
ASKED = "NEDOの中小企業への補助率はいくつですか。"


@pytest.mark.parametrize(
    "letter",
    [
        f"{OPENING}{ASKED}{CLOSING}",
        f"平素より格別のご高配を賜り、厚く御礼申し上げます。標記の件につきまして、下記の通りお問い合わせいたします。{ASKED}ご多忙のところ恐縮ですが、よろしくお願い申し上げます。",
        f"突然のメールで失礼いたします。□□銀行の中村と申します。{ASKED}今週中にご回答いただけますと幸いです。",
        f"{ASKED}\n──────────\n△△信用金庫 佐々木\nTEL 03-0000-0000",
        f"先日はありがとうございました。つきましては、以下の点についてご教示いただけますでしょうか。\n{ASKED}",
    ],
)
def test_opening_lead_in_closing_and_signature_are_no_part_of_the_question(letter: str) -> None:
    assert asked_in_letter(letter).strip() == ASKED


@pytest.mark.parametrize(
    "text",
    [
        ASKED,
        "お世話になっている会社の補助率は？",
        "電話番号は？",
        "産総研の小原です、と名乗ったのは誰？",
        "うちは従業員30人の金属加工です。設備を入れたい。",
        "よろしくお願いします",
    ],
)
def test_what_is_no_letter_stays_as_it_is(text: str) -> None:
    assert asked_in_letter(text) == text


@pytest.mark.parametrize(
    ("said", "asked"),
    [
        ("2つ目、補助率は？", "補助率は？"),
        ("(1)上限", "上限"),
        ("３．締切はいつ？", "締切はいつ？"),
        ("②対象は", "対象は"),
        ("2010年の予算は？", "2010年の予算は？"),
        ("3社の名前は？", "3社の名前は？"),
    ],
)
def test_the_number_of_a_question_among_several_is_no_part_of_it(said: str, asked: str) -> None:
    assert without_number(said) == asked


def test_of_several_questions_measures_answer_one_and_sentences_the_others(shipped: Assistant) -> None:
    letter = (
        f"{OPENING}取引先の金属プレス加工業（従業員30名、燕市）から相談がありました。1つ目、工場に設備を入れたいので使える施策はありますか。"
        f"2つ目、NEDOの中小企業への補助率はいくつですか。3つ目、J-GoodTechは何社が使っていますか。{CLOSING}"
    )
    answer = shipped.ask(letter)
    assert "2/3" in answer.text and "40,000社" in answer.text and answer.measures
    assert not any("TEL" in notice.text for notice in answer.notices)
    assert "電話番号" not in answer.text


@pytest.mark.parametrize(
    ("inquiry", "missing"),
    [
        (
            "新潟県燕市の従業員45人のメッキ屋さんです。新しい設備を入れたいそうです。何か使えるものありますか",
            "",
        ),
        ("埼玉県宮代町で菓子屋をしています。使える補助金は？", ""),
        ("沖縄県読谷村の従業員3人の酒蔵です。海外に売りたいんですが、何か使えるものありますか", ""),
        ("従業員45名のめっき業です。設備投資に使える補助金・税制はございますか。", ""),
        ("ゼロゼロ融資の返済が始まって苦しい従業員8人のパン屋です。どの施策が使えますか。", "ゼロゼロ融資"),
        ("持続化補助金を使って看板を直したい美容室です。ほかに使えるものはありますか", "持続化補助金"),
    ],
)
def test_a_place_or_a_programme_named_in_passing_does_not_stop_the_search_for_a_measure(
    shipped: Assistant, inquiry: str, missing: str
) -> None:
    answer = shipped.ask(inquiry)
    assert answer.measures
    assert ("の記載は見つかりませんでした" in answer.text) == bool(missing) and missing in answer.text


def test_a_programme_asked_about_and_nothing_else_is_still_said_to_be_missing(shipped: Assistant) -> None:
    answer = shipped.ask("持続化補助金の上限額は？")
    assert answer.status == "abstained" and not answer.measures
