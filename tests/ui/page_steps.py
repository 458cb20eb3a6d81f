"""Asking on a page under AppTest, and reading what it drew."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from streamlit.testing.v1 import AppTest

RunPage = Callable[..., AppTest]


def drawn(page: AppTest) -> str:
    """All HTML of the page, in order; an exception on the page is a failure of its own."""
    assert not page.exception
    return "\n".join(element.proto.body for element in page.html)


def ask(page: AppTest, question: str) -> AppTest:
    return page.chat_input[0].set_value(question).run()


def button(page: AppTest, key: str) -> Any:
    """The one button whose key begins with ``key``."""
    (found,) = [button for button in page.button if (button.key or "").startswith(key)]
    return found
