"""What a question says before it asks: the paper it is asked of (電話当番のメモで、…), what the answer is for (研修の資料用に、…)."""

from __future__ import annotations

import re

_KINDS = "メモ|議事録|要領|要綱|規程|規約|規則|名簿|料金表|一覧表?|たより|便り|ニュース|日程表?|チラシ|ちらし|マニュアル|手引き?|パンフレット|リーフレット|ガイドライン"
_CALLED = rf"[一-龥ァ-ヶーa-z0-9・の]{{0,16}}?(?:{_KINDS})"
_PAPER_FIRST = rf"{_CALLED}(?:で|では|だと)、"
"""How a question begins that is asked of one paper."""
_BEFORE_ASKING = re.compile(
    rf"(?<=お客さん)(?:なら|だと|の場合は?)|^([^、。]{{1,20}}用(?:に|で|として)、|{_PAPER_FIRST})"
)
_FIRST = re.compile(_PAPER_FIRST)
_POINTED = re.compile(
    rf"^(?P<first>{_CALLED})(?:で|では|だと)、|(?P<within>{_CALLED})(?:に(?:は|も)?(?=[^。?]{{0,12}}(?:載|書|あ[るっ]|出て))|を見|によると)"
)


def without_paper(plain: str) -> str:
    """A normalised question without the paper it points at first, whose words ask for nothing: 電話 of 電話当番のメモで、.

    ``電話当番のメモで、創業の相談はだれに回す?`` → ``創業の相談はだれに回す?``; ``メモで、`` → the same
    """
    return _FIRST.sub("", plain, count=1) if _FIRST.match(plain) and _FIRST.sub("", plain, count=1) else plain


def apart(sentence: str) -> list[str]:
    """A sentence of a question, what it says first apart from what it asks: ``沖ノ原のお客さんなら何日前?`` → ``沖ノ原のお客さん``, ``何日前?``"""
    return [part for part in _BEFORE_ASKING.split(sentence, maxsplit=1) if part]


def paper_pointed_at(plain: str) -> str:
    """What a normalised question calls the paper it is asked of: ``料金表で、三次元測定機は?`` → 料金表; empty where it points at none."""
    found = _POINTED.search(plain)
    return (found["first"] or found["within"]) if found else ""
