"""An entry of a file of measures made into an ``Entry``, with every mistake told in one line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, get_args

from assistant.errors import InputError
from assistant.measures.entry import Basis, Condition, Entry, Fact, Link
from assistant.measures.rules import NUMBER_RULES, ONE_OF_RULES, RULES
from assistant.measures.vocabulary import KINDS, ONE_OF, PURPOSES
from assistant.text.regions import region_named
from assistant.text.times import ISO_DATE, first_day, last_day
from assistant.types import Standing

STANDINGS: tuple[str, ...] = get_args(Standing)
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_TEXTS = frozenset(
    {
        "id",
        "name",
        "kind",
        "standing",
        "as_of",
        "doc",
        "quote",
        "body",
        "standing_note",
        "open_from",
        "open_until",
        "regions_quote",
        "regions_doc",
        "window_quote",
        "window_doc",
    }
)
_LISTS = frozenset({"aliases", "purposes", "regions", "keywords"})
_TABLES = frozenset({"fact", "condition", "benefit", "apply", "predecessor", "successor"})
_NEEDED = ("id", "name", "kind", "standing", "as_of", "doc", "quote")
_OF_FACT = frozenset({"text", "quote", "doc", "figures"})
_OF_CONDITION = frozenset({"text", "quote", "doc", "needs", "ask"})
_OF_LINK = frozenset({"name", "quote", "doc", "source"})


def _is_a_day(value: str) -> bool:
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return True


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong in which entry of which file."""

    file: str
    entry: str
    where: str
    message: str

    def __str__(self) -> str:
        return f"{self.file}: {self.entry}: {self.where}: {self.message}"


@dataclass(slots=True)
class _Reader:
    """One entry being read; collects its problems."""

    row: Mapping[str, Any]
    file: str
    label: str
    problems: list[Problem] = field(default_factory=list)

    def wrong(self, where: str, message: str) -> None:
        self.problems.append(Problem(self.file, self.label, where, message))

    def text(self, table: Mapping[str, Any], key: str, where: str = "", *, needed: bool = False) -> str:
        value = table.get(key, "")
        if not isinstance(value, str):
            self.wrong(where + key, "文字列で書いてください。")
            return ""
        if needed and not value.strip():
            self.wrong(where + key, "書かれていません。")
        return value if key.endswith("quote") else value.strip()

    def texts(self, table: Mapping[str, Any], key: str, where: str = "") -> tuple[str, ...]:
        value = table.get(key, [])
        if not isinstance(value, list) or not all(isinstance(one, str) and one.strip() for one in value):
            self.wrong(where + key, "空でない文字列の並びで書いてください。")
            return ()
        return tuple(value)

    def only(self, table: Mapping[str, Any], known: Iterable[str], where: str) -> None:
        for key in table.keys() - set(known):
            self.wrong(where + key, "この項目はありません。つづりを確かめてください。")

    def one_of(self, value: str, known: Iterable[str], where: str) -> None:
        if value and value not in known:
            self.wrong(where, f"「{value}」はありません。{'・'.join(known)} のどれかにしてください。")

    def date(self, value: str, where: str) -> None:
        if value and not ISO_DATE.fullmatch(value):
            self.wrong(where, f"「{value}」は 2026、2026-01、2026-01-19 のどの形でもありません。")
        elif value and len(value) == len("2026-01-19") and not _is_a_day(value):
            self.wrong(where, f"「{value}」という日はありません。")

    def tables(self, key: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
        rows = self.row.get(key, [])
        if not isinstance(rows, list) or not all(isinstance(one, dict) for one in rows):
            self.wrong(key, f"[[measure.{key}]] の形で書いてください。")
            return
        for number, one in enumerate(rows, start=1):
            yield f"{key} {number} ", one


def parse_entry(row: Mapping[str, Any], file: str, number: int) -> tuple[Entry | None, list[Problem]]:
    """One ``[[measure]]`` as an entry, or None where it has problems, and these.

    Args:
        row: the table as TOML gives it.
        file: name of its file, for the problems.
        number: place of the entry in its file, from 1, for one without an id.
    """
    given = row.get("id")
    reader = _Reader(row, file, given if isinstance(given, str) and given else f"{number}件目")
    reader.only(row, _TEXTS | _LISTS | _TABLES | {"target"}, "")
    texts = {key: reader.text(row, key, needed=key in _NEEDED) for key in _TEXTS}
    lists = {key: reader.texts(row, key) for key in _LISTS}
    _check_values(reader, texts, lists)
    entry = Entry(
        id=texts["id"],
        name=texts["name"],
        kind=texts["kind"],
        standing=texts["standing"],  # type: ignore[arg-type]  # checked above, against the same names
        as_of=texts["as_of"],
        basis=Basis(texts["doc"], texts["quote"]),
        aliases=lists["aliases"],
        body=texts["body"],
        purposes=lists["purposes"],
        regions=lists["regions"],
        region_basis=_basis_beside(texts, "regions"),
        standing_note=texts["standing_note"],
        target=_target(reader),
        facts=_facts(reader, "fact"),
        conditions=_conditions(reader),
        benefits=_facts(reader, "benefit"),
        apply=_facts(reader, "apply"),
        open_from=texts["open_from"],
        open_until=texts["open_until"],
        window_basis=_basis_beside(texts, "window"),
        predecessors=_links(reader, "predecessor"),
        successors=_links(reader, "successor"),
        keywords=lists["keywords"],
    )
    return (None if reader.problems else entry), reader.problems


def _check_values(reader: _Reader, texts: Mapping[str, str], lists: Mapping[str, tuple[str, ...]]) -> None:
    if texts["id"] and not _ID.fullmatch(texts["id"]):
        reader.wrong("id", f"「{texts['id']}」: 半角の小文字と数字を - でつないでください（go-tech など）。")
    reader.one_of(texts["kind"], KINDS, "kind")
    reader.one_of(texts["standing"], STANDINGS, "standing")
    for key in ("as_of", "open_from", "open_until"):
        reader.date(texts[key], key)
    begins, ends = texts["open_from"], texts["open_until"]
    if begins and ends and not reader.problems and first_day(begins) > last_day(ends):
        reader.wrong("open_until", f"受付の終わりが、始まり（{begins}）より前です。")
    _check_told(reader, "regions", bool(lists["regions"]), bool(texts["regions_quote"]))
    _check_told(reader, "window", bool(begins), bool(texts["window_quote"]))
    for purpose in lists["purposes"]:
        reader.one_of(purpose, PURPOSES, "purposes")
    _check_regions(reader, lists["regions"], "regions")


def _check_told(reader: _Reader, key: str, is_said: bool, has_quote: bool) -> None:
    """A region or a window stands on words of a document; a region also on a condition's."""
    rows = reader.row.get("condition", [])
    needs = [row.get("needs") for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []
    by_condition = key == "regions" and any(isinstance(one, dict) and "region" in one for one in needs)
    if is_said and not has_quote and not by_condition:
        reader.wrong(f"{key}_quote", "それを述べた文書の言葉を書いてください。")
    if has_quote and not is_said:
        reader.wrong(
            f"{key}_quote", f"これが述べる {'regions' if key == 'regions' else 'open_from'} がありません。"
        )


def _check_regions(reader: _Reader, names: Iterable[str], where: str) -> None:
    for name in names:
        try:
            region_named(name)
        except InputError as error:
            reader.wrong(where, error.message)


def _basis_beside(texts: Mapping[str, str], key: str) -> Basis | None:
    """The basis of a field that stands in the entry itself: ``regions_quote``, in ``regions_doc`` or its own document."""
    quote = texts[f"{key}_quote"]
    return Basis(texts[f"{key}_doc"] or texts["doc"], quote) if quote else None


def _basis(reader: _Reader, table: Mapping[str, Any], where: str) -> Basis:
    """The document is the entry's own where none is named."""
    quote = reader.text(table, "quote", where, needed=True)
    return Basis(reader.text(table, "doc", where) or str(reader.row.get("doc", "")), quote)


def _fact(reader: _Reader, table: Mapping[str, Any], where: str) -> Fact:
    reader.only(table, _OF_FACT, where)
    text = reader.text(table, "text", where, needed=True)
    figures = reader.texts(table, "figures", where)
    basis = _basis(reader, table, where)
    for figure in figures:
        if figure not in basis.quote:
            reader.wrong(f"{where}figures", f"「{figure}」は引用の中にありません。")
    return Fact(text, basis, figures)


def _facts(reader: _Reader, key: str) -> tuple[Fact, ...]:
    return tuple(_fact(reader, table, where) for where, table in reader.tables(key))


def _target(reader: _Reader) -> Fact | None:
    target = reader.row.get("target")
    if target is None:
        return None
    if not isinstance(target, dict):
        reader.wrong("target", '{ text = "…", quote = "…" } の形で書いてください。')
        return None
    return _fact(reader, target, "target ")


def _conditions(reader: _Reader) -> tuple[Condition, ...]:
    found = []
    for where, table in reader.tables("condition"):
        reader.only(table, _OF_CONDITION, where)
        text = reader.text(table, "text", where, needed=True)
        rule = _rule(reader, table.get("needs"), where)
        found.append(Condition(text, _basis(reader, table, where), rule, reader.text(table, "ask", where)))
    return tuple(found)


def _rule(reader: _Reader, needs: object, where: str) -> tuple[str, Any] | None:
    if needs is None:
        return None
    if not isinstance(needs, dict) or len(needs) != 1:
        reader.wrong(f"{where}needs", "{ employees_at_most = 300 } のように、条件を1つ書いてください。")
        return None
    ((name, value),) = needs.items()
    if name in NUMBER_RULES:
        if isinstance(value, bool) or not isinstance(value, int) or value < 0:
            reader.wrong(f"{where}needs", f"{name} は 0 以上の整数で書いてください。")
        return name, value
    if name not in ONE_OF_RULES:
        reader.wrong(f"{where}needs", f"「{name}」はありません。{'・'.join(RULES)} のどれかにしてください。")
        return None
    if not isinstance(value, list) or not value or not all(isinstance(one, str) for one in value):
        reader.wrong(f"{where}needs", f'{name} は ["…", "…"] のように並びで書いてください。')
        return None
    if name == "region":
        _check_regions(reader, value, f"{where}needs")
    for one in value if name in ONE_OF else ():
        reader.one_of(one, ONE_OF[name], f"{where}needs")
    return name, tuple(value)


def _links(reader: _Reader, key: str) -> tuple[Link, ...]:
    """Either a document states it (``quote``), or it is outside knowledge (``source``); never both, never neither."""
    found = []
    for where, table in reader.tables(key):
        reader.only(table, _OF_LINK, where)
        name = reader.text(table, "name", where, needed=True)
        quote, source = reader.text(table, "quote", where), reader.text(table, "source", where)
        if bool(quote) == bool(source):
            reader.wrong(
                where + "quote",
                "quote（文書の引用）か source（外部の出どころ）のどちらか一方を書いてください。",
            )
        doc_id = reader.text(table, "doc", where) or str(reader.row.get("doc", "")) if quote else ""
        found.append(Link(name, Basis(doc_id, quote, source=source)))
    return tuple(found)
