"""A PDF printed by a browser: its text has radicals for characters, and a row of its programme may be taken for its title."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

import pytest

from assistant.answering.pipeline import answer_question
from evals.invented import Invented, opened_on

if TYPE_CHECKING:
    from assistant.opened import Assistant

ROW = "第2回 10⽉17⽇（⼟）13:30〜16:30 資⾦計画と融資 みらい信⽤⾦庫 三浦"
LEAFLET = f"""みらいつながり2026
⽇程
第1回 10⽉3⽇（⼟）13:30〜16:30 ビジネスモデルの作り⽅ 中⼩企業診断⼠ ⻘⽊春樹
{ROW}
会場：みらい会館 3階 ⼤会議室
申込み：経営⽀援課（担当：⻄野）電話 0000-11-2223
"""


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    documents = [Invented("leaflet", ROW, "2026-09-01", LEAFLET)]
    with opened_on(documents, tmp_path_factory.mktemp("printed")) as shien:
        yield shien


def test_a_name_in_radicals_is_found_and_quoted_as_it_stands(printed: Assistant) -> None:
    answer = answer_question(
        "西野さんの電話番号は？",
        printed.index,
        printed.settings,
        engine="extractive",
        today=date(2026, 9, 20),
    )
    assert answer.status == "answered" and "担当：⻄野" in answer.text
    known = answer_question(
        "青木先生は何回目の担当？",
        printed.index,
        printed.settings,
        engine="extractive",
        today=date(2026, 9, 20),
    )
    assert "記載は見つかりません" not in known.text


def test_a_row_that_was_taken_for_the_title_still_answers(printed: Assistant) -> None:
    answer = answer_question(
        "第2回の日時は？", printed.index, printed.settings, engine="extractive", today=date(2026, 9, 20)
    )
    assert ROW in answer.text
