"""The comparison with other retrievers counts every query, says what is missing, and shows what it measured.

Only the tests of a peer itself need that peer; they are skipped, by name, where it is not installed.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import pytest

from assistant.errors import InputError
from evals.beir import BeirSet
from evals.benchmarks import peers, peers_page, systems
from evals.benchmarks.peers import ask_all, checksum, compare
from evals.benchmarks.peers_page import render
from evals.benchmarks.systems import DEPTH, SYSTEMS, Search, System, require_packages

SMALL = BeirSet(
    "small",
    tuple((f"d{n}", f"題{n}", f"本文{n}") for n in range(15)),
    {"first": "一", "second": "二", "raises": "!", "nothing": "?"},
    {"first": {"d0": 1}, "second": {"d1": 1}, "raises": {"d2": 1}, "nothing": {"d3": 1}},
)


def fake(name: str, search: Callable[[str], list[str]], packages: tuple[str, ...] = ()) -> System:
    @contextmanager
    def opened(beir: BeirSet) -> Iterator[Search]:
        yield search

    return System(name, "as it comes", packages, opened)


def _answers(query: str) -> list[str]:
    if query == "!":
        raise ValueError("no token")
    return {"一": ["d0"], "二": ["d9", "d1"]}.get(query, [])


own = fake("Own", lambda query: {"一": ["d0"], "二": ["d1"], "!": ["d2"], "?": ["d4"]}[query])
other = fake("Other", _answers)


def test_a_query_that_fails_or_finds_nothing_scores_zero_and_stays_in_the_count() -> None:
    compared = compare(SMALL, [own, other], lambda _: None)
    first, second = compared["systems"]
    assert (compared["documents"], compared["queries"]) == (15, 4)
    assert [row["nDCG@10"]["n"] for row in (first, second)] == [4, 4]
    assert first["nDCG@10"]["value"] == pytest.approx(3 / 4)
    assert second["nDCG@10"]["value"] == pytest.approx((1 + 0.6309) / 4, abs=1e-4)
    assert second["RR@10"]["value"] == pytest.approx((1 + 1 / 2) / 4)
    assert second["R@10"]["value"] == pytest.approx(2 / 4)
    assert (first["no_ranking"], first["failed"]) == (0, 0)
    assert (second["no_ranking"], second["failed"]) == (2, 1)


def test_the_lead_is_the_first_systems_score_less_the_others_query_by_query() -> None:
    first, second = compare(SMALL, [own, other], lambda _: None)["systems"]
    assert (first["shien_lead"]["low"], first["shien_lead"]["high"]) == (0.0, 0.0)
    lead = second["shien_lead"]
    assert lead["value"] == pytest.approx(3 / 4 - (1 + 0.6309) / 4, abs=1e-4)
    assert lead["low"] <= lead["value"] <= lead["high"] and lead["n"] == 4


def test_no_system_gains_by_returning_more_than_the_others() -> None:
    everything = fake("Everything", lambda _: [f"d{n}" for n in range(15)])
    asked = ask_all(SMALL, everything)
    assert {len(ranking) for ranking in asked.rankings.values()} == {DEPTH}
    assert len(asked.milliseconds) == len(SMALL.queries)


def test_every_missing_package_is_named_with_the_way_to_install_it() -> None:
    absent = fake("Absent", _answers, ("pytest", "no-such-retriever", "no-such-index"))
    with pytest.raises(InputError) as raised:
        require_packages((own, absent))
    assert "no-such-retriever" in raised.value.message and "no-such-index" in raised.value.message
    assert "pytest" not in raised.value.message
    assert "pip install --require-hashes -r evals/benchmarks/peers.lock" in raised.value.hint
    assert require_packages((fake("Here", _answers, ("pytest",)),)) == {"pytest": version("pytest")}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "small"
    (made / "qrels").mkdir(parents=True)
    documents = [json.dumps({"_id": d, "title": t, "text": x}) for d, t, x in SMALL.documents]
    (made / "corpus.jsonl").write_text("\n".join(documents), encoding="utf-8")
    queries = [json.dumps({"_id": query, "text": text}) for query, text in SMALL.queries.items()]
    (made / "queries.jsonl").write_text("\n".join(queries), encoding="utf-8")
    judged = [f"{query}\t{doc}\t1" for query, docs in SMALL.judgements.items() for doc in docs]
    rows = "\n".join(["query-id\tcorpus-id\tscore", *judged])
    (made / "qrels" / "test.tsv").write_text(rows, encoding="utf-8")
    return made


def _run(monkeypatch: pytest.MonkeyPatch, compared: tuple[System, ...], *arguments: str) -> int | str | None:
    monkeypatch.setattr(peers, "SYSTEMS", compared)
    monkeypatch.setattr(peers, "_keep_to_one_core", lambda: None)
    for name in systems._WITHOUT_THEIR_SERVERS:
        monkeypatch.setenv(name, "True")  # and put back afterwards
    monkeypatch.setattr("sys.argv", ["peers", *arguments])
    with pytest.raises(SystemExit) as left:
        peers.main()
    return left.value.code


def test_one_command_measures_every_set_and_leaves_figures_without_a_path(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "new" / "peers.json"
    arguments = ("--beir", str(folder), "--beir", str(folder), "--out", str(out))
    calm = fake("Calm", lambda _: ["d0"], ("pytest",))
    assert _run(monkeypatch, (calm, other), *arguments) == 0
    figures = json.loads(out.read_text(encoding="utf-8"))
    assert [one["sha256"] for one in figures["sets"]] == [checksum(folder)] * 2
    assert [row["system"] for row in figures["sets"][0]["systems"]] == ["Calm", "Other"]
    assert figures["versions"] == {"pytest": version("pytest")}
    assert str(tmp_path) not in out.read_text(encoding="utf-8")
    assert render(figures).count("### small: 15 documents, n = 4 queries") == 2


def test_the_peers_send_no_statistics(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[dict[str, str]] = []

    def search(_: str) -> list[str]:
        seen.append({name: os.environ[name].lower() for name in systems._WITHOUT_THEIR_SERVERS})
        return []

    _run(monkeypatch, (fake("Spy", search),), "--beir", str(folder), "--out", str(tmp_path / "peers.json"))
    assert seen and all(set(values.values()) == {"false"} for values in seen)


def test_without_a_peer_the_command_measures_nothing_and_tells_in_two_lines(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    asked: list[str] = []
    absent = fake("Absent", lambda query: asked.append(query) or [], ("no-such-retriever",))
    out = tmp_path / "peers.json"
    assert _run(monkeypatch, (absent,), "--beir", str(folder), "--out", str(out)) == 2
    told = capsys.readouterr().err.splitlines()
    assert len(told) == 2 and "no-such-retriever" in told[0] and "peers.lock" in told[1]
    assert not asked and not out.exists()


def test_a_peer_that_fails_at_a_plain_question_stops_the_run_instead_of_scoring_zero(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(query: str) -> list[str]:
        raise AttributeError("renamed in a later version")

    out = tmp_path / "peers.json"
    assert _run(monkeypatch, (fake("Broken", broken),), "--beir", str(folder), "--out", str(out)) == 2
    assert "Broken" in capsys.readouterr().err and not out.exists()


def test_the_page_shows_every_system_with_interval_lead_failures_and_times() -> None:
    figures = {
        "commit": "0123456789abcdef",
        "dirty": False,
        "machine": {"processor": "A processor", "system": "Linux", "python": "3.11.9"},
        "depth": DEPTH,
        "versions": {"bm25s": "0.3.1"},
        "sets": [compare(SMALL, [fake("Shien", _answers), own, other], lambda _: None)],
    }
    page = render(figures)
    rows = [line for line in page.splitlines() if line.startswith("| ")]
    assert len({row.count("|") for row in rows}) == 1
    shown = figures["sets"][0]["systems"][1]
    (row,) = [row for row in rows if row.startswith("| Own |")]
    assert f"0.750 [{shown['nDCG@10']['low']:.3f}, {shown['nDCG@10']['high']:.3f}]" in row
    assert f"{shown['shien_lead']['value']:+.3f} [" in row
    assert f"| {shown['p50_ms']:.2f} | {shown['p95_ms']:.2f} | {shown['build_s']:.2f} |" in row
    assert any(row.startswith("| Other |") and "| 2 (1 failed) |" in row for row in rows)
    assert "n = 4 queries" in page and "bm25s 0.3.1" in page and "Commit 0123456;" in page
    assert not any(line.startswith("# ") for line in page.splitlines()), "the page's head is not ours"


def test_the_best_two_go_by_their_mean_over_the_sets() -> None:
    def row(system: str, value: float) -> dict[str, object]:
        return {"system": system, "setting": "as it comes", "nDCG@10": {"value": value}}

    sets = [
        {"systems": [row("a", 0.9), row("b", 0.5), row("c", 0.6)]},
        {"systems": [row("a", 0.0), row("b", 0.8), row("c", 0.6)]},
    ]
    assert "b (0.650) and c (0.600)" in peers_page._best_two(sets, "as it comes")


WORDS = ("会計", "税務", "雇用", "融資", "創業", "輸出", "特許", "防災", "省エネ", "物流", "観光", "農業")
PLACES = ("札幌", "仙台", "横浜", "静岡", "京都", "神戸", "岡山", "広島", "高松", "福岡", "熊本", "那覇")
SPACED = BeirSet(
    "spaced",
    tuple(
        (f"d{n}", w, f"{w} 相談 窓口 {p} です") for n, (w, p) in enumerate(zip(WORDS, PLACES, strict=True))
    ),
    {},
    {},
)
"""Words with spaces between them, which even a retriever made for English can cut."""


_SUNSET = pytest.mark.filterwarnings("ignore:`langchain-community` is being sunset:DeprecationWarning")


@pytest.fixture(params=SYSTEMS, ids=lambda system: system.label)
def system(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> System:
    """Each system that can be tried here."""
    for package in request.param.packages:
        try:
            version(package)
        except PackageNotFoundError:
            pytest.skip(f"{package} is not installed (pip install -r evals/benchmarks/peers.lock)")
    for name, value in systems._WITHOUT_THEIR_SERVERS.items():
        monkeypatch.setenv(name, value)
    return request.param


@_SUNSET
def test_each_system_finds_a_document_by_its_words_among_ten(system: System) -> None:
    with system.opened(SPACED) as search:
        for number, (word, place) in enumerate(zip(WORDS, PLACES, strict=True)):
            found = search(f"{word} {place} 窓口")
            assert found[0] == f"d{number}", (word, place, found)
            assert len(found) == len(set(found)) <= DEPTH


@_SUNSET
def test_each_system_searches_the_title_too(system: System) -> None:
    titled = BeirSet("titled", tuple((f"d{n}", word, "窓口 です") for n, word in enumerate(WORDS)), {}, {})
    with system.opened(titled) as search:
        assert [search(word)[0] for word in WORDS] == [f"d{n}" for n in range(len(WORDS))]
