"""Where a client's business is: its prefecture, told from where it sells, buys and wants to go."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path

from assistant.measures.told import Found, Told
from assistant.measures.words import words_for
from assistant.text.regions import CITIES, PREFECTURES, regions_at
from assistant.text.tokens import tagged

_DESTINATION = re.compile(
    r"""
    (?:
        # what may still belong to the place
        都|道|府|県|市|区|町|村|方面|あたり|など|とか|や[^、。はがをにや]{1,6}|の(?:ほう|方|市場|中心部)
    ){0,8}
    (?:
        # goods, people or the business go there
        へ|まで|向け|への
        |に(?:
            出店|進出|売|出荷|卸|納め|納品|移転|移[るりし]|引っ越|店を(?:出|開)|販路|打って|持って
            |工場を(?:建|作|移|出)|支店|拠点|行[っくき]|広げ|発送|送|出(?:たい|よう|す|し)
            |ある(?:会社|大手|取引先|メーカー|商社|親会社|展示)
            |住んで(?:い)?る(?:息子|娘)
        )
        |で(?:
            開かれ|開催|展示会|売りたい|販売(?:し(?:たい|よう))|商談|修[業行]|働い|勤め
            |の(?:展示会|商談会|販売|催事|見本市)
        )
        # who is there
        |の(?:
            [^、。はがをに]{0,8}(?:農家|問屋|業者|旅館|ホテル|商社)(?:さん)?(?:から|に(?:納|卸|売|頼)|へ|と)
            |取引先|大手|客|お?客|展示会|商社|問屋|百貨店|会社(?:に|から|へ|と|が)
            |メーカー(?:に|から|へ|と|が)?
            # 大阪の飲食店 alone is the client
            |(?:飲食店|レストラン|ホテル)(?:さん)?(?:に|から|へ|と(?!して)|や|など|向け)
            |業者|市場|卸|親会社|得意先|スーパー|仕入|大学|銀行|バイヤー|デパート
            |支店|補助金(?:は|って)|息子|娘|友人|知り合い|出身
        )
        # what comes from there
        |から(?:
            の(?:客|お?客|観光客|注文|引き合い|移住)
            |客|お?客|注文|仕入|来[たてる]|引き合い|移[っり]|取り寄せ|戻|uターン|帰
        )
        # where somebody comes from
        |出身|生まれ
    )
    """,
    re.VERBOSE,
)
_HEAD_OFFICE = re.compile(r"(?:本社|本店|会社|本拠)(?:は|が|の(?:所在地|場所)は)?[^、。]{0,4}$")
_SITS = re.compile(
    r"""
    (?:[^、。はがをに]{0,8})(?:
        で[^、。]{0,14}(?:営|やって|や[りる]|経営|開[いき]|して(?:い|お|る|ま)|作|造|す$|す[。が])
        |に(?:ある|あり|本社|会社|工場が|店が|所在)
        |の[^、。はがを]{0,14}(?:会社|町工場|工場|企業|店|旅館|農家|屋|業|所|メーカー)(?:です|で|を|$)
    )
    """,
    re.VERBOSE,
)
_NEARBY = {
    "都内": "東京都",
    "道内": "北海道",
    "都下": "東京都",
    "燕三条": "新潟県",
    "東京下町": "東京都",
    "琵琶湖": "滋賀県",
    "淡路島": "兵庫県",
    "伊豆": "静岡県",
    "飛騨": "岐阜県",
    "能登": "石川県",
    "房総": "千葉県",
    "多摩": "東京都",
    "丹後": "京都府",
    "諏訪": "長野県",
    "播州": "兵庫県",
    "湘南": "神奈川県",
    "蒲田": "東京都",
    "熱海": "静岡県",
    "箱根": "神奈川県",
    "湯河原": "神奈川県",
    "強羅": "神奈川県",
    "修善寺": "静岡県",
    "軽井沢": "長野県",
    "白馬村": "長野県",
    "志賀高原": "長野県",
    "野沢温泉": "長野県",
    "草津温泉": "群馬県",
    "伊香保": "群馬県",
    "鬼怒川": "栃木県",
    "那須高原": "栃木県",
    "河口湖": "山梨県",
    "富士五湖": "山梨県",
    "石和温泉": "山梨県",
    "越後湯沢": "新潟県",
    "月岡温泉": "新潟県",
    "佐渡島": "新潟県",
    "和倉温泉": "石川県",
    "山中温泉": "石川県",
    "山代温泉": "石川県",
    "白川郷": "岐阜県",
    "下呂温泉": "岐阜県",
    "城崎": "兵庫県",
    "有馬温泉": "兵庫県",
    "南紀白浜": "和歌山県",
    "玉造温泉": "島根県",
    "道後": "愛媛県",
    "小豆島": "香川県",
    "由布院": "大分県",
    "湯布院": "大分県",
    "黒川温泉": "熊本県",
    "屋久島": "鹿児島県",
    "奄美大島": "鹿児島県",
    "石垣島": "沖縄県",
    "宮古島": "沖縄県",
    "ニセコ": "北海道",
    "十勝": "北海道",
    "定山渓": "北海道",
    "銀山温泉": "山形県",
    "鳴子温泉": "宮城県",
    "秋保温泉": "宮城県",
}
"""Names of places within one prefecture that regions.py, made for documents, does not take."""
_PARTICLE = re.compile(r"[をがにへはも]|と(?!$)")
_NEAR_REGION = re.compile("|".join(map(re.escape, _NEARBY)))


def region_read(text: Told) -> Iterator[Found]:
    """The prefecture a client is in, none or one; where it sells or wants to go is another matter.

    ``本社は東大阪で、東京の商社に卸す`` → 大阪府; ``東京に出店したい`` → nothing; ``関東`` → nothing: seven prefectures
    """
    found = [(start, end, name) for start, end, name in _places(text) if _may_be_home(text, start, end)]
    if not found:
        return
    head = [one for one in found if _HEAD_OFFICE.search(text.plain[max(0, one[0] - 8) : one[0]])]
    sits = [one for one in found if _SITS.match(text.plain, one[1])]
    chosen = (head or sits or found)[0]
    if not (head or sits) and len({name for _, _, name in found}) > 1:
        return
    yield Found("region", chosen[2], chosen[0], chosen[1])


def _may_be_home(text: Told, start: int, end: int) -> bool:
    away = _DESTINATION.match(text.plain, end) or text.is_of_others(start) or text.is_past(start)
    return not (away or text.is_refused(end))


def _places(text: Told) -> Iterator[tuple[int, int, str]]:
    """Where single prefectures are named, by themselves or by a city."""
    for start, end, region in regions_at(text.plain):
        if len(region.prefectures) == 1:
            yield start, end, next(iter(region.prefectures))
    for city in _with_kind().finditer(text.plain):
        yield *city.span(), _cities()[city.group()]
    for bare in _bare_names().finditer(text.plain):
        at_home = _AT_HOME.match(text.plain, bare.end()) or _runs_there(text.plain, bare.end())
        is_item = _is_an_item(text.plain, bare)
        is_told = _IS_HERE.search(text.plain[: bare.start()]) or bare.span() in text.sentences[:-1]
        is_told = is_told or (is_item and _is_a_note(text, bare.start()))
        if is_told or ((at_home or is_item) and _is_a_place(bare.group())):
            yield *bare.span(), _bare()[bare.group()]
    for near in _NEAR_REGION.finditer(text.plain):
        yield *near.span(), _NEARBY[near.group()]


_AT_HOME = re.compile(
    r"で(?!す|は|も|しょ)|(?:近く|郊外|市内)?の[^、。はがを]{0,10}(?:会社|町工場|工場|店|旅館|農家|屋|業|蔵|窯|組合|法人|メーカー)"
)
"""What follows a place without its kind where a business is told to be: 川口｜で, 岡谷｜の町工場."""
_IS_HERE = re.compile(r"(?:地元|郷里|ふるさと|故郷|所在地|場所)(?:は|の|、|が)\s?$")
"""What makes even a namesake a place; so does a sentence of its own, unless it is the last, where people sign."""
_FIGURE = re.compile(r"[0-9]|[一二三四五六七八九十百][人名]")
_TRADE_REACH = 8
"""Letters after 「八戸の」 within which its trade stands."""


def _runs_there(plain: str, end: int) -> bool:
    """Whether a trade follows, as in 八戸｜の配管工事."""
    if not plain.startswith("の", end):
        return False
    stop = _PARTICLE.search(plain, end + 1)
    last = min(end + 1 + _TRADE_REACH, stop.start() if stop else len(plain))
    return any(
        pattern.search(plain, end + 1, last)
        for facet in ("industry", "trade", "made")
        for pattern in words_for(facet).values()
    )


def _is_a_note(text: Told, place: int) -> bool:
    """Whether its sentence lists figures too, so that a namesake is the place: 「家族4人、掛川」."""
    return any(
        start <= place < end and _FIGURE.search(text.plain, start, end) for start, end in text.sentences
    )


def _is_an_item(plain: str, bare: re.Match[str]) -> bool:
    """Whether a place is an item of its own in a note: 「25人、宇都宮」."""
    before, after = plain[bare.start() - 1 : bare.start()], plain[bare.end() : bare.end() + 1]
    return before in ("", *"、。/ \n(") and after in ("", *"、。/ \n)")


_OTHER_THINGS = frozenset({"東海", "雲南", "大田", "深川", "三原", "有田", "瑞穂", "中央", "中間"})
"""Names without 市 that are rather something else: a block of prefectures, a land, a ward, a surname."""
_LETTER_ENOUGH = frozenset({"堺", "呉", "燕"})
"""Names of one letter that are nothing else in a note."""


@lru_cache(maxsize=1)
def _cities() -> Mapping[str, str]:
    """Every city with 市 and its prefecture, but 府中市 and 伊達市, of which there are two."""
    lines = (Path(__file__).parent / "cities.txt").read_text(encoding="utf-8").splitlines()
    smaller = {city: line.split()[0] for line in lines for city in line.split()[1:]}
    larger = {city: name for name, cities in CITIES.items() for city in cities if city.endswith("市")}
    return smaller | larger


@lru_cache(maxsize=1)
def _bare() -> Mapping[str, str]:
    """Prefectures and cities without their kind; 山形 is the prefecture, though it is a city too."""
    cities = {city[:-1]: name for city, name in _cities().items() if city[:-1] not in _OTHER_THINGS}
    return cities | {name[:-1]: name for name in PREFECTURES}


@lru_cache(maxsize=1)
def _with_kind() -> re.Pattern[str]:
    return re.compile(rf"(?:(?<![一-龥ァ-ヶー])|(?<=[都道府県]))(?:{_longest_first(_cities())})(?![場民])")


@lru_cache(maxsize=1)
def _bare_names() -> re.Pattern[str]:
    """Their namesakes are people, so that what stands around them decides."""
    names = [name for name in _bare() if len(name) > 1 or name in _LETTER_ENOUGH]
    return re.compile(rf"(?<![一-龥ァ-ヶー])(?:{_longest_first(names)})(?![一-龥ァ-ヶー])")


def _longest_first(names: Iterable[str]) -> str:
    return "|".join(sorted(map(re.escape, names), key=len, reverse=True))


@lru_cache(maxsize=1_000)
def _is_a_place(bare: str) -> bool:
    """Whether Sudachi has a name without its kind as a place: 小林 is a person first; the larger cities are taken so."""
    is_large = any(f"{bare}市" in cities for cities in CITIES.values())
    is_prefecture = any(name[:-1] == bare for name in PREFECTURES)
    if is_prefecture:
        return True
    return any(kind[2] == "地名" for _, kind in tagged(f"{bare}市" if is_large else bare))
