"""Write the Excel sheet an agency fills its questions into."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.candidates import Candidate
from assistant.errors import InputError, StorageError, reason
from assistant.text.hidden import without_hidden
from assistant.types import DocumentMeta
from evals.own_set.columns import (
    COLUMNS,
    DIFFICULTY_WORDS,
    SPLIT,
    kind_word,
    kinds_for,
)
from evals.own_set.sheet import history_text
from evals.own_set.workbook import MAX_ROWS, SHEET

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

MAX_CELL_CHARACTERS = 32_767
"""The most Excel keeps in a cell; it calls a file with more damaged."""
PREPARED_ROWS = 500
"""Rows that are formatted as text beforehand, so that 1/2 stays 1/2 and does not become the 2nd of January."""
EXAMPLES: tuple[dict[str, str], ...] = (
    {
        "id": "例1",
        "question": "J-GoodTechって何社くらい使ってるんでしたっけ",
        "answerable": "はい",
        "nuggets": "40,000社｜4万社",
        "doc_id": "innovation-produce-minutes-2026",
        "quote": "中小企業・スタートアップ、商社、大手企業、海外企業の40,000社、大学・国内支援機関が活用し",
        "kind": "数値",
        "difficulty": "やさしい",
        "note": "id が「例」の行は読まれません。消しても残してもかまいません。",
    },
    {
        "id": "例2",
        "question": "じゃあ登録料はいくらですか",
        "answerable": "いいえ",
        "forbidden": "無料",
        "kind": "近い制度だけがある",
        "difficulty": "難しい",
        "history": "質問: J-GoodTechは何社が使っている？\n回答: 40,000社です。",
        "note": "資料に登録料の記載はない。断るのが正しい答え。",
    },
)


def write_template(
    path: Path, documents: Sequence[DocumentMeta] = (), candidates: Sequence[Candidate] = ()
) -> None:
    """Write a new workbook: the sheet to fill in, how to, and the documents with their ids.

    Args:
        path: the new file; one that is there is never written over.
        documents: what is indexed; without any, the sheet of documents is left out.
        candidates: wrong answers from the chat, a row each. What must be in a right answer is left to a person; what
            the wrong one said and cited stands in the note, not in the columns of evidence.

    Raises:
        InputError: the name does not end in .xlsx, or the file is there already.
        StorageError: it cannot be written.
    """
    if path.suffix.lower() != ".xlsx":
        raise InputError(
            f"{path.name} は「.xlsx」で終わる名前ではありません。",
            "「質問集.xlsx」のように指定してください。",
        )
    from openpyxl import Workbook

    book = Workbook()
    rows = [*EXAMPLES, *map(_candidate_row, candidates)]
    _fill_questions(book.active, rows)
    _fill_instructions(book.create_sheet("書き方"))
    if documents:
        _fill_documents(book.create_sheet("資料"), documents)
    _write_new(path, book)


def _write_new(path: Path, book: Workbook) -> None:
    packed = io.BytesIO()
    book.save(packed)
    try:
        with path.open("xb") as file:
            file.write(packed.getvalue())
    except FileExistsError as error:
        raise InputError(
            f"{path} は、すでにあります。", "別の名前を指定してください。上書きはしません。"
        ) from error
    except OSError as error:
        raise StorageError(
            f"{path} を書けません（{reason(error)}）。",
            "フォルダーがあるか、書き込めるかを確かめてください。",
        ) from error


def _candidate_row(candidate: Candidate) -> dict[str, str]:
    cited = "\n".join(f"［{cited.doc_id}］{cited.quote}" for cited in candidate.citations)
    parts = (
        ("指摘", candidate.comment),
        ("誤りとされた答え", candidate.answer),
        ("その答えが引いた箇所", cited),
        ("日時", candidate.when),
    )
    return {
        "id": candidate.id,
        "question": candidate.question,
        "history": history_text(candidate.history),
        "note": "\n".join(f"【{name}】{said}" for name, said in parts if said),
    }


def _fill_questions(sheet: Any, rows: Sequence[dict[str, str]]) -> None:
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.utils import get_column_letter

    sheet.title = SHEET
    for place, column in enumerate(COLUMNS, start=1):
        sheet.column_dimensions[get_column_letter(place)].width = column.width
        heading = sheet.cell(1, place, column.heading)
        heading.font, heading.fill = Font(bold=True), PatternFill("solid", fgColor="DDE8F0")
        for number in range(2, max(PREPARED_ROWS, len(rows) + 50) + 2):
            cell = sheet.cell(number, place)
            cell.number_format, cell.alignment = "@", Alignment(vertical="top", wrap_text=True)
    for number, row in enumerate(rows, start=2):
        for place, column in enumerate(COLUMNS, start=1):
            _put(sheet, number, place, row.get(column.key, ""))
    sheet.freeze_panes = "C2"
    _offer_choices(sheet)


def _offer_choices(sheet: Worksheet) -> None:
    """Lists to choose from, in the columns that hold one of a few words."""
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    places = {column.key: get_column_letter(place) for place, column in enumerate(COLUMNS, start=1)}
    kinds = dict.fromkeys((*kinds_for(True), *kinds_for(False)))
    choices = {
        "answerable": ("はい", "いいえ"),
        "kind": tuple(kind_word(kind) for kind in kinds),
        "difficulty": tuple(DIFFICULTY_WORDS.values()),
    }
    for key, words in choices.items():
        offered = DataValidation(type="list", formula1=f'"{",".join(words)}"', allow_blank=True)
        sheet.add_data_validation(offered)
        offered.add(f"{places[key]}2:{places[key]}{MAX_ROWS}")


def _fill_instructions(sheet: Worksheet) -> None:
    lines = [
        (
            "この表について",
            "一行に一つ、相談で実際に尋ねられる質問を書きます。書けたら「shien eval lint ファイル名.xlsx」で確かめ、"
            "「shien eval run --dataset ファイル名.xlsx」で答えの質を測ります。相談者の名前などは書かないでください。",
        ),
        ("数式", "使えません。「=」で始まるセルは読まず、誤りとしてお知らせします。"),
        *((column.heading, column.explained) for column in (*COLUMNS, SPLIT)),
        *(
            (f"種類（答えられるか「{said}」）", "、".join(map(kind_word, kinds_for(answerable))))
            for said, answerable in (("はい", True), ("いいえ", False))
        ),
        (
            "あいまい",
            "何のことか決まらない質問（「補助率はいくつ？」）。聞き返すのが正しい答えなので、「いいえ」とします。",
        ),
        (
            "計算",
            "資料の数字から計算する質問。必要な事実は計算の結果、引用はもとの数字がある文をすべて書きます。",
        ),
    ]
    _fill_table(sheet, ("欄", "書き方"), lines, (22, 110))


def _fill_documents(sheet: Worksheet, documents: Sequence[DocumentMeta]) -> None:
    rows = [(d.doc_id, d.title, d.publisher, d.published or "") for d in documents]
    _fill_table(sheet, ("資料ID", "題名", "発行者", "日付"), rows, (34, 60, 24, 14))


def _fill_table(
    sheet: Worksheet, headings: Sequence[str], rows: Sequence[Sequence[str]], widths: Sequence[int]
) -> None:
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    for place, (heading, width) in enumerate(zip(headings, widths, strict=True), start=1):
        sheet.column_dimensions[get_column_letter(place)].width = width
        sheet.cell(1, place, heading).font = Font(bold=True)
    for number, row in enumerate(rows, start=2):
        for place, text in enumerate(row, start=1):
            _put(sheet, number, place, text)
            sheet.cell(number, place).alignment = Alignment(vertical="top", wrap_text=True)
    sheet.freeze_panes = "A2"


def _put(sheet: Any, row: int, column: int, text: str) -> None:
    """Write a text as a text: a question that begins with = is no formula, here or when it is typed over."""
    if not text:
        return
    cell = sheet.cell(row, column)
    cell.value = without_hidden(text)[:MAX_CELL_CHARACTERS]
    cell.data_type, cell.quotePrefix = "s", True
