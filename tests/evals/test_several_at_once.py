"""Questions for several things are whole: every fact stands in a file, parts and gaps are counted as they are."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.documents.load import load_pages
from assistant.errors import InputError
from assistant.settings import Settings
from evals.measures import contains
from evals.office_conversations import DATASETS
from evals.several_at_once import Outcome, Part, Several, describe, figures, load_questions, measure

HALVES = ("development", "sealed")
FEWEST = {"development": 55, "sealed": 30}
PRICE, DAY = Part("料金", (("300円",),)), Part("曜日", (("火曜", "火"),))
UNTOLD = Part("電話", (), ("0123-4",))


@pytest.mark.parametrize("half", HALVES)
def test_each_half_asks_for_several_things_of_which_some_are_nowhere(half: str) -> None:
    questions = load_questions(half)
    assert len(questions) >= FEWEST[half]
    assert len({one.id for one in questions}) == len({one.question for one in questions}) == len(questions)
    assert 0.2 < sum(one.has_gap for one in questions) / len(questions) < 0.5
    assert all(any(part.is_answerable for part in one.parts) for one in questions)


@pytest.mark.parametrize("half", HALVES)
def test_every_fact_stands_in_some_file(half: str, tmp_path: Path) -> None:
    settings = Settings(home=tmp_path)
    paths = (DATASETS / half / "documents").iterdir()
    text = "\n".join(page.text for path in paths for page in load_pages(path, settings)).replace("\t", "、")
    facts = [(one.id, fact) for one in load_questions(half) for part in one.parts for fact in part.nuggets]
    assert [identity for identity, fact in facts if not any(contains(text, said) for said in fact)] == []


def test_parts_and_gaps_are_counted() -> None:
    both, with_gap = (
        Several("a", "料金と曜日は？", (PRICE, DAY)),
        Several("b", "料金と電話は？", (PRICE, UNTOLD)),
    )
    found = figures(
        [
            Outcome(both, "answered", "300円です。火曜です。"),
            Outcome(both, "partial", "曜日は書かれていません。300円、毎週火曜。"),
            Outcome(both, "abstained", "300円、火曜は別のものです。"),
            Outcome(with_gap, "partial", "電話は書かれていません。300円です。"),
            Outcome(with_gap, "answered", "300円、0123-4です。"),
        ]
    )
    assert {name: (one.value, one.n) for name, one in found.items()} == {
        "part_told": (6 / 8, 8),
        "whole": (4 / 5, 5),
        "gap_named": (1 / 2, 2),
        "missing_though_told": (1 / 2, 2),
        "forbidden_shown": (1 / 2, 2),
    }


def test_what_went_wrong_is_listed_of_development_only() -> None:
    wrong = [Outcome(Several("a", "料金と曜日は？", (PRICE, DAY)), "abstained", "")]
    assert "料金と曜日は" in describe("development", wrong, verbose=True)
    assert "料金と曜日は" not in describe("sealed", wrong, verbose=True)


@pytest.mark.parametrize("line", ['{"id": "a"}', "[]", '{"id": "a", "question": "料金は？", "parts": []}'])
def test_a_line_that_is_no_such_question_is_told(line: str, tmp_path: Path) -> None:
    (tmp_path / "development.jsonl").write_text(line, encoding="utf-8")
    with pytest.raises(InputError):
        load_questions("development", tmp_path)


def test_the_files_are_asked(tmp_path: Path) -> None:
    documents = tmp_path / "documents"
    documents.mkdir()
    (documents / "貸出料.csv").write_text("機器,1日の料金\n糖度計,300円\n計量器,450円\n", encoding="utf-8")
    asked = Several("a", "糖度計の料金は？計量器の料金は？", (PRICE, Part("計量器", (("450円",),))))
    (found,) = measure([asked], documents, tmp_path)
    assert found.is_whole and not found.names_a_gap
