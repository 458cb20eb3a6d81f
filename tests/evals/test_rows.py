"""Files of JSON lines: what is a row, and how a file that is none is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.errors import InputError
from evals.rows import rows_of


def _texts(path: Path) -> list[str]:
    return rows_of(path, lambda row: row["text"], "text を書いてください。")


def test_a_row_is_a_line_and_other_ends_of_lines_in_a_text_are_not(tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    path.write_text('{"text": "一\u2028二\x85三"}\n\n  \n{"text": "四"}\r\n', encoding="utf-8", newline="")
    assert _texts(path) == ["一\u2028二\x85三", "四"]


def test_the_line_that_is_no_row_is_told_blank_ones_counted(tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    path.write_text('{"text": "一"}\n\n{"words": "二"}\n', encoding="utf-8")
    with pytest.raises(InputError, match="3 行目") as told:
        _texts(path)
    assert "text を書いてください。" in told.value.hint


@pytest.mark.parametrize(("content", "why"), [(None, "見つかりません"), ("一".encode("cp932"), "UTF-8")])
def test_a_file_that_cannot_be_read_is_told_with_the_reason(
    tmp_path: Path, content: bytes | None, why: str
) -> None:
    path = tmp_path / "rows.jsonl"
    if content is not None:
        path.write_bytes(b'{"text": "' + content + b'"}')
    with pytest.raises(InputError, match=why):
        _texts(path)
