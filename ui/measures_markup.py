"""The constant tags around measures: cards, the comparison, and the paper, all of escaped text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from assistant.measures.show import NOT_A_PROMISE
from assistant.measures.vocabulary import MET_MARKS
from ui.escape import html_text
from ui.measures_view import ConditionRow, FactRow, MeasureView
from ui.present import SourceLine

PAGE_PROMISE = (
    '<div class="shien-page-title" role="heading" aria-level="1">施策さがし</div><div class="shien-small">'
    "施策の候補を、条件ごとの ○ 満たす・× 満たさない・？ 要確認 と、資料にある根拠とともに示します。</div>"
)
TO_THE_TOP = "<script>document.querySelector('.stMain')?.scrollTo(0, 0);</script>"
"""The sheet takes the place of a long page, of which the reader may have been at the end."""
PRINT_NOW = "<script data-print='{number:d}'>window.print();</script>"
"""The number is in it because a script runs again only when its text has changed."""
_MET_CLASSES = {True: "met", False: "unmet", None: "unknown"}


def measure_head_html(view: MeasureView) -> str:
    """Name, standing with its date, kind, body, and how it fits, in words."""
    name = html_text(f"{view.number}. {view.name}")
    meta = "".join(f"<span>{html_text(part)}</span>" for part in (view.kind, view.as_of, view.body) if part)
    tally = f'<span class="shien-tally">{html_text(view.tally)}</span>' if view.tally else ""
    return (
        f'<div class="shien-measure-head"><div class="shien-measure-name" role="heading" aria-level="3">{name}</div>'
        f'<div class="shien-measure-meta">{standing_html(view)}{meta}</div>'
        f'<div class="shien-fit shien-fit-{view.fit_name}">{html_text(view.fit)}{tally}</div></div>'
    )


def standing_html(view: MeasureView) -> str:
    """The standing as a badge whose colour repeats its word."""
    return f'<span class="shien-standing shien-standing-{view.colour}">{html_text(view.standing)}</span>'


def condition_html(row: ConditionRow) -> str:
    """A condition with its mark, which is read aloud as a word, and what was held against what."""
    return (
        f'<div class="shien-condition">{_mark_html(row)}<span class="shien-condition-text">{html_text(row.text)}'
        f"{_small(row.reason)}{_small(row.aside)}</span></div>"
    )


def fact_html(row: FactRow) -> str:
    """A benefit or a way to apply, under its heading."""
    return (
        f'<div class="shien-condition"><span class="shien-fact-heading">{html_text(row.heading)}</span>'
        f'<span class="shien-condition-text">{html_text(row.text)}{_small(row.aside)}</span></div>'
    )


def _small(text: str) -> str:
    return f'<span class="shien-reason">{html_text(text)}</span>' if text else ""


def next_question_html(text: str) -> str:
    """A question to put to the client."""
    return f'<div class="shien-next">{html_text(text)}</div>'


def comparison_html(pair: Sequence[MeasureView], rows: Iterable[tuple[str, list[list[str]]]]) -> str:
    """Two measures in a table; on a telephone each heading stands above its two cells."""
    heads = "".join(f'<th scope="col">{html_text(view.name)}</th>' for view in pair)
    body = "".join(
        f'<tr><th scope="row">{html_text(heading)}</th>'
        + "".join(
            f"<td>{''.join(f'<div>{html_text(line)}</div>' for line in cell) or '—'}</td>" for cell in cells
        )
        + "</tr>"
        for heading, cells in rows
    )
    return f'<table class="shien-comparison"><thead><tr><td></td>{heads}</tr></thead><tbody>{body}</tbody></table>'


def proposal_html(line: str, day: str, measure: Mapping[str, Any]) -> str:
    """A measure of the record: what it is, when it was proposed, its conditions as they stood, and its sources."""
    conditions = "".join(
        f"<li>{html_text(MET_MARKS[one['met']])} {html_text(one['text'])}（{html_text(one['reason'])}）</li>"
        for one in measure["conditions"]
    )
    sources = "、".join(dict.fromkeys(one["where"] for one in measure["sources"])) or measure["origin"]
    return (
        f'<div class="shien-proposal"><b>{html_text(line)}</b><ul>{conditions}</ul>'
        f'<div class="shien-small">{html_text(f"{day}に提案・出典: {sources}" if sources else f"{day}に提案")}</div></div>'
    )


def paper_html(
    inquiry: str, known: Sequence[tuple[str, str]], views: Sequence[MeasureView], left_out: int, day: str
) -> str:
    """Inquiry, facets, candidates with conditions and sources, as one sheet to print.

    Args:
        inquiry: as it was told.
        known: label and value of each facet.
        views: the candidates printed.
        left_out: how many more there were.
        day: when it is printed.
    """
    facets = "".join(f"<dt>{html_text(label)}</dt><dd>{html_text(value)}</dd>" for label, value in known)
    candidates = "".join(map(_paper_measure, views)) or "<p>当てはまりそうな施策は見つかりませんでした。</p>"
    more = f"<p>ほかに {left_out}件の候補があります。</p>" if left_out else ""
    return (
        f'<div class="shien-paper"><h1>施策さがしの結果</h1><p class="shien-paper-day">{html_text(day)}作成</p>'
        f'<h2>相談内容</h2><p class="shien-paper-text">{html_text(inquiry or "（未記入）")}</p>'
        f"<h2>わかっていること</h2><dl>{facets or '<dd>まだありません</dd>'}</dl>"
        f"<h2>候補</h2>{candidates}{more}<p>{html_text(NOT_A_PROMISE)}"
        "○ 満たす　× 満たさない　？ 要確認。金額・率・期限は、基準日を見て、最新の公募要領や窓口で確かめてください。</p></div>"
    )


def _paper_measure(view: MeasureView) -> str:
    conditions = "".join(
        f"<tr><td>{_mark_html(row)}</td><td>{html_text(row.text)}{_marks(row.sources)}</td><td>{html_text(row.reason)}</td></tr>"
        for row in view.conditions
    )
    table = f"<table><tbody>{conditions}</tbody></table>" if conditions else ""
    facts = "".join(
        f"<li>{html_text(row.heading)}：{html_text(row.text)}{_marks(row.sources)}</li>" for row in view.facts
    )
    return (
        f"<section><h3>{html_text(f'{view.number}. {view.name}')}</h3>"
        f"<p>〔{html_text(view.standing)}〕{html_text('・'.join(filter(None, (view.as_of, view.kind, view.body))))}</p>"
        f"<p><b>{html_text(view.fit)}</b> {html_text(view.tally)}</p>{table}<ul>{facts}</ul>{_paper_sources(view)}</section>"
    )


def _paper_sources(view: MeasureView) -> str:
    if view.origin:
        return f'<p class="shien-paper-sources">出典: {html_text(view.origin)}</p>'
    places: dict[str, list[str]] = {}
    for line in sorted(view.all_sources(), key=lambda line: line.citation.n):
        marks = places.setdefault(f"{line.title}（{line.date}・{line.standing}）{line.place}", [])
        if line.mark not in marks:
            marks.append(line.mark)
    lines = (f"{''.join(marks)} {place}" for place, marks in places.items())
    return "".join(f'<p class="shien-paper-sources">{html_text(line)}</p>' for line in lines)


def _mark_html(row: ConditionRow) -> str:
    kind = _MET_CLASSES[row.met]
    return f'<span class="shien-mark shien-{kind}" role="img" aria-label="{row.mark_words}">{row.mark}</span>'


def _marks(sources: Iterable[SourceLine]) -> str:
    return html_text("".join(line.mark for line in sources))


def to_candidates_html(count: int) -> str:
    """On a telephone, where the facets stand between the inquiry and the candidates: the way past them."""
    return f'<a class="shien-to-candidates" href="#shien-candidates">候補 {count}件を見る ↓</a>'


def candidates_heading_html(count: int, remark: str) -> str:
    """How many candidates there are, above the first."""
    return f'<div class="shien-small" id="shien-candidates">候補 {count}件。{html_text(remark)}</div>'
