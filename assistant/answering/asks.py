"""Whether a sentence asks something."""

from __future__ import annotations

import re

from assistant.text.asking import INTERROGATIVE

_ASKS = re.compile(
    rf"[?？]|{INTERROGATIVE}|教えて|知りたい|確認[しさ](?:た|せ)|お願い|お聞かせ|"
    r"(?:か|け|かな|かね|かい|かいな|かしら|ある|の|って|は|とは|でしょう|ですよね)[。]?$"
)
_REPORTS = re.compile(r"(?:たい|ほしい|くれ|[るただ])(?:って|んやて|んだって|そうです|そう|と)[。]?$")


def asks(plain: str) -> bool:
    """Whether a normalised sentence asks something: ``どこに頼める?`` → True; ``内装部品を作ってます。`` → False"""
    return bool(_ASKS.search(plain))


def reports(plain: str) -> bool:
    """Whether a normalised sentence tells what a client says: ``中古の断裁機を買いたいって。`` → True; ``補助率って`` → False"""
    return bool(_REPORTS.search(plain))
