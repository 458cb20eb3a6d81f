"""Documents of the agency's own added in a real browser: asked, replaced by a newer edition, taken out, and each step undone."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


def _press_until_added(visit: Any, window: Any, told: str) -> None:
    """Until the file has reached the server the page says that none is chosen."""
    for _ in range(20):
        window.get_by_role("button", name="加える", exact=True).click()
        window.get_by_text(re.compile(f"{told}|選ばれていません")).wait_for(timeout=60_000)
        visit.settle()
        if window.get_by_text(told).count():
            break
    window.get_by_text(told).wait_for()
    visit.settle()


def _open_window(visit: Any) -> Any:
    """The window, opened from the side bar, which a change of the number of documents draws anew and closed."""
    way, window = (
        visit.page.get_by_role("button", name="資料を加える・外す"),
        visit.page.get_by_role("dialog"),
    )
    for _ in range(10):
        if not way.is_visible():
            visit.page.get_by_text("検索している資料").click()
            visit.settle()
        if way.is_visible():
            way.click()
            visit.settle()
        if window.count():
            break
    window.get_by_text("ファイルを選ぶ", exact=True).wait_for(timeout=60_000)
    return window


def _searched(visit: Any) -> int:
    """How many documents the side bar says are searched."""
    said = visit.page.get_by_text(re.compile(r"検索している資料（\d+件）")).inner_text()
    return int(re.sub(r"\D", "", said))


def _expect_searched(visit: Any, documents: int) -> None:
    expect(visit.page.get_by_text(f"検索している資料（{documents}件）")).to_be_visible()


def test_of_several_files_the_good_ones_are_added_each_bad_one_is_named_and_the_side_bar_counts_them(
    visit: Any, tmp_path: Path
) -> None:
    files = [tmp_path / name for name in ("きり町の案内.txt", "きり町の料金.txt", "名簿.xls", "写真.png")]
    for number, file in enumerate(files):
        file.write_text(f"きり町 会館の案内 第{number}号\n\n利用料は{number}00円です。\n", encoding="utf-8")
    visit.open()
    before = _searched(visit)
    window = _open_window(visit)
    window.locator("input[type=file]").set_input_files(files)
    _press_until_added(visit, window, "を加えました")
    expect(window.get_by_text("「きり町の案内.txt」「きり町の料金.txt」を加えました")).to_be_visible()
    left_out = window.locator(".shien-problem li")
    expect(left_out).to_have_count(2)
    expect(left_out.nth(0)).to_contain_text(re.compile("名簿.xls: .*保存し直して"))
    expect(left_out.nth(1)).to_contain_text(re.compile("写真.png: .*読める形式"))
    visit.page.keyboard.press("Escape")
    expect(window).to_have_count(0)
    visit.settle()
    _expect_searched(visit, before + 2)
    window = _open_window(visit)
    for file in files[:2]:
        window.get_by_role("button", name=f"「{file.name}」を外す").click()
        window.get_by_text(f"「{file.name}」を外しました").wait_for(timeout=60_000)
        visit.settle()
    window.get_by_role("button", name=re.compile("Close|閉じる")).click()
    expect(window).to_have_count(0)
    visit.settle()
    _expect_searched(visit, before)


def test_a_document_is_added_asked_replaced_taken_out_and_put_back(visit: Any, tmp_path: Path) -> None:
    leaflet = tmp_path / "やなぎ町の案内.txt"
    leaflet.write_text(
        "やなぎ町 看板改修補助金のご案内\n\n3 補助率\n対象経費の5分の3以内\n", encoding="utf-8"
    )
    visit.open()
    window = _open_window(visit)
    window.locator("input[type=file]").set_input_files(leaflet)
    _press_until_added(visit, window, "を加えました")
    visit.page.keyboard.press("Escape")
    expect(window).to_have_count(0)
    visit.settle()
    visit.ask("やなぎ町の看板改修補助金の補助率は？")
    expect(visit.page.locator(".shien-text").last).to_contain_text("5分の3")
    window = _open_window(visit)
    leaflet.write_text(leaflet.read_text(encoding="utf-8").replace("5分の3", "5分の4"), encoding="utf-8")
    window.locator("input[type=file]").set_input_files(leaflet)
    window.get_by_text("同じ名前で内容の違う資料").wait_for(timeout=60_000)
    expect(window.get_by_role("radio", name=re.compile("^新しいものに置き換える"))).to_be_checked()
    _press_until_added(visit, window, "置き換えました")
    window.get_by_role("button", name="前のものに戻す").click()
    window.get_by_text("前のものに戻しました").wait_for(timeout=60_000)
    window.get_by_role("button", name="「やなぎ町の案内.txt」を外す").click()
    window.get_by_text("を外しました").wait_for(timeout=60_000)
    window.get_by_role("button", name="元に戻す").click()
    window.get_by_text("を戻しました").wait_for(timeout=60_000)
    window.get_by_role("button", name="「やなぎ町の案内.txt」を外す").click()
    window.get_by_text("を外しました").wait_for(timeout=60_000)
