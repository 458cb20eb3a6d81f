"""The path of headings above every sentence."""

from __future__ import annotations

import pytest
from document_samples import PROPERTY, kinds, long_page_lines, section_of
from hypothesis import given

from assistant.documents.outline import MAX_PATH, heading_only, outline_page
from assistant.types import Kind

REPORT = """第1章 総則

1. 改訂の趣旨

(1) 経緯

改訂の経緯を述べる文である。

① 取組の方向性

方向性を述べる文である。

【幹事】

- 幹事の名を挙げる

2. 今後の進め方

進め方を述べる文である。
"""


@pytest.mark.parametrize(
    ("sentence", "path"),
    [
        ("改訂の経緯を述べる文である。", ("第1章 総則", "1. 改訂の趣旨", "(1) 経緯")),
        ("方向性を述べる文である。", ("第1章 総則", "1. 改訂の趣旨", "(1) 経緯", "① 取組の方向性")),
        ("幹事の名を挙げる", ("第1章 総則", "1. 改訂の趣旨", "(1) 経緯", "① 取組の方向性", "【幹事】")),
        ("進め方を述べる文である。", ("第1章 総則", "2. 今後の進め方")),
    ],
)
def test_a_sentence_stands_under_every_open_heading(sentence: str, path: tuple[str, ...]) -> None:
    assert section_of(REPORT, sentence) == path


def test_a_path_names_the_innermost_headings_when_there_are_too_many() -> None:
    text = "\n\n".join(
        ["第1章 総則", "Ⅰ 目的", "1. 趣旨", "1-1 経過", "(1) 経緯", "① 方向", "本文を述べる文である。"]
    )
    path = section_of(text, "本文を述べる文である。")
    assert path == ("Ⅰ 目的", "1. 趣旨", "1-1 経過", "(1) 経緯", "① 方向")
    assert len(path) == MAX_PATH


def test_headings_stay_open_over_a_page_break() -> None:
    _, stack = outline_page("1. 趣旨\n\n(1) 経緯\n\n前のページの文。", "report", (), ())
    sections, _ = outline_page("次のページの文。\n\n(2) 構成\n\n構成の文。", "report", stack, ())
    assert [section.path for section in sections] == [("1. 趣旨", "(1) 経緯"), ("1. 趣旨", "(2) 構成")]


def test_a_short_line_alone_above_a_sentence_is_a_heading_without_a_number() -> None:
    text = "1. 阻害要因\n\n能力のある人材不足\n\n- 糸口が見いだせないことが多い。\n"
    assert section_of(text, "糸口が見いだせない") == ("1. 阻害要因", "能力のある人材不足")


def test_the_last_line_of_a_paragraph_is_no_heading() -> None:
    text = "1. 阻害要因\n\n次のものが足りない\n能力のある人材\n\n- 糸口が見いだせないことが多い。\n"
    assert section_of(text, "糸口が見いだせない") == ("1. 阻害要因",)


def test_phrases_counted_by_bare_numbers_are_headings_and_rows_of_a_list_are_none() -> None:
    leaflet = "設備資金のご案内\n\n1 対象者\n会員\n\n2 限度額\n500万円\n\n3 融資利率\n年1.85%（固定）\n"
    assert section_of(leaflet, "年1.85%") == ("3 融資利率",)
    second = leaflet + "\n別の資金\n\n1 対象者\n非会員\n\n2 限度額\n300万円\n\n3 融資利率\n年2.1%\n"
    assert section_of(second, "300万円") == ("2 限度額",)
    ranking = "1. 結果\n\n1 北海道\n2 青森県\n3 岩手県\n\n以上の順である。\n"
    assert section_of(ranking, "以上の順") == ("1. 結果",)


def test_a_label_of_a_drawing_is_no_heading() -> None:
    assert section_of("1. 調査\n\n2014年調査\n\n2023年調査\n\n(出典)白書2020\n", "2023年調査") == ("1. 調査",)


def test_list_entries_that_begin_with_a_number_are_items_not_headings() -> None:
    text = "1. 趣旨\n\n① 会費の見直し\n② 負担金の見直し\n③ その他の財源\n\n以上の検討を行った。"
    assert section_of(text, "負担金の見直し") == ("1. 趣旨",)


def test_markdown_headings_open_sections_without_their_marks() -> None:
    text = "# 支援策のご案内\n\n## 補助率\n\n補助率は2/3です。\n\n## 期限\n\n期限は6月末です。\n"
    assert section_of(text, "期限は6月末です。") == ("支援策のご案内", "期限")


MINUTES = """森参事官 定刻になりましたので、開会します。

続いて、資料を説明します。

【(資料4) 税制の拡充】

控除の繰越制度を復活しました。

中小機構

宮川理事長

ガイドラインを周知します。

森参事官

ありがとうございました。
"""


@pytest.mark.parametrize(
    ("sentence", "path"),
    [
        ("続いて、資料を説明します。", ("森参事官",)),
        ("控除の繰越制度を復活しました。", ("森参事官", "【(資料4) 税制の拡充】")),
        ("ガイドラインを周知します。", ("中小機構 宮川理事長",)),
        ("ありがとうございました。", ("森参事官",)),
    ],
)
def test_what_is_said_in_minutes_stands_under_its_speaker(sentence: str, path: tuple[str, ...]) -> None:
    assert section_of(MINUTES, sentence, "minutes") == path


def test_a_body_above_a_speaker_is_short_and_no_sentence() -> None:
    for above, name in [
        ("全国中小企業団体中央会の本部", "全国中小企業団体中央会の本部 森会長"),
        ("全国中小企業団体中央会の本部等", "森会長"),
    ]:
        assert section_of(f"{above}\n\n森会長\n\n始めます。", "始めます。", "minutes") == (name,)


@pytest.mark.parametrize("above", ["1. 開会", "【議題2】", "○報告事項", "越智政務官"])
def test_a_heading_or_another_speaker_above_a_speaker_is_not_taken_for_a_body(above: str) -> None:
    text = f"{above}\n\n森参事官\n\nそれでは始めます。\n"
    assert section_of(text, "それでは始めます。", "minutes")[-1] == "森参事官"


@pytest.mark.parametrize(
    "line",
    [
        "事務局長からの報告です。",
        "越智政務官、ありがとうございます。",
        "長い名前のついた会議体の事務局の担当の部長",
    ],
)
def test_a_sentence_that_names_an_office_is_no_speaker(line: str) -> None:
    assert section_of(f"森参事官\n\n始めます。\n\n{line}\n\n続けます。", "続けます。", "minutes") == (
        "森参事官",
    )


def test_outside_minutes_nobody_speaks() -> None:
    assert section_of("森参事官 定刻になりました。", "定刻になりました。") == ()


def test_a_slides_doubled_title_holds_for_the_whole_page_though_it_stands_below() -> None:
    text = "・休業手当を国が支給します。\n\n雇用を守る\n"
    sections, stack = outline_page(text, "slides", ((30, "前のスライド"),), ("雇用を守る",))
    assert [section.path for section in sections] == [("雇用を守る",)]
    assert stack == ((5, "雇用を守る"),)


def test_a_slide_without_a_doubled_title_is_named_by_its_first_line() -> None:
    sections, _ = outline_page("産学官連携の状況\n\n共同研究は増加しています。", "slides", (), ())
    assert sections[0].path == ("産学官連携の状況",)


def test_on_a_slide_circled_numbers_are_items_and_arabic_numbers_sections() -> None:
    text = "①連携の充実\n\n充実を図ります。\n\n１．雇用を守る\n\n手当を支給します。"
    assert section_of(text, "充実を図ります。", "slides") == ()
    assert section_of(text, "手当を支給します。", "slides") == ("１．雇用を守る",)


def test_a_heading_without_a_body_belongs_to_the_section_below_it() -> None:
    sections, _ = outline_page("1. 趣旨\n\n(1) 経緯\n\n本文です。", "report", (), ())
    assert [(section.start, section.path) for section in sections] == [(0, ("1. 趣旨", "(1) 経緯"))]
    assert heading_only("1. 趣旨", ("1. 趣旨",))
    assert not heading_only("本文です。", ("1. 趣旨",))


@PROPERTY
@given(long_page_lines, kinds)
def test_sections_are_in_order_and_leave_nothing_out(text: str, kind: Kind) -> None:
    sections, _ = outline_page(text, kind, (), ())
    position = 0
    for section in sections:
        assert position <= section.start < section.end
        assert not text[position : section.start].strip()
        assert len(section.path) <= MAX_PATH
        position = section.end
    assert not text[position:].strip()


RULES = """（申込み）
第６条　派遣を受けようとする者は、次に掲げる書類を提出しなければならない。
　(1) 派遣申込書
　(2) 課題整理シート
　(3) 決算書の写し

（謝金等）
第７条　謝金は、１回につき２２，０００円とする。
"""
LEAFLET = """■ 手続の順序
1．商工会で確認印をもらう
2．申請書類を提出する
3．補助金の支払
届いた日から30日以内に支払います。
◎内容
　第１回　創業の心構え
◎会場　商工会議所
◎締切　5月22日（金）
修了証をお渡しします。
"""


WHO = """【対象者】
① 県内の中小企業
② 県内の個人事業主
【対象外の者】
① 市税を滞納している者
② 暴力団関係者
"""
CASES = """2. 支援の例

事例1 A社の改装

A社は店を改めた。

事例2 B社の値上げ

B社は値を上げた。

3. まとめ

おわりに述べる。
"""
LETTER = """目次
[1] 動向の調査
[2] 創業塾の受講生
[3] 連休の窓口
----------
[2] 創業塾の受講生
----------
◎日程　6月6日から毎週土曜
◎会場　商工会議所３階
----------
[3] 連休の窓口
----------
窓口を休みます。
"""
SOURCES = """白書を見た。
[1] 中小企業の白書
以上の資料による。
"""


@pytest.mark.parametrize(
    ("text", "sentence", "path"),
    [
        (RULES, "第７条", ("（謝金等）",)),  # not under the last paper of the article before
        (RULES, "派遣を受けようとする者", ("（申込み）",)),
        (LEAFLET, "届いた日から", ("■ 手続の順序",)),  # not under its last step
        (LEAFLET, "創業の心構え", ("◎内容",)),
        (WHO, "暴力団関係者", ("【対象外の者】",)),  # items stand under the bracket above them
        (WHO, "県内の中小企業", ("【対象者】",)),
        (CASES, "おわりに述べる", ("3. まとめ",)),  # a case is part of a chapter
        (CASES, "B社は", ("2. 支援の例", "事例2 B社の値上げ")),
        (LETTER, "6月6日から", ("[2] 創業塾の受講生",)),
        (LETTER, "窓口を休みます", ("[3] 連休の窓口",)),
        (SOURCES, "以上の資料による", ()),
        (LEAFLET, "修了証を", ()),  # a label and its value end what stood above them
    ],
)
def test_an_item_of_a_list_heads_nothing(text: str, sentence: str, path: tuple[str, ...]) -> None:
    assert section_of(text, sentence) == path
