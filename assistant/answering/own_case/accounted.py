"""Whether all that a question says is in what a sum was made of; what is left over would make it another one."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answering.evidence import Evidence
from assistant.answering.own_case.conditions import negated
from assistant.answering.own_case.items import Item
from assistant.answering.own_case.places import common_places, whole_words, without_figures
from assistant.answering.row_parts import own_text
from assistant.text.normalise import normal_text

_SUM_OF = re.compile(
    r"(?P<of>[一-龥ァ-ヶー]{1,8}?)(?:料金|料|代金|代|費用|費|税|金)(?=[一-龥]*込|は|が|も|を|の|って|なんぼ|いくら|、|$)"
)
"""What is paid for by name: 加工料込みで, 水道代も, 保証料は."""
_ANY_FEE = frozenset(
    [
        "利用",
        "使用",
        "手数",
        "試験",
        "受講",
        "参加",
        "受験",
        "年会",
        "会",
        "料",
        "費",
        "基本",
        "入場",
        "貸出",
        "借",
        "謝",
        "交通",
    ]
)
_CASES = tuple(
    re.compile(words)
    for words in (
        "急ぎ|至急|特急|即日", "深夜|早朝", "学生|学割", "割引券|クーポン|優待", "キャンセル|取り?消|解約", "延滞|遅れ|滞納|延着",
        "日割|月割|按分", "途中|中途", "土曜|日曜|土日|土・日|祝|休日|週末", "税込", "減免|免除|無料", "障が?い|高齢|シニア", "再発行|再交付",
        "中古", "リース", "半額|割引|[0-9]割引|値引", "2回目|追加|延長", "営利|物販|販売会",
    )
)  # fmt: skip
"""Cases that cost more or less, or nothing, as askers and documents call them: one that a question tells must be spoken of in what
the sum is made of."""
_HEADS = re.compile(r"[^0-9０-９。]+?(?:[ 　]{2,}|　)[^0-9０-９。]+?(?:[ 　]{2,}|　)[^0-9０-９。]+")
"""The heads of columns that only spaces part: コース名　　時間数　　会員　　一般."""
_BEFORE_COUNT = re.compile(r"(?P<of>[一-龥ァ-ヶーa-z]{2,})(?:を|が|は|に|の|で|も|さん)?$")
_NOT_COUNTED = re.compile(
    r"会社|企業|事業者?|全部|合計|往復|片道|毎週|毎月|最低|最大|追加|土曜|日曜|平日|午前|午後|夜間"
)


def generic_fees(plain: str) -> str:
    """The names of fees in a question that are those of any paper: ``受講料はいくら、水道代も`` → 受講料"""
    return " ".join(found.group() for found in _SUM_OF.finditer(plain) if found["of"] in _ANY_FEE)


def is_all_accounted(
    plain: str, items: Sequence[Item], used: Sequence[Evidence], page: Sequence[Evidence]
) -> bool:
    """Whether what was taken speaks of every fee, case and thing that a question names.

    ``加工料込みで引張3本`` of prices that leave 加工料 open → False; ``急ぎで`` where no rule for it was taken → False

    Args:
        plain: the question, normalised.
        items: the prices taken, with their numbers.
        used: the sentences taken, those of rules that do not hold among them.
        page: all sentences of the page.
    """
    heads = [normal_text(e.text) for e in page if _HEADS.fullmatch(e.text.strip())]
    labels = [item.price.label for item in items]
    around = "\n".join([normal_text(page[0].text), *heads, *labels, *negated(plain), *map(_around, used)])
    fees = (found["of"] for found in _SUM_OF.finditer(plain))
    if not all(fee in _ANY_FEE or fee[-2:] in around for fee in fees):
        return False
    if any(case.search(plain) and not case.search(around) for case in _CASES):
        return False
    return not is_left_over(plain, around, page) and all(_is_of_thing(plain, item, around) for item in items)


def is_left_over(plain: str, around: str, page: Sequence[Evidence]) -> bool:
    """Whether the page says words of the question that what was taken does not.

    Args:
        plain: the question, normalised.
        around: what was taken, with its headings and title, normalised.
        page: all sentences of the page.
    """
    asked = whole_words(without_figures(plain))
    own = common_places(asked, around)
    others = frozenset[int]().union(*(common_places(asked, normal_text(e.text)) for e in page))
    return len(others - own) > 1


def _around(e: Evidence) -> str:
    parts = [
        e.document.title,
        e.document.publisher,
        *e.passage.section,
        own_text(e.spans),
    ]
    return normal_text(" ".join(parts))


def _is_of_thing(plain: str, item: Item, around: str) -> bool:
    """Whether a number is told of what its price is of: 20人前 of ケータリング is none of the room."""
    before = _BEFORE_COUNT.search(_NOT_COUNTED.sub("", plain[: item.count.start])) if item.count else None
    return before is None or bool(common_places(before["of"], around)) or before["of"] in around
