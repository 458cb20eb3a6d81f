"""The chat page in a real browser: keyboard, input method, reload, width, colours, and no way out."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, expect

import assistant
from assistant.types import Answer, Citation, Statement

pytestmark = pytest.mark.browser

QUESTION = "J-GoodTech（ジェグテック）は何社が活用していますか"
UNANSWERABLE = "Go-Tech事業の補助率は何割ですか"
EVIL = "<script>window.broken = 1</script><img src=x onerror='window.broken = 2'>"
MONEY = "10~20万円、または30~40万円。**補助率（一般型）**の$x$と:red[赤]。"

on_a_telephone = pytest.mark.parametrize(
    "visit", [{"viewport": {"width": 390, "height": 844}}], indirect=True
)
in_a_low_window = pytest.mark.parametrize(
    "visit", [{"viewport": {"width": 1280, "height": 520}}], indirect=True
)
in_the_dark = pytest.mark.parametrize("visit", [{"color_scheme": "dark"}], indirect=True)


def sources(visit: Any) -> Locator:
    return visit.page.locator("[class*=st-key-source-] button")


def is_in_sight(mark: Locator) -> bool:
    """Whether the middle of an element can be seen: inside its scrolling box, inside the window."""
    return bool(
        mark.evaluate(
            """mark => {
                const box = mark.getBoundingClientRect(), page = mark.closest('.shien-page').getBoundingClientRect();
                const x = box.left + box.width / 2, y = box.top + box.height / 2;
                return y > page.top && y < page.bottom && y > 0 && y < innerHeight && x > 0 && x < innerWidth;
            }"""
        )
    )


def seeded_conversation(visit: Any) -> str:
    """A conversation whose question, title, quote and sentences try everything a text can try."""
    store = visit.server.store
    cited = Citation(
        1,
        "gone",
        f"題{EVIL}",
        f"庁{EVIL}",
        "2026-01-19",
        None,
        0,
        (EVIL,),
        f"{MONEY}{EVIL}",
        0,
        9,
        "past",
        "x.txt",
    )
    answer = Answer(
        question=EVIL,
        engine="extractive",
        status="answered",
        text=f"{MONEY}[1]",
        statements=(
            Statement(MONEY, (1,), "verified"),
            Statement("- 箇条書きではない\n1. 番号ではない\n    コードではない", (1,), "verified"),
            Statement(EVIL, (1,), "verified"),
        ),
        citations=(cited,),
    )
    conversation_id = str(store.start(f"{EVIL}{MONEY}"))
    turn_id = store.begin_turn(conversation_id, f"{EVIL}{MONEY}")
    store.complete_turn(turn_id, assistant.answer_to_dict(answer))
    return conversation_id


def test_the_page_is_japanese_and_offers_three_questions(visit: Any) -> None:
    visit.open()
    expect(visit.page.locator("html")).to_have_attribute("lang", "ja")
    expect(visit.page).to_have_title("Shien（支援）")
    examples = visit.page.locator("[class*=st-key-example-] button")
    expect(examples).to_have_count(3)
    fonts = examples.first.evaluate("element => getComputedStyle(element).fontFamily")
    assert fonts.startswith('"Hiragino Sans"')


def test_the_server_listens_on_this_computer_only(visit: Any) -> None:
    visit.open()
    listening = "0A"
    rows = [
        row.split()
        for table in ("tcp", "tcp6")
        for row in Path(f"/proc/net/{table}").read_text().splitlines()
    ]
    port = f"{visit.server.port:04X}"
    hosts = {row[1].split(":")[0] for row in rows if row[1].endswith(f":{port}") and row[3] == listening}
    assert hosts == {"0100007F"}


def test_one_key_opens_the_passage_highlighted_and_in_sight_and_escape_closes_it(visit: Any) -> None:
    visit.open()
    visit.ask(QUESTION)
    assert re.match(r"\[1\] ?現行 ?2026年1月19日", sources(visit).first.inner_text())
    sources(visit).first.focus()
    visit.page.keyboard.press("Enter")
    dialog = visit.page.get_by_role("dialog")
    mark = dialog.locator("mark")
    mark.wait_for()
    (turn,) = visit.server.store.turns(visit.page.url.rpartition("c=")[2])
    quoted = turn.answer["citations"][0]
    assert mark.evaluate("element => element.textContent") == quoted["quote"]
    assert "40,000社" in quoted["quote"]
    expect(dialog).to_contain_text("中小企業庁")
    visit.page.wait_for_timeout(300)
    assert is_in_sight(mark)
    visit.page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)


def test_the_passage_stays_in_sight_when_the_whole_page_is_shown(visit: Any) -> None:
    visit.open()
    visit.ask(QUESTION)
    sources(visit).first.click()
    dialog = visit.page.get_by_role("dialog")
    dialog.locator("mark").wait_for()
    part = len(dialog.locator(".shien-page").inner_text())
    dialog.get_by_text("ページ全体を表示する").click()
    expect(dialog.get_by_text("（後略）")).to_have_count(0)
    visit.settle()
    visit.page.wait_for_timeout(300)
    assert len(dialog.locator(".shien-page").inner_text()) > part
    assert is_in_sight(dialog.locator("mark"))


def test_enter_that_ends_a_conversion_does_not_send(visit: Any) -> None:
    visit.open()
    box = visit.page.get_by_test_id("stChatInputTextArea")
    box.focus()
    visit.page.evaluate(
        "window.composing = []; document.addEventListener('keydown', key => composing.push(key.isComposing), true)"
    )
    keyboard = visit.page.context.new_cdp_session(visit.page)
    enter = {"key": "Enter", "code": "Enter", "windowsVirtualKeyCode": 13, "text": "\r"}
    keyboard.send("Input.imeSetComposition", {"text": "ほじょりつ", "selectionStart": 5, "selectionEnd": 5})
    keyboard.send("Input.dispatchKeyEvent", {"type": "keyDown", **enter})
    keyboard.send("Input.dispatchKeyEvent", {"type": "keyUp", **enter})
    visit.settle()
    assert visit.page.evaluate("window.composing") == [True]
    expect(visit.page.get_by_test_id("stChatMessage")).to_have_count(0)
    keyboard.send("Input.insertText", {"text": "補助率は"})
    assert "補助率は" in box.input_value()
    keyboard.send("Input.dispatchKeyEvent", {"type": "keyDown", **enter})
    visit.page.get_by_text("この回答は役に立ちましたか").wait_for()
    expect(visit.page.locator(".shien-question")).to_contain_text("補助率は")


def test_a_reload_keeps_the_conversation_and_the_verdict_on_it(visit: Any) -> None:
    visit.open()
    visit.ask(QUESTION)
    shown = visit.page.get_by_test_id("stChatMessage").all_inner_texts()
    visit.page.get_by_role("radio", name="役に立った").or_(
        visit.page.get_by_role("button", name="役に立った", exact=True)
    ).first.click()
    visit.settle()
    visit.page.reload()
    visit.page.get_by_text("この回答は役に立ちましたか").wait_for()
    visit.settle()
    assert visit.page.get_by_test_id("stChatMessage").all_inner_texts() == shown
    (turn,) = visit.server.store.turns(visit.page.url.rpartition("c=")[2])
    assert turn.rating == "good"


def test_text_of_documents_and_people_has_no_effect(visit: Any) -> None:
    visit.open(seeded_conversation(visit))
    messages = visit.page.get_by_test_id("stChatMessage")
    expect(messages.last).to_contain_text(MONEY)
    expect(messages.first).to_contain_text(EVIL)
    expect(messages.last).to_contain_text("- 箇条書きではない")
    powers = "del, s, strike, strong, em, code, pre, li, h1, h2, a, img, .katex, script"
    expect(messages.locator(f".shien-text :is({powers})")).to_have_count(0)
    sources(visit).first.click()
    dialog = visit.page.get_by_role("dialog")
    expect(dialog.locator("mark")).to_have_text(f"{MONEY}{EVIL}")
    expect(dialog.locator("h3")).to_have_text(f"[1] 題{EVIL}")
    expect(visit.page.locator("del, s, strike, .katex, img[src=x]")).to_have_count(0)
    labels = [sources(visit).first, visit.page.locator("[class*=st-key-conversation-] button").first]
    assert all("<script>" in label.inner_text() for label in labels)
    assert visit.page.evaluate("window.broken") is None


@in_a_low_window
def test_a_refusal_opens_in_sight_with_what_is_missing(visit: Any) -> None:
    visit.open()
    visit.ask(QUESTION)
    visit.ask(UNANSWERABLE)
    refusal = visit.page.locator(".shien-refusal")
    expect(refusal).to_contain_text("書かれていません")
    visit.page.wait_for_timeout(600)
    expect(refusal).to_be_in_viewport(ratio=1)
    expect(visit.page.get_by_text("確認先")).to_have_count(1)


@in_a_low_window
def test_that_a_question_is_too_long_is_told_in_sight(visit: Any) -> None:
    visit.open()
    visit.ask(QUESTION)
    entry = visit.page.get_by_label("質問を入力してください")
    entry.fill("あ" * 4_100)
    entry.press("Enter")
    problem = visit.page.locator(".shien-problem")
    expect(problem).to_contain_text("質問が長すぎます")
    visit.page.wait_for_timeout(600)
    expect(problem).to_be_in_viewport(ratio=1)


@on_a_telephone
def test_a_telephone_shows_everything_without_scrolling_sideways(visit: Any) -> None:
    visit.open()
    visit.ask(QUESTION)
    width = "[document.documentElement.scrollWidth, document.querySelector('.stMain').scrollWidth]"
    assert max(visit.page.evaluate(width)) <= 390
    sources(visit).first.click()
    mark = visit.page.get_by_role("dialog").locator("mark")
    mark.wait_for()
    visit.page.wait_for_timeout(300)
    assert is_in_sight(mark)
    assert max(visit.page.evaluate(width)) <= 390


@on_a_telephone
def test_hostile_text_does_not_widen_a_telephone(visit: Any) -> None:
    visit.open(seeded_conversation(visit))
    assert visit.page.evaluate("document.querySelector('.stMain').scrollWidth") <= 390


@in_the_dark
def test_dark_mode_is_followed_and_the_highlight_stays_readable(visit: Any) -> None:
    visit.open()
    visit.ask(QUESTION)
    ground = visit.page.locator(".stApp").evaluate("element => getComputedStyle(element).backgroundColor")
    assert brightness(ground) < 60
    sources(visit).first.click()
    mark = visit.page.get_by_role("dialog").locator("mark")
    mark.wait_for()
    on, of = mark.evaluate(
        "element => [getComputedStyle(element).backgroundColor, getComputedStyle(element).color]"
    )
    assert brightness(on) - brightness(of) > 150


def brightness(colour: str) -> float:
    """Mean of red, green and blue, 0 to 255, of a colour as the browser reports it."""
    return sum(float(part) for part in re.findall(r"[\d.]+", colour)[:3]) / 3


def test_an_answer_is_copied_with_its_sources_and_the_consultation_saved(visit: Any) -> None:
    visit.open()
    visit.ask(QUESTION)
    visit.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    visit.page.get_by_role("button", name="回答をコピー").click()
    visit.page.get_by_role("button", name="コピー", exact=True).click()
    visit.page.get_by_role("button", name="コピーしました").wait_for()
    copied = visit.page.evaluate("navigator.clipboard.readText()")
    assert "\n出典\n[1] " in copied and "現行" in copied
    visit.page.keyboard.press("Escape")
    with visit.page.expect_download() as saved:
        visit.page.get_by_role("button", name="この相談を文書で保存").click()
    text = saved.value.path().read_text(encoding="utf-8")
    assert QUESTION in text and copied in text
    assert re.fullmatch(r"相談_\d{4}-\d\d-\d\d\.txt", saved.value.suggested_filename)
