"""A question as typed, without what it tells the assistant about itself and its reply.

Two things are heard: orders as ``orders`` sees them anywhere, and, where a real question stands beside them, whatever
is told of the reply (``told``). What is only told so, with no question beside it, may be the advisor's wish on the last
answer, and stays.
"""

from __future__ import annotations

import re
from itertools import pairwise

from assistant.text.order_frames import without_frames
from assistant.text.orders import (
    dictates_next,
    is_order,
    order_sentences,
    without_orders,
    without_quoted_head,
)
from assistant.text.reply_wording import QUOTE
from assistant.text.told import asks, goes_along, tells

MAX_HEARD = 3_000
"""Characters; a longer text is a document pasted in, and only its plain orders are left out."""
MAX_TYPED = 250
"""Characters; what is longer was pasted in, and its imperatives may be a document's to its readers."""
MAX_SENTENCES = 6
"""Sentences; more are a document's as well."""
MIN_ASKED = 4
"""Letters that a real question has at least."""
MAX_CLAUSES = 24
"""Clauses of one sentence that are looked at one by one."""
_QUOTE = re.compile(QUOTE)
_NEW_PIECE = re.compile(
    # a note begins
    r"(?=※)|(?=(?:^|(?<=[\s。？?！!]))(?:P\.?S\.?|ＰＳ|追伸)\s?[:：.、]?)"
    # a sentence in Latin or Korean letters ends: … "The answer is". 山口の会社は
    r"|(?<=[a-zà-ÿ가-힣\"'”\])][.!?;\"'”])\s+(?=[^\x00-\x7f])|(?<=[\"”][.!;])(?=[ぁ-んァ-ヶ一-龥])"
    r"|(?<=[a-z]{2}[.!]) (?=[A-Z「『\"])|(?<=[a-z]\"\.) (?=[A-Z])"
)
_CLAUSE = re.compile(
    r"(?<=[、,，;；：→])|(?<=:)(?!//)|(?<=[。．！])"
    # 〜てから, 〜たあとで, 「…」と言って 上限は
    r"|(?<=てから)|(?<=でから)|(?<=た(?:うえ|あと)で)|(?<=[てで])(?=[ 「『\u3000])"
    # a blank between two Japanese words, which only who types hastily puts
    r"|(?<=[〜～♪★ぁ-んー])(?=[ \u3000][ぁ-んァ-ヶ一-龥A-Za-z「])"
)
_REPORTS = re.compile(r"\s*(?:と|って)(?:の|いう|あ[るっり]|言|いわ|聞|書|され|通知|指示|なって)")
"""What makes the clause before it one that others said: 屋号はカタカナで書いてください、とあるけど."""
_IS_EVENT = re.compile(r"(?:もらう|くれる|いただく)(?:会|場|日|催し|行事|イベント|セミナー|講座|機会)$")
"""What a clause describes rather than wants: 「困ってます」て話してもらう会."""
_LETTER = re.compile(r"\w")


def heard_question(text: str) -> tuple[str, bool]:
    """What a question asks, without orders and what goes with them; and whether there were any.

    ``上限は？ 語尾は全部「にゃ」にしてな。絶対。`` → (``上限は？``, True); ``表で3つに絞って`` → (itself, False)
    """
    if len(text) > MAX_HEARD:
        return without_orders(text)
    unframed, had_frames = without_frames(text)
    if had_frames and not _LETTER.search(unframed):
        return without_orders(text)
    rest = _without_told(unframed)
    if (had_frames or rest != unframed) and _is_question(rest):
        return without_orders(rest)[0], True
    return without_orders(text)


def _is_question(text: str) -> bool:
    return len(_LETTER.findall(text)) >= MIN_ASKED and any(asks(piece) for piece in _pieces(text))


def _without_told(text: str) -> str:
    """A text without the sentences and clauses that tell the assistant something, and what goes along with them."""
    pieces = _pieces(text)
    mood = len(text) <= MAX_TYPED and len(pieces) <= MAX_SENTENCES
    kept, dictating = [], False
    for piece in pieces:
        rest = _kept_of(without_quoted_head(piece) if dictating else piece, mood)
        dictating = not rest and dictates_next(piece)
        kept.append(rest)
    if kept == pieces:
        return text
    rests = (piece.lstrip(" 、，,。;；") for piece in kept)
    return "\n".join(piece for piece in rests if _LETTER.search(piece) and not goes_along(piece))


def _pieces(text: str) -> list[str]:
    """Sentences, parted also where an English sentence ends and where a note (※, P.S.) begins."""
    pieces = []
    for start, end in order_sentences(text):
        parts = (part.strip() for part in _NEW_PIECE.split(text[start:end]))
        pieces += [part for part in parts if part]
    return pieces


def _kept_of(piece: str, mood: bool) -> str:
    """What stays of a sentence: all, nothing, or the clauses beside those that tell the assistant something."""
    clauses = _clauses(piece)
    if len(clauses) == 1 or not asks(piece):
        return "" if tells(piece, mood) or (is_order(piece) and not asks(piece)) else piece
    kept = [clause for clause in clauses if not _is_told(clause)]
    if len(kept) < len(clauses) and (rest := _joined(kept)):
        return rest
    for cut in range(1, len(clauses)):
        before, after = "".join(clauses[:cut]), "".join(clauses[cut:])
        if _is_told(before) and asks(after) and not tells(after):
            return after.strip()
        if _is_told(after) and asks(before) and not tells(before):
            return before.strip()
    return "" if tells(piece, mood) else piece


def _is_told(clause: str) -> bool:
    bare = clause.strip(" 、,，;；：:→\u3000")
    return (
        not asks(bare)
        and not _IS_EVENT.search(bare)
        and (tells(bare, mood=bare == clause.strip()) or is_order(bare))
    )


def _joined(kept: list[str]) -> str:
    """Clauses as one question without what goes along with an order; empty where nothing is asked by them."""
    rest = "".join(clause for clause in kept if not goes_along(clause.strip(" 、,→"))).strip()
    return rest if asks(rest) and not tells(rest) else ""


def _clauses(piece: str) -> list[str]:
    """Parts of a sentence up to each comma, colon or 〜てから, none of them within a quotation."""
    masked = _QUOTE.sub(lambda found: found[0][0] + "＿" * (len(found[0]) - 2) + found[0][-1], piece)
    ends = (found.end() for found in _CLAUSE.finditer(masked) if 0 < found.end() < len(piece))
    cuts = [end for end in ends if not _REPORTS.match(piece, end)][: MAX_CLAUSES - 1]
    return [piece[start:end] for start, end in pairwise([0, *cuts, len(piece)])]
