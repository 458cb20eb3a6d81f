"""Turns of speech that say the reverse without denying a word, and everyday ways of writing figures and days."""

from __future__ import annotations

import pytest

from assistant.grounding import check_statement


@pytest.mark.parametrize(
    ("statement", "source"),
    [
        ("外部の人材に頼っても差し支えありません。", "外部人材に頼ることは問題が多い。"),
        ("業況は厳しい状況からもはや抜け出しました。", "業況は依然として厳しい状況にある。"),
        ("表彰は今は行われていません。", "表彰は2011年度に始まり、現在も継続している。"),
        ("全国の網の意義を疑う声が出ました。", "全国の網についての評価は肯定的であった。"),
        ("企業は成績をかなり重く見ます。", "企業は成績をあまり考慮していない。"),
        ("認識はすでにそろっています。", "認識の共有が進んでいない。"),
        ("成長産業の創出にこだわります。", "成長産業の創出に固執することなく後押しする。"),
    ],
)
def test_a_turn_of_speech_that_says_the_reverse_is_seen(statement, source) -> None:
    verdict = check_statement(statement, [source])
    assert verdict.verdict == "unsupported" and any(p.kind == "polarity" for p in verdict.problems)


@pytest.mark.parametrize(
    ("statement", "source"),
    [
        ("成長産業の創出にこだわらず後押しします。", "成長産業の創出に固執することなく後押しする。"),
        ("企業は成績をそれほど重く見ていません。", "企業は成績をあまり考慮していない。"),
        ("助言するだけの立場ではなく、構想から関わります。", "助言を行うだけでなく、構想から関わる。"),
        ("要望を集めて今後も運営していきます。", "要望を集めて引き続き運営していく。"),
        ("跡継ぎがいない企業を支援します。", "後継者不在の企業を支援する。"),
        ("比率は他国に及びません。", "比率は他国より低い。"),
    ],
)
def test_a_turn_of_speech_that_says_the_same_is_no_reverse(statement, source) -> None:
    assert check_statement(statement, [source]).verdict == "supported"


@pytest.mark.parametrize(
    ("statement", "source", "right"),
    [
        ("価値の約4割を占めます。", "価値の約 4 割を占める。", True),
        ("航空機は約30,000機を超えます。", "航空機は約 3 万機超となる。", True),
        ("航空機は約20,000機を超えます。", "航空機は約 3 万機超となる。", False),
        ("約十年前より増えました。", "約10年前より増えた。", True),
        ("約三十年前より増えました。", "約10年前より増えた。", False),
        ("およそ三百のプログラムが応募しました。", "約300プログラムが応募した。", True),
        ("およそ二百のプログラムが応募しました。", "約300プログラムが応募した。", False),
        ("H30年度末までに見極めます。", "2018年度末までに見極める。", True),
        ("H29年度末までに見極めます。", "2018年度末までに見極める。", False),
        ("六月十五日に始まります。", "6月15日に始まる。", True),
        ("六月二十五日に始まります。", "6月15日に始まる。", False),
        ("6/15に始まります。", "6月15日に始まる。", True),
        ("6/16に始まります。", "6月15日に始まる。", False),
        ("全国六十四機関が集まります。", "全国64機関が集まる。", True),
        ("全国四十六機関が集まります。", "全国64機関が集まる。", False),
    ],
)
def test_a_figure_or_a_day_is_read_in_any_way_of_writing(statement, source, right) -> None:
    verdict = check_statement(statement, [source], dated="2017-06")
    assert (verdict.verdict == "supported") == right, verdict.problems
