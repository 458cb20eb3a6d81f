"""Which column of a list means what, and which of its words stand for which of ours.

A mapping is a TOML file of the agency's, the data of a layout that is known, or a guess from the names of the columns.
"""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from assistant.errors import InputError, reason
from assistant.measures.rules import ONE_OF_RULES
from assistant.measures.vocabulary import INDUSTRIES, KINDS, ONE_OF, PURPOSES
from assistant.text.normalise import fold
from assistant.text.regions import region_named

FIELDS = (
    "id", "name", "aliases", "body", "kind", "purposes", "regions", "scales", "industries", "target", "conditions", "facts",
    "benefits", "apply", "contact", "url", "published_from", "open_from", "open_until", "runs", "as_of", "keywords",
)  # fmt: skip
"""What a column may be for. ``facts``: what it is; ``scales``: sizes in codes; ``published_from``: since when it is listed;
``runs``: when it, or what it pays for, is carried out."""
_ONE_COLUMN = frozenset({"id", "name", "open_from", "open_until", "published_from"})
"""Of these a guess takes the first column only."""
_OF_BOTH = {"window": ("open_from", "open_until")}  # 受付期間: 4月1日～7月31日
_FOR_NOTHING = re.compile(
    r"対象外|対象[とに]?[はも]?ならない|非対象|除外|コード$|(?:報告|返済|償還|有効|利用|納付|支払|保存)期限|(?:事業|実施|工事|契約|雇用)開始日"
)
"""Names that hold the word of a field and say its opposite, a code for it or something else: 対象外, 都道府県コード, 実績報告期限."""
_ONLY_WHOLE = frozenset({"期間"})
"""Part of names of other things: 融資期間, 据置期間."""
_EXCLUDED = re.compile(
    r"[^()、・]{0,60}(?:以外|対象外|除外|(?<![控免解排])除[くきい]|のぞ[くき]|を含ま(?:ない|ず)|で(?:は)?ない)"
)
"""What a category excepts, to the bracket it stands in: 製造業以外, （農林漁業を除く）."""
GUESSED = "見出しからの推定"
_FOLDER = Path(__file__).parent
_LAYOUTS = ("mirasapo.toml",)

Words = Mapping[str, tuple[str, ...]]
"""A word of the list, folded, and the words of ours it stands for; none where it says nothing."""
Rule = tuple[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class ColumnMapping:
    """What each column means."""

    name: str
    """Where it comes from, as a person reads it."""
    columns: Mapping[str, tuple[str, ...]]
    """Field → columns, the first that says something first."""
    kinds: Words = field(default_factory=dict)
    purposes: Words = field(default_factory=dict)
    industries: Words = field(default_factory=dict)
    scales: Mapping[str, Rule] = field(default_factory=dict)
    """A value that stands alone in its cell, and the typed condition it is."""
    labels: Mapping[str, str] = field(default_factory=dict)
    """Column → what is written before its text."""

    @property
    def fingerprint(self) -> str:
        """Another one for every mapping that could make other entries."""
        parts = (self.columns, self.kinds, self.purposes, self.industries, self.scales, self.labels)
        return hashlib.sha256(repr([sorted(part.items()) for part in parts]).encode()).hexdigest()

    def of(self, name: str) -> tuple[str, ...]:
        """The columns of a field."""
        return self.columns.get(name, ())


def read_mapping(path: Path) -> ColumnMapping:
    """The mapping of a TOML file.

    Raises:
        InputError: it cannot be read or is not in form; the message names the place.
    """
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8-sig"))  # Windows may write a mark first
    except OSError as error:
        raise InputError(
            f"{path.name}: 開けません（{reason(error)}）。", "対応表のファイルの場所を確かめてください。"
        ) from error
    except UnicodeDecodeError as error:
        raise InputError(
            f"{path.name}: 文字コードが UTF-8 ではありません。", "UTF-8 で保存し直してください。"
        ) from error
    except tomllib.TOMLDecodeError as error:
        raise InputError(
            f"{path.name}: TOML として読めません（{error}）。", "docs/measures-import.md の例を見てください。"
        ) from error
    return _mapping(data, path.name)


def mapping_for(columns: Sequence[str], no_ids: Container[str] = ()) -> ColumnMapping:
    """The mapping of a known layout, or the one guessed from the names of the columns.

    (No, 制度番号, 制度名, 実施機関, 補助率) → id (制度番号), name, body, benefits

    Args:
        columns: their names.
        no_ids: columns that are not to be guessed as the number of a measure.
    """
    for file in _LAYOUTS:
        data = _data(file)
        if set(data["layout"]["recognised_by"]) <= set(columns):
            mapping = _mapping({**data, "layout": {}}, data["layout"]["name"])
            present = {
                name: tuple(c for c in names if c in columns) for name, names in mapping.columns.items()
            }
            return replace(mapping, columns={name: found for name, found in present.items() if found})
    guessed: dict[str, tuple[str, ...]] = {}
    for column in sorted(columns, key=_rank_as_id):
        for name in _OF_BOTH.get(field := field_of(column), (field,)):
            is_taken = (name in _ONE_COLUMN and name in guessed) or (name == "id" and column in no_ids)
            if name and not is_taken:
                guessed[name] = (*guessed.get(name, ()), column)
    return ColumnMapping(GUESSED, guessed)


def check_columns(mapping: ColumnMapping, columns: Sequence[str]) -> None:
    """Make sure that a list has what its mapping names.

    Raises:
        InputError: a column is not there, or none holds the names of the measures.
    """
    there = "・".join(columns)
    for name, names in mapping.columns.items():
        for column in names:
            if column not in columns:
                raise InputError(
                    f"対応表（{mapping.name}）の {name} = 「{column}」という列は、一覧にありません。",
                    f"一覧の列: {there}",
                )
    if not mapping.of("name"):
        raise InputError(
            "どの列が制度の名前か、わかりません。",
            f'対応表の [columns] に name = "列の名前" と書き、--mapping で指定してください。一覧の列: {there}',
        )


@lru_cache(maxsize=4_096)
def field_of(column: str) -> str:
    """What a column of that name is for, empty where it is none we know: ``補助上限額（万円）`` → benefits."""
    plain = fold(column)
    known = _words_of_columns()
    if plain in known:
        return known[plain]
    if _FOR_NOTHING.search(plain):
        return ""
    # 郵便番号 and 法人番号 number something else than measures: an id is known by its whole name only.
    parts = (word for word, name in known.items() if name != "id" and len(word) > 1 and not word.isascii())
    parts = (word for word in parts if word not in _ONLY_WHOLE)
    return known[max(inside, key=len)] if (inside := [word for word in parts if word in plain]) else ""


def meaning(word: str, own: Words, table: str) -> tuple[str, ...] | None:
    """What a word of a list stands for, None where nothing is known of it.

    ``ものづくり補助金`` → (subsidy,): 補助金 is the longest known word in it; ``製造業以外`` and ``非製造業`` → None

    Args:
        word: a kind, purpose or industry as the list writes it.
        own: the mapping's words, taken before ours.
        table: ``kinds``, ``purposes`` or ``industries``.
    """
    plain, general = fold(word), _general(table)
    for words in (own, general):
        if plain in words:
            return words[plain]
    kept = _without_excluded(plain, general)
    if table == "industries" and kept != plain:  # a rule on what is left would take in what is excepted
        return None
    inside = [known for known in general if known in kept]
    return general[max(inside, key=len)] if inside else None


def _rank_as_id(column: str) -> int:
    """Of columns that may number the measures those made for it come first, a running number last."""
    return list(_words_of_columns()).index(fold(column)) if field_of(column) == "id" else -1


def _without_excluded(plain: str, general: Words) -> str:
    """A word without what it excepts: ``補助金(個人を除く)`` → ``補助金()``; ``非製造業`` → nothing."""
    kept = _EXCLUDED.sub("", plain)
    for known in general if "非" in kept else ():
        kept = kept.replace(f"非{known}", "")
    return kept


@lru_cache(maxsize=8)
def _data(file: str) -> dict[str, Any]:
    return tomllib.loads((_FOLDER / file).read_text(encoding="utf-8"))


@lru_cache(maxsize=1)
def _words_of_columns() -> dict[str, str]:
    return {fold(word): name for name, words in _data("words.toml")["columns"].items() for word in words}


@lru_cache(maxsize=4)
def _general(table: str) -> Words:
    return {
        fold(word): (value,) if isinstance(value, str) else tuple(value)
        for word, value in _data("words.toml")[table].items()
    }


def _mapping(data: Mapping[str, Any], file: str) -> ColumnMapping:
    for table in data.keys() - {"columns", "kinds", "purposes", "industries", "scales", "labels", "layout"}:
        raise InputError(
            f"{file}: [{table}] という表はありません。",
            "[columns]・[kinds]・[purposes]・[industries]・[scales]・[labels] のどれかにしてください。",
        )
    columns = {name: _texts(file, f"columns.{name}", value) for name, value in _table(data, file, "columns")}
    for name in columns.keys() - set(FIELDS):
        raise InputError(
            f"{file}: columns の「{name}」はありません。", f"{'・'.join(FIELDS)} のどれかにしてください。"
        )
    labels = {column: " ".join(_texts(file, column, value)) for column, value in _table(data, file, "labels")}
    return ColumnMapping(
        file,
        columns,
        _values(data, file, "kinds", KINDS),
        _values(data, file, "purposes", PURPOSES),
        _values(data, file, "industries", INDUSTRIES),
        {fold(word): _rule(file, word, rule) for word, rule in _table(data, file, "scales")},
        labels,
    )


def _table(data: Mapping[str, Any], file: str, name: str) -> list[tuple[str, Any]]:
    table = data.get(name, {})
    if not isinstance(table, dict):
        raise InputError(
            f"{file}: {name} は表ではありません。", f'[{name}] の下に、語 = "…" と書いてください。'
        )
    return list(table.items())


def _texts(file: str, where: str, value: object) -> tuple[str, ...]:
    texts = [value] if isinstance(value, str) else value
    if not isinstance(texts, list) or not all(isinstance(one, str) for one in texts):
        raise InputError(f"{file}: {where} が文字列ではありません。", '"…" か ["…", "…"] で書いてください。')
    return tuple(texts)


def _values(data: Mapping[str, Any], file: str, table: str, known: Mapping[str, str]) -> Words:
    found = {}
    for word, value in _table(data, file, table):
        names = tuple(filter(None, _texts(file, f"{table}.{word}", value)))
        for name in names:
            if name not in known:
                raise InputError(
                    f"{file}: {table} の「{word}」の「{name}」はありません。",
                    f"{'・'.join(known)} のどれかにしてください。",
                )
        found[fold(word)] = names
    return found


def _rule(file: str, word: str, value: object) -> Rule:
    if not isinstance(value, dict) or len(value) != 1 or next(iter(value)) not in ONE_OF_RULES:
        raise InputError(
            f"{file}: scales の「{word}」が条件の形ではありません。",
            '{ size = ["small"] } のように、条件を1つ書いてください。',
        )
    ((name, wanted),) = value.items()
    values = _texts(file, f"scales.{word}", wanted)
    known = ONE_OF.get(name, {})
    if not values or not all(map(str.strip, values)) or (known and not set(values) <= set(known)):
        raise InputError(
            f"{file}: scales の「{word}」の {name} に使えない値があります。",
            f"{'・'.join(known)} から選んでください。" if known else "空でない値を書いてください。",
        )
    for region in values if name == "region" else ():
        try:
            region_named(region)
        except InputError as error:
            raise InputError(f"{file}: scales の「{word}」: {error.message}", error.hint) from error
    return name, values
