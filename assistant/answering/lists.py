"""Where a list of a page is headed: 「次に掲げる業務は派遣の対象としない。」 above 「(2) 補助金申請書の作成の代行」."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from assistant.answering.spans import MARKER, Span
from assistant.documents.marks import Mark, mark_of
from assistant.index.opened import OpenIndex
from assistant.text.normalise import normal_text
from assistant.text.sentences import sentence_spans

ABOVE = 3_000
"""Characters above an item in which its list's head is looked for: a page and a half."""
DEEPEST = 3
"""Lists within lists: ア of (1) of 次に掲げる."""
LONGEST_HEADING = 30
_ANNOUNCES = re.compile(
    r"次の(?!年度|日|月|世代|時代|回|機会|段階|ステップ|世紀)|次に(?:掲げる|定める|該当|示す|挙げる)|(?<![0-9年月日人名円社件台%割])以下(?:の|に(?!な)|は|を|が|です)"
    r"|下記|左記|つぎの|各号|(?:とおり|通り)(?:です|で(?:ある|す)|とする)?。?$|[:：]$"
)
"""What a sentence above a list says of what follows; 従業員20人以下の and 次の年度 announce nothing."""
_UNSETTLED = r"検討中|検討事項|継続(?:審議|検討|協議)|審議中|協議中|見送り|先送り|保留|未決"
"""What minutes head that is not decided."""
_DENIES = re.compile(
    rf"{_UNSETTLED}|ない|ません|除[きくい]|除外|対象外|不可|禁止|ならず|お断り|ご遠慮|無効|失格|取り?消"
)
_OBLIGES = re.compile(r"なければ(?:なら|いけ)(?:ない|ず|ません)|ほかならない")
_DENYING_HEADING = re.compile(
    r"対象と(?:はし?|も)?(?:なら|しな)(?:ない|ぬ)|対象と(?:なりません|しません)|対象に(?:は)?なら(?:ない|ぬ)|対象(?:範囲|者|経費|事業)?外|(?:でき|使え|受けられ|認められ|含まれ|扱え|出せ)(?:ない|ません)"
    rf"|除外|禁止|不可|お断り|してはいけない|しないこと|{_UNSETTLED}"
)
_SMALL_BULLETS, DEEPEST_MARK = "・･•‣–-*+", 6
_DEPTHS = {"part": 0, " ": 1, ".": 1, "()": 3, ")": 4, "circled": 5, "kana": 5}
"""How deep items stand by their marks; ● and ■ between numbers of chapters and (1)."""
_PREDICATE = re.compile("[。はが]")
_DECORATION = "■□◆◇▼▽◎★●○・※×✕【】〔〕《》[]<>＜＞（）() 　\u2003"


def denies(text: str) -> bool:
    """Whether a head says that what follows is not so, or not settled: 対象としない, 対象外, 検討中の事項; not 該当しなければならない."""
    return bool(_DENIES.search(_OBLIGES.sub("", normal_text(text))))


def heads_of(item: Span, index: OpenIndex) -> tuple[Span, ...]:
    """The sentences or headings that head the list whose item a span is of, outermost first; none where it is of no list."""
    page_text = index.page_text(item.doc_id, item.page_index)
    start = page_text.rfind("\n", 0, item.start) + 1
    return _heads_of_line(replace(item, start=start, text=page_text[start : item.end]), index)


def is_denied(item: Span, index: OpenIndex) -> bool:
    """Whether a line is an item of a list of what is not so: then it is more than the heading it looks like (ア 既に開業している方)."""
    return any(denies(head.text) for head in heads_of(item, index))


def begins_line(item: Span, index: OpenIndex) -> bool:
    """Whether nothing but a marker stands before a span in its line."""
    page_text = index.page_text(item.doc_id, item.page_index)
    start = page_text.rfind("\n", 0, item.start) + 1
    return not MARKER.sub("", page_text[start : item.start].strip() + " ").strip()


def _heads_of_line(item: Span, index: OpenIndex, depth: int = 0) -> tuple[Span, ...]:
    mark = mark_of(item.text)
    if mark is None or mark.kind in ("part", "note"):
        return ()
    above = _line_above_list(mark, item, index)
    if above is None:
        return ()
    outer = _heads_of_line(above, index, depth + 1) if depth < DEEPEST else ()
    if announcement := announcement_in(above):
        return (*outer, announcement)
    if is_denying_heading(above.text):
        return (*outer, without_marker(above))
    is_within = _depth(mark_of(above.text)) < _depth(mark)  # not ● below the last ・ of another list
    return (*outer, above) if is_within and any(denies(head.text) for head in outer) else ()


def _depth(mark: Mark | None) -> int:
    return 0 if mark is None else _DEPTHS.get(mark.kind, DEEPEST_MARK if mark.kind in _SMALL_BULLETS else 2)


def _line_above_list(mark: Mark, item: Span, index: OpenIndex) -> Span | None:
    """The line right above the first item of a list; lines between numbered items are the items' own."""
    wanted = mark.ordinal
    for line in lines_above(item, index):
        found = mark_of(line.text)
        if found and found.kind == mark.kind:
            if wanted is not None and (found.ordinal or 0) >= wanted:
                return None  # the end of another list
            wanted = found.ordinal
        elif found and found.kind == "note":
            continue
        elif wanted is None or wanted == 1:
            return line
        elif found and found.kind == "part":
            return None
    return None


def lines_above(item: Span, index: OpenIndex) -> Iterator[Span]:
    """The lines above a place, the nearest first, on its page and the one before."""
    end = item.start
    for page_index in (item.page_index, item.page_index - 1):
        if page_index < 0 or (
            page_index != item.page_index and not index.store.page(item.doc_id, page_index)
        ):
            return
        page_text = index.page_text(item.doc_id, page_index)
        end = end if page_index == item.page_index else len(page_text)
        begin = page_text.find("\n", end - ABOVE, end) if end > ABOVE else 0
        begin, stop = begin if begin >= 0 else end, end
        while stop > begin:  # from below, for most lists are headed within a few lines
            start = max(page_text.rfind("\n", begin, stop) + 1, begin)
            if page_text[start:stop].strip():
                yield Span(item.doc_id, page_index, start, stop, page_text[start:stop])
            stop = start - 1


def announces(text: str) -> bool:
    """Whether a sentence says that a list follows: 次の経費は対象となりません。, 必要な書類は以下のとおりです。; not 従業員20人以下の or 次の年度の."""
    return bool(_ANNOUNCES.search(normal_text(text)))


def announcement_in(line: Span) -> Span | None:
    """The sentence of a line that announces a list, the last one that does."""
    for start, stop in reversed(sentence_spans(line.text)):
        text = line.text[start:stop]
        if announces(text):
            return without_marker(replace(line, start=line.start + start, end=line.start + stop, text=text))
    return None


def is_denying_heading(line: str) -> bool:
    plain = normal_text(line).strip(_DECORATION)
    return (
        len(plain) <= LONGEST_HEADING
        and not _PREDICATE.search(plain)
        and bool(_DENYING_HEADING.search(plain))
    )


def without_marker(line: Span) -> Span:
    """A line as it is quoted where it is found by itself."""
    stripped = line.text.rstrip()
    marker = MARKER.match(stripped.lstrip())
    blank = len(stripped) - len(stripped.lstrip()) + (marker.end() if marker else 0)
    return replace(line, start=line.start + blank, end=line.start + len(stripped), text=stripped[blank:])
