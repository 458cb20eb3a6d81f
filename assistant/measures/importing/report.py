"""What a list would become, and what an import did, as data and in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from assistant.measures.entry import Entry
from assistant.measures.importing.tables import LeftOut
from assistant.measures.store import Note
from assistant.measures.vocabulary import KINDS, PURPOSES

MAX_TOLD = 20
"""Rows left out that are told one by one on a terminal; JSON has them all."""
_FIELDS = {
    "id": "番号", "name": "制度の名前", "aliases": "別名", "body": "実施機関", "kind": "種類", "purposes": "目的", "regions": "地域",
    "scales": "規模の区分", "industries": "業種", "target": "対象者", "conditions": "要件", "facts": "内容", "benefits": "支援の中身",
    "apply": "申請のしかた", "contact": "問い合わせ先", "url": "ウェブサイト", "published_from": "公開日", "open_from": "受付の始め",
    "open_until": "受付の終わり", "runs": "実施の期間", "as_of": "いつの情報か", "keywords": "キーワード",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class ColumnUse:
    """What a column is taken for: names of fields, none where it is kept with the row and not used."""

    column: str
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class UnknownValue:
    """A value of a category that stands for nothing we know, and in how many rows."""

    column: str
    value: str
    rows: int


@dataclass(frozen=True, slots=True)
class Preview:
    """What a list would become. Nothing has been written."""

    list_id: str
    file: str
    mapping: str
    """Where the mapping comes from: a file, a known layout, or a guess."""
    columns: tuple[ColumnUse, ...]
    entries: int
    first: tuple[Entry, ...]
    unit: str
    left_out: tuple[LeftOut, ...]
    unknown: tuple[UnknownValue, ...]
    kinds: Mapping[str, int]
    remark: str = ""


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import changed, in rows, and what it could not take."""

    list_id: str
    file: str
    mapping: str
    entries: int
    added: int
    updated: int
    unchanged: int
    removed: int
    unit: str
    left_out: tuple[LeftOut, ...]
    unknown: tuple[UnknownValue, ...]
    kinds: Mapping[str, int]
    notes: int
    """Notes of the agency on entries of the list, kept."""
    notes_on_vanished: tuple[Note, ...]
    """Those on entries the list no longer has, kept too."""
    notes_moved: Mapping[str, Note] = field(default_factory=dict)
    """Those whose measure the list gave another id, by the one it had."""
    notes_on_renamed: tuple[Note, ...] = ()
    """Those whose entry has another name now: the measure was renamed, or its id given to another."""
    remark: str = ""


def preview_lines(preview: Preview) -> Iterator[str]:
    """A preview for a terminal."""
    yield f"{preview.file}（一覧の名前: {preview.list_id}）: {preview.entries} 件になります。まだ何も書いていません。"
    yield f"列の対応（{preview.mapping}）"
    for use in preview.columns:
        meant = "・".join(_FIELDS[name] for name in use.fields) or "（行と一緒に残すだけ）"
        yield f"  {use.column} → {meant}"
    yield f"種類: {_counted(preview.kinds)}"
    yield "はじめの行"
    for entry in preview.first:
        purposes = "・".join(PURPOSES[purpose] for purpose in entry.purposes)
        parts = (KINDS[entry.kind], entry.body, "・".join(entry.regions), purposes, f"{entry.as_of}時点")
        yield f"  {entry.name}（{'、'.join(filter(None, parts))}） {entry.origin}"
        for fact in entry.all_facts()[:3]:
            yield f"    {' '.join(fact.text.split())[:80]}"
    yield from _not_taken(preview.left_out, preview.unit, preview.unknown, preview.remark)


def report_lines(report: ImportReport) -> Iterator[str]:
    """What an import did, for a terminal."""
    yield (
        f"{report.file} を一覧「{report.list_id}」として取り込みました。施策 {report.entries} 件（追加 {report.added}、"
        f"更新 {report.updated}、変更なし {report.unchanged}、削除 {report.removed}）。列の対応: {report.mapping}"
    )
    yield f"種類: {_counted(report.kinds)}"
    if report.notes:
        yield f"メモ {report.notes} 件はそのまま残っています。"
    for note in report.notes_moved.values():
        yield f"「{note.name}」のメモは、番号の変わった同じ施策に移しました。"
    for note in report.notes_on_renamed:
        yield (
            f"※ 「{note.name}」に付けたメモは、いま「{note.name_now}」（{note.key}）にあります。"
            f"同じ施策か確かめてください: {' '.join(note.text.split())[:80]}"
        )
    for note in report.notes_on_vanished:
        yield f"一覧からなくなった「{note.name}」のメモを残しています: {' '.join(note.text.split())[:80]}"
    yield from _not_taken(report.left_out, report.unit, report.unknown, report.remark)


def _counted(kinds: Mapping[str, int]) -> str:
    return "、".join(f"{KINDS[kind]} {count}" for kind, count in kinds.items()) or "なし"


def _not_taken(
    left_out: Sequence[LeftOut], unit: str, unknown: Sequence[UnknownValue], remark: str
) -> Iterator[str]:
    yield from (f"※ {line}" for line in remark.splitlines())
    for value in unknown[:MAX_TOLD]:
        yield f"※ {value.column} の「{value.value}」は何にあたるか分かりません（{value.rows} 行）。対応表で決められます。"
    if len(unknown) > MAX_TOLD:
        yield f"※ ほか {len(unknown) - MAX_TOLD} 種類の値も分かりません。"
    for row in left_out[:MAX_TOLD]:
        yield f"取り込めない行: {row.place}{unit}: {row.reason}"
    if len(left_out) > MAX_TOLD:
        yield f"取り込めない行は、ほか {len(left_out) - MAX_TOLD} 行あります（--json ですべて示します）。"
