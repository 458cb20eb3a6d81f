"""Commands that measure on invented documents or conversations, half by half."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, TypeVar

import typer

from assistant.help import Commands
from evals.dataset import SPLITS
from evals.invented import Progress
from evals.options import JsonOption, Split, VerboseOption
from evals.statistics import Figure

app = Commands()
Told = TypeVar("Told")


@app.command()
def newer(
    split: Annotated[Split, typer.Option(help="場面のどちらの半分か")] = Split.development,
    as_json: JsonOption = False,
    verbose: VerboseOption = False,
) -> None:
    """古い資料の内容を新しい資料が変えているとき、それを示すかを、資料の組を入れた別の索引で測ります。"""
    from evals.newer import Outcome, describe, figures, load_scenarios, measure

    def measured(half: str, home: Path, progress: Progress) -> Sequence[Outcome]:
        return measure([one for one in load_scenarios() if one.split == half], home, progress)

    _report(split, "場面", measured, figures, describe, as_json, verbose)


@app.command()
def calculations(
    split: Annotated[Split, typer.Option(help="資料と質問のどちらの半分か")] = Split.development,
    as_json: JsonOption = False,
    verbose: VerboseOption = False,
) -> None:
    """資料の数字から計算する質問に正しく答え、計算してはならないときに計算しないかを、別の索引で測ります。"""
    from evals.calculations import Outcome, describe, figures, load_cases, measure

    def measured(half: str, home: Path, progress: Progress) -> Sequence[Outcome]:
        return measure(load_cases(half), home, progress)

    _report(split, "質問", measured, figures, describe, as_json, verbose)


@app.command(name="own-documents")
def own_documents(
    split: Annotated[Split, typer.Option(help="資料と質問のどちらの半分か")] = Split.development,
    as_json: JsonOption = False,
    verbose: VerboseOption = False,
) -> None:
    """支援機関が自前で取り込むような資料（募集要領、料金表、規程、会報など）で、答えと断りを別の索引で測ります。"""
    from evals.own_documents import load_documents, measure
    from evals.plain_answers import Outcome, describe, figures

    def measured(half: str, home: Path, progress: Progress) -> Sequence[Outcome]:
        return measure(load_documents(half), home, progress)

    _report(split, "質問", measured, figures, describe, as_json, verbose)


@app.command(name="office-documents")
def office_documents(
    split: Annotated[Split, typer.Option(help="資料と質問のどちらの半分か")] = Split.development,
    as_json: JsonOption = False,
    verbose: VerboseOption = False,
) -> None:
    """Word・PowerPoint・Excel・CSV・HTML の資料で、答えと断り、引用の場所を別の索引で測ります。"""
    from evals.office_documents import DATASETS, Located, describe, figures, load_cases, measure

    def measured(half: str, home: Path, progress: Progress) -> Sequence[Located]:
        return measure(load_cases(half), DATASETS / half / "documents", home, progress)

    _report(split, "質問", measured, figures, describe, as_json, verbose)


@app.command()
def offices(
    split: Annotated[Split, typer.Option(help="資料と質問のどちらの半分か")] = Split.development,
    as_json: JsonOption = False,
    verbose: VerboseOption = False,
) -> None:
    """一つの支援機関の資料一式（料金表、募集要領、当番表、規約、議事録、メモなど）で、答えと断りを機関ごとの索引で測ります。"""
    from evals.offices import load_offices, measure
    from evals.plain_answers import Outcome, describe, figures

    def measured(half: str, home: Path, progress: Progress) -> Sequence[Outcome]:
        return measure(load_offices(half), home, progress)

    _report(split, "質問", measured, figures, describe, as_json, verbose)


@app.command()
def conversations(
    split: Annotated[Split, typer.Option(help="会話のどちらの半分か")] = Split.development,
    as_json: JsonOption = False,
    verbose: VerboseOption = False,
) -> None:
    """続けて尋ねる会話（それの期限は、いつの話、2番目は、他には）に、付属の資料で答えられるかを測ります。"""
    from assistant import open_assistant
    from assistant.settings import read_settings
    from evals.conversations import load_conversations, measure
    from evals.plain_answers import Outcome, describe, figures

    with open_assistant(read_settings()) as shien:

        def measured(half: str, home: Path, progress: Progress) -> Sequence[Outcome]:
            return measure(load_conversations(half), shien, progress)

        _report(split, "会話", measured, figures, describe, as_json, verbose)


@app.command(name="office-conversations")
def office_conversations(
    split: Annotated[Split, typer.Option(help="資料と会話のどちらの半分か")] = Split.development,
    as_json: JsonOption = False,
    verbose: VerboseOption = False,
) -> None:
    """支援機関の Word・Excel・HTML などの資料について電話口で続けて尋ねる会話を、別の索引で測ります。"""
    from evals.office_conversations import DATASETS, load_conversations, measure
    from evals.plain_answers import Outcome, describe, figures

    def measured(half: str, home: Path, progress: Progress) -> Sequence[Outcome]:
        return measure(load_conversations(half), DATASETS / half / "documents", home, progress)

    _report(split, "会話", measured, figures, describe, as_json, verbose)


@app.command(name="several-at-once")
def several_at_once(
    split: Annotated[Split, typer.Option(help="質問のどちらの半分か")] = Split.development,
    as_json: JsonOption = False,
    verbose: VerboseOption = False,
) -> None:
    """一度に二つ三つ尋ねる質問の一つひとつに答え、資料にないものだけをないと言うかを、別の索引で測ります。"""
    from evals.office_conversations import DATASETS
    from evals.several_at_once import Outcome, describe, figures, load_questions, measure

    def measured(half: str, home: Path, progress: Progress) -> Sequence[Outcome]:
        return measure(load_questions(half), DATASETS / half / "documents", home, progress)

    _report(split, "質問", measured, figures, describe, as_json, verbose)


@app.command(name="told-and-untold")
def told_and_untold(
    split: Annotated[Split, typer.Option(help="質問のどちらの半分か")] = Split.development,
    as_json: JsonOption = False,
    verbose: VerboseOption = False,
) -> None:
    """同じ物事について、資料にあることとないことを一つずつ尋ね、あれば答え、なければないと言うかを、別の索引で測ります。"""
    from evals.office_conversations import DATASETS
    from evals.told_and_untold import Outcome, describe, figures, load_twins, measure

    def measured(half: str, home: Path, progress: Progress) -> Sequence[Outcome]:
        return measure(load_twins(half), DATASETS / half / "documents", home, progress)

    _report(split, "質問", measured, figures, describe, as_json, verbose)


def _report(
    split: Split,
    counted: str,
    measured: Callable[[str, Path, Progress], Sequence[Told]],
    figures: Callable[[Sequence[Told]], Mapping[str, Figure]],
    describe: Callable[[str, Sequence[Told], bool], str],
    as_json: bool,
    verbose: bool,
) -> None:
    """Measure each half, given an empty folder for an index of its own, and print its figures."""
    from assistant.console import counting

    report = {}
    for half in SPLITS if split is Split.all else (split.value,):
        with tempfile.TemporaryDirectory(prefix="shien-invented-") as home, counting(counted) as progress:
            outcomes = measured(half, Path(home), progress)
        report[half] = {name: asdict(figure) for name, figure in figures(outcomes).items()}
        if not as_json:
            typer.echo(describe(half, outcomes, verbose))
    if as_json:
        typer.echo(json.dumps(report, ensure_ascii=False))
