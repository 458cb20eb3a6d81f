"""Two editions of one paper in the index: the one that holds answers first, and what differs is said."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

import pytest

from assistant.answering.across_editions import _values
from assistant.answering.pipeline import answer_question
from assistant.editions import editions_of
from assistant.preferences import preferences_of
from evals.invented import Invented, opened_on

if TYPE_CHECKING:
    from assistant.opened import Assistant
    from assistant.types import Answer

TODAY = date(2026, 11, 22)
RULES = """みらい市販路支援補助金交付要綱{name}
令和8年4月1日施行{revised}
（補助対象者）第2条
補助金の交付を受けることができる者は、市内に主たる事業所を有する小規模事業者とする。
（補助対象経費）第3条
区分\t補助対象経費\t補助率\t上限額
見本市枠\t小間料、装飾費\t2分の1\t{most}
ウェブ枠\tホームページ作成費\t3分の1\t10万円
※ 創業3年以内の事業者は、見本市枠の補助率を3分の2とする。
（交付の申請）第4条
申請の受付期間は、令和8年5月11日から令和8年{until}までとする。
（実績報告）第5条
補助事業者は、事業が完了した日から30日以内に、実績報告書を市長に提出しなければならない。
"""
PRICES = """みらい会館 貸会議室 料金表
{since}から適用

部屋\t定員\t午前の料金\t午後の料金
大会議室\t100\t{morning}\t{afternoon}
和室\t20\t3,300円\t4,290円

キャンセルは利用日の7日前までは無料です。
"""
MINUTES = """販路委員会 議事録
{day}
販路支援の相談件数は{count}件であった。
次回の開催日は追って連絡する。
"""


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    revised = "　令和8年10月1日一部改正"
    documents = [
        Invented("rules", "みらい市販路支援補助金交付要綱", "2026-04-01", RULES.format(name="", revised="", most="20万円", until="11月30日")),
        Invented("rules-new", "みらい市販路支援補助金交付要綱（改正版）", "2026-10-01", RULES.format(name="（改正版）", revised=revised, most="25万円", until="12月18日")),
        Invented("prices", "みらい会館 貸会議室 料金表", "2026-04-01", PRICES.format(since="令和8年4月1日", morning="11,000円", afternoon="14,300円")),
        Invented("prices-new", "みらい会館 貸会議室 料金表", "2026-11-02", PRICES.format(since="令和9年1月1日", morning="12,100円", afternoon="15,730円")),
        Invented("minutes-1", "販路委員会 議事録", "2026-06-10", MINUTES.format(day="令和8年6月10日", count="300")),
        Invented("minutes-2", "販路委員会 議事録", "2026-09-10", MINUTES.format(day="令和8年9月10日", count="412")),
    ]  # fmt: skip
    with opened_on(documents, tmp_path_factory.mktemp("shelf")) as shien:
        yield shien


def ask(shien: Assistant, question: str, today: date = TODAY) -> Answer:
    return answer_question(question, shien.index, shien.settings, engine="extractive", today=today)


def told(answer: Answer) -> str:
    return " ".join(notice.text for notice in answer.notices if notice.kind == "conflict")


def order(answer: Answer) -> list[str]:
    return list(dict.fromkeys(citation.doc_id for citation in answer.citations))


@pytest.mark.parametrize(
    ("question", "new", "old"),
    [
        ("見本市枠の上限額は？", "上限額 25万円", "上限額 20万円"),
        ("販路支援補助金の申請はいつまで？", "12月18日まで", "11月30日まで"),
    ],
)
def test_the_edition_that_holds_comes_first_and_the_former_is_told_as_such(shelf, question, new, old) -> None:
    answer = ask(shelf, question)
    assert answer.status == "answered"
    assert order(answer) == ["rules-new", "rules"]
    body = answer.text.split("\n", 1)[1]
    assert body.index(new) < body.index(old)
    assert answer.text.startswith(
        "「みらい市販路支援補助金交付要綱」は版によって異なります。新しい版（2026年10月1日）では"
    )
    (notice,) = [notice for notice in answer.notices if notice.kind == "conflict"]
    assert body.count("見本市枠の補助率を3分の2") == ("見本市" in question)
    documents = {citation.n: citation.doc_id for citation in answer.citations}
    assert [documents[n] for n in notice.citations] == ["rules-new", "rules"]


def test_what_both_editions_say_alike_is_told_once_of_the_one_that_holds(shelf) -> None:
    answer = ask(shelf, "見本市枠の補助率は？")
    assert order(answer) == ["rules-new"] and not told(answer)
    report = ask(shelf, "実績報告書は何日以内に出す？")
    assert order(report) == ["rules-new"] and not told(report)
    assert [place.doc_id for place in report.citations[0].also] == ["rules"]


def test_before_the_revision_is_answered_from_the_former_edition(shelf) -> None:
    answer = ask(shelf, "見本市枠の上限額、改正前はいくらだった？")
    assert answer.status == "answered" and order(answer)[0] == "rules"
    assert "前の版（2026年4月1日）では上限額 20万円" in told(answer)


def test_of_two_values_asked_the_one_that_changed_is_told_and_a_note_stands_once(shelf) -> None:
    answer = ask(shelf, "見本市枠の補助率と上限額は？")
    assert "では上限額 25万円、" in told(answer) and "補助率 2分の1、前の版" not in told(answer)
    assert answer.text.count("見本市枠の補助率を3分の2") == 1


def test_a_year_before_all_editions_is_that_of_none(shelf) -> None:
    answer = ask(shelf, "令和7年度の見本市枠の上限額はいくらだった？")
    assert answer.status == "abstained" and "2025年の上限額" in answer.text


def test_an_edition_to_come_does_not_hold_yet(shelf) -> None:
    answer = ask(shelf, "大会議室の午後の料金は？")
    assert order(answer)[0] == "prices"
    assert (
        "いまの版（2026年4月1日）では午後の料金 14,300円、2027年1月1日からの版では午後の料金 15,730円"
        in told(answer)
    )
    later = ask(shelf, "大会議室の午後の料金は？", date(2027, 2, 1))
    assert order(later)[0] == "prices-new" and "前の版（2026年4月1日）では午後の料金 14,300円" in told(later)


def test_the_day_that_changed_is_told_without_those_that_did_not(shelf) -> None:
    assert "では令和8年12月18日、前の版（2026年4月1日）では令和8年11月30日です" in told(
        ask(shelf, "販路支援補助金の申請はいつまで？")
    )


def test_of_the_year_that_runs_todays_edition_is_meant(shelf) -> None:
    assert order(ask(shelf, "令和8年度の大会議室の午後の料金は？"))[0] == "prices"


@pytest.mark.parametrize(
    "question", ["令和9年1月からの大会議室の午前の料金は？", "料金改定後の大会議室の午前の料金は？"]
)
def test_a_time_asked_for_tells_which_edition_is_meant(shelf, question) -> None:
    answer = ask(shelf, question)
    assert answer.status == "answered" and order(answer)[0] == "prices-new"


def test_minutes_of_one_title_are_of_two_meetings(shelf) -> None:
    wanted = preferences_of("", TODAY)
    assert not editions_of(["minutes-1", "minutes-2"], shelf.index, "相談件数は？", wanted)
    assert set(editions_of(["rules"], shelf.index, "", wanted)) == {"rules", "rules-new"}


BRANCH = """支部運営規約
{name}
{year}4月1日施行
第1条 会員は、この規約に従い、支部の運営に協力しなければならない。
第2条 会費は、年額{fee}円とし、毎年5月末日までに納めるものとする。
第3条 支部長は、会員の互選により定め、その任期は2年とする。
第4条 総会は、毎年1回、支部長が招集して開くものとする。
"""
TRAVEL = """{title}
{since}
第1条 この規程は、職員の出張旅費について定める。
第2条 出張の日当は、1日につき{sum}円とする。
第3条 宿泊費は、実費を支給する。
"""
PAIRS = {
    "branch": [("支部運営規約", BRANCH.format(name="東支部", year="令和7年", fee="3,000")), ("支部運営規約", BRANCH.format(name="西支部", year="令和8年", fee="5,000"))],
    "unnamed": [("運営規約", BRANCH.format(name="", year="令和7年", fee="3,000")), ("運営規約", BRANCH.format(name="", year="令和8年", fee="5,000"))],
    "revised-of-two": [("支部規約", BRANCH.format(name="東支部", year="令和7年", fee="3,000")), ("支部規約（改正版）", BRANCH.format(name="西支部", year="令和8年", fee="5,000"))],
    "firms": [("賃金規程", BRANCH.format(name="佐藤商店", year="令和7年", fee="3,000")), ("賃金規程", BRANCH.format(name="田中商店", year="令和8年", fee="5,000"))],
    "areas": [("会員一覧", BRANCH.format(name="北地区", year="令和7年", fee="3,000")), ("会員一覧", BRANCH.format(name="南地区", year="令和8年", fee="5,000"))],
    "regions": [("入会の手引", BRANCH.format(name="新潟の皆様へ", year="令和7年", fee="3,000")), ("入会の手引（改訂版）", BRANCH.format(name="大阪の皆様へ", year="令和8年", fee="5,000"))],
    "terms": [("創業枠 募集要項", BRANCH.format(name="第1期", year="令和8年", fee="3,000")), ("創業枠 募集要項", BRANCH.format(name="第2期", year="令和8年", fee="5,000"))],
    "halves": [("利用申込要項", BRANCH.format(name="前期", year="令和8年", fee="3,000")), ("利用申込要項", BRANCH.format(name="後期", year="令和8年", fee="5,000"))],
    "survey": [("景況調査結果（令和8年4月時点）", BRANCH.format(name="", year="令和8年", fee="3,000")), ("景況調査結果（令和8年7月時点）", BRANCH.format(name="", year="令和8年", fee="5,000"))],
    "vacancies": [("求人情報一覧（2026年4月1日現在）", BRANCH.format(name="", year="令和8年", fee="3,000")), ("求人情報一覧（2026年7月1日現在）", BRANCH.format(name="", year="令和8年", fee="5,000"))],
    "monthly": [("商工かわら版 2026年8月版", BRANCH.format(name="", year="令和8年", fee="3,000")), ("商工かわら版 2026年9月版", BRANCH.format(name="", year="令和8年", fee="5,000"))],
    "minutes": [("定例会 議事録（修正版）", BRANCH.format(name="", year="令和8年", fee="3,000")), ("定例会 議事録", BRANCH.format(name="", year="令和8年", fee="5,000"))],
    "months": [("駐車場 料金表 令和8年4月版", BRANCH.format(name="", year="令和8年", fee="3,000")), ("駐車場 料金表 令和8年10月版", BRANCH.format(name="", year="令和8年", fee="5,000"))],
    "courses": [("研修規程", BRANCH.format(name="", year="令和7年", fee="3,000")), ("研修規程（令和8年10月改正）", BRANCH.format(name="", year="令和7年", fee="5,000"))],
    "travel": [("出張旅費規程", TRAVEL.format(title="出張旅費規程", since="令和7年4月1日施行", sum="2,000")), ("出張旅費規程（令和8年4月1日改正）", TRAVEL.format(title="出張旅費規程", since="", sum="2,500")), ("出張旅費規程（令和9年4月版）", TRAVEL.format(title="出張旅費規程", since="", sum="3,000"))],
}  # fmt: skip


@pytest.fixture(scope="module")
def others(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    documents = [
        Invented(
            f"{name}-{at}",
            title,
            f"202{5 + at}-04-01" if name != "travel" else "2025-04-01",
            f"{text}{name}\n",
        )
        for name, pair in PAIRS.items()
        for at, (title, text) in enumerate(pair)
    ]
    with opened_on(documents, tmp_path_factory.mktemp("others")) as shien:
        yield shien


@pytest.mark.parametrize("name", PAIRS)
def test_papers_of_two_bodies_terms_or_months_are_no_editions(others, name) -> None:
    found = editions_of([f"{name}-0"], others.index, "", preferences_of("", TODAY))
    are_editions = name in ("unnamed", "months", "courses", "travel")
    assert set(found) == ({f"{name}-{at}" for at in range(len(PAIRS[name]))} if are_editions else set())


@pytest.mark.parametrize(
    ("question", "meant"),
    [
        ("日当はいくら", 1),
        ("来年度の日当はいくら", 2),
        ("次年度の日当はいくら", 2),
        ("来年の日当はいくら", 2),
        ("来年3月の日当はいくら", 1),
        ("来年4月の日当はいくら", 2),
        ("再来年の日当はいくら", 2),
        ("来年度の改正前の日当はいくら", 1),
        ("令和7年度の日当はいくら", 0),
    ],
)
def test_a_time_to_come_means_the_edition_that_begins_then(others, question, meant) -> None:
    wanted = preferences_of(question, TODAY)
    paper = editions_of(["travel-0"], others.index, question, wanted)["travel-0"]
    assert [(e.doc_id, e.since) for e in paper.all] == [
        ("travel-0", "2025-04-01"),
        ("travel-1", "2026-04-01"),
        ("travel-2", "2027-04"),
    ]
    assert paper.meant == paper.all[meant]


def test_of_three_editions_each_has_one_name(others) -> None:
    notices = told(ask(others, "出張の日当はいくら"))
    assert "2026年4月1日の版では2,500円、2025年4月1日の版では2,000円" in notices
    assert "2026年4月1日の版では2,500円、2027年4月からの版では3,000円" in notices
    assert "前の版" not in notices and "いまの版" not in notices
    assert order(ask(others, "来年度の出張の日当はいくら"))[0] == "travel-2"


@pytest.mark.parametrize(
    ("sentence", "values"),
    [
        ("業況DIはマイナス16.5であった。", ["マイナス16.5"]),
        ("業況DIは▲14.5、売上DIは△ 3.2", ["▲14.5", "△ 3.2"]),
        ("業況は-14.5、前回は8.1", ["-14.5", "8.1"]),
        ("会費は5,000円", ["5,000円"]),
    ],
)
def test_a_figure_keeps_its_sign(sentence, values) -> None:
    assert _values(sentence) == values
