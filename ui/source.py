"""The window that shows a passage in its page."""

from __future__ import annotations

import streamlit as st

from assistant.errors import AssistantError
from assistant.settings import Settings
from assistant.types import Citation, Page
from ui import markup, present
from ui.problems import told_plainly
from ui.resources import opened_assistant


@st.dialog("出典", width="medium")
def show_source(citation: Citation, settings: Settings, heads: Citation | None = None) -> None:
    """Open the page a citation stands on, with the passage highlighted and in sight. Esc closes it.

    Args:
        citation: the passage.
        settings: where the index is.
        heads: of a table's row, the row of its heads, shown above the page where the table is too long for both.
    """
    with told_plainly():
        page = _stored_page(citation, settings) or _cell(citation, settings)
        st.html(markup.source_html(citation))
        whole = page is not None and st.toggle("ページ全体を表示する", key="whole-page")
        view = present.source_view(citation, page, whole)
        if view.problem:
            st.html(markup.problem_html("資料の本文を表示できません", view.problem))
        if heads and heads.quote not in view.before:
            st.html(markup.heads_html(heads))
        st.html(markup.page_html(view))
        st.html(markup.SCROLL_TO_PASSAGE[whole], unsafe_allow_javascript=True)


def _stored_page(citation: Citation, settings: Settings) -> Page | None:
    """The page as it is indexed now; None when the document was removed or no index is open."""
    try:
        with opened_assistant(settings) as shien:
            return shien.page(citation.doc_id, citation.page_index)
    except (LookupError, AssistantError):
        return None


def _cell(citation: Citation, settings: Settings) -> Page | None:
    """Of an imported measure, the cell of its list the passage stands in; None where there is no such row."""
    from assistant.measures.register import read_register

    try:
        row = read_register(settings).cells(citation.doc_id)
    except AssistantError:
        return None
    text = row.cells.get(citation.section[-1]) if row and citation.section else None
    return None if text is None else Page(0, None, None, text)
