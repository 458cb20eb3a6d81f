"""What may be asked of Jグランツ: one keyword an advisor typed, and choices of closed lists. Nothing else leaves."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assistant.errors import InputError
from assistant.settings import Settings
from assistant.text.normalise import fold
from assistant.text.regions import PREFECTURES

SHORTEST, LONGEST = 2, 255
"""Characters of a keyword, as the API takes them."""
BLOCKS: Mapping[str, tuple[str, ...]] = {
    "北海道地方": PREFECTURES[:1],
    "東北地方": PREFECTURES[1:7],
    "関東・甲信越地方": (*PREFECTURES[7:15], "山梨県", "長野県"),
    "東海・北陸地方": ("富山県", "石川県", "福井県", "岐阜県", "静岡県", "愛知県", "三重県"),
    "近畿地方": PREFECTURES[24:30],
    "中国地方": PREFECTURES[30:35],
    "四国地方": PREFECTURES[35:39],
    "九州・沖縄地方": PREFECTURES[39:],
}
"""The API's blocks of prefectures; they are not those of everyday use."""
AREAS = ("全国", *BLOCKS, *PREFECTURES)
INDUSTRIES = (
    "農業、林業", "漁業", "鉱業、採石業、砂利採取業", "建設業", "製造業", "電気・ガス・熱供給・水道業", "情報通信業",
    "運輸業、郵便業", "卸売業、小売業", "金融業、保険業", "不動産業、物品賃貸業", "学術研究、専門・技術サービス業",
    "宿泊業、飲食サービス業", "生活関連サービス業、娯楽業", "教育、学習支援業", "医療、福祉", "複合サービス事業",
    "サービス業（他に分類されないもの）", "公務（他に分類されるものを除く）", "分類不能の産業",
)  # fmt: skip
EMPLOYEES = (
    "従業員数の制約なし", "5名以下", "20名以下", "50名以下", "100名以下", "300名以下", "900名以下", "901名以上",
)  # fmt: skip
SEVERAL = " / "
"""What stands between several values of one field, in questions as in answers."""
_SENTENCE = re.compile(r"[\n\r。．!！?？]|(?<=.)[、,，](?=.)")


@dataclass(frozen=True, slots=True)
class Narrowed:
    """What a search is narrowed to; empty means any."""

    areas: tuple[str, ...] = ()
    """Of ``AREAS``; 大阪 stands for 大阪府."""
    industries: tuple[str, ...] = ()
    """Of ``INDUSTRIES``; a part that only one of them has will do: 小売業."""
    employees: str = ""
    """One of ``EMPLOYEES``."""
    accepting: bool = True
    """False: also what is not yet, or no longer, open to applications."""


def questions(settings: Settings, keyword: str, narrowed: Narrowed) -> dict[str, str]:
    """The parameters of a search, every one of them checked.

    ``"創業", Narrowed(areas=("大阪",))`` → keyword 創業, target_area_search 大阪府, acceptance 1, …

    Raises:
        InputError: the keyword is none, or would name a client; a choice is not of its list.
    """
    asked = {
        "keyword": _keyword(settings, keyword),
        "sort": "acceptance_end_datetime",
        "order": "ASC",
        "acceptance": "1" if narrowed.accepting else "0",
    }
    chosen = {
        "target_area_search": [_of_list(area, AREAS, "地域") for area in narrowed.areas],
        "industry": [_of_list(industry, INDUSTRIES, "業種") for industry in narrowed.industries],
        "target_number_of_employees": [
            _of_list(one, EMPLOYEES, "従業員数") for one in [narrowed.employees] if one
        ],
    }
    return asked | {name: SEVERAL.join(dict.fromkeys(values)) for name, values in chosen.items() if values}


def _keyword(settings: Settings, written: str) -> str:
    from assistant.privacy import masked
    from assistant.text.names import read_names

    keyword = re.sub("[ 　]+", " ", written).strip(" ")
    if _SENTENCE.search(keyword) or not keyword.isprintable():
        raise InputError(
            "Jグランツでは、文ではなく言葉で探します。お客様の文はこの端末の外に出しません。",
            "「省エネ設備」「創業」のような言葉で指定してください。",
        )
    if not SHORTEST <= len(keyword) <= LONGEST:
        raise InputError(
            f"Jグランツで探す言葉は {SHORTEST}〜{LONGEST} 文字です（いま {len(keyword)} 文字）。",
            "「省エネ設備」「創業」のような言葉で指定してください。",
        )
    hidden = masked(keyword, read_names(settings.corpus / "aliases.toml").aliases)
    if hidden.replacements:
        named = "、".join(said for _, said in hidden.replacements)
        raise InputError(
            f"「{named}」はお客様を表す言葉かもしれないため、Jグランツに送りません。",
            "人名・会社名・連絡先を除いた言葉で探してください。",
        )
    return keyword


def spelled_alike(value: str) -> str:
    """A value of a list in one spelling: the API itself writes 医療、福祉 and 医療，福祉."""
    return fold(value).replace("、", ",")


def _of_list(written: str, values: Sequence[str], what: str) -> str:
    """The one value that is written, or that alone has it as a part; 大阪 → 大阪府, 小売業 → 卸売業、小売業."""
    wanted = spelled_alike(written)
    same = [value for value in values if spelled_alike(value) == wanted]
    parts = [value for value in values if wanted and wanted in spelled_alike(value)]
    found = same or [value for value in parts if spelled_alike(value)[:-1] == wanted] or parts
    if len(found) == 1:
        return found[0]
    offered = "・".join(parts or values)
    raise InputError(
        f"{what}「{written}」は Jグランツの選択肢にありません。", f"{offered} のどれかを指定してください。"
    )
