"""What an Answer looks like: plain data for the page to draw, made by pure functions."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from assistant.answering.annotate import (
    STANDING_WORDS,
    citation_marks,
    japanese_date,
    numbers_of,
    page_in_words,
    places_in_words,
)
from assistant.measures.profile import read_line
from assistant.types import Answer, Citation, Notice, Page, Standing, Statement, Status
from assistant.written_out import beginning
from ui.rows import heads_of_rows, with_heads

Tone = Literal["warning", "info"]

STANDING_COLOURS: dict[Standing, str] = {
    "current": "green",
    "planned": "blue",
    "past": "orange",
    "unknown": "gray",
}
"""Badge colours. They repeat the word beside them and never stand alone."""

NOTICE_HEADINGS = {
    "as_of": "基準日",
    "past": "過去の資料",
    "planned": "予定・検討中の内容",
    "superseded": "現在は別の制度",
    "changed": "新しい資料での変更",
    "conflict": "資料どうしの相違",
    "source": "直前の回答の出どころ",
    "false_premise": "ご質問の前提",
    "past_deadline": "過ぎた期限",
    "relative_date": "「昨年」などの読み替え",
    "fallback": "回答の作り方",
    "left_out": "示していないもの",
    "resolved_name": "名前の読み替え",
    "understood": "続きの質問の読み取り",
    "narrowed": "しぼり込み",
    "filtered": "しぼり込みの外の資料",
    "instruction": "指示とみられる文",
    "namesake": "同じ題名の別の資料",
}
_WARNING_NOTICES = frozenset(
    {
        "past",
        "source",
        "superseded",
        "changed",
        "conflict",
        "false_premise",
        "past_deadline",
        "resolved_name",
        "filtered",
        "instruction",
        "namesake",
    }
)

_REFUSALS: dict[Status, str] = {
    "abstained": "登録されている資料には、お尋ねの内容が書かれていませんでした。",
    "partial": "登録されている資料で分かるのは、お尋ねの一部です。",
    "needs_clarification": "お答えするために、確かめたいことがあります。",
}
"""What a refusal opens with when the answer brings no words of its own."""

_ENDS_WITH_MARK = re.compile(r"\[\d+\]$")
_MARKS = re.compile(r"(?:\[\d+\])+$")
_BLANK_LINES = re.compile(r"\n\s*\n")

MAX_HEADING = 24
CONTEXT_CHARACTERS = 500
"""How much of the page is shown on each side of a passage before 「ページ全体」 is asked for."""
NEAR_LINE = 150
"""Characters within which a line's end is near enough to cut there."""

DOCUMENT_GONE = "この資料は現在の索引にありません。回答した時の引用文を表示しています。"
PASSAGE_CHANGED = "資料が更新され、この文が見つかりません。回答した時の引用文を表示しています。"


@dataclass(frozen=True, slots=True)
class SourceLine:
    """What stands on the button that opens a source."""

    citation: Citation
    mark: str
    standing: str
    colour: str
    date: str
    title: str
    place: str
    """The innermost heading and 「p.3」, to tell two sources of one document apart; empty without either."""
    below: str
    """A line below the button: where else the same words stand, of a place to read its first words; empty without either."""


@dataclass(frozen=True, slots=True)
class StatementView:
    """One sentence and the sources it stands on."""

    text: str
    sources: tuple[SourceLine, ...]
    doubt: str
    """Why the sentence is not confirmed; empty when it is."""


@dataclass(frozen=True, slots=True)
class NoticeView:
    """Something to know before (warning) or after (info) reading the sentences."""

    tone: Tone
    heading: str
    text: str
    sources: tuple[SourceLine, ...]


@dataclass(frozen=True, slots=True)
class AnswerView:
    """An answer in the order in which it is drawn."""

    refusal: str
    """The first line of a refusal; empty when the question was answered."""
    missing: tuple[str, ...]
    warnings: tuple[NoticeView, ...]
    nearby_heading: str
    statements: tuple[StatementView, ...]
    beside: tuple[StatementView, ...]
    """What else the passage says: shown smaller, after the answer."""
    infos: tuple[NoticeView, ...]
    questions: tuple[str, ...]
    where_to_check: str
    """Where the documents do not say: whom to ask instead; empty when the question was answered."""
    to_read: tuple[SourceLine, ...]
    """Where the documents were not found to say it: what was found first, to read oneself."""
    read: str
    """What was read of the business whose measures are shown; empty without any."""


@dataclass(frozen=True, slots=True)
class SourceView:
    """A passage within its page: ``before`` + ``quote`` + ``after`` is a stretch of the page."""

    before: str
    quote: str
    after: str
    cut_before: bool
    cut_after: bool
    problem: str
    """What the reader must know when the page no longer shows the passage; empty otherwise."""


def answer_view(answer: Answer) -> AnswerView:
    """An answer as it is drawn: refusal and warnings first, then sentences, then the rest."""
    by_number = {citation.n: citation for citation in answer.citations}
    heads = heads_of_rows(answer)
    shown = {number for statement in answer.statements for number in statement.citations}
    shown |= {number for measure in answer.measures for number in numbers_of(measure)}
    notices = tuple(_notice_view(notice, by_number, shown) for notice in answer.notices)
    business = answer.understood.business
    read = read_line(business) if business and answer.measures else ""
    told = {*(notice.text for notice in answer.notices), read}
    opening, closing = own_words(answer.text, told) if answer.status != "answered" else ((), ())
    refusal = "" if answer.status == "answered" else (opening[0] if opening else _REFUSALS[answer.status])
    return AnswerView(
        refusal=refusal,
        missing=tuple(item for item in answer.missing if item not in refusal),
        warnings=tuple(notice for notice in notices if notice.tone == "warning"),
        nearby_heading="\n".join(opening[1:]),
        statements=tuple(
            _statement_view(one, by_number, heads) for one in answer.statements if one.role == "answer"
        ),
        beside=tuple(
            _statement_view(one, by_number, heads) for one in answer.statements if one.role == "context"
        ),
        infos=tuple(notice for notice in notices if notice.tone == "info"),
        questions=answer.questions,
        where_to_check="\n".join(closing),
        to_read=tuple(replace(_source_line(place), below=beginning(place)) for place in answer.to_read),
        read=read,
    )


def section_of(statement: StatementView) -> tuple[str, tuple[str, ...]]:
    """The document and section a statement is of; of one without a source nothing."""
    first = next((source.citation for source in statement.sources), None)
    return (first.doc_id, first.section) if first else ("", ())


def own_words(text: str, told: Collection[str] = ()) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The lines of an answer that stand on no source: those before its cited sentences, those after.

    入力 「上限額は資料にありません。\\nA社は3社です。[1]\\n確認先: B庁」
    → 出力 (「上限額は資料にありません。」,), (「確認先: B庁」,)

    Args:
        text: the answer.
        told: what the page tells elsewhere, as notices; a line that says so is left out, though it has a mark.
    """
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    lines = [line for line in lines if _MARKS.sub("", line) not in told]
    cited = [number for number, line in enumerate(lines) if _ENDS_WITH_MARK.search(line)]
    if not cited:
        return tuple(lines[:1]), tuple(lines[1:])
    return tuple(lines[: cited[0]]), tuple(lines[cited[-1] + 1 :])


def _statement_view(
    statement: Statement, by_number: dict[int, Citation], heads: Mapping[int, tuple[int, ...]]
) -> StatementView:
    doubt = ""
    if statement.support == "unverified":
        doubt = "／".join(statement.problems) or "出典の文章だけでは確かめられませんでした"
    text = _BLANK_LINES.sub("\n", statement.text.strip())
    return StatementView(text, with_heads(source_lines(statement.citations, by_number), heads), doubt)


def _notice_view(notice: Notice, by_number: dict[int, Citation], shown: set[int]) -> NoticeView:
    """A notice; sources that a sentence shows already are named by their marks, not drawn twice."""
    marks = citation_marks(number for number in notice.citations if number in shown)
    return NoticeView(
        tone="warning" if notice.kind in _WARNING_NOTICES else "info",
        heading=NOTICE_HEADINGS.get(notice.kind, "お知らせ"),
        text=f"{notice.text}{marks}",
        sources=source_lines([number for number in notice.citations if number not in shown], by_number),
    )


def source_lines(numbers: Iterable[int], by_number: dict[int, Citation]) -> tuple[SourceLine, ...]:
    """The source buttons of these citation numbers, each once; numbers without a citation are left out."""
    return tuple(_source_line(by_number[n]) for n in dict.fromkeys(numbers) if n in by_number)


def _source_line(citation: Citation) -> SourceLine:
    return SourceLine(
        citation=citation,
        mark=f"[{citation.n}]",
        standing=STANDING_WORDS[citation.standing],
        colour=STANDING_COLOURS[citation.standing],
        date=japanese_date(citation.published),
        title=citation.title,
        place=_place(citation),
        below=f"同じ文: {places_in_words(citation.also)}" if citation.also else "",
    )


def _place(citation: Citation) -> str:
    """Where in its document a source stands: ``(資料4) 税制の拡充 p.3``"""
    heading = citation.section[-1].strip("【】◆<>＜＞ ") if citation.section else ""
    if len(heading) > MAX_HEADING:
        heading = heading[: MAX_HEADING - 1] + "…"
    return " ".join(part for part in (heading, page_in_words(citation)) if part)


def source_view(citation: Citation, page: Page | None, whole: bool) -> SourceView:
    """A citation's passage within its page.

    Args:
        citation: the passage as it was cited.
        page: the page as it is stored now; None when the document is no longer indexed.
        whole: show the whole page instead of `CONTEXT_CHARACTERS` on each side.
    """
    if page is None:
        return SourceView("", citation.quote, "", False, False, DOCUMENT_GONE)
    start, end = citation.start, citation.end
    if page.text[start:end] != citation.quote:
        start = page.text.find(citation.quote)
        if start < 0:
            return SourceView("", citation.quote, "", False, False, PASSAGE_CHANGED)
        end = start + len(citation.quote)
    first, last = (0, len(page.text)) if whole else _window(page.text, start, end)
    return SourceView(
        before=page.text[first:start],
        quote=page.text[start:end],
        after=page.text[end:last],
        cut_before=first > 0,
        cut_after=last < len(page.text),
        problem="",
    )


def _window(text: str, start: int, end: int) -> tuple[int, int]:
    """The stretch around a passage, from the start of a line to the end of a line where one is near."""
    first = max(0, start - CONTEXT_CHARACTERS)
    line_start = text.find("\n", first, start)
    if first > 0 and 0 <= line_start < first + NEAR_LINE:
        first = line_start + 1
    last = min(len(text), end + CONTEXT_CHARACTERS)
    line_end = text.rfind("\n", end, last)
    if last < len(text) and line_end > max(end, last - NEAR_LINE):
        last = line_end
    return first, last
