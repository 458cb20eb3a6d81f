"""Before or after, inside or outside, plus or minus: small signs that turn a statement round."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.grounding.problem import Problem
from assistant.grounding.reading import Evidence, Sentence

_SIDE = re.compile(
    r"(?P<of>[一-鿿]{1,8}|[ァ-ヺー]{2,12})(?P<side>[前後内外])(?=[にのをはがもでへ、。]|から|まで|$|[一-鿿]{2})"
)
_OTHER = {"前": "後", "後": "前", "内": "外", "外": "内"}
_STEM = 2
_LESS = re.compile(r"[▲△]\s?$|(?:マイナス|-)\s?$")
_ADDED = re.compile(r"[をは]?(?:足し|加え|加算|上乗せ|プラス)")
_TAKEN = re.compile(r"差し引|引い|引き下げ|減ら|低|マイナス|[▲△]|減|下回|控除")


def side_problems(sentence: Sentence, evidence: Evidence) -> Iterator[Problem]:
    """A problem for 交付決定後 where the evidence has 交付決定前, and for 0.4%を上乗せ of ▲0.4%."""
    for found in _SIDE.finditer(sentence.plain):
        stem, side = found["of"][-_STEM:], found["side"]
        if stem + side not in evidence.plain and stem + _OTHER[side] in evidence.plain:
            theirs = stem + _OTHER[side]
            yield Problem("polarity", stem + side, f"「{stem + side}」は、根拠では「{theirs}」です。")
    if not _ADDED.search(sentence.plain) or _TAKEN.search(sentence.plain):
        return
    for figure in sentence.figures:
        if any(
            other.low == figure.low and _LESS.search(source.plain[: other.start])
            for source in evidence.sentences
            for other in source.figures
        ):
            yield Problem(
                "polarity", figure.said, f"「{figure.said}」を足していますが、根拠では引いています。"
            )
