"""A list of three measures written for a test, and what was imported of it."""

from __future__ import annotations

import csv
from pathlib import Path

from assistant.measures.entry import Basis, Entry
from assistant.measures.store import imported_entries, keep_note
from assistant.settings import Settings

HEADER = ("番号", "制度名", "実施機関", "種類", "目的", "対象者", "補助率", "締切", "都道府県", "問い合わせ")
ROWS = (
    ("1", "設備補助金", "県産業課", "補助金", "設備投資、販路開拓", "県内の従業員300人以下の中小企業者", "2/3以内\n（上限100万円）", "2099/3/31", "埼玉県", "048-000-0000"),
    ("2", "創業相談", "市商工課", "相談", "創業", "創業を考える方", "", "随時", "さいたま市", "窓口"),
    ("3", "旧制度", "県産業課", "融資", "", "", "", "令和2年3月31日", "全国", ""),
)  # fmt: skip


def written(tmp_path: Path, rows=ROWS, header=HEADER, name: str = "支援一覧.csv") -> Path:
    path = tmp_path / name
    with path.open("w", encoding="cp932", newline="") as file:
        csv.writer(file).writerows([header, *rows])
    return path


def entries(settings: Settings) -> dict[str, Entry]:
    return {entry.id: entry for entry in imported_entries(settings)}


def noted_on(settings: Settings, key: str, text: str) -> None:
    """Note a text on the measure that now has a key in the list."""
    keep_note(settings, entries(settings)[f"支援一覧:{key}"], text)


def bases(entry: Entry) -> list[Basis]:
    return [entry.basis, *(fact.basis for fact in entry.all_facts())]
