"""Notes on imported measures: they outlive every import, and follow the measure and not its number."""

from __future__ import annotations

from dataclasses import replace

from importing_steps import ROWS, entries, noted_on, written

from assistant.measures.entry import Basis, Entry
from assistant.measures.importing.lists import import_list
from assistant.measures.importing.report import report_lines
from assistant.measures.store import imported_entries, keep_note, note_on, notes
from assistant.settings import Settings


def test_a_note_survives_reimport_and_a_row_that_vanishes_and_comes_back(settings, tmp_path) -> None:
    import_list(settings, written(tmp_path))
    vanishing = entries(settings)["支援一覧:1"]
    keep_note(settings, vanishing, "窓口は山田さん")
    noted_on(settings, "2", "予約制")
    report = import_list(settings, written(tmp_path, ROWS[1:]))
    assert report.notes == 1
    assert [(note.name, note.text, note.present) for note in report.notes_on_vanished] == [
        ("設備補助金", "窓口は山田さん", False)
    ]
    assert "一覧からなくなった「設備補助金」のメモを残しています: 窓口は山田さん" in list(
        report_lines(report)
    )
    keep_note(settings, vanishing, "窓口は田中さん")  # still the agency's own, and may be changed
    report = import_list(settings, written(tmp_path))
    assert (report.notes, report.notes_on_vanished) == (2, ())
    assert [(note.key, note.text, note.present) for note in notes(settings, "支援一覧")] == [
        ("1", "窓口は田中さん", True), ("2", "予約制", True),
    ]  # fmt: skip
    noted_on(settings, "2", " ")
    assert [note.key for note in notes(settings)] == ["1"]


NUMBERED = ("No", "制度名", "実施機関")


def numbered(*names: str) -> list[tuple[str, str, str]]:
    """Rows under a running number."""
    return [(str(number), name, "県") for number, name in enumerate(names, start=1)]


def noted(settings: Settings) -> dict[str, str]:
    """The note on each entry, as it is shown."""
    shown = {entry.name: note_on(settings, entry) for entry in imported_entries(settings)}
    return {name: text for name, text in shown.items() if text}


def test_notes_follow_their_measures_when_a_running_number_moves_on(settings, tmp_path) -> None:
    whole = numbered("設備補助金", "創業補助金", "販路補助金", "雇用補助金")
    import_list(settings, written(tmp_path, whole, NUMBERED))
    for key, text in (("1", "一"), ("2", "二"), ("3", "三")):
        noted_on(settings, key, text)
    fewer = numbered("創業補助金", "販路補助金", "雇用補助金")
    report = import_list(settings, written(tmp_path, fewer, NUMBERED))
    assert noted(settings) == {"創業補助金": "二", "販路補助金": "三"}
    assert {key: note.key for key, note in report.notes_moved.items()} == {"2": "1", "3": "2"}
    assert report.notes_on_renamed == ()
    assert [(note.name, note.text) for note in report.notes_on_vanished] == [("設備補助金", "一")]
    told = list(report_lines(report))
    assert "「創業補助金」のメモは、番号の変わった同じ施策に移しました。" in told
    assert "一覧からなくなった「設備補助金」のメモを残しています: 一" in told
    report = import_list(settings, written(tmp_path, fewer, NUMBERED))
    assert report.notes_moved == {} and noted(settings) == {"創業補助金": "二", "販路補助金": "三"}
    report = import_list(settings, written(tmp_path, whole, NUMBERED))  # all is as it was
    assert noted(settings) == {"設備補助金": "一", "創業補助金": "二", "販路補助金": "三"}
    assert (report.notes, report.notes_on_vanished) == (3, ())


def test_notes_follow_measures_that_change_their_numbers_with_each_other(settings, tmp_path) -> None:
    import_list(settings, written(tmp_path, numbered("A制度", "B制度"), NUMBERED))
    noted_on(settings, "1", "一")
    noted_on(settings, "2", "二")
    report = import_list(settings, written(tmp_path, numbered("B制度", "A制度"), NUMBERED))
    assert noted(settings) == {"A制度": "一", "B制度": "二"} and len(report.notes_moved) == 2


def test_a_note_whose_number_names_another_measure_is_told_with_both_names(settings, tmp_path) -> None:
    import_list(settings, written(tmp_path, numbered("設備補助金", "創業補助金"), NUMBERED))
    noted_on(settings, "1", "予約制")
    report = import_list(settings, written(tmp_path, numbered("設備導入補助金", "創業補助金"), NUMBERED))
    assert noted(settings) == {"設備導入補助金": "予約制（以前の名前「設備補助金」に付けたメモ）"}
    assert [(note.name, note.name_now) for note in report.notes_on_renamed] == [
        ("設備補助金", "設備導入補助金")
    ]
    told = "※ 「設備補助金」に付けたメモは、いま「設備導入補助金」（1）にあります。同じ施策か確かめてください: 予約制"
    assert told in list(report_lines(report))
    (entry, *_) = imported_entries(settings)
    keep_note(settings, entry, "予約は不要")  # written anew it is this measure's own
    report = import_list(settings, tmp_path / "支援一覧.csv")
    assert noted(settings) == {"設備導入補助金": "予約は不要"} and report.notes_on_renamed == ()
    import_list(settings, written(tmp_path, numbered("設備導入 補助金", "創業補助金"), NUMBERED))
    assert noted(settings) == {"設備導入 補助金": "予約は不要"}  # a space makes no other name


def test_a_note_does_not_go_to_a_measure_of_the_name_that_another_body_runs(settings, tmp_path) -> None:
    rows = [("1", "利子補給", "県"), ("2", "利子補給", "市"), ("3", "創業補助金", "県")]
    import_list(settings, written(tmp_path, rows, NUMBERED))
    noted_on(settings, "1", "県の窓口")
    for _ in range(2):
        report = import_list(settings, written(tmp_path, rows[1:], NUMBERED))
        assert noted(settings) == {} and [note.text for note in report.notes_on_vanished] == ["県の窓口"]


def test_a_note_on_a_measure_that_comes_with_shien_is_kept_and_taken_away(settings) -> None:
    entry = Entry("go-tech", "Go-Tech事業", "subsidy", "current", "2026-01-19", Basis("minutes", "Go-Tech"))
    keep_note(settings, entry, " 予約制 ")
    assert note_on(settings, entry) == "予約制" and notes(settings)[0].present
    assert (
        note_on(settings, replace(entry, name="新事業")) == "予約制（以前の名前「Go-Tech事業」に付けたメモ）"
    )
    keep_note(settings, entry, "")
    assert note_on(settings, entry) == "" and notes(settings) == ()
