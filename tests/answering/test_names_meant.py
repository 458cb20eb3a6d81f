"""Names of an agency's own papers: with a slip of the keyboard, or said in part, they are still theirs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from assistant.answering.named_rows import longest_shared
from assistant.answering.subjects import Subject, without_parts
from evals.invented import TODAY, Invented, opened_on

if TYPE_CHECKING:
    from assistant.opened import Assistant

GUARANTEES = """しおかぜ県信用保証協会 保証制度一覧
区分\t制度名\t保証限度額\t備考
承継\t事業承継特別保証\t2億8,000万円\t借換可
創業\tスタートアップ応援促進保証\t3,500万円\t専門家の確認を受けること
小口\t小口零細企業保証\t2,000万円\t既存の残高との合計
小口\t特別小口保証\t1,800万円\t併用不可
"""


@pytest.fixture(scope="module")
def agency(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    document = Invented("guarantees", "しおかぜ県信用保証協会 保証制度一覧", "2026-10-01", GUARANTEES)
    with opened_on([document], tmp_path_factory.mktemp("names")) as shien:
        yield shien


@pytest.mark.parametrize(
    ("question", "told", "notice"),
    [
        (
            "スタートアプ応援促進保証の限度額は？",
            "3,500万円",
            "「スタートアップ応援促進保証」として探しました",
        ),
        ("承継特別保証の限度額は？", "2億8,000万円", ""),
        ("小口零細っていくらまで保証してくれるの", "2,000万円", ""),
        ("特別小口の限度額は", "1,800万円", ""),
    ],
)
def test_a_name_said_in_part_or_with_a_slip_is_the_row_so_called(agency, question, told, notice) -> None:
    answer = agency.ask(question, engine="extractive", today=TODAY)
    assert answer.status == "answered", answer.text
    assert told in answer.text.splitlines()[0]
    assert any(notice in one.text for one in answer.notices) or not notice


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("特別小口保証の限度額", ["特別小口保証"]),
        ("小口保証と特別小口保証の限度額", ["小口保証", "特別小口保証"]),
    ],
)
def test_a_name_within_a_longer_one_counts_only_where_it_is_said_besides(text, names) -> None:
    told = [Subject("小口保証", ("小口保証",), False), Subject("特別小口保証", ("特別小口保証",), False)]
    assert [one.label for one in without_parts(told, text)] == names


@pytest.mark.parametrize("question", ["スタートライン保証の限度額は？", "事業改善特別保証金の限度額は？"])
def test_another_name_is_not_taken_for_one_like_it(agency, question) -> None:
    assert agency.ask(question, engine="extractive", today=TODAY).status == "abstained"


@pytest.mark.parametrize(
    ("one", "other", "letters"),
    [
        ("事業承継特別保証", "承継特別保証の料率", 6),
        ("会議室", "大会議室", 3),
        ("", "何", 0),
        ("甲", "乙", 0),
    ],
)
def test_the_longest_stretch_two_texts_share_is_counted(one, other, letters) -> None:
    assert longest_shared(one, other) == letters
