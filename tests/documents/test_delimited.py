"""A CSV or TSV file is one page of rows, in whatever encoding and with whatever separator an agency's system writes it."""

from __future__ import annotations

from pathlib import Path

import pytest
from document_samples import PROPERTY
from hypothesis import given
from hypothesis import strategies as st
from office_samples import pages_of, refusal

from assistant.documents import sheets

PRICES = '室名,料金,定員\r\n小ホール,"1,500円",20名\r\n大ホール,"9,000円",200名\r\n'
READ = "室名\t料金\t定員\n小ホール\t1,500円\t20名\n大ホール\t9,000円\t200名"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932", "euc_jp", "utf-16"])
def test_every_encoding_gives_the_same_rows(tmp_path: Path, encoding: str) -> None:
    (page,) = pages_of(tmp_path, "list.csv", PRICES.encode(encoding))
    assert (page.text, page.number) == (READ, None)


@pytest.mark.parametrize(("ending", "separator"), [("csv", ","), ("csv", ";"), ("csv", "\t"), ("tsv", "\t")])
def test_cells_are_parted_by_what_the_first_row_is(tmp_path: Path, ending: str, separator: str) -> None:
    data = f"室名{separator}料金\n小{separator}500円\n大{separator}900円\n"
    (page,) = pages_of(tmp_path, f"list.{ending}", data)
    assert page.text == "室名\t料金\n小\t500円\n大\t900円"


def test_a_quoted_cell_of_several_lines_is_one_row_and_the_next_keeps_its_number(tmp_path: Path) -> None:
    (page,) = pages_of(tmp_path, "list.csv", '室名,料金\n小,"500円\n（税込）"\n大,900円\n')
    assert page.text.split("\n") == ["室名\t料金", "小\t500円 （税込）", "大\t900円"]


def test_blank_rows_count_and_say_nothing(tmp_path: Path) -> None:
    (page,) = pages_of(tmp_path, "list.csv", "利用料金表,\n\n,\n室名,料金\n小,500円\n大,900円\n")
    assert page.text.split("\n") == ["利用料金表", "", "", "室名\t料金", "小\t500円", "大\t900円"]


def test_rows_of_unlike_length_are_read(tmp_path: Path) -> None:
    (page,) = pages_of(tmp_path, "list.csv", "室名,料金,定員\n小,500円\n大,900円,200名,要予約\n")
    assert page.text.split("\n")[2] == "大\t900円\t200名\t要予約"


def test_too_many_rows_or_columns_are_refused(tmp_path: Path, monkeypatch) -> None:
    assert "× 500 列" in refusal(tmp_path, "list.csv", "," * 501 + "\n").message
    monkeypatch.setattr(sheets, "MAX_ROWS", 2)
    assert "上限（2 行" in refusal(tmp_path, "list.csv", PRICES).message


def test_a_cell_too_long_to_be_one_is_refused(tmp_path: Path) -> None:
    error = refusal(tmp_path, "list.csv", '名,値\n甲,"' + "あ" * 140_000)
    assert "CSV として読めません" in error.message


@pytest.mark.parametrize("data", ["\n\n", ",,\n,,\n", '""\n'])
def test_a_list_without_anything_is_refused_as_empty(tmp_path: Path, data: str) -> None:
    assert "文字がありません" in refusal(tmp_path, "list.csv", data).message


_VALUES = st.lists(st.lists(st.sampled_from(["", "室名", "500円", "a\nb", 'c"d', "e,f", " "]), min_size=2, max_size=3), min_size=1, max_size=6)  # fmt: skip


@PROPERTY
@given(_VALUES)
def test_a_row_that_is_said_stands_at_its_number(rows: list[list[str]]) -> None:
    page = sheets._page(list(enumerate(rows, start=1)), "list.csv", "")
    lines = page.text.split("\n")
    assert len(lines) <= len(rows)
    for cells, line in zip(rows, lines, strict=False):
        assert "".join(line.split()) == "".join("".join(cells).split())
