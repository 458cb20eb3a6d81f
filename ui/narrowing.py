"""The part of the side bar that limits a conversation's questions to some of the documents."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import streamlit as st

from assistant.answering.annotate import STANDING_WORDS, standing_of
from assistant.filters import KIND_WORDS, Filters, describe, filters_from
from assistant.text.regions import offered_regions
from assistant.types import DocumentMeta
from ui import markup

PARTS = ("kinds", "standing", "since", "until", "region")
NO_CHOICE = "指定なし"
REGION_HELP = "その地域の箇所と、地域を述べていない箇所から答えます。"


def draw_filters(documents: Sequence[DocumentMeta], conversation_id: str | None) -> Filters:
    """Draw the choices of a conversation and return what they come to; kept for as long as the page is open."""
    # A browser may send the fields of the last unbegun conversation again: each has names of its own.
    place = conversation_id or f"new-{st.session_state.get('conversations_begun', 0)}"
    keys = {part: f"filter-{part}-{place}" for part in PARTS}
    kept = st.session_state.setdefault("filters", {})
    for part, value in kept.get(conversation_id, {}).items():
        st.session_state.setdefault(keys[part], value)
    with st.expander("資料をしぼる"):
        chosen = _draw_choices(documents, keys)
    kept[conversation_id] = chosen
    filters = filters_from(
        None, chosen["since"], chosen["until"], chosen["standing"], chosen["kinds"], _listed(chosen["region"])
    )
    if not filters.is_empty:
        st.html(markup.active_filters_html(describe(filters)))
        st.button("しぼり込みを解除", key="clear-filters", on_click=_clear, args=(keys,), width="stretch")
    return filters


def keep_filters(conversation_id: str) -> None:
    """Let the choices made before the first question go on in the conversation it began."""
    kept = st.session_state.setdefault("filters", {})
    kept[conversation_id] = kept.pop(None, {})
    st.session_state["conversations_begun"] = st.session_state.get("conversations_begun", 0) + 1


def _draw_choices(documents: Sequence[DocumentMeta], keys: dict[str, str]) -> dict[str, Any]:
    """One field for each condition, offering what some document has."""
    today = date.today()
    standings = {standing_of(document, "", today) for document in documents}
    if "current" in standings:
        standings.add("planned")  # what current documents say of plans
    kinds = {document.kind for document in documents}
    years = sorted({document.published[:4] for document in documents if document.published})
    chosen: dict[str, Any] = {
        "kinds": _several(
            "資料の種類", [kind for kind in KIND_WORDS if kind in kinds], KIND_WORDS, keys["kinds"]
        ),
        "standing": _several(
            "資料の扱い",
            [word for word in STANDING_WORDS if word in standings],
            STANDING_WORDS,
            keys["standing"],
        ),
    }
    chosen["since"] = _one("いつからの資料", years, keys["since"], unit="年")
    later = [year for year in years if year >= (chosen["since"] or "")]
    chosen["until"] = _one("いつまでの資料", later, keys["until"], unit="年")
    chosen["region"] = _one("地域", list(offered_regions()), keys["region"], hint=REGION_HELP)
    return chosen


def _several(label: str, options: list[Any], words: dict[Any, str], key: str) -> list[str]:
    st.session_state[key] = [value for value in st.session_state.get(key, []) if value in options]
    return st.multiselect(label, options, format_func=words.__getitem__, key=key, placeholder=NO_CHOICE)


def _one(label: str, options: list[str], key: str, *, unit: str = "", hint: str | None = None) -> str | None:
    if st.session_state.get(key) not in options:
        st.session_state[key] = None
    return st.selectbox(
        label, options, format_func=lambda value: f"{value}{unit}", key=key, placeholder=NO_CHOICE, help=hint
    )


def _listed(value: str | None) -> list[str]:
    return [value] if value else []


def _clear(keys: dict[str, str]) -> None:
    for part, key in keys.items():
        st.session_state[key] = [] if part in ("kinds", "standing") else None
