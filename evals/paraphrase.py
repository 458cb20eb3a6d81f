"""The same question in other words: another register, another order, another name, another script.

Every function is pure and keeps what is asked, its figures among it; those that choose by chance take their generator, so
that one seed gives the same questions again. Where a rule does not fit, the question stays as it is: few rules that keep
the meaning rather than many that bend it. What loses part of a question is in ``evals.perturb``.
"""

from __future__ import annotations

import random
import re
import unicodedata
from collections.abc import Callable
from functools import partial
from pathlib import Path

from assistant.text.names import read_names
from assistant.text.tokens import Morpheme
from evals.synonyms import other_name, other_word, placed_words, synonyms

Paraphrase = Callable[[str, random.Random], str]

_POLITE = (
    ("んでしたっけ", "のでしたでしょうか"),
    ("でしたっけ", "でしたでしょうか"),
    ("ましたっけ", "ましたでしょうか"),
    ("んだっけ", "のでしょうか"),
    ("だっけ", "でしょうか"),
    ("んですかね", "のでしょうか"),
    ("んですか", "のでしょうか"),
    ("んです", "のでしょうか"),
    ("ですかね", "でしょうか"),
    ("ですか", "でしょうか"),
    ("教えて", "教えていただけますでしょうか"),
    ("なの", "なのでしょうか"),
    ("るの", "るのでしょうか"),
    ("たの", "たのでしょうか"),
)
"""Endings of plain and half-plain questions, longest first, and what an official letter has there."""
_PLAIN = (
    ("んでしたでしょうか", "んだっけ"),
    ("でしたでしょうか", "だっけ"),
    ("んでしたっけ", "んだっけ"),
    ("でしたっけ", "だっけ"),
    ("のでしょうか", "の"),
    ("んでしょうか", "の"),
    ("でしょうか", "？"),
    ("んですかね", "の"),
    ("んですか", "の"),
    ("ですかね", "？"),
    ("ですか", "？"),
    ("んでした", "んだっけ"),
    ("でした", "だっけ"),
    ("んです", "の"),
    ("教えてください", "教えて"),
    ("ご教示ください", "教えて"),
)
_SENTENCE = re.compile(r"[^。？！?!\n]+[。？！?!]*\s*|\s+")
_END = re.compile(r"[。？！?!\s]*\Z")
_TOPICS = ("って", "は")
_ASKS = re.compile(r"(?:[か？?]|かね|っけ|の)\s*\Z")
_KANJI = re.compile(r"[一-龥々]")
_FIGURE = re.compile(r"[0-9０-９〇一二三四五六七八九十百千万億兆]")
_TO_HIRAGANA = {code: code - 0x60 for code in range(ord("ァ"), ord("ヶ") + 1)}


def polite(text: str) -> str:
    """As an official letter asks.

    ``ものづくり補助金の上限っていくらでしたっけ？`` → ``恐れ入りますが、ものづくり補助金の上限っていくらでしたでしょうか。``
    """
    said = _END.sub("", text)
    for ending, instead in _POLITE:
        if said.endswith(ending):
            return f"恐れ入りますが、{said.removesuffix(ending)}{instead}。"
    return f"お世話になっております。{text}　以上、ご教示いただけますと幸いです。"


def plain(text: str) -> str:
    """As one asks a colleague; a question without an ending that is known stays as it is.

    ``上限はいくらでしょうか。`` → ``上限はいくら？``
    """
    said = _END.sub("", text)
    for ending, instead in _PLAIN:
        if said.endswith(ending):
            return f"{said.removesuffix(ending)}{instead.removesuffix('？')}？"
    return text


def fragment(text: str) -> str:
    """Without the ending and the topic's particle, as one jots it down; several sentences stay as they are.

    ``ものづくり補助金の上限はいくらですか？`` → ``ものづくり補助金の上限、いくら``
    """
    said = _END.sub("", text)
    words = placed_words(said)
    if len(_sentences(text)) != 1 or not words:
        return text
    while len(words) > 1 and _is_ending(words[-1].morpheme):
        words.pop()
    if words[-1].morpheme.part_of_speech[0] not in ("名詞", "接尾辞"):  # 何件, not the あり of ありました
        words = placed_words(said)
    parts = _topic_and_rest(said[: words[-1].end])
    shorter = "、".join(parts) if parts else said[: words[-1].end]
    return text if shorter == said else shorter


def reordered(text: str) -> str:
    """The topic after the question, as one adds it in speaking; a sentence without one plain topic stays as it is.

    ``ものづくり補助金の上限はいくらですか？`` → ``いくらですか、ものづくり補助金の上限は？``
    """
    first, *others = _sentences(text) or [""]
    parts = _topic_and_rest(_END.sub("", first))
    if not parts or "、" in parts[1] or not _ASKS.search(first):
        return text
    return f"{parts[1]}、{parts[0]}は？{''.join(others)}"


def half_width(text: str) -> str:
    """Letters, figures, marks and katakana in half width, as older systems write them.

    ``イノベーション２／３`` → ``ｲﾉﾍﾞｰｼｮﾝ2/3``
    """
    return text.translate(_TO_HALF)


def one_in_kana(text: str, rng: random.Random) -> str:
    """One noun in kanji, drawn by lot, as it is read: what a hurried hand leaves unconverted.

    ``ものづくり補助金の上限`` → ``ものづくりほじょきんの上限``
    """
    can = [word for word in placed_words(text) if _can_be_read(word.morpheme)]
    if not can:
        return text
    chosen = rng.choice(can)
    return text[: chosen.start] + chosen.morpheme.reading.translate(_TO_HIRAGANA) + text[chosen.end :]


def paraphrases(corpus: Path) -> dict[str, Paraphrase]:
    """The paraphrases by name, with the names and everyday words of a corpus.

    Args:
        corpus: the folder with ``aliases.toml`` and ``everyday_words.tsv``.
    """
    return {
        "polite": lambda text, _: polite(text),
        "plain": lambda text, _: plain(text),
        "fragment": lambda text, _: fragment(text),
        "reordered": lambda text, _: reordered(text),
        "other_name": partial(other_name, aliases=read_names(corpus / "aliases.toml").aliases),
        "other_word": partial(other_word, pairs=synonyms(corpus / "everyday_words.tsv")),
        "half_width": lambda text, _: half_width(text),
        "one_in_kana": one_in_kana,
    }


def _to_half() -> dict[int, str]:
    """Full-width letters, figures and marks, and katakana → half width; voiced kana become two letters."""
    found = {code + 0xFEE0: chr(code) for code in range(0x21, 0x7F)} | {ord("\u3000"): " "}
    for code in range(0xFF61, 0xFFA0):
        for mark in ("", "ﾞ", "ﾟ"):
            full = unicodedata.normalize("NFKC", chr(code) + mark)
            if len(full) == 1:
                found.setdefault(ord(full), chr(code) + mark)
    return found


_TO_HALF = _to_half()


def _sentences(text: str) -> list[str]:
    return [found for found in _SENTENCE.findall(text) if found.strip()]


def _topic_and_rest(said: str) -> tuple[str, str] | None:
    """What stands before and after the one は or って of a sentence; None where there are none or more, or a clause."""
    words = placed_words(said)
    topics = [w for w in words if w.morpheme.part_of_speech[0] == "助詞" and w.morpheme.surface in _TOPICS]
    if len(topics) != 1:
        return None
    topic, rest = said[: topics[0].start].rstrip("、 　"), said[topics[0].end :].lstrip("、 　")
    before = [w for w in words if w.end <= topics[0].start][-1:]
    if not before or before[0].morpheme.part_of_speech[0] not in ("名詞", "接尾辞", "補助記号"):
        return None  # 作り直すって話: what was said, not what it is about
    is_clause = any(w.morpheme.part_of_speech[0] == "助動詞" for w in words if w.end <= topics[0].start)
    return None if is_clause or "、" in topic or len(topic) < 2 or len(rest) < 2 else (topic, rest)


def _is_ending(word: Morpheme) -> bool:
    kind = word.part_of_speech
    return kind[0] == "助動詞" or kind[:2] in (("助詞", "終助詞"), ("助詞", "係助詞"), ("補助記号", "句点"))


def _can_be_read(word: Morpheme) -> bool:
    is_name_or_number = word.part_of_speech[1] in ("数詞", "固有名詞")
    is_noun = word.part_of_speech[0] == "名詞" and not is_name_or_number
    return (
        is_noun
        and len(word.surface) > 1
        and bool(_KANJI.search(word.surface))
        and not _FIGURE.search(word.surface)
    )
