"""The documents a question names by a word of their titles: ``鷹巻町の設備更新`` is not answered from another town's leaflet.

Names of programmes and bodies are in the table of names; an agency's own towns, facilities and schemes are not. But they
stand in the titles of its documents, and a document that never says such a word does not speak of it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace

from assistant.answering.question import Question
from assistant.answering.said_first import paper_pointed_at
from assistant.index.opened import OpenIndex
from assistant.text.normalise import fold, normal_text
from assistant.text.tokens import is_no_common_word, short_words

SHORTEST = 2
"""Letters of a name."""
_QUOTED = re.compile(r"[「『“\"]([^「」『』”\"]{2,20})[」』”\"]")
_TOWN = tuple("市町村区県郡")


def named_documents(asked: Question, index: OpenIndex) -> frozenset[str]:
    """Ids of the documents that say the names of titles a question holds; all of them where it holds none.

    Where things are compared, or each of several is asked for, a document need say one of the names only.

    Args:
        asked: the question, understood.
        index: an open index.
    """
    if pointed := _pointed_at(asked, index):
        return pointed
    names = names_of_documents(asked, index)
    said = [saying for name in names if (saying := _documents_saying(name, index))]
    if not said:
        return frozenset(index.titles)
    if asked.form == "comparison" or asked.each:
        others = [_documents_saying(fold(one.label), index) for one in asked.subjects]
        return frozenset[str]().union(*said, *others)
    return frozenset(index.titles).intersection(*said) or said[0]


def beyond_the_paper(asked: Question, index: OpenIndex) -> Question | None:
    """A question without the paper it points at, to be asked of all; None where it points at none."""
    if not _pointed_at(asked, index):
        return None
    plain = normal_text(asked.text)
    return replace(asked, text=plain.replace(paper_pointed_at(plain), "", 1))


def _pointed_at(asked: Question, index: OpenIndex) -> frozenset[str]:
    """The documents whose titles say all words by which a question points at a paper: 電話当番のメモで → 電話当番メモ; none where it points
    at none, or no title says them."""
    words = short_words(paper_pointed_at(normal_text(asked.text)))
    if not words:
        return frozenset()
    return frozenset(doc_id for doc_id, title in index.titles.items() if words <= short_words(title))


def names_of_documents(asked: Question, index: OpenIndex) -> tuple[str, ...]:
    """The names a question holds that stand in titles, folded: ``夕凪町の改装補助、いつ`` → 夕凪町

    Args:
        asked: the question, understood.
        index: an open index.
    """
    titles = index.titles.values()
    return tuple(dict.fromkeys(filter(None, (_name_in(fold(name), titles) for name in asked.names))))


def _name_in(phrase: str, titles: Collection[str]) -> str:
    """The name a noun phrase begins with, where a title holds it: ``鷹巻町`` → 鷹巻町, ``設備更新`` → empty: common words."""
    for length in range(len(phrase), SHORTEST - 1, -1):
        part = phrase[:length]
        if any(character.isdigit() for character in part):
            continue
        holding = [title for title in titles if part in title]
        if holding:
            return part if _is_name(part, phrase[length:], holding) else ""
    return ""


def _is_name(part: str, behind: str, titles: Sequence[str]) -> bool:
    """Whether a stretch is a name rather than words of the language: a town's, one in quotation marks, or one that no
    dictionary knows whole."""
    if part.endswith(_TOWN) or behind.startswith(_TOWN):
        return True
    if any(part == quoted for title in titles for quoted in _QUOTED.findall(title)):
        return True
    return is_no_common_word(part)


def _documents_saying(name: str, index: OpenIndex) -> frozenset[str]:
    ids = index.lexical.passage_ids
    candidates = (ids[row] for row in index.folded.holding(name))
    in_text = {index.passages[one].doc_id for one in candidates if name in index.folded[one]}
    return frozenset(in_text | {doc_id for doc_id, title in index.titles.items() if name in title})
