"""Which of the prices of a page a question tells, and how many of each."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from assistant.answering.computing.computed import MONEY
from assistant.answering.computing.conditions import is_same_stem, negated
from assistant.answering.computing.counts_asked import Count, Counts
from assistant.answering.computing.priced_things import Price, holds, is_per_person
from assistant.answering.evidence import Evidence
from assistant.text.figures import figures_in
from assistant.text.normalise import normal_text
from assistant.text.units import KNOWN

_ADDS = re.compile(
    r"合わせ|あわせ|合計|全部|ぜんぶ|込み|足し|トータル|総額|両方|プラス|[一-龥ァ-ヶ0-9]と(?!き|か[^ら])[一-龥ァ-ヶ]|も(?:つけ|借り|頼|受け|入|1)"
)
"""What a question adds several prices by."""
_OF_SIZE, _OF_OTHERS = -1, -2
"""Stand among the places of a question for what it tells otherwise: the size of the firm, that it is of no group."""
_SIZE_WORDS = re.compile(r"(?:従業員|社員|職員|スタッフ|人数|規模)数?")
_NO_THING = re.compile(
    r"会社|企業|相談[先者]|お客|先方|事業[者所]|合計|全部|料金|手数料|利用料|使用料|[0-9]+"
)
"""What tells no price from another, though it stands in what they are of: 企業 of 中小企業診断士."""
_LEFT_OUT = re.compile(r"[一-龥ァ-ヶー]{2,}(?:は|が)?(?:なし|無し|抜き|不要|いらん|要らん|いらない|要らない)")
"""What a question says is not wanted: 加工なし."""
_FEE_OF_VERB = re.compile(r"(?<![一-龥])([一-龥])(?:料|代|賃)")
_NAMES = re.compile(r"[一-龥ァ-ヶーa-z]")
_TELLS = re.compile(r"[一-龥ァ-ヶーa-z]{2}|[一-龥]さ|[一-龥ァ-ヶーa-z][ぁ-ん]{1,2}[一-龥ァ-ヶーa-z]")
"""What tells a thing: two letters that are no hiragana, or 硬さ; 使う is said of anything."""
_IN_BRACKETS = re.compile(r"[「『【]([^「」『』【】]{2,12})[」』】]")
_BY_ITSELF = frozenset({"回", "件", "通", "式", "月", "年"})
"""Units of which one is meant where a question tells no number."""
_ANY_COUNT = frozenset({"つ", "件", "本", "枚", "台"})
"""Counters an asker uses for things a document counts in its own words: 3つ for 1事業所につき, 7本 for 1試料."""
_OF_PIECES = frozenset({"つ"})
_NO_PIECES = frozenset({"人", "日", "時間", "分", "回", "年", "月", "週", "泊", "社", "km", "キロ"})
"""Of prices by the piece (1点) pieces are counted by any counter: 長机2本, 椅子6脚."""
_LIMIT = re.compile(r"最長|最大|最高|上限|限度")
_ALL_OF = re.compile(
    r"(?<![0-9])(?P<n>[0-9])(?:つ|コース|種類?|枠|科目|講座|項目|部屋|室|回)(?!目)[^0-9?？]{0,12}(?:全部|ぜんぶ|すべて|合わせ|あわせ|合計|トータル)"
)
_IS_TOTAL = re.compile(r"(?<![一-龥])計(?![一-龥])|合計|総額|全体")
_PARTED = re.compile(r"[0-9]+回(?:払い|に分け|分割)|1回(?:あたり|いくら|なんぼ|分)")
MONTHS = 12


@dataclass(frozen=True, slots=True)
class Item:
    """A price taken, and how many times."""

    price: Price
    count: Count | None

    @property
    def times(self) -> Fraction:
        """How many of what the price is by: 10 of 240時間 at a price for each 24時間, 12 of 1年 at one for a month."""
        if not self.count:
            return Fraction(1)
        if _is_by_month(self.price, self.count):
            return self.count.number * MONTHS
        return self.count.number / (self.price.step.low if self.price.step else 1)

    @property
    def value(self) -> Fraction:
        return self.price.figure.low * self.times

    @property
    def said(self) -> str:
        if not self.count:
            return self.price.said
        said, step = self.count.said, self.price.step
        own = next((unit for unit in self.price.units if self.count.unit.startswith(unit)), "")
        said = said.removesuffix(self.count.unit) + own if own else said  # 3通再発行したら
        if _is_by_month(self.price, self.count):
            said = f"{self.times}か月"
        elif step:
            said = f"({said} ÷ {re.sub('ごと|毎|につき', '', step.said)})"
        return f"{self.price.said} × {said}"


def _is_by_month(price: Price, count: Count) -> bool:
    return count.unit == "年" and "年" not in price.units and "月" in price.units


def items_asked(
    plain: str,
    title: str,
    prices: Sequence[Price],
    counts: Counts,
    page: Sequence[Evidence],
    two: bool = False,
) -> list[Item]:
    """The prices a question tells, each with its number; nothing where one is not sure or a number is left over.

    ``常温の引張試験3本と硬さ試験2点`` → 3,460円 of 引張試験（常温） 3本, 1,180円 of 硬さ試験 2点

    Args:
        plain: the question, normalised, and what is said of it besides.
        title: the words of the whole paper, normalised: they tell no price from another.
        prices: the prices of the page.
        counts: the question's numbers.
        page: the sentences of the page; what they limit is held to.
        two: whether two prices are wanted, to be compared and not added.
    """
    if not two and (whole := _whole_group(plain, title, prices)):
        return [Item(one, None) for one in whole]
    of_size, sizes = _of_the_size(prices if two else _of_the_group(plain, prices), counts)
    told = _told(plain, title, of_size, counts, bool(sizes))
    chosen = _chosen(told, counts, keeps_sizes=two and len(sizes) == 2)
    is_added = two or len(chosen) < 2 or bool(_ADDS.search(plain))
    if not is_added and sizes:
        named = [one for one in chosen if told_by(one, told) - {_OF_SIZE}]
        chosen, sizes = (named, ()) if len(named) == 1 else ([], ())
    if not chosen or (two and len(chosen) != 2):
        return []
    many = [one for one in (*counts.many, *counts.sizes) if one not in sizes]
    many = [one for one in many if not (one.unit == "回" and _PARTED.search(plain))]
    items = _with_counts(chosen, told, many, page)
    of_each = {item.count for item in items} - {None}
    if len(items) > 1 and not is_added and len(of_each) < len(items):
        return []  # 3人講習受けて包材200袋もらったら adds, for each has its number
    return [] if any(_is_beyond(item, page) for item in items) else items


def _whole_group(plain: str, title: str, prices: Sequence[Price]) -> list[Price]:
    """All prices of a column or a line, where the question asks for as many together: 4コース全部を会員で, 3つの枠の予算あわせて."""
    number = _ALL_OF.search(plain)
    groups: dict[tuple[int, str], list[Price]] = {}
    for one in prices:
        groups.setdefault(one.group, []).append(one)
    if not number or int(number["n"]) < 2:
        return []
    common = common_places(plain, title)
    fitting = [
        (len(common_places(plain, head) - common), group)
        for (_, head), group in groups.items()
        if len(group) == int(number["n"]) and not any(_IS_TOTAL.search(one.label) for one in group)
    ]
    most = max((fit for fit, _ in fitting), default=0)
    best = [group for fit, group in fitting if fit == most]
    return best[0] if most and len(best) == 1 else []


Told = Sequence[tuple[Price, frozenset[int]]]


def told_by(price: Price, told: Told) -> frozenset[int]:
    """The places of a question that tell a price."""
    return next((places for one, places in told if one is price), frozenset())


def _of_the_group(plain: str, prices: Sequence[Price]) -> list[Price]:
    """The prices for those the question is about: for 入居してない会社 that of 入居者以外 and not that of 入居者."""
    asked = negated(plain)
    kept = []
    for one in prices:
        own = negated(one.label)
        is_of_group = not own and any(stem in one.label for stem in asked)
        if not is_of_group and (not own or is_same_stem(own, asked)):
            kept.append(one)
    return kept


def _of_the_size(prices: Sequence[Price], counts: Counts) -> tuple[list[Price], tuple[Count, ...]]:
    """The prices that a firm of the size told pays, and the number that told it; without one those by size are none."""
    if not any(one.people for one in prices):
        return list(prices), counts.sizes
    told = (*counts.sizes, *(one for one in counts.many if one.unit == "人"))
    if not told:
        return [one for one in prices if not one.people], ()
    numbers = [int(one.number) for one in told]
    return [one for one in prices if not one.people or any(holds(one.people, n) for n in numbers)], told


def _told(plain: str, title: str, prices: Sequence[Price], counts: Counts, is_sized: bool) -> Told:
    """Each price with the places of the question that its words stand at, and those of the whole paper do not.

    What a question says whole (会員外) is of the prices so called and not of others that say a part of it (会員).
    """
    asked = whole_words(without_figures(plain))
    asked = _blanked(_SIZE_WORDS, asked) if is_sized else asked
    common = common_places(asked, title)
    claimed = _said_whole(asked, prices)
    found = []
    for one in prices:
        if one.beside and not common_places(asked, one.beside) - common:
            continue
        parts = _parts(one.label)
        of_others = frozenset[int]().union(*(at for part, at in claimed if part not in parts))
        places = (common_places(asked, one.label) | _begun(asked, parts)) - common - of_others
        places |= {-ord(k) for k in _FEE_OF_VERB.findall(one.label) if _says_verb(asked, k)}
        places |= {_OF_SIZE} if one.people and is_sized else set()
        places |= {_OF_OTHERS} if negated(asked) and (negated(one.label) or "一般" in one.label) else set()
        if places:  # of レトルト釜 半日 and 1日 the second is asked for by 1日
            places |= {c.start for c in counts.many if c.unit in one.units}
        found.append((one, places))
    return found


def _begun(plain: str, parts: frozenset[str]) -> frozenset[int]:
    """The places at which a question says how a word of a label begins, though it has but one letter that is no hiragana:
    ばね式3台 of ばね式はかり."""
    found: set[int] = set()
    for part in parts:
        begin = next((part[:n] for n in range(len(part), 2, -1) if part[:n] in plain), "")
        if re.match("[ぁ-ん]", begin) and _NAMES.search(begin):
            found.update(range(plain.find(begin), plain.find(begin) + len(begin)))
    return frozenset(found)


def whole_words(plain: str) -> str:
    """A question without what tells no thing, and what it says is not wanted, blanked: ``加工なしで`` → ``・・・・で``"""
    return _blanked(_NO_THING, _blanked(_LEFT_OUT, plain))


def _blanked(words: re.Pattern[str], plain: str) -> str:
    return words.sub(lambda found: "・" * len(found.group()), plain)


def _parts(label: str) -> frozenset[str]:
    """The words of a label between spaces and brackets: ``中会議室 午後(13~17時)`` → 中会議室, 午後, 13~17時"""
    return frozenset(part for part in re.split(r"[\s()・:/、。]+", label) if len(part) > 1)


def _said_whole(plain: str, prices: Sequence[Price]) -> list[tuple[str, frozenset[int]]]:
    """The words of labels that a question says whole, with their places; the longer ones first, none within another."""
    parts = frozenset[str]().union(*(_parts(one.label) for one in prices))
    claimed: list[tuple[str, frozenset[int]]] = []
    rest = plain
    for part in sorted(parts, key=lambda one: (-len(one), one)):
        places = frozenset(at for one in re.finditer(re.escape(part), rest) for at in range(*one.span()))
        if places:
            claimed.append((part, places))
            rest = rest.replace(part, "・" * len(part))
    return claimed


def common_places(plain: str, label: str) -> frozenset[int]:
    """The places of a question at which two letters or more of a label stand: ``硬さ試験2点`` of ``硬さ試験(ビッカース)`` → 0 to 3"""
    found: set[int] = set()
    for start in range(len(plain) - 1):
        end = start + 2
        if plain[start:end] not in label:
            continue
        while end < len(plain) and plain[start : end + 1] in label:
            end += 1
        if not _TELLS.search(plain[start:end]):
            continue
        found.update(at for at in range(start, end) if _NAMES.match(plain[at]))
    for name in _IN_BRACKETS.findall(label):  # 【はやて】 is a name, though in hiragana
        found.update(at for one in re.finditer(re.escape(name), plain) for at in range(*one.span()))
    return frozenset(found)


def without_figures(plain: str) -> str:
    """A question with its figures blanked, so that 万円 is no word it shares with a document: ``800万円を`` → ``・・・・・を``"""
    for one in figures_in(plain):
        plain = plain[: one.start] + "・" * (one.end - one.start) + plain[one.end :]
    return plain


def _says_verb(plain: str, kanji: str) -> bool:
    """Whether a question says a fee by its verb: 送って of 送料."""
    return re.search(rf"(?<![一-龥]){kanji}[っりるしいんて]", plain) is not None


def _by_unit(told: Told, counts: Counts) -> Told:
    """The one price that is by what a question counts, where it says no word of any: 84キロ of 1kmにつき37円."""
    asked = {one.unit for one in counts.many} & {"km", "kw", "kwh", "kg", "m2", "m", "トン"}
    fitting = [(one, frozenset({0})) for one, _ in told if one.units & asked]
    return fitting if len(fitting) == 1 else []


def _chosen(told: Told, counts: Counts, keeps_sizes: bool = False) -> list[Price]:
    """The prices that are told, none of them by less than another; none where two are told alike, but those of two sizes."""
    if keeps_sizes:
        return [one for one, places in told if _OF_SIZE in places]
    said = [(one, places) for one, places in told if places] or _by_unit(told, counts)
    most = [(one, places) for one, places in said if not any(places < others for _, others in said)]
    for at, (one, places) in enumerate(most):
        for other, also in most[at + 1 :]:
            if places == also and one.figure.low != other.figure.low:
                return []
    return [one for at, (one, places) in enumerate(most) if places not in [p for _, p in most[:at]]]


def _with_counts(
    chosen: Sequence[Price], told: Told, many: Sequence[Count], page: Sequence[Evidence]
) -> list[Item]:
    """The prices with how many of each; nothing where a number is left over, or one that must be told is not."""
    items = []
    for price in chosen:
        units = frozenset({"人"}) if is_per_person(price) else price.units
        units |= _ANY_COUNT if len(chosen) == 1 and units and not units & KNOWN else frozenset()
        any_counter = units == _OF_PIECES
        fitting = [
            one
            for one in many
            if one.unit in units
            or (one.unit not in KNOWN and one.unit.startswith(tuple(units)))  # 3通再発行したら
            or _is_by_month(price, one)
            or (any_counter and one.unit not in _NO_PIECES and not _fits_another(one, price, chosen))
        ]
        others = frozenset[int]().union(*(told_by(one, told) for one in chosen if one is not price))
        count = _nearest(told_by(price, told) - others, fitting)
        needs_one = units - _BY_ITSELF and len(chosen) > 1 and many
        if count is None and (fitting or needs_one):
            return []
        items.append(Item(price, count))
    used = {(item.count.number, item.count.unit) for item in items if item.count}
    return [] if any((one.number, one.unit) not in used and one.number != 1 for one in many) else items


def _fits_another(count: Count, price: Price, chosen: Sequence[Price]) -> bool:
    return any(count.unit in one.units for one in chosen if one is not price)


def _nearest(places: frozenset[int], fitting: Sequence[Count]) -> Count | None:
    """The number that follows a thing's own words soonest: of 引張3本と衝撃2本 3本 for 引張."""
    if len({(one.number, one.unit) for one in fitting}) <= 1:
        return fitting[0] if fitting else None
    behind = [one for one in fitting if places and one.start > max(places)]
    return min(behind, key=lambda one: one.start) if behind else None


def _is_beyond(item: Item, page: Sequence[Evidence]) -> bool:
    """Whether the page limits how many there may be, or what is paid, and this is more."""
    if item.times.denominator != 1:
        return True
    for e in page:
        plain, is_own = normal_text(e.text), e.spans[0] == item.price.evidence.spans[0]
        for figure in figures_in(plain):
            before = plain[max(0, figure.start - 8) : figure.start]
            is_most = figure.bound == "at_most" or (figure.bound == "exact" and _LIMIT.search(before))
            if is_own and is_most and figure.unit == MONEY and figure.high < item.value:
                return True
            if item.count and is_most and figure.unit == item.count.unit and figure.high < item.count.number:
                return True
    return False


def without_count(item: Item) -> Item:
    """A price taken once."""
    return replace(item, count=None)
