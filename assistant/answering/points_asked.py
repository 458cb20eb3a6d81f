"""What a question asks of a thing, where every value found of it is of another point: the end of a receipt for its beginning, a price for
the room, an application's day for that of the result.

A sentence may be about the very thing, hold a value of the kind asked for, and still tell something else of it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answering.evidence import Evidence
from assistant.text.normalise import normal_text

NEAR, LESS_NEAR = 0.7, 0.6
"""Shares of what the best sentence covers from which another is held to tell of the same, for places and for numbers. With all sentences six
of 170 questions without an answer less were refused and one of 745 with one more was answered; with 0.7 for numbers 10MB of a paper was lost."""
_WHEN = r"(?:いつ|何日|何月|何週間|何か月|(?:どの|どれ|どん)(?:くらい|ぐらい))"


@dataclass(frozen=True, slots=True)
class Point:
    """A point that is asked for, and what a sentence that tells it says."""

    called: str
    asked: re.Pattern[str]
    told: re.Pattern[str]


def _either_way(event: str, when: str = _WHEN) -> re.Pattern[str]:
    """A wording of an event, before or behind one that asks when."""
    return re.compile(rf"(?:{event})[^。?、]{{0,12}}{when}|{when}[^。?、]{{0,10}}(?:{event})")


_DAYS = (
    Point(
        "結果の時期",
        _either_way(r"結果|合否|採否|(?:受か|通|落ち|選ば)[っれ]?た(?:か|の)"),
        re.compile(
            r"結果|合否|採否|採択|選定|通知|発表|公表|お?知らせ|連絡|回答|お?届|送[りる付]|選考|当選|抽選|内定|内示|決定(?!の日|日|後|前)|可否|審査(?:に|期間|日数)|営業日|標準|納期|日数"
        ),
    ),
    Point(
        "支払の時期",
        _either_way(r"振り?込|入金|着金|支払われ|お金(?:は|が|って)?(?:出|入|もら|おり|下り)"),
        re.compile(
            r"振り?込|支払|支給|入金|交付(?!決定|申請|要綱|の決定)|精算|概算|実行|送金|払[いうわ]|入[りる]|口座|お?届"
        ),
    ),
)
"""Of a day or a spell of time: what happens on it."""
_BEGINNING = Point(
    "受付の開始",
    re.compile(
        r"(?:受け?付け?|申し?込み?|募集|公募|申請)(?:は|が|って)?[^。?、]{0,10}(?:いつから|始ま|開始|再開|(?:何月|何日)から)|いつから[^。?、]{0,6}(?:受け?付|申し?込|募集|公募|申請)"
    ),
    re.compile(
        r"から|[~～〜]|開始|始[まめ]|再開|以降|より|随時|通年|年間|初日|先着|第[0-9][月火水木金土日]|受け?付け(?:ます|る|て)"
    ),
)
"""Told beside the end, in a sentence of its own: 2か月前の初日から."""
_PLACES = (
    Point(
        "住所",
        re.compile(r"住所|所在地|番地|何[市町区]のどこ"),
        re.compile(
            r"(?<![0-9-])[1-9][0-9]{0,3}-[0-9]{1,4}(?![0-9]*-)|丁目|番地|住所|所在|[市区町村][^、。\s]{1,12}[0-9]"
        ),
    ),
    Point(
        "階・部屋",
        re.compile(r"何階|どの階|(?:何て|何という|どの|何の)部屋|何号室"),
        re.compile(
            r"[0-9一二三四五六七八九十]階|[0-9]f|地階|[一-龥]室|号室|ホール|ルーム|広間|(?<![0-9])[0-9]{3}(?![0-9])"
        ),
    ),
    Point(
        "会場",
        re.compile(r"会場[^。?、]{0,4}どこ|どこの(?:会場|会議室|部屋|ホテル|建物)"),
        re.compile(
            r"会場[はが:：]|会場 |館|ホール|[一-龥]室|プラザ|センター|庁舎|ビル|オンライン(?!の)|[0-9]階|本所|支所|学校|大学|広場|公園|アリーナ|ところ[はが:：]|場所[はが:：]"
        ),
    ),
)
"""Of a place: how near it is asked for."""
_WAYS = (
    Point(
        "URL",
        re.compile(
            r"url|(?:ホームページ|hp|サイト|ウェブ|web)の?(?:アドレス|url|どこ)|ページ[^。?]{0,12}ダウンロード|アドレスを?(?:読み|教え)(?!.*メール)"
        ),
        re.compile(r"https?:|www\.|\.(?:jp|com)|ホームページ|検索"),
    ),
    Point("メールアドレス", re.compile(r"メール(?:アドレス|の宛先|先)"), re.compile(r"@")),
    Point("FAX番号", re.compile(r"fax|ファックス"), re.compile(r"fax|ファックス")),
)
"""Ways to reach somebody: an address of the web is asked for, and a telephone is told."""
_SUMS = tuple(
    Point(called, re.compile(asked), re.compile(told))
    for called, asked, told in (
        ("据置期間", r"据え?置き?", r"据え?置|猶予"),
        ("遅延損害金", r"遅延損害金|延滞金|損害金", r"遅延|延滞|損害金|滞納"),
        ("違約金", r"違約金", r"違約"),
        ("配当", r"配当", r"配当"),
        ("賞金", r"賞金", r"賞金|副賞|賞品|商品券|贈"),
        ("敷金", r"敷金", r"敷金|保証金"),
        ("保証料", r"(?<!信用)保証料(?!率)", r"保証料"),
        (
            "キャンセル料",
            r"キャンセル料|取り?消し?料|ドタキャン",
            r"キャンセル|取り?消|取り?やめ|やめ[るた]|中止|解約",
        ),
        ("交通費", r"交通費|旅費", r"交通費|旅費"),
        ("通訳の費用", r"通訳(?:費|料|代|の)", r"通訳"),
        ("加工の費用", r"加工(?:費|料|代)", r"加工(?:費|料|代|[^。、]{0,6}[0-9])"),
        ("講師への謝金", r"講師(?:代|料|謝金|の?謝礼)", r"講師(?:代|料)|謝金|謝礼|派遣"),
        ("謝礼", r"謝礼|お礼(?:は|の額|って)", r"謝礼|謝金|報酬"),
        ("任期", r"任期", r"任期"),
        ("送料", r"(?<!郵)送料", r"送料|送付|発送|着払|切手|実費"),
        ("条件変更の手数料", r"条件変更", r"条件[のを]?変更"),
    )
)
"""Sums and shares by names that nothing else is called by: the term of a loan is none of its 据置."""
_DIGIT = "[0-9一二三四五六七八九十百千万]"
_NUMBERS = tuple(
    Point(called, re.compile(rf"何(?:{asked})"), re.compile(told))
    for called, asked, told in (
        ("点数", r"点(?!目|か|検)", rf"{_DIGIT}\s?点"),
        ("面積", r"平米|平方メートル|㎡|坪", r"㎡|m2|平米|平方メートル|坪|[0-9]\s?(?:m|メートル)"),
        ("重さ", r"(?:キロ|kg|㎏)(?!メートル|先|離)|グラム", r"[0-9]\s?(?:k?g|グラム|キロ|t)|㎏|トン"),
        (
            "長さ・大きさ",
            r"センチ|ミリ|メートル|cm|mm",
            r"[0-9]\s?(?:cm|mm|m|センチ|ミリ|メートル)|[0-9]×[0-9]|㎜|㎝",
        ),
        ("枚数", r"枚|ページ", rf"{_DIGIT}\s?(?:枚|点|部|ページ|頁|カット)"),
        ("字数", r"文?字", rf"{_DIGIT}\s?文?字"),
        ("組数", r"組", rf"{_DIGIT}\s?(?:組|社|名|人|枠|件|者|店|団体|区画|ブース|グループ)"),
        ("台数", r"台", rf"{_DIGIT}\s?台|台数"),
        ("階", r"階", rf"{_DIGIT}階|[0-9]f|地階"),
        ("曜日", r"曜", r"曜|毎日|平日|土日|[月火水木金土日](?:[・、～~〜()]|$|\s)"),
        ("容量", r"メガ|ギガ|mb|gb", r"[0-9]\s?[mgk]b|メガ|ギガ"),
    )
)
"""What is counted by a unit of its own: 何点 is answered by a number of 点."""


def point_not_told(plain: str, told: Sequence[Evidence], evidence: Sequence[Evidence]) -> str:
    """The point a question asks for that no sentence tells, in words; empty where there is none.

    ``受付はいつから`` of 「締切は1月29日です。」 → 受付の開始; ``重さ何キロまで`` of 「測定範囲900×1200mm」 → 重さ

    Args:
        plain: the question, normalised.
        told: sentences that hold a value of the kind asked for.
        evidence: the sentences an answer may use.
    """
    near, less_near = _nearly(evidence, NEAR), _nearly(evidence, LESS_NEAR)
    for points, sentences in (
        (_WAYS if told else (), told),
        (_DAYS, told or near),
        ((_BEGINNING,), [*told, *less_near]),
        (_PLACES, near),
        (_SUMS if told else (), [*told, *near]),
        (_NUMBERS, less_near),
    ):
        said = [_with_headings(one) for one in sentences]
        for point in points:
            if point.asked.search(plain) and not any(map(point.told.search, said)):
                return point.called
    return ""


def _nearly(evidence: Sequence[Evidence], share: float) -> list[Evidence]:
    """The sentences that cover so much of what the best one covers, or stand beside it, and are held to be of the same."""
    best = max((one.coverage for one in evidence), default=0.0)
    passages = {one.passage.passage_id for one in evidence if one.coverage == best}
    return [one for one in evidence if one.coverage >= share * best or one.passage.passage_id in passages]


def _with_headings(one: Evidence) -> str:
    """A sentence with the headings above it, normalised; a row's heads are in its text."""
    return normal_text("\n".join([*one.passage.section, one.text]))
