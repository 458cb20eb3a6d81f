"""The words by which a title says which edition of a document it is: （改正版）, R8.10改正, 第2版."""

from __future__ import annotations

import re
from functools import lru_cache

from assistant.text.eras import ERA
from assistant.text.normalise import unified

_DAY = (
    rf"(?:(?:{ERA}|(?<![A-Za-z])[RHSrhs])\s?(?:[0-9]{{1,2}}|元)|(?:19|20)[0-9]{{2}})\s?[年./-]\s?[0-9]{{1,2}}"
    r"(?:\s?[月./-](?:\s?[0-9]{1,2}日?)?)?|(?<![0-9])20[0-9]{2}[01][0-9](?:[0-3][0-9])?"
)
_REVISED = r"(?:一部|全部|最終|再)?(?:改正|改定|改訂)(?:済み?|後)?(?:版(?!画))?"
_SINCE = r"(?:から)?(?:適用|施行|現在|時点|更新|修正|訂正|版)"
_NUMBERED = r"(?:第\s?)?[0-9一二三四五六七八九十]{1,3}版|(?i:ver(?:sion)?\.?|rev\.?|v)\s?[0-9]+(?:\.[0-9]+)*"
_ONE = rf"(?:{_DAY})\s?(?:{_REVISED}|{_SINCE})|{_REVISED}(?:\s?(?:{_DAY}))?|{_NUMBERED}|最新版?|新版?|旧版?|現行版?|(?:更新|修正|訂正)版"
_BRACKETED = re.compile(rf"\s{{0,8}}[(\[【〔<]\s*((?:{_ONE})(?:[\s・,、]+(?:{_ONE}))*)\s*[)\]】〕>]")
_AT_THE_END = re.compile(
    rf"(?:[\s_・-]{{1,8}}|(?<=[^\s_・-])(?=第|改[正定訂]版|最新版|新版|旧版|{_DAY}))({_ONE})$"
)
"""After a space, or at once where it cannot be part of the name: 料金表改定版, but 給与改正 is what the paper is about. The runs before it are
bounded, for a long one would be read anew from each of its letters."""
_AS_OF = re.compile(rf"(?:{_DAY})\s?(?:(?:から)?(?:現在|時点)|(?<=月)版|(?<=月)\s版)")
_REVISION = r"(?:改定|改正|改訂|変更|見直し?|値上げ|値下げ)(?:する|される|した|された|の)?"
BEFORE_REVISION = re.compile(rf"{_REVISION}前(?!提)")
BEFORE = re.compile(rf"{BEFORE_REVISION.pattern}|旧版|前の版|旧要綱|旧料金")
AFTER = re.compile(rf"{_REVISION}後|新しい版|最新版|新料金")
"""How a former edition is asked for, and the newest: 改正前の上限は, 改定後の料金は."""
MOST_WORDS = 20
"""Words of an edition that a title may have; a longer row of days is a text."""
_NUMBER = re.compile(r"[0-9一二三四五六七八九十]{1,3}(?=版)|(?:ver(?:sion)?|rev|v)\.?\s?([0-9]+)")
_FIGURES = {figure: value for value, figure in enumerate("一二三四五六七八九十", 1)}


@lru_cache(maxsize=20_000)
def apart_from_edition(title: str) -> tuple[str, str]:
    """A title without the words of its edition, and these; a fiscal year is no edition, for each year has its own paper.

    ``補助金交付要綱（改正版） R8.10改正`` → ``補助金交付要綱``, ``改正版 R8.10改正``; ``令和8年度 補助金交付要綱`` → itself and nothing;
    ``税制改正について`` → itself and nothing
    """
    plain, found = unified(title).strip(), list[str]()
    while len(found) < MOST_WORDS and (word := _AT_THE_END.search(plain) or _BRACKETED.search(plain)):
        shorter = f"{plain[: word.start()]}{plain[word.end() :]}".strip(" _・-")
        if not shorter:
            break
        plain, found = shorter, [word[1], *found]
    return plain, " ".join(dict.fromkeys(found))


def tells_revision(words: str) -> bool:
    """Whether the words of an edition say more than of which day or month a paper is, as each of a monthly one does.

    ``令和8年10月1日改正`` → True; ``第3版`` → True; ``令和8年4月時点`` and ``2026年9月版`` → False
    """
    return bool(_AS_OF.sub("", words).strip())


def edition_number(words: str) -> int:
    """The place of an edition among those of its document, by its words: ``旧版`` → -1, none → 0, ``改正版`` → 1, ``第3版`` → 3."""
    if "旧" in words:
        return -1
    told = _NUMBER.search(words.lower())
    if told is None:
        return int(bool(words) and "現行" not in words)
    figure = told[1] or told.group()
    return int(figure) if figure.isdigit() else _FIGURES.get(figure, 1)
