"""Read a file in SQuAD's form (1.1 or 2.0, JSQuAD too) as a set for the search: paragraphs to find, questions to ask."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from assistant.errors import InputError, reason
from evals.beir import BeirSet

_FORM = 'SQuAD の形（{"data": [{"title", "paragraphs": [{"context", "qas": [{"id", "question", "answers"}]}]}]}）のファイルを指定してください。'
_SEPARATOR = "[SEP]"
"""What JSQuAD puts between an article's title and its paragraph."""


def read_squad(path: Path) -> BeirSet:
    """Read a file; each paragraph is one document, relevant to the questions asked of it.

    Paragraphs of the same title and text become one. Questions without an answer (``is_impossible``, or none listed)
    are left out and counted in the notes.

    Raises:
        InputError: the file cannot be read, is not in form, or holds no question with an answer.
    """
    documents: dict[tuple[str, str], str] = {}
    queries: dict[str, str] = {}
    judgements: dict[str, dict[str, int]] = {}
    unanswerable = 0
    try:
        for name, paragraph in _paragraphs(_read(path)):
            title, text = _title_and_text(paragraph["context"], name)
            document = documents.setdefault((title, text), f"p{len(documents) + 1}")
            for asked in paragraph["qas"]:
                if asked.get("is_impossible") or not asked["answers"]:
                    unanswerable += 1
                    continue
                query = str(asked["id"])
                if queries.setdefault(query, asked["question"]) != asked["question"]:
                    raise InputError(f"{path.name} に、同じ id の違う質問があります: {query}", _FORM)
                judgements.setdefault(query, {})[document] = 1
    except (KeyError, TypeError, AttributeError) as error:
        raise InputError(f"{path.name} は SQuAD の形ではありません（{error}）。", _FORM) from error
    if not queries:
        raise InputError(f"{path.name} に、答えのある質問がありません。", _FORM)
    notes = (f"答えのない質問 {unanswerable} 件は測っていません。",) if unanswerable else ()
    rows = tuple((document, title, text) for (title, text), document in documents.items())
    return BeirSet(path.stem, rows, queries, judgements, notes)


def _read(path: Path) -> Any:
    try:
        return json.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise InputError(f"{path} を開けません（{reason(error)}）。", _FORM) from error
    except (ValueError, RecursionError) as error:  # no UTF-8, no JSON
        raise InputError(f"{path.name} は UTF-8 の JSON ではありません。", _FORM) from error


def _paragraphs(whole: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    """(title of the article, paragraph) of each paragraph."""
    for article in whole["data"]:
        for paragraph in article["paragraphs"]:
            yield str(article.get("title", "")), paragraph


def _title_and_text(context: str, title: str) -> tuple[str, str]:
    """A paragraph's title and text: 「梅雨 [SEP] 梅雨は…」 → ("梅雨", "梅雨は…")."""
    before, mark, after = context.partition(_SEPARATOR)
    return (before.strip(), after.strip()) if mark else (title, context)
