"""Whose business a conversation tells of: advisors ask for one client after the other without opening a new consultation.

A turn that tells of a business of another trade, or says that it is another client's, begins anew; what was told before is
of somebody else. Within one client's turns what is corrected takes the place of what was told.
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
NUMBERS, PLACES = ("employees", "capital"), ("industry", "region", "organisation")
"""Facets of which the last telling counts where a turn corrects; numbers also where it says of the whole firm."""
OF_BUSINESS = ("industry", "organisation", "employees", "capital", "years")
"""Facets that tell of a business; a region or a purpose may as well be that of a paper."""
_OPENING = r"^(?:(?:では|じゃあ|次に?|あと|それから|えっと|えーと|す(?:み|い)ません|ところで)[、,]? ?)?"
_ANOTHER = re.compile(
    rf"{_OPENING}(?:(?:別|次|違う|もう(?:一|1|ひと)(?:人|件|社|つ)|新しい|新規|他|ほか)の?(?:お?客(?:さ[んま]|様)?|相談者)|"
    r"(?:別|次|違う|新しい)の(?:会社|企業|事業者)|もう(?:一|1|ひと)(?:人|件|社)の(?:方|人|会社))"
    r"(?:さん|様)?(?:なん|です|から|で[、,]|の(?:件|話|相談)|は[、,]|[、,。])"
)
"""Says that it is another client's; what follows need tell nothing of it."""
_PERHAPS_ANOTHER = re.compile(
    rf"{_OPENING}(?:(?:別|次|違う|新しい|新規|他|ほか)の(?:案件|件|方)|別件|[2-9二三四五]社目|もう(?:一|1|ひと)(?:社|件)|話(?:は|が)?変わ|午後の|次(?:は|[、,。]))"
)
"""May be another matter of the same client's, unless a business is told of: 別の件ですが、締切は."""
_SAME_ONE = re.compile(
    r"じゃな|ではな|でなく|ではあ|訂正|正しく|正確に|間違|でした|^いや|^いえ|も(?:や|経営|営|して|手がけ|あ[りっる])|兼業|副業|新た|新規|新しく|"
    r"始め(?:たい|る|よう)|進出|参入|転換|転業|業態|多角|業種は|うち(?:は|の|も)|工場(?:は|が|の話)|支店|店舗|号店|拠点|営業所|買収|部門|併設|改装|主です"
)
"""What corrects or widens what was told of the same client."""
_CORRECTS = re.compile(r"じゃな|ではな|でなく|訂正|正しく|正確に|間違|でした|^いや|^いえ|業種は")
_OF_THE_WHOLE = re.compile(r"従業員|社員数|人員|全員|全体|全部で|合計|合わせて|資本金")


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
    own, where = set(values(profile, "industry")), set(values(profile, "region"))
    tells_business = own or where or any(values(profile, name) for name in NUMBERS)
    if _ANOTHER.search(plain) or (_PERHAPS_ANOTHER.search(plain) and tells_business):
        return True
    tells_more = bool({facet.name for facet in profile} - {"industry"})
    if not own or not tells_more or _SAME_ONE.search(plain):
        return False
    of_another_trade = bool(industries) and not own & industries
    of_another_place = bool(regions and where) and not where & regions
    return of_another_trade or of_another_place


def tells_of_business(text: str) -> bool:
    """Whether a text tells of somebody's business: ``社員12人の金属加工です。`` → True; ``のれん資金の件です。`` → False"""
    return any(facet.name in OF_BUSINESS for facet in read_situation(text))


def read_turns(turns: Sequence[str], today: date) -> Profile:
    """What one client's turns tell together; of a number, a trade or a place that is corrected the last.

    ``従業員は30人``, ``いや、40人でした`` → 40 employees
    """
    # Each turn is a sentence, also where its writer left the 。 out: 30人 is not of the 東京の営業所 told of next.
    whole = read_situation("。\n".join(turn.rstrip(" 　\n。") for turn in turns), today)
    for name in (*NUMBERS, *PLACES):
        telling = [turn for turn in turns if values(_read(turn, today), name)]
        if len(telling) > 1 and _takes_the_place(telling[-1], name):
            last = [facet for facet in _read(telling[-1], today) if facet.name == name]
            at = next((n for n, facet in enumerate(whole) if facet.name == name), len(whole))
            others = [facet for facet in whole if facet.name != name]
            whole = (*others[:at], *last, *others[at:])
    return whole


def _takes_the_place(turn: str, name: str) -> bool:
    """Whether what a turn tells is told anew, and not of another part of the business: レストランもあって料理人が3人."""
    plain = normal_text(turn)
    return bool(_CORRECTS.search(plain) or (name in NUMBERS and _OF_THE_WHOLE.search(plain)))


@lru_cache(maxsize=64)
def _read(text: str, today: date) -> Profile:
    return read_situation(text, today)
