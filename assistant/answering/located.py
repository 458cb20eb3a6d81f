"""The place a question is held to, and whether the evidence speaks of it."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from assistant.answering.asking_part import asking_part
from assistant.answering.asks import asks
from assistant.answering.evidence import Evidence
from assistant.answering.question import Question
from assistant.text.asking import OWN_FIRM
from assistant.text.normalise import fold, normal_text, unified
from assistant.text.regions import Region, region_of, regions_at, regions_in
from assistant.text.tokens import morphemes

_LOCATED = (
    r"(?:県|府|都)?(?:内)?(?:の|で|にある|に)(?!会社(?:さん)?(?:なん|です|から)|方(?:です|から)|お客|社長)"
)
_WHO_ASKS = re.compile(
    r"(?:の|で)[^、。の]{0,12}(?:さん|屋|店|社長|メーカー|工場|事業者|業者|企業|会社|農家|法人)(?:さん)?(?:です|だけど|やけど|なん|から|が来|が(?!何|いく)|で、|、|に|も|へ)"
    r"|の[^、。の]{0,6}(?:取引先|得意先|(?<![光来乗])客|支援機関|商工会)(?:さん)?(?:です|なん|らしい|から|が来|が言)"
    r"|の[^、。]{0,14}の者(?:です|ですが|なん)"
    r"|で[^、。?]{1,16}(?:を|も)?(?:や|し|作|つく|造|売|営)(?:っ|ん)?[てで](?:い|お)?(?:る|ます|り|まし)"
)
"""What follows the place of a client, or of who asks: 山形の樹脂屋さんから電話, 長野の部品メーカーが, 青森の支援機関の者です, 長野で成形を
やっています."""
_OURS = re.compile(rf"(?:{OWN_FIRM})の$")
_PARTNER = re.compile("の(?:取引先|得意先|仕入先|お?客|会社|工場|店)")
"""What stands before and behind the place of a client's partner: うちの富山の取引先が."""

_ALONE = re.compile(
    r"(?P<words>[一-龥]{2,}?)[県府都]?(?:市|町|村|内)?(?:の(?:ぶん|分|数字?))?(?:だけ|のみ|に限|に絞)"
)
"""A place of which alone something is asked: 岐阜だけ, 飯田市のぶんだけ."""
_ASKED_OF_TOWN = re.compile(
    r"(?:に|の|で|は|って|なら|だと|だけ|から出)[^、。\sへが]{0,10}?(?:補助|助成|支援|施策|制度|融資|給付|奨励|税制|窓口)"
)
"""What follows a town whose own support is asked about: 宮代町に補助金ある？, 宮代町の創業補助; not 宮代町の菓子屋が使える補助金."""
_COUNTRY = ("名詞", "固有名詞", "地名", "国")
_HERE = ("日本", "我が国", "わが国")
_OTHER_NAMES = {
    "アメリカ": ("米国",), "米国": ("アメリカ",), "イギリス": ("英国",), "英国": ("イギリス",), "ドイツ": ("独国",),
}  # fmt: skip


def named_places(text: str) -> tuple[Region, ...]:
    """The places a text names but for blocks of them, which are asked about as a whole."""
    plain = unified(text)
    named = [region for _, _, region in regions_at(plain)]
    return tuple(region for region in named if len(region.prefectures) == 1)


def asked_places(text: str) -> tuple[Region, ...]:
    """The places a question names; also those that may be a surname, where they stand as places do: 米沢の, 福島で."""
    return named_places(text) or tuple(region for _, region in _may_be_places(text))


def _may_be_places(text: str) -> list[tuple[str, Region]]:
    words = morphemes(text, "C")
    found = [
        (word.surface, region)
        for word, behind in itertools.pairwise(words)
        if word.part_of_speech[1] == "固有名詞" and behind.surface in ("の", "で")
        if (region := region_of(word.surface))
    ]
    return [(word, region) for word, region in found if len(region.prefectures) == 1]


def place_without_value(question: Question, evidence: Sequence[Evidence]) -> str:
    """The place a value or a person is asked for, where no sentence that holds one stands with its name; else empty.

    ``埼玉県の会社は何社`` of 「全国から1,400社募り」 → ``埼玉県に限った内容``; ``埼玉の部品屋さんから。何社募った?`` → empty: the client's place
    """
    if not question.heads and question.kind != "person":
        return ""
    plain = unified(question.text)
    words = [(plain[start:end], region) for start, end, region in regions_at(plain)]
    told = [e for e in evidence if e.answers or e.hinted]
    for word, region in words or _may_be_places(plain):
        if len(region.prefectures) != 1 or not _is_where(word, plain) or _is_told_before(word, question.text):
            continue
        if not any(_stands_with(word, region, e) for e in told):
            return f"{region.name if word in region.name else word}に限った内容"
    return ""


def country_without_value(question: Question, evidence: Sequence[Evidence]) -> str:
    """The country a value is asked of that no passage with such a value names: ``ドイツは何％`` of 「日本の企業では約13％」 → ``ドイツ``; else empty.

    Args:
        question: the question, understood.
        evidence: the sentences an answer may use.
    """
    told = [fold("".join([*e.passage.section, e.passage.text])) for e in evidence if e.answers]
    for word in morphemes(question.text, "C") if told else ():
        if word.part_of_speech[:4] != _COUNTRY or word.surface in _HERE:
            continue
        names = [fold(name) for name in (word.surface, *_OTHER_NAMES.get(word.surface, ()))]
        if not any(name in text for text in told for name in names):
            return word.surface
    return ""


def _is_where(word: str, plain: str) -> bool:
    """Whether a place tells where what is asked about is, and not where the client is."""
    return any(
        not _WHO_ASKS.match(plain, found.end() - 1)
        and not (_OURS.search(plain[: found.start()]) and _PARTNER.match(plain, found.end() - 1))
        for found in re.finditer(re.escape(word) + r"(?:内|地域|地区)?(?:の|で|にある)", plain)
    )


def is_where_client_is(word: str, text: str) -> bool:
    """Whether a place is told of as where the client is: かもめ町の会社です, 湯ノ又町から電話.

    Args:
        word: the place, as the text says it.
        text: the question.
    """
    plain, place = (unified(one) for one in (text, word))
    return any(
        _WHO_ASKS.match(plain, found.end()) or plain.startswith(("から", "在住", "の方"), found.end())
        for found in re.finditer(re.escape(place), plain)
    )


def _is_told_before(word: str, text: str) -> bool:
    """Whether a place is that of the client, told before anything is asked: 長野で成形をやっています。限度額は？"""
    return is_where_client_is(word, text) and word not in asking_part(text)


def is_told_in_passing(town: str, question: Question) -> bool:
    """Whether a town only says where somebody is who looks for a measure: 白馬村で宿をしています。使える施策は？

    The documents need not name it: its support is not asked about, as in 白馬村に補助金ある？

    Args:
        town: the town, as the question says it, with its prefecture or without.
        question: the question, understood.
    """
    plain, place = (unified(one) for one in (question.text, town))
    looks_for_support = question.looks_for_measure or not asks(normal_text(question.text))
    asked_of_it = any(
        _ASKED_OF_TOWN.match(plain, found.end()) for found in re.finditer(re.escape(place), plain)
    )
    return looks_for_support and place in plain and not asked_of_it


def _stands_with(word: str, region: Region, evidence: Evidence) -> bool:
    around = "".join(
        [evidence.document.title, *evidence.passage.section, evidence.passage.text, evidence.text]
    )
    return fold(word) in fold(around) or any(region.meets(one) for one in named_places(around))


def place_alone_missing(plain: str, evidence: Sequence[Evidence]) -> str:
    """The place of which alone a value is asked and that no sentence names: ``岐阜だけだと目標は何社`` → ``岐阜県だけの内容``, ``飯田だけだと`` → ``飯田だけの内容``; else empty.

    Args:
        plain: the question, normalised.
        evidence: the sentences that hold such a value.
    """
    for alone in _ALONE.finditer(plain):
        words = (alone["words"][-length:] for length in (4, 3, 2))  # 昨年岐阜 → 岐阜
        place = next(((word, region) for word in words if (region := region_of(word))), None)
        if place and not any(place[0] in e.text for e in evidence):
            word, region = place
            return f"{region.name if word in region.name else word}だけの内容"
    return ""


def region_not_said(question: Question, evidence: Sequence[Evidence]) -> str:
    """The prefecture a question is held to of which no passage speaks: ``新潟県に限った内容``; empty if there is none."""
    plain = normal_text(question.text)
    for region in regions_in(question.text):
        short = re.sub("[県府都]$", "", region.name)
        if region.name[-1] not in "県府都道" or not re.search(short + _LOCATED, plain):
            continue
        if _is_told_before(short, question.text):
            continue
        reading = "".join(morpheme.reading for morpheme in morphemes(short, "C"))
        spoken = "".join(chr(ord(c) - 0x60) if "ァ" <= c <= "ヶ" else c for c in reading)
        if not said_around(short, evidence) and not said_around(spoken, evidence):
            return f"{region.name}に限った内容"
    return ""


def said_around(words: str, evidence: Sequence[Evidence]) -> bool:
    """Whether folded words stand in one of the sentences, or in its passage, headings or title."""
    texts = (fold("".join([e.document.title, *e.passage.section, e.passage.text, e.text])) for e in evidence)
    return any(words in text for text in texts)
