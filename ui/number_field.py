"""A field for a number of a business: what cannot be one stays as it was typed, and is told below it.

A text field, because a browser's number field drops full-width digits and 億, and Streamlit tells its bounds in English.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import streamlit as st

from assistant.errors import InputError
from assistant.measures.profile import Facet, number, value_in_words
from assistant.measures.typed import number_shown, typed_number
from assistant.measures.vocabulary import FACETS, NUMBERS
from ui import markup
from ui.measures_view import UNKNOWN

if TYPE_CHECKING:
    from ui.facets import Editing

Keep = Callable[[str, int | None, "Editing"], None]
"""Keeps the value of a facet, None where it is not known."""


@dataclass(frozen=True, slots=True)
class Refused:
    """What was typed and is no value, and what to tell of it."""

    text: str
    message: str
    hint: str


def draw_number(name: str, key: str, editing: Editing, keep: Keep) -> None:
    """The field, and below it why what was typed is not taken, where it is not.

    Args:
        name: of ``vocabulary.NUMBERS``.
        key: of the field.
        editing: what is known.
        keep: called with what was typed, once it is a value.
    """
    known, unit = number(editing.profile, name), NUMBERS[name][1]
    refused: Refused | None = st.session_state.get(_place(name, editing))
    st.session_state[key] = refused.text if refused else number_shown(name, known)
    st.text_input(
        f"{FACETS[name]}（{'万円' if name == 'capital' else unit}）",
        key=key,
        placeholder=UNKNOWN,
        autocomplete="off",
        on_change=_set,
        args=(name, key, editing, keep),
    )
    if refused:
        still = UNKNOWN if known is None else value_in_words(Facet(name, known))
        told = f"{refused.hint}直すまでは「{still}」として探します。"
        st.html(markup.field_problem_html(refused.message, told))


def forget_refused(editing: Editing, name: str | None = None) -> None:
    """Let go of what was typed and not taken: of one facet, or of all."""
    for one in NUMBERS if name is None else (name,):
        st.session_state.pop(_place(one, editing), None)


def _place(name: str, editing: Editing) -> str:
    """Where what was refused is kept; not by the key of the field, because a facet may have two on the page."""
    return f"refused-{name}-{editing.situation.id}"


def _set(name: str, key: str, editing: Editing, keep: Keep) -> None:
    text = (st.session_state[key] or "").strip()
    try:
        value = typed_number(name, text) if text else None
    except InputError as error:
        st.session_state[_place(name, editing)] = Refused(text, error.message, error.hint)
        return
    forget_refused(editing, name)
    keep(name, value, editing)
