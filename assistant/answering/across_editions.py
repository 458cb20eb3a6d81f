"""What is found in several editions of one paper: the one meant first, what another tells differently after it and as such."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from assistant.answering.annotate import japanese_date
from assistant.answering.evidence import Evidence
from assistant.answering.premises import Correction
from assistant.answering.question import Question
from assistant.answering.spans import Span
from assistant.answering.table_rows import name_of
from assistant.documents.headings import table_cells
from assistant.editions import Edition, Editions
from assistant.gather import same_words
from assistant.text.eras import ERA
from assistant.text.figures import figures_in
from assistant.text.normalise import fold, normal_text
from assistant.text.tokens import bigrams
from assistant.types import Hit

SAME_BUT_FOR_FIGURES = 0.75
"""Share of the pairs of letters, figures left out, that two sentences have in common which tell of one thing."""
MOST_TOLD = 3
_FIGURE = re.compile(r"[0-9〇一二三四五六七八九十百千万億]+")
_DAY = re.compile(
    rf"(?:(?:(?:{ERA})\s?[0-9元]{{1,2}}|[0-9]{{4}})年(?:度|\s?[0-9]{{1,2}}月)?|[0-9]{{1,2}}月)(?:\s?[0-9]{{1,2}}日)?"
)
_SIGN = re.compile(r"(?:マイナス|[▲△]|(?<![^\s(:、はがで])-)\s?$")
"""What makes the figure behind it a negative one; - only where it joins nothing: 3-5社."""
LONGEST_SIGN = 6


@dataclass(frozen=True, slots=True)
class Differing:
    """Two sentences or rows of two editions on one thing: of the one meant, and of another."""

    meant: Evidence
    other: Evidence


def of_meant_editions(hits: Sequence[Hit], papers: Mapping[str, Editions]) -> list[Hit]:
    """The hits, each that stands in several editions shown from the one meant."""

    def shown(hit: Hit) -> Hit:
        paper = papers.get(hit.passage.doc_id)
        meant = next((one for one in hit.also if paper and one.doc_id == paper.meant.doc_id), None)
        if meant is None or hit.passage.doc_id == meant.doc_id:
            return hit
        return replace(hit, passage=meant, also=(hit.passage, *(one for one in hit.also if one != meant)))

    return [shown(hit) for hit in hits] if papers else list(hits)


def told_of_editions(evidence: Sequence[Evidence], papers: Mapping[str, Editions]) -> list[Evidence]:
    """The sentences, those of an edition with the day from which it holds, and whether they tell what was before a newer one."""

    def told(one: Evidence) -> Evidence:
        if (paper := papers.get(one.document.doc_id)) is None:
            return one
        edition = paper.edition(one.document.doc_id)
        return replace(one, has_newer=edition != paper.all[-1], holds_from=edition.since)

    return list(map(told, evidence))


def without_other_editions(
    evidence: Sequence[Evidence], papers: Mapping[str, Editions]
) -> tuple[Evidence, ...]:
    """The sentences that are not of another edition than the one meant."""
    return tuple(e for e in evidence if not _is_of_another(e, papers))


def side_by_side(
    question: Question,
    chosen: Sequence[Evidence],
    content: Sequence[Evidence],
    papers: Mapping[str, Editions],
) -> tuple[tuple[Evidence, ...], list[Differing]]:
    """The sentences to show, and what they tell differently by edition.

    A sentence of another edition is shown after the one meant where that says otherwise on the same thing, and left out where it
    says the same of what is asked.

    Args:
        question: the question, understood.
        chosen: the sentences that would be shown.
        content: all sentences found, best first.
        papers: see ``assistant.editions.editions_of``.
    """
    first = list(without_other_editions(chosen, papers))
    behind: list[Evidence] = []
    differing: list[Differing] = []

    def put_beside(meant: Evidence, other: Evidence) -> None:
        if _asked(question, other) != _asked(question, meant) and other.spans[0] not in _places(behind):
            behind.append(other)
            differing.append(Differing(meant, other))

    for one in chosen if papers else ():
        if not _is_of_another(one, papers) or same_words(one.text) in {same_words(e.text) for e in first}:
            continue
        if meant := _counterpart(one, content, papers[one.document.doc_id].meant.doc_id):
            first += [meant] if meant.spans[0] not in _places(first) else []
            put_beside(meant, one)
        else:
            behind.append(one)
    for meant in [one for one in first if one.document.doc_id in papers and _is_asked_about(question, one)]:
        for doc_id in (edition.doc_id for edition in papers[meant.document.doc_id].all):
            if doc_id != meant.document.doc_id and (other := _counterpart(meant, content, doc_id)):
                put_beside(meant, other)
    return (*first, *behind), differing


def _is_asked_about(question: Question, evidence: Evidence) -> bool:
    """Whether it holds the value asked for, or is a row the question names."""
    name = fold(name_of(evidence)) if evidence.is_row else ""
    return bool(evidence.answers) or (len(name) > 1 and name in fold(question.text))


def _places(evidence: Sequence[Evidence]) -> set[Span]:
    return {one.spans[0] for one in evidence}


def corrections_on_editions(
    question: Question, differing: Sequence[Differing], papers: Mapping[str, Editions]
) -> tuple[Correction, ...]:
    """What is to be said first where editions tell otherwise: which hold from when, and the values of each.

    ``「○○要綱」は版によって異なります。新しい版（2026年10月1日）では上限額 25万円、前の版（2026年4月1日）では上限額 20万円です。``
    """
    told: dict[str, Correction] = {}
    for pair in differing:
        paper = papers[pair.other.document.doc_id]
        other = paper.edition(pair.other.document.doc_id)
        first, second = _called(paper.meant, other, paper), _called(other, paper.meant, paper)
        values = _values_apart(question, pair)
        text = (
            f"「{paper.title}」は版によって異なります。{first}では{values[0]}、{second}では{values[1]}です。"
            if values
            else f"「{paper.title}」は版によって記載が異なります。先に{first}、次に{second}の記載を示します。"
        )
        spans = pair.meant.spans[0], pair.other.spans[0]
        told.setdefault(
            other.doc_id, Correction("conflict", text, spans[0], pair.meant.passage, beside=spans[1:])
        )
    return tuple(told.values())


def _called(edition: Edition, beside: Edition, paper: Editions) -> str:
    """What an edition is called beside another: ``新しい版（2026年10月1日）``, ``2027年1月1日からの版``, ``改定版``, ``前の版``

    Of three or more all but the newest by their day, ``2026年4月1日の版``: the one between is before one and after another.
    """
    if paper.is_to_come(edition):
        return f"{japanese_date(edition.since)}からの版"
    if edition.words and not edition.since:
        return edition.words
    if len(paper.all) > 2 and edition != paper.all[-1]:
        return f"{japanese_date(edition.since)}の版" if edition.since else "前の版"
    name = "前の版" if paper.is_before(edition, beside) else "新しい版"
    name = "いまの版" if paper.is_to_come(beside) else name
    return f"{name}（{japanese_date(edition.since)}）" if edition.since else name


def _is_of_another(evidence: Evidence, papers: Mapping[str, Editions]) -> bool:
    paper = papers.get(evidence.document.doc_id)
    return paper is not None and evidence.document.doc_id != paper.meant.doc_id


def _counterpart(one: Evidence, content: Sequence[Evidence], doc_id: str) -> Evidence | None:
    """What a document says on the thing a sentence or row of another edition is about; None where nothing was found."""
    of_it = [e for e in content if e.document.doc_id == doc_id and e.is_row == one.is_row]
    if one.is_row:
        name, head = fold(name_of(one)), fold(_head(one))
        rows = [e for e in of_it if fold(name_of(e)) == name]
        return next((e for e in rows if fold(_head(e)) == head), next(iter(rows), None))
    own = _pairs(one.text)
    alike = [(len(own & pairs) / max(1, len(own), len(pairs)), e) for e in of_it if (pairs := _pairs(e.text))]
    share, best = max(alike, key=lambda pair: pair[0], default=(0.0, None))
    return best if share >= SAME_BUT_FOR_FIGURES else None


def _head(row: Evidence) -> str:
    return row.spans[1].text if len(row.spans) > 1 else ""


def _pairs(text: str) -> frozenset[str]:
    return frozenset(bigrams(_FIGURE.sub("0", normal_text(text))))


def _asked(question: Question, evidence: Evidence) -> tuple[tuple[str, str], ...]:
    """What a row has under the columns asked for, by their heads; all of it where none is. Of a sentence, the sentence."""
    cells = table_cells(evidence.spans[0].text)
    heads = table_cells(evidence.spans[1].text) if evidence.is_row and len(evidence.spans) > 1 else []
    if len(cells) != len(heads) or len(heads) < 2:
        return (("", same_words(evidence.text)),)
    columns = list(zip(heads[1:], cells[1:], strict=True))
    return tuple(pair for pair in columns if _is_asked_for(question, pair[0])) or tuple(columns)


def _is_asked_for(question: Question, column: str) -> bool:
    named = fold(re.sub(r"[(（].*", "", column))
    by_kind = any(head.evidence and head.evidence.search(fold(column)) for head in question.heads)
    return by_kind or (len(named) > 1 and named in fold(question.text))


def _values_apart(question: Question, pair: Differing) -> tuple[str, str] | None:
    """The values in which two sentences or rows differ, of each: ``上限額 25万円``, ``上限額 20万円``; None where they are too many."""
    meant, other = _asked(question, pair.meant), _asked(question, pair.other)
    if meant[0][0]:  # a row under heads
        ours, theirs = ([f"{head} {cell}" for head, cell in one] for one in (meant, other))
    else:
        ours, theirs = (_values(normal_text(one.text)) for one in (pair.meant, pair.other))
    apart = [value for value in ours if value not in theirs], [value for value in theirs if value not in ours]
    if not all(0 < len(values) <= MOST_TOLD for values in apart):
        return None
    return "・".join(apart[0]), "・".join(apart[1])


def _values(plain: str) -> list[str]:
    """The days and figures of a sentence as they are written: ``令和8年5月11日から2か月`` → ``令和8年5月11日``, ``2か月``;
    ``マイナス16.5`` → itself, ``▲14.5`` → itself"""
    rest = _DAY.sub("、", plain)
    signs = (_SIGN.search(rest, max(0, one.start - LONGEST_SIGN), one.start) for one in figures_in(rest))
    figures = zip(signs, figures_in(rest), strict=True)
    return [
        *_DAY.findall(plain),
        *(f"{sign.group() if sign else ''}{one.said.strip()}" for sign, one in figures),
    ]
