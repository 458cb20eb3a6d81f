"""Which purposes a text speaks of: a client's words or the description of a programme."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.measures.told import Found, Told, told
from assistant.measures.words import words_for

_BY_WHOM = {
    "succession": re.compile("息子|娘|婿|子供|子ども|甥|姪|親族|跡取り|長男|次男|社長"),
    "funding": re.compile("銀行|信金|信用金庫|公庫|金融機関"),
}
"""Needs that are told by what others do: 息子は継がない, 銀行が貸してくれない."""
_DONE = re.compile(
    r"[^、。]{0,6}(?:終わ(?:っ|り)|済(?:み|んで)|完了し|不要にな|決まっ(?:て(?:い|お|る|ま)|た(?!ら))|見つかっ(?:た(?!ら)|て(?:い|る)))"
)
"""What is settled is no purpose any more: 後継ぎは長男に｜決まっています."""


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
    return tuple(found.values())


def _mentions(text: Told) -> Iterator[Found]:
    names = tuple(_certificates(text))
    for purpose, pattern in words_for("purpose").items():
        for match in pattern.finditer(text.plain):
            of_others = text.is_of_others(match.start())
            if of_others and not _is_need(text, purpose, match.start()):
                continue
            if _DONE.match(text.plain, match.end()):
                continue
            if any(start <= match.start() and match.end() <= end for start, end in names):
                continue
            yield Found(
                "purpose", purpose, *match.span(), holds=of_others or not text.is_refused(match.end())
            )


def _is_need(text: Told, purpose: str, place: int) -> bool:
    """Whether what somebody else does or leaves undone is told as the client's need."""
    begin = max((start for start, _ in text.sentences if start <= place), default=0)
    by = _BY_WHOM.get(purpose)
    return by is not None and by.search(text.plain, begin, text.clause_at(place).end) is not None


def _certificates(text: Told) -> Iterator[tuple[int, int]]:
    """Where certificates are named that the client has, lacks or asks about, and does not go for: ISO9001を持っている."""
    for pattern in words_for("certificate").values():
        for match in pattern.finditer(text.plain):
            if text.stance(match.end()) != "wanted":
                yield match.span()
