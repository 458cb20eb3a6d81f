"""Whose business a conversation tells of: advisors ask for one client after the other without opening a new consultation.

A turn that tells of a business of another trade, or says that it is another client's, begins anew; what was told before is
of somebody else. Within one client's turns a number or place told again takes the place of the one before.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from functools import lru_cache

from assistant.measures.profile import Profile, values
from assistant.measures.situation import read_situation
from assistant.text.normalise import normal_text

MOST_TURNS = 16
"""Earlier ones are not looked at: a reading takes a millisecond."""
TOLD_ONCE = ("industry", "employees", "capital", "region", "organisation")
"""Facets of which the last telling counts."""
_ANOTHER = re.compile(
    r"^(?:(?:では|じゃあ|次に?|あと|それから|えっと|えーと|すみません|ところで)[、,]? ?)?"
    r"(?:(?:別|次|違う|もう(?:一|1|ひと)(?:人|件|社|つ)|新しい|新規)の?(?:お?客(?:さ[んま]|様)?|相談者?|会社|企業|事業者|案件|件|方)|"
    r"(?:他|ほか)の(?:お?客(?:さ[んま]|様)?|相談者?|案件|件))"
    r"(?:さん|様)?(?:なん|です|から|で[、,]|の(?:件|話|相談)|は[、,]|[、,。])"
)
_SAME_ONE = re.compile(
    r"じゃな|ではな|でなく|ではあ|訂正|正しく|間違|^いや|^いえ|も(?:や|経営|営|して|手がけ)|兼業|副業|新た|新規|新しく|"
    r"始め(?:たい|る|よう)|進出|参入|転換|転業|業態|多角"
)
"""What corrects or widens what was told of the same client."""


def since_client(told: str, earlier: Sequence[str], today: date) -> int:
    """How many of the turns before are of other clients than the one told of now.

    ``浜松の機械加工、45人`` after ``横浜の居酒屋、パート3人`` → 1; ``従業員は40人でした`` after it → 0

    Args:
        told: what is said now.
        earlier: what the user said before, oldest first.
        today: the day years are counted to.
    """
    turns = [*earlier, told]
    begun, industries, regions = 0, set[str](), set[str]()
    for place in range(max(0, len(turns) - MOST_TURNS), len(turns)):
        profile = _read(turns[place], today)
        own, where = set(values(profile, "industry")), set(values(profile, "region"))
        if place and _is_another(turns[place], profile, industries, regions):
            begun, industries, regions = place, set(), set()
        industries |= own
        regions |= where
    return begun


def _is_another(text: str, profile: Profile, industries: set[str], regions: set[str]) -> bool:
    plain = normal_text(text)
    if _ANOTHER.search(plain):
        return True
    own, where = set(values(profile, "industry")), set(values(profile, "region"))
    tells_more = bool({facet.name for facet in profile} - {"industry"})
    if not own or not tells_more or _SAME_ONE.search(plain):
        return False
    of_another_trade = bool(industries) and not own & industries
    of_another_place = bool(regions and where) and not where & regions
    return of_another_trade or of_another_place


def read_turns(turns: Sequence[str], today: date) -> Profile:
    """What one client's turns tell together; of a number, a trade or a place told in several the last.

    ``従業員は30人``, ``いや、40人でした`` → 40 employees
    """
    whole = read_situation("\n".join(turns), today)
    for name in TOLD_ONCE:
        telling = [profile for turn in turns if values(profile := _read(turn, today), name)]
        if len(telling) > 1:
            last = [facet for facet in telling[-1] if facet.name == name]
            at = next((n for n, facet in enumerate(whole) if facet.name == name), len(whole))
            others = [facet for facet in whole if facet.name != name]
            whole = (*others[:at], *last, *others[at:])
    return whole


@lru_cache(maxsize=64)
def _read(text: str, today: date) -> Profile:
    return read_situation(text, today)
