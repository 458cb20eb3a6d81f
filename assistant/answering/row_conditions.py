"""What a question asks of the rows of a table: 土曜にやってる相談は, 無料のセミナー, 講習のいらない機械はどれ.

Words alone do not tell them apart: every row of a table shares its heads, and 不要 is as far from いらない as 必須 is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from fractions import Fraction

from assistant.answering.row_parts import RowParts
from assistant.text.figures import figures_in
from assistant.text.normalise import fold, normal_text

_DAY = r"[月火水木金土日]"
_WEEKDAY = re.compile(
    rf"(?P<days>土日|{_DAY})曜日?(?!まで|から|以外)(?=[のにでもはだ、]|って|や|開|$)|(?P<both>土日)(?=[のにでもはだ]|って|や|開)"
)
_MONTH = re.compile(
    r"(?<![0-9年~〜から])(?P<month>1[0-2]|0?[1-9])月(?:中|開催|分)?(?:の|に(?!は締)|は|って|で)(?!いつ|何日)"
)
_FREE = re.compile(
    r"(?:無料|タダ|ただ)(?:の|で(?!き)|な(?:の|もの))|(?:お金|費用|料金)(?:が|の|は)?(?:かからん|かからない|いらない|要らない)"
)
_PAID = re.compile(
    r"有料の|(?:お金|費用|料金)(?:が|の)?(?:かかる|要る|いる)(?!んで|か)(?=[^。?]{0,8}(?:どれ|は|って))"
)
_WHAT = r"(?P<what>[一-龥ァ-ヶー]{2,6})"
_NOT_NEEDED = re.compile(
    rf"{_WHAT}(?:が|は|も|の|を)?(?:いらない|要らない|いらん|要らん|不要|必要ない|必要なし|なし|無し|ない|しない)(?=で(?!す)|の|もの|やつ|[一-龥ァ-ヶー])"
)
_NEEDED = re.compile(
    rf"{_WHAT}(?:が|の)?(?:いる|要る|必要な|必須の?)(?=の(?:は|って)|もの|やつ|[一-龥ァ-ヶー])"
)
_ONLINE = re.compile(
    r"(?<![ァ-ヶーa-z])(?:オンライン|リモート|ネット|web|zoom)(?:の|で(?:や|出|受|参加|見)|開催)(?!申|セミナー)"
)
_AT_LEAST = re.compile(
    r"(?P<sum>[0-9][0-9,.]*[千百]?[万億]円?)(?:まで|くらい|ぐらい|ほど)?(?:を|は|も)?(?:借り|融資|保証し?て)(?:られ|れ|もら)"
)
_FEE = re.compile(r"料|費|金額|価格|会費")
_DAYS_OF_ROW = re.compile(r"日時?$|日程|開催|曜|期日|年月|実施|とき")
_CLOSING = re.compile(r"締め?切|〆切|期限|申し?込|受付")
_NO = re.compile(r"不要|要しない|なし|無し|ない|いらない|[-ー―—×✕]|利用しない|不可")
_YES = re.compile(r"(?:必須|必要|要|あり|有り?|○|◯)(?![0-9])")
_BUT = re.compile(r"以外|じゃな[いく]|ではな[いく]|を除|のほか")
_WHICH = re.compile(
    r"どれ|どの|(?:何|なに)が|ものは|やつは|(?:の|もの|やつ)(?:は|って|を)?(?:何|ある|[?。]|$)|全部|一覧|教えて|ありますか|ある[?]?$"
)

_EXTREME = re.compile(
    r"(?:(?P<what>[一-龥ァ-ヶー]{2,8})(?:が|の|は|も)?)?(?:一番|いちばん|最も|もっとも)(?P<of>[一-龥ァ-ヶー]{0,8}?)(?:が|の|も)?(?P<how>大き|高[いくか]|多[いく]|長[いく]|安[いく]|低[いく]|少な|短[いく])"
)
_SMALLEST = ("安", "低", "少", "短")
_COLUMNS_OF = (
    (re.compile(r"枠|限度|上限|融資|借"), re.compile(r"限度|上限|額")),
    (re.compile(r"金利|利率|率"), re.compile(r"率|金利")),
    (re.compile(r"期間|年数|^[長短]"), re.compile(r"期間|年数|年限")),
    (re.compile(r"定員|人数"), re.compile(r"定員|人数")),
    (re.compile(r"料|費|値段|価格|^[安高]"), _FEE),
)
"""The heads of the columns that are meant by a word, or by how it is compared alone."""

Holds = Callable[[RowParts], bool]


@dataclass(frozen=True, slots=True)
class Condition:
    """What a row must hold."""

    said: str
    """How the question says it, normalised."""
    holds: Holds
    column: str = ""
    """The word of the column it is of, where the question says one: 担保."""


def conditions_in(plain: str) -> tuple[Condition, ...]:
    """What a normalised question asks of rows.

    ``2月のセミナーで土曜のは?`` → rows of 土 and of 2月; ``講習いらない機械はどれ?`` → rows with 不要 under 講習の受講; ``土曜以外は?`` → nothing
    """
    if _BUT.search(plain):
        return ()
    found: list[Condition] = []
    if day := _WEEKDAY.search(plain):
        found.append(Condition(day.group(), _on_day(day["days"] or day["both"])))
    if month := _MONTH.search(plain):
        found.append(Condition(month.group(), _in_month(int(month["month"]))))
    if free := _FREE.search(plain):
        found.append(Condition(free.group(), _under(_FEE, re.compile(r"^(?:無料|0円)|^なし$"))))
    elif (paid := _PAID.search(plain)) and _WHICH.search(plain):
        found.append(Condition(paid.group(), _under(_FEE, re.compile(r"[0-9]{2,}"))))
    if online := _ONLINE.search(plain):
        found.append(Condition(online.group(), _with(re.compile(r"オンライン|リモート|web|zoom"))))
    if amount := _AT_LEAST.search(plain):
        found.append(Condition(amount.group(), _reaching(amount["sum"]), "額"))
    for pattern, cell in ((_NOT_NEEDED, _NO), (_NEEDED, _YES)):
        if (said := pattern.search(plain)) and not _of_money(said["what"]):
            found.append(
                Condition(
                    said.group(), _under(re.compile(re.escape(said["what"])), cell, whole=True), said["what"]
                )
            )
            break
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Extreme:
    """That a row must hold the highest or the lowest value of a column."""

    columns: re.Pattern[str]
    is_highest: bool

    def value(self, parts: RowParts) -> Fraction | None:
        """The value of a row in its first such column; None where it tells none."""
        for at in _columns(parts, self.columns):
            cell = normal_text(parts.value(at))
            figures = [figure for figure in figures_in(cell) if figure.unit != "回"]
            values = [figure.high if self.is_highest else figure.low for figure in figures]
            if values:
                return max(values) if self.is_highest else min(values)
        return None


def extreme_in(plain: str) -> Extreme | None:
    """What a normalised question asks the highest or lowest of: ``一番枠が大きいのは?`` → the highest under 限度額; else None."""
    found = _EXTREME.search(plain)
    if found is None or not _WHICH.search(plain):
        return None
    said = (said for said in (found["of"], found["what"], found["how"]) if said)
    columns = next((heads for one in said for word, heads in _COLUMNS_OF if word.search(one)), None)
    return Extreme(columns, not found["how"].startswith(_SMALLEST)) if columns else None


def asks_which(plain: str) -> bool:
    """Whether a normalised question asks which rows meet something: お金かかる相談ってどれ?"""
    return bool(_WHICH.search(plain)) and bool(conditions_in(plain) or extreme_in(plain))


def without_conditions(plain: str) -> str:
    """A normalised question without what it asks of rows, which is no value asked for: ``お金かかる相談ってどれ?`` → ``相談ってどれ?``"""
    for one in conditions_in(plain) if _WHICH.search(plain) else ():
        plain = plain.replace(one.said, "", 1)
    return plain


def month_asked(plain: str) -> tuple[Condition, ...]:
    """The month that a normalised text names last, as what rows must be of: ``12月のセミナー何がある?`` → 12月."""
    months = list(_MONTH.finditer(plain))
    return tuple(Condition(one.group(), _in_month(int(one["month"]))) for one in months[-1:])


def _of_money(what: str) -> bool:
    return bool(re.fullmatch(r"お?金|費用|料金", what))


def _columns(parts: RowParts, head: re.Pattern[str]) -> Iterable[int]:
    return (at for at in range(min(len(parts.heads), len(parts.cells))) if head.search(fold(parts.heads[at])))


def _under(head: re.Pattern[str], cell: re.Pattern[str], whole: bool = False) -> Holds:
    """A cell under a head; with ``whole`` one that says nothing else."""

    def holds(parts: RowParts) -> bool:
        cells = [fold(parts.value(at)) for at in _columns(parts, head)]
        return any(cell.match(one) and len(one) < 8 if whole else cell.search(one) for one in cells)

    return holds


def _with(cell: re.Pattern[str]) -> Holds:
    return lambda parts: any(cell.search(fold(one)) for one in parts.cells)


def _on_day(days: str) -> Holds:
    of_days = f"[{days}]"
    told = re.compile(
        rf"{of_days}曜|土日|毎日|[(（]{of_days}(?:・?祝)?[)）]|^{of_days}$|(?:^|[・、,]){of_days}(?=[・、,]|$)"
    )

    def holds(parts: RowParts) -> bool:
        closing = set(_columns(parts, _CLOSING))
        return any(told.search(fold(one)) for at, one in enumerate(parts.cells) if at not in closing)

    return holds


def _in_month(month: int) -> Holds:
    told = re.compile(
        rf"(?<![0-9])0?{month}月(?!間)|[0-9]{{4}}[/.-]0?{month}(?:[/.-]|$)|(?<![0-9/.])0?{month}/[0-9]{{1,2}}(?![0-9/])|(?<![0-9])[0-9]{{1,2}}\.0?{month}\.[0-9]"
    )

    def holds(parts: RowParts) -> bool:
        dated = [*_columns(parts, _DAYS_OF_ROW)] or [*range(len(parts.cells))]
        closing = set(_columns(parts, _CLOSING))
        return any(told.search(fold(parts.cells[at])) for at in dated if at not in closing)

    return holds


def _reaching(said: str) -> Holds:
    """A limit that is not below an amount, and a least amount that is not above it."""
    amounts = [figure.high for figure in figures_in(said)]

    def holds(parts: RowParts) -> bool:
        cells = [parts.value(at) for at in _columns(parts, re.compile(r"額|限度"))]
        found = [figure for cell in cells for figure in figures_in(normal_text(cell)) if figure.unit == "円"]
        return bool(amounts and found) and max(one.high for one in found) >= amounts[0]

    return holds
