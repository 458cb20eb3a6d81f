"""The files of measures: what is wrong in which entry is told in one line, all of it at once."""

from __future__ import annotations

from typing import Any

import pytest

from assistant.errors import InputError
from assistant.measures.check import link_problems, quote_problems
from assistant.measures.parse import parse_entry
from assistant.measures.shipped import read_files, read_measures

GOOD: dict[str, Any] = {
    "id": "go-tech",
    "name": "Go-Tech事業",
    "kind": "subsidy",
    "standing": "current",
    "as_of": "2026-01-19",
    "doc": "minutes",
    "quote": "Go-Tech事業につきまして",
    "purposes": ["research"],
    "target": {"text": "研究開発をする中小企業", "quote": "研究開発を行う中小企業"},
    "condition": [
        {
            "text": "大学か公設試と組む",
            "quote": "大学・公設試等と連携",
            "needs": {"partner": ["university", "public_lab"]},
        },
        {"text": "3年の計画がある", "quote": "3年間の計画", "ask": "3年の計画はありますか"},
    ],
    "benefit": [{"text": "補助率は2/3", "quote": "補助率2/3以内", "figures": ["2/3"]}],
}


def problems(**changes: Any) -> list[str]:
    row = {key: value for key, value in {**GOOD, **changes}.items() if value is not None}
    entry, found = parse_entry(row, "a.toml", 1)
    assert (entry is None) == bool(found)
    return [str(problem) for problem in found]


def test_a_whole_entry_is_read() -> None:
    entry, found = parse_entry(GOOD, "a.toml", 1)
    assert not found and entry is not None
    assert entry.conditions[0].needs == ("partner", ("university", "public_lab"))
    assert entry.conditions[1].needs is None and entry.conditions[1].ask == "3年の計画はありますか"
    assert entry.benefits[0].basis.doc_id == "minutes"  # the document of the entry, where none is named
    assert [fact.text for fact in entry.all_facts()] == [
        "研究開発をする中小企業", "大学か公設試と組む", "3年の計画がある", "補助率は2/3",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"name": None}, "name: 書かれていません"),
        ({"id": "Go Tech"}, "id: 「Go Tech」"),
        ({"kind": "grant"}, "kind: 「grant」はありません"),
        ({"standing": "alive"}, "standing: 「alive」はありません"),
        ({"as_of": "2026/1/19"}, "as_of: 「2026/1/19」"),
        ({"purposes": ["R&D"]}, "purposes: 「R&D」はありません"),
        ({"regions": ["関東圏域"], "regions_quote": "関東の"}, "regions: 地域「関東圏域」は分かりません"),
        ({"regions": ["関東"]}, "regions_quote: それを述べた文書の言葉"),
        ({"regions_quote": "関東の"}, "regions_quote: これが述べる regions"),
        ({"open_from": "2026-04"}, "window_quote: それを述べた文書の言葉"),
        ({"open_until": "2026-02-31"}, "open_until: 「2026-02-31」という日はありません"),
        ({"open_from": "2026-05", "open_until": "2026-04-30", "window_quote": "5月から"}, "open_until: 受付の終わりが"),
        ({"aliases": "ゴーテック"}, "aliases: 空でない文字列の並び"),
        ({"benefits": []}, "benefits: この項目はありません"),
        ({"target": "中小企業"}, "target: { text"),
        ({"benefit": [{"text": "補助率は2/3", "quote": "補助率2/3", "figures": ["1/2"]}]}, "「1/2」は引用の中に"),
        ({"condition": [{"text": "", "quote": "従業員"}]}, "condition 1 text: 書かれていません"),
        ({"condition": [{"text": "人数", "quote": "q", "needs": {"employees_at_most": "300"}}]}, "整数で"),
        ({"condition": [{"text": "人数", "quote": "q", "needs": {"employee_max": 3}}]}, "「employee_max」はありません"),
        ({"condition": [{"text": "相手", "quote": "q", "needs": {"partner": ["school"]}}]}, "「school」はありません"),
        ({"condition": [{"text": "地域", "quote": "q", "needs": {"region": ["江戸"]}}]}, "地域「江戸」"),
        ({"successor": [{"name": "次"}]}, "quote（文書の引用）か source"),
        ({"successor": [{"name": "次", "quote": "q", "source": "s"}]}, "quote（文書の引用）か source"),
    ],
)  # fmt: skip
def test_a_mistake_is_told_with_its_file_entry_and_place(changes, told) -> None:
    (line,) = problems(**changes)
    assert line.startswith("a.toml: ") and told in line and "\n" not in line


def test_all_mistakes_of_an_entry_are_told_at_once() -> None:
    assert len(problems(kind="grant", standing="alive", as_of="いつか")) == 3


def test_an_entry_without_an_id_is_told_by_its_place() -> None:
    assert problems(id=None)[0].startswith("a.toml: 1件目: id:")


def _file(folder, name: str, text: str) -> None:
    (folder / name).write_text(text, encoding="utf-8")


ENTRY = '[[measure]]\nid = "{id}"\nname = "{name}"\nkind = "desk"\nstanding = "current"\nas_of = "2026"\ndoc = "d"\nquote = "{quote}"\n'


def test_two_entries_of_one_id_and_files_that_are_no_toml_are_problems(tmp_path) -> None:
    _file(tmp_path, "a.toml", ENTRY.format(id="one", name="A", quote="q") * 2)
    _file(tmp_path, "b.toml", "[[measure")
    entries, found = read_files(tmp_path)
    assert [entry.id for entry in entries] == ["one"]
    assert [problem.file for problem in found] == ["a.toml", "b.toml"]
    with pytest.raises(InputError, match=r"a\.toml"):
        read_measures(tmp_path)


def test_no_folder_is_an_empty_register(tmp_path) -> None:
    assert read_measures(tmp_path / "none") == ()


def test_quotes_that_no_stored_page_holds_are_found() -> None:
    entry, _ = parse_entry(GOOD, "a.toml", 1)
    assert entry is not None
    text = (
        "Go-Tech事業につきまして、研究開発を行う中小企業が大学・公設試等と連携し、補助率2/3以内で3年間の計画"
    )
    assert not list(quote_problems([entry], {"minutes": ["前のページ", text]}, {}))
    (lost,) = quote_problems([entry], {"minutes": [text.replace("3年間", "5年間")]}, {"go-tech": "a.toml"})
    assert str(lost).startswith("a.toml: go-tech: 「3年の計画がある」: 引用「3年間の計画」")
    assert all("索引にありません" in str(p) for p in quote_problems([entry], {}, {}))


def test_a_figure_that_its_quote_does_not_hold_is_found() -> None:
    row = {**GOOD, "benefit": [{"text": "補助率は3/4", "quote": "補助率2/3以内"}]}
    entry, _ = parse_entry(row, "a.toml", 1)
    assert entry is not None
    found = [str(p) for p in quote_problems([entry], {"minutes": [str(GOOD)]}, {})]
    assert any("3/4 は引用の中にありません" in line for line in found)


def test_a_successor_that_the_register_does_not_have_is_found() -> None:
    entry, _ = parse_entry({**GOOD, "successor": [{"name": "次の事業", "source": "官報"}]}, "a.toml", 1)
    assert entry is not None
    (lost,) = link_problems([entry], {})
    assert "次の事業" in str(lost)
