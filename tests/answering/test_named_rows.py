"""Lists and price tables as agencies keep them: the row asked for answers, its neighbours do not, an empty cell is told."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

import pytest

import assistant
from assistant.answering.asked import heads_in
from assistant.answering.beside import aside_in
from assistant.answering.kinds import kind_of
from assistant.answering.subjects import told_subjects, with_full_names
from assistant.settings import Settings
from assistant.text.values import holds_value

if TYPE_CHECKING:
    from assistant.opened import Assistant
    from assistant.types import Answer

LIST = """かもめ市 中小企業支援制度一覧（令和8年度）
No,制度名,実施機関,区分,対象者,補助率・利率,上限額,受付期間
1,創業支援補助金,かもめ市,補助金,創業後1年以内の者,2分の1,50万円,令和8年4月15日～令和8年12月25日
2,小口資金融資,かもめ市,融資,従業員20人以下の事業者,年1.3％,"¥12,500,000",随時
3,経営安定資金,かもめ県,融資,売上が10％以上減少した事業者,年1.1％,3000万円,随時
4,省エネ設備導入補助金,かもめ県,補助金,県内の中小企業,3分の1,,令和8年6月15日～令和8年12月25日
5,専門家派遣,かもめ商工会議所,専門家,会員事業所,無料（3回まで）,－,随時
"""
ROOMS = """かもめ商工会館 料金表
室名,定員,午前（9時～12時）,午後（13時～17時）
小会議室,12,2200,2860
大会議室,100,11000,14300
"""
COURSES = """かもめ商工会議所 講習会予定
開催日,講習会名,会場,定員,受講料（会員）,受講料（非会員）
令和8年12月15日,SNS集客入門,2階小会議室,30,1000円,3000円
令和9年1月20日,人材採用セミナー,3階大会議室,60,無料,2000円
"""
EXAMINATIONS = """かもめ商工会議所 検定の受験料
種類,受験料
簿記検定3級,3300円
簿記検定2級,5500円
"""
RULES = """かもめ市販路開拓支援事業補助金交付要綱

（申請）
第5条 申請の受付期間は、令和8年5月11日から令和8年12月18日までとする。
（実績報告）
第9条 補助事業者は、事業が完了した日から30日以内に、実績報告書（様式第4号）を市長に提出しなければならない。

（会館の利用）
第13条 決済端末の貸出しは、令和7年度で終了しました。
第12条 会議室のキャンセルは、利用日の7日前までは無料とする。
"""


@pytest.fixture(scope="module")
def agency(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    folder = tmp_path_factory.mktemp("agency")
    for name, text in (
        ("list.csv", LIST),
        ("rooms.csv", ROOMS),
        ("courses.csv", COURSES),
        ("rules.txt", RULES),
        ("examinations.csv", EXAMINATIONS),
    ):
        (folder / name).write_text(text, encoding="utf-8")
    settings = Settings(home=tmp_path_factory.mktemp("home"), model=None)
    assistant.ingest([folder], settings)
    with assistant.open_assistant(settings) as shien:
        yield shien


def _ask(shien: Assistant, question: str) -> Answer:
    return shien.ask(question, engine="extractive", today=date(2026, 11, 23))


@pytest.mark.parametrize(
    ("question", "shown", "not_shown"),
    [
        ("大会議室を午後に借りたらいくら？", "14300", ["2860", "3000円", "無料"]),
        ("小会議室の午前、会員だといくら？", "2200", ["11000", "1000円"]),
        ("簿記2級の受験料は？", "5500円", ["3300円"]),
        ("SNS集客入門は非会員だといくら？", "3000円", ["2000円", "14300"]),
        ("小口資金融資の上限は？", "¥12,500,000", ["3000万円", "50万円"]),
        ("経営安定資金は誰が使えるの？", "売上が10％以上減少", ["従業員20人", "創業後1年"]),
        ("小口資金融資の対象は誰？", "従業員20人以下", ["売上が10％", "創業後1年"]),
        ("販路開拓補助金の申請はいつまで？", "12月18日", []),
        ("実績報告はいつまでに出せばいい？", "30日以内", []),
        ("決済端末の貸出はまだやってる？", "終了しました", []),
        ("会議室のキャンセルは何日前まで無料？", "7日前", ["受講料"]),
    ],
)
def test_the_row_asked_for_answers_alone(
    agency: Assistant, question: str, shown: str, not_shown: list[str]
) -> None:
    answer = _ask(agency, question)
    assert answer.status == "answered" and shown in answer.text
    assert [words for words in not_shown if words in answer.text] == []


@pytest.mark.parametrize(
    ("question", "missing"),
    [
        (
            "省エネ設備導入補助金の上限額はいくら？",
            "上限額",
        ),  # its cell is empty, a neighbour's is 「－」 beside 無料
        ("創業支援補助金の金利は？", "利率"),  # 2分の1 under 補助率・利率 is no interest
        ("専門家派遣は非会員だと1回いくら？", "金額"),
        ("簿記1級の受験料は？", "1級"),
    ],
)
def test_what_its_row_does_not_tell_is_not_taken_from_another(
    agency: Assistant, question: str, missing: str
) -> None:
    answer = _ask(agency, question)
    assert answer.status == "abstained" and missing in "".join(answer.missing)


@pytest.mark.parametrize("text", ["￥35,000,000", "上限 ¥500", "￥ 1,200"])
def test_a_sum_may_begin_with_its_sign(text: str) -> None:
    assert holds_value(text, "amount")


@pytest.mark.parametrize(
    ("question", "label"),
    [
        ("キャンセルは何日前まで無料？", "時期（何日前か）"),
        ("取消しはいつまで？", "時期（何日前か）"),
        ("結果は何日以内に届く？", "期間"),
        ("開催は何日？", "日付"),
    ],
)
def test_how_long_before_is_a_kind_of_its_own(question: str, label: str) -> None:
    assert label in [head.label for head in heads_in(question)]


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("小口資金は誰が使えるの?", "list"),
        ("対象は誰?", "list"),
        ("担当は誰?", "person"),
        ("座長は誰が務めてる?", "person"),
    ],
)
def test_who_may_have_it_asks_for_no_person(question: str, kind: str) -> None:
    assert kind_of(question, (), False, None, has_subject=True) == kind


def test_a_fee_of_an_examination_is_a_matter_of_chambers() -> None:
    assert aside_in("簿記の受験料は?", lambda words: False) is None
    assert aside_in("大学受験の偏差値は?", lambda words: False) is not None


def test_working_capital_names_no_programme() -> None:
    assert told_subjects(["運転資金"], []) == []


def test_a_short_name_may_leave_out_the_kind_of_work_before_its_end() -> None:
    subject = told_subjects(["販路開拓補助金"], [])
    full = with_full_names(subject, ["かもめ市販路開拓支援事業補助金交付要綱"])
    assert full[0].said_in("かもめ市販路開拓支援事業補助金交付要綱")
    other = with_full_names(subject, ["かもめ市販路開拓支援事業の説明会と補助金"])
    assert not other[0].said_in("かもめ市販路開拓支援事業の説明会と補助金")


def test_a_question_that_says_of_what_its_value_is_takes_nothing_from_the_one_before(
    agency: Assistant,
) -> None:
    before = "小口資金融資の上限は？"
    history = [("user", before), ("assistant", _ask(agency, before).text)]
    question = "大会議室を午後に借りたらいくら？"
    answer = agency.ask(question, history=history, engine="extractive", today=date(2026, 11, 23))
    assert "14300" in answer.text and "12,500,000" not in answer.text
    assert not [notice for notice in answer.notices if notice.kind == "understood"]


DEVICES = """つばき県 機器利用料
機器,利用料
3Dプリンター,1100円
測定顕微鏡,2200円
恒温槽,500円
"""
LOANS = """つばき市 融資あっせん一覧
資金名,限度額
運転資金,500万円
会員企業特別枠,800万円
"""
MENU = """つばき市 企業支援メニュー
事業,対象,内容,上限
福利厚生事業,会員企業,健診,1万円
専門家派遣事業,市内企業,派遣,3万円
"""


@pytest.fixture(scope="module")
def other_agency(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    folder = tmp_path_factory.mktemp("other")
    for name, text in (("devices.csv", DEVICES), ("loans.csv", LOANS), ("menu.csv", MENU)):
        (folder / name).write_text(text, encoding="utf-8")
    settings = Settings(home=tmp_path_factory.mktemp("home"), model=None)
    assistant.ingest([folder], settings)
    with assistant.open_assistant(settings) as shien:
        yield shien


@pytest.mark.parametrize(
    ("question", "shown"),
    [
        ("つばき県の3Dプリンターと測定顕微鏡の利用料は？", ["1100円", "2200円"]),
        (
            "つばき市の会員企業が受けられる融資の限度額は？",
            ["800万円"],
        ),  # 会員企業 is whom another row is for
    ],
)
def test_each_row_named_is_shown_and_whom_a_row_is_for_names_none(
    other_agency: Assistant, question: str, shown: list[str]
) -> None:
    answer = _ask(other_agency, question)
    assert [words for words in shown if words not in answer.text] == []


def test_rows_but_the_one_named_are_not_cut_to_it(other_agency: Assistant) -> None:
    answer = _ask(other_agency, "つばき県の機器で、恒温槽以外の利用料は？")
    assert "1100円" in answer.text and "2200円" in answer.text


@pytest.mark.parametrize("text", ["C:\\300に置きます", "\\\\server\\2026", "当日は筆記具をお持ちください"])
def test_a_path_is_no_sum_and_a_day_of_the_event_no_time_before(text: str) -> None:
    assert not holds_value(text, "amount") and not holds_value(text, "ahead")
