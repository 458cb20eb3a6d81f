"""What a sentence denies: できない, 対象外, 不可, なし. What only looks like it is left out: なければならない, だけでなく."""

from __future__ import annotations

import re
from functools import lru_cache

from assistant.grounding.reading import Sentence
from assistant.grounding.vocabulary import word_class

_NO_DENIAL = re.compile(
    r"""
    必ずしも[^。、]{0,24}(?:ない|ません|ず(?=[、。に]|$))
    |(?:いつも|常に|つねに|[全す]べて|全部|みな|皆)[^。、]{0,24}わけで(?:は|も)な[いく]
    |だけで(?:は)?(?:終わ|済|とどま)[^、。]{0,4}(?:な[いく]|ず)
    |間もない
    |及[ばび](?:な[いく]|ず|ません)
    |なけれ[ばゃ]?(?:なら|いけ)な[いくかけ]
    |なければなりません|ねばなら(?:ない|ず|ぬ)
    |なくては(?:なら|いけ)(?:ない|ません)
    |ないと(?:いけ|なら)(?:ない|ません)
    |ざるを得(?:ない|ません|ず)
    |な(?:い|くは|かった)(?:わけ|こと)?(?:では|は|も)(?:な(?:い|く)|あ?りません)
    |かもしれ(?:ない|ません|ず)
    |に(?:違い|ちがい|ほかなら|他なら)な[いく]
    |(?:だけ|のみ|ばかり)[でに](?:は|も)?な[くい]
    |のみならず|に限ら[ずない]+|に(?:も)?かかわら[ずない]+|に(?:も)?関わら[ずない]+|を問わ[ずない]+
    |少なく(?:ない|ありません)|少なくとも
    |に(?:過ぎ|すぎ)(?:ない|ません|ず)
    |にとどまら[ずない]+|ではないか|ないでしょうか
    |ないか(?:[とを、。]|$|提案|打診|相談|呼びか|持ちか)
    |(?:まだ|いまだ)?[^。]{0,4}しか[^。、]{0,12}(?:ない|ません|なかった|なく(?=[、て])|ず(?=[、に]))
    |間もなく|まもなく|やむを得(?:ない|ず)
    |(?:これ|今|いま)までにな[いかく]
    |かつてな[いく]
    |(?:他|ほか|類|例|比類)[にのを]?(?:見)?な[いき]
    |またとな[いき]|思わず|必ずしも|絶え間なく|限りなく|問題ない|何らか|欠かせ(?:ない|ません|ず)|なくなる
    |少なからず|とは限ら(?:ない|ず)|知らず知らず|なくとも
    |なくても(?!(?:よ|良|い)[いく]|かま|構|済|す[むみ])
    |に(?:は|も)?(?:届か|届き|届いてい|達し(?:てい)?|満た)(?:な[いくか]|ず|ません?)
    |差し支え(?:は|が)?(?:な[いく]|あ?りません)
    |振るわ(?:な[いく]|ず)
    |(?:さ|冴)えな[いく](?=[業状景結分])
    |滞りなく|[遺違]漏(?:の)?な[いく]|[漏も]れな[いく]|余すところな[いく]|やむなく|何度となく|否応なく|申し分(?:の|が)?な[いく]
    |切れ目(?:の)?な[いく]|途切れ(?:る(?:こと)?)?(?:の|が)?な[いく]|間断なく|例外なく|惜しみな[いく]|分け隔てなく|遠慮なく|ほどなく
    |欠くことのできない|欠かさず|たゆま[ずぬ]
    |足り(?:な[いく]|ません|ず)
    |滞(?:らな[いく]|ら[ずぬ]|ることな[いく])
    |忘れて(?:は)?(?:いけ|なら)(?:な[いく]|ません)
    |(?:たって|経って|経過して)い?(?:な[いく]|ませ|ず)
    """,
    re.VERBOSE,
)
"""Stretches whose ない denies nothing of what stands before it."""
_DENIALS = frozenset({"ない", "無い", "ず", "ぬ", "まい", "無し"})
_REFUSALS = frozenset(
    {
        "不可",
        "不能",
        "不可能",
        "禁止",
        "不要",
        "不在",
        "皆無",
        "除外",
        "除く",
        "外す",
        "外れる",
        "見送る",
        "見合わせる",
        "取り止める",
        "断念",
        "断る",
    }
)
_PASSED = word_class("passed")
"""Words over which a denial reaches back to what it denies: 申請｜する｜こと｜が｜でき｜ない."""
_REACH = 9
_TOPICS = frozenset("はがも")
"""What a denial does not reach over once it has found what it denies: 個人は｜対象にならない."""
_BREAKS = frozenset("、。，,;；")


def without_empty_denials(plain: str) -> str:
    """A text without the stretches whose ない denies nothing: ``提出しなければならない`` → ``提出し``."""
    return _NO_DENIAL.sub("", plain)


@lru_cache(maxsize=8_192)
def denied(sentence: Sentence) -> frozenset[int]:
    """The places, among the sentence's words, of those that are denied.

    ``申請できない`` → 申請, できる; ``対象外`` → 対象; ``提出しなければならない`` → none
    """
    neutral = [found.span() for found in _NO_DENIAL.finditer(sentence.plain)]
    found: set[int] = set()
    words = sentence.words
    for place, word in enumerate(words):
        if any(start <= word.start < end for start, end in neutral):
            continue
        if word.surface == "外" and place and words[place - 1].surface in ("対象", "適用"):
            found.add(place - 1)
        elif word.kind[0] == "接頭辞" and word.surface in ("未", "非", "不", "無") and place + 1 < len(words):
            found.add(place + 1)
        elif _normal(word.surface, word.key) in _DENIALS | _REFUSALS:
            found.update(_reached(sentence, place))
    return frozenset(found)


def _normal(surface: str, key: str) -> str:
    return (
        "ない"
        if surface in ("ん", "なかっ", "なく", "なけれ", "なし") and key in ("ない", "ず", "無い", "無し")
        else key
    )


def _reached(sentence: Sentence, place: int) -> set[int]:
    """The words before a denial up to the first that says something of its own, that one included."""
    found: set[int] = set()
    for back in range(place - 1, max(-1, place - 1 - _REACH), -1):
        word = sentence.words[back]
        if word.surface in _BREAKS or (
            word.surface in _TOPICS and any(sentence.words[i].weight for i in found)
        ):
            break
        grammar = word.kind[0] in ("助詞", "助動詞", "接尾辞", "補助記号")
        if grammar:
            continue
        found.add(back)
        if word.weight and word.key not in _PASSED and word.surface != "わけ":  # 悪いわけではない denies 悪い
            break
    return found
