"""The results as a sheet to print."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import streamlit as st

from assistant.answering.annotate import japanese_date
from assistant.consultation_record import Situation
from ui.measures_markup import PRINT_NOW, TO_THE_TOP, paper_html
from ui.measures_view import field_of_profile

if TYPE_CHECKING:
    from ui.results import Results

PRINT = "print"
"""In the address: the sheet instead of the page."""


def draw_paper(results: Results, situation: Situation, shown: int) -> None:
    """The sheet of the first ``shown`` candidates; above it the way to the printer and back, left off the paper."""
    with st.container(horizontal=True, key="paper-bar"):
        st.button("施策さがしに戻る", key="from-print", on_click=_back)
        if st.button("印刷する", key="print-now", type="primary"):
            st.session_state["printed"] = st.session_state.get("printed", 0) + 1
            st.html(PRINT_NOW.format(number=st.session_state["printed"]), unsafe_allow_javascript=True)
    st.html(TO_THE_TOP, unsafe_allow_javascript=True)
    known = field_of_profile(results.matched.profile)
    views, day = results.views, japanese_date(date.today().isoformat())
    st.html(paper_html(situation.inquiry, known, views[:shown], max(0, len(views) - shown), day))


def _back() -> None:
    del st.query_params[PRINT]
