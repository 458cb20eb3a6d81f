"""What is asked of tables: a time of day, a deadline counted back from a day, a bare number under a head of money, a row whole."""

from __future__ import annotations

import pytest

from assistant.answering.asked import heads_in
from assistant.answering.columns import answers_by_column
from assistant.answering.focus import unknown_thing, value_is_of
from assistant.answering.heads import DEADLINE, HEADS
from assistant.answering.question import understand
from assistant.answering.spans import Span, _sentences_and_rows, units
from assistant.settings import Settings
from assistant.text.names import read_names
from assistant.text.normalise import fold
from assistant.text.values import holds_value
from assistant.types import Passage

TABLE = read_names(Settings().corpus / "aliases.toml")
BY_LABEL = {head.label: head for head in HEADS}


@pytest.mark.parametrize(
    ("question", "label"),
    [
        ("ひばり支所の相談会は何時から？", "時刻"),
        ("相談会は何時まで？", "時刻"),
        ("相談会は何時間ですか？", None),
        ("講座は何時間かかる？", None),
        ("会場予約はいつまでに作ればいい？", "時期"),
        ("結果はどれくらいで届く？", "期間"),
        ("機械の購入費は何割まで補助？", "補助率"),
    ],
)
def test_a_time_of_day_and_other_values_are_told_apart(question: str, label: str | None) -> None:
    labels = [head.label for head in understand(question, TABLE).heads]
    assert ("時刻" in labels) is (label == "時刻")
    assert label is None or label in labels


@pytest.mark.parametrize(
    ("text", "is_hour"),
    [
        ("13時から16時まで", True),
        ("受付は9:30から", True),
        ("正午まで", True),
        ("１０時開始", True),
        ("2時間", False),
        ("10月6日", False),
        ("比率は1:2", False),
    ],
)
def test_a_time_of_day_is_no_stretch_of_time(text: str, is_hour: bool) -> None:
    assert holds_value(text, "hour") is is_hour


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("申込みは3営業日前の正午まで", True),
        ("2週間前までに予約", True),
        ("前日まで", True),
        ("当日の正午まで", True),
        ("駅から会場まで歩く", False),
        ("3日間の講座", False),
    ],
)
def test_a_deadline_may_be_counted_back_from_the_day(text: str, is_one: bool) -> None:
    evidence = BY_LABEL[DEADLINE].evidence
    assert evidence is not None and bool(evidence.search(fold(text))) is is_one


@pytest.mark.parametrize(
    ("columns", "cells", "answers"),
    [
        ("室名\t料金（県内）", "小ホール\t3,850", True),
        ("室名\t利用料", "小ホール\t3850", True),
        ("室名\t会費", "小ホール\t12,000", True),
        ("室名\t面積", "小ホール\t3,850", False),
        ("室名\t定員", "小ホール\t200", False),
        ("室名\t料金", "小ホール\t要相談", False),
        ("室名\t料金区分", "小ホール\t12", False),  # a number so short is a class or a count
    ],
)
def test_a_bare_number_is_a_sum_under_a_head_of_money(columns: str, cells: str, answers: bool) -> None:
    spans = [Span("list", 0, 0, len(text), text) for text in (cells, columns)]
    assert answers_by_column(BY_LABEL["金額"], spans, []) is answers


@pytest.mark.parametrize(
    ("columns", "cells", "heading", "answers"),
    [
        ("室名\t午後", "第１研修室\t4,400", "室の使用料", True),
        ("室名\t午後", "第１研修室\t4,400", "室の広さ", False),
        ("室名\t定員", "第１研修室\t1,400", "室の使用料", False),
        ("室名\t午後", "第１研修室\t440", "室の使用料", False),  # a small number may be anything
        ("室名\t午後", "第１研修室\t7700", "みなと商工会館 料金表", True),
        ("種類\t会員", "原産地証明\t1100", "証明手数料一覧", True),
        ("室名\t定員", "第１研修室\t120", "みなと商工会館 料金表", False),
    ],
)
def test_a_number_in_thousands_is_a_sum_in_a_table_of_prices(columns, cells, heading, answers) -> None:
    spans = [Span("list", 0, 0, len(text), text) for text in (cells, columns)]
    assert answers_by_column(BY_LABEL["金額"], spans, [heading]) is answers


@pytest.mark.parametrize(
    ("columns", "cells", "answers"),
    [
        ("内容\t件数", "価格転嫁\t509", True),
        ("地域\t相談方法（件） 来訪", "笹目野町\t248", True),
        ("内容\t前年度比", "価格転嫁\t64", False),
    ],
)
def test_a_bare_number_is_counted_in_what_its_head_counts(columns, cells, answers) -> None:
    spans = [Span("list", 0, 0, len(text), text) for text in (cells, columns)]
    assert answers_by_column(BY_LABEL["数"], spans, []) is answers


def test_a_table_of_one_row_heads_nothing_and_is_shown() -> None:
    text = "受付\t平日9時から"
    (only,) = units(Passage("list-0", "list", 0, 0, len(text), text, header=(0, len(text))), text, None)
    assert [span.text for span in only] == [text]


def _parted(text: str, header: tuple[int, int] | None) -> list[str]:
    passage = Passage("list-0", "list", 0, 0, len(text), text, header=header)
    return [text[start:end] for start, end in _sentences_and_rows(passage, text)]


def test_a_row_under_heads_is_taken_whole_whatever_sentences_are_in_it() -> None:
    text = (
        "室名\t条件\t備考\n小ホール\t前払いです。返金はしません。\t\n予約は窓口で行います。電話でも承ります。"
    )
    assert _parted(text, (0, 8)) == [
        "室名\t条件\t備考",
        "小ホール\t前払いです。返金はしません。\t",
        "予約は窓口で行います。",
        "電話でも承ります。",
    ]
    assert "小ホール\t前払いです。" in _parted(text, None)


@pytest.mark.parametrize(
    ("question", "thing"),
    [
        ("今年最後の締切はいつ？", ""),
        ("今年の締切はいつ？", ""),
        ("リーマンのあと募ったのは何社？", ""),
        ("タブレットレジの購入費はいくら？", "購入費"),
    ],
)
def test_a_time_is_no_thing_that_a_value_is_of(question: str, thing: str) -> None:
    found = value_is_of(understand(question, TABLE))
    assert found == thing or (thing and thing in found)


@pytest.mark.parametrize(
    ("said", "unknown"),
    [
        (("タブレット", "レジ"), ""),
        (("タブレット",), "タブレットレジ"),
        ((), "タブレットレジ"),
        (("タブレットレジ",), ""),
    ],
)
def test_two_words_in_katakana_side_by_side_are_known_where_both_are(
    said: tuple[str, ...], unknown: str
) -> None:
    question = understand("タブレットレジはいくら？", TABLE)
    assert unknown_thing(question, lambda name: name in {fold(one) for one in said}) == fold(unknown)


def test_a_courtesy_behind_a_name_is_nothing_that_a_document_must_say() -> None:
    question = understand("青木先生は何回目の担当？", TABLE)
    assert unknown_thing(question, lambda name: name == "青木") == ""


@pytest.mark.parametrize(
    ("question", "label"),
    [
        ("採択率ってどれくらい", "採択率"),
        ("保証料率は何%", "保証料率"),
        ("県内就職率は?", "県内就職率"),
        ("女性管理職比率は?", "割合"),
        ("業務効率はどれくらい改善した?", "割合"),
        ("賃金はどれくらい上がるの?", "数値"),
        ("急ぎだといくら増しになる", "割増"),
        ("申請はいつまでに行うのですか", DEADLINE),
        ("相談担当の直通番号わかりますか", "電話番号・連絡先"),
    ],
)
def test_a_value_is_asked_for_by_its_own_name(question: str, label: str) -> None:
    assert heads_in(question)[0].label == label


@pytest.mark.parametrize(
    "column", ["無料相談", "有料相談", "資料請求", "試料受入", "電力消費", "回数券の種類"]
)
def test_a_head_with_料_or_費_inside_another_word_is_none_of_money(column: str) -> None:
    spans = [Span("list", 0, 0, len(text), text) for text in ("2025年度\t1,410", f"年度\t{column}")]
    assert not answers_by_column(BY_LABEL["金額"], spans, [])
