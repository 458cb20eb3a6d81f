"""Searching on the page 施策さがし under AppTest, and reading what it drew."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from page_steps import drawn
from streamlit.testing.v1 import AppTest

from assistant.measures.profile import Facet

INQUIRY = "従業員30人の精密加工。大学とも話が出てる"
READ = (
    Facet("employees", 30, said="従業員30人"),
    Facet("purpose", "research", said="精密加工"),
    Facet("partner", "university", said="大学とも話が"),
)
RunMeasures = Callable[..., AppTest]


def search(page: AppTest, text: str = INQUIRY) -> AppTest:
    page.text_area[0].set_value(text)
    (read,) = [one for one in page.button if one.label in ("読み取る", "読み取り直す")]
    return read.click().run()


def field(page: AppTest, kind: str, key: str) -> Any:
    """The one field of a kind whose key begins so."""
    (found,) = [one for one in getattr(page, kind) if (one.key or "").startswith(key)]
    return found


def partners(page: AppTest) -> list[Any]:
    """The two fields of partners: those that are there, those that are not."""
    return [one for one in page.multiselect if (one.key or "").startswith("facet-partner")]


def has_button(page: AppTest, key: str) -> bool:
    return any((one.key or "").startswith(key) for one in page.button)


def rows(page: AppTest) -> list[str]:
    """The conditions drawn, as 「満たす 従業員300人以下」."""
    drawn(page)
    bodies = [one.proto.body for one in page.html if 'role="img"' in one.proto.body]
    return [
        body.split('aria-label="')[1].split('"')[0] + " " + body.split('condition-text">')[1].split("<")[0]
        for body in bodies
    ]
