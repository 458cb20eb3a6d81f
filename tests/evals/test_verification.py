"""The figures of the check of statements are counted as they say; the check itself is handed in."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from typer.testing import CliRunner

import evals.verification
from assistant.errors import InputError
from evals import cli
from evals.altered import Pair, load_pairs
from evals.verification import Check, character_overlap, evaluate_nli, evaluate_verification
from evals.verification_report import describe_nli, describe_verification


@dataclass(frozen=True)
class Reason:
    message: str


@dataclass(frozen=True)
class Judged:
    verdict: str
    score: float
    problems: tuple[Reason, ...] = ()


def told(scores: dict[str, float]) -> Check:
    """A check that flags what scores below one half."""

    def check(statement: str, evidence: Sequence[str], dated: str | None) -> Judged:
        if scores[statement] < 0.5:
            return Judged("unsupported", scores[statement], (Reason("根拠にない数"),))
        return Judged("supported", scores[statement])

    return check


def pair(id: str, label: str, kind: str, evidence: str, split: str = "development") -> Pair:
    return Pair(id, split, "own", None, (evidence,), id, label, kind, "x")  # type: ignore[arg-type]


PAIRS = (
    pair("正しい文一", "supported", "paraphrase", "根拠一"),
    pair("正しい文二", "supported", "alias", "根拠二"),
    pair("改変文一", "unsupported", "number", "根拠一"),
    pair("改変文二", "unsupported", "number", "根拠二"),
    pair("改変文三", "unsupported", "name", "根拠三"),
)
SCORES = {"正しい文一": 0.9, "正しい文二": 0.4, "改変文一": 0.1, "改変文二": 0.2, "改変文三": 0.8}


def test_catches_and_false_alarms_are_counted_over_their_own_kind() -> None:
    found = evaluate_verification(PAIRS, told(SCORES), "development").check
    assert (found.precision.value, found.precision.n) == (pytest.approx(2 / 3), 3)
    assert (found.recall.value, found.recall.n) == (pytest.approx(2 / 3), 3)
    assert (found.false_alarms.value, found.false_alarms.n) == (0.5, 2)
    assert (found.auroc.value, found.auroc.n) == (pytest.approx(5 / 6), 5)


def test_each_kind_has_its_own_share_of_flagged_statements() -> None:
    report = evaluate_verification(PAIRS, told(SCORES), "development")
    shares = {(row.label, row.kind): (row.flagged.value, row.flagged.n) for row in report.kinds}
    assert shares["unsupported", "number"] == (1.0, 2)
    assert shares["unsupported", "name"] == (0.0, 1)
    assert shares["supported", "alias"] == (1.0, 1)
    assert shares["supported", "verbatim"] == (None, 0)


def test_a_check_that_flags_nothing_has_no_precision_and_catches_nothing() -> None:
    found = evaluate_verification(PAIRS, told(dict.fromkeys(SCORES, 1.0)), "development").check
    assert (found.precision.value, found.recall.value, found.false_alarms.value) == (None, 0.0, 0.0)
    assert found.auroc.value == 0.5


def test_the_date_of_the_evidence_reaches_the_check() -> None:
    seen = []

    def check(statement: str, evidence: Sequence[str], dated: str | None) -> Judged:
        seen.append((statement, tuple(evidence), dated))
        return Judged("supported", 1.0)

    evaluate_verification([replace(PAIRS[0], dated="2026-01")], check, "development")
    assert set(seen) == {("正しい文一", ("根拠一",), "2026-01")}


def test_wrong_pairs_of_the_sealed_half_are_counted_and_never_shown() -> None:
    pairs = [*PAIRS[:4], replace(PAIRS[4], split="sealed")]
    report = evaluate_verification(pairs, told(SCORES), "all")
    assert [mistake.id for mistake in report.mistakes] == ["正しい文二"]
    assert report.mistakes[0].problems == ("根拠にない数",)
    assert report.sealed_mistakes == 1
    shown = describe_verification(report, verbose=True)
    assert "正しい文二  理由: 根拠にない数" in shown
    assert "改変文三" not in shown
    assert "封印した半分: 1件" in shown
    assert "正しい文二" not in describe_verification(report, verbose=False)


def test_the_overlap_is_given_the_threshold_that_suits_it_best() -> None:
    pairs = [
        replace(PAIRS[0], statement="会費は五万円", evidence=("会費は五万円",)),
        replace(PAIRS[2], statement="会費は十万円", evidence=("会費は五万円です",)),
        replace(PAIRS[3], statement="無関係な文", evidence=("上限は三つ",)),
    ]
    report = evaluate_verification(pairs, told({p.statement: 1.0 for p in pairs}), "development")
    assert 0.6 < report.overlap_threshold <= 1.0
    assert (report.overlap.recall.value, report.overlap.false_alarms.value) == (1.0, 0.0)
    assert report.overlap.auroc.value == 1.0


def test_character_overlap_sees_words_and_not_what_they_say() -> None:
    assert character_overlap("補助率は1/3", ["補助率は２／３"]) == pytest.approx(4 / 6)
    assert character_overlap("補助率は2/3", ["上限は", "補助率は２／３"]) == 1.0
    assert character_overlap("", ["何か"]) == 0.0


def test_overlap_alone_cannot_tell_the_shipped_pairs_apart() -> None:
    """Were it able to, the set would say little about a check that reads figures and negations."""
    for split in ("development", "sealed"):
        pairs = load_pairs(split)
        area = evaluate_verification(pairs, told(dict.fromkeys((p.statement for p in pairs), 1.0)), split)
        assert area.overlap.auroc.value is not None
        assert area.overlap.auroc.value < 0.6


def test_inference_pairs_are_scored_without_the_neutral_ones(tmp_path: Path) -> None:
    rows = [
        ("犬がいる", "犬がいる", "entailment"),
        ("犬がいる", "猫だけだ", "contradiction"),
        ("犬", "鳥", "neutral"),
    ]
    path = tmp_path / "pairs.jsonl"
    lines = [json.dumps(dict(zip(("premise", "hypothesis", "label"), row, strict=True))) for row in rows]
    path.write_text("\n".join(lines), encoding="utf-8")
    report = evaluate_nli(path, told({"犬がいる": 0.2, "猫だけだ": 0.7}))
    assert (report.check.value, report.check.n) == (0.0, 2)
    assert report.overlap.value == 1.0
    assert "pairs.jsonl" in describe_nli(report)


@pytest.mark.parametrize(
    "text", ["{", '{"premise": "a"}', '{"premise": "a", "hypothesis": "b", "label": "x"}']
)
def test_a_file_of_another_form_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "pairs.jsonl").write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match="1 行目"):
        evaluate_nli(tmp_path / "pairs.jsonl", told({}))


def test_the_command_prints_one_json_value_of_the_half_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        evals.verification, "shipped_check", lambda corpus: lambda s, e, d: Judged("supported", 1.0)
    )
    result = CliRunner().invoke(cli.app, ["verification", "--split", "sealed", "--json"])
    assert result.exit_code == 0, result.output
    report = json.loads(result.stdout)
    sealed = load_pairs("sealed")
    assert report["pairs"] == len(sealed)
    assert report["check"]["recall"]["value"] == 0.0
    assert report["mistakes"] == []
    assert report["sealed_mistakes"] == sum(pair.label == "unsupported" for pair in sealed)
    assert report["nli"] is None
    assert not any(pair.statement in result.stdout for pair in sealed)
