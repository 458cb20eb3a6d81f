"""True statements in other spellings and lightly retold are let be, and their altered neighbours are not."""

from __future__ import annotations

import pytest

from assistant.grounding import check_statement
from assistant.grounding.digits import in_digits
from assistant.settings import PROJECT_ROOT
from assistant.text.names import read_names

NAMES = read_names(PROJECT_ROOT / "corpus" / "aliases.toml")


_FIELDS = "成果の事例：宇宙では、リングの開発に成功\n\n半導体では、精度が高まる半導体製造装置部品の製造に成功"


def _is_supported(statement: str, source: str, dated: str | None = "2020-09-29") -> bool:
    return check_statement(statement, [source], dated=dated, names=NAMES).verdict == "supported"


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("令和元年七月四日", "令和元年7月4日"),
        ("平成十六年以降", "平成16年以降"),
        ("二〇一九年一〇月二日", "2019年10月2日"),
        ("三月一七日", "3月17日"),
        ("三十年度事業", "30年度事業"),
        ("六・一倍", "6.1倍"),
        ("四七・二パーセント", "47.2パーセント"),
        ("〇・七五人", "0.75人"),
        ("五十のうち四十八が", "50のうち48が"),
        ("二〇~三〇%", "20~三〇%"),
        ("三百プログラム", "300プログラム"),
        ("八〇年代", "80年代"),
        ("平成22年度から26年度", "平成22年度から平成26年度"),
        ("平成20年10/31", "平成20年10月31日"),
        ("二・五日間", "2.5日間"),
        ("約一万九千の企業", "約19000の企業"),
    ],
)
def test_numbers_in_kanji_are_told_in_digits(written, told) -> None:
    assert in_digits(written) == told


@pytest.mark.parametrize(
    "written",
    ["二・三人", "統一年度", "三か月", "二月ほど", "五十嵐さん", "第二十の", "一朝一夕", "平成28年度、3年度"],
)
def test_what_is_no_number_by_itself_stays_as_it_is(written) -> None:
    assert in_digits(written) == written


@pytest.mark.parametrize(
    ("statement", "source", "right"),
    [
        ("競争率は六・一倍です。", "競争率は約6.1倍である。", True),
        ("競争率は六・七倍です。", "競争率は約6.1倍である。", False),
        ("委員会は令和元年七月四日に開かれました。", "2019年7月4日に委員会が開かれた。", True),
        ("委員会は令和元年七月十四日に開かれました。", "2019年7月4日に委員会が開かれた。", False),
        ("平成22年度から26年度まで続きました。", "2010年度から2014年度まで続いた。", True),
        ("平成22年度から27年度まで続きました。", "2010年度から2014年度まで続いた。", False),
        ("五十のうち四十八の会員が答えました。", "回答率は96%(48/50)であった。", True),
        ("五十のうち四十七の会員が答えました。", "回答率は96%(48/50)であった。", False),
        ("複数企業が協業した事例です。", "複数の企業が協業した事例である。", True),
        ("展示会に一年のうちに16回出ます。", "展示会に年間で16回出る。", True),
        ("公募は3月2日から31日までです。", "3月2日 公募開始\n3月31日 公募締切", True),
        ("公募は3月2日から30日までです。", "3月2日 公募開始\n3月31日 公募締切", False),
        ("割合は約3割1分です。", "職員\t割合(%)\nプロパー職員\t31.4", True),
        ("割合は約3割4分です。", "職員\t割合(%)\nプロパー職員\t31.4", False),
        ("会議は午後1時に始まり、1時40分に終わりました。", "会議は13:00に始まり、13:40に終わった。", True),
        ("会議は午後一時から一時四十分まで開かれました。", "会議は13:00～13:40に開かれた。", True),
        ("会議は午後一時から一時五十分まで開かれました。", "会議は13:00～13:40に開かれた。", False),
        (
            "総会は3月17日に開かれ、事業は翌月一日に始まりました。",
            "2009年3月17日に総会を開き、同年4月1日に事業を始めた。",
            True,
        ),
        (
            "総会は3月17日に開かれ、事業は翌月二日に始まりました。",
            "2009年3月17日に総会を開き、同年4月1日に事業を始めた。",
            False,
        ),
        ("比率は一割強です。", "比率は約13%である。", True),
        ("比率は二割強です。", "比率は約13%である。", False),
        ("第1次計画を定めました。", "第一次計画を定めた。", True),
        ("第2次計画を定めました。", "第一次計画を定めた。", False),
        ("2014年3月末までに作られます。", "2013年度中に作る。", True),
        ("2015年3月末までに作られます。", "2013年度中に作る。", False),
    ],
)
def test_a_figure_in_another_spelling_is_known_and_another_figure_is_not(statement, source, right) -> None:
    assert _is_supported(statement, source) is right


@pytest.mark.parametrize(
    ("statement", "source", "right"),
    [
        ("四つの語の略です。", "A(赤)、B(青)、C(黄)、D(緑)の語の略である。", True),
        ("五つの語の略です。", "A(赤)、B(青)、C(黄)、D(緑)の語の略である。", False),
        ("幹事は三つの機関です。", "【幹事】\n・振興機構\n・研究所\n・立地センター", True),
        ("幹事は四つの機関です。", "【幹事】\n・振興機構\n・研究所\n・立地センター", False),
        ("WGは2時間開かれました。", "WGは14:30~16:30に開かれた。", True),
        ("WGは3時間開かれました。", "WGは14:30~16:30に開かれた。", False),
        ("八つの高校が並びます。", "西高校,東高校,南高校,\n北高校,港高校,\n緑ヶ丘高校,山高校,川高校", True),
        ("七つの高校が並びます。", "西高校,東高校,南高校,\n北高校,港高校,\n緑ヶ丘高校,山高校,川高校", False),
        ("二人が並びます。", "斎藤直\t研究所\t理事\n今喜典\t支援センター\t理事長", True),
        ("四人が並びます。", "斎藤直\t研究所\t理事\n今喜典\t支援センター\t理事長", False),
        ("小学生は中学生より29ポイント高い。", "中学生:58%\n小学生:87%", True),
        ("小学生は中学生より39ポイント高い。", "中学生:58%\n小学生:87%", False),
        ("法人は二つです。", "・独立行政法人 振興機構\n・独立行政法人 整備機構\n・財団 立地センター", True),
        ("法人は三つです。", "・独立行政法人 振興機構\n・独立行政法人 整備機構\n・財団 立地センター", False),
        ("展示会に計19回出ます。", "国内16回、海外3回の展示会に出る。", True),
        ("展示会に計18回出ます。", "国内16回、海外3回の展示会に出る。", False),
        ("販売台数は76万台減りました。", "販売台数は573万台から497万台に減った。", True),
        ("販売台数は67万台減りました。", "販売台数は573万台から497万台に減った。", False),
    ],
)
def test_what_the_evidence_lists_may_be_counted(statement, source, right) -> None:
    assert _is_supported(statement, source) is right


@pytest.mark.parametrize(
    ("statement", "source", "right"),
    [
        (
            "研究開発は企業の収益に必ずしも結び付きません。",
            "製造業において、研究開発投資が必ずしも企業収益に\n結びつかない状況が発生した。",
            True,
        ),
        ("支援者は0.75人です。", "欧米諸国の支援者数に並ぶと見る（０．\n７５人）。", True),
        ("支援者は0.57人です。", "欧米諸国の支援者数に並ぶと見る（０．\n７５人）。", False),
        (
            "第5回WGは7月29日に開かれ、最終報告を議題としました。",
            "⑤ 第5回WG\n- ・日時：2020年7月29日\n- ・議事：最終報告について",
            True,
        ),
        (
            "雇用調整助成金で雇用を守り、無担保の融資で小規模事業を支えます。",
            "１．雇用を守る\n・雇用調整助成金 等\n２．小規模事業を支える\n・無担保の融資 等",
            True,
        ),
        (
            "雇用調整助成金で小規模事業を支えます。",
            "１．雇用を守る\n・雇用調整助成金 等\n２．小規模事業を支える\n・無担保の融資 等",
            False,
        ),
    ],
)
def test_lines_of_one_thing_belong_together_and_lines_of_two_do_not(statement, source, right) -> None:
    assert _is_supported(statement, source) is right


@pytest.mark.parametrize(
    ("statement", "source", "right"),
    [
        ("業務が滞りなく運ぶよう連絡調整を行います。", "円滑な業務運営に必要な連絡調整を行う。", True),
        ("外部の人材に頼るのは好ましくありません。", "外部人材に依存することは問題が多い。", True),
        (
            "活動する企業は四割強しかなく、必要と感じる企業が多い。",
            "活動する企業は4割強で、必要と感じる企業が多い。",
            True,
        ),
        ("地域ごとにきめ細かく展開するとされました。", "地域単位でのきめ細かな展開を図ることとした。", True),
        ("地域ごとにきめ細かく展開しました。", "地域単位でのきめ細かな展開を図ることとした。", False),
        ("あり方を見直すことが決められました。", "事業計画において、あり方を見直すこととされた。", True),
        ("対象を広げていく方針でした。", "対象を順次広げていくこととしていた。", True),
        ("比率を2割とすることを目指しています。", "比率を20%にすることを目標としている。", True),
        ("景況感は悪い。", "景況感は悪いわけではなく、需要がある。", False),
        ("二つの点がいつも一致するわけではない。", "二つの点が必ずしも一致しているとは言えない。", True),
        (
            "シーズは全て取り込まれています。",
            "今後は他の研究機関のシーズも全て取り込もうと考えています。",
            False,
        ),
    ],
)
def test_other_ways_to_say_the_same_are_no_denial_and_no_surer(statement, source, right) -> None:
    assert _is_supported(statement, source) is right


@pytest.mark.parametrize(
    ("statement", "source", "right"),
    [
        ("EVの部品は2万点弱です。", "ガソリン車は3万点、電気自動車は2万点弱の部品から成る。", True),
        ("EVの部品は3万点です。", "ガソリン車は3万点、電気自動車は2万点弱の部品から成る。", False),
        ("理科は2003年の6位から2007年に3位に上がりました。", "理科は1位(1970)→6位(2003)→3位(2007)。", True),
        ("取組で2018年度までに50社増やします。", "2014年度から2018年度までの取組で50社増やす。", True),
        ("半導体ではリングの開発に成功した。", _FIELDS, False),
        ("宇宙ではリングの開発に成功した。", _FIELDS, True),
        ("会議を進めたのは林氏だった。", "森参事官が会議の進行を務めた。", False),
        ("会議を進めたのは森氏だった。", "森参事官が会議の進行を務めた。", True),
        ("バイドール法は遅れました。", "バイ・ドール法が約20年遅れた。", True),
        ("広島、福岡の両県で実施されています。", "広島県や福岡県で実施されている。", True),
        ("三省の支援を受けました。", "3省の支援を受けた。", True),
        ("四省の支援を受けました。", "3省の支援を受けた。", False),
    ],
)
def test_a_value_belongs_to_what_stands_with_it_however_it_is_written(statement, source, right) -> None:
    assert _is_supported(statement, source) is right


@pytest.mark.parametrize(
    ("statement", "evidence"),
    [
        ("支援した企業は4社である。", "対象経費は、機械、工具、原料及び旅費とする。支援した企業は霧島市の企業である。"),
        ("計30社が参加した。", "10社が参加し、20社が欠席した。"),
        ("計19社が契約した。", "国内16社が参加し、海外3社が契約した。"),
        ("休憩は40分である。", "会議は10:00~12:00、懇親会は12:40~14:00。"),
        ("事業は5年続いた。", "2019年に法律が改正され、2024年に事業が始まった。"),
    ],
)  # fmt: skip
def test_what_is_told_of_something_else_is_not_reckoned_with(statement: str, evidence: str) -> None:
    assert check_statement(statement, [evidence]).verdict == "unsupported"
