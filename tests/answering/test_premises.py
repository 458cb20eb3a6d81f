"""What a question takes for granted and the documents tell otherwise is said first."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.answering.premises import deadlines_gone
from assistant.answering.question import understand
from assistant.successions import Succession
from assistant.text.names import NameTable


def _told(answer) -> list:
    return [notice for notice in answer.notices if notice.kind == "superseded"]


def test_the_successor_a_document_states_is_told_first_and_cited(shipped) -> None:
    answer = shipped.ask("ものづくり補助金の補助率は？")
    first = answer.text.splitlines()[0]
    (notice,) = _told(answer)
    assert first.startswith(notice.text) and "「新事業・ものづくり補助金」の前身" in first
    (n,) = notice.citations
    assert first.endswith(f"[{n}]")
    quote = next(c.quote for c in answer.citations if c.n == n)
    assert "前身のものづくり補助金" in quote


def test_a_successor_no_document_states_says_so_and_gives_its_source(shipped) -> None:
    (notice,) = _told(shipped.ask("サポインってまだ使える？"))
    assert "資料には書かれていません" in notice.text and "公募要領" in notice.text
    assert not notice.citations


@pytest.mark.parametrize("question", ["新事業・ものづくり補助金の規模は？", "Go-Techの改善点は？"])
def test_the_successor_itself_is_not_corrected(shipped, question) -> None:
    assert not _told(shipped.ask(question))


def test_who_asks_about_the_past_is_told_beside_the_answer_not_before_it(shipped) -> None:
    answer = shipped.ask("2010年の資料ではサポインはどんな制度？")
    assert _told(answer) and not answer.text.startswith(_told(answer)[0].text)


def test_a_statement_whose_document_is_not_indexed_is_no_ground(shipped) -> None:
    from assistant.answering.premises import successors

    asked = understand("ものづくり補助金の補助率は？", _names(shipped))
    entry = Succession("ものづくり補助金", "新事業・ものづくり補助金", "not-here", "前身のものづくり補助金")
    assert successors(asked, shipped.index, [entry]) == ()


def _names(shipped) -> NameTable:
    from assistant.text.names import read_names

    return read_names(shipped.settings.corpus / "aliases.toml")


@pytest.mark.parametrize(
    ("text", "today", "gone"),
    [
        ("公募の締切は令和5年6月30日です。", date(2026, 11, 21), True),
        ("公募の締切は令和9年6月30日です。", date(2026, 11, 21), False),
        ("公募の締切は6月末です。", date(2026, 5, 21), False),
        ("公募の締切は6月末です。", date(2026, 11, 21), True),
        ("公募の締切は2026年11月10日です。", date(2026, 11, 22), True),
        ("公募の締切は2026年11月30日です。", date(2026, 11, 22), False),
        ("平成21年3月2日 公募開始", date(2026, 11, 22), False),
    ],
)
def test_a_deadline_before_today_is_called_gone(text, today, gone, evidence_of) -> None:
    asked = understand("Go-Techの締切は？", NameTable(()))
    assert bool(deadlines_gone(asked, [evidence_of(text)], today)) is gone
