"""By what means something may be done: オンラインでも, 郵送でも, カードで."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from assistant.answering.means_asked import means_in, name_of_means
from assistant.text.normalise import normal_text
from evals.invented import TODAY, Invented, opened_on

if TYPE_CHECKING:
    from assistant.opened import Assistant

RULES = """いそべ町 専門家派遣 実施要領
第3条　専門家の派遣は、1年度につき5回を限度とする。
２　専門家の派遣は、1回2時間を標準とする。
３　ウェブ会議による派遣は、初回を除いて行うことができる。
第4条　派遣を希望する者は、申込書を町役場の窓口に持参するか、書留で送付する。
"""


@pytest.fixture(scope="module")
def agency(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    document = Invented("rules", "いそべ町 専門家派遣 実施要領", "2026-04-01", RULES)
    with opened_on([document], tmp_path_factory.mktemp("means")) as shien:
        yield shien


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("専門家派遣はズームでもできる？", "３　ウェブ会議による"),
        ("専門家派遣の申込書は郵送でも受け付けてくれる？", "第4条"),
    ],
)
def test_what_speaks_of_the_means_is_told_first(agency, question, first) -> None:
    assert agency.ask(question, engine="extractive", today=TODAY).text.startswith(first)


@pytest.mark.parametrize(
    ("question", "missing"),
    [
        ("専門家派遣は手話でも対応できますか", "手話の扱い"),
        ("専門家派遣の負担金はカードで払えますか", "カードの扱い"),
    ],
)
def test_a_means_that_nothing_speaks_of_is_missing(agency, question, missing) -> None:
    answer = agency.ask(question, engine="extractive", today=TODAY)
    assert answer.status == "abstained" and missing in answer.text


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("オンラインでも受けられますか", "オンライン"),
        ("カード払いは使えますか", "カード"),
        ("後から動画とか見れます？", "動画"),
        ("カードローンは使えますか", None),
        ("オンライン商談会の日程は", None),
        ("メールマガジンで受けられる案内", None),
    ],
)
def test_a_means_is_told_from_the_same_word_in_a_name(question, name) -> None:
    plain = normal_text(question)
    means = means_in(plain)
    assert (name_of_means(means, plain) if means else None) == name
