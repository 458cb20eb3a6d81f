"""What stands below a table and changes a price is shown with it; what is of another row is not."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

import pytest

import assistant
from assistant.answering.notes import row_name
from assistant.settings import Settings

if TYPE_CHECKING:
    from assistant.opened import Assistant

ROOMS = """すみれ会館 貸室の料金表
室名,午前,午後
小会議室,1100円,1500円
大会議室,2200円,3000円
調理室（※1）,1800円,2400円
※土曜・日曜・祝日は2割増とします。
※1 ガス代は別途いただきます。
※大会議室は机を動かせません。
※駐車場は50台です。
"""
TESTS = """つぐみ県 依頼試験手数料（令和8年度）

1 依頼試験

| 項目 | 県内 | 納期 |
|---|---|---|
| 引張試験 | 2,860円 | 5日 |
| 硬さ試験 | 1,430円 | 3日 |
| 大腸菌群の検査 | 4,290円 | 7日 |

注１　硬さ試験は1試料につき3点までの額です。
注２　県外の方は1.5倍の額です。
注３　大腸菌群の検査は県外の方からは受け付けません。

2 機器の利用

| 機器 | 1時間 |
|---|---|
| 三次元測定機 | 3,410円 |

職員が操作を補助する場合は、1時間につき2,750円を加算します。
"""


@pytest.fixture(scope="module")
def agency(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    folder = tmp_path_factory.mktemp("agency")
    (folder / "rooms.csv").write_text(ROOMS, encoding="utf-8")
    (folder / "tests.md").write_text(TESTS, encoding="utf-8")
    settings = Settings(home=tmp_path_factory.mktemp("home"), model=None)
    assistant.ingest([folder], settings)
    with assistant.open_assistant(settings) as shien:
        yield shien


@pytest.mark.parametrize(
    ("question", "shown", "not_shown"),
    [
        ("すみれ会館の小会議室の午前はいくら？", ["1100円", "2割増"], ["ガス代", "机を", "駐車場", "2200円"]),
        ("すみれ会館の調理室の午前はいくら？", ["1800円", "2割増", "ガス代"], ["机を", "駐車場", "1100円"]),
        ("すみれ会館の大会議室の午後はいくら？", ["3000円", "2割増", "机を"], ["ガス代", "1500円"]),
        ("つぐみ県の硬さ試験の手数料は？", ["1,430円", "3点まで", "1.5倍"], ["受け付けません", "2,860円"]),
        (
            "つぐみ県の大腸菌群の検査はいくら？",
            ["4,290円", "受け付けません", "1.5倍"],
            ["3点まで", "1,430円"],
        ),
    ],
)
def test_a_price_comes_with_the_notes_that_change_it_and_no_others(
    agency: Assistant, question: str, shown: list[str], not_shown: list[str]
) -> None:
    answer = agency.ask(question, today=date(2026, 6, 1))
    told = "\n".join(one.text for one in answer.statements if one.role == "answer")
    assert [words for words in shown if words not in told] == []
    assert [words for words in not_shown if words in told] == []
    assert all(one.support == "verified" for one in answer.statements)


def test_no_price_no_notes_on_prices(agency: Assistant) -> None:
    answer = agency.ask("つぐみ県の引張試験は何日かかる？", today=date(2026, 6, 1))
    told = "\n".join(one.text for one in answer.statements if one.role == "answer")
    assert "5日" in told and "1.5倍" not in told


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("調理室（※1）\t1,800円", "調理室"),
        ("| 一般枠 | 1/2 |", "一般枠"),
        ("※2 大ホール\t5,000円", "大ホール"),
        ("\t\t", ""),
    ],
)
def test_a_row_is_called_by_its_first_cell(line: str, name: str) -> None:
    assert row_name(line) == name
