"""When a client plans what it asks about, read from what is told, and held against when a measure takes applications."""

from __future__ import annotations

import itertools
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.measures.match import _candidate
from assistant.measures.months import first_and_last, iso_month, months_in_words, stretches
from assistant.measures.next_question import next_questions
from assistant.measures.profile import Facet, Profile, in_words
from assistant.measures.rules import OPENS, judge
from assistant.measures.situation import read_situation
from assistant.text.normalise import normal_text
from tests.measures.conftest import BASIS, entry

TODAY = date(2026, 11, 21)


def planned(text: str, today: date = TODAY) -> list[tuple[str | int, str]]:
    return [(one.value, one.said) for one in read_situation(text, today) if one.name == "when"]


@pytest.mark.parametrize(
    ("text", "months", "said"),
    [
        ("来年４月に5軸の機械を入れたい", "2027-04", "来年４月"),
        ("令和9年4月に開業する", "2027-04", "令和9年4月"),
        ("来年四月から二人雇いたい", "2027-04", "来年四月"),
        ("3月末までに200万要ります", "2027-03", "3月末"),
        ("再来月にはデータベースを替えたい", "2027-01", "再来月"),
        ("年度内に空調を替えたい", "2026-11/2027-03", "年度内"),
        ("年内に面接をして人を採りたい", "2026-11/2026-12", "年内"),
        ("来年の春に店を開きたい", "2027-03/2027-05", "来年の春"),
        ("この冬に屋根を直したい", "2026-12/2027-02", "この冬"),
        ("来年度から省エネの設備に替える", "2027-04/2028-03", "来年度"),
        ("半年後に引退して娘に譲る", "2027-05", "半年後"),
        ("３年後に息子に継がせたい", "2029-01/2029-12", "３年後"),
        ("2年以内に工場を建てたい", "2026-11/2028-11", "2年以内"),
        ("お盆前に新しい窯が要る", "2027-08", "お盆"),
        ("ＧＷ明けに改装したい", "2027-05", "ＧＷ"),
        ("来年で70なので引退したい", "2027-01/2027-12", "来年"),
        ("来年3月に旋盤を入れることにしました", "2027-03", "来年3月"),
        ("見積もりは1月に出る、入れるのは5月です", "2027-05", "5月"),
        (
            "来月の資金繰りがきつい",
            "2026-12",
            "来月",
        ),  # the money is needed then: what opens later comes too late
        ("昨年10月に相談して、今度の6月に機械を入れたい", "2027-06", "6月"),
        ("元請けが4月から電子化すると言うので、それまでに対応したい", "2027-04", "4月"),
        ("2月に妻が出産するので、それまでに機械を入れたい", "2027-02", "2月"),
        ("来年4月に息子が店を継ぐ予定です", "2027-04", "来年4月"),
        ("来年4月に息子が会社に戻るので任せたい", "2027-04", "来年4月"),
        ("来年3月に学校を卒業して起業したい", "2027-03", "来年3月"),
        ("3月の決算までに設備を入れたい", "2027-03", "3月"),
        ("3月が決算なので、5月に設備を入れたい", "2027-05", "5月"),
        ("4月に棚卸しを楽にするシステムを入れたい", "2027-04", "4月"),
        ("6月に取引先の展示会に出したい", "2027-06", "6月"),
        ("4月に食洗機を入れて人も採りたい", "2027-04", "4月"),
        ("二〇二八年四月に工場を建てたい", "2028-04", "二〇二八年四月"),
        ("令和10年のお盆前に改装したい", "2028-08", "令和10年のお盆"),
        ("2028年の年末に移転したい", "2028-12", "2028年の年末"),
    ],
)
def test_the_time_of_a_plan_is_read_with_its_words(text: str, months: str, said: str) -> None:
    assert planned(text) == [(months, said)]


@pytest.mark.parametrize(
    "text",
    [
        "去年の4月に入れた機械が止まりがち",
        "取引先が来年工場を移すらしい",
        "来年で70になる",
        "来年はやらない",
        "公募は来年もありますか",
        "毎年4月に棚卸しをする",
        "来週の水曜に窓口へ伺いたい",
        "来年の話はなくなりました",
        "3年で返済する",
        "補助率はいくつですか",
        "来年3月に決算。設備を入れたい",
        "決算は3月です。設備を入れたい",
        "3月が決算で、設備を入れたい",
        "12月に娘が生まれるので忙しいが、設備を入れたい",
        "来年4月に息子が大学に入る",
        "来年5月に孫の結婚式がある",
        "来月手術を受けるので店を誰かに任せたい",
        "6月に取引先が工場を移す",
        "来年4月に大手が店を出すらしく、売上が心配",
        "前回は4月に申請して落ちた。もう一度出したい",
        "この前4月に応募したのは不採択。また出したい",
        "6月に申し込んでだめだった",
        "4月に申請して落ちたので、出し直したい",
        "9999年4月に設備を入れたい",
        "30026年の8月に工場を建てたい",
        "九九九九年四月に工場を建てたい",
        "翌年4月に工場を建てたい",
        "9999年の春に移転したい",
    ],
)
def test_what_is_no_plan_of_the_client_is_not_read(text: str) -> None:
    assert planned(text) == []


def test_a_month_without_its_year_is_the_next_from_the_day_it_is_told() -> None:
    assert planned("4月に店を開きたい", date(2026, 4, 10))[0][0] == "2026-04"
    assert planned("3月に店を開きたい", date(2026, 4, 10))[0][0] == "2027-03"


@given(st.text(alphabet="来再今年度月末春夏秋冬中内前後半か0123456789一二十、に", max_size=20))
def test_months_told_begin_with_the_month_of_asking_or_later_and_stand_in_order(text: str) -> None:
    plain, found = normal_text(text), stretches(normal_text(text), TODAY)
    for one in found:
        assert first_and_last(iso_month(TODAY.year * 12 + TODAY.month - 1))[0] <= one.first <= one.last
        assert 0 <= one.start < one.end <= len(plain)
        assert first_and_last(one.value) == (one.first, one.last)
    assert all(one.end <= after.start for one, after in itertools.pairwise(found))


@given(st.integers(0, 12 * 3000), st.integers(0, 60))
def test_months_are_written_and_read_back(first: int, length: int) -> None:
    value = iso_month(first) + (f"/{iso_month(first + length)}" if length else "")
    assert first_and_last(value) == (first, first + length)


@pytest.mark.parametrize(
    "value", ["2027", "2027-13", "2027-4", "2027-05/2027-04", "2027-01/2027-02/2027-03", ""]
)
def test_what_is_no_stretch_of_months_is_refused(value: str) -> None:
    with pytest.raises(ValueError):
        first_and_last(value)


def test_months_are_told_in_words() -> None:
    assert months_in_words("2027-04") == "2027年4月"
    assert months_in_words("2027-01/2027-12") == "2027年1月〜12月"
    assert in_words(Facet("when", "2027-04/2028-03")) == "予定の時期: 2027年4月〜2028年3月"


WHEN = (Facet("when", "2027-04"),)


@pytest.mark.parametrize(
    ("opens", "profile", "met"),
    [
        ("2027-03-01", WHEN, True),
        ("2027-04-20", WHEN, True),
        ("2027-05-01", WHEN, False),
        ("2027-05-01", (Facet("when", "2027-04/2028-03"),), True),
        ("2027-05-01", (), None),
    ],
)
def test_a_window_has_to_open_before_the_planned_time_is_over(
    opens: str, profile: Profile, met: bool
) -> None:
    verdict = judge((OPENS, opens), profile)
    assert verdict.met is met
    assert "受付は" in verdict.reason


def _candidate_of(profile: Profile, **window: str):
    measure = replace(entry("a", "A", window_basis=BASIS), **window)
    return _candidate(measure, 1.0, (Facet("purpose", "research"), *profile), TODAY)


def test_a_measure_that_opens_after_the_plan_is_ruled_out_with_its_dates() -> None:
    candidate = _candidate_of(WHEN, open_from="2027-06-01", open_until="2027-07-31")
    (window,) = candidate.judged
    assert candidate.fit == "unlikely"
    assert window.condition.text == "受付期間: 2027年6月1日〜2027年7月31日"
    assert window.verdict.reason == "予定は2027年4月、受付はその後の2027年6月1日から"


@pytest.mark.parametrize(
    ("profile", "window"),
    [
        ((), {"open_from": "2026-10-01", "open_until": "2027-01-31"}),  # open today: nothing to ask
        (WHEN, {"open_from": "2026-04-01", "open_until": "2026-05-01"}),  # past: told by its standing
        (WHEN, {"open_from": "2027"}),  # only a year: it may open before the plan or after it
        (WHEN, {}),
    ],
)
def test_a_window_that_tells_nothing_is_no_condition(profile: Profile, window: dict[str, str]) -> None:
    assert _candidate_of(profile, **window).judged == ()


def test_when_it_is_planned_is_asked_where_measures_open_later() -> None:
    candidates = [_candidate_of((), open_from="2027-06-01"), _candidate_of(())]
    (question,) = next_questions(candidates, (Facet("purpose", "research"), Facet("region", "埼玉県")))
    assert question.facet == "when"
