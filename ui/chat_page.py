"""The chat page: reads top to bottom, drawn anew from the store at every run."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

import assistant
from assistant.conversations import Conversation, ConversationStore
from assistant.documents.catalogue import read_catalogue
from assistant.filters import Filters, describe
from assistant.settings import Settings, read_settings
from ui import markup, questions
from ui.escape import label_text
from ui.in_progress import answering, wait_for
from ui.narrowing import draw_filters, keep_filters
from ui.opening import assistant_or_offer
from ui.outgoing import draw_outgoing, draw_switch
from ui.pages import MEASURES, draw_way
from ui.problems import in_words, told_plainly
from ui.record import draw_begun_record
from ui.resources import conversation_store
from ui.sidebar import draw_documents, draw_sidebar
from ui.turns import draw_question, draw_turn, suggest
from ui.writing import Asked, WritingView

if TYPE_CHECKING:
    from assistant.opened import Assistant

PROMISE = (
    "登録された資料の文章だけを根拠に、日付と出典を添えてお答えします。"
    "資料にないことは「書かれていない」とお伝えするようにしていますが、見落とすこともあります。出典を開いて確かめてください。"
    "採択や対象となることを保証するものではありません。"
)

RECORD_NOT_FOUND = ("この相談の記録は見つかりません。", "削除されたか、アドレスが途中で切れています。")


def main() -> None:
    """Draw the page, and answer the question that was just asked, if one was."""
    with told_plainly():
        draw_page(read_settings())


def draw_page(settings: Settings) -> None:
    """The side bar, the conversation and the input; the index stays open until the last answer is written."""
    store = conversation_store(settings)
    wanted = st.query_params.get("c")
    conversation = store.find(wanted) if wanted else None
    with st.sidebar:
        draw_sidebar(store, conversation)
    with assistant_or_offer(settings) as shien:
        with st.sidebar:
            filters = (
                draw_filters(shien.documents(), conversation.id if conversation else None) if shien else None
            )
            draw_documents(shien, settings)
        if wanted and conversation is None:
            st.html(markup.problem_html(*RECORD_NOT_FOUND))
        draw_conversation(shien, store, conversation, settings, filters)


def draw_conversation(
    shien: Assistant | None,
    store: ConversationStore,
    conversation: Conversation | None,
    settings: Settings,
    filters: Filters | None,
) -> None:
    """The conversation so far, the input, and the new answer."""
    turns = store.turns(conversation.id) if conversation else []
    if conversation is not None:
        draw_begun_record(conversation.id, settings)
    for position, turn in enumerate(turns):
        draw_turn(turn, settings, turns[:position])
    answered = st.session_state.pop("just_answered", None)
    if answered is not None:
        st.html(markup.show_last_question(answered), unsafe_allow_javascript=True)
    if filters and not filters.is_empty:  # here too, because on a telephone the side bar is out of sight
        st.html(markup.active_filters_html(describe(filters)))
    stays_here = draw_switch(store, conversation, settings)
    if shien is not None:
        sending = partial(shien.on_this_machine().outgoing, filters=filters)  # looking sends nothing itself
        history = past_turns(store, conversation)
        draw_outgoing(conversation, history, settings, sending, stays_here=stays_here)
    suggested = st.session_state.pop("suggested_question", None)
    typed = st.chat_input("質問を入力してください", disabled=shien is None)
    question = (typed or suggested or "").strip()
    welcome = st.empty()  # taken away at once when a question is asked, not when its answer is complete
    if question and shien is not None:
        answer_and_keep(question, shien, store, conversation, settings, filters, stays_here=stays_here)
    elif not turns and shien is not None:
        with welcome.container():
            draw_welcome(settings, conversation, shien)


def draw_welcome(settings: Settings, conversation: Conversation | None, shien: Assistant) -> None:
    """An empty conversation: what this is, and three questions to begin with where the shipped documents answer them."""
    st.html(markup.heading_html("何をお調べしますか"))
    st.html(markup.small_html(PROMISE))
    text = (settings.prompts / "example_questions.txt").read_text("utf-8")
    examples = questions.example_questions(text) if holds_shipped(settings, shien) else []
    for number, example in enumerate(examples):
        key = f"example-{number}"
        st.button(label_text(example), key=key, on_click=suggest, args=(example,), width="stretch")
    draw_way(
        MEASURES, conversation.id if conversation else None, label="相談の内容から、使えそうな施策をさがす"
    )


def holds_shipped(settings: Settings, shien: Assistant) -> bool:
    """Whether a document that comes with Shien is indexed; an agency may search its own alone."""
    shipped = {entry.id for entry in read_catalogue(settings.corpus).values()}
    return any(document.doc_id in shipped for document in shien.documents())


def answer_and_keep(
    question: str,
    shien: Assistant,
    store: ConversationStore,
    conversation: Conversation | None,
    settings: Settings,
    filters: Filters | None,
    *,
    stays_here: bool,
) -> None:
    """Answer a question, keep question and answer, and draw the page anew from what was kept."""
    refused = questions.too_long_message(question, settings.max_question_characters)
    draw_question(questions.beginning(question) if refused else question)
    if refused:
        st.html(markup.problem_html("質問が長すぎます。", refused))
        with st.expander("入力された文を開く（ここから写して短くできます）"):
            st.text_area("入力された文", question, height=200, label_visibility="collapsed")
        times = st.session_state["too_long"] = st.session_state.get("too_long", 0) + 1
        st.html(markup.show_last_question(-times, "質問が長すぎます。"), unsafe_allow_javascript=True)
        return
    with st.spinner("前の質問への回答を待っています…"):
        wait_for([turn.id for turn in store.turns(conversation.id)] if conversation else [])
    history = past_turns(store, conversation)
    conversation_id = conversation.id if conversation else store.start(question, stays_here=stays_here)
    if conversation is None:
        keep_filters(conversation_id)
    turn_id = store.begin_turn(conversation_id, question)
    st.query_params["c"] = conversation_id
    st.session_state.pop("deleted_conversation", None)
    asked = Asked(turn_id, conversation_id, question, history, filters)
    with answering(turn_id), st.chat_message("assistant"), st.spinner("資料を調べています…"):
        try:
            show = WritingView(asked, settings).show
            answer = (shien.on_this_machine() if stays_here else shien).ask(
                question,
                history=history,
                engine="extractive" if stays_here else "auto",
                filters=filters,
                on_statements=show,
            )
        # Whatever it is, it is kept with the question: the advisor must see why there is no answer.
        except Exception as error:  # noqa: BLE001
            store.fail_turn(turn_id, "\n".join(in_words(error)))
        else:
            store.complete_turn(turn_id, assistant.answer_to_dict(answer))
    st.session_state["just_answered"] = turn_id
    st.rerun()


def past_turns(store: ConversationStore, conversation: Conversation | None) -> tuple[tuple[str, str], ...]:
    """The answered questions a follow-up may refer to."""
    turns = store.turns(conversation.id) if conversation else []
    return questions.history_of([(turn.question, turn.answer["text"]) for turn in turns if turn.answer])


main()
