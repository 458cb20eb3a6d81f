"""Papers of another town than the one a question names: 小瀬戸市の家賃補助 is not told from a list of 琴ヶ原市."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.answering.evidence import Evidence
from assistant.answering.located import is_told_in_passing, is_where_client_is
from assistant.answering.question import Question
from assistant.text.normalise import fold, unified
from assistant.text.regions import region_of
from assistant.text.tokens import is_no_common_word

_END = re.compile(r"(?P<core>..{0,5})(?P<end>[市町村県])")
_KANA = re.compile(r"[ぁ-ん]{3,6}")
"""A name no dictionary need have: いそなみ of いそなみ市."""
_LED = re.compile(
    r"(?P<core>[一-龥々ぁ-んァ-ヶ]{1,6}?)(?P<end>[市町村県])(?![長役内民外議場道税立販況丁別]|通り|商店|町内会)"
)
"""What may be a town or a prefecture in a title: 琴ヶ原市 創業支援メニュー; not 市場開拓, 市内の, 本町通り商店街."""
_CLIENT_BEHIND = re.compile(
    r"(?:の|から|在住|にお住|で)[^、。?]{0,4}(?:客|さん|方(?!法)|社長|事業者(?!向)|会社(?!設立)|人(?![材手口気間])|店(?![舗頭])|工場|企業(?!立地|誘致)|農家)"
    r"|(?:です|なん|から)"
)
"""What follows where a client is: 小瀬戸市のお客さん, 小瀬戸市の人."""


def without_other_towns(asked: Question, evidence: Sequence[Evidence]) -> list[Evidence]:
    """The evidence, that of papers which bear another town's name in their title taken to answer nothing of the town asked about.

    ``小瀬戸市の家賃補助いくら`` → rows of 「琴ヶ原市 創業支援メニュー」 hold nothing; those of a paper of the prefecture stay, and so does
    a passage that says 小瀬戸市

    Args:
        asked: the question, understood.
        evidence: sentences found for it.
    """
    towns = [town for town in asked.names if _is_asked_of(town, asked)]
    return [_of_none(one) if towns and not _may_be_of(towns, one) else one for one in evidence]


def _is_asked_of(town: str, asked: Question) -> bool:
    """Whether a name is that of a town or prefecture whose own matters are asked about."""
    found = _END.fullmatch(fold(town))
    if not found or not (_KANA.fullmatch(found["core"]) or is_no_common_word(found["core"])):
        return False
    plain, place = unified(asked.text), unified(town)
    behind = plain[plain.find(place) + len(place) :] if place in plain else ""
    of_client = _CLIENT_BEHIND.match(behind) or is_where_client_is(town, asked.text)
    return not of_client and not is_told_in_passing(town, asked)


def _may_be_of(towns: Sequence[str], one: Evidence) -> bool:
    title = fold(f"{one.document.title} {one.document.publisher}")
    around = fold("\n".join([title, *one.passage.section, one.passage.text]))
    ends = {fold(town)[-1] in "県" for town in towns}
    others = [
        led
        for led in _LED.finditer(title)
        if (led["end"] in "県") in ends and _is_place(led["core"], led["end"])
    ]
    return not others or any(fold(town) in around for town in towns)


def _is_place(core: str, end: str) -> bool:
    """Whether it is a town's name: one that no dictionary has as a word, or one on the map; not 軽トラ市, 見本市, 城下町, 県内市町村."""
    words = re.split(r"[市町村県]|年度", core)[-1]
    return len(words) > 1 and (is_no_common_word(words) or region_of(words + end) is not None)


def _of_none(one: Evidence) -> Evidence:
    return replace(one, names_found=False, answers=frozenset(), hinted=frozenset(), borrowed=True)
