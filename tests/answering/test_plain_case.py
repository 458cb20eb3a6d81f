"""Sums that must not be made: steps, first hours, deposits, denials, two groups, rules for some things, other years and events."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import assistant
from assistant.answering.own_case.plain_case import is_plain
from assistant.settings import Settings

if TYPE_CHECKING:
    from pathlib import Path

PAPERS = {
    "刊行物.md": "# 市の刊行物\n\n| 品名 | 価格 |\n|---|---|\n| 地図 | 1部 700円 |\n| 報告書 | 1冊 1,500円 |\n\n地図は10部以上で1部600円とします。\n",
    "自転車.md": "# 自転車の貸出し\n\n| 車種 | 3時間まで | 以後1時間ごと |\n|---|---|---|\n| 電動自転車 | 900円 | 250円 |\n",
    "事務所.txt": "創業支援オフィス 使用料\n個室A 月額30,000円\n敷金 使用料の2か月分\n",
    "手数料.txt": (
        "産業技術センター 手数料表\n引張試験 1件につき 2,200円\n硬さ試験 1点につき 1,500円\n成績書の複本 1通につき 400円\n"
        "県外の企業は上記の額の5割増しとする。\n中小企業者は、硬さ試験及び引張試験に限り3割引とする。\n"
    ),
    "公民館.txt": "中央公民館 使用料\n講堂 1時間 3,000円\n土曜日・日曜日・祝日は2割増しとします。\n",
    "貸出.csv": "品名,1日,1週間\nプロジェクター,2000円,8000円\n",
    "補助金.txt": "令和8年度 展示会出展補助金\n補助率は対象経費の2分の1、上限は30万円です。\n補助対象経費が20万円未満の事業は対象としません。\n",
    "納付.txt": "利用申込み\n使用料は、利用許可の日から14日以内に納めてください。\n",
}


@pytest.mark.parametrize(
    ("paper", "question", "computed"),
    [
        ("刊行物.md", "地図を12部買うといくら", ""),
        ("自転車.md", "電動自転車を3時間借りるといくら", ""),
        ("事務所.txt", "個室Aを6か月借りるといくら", ""),
        ("手数料.txt", "県外ではないのですが引張試験を3件でいくら", ""),
        ("手数料.txt", "県外に支店がある県内の企業が引張試験を3件でいくら", ""),
        ("手数料.txt", "中小企業者が成績書の複本を2通頼むといくら", ""),
        ("手数料.txt", "県外の大学が引張試験を2件でいくら", ""),
        ("手数料.txt", "引張試験2件と硬さ試験4点でいくら", "1万400円"),
        ("公民館.txt", "土曜に下見をして、月曜に講堂を2時間使うといくら", ""),
        ("公民館.txt", "土曜には使いません。講堂を2時間でいくら", ""),
        ("公民館.txt", "11月28日に講堂を2時間でいくら", ""),
        ("公民館.txt", "講堂を土曜に3時間でいくら", "1万800円"),
        ("貸出.csv", "プロジェクターを10日借りるといくら", ""),
        ("補助金.txt", "経費が15万円ならいくらもらえますか", ""),
        ("補助金.txt", "令和7年度に経費40万円ならいくらもらえますか", ""),
        ("補助金.txt", "経費が40万円ならいくらもらえますか", "20万円"),
        ("納付.txt", "6月20日に申し込みました。使用料はいつまでに納めますか", ""),
        ("納付.txt", "6月20日に許可が出ました。使用料はいつまでに納めますか", "7月4日"),
    ],
)
def test_a_sum_is_made_only_where_no_term_of_the_page_may_change_it(
    tmp_path: Path, paper: str, question: str, computed: str
) -> None:
    file = tmp_path / paper
    file.write_text(PAPERS[paper], encoding="utf-8")
    settings = Settings(home=tmp_path / "shien")
    assistant.ingest([file], settings)
    with assistant.open_assistant(settings) as shien:
        made = [
            line for line in shien.ask(question, engine="extractive").text.splitlines() if "計算:" in line
        ]
    assert (computed in made[0]) if computed else made == []


@pytest.mark.parametrize(
    ("question", "plain"),
    [
        ("会員じゃない人が会議室を2時間使うといくら", True),
        ("会員ではありませんが、会議室を2時間でいくら", False),
        ("会員だけど非会員の友人と会議室を2時間でいくら", False),
        ("元会員が会議室を2時間でいくら", False),
        ("県内企業が硬さ試験を4点でいくら", True),
    ],
)
def test_denials_and_two_groups_are_no_plain_case(question: str, plain: bool) -> None:
    assert is_plain(question) is plain
