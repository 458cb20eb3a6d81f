"""The page 施策さがし: a situation as it is told, what was read from it, and the measures that come into question."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import streamlit as st

from assistant.conversations import Conversation
from assistant.measures.show import NOT_A_PROMISE
from assistant.settings import Settings, read_settings
from ui import markup, questions
from ui.escape import label_text
from ui.facets import Editing, begun_situation, draw_facets
from ui.measures_markup import PAGE_PROMISE, to_candidates_html
from ui.opening import assistant_or_offer, register_or_problem
from ui.pages import CHAT, draw_way
from ui.paper import PRINT, draw_paper
from ui.problems import told_plainly
from ui.proposals import draw_proposals
from ui.record import draw_record
from ui.resources import conversation_store, record_store
from ui.results import Results, certificates_of, draw_questions, draw_results, find, shown_of
from ui.sidebar import draw_documents, draw_sidebar

if TYPE_CHECKING:
    from assistant.measures.index import Measures
    from assistant.opened import Assistant

NOT_FOUND = (
    "この相談の記録は見つかりません。",
    "削除されたか、アドレスが途中で切れています。新しく始められます。",
)
HOW_TO_READ = "Ctrl+Enter でも読み取れます。会社名や人名は、書かなくてかまいません。"
REREAD = "選び直した項目は、読み取り直しても変わりません。"
# Pixels. No string below it: Streamlit would draw one that stands alone here.
TEXT_HEIGHT = 130


def main() -> None:
    """Draw the page."""
    with told_plainly():
        draw_page(read_settings())


def draw_page(settings: Settings) -> None:
    """The side bar, the situation, and what comes into question; or all of it as a sheet to print."""
    store, wanted = conversation_store(settings), st.query_params.get("c")
    conversation = store.find(wanted) if wanted else None
    situation = record_store(settings).situation(wanted) if wanted else None
    with st.sidebar:
        draw_sidebar(store, conversation)
    with assistant_or_offer(settings) as shien:
        with st.sidebar:
            draw_documents(shien, settings)
        measures = register_or_problem(settings) if shien is not None else None
        if shien is None or measures is None:
            return
        editing = Editing(situation or begun_situation(conversation.id if conversation else None), settings)
        if st.query_params.get(PRINT) and situation is not None:
            draw_paper(find(editing, shien, measures), situation, shown_of(editing))
            return
        if wanted and conversation is None and situation is None:
            st.html(markup.problem_html(*NOT_FOUND))
        draw_search(editing, conversation, shien, measures)


def draw_search(
    editing: Editing, conversation: Conversation | None, shien: Assistant, measures: Measures
) -> None:
    """Text and facets side by side, and below them the results and the record."""
    st.html(PAGE_PROMISE)
    left, right = st.columns(2, gap="medium")
    known = bool(editing.situation.inquiry or editing.profile)
    results: Results | None = find(editing, shien, measures) if known else None
    with left:
        draw_inquiry(editing, conversation)
        if results is not None:
            draw_questions(results.matched, editing)
            st.html(to_candidates_html(len(results.views)))
    with right:
        draw_facets(editing, certificates_of(results) if results else ())
        draw_proposals(editing, conversation)
    if results is None:
        draw_examples(editing)
    else:
        draw_results(results, editing, conversation)
    if conversation is not None:
        st.html(markup.heading_html("相談の記録"))
        draw_record(conversation.id, editing.settings)
        draw_way(CHAT, conversation.id, label="この相談の質問と回答を開く")


def draw_inquiry(editing: Editing, conversation: Conversation | None) -> None:
    """The inquiry as it was told, read when the advisor says so."""
    situation = editing.situation
    told = situation.inquiry or (_first_question(conversation, editing.settings) if conversation else "")
    with st.form(f"inquiry-{situation.id}", border=False):
        text = st.text_area(
            "相談の内容（聞いたまま、話し言葉で）",
            value=told,
            height=TEXT_HEIGHT,
            key=f"inquiry-text-{situation.id}",
            placeholder="例: 従業員30人の精密加工。2期赤字だが試験研究は続けている。",
        )
        label = "読み取り直す" if situation.inquiry else "読み取る"
        if st.form_submit_button(label, type="primary"):
            read(text, editing)
    st.html(markup.small_html(REREAD if situation.inquiry else HOW_TO_READ))


def read(text: str, editing: Editing) -> None:
    """Read the facets from an inquiry, keep both, and draw the page anew."""
    from assistant.measures.situation import read_situation

    refused = questions.too_long_message(text, editing.settings.max_question_characters)
    if refused:
        st.html(markup.problem_html("相談の内容が長すぎます。", refused))
        return
    if not text.strip():
        st.html(
            markup.problem_html(
                "相談の内容が入力されていません。", "聞いたことを、話し言葉のまま入力してください。"
            )
        )
        return
    with st.spinner("相談の内容を読み取っています…"):
        editing.latest().keep(inquiry=text.strip(), read=read_situation(text, date.today()))
    st.rerun()


def draw_examples(editing: Editing) -> None:
    """An empty page: three inquiries to begin with."""
    st.html(markup.heading_html("たとえば"))
    text = (editing.settings.prompts / "example_inquiries.txt").read_text("utf-8")
    for number, example in enumerate(questions.example_questions(text)):
        if st.button(label_text(example), key=f"example-{number}", width="stretch"):
            read(example, editing)
    st.html(markup.small_html(NOT_A_PROMISE))


def _first_question(conversation: Conversation, settings: Settings) -> str:
    turns = conversation_store(settings).turns(conversation.id)
    return turns[0].question if turns else ""


main()
