"""Whether a statement gives to an exception what the evidence says of all the others: 市外の方は無料 of 無料（市外の方は3,000円）."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.grounding.alignment import aligned, aligned_by_clause
from assistant.grounding.problem import Problem
from assistant.grounding.reading import Evidence, Sentence

_EXCEPTION = re.compile(
    r"[(（](?:ただし、?|但し、?)?(?P<who>[^()（）。、]{2,24}?)(?:の場合)?(?:は|:|：|については)(?P<value>[^()（）。]{1,24})[)）]"
)
_VALUE = re.compile(
    r"[0-9][0-9,.]*(?:/[0-9]+|分の[0-9]+)?[千百]?[万億]?(?:[%％割円人社件名回]|か月|年間?|日間)|[0-9]+(?:/|分の)[0-9]+|無料|有料|不要|必要|対象外"
)
_OF_PEOPLE = re.compile(r"(?:の?(?:方|者|人|企業|会社|場合|事業者))$")
_ALL_BUT = r"(?:の?(?:方|者|人|企業|事業者))?(?:以外|を?(?:除|のぞ)|でな|ではな|を?含|に比べ|と比べ|より)"
"""What follows those who are told of when the others are: 市外の方以外."""
_OR = re.compile(r"[・、/]|または|又は|もしくは|及び|および|(?<=[一-龥ァ-ヶー])や(?=[一-龥ァ-ヶー])")


def exception_problems(sentence: Sentence, evidence: Evidence) -> Iterator[Problem]:
    """At most one problem: who is excepted in brackets is told the value from before the brackets."""
    for source in dict.fromkeys((*aligned(sentence, evidence), *aligned_by_clause(sentence, evidence))):
        for found in _EXCEPTION.finditer(source.plain):
            theirs, others = _values(found["value"]), _values(source.plain[: found.start()])
            if not theirs or not others or theirs[0] in _values(sentence.plain):
                continue
            if who := next(
                (one for one in _alternatives(found["who"]) if _is_told(sentence, one, others[-1])), ""
            ):
                message = f"「{who}」については、根拠では「{theirs[0]}」です。"
                yield Problem("attribution", others[-1], message)
                return


def _is_told(sentence: Sentence, who: str, value: str) -> bool:
    """Whether a clause tells a value of somebody, and not of all but them or beside them."""
    clauses = re.split("[、。]", sentence.plain)
    return any(
        who in clause and value in _values(clause) and not re.search(re.escape(who) + _ALL_BUT, clause)
        for clause in clauses
    )


def _values(text: str) -> list[str]:
    return [value.replace(",", "") for value in _VALUE.findall(text)]


def _alternatives(who: str) -> list[str]:
    """Each of those excepted, by what tells them apart: ``めっき・研磨業`` → めっき, 研磨業; ``市外の方`` → 市外"""
    named = (_OF_PEOPLE.sub("", one) or one for one in _OR.split(who))
    return [one for one in named if len(one) > 1]
