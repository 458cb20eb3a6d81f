"""The pages without a mouse and without seeing them: Japanese names, what Tab reaches, and where the keyboard is after."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

START = 60_000
"""Milliseconds to the first page of a server that has just started."""
EXAMPLE = "赤字の会社でも使える研究開発の税制はありますか"
on_a_telephone = pytest.mark.parametrize(
    "visit", [{"viewport": {"width": 390, "height": 844}}], indirect=True
)
ENGLISH = re.compile(r"[A-Za-z]{3}")
OURS = ("Shien", "GoodTech", "NEDO", "Go-Tech")
"""Names that are written so in Japanese too."""


def names_read_aloud(visit: Any) -> list[str]:
    names = visit.page.locator("[aria-label]").evaluate_all(
        "elements => elements.map((element) => element.getAttribute('aria-label'))"
    )
    assert names
    return [name for name in names if ENGLISH.search(name) and not any(our in name for our in OURS)]


def open_measures(visit: Any) -> None:
    visit.page.goto(f"{visit.server.address}/measures")
    visit.page.get_by_text("相談の内容（聞いたまま、話し言葉で）").wait_for(timeout=START)
    visit.settle()


def test_every_name_that_is_read_aloud_is_japanese(visit: Any) -> None:
    visit.open()
    visit.ask("J-GoodTechは何社が使っていますか")
    assert names_read_aloud(visit) == []
    page = visit.page
    expect(page.get_by_role("button", name="送信", exact=True)).to_have_count(1)
    expect(page.get_by_role("group", name="質問").get_by_role("heading")).to_have_text(
        "J-GoodTechは何社が使っていますか"
    )
    expect(page.get_by_role("group", name="回答")).to_contain_text("40,000社")
    page.locator("[class*=st-key-source-] button").first.press("Enter")
    expect(page.get_by_role("dialog").get_by_role("button", name="閉じる")).to_be_visible()
    assert names_read_aloud(visit) == []


def test_lists_of_choices_speak_japanese(visit: Any) -> None:
    open_measures(visit)
    industry = visit.page.get_by_role("combobox", name="業種").first
    industry.fill("zzz")
    expect(visit.page.get_by_role("option")).to_have_text("当てはまるものがありません")
    industry.fill("")
    expect(visit.page.get_by_role("option").first).to_have_text("すべて選ぶ")
    industry.fill("製造")
    expect(visit.page.get_by_role("option")).to_have_text("製造業")
    visit.page.keyboard.press("Enter")
    visit.page.keyboard.press("Escape")
    visit.page.get_by_role("button", name="製造業 を外す").wait_for()
    visit.page.locator(".shien-measure-head").first.wait_for(timeout=START)
    visit.settle()
    assert names_read_aloud(visit) == []


def test_only_words_of_streamlit_are_exchanged(visit: Any) -> None:
    visit.open()
    visit.page.evaluate(
        """() => document.body.insertAdjacentHTML('beforeend',
            '<div id="made"><div role="option"><i>Add: 独自の認定</i></div><p>No results</p>'
            + '<div role="option"><i>Additional</i></div><a aria-label="Remove 赤字">x</a></div>')"""
    )
    made = visit.page.locator("#made")
    expect(made.get_by_role("option").first).to_have_text("追加: 独自の認定")
    expect(made.locator("p")).to_have_text("No results")
    expect(made.get_by_role("option").last).to_have_text("Additional")
    expect(made.locator("a")).to_have_attribute("aria-label", "Remove 赤字")
    made.locator("i").first.evaluate("element => { element.firstChild.nodeValue = 'Add: 別の認定'; }")
    expect(made.get_by_role("option").first).to_have_text("追加: 別の認定")


def test_no_field_writes_english_over_what_is_typed(visit: Any) -> None:
    open_measures(visit)
    visit.page.get_by_label("従業員数（人）").first.fill("300")
    expect(visit.page.get_by_test_id("InputInstructions").first).to_be_hidden()
    visit.page.get_by_label("相談の内容（聞いたまま、話し言葉で）").fill("製造業")
    expect(visit.page.locator("[data-testid=InputInstructions]:visible")).to_have_count(0)


def test_an_example_taken_by_keyboard_shows_its_question_and_leaves_the_keyboard_in_the_input(
    visit: Any,
) -> None:
    visit.open()
    visit.page.get_by_role("button", name=EXAMPLE).press("Enter")
    visit.page.get_by_text("この回答は役に立ちましたか").wait_for()
    expect(visit.page.get_by_role("status").filter(has_text="回答を表示しました")).to_have_count(1)
    expect(visit.page.get_by_test_id("stChatInputTextArea")).to_be_focused()
    visit.page.wait_for_function(
        """() => {
            const top = document.querySelector('.shien-question').getBoundingClientRect().top;
            return 0 <= top && top < 200;
        }"""
    )


@on_a_telephone
def test_tab_does_not_go_through_a_menu_that_is_not_in_sight(visit: Any) -> None:
    visit.open()
    expect(visit.page.get_by_role("button", name="新しい相談を始める")).to_have_count(0)
    visit.page.keyboard.press("Tab")
    expect(visit.page.get_by_role("link", name="本文へ移る")).to_be_focused()
    visit.page.keyboard.press("Tab")
    expect(visit.page.get_by_role("button", name="メニューを開く")).to_be_focused()
    visit.page.keyboard.press("Enter")
    expect(visit.page.get_by_role("button", name="新しい相談を始める")).to_be_visible()
    visit.page.get_by_role("button", name="メニューを閉じる").press("Enter")
    expect(visit.page.get_by_role("button", name="新しい相談を始める")).to_have_count(0)
