"""Facets a language model proposes beside what was read: shown with the client's words, taken up one by one."""

from __future__ import annotations

import streamlit as st

from assistant.conversations import Conversation
from assistant.measures.by_hand import THREE_STATES, states, with_states, with_value
from assistant.measures.profile import Facet, in_words, values
from assistant.measures.proposed import Proposed, propose_facets
from assistant.measures.vocabulary import NUMBERS
from ui import markup
from ui.escape import label_text
from ui.facets import Editing

WHAT_IS_SENT = (
    "相談の内容を、氏名や会社名などを伏せて言語モデルに送ります。取り入れるまで、項目は変わりません。"
)
NOTHING_MORE = "言語モデルからは、ほかの項目の提案はありませんでした。"


def draw_proposals(editing: Editing, conversation: Conversation | None) -> None:
    """A button that asks the model, and what it proposed; nothing where no model is set or none may be asked."""
    situation = editing.situation
    stays_here = conversation is not None and conversation.stays_here
    if not editing.settings.model or not situation.inquiry or stays_here:
        return
    key = f"proposed-{situation.id}"
    if st.button("言語モデルに、ほかの項目を提案させる", key=f"ask-model-{situation.id}"):
        with st.spinner("言語モデルに聞いています…"):
            st.session_state[key] = propose_facets(situation.inquiry, editing.profile, editing.settings)
    st.html(markup.small_html(WHAT_IS_SENT))
    proposed: Proposed | None = st.session_state.get(key)
    if proposed is None:
        return
    if proposed.notice:
        st.html(markup.small_html(proposed.notice))
    open_ones = [facet for facet in proposed.facets if facet not in _known(editing)]
    for number, facet in enumerate(open_ones):
        label = label_text(f"取り入れる: {in_words(facet)}（「{facet.said}」）")
        st.button(label, key=f"take-{number}-{situation.id}", on_click=take, args=(editing, facet))
    if not open_ones and not proposed.notice:
        st.html(markup.small_html(NOTHING_MORE))


def take(editing: Editing, facet: Facet) -> None:
    """Take a proposal up: from then on it counts as set by hand."""
    latest = editing.latest()
    latest.keep(by_hand=with_facet(latest, facet))


def with_facet(editing: Editing, facet: Facet) -> dict[str, object]:
    """What is set by hand after a facet was taken up; values that are known stay."""
    by_hand = editing.situation.by_hand
    if facet.name in THREE_STATES:
        before = states(editing.profile, facet.name)
        return with_states(by_hand, facet.name, before, {**before, str(facet.value): facet.holds})
    if facet.name in NUMBERS:
        return with_value(by_hand, facet.name, facet.value)
    return with_value(by_hand, facet.name, [*values(editing.profile, facet.name), str(facet.value)])


def _known(editing: Editing) -> list[Facet]:
    """The facets that are known, with the words of the proposals, so that they compare."""
    proposed: Proposed = st.session_state[f"proposed-{editing.situation.id}"]
    known = {(facet.name, str(facet.value), facet.holds) for facet in editing.profile}
    return [facet for facet in proposed.facets if (facet.name, str(facet.value), facet.holds) in known]
