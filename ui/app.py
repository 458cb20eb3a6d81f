"""The entry of the UI, run by `shien ui`: two pages of one look, each found again by its address."""

from __future__ import annotations

import streamlit as st

from ui import markup
from ui.pages import CHAT, MEASURES


def main() -> None:
    """Draw what the pages share, then the page of the address."""
    st.set_page_config(page_title="Shien（支援）", page_icon="📘", layout="centered")
    pages = [
        st.Page(CHAT.file, title=CHAT.title, default=True),
        st.Page(MEASURES.file, title=MEASURES.title, url_path="measures"),
    ]
    # Hidden, because Streamlit's own links forget which consultation is open; ui.pages draws ours.
    page = st.navigation(pages, position="hidden")
    st.html(markup.STYLE)
    st.html(markup.JAPANESE_PAGE, unsafe_allow_javascript=True)
    page.run()


main()
