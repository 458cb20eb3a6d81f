"""A row of a table and the row of its heads: one button for both, and the heads in sight where the row is opened."""

from __future__ import annotations

from typing import Any

import answer_samples as samples
import pytest
from page_steps import RunPage, ask, drawn

from assistant.types import Citation, Notice, Statement
from ui.present import answer_view
from ui.rows import heads_above, heads_of_rows

HEADS, ROW, OTHER = "室名\t料金（県内）\t定員", "小ホール\t3,850\t20名", "大ホール\t12,100\t200名"
SMALL, LARGE = "小ホール：料金（県内） 3,850、定員 20名", "大ホール：料金（県内） 12,100、定員 200名"
TABLE = f"{HEADS}\n{ROW}\n{OTHER}\n"


def row(n: int, quote: str, text: str = TABLE) -> Citation:
    start = text.index(quote)
    return samples.citation(n, quote=quote, start=start, end=start + len(quote), page=None, row=n)


def table_answer(*statements: Statement, text: str = TABLE, **changed: Any) -> Any:
    cited = (row(1, ROW, text), row(2, HEADS, text), row(3, OTHER, text))
    told = statements or (
        Statement(SMALL, (1, 2), "verified"),
        Statement(LARGE, (3, 2), "verified"),
    )
    return samples.answer(statements=told, citations=cited, **changed)


def marks(answer: Any) -> list[list[str]]:
    view = answer_view(answer)
    return [[line.mark for line in one.sources] for one in (*view.statements, *view.beside)]


def test_a_row_and_its_heads_are_one_source_with_both_marks() -> None:
    assert heads_of_rows(table_answer()) == {1: (2,), 3: (2,)}
    assert marks(table_answer()) == [["[1][2]"], ["[3][2]"]]
    as_context = [Statement(SMALL, (1, 2), "verified", role="context")]
    assert marks(table_answer(*as_context)) == [["[1][2]"]]


def test_a_value_computed_from_rows_has_a_button_for_each_row() -> None:
    computed = Statement("計算: 3,850円 ＋ 12,100円 ＝ 15,950円", (1, 2, 3), "verified")
    told = (computed, Statement(SMALL, (1, 2), "verified"), Statement(LARGE, (3, 2), "verified"))
    assert marks(table_answer(*told))[0] == ["[1][2]", "[3][2]"]


@pytest.mark.parametrize(
    "statement",
    [
        Statement(
            "小ホールは3,850円、大ホールは12,100円です。", (1, 3), "verified"
        ),  # a model's, of two rows
        Statement("小ホールは3,850円です。", (1, 2), "verified"),
        Statement(SMALL, (1, 9), "verified"),  # a number without a citation
        Statement(SMALL, (1,), "verified"),
    ],
    ids=["two rows", "other words", "no such number", "one"],
)
def test_sources_of_which_a_sentence_is_not_made_stay_apart(statement: Statement) -> None:
    numbers = [number for number in statement.citations if number < 9]
    assert marks(table_answer(statement)) == [[f"[{number}]" for number in numbers]]


def test_a_notice_on_a_row_names_the_marks_of_its_button() -> None:
    answer = table_answer(notices=(Notice("as_of", "2026年の資料です。", (1, 2, 3)),))
    (notice,) = answer_view(answer).infos
    assert notice.text.endswith("[1][2][3]") and not notice.sources


@pytest.mark.parametrize("rows_between", [0, 200])
def test_an_opened_row_shows_its_heads_also_in_a_long_table(
    fake: Any, run_page: RunPage, rows_between: int
) -> None:
    between = "".join(f"第{number}会議室\t1,000\t10名\n" for number in range(rows_between))
    text = f"{HEADS}\n{between}{ROW}\n{OTHER}\n"
    fake.reply, fake.stored_page = table_answer(text=text), samples.page(text)
    page = ask(run_page(), "小ホールの料金は？")
    assert len([one for one in page.button if (one.key or "").startswith("source-")]) == 2
    next(one for one in page.button if (one.key or "").startswith("source-")).click().run()
    body = drawn(page)
    assert "<mark>3,850</mark>" in body and "料金（県内）</td>" in body
    assert ("[2] 表の見出し（2行目）" in body) == bool(rows_between)


def test_the_heads_of_what_is_no_row_are_none() -> None:
    assert heads_above(None, table_answer()) is None
    assert heads_above(samples.citation(), samples.answer()) is None
