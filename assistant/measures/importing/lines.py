"""The lines of a cell that says who a measure is for, and which of them state a must: not what is excluded, preferred or a case."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.text.normalise import normal_text

AROUND = " 　*・○●-"
"""What stands around a line and says nothing."""
LISTED = re.compile(r"次の|次に掲げる|下記の|(?<![人名円年])以下の")
"""Says that a list follows: 以下の者, but not 300人以下の者."""
_LEADS_IN = re.compile(rf"(?:{LISTED.pattern}).{{0,20}}(?:該当|満た|掲げる|者|もの|方)")
_SEGMENT = re.compile(r"(?:(?!</?[a-z])[^\n。])+")
_ALL = re.compile(
    r"(?:すべて|全て|いずれも|何れも|どちらも|両方)(?:の|を|に|満|該当)|次の要件を満たす|(?<![人名円年])以下の(?:要件|条件)を満たす"
)
_EXCLUDES = re.compile(
    r"除[くきいか外]|以外|対象外|不可|優先|加点|加算|上乗せ|望まし|(?:おら|有さ|受け)ず|"
    r"(?<!経過してい)(?<!経過し)(?<!達してい)(?<!達し)(?<!届いてい)(?<!届か)(?<!満た)(?<!超え)(?<!問わ)(?<!限ら)"
    r"(?<!少)(?<!ればなら)(?<!くてはなら)ない(?!と)|(?<!問い)(?<!ればなり)(?<!くてはなり)ません"
)
"""What makes a condition its opposite, or no must. 5年を経過していない and 300人に満たない are bounds and read as such."""
_CASE = re.compile(r"場合|にあって(?:は|、)|[るたの]とき")
_IN_ARREARS = re.compile(r"(?:滞納|未納)[^、。()]{0,12}?(?:ない|ません)")
"""Leaves what else a sentence requires as it is: 県税を滞納していない県内の中小企業者."""
_WIDENS = re.compile(r"含[むみめ]")
_REFERS_BACK = re.compile(
    r"(?:上記|これら|それら|前記|(?<![人名円年])以上の)(?!以外)(?!.*満た).*(?:除[くきいか外]|対象外|対象とな(?:らな|りませ))"
)
_TITLE = re.compile(r"\s*(?:#|【|<|《|\**[■□◆◇●])|.*[:\]】>》]\**\s*$")
_OF_WHOM = re.compile(r"対象|要件|条件|資格")
_STATES = re.compile(r"(?:こと|[うくすつぬむるんいただ])[)*\s]*$")
"""How a sentence ends, and a heading does not: 対象外の者."""
_MARK = re.compile(
    r"[ \t　]*(?:([・*○●◎□■◇◆▪-])|\(?(?:[0-9]{1,2}|[a-zア-オ](?=[).]))(?![0-9人名社年月日円億万千百割%,/]))"
)
_NUMBERED = re.compile(r"(?:^|[\s、。・])[0-9a-zア-オ]{1,2}\)")
"""The 1) before a point of a list closes no bracket."""


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence or line of a normalised text: ``said`` as it is written, ``plain`` with the brackets made blank that exclude."""

    start: int
    said: str
    plain: str
    opens: bool
    """Whether it stands at the beginning of a line."""
    may_state: bool = True
    """Whether a must may stand in it: it does not exclude, nor stand under what does, nor is taken back below."""
    leads_in: bool = False
    """Whether a list follows of whoever it names: 次のいずれかに該当する中小企業者."""
    joins_all: bool = False
    """Whether it has a list hold as a whole: 次のすべてを満たす場合, but not 次のすべてに該当する者を除く."""

    def is_aside(self, start: int, end: int) -> bool:
        """Whether something of ``said[start:end]`` stands in a bracket that excludes."""
        return self.said[start:end] != self.plain[start:end]


def excludes(said: str) -> bool:
    """Whether words say who is left out or preferred, or what holds in a case: no must stands in them.

    ``従業員301人以上の事業者を除く``, ``対象外の者``, ``製造業の場合`` → True; ``設立から5年を経過していない者`` → False
    """
    told = _IN_ARREARS.sub("", normal_text(said))
    return bool(_EXCLUDES.search(told) or _CASE.search(told))


def lines_of(text: str) -> list[Line]:
    """The sentences and lines of a normalised text, with what stands in them to be read.

    ``・県内の会社(大企業を除く。)\n・製造業でないこと`` → two, the first to be read without its bracket, the second not at all
    """
    plain = _without_asides(text)
    spans = [found.span() for found in _SEGMENT.finditer(plain) if found.group().strip(AROUND)]
    lines = [Line(a, text[a:b], plain[a:b], not text[:a].endswith("。")) for a, b in spans]
    return list(_musts(lines))


def _without_asides(text: str) -> str:
    """The text with the brackets made blank that say who is left out or meant as well: (大企業を除く), (個人を含む)."""
    numbered = {found.end() - 1 for found in _NUMBERED.finditer(text)}
    opened: list[int] = []
    for at, sign in enumerate(text):
        if sign in "(〔":
            opened.append(at)
        elif sign in ")〕" and opened and at not in numbered:
            start, end = opened.pop(), at + 1
            if excludes(text[start:end]) or _WIDENS.search(text, start, end):
                text = text[:start] + " " * (end - start) + text[end:]
    return text


def _musts(lines: Sequence[Line]) -> Iterator[Line]:
    """The lines with what each may state, by its own words and those of the lines around it."""
    taken_back = max(
        (number for number, line in enumerate(lines) if _REFERS_BACK.search(line.plain)), default=-1
    )
    under = ""
    for number, line in enumerate(lines):
        excluding = excludes(line.plain)
        if excluding and _heads(line, lines[number + 1 :]):
            under = under or _title(line.said) or "a list"
        elif under == _title(line.said) and _OF_WHOM.search(line.said):
            under = ""  # 【対象者】 after 【対象外】; 【製造業】 and 次のいずれかに該当する者 still speak of those left out
        may_state = not excluding and not under and number > taken_back
        leads_in = may_state and _LEADS_IN.search(line.plain) is not None
        yield replace(
            line, may_state=may_state, leads_in=leads_in, joins_all=not under and _joins_all(line.plain)
        )


def _heads(line: Line, below: Sequence[Line]) -> bool:
    """Whether a line that excludes is said of those below it: 次の者を除く, 【対象外】; not ・大企業でないこと among its like."""
    if listed := LISTED.search(line.plain):
        return not _joins_all(line.plain) and excludes(line.plain[listed.start() :])
    if _TITLE.match(line.said):
        return True
    if not below or not below[0].opens:
        return False
    mark = _mark(line.said)
    return mark != _mark(below[0].said) or not (mark or _STATES.search(line.plain))


def _title(said: str) -> str:
    """What makes a line a title, empty where it is none: ``【対象外】`` → 【; ``・対象外:`` → ・:"""
    said = said.strip()
    if not _TITLE.match(said):
        return ""
    return _mark(said) + (":" if said.endswith(":") else said.lstrip("*")[0])


def _mark(said: str) -> str:
    """What stands before a point of a list: ``・県内の会社`` → ・; ``(2) 県内の会社`` → 1, as for any number"""
    found = _MARK.match(said)
    return (found[1] or "1") if found else ""


def _joins_all(said: str) -> bool:
    listed = LISTED.search(said)
    return bool(_ALL.search(said)) and not _EXCLUDES.search(said, listed.start() if listed else 0)
