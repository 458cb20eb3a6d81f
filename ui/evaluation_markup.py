"""The page 評価 as HTML: every text escaped, tables a screen reader can read, bars with their value in words."""

from __future__ import annotations

from collections.abc import Sequence

from ui.escape import html_text
from ui.evaluation_view import RunRow


def runs_html(rows: Sequence[RunRow], measures: Sequence[str]) -> str:
    """The runs in a table, newest first."""
    heads = "".join(f'<th scope="col">{html_text(name)}</th>' for name in ("評価", "質問", *measures))
    body = "".join(_row_html(row) for row in rows)
    caption = '<caption class="shien-small">この端末で行った評価（新しい順）</caption>'
    # A name and a place in the order of Tab, because on a telephone the table is pushed sideways in its frame.
    frame = '<div class="shien-runs" role="region" aria-label="評価の表" tabindex="0">'
    return f"{frame}<table>{caption}<thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table></div>"


def trend_html(label: str, points: Sequence[tuple[str, float]]) -> str:
    """A measure over the runs, oldest first: a bar each, its value beside it."""
    bars = "".join(
        f'<li><span class="shien-when">{html_text(when)}</span>'
        f'<span class="shien-bar" aria-hidden="true"><span style="width:{_percent(value)}%"></span></span>'
        f"<span>{value:.3f}</span></li>"
        for when, value in points
    )
    return f'<ol class="shien-trend" aria-label="{html_text(label)}の推移">{bars}</ol>'


def _row_html(row: RunRow) -> str:
    cells = "".join(
        f"<td>{html_text(figure)}{f'<div>{html_text(move)}</div>' if move else ''}</td>"
        for figure, move in zip(row.figures, row.moves, strict=True)
    )
    made = f'<div class="shien-small">{html_text(row.made_with)}</div>'
    return (
        f'<tr><th scope="row">{html_text(row.when)}{made}</th><td>{html_text(row.questions)}</td>{cells}</tr>'
    )


def _percent(value: float) -> str:
    return f"{100 * min(1.0, max(0.0, value)):.1f}"
