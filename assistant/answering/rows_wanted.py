"""Whether a question asks for rows of a table: which, or things of a kind."""

from __future__ import annotations

import re

WHICH = re.compile(
    r"どれ|どの|[のん](?:は|が)?どこ|(?:何|なに)が|誰|だれ|ものは|やつは|(?:(?<![ないうるたんく])の|もの|やつ)(?:ある|あり|[?。]|$)|(?:の|もの|やつ)(?:は|って|を)(?:何|なに|ある|[?。、]|$)"
    r"|全部|一覧|教えて|ありますか|ある[?]?$"
)
_OF_A_KIND = re.compile(
    r"(?P<kind>[一-龥ァ-ヶーa-z]{2,}|(?<![一-龥])[人者])(?:(?:は|って|が|を|も)?(?:ある|あり|いる|おる|い?ます|ない|何|なに|どれ|教|[?。、]|$)|は|って)"
)
"""What of a question is asked for: 相談 of 土曜にやってる相談は; 参加可能 is none."""
_NO_KIND = re.compile(r"可能|大丈夫|必要|不要|無料|有料|対応|今日|明日|[0-9]")


def asks_for_rows(plain: str, behind: int = 0) -> bool:
    """Whether a normalised question asks which, or for things of a kind: ``土曜にやってる相談は?``; not ``予約なしで行ける?``, which is asked of one
    thing.

    Args:
        plain: the question, normalised.
        behind: the place behind which the kind must be named.
    """
    kinds = (one["kind"] for one in _OF_A_KIND.finditer(plain, behind))
    return bool(WHICH.search(plain)) or any(not _NO_KIND.search(kind) for kind in kinds)


def kind_asked(plain: str) -> str:
    """The kind of thing a normalised question asks for: ``1月の鯨崎の講座は?`` → 講座; empty where it names none."""
    kinds = [one["kind"] for one in _OF_A_KIND.finditer(plain) if not _NO_KIND.search(one["kind"])]
    return kinds[-1] if kinds else ""
