"""``shien measures``: lists, shows and matches; other programs read its JSON."""

from __future__ import annotations

import json
import re
import sys
from dataclasses import dataclass

import pytest

from assistant import cli

INQUIRY = "従業員30人の精密加工、2期赤字、でも試験研究は続けてる。大学とも話が出てる"


@dataclass(frozen=True)
class Done:
    """What a command left behind."""

    exit_code: int
    stdout: str
    stderr: str


@pytest.fixture
def shien(shipped_index_home, monkeypatch, capsys):
    """Runs the command on the shipped documents."""
    monkeypatch.setenv("SHIEN_HOME", str(shipped_index_home))

    def command(*arguments: str) -> Done:
        monkeypatch.setattr(sys, "argv", ["shien", *arguments])
        with pytest.raises(SystemExit) as done:
            cli.main()
        told = capsys.readouterr()
        return Done(int(done.value.code or 0), told.out, told.err)

    return command


def run(shien, *arguments: str) -> str:
    done = shien("measures", *arguments)
    assert done.exit_code == 0, done.stderr
    return done.stdout


def test_the_list_names_kind_standing_and_day(shien) -> None:
    out = run(shien, "list", "--kind", "tax", "--standing", "current")
    assert "研究開発税制オープンイノベーション型〔税制、現行、2026年1月19日時点〕" in out
    rows = json.loads(run(shien, "list", "--json"))
    assert len(rows) >= 120 and {"id", "name", "kind", "standing", "as_of"} <= rows[0].keys()


def test_a_measure_is_shown_by_its_name_with_its_citations(shien) -> None:
    told = json.loads(run(shien, "show", "ゴーテック", "--json"))
    assert told["id"] == "go-tech"
    numbers = {citation["n"] for citation in told["citations"]}
    assert told["conditions"] and all(set(one["citations"]) <= numbers for one in told["conditions"])
    assert all(one["citations"] for one in told["conditions"])
    assert "資料の外の知識" in run(shien, "show", "go-tech")  # its predecessor is stated in no document


def test_an_agencys_note_stays_with_a_measure_until_it_is_taken_away(shien) -> None:
    run(shien, "note", "go-tech", "A社が令和7年度に採択。担当は田中。")
    assert "支援機関のメモ: A社が令和7年度に採択" in run(shien, "show", "Go-Tech事業")
    assert json.loads(run(shien, "show", "go-tech", "--json"))["note"].startswith("A社")
    run(shien, "note", "go-tech", "")
    assert "メモ" not in run(shien, "show", "go-tech")


def test_citations_are_numbered_in_the_order_they_are_shown(shien) -> None:
    shown, _, sources = run(shien, "match", "-k", "4", INQUIRY).partition("示すものではありません。")
    marks = list(dict.fromkeys(re.findall(r"\[(\d+)\]", shown)))
    assert len(marks) > 8 and marks == [str(n) for n in range(1, len(marks) + 1)]
    assert re.findall(r"^\[(\d+)\]", sources, re.MULTILINE) == marks


def test_an_inquiry_is_matched_with_conditions_met_and_to_be_asked(shien) -> None:
    told = json.loads(run(shien, "match", INQUIRY, "--json"))
    by_id = {one["id"]: one for one in told["measures"]}
    assert {"go-tech", "sme-rd-tax", "rd-tax-open-innovation"} <= set(by_id)
    assert "sapoin" not in by_id and "sapoin" in {one["id"] for one in told["past"]}
    go_tech = by_id["go-tech"]
    assert go_tech["fit"] == "likely" and [one["met"] for one in go_tech["conditions"]].count(True) >= 2
    quotes = {citation["n"]: citation for citation in told["citations"]}
    for condition in go_tech["conditions"]:
        assert condition["citations"] and all(quotes[n]["published"] for n in condition["citations"])
    assert {"name": "employees", "value": 30}.items() <= told["profile"][1].items()
    assert 1 <= len(told["questions"]) <= 2


def test_a_match_for_a_person_promises_nothing(shien) -> None:
    out = run(shien, "match", INQUIRY, "-k", "3")
    assert "対象になること・採択されることを示すものではありません" in out
    assert "対象です" not in out


def test_the_shipped_register_has_nothing_to_mend(shien) -> None:
    assert "直すところ 0 件" in run(shien, "check")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("show", "存在しない補助金"), "登録されていません"),
        (("list", "--kind", "grant"), "「grant」はありません"),
        (("match", ""), "質問が空です"),
    ],
)
def test_a_users_mistake_is_two_lines(shien, arguments, told) -> None:
    done = shien("measures", *arguments)
    assert done.exit_code == 2 and told in done.stderr and "対処:" in done.stderr


def test_ask_offers_measures_to_somebody_who_tells_of_a_business(shien) -> None:
    answer = json.loads(shien("ask", INQUIRY, "--json").stdout)
    assert "go-tech" in [one["id"] for one in answer["measures"]]
    numbers = {citation["n"] for citation in answer["citations"]}
    cited = {
        n for one in answer["measures"] for condition in one["conditions"] for n in condition["citations"]
    }
    assert cited and cited <= numbers
    assert answer["questions"] and answer["status"] == "needs_clarification"


def test_ask_offers_none_to_a_question_about_a_programme(shien) -> None:
    answer = json.loads(shien("ask", "J-GoodTechの登録企業は何社？", "--json").stdout)
    assert answer["measures"] == []


def test_without_our_documents_it_says_why_no_measure_is_found(shien, monkeypatch, tmp_path) -> None:
    import assistant
    from assistant.settings import Settings

    own = tmp_path / "規程.txt"
    own.write_text("あさぎり会館 利用規程\n\n会議室の利用料は1時間500円とする。\n", encoding="utf-8")
    assistant.ingest([own], Settings(home=tmp_path / "shien"))
    monkeypatch.setenv("SHIEN_HOME", str(tmp_path / "shien"))
    assert "もとになる資料が索引にない" in run(shien, "match", INQUIRY)
    told = json.loads(run(shien, "match", INQUIRY, "--json"))
    assert told["measures"] == [] and "shien ingest" in told["problem"]


def test_with_them_there_is_no_such_problem(shien) -> None:
    assert json.loads(run(shien, "match", INQUIRY, "--json"))["problem"] == ""
