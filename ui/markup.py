"""The constant tags around escaped text: everything the page draws through `st.html`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import Literal

from assistant.answering.annotate import STANDING_WORDS, japanese_date, page_in_words, standing_of
from assistant.documents.headings import table_cells
from assistant.types import Citation, DocumentMeta
from ui.escape import html_text, label_text
from ui.present import NoticeView, SourceLine, SourceView, StatementView

_SCROLL = """<script data-view="{view}">
(() => {{
  let triesLeft = 40;
  const centre = () => {{
    const marks = document.querySelectorAll('.shien-page mark');
    const mark = marks[marks.length - 1];
    if (!mark || !mark.offsetParent) {{ if (triesLeft-- > 0) setTimeout(centre, 50); return; }}
    const page = mark.closest('.shien-page');
    const top = mark.getBoundingClientRect().top - page.getBoundingClientRect().top;
    page.scrollTop += top - Math.max(0, (page.clientHeight - mark.offsetHeight) / 2);
  }};
  centre();
}})();
</script>"""
SCROLL_TO_PASSAGE = {whole: _SCROLL.format(view="page" if whole else "passage") for whole in (False, True)}
"""Two constants, because Streamlit runs a script again only when its text has changed."""

_SHOW_LAST_QUESTION = """<div class="shien-unseen" role="status">{said}</div><script data-turn="{turn_id:d}">
(() => {{
  let timesLeft = 800, timesDrawn = 0;
  const stop = () => {{ timesLeft = 0; }};
  ['wheel', 'touchstart', 'pointerdown', 'keydown'].forEach(
    (sign) => window.addEventListener(sign, stop, {{ once: true, capture: true, passive: true }}));
  const show = () => {{
    timesDrawn = document.querySelector('[data-test-script-state=notRunning]') ? timesDrawn + 1 : 0;
    if (timesLeft-- <= 0 || timesDrawn > 40) return;
    const questions = document.querySelectorAll('.shien-question');
    const last = questions[questions.length - 1];
    const message = last && last.closest('[data-testid="stChatMessage"]');
    if (message) message.scrollIntoView({{ block: 'start' }});
    const input = document.querySelector('[data-testid=stChatInputTextArea]');
    if (input && document.activeElement === document.body && matchMedia('(pointer: fine)').matches)
      input.focus({{ preventScroll: true }});
    setTimeout(show, 75);
  }};
  show();
}})();
</script>"""
"""Until three seconds after all is drawn, a minute at most; whatever the reader does ends it at once. An example that was
clicked is gone with the keyboard's place in the page: the input takes it, but not on a telephone, whose keyboard would come."""

STYLE = Path(__file__).with_name("style.css")


def source_label(source: SourceLine) -> str:
    """Label of the button that opens a source: mark, standing, date, document, page.

    入力 [1] 現行 2026-01-19 議事録 → 出力 「[1] 〔現行〕 2026年1月19日 議事録」
    """
    badge = f":{source.colour}-badge[{label_text(source.standing)}]"
    words = (source.date, source.title, source.place)
    return f"{label_text(source.mark)} {badge} " + "　".join(label_text(word) for word in words if word)


def text_html(text: str) -> str:
    """A run of text as it is, line breaks included."""
    return f'<div class="shien-text">{html_text(text)}</div>'


def question_html(question: str) -> str:
    """What the advisor asked, as it was typed; a heading, by which a screen reader goes from question to question."""
    return f'<div class="shien-text shien-question" role="heading" aria-level="2">{html_text(question)}</div>'


def show_last_question(
    turn_id: int, said: Literal["回答を表示しました。", "質問が長すぎます。"] = "回答を表示しました。"
) -> str:
    """Says that the answer is there, or that there is none, and brings its question to the top of the window.

    Streamlit keeps a chat at its end, where the first line of a long answer, or of a refusal, is out of
    sight. The turn's number is in it because a script runs again only when its text has changed.
    """
    return _SHOW_LAST_QUESTION.format(turn_id=turn_id, said=said)


def statement_html(statement: StatementView) -> str:
    """One sentence of an answer, marked where it could not be confirmed."""
    if not statement.doubt:
        return text_html(statement.text)
    doubt = f'<span class="shien-doubt">未確認：{html_text(statement.doubt)}</span>'
    return f'<div class="shien-text">{html_text(statement.text)} {doubt}</div>'


def beside_html(beside: Sequence[StatementView], *, is_first: bool) -> str:
    """What else a document says, smaller, each sentence with its mark; the first block with the heading of all."""
    said = " ".join(f"{one.text}{''.join(source.mark for source in one.sources)}" for one in beside)
    heading = '<div class="shien-small" role="heading" aria-level="3">関連する箇所には、次のようにも書かれています</div>'
    return f'{heading if is_first else ""}<div class="shien-beside">{html_text(said)}</div>'


def writing_html(texts: Iterable[str], seconds: int) -> str:
    """An answer on its way: its confirmed sentences, and that more is being written."""
    said = "".join(text_html(text) for text in texts)
    return f'{said}<div class="shien-small" role="status">言語モデルが書いています…（{seconds}秒）</div>'


def heading_html(text: str) -> str:
    """A small heading within an answer."""
    return f'<div class="shien-heading" role="heading" aria-level="3">{html_text(text)}</div>'


def notice_html(notice: NoticeView) -> str:
    """A notice in a box whose heading says what it is, for those who do not see its colour."""
    return _box(notice.tone, notice.heading, notice.text)


def refusal_html(line: str, missing: Iterable[str], where_to_check: str) -> str:
    """The opening of a refusal: what cannot be answered, what exactly is missing, where to check it."""
    items = tuple(f"資料に書かれていないこと：{item}" for item in missing)
    return _box("refusal", line, where_to_check, items)


def problem_html(message: str, hint: str) -> str:
    """Something went wrong: what, and what to do about it."""
    return _box("problem", message, hint)


def left_out_html(files: Sequence[str]) -> str:
    """Files that were not taken in: each with why, and what to do about it."""
    return _box("problem", f"加えられなかったファイル（{len(files)}件）", "", tuple(files))


def questions_html(questions: Iterable[str]) -> str:
    """What to ask the client, most telling first."""
    return _box("info", "相談者に確認したいこと", "", tuple(questions))


def _box(kind: str, heading: str, text: str, items: tuple[str, ...] = ()) -> str:
    listed = "".join(f"<li>{html_text(item)}</li>" for item in items)
    return (
        f'<div class="shien-box shien-{kind}" role="note"><b>{html_text(heading)}</b>{html_text(text)}'
        + (f"<ul>{listed}</ul>" if listed else "")
        + "</div>"
    )


def source_html(citation: Citation) -> str:
    """Whose document a passage is from, when it speaks, and where in the document it stands."""
    rows = (
        ("発行", citation.publisher),
        ("基準日", japanese_date(citation.published)),
        ("扱い", STANDING_WORDS[citation.standing]),
        ("位置", " › ".join(citation.section)),
        _place_row(citation),
        ("ファイル", citation.source),
    )
    listed = "".join(f"<dt>{name}</dt><dd>{html_text(value)}</dd>" for name, value in rows if value)
    return f'<dl class="shien-source"><h3>{html_text(f"[{citation.n}] {citation.title}")}</h3>{listed}</dl>'


def _place_row(citation: Citation) -> tuple[str, str]:
    """Where in its file a citation stands, under what that is called: ページ, スライド, 行."""
    if citation.row is not None:
        return "行", page_in_words(citation)
    if citation.page is None:
        return "ページ", ""
    is_slide = citation.source.lower().endswith(".pptx")
    return ("スライド", f"{citation.page}") if is_slide else ("ページ", f"{citation.page}ページ")


def page_html(view: SourceView) -> str:
    """A passage highlighted in its page, rows as a table; the box scrolls by itself and can be reached by keyboard."""
    before = '<span class="shien-cut">（前略）</span>&#10;' if view.cut_before else ""
    after = '&#10;<span class="shien-cut">（後略）</span>' if view.cut_after else ""
    return (
        '<div class="shien-page" tabindex="0" role="region" aria-label="資料の本文">'
        f"{before}{_text_html(view)}{after}</div>"
    )


def heads_html(heads: Citation) -> str:
    """The heads of a table's columns, where the row they stand above is far below."""
    place = f"（{words}）" if (words := page_in_words(heads)) else ""
    cells = "".join(f"<td>{html_text(cell)}</td>" for cell in table_cells(heads.quote))
    return (
        f'<div class="shien-heads"><div class="shien-small">{html_text(f"[{heads.n}] 表の見出し{place}")}</div>'
        f"<table><tr>{cells}</tr></table></div>"
    )


def _text_html(view: SourceView) -> str:
    """The text around a passage with the passage marked; lines of cells parted by tabs one below the other are a table."""
    text = view.before + view.quote + view.after
    if "\t" not in text:
        return f"{html_text(view.before)}<mark>{html_text(view.quote)}</mark>{html_text(view.after)}"
    marked = len(view.before), len(view.before) + len(view.quote)
    drawn, start = [], 0
    for is_row, lines in groupby(text.split("\n"), key=lambda line: "\t" in line):
        rows = []
        for line in lines:
            cells = []
            for cell in line.split("\t"):
                cells.append(_marked_html(cell, start, marked))
                start += len(cell) + 1
            rows.append(cells)
        if is_row:
            rows_html = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
            drawn.append(f"<table>{rows_html}</table>")
        else:
            drawn.append("&#10;".join(cell for row in rows for cell in row))
    return "".join(drawn)


def _marked_html(text: str, start: int, marked: tuple[int, int]) -> str:
    """A stretch of text that begins at an offset, with what is within a range marked."""
    begin, end = (min(max(at - start, 0), len(text)) for at in marked)
    inside = f"<mark>{html_text(text[begin:end])}</mark>" if begin < end else ""
    return f"{html_text(text[:begin])}{inside}{html_text(text[end:])}" if inside else html_text(text)


def documents_html(documents: Iterable[DocumentMeta], today: date) -> str:
    """The indexed documents, each with its date, its standing on a day, and its publisher."""
    listed = "".join(
        f"<li>{html_text(item.title)}<br>"
        + "・".join(
            filter(
                None,
                (
                    japanese_date(item.published),
                    STANDING_WORDS[standing_of(item, "", today)],
                    html_text(item.publisher),
                ),
            )
        )
        + "</li>"
        for item in documents
    )
    return f'<ul class="shien-documents">{listed}</ul>'


def active_filters_html(description: str) -> str:
    """That answers come from part of the documents only, and from which."""
    return f'<div class="shien-filters" role="status">しぼり込み中: {html_text(description)}</div>'


def field_problem_html(message: str, hint: str) -> str:
    """Below a field, why what was typed is not taken and what to type; read aloud as it appears."""
    return (
        f'<div class="shien-field-problem" role="alert"><b>{html_text(message)}</b> {html_text(hint)}</div>'
    )


def told_html(text: str) -> str:
    """What was done, read aloud as it appears."""
    return f'<div class="shien-box shien-info" role="status">{html_text(text)}</div>'


def small_html(text: str) -> str:
    """A remark in small type."""
    return f'<div class="shien-small">{html_text(text)}</div>'
