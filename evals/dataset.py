"""A question set: load it, check it against the documents it speaks of, and name it by its hash.

A set is a folder with ``development.jsonl`` and ``sealed.jsonl`` (one item a line) and
``sections.json``, which divides every document into sections and gives each section to one half.
Evidence is a verbatim quote of a document, never a passage id, so that cutting the documents up
differently does not break the set.
"""

from __future__ import annotations

import hashlib
import json
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.errors import InputError
from evals.measures import normalise, without_whitespace

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
)
UNANSWERABLE_KINDS = ("near_miss", "past_programme", "unknown_name", "out_of_scope")
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
    """

    id: str
    split: str
    kind: str
    question: str
    answerable: bool
    nuggets: tuple[tuple[str, ...], ...]
    forbidden: tuple[str, ...]
    evidence: tuple[Evidence, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A stretch of a document, from where ``begins`` stands to the next section, and its half."""

    name: str
    begins: str
    split: str


@dataclass(frozen=True, slots=True)
class Lint:
    """What is wrong with a set, and how far each question repeats the words of its evidence."""

    problems: tuple[str, ...]
    overlaps: dict[str, float]


def load_items(folder: Path, split: str = "all") -> tuple[Item, ...]:
    """Read the items of one half, or of both (``all``), in file order.

    Raises:
        InputError: a file is missing, or a line is not an item.
    """
    wanted = SPLITS if split == "all" else (split,)
    items: list[Item] = []
    for name in wanted:
        path = folder / f"{name}.jsonl"
        try:
            lines = path.read_text(encoding="utf-8").splitlines()
        except (OSError, UnicodeDecodeError) as error:
            raise InputError(
                f"質問集を読めません: {path}", "質問集のフォルダーと文字コード（UTF-8）を確かめてください。"
            ) from error
        for number, line in enumerate(lines, start=1):
            if line.strip():
                items.append(_item(line, f"{path.name} {number}行目"))
    return tuple(items)


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


def lint(items: Sequence[Item], sections: Mapping[str, Sequence[Section]], texts: Mapping[str, str]) -> Lint:
    """Check a whole set against the documents; every problem names its item.

    Args:
        items: both halves.
        sections: the division of each document between the halves.
        texts: doc_id → the document without white space (see ``source_texts``).
    """
    problems: list[str] = []
    located = {}
    for doc_id, section_list in sections.items():
        located[doc_id], missing = locate(section_list, texts.get(doc_id, ""))
        problems += [f"sections.json: {doc_id} に章「{name}」の始まりが見つかりません" for name in missing]
    seen: set[str] = set()
    for item in items:
        if item.id in seen:
            problems.append(f"{item.id}: 同じ id が二度あります")
        seen.add(item.id)
        problems += [f"{item.id}: {problem}" for problem in _shape_problems(item)]
        problems += [f"{item.id}: {problem}" for problem in _evidence_problems(item, texts, located)]
    overlaps = {item.id: question_overlap(item) for item in items if item.answerable}
    return Lint(tuple(problems), overlaps)


def _shape_problems(item: Item) -> list[str]:
    problems = []
    if item.split not in SPLITS:
        problems.append(f"split が {' / '.join(SPLITS)} のどちらでもありません: {item.split}")
    if item.kind not in (ANSWERABLE_KINDS if item.answerable else UNANSWERABLE_KINDS):
        problems.append(f"kind と answerable が合いません: {item.kind}, {item.answerable}")
    if not item.question.strip():
        problems.append("question が空です")
    if item.answerable and not item.nuggets:
        problems.append("答えられる質問に nuggets がありません")
    if item.answerable and not item.evidence:
        problems.append("答えられる質問に evidence がありません")
    if not item.answerable and item.nuggets:
        problems.append("答えのない質問に nuggets があります")
    if any(not nugget or any(not spelling.strip() for spelling in nugget) for nugget in item.nuggets):
        problems.append("空の nugget があります")
    if any(not without_whitespace(word) for word in item.forbidden):
        problems.append("空の forbidden があります")
    return problems


def _evidence_problems(
    item: Item, texts: Mapping[str, str], located: Mapping[str, Sequence[tuple[int, Section]]]
) -> list[str]:
    problems = []
    for evidence in item.evidence:
        if evidence.doc_id not in texts:
            problems.append(f"doc_id が収録文書にありません: {evidence.doc_id}")
            continue
        text = texts[evidence.doc_id]
        wanted = without_whitespace(evidence.quote)
        if not wanted or wanted not in text:
            problems.append(f"引用が {evidence.doc_id} に見つかりません: {evidence.quote}")
            continue
        for section in sections_of(evidence.quote, text, located.get(evidence.doc_id, ())):
            if section.split != item.split:
                problems.append(
                    f"引用が {section.split} の章「{section.name}」にあります（項目は {item.split}）: "
                    f"{evidence.quote}"
                )
    return problems


def question_overlap(item: Item) -> float:
    """Share of the question's character pairs that its evidence holds (0 to 1), width aside.

    Near 1 the question only repeats the passage, and word matching alone would find it.
    """
    question = normalise(item.question)
    pairs = {question[i : i + 2] for i in range(len(question) - 1)}
    evidence = normalise("".join(e.quote for e in item.evidence))
    return sum(pair in evidence for pair in pairs) / len(pairs) if pairs else 0.0


def dataset_sha256(folder: Path) -> str:
    """Hash of everything in the set: both halves and the division into sections."""
    digest = hashlib.sha256()
    for name in (*(f"{split}.jsonl" for split in SPLITS), "sections.json"):
        digest.update(name.encode() + b"\0" + (folder / name).read_bytes() + b"\0")
    return digest.hexdigest()


def questions_sha256(items: Iterable[Item]) -> str:
    """Hash of what was asked: ids and questions. Answers stay scorable while it is the same."""
    asked = [[item.id, item.question] for item in items]
    return hashlib.sha256(json.dumps(asked, ensure_ascii=False).encode()).hexdigest()
