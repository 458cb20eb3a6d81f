"""What comes into question, on the page: the next questions, the candidates, those that are past."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import streamlit as st

from assistant.conversations import Conversation
from assistant.measures.answer import measures_with_citations
from assistant.measures.by_hand import THREE_STATES
from assistant.measures.citing import founded_in, without_documents
from assistant.measures.match import DEPTH, SHOWN, Matched, match
from assistant.measures.narrow import narrowed, values_asked
from assistant.measures.next_question import NextQuestion
from assistant.measures.show import NOT_A_PROMISE, WITHOUT_DOCUMENTS
from assistant.measures.vocabulary import CONDITION, KINDS
from assistant.types import Citation, Measure
from ui import markup
from ui.candidates import draw_candidate, open_window
from ui.facets import Editing, draw_facet, draw_state
from ui.measures_markup import candidates_heading_html, next_question_html
from ui.measures_view import MeasureView, field_of_profile, measure_views, snapshot
from ui.paper import PRINT
from ui.resources import conversation_store, record_store

if TYPE_CHECKING:
    from assistant.measures.index import Measures
    from assistant.opened import Assistant

FIRST_SHOWN = 8
"""Candidates, and past ones, drawn before more are asked for: two screens, and few enough to be drawn at once."""
ASKED_OF = {"size": ("employees", "capital", "industry")}
"""Facets whose question is answered in other fields."""
STATES_SHOWN = 4


@dataclass(frozen=True, slots=True)
class Results:
    """What was found for a situation, and how it is drawn."""

    matched: Matched
    measures: tuple[Measure, ...]
    past: tuple[Measure, ...]
    citations: tuple[Citation, ...]
    problem: str = ""
    """Why there can be no candidates, whatever was told; empty where there can."""

    @property
    def views(self) -> tuple[MeasureView, ...]:
        """The candidates as they are drawn."""
        return measure_views(self.measures, self.citations)

    @property
    def past_views(self) -> tuple[MeasureView, ...]:
        """The past ones as they are drawn."""
        return measure_views(self.past, self.citations)

    def asked(self, measure_id: str) -> dict[str, str]:
        """Of a candidate's conditions that only a person can judge, the text and what is asked."""
        return {
            one.condition.text: one.condition.asked
            for candidate in self.matched.candidates
            if candidate.entry.id == measure_id
            for one in candidate.judged
            if one.condition.needs is None
        }


def find(editing: Editing, shien: Assistant, register: Measures) -> Results:
    """The measures that come into question, limited as the advisor chose."""
    today = date.today()
    kinds, in_region = st.session_state.get("measure-filters", {}).get(editing.situation.id, ([], False))
    everything = match(
        editing.situation.inquiry,
        editing.profile,
        register,
        today,
        shown=DEPTH,
        kinds=kinds,
        is_founded=founded_in(shien.index),
    )
    matched = narrowed(everything, in_region=in_region)
    measures, cited = measures_with_citations(matched.candidates, shien.index, today, register.register.cells)
    past, cited = measures_with_citations(matched.past, shien.index, today, register.register.cells, cited)
    none = without_documents(register.register.all_entries(), shien.index)
    return Results(matched, measures, past, cited, WITHOUT_DOCUMENTS if none else "")


def certificates_of(results: Results) -> tuple[str, ...]:
    """Certificates the candidates ask for."""
    return values_asked(results.matched.candidates, "certificate")


def draw_results(results: Results, editing: Editing, conversation: Conversation | None) -> None:
    """Filters, candidates and past ones; opens what was asked for."""
    with st.container(horizontal=True, vertical_alignment="center", key="result-bar"):
        draw_filters(editing)
        st.button("印刷用の表示", key="to-print", on_click=_print)
    views, past = results.views, results.past_views
    st.html(candidates_heading_html(len(views), NOT_A_PROMISE))
    if not views:
        st.html(
            markup.problem_html(
                results.problem or "当てはまりそうな施策は、登録簿に見つかりませんでした。",
                ""
                if results.problem
                else "取り組み・目的を選ぶか、しぼり込みを外してください。近くの支援機関の窓口にもお尋ねください。",
            )
        )
    proposed = _proposed(conversation, editing)
    opened: Citation | None = None
    shown = shown_of(editing)
    for view in views[:shown]:
        asked, added = draw_candidate(view, results.asked(view.id), editing, proposed=view.id in proposed)
        opened = asked or opened
        if added:
            propose(results.measures[view.number - 1], results, editing, conversation)
    if len(views) > shown:
        st.button(
            f"残りの {len(views) - shown}件も表示する",
            key="more",
            on_click=_show_all,
            args=(editing.situation.id,),
        )
    if past:
        with st.expander(f"過去の施策（いまは使えません）（{len(past)}件）"):
            shown = len(past) if st.session_state.get(f"all-past-{editing.situation.id}") else FIRST_SHOWN
            for view in past[:shown]:
                opened = draw_candidate(view, {}, editing, proposed=None)[0] or opened
            if len(past) > shown:
                st.button(
                    f"残りの {len(past) - shown}件も表示する",
                    key="past-more",
                    on_click=_show_all_past,
                    args=(editing.situation.id,),
                )
    open_window(opened, (*views, *past), editing.settings)


def shown_of(editing: Editing) -> int:
    """How many candidates are drawn: the first, or all that were found once they are asked for."""
    return SHOWN if st.session_state.get(f"all-{editing.situation.id}") else FIRST_SHOWN


def draw_questions(matched: Matched, editing: Editing) -> None:
    """The one or two questions that tell most, each with fields to answer it."""
    if not matched.questions:
        return
    with st.container(border=True, key="next-questions", gap="small"):
        st.html(markup.heading_html("次に聞くこと"))
        for question in matched.questions:
            st.html(next_question_html(question.text))
            _draw_answer(question, matched, editing)


def _draw_answer(question: NextQuestion, matched: Matched, editing: Editing) -> None:
    if question.facet in THREE_STATES:
        asked = values_asked(matched.candidates, question.facet)[:STATES_SHOWN]
        with st.container(horizontal=True):
            for value in asked:
                draw_state(question.facet, value, editing, "answer")
    elif not question.facet:
        draw_state(CONDITION, question.condition, editing, "answer")
    else:
        for name in ASKED_OF.get(question.facet, (question.facet,)):
            draw_facet(name, editing, "answer")


def draw_filters(editing: Editing) -> None:
    """Kinds, and whether measures of other regions are left out; kept for as long as the page is open."""
    place = editing.situation.id
    kept = st.session_state.setdefault("measure-filters", {})
    kinds, in_region = kept.get(place, ([], False))
    keys = (f"kinds-{place}", f"in-region-{place}")
    st.session_state[keys[0]], st.session_state[keys[1]] = kinds, in_region
    st.multiselect(
        "施策の種類",
        list(KINDS),
        format_func=KINDS.__getitem__,
        key=keys[0],
        placeholder="施策の種類: すべて",
        label_visibility="collapsed",
        on_change=_keep_filters,
        args=(place, keys),
    )
    st.toggle("地域が合うものだけ", key=keys[1], on_change=_keep_filters, args=(place, keys))


def propose(measure: Measure, results: Results, editing: Editing, conversation: Conversation | None) -> None:
    """Add a measure to the record; where no consultation is open, one begins that is titled after the inquiry."""
    store, records, situation = (
        conversation_store(editing.settings),
        record_store(editing.settings),
        editing.situation,
    )
    known = field_of_profile(editing.profile)
    in_one_line = "、".join(f"{label}: {value}" for label, value in known)
    if conversation is None:
        title = situation.inquiry or in_one_line
        store.start(title, conversation_id=situation.id)
    fields = records.fields(situation.id)
    begun = {"inquiry": situation.inquiry, "figures": in_one_line, "when": _today()}
    for name, text in begun.items():
        if text and not fields[name]:
            records.keep_field(situation.id, name, text)
    records.propose(situation.id, snapshot(measure, results.citations))
    st.rerun()


def _proposed(conversation: Conversation | None, editing: Editing) -> Sequence[str]:
    if conversation is None:
        return ()
    return [one.measure["id"] for one in record_store(editing.settings).proposals(conversation.id)]


def _today() -> str:
    from assistant.answering.annotate import japanese_date

    return japanese_date(date.today().isoformat())


def _keep_filters(place: str, keys: tuple[str, str]) -> None:
    st.session_state["measure-filters"][place] = (st.session_state[keys[0]], st.session_state[keys[1]])


def _show_all(situation_id: str) -> None:
    st.session_state[f"all-{situation_id}"] = True


def _show_all_past(situation_id: str) -> None:
    st.session_state[f"all-past-{situation_id}"] = True


def _print() -> None:
    st.query_params[PRINT] = "1"
