"""What a question asks for is read from the words advisors use."""

from __future__ import annotations

import pytest

from assistant.answering.question import understand
from assistant.settings import Settings
from assistant.text.names import read_names

ALIASES = read_names(Settings().corpus / "aliases.toml")


@pytest.mark.parametrize(
    ("question", "label"),
    [
        ("ゴーテックの補助率は？", "補助率"),
        ("上限っていくら", "上限額"),
        ("いくらまで借りられる？", "上限額"),
        ("〆切いつ？", "申請期限"),
        ("締め切りを教えて", "申請期限"),
        ("電話番号わかる？", "電話番号・連絡先"),
        ("何社が参加？", "数"),
        ("控除率は何％", "控除率"),
        ("いつ始まったの", "時期"),
        ("予算はどれくらい", "予算・規模"),
        ("どんな支援がある？", None),
        ("メールマガジンの内容は", None),
    ],
)
def test_the_kind_of_value_asked_for(question, label) -> None:
    head = understand(question, ALIASES).head
    assert (head.label if head else None) == label


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("ゴーテックの補助率は", "Go-Tech"),
        ("ＧＯ－ＴＥＣＨって何", "Go-Tech"),
        ("ものずくり補助金はまだある？", "ものづくり補助金"),
        ("イノベＰとは", "イノベーション・プロデューサー"),
        ("よらず支援拠点はどこ", "よろず支援拠点"),
        ("新事業・ものづくり補助金の上限", "新事業・ものづくり補助金"),
    ],
)
def test_other_spellings_of_a_name_are_known(question, name) -> None:
    assert name in [alias.name for alias in understand(question, ALIASES).aliases]


def test_a_name_inside_a_longer_name_is_not_taken_for_itself() -> None:
    names = [alias.name for alias in understand("新事業・ものづくり補助金の上限", ALIASES).aliases]
    assert "ものづくり補助金" not in names


@pytest.mark.parametrize(
    ("question", "years"),
    [
        ("2010年ごろの", (2010,)),
        ("平成22年の", (2010,)),
        ("令和元年度と令和5年", (2019, 2023)),
        ("２０１７年", (2017,)),
        ("15年間", ()),
    ],
)
def test_years_are_read_in_every_calendar(question, years) -> None:
    assert understand(question, ALIASES).years == years


@pytest.mark.parametrize(
    ("question", "form"),
    [
        ("イノベPとは", "definition"),
        ("BILって何？", "definition"),
        ("BILとJ-GoodTechの違いは", "comparison"),
        ("幹事にはどんな機関がいる？", "list"),
        ("会費はいくら", "value"),
        ("会費のことを知りたい", "other"),
    ],
)
def test_the_form_of_the_answer_wanted(question, form) -> None:
    assert understand(question, ALIASES).form == form


def test_words_of_asking_say_nothing_of_the_subject() -> None:
    terms = [term.word for term in understand("すみません、会費について教えてください", ALIASES).terms]
    assert "会費" in terms
    assert not {"教える", "下さい"} & set(terms)
