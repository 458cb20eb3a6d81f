"""The facets of a business, each with the words it was read from, and each correctable by the advisor."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import streamlit as st

from assistant.consultation_record import Situation
from assistant.conversations import new_id
from assistant.measures.by_hand import THREE_STATES, profile_with, states, with_states, with_value, without
from assistant.measures.months import first_and_last, iso_month, months_in_words
from assistant.measures.profile import Profile, values
from assistant.measures.vocabulary import CONDITION, FACETS, NUMBERS, ONE_OF
from assistant.settings import Settings
from assistant.text.regions import PREFECTURES
from ui import markup
from ui.escape import label_text
from ui.measures_view import HAS, HAS_NOT, NO, UNKNOWN, YES, known_in_words, read_from
from ui.number_field import draw_number, forget_refused
from ui.pages import LAST_SITUATION
from ui.problems import told_plainly
from ui.resources import record_store

MAIN = (("industry", "region"), ("employees", "capital"), ("purpose",))
"""The rows of fields that are always open."""
GROUPS = (
    ("財務・連携・認定", ("finance", "partner", "certificate")),
    ("時期・創業・組織・規模", ("when", "stage", "years", "organisation", "size")),
)
"""Fields that are folded away; the heading tells what is known of them."""
SEVERAL = ("industry", "purpose", "region")
MONTHS_OFFERED = 36
"""Months from this one on that are offered as the time of a plan; another one that was read is offered too."""
NEXT_SITUATION = "next-situation"
"""In the session: the id of the situation that is begun next."""


@dataclass(frozen=True, slots=True)
class Editing:
    """The situation that is open, and where it is kept."""

    situation: Situation
    settings: Settings

    @property
    def profile(self) -> Profile:
        """What is read and what is set by hand, together."""
        return profile_with(self.situation.read, self.situation.by_hand)

    def latest(self) -> Editing:
        """As it is kept now: of two fields changed in one go, the second must not undo the first."""
        kept = record_store(self.settings).situation(self.situation.id)
        return replace(self, situation=kept or self.situation)

    def keep(self, **changed: Any) -> None:
        """Keep the situation with changes; the address names it from then on, so that a reload finds it again."""
        situation = replace(self.situation, **changed)
        record_store(self.settings).keep_situation(situation)
        st.query_params["c"] = st.session_state[LAST_SITUATION] = situation.id
        st.session_state.pop(NEXT_SITUATION, None)


def begun_situation(conversation_id: str | None) -> Situation:
    """A situation of which nothing is known: of a conversation, or with an id of its own until something is kept."""
    return Situation(conversation_id or st.session_state.setdefault(NEXT_SITUATION, new_id()))


def draw_facets(editing: Editing, certificates: Sequence[str]) -> None:
    """All fields; ``certificates`` are names offered beside those that are known."""
    for row in MAIN:
        for column, name in zip(st.columns(len(row)), row, strict=True):
            with column:
                draw_facet(name, editing, "facet")
    for number_of_group, (heading, names) in enumerate(GROUPS):
        known = known_in_words(editing.profile, names)
        # A key of its own, because one that is known by its changing label folds itself when a field in it is set.
        key = f"facets-{number_of_group}-{editing.situation.id}"
        with st.expander(label_text(f"{heading}：{known}") if known else heading, key=key):
            for name in names:
                draw_facet(name, editing, "facet", certificates)
    if editing.situation.by_hand:
        st.button("手での設定をすべて解除", key="clear-by-hand", on_click=_clear_by_hand, args=(editing,))


def draw_facet(name: str, editing: Editing, place: str, certificates: Sequence[str] = ()) -> None:
    """The field of one facet, and below it where its value comes from.

    Args:
        name: of ``vocabulary.FACETS``.
        editing: what is known.
        place: where on the page it stands; a facet may stand in two.
        certificates: names of certificates that are offered.
    """
    key = f"{place}-{name}-{editing.situation.id}"
    with st.container(gap="xxsmall"):
        _draw_field(name, key, editing, certificates)


def _draw_field(name: str, key: str, editing: Editing, certificates: Sequence[str]) -> None:
    if name in THREE_STATES:
        _draw_states(name, key, editing, certificates)
    elif name in NUMBERS:
        draw_number(name, key, editing, _keep_value)
    else:
        _draw_choice(name, key, editing)
    told = read_from(editing.situation.read, editing.situation.by_hand, name)
    if told:
        st.html(markup.small_html(told))
    if name in editing.situation.by_hand:
        st.button(
            "読み取りに戻す",
            key=f"reread-{key}",
            type="tertiary",
            on_click=_leave_to_reading,
            args=(name, editing),
        )


def draw_state(name: str, value: str, editing: Editing, place: str) -> None:
    """One value of a facet with three states as a row of buttons: there, not there, not known.

    What is asked of a condition stands beside its buttons already, and is their name only for those who do not see it.
    """
    key = f"{place}-{name}-{value}-{editing.situation.id}"
    known = states(editing.profile, name).get(value)
    held, held_not = _state_words(name)
    st.session_state[key] = UNKNOWN if known is None else held if known else held_not
    st.segmented_control(
        label_text(ONE_OF.get(name, {}).get(value, value)),
        [held, held_not, UNKNOWN],
        label_visibility="collapsed" if name == CONDITION else "visible",
        key=key,
        on_change=_set_state,
        args=(name, value, key, editing),
    )


def _draw_choice(name: str, key: str, editing: Editing) -> None:
    words = _choices(name, editing)
    known = [value for value in values(editing.profile, name) if value in words]
    if name in SEVERAL:
        st.session_state[key] = known
        st.multiselect(
            FACETS[name],
            list(words),
            format_func=words.__getitem__,
            key=key,
            placeholder=UNKNOWN,
            on_change=_set_value,
            args=(name, key, editing),
        )
        return
    st.session_state[key] = known[0] if known else None
    st.selectbox(
        FACETS[name],
        list(words),
        format_func=words.__getitem__,
        key=key,
        placeholder=UNKNOWN,
        on_change=_set_value,
        args=(name, key, editing),
    )


def _choices(name: str, editing: Editing) -> Mapping[str, str]:
    """The values a field offers, each with its words."""
    if name == "when":
        this_month = first_and_last(date.today().isoformat()[:7])[0]
        offered = [iso_month(this_month + number) for number in range(MONTHS_OFFERED)]
        read = [value for value in values(editing.profile, name) if value not in offered]
        return {value: months_in_words(value) for value in (*read, *offered)}
    return ONE_OF.get(name) or {one: one for one in PREFECTURES}


def _state_words(name: str) -> tuple[str, str]:
    return (YES, NO) if name == CONDITION else (HAS, HAS_NOT)


def _draw_states(name: str, key: str, editing: Editing, certificates: Sequence[str]) -> None:
    """Two fields, what is there and what is not; everything else is not known."""
    known = states(editing.profile, name)
    words = ONE_OF.get(name) or {one: one for one in (*certificates, *known)}
    for column, holds, word in zip(st.columns(2), (True, False), (HAS, HAS_NOT), strict=True):
        chosen = [value for value, held in known.items() if held is holds and value in words]
        st.session_state[f"{key}-{holds}"] = chosen
        with column:
            st.multiselect(
                f"{FACETS[name]}：{word}",
                [value for value in words if known.get(value) is not (not holds)],
                format_func=lambda value: words.get(value, value),
                key=f"{key}-{holds}",
                placeholder=UNKNOWN,
                accept_new_options=name == "certificate",
                on_change=_set_states,
                args=(name, key, editing),
            )


def _clear_by_hand(editing: Editing) -> None:
    forget_refused(editing)
    with told_plainly():
        editing.latest().keep(by_hand={})


def _leave_to_reading(name: str, editing: Editing) -> None:
    forget_refused(editing, name)
    with told_plainly():
        latest = editing.latest()
        latest.keep(by_hand=without(latest.situation.by_hand, name))


def _set_value(name: str, key: str, editing: Editing) -> None:
    value = st.session_state[key]
    _keep_value(name, value if isinstance(value, list) else [value] if value is not None else [], editing)


def _keep_value(name: str, value: Any, editing: Editing) -> None:
    with told_plainly():
        latest = editing.latest()
        latest.keep(by_hand=with_value(latest.situation.by_hand, name, value))


def _set_states(name: str, key: str, editing: Editing) -> None:
    after = {value: holds for holds in (True, False) for value in st.session_state[f"{key}-{holds}"]}
    _keep_states(name, after, editing)


def _set_state(name: str, value: str, key: str, editing: Editing) -> None:
    chosen = st.session_state[key]
    after = {one: holds for one, holds in states(editing.profile, name).items() if one != value}
    if chosen in _state_words(name):
        after[value] = chosen == _state_words(name)[0]
    _keep_states(name, after, editing)


def _keep_states(name: str, after: dict[str, bool], editing: Editing) -> None:
    """Keep what differs from what was drawn, on top of what has been kept since."""
    with told_plainly():
        latest = editing.latest()
        changed = with_states(latest.situation.by_hand, name, states(editing.profile, name), after)
        latest.keep(by_hand=changed)
