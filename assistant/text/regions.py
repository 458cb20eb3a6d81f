"""Regions of Japan named in a text: prefectures, the everyday blocks of them, and the larger cities."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

from assistant.errors import InputError
from assistant.text.name_words import COMPANY_BEFORE
from assistant.text.normalise import unified
from assistant.text.tokens import tagged

_LINES = (Path(__file__).parent / "prefectures.txt").read_text(encoding="utf-8").splitlines()
_CITIES = {line.split()[0]: line.split()[1:] for line in _LINES}
CITIES: Mapping[str, Sequence[str]] = MappingProxyType(_CITIES)
"""The larger cities of each prefecture; where two prefectures have one of that name (府中市), it is left out."""
PREFECTURES = tuple(_CITIES)
"""In the order of their official numbers, north to south."""
_BLOCKS = (
    # name, other spellings, first and last prefecture in the official order, or the prefectures
    ("全国", "全国各地 全国どこ 日本全国 47都道府県 全都道府県", "北海道-沖縄県"),
    ("東北", "", "青森県-福島県"),
    ("南東北", "", "宮城県 山形県 福島県"),
    ("北東北", "", "青森県 岩手県 秋田県"),
    ("関東", "関東地方 関東圏", "茨城県-神奈川県"),
    ("北関東", "", "茨城県-群馬県"),
    ("南関東", "東京圏 一都三県 1都3県", "埼玉県-神奈川県"),
    ("首都圏", "", "茨城県-神奈川県 山梨県"),
    ("関東経済産業局", "広域関東圏 1都10県", "茨城県-新潟県 山梨県 長野県 静岡県"),
    ("甲信越", "", "新潟県 山梨県 長野県"),
    ("信越", "", "新潟県 長野県"),
    ("北陸", "北陸3県 北陸三県", "富山県-福井県"),
    ("北信越", "", "新潟県-福井県 長野県"),
    ("東海", "東海地方", "岐阜県-三重県"),
    ("中部地方", "中部地域 中部圏", "新潟県-愛知県"),
    ("近畿", "関西 近畿圏 関西圏 関西広域", "滋賀県-和歌山県"),
    ("京阪神", "", "京都府-兵庫県"),
    ("中国地方", "中国地域 中国5県 中国五県", "鳥取県-山口県"),
    ("山陰", "", "鳥取県-島根県"),
    ("山陽", "", "岡山県-山口県"),
    ("中国・四国", "中国四国 中四国", "鳥取県-高知県"),
    ("四国", "", "徳島県-高知県"),
    ("九州", "", "福岡県-鹿児島県"),
    ("北部九州", "", "福岡県-長崎県"),
    ("北海道経済産業局", "", "北海道"),
    ("東北経済産業局", "", "青森県-福島県"),
    ("中部経済産業局", "", "富山県 石川県 岐阜県 愛知県 三重県"),
    ("近畿経済産業局", "", "福井県 滋賀県-和歌山県"),
    ("中国経済産業局", "", "鳥取県-山口県"),
    ("四国経済産業局", "", "徳島県-高知県"),
    ("九州経済産業局", "", "福岡県-鹿児島県"),
)
"""The bureaus' areas are their own: the one of 関東 reaches to 新潟, 長野 and 静岡."""
_ALSO_WITHOUT_KIND = {
    "札幌市", "仙台市", "つくば市", "宇都宮市", "さいたま市", "横浜市", "金沢市", "名古屋市", "浜松市",
    "神戸市", "姫路市", "北九州市", "那覇市", "米沢市",
}  # fmt: skip
"""Cities that are said without 市 and are seldom anything else. The others have namesakes: 川口, 松山, 豊田."""
_MEANT_NATIONWIDE = re.compile(r"[のでにへ展規]|から|的に")
"""What follows 全国 where it is no part of an association's name: 全国中小企業団体中央会."""
_PERSON = re.compile(
    r"(?:さん|氏|様|君|ちゃん|先生|委員(?!会)|座長|会長|社長|理事|教授|准教授|博士|部長|課長|所長|参事官|政務官|"
    r"大臣|議員|候補|専務|常務|顧問|調査役)"
)
_BODY = re.compile(
    r"(?!内|下|外|域|全域|各地|発|産)[一-龥ァ-ヶー]{0,9}?"
    r"(?:大学|高専|高等専門学校|銀行|信用金庫|信金|証券|電力|ガス|新聞|放送|製作所|工業(?!技術|試験|団地|会|会議|地|用|系)|"
    r"鉄道|空港|株式会社|海上|大(?=[とのがでをは、。]|$))"
)
"""What makes a place part of the name of a school or company, which speaks for no region."""
_PUBLIC = re.compile(r"(?:商工会議所|商工会|都庁|府庁|県庁|地方|地域)$")
"""Names Sudachi keeps whole that speak for their place."""
_OTHER_PLACE = re.compile(r"[市区町村郡藩港湾駅]")
_TOWNS_BEHIND = re.compile(r"^[都府県市]?(?:[^、。,.!?のでにはがをへと\s]{1,8}[市区町村郡]){0,2}")
"""The town behind a prefecture: 埼玉県[北葛飾郡杉戸町]のパン屋."""
_SEGMENT = re.compile(r"[^\n。]+")
_JOINS = {"や", "と", "・", "、", ",", "/", "及び", "および", "並びに", "または", "又は"}


@dataclass(frozen=True, slots=True)
class Region:
    """A prefecture, or a block of them under one name."""

    name: str
    prefectures: frozenset[str]

    def meets(self, other: Region) -> bool:
        """Whether the two have a prefecture in common."""
        return not self.prefectures.isdisjoint(other.prefectures)


NATIONWIDE = Region("全国", frozenset(PREFECTURES))


def region_named(name: str) -> Region:
    """The region of one name, with or without 都・府・県・市: ``大阪`` and ``大阪府`` → 大阪府; ``横浜市`` → 神奈川県.

    Raises:
        InputError: no region is called that.
    """
    plain = unified(name).strip()
    table = _regions()
    for spelling in (plain, plain.removesuffix("地方"), plain.removesuffix("地域"), f"{plain}地方"):
        if spelling in table:
            return table[spelling]
    raise InputError(
        f"地域「{name}」は分かりません。",
        "都道府県（東京都、大阪など）か、関東・近畿・九州などの地域で指定してください。",
    )


def is_place(word: str) -> bool:
    """Whether a word alone is a prefecture, a block of them, or one of the larger cities, with its kind or without.

    ``福山`` and ``福山市`` → True; ``横山`` → False
    """
    return region_of(word) is not None


def region_of(word: str) -> Region | None:
    """The region a word alone may stand for, with its kind or without: ``福山`` → 広島県; ``横山`` → None"""
    return next(
        (_regions()[word + kind] for kind in ("", "市", "町", "区") if word + kind in _regions()), None
    )


def offered_regions() -> tuple[str, ...]:
    """Names to choose a region by: the prefectures, then the blocks of everyday use."""
    blocks = (name for name, _, _ in _BLOCKS if name != NATIONWIDE.name and not name.endswith("経済産業局"))
    return (*PREFECTURES, *blocks)


@lru_cache(maxsize=20_000)
def regions_in(text: str) -> tuple[Region, ...]:
    """The regions a text names, in its order, each once; a city stands for its prefecture.

    ``大阪府と九州の企業`` → (大阪府, 九州); ``東京都`` → (東京都,), not also 京都府; ``横浜市`` → (神奈川県,);
    ``山口さん、大阪大学、福島区`` → (): a person, a school, a part of another city
    """
    named = regions_at(unified(text))
    return tuple({region.name: region for _, _, region in named}.values())


def regions_at(plain: str) -> tuple[tuple[int, int, Region], ...]:
    """Where a text names regions, in its order: ``plain[start:end]``; half-width and full-width made one before.

    ``本社は大阪府です`` → ((3, 6, 大阪府),)
    """
    return tuple(
        (segment.start() + match.start(), segment.start() + match.end(), _regions()[match.group()])
        for segment in _SEGMENT.finditer(plain)
        for match in _any_spelling().finditer(segment.group())
        if _is_meant(segment.group(), match)
    )


def without_regions(text: str) -> str:
    """A text without the regions it names and the towns told with them; the same text where it names none.

    ``長野県飯田市のパン屋`` → ``のパン屋``
    """
    plain = unified(text)
    if not regions_at(plain):
        return text
    for start, end, _ in reversed(regions_at(plain)):
        plain = plain[:start] + _TOWNS_BEHIND.sub("", plain[end:], count=1)
    return plain


def _is_meant(segment: str, match: re.Match[str]) -> bool:
    """Whether a spelling found in a sentence names the region there, and is not part of another name."""
    word, rest = match.group(), segment[match.end() :]
    if _BODY.match(rest):
        return False
    if word in PREFECTURES or word.endswith("経済産業局"):
        return True
    if word == NATIONWIDE.name:
        return bool(_MEANT_NATIONWIDE.match(rest))
    if _PERSON.match(rest) or _OTHER_PLACE.match(rest) or COMPANY_BEFORE.search(segment[: match.start()]):
        return False
    return _reads_as_place(segment, match.start(), match.end())


def _reads_as_place(segment: str, start: int, end: int) -> bool:
    """Whether the words of a sentence, as Sudachi cuts and tags them, make its ``[start:end]`` a place."""
    words = tagged(segment)
    stop = 0
    for number, (surface, kind) in enumerate(words):
        begin, stop = stop, stop + len(surface)
        if stop <= start:
            continue
        if begin < start:  # 長野県[飯田市] is one word, and so is 富[津市]
            return segment[start - 1] in "都道府県市郡"
        if stop < end:  # several words: 南/関東
            return kind[0] == "名詞"
        if stop > end:  # 大阪[商工会議所], 東海[道]
            return segment[end - 1] in "市区" or bool(_PUBLIC.search(surface))
        if kind[2] == "人名":
            return _stands_among_places(words, number)
        return kind[2] == "地名" or segment[end - 1] == "圏"
    return False


def _stands_among_places(words: Sequence[tuple[str, tuple[str, ...]]], number: int) -> bool:
    """Whether a name that may be a person's is listed beside a place: 新潟や[長野]."""
    neighbours = [n for joint, n in ((number - 1, number - 2), (number + 1, number + 2))
                  if 0 <= n < len(words) and words[joint][0] in _JOINS]  # fmt: skip
    return any(words[n][1][2] == "地名" for n in neighbours)


@lru_cache(maxsize=1)
def _regions() -> dict[str, Region]:
    """Every spelling with its region."""
    table: dict[str, Region] = {}
    for prefecture, cities in _CITIES.items():
        region = Region(prefecture, frozenset({prefecture}))
        table |= dict.fromkeys(cities, region)
        table |= {city.removesuffix("市"): region for city in cities if city in _ALSO_WITHOUT_KIND}
    for name, others, members in _BLOCKS:
        region = Region(name, frozenset(_members(members)))
        table |= dict.fromkeys((name, *others.split()), region)
    for prefecture in PREFECTURES:
        region = Region(prefecture, frozenset({prefecture}))
        table |= dict.fromkeys(
            (prefecture, prefecture if prefecture == "北海道" else prefecture[:-1]), region
        )
    return table


def _members(written: str) -> list[str]:
    """``富山県-福井県 長野県`` → 富山県, 石川県, 福井県, 長野県"""
    found: list[str] = []
    for part in written.split():
        first, _, last = part.partition("-")
        found.extend(PREFECTURES[PREFECTURES.index(first) : PREFECTURES.index(last or first) + 1])
    return found


@lru_cache(maxsize=1)
def _any_spelling() -> re.Pattern[str]:
    """Any spelling, the longest first, so that 東京都 is taken before 東京 and never leaves 京都."""
    return re.compile("|".join(sorted(map(re.escape, _regions()), key=len, reverse=True)))
