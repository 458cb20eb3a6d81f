"""A question set: load it, find its quotes in the documents, and name it by its hash.

A set is a folder with ``development.jsonl`` and ``sealed.jsonl`` (one item a line) and
``sections.json``, which divides every document into sections and gives each section to one half.
Evidence is a verbatim quote of a document, never a passage id, so that cutting the documents up
differently does not break the set. An agency's own set is one file (``evals.own_set``).
"""

from __future__ import annotations

import hashlib
import json
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from assistant.errors import InputError
from evals.measures import without_whitespace
from evals.rows import lines_of

Expected = Literal["answer", "refuse", "clarify"]

SPLITS = ("development", "sealed")
ANSWERABLE_KINDS = (
    "fact",
    "number",
    "list",
    "definition",
    "procedure",
    "reason",
    "comparison",
    "dated",
    "multi_document",
    "calculation",
    "yes_no",
    "person",
)
UNANSWERABLE_KINDS = ("near_miss", "past_programme", "unknown_name", "out_of_scope", "ambiguous")
EITHER_KINDS = ("follow_up", "false_premise", "injection")
"""Kinds with and without an answer: the right fact, the real question beside the order, or neither."""
DEFAULT_DATASET = Path(__file__).resolve().parent / "datasets" / "shien-core"


@dataclass(frozen=True, slots=True)
class Evidence:
    """A verbatim quote an answer should cite. Quotes of one ``group`` stand for each other."""

    doc_id: str
    quote: str
    group: str


@dataclass(frozen=True, slots=True)
class Item:
    """A question and what a right answer to it holds.

    ``nuggets`` are the needed facts, each with its accepted spellings. For a question the documents
    do not answer there are none, and ``evidence`` is then the neighbour that must not be borrowed.
    ``expected`` is the right outcome; ``history`` what was said before, as (role, text), oldest first;
    ``premise`` what a question of the kind ``false_premise`` wrongly takes for granted.
    """

    id: str
    split: str
    kind: str
    question: str
    answerable: bool
    nuggets: tuple[tuple[str, ...], ...]
    forbidden: tuple[str, ...]
    evidence: tuple[Evidence, ...]
    expected: Expected
    history: tuple[tuple[str, str], ...] = ()
    premise: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A stretch of a document, from where ``begins`` stands to the next section, and its half."""

    name: str
    begins: str
    split: str


def load_items(folder: Path, split: str = "all") -> tuple[Item, ...]:
    """Read the items of one half, or of both (``all``), in file order.

    Args:
        folder: a set of two halves, or the one file of an agency's own (``.xlsx`` or ``.jsonl``).
        split: the half.

    Raises:
        InputError: a file is missing, a line is not an item, or an own set has none of that half.
    """
    if is_own_set(folder):
        from evals.own_set.read import own_items

        return _of_half(own_items(folder), split)
    wanted = SPLITS if split == "all" else (split,)
    items: list[Item] = []
    for name in wanted:
        path = folder / f"{name}.jsonl"
        try:
            lines = lines_of(path)
        except (OSError, UnicodeDecodeError) as error:
            raise InputError(
                f"質問集を読めません: {path}", "質問集のフォルダーと文字コード（UTF-8）を確かめてください。"
            ) from error
        for number, line in enumerate(lines, start=1):
            if line.strip():
                items.append(_item(line, f"{path.name} {number}行目"))
    return tuple(items)


def is_own_set(path: Path) -> bool:
    """Whether a path names an agency's own set, which is one file, rather than a folder of both halves."""
    return path.suffix.lower() in (".xlsx", ".jsonl") and not path.is_dir()


def _of_half(items: tuple[Item, ...], split: str) -> tuple[Item, ...]:
    found = tuple(item for item in items if split in (item.split, "all"))
    if not found:
        raise InputError(
            f"質問集に、{split} の質問がありません。",
            "--split を付けないか、「区分」の列を確かめてください。",
        )
    return found


def _item(line: str, where: str) -> Item:
    try:
        raw: dict[str, Any] = json.loads(line)
        evidence = tuple(
            Evidence(entry["doc_id"], entry["quote"], entry.get("group", f"#{position}"))
            for position, entry in enumerate(raw["evidence"])
        )
        return Item(
            id=raw["id"],
            split=raw["split"],
            kind=raw["kind"],
            question=raw["question"],
            answerable=bool(raw["answerable"]),
            nuggets=tuple(tuple(spellings) for spellings in raw["nuggets"]),
            forbidden=tuple(raw["forbidden"]),
            evidence=evidence,
            expected=raw.get("expected", "answer" if raw["answerable"] else "refuse"),
            history=tuple((role, text) for role, text in raw.get("history", ())),
            premise=raw.get("premise", ""),
            note=raw.get("note", ""),
        )
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise InputError(
            f"質問集の項目として読めません: {where}（{type(error).__name__}: {error}）",
            "id, split, kind, question, answerable, nuggets, forbidden, evidence を確かめてください。",
        ) from error


def load_sections(folder: Path) -> dict[str, tuple[Section, ...]]:
    """Read how the documents are divided between the halves: doc_id → its sections in order."""
    path = folder / "sections.json"
    try:
        raw: dict[str, list[dict[str, str]]] = json.loads(path.read_text(encoding="utf-8"))
        return {
            doc_id: tuple(Section(row["section"], row["begins"], row["split"]) for row in rows)
            for doc_id, rows in raw.items()
        }
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise InputError(
            f"章の区分を読めません: {path}", "質問集のフォルダーに sections.json があるか確かめてください。"
        ) from error


def source_texts(corpus: Path) -> dict[str, str]:
    """Read the unedited documents of the shipped corpus: doc_id → text without white space.

    White space is left out because the product joins lines and the set must not depend on how.
    """
    try:
        catalogue = tomllib.loads((corpus / "catalogue.toml").read_text(encoding="utf-8"))
        return {
            entry["id"]: without_whitespace((corpus / entry["file"]).read_text(encoding="utf-8"))
            for entry in catalogue["document"]
        }
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, KeyError) as error:
        raise InputError(
            f"収録文書を読めません: {corpus}", "corpus/catalogue.toml とその文書を確かめてください。"
        ) from error


def locate(section_list: Sequence[Section], text: str) -> tuple[list[tuple[int, Section]], list[str]]:
    """Find where each section begins in a white-space-free text; also name those not found."""
    found: list[tuple[int, Section]] = []
    missing: list[str] = []
    position = -1
    for section in section_list:
        begin = text.find(section.begins, position + 1)
        if begin < 0:
            missing.append(section.name)
        else:
            found.append((begin, section))
            position = begin
    return found, missing


def sections_of(quote: str, text: str, found: Iterable[tuple[int, Section]]) -> tuple[Section, ...]:
    """Tell which sections hold a quote; more than one where the document repeats itself."""
    wanted = without_whitespace(quote)
    starts = list(found)
    holding: list[Section] = []
    position = text.find(wanted)
    while wanted and position >= 0:
        section = [section for begin, section in starts if begin <= position][-1:]
        holding.extend(s for s in section if s not in holding)
        position = text.find(wanted, position + 1)
    return tuple(holding)


def dataset_sha256(folder: Path) -> str:
    """Hash of everything in the set: both halves and the division into sections; of an own set what it says."""
    if is_own_set(folder):
        from evals.own_set.read import own_sha256

        return own_sha256(folder)
    digest = hashlib.sha256()
    for name in (*(f"{split}.jsonl" for split in SPLITS), "sections.json"):
        digest.update(name.encode() + b"\0" + (folder / name).read_bytes() + b"\0")
    return digest.hexdigest()


def questions_sha256(items: Iterable[Item]) -> str:
    """Hash of what was asked: ids, questions, and what was said before. Answers stay scorable with it."""
    asked = [[item.id, item.question, *item.history] for item in items]
    return hashlib.sha256(json.dumps(asked, ensure_ascii=False).encode()).hexdigest()
