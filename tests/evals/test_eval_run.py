"""A run keeps every line it wrote, goes on where it broke, and never asks a failed item again."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from eval_samples import FakeAssistant, make_answer, make_citation, make_item

from assistant.errors import InputError, StorageError
from assistant.settings import Settings
from assistant.types import Answer
from evals.dataset import DEFAULT_DATASET, Item, load_items
from evals.records import ANSWERS, answered_ids, append_line, read_records
from evals.run import MANIFEST, answer_items, check_resumable, code_state, read_manifest, start_run

ITEMS = [make_item(item_id) for item_id in "abcd"]


class Killed(BaseException):
    """Ends a run the way a signal does: nothing catches it."""


def answering(answer: Answer, broken: str = "", killed: str = "") -> FakeAssistant:
    def reply(question: str) -> Answer:
        if broken and question.startswith(broken):
            raise ValueError("読めない")
        if killed and question.startswith(killed):
            raise Killed
        return answer

    return FakeAssistant(reply)


def run_all(assistant: FakeAssistant, folder: Path, items: list[Item] = ITEMS) -> None:
    answer_items(assistant, items, folder, Settings(home=folder), "extractive")


def test_a_broken_run_resumes_and_asks_only_what_has_no_line(tmp_path: Path, right_answer: Answer) -> None:
    with pytest.raises(Killed):
        run_all(answering(right_answer, killed="c"), tmp_path)
    whole = (tmp_path / ANSWERS).read_bytes()
    with (tmp_path / ANSWERS).open("ab") as file:
        file.write(b'{"id": "c", "answ')
    second = answering(right_answer)
    run_all(second, tmp_path)
    assert second.asked == [item.question for item in ITEMS[2:]]
    assert [record.id for record in read_records(tmp_path)] == ["a", "b", "c", "d"]
    assert (tmp_path / ANSWERS).read_bytes().startswith(whole)


def test_a_follow_up_is_asked_with_what_was_said_before(tmp_path: Path, right_answer: Answer) -> None:
    before = (("user", "NEDOのこと"), ("assistant", "何でしょう。"))
    assistant = answering(right_answer)
    run_all(assistant, tmp_path, [make_item("a"), replace(make_item("b"), history=before)])
    assert assistant.histories == [(), before]


def test_a_line_cut_inside_a_character_is_dropped(tmp_path: Path) -> None:
    append_line(tmp_path / ANSWERS, {"id": "a", **_empty()})
    with (tmp_path / ANSWERS).open("ab") as file:
        file.write('{"id": "率'.encode()[:-1])
    assert answered_ids(tmp_path) == {"a"}
    assert (tmp_path / ANSWERS).read_bytes().endswith(b"\n")


def test_an_answer_with_other_ends_of_lines_is_one_line_and_comes_back(
    tmp_path: Path, right_answer: Answer
) -> None:
    answer = replace(right_answer, text="一\u2028二\u2029三\x85四")
    run_all(answering(answer), tmp_path)
    assert [record.answer for record in read_records(tmp_path)] == [answer] * len(ITEMS)
    assert answered_ids(tmp_path) == set("abcd")


def test_an_item_that_fails_is_kept_with_its_error_and_not_asked_again(
    tmp_path: Path, right_answer: Answer
) -> None:
    run_all(answering(right_answer, broken="b"), tmp_path)
    records = {record.id: record for record in read_records(tmp_path)}
    assert records["b"].answer is None
    assert records["b"].error == "ValueError: 読めない"
    assert records["c"].answer == right_answer
    second = answering(right_answer)
    run_all(second, tmp_path)
    assert second.asked == []


def test_a_line_holds_passages_and_whether_each_quote_is_verbatim(tmp_path: Path) -> None:
    answer = make_answer(("a", [make_citation("中小企業は2/3です。", 1), make_citation("作り話", 2)]))
    run_all(answering(answer), tmp_path, ITEMS[:1])
    (kept,) = read_records(tmp_path)
    assert kept.quotes_verbatim == (True, False)
    assert kept.passages is not None and kept.passages[0].doc_id == "minutes"


def test_a_page_that_is_not_there_makes_the_quote_not_verbatim(tmp_path: Path, right_answer: Answer) -> None:
    class Pageless(FakeAssistant):
        def page(self, doc_id: str, page_index: int):  # type: ignore[no-untyped-def]
            raise KeyError(doc_id)

    run_all(Pageless(lambda _: right_answer), tmp_path, ITEMS[:1])
    (kept,) = read_records(tmp_path)
    assert kept.answer == right_answer
    assert kept.quotes_verbatim == (False,)


def test_the_manifest_says_what_was_run(tmp_path: Path, right_answer: Answer) -> None:
    settings = Settings(home=tmp_path)
    folder = start_run(settings, answering(right_answer), DEFAULT_DATASET, "development", "extractive")
    manifest = read_manifest(folder)
    assert folder.parent == tmp_path / "evals"
    assert manifest["build_id"] == "build-1"
    assert manifest["items"] == len(load_items(DEFAULT_DATASET, "development"))
    assert len(manifest["dataset_sha256"]) == len(manifest["questions_sha256"]) == 64
    assert {"version", "commit", "dirty", "settings", "engine", "split", "started"} <= set(manifest)


def test_two_runs_in_one_second_get_two_folders(tmp_path: Path, right_answer: Answer) -> None:
    settings, fake = Settings(home=tmp_path), answering(right_answer)
    folders = {start_run(settings, fake, DEFAULT_DATASET, "sealed", "auto") for _ in range(3)}
    assert len(folders) == 3


def test_resuming_with_another_index_is_refused(tmp_path: Path, right_answer: Answer) -> None:
    settings, fake = Settings(home=tmp_path), answering(right_answer)
    folder = start_run(settings, fake, DEFAULT_DATASET, "all", "auto")
    assert check_resumable(folder, settings, fake, DEFAULT_DATASET)["split"] == "all"
    fake.build_id = "build-2"
    with pytest.raises(InputError, match="索引"):
        check_resumable(folder, settings, fake, DEFAULT_DATASET)


def test_resuming_with_other_prompts_is_refused_but_not_a_run_of_before_they_were_hashed(
    tmp_path: Path, right_answer: Answer
) -> None:
    settings, fake = Settings(home=tmp_path), answering(right_answer)
    folder = start_run(settings, fake, DEFAULT_DATASET, "all", "auto")
    manifest = read_manifest(folder)
    other = {**manifest, "prompts": {**manifest["prompts"], "answer_rules.md": "0"}}
    (folder / MANIFEST).write_text(json.dumps(other), encoding="utf-8")
    with pytest.raises(InputError, match="指示文"):
        check_resumable(folder, settings, fake, DEFAULT_DATASET)
    old = {name: value for name, value in manifest.items() if name not in ("prompts", "model")}
    (folder / MANIFEST).write_text(json.dumps(old), encoding="utf-8")
    assert check_resumable(folder, settings, fake, DEFAULT_DATASET)["split"] == "all"


def test_a_folder_that_holds_no_run_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="評価の記録ではありません"):
        read_manifest(tmp_path)
    (tmp_path / MANIFEST).write_text("{", encoding="utf-8")
    with pytest.raises(InputError, match="評価の記録ではありません"):
        read_manifest(tmp_path)


def test_a_line_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    (tmp_path / ANSWERS).write_text(json.dumps({"id": "a", **_empty()}) + "\n[]\n", encoding="utf-8")
    with pytest.raises(InputError, match="2 行目"):
        read_records(tmp_path)


def test_a_place_that_cannot_be_written_is_named(tmp_path: Path, right_answer: Answer) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("", encoding="utf-8")
    with pytest.raises(StorageError):
        start_run(Settings(home=blocked), answering(right_answer), DEFAULT_DATASET, "all", "auto")
    with pytest.raises(StorageError):
        append_line(blocked / ANSWERS, {})


def test_outside_a_checkout_there_is_no_commit(tmp_path: Path) -> None:
    assert code_state(tmp_path) == (None, None)


def _empty() -> dict[str, object]:
    return {"answer": None, "error": "x", "passages": None, "quotes_verbatim": [], "seconds": 0.0}
