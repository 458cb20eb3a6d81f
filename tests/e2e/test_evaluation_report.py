"""The report of a run opened from a file in a real browser, without a network."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from assistant.opened import Assistant
from assistant.settings import Settings
from evals.dataset import load_items
from evals.html.page import html_report
from evals.report_data import report_data
from evals.run import answer_items, start_run

pytestmark = pytest.mark.browser
PLOTS = ("kind-0", "kind-1", "risk-coverage", "calibration", "latency", "lengths", "change")
SCRIPT = "<script>alert('x')</script>"
QUESTIONS = {
    "answered": ("J-GoodTechは何社が使っていますか", ["40,000社"]),
    "lacking": (f"J-GoodTechは何社が使っていますか {SCRIPT}", [f"答えにない事実{'とても' * 80}"]),
    "refused": ("火星の天気はどうですか", []),
}


@pytest.fixture(scope="module")
def file(shipped: Assistant, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The report of a run of three questions about the shipped documents, against the same run."""
    home = tmp_path_factory.mktemp("report")
    lines = [
        {
            "id": name, "split": "development", "kind": "number" if nuggets else "out_of_scope", "question": question,
            "answerable": bool(nuggets), "nuggets": [nuggets] if nuggets else [], "forbidden": [], "evidence": [],
        }
        for name, (question, nuggets) in QUESTIONS.items()
    ]  # fmt: skip
    texts = {
        "development.jsonl": "\n".join(map(json.dumps, lines)),
        "sealed.jsonl": "",
        "sections.json": "{}",
    }
    for name, text in texts.items():
        (home / name).write_text(text, encoding="utf-8")
    settings = Settings(home=home)
    run = start_run(settings, shipped, home, "development", "extractive")
    answer_items(shipped, load_items(home, "development"), run, settings, "extractive")
    (home / "report.html").write_text(html_report(report_data(run, home, run)), encoding="utf-8")
    return home / "report.html"


@pytest.fixture
def opened(browser: Browser, file: Path, request: pytest.FixtureRequest) -> Iterator[Page]:
    """The report in a window without a network and without JavaScript of its own; any complaint fails the test."""
    options: dict[str, Any] = getattr(request, "param", {})
    context = browser.new_context(offline=True, locale="ja-JP", **options)
    page = context.new_page()
    told: list[str] = []
    asked: list[str] = []
    page.on("console", lambda message: told.append(message.text))
    page.on("pageerror", lambda error: told.append(str(error)))
    page.on("request", lambda request: asked.append(request.url))
    page.goto(file.as_uri())
    yield page
    context.close()
    assert asked == [file.as_uri()] and told == []


def test_every_plot_is_there_and_has_a_name(opened: Page) -> None:
    for name in PLOTS:
        picture = opened.locator(f"svg[aria-labelledby={name}-title]")
        expect(picture).to_be_visible()
        box = picture.bounding_box()
        assert box and box["width"] >= 300 and box["height"] > 30


def test_an_item_folds_out_to_its_answer_and_shows_markup_as_text(opened: Page) -> None:
    item = opened.locator(".item").filter(has_text="lacking")
    answer = item.get_by_role("heading", name="答え", exact=True)
    expect(answer).not_to_be_visible()
    item.locator("summary").first.click()
    expect(answer).to_be_visible()
    expect(item).to_contain_text(SCRIPT)


@pytest.mark.parametrize(
    "opened", [{"viewport": {"width": 390, "height": 844}, "java_script_enabled": False}], indirect=True
)
def test_on_a_telephone_without_javascript_nothing_reaches_beyond_the_window(opened: Page) -> None:
    for summary in opened.locator("summary:visible").all():
        summary.click()
    width = opened.locator("html").evaluate("page => page.scrollWidth")
    assert width == 390
    assert opened.locator("main").bounding_box()["width"] <= 390


@pytest.mark.parametrize("opened", [{"color_scheme": scheme} for scheme in ("light", "dark")], indirect=True)
def test_the_ground_follows_the_readers_choice(opened: Page, request: pytest.FixtureRequest) -> None:
    ground = opened.locator("body").evaluate("body => getComputedStyle(body).backgroundColor")
    dark = request.node.callspec.params["opened"]["color_scheme"] == "dark"
    assert ground == ("rgb(20, 23, 27)" if dark else "rgb(255, 255, 255)")
