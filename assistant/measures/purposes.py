"""Which purposes a text speaks of: a client's words or the description of a programme."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.measures.own_business import runs_one_already
from assistant.measures.told import Found, Told, told
from assistant.measures.words import words_for

_BY_WHOM = {
    "succession": re.compile("親戚|親類|知り合い|息子|娘|婿|子供|子ども|甥|姪|親族|跡取り|長男|次男|社長"),
    "sales": re.compile(
        "(?:売り?先|販売先|納入先|取引先|得意先|卸先|受注先|買い手)[^、。]{0,4}(?:一社|1社|だけ|減|な[いく]|少な|偏|広げ|増や|開拓|探)"
    ),
    "overseas": re.compile("子会社|現地法人"),
    "funding": re.compile("銀行|信金|信用金庫|公庫|金融機関"),
}
"""Needs that are told by what others do: 息子は継がない, 銀行が貸してくれない."""
_DONE = re.compile(
    r"[^、。]{0,6}(?:終わ(?:っ|り)|(?<!契約)済(?:み|んで)|完了し|不要にな|決まっ(?:て(?:い|お|る|ま)|た(?!ら))|見つかっ(?:た(?!ら)|て(?:い|る)))"
)
"""What is settled is no purpose any more: 後継ぎは長男に｜決まっています."""
_OWN_PRODUCT = re.compile(
    r"[一-龥ァ-ヶー]{0,6}(?:(?:を|の)?(?:作って|造って|つくって|製造|開発|設計|販売|修理|レンタル|卸|売って)(?!し(?:たい|よう)|を)|(?:の)?(?:メーカー|屋|製造業|商社))"
)
"""What makes a thing the client's own trade: 省力化ロボット｜を作って, 農業機械｜の修理, 計測｜機器メーカー."""
_SETTLED = re.compile(
    r"(?:者|ぎ|り)?(?:さん)?(?:は|も|が)(?:もう|ちゃんと|すでに|既に|一応|[^、。はがも]{1,5}が)?(?:おる|いる(?!の?か|会社|企業|方|人|ところ|店|と(?:いい|助|良)|でしょ|なら)|います(?!か)|おります(?!か))"
)
"""The same of who comes after: 跡取り｜はおる."""
_OPENED = re.compile(r"開[きくいこけ業]|始め|オープン|出[しす]|立ち上げ|やりたい|やろう")
"""A shop that is opened; whether that founds a business, its owner's other words tell."""
_ABROAD_ALREADY = re.compile(
    r"(?:に|へ)?(?:は|も)?(?:もう|すでに|既に)?(?:出て(?:い)?(?:る|ます|て)|出ており|進出(?:済|して(?:い|お)|し(?:た(?!い)|まし))|展開(?:済|して(?:い|お)))"
    r"|(?:(?<=進出)|(?<=展開)|(?<=輸出))(?:済|して(?:い|お)|し(?:た(?!い)|まし))"
)
_AT_HOME = re.compile(
    r"国内(?:の)?[^、。はが]{0,6}(?:を|も|で|に)[^、。]{0,10}?(?:たい|伸ば|増や|広げ|開拓|強化|力を入れ)"
)
"""What makes of being abroad no wish to go there: 海外に｜出てる会社で、国内を伸ばしたい."""
_THINGS = frozenset({"equipment", "digital", "energy", "quality"})
_OF_RESEARCH = re.compile(r"(?:研究|開発)(?:の)?テーマ(?:は|が)[^。!?\n]*")
_FOR_CLIENTS = ("bank", "support_agency", "local_government")
"""Who speaks for others: what those want is what is asked about."""


def purposes_of(text: str) -> tuple[str, ...]:
    """The purposes a text speaks of and does not turn down, in the order of their first mention.

    ``海外はやらない。省エネ設備を入れたい`` → (energy, equipment); ``後継者がいない`` → (succession,);
    ``新製品の販路開拓に要する経費を補助します`` → (new_business, sales)

    Args:
        text: what a client says, or what a programme is for.
    """
    found = purposes_read(told(text))
    return tuple(dict.fromkeys(str(one.value) for one in found if one.holds))


def purposes_read(text: Told) -> tuple[Found, ...]:
    """The purposes of a client's words, each once; one that is turned down does not hold.

    What is only told of others (取引先が海外に出た) is left out.
    """
    found: dict[str, Found] = {}
    for one in sorted(_mentions(text), key=lambda one: one.start):
        before = found.get(str(one.value))
        if before is None or (one.holds and not before.holds):
            found[str(one.value)] = one
    if not any(one.holds for one in found.values()):
        weak = words_for("asked")["management"].search(text.plain)
        found |= {"management": Found("purpose", "management", *weak.span())} if weak else {}
    return tuple(found.values())


def _mentions(text: Told) -> Iterator[Found]:
    well = [
        match.span()
        for pattern in words_for("not_finance").values()
        for match in pattern.finditer(text.plain)
    ]
    names = (*_certificates(text), *well, *(match.span() for match in _OF_RESEARCH.finditer(text.plain)))
    for_clients = any(words_for("organisation")[kind].search(text.plain) for kind in _FOR_CLIENTS)
    for purpose, pattern in words_for("purpose").items():
        for match in pattern.finditer(text.plain):
            of_others = not for_clients and text.is_of_others(match.start())
            if of_others and not _is_need(text, purpose, match.start()):
                continue
            is_own_product = purpose in _THINGS and _OWN_PRODUCT.match(text.plain, match.end())
            is_settled = purpose == "succession" and _SETTLED.match(text.plain, match.end())
            is_there = purpose == "overseas" and _ABROAD_ALREADY.match(text.plain, match.end())
            if is_there and _AT_HOME.search(text.plain):
                continue
            if is_own_product or is_settled or _DONE.match(text.plain, match.end()):
                continue
            if purpose == "founding" and _OPENED.search(match.group()) and runs_one_already(text, match):
                continue
            if purpose != "research" and any(start <= match.start() < end for start, end in names):
                continue
            yield Found(
                "purpose", purpose, *match.span(), holds=of_others or not text.is_refused(match.end())
            )


def _is_need(text: Told, purpose: str, place: int) -> bool:
    """Whether what somebody else does or leaves undone is told as the client's need."""
    by = _BY_WHOM.get(purpose)
    if by is not None and purpose == "sales":
        return by.match(text.plain, place) is not None
    begin = max((start for start, _ in text.sentences if start <= place), default=0)
    return by is not None and by.search(text.plain, begin, text.clause_at(place).end) is not None


def _certificates(text: Told) -> Iterator[tuple[int, int]]:
    """Where certificates are named that the client has, lacks or asks about, and does not go for: ISO9001を持っている."""
    for pattern in (*words_for("certificate").values(), words_for("certified")["named"]):
        for match in pattern.finditer(text.plain):
            if text.stance(match.end()) != "wanted":
                yield match.span()
