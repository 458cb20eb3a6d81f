"""The set of inquiries: sound, and read and judged as it says."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from assistant.errors import InputError
from assistant.measures.profile import Facet, Profile
from assistant.measures.shipped import read_files
from assistant.measures.vocabulary import (
    FACETS,
    FINANCES,
    INDUSTRIES,
    NUMBERS,
    ORGANISATIONS,
    PARTNERS,
    PURPOSES,
    SIZES,
    STAGES,
)
from assistant.settings import PROJECT_ROOT
from assistant.text.normalise import fold
from evals.inquiries import SPLITS, TRAITS, Inquiry, lint_inquiries, read_inquiries
from evals.inquiry_reading import describe_reading, measure_reading

TODAY = date(2026, 11, 21)
RESEARCH, EQUIPMENT = ("purpose", "research", True), ("purpose", "equipment", True)
NO_UNIVERSITY = ("partner", "university", False)
NO_ISO = ("certificate", "iso9001", False)


@pytest.fixture(scope="module")
def every() -> list[Inquiry]:
    return [inquiry for split in SPLITS for inquiry in read_inquiries(split)]


def _inquiry(text: str, *facets: tuple[str, str | int, bool], **others: object) -> Inquiry:
    plain = Inquiry(text, "dev", text, text, TODAY, frozenset(facets), frozenset(), ("memo",), {}, ())
    return replace(plain, **others)  # type: ignore[arg-type]


def _reader(answers: dict[str, list[Facet]]):
    def read(text: str, today: date) -> Profile:
        assert today == TODAY
        return tuple(answers[text])

    return read


def test_the_set_is_sound_and_large_enough(every: list[Inquiry]) -> None:
    assert lint_inquiries(every) == ()
    counts = {split: sum(inquiry.split == split for inquiry in every) for split in SPLITS}
    assert counts["dev"] >= 70 and counts["sealed"] >= 50
    assert {trait for inquiry in every for trait in inquiry.traits} == set(TRAITS)


def test_every_value_of_every_list_is_told_by_some_inquiry(every: list[Inquiry]) -> None:
    told = {(name, value) for inquiry in every for name, value, holds in inquiry.facets if holds}
    lists = {
        "industry": INDUSTRIES, "purpose": PURPOSES, "finance": FINANCES, "partner": PARTNERS,
        "stage": STAGES, "organisation": ORGANISATIONS, "size": SIZES,
    }  # fmt: skip
    came_after_the_set = {("organisation", "special_corporation")}
    assert {(name, value) for name, values in lists.items() for value in values} - came_after_the_set <= told
    assert {*NUMBERS, "region", "certificate"} <= {name for name, _ in told}
    for split in SPLITS:
        half = [inquiry for inquiry in every if inquiry.split == split]
        told = {name for inquiry in half for name, _, _ in (*inquiry.facets, *inquiry.undecided)}
        assert told == set(FACETS)
        assert sum(not holds for inquiry in half for _, _, holds in inquiry.facets) >= 10


def test_no_inquiry_of_one_half_is_a_near_copy_of_one_of_the_other(every: list[Inquiry]) -> None:
    def pairs(inquiry: Inquiry) -> set[str]:
        text = fold(inquiry.text)
        return {text[i : i + 2] for i in range(len(text) - 1)}

    halves = [[pairs(inquiry) for inquiry in every if inquiry.split == split] for split in SPLITS]
    # Share of the shorter text's character pairs; the most was 0.27 when the set was written.
    assert max(len(a & b) / min(len(a), len(b)) for a in halves[0] for b in halves[1]) < 0.35


def test_every_graded_measure_is_in_the_register(every: list[Inquiry]) -> None:
    entries, _ = read_files(PROJECT_ROOT / "corpus" / "measures")
    if len(entries) < 100:
        pytest.skip("the register is not whole: fewer than 100 entries")
    assert lint_inquiries(every, {entry.id for entry in entries}) == ()
    assert sum(1 in inquiry.grades.values() or 2 in inquiry.grades.values() for inquiry in every) >= 100
    assert sum(-1 in inquiry.grades.values() for inquiry in every) >= 20


@pytest.mark.parametrize(
    ("wrong", "problem"),
    [
        (_inquiry("a", ("partners", "bank", True)), "項目がありません: partners"),
        (_inquiry("a", ("partner", "banks", True)), "partner の値ではありません: banks"),
        (_inquiry("a", ("region", "大阪", True)), "region の値ではありません: 大阪"),
        (_inquiry("a", ("employees", "30", True)), "employees の値ではありません: 30"),
        (_inquiry("a", undecided=frozenset({("stage", "old", True)})), "stage の値ではありません: old"),
        (_inquiry("a", ("years", 3, True), ("years", 4, True)), "years は一つだけです"),
        (_inquiry("a", RESEARCH, undecided=frozenset({RESEARCH})), "両方にあります: purpose research"),
        (_inquiry("a", ("purpose", "ip", True), ("purpose", "ip", False)), "あるともないとも"),
        (_inquiry("a", useful_questions=("place",)), "useful_questions にない項目: place"),
        (
            _inquiry("a", ("years", 3, True), useful_questions=("years",)),
            "もう分かっていることを尋ねています: years",
        ),
        (_inquiry("a", useful_questions=("industry", "region", "size", "years")), "3 つを超えています"),
        (_inquiry("a", grades={"known": 3}), "grade は 2・1・-1 のどれかです: known 3"),
        (_inquiry("a", grades={"nowhere": 1}), "登録簿にない施策: nowhere"),
        (_inquiry("a", traits=("loud",)), "traits にない語: loud"),
        (replace(_inquiry("a"), text=" "), "text が空です"),
    ],
)
def test_lint_names_each_fault_by_its_inquiry(wrong: Inquiry, problem: str) -> None:
    (found,) = lint_inquiries([wrong], {"known"})
    assert found.startswith("a: ") and problem in found


def test_lint_finds_an_id_used_twice_and_a_family_in_both_halves() -> None:
    twice, other = _inquiry("a"), _inquiry("b", family="a", split="sealed")
    problems = lint_inquiries([twice, twice, other])
    assert problems == ("a: 同じ id が二度あります", "b: family「a」が両方の半分にあります")


@pytest.mark.parametrize("line", ["{", "[]", '{"id": "a"}'])
def test_a_line_that_is_no_inquiry_is_named_by_its_number(tmp_path: Path, line: str) -> None:
    row = {
        "id": "a", "family": "a", "text": "研究", "today": "2026-11-21", "traits": [], "measures": [],
        "facets": [{"name": "certificate", "value": "ＩＳＯ 9001", "holds": False}], "undecided": [],
        "useful_questions": [], "note": "",
    }  # fmt: skip
    (tmp_path / "dev.jsonl").write_text(json.dumps(row), encoding="utf-8")
    assert read_inquiries("dev", tmp_path)[0].facets == {NO_ISO}
    (tmp_path / "dev.jsonl").write_text(f"{json.dumps(row)}\n{line}", encoding="utf-8")
    with pytest.raises(InputError, match="2 行目"):
        read_inquiries("dev", tmp_path)
    with pytest.raises(InputError, match="sealed"):
        read_inquiries("sealed", tmp_path)


def test_precision_recall_and_f1_count_name_value_and_whether_it_holds() -> None:
    rows = [
        _inquiry("one", RESEARCH, NO_UNIVERSITY, ("employees", 30, True)),
        _inquiry("two", EQUIPMENT, undecided=frozenset({("finance", "loss", True)})),
    ]
    answers = {
        "one": [Facet("purpose", "research", said="研究"), Facet("partner", "university"), Facet("employees", 31)],
        "two": [Facet("purpose", "equipment"), Facet("finance", "loss")],
    }  # fmt: skip
    report = measure_reading(rows, "dev", _reader(answers))
    assert (report.all.precision.value, report.all.precision.n) == (0.5, 4)
    assert (report.all.recall.value, report.all.recall.n) == (0.5, 4)
    assert (report.all.f1.value, report.all.f1.n) == (0.5, 4)
    assert report.by_name["purpose"].f1.value == 1.0 and report.by_name["employees"].f1.value == 0.0
    assert report.by_name["finance"].f1.value is None, "what is undecided counts neither way"
    assert (report.whole.value, report.whole.n) == (0.5, 2)
    assert report.by_trait["memo"] == report.all and report.by_trait["mail"].f1.n == 0


def test_a_denial_missed_is_told_from_a_denial_taken_for_its_opposite() -> None:
    rows = [_inquiry(text, NO_UNIVERSITY) for text in ("right", "missed", "opposite")]
    answers = {
        "right": [Facet("partner", "university", holds=False)],
        "missed": [],
        "opposite": [Facet("partner", "university")],
    }
    report = measure_reading(rows, "dev", _reader(answers))
    assert (report.denied.value, report.denied.n) == (pytest.approx(1 / 3), 3)
    assert (report.denied_as_held.value, report.denied_as_held.n) == (pytest.approx(1 / 3), 3)


def test_small_talk_from_which_something_is_read_counts_against_the_reader() -> None:
    rows = [_inquiry("quiet"), _inquiry("loud")]
    report = measure_reading(rows, "dev", _reader({"quiet": [], "loud": [Facet("purpose", "ip")]}))
    assert (report.untouched.value, report.untouched.n) == (0.5, 2)
    assert report.all.precision.value == 0.0 and report.all.recall.value is None


def test_mistakes_are_listed_for_the_development_half_alone() -> None:
    rows = [_inquiry("研究費", RESEARCH), _inquiry("設備", EQUIPMENT)]
    answers = {"研究費": [Facet("purpose", "ip", holds=False)], "設備": [Facet("purpose", "equipment")]}
    for split in SPLITS:
        report = measure_reading(rows, split, _reader(answers))
        shown = describe_reading(report)
        assert len(report.mistakes) == (1 if split == "dev" else 0)
        assert ("研究費" in shown) == (split == "dev") and "設備" not in shown
        assert report.all.f1.value == 0.5
    (mistake,) = measure_reading(rows, "dev", _reader(answers)).mistakes
    assert (mistake.missing, mistake.extra) == ((RESEARCH,), (("purpose", "ip", False),))


def test_the_command_prints_one_json_value_and_nothing_of_the_sealed_inquiries() -> None:
    pytest.importorskip("assistant.measures.situation", reason="the reader is not in this checkout")
    from typer.testing import CliRunner

    from evals import cli

    result = CliRunner().invoke(cli.app, ["inquiries", "--split", "all", "--json"])
    assert result.exit_code == 0, result.output
    dev, sealed = json.loads(result.stdout)
    assert (dev["split"], sealed["split"], sealed["mistakes"]) == ("dev", "sealed", [])
    shown = CliRunner().invoke(cli.app, ["inquiries", "--split", "all"]).stdout
    assert not any(inquiry.text in shown for inquiry in read_inquiries("sealed"))
