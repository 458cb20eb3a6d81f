"""An answer that names measures shows them in the chat, each condition opening what it stands on."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import answer_samples as samples
import pytest
from page_steps import RunPage, ask, button, drawn

from assistant.measures import register
from assistant.measures.register import Register
from assistant.measures.store import Cells
from assistant.types import Citation, Measure, Notice, Understood
from ui.present import answer_view


def offered(citation: Citation, **changed: Any) -> Any:
    """An answer whose only substance is a measure with one condition."""
    measure = Measure(
        "tax",
        "研究の税制",
        "tax",
        "current",
        "possible",
        ({"text": "大学と組む", "met": None, "reason": "わかりません", "citations": [1]},),
        as_of="2026-01-19",
        citations=(1,),
    )
    text = "当てはまるかを確かめる候補です。\n研究の税制[1]"
    return samples.answer(
        statements=(),
        citations=(citation,),
        status="partial",
        text=text,
        measures=(measure,),
        notices=(Notice("as_of", "2026年1月19日時点の資料です。", (1,)),),
        **changed,
    )


def test_measures_of_an_answer_are_drawn_with_their_conditions_and_open_their_passage(
    fake: Any, run_page: RunPage
) -> None:
    fake.reply = offered(samples.citation())
    page = ask(run_page(), "30人の会社です。大学と組みたい")
    body = drawn(page)
    for part in ("研究の税制", 'aria-label="要確認"', "大学と組む", "確かめれば候補になります"):
        assert part in body
    button(page, "basis-").click().run()
    assert f"<mark>{samples.QUOTE}</mark>" in drawn(page)


def test_what_was_read_of_the_business_stands_above_its_measures_once(fake: Any, run_page: RunPage) -> None:
    line = "読み取ったこと: 従業員数: 30人、連携の相手: 大学・高専"
    read = Understood(business=("従業員数: 30人", "連携の相手: 大学・高専"))
    answer = offered(samples.citation(), understood=read)
    fake.reply = replace(answer, text=answer.text.replace("\n", f"\n{line}\n"))
    body = drawn(ask(run_page(), "30人の会社です。大学と組みたい"))
    shown, _, _ = body.partition('<div class="shien-measure-head">')
    assert body.count(line) == shown.count(line) == 1
    assert answer_view(offered(samples.citation())).read == ""  # an answer kept before there was such a line


def test_a_source_drawn_with_a_measure_is_named_by_its_mark_in_a_notice() -> None:
    (notice,) = answer_view(offered(samples.citation())).infos
    assert notice.sources == () and notice.text.endswith("[1]")


def test_the_row_of_an_imported_measure_opens_on_its_words(
    fake: Any, run_page: RunPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    cell = f"前の文。{samples.QUOTE}後の文。"
    start = cell.index(samples.QUOTE)
    cited = samples.citation(
        doc_id="list:1",
        title="list.csv",
        section=("list.csv 2行目", "条件"),
        page=None,
        page_index=0,
        start=start,
        end=start + len(samples.QUOTE),
    )
    rows = {"list:1": Cells("list.csv", 2, {"条件": cell})}
    monkeypatch.setattr(register, "read_register", lambda settings: Register({}, "state", rows.get))
    fake.reply, fake.stored_page = offered(cited), None
    page = ask(run_page(), "30人の会社です。大学と組みたい")
    button(page, "basis-").click().run()
    body = drawn(page)
    assert f"前の文。<mark>{samples.QUOTE}</mark>後の文。" in body
    assert "list.csv 2行目 › 条件" in body and "現在の索引にありません" not in body
