"""An agency's question set, from either form: its items, and what is wrong with each row of its own accord."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from assistant.errors import InputError
from evals.dataset import Expected, Item
from evals.measures import contains, normalise
from evals.own_set.columns import kind_word, kinds_for, read_difficulty, read_kind, read_split
from evals.own_set.draft import Draft
from evals.own_set.lines import WHOLE_LINE, read_line_drafts
from evals.own_set.problems import Problem
from evals.own_set.sheet import HEADINGS, read_sheet_drafts

MAX_QUESTION_CHARACTERS = 4_000
"""The default of ``SHIEN_MAX_QUESTION_CHARACTERS``: the product refuses longer ones."""
MAX_SPELLING_CHARACTERS = 200
"""A fact spelled in more characters than a long sentence has will stand in no answer word for word."""
MAX_QUOTE_CHARACTERS = 2_000
SHORT_QUOTE = 10
"""Shorter quotes are rarely a whole sentence: one that was broken over lines, more likely."""


@dataclass(frozen=True, slots=True)
class OwnSet:
    """The items with the row each stands in, what is wrong, and what the columns are called in this form."""

    items: tuple[tuple[int, Item], ...]
    problems: tuple[Problem, ...]
    excel: bool

    def column(self, key: str) -> str:
        """A column as this form calls it: 「引用」 in Excel, ``quote`` in JSON lines."""
        return _column(key, self.excel)

    @property
    def errors(self) -> tuple[Problem, ...]:
        """What must be mended before the set can be asked."""
        return tuple(problem for problem in self.problems if problem.severity == "error")


def read_own_set(path: Path) -> OwnSet:
    """Read a set and check each row by itself; what the documents say is checked by ``lint_own_set``.

    Raises:
        InputError: the file cannot be read at all, or holds no question.
    """
    excel = path.suffix.lower() == ".xlsx"
    drafts, problems = read_sheet_drafts(path) if excel else read_line_drafts(path)
    if not drafts:
        raise InputError(
            f"{path.name} に質問がありません。", "id が「例」の行は読みません。別の行に質問を書いてください。"
        )
    found = [*problems, *_repeated(drafts, excel)]
    items = []
    for draft in drafts:
        item, faults = _item(draft, excel)
        found += [*draft.problems, *faults]
        items += [(draft.row, item)] if item else []
    return OwnSet(tuple(items), tuple(sorted(found, key=lambda problem: problem.row)), excel)


def own_items(path: Path) -> tuple[Item, ...]:
    """The items of a set that can be asked.

    Raises:
        InputError: the set cannot be read, or a row has an error; the first is told.
    """
    own = read_own_set(path)
    if own.errors:
        more = f"（ほか {len(own.errors) - 1} 件）" if len(own.errors) > 1 else ""
        raise InputError(
            f"質問集 {path.name} に誤りがあります。{own.errors[0]}{more}",
            f"「shien eval lint {path.name}」で、すべての誤りを確かめてください。",
        )
    return tuple(item for _, item in own.items)


def own_sha256(path: Path) -> str:
    """Hash of what a set says, the same in either form: Excel writes other bytes each time it saves."""
    rows = json.dumps([asdict(item) for item in own_items(path)], ensure_ascii=False)
    return hashlib.sha256(rows.encode("utf-8", "surrogatepass")).hexdigest()


def _column(key: str, excel: bool) -> str:
    if not excel:
        return {"doc_id": "evidence", "quote": "evidence"}.get(key, key)
    return HEADINGS[key]


def _identifier(draft: Draft) -> str:
    """The id of a row; without one it is made of the question, so that other rows may be put before it."""
    if draft.id:
        return draft.id
    said = json.dumps([draft.question, *draft.history], ensure_ascii=False)
    return f"q-{hashlib.sha256(said.encode('utf-8', 'surrogatepass')).hexdigest()[:10]}"


def _repeated(drafts: Iterable[Draft], excel: bool) -> Iterator[Problem]:
    seen: dict[str, int] = {}
    for draft in drafts:
        name = _identifier(draft)
        if draft.question and name in seen:
            key = "id" if draft.id else "question"
            what = f"同じ id「{draft.id}」" if draft.id else "同じ質問"
            yield Problem(draft.row, _column(key, excel), f"{what}が {seen[name]} 行目にもあります")
        seen.setdefault(name, draft.row)


def _item(draft: Draft, excel: bool) -> tuple[Item | None, tuple[Problem, ...]]:
    """The item of a draft, None where there is none, and what is wrong with it."""
    told = {problem.column for problem in draft.problems if problem.severity == "error"}
    if WHOLE_LINE in told:
        return None, ()
    if _column("doc_id", excel) in told:
        told.add(_column("quote", excel))
    answerable = bool(draft.answerable)
    kind = read_kind(draft.kind) or ("fact" if answerable else "out_of_scope")
    problems = tuple(
        Problem(draft.row, _column(key, excel), message, "warning" if warns else "error")
        for key, message, warns in _faults(draft, kind, excel)
        if _column(key, excel) not in told  # a cell that could not be read is not also empty
    )
    expected: Expected = "clarify" if kind == "ambiguous" else "answer" if answerable else "refuse"
    item = Item(
        id=_identifier(draft),
        split=read_split(draft.split) or "development",
        kind=kind,
        question=draft.question,
        answerable=answerable,
        nuggets=draft.nuggets,
        forbidden=draft.forbidden,
        evidence=draft.evidence,
        expected=expected,
        history=draft.history,
        premise=draft.premise,
        note=draft.note,
    )
    return item, problems


Fault = tuple[str, str, bool]
"""(key of the column, message, whether it is only a warning)"""


def _faults(draft: Draft, kind: str, excel: bool) -> Iterator[Fault]:
    if not draft.question:
        yield "question", "空です", False
    if len(draft.question) > MAX_QUESTION_CHARACTERS:
        yield "question", _too_long(draft.question, MAX_QUESTION_CHARACTERS), False
    if draft.answerable is None:
        yield "answerable", "空です。「はい」か「いいえ」（JSON では true か false）を書いてください", False
    if draft.split and read_split(draft.split) is None:
        yield "split", f"「開発用」でも「封印」でもありません: {draft.split}", False
    if draft.difficulty and read_difficulty(draft.difficulty) is None:
        yield "difficulty", f"「やさしい」「ふつう」「難しい」のどれでもありません: {draft.difficulty}", True
    if kind == "follow_up" and not draft.history:
        yield "history", "続きの質問なのに、空です", False
    if any(role not in ("user", "assistant") or not text.strip() for role, text in draft.history):
        yield "history", "話し手のない、または空の発言があります", False
    yield from _kind_faults(draft)
    yield from _fact_faults(draft)
    yield from _quote_faults(draft, kind, excel)


def _kind_faults(draft: Draft) -> Iterator[Fault]:
    kind = read_kind(draft.kind)
    if draft.kind and kind is None:
        yield "kind", f"知らない種類です: {draft.kind}", False
    elif kind and draft.answerable is not None and kind not in kinds_for(draft.answerable):
        may = "、".join(map(kind_word, kinds_for(draft.answerable)))
        said = "はい" if draft.answerable else "いいえ"
        yield "kind", f"答えられるかが「{said}」の質問の種類は、{may} のどれかです: {draft.kind}", False


def _fact_faults(draft: Draft) -> Iterator[Fault]:
    if draft.answerable and not draft.nuggets:
        yield "nuggets", "空です。正しい答えに必ず入る語を書いてください", False
    if draft.answerable is False and draft.nuggets:
        yield "nuggets", "答えられない質問には書きません", False
    spellings = [spelling for nugget in draft.nuggets for spelling in nugget]
    if any(not nugget for nugget in draft.nuggets) or not all(map(normalise, spellings)):
        yield "nuggets", "空の書き方があります", False
    if not all(map(normalise, draft.forbidden)):
        yield "forbidden", "空の語があります", False
    for key, words in (("nuggets", spellings), ("forbidden", draft.forbidden)):
        for word in words:
            if len(word) > MAX_SPELLING_CHARACTERS:
                yield key, _too_long(word, MAX_SPELLING_CHARACTERS), False
    for word in draft.forbidden:
        if caught := [spelling for spelling in spellings if contains(spelling, word)]:
            yield "forbidden", f"必要な事実「{caught[0]}」にも入っている語です: {word}", False


def _quote_faults(draft: Draft, kind: str, excel: bool) -> Iterator[Fault]:
    quotes = [evidence.quote for evidence in draft.evidence]
    if draft.answerable and not quotes:
        yield "quote", "空です。根拠となる文を資料から写してください", False
    for quote in quotes:
        if len(quote) > MAX_QUOTE_CHARACTERS:
            yield "quote", _too_long(quote, MAX_QUOTE_CHARACTERS), False
        elif excel and len(quotes) > 1 and len(normalise(quote)) < SHORT_QUOTE:
            yield (
                "quote",
                f"短すぎます（改行で分かれていませんか。一つの引用は一行に書きます）: {quote}",
                True,
            )
    if quotes and kind != "calculation":  # the result of a sum stands in no document
        for nugget in draft.nuggets:
            if nugget and not any(contains(quote, spelling) for quote in quotes for spelling in nugget):
                yield "nuggets", f"どの引用にもない語です: {'｜'.join(nugget)}", True


def _too_long(text: str, limit: int) -> str:
    return f"長すぎます（{len(text):,} 字。{limit:,} 字まで）: {text[:20]}…"
