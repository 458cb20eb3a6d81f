"""The list of candidates: conditions with their marks, benefits, sources, and what can be done with each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from assistant.measures.vocabulary import CONDITION
from assistant.settings import Settings
from assistant.types import Citation
from ui import markup
from ui.escape import label_text
from ui.facets import Editing, draw_state
from ui.measures_markup import (
    comparison_html,
    condition_html,
    fact_html,
    measure_head_html,
    next_question_html,
)
from ui.measures_view import ConditionRow, FactRow, MeasureView, comparison_rows
from ui.source import show_source

FACTS_SHOWN = 3
"""Of a measure's benefits and ways to apply; the others are folded away."""
COMPARED = "compared-measures"
COMPARE_NOW = "compare-now"


def draw_candidate(
    view: MeasureView, asked: Mapping[str, str], editing: Editing, *, proposed: bool | None
) -> tuple[Citation | None, bool]:
    """Draw a measure with what can be done with it.

    Args:
        view: what to draw.
        asked: of its conditions that only a person can judge, the text and what is asked.
        editing: the situation, in which the answers are kept.
        proposed: whether it is in the record; None for one that cannot be proposed, because it is past.

    Returns:
        The citation whose source was just asked for, if one was, and whether the measure was just added to the record.
    """
    added = False
    with st.container(border=True, key=f"measure-{view.id}", gap="xsmall"):
        with st.container(horizontal=True, gap="small", vertical_alignment="center", key=f"head-{view.id}"):
            st.html(measure_head_html(view))
            _draw_compare(view)
            if proposed is not None:
                label = "記録に加えました" if proposed else "記録に加える"
                added = st.button(label, key=f"propose-{view.id}", disabled=proposed)
        opened = _draw_rows(view, view.id)
        _draw_answers(view, asked, editing)
    return opened, added


def draw_measure(view: MeasureView, place: str) -> Citation | None:
    """Draw a measure to read, as in an answer; returns the citation whose source was just asked for, if one was."""
    with st.container(border=True, key=f"measure-{place}-{view.id}", gap="xsmall"):
        st.html(measure_head_html(view))
        return _draw_rows(view, f"{place}-{view.id}")


def open_window(opened: Citation | None, views: Sequence[MeasureView], settings: Settings) -> None:
    """Open the window that was asked for: a source, or the comparison. There is one at a time."""
    pair = [view for view in views if view.id in st.session_state.get(COMPARED, [])]
    compare = st.session_state.pop(COMPARE_NOW, False)
    if opened is not None:
        show_source(opened, settings)
    elif compare and len(pair) == 2:
        _show_comparison(pair)


def _draw_rows(view: MeasureView, place: str) -> Citation | None:
    opened = None
    for number, condition in enumerate(view.conditions):
        opened = _draw_row(condition_html(condition), condition, f"{place}-c{number}") or opened
    for number, fact in enumerate(view.facts[:FACTS_SHOWN]):
        opened = _draw_row(fact_html(fact), fact, f"{place}-f{number}") or opened
    rest = view.facts[FACTS_SHOWN:]
    if rest:
        with st.expander(f"支援の内容・申し込みの続き（{len(rest)}件）"):
            for number, fact in enumerate(rest, start=FACTS_SHOWN):
                opened = _draw_row(fact_html(fact), fact, f"{place}-f{number}") or opened
    if not view.conditions and not view.facts:
        for line in view.sources:
            if st.button(markup.source_label(line), key=f"source-{place}-{line.citation.n}", wrap=True):
                opened = line.citation
    return opened


def _draw_answers(view: MeasureView, asked: Mapping[str, str], editing: Editing) -> None:
    """Fields for what only a person can judge: answered once, it counts for every measure that asks the same."""
    questions = [asked[row.text] for row in view.conditions if row.text in asked]
    if not questions:
        return
    with st.expander(f"確かめたことを記す（{len(questions)}件）", key=f"answers-{view.id}"):
        for question in dict.fromkeys(questions):
            st.html(next_question_html(question))
            draw_state(CONDITION, question, editing, f"row-{view.id}")


def _draw_row(body: str, row: ConditionRow | FactRow, key: str) -> Citation | None:
    """A row with its sources as buttons at its end."""
    opened = None
    with st.container(horizontal=True, gap="xsmall", wrap=False, key=f"row-{key}"):
        st.html(body, width="stretch")
        for line in row.sources:
            label = label_text(f"根拠 {line.mark}")
            if st.button(label, key=f"basis-{key}-{line.citation.n}", type="tertiary"):
                opened = line.citation
    return opened


def _draw_compare(view: MeasureView) -> None:
    key = f"compare-{view.id}"
    st.session_state[key] = view.id in st.session_state.get(COMPARED, [])
    st.checkbox("比べる（2つ）", key=key, on_change=_compare, args=(view.id, key))


def _compare(measure_id: str, key: str) -> None:
    """Choose a measure or take it back; of three chosen the first is let go."""
    chosen = [one for one in st.session_state.get(COMPARED, []) if one != measure_id]
    if st.session_state[key]:
        chosen = [*chosen, measure_id][-2:]
        st.session_state[COMPARE_NOW] = len(chosen) == 2
    st.session_state[COMPARED] = chosen


@st.dialog("2つの施策を比べる", width="large")
def _show_comparison(pair: Sequence[MeasureView]) -> None:
    st.html(comparison_html(pair, comparison_rows(pair)))
