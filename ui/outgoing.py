"""What leaves this machine: shown before and after it is sent, and switched off for a conversation."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import streamlit as st

from assistant import outgoing
from assistant.conversations import Conversation, ConversationStore
from assistant.errors import AssistantError
from assistant.settings import Settings
from ui import markup
from ui.escape import label_text

if TYPE_CHECKING:
    from assistant.model.outgoing import Outgoing

TITLE = "この端末の外に送られる内容"
NO_MODEL = "この相談では言語モデルを使わない"
NOTHING_LEAVES = "この相談では端末の外に何も送らない"
STAYS = "この相談の質問は、端末の外に送られません。回答は、この端末の中だけで作ります。"
WHAT_LEAVES = (
    "質問とそれまでのやりとりを、人名・会社名・連絡先・番号などを伏せた形にして送ります。"
    "伏せきれない場合がありますので、送る前に下の欄で確かめられます。"
)
PASSAGES_TOO = "言語モデルには、回答に使う資料の文もそのまま送られます。下に、言語モデルに渡す文を、毎回同じ決まりの文を除いて示します。"
NOT_ASKED = (
    "この質問では、言語モデルには何も送られません（資料に答えが見つからないため、言語モデルを使いません）。"
)
PREVIEW_HEIGHT, LONG = 300, 600
"""Pixels of the preview with all its passages, and characters from which it is one."""
Sending = Callable[[str, Sequence[tuple[str, str]]], "Outgoing | None"]


def draw_switch(store: ConversationStore, conversation: Conversation | None, settings: Settings) -> bool:
    """Offer to keep a conversation from a model and from other machines; returns whether it is to be kept so.

    Where no model is used and nothing would leave, there is nothing to choose, and nothing is drawn.
    """
    if not outgoing.model_is_used(settings) and not outgoing.embedding_leaves(settings):
        return False
    chosen = st.toggle(
        NOTHING_LEAVES if outgoing.embedding_leaves(settings) else NO_MODEL,
        value=conversation.stays_here if conversation else False,
        key=f"stays-here-{_place(conversation)}",
    )
    if conversation and chosen != conversation.stays_here:
        store.keep_here(conversation.id, chosen)
    return chosen


def draw_outgoing(
    conversation: Conversation | None,
    history: Sequence[tuple[str, str]],
    settings: Settings,
    sending: Sending,
    *,
    stays_here: bool,
) -> None:
    """Draw what goes out with the last question, and what would go out with one typed here.

    Args:
        conversation: the open one, None before its first question.
        history: what was said in it as (role, text), oldest first.
        settings: where the table of public names is, and what is configured.
        sending: what a language model would get with a question, its history given.
        stays_here: whether nothing of this conversation is sent.
    """
    if not outgoing.something_leaves(settings):
        return
    with st.expander(TITLE):
        if stays_here:
            st.html(markup.small_html(STAYS))
            return
        with_passages = PASSAGES_TOO if outgoing.model_leaves(settings) else ""
        st.html(markup.small_html(WHAT_LEAVES + with_passages))
        asked = [number for number, (role, _) in enumerate(history) if role == "user"]
        if asked:
            st.html(markup.heading_html("直前の質問（外に送られる形）"))
            _draw_sent(history[asked[-1]][1], settings, history[: asked[-1]], sending)
        draft = st.text_area("送る前に確かめる文", key=f"outgoing-draft-{_place(conversation)}", height=80)
        if draft.strip():
            _draw_sent(draft, settings, history, sending)


def _place(conversation: Conversation | None) -> str:
    """What the fields of a conversation are named by; each that is not begun has a name of its own, because a browser
    may send the fields of the last one again."""
    return conversation.id if conversation else f"new-{st.session_state.get('conversations_begun', 0)}"


def _draw_sent(
    question: str, settings: Settings, history: Sequence[tuple[str, str]], sending: Sending
) -> None:
    """One question as it is sent, and what its placeholders stand for."""
    masked = outgoing.outgoing(question, settings, history)
    texts, replacements = [masked.question], masked.replacements
    if outgoing.model_leaves(settings):
        try:
            prompt = sending(question, history)
        except AssistantError as error:
            st.html(markup.problem_html(error.message, error.hint))
            return
        if prompt:
            texts, replacements = [message.text for message in prompt.messages[1:]], prompt.replacements
        else:
            st.html(markup.small_html(NOT_ASKED))
            if not outgoing.embedding_leaves(settings):
                return
    with st.container(height=PREVIEW_HEIGHT if len("".join(texts)) > LONG else "content"):
        for text in texts:
            st.html(markup.text_html(text))
    hidden = [(mark, said) for mark, said in replacements if any(mark in text for text in texts)]
    if not hidden:
        st.html(markup.small_html("伏せたものはありません。"))
    for mark, said in hidden:
        st.caption(label_text(f"{mark} ← {said}（端末の中だけで元に戻します）"))
