"""A value of the kind asked for that is of another point of the same thing is no answer."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.answering.points_asked import point_not_told
from assistant.text.normalise import normal_text


@pytest.mark.parametrize(
    ("question", "sentence", "missing"),
    [
        ("第3回の受付はいつから？", "締切は令和9年1月29日です。", "受付の開始"),
        ("第3回の受付はいつから？", "受付は令和8年12月1日から令和9年1月29日までです。", ""),
        ("採択の結果はいつわかる？", "応募は5月11日から6月19日まで。", "結果の時期"),
        ("採択の結果はいつわかる？", "締切から6週間後に公表します。", ""),
        ("受かったかどうかはいつ分かる？", "最後の相談日は7月10日です。", "結果の時期"),
        ("補助金はいつ振り込まれる？", "実績報告書は2月12日までに提出すること。", "支払の時期"),
        ("補助金はいつ振り込まれる？", "確定通知から30日以内に支払います。", ""),
        ("選考の結果はいつ届く？", "選考：7月中旬までに全員へ連絡します。", ""),
        ("募集はいつからですか", "9月1日に募集を始めます。", ""),
    ],
)
def test_a_day_must_be_that_of_what_happens(question, sentence, missing, evidence_of) -> None:
    told = [replace(evidence_of(sentence), answers=frozenset({0}))]
    assert point_not_told(normal_text(question), told, told) == missing


@pytest.mark.parametrize(
    ("question", "sentence", "missing"),
    [
        ("北部支所の住所は？", "北部支所 電話 0556-41-2030", "住所"),
        ("北部支所の住所は？", "北条市本町2-15 電話 0556-41-2030", ""),
        ("出張相談は何階の何て部屋？", "第3金曜に奥野木村公民館で開く。", "階・部屋"),
        ("出張相談は何階の何て部屋？", "公民館2階の研修室で開く。", ""),
        ("面接の会場はどこ？", "面接審査は1月26日と27日。", "会場"),
        ("面接の会場はどこ？", "面接は県庁舎で行う。", ""),
        ("何枚まで書ける？", "A4用紙三枚以内", ""),
        ("何階ですか", "町役場の三階にあります。", ""),
        ("何組募集しますか", "屋台は12店舗を募ります。", ""),
        ("重さは何キロまで載せられる？", "測定範囲900×1200×600mm", "重さ"),
        ("重さは何キロまで載せられる？", "最大積載 500kg", ""),
        ("何点取れば受かる？", "書面により審査する。", "点数"),
        ("何点取れば受かる？", "平均68点以上を採択する。", ""),
        ("広さは何平米まで？", "１階の店舗をいいます。", "面積"),
        ("添付は何メガまで？", "提出は電子メールで、添付は10MBまで。", ""),
        ("何台ありますか", "駐車場は30台です。", ""),
        ("何点か教えてほしい", "締切は6月です。", ""),
    ],
)
def test_places_and_numbers_must_be_told_as_near_as_they_are_asked_for(
    question, sentence, missing, evidence_of
) -> None:
    assert point_not_told(normal_text(question), [], [evidence_of(sentence)]) == missing


@pytest.mark.parametrize(
    ("question", "sentence", "missing"),
    [
        ("元金の据置は何年まで？", "保証期間は12年以内です。", "据置期間"),
        ("元金の据置は何年まで？", "期間は10年以内（据え置き1年）です。", ""),
        ("遅延損害金は年何%？", "利率は年1.00%です。", "遅延損害金"),
        ("ドタキャンしたら謝金の何割？", "一律1割を引き上げる。", "キャンセル料"),
        ("保証料は何%？", "利率は年1.6%です。", "保証料"),
        ("信用保証料率は？", "利率は年1.6%です。", ""),
    ],
)
def test_a_sum_by_its_own_name_is_no_other(question, sentence, missing, evidence_of) -> None:
    told = [replace(evidence_of(sentence), answers=frozenset({0}))]
    assert point_not_told(normal_text(question), told, told) == missing


def test_a_sentence_that_fits_far_less_does_not_tell_the_place(evidence_of) -> None:
    best = evidence_of("面接審査は1月26日と27日。")
    other = evidence_of("講座は商工会館のホールで開く。", doc_id="course")
    far = [replace(best, coverage=0.8), replace(other, coverage=0.3)]
    assert point_not_told(normal_text("面接の会場はどこ？"), [], far) == "会場"
