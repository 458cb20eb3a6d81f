"""What a model adds to what the documents say: who said it, that it is right, an aside of its own.

A check of facts passes these by: 「正しくは」 or 「（検証用）」 states no figure and no name. They still make a sentence say
more than the one it stands on, so each must stand in that one, or in what its document is called.
"""

from __future__ import annotations

import re

from assistant.text.normalise import fold

_SAID_BY = re.compile(
    r"(?:^|(?<=[、。「]))([^、。「」]{1,40}?)(?:によると|によれば|によりますと|の(?:公式|統一)?見解(?:では|として|によ)|の(?:発表|説明|回答)では)"
)
_THIS = re.compile(r"(?:この|本|同|当該?|上記の?|以下の|渡された)?(?:資料|文書|案内|ページ|記載)")
_VOUCHES = re.compile(
    r"正しくは|正確には|実際には|実は|公式に|確認済み|検証済み|承認済み|間違いな[くい]|確実[にで]|必ず|絶対に|もちろん|言うまでもなく"
)
_ASIDE = re.compile(r"[（(\[［【〔]([^（）()\[\]［］【】〔〕]+)[）)\]］】〕]")
_SOURCE_TOLD = re.compile(r"(?:出典|引用元|参照元|典拠)\s*[:：は]")
_FIGURE = re.compile(r"[0-9０-９]")
_LETTER = re.compile(r"\w")


def says_more(text: str, quoted: str, called: str) -> bool:
    """Whether a statement adds what its quotes do not say.

    ``正しくは3社です。`` of ``3社です。`` → True; ``議事録によると3社です。`` of a document called ``第1回 議事録`` → False

    Args:
        text: the statement.
        quoted: the sentences it stands on.
        called: title, headings and publisher of their documents.
    """
    said, named = fold(quoted), fold(f"{quoted}\n{called}")
    if _SOURCE_TOLD.search(text):
        return True  # where a statement comes from is told by its citation, never by itself
    if any(fold(found.group()) not in said for found in _VOUCHES.finditer(text)):
        return True
    for found in _SAID_BY.finditer(text):
        who = found[1].strip()
        if fold(found.group()) not in said and fold(who) not in fold(called) and not _THIS.fullmatch(who):
            return True
    # An aside with a figure is held against the quotes like any figure: （令和8年度）
    asides = (found[1] for found in _ASIDE.finditer(text))
    return any(_LETTER.search(a) and not _FIGURE.search(a) and fold(a) not in named for a in asides)
