"""A small set and a run of it in which every cause of failure occurs once, with markup in all that is data."""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from pathlib import Path

from eval_samples import PAGE_TEXT, FakeAssistant, make_answer, make_citation, make_item

from assistant.settings import Settings
from assistant.types import Answer, Hit, Passage
from evals.dataset import Item
from evals.records import read_records
from evals.run import answer_items, start_run

SCRIPT = "<script>alert('x')</script>"
SECRET = "封印した質問の中身"
NOT_THERE = "別の頁にだけある長い一文がここにあります。"

WHOLE = make_answer(("中小企業は2/3です。", [make_citation()]))
LACKING = make_answer(("Go-Tech事業は改善します。", [make_citation("Go-Tech事業は改善します。")]))
REFUSED = make_answer(status="abstained")
UNCITED = make_answer(("中小企業は2/3です。", [make_citation("Go-Tech事業は改善します。")]))
ASKED_BACK = make_answer(status="needs_clarification")

CASES: dict[str, tuple[Item, Answer | None]] = {
    "": (make_item("whole"), WHOLE),
    "failed": (make_item("failed"), None),
    "not_retrieved": (make_item("far", quote=NOT_THERE), LACKING),
    "refused_wrongly": (make_item("refused"), REFUSED),
    "not_chosen": (make_item("lacking", nuggets=[[f"9割{SCRIPT}"]]), LACKING),
    "wrong_citation": (make_item("uncited"), UNCITED),
    "answered_wrongly": (make_item("borrowed", answerable=False), WHOLE),
    "clarification": (make_item("back"), ASKED_BACK),
    "forbidden": (make_item("forbidden", forbidden=["中小企業は"]), WHOLE),
}
"""Cause → an item that fails for it, and the answer it got; None where none came."""


def items() -> list[Item]:
    """The items above, each question with markup in it, and a sealed one that fails."""
    shown = [
        replace(item, question=f"{item.id}の率は？{SCRIPT}", note=f"覚え書き{SCRIPT}")
        for item, _ in CASES.values()
    ]
    return [*shown, replace(make_item("hidden", split="sealed"), question=SECRET, note=SECRET)]


class MarkedUp(FakeAssistant):
    """Answers the items above; what it finds holds markup."""

    def search(self, query: str, k: int = 10) -> list[Hit]:
        text = f"{PAGE_TEXT}{SCRIPT}"
        return [Hit(Passage("p1", "minutes", 0, 0, len(text), text, (f"見出し{SCRIPT}",)), 1.0)]


def product(changed: dict[str, Answer] | None = None) -> MarkedUp:
    """A stand-in that answers as the cases say, some of them otherwise."""
    answers = {item.id: answer for item, answer in CASES.values()} | {"hidden": LACKING} | (changed or {})

    def reply(question: str) -> Answer:
        answer = answers["hidden" if question == SECRET else question.split("の")[0]]
        if answer is None:
            raise ValueError(f"壊れた{SCRIPT}")
        said = replace(answer, confidence=0.75, timings_ms={"retrieve": 20.0, "total": 40.0})
        cited = tuple(replace(one, title=f"議事録{SCRIPT}") for one in said.citations)
        return replace(said, text=f"{said.text}{SCRIPT}" if said.text else "", citations=cited)

    return MarkedUp(reply)


def write_dataset(folder: Path, of: list[Item]) -> Path:
    """The set as the files of a question set."""
    folder.mkdir(parents=True, exist_ok=True)
    for split in ("development", "sealed"):
        lines = [json.dumps(asdict(item), ensure_ascii=False) for item in of if item.split == split]
        (folder / f"{split}.jsonl").write_text("\n".join(lines), encoding="utf-8")
    (folder / "sections.json").write_text("{}", encoding="utf-8")
    return folder


def make_run(home: Path, dataset: Path, assistant: FakeAssistant | None = None) -> Path:
    """A finished run over the set."""
    settings, fake = Settings(home=home), assistant or product()
    folder = start_run(settings, fake, dataset, "all", "extractive")
    answer_items(fake, items(), folder, settings, "extractive")
    assert len(read_records(folder)) == len(items())
    return folder
