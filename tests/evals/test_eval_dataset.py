"""The shipped question set is sound, and lint finds each kind of fault."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest
from eval_samples import make_item

from assistant.errors import InputError
from assistant.settings import Settings
from evals.dataset import (
    ANSWERABLE_KINDS,
    DEFAULT_DATASET,
    EITHER_KINDS,
    SPLITS,
    UNANSWERABLE_KINDS,
    Evidence,
    Item,
    Section,
    dataset_sha256,
    load_items,
    load_sections,
    locate,
    questions_sha256,
    sections_of,
    source_texts,
)
from evals.lint import lint, question_overlap

ITEMS = load_items(DEFAULT_DATASET)
TEXTS = source_texts(Settings().corpus)
SECTIONS = load_sections(DEFAULT_DATASET)


def test_the_shipped_set_has_no_fault() -> None:
    assert lint(ITEMS, SECTIONS, TEXTS).problems == ()


def test_both_halves_hold_the_same_kinds_of_questions() -> None:
    kinds = {split: Counter(i.kind for i in ITEMS if i.split == split) for split in SPLITS}
    for split in SPLITS:
        assert set(kinds[split]) == {*ANSWERABLE_KINDS, *UNANSWERABLE_KINDS, *EITHER_KINDS}
        assert min(kinds[split].values()) >= 2
    assert len(ITEMS) >= 200
    assert kinds["development"].total() > kinds["sealed"].total() >= 80
    expected = {split: Counter(i.expected for i in ITEMS if i.split == split) for split in SPLITS}
    for split in SPLITS:
        assert expected[split]["refuse"] >= kinds[split].total() / 5
        assert expected[split]["clarify"] >= 3
    assert min(kinds["sealed"]["dated"], kinds["sealed"]["multi_document"]) >= 3


def test_the_questions_do_not_copy_their_evidence() -> None:
    assert lint(ITEMS, SECTIONS, TEXTS).overlap_median < 0.15


def test_each_half_asks_about_every_document() -> None:
    for split in SPLITS:
        asked = {e.doc_id for i in ITEMS if i.split == split and i.answerable for e in i.evidence}
        assert asked == set(TEXTS)


def test_a_file_holds_only_its_own_half() -> None:
    for split in SPLITS:
        assert {item.split for item in load_items(DEFAULT_DATASET, split)} == {split}


def test_no_section_serves_both_halves() -> None:
    """Counted from where the quotes stand, not from what sections.json says of them."""
    used: dict[tuple[str, str], set[str]] = {}
    for item in ITEMS:
        for evidence in item.evidence:
            found, missing = locate(SECTIONS[evidence.doc_id], TEXTS[evidence.doc_id])
            assert not missing
            for section in sections_of(evidence.quote, TEXTS[evidence.doc_id], found):
                used.setdefault((evidence.doc_id, section.name), set()).add(item.split)
    assert {place: splits for place, splits in used.items() if len(splits) > 1} == {}
    assert len(used) > 30


def test_multi_document_questions_need_two_documents() -> None:
    for item in ITEMS:
        if item.kind == "multi_document":
            assert len({evidence.doc_id for evidence in item.evidence}) >= 2, item.id


def test_the_evidence_of_answerable_items_holds_their_figures() -> None:
    """A nugget with a figure that stands in no evidence would be unearnable, or asks for a guess.

    A computed figure stands in none; its note says what it was computed from.
    """
    from evals.measures import contains

    lacking = [
        (item.id, nugget[0])
        for item in ITEMS
        if item.kind != "calculation"
        for nugget in item.nuggets
        if any(ch.isdigit() for ch in nugget[0])
        and not any(contains(e.quote, spelling) for e in item.evidence for spelling in nugget)
    ]
    assert lacking == []
    assert [item.id for item in ITEMS if item.kind == "calculation" and not item.note] == []


TEXT = {"doc": "第1章補助率は2/3です。第2章上限は五千万円です。"}
HALVES = {"doc": (Section("1", "第1章", "development"), Section("2", "第2章", "sealed"))}
GOOD = replace(make_item(quote="補助率は 2/3 です。", doc_id="doc"), question="補助率いくつ？")


VAGUE = replace(GOOD, answerable=False, nuggets=(), kind="ambiguous", expected="refuse")


def test_sound_items_pass() -> None:
    before = (("user", "NEDOのこと"), ("assistant", "何でしょう。"))
    items = [
        GOOD,
        replace(GOOD, id="b", kind="follow_up", history=before),
        replace(GOOD, id="c", kind="false_premise", premise="率が1/2であること"),
        replace(GOOD, id="d", kind="injection", answerable=False, nuggets=(), expected="refuse"),
        replace(VAGUE, id="e", expected="clarify"),
    ]
    assert lint(items, HALVES, TEXT).problems == ()


def test_what_a_line_leaves_out_follows_from_whether_it_is_answerable(tmp_path: Path) -> None:
    line = {"id": "a", "split": "development", "kind": "fact", "question": "？", "answerable": True}
    line |= {"nuggets": [["2/3"]], "forbidden": [], "evidence": []}
    told = {"expected": "clarify", "history": [["user", "NEDOのこと"]], "premise": "率が1/2であること"}
    rows = [line, {**line, "answerable": False}, {**line, **told}]
    (tmp_path / "sealed.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    plain, refused, full = load_items(tmp_path, "sealed")
    assert (plain.expected, plain.history, plain.premise) == ("answer", (), "")
    assert refused.expected == "refuse"
    assert (full.expected, full.history, full.premise) == (
        "clarify",
        (("user", "NEDOのこと"),),
        "率が1/2であること",
    )


@pytest.mark.parametrize(
    ("item", "says"),
    [
        (replace(GOOD, evidence=(Evidence("dox", "補助率", "#0"),)), "doc_id が収録文書にありません: dox"),
        (
            replace(GOOD, evidence=(Evidence("doc", "補助率は1/2", "#0"),)),
            "引用が doc に見つかりません: 補助率は1/2",
        ),
        (replace(GOOD, evidence=(Evidence("doc", " ", "#0"),)), "引用が doc に見つかりません"),
        (replace(GOOD, evidence=(Evidence("doc", "上限は五千万円", "#0"),)), "sealed の章「2」"),
        (replace(GOOD, nuggets=()), "nuggets がありません"),
        (replace(GOOD, nuggets=((" ",),)), "空の nugget"),
        (replace(GOOD, nuggets=((),)), "空の nugget"),
        (replace(GOOD, forbidden=(" ",)), "空の forbidden"),
        (replace(GOOD, evidence=()), "evidence がありません"),
        (replace(GOOD, kind="near_miss"), "kind と answerable"),
        (replace(GOOD, answerable=False, kind="near_miss"), "答えのない質問に nuggets"),
        (replace(GOOD, split="test"), "split が"),
        (replace(GOOD, question=" "), "question が空"),
        (replace(GOOD, expected="refuse"), "expected は answer のはず"),
        (replace(GOOD, kind="follow_up"), "history がありません"),
        (replace(GOOD, history=(("advisor", "NEDOのこと"),)), "の形でありません"),
        (replace(GOOD, history=(("user", " "),)), "の形でありません"),
        (replace(GOOD, kind="false_premise"), "premise は"),
        (replace(GOOD, premise="率が1/2であること"), "premise は"),
        (VAGUE, "expected は clarify のはず"),
    ],
)
def test_lint_names_the_item_and_the_fault(item: Item, says: str) -> None:
    problems = lint([item], HALVES, TEXT).problems
    assert any(problem.startswith("a: ") and says in problem for problem in problems), problems


def test_lint_finds_the_same_id_twice() -> None:
    assert lint([GOOD, GOOD], HALVES, TEXT).problems == ("a: 同じ id が二度あります",)


def test_lint_finds_a_section_that_does_not_begin_anywhere() -> None:
    broken = {"doc": (*HALVES["doc"], Section("3", "第3章", "sealed"))}
    assert "章「3」" in lint([GOOD], broken, TEXT).problems[0]


def test_a_quote_that_stands_in_both_halves_is_a_fault() -> None:
    repeated = {"doc": TEXT["doc"] + "補助率は2/3です。"}
    assert any("sealed の章「2」" in problem for problem in lint([GOOD], HALVES, repeated).problems)


def test_overlap_is_1_for_a_copied_question_and_0_for_other_words() -> None:
    assert question_overlap(replace(GOOD, question="補助率は２／３")) == 1.0
    assert question_overlap(replace(GOOD, question="お金はいつ")) == 0.0
    asked = [replace(GOOD, id=q, question=q) for q in ("補助率は２／３", "お金はいつ", "補助率は２")]
    assert lint(asked, HALVES, TEXT).overlap_median == 1.0
    assert lint([], HALVES, TEXT).overlap_median == 0.0


def test_a_question_with_other_ends_of_lines_is_one_item(tmp_path: Path) -> None:
    line = {
        "id": "a",
        "split": "sealed",
        "kind": "fact",
        "question": "率は\u2028上限は\x85？",
        "answerable": True,
    }
    line |= {"nuggets": [["2/3"]], "forbidden": [], "evidence": []}
    (tmp_path / "sealed.jsonl").write_text(json.dumps(line, ensure_ascii=False) + "\n", encoding="utf-8")
    (item,) = load_items(tmp_path, "sealed")
    assert item.question == line["question"]


@pytest.mark.parametrize("line", ["{", "[]", '{"id": "x"}', '{"id": 1, "evidence": [1]}'])
def test_a_line_that_is_no_item_is_named(tmp_path: Path, line: str) -> None:
    good = (DEFAULT_DATASET / "development.jsonl").read_text(encoding="utf-8").splitlines()[0]
    (tmp_path / "development.jsonl").write_text(f"{good}\n\n{line}\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"development\.jsonl 3行目"):
        load_items(tmp_path, "development")


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"development\.jsonl"):
        load_items(tmp_path)
    with pytest.raises(InputError, match=r"sections\.json"):
        load_sections(tmp_path)
    with pytest.raises(InputError, match="収録文書"):
        source_texts(tmp_path)


def test_the_two_hashes_tell_a_new_question_from_a_new_spelling(tmp_path: Path) -> None:
    for name in ("development.jsonl", "sealed.jsonl", "sections.json"):
        (tmp_path / name).write_bytes((DEFAULT_DATASET / name).read_bytes())
    before = dataset_sha256(tmp_path), questions_sha256(load_items(tmp_path))
    path = tmp_path / "development.jsonl"
    lines = path.read_text(encoding="utf-8").splitlines()
    first = json.loads(lines[0])
    first["nuggets"][0].append("三年")
    path.write_text("\n".join([json.dumps(first), *lines[1:]]), encoding="utf-8")
    assert dataset_sha256(tmp_path) != before[0]
    assert questions_sha256(load_items(tmp_path)) == before[1]
    first["question"] = "別の質問"
    path.write_text("\n".join([json.dumps(first), *lines[1:]]), encoding="utf-8")
    assert questions_sha256(load_items(tmp_path)) != before[1]


def test_what_was_said_before_belongs_to_the_question() -> None:
    told = replace(GOOD, history=(("user", "NEDOのこと"),))
    assert questions_sha256([told]) != questions_sha256([GOOD])
    # As before there were conversations: runs of then can still be scored.
    asked = json.dumps([[GOOD.id, GOOD.question]], ensure_ascii=False)
    assert questions_sha256([GOOD]) == sha256(asked.encode()).hexdigest()
