"""What passes a filter: by document, date, standing on a day, kind and region."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.errors import InputError
from assistant.filters import (
    Filters,
    check_documents,
    describe,
    document_passes,
    filters_from,
    passage_passes,
    published_within,
    regions_of,
    within,
)
from assistant.text.times import first_day, last_day
from assistant.types import DocumentMeta, Passage

TODAY = date(2026, 6, 1)


def document(published: str | None = "2026-01-19", **changed: Any) -> DocumentMeta:
    values = {
        "title": "支援の指針",
        "publisher": "",
        "kind": "report",
        "standing": "current",
        "source": "a.txt",
    }
    return DocumentMeta(doc_id="a", published=published, **{**values, **changed})


def passage(text: str, section: tuple[str, ...] = ()) -> Passage:
    return Passage("a:0", "a", 0, 0, len(text), text, section)


def test_without_conditions_everything_passes() -> None:
    assert Filters().is_empty and not Filters(since="2020").is_empty
    assert document_passes(document(None, standing="unknown"), Filters(), TODAY)
    assert passage_passes(passage("大阪府の制度です。"), document(), Filters(), TODAY)


def test_documents_are_told_apart_by_id_and_kind() -> None:
    assert document_passes(document(), Filters(doc_ids=("b", "a"), kinds=("minutes", "report")), TODAY)
    assert not document_passes(document(), Filters(doc_ids=("b",)), TODAY)
    assert not document_passes(document(), Filters(kinds=("minutes",)), TODAY)


@pytest.mark.parametrize(
    ("published", "since", "until", "passes"),
    [
        ("2023-05", "2023", None, True),
        ("2023-05", "2023-05-20", None, True),
        ("2023-05", "2023-06", None, False),
        ("2023-05", None, "2023", True),
        ("2023-05", None, "2023-05-01", True),
        ("2023-05", None, "2023-04", False),
        ("2023", "2023-12-31", "2024", True),
        ("2026-01-19", "2026-01-19", "2026-01-19", True),
        ("2026-01-19", "2026-01-20", None, False),
        (None, "2000", None, False),
    ],
)
def test_dates_are_compared_as_far_as_they_are_known(
    published: str | None, since: str | None, until: str | None, passes: bool
) -> None:
    assert document_passes(document(published), Filters(since=since, until=until), TODAY) == passes


def test_standing_is_that_of_the_day_not_that_of_the_catalogue() -> None:
    old, new = document("2020-09-29"), document("2026-01-19")
    assert document_passes(new, Filters(standing=("current",)), TODAY)
    assert not document_passes(old, Filters(standing=("current",)), TODAY)
    assert document_passes(old, Filters(standing=("unknown",)), TODAY)
    assert document_passes(old, Filters(standing=("current",)), date(2021, 1, 1))
    assert document_passes(document(standing="past"), Filters(standing=("past",)), TODAY)


def test_plans_are_passages_of_current_documents_that_speak_of_plans() -> None:
    plans = Filters(standing=("planned",))
    assert document_passes(document(), plans, TODAY)
    assert passage_passes(passage("支援策を検討してまいります。"), document(), plans, TODAY)
    assert not passage_passes(passage("補助率は2分の1です。"), document(), plans, TODAY)
    assert not document_passes(document(standing="past"), plans, TODAY)


REGION = [
    ("大阪府の制度です。", (), ("大阪",), True),
    ("制度です。", ("大阪府の支援",), ("大阪府",), True),
    ("制度です。", (), ("大阪府",), True),
    ("東京都の制度です。", (), ("大阪府",), False),
    ("東京都と大阪府の制度です。", (), ("大阪府",), True),
    ("関西の制度です。", (), ("大阪府",), True),
    ("横浜市の制度です。", (), ("関東",), True),
    ("東京都など全国の制度です。", (), ("大阪府",), True),
    ("東京都の制度です。", (), ("大阪府", "関東"), True),
]


@pytest.mark.parametrize(("text", "section", "regions", "passes"), REGION)
def test_a_region_keeps_what_is_for_it_and_what_names_none(
    text: str, section: tuple[str, ...], regions: tuple[str, ...], passes: bool
) -> None:
    assert passage_passes(passage(text, section), document(), Filters(regions=regions), TODAY) == passes


def test_a_passage_speaks_for_its_documents_region_too() -> None:
    kanto = document(regions=("関東経済産業局",), title="長野県の指針")
    assert [region.name for region in regions_of(passage("静岡県の制度"), kanto)] == [
        "関東経済産業局",
        "長野県",
        "静岡県",
    ]
    assert not passage_passes(passage("制度です。"), kanto, Filters(regions=("大阪府",)), TODAY)
    assert passage_passes(passage("制度です。"), kanto, Filters(regions=("新潟県",)), TODAY)


@pytest.mark.parametrize(
    ("wrong", "allowed"),
    [
        ({"kinds": ["book"]}, "minutes（議事録）"),
        ({"standing": ["old"]}, "current（現行）"),
        ({"since": "2023-13"}, "2023-05"),
        ({"since": "2023-02-30"}, "2023-05"),
        ({"until": "昨年"}, "2023-05"),
        ({"until": "2023?05"}, "2023-05"),
        ({"since": "20233"}, "2023-05"),
        ({"regions": ["大坂"]}, "東京都"),
        ({"since": "2023", "until": "2022-12"}, "期間"),
    ],
)
def test_a_value_no_document_can_have_is_refused_naming_what_is_allowed(
    wrong: dict[str, Any], allowed: str
) -> None:
    with pytest.raises(InputError) as caught:
        filters_from(**wrong)
    assert allowed in caught.value.hint


def test_a_document_that_is_not_there_is_refused_naming_those_that_are() -> None:
    check_documents(Filters(doc_ids=("a",)), {"a": document()})
    with pytest.raises(InputError) as caught:
        check_documents(Filters(doc_ids=("b",)), {"a": document()})
    assert "b" in caught.value.message and "a" in caught.value.hint


def test_conditions_read_as_an_advisor_would_say_them() -> None:
    filters = Filters(("a",), "2020", "2023-05", ("current", "planned"), ("minutes",), ("関東",))
    assert describe(filters) == "a、議事録、現行・予定・検討中、2020年から2023年5月まで、関東"
    assert describe(Filters()) == ""


def test_a_stretch_within_a_stretch_is_what_both_have() -> None:
    filters = Filters(since="2015-04", until="2020", kinds=("report",))
    assert within(filters, "2016", "2018") == Filters(since="2016", until="2018", kinds=("report",))
    assert within(filters, "2015", "2030") == filters
    assert within(filters, "2021", "2022") is None
    assert within(Filters(), "2010", "2011") == Filters(since="2010", until="2011")


iso_dates = st.one_of(
    st.integers(1950, 2050).map(str),
    st.dates(date(1950, 1, 1), date(2050, 12, 31)).map(lambda day: day.isoformat()[:7]),
    st.dates(date(1950, 1, 1), date(2050, 12, 31)).map(date.isoformat),
)


@settings(derandomize=True, max_examples=300, deadline=None)
@given(iso_dates, iso_dates, iso_dates, st.dates(date(1950, 1, 1), date(2050, 12, 31)))
def test_a_document_passes_a_stretch_exactly_if_they_share_a_day(
    published: str, since: str, until: str, day: date
) -> None:
    passes = published_within(document(published), since, until)
    shared = max(first_day(published), first_day(since)) <= min(last_day(published), last_day(until))
    if first_day(since) <= last_day(until):
        assert passes == shared
    if first_day(published) <= day <= last_day(published) and first_day(since) <= day <= last_day(until):
        assert passes


@settings(derandomize=True, max_examples=200, deadline=None)
@given(iso_dates, iso_dates, iso_dates, iso_dates, iso_dates)
def test_within_passes_exactly_what_passes_both_stretches(
    published: str, since: str, until: str, begin: str, end: str
) -> None:
    if first_day(since) > last_day(until) or first_day(begin) > last_day(end):
        return
    both = within(Filters(since=since, until=until), begin, end)
    day = document(first_day(published).isoformat())
    expected = published_within(day, since, until) and published_within(day, begin, end)
    assert (both is not None and document_passes(day, both, TODAY)) == expected


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("２０２０", "2020"),
        ("2023年5月", "2023-05"),
        ("令和5年", "2023"),
        ("平成元年4月1日", "1989-04-01"),
        ("2023-05", "2023-05"),
    ],
)
def test_a_date_may_be_written_as_people_write_it(written: str, iso: str) -> None:
    assert filters_from(since=written).since == iso


def test_standing_and_kind_may_be_said_in_japanese() -> None:
    said = filters_from(standing=["現行", "past"], kinds=["議事録"])
    assert (said.standing, said.kinds) == (("current", "past"), ("minutes",))


def test_lists_are_as_good_as_tuples_and_a_bare_text_is_refused() -> None:
    assert Filters(doc_ids=[]).is_empty and Filters(kinds=["minutes"]) == Filters(kinds=("minutes",))
    with pytest.raises(InputError):
        Filters(doc_ids="abc")  # type: ignore[arg-type]
