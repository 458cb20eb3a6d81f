"""From the rows of an Excel sheet to drafts of items."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from assistant.errors import InputError
from evals.dataset import Evidence
from evals.measures import normalise
from evals.own_set.columns import COLUMNS, EXAMPLE_IDS, SPLIT, read_answerable
from evals.own_set.draft import Draft
from evals.own_set.problems import Problem
from evals.own_set.workbook import Cell, SheetRow, read_sheet

HEADINGS = {column.key: column.heading for column in (*COLUMNS, SPLIT)}
_SPEAKERS = {"質問": "user", "回答": "assistant"}
_TURN = re.compile(r"^\s*(質問|回答)\s*[:：]\s*(.*)$")


def read_sheet_drafts(path: Path) -> tuple[tuple[Draft, ...], tuple[Problem, ...]]:
    """The drafts of a workbook's rows, the examples left out, and what is wrong with its headings.

    Raises:
        InputError: the file cannot be read, or has no column of questions.
    """
    headings, rows = read_sheet(path)
    keys = {normalise(name): key for key, heading in HEADINGS.items() for name in (heading, key)}
    known = {heading: keys[normalise(heading)] for heading in headings if normalise(heading) in keys}
    if "question" not in known.values():
        raise InputError(
            f"{path.name} の1行目に、見出し「質問」がありません。",
            "「shien eval template ファイル名.xlsx」で作ったひな形の見出しを使ってください。",
        )
    drafts = [
        _draft(row, {key: row.cells.get(heading, Cell("")) for heading, key in known.items()}) for row in rows
    ]
    asked = tuple(draft for draft in drafts if not EXAMPLE_IDS.fullmatch(draft.id))
    return asked, tuple(_heading_problems(headings, known))


def _heading_problems(headings: Sequence[str], known: Mapping[str, str]) -> Iterator[Problem]:
    for heading in filter(None, headings):
        if heading not in known:
            yield Problem(1, heading, "知らない見出しです。この列は読みません。", "warning")
    named = [known[heading] for heading in headings if heading in known]
    for key in sorted({key for key in named if named.count(key) > 1}):
        yield Problem(1, HEADINGS[key], "同じ見出しの列が二つあります。")


def _draft(row: SheetRow, cells: Mapping[str, Cell]) -> Draft:
    text = {
        key: cell.text.replace("\r\n", "\n").replace("_x000D_", "").strip() for key, cell in cells.items()
    }
    problems = [Problem(row.number, HEADINGS[key], cell.fault) for key, cell in cells.items() if cell.fault]
    answerable = read_answerable(text.get("answerable", ""))
    if answerable is None and text.get("answerable"):
        problems.append(
            Problem(
                row.number,
                HEADINGS["answerable"],
                f"「はい」か「いいえ」と書いてください: {text['answerable']}",
            )
        )
    evidence, unpaired = _evidence(_lines(text.get("doc_id", "")), _lines(text.get("quote", "")))
    if unpaired and not any(cells[key].fault for key in ("doc_id", "quote") if key in cells):
        problems.append(Problem(row.number, HEADINGS["quote"], unpaired))
    history, unspoken = _history(text.get("history", ""))
    if unspoken:
        problems.append(Problem(row.number, HEADINGS["history"], unspoken))
    return Draft(
        row=row.number,
        answerable=answerable,
        nuggets=tuple(_spellings(line) for line in _lines(text.get("nuggets", ""))),
        forbidden=_lines(text.get("forbidden", "")),
        evidence=evidence,
        history=history,
        problems=tuple(problems),
        **{name: text.get(name, "") for name in ("id", "question", "kind", "difficulty", "note", "split")},
    )


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.split("\n") if line.strip())


def _spellings(line: str) -> tuple[str, ...]:
    """「3分の2｜2/3」 → ("3分の2", "2/3"); a half-width | does as well."""
    return tuple(spelling.strip() for spelling in re.split(r"[｜|]", line) if spelling.strip())


def _evidence(doc_ids: Sequence[str], quotes: Sequence[str]) -> tuple[tuple[Evidence, ...], str]:
    """Each quote with the document in its line, or with the only document; and what is wrong with them."""
    if len(doc_ids) == 1:
        doc_ids = [doc_ids[0]] * max(1, len(quotes))
    if len(doc_ids) != len(quotes):
        return (), f"資料ID（{len(doc_ids)} 行）と引用（{len(quotes)} 行）の行の数が合いません"
    pairs = zip(doc_ids, quotes, strict=True)
    return tuple(Evidence(doc, quote, f"#{place}") for place, (doc, quote) in enumerate(pairs)), ""


def _history(text: str) -> tuple[tuple[tuple[str, str], ...], str]:
    """(role, text) turns; a line that names no speaker goes on with the turn before."""
    turns: list[tuple[str, str]] = []
    for line in _lines(text):
        if found := _TURN.match(line):
            turns.append((_SPEAKERS[found[1]], found[2]))
        elif turns:
            turns[-1] = (turns[-1][0], f"{turns[-1][1]}\n{line}".strip())
        else:
            return (), "最初の行を「質問: …」か「回答: …」で始めてください"
    return tuple(turns), ""


def history_text(history: Sequence[tuple[str, str]]) -> str:
    """Turns as they are written in the sheet: (("user", "補助率は？"),) → 「質問: 補助率は？」."""
    said = {role: word for word, role in _SPEAKERS.items()}
    return "\n".join(f"{said.get(role, '質問')}: {text}" for role, text in history)
