"""The conversations on office files are whole: every fact stands in a file, no half has a file of the other, each turn is counted."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.documents.load import LOADERS, load_pages
from assistant.settings import Settings
from evals.conversations import Conversation
from evals.measures import contains
from evals.office_conversations import DATASETS, load_conversations, measure
from evals.plain_answers import Asked

HALVES = ("development", "sealed")
FEWEST_TURNS = 90


def files(half: str) -> list[str]:
    return sorted(path.name for path in (DATASETS / half / "documents").iterdir())


@pytest.mark.parametrize("half", HALVES)
def test_each_half_has_files_that_are_read_and_turns_of_their_own(half: str) -> None:
    held = load_conversations(half)
    turns = [turn for one in held for turn in one.turns]
    assert len(turns) >= FEWEST_TURNS
    assert len({one.id for one in held}) == len(held)
    assert len({turn.id for turn in turns}) == len(turns)
    assert all(name.endswith(tuple(LOADERS)) for name in files(half))
    assert all(bool(turn.nuggets) == turn.is_answerable for turn in turns)


def test_no_file_is_in_both_halves() -> None:
    assert not {*files("development")} & {*files("sealed")}


@pytest.mark.parametrize("half", HALVES)
def test_every_fact_stands_in_some_file(half: str, tmp_path: Path) -> None:
    settings = Settings(home=tmp_path)
    paths = (DATASETS / half / "documents").iterdir()
    pages = [page.text for path in paths for page in load_pages(path, settings)]
    text = "\n".join(pages).replace("\t", "、")  # 2900 and 10営業日 of two cells are no 290010
    turns = [turn for one in load_conversations(half) for turn in one.turns]
    unwritten = [
        turn.id
        for turn in turns
        if not all(any(contains(text, said) for said in fact) for fact in turn.nuggets)
    ]
    assert not unwritten


def test_every_turn_counts_the_first_one_too(tmp_path: Path) -> None:
    documents = tmp_path / "documents"
    documents.mkdir()
    (documents / "貸出料.csv").write_text("機器,1日の料金\n糖度計,300円\n計量器,450円\n", encoding="utf-8")
    asked = [
        Asked(f"a-{at}", question, "amount", True, ((fact,),), ())
        for at, (question, fact) in enumerate(
            [("糖度計の料金はいくらですか", "300円"), ("計量器は？", "450円")]
        )
    ]
    found = measure([Conversation("a", tuple(asked))], documents, tmp_path)
    assert [one.is_right for one in found] == [True, True]
