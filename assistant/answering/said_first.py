"""What a question says before it asks: the paper it is asked of (電話当番のメモで、…), what the answer is for (研修の資料用に、…)."""

from __future__ import annotations

import re

_KINDS = "メモ|議事録|要領|要綱|規程|規約|規則|名簿|料金表|一覧表?|たより|便り|ニュース|日程表?|チラシ|ちらし|マニュアル|手引き?|パンフレット|リーフレット|ガイドライン"
_CALLED = rf"[一-龥ァ-ヶーa-z0-9・の]{{2,16}}?(?:{_KINDS})"
"""More than the kind alone: an office has many 要領, and 日程に余裕がある is of none."""
_FIRST = re.compile(rf"^(?P<paper>{_CALLED})(?:で|では|だと)、")
_WITHIN = re.compile(rf"(?P<paper>{_CALLED})(?:に(?:は|も)?(?=[^。?]{{0,12}}(?:載|書|出て))|によると)")
_BEFORE_ASKING = re.compile(r"(?<=お客さん)(?:なら|だと|の場合は?)|^([^、。]{1,20}用(?:に|で|として)、)")


def without_paper(plain: str) -> str:
    """A normalised question without the paper it points at first, whose words ask for nothing: 電話 of 電話当番のメモで、.

    ``電話当番のメモで、創業の相談はだれに回す?`` → ``創業の相談はだれに回す?``; ``電話当番のメモで、`` → the same
    """
    found = _FIRST.match(plain)
    return (plain[found.end() :] if found else "") or plain


def apart(sentence: str) -> list[str]:
    """A sentence of a question, what it says first apart from what it asks: ``沖ノ原のお客さんなら何日前?`` → ``沖ノ原のお客さん``, ``何日前?``"""
    return [part for part in _BEFORE_ASKING.split(sentence, maxsplit=1) if part]


def paper_pointed_at(plain: str) -> str:
    """What a normalised question calls the paper it is asked of: ``機器の料金表で、測定機は?`` → 機器の料金表; empty where it points at none,
    or says its kind alone."""
    found = _FIRST.match(plain) or _WITHIN.search(plain)
    return found["paper"] if found else ""
