"""What answers is read first; what leads up to it and what fits less well follows, and nothing is told twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from assistant.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from assistant.opened import Assistant

RULES = """あさぎり工業センター 機器利用のご案内

1 はじめに
当センターは、昭和48年に開所しました。機器の利用は、県内の企業を中心に年間1,200件あります。機器の利用には、利用者の登録が必要です。

2 時間外の利用
時間外の利用は、登録してから1年を経過した方に限ります。ただし、無事故の方に限ります。時間外の利用の料金は、通常の料金の3割増です。

3 持込み
材料の持込みは自由です。薬品を持ち込む方は、安全データシートを前日までに提出してください。
"""
LIST = """あさぎり会館 創業塾のご案内

持ち物
・筆記用具
・電卓
・事業計画書の下書き
"""
PRICES = """試験項目,条件,県内 手数料,県外 手数料
引張試験,100kN以下,2310,3460
圧縮試験,1000kNまで,2640,3960
曲げ試験,常温,2310,3460
硬さ試験,5点まで,1320,1980
"""
WHO = """あさぎり工業センター 設備利用要領

第2条 設備を利用できる者は、次に掲げる者とする。
(1) 県内の企業。
(2) 県内の大学。
(3) 県外の企業。ただし、利用料は2倍とする。
"""


@pytest.fixture(scope="module")
def agency(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    import assistant
    from assistant.index.ingest import ingest

    folder = tmp_path_factory.mktemp("agency")
    documents = folder / "documents"
    documents.mkdir()
    (documents / "案内.txt").write_text(RULES, encoding="utf-8")
    (documents / "創業塾.txt").write_text(LIST, encoding="utf-8")
    (documents / "手数料表.csv").write_text(PRICES, encoding="utf-8")
    (documents / "要領.txt").write_text(WHO, encoding="utf-8")
    settings = Settings(home=folder / "shien")
    ingest([documents], settings)
    with assistant.open_assistant(settings) as opened:
        yield opened


def told(agency: Assistant, question: str) -> tuple[list[str], list[str]]:
    """(the answer's sentences, those of its context)"""
    statements = agency.ask(question, engine="extractive").statements
    return (
        [one.text for one in statements if one.role == "answer"],
        [one.text for one in statements if one.role == "context"],
    )


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("薬品を持ち込むときは何を出せばいい？", "安全データシート"),
        ("時間外に使うと料金は何割増し？", "3割増"),
        ("機器を使うのに登録はいる？", "利用者の登録が必要"),
    ],
)
def test_the_sentence_that_answers_is_the_first(agency: Assistant, question: str, first: str) -> None:
    assert first in told(agency, question)[0][0]


def test_what_qualifies_the_first_sentence_follows_it(agency: Assistant) -> None:
    answer, context = told(agency, "時間外に利用できるのは誰？")
    place = next(number for number, text in enumerate(answer) if "1年を経過" in text)
    assert "無事故" in "".join([*answer[place:], *context])


def test_rows_that_all_fit_alike_do_not_stand_before_the_sentence_that_answers(agency: Assistant) -> None:
    answer, _ = told(agency, "県外の会社でも設備は使わせてもらえるの")
    assert (
        answer[0] == "第2条 設備を利用できる者は、次に掲げる者とする。"
    )  # the head of the list it is an item of
    assert "県外の企業" in answer[1] and "2倍" in "".join(answer)
    assert not [text for text in answer if "2310" in text]


def test_a_list_keeps_its_order(agency: Assistant) -> None:
    answer, _ = told(agency, "創業塾の持ち物は何？")
    places = [
        next(n for n, text in enumerate(answer) if item in text) for item in ("筆記用具", "電卓", "下書き")
    ]
    assert places == sorted(places)


@pytest.mark.parametrize("question", ["薬品を持ち込むときは何を出せばいい？", "機器を使うのに登録はいる？"])
def test_nothing_is_told_in_the_answer_and_again_in_the_context(agency: Assistant, question: str) -> None:
    answer, context = told(agency, question)
    assert not [text for text in context if any(text in other for other in answer)]


def test_what_an_answer_points_back_to_is_not_told_again_below(shipped: Assistant) -> None:
    answer = shipped.ask("イノベーション・プロデューサーとは何をする人？", engine="extractive")
    spans = [(one.doc_id, one.page_index, one.start, one.end) for one in answer.citations]
    within = [
        (one, other)
        for one in spans
        for other in spans
        if one != other and one[:2] == other[:2] and other[2] <= one[2] and one[3] <= other[3]
    ]
    assert within == []
    assert "通称「イノベP」は" in answer.statements[0].text
