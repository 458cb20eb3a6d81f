"""Of how many, and how bindingly: 必須 of what is 任意, 全て of 一部, だけ of another."""

from __future__ import annotations

import re

_EACH = re.compile(
    "必須|義務|各|いずれ|どの|どれ|皆|みな|毎|例外|一律|全(?!国)|両|まで|いっさい|一切|[ずも]$"
)
BINDING = re.compile(
    "要件|条件|限|要(?:する|し|さ)|すること|こととする|されたい|ください|前提|求め|課|規定|定め|不可|べき|欠か|必要|重要|大切|鍵"
)
_NOT_ALONE_IN_FACT = r"の[^、。]{1,6}では?な|で[^、。]{0,14}(?:とは限ら|終わ|済ま|とどま)"
"""What takes だけ back further on: 大企業だけの話ではない, 補助金だけで終わらず."""
_ALONE = re.compile(
    rf"([一-鿿ァ-ヺー]{{2,12}})(?:だけ|のみ)(?!で(?:は|も)?な[くい]|では?あり|なら|{_NOT_ALONE_IN_FACT})(?=[がはをにで、。]|[一-鿿])"
)
_NO_MORE = re.compile("とどま|留ま|にすぎ|に過ぎ")
_MUST = re.compile(
    r"""
    必須|(?<!努力)義務(?!教育)|なければな|ねばなら|なくてはな|なければいけ|ないといけ
    |必要(?!
        性|とし|とす|と感|だと感|を感
        |(?:は|が|も)?(?:な[いくし]|ありま|ござ)
        |に応じ|な場合|がある場合|があれ|が生じ|とあれ|であれば|以上|経費|書類|事項|な(?!ものは|ものと|ものに|もの$)
    )
    |不可欠|ことが(?:強く)?求められ|必ず(?!しも)|要する|を要し|ざるを得|欠かせ
    """,
    re.VERBOSE,
)
_MAY = re.compile(
    r"(?:要件|必須|義務|条件)では(?:な|あり|ござ)|なしで|任意|望まし|推奨|努力義務|努め|てもよ|ても良|てもかまわ|差し支え|お勧め|勧めて|奨励|不要|(?:こと|提出|申請|利用|活用|参加|選択)(?:が|も)?でき(?:る|ます)|可能"
)
_ALL = re.compile(
    r"全て|すべて|全員|全社|全部|全件|いずれも|例外なく|一律|あらゆる|必ず(?!しも)|常に|全面的|完全に|全額|全数|全域|一致(?:し|で)|まったく|全く|(?<!な)どの[^なに]{1,5}も"
)
_SOME = re.compile(
    r"一部|多く|大半|ほとんど|大部分|場合(?:が|も|に)|原則|主に|おおむね|概ね|いくつか|少数|半数|のうち|たい?てい|部分的|中には|一定(?:の|割合|程度)|大宗|必ずしも|多数"
)
_ONLY = re.compile(
    rf"(?<![それど]れ)(?<![つ件社人名回年月日所%割円])(?:のみ|だけ(?!で(?:は)?な|に|{_NOT_ALONE_IN_FACT}))|限(?:る|られ|定|り、|れば|って)|(?<![%割円件社人名回年強弱度つ])しか|専ら|もっぱら|唯一|に限っ"
)


def from_nothing(plain: str, everything: str) -> tuple[str, str] | None:
    """全て or 必ず where nothing in the evidence says so of anything: the word, and what is wrong with it.

    ``必ず提出する`` of ``提出する`` → ("必ず", …); of ``提出が必要`` → None
    """
    for words, based in ((_ALL, _EACH), (_MUST, BINDING)):
        said = words.search(plain)
        if said and not words.search(everything) and not based.search(everything):
            return said.group(), f"「{said.group()}」に当たる言葉は根拠にありません。"
    return None


def duty(plain: str, part: str, source: str, _: str) -> tuple[str, str] | None:
    """What one must do where the evidence leaves it free, or the reverse: the word, and what is wrong with it.

    ``提出は必須`` of ``提出は任意`` → ("必須", …); ``提出が必要`` of ``提出は必須`` → None
    """
    ours, theirs = _MUST.search(plain), _MAY.search(part)
    if ours and theirs and _more(_MUST, plain, source) and not _MAY.search(plain):
        return ours.group(), f"「{ours.group()}」とありますが、根拠では「{theirs.group()}」です。"
    free, bound = _MAY.search(plain), _MUST.search(part)
    if free and bound and _more(_MAY, plain, source):
        return free.group(), f"「{free.group()}」とありますが、根拠では「{bound.group()}」です。"
    return None


def _more(words: re.Pattern[str], plain: str, source: str) -> bool:
    return len(words.findall(plain)) > len(words.findall(source))


def extent(plain: str, part: str, source: str, everything: str) -> tuple[str, str] | None:
    """All where it is some, some where it is all, 限る where nothing is excluded: the word, and what is wrong with it.

    ``全員が賛成した`` of ``多くが賛成した`` → ("全員", …); ``多くが賛成した`` of the same → None
    """
    ours, some = _ALL.search(plain), _SOME.search(part) or _SOME.search(source)
    if ours and some and not _ALL.search(source):
        return ours.group(), f"「{ours.group()}」とありますが、根拠では「{some.group()}」です。"
    few, every = re.search("一部|部分的|いくつか|少数", plain), _ALL.search(part)
    if few and every and not _SOME.search(source):
        return few.group(), f"「{few.group()}」とありますが、根拠では「{every.group()}」です。"
    ours_only, theirs_only = ({w[1] for w in _ALONE.finditer(text)} for text in (plain, everything))
    if (
        ours_only
        and theirs_only
        and not any(one in other or other in one for one in ours_only for other in theirs_only)
    ):
        said = next(iter(ours_only))
        return said, f"「{said}」だけとありますが、根拠では「{next(iter(theirs_only))}」だけです。"
    only = _ONLY.search(plain)
    if only and not _ONLY.search(everything) and not _NO_MORE.search(everything):
        return only.group(), f"「{only.group()}」と限る言葉は根拠にありません。"
    return None
