"""The papers of whole offices: every fact asked for stands in one of them, and the halves share nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.documents.load import load_pages
from assistant.settings import Settings
from evals.measures import contains
from evals.offices import Office, load_offices, measure
from evals.plain_answers import Asked

HALVES = ("development", "sealed")


@pytest.mark.parametrize("half", HALVES)
def test_every_fact_stands_in_some_paper_of_its_office(half: str, tmp_path: Path) -> None:
    settings = Settings(home=tmp_path)
    for office in load_offices(half):
        texts = [page.text for path in office.documents.iterdir() for page in load_pages(path, settings)]
        whole = (
            "\n".join(texts).replace("\t", "、").replace("\u3000", "、")
        )  # what stands apart on a page is apart
        lost = [
            one.id
            for one in office.asked
            for fact in one.nuggets
            if not any(contains(whole, said) for said in fact)
        ]
        assert lost == []


def test_no_question_stands_twice_and_no_office_in_both_halves() -> None:
    offices = {half: load_offices(half) for half in HALVES}
    asked = [one for half in offices.values() for office in half for one in office.asked]
    assert len({one.id for one in asked}) == len({one.question for one in asked}) == len(asked)
    names = {
        half: {path.name for office in found for path in office.documents.iterdir()}
        for half, found in offices.items()
    }
    assert not names["development"] & names["sealed"]


def test_offices_are_asked_each_of_its_own_papers_only(tmp_path: Path) -> None:
    offices = []
    for name, price in (("one", "500円"), ("two", "900円")):
        folder = tmp_path / name
        folder.mkdir()
        (folder / f"{name}.txt").write_text(
            f"会議室のご案内\n\n大会議室の使用料は1時間{price}です。\n", encoding="utf-8"
        )
        asked = Asked(
            name, "大会議室の使用料は？", "", True, ((price,),), ("900円" if price == "500円" else "500円",)
        )
        offices.append(Office(name, folder, (asked,)))
    outcomes = measure(offices, tmp_path / "home")
    assert [(one.is_right, one.shows_forbidden) for one in outcomes] == [(True, False), (True, False)]
