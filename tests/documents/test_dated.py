"""When a document is of: the day it gives itself, was last revised, or takes effect."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from assistant.documents.catalogue import describe
from assistant.documents.dated import date_of_page, holds_from
from assistant.documents.pages import RawPage

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("景況調査の結果\n2026年10月14日\n業種 件数\n2020年 100件", "2026-10-14"),
        ("募集案内（令和8年度）\n募集期間 令和8年5月12日から", "2026"),
        (
            "件数のまとめ\n" + "数字の説明\n" * 8 + "2020年 100件",
            None,
        ),  # a year in a table is no date of the page
        ("件数のまとめ\n" + "数字の説明\n" * 8 + "令和8年3月1日 発行", "2026-03-01"),
        ("締切は2026年11月30日です", None),
        ("補助金のご案内（令和8年度）\n発行日: 2026年4月1日", "2026-04-01"),
        ("補助金のご案内（令和8年度）\n令和8年5月20日\n受付 令和8年6月1日から", "2026-05-20"),
        ("セミナーのご案内\n日時 令和9年1月20日（水）14時から", None),  # announced, not yet held
        ("セミナーのご案内\n日時 令和9年1月20日（水）\n（2026年11月1日 作成）", "2026-11-01"),
        ("会議の記録\n2026年2月30日", "2026-02"),  # a slip: the month is still told
    ],
)
def test_a_page_is_dated_by_what_it_says_of_itself(text, iso) -> None:
    assert date_of_page(text, TODAY) == iso


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("補助金要綱\n令和8年4月1日施行　令和8年10月1日一部改正", "2026-10-01"),
        ("補助金要綱\n令和8年4月1日施行", "2026-04-01"),
        ("補助金要綱\n制定 令和5年4月1日\n改正 令和6年4月1日\n改正 令和8年10月1日", "2026-10-01"),
        ("規程\n平成20年4月1日 告示第12号\n令和8年10月1日 告示第30号 一部改正", "2026-10-01"),
        ("要綱\n第1条\n附則\nこの要綱は、令和5年4月1日から施行する。\n附則\nこの要綱は、令和8年10月1日から施行する。", "2026-10-01"),
        ("料金表\n令和8年4月1日から適用", "2026-04-01"),
        ("料金表（令和8年4月1日から適用）", "2026-04-01"),
        ("料金表\n適用日：2026/4/1", "2026-04-01"),
        ("料金表（R8.10.1改定）", "2026-10-01"),
        ("料金表\n令和8年4月1日改定\n発行日 令和8年6月1日", "2026-06-01"),
        ("補助金要綱\n令和8年4月1日施行　令和9年1月1日一部改正", "2026-04-01"),  # that is still to come
    ],
)  # fmt: skip
def test_a_paper_that_holds_from_a_day_on_is_of_its_last_one(text: str, iso: str) -> None:
    assert date_of_page(text, TODAY) == iso


@pytest.mark.parametrize(
    "day", ["令和8年7月10日", "日時：令和8年7月10日（金）14時から16時", "第3回 理事会 令和8年7月10日（金）"]
)
def test_minutes_are_of_their_own_day_not_of_the_rules_they_tell_of(day: str) -> None:
    assert (
        date_of_page(f"理事会 議事録\n{day}\n会則 令和7年4月1日改正\n異議なく承認された。", TODAY)
        == "2026-07-10"
    )
    revised = f"会則\n{day.replace('8年7月', '7年3月')}\n会則 令和8年4月1日改正"
    assert date_of_page(revised, TODAY) == "2026-04-01"


def test_what_a_long_line_tells_at_its_end_is_read() -> None:
    days = "令和5年4月1日 " * 400
    assert holds_from(f"{days}会員の皆様へ 令和9年1月1日改正") == "2027-01-01"


@pytest.mark.parametrize(
    "text",
    [
        "補助金のご案内\n募集期間 令和8年4月1日から",
        "補助金のご案内\n令和8年4月1日から令和8年9月30日まで",
        "推進法（令和8年4月1日改正）のご案内",
        "「推進法」（平成22年法律第34号。令和3年改正）の概要",
    ],
)
def test_a_period_of_applications_and_the_day_of_a_law_date_no_paper(text: str) -> None:
    assert date_of_page(text, TODAY) is None and holds_from(text) is None


def test_what_is_to_hold_from_a_day_to_come_is_known() -> None:
    assert holds_from("料金表\n令和9年1月1日から適用（改定版）") == "2027-01-01"
    assert holds_from("補助金要綱\n令和8年4月1日施行　令和9年1月1日一部改正") == "2027-01-01"


def test_an_edition_in_the_name_of_a_file_dates_it() -> None:
    meta = describe(Path("設備補助金要綱_R8.10改正.docx"), Path("."), None, [RawPage("設備補助金要綱")], "")
    assert meta.published == "2026-10"


@pytest.mark.parametrize(
    ("top", "day"),
    [
        ("工業技術センター　職員担当一覧 2026/10/01現在　※外部配布不可\n部\t氏名\t内線", "2026-10-01"),
        ("登録専門家名簿（R8.6.1更新）\n氏名\t分野", "2026-06-01"),
        ("手数料表\n納期 2026/10/01まで", None),
        ("よくある質問（職員用 Ver.6）\n企画支援室 最終更新 2026/9/28", "2026-09-28"),
        ("ものづくり試験センター 手数料（R8.4.1〜）\nコード\t試験", "2026-04-01"),
        ("講習会一覧（令和8年度下期 11月～3月）\nNo.\t講座名", "2026"),
    ],
)
def test_a_short_date_at_the_top_that_says_what_it_is_dates_the_paper(top: str, day: str | None) -> None:
    assert date_of_page(top, date(2026, 11, 23)) == day
