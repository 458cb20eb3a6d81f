"""Takes the pictures of docs/screenshots anew, each as the page is after the steps that stand here.

    PYTHONPATH=. .venv/bin/python tests/e2e/screenshots.py --report RUN/report.html [NAME…]

Without names all of them, without a report all but ``evaluation``. The index and the conversations are made for it.
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from conftest import Server, Visitor, serving
from PIL import Image
from playwright.sync_api import Browser, expect, sync_playwright

import assistant
from assistant.settings import PROJECT_ROOT, Settings

FOLDER = PROJECT_ROOT / "docs" / "screenshots"
CHROMIUM = "/usr/bin/chromium"
FIRST = 120_000
"""Milliseconds to the first answer of a server that has just started."""
WIDE, TELEPHONE = (1280, 800), (390, 780)
TAX = "赤字の会社でも使える研究開発の税制はありますか"
INQUIRY = (
    "従業員30人の精密加工、2期赤字、でも試験研究は続けてる。大学とも話が出てる。来年度に5軸の機械も入れたい"
)


@dataclass(frozen=True)
class Picture:
    """One file: the window, and what is done in it before it is taken."""

    name: str
    size: tuple[int, int]
    steps: Callable[[Visitor], None]
    dark: bool = False


def nothing_asked(visit: Visitor) -> None:
    visit.open()


def asked(question: str) -> Callable[[Visitor], None]:
    """Ask a question, and wait until it stands at the top of the window."""

    def steps(visit: Visitor) -> None:
        visit.open()
        visit.ask(question)
        visit.page.wait_for_timeout(4_000)

    return steps


def source_opened(visit: Visitor) -> None:
    asked(TAX)(visit)
    visit.page.locator("[class*=st-key-source-] button").nth(1).click()
    visit.page.get_by_role("dialog").locator("mark").wait_for()
    visit.settle()
    visit.page.wait_for_timeout(500)


def searched(visit: Visitor) -> None:
    visit.page.goto(f"{visit.server.address}/measures")
    visit.page.get_by_label("相談の内容（聞いたまま、話し言葉で）").fill(INQUIRY)
    visit.page.keyboard.press("Control+Enter")
    visit.page.locator(".shien-measure-head").first.wait_for()
    visit.settle()
    expect(visit.page.get_by_role("switch")).to_be_attached()
    expect(visit.page.get_by_test_id("stSkeleton")).to_have_count(0)
    visit.page.locator("textarea").first.blur()


def searched_on_a_telephone(visit: Visitor) -> None:
    searched(visit)
    visit.page.get_by_role("button", name="印刷用の表示").evaluate(
        "one => one.scrollIntoView({block: 'start'})"
    )
    visit.page.locator(".stMain").evaluate("one => one.scrollBy(0, -327)")
    visit.page.wait_for_timeout(500)


PICTURES = (
    Picture("start", WIDE, nothing_asked),
    Picture("measures", (1280, 1270), searched),
    Picture("measures-phone", (390, 1000), searched_on_a_telephone),
    Picture("answer", WIDE, asked(TAX)),
    Picture("source", WIDE, source_opened),
    Picture("refusal", WIDE, asked("Go-Tech事業の補助率は何割ですか")),
    Picture("past", WIDE, asked("中小企業緊急雇用安定助成金の支給対象は？")),
    Picture("dark", WIDE, asked("J-GoodTechは何社が使っていますか"), dark=True),
    Picture("telephone", TELEPHONE, asked("環境試験拠点はどこにできる？")),
)


def take(picture: Picture, browser: Browser, server: Server) -> None:
    """Take one picture in a window of its own."""
    width, height = picture.size
    page = browser.new_page(
        locale="ja-JP",
        viewport={"width": width, "height": height},
        color_scheme="dark" if picture.dark else "light",
    )
    page.set_default_timeout(FIRST)
    picture.steps(Visitor(page, server))
    page.screenshot(path=FOLDER / f"{picture.name}.png")
    page.close()


def take_report(file: Path, browser: Browser) -> None:
    """The upper part of a report of an evaluation, in few colours, because it is long."""
    page = browser.new_page(locale="ja-JP", viewport={"width": 1180, "height": 1985})
    page.goto(file.resolve().as_uri())
    target = FOLDER / "evaluation.png"
    page.screenshot(path=target)
    page.close()
    with Image.open(target) as picture:
        picture.convert("RGB").quantize(128, dither=Image.Dither.NONE).save(target, optimize=True)


def main() -> None:
    """Take those asked for; each on a server without conversations of the others."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME")
    parser.add_argument("--report", type=Path)
    given: Any = parser.parse_args()
    wanted = [one for one in PICTURES if not given.names or one.name in given.names]
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as made:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        if given.report:
            take_report(given.report, browser)
        assistant.ingest([], Settings(home=Path(made) / "index"))
        for picture in wanted:
            home = shutil.copytree(Path(made) / "index", Path(made) / picture.name)
            with serving(home) as server:
                take(picture, browser, server)
        browser.close()


if __name__ == "__main__":
    main()
