"""An agency's own set is read from Excel or JSON lines, and each fault is told by its row and column."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from own_set_sample import QUOTE, ROW, told, write_sheet

from assistant.errors import InputError
from evals.dataset import DEFAULT_DATASET, Evidence, dataset_sha256, load_items, questions_sha256
from evals.own_set.columns import kind_word, kinds_for, read_kind
from evals.own_set.read import read_own_set

LINE: dict[str, Any] = {
    "id": "a1",
    "question": "補助率っていくつですか",
    "answerable": True,
    "nuggets": [["3分の2", "2/3"]],
    "evidence": [{"doc_id": "guideline", "quote": QUOTE}],
    "kind": "number",
}


def write_lines(path: Path, *lines: Any) -> Path:
    text = "\n".join(one if isinstance(one, str) else json.dumps(one, ensure_ascii=False) for one in lines)
    path.write_text(text, encoding="utf-8")
    return path


def test_a_row_becomes_an_item(tmp_path: Path) -> None:
    row = ROW | {
        "必要な事実": "3分の2｜ 2/3\n中小企業",
        "あってはならない語": "2分の1\n1/2",
        "引用": f"{QUOTE}\n対象は中小企業である。",
        "種類": "続きの質問",
        "これまでの会話": "質問: 支援金のこと\n回答: どの支援金ですか。\nものづくりですか。",
        "メモ": "電話で",
    }
    (item,) = load_items(write_sheet(tmp_path / "set.xlsx", [row]))
    assert (item.id, item.split, item.kind, item.answerable, item.expected) == (
        "a1",
        "development",
        "follow_up",
        True,
        "answer",
    )
    assert item.nuggets == (("3分の2", "2/3"), ("中小企業",))
    assert item.forbidden == ("2分の1", "1/2")
    assert item.evidence == (
        Evidence("guideline", QUOTE, "#0"),
        Evidence("guideline", "対象は中小企業である。", "#1"),
    )
    assert item.history == (
        ("user", "支援金のこと"),
        ("assistant", "どの支援金ですか。\nものづくりですか。"),
    )
    assert item.note == "電話で"


def test_each_quote_stands_beside_its_document(tmp_path: Path) -> None:
    row = ROW | {"資料ID": "guideline\nslides", "引用": f"{QUOTE}\n補助率は3分の2（昔の説明）"}
    (item,) = load_items(write_sheet(tmp_path / "set.xlsx", [row]))
    assert [evidence.doc_id for evidence in item.evidence] == ["guideline", "slides"]


def test_the_same_set_in_either_form_is_the_same_set(tmp_path: Path) -> None:
    sheet, lines = write_sheet(tmp_path / "a.xlsx", [ROW]), write_lines(tmp_path / "b.jsonl", LINE)
    assert load_items(sheet) == load_items(lines)
    assert dataset_sha256(sheet) == dataset_sha256(lines)
    before = dataset_sha256(sheet)
    again = write_sheet(tmp_path / "again.xlsx", [{}, ROW], title="別の名前")
    assert again.read_bytes() != sheet.read_bytes()
    assert dataset_sha256(again) == before
    write_lines(lines, LINE | {"nuggets": [["3分の2"]]})
    assert dataset_sha256(lines) != before


def test_a_half_of_a_shipped_set_is_an_own_set_too() -> None:
    shipped = load_items(DEFAULT_DATASET, "development")
    own = load_items(DEFAULT_DATASET / "development.jsonl")
    assert own == shipped
    assert questions_sha256(own) == questions_sha256(shipped)


def test_a_column_of_its_own_seals_a_row(tmp_path: Path) -> None:
    headings = [*ROW, "区分"]
    rows = [ROW, ROW | {"id": "a2", "区分": "封印"}]
    path = write_sheet(tmp_path / "set.xlsx", rows, headings)
    assert [item.id for item in load_items(path, "sealed")] == ["a2"]
    assert [item.id for item in load_items(path, "development")] == ["a1"]
    with pytest.raises(InputError, match="sealed の質問がありません"):
        load_items(write_sheet(tmp_path / "open.xlsx", [ROW]), "sealed")


def test_a_row_without_an_id_keeps_its_name_when_another_is_put_before_it(tmp_path: Path) -> None:
    nameless = ROW | {"id": None}
    alone = load_items(write_sheet(tmp_path / "a.xlsx", [nameless]))
    both = load_items(write_sheet(tmp_path / "b.xlsx", [ROW | {"質問": "別の質問"}, nameless]))
    assert alone[0].id == both[1].id != ""


def test_every_kind_can_be_written_in_japanese() -> None:
    for kind in (*kinds_for(True), *kinds_for(False)):
        assert read_kind(kind_word(kind)) == read_kind(kind) == kind
    assert read_kind("ない種類") is None


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"質問": " "}, "3行目 質問: 空です"),
        ({"質問": "長" * 4001}, "3行目 質問: 長すぎます"),
        ({"質問": "=1+1"}, "3行目 質問: 数式が入っています"),
        ({"答えられるか": None}, "3行目 答えられるか: 空です"),
        ({"答えられるか": "たぶん"}, "3行目 答えられるか: 「はい」か「いいえ」と"),
        ({"必要な事実": None}, "3行目 必要な事実: 空です"),
        ({"必要な事実": "｜"}, "3行目 必要な事実: 空の書き方"),
        ({"必要な事実": "長" * 201}, "3行目 必要な事実: 長すぎます"),
        ({"必要な事実": datetime(2026, 1, 2)}, "3行目 必要な事実: Excel が日付"),
        ({"必要な事実": "=B2"}, "3行目 必要な事実: 数式が入っています"),
        ({"答えられるか": "いいえ", "種類": "対象外"}, "3行目 必要な事実: 答えられない質問には書きません"),
        ({"あってはならない語": "3分の2"}, "3行目 あってはならない語: 必要な事実「3分の2」にも"),
        ({"資料ID": "guideline\nslides"}, "3行目 引用: 資料ID（2 行）と引用（1 行）"),
        ({"資料ID": None, "引用": None}, "3行目 引用: 空です"),
        ({"引用": QUOTE * 200}, "3行目 引用: 長すぎます"),
        ({"種類": "数"}, "3行目 種類: 知らない種類です: 数"),
        ({"種類": "対象外"}, "3行目 種類: 答えられるかが「はい」の質問の種類は"),
        ({"種類": "続きの質問"}, "3行目 これまでの会話: 続きの質問なのに"),
        ({"これまでの会話": "補助率は？"}, "3行目 これまでの会話: 最初の行を"),
        ({"これまでの会話": "質問:"}, "3行目 これまでの会話: 話し手のない、または空の"),
        ({"id": "a0"}, "3行目 id: 同じ id「a0」が 2 行目にもあります"),
        ({"id": None, "質問": "別の質問"}, ""),
    ],
)
def test_an_error_is_told_by_its_row_and_column(tmp_path: Path, changed: dict[str, Any], says: str) -> None:
    first = ROW | {"id": "a0", "質問": "別の質問ですか"}
    path = write_sheet(tmp_path / "set.xlsx", [first, ROW | changed])
    if not says:
        assert told(path) == []
        return
    (problem,) = map(str, read_own_set(path).errors)
    assert problem.startswith(says)
    with pytest.raises(InputError, match=r"set\.xlsx に誤りがあります") as caught:
        load_items(path)
    assert problem in caught.value.message


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"必要な事実": "3分の2\n500万円"}, "2行目 必要な事実: どの引用にもない語です: 500万円"),
        ({"引用": f"{QUOTE}\n第1章"}, "2行目 引用: 短すぎます"),
        ({"難しさ": "とても"}, "2行目 難しさ: 「やさしい」"),
    ],
)
def test_a_warning_is_told_and_the_set_can_still_be_asked(
    tmp_path: Path, changed: dict[str, Any], says: str
) -> None:
    path = write_sheet(tmp_path / "set.xlsx", [ROW | changed])
    (problem,) = told(path)
    assert problem.startswith(says)
    assert len(load_items(path)) == 1


def test_the_result_of_a_sum_need_not_stand_in_a_quote(tmp_path: Path) -> None:
    assert told(write_sheet(tmp_path / "set.xlsx", [ROW | {"必要な事実": "500万円", "種類": "計算"}])) == []


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("{", "3行目 行: JSON として読めません"),
        ("[]", "3行目 行: "),
        (LINE | {"id": "a0"}, "3行目 id: 同じ id「a0」"),
        (LINE | {"question": None}, "3行目 question: 空です"),
        (LINE | {"question": 1}, "3行目 question: 文字列の形で"),
        (LINE | {"nuggets": [[1]]}, "3行目 nuggets: "),
        (LINE | {"evidence": [{"doc_id": "guideline"}]}, "3行目 evidence: "),
        (LINE | {"history": [["user"]]}, "3行目 history: "),
        (LINE | {"history": [["advisor", "支援金"]]}, "3行目 history: 話し手のない"),
        (LINE | {"answerable": "はい"}, "3行目 answerable: true か false"),
        (LINE | {"notes": ""}, "3行目 notes: 知らない名前です"),
    ],
)
def test_a_fault_of_a_line_is_told_by_its_number_and_name(tmp_path: Path, line: Any, says: str) -> None:
    (problem,) = told(write_lines(tmp_path / "set.jsonl", LINE | {"id": "a0", "question": "別"}, "", line))
    assert problem.startswith(says)


def test_headings_that_are_not_known_or_stand_twice_are_told(tmp_path: Path) -> None:
    path = write_sheet(tmp_path / "set.xlsx", [ROW], [*ROW, "担当"])
    assert told(path) == ["1行目 担当: 知らない見出しです。この列は読みません。"]
    path = write_sheet(tmp_path / "set.xlsx", [ROW], [*ROW, "question"])
    assert "1行目 質問: 同じ見出しの列が二つあります。" in told(path)
    path = write_sheet(tmp_path / "set.xlsx", [ROW], ["id", "問い"])
    with pytest.raises(InputError, match="見出し「質問」がありません"):
        read_own_set(path)
