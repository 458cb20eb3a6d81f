"""What is asked for as something an office may have or do, and that no document speaks of: 振動試験, 司法書士, キズナビ, 修了証."""

from __future__ import annotations

import re
from collections.abc import Callable

from assistant.answering.asking_part import asking_part
from assistant.answering.question import Question
from assistant.answering.topic import is_attribute, is_general
from assistant.answering.unknown import unlengthened
from assistant.text.normalise import fold, normal_text
from assistant.text.tokens import morphemes

_CALLED_FIRST = re.compile(
    r"(?P<what>[ァ-ヶー]{4,16}|[A-Z][A-Z0-9-]{4,20})(?:って|というの|いう(?:の|ん))"
    r"(?=[^。?？]{0,16}(?:のやつ|のもの|別物|何|なに|なん|どこの|サイト|サービス|システム|アプリ|制度|事業))"
)
"""Asked what it is, and not whether it is covered: エアコンって対象？ is of a thing that papers call otherwise."""
_HELPER = re.compile(
    r"(?P<what>(?<![一-龥])[一-龥]{2,5}士)(?:さん|の先生)?(?:の(?:相談|面談|窓口|曜日|日)|に(?:相談|聞|会|頼|来)|(?:は|って)(?:いつ|何曜|どこ|いくら|来))"
)
_EVERYBODYS = re.compile(
    r"hp|pc|tel|fax|web|url|sns|id|ok|ng|dm|qr|pdf|zoom|line|excel|word|it|ai|dx|e?mail|usb|cd|dvd|tv|k[gm]|[cm]m|[mg]b|no|vs"
)
"""Latin letters of everyday words, which papers write otherwise."""
_WANTED = re.compile(
    r"(?P<what>(?P<core>[一-龥]{2,8}?)(?P<end>試験|測定|検査|分析|加工|機|装置|相談|研修|講習|講座))を?(?:やり|し|頼み|借り|使い|受け|お願いし)たい"
)
_IS_THERE = re.compile(
    r"(?P<what>(?![何幾])[一-龥々ァ-ヶーa-z0-9]{2,14})(?:は|も|って|とか)?、?(?:(?:あ[りる]|つ[くき]|付[くき]|出(?:る|ます)|もらえ)(?:ます|る)?|置いて(?:い?る|あ[りる]|い?ます|あります))(?:か|の|ん)?(?:ですか|でしょうか|かな|ね)?[?。]*$"
    r"|(?P<latin>[a-z][a-z0-9-]{2,14})(?:は|も|って)?使え(?:る|ます)(?:か|の|ん)?(?:ですか|かな)?[?。]*$"
)
"""Asked at the end whether there is something: レーザー加工機もある?, 団信はつくの?, 修了証は出る?, Wi-Fiは使える?"""


def unknown_called(question: Question, is_said: Callable[[str], bool]) -> str:
    """A name in katakana or Latin letters that a question begins with and asks about, and that no document says: ``キズナビって何？``."""
    called = _CALLED_FIRST.match(question.text)
    name = fold(called["what"]) if called else ""
    is_known = any(fold(one.said) == name for one in question.resolved)
    return (
        "" if called is None or is_known or is_said(name) or is_said(unlengthened(name)) else called["what"]
    )


def unknown_helper(question: Question, is_said: Callable[[str], bool]) -> str:
    """A profession asked for that no document names: ``司法書士さんの相談日は？`` → 司法書士; empty where the client is one (司法書士の方が入会したい)."""
    helper = _HELPER.search(asking_part(question.text))
    return helper["what"] if helper and not is_said(fold(helper["what"])) else ""


def unknown_latin(question: Question, is_said: Callable[[str], bool]) -> str:
    """A name with Latin letters that no document has, of which a value is asked: ``X線CTで見たいんだけど、1時間いくら？`` → X線CT."""
    for name in question.names if question.heads else ():
        letters = re.findall(r"[a-z]{2,}", fold(name))
        if (
            letters
            and not any(map(_EVERYBODYS.fullmatch, letters))
            and not any(map(is_said, letters))
            and not is_said(fold(name))
        ):
            return name
    return ""


def unknown_wanted(question: Question, is_said: Callable[[str], bool]) -> str:
    """What a client wants to have done or to borrow, of which a value is asked and no document has a word: ``振動試験をやりたい、1時間いくら`` → 振動試験."""
    wanted = _WANTED.search(normal_text(question.text))
    if wanted is None or not question.heads:
        return ""
    core, end = wanted["core"], wanted["end"]
    words = [word for word in morphemes(core, "A") if len(word.surface) > 1]
    are_new = bool(words) and all(
        word.part_of_speech[1] == "普通名詞" and not is_said(fold(word.surface)) for word in words
    )
    return wanted["what"] if are_new and not any(is_said(f"{letter}さ{end}") for letter in core) else ""


def unknown_offer(question: Question, is_said: Callable[[str], bool]) -> str:
    """What a question asks whether there is, and that no document has: ``レーザー加工機もある？``, ``団信はつくの？`` → that thing; else empty.

    Words of it that documents have do not make it one they offer: レーザー and 加工 stand in others' sentences.
    """
    if question.heads or question.kind not in ("yes_no", "other"):
        return ""
    there = _IS_THERE.search(normal_text(question.text))
    names = [name for name in question.names if there and fold(name) == fold(there["what"] or there["latin"])]
    is_thing = names and not is_general(names[0]) and not is_attribute(names[0])
    return names[0] if is_thing and not is_said(fold(names[0])) else ""
