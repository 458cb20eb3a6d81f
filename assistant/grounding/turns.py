"""Turns of speech by which a statement says the reverse without a word denied: 差し支えない for 問題が多い, もはや for 依然."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.grounding.problem import Problem
from assistant.grounding.reading import Evidence, Sentence


@dataclass(frozen=True, slots=True)
class _Turn:
    """What is said, what the evidence then must not say, and what in the evidence lets it pass."""

    said: re.Pattern[str]
    theirs: re.Pattern[str]
    unless: re.Pattern[str]


def _turn(said: str, theirs: str, unless: str) -> _Turn:
    return _Turn(re.compile(said), re.compile(theirs), re.compile(unless))


_NO = r"(?:な[いくか]|ませ|ず[、。に])"
_TURNS = (
    _turn(
        r"(?:差し支え|支障|問題|心配|懸念)(?:は|も|が)?(?:特に)?(?:な[いくか]|あ?りませ)|(?:問題|支障)なく",
        r"(?:問題|支障|弊害|懸念|課題)(?:が|は|も)?(?:多|大き|あ[るり]|生じ|残)|望ましくな|好ましくな",
        r"(?:差し支え|支障|問題|心配|懸念)(?:は|も|が)?(?:な[いくか]|あ?りませ)|なければ",
    ),
    _turn(
        r"もはや|抜け出し|脱し[たて]|(?:立ち直|回復)[^。、]{0,4}(?:進|し)[、んまた]|解消(?:し|され)[たてま]|克服し[たてま]",
        r"依然|なお(?!、)|いまだ|未だ|引き続き厳し|続いてい",
        r"もはや|抜け出し|脱し|解消(?:し|され)|克服し",
    ),
    _turn(
        r"(?:今|現在|いま)(?:は|では)(?:もう)?[^。、]{0,16}(?:な[いくか]|ませ|終わ|やめ|廃止)|(?:すでに|既に|もう)(?:終わ|終了|廃止|やめ)",
        r"現在も|いまも|今も|今日も|継続(?:し|され)て|続(?:け|い)て",
        r"終わっ|終了|廃止|やめ|行われて(?:い|お)(?:な|ら)",
    ),
    _turn(
        r"疑(?:う|問|わし)|懐疑|否定的|冷ややか",
        r"肯定的|高く評価|賛成|支持|有効(?:だ|で|と)|歓迎",
        r"疑|懐疑|否定的|反対",
    ),
    _turn(
        rf"(?:かなり|大いに|よく|強く|重く|十分に)(?![^。、]{{0,18}}{_NO})[^。、]{{0,14}}(?:ます|る|た|り)|重視し(?![^。、]{{0,4}}{_NO})",
        rf"(?:あまり|ほとんど|さほど|それほど)[^。、]{{0,14}}{_NO}",
        r"重視|かなり|大いに|強く",
    ),
    _turn(
        r"(?:すでに|既に|もう)[^。、]{0,24}(?:そろ|揃|整|済|でき|行き渡|乗り出|進|広が|共有)",
        rf"(?:進んで|整って|できて|至って|取り組んで|取り組めて|揃って|そろって|広がって)い?{_NO}|不十分|道半ば",
        r"すでに|既に",
    ),
    _turn(
        r"(?:こだわ|固執し|執着し|拘泥し)(?![^。]{0,4}(?:な[いくか]|ず|ませ))",
        r"(?:固執|こだわ|執着|拘泥|とらわれ)[^。、]{0,4}(?:ことな|ず[、に]|ない)",
        r"^$",
    ),
)  # fmt: skip


def turn_problems(sentence: Sentence, evidence: Evidence) -> Iterator[Problem]:
    """At most one problem: a turn of speech against one of the evidence that says the reverse."""
    for turn in _TURNS:
        ours = turn.said.search(sentence.plain)
        theirs = turn.theirs.search(evidence.plain) if ours else None
        if ours and theirs and not turn.unless.search(evidence.plain):
            message = f"「{ours.group()}」とありますが、根拠では「{theirs.group()}」です。"
            yield Problem("polarity", ours.group(), message)
            return
