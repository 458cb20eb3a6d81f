"""Whether a public list's own "when you need…" lines find their programmes once the list is imported.

The list is imported into a register of its own in a temporary place, beside the shipped measures. A line is a query; the
programme it was published for is the one right answer. With the region filter on, the client is said to be in the
programme's prefecture, and programmes for other prefectures only are left out.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from assistant.errors import InputError
from assistant.index.lexical import standardised
from assistant.measures.importing.lists import import_list
from assistant.measures.index import Measures, open_measures
from assistant.measures.match import conditions_of, relevance_scores
from assistant.measures.profile import Facet
from assistant.measures.purposes import purposes_of
from assistant.measures.rules import judge
from assistant.retrieval import similarities
from assistant.settings import read_settings
from assistant.text.regions import region_named
from evals.beir import BeirSet
from evals.retrieval_measures import ndcg, recall
from evals.statistics import Figure, figure

LIST_ID = "programmes"
DEPTH = 10


@dataclass(frozen=True, slots=True)
class ProgrammeSearch:
    """Figures by way of ranking, of queries whose programme was imported."""

    queries: int
    left_out: int
    """Queries whose programme is not in the list."""
    programmes: int
    figures: Mapping[str, Mapping[str, Figure]]
    """way of ranking → measure → figure"""


def measure_programme_search(
    beir: BeirSet, listed: Path, without: str, progress: Callable[[int, int], None]
) -> ProgrammeSearch:
    """Import a list, ask the lines of a set, and measure.

    Args:
        beir: the lines with the programme each is for, by the id of the list.
        listed: file of the list, CSV in UTF-8.
        without: the column the lines come from: with it in the register every line would find itself.
        progress: told of queries done, of how many.

    Raises:
        InputError: the list cannot be read.
    """
    with TemporaryDirectory(prefix="shien-programmes-") as home:
        settings = read_settings().model_copy(update={"home": Path(home)})
        import_list(settings, _without_column(listed, without, Path(home)), list_id=LIST_ID)
        measures = open_measures(settings)
        try:
            return _measured(beir, measures, progress)
        finally:
            measures.close()


def _without_column(listed: Path, column: str, folder: Path) -> Path:
    """A copy of a list with one column emptied."""
    csv.field_size_limit(10**9)
    with listed.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    if not rows or column not in rows[0]:
        raise InputError(
            f"{listed.name} に列「{column}」がありません。",
            "--without に、問いの文が入っている列を指定してください。",
        )
    copy = folder / listed.name
    with copy.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0].keys())
        writer.writeheader()
        writer.writerows({**row, column: ""} for row in rows)
    return copy


def _measured(beir: BeirSet, measures: Measures, progress: Callable[[int, int], None]) -> ProgrammeSearch:
    ids = measures.index.lexical.passage_ids
    regions = {entry_id: measures.register.entries[entry_id].regions for entry_id in ids}
    rankings: dict[str, dict[str, list[tuple[float, float]]]] = {}
    asked = 0
    for done, (query, text) in enumerate(beir.queries.items()):
        progress(done, len(beir.queries))
        right = {f"{LIST_ID}:{doc}" for doc, grade in beir.judgements[query].items() if grade > 0}
        if not right & set(ids):
            continue
        asked += 1
        judged = dict.fromkeys(right, 1)
        profile = tuple(Facet("purpose", purpose) for purpose in purposes_of(text))
        words = _words(text, measures)
        whole = relevance_scores(text, profile, measures)
        place = _prefecture(regions[next(iter(right & set(ids)))])
        kept = np.array([_fits(measures, entry_id, place) for entry_id in ids]) if place else None
        for name, scores in (
            ("words", words),
            ("words and purposes", whole),
            ("words, region known", _filtered(words, kept)),
            ("words and purposes, region known", _filtered(whole, kept)),
        ):
            best = [ids[row] for row in np.argsort(-scores, kind="stable")[:DEPTH]]
            into = rankings.setdefault(name, {"nDCG@10": [], "hit@1": [], "R@10": []})
            into["nDCG@10"].append((ndcg(best, judged, DEPTH), 1.0))
            into["hit@1"].append((float(best[0] in right), 1.0))
            into["R@10"].append((recall(best, judged, DEPTH), 1.0))
    figures = {
        name: {
            m: figure({str(n): [share] for n, share in enumerate(shares)}) for m, shares in by_measure.items()
        }
        for name, by_measure in rankings.items()
    }
    return ProgrammeSearch(asked, len(beir.queries) - asked, len(ids), figures)


def _words(text: str, measures: Measures) -> np.ndarray:
    """The score of the words alone."""
    lexical, _ = measures.index.lexical.scores(text)
    dense = standardised(similarities(measures.index, text))
    scores: np.ndarray = lexical + measures.index.embedding.weight * dense
    return scores


def _prefecture(names: tuple[str, ...]) -> str:
    """The prefecture of a programme that is for one only."""
    places = {place for name in names for place in region_named(name).prefectures}
    return next(iter(places)) if len(places) == 1 else ""


def _fits(measures: Measures, entry_id: str, place: str) -> bool:
    conditions = conditions_of(measures.register.entries[entry_id])
    rules = [one.needs for one in conditions if one.needs and one.needs[0] == "region"]
    return all(judge(rule, (Facet("region", place),)).met is not False for rule in rules)


def _filtered(scores: np.ndarray, kept: np.ndarray | None) -> np.ndarray:
    return scores if kept is None else np.where(kept, scores, -np.inf)


def describe(found: ProgrammeSearch) -> str:
    """The figures as lines of text."""
    lines = [
        f"登録簿 {found.programmes}件、問い {found.queries}件（施策が一覧にない問い {found.left_out}件は除く）"
    ]
    for name, by_measure in found.figures.items():
        told = "  ".join(f"{m} {f.value:.3f} [{f.low:.3f}-{f.high:.3f}]" for m, f in by_measure.items())
        lines.append(f"  {name:<34} {told}")
    return "\n".join(lines)
