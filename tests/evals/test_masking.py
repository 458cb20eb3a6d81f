"""The set of sentences to hide names in: sound, and counted as it says."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from assistant.errors import InputError
from assistant.placeholders import KINDS
from assistant.privacy import Hidden
from evals import cli
from evals.masking import SPLITS, Sentence, describe_masking, evaluate_masking, read_sentences

SENTENCES = read_sentences()


def sentence(text: str, *to_hide: Hidden, split: str = "development") -> Sentence:
    return Sentence(text, to_hide, split)


def test_the_set_is_large_enough_without_repeats_and_speaks_of_known_kinds() -> None:
    assert len({s.text for s in SENTENCES}) == len(SENTENCES) >= 220
    assert sum(not s.to_hide for s in SENTENCES) >= 60
    assert {hidden.kind for s in SENTENCES for hidden in s.to_hide} <= set(KINDS)
    assert {s.split for s in SENTENCES} == set(SPLITS)


def test_marks_are_taken_out_of_the_text_and_point_at_what_they_marked(tmp_path: Path) -> None:
    for split in SPLITS:
        (tmp_path / f"{split}.txt").write_text("《人名|谷》さん（《電話番号|03-1》）\n", encoding="utf-8")
    first = read_sentences(tmp_path)[0]
    assert first.text == "谷さん（03-1）"
    assert [first.text[h.start : h.end] for h in first.to_hide] == ["谷", "03-1"]


def test_a_mark_that_cannot_be_read_is_named_by_its_line(tmp_path: Path) -> None:
    for split in SPLITS:
        (tmp_path / f"{split}.txt").write_text("良い行\n《人名：谷》さん\n", encoding="utf-8")
    with pytest.raises(InputError, match="2 行目"):
        read_sentences(tmp_path)


def test_what_is_hidden_in_part_is_missed_and_what_had_not_to_be_is_a_false_alarm() -> None:
    sentences = [
        sentence("山田太郎と補助金", Hidden(0, 4, "人名")),  # 山田 only
        sentence("谷さん", Hidden(0, 1, "人名")),  # with さん
        sentence("補助金は"),  # hidden without need
        sentence("期限は"),
    ]
    hide = {
        "山田太郎と補助金": [Hidden(0, 2, "人名"), Hidden(5, 8, "会社名")],
        "谷さん": [Hidden(0, 3, "人名")],
        "補助金は": [Hidden(0, 3, "会社名")],
    }
    (report,) = evaluate_masking(sentences, lambda text: hide.get(text, []))
    assert (report.recall.value, report.recall.n) == (1 / 2, 2)
    assert (report.false_alarms.value, report.false_alarms.n) == (2 / 4, 4)
    assert report.false_alarms_by_kind == {"会社名": 2}
    assert (report.untouched.value, report.untouched.n) == (1 / 2, 2)
    assert report.too_wide.value == 2 / 5  # さん, of 山田太郎 and 谷
    assert [text for text, _, _ in report.mistakes] == ["山田太郎と補助金", "補助金は"]


def test_sentences_of_the_sealed_half_are_never_listed() -> None:
    reports = evaluate_masking([sentence("谷さん", Hidden(0, 1, "人名"), split="sealed")], lambda _: [])
    assert reports[0].recall.value == 0
    assert "谷さん" not in describe_masking(reports, verbose=True)


def test_the_command_gives_each_kind_with_its_n_and_interval() -> None:
    result = CliRunner().invoke(cli.app, ["masking", "--split", "hard", "--json"])
    assert result.exit_code == 0, result.output
    (report,) = json.loads(result.stdout)
    assert report["split"] == "hard" and report["recall"]["n"] == 62
    assert report["recall"]["low"] < report["recall"]["value"] < report["recall"]["high"]
    assert set(report["recall_by_kind"]) >= {"人名", "会社名", "電話番号"}
