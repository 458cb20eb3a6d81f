"""The point of a question, its place, year, applicant, papers or body, has to be spoken of; what is told beside it has not."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from assistant.answering.decide import decide
from assistant.answering.lacking import lacks
from assistant.answering.located import asked_places, place_without_value
from assistant.answering.parts import split_parts
from assistant.answering.premises import figures_told_otherwise
from assistant.answering.question import understand
from assistant.answering.reading import read_question
from assistant.answering.subjects import spoken_names, told_subjects, with_full_names
from assistant.answering.unknown import (
    unknown_attribute,
    unknown_compound,
    unknown_person,
    unknown_place,
    unknown_source,
    unknown_topic,
)
from assistant.text.names import Alias, NameTable

TODAY = date(2026, 11, 21)
AWARD = NameTable((Alias("ひばりアワード", ("ひばり賞",)),))


def asked(question: str, table: NameTable | None = None):
    return understand(question, table or NameTable(()), lambda said: True)


def nothing_said(words: str) -> bool:
    return False


@pytest.mark.parametrize(
    ("question", "sentence", "missing"),
    [
        ("埼玉県の企業は何社？", "全国から1,400社を募った。", "埼玉県に限った内容"),
        ("埼玉県の企業は何社？", "埼玉県からは三十社が選ばれた。", ""),
        ("うちの富山の取引先が言うには募ったって。何社？", "全国から1,400社を募った。", ""),
        ("青森の支援機関の者です。募った企業は何社？", "全国から1,400社を募った。", ""),
        ("長岡の拠点は何人？", "各拠点に5人を置く。", "長岡に限った内容"),
        ("山形の樹脂屋さんから。何社を募った？", "全国から1,400社を募った。", ""),  # where the client is
        ("飯田だけだと何社？", "新規参入を50社増やす。", "飯田だけの内容"),
    ],
)
def test_a_value_asked_for_at_a_place_has_to_stand_with_it(question, sentence, missing, evidence_of) -> None:
    assert lacks(asked(question), [evidence_of(sentence)], TODAY) == missing


def test_the_passage_may_say_the_place(evidence_of) -> None:
    from dataclasses import replace

    told = evidence_of("三十社が選ばれた。")
    told = replace(told, passage=replace(told.passage, section=("埼玉県の取組",)))
    assert place_without_value(asked("埼玉県の企業は何社？"), [told]) == ""
    assert [place.name for place in asked_places("米沢の拠点は？")] == ["山形県"]


@pytest.mark.parametrize(
    ("question", "sentence", "published", "missing"),
    [
        ("2040年だと割合は何％？", "2030年に20%を目指す。", "2017-06", "2040年の割合"),
        ("2030年だと割合は何％？", "2030年に20%を目指す。", "2017-06", ""),
        ("2016年の割合は何％？", "割合は20%だった。", "2017-06", ""),  # its document is of that time
        (
            "個人事業主さんでも申請できますか",
            "中小企業の経費の一部を助成する。",
            "2017-06",
            "個人事業主の扱い",
        ),
        ("個人事業主さんでも申請できますか", "個人事業主も対象とする。", "2017-06", ""),
        ("計画届に必要な書類は？", "計画届を提出する。", "2017-06", "必要書類"),
        ("計画届に必要な書類は？", "計画届には協定書の写しを添付する。", "2017-06", ""),
        ("古い書類が出てきて。届はどこに出す流れ？", "届を提出する。", "2017-06", ""),
        ("年数の条件ってある？", "企業と支援人材をつなぐ場として開催する。", "2017-06", "年数の条件"),
        ("年数の条件ってある？", "設立から10年以内の企業とする。", "2017-06", ""),
        ("運営はどこの団体？", "試験拠点の整備に向けて検討する。", "2017-06", "運営"),
        ("運営はどこの団体？", "ひかり産業振興財団が運営する。", "2017-06", ""),
        ("どこの県を回る計画？", "関係機関と連携して実施する。", "2017-06", "都道府県"),
        ("どこの県を回る計画？", "新潟県と長野県で実施する。", "2017-06", ""),
    ],
)
def test_the_point_of_a_question_must_be_spoken_of(
    question, sentence, published, missing, evidence_of
) -> None:
    assert lacks(asked(question), [evidence_of(sentence, published=published)], TODAY) == missing


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("宮澤健司コーディネーターって今どこの所属？", "宮澤健司"),
        ("中企庁の真鍋参事官は何を説明しましたか", "真鍋参事官"),
        ("山田太郎社長が困っていて、補助率は？", ""),  # a client
        ("山田社長が困っていて、補助率は？", ""),
    ],
)
def test_somebody_no_document_names_is_unknown(question, name) -> None:
    assert unknown_person(asked(question), nothing_said) == name
    assert unknown_person(asked(question), lambda words: True) == ""


@pytest.mark.parametrize(
    ("question", "what"),
    [
        ("ひばり賞の賞金、いつ振り込まれますか", "賞金"),
        ("ひばり賞の登録数は？", ""),  # a count is looked for as one
        ("ひばり賞の先生は？", ""),
        ("うちの賞金、いつ振り込まれますか", ""),
    ],
)
def test_what_is_asked_of_a_named_thing_must_be_a_word_of_some_document(question, what) -> None:
    assert unknown_attribute(asked(question, AWARD), nothing_said) == what
    assert unknown_attribute(asked(question, AWARD), lambda words: True) == ""


def test_what_is_told_before_the_question_is_no_topic() -> None:
    before = asked("地元企業の内装部品を作ってるんですけど、どこに頼める？")
    itself = asked("内装部品の支援は？")
    assert unknown_topic(before, nothing_said) == "" and unknown_compound(itself, nothing_said) == "内装部品"


def test_a_body_called_with_san_is_known_by_its_name(evidence_of) -> None:
    question = asked("北関東ものづくり連携機構さんの窓口は？")
    of_another = replace(evidence_of("別の機構の窓口である。"), names_found=False)
    decision = decide(question, [of_another], TODAY)
    assert decision.unknown_names == ("北関東ものづくり連携機構",)


def test_a_question_inside_what_is_stated_is_none() -> None:
    text = "何が足らんか一緒に点検したい。番号ふって整理してはりましたよね。1番から3番まで教えて"
    assert [part.text for part in split_parts(text)] == [text]
    assert len(split_parts("補助率は何割か教えて。上限はいくら？")) == 2


def test_questions_asked_together_are_of_one_time() -> None:
    read = read_question("ひばり事業は今年度も公募してる？予算どれくらい？", (), NameTable(()), nothing_said)
    assert [question.about_now for question in read.questions] == [True, True]
    after = read_question("ひばり事業の予算は？今年度も公募してる？", (), NameTable(()), nothing_said)
    assert [question.about_now for question in after.questions] == [False, True]
    told = read_question("ひばり事業は今も公募してる？2010年の予算は？", (), NameTable(()), nothing_said)
    assert [question.about_now for question in told.questions] == [True, False]


@pytest.mark.parametrize(
    ("question", "is_now"),
    [
        ("今申請したら5分の4出ますか", True),
        ("今日時点の金利は？", True),
        ("今のガソリン車と両方、部品はいくつて書いてた？", False),  # what was written is asked for
    ],
)
def test_what_is_asked_of_today_is_told_from_what_was_written(question, is_now) -> None:
    assert asked(question).about_now == is_now


def test_the_figures_of_a_calculation_and_the_years_of_an_era_are_no_claims(evidence_of) -> None:
    evidence = [evidence_of("賃金は10,000円、期間は1年間です。")]
    assert (
        figures_told_otherwise(asked("日給1万5千円のままで6人を3日休ませたらいくら？計算して"), evidence)
        == ()
    )
    assert figures_told_otherwise(asked("平成22年の話ですよね？"), evidence) == ()


@pytest.mark.parametrize(
    ("question", "unknown"),
    [
        ("湯ノ又町にも補助ある？", "湯ノ又町"),
        ("湯ノ又町の会社です。使える補助はどれ？", ""),  # where the client is
        ("温泉町を盛り上げる補助ある？", ""),  # a kind of town
        ("長岡市の拠点はどこ？", ""),
        ("市町村の補助金はありますか", ""),
        ("埼玉県宮代町で菓子屋をしています。使える補助金は？", ""),
        ("北海道ニセコ町の宿です。使える補助金は？", ""),
        ("埼玉県北葛飾郡杉戸町でパン屋をやってます。使える補助金ありますか", ""),
        ("湯ノ又町で菓子屋をしています。使える補助金は？", ""),
        ("湯ノ又町の菓子屋が使える補助金は？", ""),
        ("埼玉県宮代町の補助率は？", "埼玉県宮代町"),  # what the town itself has is asked
        ("湯ノ又町には何か使える補助ある？", "湯ノ又町"),
    ],
)
def test_a_town_no_document_names_is_unknown(question, unknown) -> None:
    assert unknown_place(asked(question), nothing_said) == unknown


@pytest.mark.parametrize(
    ("question", "unknown"),
    [
        ("沖縄県読谷村の工房、使える補助金教えて", ""),
        ("鳥取県琴浦町で酪農してる人から電話、使える施策は", ""),
        ("奈良県吉野郡天川村で旅館を営む相談者。省エネ設備を入れたい。", ""),
        ("埼玉県宮代町の補助金は？", "埼玉県宮代町"),
        ("経営革新計画に使える補助金は？", "経営革新計画"),
    ],
)
def test_a_town_with_its_prefecture_or_county_is_a_place_and_no_compound(question, unknown) -> None:
    assert unknown_compound(asked(question), nothing_said) == unknown


def test_a_body_no_document_names_is_unknown_where_something_of_it_is_asked() -> None:
    assert unknown_source(asked("日銀の短観、9月はいくつ？"), nothing_said) == "日銀"
    assert unknown_source(asked("日銀の短観、9月はいくつ？"), lambda said: True) == ""
    assert unknown_source(asked("うちの会社は昭和の頃からですが補助率は"), nothing_said) == ""


def test_a_short_name_is_also_read_as_a_text_writes_it_in_full() -> None:
    short = told_subjects(["工技センター"], ())
    (full,) = with_full_names(short, ["県工業技術センターの機器"])
    assert full.said_in("工業技術センター")
    assert with_full_names(short, ["農業センター"]) == tuple(short)
    grant = told_subjects(["省人化補助金"], [])
    assert with_full_names(grant, ["省人化設備導入補助金のよくある質問"])[0].said_in("省人化設備導入補助金")


def test_a_programme_with_a_name_in_hiragana_is_named_where_a_document_writes_it() -> None:
    assert spoken_names("うちのつくし補助金の率は", lambda said: said == "つくし補助金") == ["つくし補助金"]
    assert spoken_names("よりそいセンターの土曜は", lambda said: said == "よりそいセンター") == [
        "よりそいセンター"
    ]
    assert spoken_names("いちばん近いセンターは", nothing_said) == []
    assert spoken_names("新しい補助金の率は", lambda said: True) == []
    assert spoken_names("つくし補助金の率は", nothing_said) == []
