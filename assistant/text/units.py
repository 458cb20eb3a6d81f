"""What figures count and measure: the units and counters behind them, and which of them mean the same."""

from __future__ import annotations

import re

_GROUPS: dict[str, str] = {
    "円": "円",
    "ドル": "米ドル|ドル",
    "ユーロ": "ユーロ",
    "社": "社|企業|事業者|者(?![らた])",
    "人": "人員|人|名様|名",
    "件": "件|事例|案件",
    "か所": "[かヶヵカケ箇]所",
    "か国": "[かヶヵカケ箇]国",
    "つ": "つ|個|点|項目",
    "年": "[かヶヵカケ箇]年間?|年間|年(?!度|代|生|次)",
    "月": "[かヶヵカケ箇]月間?|月間",
    "週": "週間?",
    "日": "日間|日(?!本)",
    "時間": "時間",
    **{f"{day}曜": f"{day}曜日?" for day in "月火水木金土日"},
    "時": "時(?!間|点|期|代)",
    "分": "分間|分(?!の|野|類|科|析|割|散|担)",
    "秒": "秒間?",
    "倍": "倍",
    "回": "回",
    "歳": "歳|才",
    "台": "台",
    "本": "本(?!部|社|店|年)",
    "校": "校",
    "号": "号",
    "条": "条",
    "章": "章",
    "位": "位(?!置)",
    "次": "次(?=[^一-鿿ァ-ヺ]|産業|石油|改正|補正|計画|試験|審査|募集|公募|締切|提言|答申|報告)",
    "番": "番",
    "機関": "機関(?!長|誌)",
    "口": "口(?!座)",
    "階": "階(?!級|層)",
    "種": "種類?",
    "ページ": "ページ|頁",
    "ポイント": "(?:%|パーセント)?ポイント|pt(?![a-z])",
    "割合": "%|パーセント",
    "トン": "トン|t(?![a-z])",
    "km": "km|キロメートル",
    "m": "m(?![a-z0-9])|メートル",
    "m2": "m2|平方メートル|平米",
    "kg": "kg|キログラム",
}
KNOWN = frozenset(_GROUPS)
_ORDER = sorted(_GROUPS, key=lambda unit: -len(_GROUPS[unit]))
UNIT = re.compile("|".join(f"(?P<u{_ORDER.index(unit)}>{_GROUPS[unit]})" for unit in _ORDER))
_OWN = re.compile(r"[ァ-ヺー]{2,12}|[a-z]{2,12}|(?![第割])[一-鿿々]{1,6}")
_ENDS_UNIT = re.compile(
    r"以上|以下|以内|未満|超|程度|前後|弱|強|余|増|減|規模|近|相当|達|突破|中|減少|増加|上昇|低下|拡大|の"
)
"""What may follow a counter without belonging to it: 3大学以上."""
_COUNTED_ALIKE = (
    ("人", "名", "者"),
    ("社", "者", "企業", "事業者"),
    ("か所", "ヶ所", "カ所", "ヵ所", "箇所"),
    ("校", "大学"),
    ("台", "基"),
    ("回", "度"),
)
_ANY_COUNT = frozenset({"つ", "件", "か所"})
"""Counters for whatever is counted: 3つの大学 is 3大学, 47か所の拠点 is 47拠点."""


def unit_at(plain: str, at: int) -> tuple[str, int]:
    """The unit that stands at a place of a normalised text, and where it ends; an unknown one as it is written.

    ``40,000社が`` at 6 → ("社", 7); ``12拠点以上`` at 2 → ("拠点", 4); ``3。`` at 1 → ("", 1)
    """
    if known := UNIT.match(plain, at):
        return _ORDER[int(str(known.lastgroup)[1:])], known.end()
    own = _OWN.match(plain, at)
    if not own:
        return "", at
    after = _ENDS_UNIT.search(own.group())
    return own.group()[: after.start()] if after else own.group(), after.start() + at if after else own.end()


def same_unit(one: str, other: str) -> bool:
    """Whether figures in two units may be the same: 社 and 社, つ and 大学, 拠点 and 拠点数; not 社 and 件.

    A figure without a unit, as in the cell of a table, goes with any.
    """
    if one == other or not one or not other:
        return True
    if one.startswith("第") != other.startswith("第"):
        return False
    if one in KNOWN and other in KNOWN:
        return False
    if one in _ANY_COUNT or other in _ANY_COUNT:
        return True
    return one not in KNOWN and other not in KNOWN and (one.startswith(other) or other.startswith(one))


def counted_alike(counter: str) -> tuple[str, ...]:
    """The counters that may stand for one: ``名`` → 人, 名, 者; ``台`` → 台"""
    alike = [same for group in _COUNTED_ALIKE if counter in group for same in group]
    return tuple(dict.fromkeys([counter, *alike]))
