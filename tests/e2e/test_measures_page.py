"""The page 施策さがし in a real browser: keyboard, passages, corrections, comparison, record, paper, width, colours."""

from __future__ import annotations

import re
from io import BytesIO
from typing import Any

import pytest
from playwright.sync_api import Locator, expect
from pypdf import PdfReader

from assistant.consultation_record import RecordStore

pytestmark = pytest.mark.browser

INQUIRY = "従業員30人の精密加工、2期赤字、でも試験研究は続けてる。大学とも話が出てる"
MEASURE = "研究開発税制オープンイノベーション型"
EVIL = "<script>window.broken = 1</script><img src=x onerror='window.broken = 2'>"
FIRST = 60_000
"""Milliseconds to the first answer of a server that has just started: it makes the register's index."""

on_a_telephone = pytest.mark.parametrize(
    "visit", [{"viewport": {"width": 390, "height": 844}}], indirect=True
)
in_the_dark = pytest.mark.parametrize("visit", [{"color_scheme": "dark"}], indirect=True)


def open_page(visit: Any, address: str = "/measures") -> None:
    visit.page.goto(visit.server.address + address)
    visit.page.get_by_text("相談の内容（聞いたまま、話し言葉で）").wait_for(timeout=FIRST)
    visit.settle()


def search(visit: Any, inquiry: str = INQUIRY) -> None:
    """Type an inquiry, press Ctrl+Enter, and wait for the candidates."""
    visit.page.get_by_label("相談の内容（聞いたまま、話し言葉で）").fill(inquiry)
    visit.page.keyboard.press("Control+Enter")
    visit.page.locator(".shien-measure-head").first.wait_for(timeout=FIRST)
    visit.settle()


def card(visit: Any, name: str = MEASURE) -> Locator:
    """The box of a measure."""
    named = visit.page.locator(".shien-measure-name", has_text=re.compile(rf"^\d+\. {re.escape(name)}$"))
    return visit.page.locator("[class*=st-key-measure-]", has=named)


def verdict_on_partner(visit: Any) -> Locator:
    row = card(visit).locator(".shien-condition", has_text="共同研究をする")
    return row.get_by_role("img")


def in_address(visit: Any) -> str:
    return re.search(r"c=([\w-]+)", visit.page.url)[1]  # type: ignore[index]


def records(visit: Any) -> RecordStore:
    return RecordStore(visit.server.store.path)


def test_from_an_inquiry_to_a_record_and_a_sheet_of_paper(visit: Any) -> None:
    page = visit.page
    open_page(visit)
    search(visit)
    expect(card(visit)).to_contain_text("2026年1月19日時点")
    expect(verdict_on_partner(visit)).to_have_attribute("aria-label", "満たす")

    card(visit).locator("[class*=st-key-basis-] button").first.focus()
    page.keyboard.press("Enter")
    mark = page.get_by_role("dialog").locator("mark")
    mark.wait_for()
    assert "共同研究費" in mark.inner_text()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)

    page.get_by_text(re.compile("^財務・連携・認定")).click()
    page.get_by_role("button", name="大学・高専 を外す").click()
    visit.settle()
    expect(verdict_on_partner(visit)).to_have_attribute("aria-label", "要確認")
    expect(
        page.get_by_text("担当者が設定（読み取りは 大学・高専）")
    ).to_be_visible()  # and the fold is open still

    for box in page.locator("[class*=st-key-compare-] label").all()[:2]:
        box.click()
        visit.settle()
    expect(page.get_by_role("dialog").locator("table.shien-comparison thead th")).to_have_count(2)
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)

    card(visit).get_by_role("button", name="記録に加える").click()
    expect(card(visit).get_by_role("button", name="記録に加えました")).to_be_disabled()
    visit.settle()
    page.get_by_text("相談カルテ", exact=True).click()
    page.get_by_label("本質的課題（仮説）").fill("量産の前の評価をする相手がない")
    page.keyboard.press("Tab")
    visit.settle()
    page.reload()
    card(visit).wait_for()
    visit.settle()
    expect(verdict_on_partner(visit)).to_have_attribute("aria-label", "要確認")
    expect(card(visit).get_by_role("button", name="記録に加えました")).to_be_disabled()
    assert records(visit).fields(in_address(visit))["problem"] == "量産の前の評価をする相手がない"

    page.get_by_role("button", name="印刷用の表示").click()
    sheet = page.locator(".shien-paper")
    expect(sheet).to_contain_text(INQUIRY)
    expect(sheet).to_contain_text("第1回イノベーション・プロデュース推進会議 議事録（2026年1月19日")


def test_what_only_a_person_can_judge_is_answered_by_keyboard(visit: Any) -> None:
    open_page(visit)
    search(visit)
    asked = card(visit).locator(".shien-condition", has_text="共同研究費がある")
    expect(asked.get_by_role("img")).to_have_attribute("aria-label", "要確認")
    card(visit).get_by_text("確かめたことを記す（1件）").click()
    answers = card(visit).get_by_role("radiogroup", name=re.compile("^共同研究の費用を支出していますか"))
    answers.get_by_role("radio", name="はい").focus()
    visit.page.keyboard.press("Enter")
    visit.settle()
    expect(asked.get_by_role("img")).to_have_attribute("aria-label", "満たす")


def test_a_number_that_cannot_be_is_told_in_japanese_and_stays_as_typed(visit: Any) -> None:
    open_page(visit)
    search(visit)
    field = visit.page.get_by_label("従業員数（人）").first
    field.fill("３００万人")
    field.press("Tab")
    told = visit.page.get_by_role("alert").filter(
        has_text="従業員数は 0 から 100万人までで入力してください。"
    )
    expect(told).to_be_visible()
    expect(field).to_have_value("３００万人")
    field.fill("３０人")
    field.press("Enter")
    expect(told).to_have_count(0)
    expect(field).to_have_value("30")


def test_the_sheet_is_printed_whole_and_alone(visit: Any) -> None:
    open_page(visit)
    search(visit)
    visit.page.get_by_role("button", name="印刷用の表示").click()
    visit.page.locator(".shien-paper").wait_for()
    visit.settle()
    pages = PdfReader(BytesIO(visit.page.pdf(format="A4"))).pages
    text = "".join("".join(page.extract_text() for page in pages).split())
    assert len(pages) > 1
    assert "最新の公募要領" in text  # the last line of the sheet
    assert "新しい相談を始める" not in text and "施策さがしに戻る" not in text


@in_the_dark
def test_the_sheet_is_black_on_white_in_the_dark_too(visit: Any) -> None:
    open_page(visit)
    search(visit)
    visit.page.get_by_role("button", name="印刷用の表示").click()
    visit.page.locator(".shien-paper").wait_for()
    visit.page.emulate_media(media="print")
    colours = "element => [getComputedStyle(element).color, getComputedStyle(element).backgroundColor]"
    for part in (".shien-paper", ".shien-paper h3", ".shien-paper td"):
        assert visit.page.locator(part).first.evaluate(colours)[0] == "rgb(0, 0, 0)"
    assert visit.page.locator(".stApp").evaluate(colours)[1] == "rgb(255, 255, 255)"
    expect(visit.page.locator("[data-testid=stSidebar]")).to_be_hidden()


def test_words_of_an_inquiry_have_no_effect(visit: Any) -> None:
    open_page(visit)
    search(visit, f"{EVIL}従業員30人の製造業。**試験研究**をしたい。10~20万円、または30~40万円")
    visit.page.get_by_role("button", name="記録に加える").first.click()
    visit.settle()
    visit.page.get_by_role("button", name="印刷用の表示").click()
    expect(visit.page.locator(".shien-paper")).to_contain_text(EVIL)
    expect(visit.page.locator("del, s, strike, img[src=x]")).to_have_count(0)
    assert visit.page.evaluate("window.broken") is None


def test_the_way_to_the_chat_and_back_keeps_the_search(visit: Any) -> None:
    open_page(visit)
    search(visit)
    situation = in_address(visit)
    visit.page.get_by_role("link", name="相談", exact=True).click()
    visit.page.get_by_test_id("stChatInputTextArea").wait_for()
    expect(visit.page).to_have_title("Shien（支援）")
    visit.settle()
    visit.page.get_by_role("link", name="施策さがし", exact=True).click()
    card(visit).wait_for()
    assert in_address(visit) == situation
    expect(visit.page).to_have_title("施策さがし - Shien（支援）")


def test_a_proposed_measure_is_found_in_the_chat_of_its_consultation(visit: Any) -> None:
    open_page(visit)
    search(visit)
    card(visit).get_by_role("button", name="記録に加える").click()
    expect(card(visit).get_by_role("button", name="記録に加えました")).to_be_disabled()
    visit.settle()
    visit.open(in_address(visit))
    visit.page.get_by_text("提案した施策（1件）").click()
    expect(visit.page.locator(".shien-proposal")).to_contain_text(MEASURE)


def test_a_record_saved_right_after_typing_holds_what_was_typed(visit: Any) -> None:
    """The press on the button is what leaves the field: the file used to be the one made before."""
    open_page(visit)
    search(visit)
    card(visit).get_by_role("button", name="記録に加える").click()
    visit.settle()
    visit.page.get_by_text("相談カルテ", exact=True).click()
    for said in ("一回目の結果", "二回目の結果"):
        visit.settle()  # while a run of the page ends, Streamlit forgets the button of the run before
        visit.page.get_by_label("結果", exact=True).fill(said)
        with visit.page.expect_download() as download:
            visit.page.get_by_text("テキストで保存").click()
        assert said in download.value.path().read_text(encoding="utf-8")


@on_a_telephone
def test_on_a_telephone_one_press_leads_past_the_facets_to_the_first_candidate(visit: Any) -> None:
    open_page(visit)
    search(visit)
    first = visit.page.locator(".shien-measure-head").first
    expect(first).not_to_be_in_viewport()
    visit.page.get_by_role("link", name=re.compile(r"候補 \d+件を見る")).click()
    expect(first).to_be_in_viewport()


@on_a_telephone
def test_a_telephone_shows_everything_without_scrolling_sideways(visit: Any) -> None:
    width = "[document.documentElement.scrollWidth, document.querySelector('.stMain').scrollWidth]"
    open_page(visit)
    assert max(visit.page.evaluate(width)) <= 390
    search(visit, f"{INQUIRY}。{'長' * 300}{EVIL}")
    assert max(visit.page.evaluate(width)) <= 390
    text, facet = (
        visit.page.get_by_label("相談の内容（聞いたまま、話し言葉で）").bounding_box(),
        visit.page.get_by_label("従業員数（人）").first.bounding_box(),
    )
    assert facet["y"] > text["y"] + text["height"]  # below it, not beside it
    for box in visit.page.locator("[class*=st-key-compare-] label").all()[:2]:
        box.click()
        visit.settle()
    table = visit.page.get_by_role("dialog").locator("table.shien-comparison")
    assert table.bounding_box()["width"] <= 390
    assert table.evaluate("table => table.scrollWidth <= table.clientWidth")
