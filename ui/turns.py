"""One question with its answer, as it stands in the conversation."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

import streamlit as st

import assistant
from assistant.candidates import candidate_id, keep_comment
from assistant.conversations import Turn
from assistant.model.usage import usage_in_words, written_by
from assistant.settings import Settings
from assistant.types import Answer, Citation
from assistant.written_out import PLACES_TO_READ, answer_text
from ui import markup, present, questions
from ui.candidates import draw_measure
from ui.measures_view import measure_views
from ui.pages import MEASURES, draw_way
from ui.problems import told_plainly
from ui.resources import conversation_store
from ui.rows import heads_above
from ui.source import show_source
from ui.wrong_answers import draw_candidate

LONG, COPY_HEIGHT = 500, 300
"""Characters from which on an answer as text is scrolled in a box of so many pixels."""
RATINGS = {"good": "役に立った", "bad": "役に立たなかった"}

INTERRUPTED = ("中断されました", "回答の途中で画面が閉じられたか、読み込み直されました。")


def draw_turn(turn: Turn, settings: Settings, earlier: Sequence[Turn] = ()) -> None:
    """A question and what came of it: an answer, a problem, or the note that it was cut off.

    Args:
        turn: the question.
        settings: of this process.
        earlier: the turns before it in the conversation, oldest first.
    """
    draw_question(turn.question)
    with st.chat_message("assistant"):
        if turn.status == "complete" and turn.answer is not None:
            _draw_complete(turn, assistant.answer_from_dict(turn.answer), settings, earlier)
            return
        if turn.status == "failed":
            message, _, hint = turn.error.partition("\n")
            st.html(markup.problem_html(message, hint))
        else:
            st.html(markup.problem_html(*INTERRUPTED))
        st.button("もう一度尋ねる", key=f"again-{turn.id}", on_click=suggest, args=(turn.question,))


def draw_question(question: str) -> None:
    """What the advisor asked, as it was typed."""
    with st.chat_message("user"):
        st.html(markup.question_html(question))


def suggest(question: str) -> None:
    """Ask this question at the next run of the page."""
    st.session_state["suggested_question"] = question


@st.fragment
def _draw_complete(turn: Turn, answer: Answer, settings: Settings, earlier: Sequence[Turn]) -> None:
    """An answer with its sources and the verdict on it.

    A fragment, so that opening a source or giving a verdict neither redraws the conversation nor
    breaks off an answer that is being written below.
    """
    with told_plainly():
        opened = draw_answer(answer, f"{turn.id}")
        with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
            rating = _draw_rating(turn, settings)
            _draw_to_copy(answer, f"{turn.id}")
        if rating == "bad":
            _draw_what_was_wrong(turn, settings, earlier)
        if opened is not None:
            show_source(opened, settings, heads_above(opened, answer))


def draw_answer(answer: Answer, key: str) -> Citation | None:
    """Draw an answer; returns the citation whose source was just asked for, if one was."""
    view = present.answer_view(answer)
    opened: Citation | None = None
    if view.refusal:
        st.html(markup.refusal_html(view.refusal, view.missing, view.where_to_check))
    if view.questions and view.refusal not in view.questions:
        st.html(markup.questions_html(view.questions))
    for number, notice in enumerate(view.warnings):
        st.html(markup.notice_html(notice))
        opened = _draw_sources(notice.sources, f"{key}-w{number}") or opened
    if view.nearby_heading:
        st.html(markup.heading_html(view.nearby_heading))
    for number, statement in enumerate(view.statements):
        with st.container(gap="xxsmall"):
            st.html(markup.statement_html(statement))
            opened = _draw_sources(statement.sources, f"{key}-s{number}") or opened
    opened = _draw_beside(view.beside, key) or opened
    opened = _draw_to_read(view.to_read, key) or opened
    if view.read:
        st.html(markup.text_html(view.read))
    for measure in measure_views(answer.measures, answer.citations):
        opened = draw_measure(measure, key) or opened
    if answer.measures:
        draw_way(MEASURES, st.query_params.get("c"), label="施策さがしで、条件を直してさがす")
    for number, notice in enumerate(view.infos):
        st.html(markup.notice_html(notice))
        opened = _draw_sources(notice.sources, f"{key}-i{number}") or opened
    for line in filter(None, (written_by(answer), usage_in_words(answer))):
        st.html(markup.small_html(line))
    return opened


def _draw_beside(beside: Sequence[present.StatementView], key: str) -> Citation | None:
    """What else the documents say, smaller, a block for each section; a button opens it at its first sentence."""
    opened: Citation | None = None
    blocks = groupby(beside, key=present.section_of)
    for number, (_, said) in enumerate(blocks):
        block = list(said)
        with st.container(gap="xxsmall"):
            st.html(markup.beside_html(block, is_first=number == 0))
            opened = _draw_sources(block[0].sources, f"{key}-b{number}") or opened
    return opened


def _draw_to_read(places: Sequence[present.SourceLine], key: str) -> Citation | None:
    """Where to read oneself what was not found to be said: a button for each place, its first words below it."""
    opened: Citation | None = None
    if places:
        st.html(markup.heading_html(PLACES_TO_READ))
    for place in places:
        with st.container(gap="xxsmall"):
            opened = _draw_sources((place,), f"{key}-r") or opened
    return opened


def _draw_sources(sources: Iterable[present.SourceLine], key: str) -> Citation | None:
    """A row of buttons, one per source. Plain buttons: reached by Tab, opened by Enter, read aloud."""
    opened: Citation | None = None
    with st.container(horizontal=True, gap="xsmall"):
        for source in sources:
            if st.button(markup.source_label(source), key=f"source-{key}-{source.citation.n}", wrap=True):
                opened = source.citation
    for source in sources:
        if source.below:
            st.html(markup.small_html(source.below))
    return opened


def _draw_to_copy(answer: Answer, key: str) -> None:
    """The answer as text with its sources, for a mail to the client."""
    text = answer_text(answer)
    with st.popover("回答をコピー", key=f"copy-{key}", type="tertiary"):
        st.html(
            markup.small_html(
                "右上のボタンを押すと、出典もいっしょにコピーされます。メールなどに貼り付けられます。"
            )
        )
        st.code(text, language=None, wrap_lines=True, height=COPY_HEIGHT if len(text) > LONG else "content")


def _draw_rating(turn: Turn, settings: Settings) -> str | None:
    """Ask whether the answer helped; every change is kept at once."""
    return st.segmented_control(
        "この回答は役に立ちましたか",
        options=list(RATINGS),
        default=turn.rating,
        format_func=RATINGS.__getitem__,
        key=f"rating-{turn.id}",
        on_change=_keep_feedback,
        args=(turn, settings),
    )


def _draw_what_was_wrong(turn: Turn, settings: Settings, earlier: Sequence[Turn]) -> None:
    """Where it went wrong, in a word, and as a question to measure by."""
    st.text_input(
        "どこが違っていましたか（任意）",
        value=turn.comment,
        key=f"comment-{turn.id}",
        on_change=_keep_feedback,
        args=(turn, settings),
    )
    history = questions.history_of([(t.question, t.answer["text"]) for t in earlier if t.answer])
    draw_candidate(turn, history, settings)


def _keep_feedback(turn: Turn, settings: Settings) -> None:
    rating = st.session_state[f"rating-{turn.id}"]
    comment = st.session_state.get(f"comment-{turn.id}", "") if rating == "bad" else ""
    with told_plainly():
        conversation_store(settings).rate(turn.id, rating, comment)
        if rating == "bad" and f"comment-{turn.id}" in st.session_state:
            keep_comment(settings.home, candidate_id(turn), comment)
