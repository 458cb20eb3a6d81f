"""Files of an office as they are: whose they are stands at their head only, what they are about in their title only."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from turns_samples import answers_in_turn

from assistant.text.tokens import noun_phrases
from assistant.text.values import holds_value
from evals.invented import TODAY, Invented, opened_on

if TYPE_CHECKING:
    from assistant.opened import Assistant
    from assistant.types import Answer

SHEET = """事業者向け融資のご案内
株式会社朝凪野銀行 法人部
項目\tつなぎローン\tみなと設備資金
ご融資金額\t50万円以上500万円以下\t500万円以上1億円以下
審査にかかる日数\t最短3営業日\tおおむね3週間
■ お問い合わせ
ローンのご相談は営業推進室（電話 0190-20-3345）で受け付けます。
"""
MINUTES = """第3回 支援会議 議事録
令和8年10月5日 13時から14時30分 本館2階 会議室
1. 報告事項
(1) 9月の相談件数は121件（前年同月98件）。内訳は、資金繰り40件、補助金31件、販路開拓22件、その他28件であった。
(2) 事業者アンケートの回収数は287件、回収率は38.2%。集計の結果は11月に公表する。
2. 決定事項
(1) 年末の金融相談会を令和8年12月5日（土）9時から12時に本館で開く。担当は潮路。
(2) 相談記録の様式を改め、「次回の約束」の欄を加える。11月1日から使う。担当は渚。
(3) 会報の発行を月1回から月2回（1日・15日）に増やす。担当は汐里。
(4) 朝凪野銀行に講師の派遣を頼み、資金繰りの勉強会を1月に設ける。担当は潮路。
3. 検討中の事項
(1) 夜間窓口の開設。人員の確保が課題であり、次回までに潮路がほかの会議所の例を調べる。
(2) 会議室の料金の改定。1時間900円を1,200円とする案が出たが、結論は出なかった。
(3) 生成AIの使い方の指針。渚が素案を作り、12月の会議に出す。
"""
QUESTIONS = """潮風県 省力化設備補助金 よくある質問
番号\t分類\t質問\t回答
1\t制度\tこの補助金の目的は何ですか。\t人手不足に悩む事業者を支えるものです。
2\t手続\t申請の締切はいつですか。\t第2回は令和8年12月11日、第3回は令和9年1月29日です。
3\t経費\t中古の設備は対象になりますか。\t見積りを3者から取った場合に限り、対象になります。
4\t経費\tリースは対象になりますか。\t対象になりません。
5\t問合せ\t問い合わせ先を教えてください。\t省力化設備補助金事務局 電話 0190-77-0120
6\t報告\t実績報告の期限はいつですか。\t事業が終わった日から30日以内です。
"""
RULES = """岬田町店舗改修支援補助金交付要綱
第4条 補助金の額は、補助対象経費の2分の1以内とし、50万円を上限とする。
第5条 補助金の交付を受けようとする者は、工事に着手する日の30日前までに、交付申請書を町長に提出しなければならない。
2 申請の受付期間は、毎年度4月15日から12月18日までとする。
第8条 交付決定を受けた者は、工事完了の日から20日以内又は当該年度の2月26日のいずれか早い日までに、実績報告書に領収書の写し及び完成写真を添えて提出しなければならない。
"""


@pytest.fixture(scope="module")
def agency(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    documents = [
        Invented("sheet", "事業者向け融資のご案内", "2026-10-01", SHEET),
        Invented("minutes", "第3回 支援会議 議事録", "2026-10-05", MINUTES),
        Invented("questions", "潮風県 省力化設備補助金 よくある質問", "2026-10-15", QUESTIONS),
        Invented("rules", "岬田町店舗改修支援補助金交付要綱", "2026-04-01", RULES),
    ]
    with opened_on(documents, tmp_path_factory.mktemp("office")) as shien:
        yield shien


def last(agency: Assistant, *turns: str) -> Answer:
    """The answer to the last of several turns."""
    return answers_in_turn(agency, turns, TODAY)[-1]


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("朝凪野銀行のつなぎローンっていくらまで借りれる？", "500万円以下"),
        ("朝凪野銀行のつなぎローン、何日くらいで審査終わる？", "最短3営業日"),
        ("省力化の補助金、第3回の締切いつ？", "令和9年1月29日"),
        ("省力化設備補助金の申請の締切はいつ？", "令和8年12月11日"),
        ("岬田町店舗改修支援補助金の申請の受付期間は？", "12月18日まで"),
        ("岬田町店舗改修支援補助金の補助率は？", "2分の1以内"),
        ("岬田町店舗改修支援補助金の実績報告はいつまで？", "2月26日"),
    ],
)
def test_a_row_or_clause_need_not_repeat_whose_or_of_what_it_is(
    agency: Assistant, question: str, told: str
) -> None:
    answer = agency.ask(question, engine="extractive", today=TODAY)
    assert answer.status == "answered", answer.text
    assert any(told in one.text for one in answer.statements[:2]), answer.text


def test_the_same_is_asked_of_another_thing(agency: Assistant) -> None:
    answer = last(agency, "省力化の補助金の実績報告はいつまで？", "岬田町の店舗改修のほうは？")
    assert "20日以内" in answer.statements[0].text


def test_which_of_two_is_asked_of_what_was_spoken_of(agency: Assistant) -> None:
    answer = last(
        agency, "岬田町の店舗改修の補助金いくら？", "省力化の補助金の締切は？", "どっちが補助率高い？"
    )
    assert "2分の1" in answer.text


def test_a_turn_that_names_nothing_goes_on_from_the_paper_just_read(agency: Assistant) -> None:
    answer = last(agency, "岬田町の店舗改修の補助金、いくら出る？", "中古の什器も出る？", "もう締め切った？")
    assert answer.status != "needs_clarification"


def test_two_towns_papers_are_compared_though_one_is_known_by_its_title_only(agency: Assistant) -> None:
    answer = agency.ask(
        "岬田町の補助金と省力化設備補助金、締切が遅いのはどっち？", engine="extractive", today=TODAY
    )
    assert "省力化設備補助金」の記載は見つかりません" not in answer.text


def test_what_was_decided_is_told_whole_and_nothing_else_of_the_meeting(agency: Assistant) -> None:
    answer = agency.ask("前回の支援会議で何が決まった？", engine="extractive", today=TODAY)
    told = [one.text for one in answer.statements if one.role == "answer"]
    assert [text[:3] for text in told[:4]] == ["(1)", "(2)", "(3)", "(4)"], answer.text
    assert not any("夜間窓口" in text for text in told)


def test_what_is_under_study_is_told_under_the_heading_that_says_so(agency: Assistant) -> None:
    answer = agency.ask("夜間窓口の開設はやることになったの？", engine="extractive", today=TODAY)
    told = [one.text for one in answer.statements]
    item = next(at for at, text in enumerate(told) if "夜間窓口の開設" in text)
    assert told[item - 1].endswith("検討中の事項")


def test_two_discounts_at_once_are_asked_of_the_row_just_shown_too(agency: Assistant) -> None:
    answer = last(agency, "省力化の補助金でリースは対象？", "中古のと一緒に出せる？")
    assert "リースは対象になりますか" in answer.text


def test_after_a_refusal_the_talk_is_still_of_what_it_was(agency: Assistant) -> None:
    answer = last(agency, "朝凪野銀行のつなぎローンはいくらまで？", "団信はつくの？", "審査は何日かかる？")
    assert "最短3営業日" in answer.text


def test_a_word_of_time_may_begin_a_name() -> None:
    assert noun_phrases("朝比野銀行のローン")[0] == "朝比野銀行"
    assert noun_phrases("今秋田では")[0] != "今秋田"
    assert noun_phrases("") == []


@pytest.mark.parametrize(
    ("text", "is_recurring"),
    [
        ("毎週水曜", True),
        ("毎月第1・第3木曜", True),
        ("月曜から金曜", True),
        ("平日9時から17時", True),
        ("毎月２回", False),
        ("土木工事", False),
        ("平日と休日に各２日", False),
    ],
)
def test_days_that_come_again_are_a_kind_of_value(text: str, is_recurring: bool) -> None:
    assert holds_value(text, "recurring") is is_recurring
