"""The register as the command shows it: dictionaries for programs, lines for people."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

from assistant.answering.annotate import STANDING_WORDS, citation_marks, japanese_date
from assistant.errors import InputError
from assistant.index.opened import OpenIndex
from assistant.measures.answer import measures_with_citations
from assistant.measures.citing import CitationList, without_documents
from assistant.measures.entry import Basis, Entry
from assistant.measures.jgrants import credit_of
from assistant.measures.match import Matched
from assistant.measures.parse import STANDINGS
from assistant.measures.profile import in_words, read_line
from assistant.measures.register import Register
from assistant.measures.vocabulary import KINDS, MET_MARKS, PURPOSES

FITS = {
    "likely": "条件に合う見込みがあります",
    "possible": "確かめれば候補になります",
    "unlikely": "合わない条件があります",
}
BENEFITS_SHOWN = 3
"""Of a measure, on a terminal; ``show`` and the JSON have them all."""
LINE = 120
"""Characters of a text in a line of the terminal."""
NOT_A_PROMISE = "候補を挙げるもので、対象になること・採択されることを示すものではありません。"
WITHOUT_DOCUMENTS = (
    "付属の施策の登録簿は、もとになる資料が索引にないため使えません。「shien ingest」をパスなしで実行すると付属の資料が加わり、"
    "施策をさがせます。自分の機関の施策の一覧は「shien measures import」で加えられます。"
)
"""To an agency that has indexed its own documents alone: no measure of ours can be cited."""


def chosen(
    entries: Iterable[Entry], kinds: Sequence[str], standings: Sequence[str], today: date
) -> list[Entry]:
    """The entries of some kinds and standings; all where none are given.

    Raises:
        InputError: there is no such kind or standing.
    """
    for given, known in ((kinds, KINDS), (standings, STANDINGS)):
        for name in given:
            if name not in known:
                raise InputError(
                    f"「{name}」はありません。", f"{'・'.join(known)} のどれかを指定してください。"
                )
    return [
        entry
        for entry in entries
        if (not kinds or entry.kind in kinds) and (not standings or entry.standing_on(today) in standings)
    ]


def known_entry(register: Register, name: str) -> Entry:
    """The entry of an id or a name.

    Raises:
        InputError: there is none; names that hold the words are offered.
    """
    if entry := register.named(name):
        return entry
    near = [entry.name for entry in register.entries.values() if name in entry.name][:5]
    hint = (
        f"近いもの: {'、'.join(near)}"
        if near
        else "「shien measures list」で、登録されている名前を確かめてください。"
    )
    raise InputError(f"施策「{name}」は登録されていません。", hint)


def summary(entry: Entry, today: date) -> dict[str, Any]:
    """One measure in a list."""
    return {
        "id": entry.id,
        "name": entry.name,
        "kind": entry.kind,
        "standing": entry.standing_on(today),
        "as_of": entry.as_of,
        "body": entry.body,
        "purposes": list(entry.purposes),
        "regions": list(entry.regions),
        "origin": entry.origin,
    }


def summary_line(entry: Entry, today: date) -> str:
    """``go-tech  Go-Tech事業〔補助金・助成金、現行、2026年1月19日時点〕中小企業庁``; one of Jグランツ ends with its credit."""
    standing = STANDING_WORDS[entry.standing_on(today)]
    line = f"{entry.id}  {entry.name}〔{KINDS[entry.kind]}、{standing}、{japanese_date(entry.as_of)}時点〕{entry.body}"
    return " ".join(filter(None, (line, credit_of([entry]))))


def details(entry: Entry, register: Register, index: OpenIndex, today: date) -> dict[str, Any]:
    """One measure with every fact, each with its basis, and the citations."""
    citations = CitationList(index, today, register.cells)

    def told(text: str, basis: Basis) -> dict[str, Any]:
        return {
            "text": text,
            "quote": basis.quote,
            "source": basis.source,
            "citations": list(citations.numbers(basis, entry)),
        }

    return {
        **summary(entry, today),
        "aliases": list(entry.aliases),
        "standing_note": entry.standing_note,
        "named": told(entry.name, entry.basis),
        "target": told(entry.target.text, entry.target.basis) if entry.target else None,
        "facts": [told(fact.text, fact.basis) for fact in entry.facts],
        "conditions": [
            {**told(one.text, one.basis), "needs": dict([one.needs]) if one.needs else None, "ask": one.ask}
            for one in entry.conditions
        ],
        "benefits": [told(fact.text, fact.basis) for fact in entry.benefits],
        "apply": [told(fact.text, fact.basis) for fact in entry.apply],
        "predecessors": [told(link.name, link.basis) for link in entry.predecessors],
        "successors": [told(link.name, link.basis) for link in entry.successors],
        "citations": [asdict(citation) for citation in citations.cited],
        "problem": WITHOUT_DOCUMENTS if without_documents(register.all_entries(), index) else "",
        "credit": credit_of([entry]),
    }


def details_lines(told: dict[str, Any]) -> Iterator[str]:
    """What ``details`` gives, for a person."""
    standing, day = STANDING_WORDS[told["standing"]], japanese_date(told["as_of"])
    yield f"{told['name']}〔{KINDS[told['kind']]}、{standing}、{day}時点〕{told['body']}"
    if told["standing_note"]:
        yield f"  {told['standing_note']}"
    if told.get("note"):
        yield f"  支援機関のメモ: {told['note']}"
    if told["purposes"]:
        yield f"  目的: {'・'.join(PURPOSES[purpose] for purpose in told['purposes'])}"
    heads = (
        ("facts", "内容"),
        ("conditions", "条件"),
        ("benefits", "支援"),
        ("apply", "申し込み"),
        ("predecessors", "前身"),
        ("successors", "後継"),
    )
    rows = [("対象", told["target"])] if told["target"] else []
    rows += [(head, one) for key, head in heads for one in told[key]]
    for head, one in rows:
        outside = f"（資料の外の知識: {one['source']}）" if one["source"] else ""
        yield f"  {head}: {one['text']}{citation_marks(one['citations'])}{outside}"
    yield from _citation_lines(told["citations"])
    if told["credit"]:
        yield told["credit"]


def matched_to_dict(
    text: str, matched: Matched, register: Register, index: OpenIndex, today: date
) -> dict[str, Any]:
    """What was matched, with the citations of every condition."""
    measures, cited = measures_with_citations(matched.candidates, index, today, register.cells)
    past, cited = measures_with_citations(matched.past, index, today, register.cells, cited)
    return {
        "text": text,
        "profile": [
            {
                "name": one.name,
                "value": one.value,
                "holds": one.holds,
                "said": one.said,
                "words": in_words(one),
            }
            for one in matched.profile
        ],
        "measures": [asdict(measure) for measure in measures],
        "past": [asdict(measure) for measure in past],
        "questions": [question.text for question in matched.questions],
        "citations": [asdict(citation) for citation in cited],
        "problem": WITHOUT_DOCUMENTS if without_documents(register.all_entries(), index) else "",
        "credit": credit_of(one.entry for one in (*matched.candidates, *matched.past)),
    }


def matched_lines(told: dict[str, Any]) -> Iterator[str]:
    """What ``matched_to_dict`` gives, for a person."""
    told = _numbered_as_shown(told)
    yield read_line([one["words"] for one in told["profile"]])
    if not told["measures"]:
        yield told["problem"] or "当てはまりそうな施策は、登録簿に見つかりませんでした。"
    for number, measure in enumerate(told["measures"], start=1):
        yield f"{number}. {_measure_line(measure)}"
        yield from _conditions(measure)
        for one in measure["benefits"]:
            yield f"   支援: {_short(one['text'])}{citation_marks(one['citations'])}"
    for question in told["questions"]:
        yield f"次に聞くこと: {question}"
    if told["past"]:
        yield f"過去の施策（いまは使えません）: {'、'.join(one['name'] for one in told['past'])}"
    yield NOT_A_PROMISE
    yield from _citation_lines(told["citations"])
    if told["credit"]:
        yield told["credit"]


def _numbered_as_shown(told: dict[str, Any]) -> dict[str, Any]:
    """The same with the citations that are shown, numbered as a reader meets them: [1], [2], [8], [10] → [1] to [4].

    Of a benefit that is left out, of a past measure and of what ``--json`` alone has, none is shown.
    """
    shown = [n for measure in told["measures"] for one in _shown_of(measure) for n in one["citations"]]
    number = {old: new for new, old in enumerate(dict.fromkeys(shown), start=1)}

    def numbered(one: dict[str, Any]) -> dict[str, Any]:
        return {**one, "citations": [number[n] for n in one["citations"]]}

    measures = [
        {
            **numbered(measure),
            "conditions": [numbered(one) for one in measure["conditions"]],
            "benefits": [numbered(one) for one in measure["benefits"][:BENEFITS_SHOWN]],
        }
        for measure in told["measures"]
    ]
    cited = [{**one, "n": number[one["n"]]} for one in told["citations"] if one["n"] in number]
    return {**told, "measures": measures, "citations": sorted(cited, key=lambda one: one["n"])}


def _shown_of(measure: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield from (measure, *measure["conditions"], *measure["benefits"][:BENEFITS_SHOWN])


def _short(text: str) -> str:
    """A text in one line, cut where it is long."""
    line = " ".join(text.split())
    return line if len(line) <= LINE else line[: LINE - 1] + "…"


def _measure_line(measure: dict[str, Any]) -> str:
    standing, day = STANDING_WORDS[measure["standing"]], japanese_date(measure["as_of"])
    head = f"{measure['name']}〔{KINDS[measure['kind']]}、{standing}、{day}時点〕"
    return f"{head}{citation_marks(measure['citations'])} {FITS[measure['fit']]}"


def _conditions(measure: dict[str, Any]) -> Iterator[str]:
    for one in measure["conditions"]:
        yield f"   {MET_MARKS[one['met']]} {_short(one['text'])}{citation_marks(one['citations'])} … {one['reason']}"


def _citation_lines(citations: Sequence[dict[str, Any]]) -> Iterator[str]:
    for one in citations:
        page = "" if one["page"] is None else f" p.{one['page']}"
        row = one["section"][0] if one["section"] and one["source"] == one["title"] else ""
        place = row if row.startswith(one["title"]) else one["title"]  # 支援一覧.csv 12行目
        yield f"[{one['n']}] {place}（{japanese_date(one['published'])}）{page}「{_short(one['quote'])}」"
