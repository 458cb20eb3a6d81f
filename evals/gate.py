"""Whether a run may pass: hard rules that hold always, and no measure that fell by more than chance.

The rules lie in a file (evals/gate.toml):

- ``[[hard]]``: ``measure``, ``least`` or ``most``, and the ``split`` it is of;
- ``must_pass``: items that earn everything;
- ``[soft] measures``: fails where all of the interval of (new − baseline) is on the bad side of 0.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.errors import InputError, reason
from evals.compare import ScoredRun, compare, read_scored
from evals.score import CONFIDENCE, ERRORS, MEASURES

RULES = Path(__file__).resolve().parent / "gate.toml"
BASELINE = Path(__file__).resolve().parent / "baseline.json"
KNOWN = {measure.id for measure in (*MEASURES, *CONFIDENCE, ERRORS)}


@dataclass(frozen=True, slots=True)
class HardRule:
    """A bound that a measure keeps on one half of the set."""

    measure: str
    split: str
    least: float | None = None
    most: float | None = None


@dataclass(frozen=True, slots=True)
class Rules:
    """What a run must meet."""

    hard: tuple[HardRule, ...]
    must_pass: tuple[str, ...]
    soft: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Broken:
    """A rule that a run breaks, in a reader's words."""

    rule: str
    message: str


def read_rules(path: Path = RULES) -> Rules:
    """The rules of a file.

    Raises:
        InputError: it cannot be read, or a rule is not in form.
    """
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
        hard = tuple(HardRule(**rule) for rule in raw.get("hard", ()))
        rules = Rules(hard, tuple(raw.get("must_pass", ())), tuple(raw.get("soft", {}).get("measures", ())))
    except OSError as error:
        raise InputError(
            f"{path} を開けません（{reason(error)}）。", "規則のファイルを確かめてください。"
        ) from error
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, TypeError, AttributeError) as error:
        raise InputError(
            f"{path.name} を規則として読めません（{error}）。", "evals/gate.toml の形に合わせてください。"
        ) from error
    for name in (*(rule.measure for rule in rules.hard), *rules.soft):
        if name not in KNOWN:
            raise InputError(
                f"{path.name}: 測り方「{name}」はありません。", f"{'・'.join(sorted(KNOWN))} のどれかです。"
            )
    for rule in rules.hard:
        if rule.least is None and rule.most is None:
            raise InputError(
                f"{path.name}: {rule.measure} に least も most もありません。", "どちらかを書いてください。"
            )
    return rules


def broken_rules(report: Mapping[str, Any], rules: Rules, baseline: ScoredRun | None) -> tuple[Broken, ...]:
    """Every rule that a run's JSON report breaks; none where it may pass.

    Raises:
        InputError: the baseline answered other questions.
    """
    return (
        *_hard(report, rules.hard),
        *_must_pass(report, rules.must_pass),
        *_soft(report, rules.soft, baseline),
    )


def _hard(report: Mapping[str, Any], rules: Sequence[HardRule]) -> Iterator[Broken]:
    for rule in rules:
        found = report["measures"]["shien"].get(rule.split, {}).get(rule.measure)
        value = found["value"] if found else None
        if value is None:
            yield Broken(rule.measure, f"{rule.split} の {rule.measure} が測られていません。")
        elif rule.least is not None and value < rule.least:
            yield Broken(
                rule.measure,
                f"{rule.split} の {rule.measure} が {value:.3f}（{rule.least} 以上のはず、n={found['n']}）。",
            )
        elif rule.most is not None and value > rule.most:
            yield Broken(
                rule.measure,
                f"{rule.split} の {rule.measure} が {value:.3f}（{rule.most} 以下のはず、n={found['n']}）。",
            )


def _must_pass(report: Mapping[str, Any], wanted: Sequence[str]) -> Iterator[Broken]:
    perfect = {item["id"]: item["perfect"] for item in report["items"]}
    for item_id in wanted:
        if item_id not in perfect:
            yield Broken("must_pass", f"必ず答えられるはずの {item_id} が、この評価にありません。")
        elif not perfect[item_id]:
            yield Broken("must_pass", f"必ず答えられるはずの {item_id} が、満点ではありません。")


def _soft(report: Mapping[str, Any], wanted: Sequence[str], baseline: ScoredRun | None) -> Iterator[Broken]:
    if baseline is None:
        return
    for one in compare(baseline, read_scored(report, "この評価")):
        if one.measure.id in wanted and one.is_worse:
            low, high = one.difference.low, one.difference.high
            yield Broken(
                one.measure.id,
                f"{one.measure.id} が {one.before:.3f} から {one.after:.3f} に悪くなりました"
                f"（差の区間 {low:+.3f} から {high:+.3f}、n={one.difference.n}）: {'、'.join(one.losses[:8])}",
            )


def baseline_of(report: Mapping[str, Any]) -> dict[str, Any]:
    """What is kept of a report to compare later runs with: which questions, and what each item earned."""
    manifest = report["manifest"]
    kept = ("version", "commit", "engine", "split", "items", "dataset", "questions_sha256")
    rows = [{"id": i["id"], "cluster": i["cluster"], "shares": i["shares"]} for i in report["items"]]
    return {"manifest": {name: manifest[name] for name in kept}, "items": rows}


def read_baseline(path: Path = BASELINE) -> ScoredRun:
    """The checked-in baseline.

    Raises:
        InputError: it cannot be read.
    """
    try:
        return read_scored(json.loads(path.read_text(encoding="utf-8")), path.name)
    except (OSError, ValueError) as error:
        raise InputError(
            f"基準の評価を読めません: {path}", "「shien eval gate --write-baseline」で作ってください。"
        ) from error
