"""A point of a plot stands where its figure says, and a plot tells what it shows to those who do not see it."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest

from evals.html.plots import (
    WIDTH,
    Bar,
    Dot,
    histogram,
    interval_plot,
    range_plot,
    square_plot,
    step_counts,
)
from evals.html.svg import COLOURS, Axis


class Drawn(HTMLParser):
    """The elements of a picture as (name, attributes), in their order."""

    def __init__(self, picture: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.feed(picture)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))

    def of(self, tag: str) -> list[dict[str, str]]:
        return [attributes for name, attributes in self.elements if name == tag]


def test_an_axis_reaches_from_one_end_to_the_other_and_no_further() -> None:
    axis = Axis(0, 1, 100, 200)
    assert [axis.at(value) for value in (0, 0.25, 1)] == [100, 125, 200]
    assert (axis.at(-1), axis.at(2)) == (100, 200)
    assert Axis(0, 1, 200, 100).at(0.25) == 175  # upward


def test_a_value_stands_between_the_ends_of_its_interval() -> None:
    rows = [Bar("数値", 0.5, 0.25, 1.0, "0.500 n=4", beside=0.75)]
    drawn = Drawn(interval_plot("k", "種類", "一つ", rows))
    left, right = 104, WIDTH - 84
    (point,) = drawn.of("circle")
    assert float(point["cx"]) == (left + right) / 2
    (span,) = [line for line in drawn.of("line") if line["stroke"] == COLOURS[0]]
    assert (float(span["x1"]), float(span["x2"])) == (left + (right - left) / 4, right)
    (beside,) = [line for line in drawn.of("line") if line["stroke-width"] == "2"]
    assert float(beside["x1"]) == left + (right - left) * 0.75


def test_a_row_without_a_value_keeps_its_name_and_has_no_point() -> None:
    picture = interval_plot("k", "種類", "一つ", [Bar("数値", None, None, None, "– n=0")])
    assert "数値" in picture and not Drawn(picture).of("circle")


def test_zero_stands_in_the_middle_of_a_plot_of_changes() -> None:
    rows = [Bar("同じ", 0.0, 0.0, 0.0, "±0"), Bar("悪い", -0.2, -0.2, -0.1, "−0.2", 1)]
    drawn = Drawn(interval_plot("change", "変化", "二つ", rows, (-0.2, 0.2)))
    middle = (104 + WIDTH - 84) / 2
    assert float(drawn.of("circle")[0]["cx"]) == middle
    (worse,) = drawn.of("rect")
    assert float(worse["x"]) + 3.5 == 104


def test_points_and_curve_of_a_square_plot_stand_at_their_shares() -> None:
    dots = [Dot(0.5, 0.25, "いま", label="いま"), Dot(1.0, 1.0, "端", 1, low=0.5, high=1.0, label="n=3")]
    picture = square_plot("s", "題", "説明", ("横", "縦"), dots, curve=[(0, 0), (0.5, 0.25)], diagonal=True)
    drawn = Drawn(picture)
    (circle,) = drawn.of("circle")
    assert (float(circle["cx"]), float(circle["cy"])) == ((44 + 340) / 2, 242 - 218 / 4)
    assert drawn.of("polyline")[0]["points"] == f"44,242 {circle['cx']},{circle['cy']}"
    (square,) = drawn.of("rect")
    assert (float(square["x"]) + 3.5, float(square["y"]) + 3.5) == (340, 24)
    (whisker,) = [line for line in drawn.of("line") if line["stroke"] == COLOURS[1]]
    assert (float(whisker["y1"]), float(whisker["y2"])) == (133, 24)


def test_the_longest_stage_reaches_the_edge() -> None:
    drawn = Drawn(
        range_plot("t", "時間", "説明", [("検索", 50, 100, "50 / 100"), ("合計", 100, 200, "100 / 200")])
    )
    assert float(drawn.of("line")[1]["x2"]) == WIDTH - 84
    assert float(drawn.of("circle")[0]["cx"]) == 104 + (WIDTH - 84 - 104) / 4


def test_bars_are_as_high_as_what_they_count() -> None:
    assert step_counts([0, 99, 100, 250], 100) == [2, 1, 1]
    heights = [
        float(bar["height"])
        for bar in Drawn(histogram("h", "長さ", "説明", [0, 99, 100, 250], 100)).of("rect")
    ]
    assert heights == [110, 55, 55]


def test_steps_of_a_histogram_have_at_most_seven_labels() -> None:
    picture = histogram("h", "長さ", "説明", [1399], 100)
    labels = re.findall(r"<text[^>]*>(\d+)</text>", picture)
    assert {"0", "200", "1200"} <= set(labels) and "100" not in labels


@pytest.mark.parametrize(
    "picture",
    [
        interval_plot("a", "<題>", "説明", []),
        square_plot("a", "<題>", "説明", ("横", "縦"), []),
        range_plot("a", "<題>", "説明", []),
        histogram("a", "<題>", "説明", [], 100),
    ],
)
def test_a_plot_of_nothing_still_tells_what_it_is(picture: str) -> None:
    assert '<title id="a-title">&lt;題&gt;</title><desc id="a-desc">説明</desc>' in picture
    assert 'aria-labelledby="a-title" aria-describedby="a-desc"' in picture and 'role="img"' in picture
