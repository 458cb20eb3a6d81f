"""The sets of office files are whole, and a place named is told from one that is not."""

from __future__ import annotations

import json

import pytest

from assistant.documents.load import LOADERS
from assistant.types import Answer, Citation
from evals.office_documents import DATASETS, Case, describe, figures, load_cases, located, measure
from evals.plain_answers import Asked

HALVES = {"development": (20, 181), "sealed": (6, 48)}


@pytest.mark.parametrize("half", HALVES)
def test_every_question_is_of_a_file_that_lies_there(half) -> None:
    files = {path.name for path in (DATASETS / half / "documents").iterdir()}
    lines = (DATASETS / half / "questions.jsonl").read_text(encoding="utf-8").splitlines()
    assert (len(files), len(lines)) == HALVES[half] and all(name.endswith(tuple(LOADERS)) for name in files)
    assert {json.loads(line)["file"] for line in lines} == files
    cases = load_cases(half)
    assert len({case.asked.id for case in cases}) == len(cases)


def test_no_file_is_in_both_halves() -> None:
    one, other = ({path.name for path in (DATASETS / half / "documents").iterdir()} for half in HALVES)
    assert not one & other


def answered(text: str, *places: tuple[int | None, int | None]) -> Answer:
    citations = tuple(
        Citation(n, "d", "料金表", "", None, page, 0, (), "3,850円", 0, 6, "unknown", "a.xlsx", row)
        for n, (page, row) in enumerate(places, start=1)
    )
    return Answer("いくら？", "extractive", "answered", text, citations=citations)


def case(page: int | None, row: int | None) -> Case:
    return Case(Asked("a", "いくら？", "amount", True, (("3,850円",),), ()), page, row)


@pytest.mark.parametrize(
    ("asked", "answer", "named"),
    [
        (case(None, 5), answered("3,850円です。", (None, 4), (None, 5)), True),
        (case(None, 5), answered("3,850円です。", (None, 4)), False),
        (case(3, None), answered("3,850円です。", (3, None)), True),
        (case(3, None), answered("3,850円です。", (None, 3)), False),
        (case(None, None), answered("3,850円です。", (3, None)), None),
        (case(None, 5), answered("1,000円です。", (None, 5)), None),
    ],
)
def test_a_place_counts_where_the_answer_is_whole_and_one_is_known(asked, answer, named) -> None:
    assert located(asked, answer).names_place is named


def test_the_share_of_places_named_is_of_those_known() -> None:
    found = [
        located(case(None, 5), answered("3,850円です。", (None, 5))),
        located(case(None, 5), answered("3,850円です。", (None, 6))),
        located(case(None, None), answered("3,850円です。", (None, 6))),
    ]
    assert (figures(found)["place_named"].value, figures(found)["place_named"].n) == (0.5, 2)
    assert "引用がページ・スライド・行を示した: 0.500" in describe("development", found, False)


def test_files_are_indexed_and_asked(tmp_path) -> None:
    documents = tmp_path / "documents"
    documents.mkdir()
    (documents / "料金表.csv").write_text("品名,料金\n糖度計,300円\n計量器,450円\n", encoding="cp932")
    asked = Case(Asked("a", "糖度計の料金はいくらですか", "amount", True, (("300円",),), ()), None, 2)
    (found,) = measure([asked], documents, tmp_path)
    assert found.outcome.is_right and found.names_place
