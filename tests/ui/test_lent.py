"""What several pages use at once is closed when it has been replaced and the last of them is done."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from typing import Any

import answer_samples as samples
import pytest
from page_steps import RunPage, ask, drawn

import assistant
from assistant.settings import read_settings
from ui.lent import Lent
from ui.resources import opened_assistant


@dataclass
class Door:
    """Counts how often it was closed."""

    closed: int = 0

    def close(self) -> None:
        self.closed += 1


def test_it_is_closed_at_once_where_nobody_uses_it() -> None:
    lent = Lent(Door())
    assert lent.take()
    lent.give_back()
    assert lent.thing.closed == 0
    lent.replace()
    assert lent.thing.closed == 1


def test_the_last_of_its_users_closes_it_and_nobody_new_gets_it() -> None:
    lent = Lent(Door())
    assert lent.take() and lent.take()
    lent.replace()
    assert not lent.take()
    lent.give_back()
    assert lent.thing.closed == 0
    lent.give_back()
    assert lent.thing.closed == 1


def test_it_is_closed_once_however_often_it_is_replaced() -> None:
    lent = Lent(Door())
    assert lent.take()
    lent.replace()
    lent.replace()
    lent.give_back()
    lent.replace()
    assert lent.thing.closed == 1


def test_of_many_threads_none_uses_it_closed_and_one_closes_it() -> None:
    lent, used_closed, begin = Lent(Door()), [], threading.Barrier(9)

    def use() -> None:
        begin.wait()
        while lent.take():
            used_closed.append(lent.thing.closed)
            lent.give_back()

    threads = [threading.Thread(target=use) for _ in range(8)]
    for thread in threads:
        thread.start()
    begin.wait()
    lent.replace()
    for thread in threads:
        thread.join()
    assert lent.thing.closed == 1 and not any(used_closed)


def test_an_index_replaced_while_an_answer_is_written_is_closed_after_it(
    fake: Any, run_page: RunPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    newer, closed = type(fake)(reply=samples.answer(text="新しい答え。[1]")), []
    answer_with = fake.ask

    def slowly(question: str, **how: Any) -> Any:
        monkeypatch.setattr(assistant, "open_assistant", lambda settings: newer)
        monkeypatch.setattr(assistant, "current_build_id", lambda settings: "build-2")
        with opened_assistant(read_settings()) as of_another_page:
            assert of_another_page is newer
        closed.append(fake.closed)
        return answer_with(question, **how)

    monkeypatch.setattr(fake, "ask", slowly)
    page = ask(run_page(), "補助率は？")
    assert samples.QUOTE in drawn(page) and closed == [False]
    assert fake.closed and not newer.closed


def test_a_page_that_fails_gives_back_what_it_used(
    fake: Any, run_page: RunPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken() -> None:
        raise RuntimeError

    page = run_page()
    monkeypatch.setattr(fake, "documents", broken)
    page.run()
    monkeypatch.setattr(assistant, "open_assistant", lambda settings: type(fake)())
    monkeypatch.setattr(assistant, "current_build_id", lambda settings: "build-2")
    page.run()
    assert fake.closed
