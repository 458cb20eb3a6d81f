"""What stands when, and that what is open is looked at however much beside it is past, elsewhere or not to be opened."""

from __future__ import annotations

import os
import shutil
import time
from datetime import date, timedelta

import pytest

from assistant.errors import StorageError
from assistant.measures import index
from assistant.measures.citing import founded_in
from assistant.measures.index import LEFT_OVER_AFTER, open_index_of
from assistant.measures.match import DEPTH, ELSEWHERE, _candidate, conditions_of, match
from assistant.measures.profile import Facet
from assistant.measures.register import Register
from assistant.measures.rules import judge
from assistant.measures.shipped import read_measures
from assistant.measures.table import table_of
from assistant.settings import Settings
from tests.measures.conftest import BASIS, entry, needs

TODAY = date(2026, 11, 21)
SALES = (Facet("purpose", "sales"),)


@pytest.mark.parametrize(
    ("standing", "window", "day", "expected"),
    [
        ("current", ("", "2026-12-25"), "2026-12-25", "current"),
        ("current", ("", "2026-12-25"), "2026-12-26", "past"),
        ("current", ("", "2027-03"), "2027-03-31", "current"),  # a month is open to its last day
        ("current", ("", "2026"), "2026-12-31", "current"),
        ("current", ("", "2026"), "2027-01-01", "past"),
        ("planned", ("2026-12-01", "2026-12-25"), "2026-11-30", "planned"),
        ("planned", ("2026-12-01", "2026-12-25"), "2026-12-10", "current"),
        ("planned", ("2026-12-01", "2026-12-25"), "2027-02-01", "past"),
        ("unknown", ("", "2025-03-31"), "2026-11-21", "past"),
        ("past", ("2026-04-01", "2027-03-31"), "2026-11-21", "past"),
    ],
)
def test_an_imported_measures_standing_follows_its_window(standing, window, day, expected) -> None:
    one = entry("a", "A", standing=standing, open_from=window[0], open_until=window[1], origin="l.csv 2行目")
    assert one.standing_on(date.fromisoformat(day)) == expected


def test_what_a_document_announced_for_a_day_is_not_known_to_have_come() -> None:
    announced = entry("a", "A", standing="planned", open_from="2026-12-01", open_until="2027-01-31")
    assert announced.standing_on(date(2026, 12, 2)) == "unknown"


def test_what_was_current_years_ago_may_no_longer_be_but_for_an_open_window() -> None:
    assert entry("a", "A").standing_on(date(2029, 1, 1)) == "current"
    assert entry("a", "A").standing_on(date(2030, 1, 15)) == "unknown"
    assert entry("a", "A", open_until="2031-03-31").standing_on(date(2030, 1, 15)) == "current"


def test_the_columns_tell_past_as_the_entries_do() -> None:
    shipped = read_measures(Settings().corpus / "measures")
    dated = [
        entry(f"d{n}", "D", standing=standing, open_until=end)
        for n, (standing, end) in enumerate(
            (standing, end)
            for standing in ("current", "planned", "unknown", "past")
            for end in ("", "2026", "2026-11", "2026-11-20", "2026-11-21")
        )
    ]
    entries = [*shipped, *dated]
    table = table_of(entries, len(entries))
    for day in (TODAY, TODAY + timedelta(days=30), date(2030, 1, 1)):
        past = table.past_on(day)
        assert [bool(one) for one in past] == [one.standing_on(day) == "past" for one in entries]


def _opened(tmp_path, entries):
    register = Register({one.id: one for one in entries}, "reach")
    return open_index_of(register, Settings(home=tmp_path), lambda *_: None)


def _closed(number: int):
    return entry(
        f"closed{number}", f"販路開拓の補助金 第{number}回", purposes=("sales",), open_until="2025-03-31"
    )


def _in_osaka(number: int):
    region = needs("大阪", ("region", ("大阪府",)))
    return entry(
        f"osaka{number}",
        f"販路開拓の補助金 {number}",
        purposes=("sales",),
        regions=("大阪府",),
        conditions=(region,),
    )


def test_closed_rounds_and_other_prefectures_do_not_push_out_what_is_open(tmp_path) -> None:
    here = entry(
        "here", "沖縄の販路の支援", "desk", purposes=("sales",), regions=("沖縄県",), region_basis=BASIS
    )
    many = [_closed(n) for n in range(2 * DEPTH)] + [_in_osaka(n) for n in range(2 * DEPTH)]
    measures = _opened(tmp_path, [*many, here])
    try:
        profile = (*SALES, Facet("region", "沖縄県"))
        found = match("販路開拓の補助金を使いたい", profile, measures, TODAY, shown=100)
        assert found.candidates[0].entry.id == "here"
        assert len(found.candidates) == 1 + ELSEWHERE and len(found.past) == DEPTH
        only_desks = match("販路開拓の補助金", SALES, measures, TODAY, kinds=("desk",))
        assert [one.entry.id for one in only_desks.candidates] == ["here"]
    finally:
        measures.close()


def test_what_a_killed_build_left_is_removed_and_what_another_builds_is_not(tmp_path) -> None:
    folder = tmp_path / "measures"
    old, new = folder / ".building-1-aaaa", folder / f".building-{os.getpid() + 1}-bbbb"
    for left in (old, new):
        left.mkdir(parents=True)
    long_ago = time.time() - LEFT_OVER_AFTER - 60
    os.utime(old, (long_ago, long_ago))
    _opened(tmp_path, [entry("a", "A")]).close()
    assert not old.exists() and new.is_dir()


def test_an_index_that_another_process_removes_is_made_again_and_in_the_end_told(
    tmp_path, monkeypatch
) -> None:
    held, removed = index.hold_build, []

    def removed_first(build):
        if len(removed) < times:
            removed.append(build)
            shutil.rmtree(build)
        return held(build)

    monkeypatch.setattr(index, "hold_build", removed_first)
    times = 1
    _opened(tmp_path, [entry("a", "A")]).close()
    times = 100
    with pytest.raises(StorageError):
        _opened(tmp_path, [entry("b", "B"), entry("c", "C")])


def test_without_a_purpose_nothing_is_likely_nor_by_its_window_alone() -> None:
    size = needs("従業員300人以下", ("employees_at_most", 300))
    asking = needs("計画がある", None, "計画は?")
    window = {"open_from": "2026-10-01", "window_basis": BASIS, "origin": "l.csv 2行目"}
    told = (Facet("employees", 30), Facet("when", "2027-04"), Facet("condition", "計画は?"))
    for more, fit in (
        ({"conditions": (size,)}, "likely"),
        (window, "possible"),
        ({"conditions": (asking,)}, "likely"),
    ):
        one = entry("a", "A", purposes=("sales",), **more)
        assert _candidate(one, 1.0, told, TODAY).fit == "possible"
        assert _candidate(one, 1.0, (*told, *SALES), TODAY).fit == fit


def test_a_measure_whose_document_is_not_indexed_is_neither_shown_nor_asked_about(tmp_path, shipped) -> None:
    asking = needs("計画がある", None, "計画はありますか")
    measures = _opened(
        tmp_path, [entry(f"m{n}", f"M{n}", purposes=("sales",), conditions=(asking,)) for n in range(3)]
    )
    try:
        founded = match("販路", SALES, measures, TODAY, is_founded=founded_in(shipped.index))
        assert founded.candidates == () and founded.questions == ()
        assert match("販路", SALES, measures, TODAY).candidates
    finally:
        measures.close()


def test_a_region_that_no_document_states_is_no_condition() -> None:
    assert conditions_of(entry("a", "A", regions=("石川県",))) == ()
    (region,) = conditions_of(entry("a", "A", regions=("石川県",), region_basis=BASIS))
    assert region.basis == BASIS


@pytest.mark.parametrize(
    ("organisation", "met"),
    [
        ("company", True), ("sole", True), ("startup", True), ("npo", None), ("special_corporation", None),
        ("association", None), ("university", False), ("local_government", False),
    ],
)  # fmt: skip
def test_only_what_the_act_is_on_is_a_small_or_medium_sized_enterprise(organisation, met) -> None:
    profile = (Facet("organisation", organisation), Facet("employees", 10), Facet("industry", "service"))
    assert judge(("size", ("sme",)), profile).met is met


def test_a_certificate_is_known_by_another_spelling() -> None:
    assert judge(("certificate", ("JIS Q 9100",)), (Facet("certificate", "JISQ9100"),)).met is True
