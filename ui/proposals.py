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
from ui.problems import told_plainly

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
            proposed = propose_facets(situation.inquiry, editing.profile, editing.settings)
            st.session_state[key] = (situation.inquiry, proposed)
    st.html(markup.small_html(WHAT_IS_SENT))
    of_text, proposed = st.session_state.get(key, ("", Proposed()))
    if of_text != situation.inquiry:  # their words are not in the text that is read now
        st.session_state.pop(key, None)
        return
    if proposed.notice:
        st.html(markup.small_html(proposed.notice))
    open_ones = _open(proposed, editing)
    for number, facet in enumerate(open_ones):
        label = label_text(f"取り入れる: {in_words(facet)}（「{facet.said}」）")
        st.button(label, key=f"take-{number}-{situation.id}", on_click=take, args=(editing, facet))
    if not open_ones and not proposed.notice:
        st.html(markup.small_html(NOTHING_MORE))


def take(editing: Editing, facet: Facet) -> None:
    """Take a proposal up: from then on it counts as set by hand."""
    with told_plainly():
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
    # Listed once: it may have been set by hand, or clicked twice, before its button was gone.
    listed = dict.fromkeys([*values(editing.profile, facet.name), str(facet.value)])
    return with_value(by_hand, facet.name, list(listed))


def _open(proposed: Proposed, editing: Editing) -> list[Facet]:
    """What is proposed and not known yet; a facet that is known may have been read from other words."""
    known = {(facet.name, str(facet.value), facet.holds) for facet in editing.profile}
    return [facet for facet in proposed.facets if (facet.name, str(facet.value), facet.holds) not in known]
