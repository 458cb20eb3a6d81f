"""What the commands of the evaluation take."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer


class Split(StrEnum):
    """Which half of the set to answer."""

    development = "development"
    sealed = "sealed"
    all = "all"


class EngineChoice(StrEnum):
    """Which writer answers."""

    auto = "auto"
    extractive = "extractive"
    llm = "llm"


DatasetOption = Annotated[
    Path,
    typer.Option(
        "--dataset",
        help="質問集のフォルダー、または自分の質問集（.xlsx・.jsonl）",
        show_default="付属の質問集",
    ),
]
JsonOption = Annotated[bool, typer.Option("--json", help="結果を JSON ひとつで出します。")]
ClosedBookOption = Annotated[
    bool,
    typer.Option("--closed-book", help="資料を渡さずに言語モデルにも聞き、比べる相手にします。"),
]
WorkersOption = Annotated[int, typer.Option(min=1, max=64, help="同時に答える質問の数")]
ResumeOption = Annotated[Path | None, typer.Option(help="途中で止まった評価のフォルダー。続きから答えます。")]
VerboseOption = Annotated[
    bool, typer.Option("--verbose", help="満点でない質問と理由も出します（封印した質問は件数だけ）。")
]
