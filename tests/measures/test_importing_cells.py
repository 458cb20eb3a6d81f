"""Cells of a list: what is read of them is what they say."""

from __future__ import annotations

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.measures.entry import Entry
from assistant.measures.importing.cells import (
    Places,
    Word,
    date_in,
    latest_date,
    opening_date,
    regions,
    says_more,
    verbatim,
    words,
)
from assistant.measures.importing.entries import entry_of
from assistant.measures.importing.mapping import ColumnMapping
from assistant.measures.importing.markup import clean
from assistant.measures.importing.reading import Reading
from assistant.measures.importing.tables import Row
from assistant.text.regions import PREFECTURES

DAYS = st.dates(date(1990, 1, 1), date(2090, 12, 31))
TODAY = date(2026, 6, 1)


def entry(mapping: dict[str, str | tuple[str, ...]], **cells: str) -> Entry:
    """The entry of a row of these cells; ``mapping`` says which field a column is."""
    columns = {field: (names,) if isinstance(names, str) else names for field, names in mapping.items()}
    reading = Reading(
        "list", "list.csv", "行目", ColumnMapping("x", {"name": ("名",), **columns}), TODAY, "2026-05-01"
    )
    made = entry_of(Row(2, {"名": "設備補助金", **cells}), reading)
    assert isinstance(made, Entry)
    return made


@pytest.mark.parametrize(
    ("cell", "first", "last"),
    [
        ("2024-03-31", "2024-03-31", "2024-03-31"),
        ("2024/3/1", "2024-03-01", "2024-03-01"),
        ("２０２４．３．３１", "2024-03-31", "2024-03-31"),
        ("20240331", "2024-03-31", "2024-03-31"),
        ("2024-03-31T15:00:00Z", "2024-03-31", "2024-03-31"),
        ("令和6年3月31日（日）必着", "2024-03-31", "2024-03-31"),
        ("令和元年5月1日", "2019-05-01", "2019-05-01"),
        ("R6.3.31", "2024-03-31", "2024-03-31"),
        ("R6/3/31", "2024-03-31", "2024-03-31"),
        ("2024年2月", "2024-02-01", "2024-02-29"),
        ("2024年", "2024-01-01", "2024-12-31"),
        ("令和6年度", "2024-04-01", "2025-03-31"),
    ],
)
def test_a_date_is_read_in_the_spellings_lists_use(cell, first, last) -> None:
    assert (date_in(cell), date_in(cell, ends=True)) == (first, last)


@pytest.mark.parametrize(
    "cell",
    ["", "随時", "予算がなくなり次第", "3月31日", "2024-02-31", "2024年2月31日", "03-1234-5678", "2,000件"],
)
def test_what_is_no_date_with_its_year_gives_none(cell) -> None:
    assert date_in(cell) == ""
    assert date_in(cell, ends=True) == ""


@pytest.mark.parametrize(
    ("cell", "first", "last"),
    [
        ("1次: 2026年5月29日\n2次: 2099年12月25日", "2026-05-29", "2099-12-25"),
        ("1次: 2026年11月28日\n2次: 2月27日", "2026-11-28", "2027-02-27"),
        ("令和8年4月1日～令和9年3月31日", "2026-04-01", "2027-03-31"),
        ("令和8年4月1日（水）9:00～9月30日（水）17:00", "2026-04-01", "2026-09-30"),
        ("令和8年4月1日から2月28日まで", "2026-04-01", "2027-02-28"),
        ("令和8年4月1日～翌5月31日", "2026-04-01", "2027-05-31"),
        ("2026/4/1～9/30", "2026-04-01", "2026-09-30"),
        ("2026/4/1～2026年9月30日", "2026-04-01", "2026-09-30"),
        ("R8.4.1～9.30", "2026-04-01", "2026-09-30"),
        ("2026年4月1日～15日", "2026-04-01", "2026-04-15"),
        ("2026年4月～9月", "2026-04-01", "2026-09-30"),
        ("令和8年4月1日から令和10年度まで", "2026-04-01", "2029-03-31"),
        ("令和8年4月1日から令和8年度まで", "2026-04-01", "2027-03-31"),
        ("令和8年度 1次締切 令和8年5月29日", "2026-04-01", "2026-05-29"),
        ("令和8年4月1日から", "2026-04-01", ""),
        ("令和8年4月1日～予算がなくなるまで", "2026-04-01", ""),
        ("2026年5月29日（結果は7月上旬）", "2026-05-29", "2026-05-29"),
        ("2026年5月29日（5月20日までに事前相談）", "2026-05-29", "2026-05-29"),
        ("2026年5月29日～3日間", "2026-05-29", ""),
        ("R8.4.1-R8.12.25", "2026-04-01", "2026-12-25"),
        ("R8/4/1-12/25", "2026-04-01", "2026-12-25"),
        ("令8.4.1→令8.12.25", "2026-04-01", "2026-12-25"),
        ("2026.4.1－予算がなくなるまで", "2026-04-01", ""),
        ("R8.4.1-", "2026-04-01", ""),
    ],
)
def test_a_cell_of_several_dates_ends_on_its_latest(cell, first, last) -> None:
    assert (date_in(cell), date_in(cell, ends=True)) == (first, last)


@pytest.mark.parametrize(
    ("cell", "more"),
    [
        ("令和9年12月31日（予算がなくなり次第終了・17時必着）", True),
        ("1次: 2026年5月29日\n2次: 2099年12月25日", True),
        ("2026/4/1～9/30", True),
        ("2024-03-31 17:00", True),
        ("令和9年12月31日（金）まで", False),
        ("2024-03-31 00:00:00", False),
        ("2024-03-31T15:00:00Z", False),
        ("20240331", False),
    ],
)
def test_what_a_cell_says_beside_its_date_is_known(cell, more) -> None:
    assert says_more(cell) is more


def test_the_standing_follows_every_round_and_the_last_day_is_still_open() -> None:
    until = {"open_until": "締切"}
    rounds = entry(until, 締切="1次: 2026年5月29日\n2次: 2026年8月28日")
    assert (rounds.standing, rounds.open_until) == ("current", "2026-08-28")
    assert entry(until, 締切="2026年6月1日").standing == "current"
    assert entry(until, 締切="2026年5月31日").standing == "past"
    assert entry(until, 締切="令和8年4月1日から随時").open_until == ""


def test_what_a_list_shows_only_later_is_planned() -> None:
    later = entry({"published_from": "公開日"}, 公開日="2026-06-02")
    assert (later.standing, later.standing_note) == ("planned", "一覧では 2026-06-02 からです。")
    assert entry({"published_from": "公開日"}, 公開日="2026-06-01").standing == "current"


def test_the_words_beside_a_date_are_kept_with_their_cell() -> None:
    both = {"open_from": "開始", "open_until": "締切"}
    until = "令和9年12月31日（予算がなくなり次第終了・17時必着）"
    made = entry(both, 開始="2026/4/1", 締切=until)
    assert made.open_until == "2027-12-31"
    assert [(fact.text, fact.basis.quote, fact.basis.column) for fact in made.apply] == [
        (f"締切: {until}", until, "締切")
    ]
    assert [fact.text for fact in entry(both, 開始="令和8年4月1日（水）10時", 締切="随時").apply] == [
        "開始: 令和8年4月1日（水）10時", "締切: 随時",
    ]  # fmt: skip
    assert [fact.text for fact in entry(both, 締切="令和8年4月1日から").apply] == ["締切: 令和8年4月1日から"]
    assert entry(both, 開始="2026年4月1日から", 締切="令和9年12月31日（金）まで").apply == ()


@given(DAYS)
def test_a_day_is_the_same_however_it_is_written(day) -> None:
    western = (
        f"{day:%Y-%m-%d}",
        f"{day.year}/{day.month}/{day.day}",
        f"{day.year}年{day.month}月{day.day}日",
    )
    assert {date_in(cell) for cell in western} == {day.isoformat()}
    assert date_in(f"締切: {western[2]} 17時", ends=True) == day.isoformat()


@given(st.text(max_size=60))
def test_any_text_gives_a_real_day_or_none(cell) -> None:
    for found in (date_in(cell), date_in(cell, ends=True), latest_date(cell)):
        assert found == "" or date.fromisoformat(found)


def test_the_latest_of_a_cells_dates_is_found() -> None:
    cell = '{"created_at":"2023-05-18T05:01:32Z","last_modified_at":"2023-05-23T06:03:10Z"}'
    assert latest_date(cell) == "2023-05-23"


def test_names_are_read_from_nested_json_with_what_they_stand_under() -> None:
    cell = '[{"id":"1","name":"金融","sub_categories":[{"id":"2","name":"貸付(融資）"}]},{"name":"税制","sub_categories":[]}]'
    assert words(cell) == (Word("貸付(融資）", "金融"), Word("税制"))
    assert words('["補助金","雇用"]') == words("補助金、雇用") == (Word("補助金"), Word("雇用"))
    assert words('{"id":"5","name":"経営力向上計画"}') == (Word("経営力向上計画"),)


@pytest.mark.parametrize(
    "cell", ["[案内](http://example.jp)", "[壊れた", "{}", "[]", "[" * 5000, '[{"id": 1}]']
)
def test_what_is_no_json_of_names_does_no_harm(cell) -> None:
    assert all(isinstance(word, Word) for word in words(cell))


@given(st.recursive(st.none() | st.booleans() | st.integers() | st.text(max_size=8), lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["name", "title", "x", "sub"]), inner, max_size=3)))  # fmt: skip
def test_a_name_read_from_json_is_quoted_from_the_cell(value) -> None:
    for escaped in (False, True):
        cell = clean(json.dumps(value, ensure_ascii=escaped))
        for word in words(cell):
            assert verbatim(cell, word.name) in cell


@pytest.mark.parametrize(
    ("cell", "known", "unknown"),
    [
        ("東京、大阪府", ("東京都", "大阪府"), ()),
        ("北海道・青森", ("北海道", "青森県"), ()),
        ("関東地方、京都", ("関東", "京都府"), ()),
        ('[{"id":"9","name":"栃木県","region_name":"関東・甲信越地方"}]', ("栃木県",), ()),
        ("全国", ("全国",), ()),
        ("、".join(PREFECTURES), ("全国",), ()),
        ("埼玉県、その他", ("埼玉県",), ("その他",)),
        ("栃木県及び隣接県", ("栃木県",), ("隣接県",)),
        ("関東、東京都を除く", ("関東",), ("東京都を除く",)),
        ("", (), ()),
        ("－", (), ()),
    ],
)
def test_regions_are_read_from_a_cell_and_the_rest_is_told(cell, known, unknown) -> None:
    assert regions(cell) == Places(known, (), unknown)
    assert regions(cell).are_plain is (bool(known) and not unknown)


def test_a_city_is_told_from_its_prefecture() -> None:
    assert regions("県内 横浜市") == Places(("神奈川県",), ("横浜市",), ("県内",))
    assert regions("京都市、横浜") == Places(("京都府", "神奈川県"), ("京都市", "横浜"))
    assert not regions("京都市").are_plain


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("令和8年6月1日～令和8年7月31日", "2026-06-01"),
        ("2026/4/1～9/30", "2026-04-01"),
        ("令和8年4月1日から", "2026-04-01"),
        ("R8.4.1-R8.12.25", "2026-04-01"),
        ("R8/4/1（水）-12/25（金）", "2026-04-01"),
        ("2026-04-01 - 2026-12-25", "2026-04-01"),
        ("2026-04-01", ""),
        ("令和8年7月31日まで", ""),
        ("2026年7月31日", ""),
        ("通年", ""),
    ],
)
def test_a_stretch_of_time_opens_on_its_first_day_and_an_end_alone_on_none(cell: str, day: str) -> None:
    assert opening_date(cell) == day
