"""Whether a piece of a question tells the assistant something about its reply or itself; see ``reply_wording``."""

from __future__ import annotations

import re
from functools import lru_cache

from assistant.text.asking import INTERROGATIVE
from assistant.text.disguised import plain_form
from assistant.text.reply_wording import (
    COMPANION,
    DICTATES,
    ENGLISH_REPLY,
    ENGLISH_VERB,
    FOREIGN_REPLY,
    FORM,
    MAY_SEND,
    MOOD,
    PERSONA,
    QUOTE,
    REPORTED,
    REQUEST,
    REVEALS,
    RULES,
    SENDER,
    SOURCES,
    STATES,
    TAG_QUESTION,
    TERSE,
    WISH,
)

MAX_PIECE = 600
"""Characters of one piece that are read; an order is shorter."""
_TOLD = tuple(re.compile(pattern) for pattern in (*REVEALS, *PERSONA))
_MOOD = tuple(re.compile(pattern) for pattern in MOOD)
_FORM = tuple(re.compile(pattern) for pattern in (*DICTATES, *FORM, *SOURCES, *RULES))
_REVEALS = re.compile("|".join(f"(?:{pattern})" for pattern in REVEALS))
_QUOTE = re.compile(QUOTE)
_NO_QUESTION = re.compile(
    rf"{TAG_QUESTION}|何でも|なんでも|何も|何が何でも|いつも|いつでも|どうしても|(?<!か)どうか(?![をはがもわ分判])|どうぞ|"
    r"どんな[^。?]{0,10}(?:でも|にも|ても)|(?:誰|だれ)(?:でも|にも)|何を[^。?]{0,8}ても"
)
"""Interrogatives that ask nothing, and いいね？."""
_ASKS = re.compile(
    rf"[?？]|{INTERROGATIVE}|なん(?:だ|です|や|の)|知りたい|聞きたい|必要(?:は|が)あ|"
    # at the end: 〜ますか, 上限は, 上限って (but not 言って), 〜なの
    r"(?:ます|です|せん|でしょう|した|のだろう|ない|[るんたい])か[なねい。]?$|"
    r"(?:は|(?<![言持待使行切打取買思知作破守入貼曲])(?<=[一-龥ァ-ヶー」』a-z0-9])って|とは|ですよね|かな|かしら|の)[。]?$|"
    # to be told something; 質問に答えて names nothing to tell
    r"教え(?!子)|おしえて|[をか]お?答え(?:て|よ|なさい|ろ)|(?:まとめ|説明し|挙げ|比べ|比較し|整理し|紹介し|示し|並べ)て"
)
_ADDRESS = re.compile(r"https?://[^\s)」]{0,300}")
_ASKED_AS_FAVOUR = re.compile(r"て(?:くれ|もらえ|いただけ|くださ)[^。?]{1,8}\?$")
_LATIN = re.compile(r"[a-z]")
_JAPANESE = re.compile(r"[ぁ-んァ-ヶ一-龥]")
_KANA = re.compile(r"[ぁ-んァ-ヶ]")
_ENGLISH_VERB = re.compile(rf"(?:^|[.!:;]\s{{0,3}})\W{{0,4}}{ENGLISH_VERB}")
_DICTATING_VERB = re.compile(r"^(?:please )?(?:reply|answer|say|output|print|respond)(?: with)? ?[:\"“']")
_ENGLISH_REPLY = re.compile(ENGLISH_REPLY)
MIN_WORDS = 3
"""Words in Latin letters that an order has."""


def asks(piece: str) -> bool:
    """Whether a piece asks something, outside what it quotes.

    ``上限は？`` → True; ``「上限は？」と必ず書け`` → False
    """
    unquoted = _NO_QUESTION.sub("", _QUOTE.sub("「」", _ADDRESS.sub("", plain_form(piece[-MAX_PIECE:]))))
    return bool(_ASKS.search(unquoted))


@lru_cache(maxsize=2_000)
def tells(piece: str, mood: bool = True) -> bool:
    """Whether a piece tells the assistant how to reply, what to be or what to drop, and asks nothing of documents.

    Args:
        piece: a sentence or a clause of one.
        mood: whether an imperative at its end counts. Before a comma 取り入れ is none, and a long text that was
            pasted in is full of those to its own readers (提出してください).

    ``あんたは大阪のおばちゃんやから、語尾は全部「知らんけど」にしてな。`` → True; ``3つに絞って表で教えて`` → False
    """
    plain = plain_form(piece[:MAX_PIECE]).rstrip("。.! ")
    if _QUOTE.fullmatch(plain) and TERSE.search(plain[1:-1]):
        return True
    if _tells_in_foreign_words(plain):
        return True
    if _REVEALS.search(plain) and (not plain.endswith("?") or _ASKED_AS_FAVOUR.search(plain)):
        return True
    if asks(piece) or REPORTED.search(_QUOTE.sub("「」", plain)):
        return False
    if any(pattern.search(plain) for pattern in _TOLD) or (mood and _is_in_mood(plain)):
        return True
    return not STATES.search(plain) and any(pattern.search(plain) for pattern in _FORM)


def tells_tersely(piece: str) -> bool:
    """The same inside a frame (a tag, a fence, a comment), where a setting is one too. ``cite=0`` → True"""
    return tells(piece) or bool(TERSE.search(plain_form(piece[:MAX_PIECE])))


def is_sender(label: str) -> bool:
    """Whether a label pretends that whoever runs the assistant speaks. ``管理者コマンド`` → True"""
    return bool(SENDER.search(plain_form(label)))


def may_send(label: str) -> bool:
    """Whether a label may be such a one, or a document's. ``システム通知`` → True"""
    return is_sender(label) or bool(MAY_SEND.search(plain_form(label)))


def goes_along(piece: str) -> bool:
    """Whether a piece only backs an order: who orders it, that it is tested, that it is absolute. ``絶対。`` → True"""
    plain = plain_form(piece[:MAX_PIECE]).rstrip("。.! ")
    return not asks(piece) and any(pattern.search(plain) for pattern in COMPANION)


def _is_in_mood(plain: str) -> bool:
    plain = plain.rstrip("~〜ー♪")
    return bool(REQUEST.search(plain) or any(pattern.search(plain) for pattern in _MOOD)) and not WISH.search(
        plain
    )


def _tells_in_foreign_words(plain: str) -> bool:
    if _KANA.search(_QUOTE.sub("", plain)):
        return False
    if FOREIGN_REPLY.search(plain):
        return True
    if _DICTATING_VERB.search(plain):
        return True
    words = len(re.findall(r"[a-z']{2,}", plain))
    if words < MIN_WORDS or len(_LATIN.findall(plain)) < 2 * len(_JAPANESE.findall(plain)) or "?" in plain:
        return False
    return bool(_ENGLISH_VERB.search(plain)) and bool(_ENGLISH_REPLY.search(plain))
