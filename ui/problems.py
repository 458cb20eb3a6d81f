"""Errors as an advisor reads them: a plain sentence in the page, the details in the log."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st

from assistant.errors import AssistantError
from ui.markup import problem_html

_log = logging.getLogger(__name__)

UNEXPECTED = "思わぬ問題が起きて、処理を終えられませんでした。"
UNEXPECTED_HINT = "もう一度お試しください。続くときは、端末に表示された記録を添えて管理者へお知らせください。"


@contextmanager
def told_plainly() -> Iterator[None]:
    """Draw what goes wrong inside as a box, instead of a traceback."""
    try:
        yield
    # The outermost edge of a page: whatever is left must not reach the advisor raw.
    except Exception as error:  # noqa: BLE001
        message, hint = in_words(error)
        st.html(problem_html(message, hint))


def in_words(error: Exception) -> tuple[str, str]:
    """What happened and what to do; what nobody foresaw is logged with its traceback."""
    if isinstance(error, AssistantError):
        return error.message, error.hint
    _log.error("unexpected error in the page", exc_info=error)
    return UNEXPECTED, UNEXPECTED_HINT
