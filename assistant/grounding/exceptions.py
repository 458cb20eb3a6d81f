"""Whether a statement gives to an exception what the evidence says of all the others: 市外の方は無料 of 無料（市外の方は3,000円）."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.grounding.alignment import aligned, aligned_by_clause
from assistant.grounding.problem import Problem
from assistant.grounding.reading import Evidence, Sentence

_EXCEPTION = re.compile(
    r"[(（](?:ただし、?|但し、?)?(?P<who>[^()（）。、]{2,24}?)(?:の場合)?(?:は|:|：|については)(?P<value>[^()（）。]{1,24})[)）]"
)
_VALUE = re.compile(
    r"[0-9][0-9,.]*(?:/[0-9]+|分の[0-9]+)?[千百]?[万億]?(?:[%％割円人社件名回日年]|か月)?|無料|有料|不要|必要|対象外"
)
_OF_PEOPLE = re.compile(r"(?:の?(?:方|者|人|企業|会社|場合|事業者))$")
_OR = re.compile(r"[・、/]|または|又は|もしくは|及び|および|(?<=[一-龥ァ-ヶー])や(?=[一-龥ァ-ヶー])")


def exception_problems(sentence: Sentence, evidence: Evidence) -> Iterator[Problem]:
    """At most one problem: who is excepted in brackets is told the value from before the brackets."""
    for source in dict.fromkeys((*aligned(sentence, evidence), *aligned_by_clause(sentence, evidence))):
        for found in _EXCEPTION.finditer(source.plain):
            theirs, others = _VALUE.findall(found["value"]), _VALUE.findall(source.plain[: found.start()])
            who = next((one for one in _alternatives(found["who"]) if one in sentence.plain), "")
            if (
                not who
                or not theirs
                or not others
                or _says(sentence, theirs)
                or not _says(sentence, others[-1:])
            ):
                continue
            yield Problem("attribution", others[-1], f"「{who}」については、根拠では「{theirs[0]}」です。")
            return


def _alternatives(who: str) -> list[str]:
    """Each of those excepted, by what tells them apart: ``めっき・研磨業`` → めっき, 研磨業; ``市外の方`` → 市外"""
    named = (_OF_PEOPLE.sub("", one) or one for one in _OR.split(who))
    return [one for one in named if len(one) > 1]


def _says(sentence: Sentence, values: Sequence[str]) -> bool:
    return any(re.search(rf"(?<![0-9,./]){re.escape(value)}(?![0-9,./])", sentence.plain) for value in values)
