"""The record of a consultation on the page: the measures proposed, and the fields of the 相談カルテ, kept at once."""

from __future__ import annotations

import time
from collections.abc import Sequence
from datetime import datetime
from functools import partial

import streamlit as st

from assistant.consultation_record import FIELDS, Proposal, RecordStore
from assistant.record_text import measure_line, proposed_on, record_file_name, record_text
from assistant.settings import Settings
from ui import markup
from ui.measures_markup import proposal_html
from ui.pages import MEASURES, draw_way
from ui.problems import told_plainly
from ui.resources import record_store

PAIRS = (("business", "when"), ("inquiry", "figures"), ("problem", "referral"), ("next", "result"))
"""Fields side by side."""
FIELD_HEIGHT = 90
"""Pixels."""
TIME_TO_KEEP = 0.4
"""Seconds between leaving a field and reading the record: the press that leaves it sends both at once, and keeping takes a
run of the page's beginning."""
HINTS = {
    "business": "例: 金属加工業、栃木県、従業員30人",
    "when": "例: 2026年11月21日 電話",
    "problem": "例: 試作はできるが、量産の前の評価をする設備と相手がない",
    "referral": "例: ○○県産業技術センター",
    "next": "例: 12月5日までに大学の窓口へ連絡、結果を聞く",
}


def draw_record(conversation_id: str, settings: Settings) -> None:
    """The expanders of a consultation's record; drawn on both pages."""
    records = record_store(settings)
    proposals, fields = records.proposals(conversation_id), records.fields(conversation_id)
    with st.expander(f"提案した施策（{len(proposals)}件）", key=f"proposals-{conversation_id}"):
        _draw_undo(records, proposals, conversation_id)
        if not proposals:
            st.html(markup.small_html("「施策さがし」の候補にある「記録に加える」で、ここに残ります。"))
        for proposal in proposals:
            _draw_proposal(records, proposal, conversation_id)
    with st.expander("相談カルテ", key=f"karte-{conversation_id}"):
        st.html(markup.small_html("書いたものは、欄を離れると（または Ctrl+Enter で）保存されます。"))
        for pair in PAIRS:
            for column, name in zip(st.columns(2), pair, strict=True):
                with column:
                    _draw_field(records, conversation_id, name, fields[name])
        _draw_downloads(records, fields, conversation_id)


def draw_begun_record(conversation_id: str, settings: Settings) -> None:
    """The record where something is in it or it was asked for; else one small button that opens it."""
    records = record_store(settings)
    asked = f"record-{conversation_id}"
    begun = records.proposals(conversation_id) or any(records.fields(conversation_id).values())
    if begun or st.session_state.get(asked) or _removed(conversation_id):
        draw_record(conversation_id, settings)
        draw_way(MEASURES, conversation_id, label="この相談の施策さがしを開く")
    elif st.button("相談カルテをつける", key=f"begin-{asked}", type="tertiary"):
        st.session_state[asked] = True
        st.rerun()


def _draw_proposal(records: RecordStore, proposal: Proposal, conversation_id: str) -> None:
    with st.container(gap="xsmall"):
        st.html(proposal_html(measure_line(proposal.measure), proposed_on(proposal), proposal.measure))
        key = f"note-{proposal.id}"
        st.text_area(
            "メモ（提案した理由、確かめること）",
            value=proposal.note,
            key=key,
            height=68,
            on_change=_keep_note,
            args=(records, proposal.id, key),
        )
        st.button(
            "記録から外す",
            key=f"remove-{proposal.id}",
            type="tertiary",
            on_click=_remove,
            args=(records, proposal, conversation_id),
        )


def _draw_field(records: RecordStore, conversation_id: str, name: str, text: str) -> None:
    key = f"field-{name}-{conversation_id}"
    st.session_state[key] = text  # what was just typed has been kept before this is drawn
    st.text_area(
        FIELDS[name],
        key=key,
        height=FIELD_HEIGHT,
        placeholder=HINTS.get(name),
        on_change=_keep_field,
        args=(records, conversation_id, name, key),
    )


def _draw_downloads(records: RecordStore, fields: dict[str, str], conversation_id: str) -> None:
    def text(ending: str) -> str:
        """The record as it is kept when the button is pressed: leaving a field for the button keeps it first."""
        time.sleep(TIME_TO_KEEP)
        kept, proposed = records.fields(conversation_id), records.proposals(conversation_id)
        return record_text(kept, proposed, markdown=ending == "md")

    with st.container(horizontal=True, gap="small"):
        for label, ending, kind in (
            ("テキストで保存", "txt", "text/plain"),
            ("Markdownで保存", "md", "text/markdown"),
        ):
            st.download_button(
                label,
                partial(text, ending),
                file_name=record_file_name(fields, datetime.now().astimezone().date(), ending),
                mime=kind,
                key=f"download-{ending}-{conversation_id}",
                on_click="ignore",
            )


def _draw_undo(records: RecordStore, proposals: Sequence[Proposal], conversation_id: str) -> None:
    removed = _removed(conversation_id)
    if removed is None:
        return
    proposal_id, name = removed
    if any(proposal.id == proposal_id for proposal in proposals):  # added again since
        st.session_state.pop("removed_proposal", None)
        return
    st.html(markup.small_html(f"「{name}」を記録から外しました。"))
    st.button("元に戻す", key="put-back", on_click=_put_back, args=(records, proposal_id))


def _removed(conversation_id: str) -> tuple[int, str] | None:
    """The proposal that was last removed here, as (id, name)."""
    where, proposal_id, name = st.session_state.get("removed_proposal", ("", 0, ""))
    return (proposal_id, name) if where == conversation_id else None


def _remove(records: RecordStore, proposal: Proposal, conversation_id: str) -> None:
    with told_plainly():
        records.remove(proposal.id)
        st.session_state["removed_proposal"] = (conversation_id, proposal.id, proposal.measure["name"])


def _put_back(records: RecordStore, proposal_id: int) -> None:
    with told_plainly():
        records.put_back(proposal_id)
        st.session_state.pop("removed_proposal", None)


def _keep_note(records: RecordStore, proposal_id: int, key: str) -> None:
    with told_plainly():
        records.annotate(proposal_id, st.session_state[key])


def _keep_field(records: RecordStore, conversation_id: str, name: str, key: str) -> None:
    with told_plainly():
        records.keep_field(conversation_id, name, st.session_state[key])
