"""The thing a value is asked of: the price of which machine, the deadline of which seminar.

A sentence that holds a price, and stands in a passage that shares the question's other words, is no answer where it is
the price of something else. What the question says last before the value is what it is of.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from assistant.answering.asked import spelt_out
from assistant.answering.asking_part import asking_part
from assistant.answering.question import Question
from assistant.answering.topic import is_attribute
from assistant.text.normalise import fold, normal_text
from assistant.text.titles import PLAIN_HONORIFICS
from assistant.text.tokens import morphemes, noun_phrases

_UNIT = re.compile(
    r"(?:[0-9一二三四五六七八九十]+)?(?:時間|検体|回|日|社|人|名|件|口|台|か所|年|月|円|本|枚|泊|つ|個|割|%|点)(?:目|あたり|当たり)?"
)
_OF_TIME = re.compile(r"年度?$|^(?:今|来|去|昨|前|翌|次)|[月日]$|時点$|最新|最近|昔|当時|ごろ$|頃$")
BY_NAME = re.compile(r"(?=.{3})[一-龥ァ-ヶーa-z0-9・]+(?:さ[一-龥ァ-ヶー]+)?")
"""A thing by its name: a verb's noun (売れ行き) and what people call a thing (プロパーさん) hold kana; 粗さ計 is one too."""
_KATAKANA = re.compile(r"[ァ-ヴー]{5,12}")
_TAKEN_FROM_OR_BY = re.compile(r"から|で(?:も)?(?:出られ|出れ|参加|受けられ|申し込|見られ|見れ)")
"""法人税から何%, ネットで出られる回: what stands before is what it is taken from, or by."""
_IN_TIME = re.compile(r"の(?:頃|ころ|あと|後|とき|時(?!間)|前|まえ)")
"""リーマンのあと、…何社: what stands before tells when."""
_BEFORE = re.compile(r"[一-龥ァ-ヶーa-z0-9]+$")
_SUMMED_UP = ("calculation", "comparison")


def value_is_of(question: Question) -> str:
    """The noun phrase a value is asked of, folded: ``工業センターの粗さ計、1時間いくら`` → 粗さ計; empty where a named thing of
    the question is, or nothing can be told.

    Args:
        question: the question, understood.
    """
    if not question.heads or question.kind in _SUMMED_UP:
        return ""
    asking = spelt_out(normal_text(asking_part(question.text)))
    begins = [found.start() for head in question.heads if (found := head.asked.search(asking))]
    before = asking[: min(begins, default=0)]
    for phrase in reversed(noun_phrases(before)):
        cut_off = _BEFORE.search(
            before[: before.rfind(phrase)]
        )  # 表面粗 of 表面粗さ計, which no dictionary knows
        name = fold(cut_off.group() + phrase if cut_off else phrase)
        behind = before.rfind(phrase) + len(phrase)
        if _TAKEN_FROM_OR_BY.match(before, behind) or _IN_TIME.match(before, behind):
            continue
        if (
            len(name) < 2
            or is_attribute(phrase)
            or _UNIT.fullmatch(name)
            or _OF_TIME.search(phrase)
            or _OF_TIME.match(name)
        ):
            continue
        known = [said for one in question.subjects for said in one.spellings]
        known += [fold(found.said) for found in question.resolved]
        return "" if any(name in said or said in name for said in known) else name
    return ""


def unknown_thing(question: Question, is_said: Callable[[str], bool]) -> str:
    """What a value is asked of, where no document has a word of it: ``アレルゲン検査、1検体いくら`` → アレルゲン検査; else empty.

    Places and people are told elsewhere, and what is put together of words the documents have may only be called so by the
    asker (``設備更新補助``).

    Args:
        question: the question, understood.
        is_said: whether any document says some words, folded.
    """
    name = value_is_of(question)
    if not BY_NAME.fullmatch(name) or is_said(name):
        return ""
    words = [
        word
        for word in morphemes(name, "C")
        if word.part_of_speech[0] == "名詞" and word.surface not in PLAIN_HONORIFICS
    ]
    new = [word for word in words if len(word.surface) > 1 and not _is_made_of_said(word.surface, is_said)]
    return name if any(word.part_of_speech[1] != "固有名詞" for word in new) else ""


def _is_made_of_said(word: str, is_said: Callable[[str], bool]) -> bool:
    """Whether documents say a word, or all of its parts: バリアフリー工事 where they have バリアフリー型 and 工事.

    Katakana that no dictionary knows may be two words side by side: タブレットレジ.
    """
    if is_said(fold(word)) or all(is_said(fold(part.surface)) for part in morphemes(word, "A")):
        return True
    halves = [(word[:at], word[at:]) for at in range(2, len(word) - 1)] if _KATAKANA.fullmatch(word) else []
    return any(is_said(fold(first)) and is_said(fold(second)) for first, second in halves)
