"""The shipped pairs are sound, and lint finds each kind of fault."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from assistant.documents.catalogue import read_catalogue
from assistant.errors import InputError
from assistant.settings import Settings
from evals.altered import KINDS, OWN, Pair, lint_pairs, load_pairs
from evals.auroc import auroc
from evals.dataset import DEFAULT_DATASET, SPLITS, Section, load_sections, source_texts

PAIRS = load_pairs()
TRUE = Pair(
    "a",
    "development",
    "doc",
    "2026-01",
    ("上限は50万円です。",),
    "上限は50万円です。",
    "supported",
    "verbatim",
    "",
)
FALSE = replace(
    TRUE, id="b", statement="上限は15万円です。", label="unsupported", kind="number", note="50→15"
)
SECTIONS = {"doc": (Section("表", "上限は50", "development"), Section("裏", "会費は", "sealed"))}
TEXTS = {"doc": "上限は50万円です。会費は無料です。"}


def problems(*pairs: Pair) -> list[str]:
    return lint_pairs(pairs, SECTIONS, TEXTS, {"doc": "2026-01"})


def test_the_shipped_pairs_have_no_fault() -> None:
    corpus = Settings().corpus
    published = {entry.id: entry.published for entry in read_catalogue(corpus).values()}
    assert lint_pairs(PAIRS, load_sections(DEFAULT_DATASET), source_texts(corpus), published) == []


def test_both_halves_hold_enough_of_every_kind() -> None:
    for split in SPLITS:
        pairs = [pair for pair in PAIRS if pair.split == split]
        true = sum(pair.label == "supported" for pair in pairs)
        assert len(pairs) >= 600
        assert 0.4 * len(pairs) <= true <= 0.5 * len(pairs)
        counts = Counter((pair.label, pair.kind) for pair in pairs)
        assert set(counts) == {(label, kind) for label, kinds in KINDS.items() for kind in kinds}
        assert min(counts.values()) >= 8, counts
    assert len(PAIRS) >= 1500
    assert sum(pair.origin == OWN for pair in PAIRS) <= len(PAIRS) / 4
    assert len({pair.origin for pair in PAIRS}) == 6


def test_the_length_of_a_statement_does_not_give_it_away() -> None:
    for split in SPLITS:
        lengths = [(p.group, p.label == "supported", len(p.statement)) for p in PAIRS if p.split == split]
        area = auroc(lengths).value
        assert area is not None and abs(area - 0.5) < 0.08


def test_a_sound_pair_of_pairs_has_no_fault() -> None:
    assert problems(TRUE, FALSE) == []


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        ({"evidence": ("上限は60万円です。",)}, "見つかりません"),
        ({"evidence": ("会費は無料です。",)}, "sealed の章「裏」"),
        ({"evidence": ()}, "根拠が空"),
        ({"statement": " 。"}, "空です"),
        ({"statement": "上限は 50万円です"}, "そのままあります"),
        ({"note": ""}, "note"),
        ({"label": "supported"}, "label と kind"),
        ({"kind": "verbatim"}, "label と kind"),
        ({"split": "other"}, "どちらでもありません"),
        ({"origin": "nowhere"}, "origin が収録文書に"),
        ({"dated": "2025-01"}, "dated が"),
        ({"id": "a"}, "id が二度"),
        ({"origin": OWN, "split": "sealed"}, "両方の半分"),
    ],
)
def test_each_fault_is_named(fault: dict[str, Any], said: str) -> None:
    found = problems(TRUE, replace(FALSE, **fault))
    assert any(said in problem for problem in found), found


def test_a_verbatim_statement_must_stand_in_its_evidence() -> None:
    assert any(
        "字面どおり" in problem for problem in problems(replace(TRUE, statement="上限は五十万円です。"))
    )


def test_the_same_statement_twice_and_a_statement_in_both_halves_are_faults() -> None:
    twice = replace(FALSE, id="c", statement="上限は１５万円です。")
    assert any("二度あります" in problem for problem in problems(FALSE, twice))
    elsewhere = replace(FALSE, id="c", split="sealed", evidence=("会費は無料です。",))
    assert any("両方の半分" in problem for problem in problems(FALSE, elsewhere))


@pytest.mark.parametrize("text", ["{", '{"id": "a"}', '{"id": "a", "evidence": 1}', "[]"])
def test_a_file_that_holds_no_pairs_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "development.jsonl").write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match="1 行目"):
        load_pairs("development", tmp_path)


def test_a_half_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError):
        load_pairs("sealed", tmp_path)
