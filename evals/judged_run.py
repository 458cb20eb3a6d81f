"""A run put before a judge: what it is asked, its verdicts beside the answers, and the rung they make.

``judge.jsonl`` in the run's folder holds one verdict a line, appended whole. A judge that is broken off goes on where it
stopped; another judge, or the same with another prompt, adds lines of its own and makes a rung of its own.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from assistant.errors import InputError, ModelError
from assistant.types import Answer
from evals import measures
from evals.dataset import SPLITS, Item, load_items
from evals.judge import (
    Case,
    Judge,
    Task,
    Verdict,
    ask_judge,
    completeness_case,
    no_verdict,
    support_case,
)
from evals.records import Record, append_line, cut_half_line, read_records
from evals.rows import lines_of
from evals.run import read_manifest
from evals.score import cluster_of
from evals.statistics import Figure, Share, figure

VERDICTS = "judge.jsonl"
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Rung:
    """What one judge said of one half of a run, for one task. Not to be mixed with the measures without a model."""

    judge: str
    prompt_sha256: str
    task: Task
    split: str
    figure: Figure
    """Support: statements it says their citations bear out, of all statements. Completeness: needed facts it says are
    told, of all. No verdict counts as no; a statement without a citation, and an answer that is none, are not asked
    about and count as no."""
    asked: int
    no_verdict: Mapping[str, int]
    """Why there was none → how often."""
    not_asked: int
    """Items of this half with a case that was not put to the judge yet; they do not bear on the figure."""
    input_tokens: int
    output_tokens: int

    @property
    def name(self) -> str:
        """``model judge, openai:gpt-5-mini, prompt sha 1a2b3c4d5e6f``"""
        return f"model judge, {self.judge}, prompt sha {self.prompt_sha256[:12]}"


def cases_of(item: Item, record: Record | None) -> list[Case]:
    """What a judge is asked of one answer: each statement that cites, and each needed fact.

    Nothing is asked of an answer that did not come; of one that refuses, only what it states beside.
    """
    answer = record.answer if record else None
    if answer is None:
        return []
    found = []
    for position, statement in enumerate(answer.statements):
        quotes = _quotes(answer, statement.citations)
        if quotes is not None:
            dated = next((c.published for c in answer.citations if c.n in statement.citations), None)
            found.append(support_case(f"{item.id}/support/{position}", statement.text, quotes, dated))
    if item.answerable and _is_answered(item, answer):
        quotes = [evidence.quote for evidence in item.evidence]
        found += [
            completeness_case(
                f"{item.id}/fact/{position}", item.question, item.history, nugget, quotes, answer.text
            )
            for position, nugget in enumerate(item.nuggets)
        ]
    return found


def judge_run(
    judge: Judge,
    items: Sequence[Item],
    folder: Path,
    progress: Progress | None = None,
) -> None:
    """Put every case of these items to a judge that has no verdict of it yet, one line each.

    A case that fails is kept as no verdict and not asked again: a failure that vanished on a second try would flatter
    the judge. Only where the very first one fails is that a mistake of the settings, and nothing is written.

    Raises:
        ModelError: the first case could not be put to the model.
        StorageError: the file cannot be written.
    """
    records = {record.id: record for record in read_records(folder)}
    cut_half_line(folder / VERDICTS)
    done = {(v.id, v.judge, v.prompt_sha256, v.case_sha256) for v in read_verdicts(folder)}
    cases = [case for item in items for case in cases_of(item, records.get(item.id))]
    has_worked = False
    for position, case in enumerate(cases, start=1):
        if (case.id, judge.name, judge.prompt_sha256[case.task], case.sha256) not in done:
            try:
                verdict = ask_judge(judge, case)
                has_worked = True
            except ModelError as error:
                if not has_worked:
                    raise
                verdict = no_verdict(judge, case, error)
            append_line(folder / VERDICTS, asdict(verdict))
        if progress:
            progress(position, len(cases))


def read_verdicts(folder: Path) -> tuple[Verdict, ...]:
    """The verdicts of a run in the order they were written; none where there was no judge.

    Raises:
        InputError: a line cannot be read.
    """
    path = folder / VERDICTS
    found = []
    lines = lines_of(path) if path.exists() else []
    for number, line in enumerate(lines, start=1):
        if not line:
            continue
        try:
            found.append(Verdict(**json.loads(line)))
        except (ValueError, TypeError) as error:
            raise InputError(
                f"判定の記録の {number} 行目を読めません: {path}",
                "ファイルを消して、shien eval judge をもう一度実行してください。",
            ) from error
    return tuple(found)


def judge_rungs(folder: Path, dataset: Path) -> tuple[Rung, ...]:
    """What each judge said of a run; nothing where none was asked.

    Raises:
        InputError: the folder holds no run, or its verdicts cannot be read.
    """
    verdicts = read_verdicts(folder)
    if not verdicts:
        return ()
    items = load_items(dataset, read_manifest(folder)["split"])
    records = {record.id: record for record in read_records(folder)}
    judges = dict.fromkeys((v.judge, v.prompt_sha256, v.task) for v in verdicts)
    rungs = []
    for name, prompt, task in judges:
        own = {
            (v.id, v.case_sha256): v
            for v in verdicts
            if (v.judge, v.prompt_sha256, v.task) == (name, prompt, task)
        }
        for split in SPLITS:
            half = [item for item in items if item.split == split]
            rung = _rung(name, prompt, task, split, half, records, own)
            if rung.asked:
                rungs.append(rung)
    return tuple(rungs)


def _rung(
    judge: str,
    prompt: str,
    task: Task,
    split: str,
    items: Iterable[Item],
    records: Mapping[str, Record],
    verdicts: Mapping[tuple[str, str], Verdict],
) -> Rung:
    clusters: dict[str, list[Share]] = defaultdict(list)
    told: list[Verdict] = []
    not_asked = 0
    for item in items:
        record = records.get(item.id)
        cases = [case for case in cases_of(item, record) if case.task == task]
        said = [verdicts[case.id, case.sha256] for case in cases if (case.id, case.sha256) in verdicts]
        told += said
        if len(said) < len(cases):
            not_asked += 1
            continue
        of = _of(item, record, task)
        clusters[cluster_of(item)].append((float(sum(bool(verdict.holds) for verdict in said)), of))
    problems: dict[str, int] = defaultdict(int)
    for verdict in told:
        if verdict.holds is None:
            problems[verdict.problem] += 1
    return Rung(
        judge,
        prompt,
        task,
        split,
        figure(clusters),
        len(told),
        dict(problems),
        not_asked,
        sum(verdict.input_tokens for verdict in told),
        sum(verdict.output_tokens for verdict in told),
    )


def _of(item: Item, record: Record | None, task: Task) -> int:
    """What an item adds to the denominator, whether or not the judge was asked; as citation and nugget recall do."""
    if task == "completeness":
        return len(item.nuggets) if item.answerable else 0
    answer = record.answer if record else None
    if answer is None:
        return int(item.answerable)
    return len(answer.statements) or int(_is_answered(item, answer))


def _is_answered(item: Item, answer: Answer) -> bool:
    return measures.outcome(answer, item.answerable, item.forbidden) == "answered"


def _quotes(answer: Answer, marks: Sequence[int]) -> list[str] | None:
    """The quotes of these marks; None where there are none, or one points nowhere."""
    quotes = {citation.n: citation.quote for citation in answer.citations}
    return [quotes[n] for n in marks] if marks and all(n in quotes for n in marks) else None


def describe_rungs(rungs: Sequence[Rung]) -> str:
    """The rungs as lines of text, each under its judge's name."""
    labels: dict[Task, str] = {
        "support": "文のうち、引用が支えると判定されたもの",
        "completeness": "必要な事実のうち、示されたと判定されたもの",
    }
    lines = [
        "■ 言語モデルの判定（文字の照合による測り方とは別のもの。人の判断との一致は shien eval judge --agreement）"
    ]
    for rung in rungs:
        found = rung.figure
        shown = "–" if found.value is None else f"{found.value:.3f}"
        if found.low is not None and found.high is not None:
            shown += f" [{found.low:.2f}-{found.high:.2f}]"
        none = sum(rung.no_verdict.values())
        why = "、".join(f"{problem} {n}" for problem, n in sorted(rung.no_verdict.items()))
        lines.append(f"{rung.name}")
        lines.append(f"  {rung.task:<13}{rung.split:<12}{shown} n={found.n}  {labels[rung.task]}")
        lines.append(
            f"    聞いた数 {rung.asked}、判定なし {none}{f'（{why}）' if why else ''}、"
            f"まだ聞いていない質問 {rung.not_asked}、トークン {rung.input_tokens:,}＋{rung.output_tokens:,}"
        )
    return "\n".join(lines)
