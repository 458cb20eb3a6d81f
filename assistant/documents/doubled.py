"""Text that an extractor wrote twice because a slide drew it twice (a heading and its shadow)."""

from __future__ import annotations

import re

from assistant.text.lines import filled_lines

MIN_SQUARE_IN_PROSE = 6
"""Inside running text only repeats this long are damage: 海外展開海外展開 could be a list."""
MIN_BLOCK = 8
"""Blocks shorter than this (国, 大学) repeat on a diagram on purpose."""
MAX_LINE = 2_000
_CELL = r"[0-9０-９][0-9０-９,，.．]*[千百万億]*(?:円|人|名|社|件|台|回|%|％|点|時間|日間|か月)"
"""A figure with its unit; not 年 or 月, which headings hold that were drawn twice."""
_VALUE = re.compile(rf"[\t|｜]|{_CELL}")
_A_VALUE = re.compile(rf"(?:約|各)?{_CELL}(?:[（(].{{0,10}}[)）])?")
"""A block that is a cell of a table written one below the other: 15,000円（税込）."""
_OF_FIGURE = re.compile("[0-9０-９,，.．]")
_JAPANESE = re.compile(r"[぀-ヿ㐀-鿿豈-﫿ｦ-ﾟ々]")

Range = tuple[int, int]


def doubled_ranges(line: str) -> list[Range]:
    """Ranges to delete so that what stands twice stands once.

    A line that consists of nothing but repeats is taken as drawn twice, digits included:
    ``平成2121年年1212月月3030日閣議決定日閣議決定`` → ``平成2121年…`` is not tiled, but
    ``新戦略～平成新戦略～平成2121年年`` → ``新戦略～平成21年``. In other lines only long repeats go:
    ``全国事務局と全国事務局と連携`` → ``全国事務局と連携``.
    """
    if len(line) > MAX_LINE:
        return []
    squares = _squares(line)
    tiles = _tiling(line, squares)
    # 事業内容 事業内容 is a heading and its shadow; 5,000円 5,000円 two prices.
    cells = any(_is_cell(line[s : s + half]) for s, half in tiles)
    if tiles and not cells and any(_is_telling(line[s : s + half], 3) for s, half in tiles):
        return [(start + half, start + 2 * half) for start, half in tiles]
    return _long_repeats(line, squares)


def _squares(line: str) -> list[list[int]]:
    """For each place in a line, half lengths of what stands there twice in a row, longest first.

    ``abab`` → ``[[2], [], [], []]``. Each length compares the line with itself moved by that much;
    all but a few lengths agree in too few places and are passed over. A line of 2,000 characters takes
    6 ms, where comparing slice by slice takes 180 ms.
    """
    import numpy as np

    squares: list[list[int]] = [[] for _ in line]
    characters = np.frombuffer(line.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    for half in range(len(line) // 2, 0, -1):
        same = characters[:-half] == characters[half:]
        if np.count_nonzero(same) < half:
            continue
        total = np.concatenate(([0], np.cumsum(same)))
        for i in np.flatnonzero(total[half:] - total[:-half] == half):
            squares[i].append(half)
    return squares


def _is_telling(text: str, shortest: int) -> bool:
    return len(text) >= shortest and len(set(text)) >= 3 and bool(_JAPANESE.search(text))


def _tiling(line: str, squares: list[list[int]]) -> list[Range]:
    """(start, half length) of squares that tile the line, blanks aside; empty when none do."""
    size = len(line)
    choice: list[int | None] = [None] * size + [0]
    for i in range(size - 1, -1, -1):
        if line[i].isspace() and choice[i + 1] is not None:
            choice[i] = 0
            continue
        choice[i] = next((half for half in squares[i] if choice[i + 2 * half] is not None), None)
    if not size or choice[0] is None:
        return []
    tiles, i = [], 0
    while i < size:
        half = choice[i] or 0
        if half:
            tiles.append((i, half))
        i += 2 * half or 1
    return tiles


def _long_repeats(line: str, squares: list[list[int]]) -> list[Range]:
    ranges, i = [], 0
    while i < len(line):
        half = squares[i][0] if squares[i] else 0  # where the longest tells nothing, no shorter one does
        is_telling = _is_telling(line[i : i + half], MIN_SQUARE_IN_PROSE)
        if is_telling and not _is_cell(line[i : i + half]) and not _cuts_figure(line, i, i + 2 * half):
            ranges.append((i + half, i + 2 * half))
            i += 2 * half
        else:
            i += 1
    return ranges


def _cuts_figure(line: str, start: int, end: int) -> bool:
    """Whether what stands twice begins or ends within a figure: the ,000円、3 of 2,000円、3,000円、3,400円 is no repeat."""
    return any(
        0 < at < len(line) and bool(_OF_FIGURE.match(line[at - 1]) and _OF_FIGURE.match(line[at]))
        for at in (start, end)
    )


def _is_cell(text: str) -> bool:
    """Whether what stands twice is a value parted by a blank or a stroke: two cells of a row (1,200円 1,200円)."""
    is_parted = any(end.isspace() or end in "|｜" for end in (text[0], text[-1]))
    return is_parted and bool(_VALUE.search(text))


def repeated_blocks(text: str) -> list[Range]:
    """Ranges of blocks (lines between blank lines) that repeat the blocks just before them."""
    blocks: list[Range] = []
    for start, end in filled_lines(text):
        if blocks and blocks[-1][1] == start:
            start = blocks.pop()[0]
        blocks.append((start, min(end + 1, len(text))))
    words = [text[s:e].strip() for s, e in blocks]
    ranges, i = [], 0
    while i < len(blocks):
        for run in range(min(12, (len(blocks) - i) // 2), 0, -1):
            first = words[i : i + run]
            is_again = first == words[i + run : i + 2 * run] and not all(map(_A_VALUE.fullmatch, first))
            if is_again and _is_telling("".join(first), MIN_BLOCK):
                ranges.append((blocks[i + run][0], blocks[i + 2 * run - 1][1]))
                i += run
                break
        else:
            i += 1
    return ranges
