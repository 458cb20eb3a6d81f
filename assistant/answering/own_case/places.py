"""At which places of a question the words of a document stand: a thing is told by the letters it shares with what it is asked for."""

from __future__ import annotations

import re

from assistant.text.figures import figures_in

_NAMES = re.compile(r"[一-龥ァ-ヶーa-z]")
_TELLS = re.compile(r"[一-龥ァ-ヶーa-z]{2}|[一-龥]さ|[一-龥ァ-ヶーa-z][ぁ-ん]{1,2}[一-龥ァ-ヶーa-z]")
"""What tells a thing: two letters that are no hiragana, or 硬さ; 使う is said of anything."""
_IN_BRACKETS = re.compile(r"[「『【]([^「」『』【】]{2,12})[」』】]")
_NO_THING = re.compile(
    r"会社|企業|相談[先者]|お客|先方|事業[者所]|合計|全部|料金|手数料|利用料|使用料|[0-9]+"
)
"""What tells no price from another, though it stands in what they are of: 企業 of 中小企業診断士."""
_LEFT_OUT = re.compile(r"[一-龥ァ-ヶー]{2,}(?:は|が)?(?:なし|無し|抜き|不要|いらん|要らん|いらない|要らない)")
"""What a question says is not wanted: 加工なし."""
_CLOCKS = re.compile(r"(?<![0-9])([0-9]{1,2})(?:時|:00)?\s?(?:~|-|から)\s?([0-9]{1,2})(?:時|:00)")


def common_places(plain: str, label: str) -> frozenset[int]:
    """The places of a question at which two letters or more of a label stand: ``硬さ試験2点`` of ``硬さ試験(ビッカース)`` → 0 to 3"""
    found: set[int] = set()
    for start in range(len(plain) - 1):
        end = start + 2
        if plain[start:end] not in label:
            continue
        while end < len(plain) and plain[start : end + 1] in label:
            end += 1
        if not _TELLS.search(plain[start:end]):
            continue
        found.update(at for at in range(start, end) if _NAMES.match(plain[at]))
    for name in _IN_BRACKETS.findall(label):  # 【はやて】 is a name, though in hiragana
        found.update(at for one in re.finditer(re.escape(name), plain) for at in range(*one.span()))
    return frozenset(found)


def without_figures(plain: str) -> str:
    """A question with its figures blanked, so that 万円 is no word it shares with a document: ``800万円を`` → ``・・・・・を``"""
    for one in figures_in(plain):
        plain = plain[: one.start] + "・" * (one.end - one.start) + plain[one.end :]
    return plain


def whole_words(plain: str) -> str:
    """A question without what tells no thing, and what it says is not wanted, blanked: ``加工なしで`` → ``・・・・で``"""
    return blanked(_NO_THING, blanked(_LEFT_OUT, plain))


def blanked(words: re.Pattern[str], plain: str) -> str:
    return words.sub(lambda found: "・" * len(found.group()), plain)


def parts_of(label: str) -> frozenset[str]:
    """The words of a label between spaces and brackets: ``中会議室 午後(13~17時)`` → 中会議室, 午後, 13~17時"""
    return frozenset(part for part in re.split(r"[\s()・:/、。]+", label) if len(part) > 1)


def begun(plain: str, parts: frozenset[str]) -> frozenset[int]:
    """The places at which a question says how a word of a label begins, though it has but one letter that is no hiragana:
    ばね式3台 of ばね式はかり."""
    found: set[int] = set()
    for part in parts:
        begin = next((part[:n] for n in range(len(part), 2, -1) if part[:n] in plain), "")
        if re.match("[ぁ-ん]", begin) and _NAMES.search(begin):
            found.update(range(plain.find(begin), plain.find(begin) + len(begin)))
    return frozenset(found)


def hours_told(text: str) -> frozenset[tuple[str, str]]:
    """From when to when, as the head of a column or a question tells it: ``12時~17時``, ``12時から17時まで`` → (12, 17)"""
    return frozenset(_CLOCKS.findall(text))


def says_verb(plain: str, kanji: str) -> bool:
    """Whether a question says a fee by its verb: 送って of 送料."""
    return re.search(rf"(?<![一-龥]){kanji}[っりるしいんて]", plain) is not None
