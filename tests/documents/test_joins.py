"""Sentences cut by line ends and page breaks: which are joined, and which lines never."""

from __future__ import annotations

import pytest

from assistant.documents.joins import (
    cut_paragraphs,
    display_width,
    joins_across_blank,
    joins_next_line,
    vertical_runs,
    wrapped_line_ends,
)

WRAPPED = "○中小企業景況調査によれば、中小企業の業況は、持ち直しの動きが見られるものの、弱い動"


def _without(text: str, ranges: list[tuple[int, int]]) -> str:
    for start, end in reversed(ranges):
        text = text[:start] + text[end:]
    return text


def _unwrapped(text: str) -> str:
    return _without(text, wrapped_line_ends(text))


def test_a_sentence_wrapped_inside_a_word_becomes_one_line() -> None:
    following = "きを示した業種もあるなど、依然として厳しい状況にある。"
    assert _unwrapped(f"{WRAPPED}\n{following}") == WRAPPED + following


def test_a_sentence_wrapped_over_three_lines_becomes_one_line() -> None:
    lines = [
        "雇用情勢が悪化する中でも、雇用を維持、増加してくれる",
        "中小企業を全国から1,400社募り、昨年 1月16日の経済",
        "財政諮問会議において経済産業大臣より紹介。",
    ]
    assert _unwrapped("\n".join(lines)) == "".join(lines)


def test_the_indent_of_a_wrapped_line_goes_with_its_line_end() -> None:
    assert _unwrapped(f"{WRAPPED} \n　きを示した。") == f"{WRAPPED}きを示した。"


def test_a_space_stays_between_two_latin_words() -> None:
    assert (
        _unwrapped("Innovation Ecosystem Platform \nof regions") == "Innovation Ecosystem Platform of regions"
    )


@pytest.mark.parametrize(
    "text",
    [
        "１．中小企業を守るための資金繰りの対策等の取組\n資金繰りを支援する。",
        "新たな需要の創出・獲得に向けて着目する領域\n- これらの取組を支援する",
        "・受発注取引関係からなる中小企業間の分業の促進\n・異業種の連携の促進",
        "公募期間は令和２年４月から令和２年６月までの予定\n補助率：３分の２",
        "イノベーションネットの新たな運営の方針の検討\n(1) 経緯",
        "斎藤直\t公益財団法人石川県産業創出支援機構\t副理事長\n今喜典\t公益財団法人二十一あおもり\t理事長",
        "緊急保証 ６兆円 ２０兆円 ３０兆円 ３６兆円\nセーフティネット貸付",
        "小規模事業者への無担保・無保証融資、雇用の維持等\n次の施策を講じる。",
        "発明届出\n１件あたり\n研究費",
        "依然として厳しい状況にあることが見て取れる。\n次に進む。",
        "- ・議事：運営委員会における主な議論の整理について\n今後のWGの進め方について\nその他",
        "令和５年５月\n中小企業のイノベーション",
    ],
)
def test_headings_list_items_labels_and_table_rows_are_never_joined(text: str) -> None:
    assert wrapped_line_ends(text) == []


def test_a_short_line_below_a_wide_one_has_ended_and_is_not_joined() -> None:
    wide = "中小企業の連携や各地の魅力を活用した新製品及び新しいサービスの開発支援の推進"
    assert not joins_next_line("中小企業の経営課題の解決に向けた支援", "商店街の支援", display_width(wide))


def test_a_short_line_that_ends_in_a_particle_goes_on() -> None:
    assert joins_next_line("日本の企業規模別の", "プロダクト・イノベーション実現率", 80)
    assert not joins_next_line("日本の企業の規模別", "プロダクト・イノベーション実現率", 80)
    assert not joins_next_line("独創性のあるもの", "新規性のあるもの", 80)


def test_the_shortest_lines_are_labels_of_a_drawing_even_with_a_particle() -> None:
    assert not joins_next_line("資源の", "有効な組合せ", 80)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("投資収縮による資産価格の下落に合わせ、全国に散", "らばっている施設がある。"),
        (
            "なおWGでは、イノベーションネットの今後のあり方について以下の事項に",
            "ついて審議し、報告することとされた。",
        ),
        ("大手企業の新規事業開発ニーズに対して、ベンチャー企業の技", "術・サービスを活用した支援を行う。"),
        (
            "会員、幹事機関、関係府省等において実施する研修や活用促進等の事業の",
            "実施に協力するとともに、調査を行う。",
        ),
        ("- 地域の支援機関や金融機関などとの大同団結によ", "りオープンイノベーションを推進する"),
    ],
)
def test_a_sentence_cut_by_a_page_break_is_joined(before: str, after: str) -> None:
    assert joins_across_blank(before, after)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("新たな需要の創出・獲得に向けて着目する4つの領域", "これらの取組は次のとおりである。"),
        ("中小企業におけるイノベーションの実施の状況", "一方、イノベーション活動に取り組む企業は少ない。"),
        ("1. 今後のイノベーションネットのあり方に関する検討", "イノベーションネットは、発足した。"),
        ("これまでの取組は、一定の成果を挙げてきたと言える。", "らばっている施設がある。"),
        ("これまでの取組は、一定の成果を挙げてきており", "(2) 運営の方針"),
        ("これまでの取組は、一定の成果を挙げてきており", "・会員の拡大。"),
        ("これまでの取組は、一定の成果を挙げてきており", "項目\t内容。"),
        ("資金繰り支援", "それでは、次に進みます。"),
        ("- 人材の確保、販路の開拓、資金の調達と設備", "投資を進める企業がある。"),
        ("産学官の皆さまに広くご参加をいただいた交流の会", "もの作りの現場から学ぶ。"),
        ("次世代電池の研究による抜本的な高性能化の実現", "くらし・動力・産業の低炭素革命集中実施"),
    ],
)
def test_a_finished_paragraph_or_a_heading_is_not_joined_to_the_next(before: str, after: str) -> None:
    assert not joins_across_blank(before, after)


def test_the_blank_line_of_a_page_break_goes_and_other_blank_lines_stay() -> None:
    text = "実施する休業は、労使の協定に合わせ、全国に散\n\n \nらばっている。\n\n次の段落です。"
    assert _without(text, cut_paragraphs(text)) == (
        "実施する休業は、労使の協定に合わせ、全国に散らばっている。\n\n次の段落です。"
    )


def _upright(text: str) -> str:
    return _without(text, vertical_runs(text))


@pytest.mark.parametrize(
    ("drawn", "word"),
    [
        ("イ\nノ\nベ\nー\nシ\nョ\nン", "イノベーション"),
        ("ポ\nイ\nン\nト\n", "ポイント\n"),
        ("（医\n療\n・\n介\n護\n）", "（医療・介護）"),
        ("電\n気\n・電\n子", "電気・電子"),
        ("幹\n\n事\n\n機\n\n関", "幹事機関"),
        ("幹\n\n事\n\n会", "幹事会"),
        ("県\n内\n\n外\n技\n術\n者\nの\n交\n流", "県内外技術者の交流"),
    ],
)
def test_a_word_written_downwards_becomes_one_line(drawn: str, word: str) -> None:
    assert _upright(drawn) == word


def test_words_written_downwards_side_by_side_stay_words_of_their_own() -> None:
    assert _upright("新\n事\n業\n\n新\n産\n業") == "新事業\n\n新産業"
    assert _upright("化\n学\n\n機\n械\n\n材\n料") == "化学\n\n機械\n\n材料"
    assert _upright("産\n\n産\n") == "産\n\n産\n"


@pytest.mark.parametrize("text", ["1\n2\n3", "１\n２", "A\nB", "国", "大学\n企業", "国\n大学\n県", ""])
def test_figures_letters_and_longer_lines_are_not_vertical_text(text: str) -> None:
    assert vertical_runs(text) == []


@pytest.mark.parametrize(("line", "columns"), [("補助率2/3", 9), ("  ｶﾅ  ", 2), ("", 0), ("※１", 4)])
def test_full_width_characters_take_two_columns(line: str, columns: int) -> None:
    assert display_width(line) == columns


def test_a_title_above_labelled_lines_heads_no_table_of_them() -> None:
    from assistant.documents.headings import begins_spaced_table

    assert not begins_spaced_table(
        ["高度化協議会　第２回会議　議事録", "日時　令和７年９月１８日（木）　13時30分から16時15分まで"]
    )
    assert begins_spaced_table(["区分 助成率 上限額", "一般枠 1/2 50万円"])


def test_labels_of_a_leaflet_begin_lines_of_their_own_and_prose_goes_on() -> None:
    text = "相談会のご案内（市内の中小企業の皆さま）\n日時 2026年12月3日（木）13時30分から16時\n会場 産業史料館 会議室\n"
    assert wrapped_line_ends(text) == []
    wrapped = "この補助金は、当該年度の予算の\n上限額 に達した時点で受付を終了しますので、お早めにご相談ください。\n"
    assert len(wrapped_line_ends(wrapped)) == 1


@pytest.mark.parametrize("opening", ["1 はじめに", "１．はじめに", "５　おわりに"])
def test_a_heading_that_ends_in_a_particle_is_not_joined_to_the_text_below_it(opening: str) -> None:
    assert not joins_next_line(opening, "当センターは、昭和48年に開所しました。", widest=60)
