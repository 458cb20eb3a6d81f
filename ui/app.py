"""The entry of the UI, run by `shien ui`: pages of one look, each found again by its address."""

from __future__ import annotations

import streamlit as st

from ui import markup
from ui.japanese import JAPANESE_PAGE
from ui.pages import CHAT, EVALUATION, MEASURES


def main() -> None:
    """Draw what the pages share, then the page of the address."""
    chat = st.Page(CHAT.file, title=CHAT.title, default=True)
    measures = st.Page(MEASURES.file, title=MEASURES.title, url_path="measures")
    evaluation = st.Page(EVALUATION.file, title=EVALUATION.title, url_path="evaluation")
    # Hidden, because Streamlit's own links forget which consultation is open; ui.pages draws ours.
    page = st.navigation([chat, measures, evaluation], position="hidden")
    # Once a run: of two calls the browser sometimes keeps the first one's layout.
    name = "Shien（支援）" if page is chat else f"{page.title} - Shien（支援）"
    st.set_page_config(page_title=name, page_icon="📘", layout="centered" if page is chat else "wide")
    st.html(markup.STYLE)
    st.html(JAPANESE_PAGE, unsafe_allow_javascript=True)
    page.run()


main()
