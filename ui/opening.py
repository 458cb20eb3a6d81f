"""Opening what the pages need; where nothing is indexed yet, the offer to do it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING

import streamlit as st

import assistant
from assistant.errors import AssistantError, IndexMissing, IndexUnfit
from assistant.settings import Settings
from ui import markup
from ui.escape import label_text
from ui.resources import opened_assistant

if TYPE_CHECKING:
    from assistant.measures.index import Measures
    from assistant.opened import Assistant

INDEX_OFFER = "下のボタンを押すと、付属の資料の索引をここで作ります（数秒から1分ほど）。"
OFFER_AGAIN = "下のボタンを押すと、これまでに取り込んだ資料の索引をここで作り直します（数秒から数分ほど）。"


@contextmanager
def assistant_or_offer(settings: Settings) -> Iterator[Assistant | None]:
    """The opened assistant, for as long as it is used; None without a usable index, with an offer to make one."""
    with ExitStack() as uses:
        shien: Assistant | None = None
        try:
            shien = uses.enter_context(opened_assistant(settings))
        except (IndexMissing, IndexUnfit) as error:
            _offer_index(error, settings)
        yield shien


def _offer_index(error: AssistantError, settings: Settings) -> None:
    st.html(markup.problem_html(error.message, error.hint))
    st.html(markup.small_html(OFFER_AGAIN if assistant.indexed_roots(settings) else INDEX_OFFER))
    if st.button("索引を作る", type="primary", key="ingest"):
        make_index(settings)
        st.rerun()


def register_or_problem(settings: Settings) -> Measures | None:
    """The open register of measures; its index is made where it must be, and shown on the way."""
    from assistant.measures.index import shared_measures

    place = st.empty()

    def show(what: str, done: int, total: int) -> None:
        share = min(1.0, done / total) if total else 0.0
        place.progress(share, text=label_text(f"{what}を作っています（{done}/{total}）"))

    try:
        return shared_measures(settings, show)
    except AssistantError as error:
        st.html(markup.problem_html(error.message, error.hint))
        return None
    finally:
        place.empty()


def make_index(settings: Settings) -> None:
    """Index what was indexed before, or else the shipped corpus, showing how far it has come."""
    with st.status("資料の索引を作っています…", expanded=True):
        bar = st.progress(0.0)

        def show(what: str, done: int, total: int) -> None:
            share = min(1.0, done / total) if total else 0.0
            bar.progress(share, text=label_text(f"{what}（{done}/{total}）"))

        assistant.ingest([], settings, show, refresh=True)
