"""The notes below a table that change what one of its rows says: ※県外の方は1.5倍, 注4 至急扱いは5割増."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from assistant.answering.evidence import Evidence
from assistant.answering.question import Question
from assistant.answering.spans import MARKER, Span
from assistant.answering.table_rows import MARK_OF_NOTE, row_name, rows_by_table
from assistant.documents.headings import is_spaced_row, is_table_row, is_table_rule
from assistant.text.lines import filled_lines
from assistant.text.normalise import fold, normal_text
from assistant.text.tokens import short_words

PageText = Callable[[str, int], str]
MOST_NOTES = 3
BELOW = 3_000
"""Characters after a row in which its table's notes are looked for."""
_NOTE = re.compile(
    r"^[\s(（]*(?:※|[*＊]|注(?![意目文力入])|備考)[ 　]*(?P<mark>[a-zａ-ｚ](?![a-zａ-ｚ])|[0-9０-９]{0,2})[)）.．:：、]?[\s]*(?=\S)"
)
_CHANGES_A_PRICE = re.compile(
    r"割り?増|割り?引|[0-9]割(?=増|引|減|加算|の(?:額|料)|を(?:加|減)|負担)|[0-9]倍|加算|減免|減額|半額|無料|別途|別に|税[込抜]|消費税|切り?上げ|上乗せ|追加|実費|県外|市外|町外|会員以外|非会員"
)


def with_notes(question: Question, chosen: Sequence[Evidence], page_text: PageText) -> list[Evidence]:
    """What is shown with the notes below the tables that rows are shown of: those that name such a row, bear its mark, or, where a
    sum is asked for, change every price; and without the notes whose mark the rows do not bear.

    Below ``引張試験\t2,860円`` and ``硬さ試験\t1,430円``: ``注 硬さ試験は3点まで。`` → none for the first row; ``注 至急は5割増。`` → it

    Args:
        question: what is asked.
        chosen: what is shown; notes among it are not told twice.
        page_text: gives a page's text by document and page index.
    """
    asks_price = any(kind in ("amount", "rate") for head in question.heads for kind in head.kinds)
    kept, found = list(chosen), list[Evidence]()
    for span, rows in rows_by_table(chosen).items():
        meant, of_others = _of_table(rows, page_text(span.doc_id, span.page_index), asks_price=asks_price)
        kept = [e for e in kept if e.is_row or not any(_holds(note, e.spans[0]) for note in of_others)]
        shown = [e.spans[0] for e in kept if not e.is_row]
        found += [note for note in meant if not any(_holds(note.spans[0], other) for other in shown)]
    return [*kept, *found]


def _holds(note: Span, other: Span) -> bool:
    """Whether a sentence shown is of a note."""
    same_page = (note.doc_id, note.page_index) == (other.doc_id, other.page_index)
    return same_page and note.start <= other.start < note.end


def _of_table(
    rows: Sequence[Evidence], page_text: str, *, asks_price: bool
) -> tuple[list[Evidence], list[Span]]:
    """(the notes below a table that are meant for some of its rows, those by marks that these rows do not bear)"""
    last = max(rows, key=lambda one: one.spans[0].start)
    below, notes = _below(last, page_text)
    table = [*_head_and_rows(last, page_text), *below]
    marked = any(MARK_OF_NOTE.search(line) for line in table)
    marks = {
        _number(found) for one in rows for span in one.spans[:2] for found in MARK_OF_NOTE.finditer(span.text)
    }
    names = [row_name(one.spans[0].text) for one in rows]
    others = [name for line in table if (name := row_name(line)) and name not in names]

    def is_meant(note: Span, mark: str) -> bool:
        if mark and marked:
            return mark in marks
        said, words = fold(note.text), short_words(note.text)
        if any(_says(said, words, name) for name in names):
            return True
        of_another = any(_says(said, words, name) for name in others)
        return asks_price and not of_another and bool(_CHANGES_A_PRICE.search(normal_text(note.text)))

    meant = [note for note, mark in notes if is_meant(note, mark)]
    of_others = [note for note, mark in notes if mark and marked and mark not in marks]
    empty = frozenset[int]()
    shown = [
        replace(last, spans=(one,), answers=empty, hinted=empty, repeats=()) for one in meant[:MOST_NOTES]
    ]
    return shown, of_others


def _says(plain: str, words: frozenset[str], name: str) -> bool:
    if fold(name).isdecimal():  # rows by number: No.3の小口資金は…
        return bool(re.search(rf"(?:no\.?|№|番号){fold(name)}(?![0-9])|(?<![0-9]){fold(name)}番", plain))
    own = short_words(name)
    return bool(own) and (fold(name) in plain or own <= words)


def _number(found: re.Match[str]) -> str:
    return normal_text(found["mark"])


def _head_and_rows(row: Evidence, page_text: str) -> Iterator[str]:
    """The lines of a row's table from its heads down to the row."""
    begin = row.spans[1].start if len(row.spans) > 1 else row.spans[0].start
    if begin > row.spans[0].start:
        return
    for start, end in filled_lines(page_text, begin, row.spans[0].end):
        yield page_text[start:end]


def _below(row: Evidence, page_text: str) -> tuple[list[str], list[tuple[Span, str]]]:
    """(the further rows of a row's table, the notes right below it with their numbers)"""
    span, head = row.spans[0], row.spans[1].text if len(row.spans) > 1 else ""
    table: list[str] = []
    notes: list[tuple[Span, str]] = []
    for start, end in filled_lines(page_text, span.end, min(len(page_text), span.end + BELOW)):
        line = page_text[start:end]
        if found := _NOTE.match(line):
            stop = start + len(line.rstrip())
            mark = MARKER.match(line)  # left out, as of any sentence: the same note is known to be shown
            start += mark.end() if mark else 0
            notes.append((replace(span, start=start, end=stop, text=page_text[start:stop]), _number(found)))
        elif notes or not (is_table_row(line) or is_spaced_row(line, head) or is_table_rule(line)):
            break
        else:
            table.append(line)
    return table, notes
