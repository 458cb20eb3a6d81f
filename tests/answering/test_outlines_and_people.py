"""Lists whose items are headings, people in lists, and turns that go on from an answer in other words."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

import pytest

from assistant.answering.asked import heads_in
from assistant.answering.parts import split_parts
from evals.invented import Invented, opened_on

if TYPE_CHECKING:
    from assistant.opened import Assistant
    from assistant.types import Answer

PLAN = """# 汐見市 商店街活性化計画

## 1. 計画の趣旨

汐見市の商店街では、店主の高齢化と空き店舗の増加が続いている。計画では三つの施策を進める。

## 2. 施策

### 施策 i 空き店舗に若い店主を呼び込む

家賃の一部を市が持ち、開店後も相談員が月に一度訪ねる。

### 施策 ii 商店街の催しを増やす

朝市と夜市を季節ごとに開き、周りの農家にも出店を呼びかける。

### 施策 iii 支払いの手間を減らす

共通の端末を貸し出し、使い方の講習を商工会議所が開く。

## 3. 体制

計画づくりは次の委員が担った。

磯部 渚\t一般財団法人汐見まちづくり公社\t理事長
浜野 岳\t一般財団法人汐見観光協会\t専務理事
小波 環\t汐見商工会議所\t事務局長

商店街の協議会は、地元の店主の会社により2024年に設立された。
"""
MINUTES = """汐見市 産業振興懇談会 議事録

沖田部長
市では来月から、町工場の技能を動画に残す事業を始めます。題目は旋盤の段取りです。動画は市の図書館でも見られます。

渡瀬所長
産業試験所では、金属の疲れを調べる機械を入れ替えます。
"""
DOCUMENTS = [
    Invented("plan", "汐見市 商店街活性化計画", "2026-03-30", PLAN),
    Invented("minutes", "汐見市 産業振興懇談会 議事録", "2026-06-15", MINUTES),
]


@pytest.fixture(scope="module")
def agency(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    with opened_on(DOCUMENTS, tmp_path_factory.mktemp("agency")) as shien:
        yield shien


def ask(shien: Assistant, question: str, history: tuple[tuple[str, str], ...] = ()) -> Answer:
    return shien.ask(question, history, engine="extractive", today=date(2026, 11, 22))


def test_headings_of_one_numbering_are_shown_as_the_list_they_are(agency) -> None:
    answer = ask(agency, "汐見の商店街の計画、施策の柱をぜんぶあげて")
    wanted = ["空き店舗に若い店主を呼び込む", "商店街の催しを増やす", "支払いの手間を減らす"]
    assert [one for one in wanted if one not in answer.text] == []
    assert all(statement.citations for statement in answer.statements)


def test_a_question_for_no_list_shows_no_headings(agency) -> None:
    answer = ask(agency, "端末の使い方の講習を開くのはどこ？")
    assert "商工会議所" in answer.text and "施策 i " not in answer.text


@pytest.mark.parametrize(
    ("question", "told", "untold"),
    [
        ("浜野さんて何者？どこの何て役職", "浜野 岳：一般財団法人汐見観光協会、専務理事", "磯部 渚：一般財団法人汐見観光"),
        ("商店街の計画づくり、商工会議所からは誰が出てた？", "小波 環", ""),
        ("商店街の協議会って誰が作ったの？", "店主の会社により", ""),
    ],
)  # fmt: skip
def test_somebody_is_found_in_a_list_of_people(agency, question, told, untold) -> None:
    answer = ask(agency, question)
    assert told in answer.text
    assert not untold or untold not in answer.text


def test_a_turn_in_a_few_words_is_about_what_the_questions_before_it_were(agency) -> None:
    history = (
        ("user", "町工場の技能を動画に残す話があったよね"),
        ("assistant", "はい。来月から始まります。"),
    )
    answer = ask(agency, "題材は？", history)
    assert answer.status == "answered" and "旋盤の段取り" in answer.text
    assert "前の質問「町工場の技能を動画に残す話があったよね」の続きとして調べました。" in [
        notice.text for notice in answer.notices
    ]


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("浜野さんて何者？", "浜野 岳"),
        ("商店街で家賃の一部を市が持つのはどの施策でしたっけ？", "家賃の一部を市が持ち"),
    ],
)
def test_a_question_with_a_topic_of_its_own_takes_nothing_from_the_one_before(agency, question, told) -> None:
    history = (
        ("user", "町工場の技能を動画に残す話があったよね"),
        ("assistant", "はい。来月から始まります。"),
    )
    answer = ask(agency, question, history)
    assert answer.status == "answered" and told in answer.text
    assert not any("続きとして" in notice.text for notice in answer.notices)


def test_this_thing_is_the_one_asked_about_and_no_name_of_the_answer(agency) -> None:
    history = (
        ("user", "商店街の協議会って誰が作ったの？"),
        ("assistant", "地元の店主の会社です。汐見商工会議所や汐見観光協会も計画に加わりました。"),
    )
    assert "2024年" in ask(agency, "この協議会いつできた？", history).text


@pytest.mark.parametrize(
    ("plain", "label"),
    [
        ("減税の率は何%", "割合"),
        ("この補助金の率は?", "補助率"),
        ("持ち越せる年数は?", "期間"),
        ("少人数の会の座長は?", None),
        ("この人は何者?", None),
        ("どんくらい出る?", "数値"),
        ("率なんぼになります?", "割合"),  # what is asked for first
    ],
)
def test_the_value_asked_for_is_told_by_its_words(plain, label) -> None:
    heads = heads_in(plain)
    assert (heads[0].label if heads else None) == label


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("会議で次に話したのは誰？どこのトップ？", 1),
        ("鳴海さんは何者？どこの何て役職", 1),
        ("関東局はどう支援してた？阪大の先生のとこの成果品は何？", 2),
    ],
)
def test_a_question_for_the_post_of_whoever_was_asked_for_is_no_second_one(text, count) -> None:
    assert len(split_parts(text)) == count


def test_somebody_of_another_office_in_a_heading_is_not_who_is_asked_for(shipped: Assistant) -> None:
    answer = shipped.ask("公設試の会長は誰", engine="extractive")
    told = "\n".join(one.text for one in answer.statements if one.role == "answer")
    assert "北森" in told and "参事官" not in answer.statements[0].text
