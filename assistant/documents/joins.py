"""Sentences cut by line ends and page breaks, and words written one character to a line."""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise, takewhile

from assistant.documents.headings import LABEL_AND_VALUE, heading_level, is_bullet, is_table_row

_ENDS_OPEN = re.compile(r"[぀-ヿ㐀-鿿々A-Za-z0-9０-９Ａ-Ｚａ-ｚ・（「ー～]$|、$")
_PARTICLE_END = re.compile(r"[のをにはがでとへや、]$")
_BEGINS_OPEN = re.compile(r"^[぀-ヿ㐀-鿿々A-Za-z0-9０-９Ａ-Ｚａ-ｚ（「ー～」）]")
_MID_SENTENCE = re.compile(
    r"^(?!これ|それ|この|その|ここ|そこ|こう|そう|なお|また|さら|しか|そし|ただ|たと|とり|いず|まず|もの|ふる|ひょう|つく|あわ|"
    r"よろず|おわり|はじめ|くらし|ひと|まち|みな|わが|どの|なぜ)[ぁ-ん]"
)
_LABEL = re.compile(r"^[^、。]{1,12}[：:]")
_DAY_ALONE = re.compile(
    r"^(?:(?:昭和|平成|令和)[0-9０-９元]{1,2}|[12１２][0-9０-９]{3})年[0-9０-９]{1,2}月(?:[0-9０-９]{1,2}日)?$"
)
_COLUMNS = re.compile(r"\S[ 　]+\S+[ 　]+\S+[ 　]+\S")
_SINGLE = re.compile(
    r"^[^\s0-9０-９A-Za-z]$|^[・･（）〈〉「」][^\s0-9０-９]$|^[^\s0-9０-９][・･（）〈〉「」]$"
)
_OPENING = re.compile(r"(?:[0-9０-９]{1,2}[ 　.．、]+)?(?:はじめに|おわりに|終わりに|さいごに|最後に)$")
"""A heading that ends in a particle."""
_FIGURE = re.compile(r"[0-9０-９][0-9０-９,，.．]*")
_HIRAGANA = re.compile(r"[ぁ-ん]")
MIN_SPACED_OUT = 3
"""Single characters between blank lines; two alone are more often two labels than a word."""
MIN_WRAPPED = 16
"""Characters; shorter lines are list entries or labels of a drawing, not wrapped prose."""
WRAP_SHARE = 0.8
"""A line at least this share of its block's widest line was wrapped; a shorter one was ended."""
MIN_ALIKE = 4
"""Characters, a figure counting one, in which two lines end alike: 一般枠 上限50万円 and 連携枠 上限200万円 are entries."""

Range = tuple[int, int]


def joins_across_blank(before: str, after: str) -> bool:
    """Whether a paragraph ends in mid-sentence and the next one goes on with it.

    ``…に合わせ、全国に散`` + ``らばっている施設がある。`` → True; ``4つの領域`` + ``これらの取組は…。`` → False

    The part before must read as prose (it holds a comma or a full stop), so that a heading without
    a number is never glued to the text below it; or the part after must begin as no sentence does.
    """
    before, after = before.rstrip(), after.strip()
    if len(before) < MIN_WRAPPED or heading_level(before) is not None or not _may_join(before, after):
        return False
    prose = ("、" in before or "。" in before) and not is_bullet(before)
    return (prose and "。" in after) or bool(_MID_SENTENCE.match(after))


def joins_next_line(before: str, after: str, widest: int) -> bool:
    """Whether a line was wrapped and goes on in the next.

    Args:
        before: the line.
        after: the line below it, no blank line between them.
        widest: display width of the widest line in their block, in half-width columns.
    """
    if len(before.strip()) < 6 or _COLUMNS.search(before):
        return False
    wrapped = len(before.strip()) >= MIN_WRAPPED and display_width(before) >= WRAP_SHARE * widest
    running_on = bool(_PARTICLE_END.search(before.rstrip())) and not before.rstrip().endswith("もの")
    return (wrapped or running_on) and _may_join(before.rstrip(), after.strip())


def _may_join(before: str, after: str) -> bool:
    if is_table_row(before) or is_table_row(after) or is_bullet(after) or _LABEL.match(after):
        return False
    if _OPENING.match(before.strip()):
        return False
    goes_on = _PARTICLE_END.search(before) and not before.endswith(("まで", "から"))
    if not goes_on and (LABEL_AND_VALUE.match(after) or _DAY_ALONE.match(after)):
        return False
    if heading_level(after) is not None:
        return False
    if heading_level(before) is not None and not ("、" in before or _PARTICLE_END.search(before)):
        return False
    if _end_alike(before, after) and not _MID_SENTENCE.match(after):
        return False
    if before.endswith("等") or (before.endswith("について") and "、" not in before):
        return False  # a list's last item; the title of a report or an item of an agenda
    return bool(_ENDS_OPEN.search(before)) and bool(_BEGINS_OPEN.match(after))


def _end_alike(before: str, after: str) -> bool:
    """Whether two lines end with the same words around other figures, as the entries of a list do."""
    one, other = (_FIGURE.sub("#", line) for line in (before, after))
    alike = "".join(
        takewhile(bool, (a if a == b else "" for a, b in zip(one[::-1], other[::-1], strict=False)))
    )
    return len(alike) >= MIN_ALIKE and "#" in alike


def display_width(line: str) -> int:
    """Columns a line takes, a full-width character counting two. ``補助率2/3`` → 9"""
    return sum(2 if unicodedata.east_asian_width(c) in "WFA" else 1 for c in line.strip())


def wrapped_line_ends(text: str) -> list[Range]:
    """Ranges of the line ends to delete so that a sentence wrapped within its block is one line."""
    ranges: list[Range] = []
    for block in _blocks(_lines(text), text):
        widest = max(display_width(text[s:e]) for s, e in block)
        for (s1, e1), (s2, e2) in pairwise(block):
            if joins_next_line(text[s1:e1], text[s2:e2], widest):
                ranges.append(_gap(text, e1, s2))
    return ranges


def cut_paragraphs(text: str) -> list[Range]:
    """Ranges of the blank lines to delete where a page break cut a sentence in two."""
    ranges: list[Range] = []
    filled = [(s, e) for s, e in _lines(text) if text[s:e].strip()]
    for (s1, e1), (s2, e2) in pairwise(filled):
        if text.count("\n", e1, s2) > 1 and joins_across_blank(text[s1:e1], text[s2:e2]):
            ranges.append(_gap(text, e1, s2))
    return ranges


def _gap(text: str, end: int, start: int) -> Range:
    """The white space between two lines; between two Latin words one of its characters stays."""
    while end > 0 and text[end - 1] in " \t　":
        end -= 1
    while start < len(text) and text[start] in " \t　":
        start += 1
    latin = end > 0 and text[end - 1].isascii() and start < len(text) and text[start].isascii()
    return (end + 1, start) if latin else (end, start)


def vertical_runs(text: str) -> list[Range]:
    """Ranges of the line ends inside words that were written one character to a line.

    ``イ\\nノ\\nベ\\nー\\nシ\\nョ\\nン`` → ``イノベーション``
    """
    ranges: list[Range] = []
    run: list[tuple[int, int]] = []
    for start, end in [*_lines(text), (len(text), len(text))]:
        if _SINGLE.match(text[start:end].strip()):
            run.append((start, end))
            continue
        for word in _vertical_words(text, run):
            ranges.extend((e1, s2) for (_, e1), (s2, _) in pairwise(word))
        run = []
    return ranges


def _vertical_words(text: str, run: list[Range]) -> list[list[Range]]:
    """A run of one-character lines, parted at its blank lines where these part labels.

    ``化 学 ␣ 機 械`` are two labels; ``県 内 ␣ 外 技 術 者 の 交 流`` is a phrase in two columns, as its kana
    shows; ``幹 ␣ 事 ␣ 機 ␣ 関`` a word spaced out.
    """
    groups: list[list[Range]] = []
    for line in run:
        if groups and text.count("\n", groups[-1][-1][1], line[0]) == 1:
            groups[-1].append(line)
        else:
            groups.append([line])
    spaced_out = len(run) >= MIN_SPACED_OUT and len(groups) == len(run)
    phrase = any(_HIRAGANA.search(text[start:end]) for start, end in run)
    return [run] if spaced_out or phrase else groups


def _lines(text: str) -> list[Range]:
    return [(m.start(), m.end()) for m in re.finditer(r"[^\n]*", text) if m.end() > m.start()] or []


def _blocks(lines: list[Range], text: str) -> list[list[Range]]:
    """Lines grouped where no blank line stands between them."""
    blocks: list[list[Range]] = []
    previous_end = -2
    for start, end in lines:
        if not text[start:end].strip():
            continue
        if start == previous_end + 1 and blocks:
            blocks[-1].append((start, end))
        else:
            blocks.append([(start, end)])
        previous_end = end
    return blocks
