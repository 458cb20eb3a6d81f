"""Importing a list: every row an entry or told, every fact quoted from its cell."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from importing_steps import ROWS, bases, entries, written

from assistant.errors import InputError
from assistant.measures.importing.lists import import_list, list_id_of, preview
from assistant.measures.importing.mapping import FIELDS, ColumnMapping
from assistant.measures.importing.report import preview_lines, report_lines
from assistant.measures.rules import RULES
from assistant.measures.store import cells_of, imported_entries, imported_entry, imported_ids
from assistant.measures.stored import entry_from_json, entry_to_json
from assistant.measures.vocabulary import KINDS, PURPOSES
from assistant.settings import PROJECT_ROOT, Settings

PUBLIC_LIST = PROJECT_ROOT.parent / "shared" / "measure-lists" / "mirasapo-dev.csv"


def test_a_row_becomes_an_entry_with_its_line_and_its_words(settings, tmp_path) -> None:
    report = import_list(settings, written(tmp_path))
    assert (report.entries, report.added, report.left_out) == (3, 3, ())
    entry = entries(settings)["支援一覧:1"]
    assert (entry.name, entry.kind, entry.body) == ("設備補助金", "subsidy", "県産業課")
    assert entry.purposes == ("equipment", "sales") and entry.regions == ("埼玉県",)
    assert entry.origin == "支援一覧.csv 2行目"
    assert (entry.standing, entry.open_until) == ("current", "2099-03-31")
    assert entry.target and entry.target.text == "県内の従業員300人以下の中小企業者"
    assert [(one.needs, one.basis.quote) for one in entry.conditions] == [
        (("employees_at_most", 300), "従業員300人以下"),
        (("size", ("sme",)), "中小企業者"),
        (("region", ("埼玉県",)), "埼玉県"),
    ]
    assert [(fact.text, fact.figures) for fact in entry.benefits] == [
        ("補助率: 2/3以内\n（上限100万円）", ("2/3", "100万円"))
    ]
    assert [fact.text for fact in entry.apply] == ["問い合わせ: 048-000-0000"]
    assert entries(settings)["支援一覧:2"].origin == "支援一覧.csv 4行目"


def test_what_a_list_says_of_its_dates_makes_the_standing(settings, tmp_path) -> None:
    import_list(settings, written(tmp_path))
    found = entries(settings)
    assert found["支援一覧:2"].standing == "unknown"
    assert "締切: 随時" in [fact.text for fact in found["支援一覧:2"].apply]
    assert (found["支援一覧:3"].standing, found["支援一覧:3"].open_until) == ("past", "2020-03-31")
    assert found["支援一覧:3"].regions == ("全国",) and found["支援一覧:3"].conditions == ()
    header = ("制度名", "受付開始", "更新日")
    later = written(
        tmp_path, [("A", "2099年4月", "2024/5/1"), ("B", "2020年4月", "2099/1/1")], header, "b.csv"
    )
    import_list(settings, later)
    planned, current = list(imported_entries(settings))[:2]
    assert (planned.standing, planned.as_of, planned.open_from) == ("planned", "2024-05-01", "2099-04-01")
    assert (current.standing, current.as_of) == (
        "current",
        date.today().isoformat(),
    )  # no list speaks from tomorrow


def test_every_quote_stands_in_its_cell(settings, tmp_path) -> None:
    import_list(settings, written(tmp_path))
    for entry in imported_entries(settings):
        row = cells_of(settings, entry.id)
        assert row is not None and f"{row.file} {row.place}行目" == entry.origin
        for basis in bases(entry):
            assert basis.doc_id == "支援一覧" and basis.quote and basis.quote in row.cells[basis.column]
    assert cells_of(settings, "支援一覧:9") is None and cells_of(settings, "go-tech") is None


def test_entries_are_found_one_by_one_without_reading_them_all(settings, tmp_path) -> None:
    assert imported_ids(settings) == () and imported_entry(settings, "支援一覧:1") is None
    import_list(settings, written(tmp_path))
    found = entries(settings)
    assert imported_ids(settings) == tuple(found)
    assert {key: imported_entry(settings, key) for key in found} == found
    assert imported_entry(settings, "支援一覧:9") is None and imported_entry(settings, "支援一覧") is None


def conditions(
    settings: Settings, tmp_path: Path, mapping: ColumnMapping, **cells: str
) -> list[tuple[str, object, str]]:
    """Text, rule and quote of each condition of a row of these cells."""
    path = written(tmp_path, [("A", *cells.values())], ("制度名", *cells), "c.csv")
    import_list(settings, path, mapping)
    (entry,) = imported_entries(settings)
    return [(one.text, one.needs, one.basis.quote) for one in entry.conditions]


def test_a_place_told_twice_is_one_condition(settings, tmp_path) -> None:
    mapping = ColumnMapping("x", {"name": ("制度名",), "target": ("t",), "regions": ("r",)})
    found = conditions(settings, tmp_path, mapping, t="埼玉県内に事業所を有する者", r="埼玉県")
    assert found == [("埼玉県", ("region", ("埼玉県",)), "埼玉県")]


def test_a_requirement_that_is_not_plain_is_kept_as_it_is_told(settings, tmp_path) -> None:
    mapping = ColumnMapping("x", {"name": ("制度名",), "conditions": ("要件",)})
    found = conditions(
        settings,
        tmp_path,
        mapping,
        要件="### すべてに該当\n地域の活性化に資すること\n\n従業員20人以下の小規模事業者",
    )
    assert found == [
        ("すべてに該当 地域の活性化に資すること", None, "### すべてに該当\n地域の活性化に資すること"),
        ("従業員20人以下の小規模事業者", None, "従業員20人以下の小規模事業者"),
        ("従業員20人以下", ("employees_at_most", 20), "従業員20人以下"),
        ("小規模事業者", ("size", ("small",)), "小規模事業者"),
    ]


def test_ways_to_qualify_in_paragraphs_of_their_own_are_no_rules(settings, tmp_path) -> None:
    mapping = ColumnMapping("x", {"name": ("制度名",), "conditions": ("要件",)})
    text = "次のいずれかに該当すること\n\n従業員20人以下の会社\n\n資本金1億円以下の会社"
    assert [rule for _, rule, _ in conditions(settings, tmp_path, mapping, 要件=text)] == [None, None, None]


def test_coded_scales_and_nested_industries_become_conditions(settings, tmp_path) -> None:
    mapping = ColumnMapping(
        "x",
        {"name": ("制度名",), "scales": ("s",), "industries": ("i",)},
        scales={"4": ("organisation", ("individual",))},
    )
    food = '[{"name":"製造業","sub_categories":[{"name":"飲料・たばこ・飼料製造業"}]},{"name":"建設業","sub_categories":[]}]'
    assert conditions(settings, tmp_path, mapping, s='["4"]', i=food) == [
        ("組織の種類: 個人（創業予定など）（一覧の区分 4）", ("organisation", ("individual",)), '["4"]'),
        ("業種: 製造業・建設業", ("industry", ("manufacturing", "construction")), food),
    ]
    branch = '[{"name":"医療，福祉","sub_categories":[{"name":"社会保険・介護事業"}]}]'
    assert conditions(settings, tmp_path, mapping, s='["1","4"]', i=branch) == [
        ("業種: 医療・福祉", ("industry", ("medical",)), branch),
        ("業種のうち: 社会保険・介護事業", None, "社会保険・介護事業"),
    ]
    everyone = "農業、建設業、製造業、情報通信業、運輸業、卸売業、小売業、不動産業、宿泊業、サービス業、教育"
    assert conditions(settings, tmp_path, mapping, s="", i=everyone) == []
    assert conditions(settings, tmp_path, mapping, s="", i="製造業、公務") == []  # a rule would rule 公務 out


def test_a_name_is_one_line_of_bounded_length_without_markup(settings, tmp_path) -> None:
    report = import_list(
        settings,
        written(
            tmp_path, [("あ" * 201, "x"), ("**[補助金](u)**\n2024<br>", "x")], ("制度名", "概要"), "n.csv"
        ),
    )
    assert [row.reason for row in report.left_out] == ["制度の名前が 200 字を超えています。"]
    assert [(entry.name, entry.basis.quote) for entry in imported_entries(settings)] == [
        ("補助金 2024", "**[補助金](u)**\n2024")
    ]


CELL = st.text(alphabet='補助金あ1/2 円。、\n<b>[](*)"{}:,-#!従業員300人以下県中小企業者令和6年', max_size=40) | st.sampled_from(
    ['[{"name":"栃木県"}]', '[{"name":"金融","sub":[{"name":"貸付 \\"A\\""}]}]', "{}", "[]", "製造業", "2024/1/1", "https://example.jp/x"]
)  # fmt: skip


@given(st.lists(st.fixed_dictionaries(dict.fromkeys(FIELDS, CELL)), min_size=1, max_size=3))
def test_whatever_a_list_holds_its_rows_are_taken_or_told_and_quoted(tmp_path_factory, rows) -> None:
    import json

    folder = tmp_path_factory.mktemp("any")
    path = folder / "any.json"
    path.write_text(json.dumps(rows), encoding="utf-8")
    mapping = ColumnMapping("x", {name: (name,) for name in FIELDS})
    settings = Settings(home=folder)
    shown = preview(settings, path, mapping)
    assert shown.entries + len(shown.left_out) == len(rows)
    if not shown.entries:
        with pytest.raises(InputError):
            import_list(settings, path, mapping)
        return
    import_list(settings, path, mapping)
    for entry in imported_entries(settings):
        row = cells_of(settings, entry.id)
        assert row and entry.kind in KINDS and set(entry.purposes) <= set(PURPOSES)
        for basis in bases(entry):
            assert basis.quote and basis.quote in row.cells[basis.column]
        for condition in entry.conditions:
            assert condition.needs is None or condition.needs[0] in RULES
        assert entry_from_json(entry_to_json(entry)) == entry


def test_a_preview_shows_what_would_be_and_writes_nothing(settings, tmp_path) -> None:
    path = written(
        tmp_path,
        [
            *ROWS,
            ("4", "", "", "不明な種", "", "", "", "", "県内", ""),
            ("5", "謎", "", "不明な種", "", "", "", "", "県内", ""),
        ],
    )
    shown = preview(settings, path)
    assert not settings.home.exists()
    assert (shown.entries, [row.place for row in shown.left_out]) == (4, [6])
    assert {use.column: use.fields for use in shown.columns}["補助率"] == ("benefits",)
    assert [(one.column, one.value, one.rows) for one in shown.unknown] == [
        ("都道府県", "県内", 1),
        ("種類", "不明な種", 1),
    ]
    text = "\n".join(preview_lines(shown))
    assert "取り込めない行: 6行目: 制度の名前がありません。" in text and "補助率 → 支援の中身" in text


def test_prose_above_the_header_is_not_taken_for_it(settings, tmp_path) -> None:
    prose = (
        "この一覧は制度名と概要をまとめたものです。",
        "対象者や要件は各制度の実施機関に確かめること。",
        "補助率と上限額は変わることがありますので注意。",
        "",
        "",
    )
    rows = [("制度名", "概要", "所属", "印", "備"), ("設備補助金", "x", "", "", "")]
    report = import_list(settings, written(tmp_path, rows, prose, "p.csv"))
    assert [entry.name for entry in imported_entries(settings)] == ["設備補助金"]
    assert "※ 見出し（2行目）より上の 1 行は取り込んでいません。" in list(report_lines(report))


@pytest.mark.parametrize(
    ("name", "list_id"),
    [("支援施策 一覧(R6)", "支援施策-一覧-r6"), ("a:b/../c", "a-b-c"), ("List_1", "list_1")],
)
def test_a_list_is_named_after_its_file(name, list_id) -> None:
    assert list_id_of(name) == list_id


def test_a_name_of_nothing_is_told() -> None:
    with pytest.raises(InputError, match="使えません"):
        list_id_of("()")


@pytest.mark.skipif(not PUBLIC_LIST.is_file(), reason="no folder shared/measure-lists beside the project")
def test_the_public_list_is_imported_whole(settings) -> None:
    report = import_list(settings, PUBLIC_LIST)
    assert (report.entries, report.left_out, report.mapping) == (561, (), "ミラサポplus 制度ナビ")
    found = entries(settings)
    for entry in found.values():
        row = cells_of(settings, entry.id)
        assert row is not None and entry.id == f"mirasapo-dev:{row.cells['id']}"
        for basis in bases(entry):
            assert basis.quote in row.cells[basis.column]
    assert sum(bool(entry.regions) for entry in found.values()) == 324
    assert sum(bool(entry.purposes) for entry in found.values()) >= 250
    assert all(date.fromisoformat(entry.as_of) <= date(2023, 7, 12) for entry in found.values())
    kinds = Counter(entry.kind for entry in found.values())
    assert kinds["other"] <= 30 and kinds["subsidy"] >= 150 and kinds["loan"] >= 60
    line = PUBLIC_LIST.read_text(encoding="utf-8-sig").splitlines()[17 - 1]
    assert line.startswith("2805,") and found["mirasapo-dev:2805"].origin == "mirasapo-dev.csv 17行目"
