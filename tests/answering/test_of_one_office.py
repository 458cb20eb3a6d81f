"""What was wrong on the papers of whole offices: prices, days, rosters and notes as they are written there, asked as on the telephone."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from evals.invented import TODAY, Invented, opened_on

if TYPE_CHECKING:
    from assistant.opened import Assistant

COURSES = """講習会一覧(令和8年度下期 11月〜3月)

| No. | 講座名 | 講師 | 会員 | 一般 | 申込締切 |
|---|---|---|---|---|---|
| 41 | 電子帳簿のおさらい | 税理士 浦部 | 無料 | 無料 | 11/13 |
| 43 | 生成AIでチラシをつくる | 診断士 風見 | 5,500 | 11,000 | 11/25 |
"""
ROOMS = """貸会議室の料金

| 室名 | 定員 | 午前 9-12 | 午後 13-17 | 夜間 18-21 |
|---|---|---|---|---|
| 梅の間 | 24 | 2750 | 3850 | 3850 |
| 竹の間 | 30 | 3300 | 4400 | 4400 |

取消：14日前まで全額返す／7日前まで半額／それ以降は返さない
"""
MACHINES = """機器利用料金表（R8.4.1〜）

| 機器名 | 最初の1時間 | 備考 |
|---|---|---|
| 塩水噴霧試験機 | (1日)3,900 | 土日も1日と数える |
| 万能試験機 | 2,300 | 治具は別 |
"""
DUTY = """窓口当番表

| 週 | 主 | 昼当番 |
|---|---|---|
| 11/16〜20 | 吉良 | 芹沢 |
| 11/24〜27(23日は祝日) | 芹沢 | 柏原 |
"""
LOANS = """融資制度の早見表（2026年10月1日現在）

- 市あっせんの保証料補助は、完済まで延滞がない場合に限り戻る。
- 繰上げ返済の手数料は、ほのか信金では残高の1%。
"""
NOTES = """電話当番 引継ぎメモ

<11/10 阿久津>
新年互礼会 1/7(木)11:00、ホテル霧見荘。会費は6,000円、申込みは12/11まで。会員1社2名まで。
割引の申請は申込みと同時。後からは不可。
"""
GRANT = """ほのか財団 省力化助成 公募案内
設備支援課 2026年10月7日 第2版

## 4.公募期間と方法
2026年10月19日(月)9:00 〜 11月27日(金)15:00 電子申請のみ(「ほのかポータル」)。紙は受け付けません。
事前相談は11/20(金)まで。
中古の機械は、同等品の見積りを3者から取り、製造後7年以内であれば認めます。

## 5.日程
今年度の最終受付はR9.1.29（金）。
次回（第2回）の審査会は令和9年2月3日（水）10:00から、梅の間で開く。
"""


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    papers = {
        "courses": COURSES,
        "rooms": ROOMS,
        "machines": MACHINES,
        "duty": DUTY,
        "loans": LOANS,
        "notes": NOTES,
        "grant": GRANT,
    }
    documents = [Invented(name, text.split("\n")[0], "2026-10-07", text) for name, text in papers.items()]
    with opened_on(documents, tmp_path_factory.mktemp("office")) as shien:
        yield shien


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("生成AIの講座、会員じゃない人はいくら？", "11,000"),
        ("生成AIの講座の申込みはいつまで？", "11/25"),
        ("竹の間を夜借りるといくら？", "夜間 18-21 4400"),
        ("塩水噴霧は1日いくら？", "3,900"),
        ("会議室の予約を10日前に取り消したら、お金いくら戻る？", "半額"),
        ("11月24日からの週、お昼の当番は誰？", "柏原"),
        ("市のあっせん融資は保証料が戻るって聞いたけど、条件あるの？", "完済まで延滞がない"),
        ("ほのか信金の繰上げ返済の手数料は？", "残高の1%"),
        ("新年の互礼会、会費と申込締切は？", "12/11"),
        ("省力化助成の締切は何日の何時？", "11月27日(金)15:00"),
        ("省力化助成の事前相談はいつまで？", "11/20"),
        ("省力化助成の今年度の最終の受付はいつまで？", "R9.1.29"),
        ("省力化助成の次の審査会はいつ？", "令和9年2月3日"),
    ],
)
def test_a_value_is_told_as_the_paper_writes_it(office, question, told) -> None:
    answer = office.ask(question, engine="extractive", today=TODAY)
    assert answer.status == "answered", answer.text
    assert told in answer.text


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("印刷屋さんが中古の断裁機を買いたいって。省力化助成なら中古でもいける？", "3者"),
        ("先週試験を申し込んだ会社が割引の申請を忘れてたって。今から出せばいい？", "申込みと同時"),
        ("締切に間に合わんかもしれんのだけど、省力化助成は紙で出してもいい？", "紙は受け付けません"),
    ],
)
def test_what_is_told_of_the_client_asks_for_nothing(office, question, told) -> None:
    answer = office.ask(question, engine="extractive", today=TODAY)
    assert answer.status == "answered", answer.text
    assert told in answer.text


def test_the_day_of_an_edition_is_no_deadline_of_what_it_announces(office) -> None:
    answer = office.ask("省力化助成の締切は何日の何時？", engine="extractive", today=TODAY)
    assert not answer.statements[0].text.endswith("第2版")


@pytest.mark.parametrize(
    ("question", "missing"),
    [
        ("キズナビって財団のやつ？", "キズナビ"),
        ("梱包した製品の振動試験をやりたいんだけど、1時間の使用料は？", "振動試験"),
        ("診断士の風見先生に会社で研修してもらったら講師代いくら？", "講師への謝金"),
        ("審査会の3回目はいつ？", "3回目"),
        ("様式はどこのページからダウンロードしてもらえばいい？アドレスを教えて", ""),
    ],
)
def test_what_no_paper_tells_is_said_to_be_missing(office, question, missing) -> None:
    answer = office.ask(question, engine="extractive", today=TODAY)
    assert answer.status == "abstained", answer.text
    assert missing in "".join(answer.missing)


OTHER = """きり会議所 ご案内

無料法律相談のお知らせ
商業部会の議題は、歳末大売出しの日取りです。
大ホールの定員は40席です。
第12回の役員会は1月14日に商工会館で開きます。
二次公募の期間は12月1日から25日までです。
会費は、月の途中の入会では年会費の1/12です。
見学は金曜まで。予約は要りません。
空調設備の入替えも補助の対象です。
硬さ試験は1点1,100円です。
創業融資の金利は年1.2%、返済期間は7年以内です。
改装工事は12月28日まで続きます。
"""


@pytest.fixture(scope="module")
def chamber(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    with opened_on(
        [Invented("other", "きり会議所 ご案内", "2026-04-01", OTHER)], tmp_path_factory.mktemp("chamber")
    ) as shien:
        yield shien


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("商業部会の議題は？", "歳末大売出し"),
        ("大ホールの定員は何席？", "40席"),
        ("役員会の12回目の会場はどこ？", "商工会館"),
        ("月の途中の入会だと、会費は年会費の何割？", "1/12"),
        ("見学はいつまで？", "金曜まで"),
        ("エアコンって補助の対象？", "空調設備"),
        ("硬度試験をやりたいんですが、いくら？", "1,100円"),
        ("創業融資の金利と返済期間なんですが、教えてください", "7年以内"),
    ],
)
def test_what_reads_alike_is_told_all_the_same(chamber, question, told) -> None:
    answer = chamber.ask(question, engine="extractive", today=TODAY)
    assert answer.status == "answered", answer.text
    assert told in answer.text


def test_the_end_of_something_else_is_no_deadline(chamber) -> None:
    answer = chamber.ask("空調設備の入替えの補助、申込期限は？", engine="extractive", today=TODAY)
    assert answer.status == "abstained", answer.text
