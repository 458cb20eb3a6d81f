"""The command ``shien``: one function per subcommand, no logic of its own.

Heavy imports stay inside the functions, so that ``shien --help`` answers at once.
"""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from assistant.commands import JsonOption, opened, print_json, settings_now
from assistant.errors import InputError
from assistant.help import Commands
from assistant.measures.cli import app as measures
from assistant.usage import EXIT_USER_ERROR, run_command

if TYPE_CHECKING:
    from assistant.index.ingest import IngestReport

app = Commands(
    name="shien",
    help="支援機関の資料から、出典・日付つきで答えるアシスタント。設定を変えないかぎり、すべてこの端末の中で動きます。",
    no_args_is_help=True,
)
app.add_typer(measures, name="measures")
_PASSED_ON = {"allow_extra_args": True, "ignore_unknown_options": True, "help_option_names": []}

EngineOption = Annotated[
    str, typer.Option(help="auto・extractive（資料の文をそのまま使う）・llm（言語モデル）。")
]
DocOption = Annotated[
    list[str] | None, typer.Option("--doc", help="この資料だけから探します（文書ID。何度でも指定できます）。")
]
SinceOption = Annotated[
    str | None, typer.Option(help="この時期からの資料: 2023、2023-05、2023-05-01 のどれかの形。")
]
UntilOption = Annotated[str | None, typer.Option(help="この時期までの資料。形は --since と同じ。")]
StandingOption = Annotated[
    list[str] | None,
    typer.Option(
        help="きょうの時点での状態: current（現行）・planned（予定・検討中）・past（過去）・unknown（不明）。"
    ),
]
KindOption = Annotated[
    list[str] | None,
    typer.Option(help="資料の種類: minutes・report・summary・programme・slides・other。"),
]
RegionOption = Annotated[
    list[str] | None,
    typer.Option(help="都道府県や地域（大阪、関東など）。その地域の箇所と、地域を述べない箇所を探します。"),
]


def _place(value: str) -> Path:
    """A place on the command line; an empty one, as of an unset variable, is none: Path("") would be the folder one is in."""
    if not value.strip():
        raise InputError("取り込む場所が空です。", "ファイルかフォルダーの場所を書いてください。")
    return Path(value)


def _nothing_taken_in(paths: Sequence[Path], report: IngestReport) -> bool:
    """Whether files were named, no folder, and none of them could be read."""
    failed_now = len(report.failed) - len(report.failed_earlier)
    return 0 < len(paths) <= failed_now and not any(path.is_dir() for path in paths)


@app.command()
def ingest(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(
            help="取り込むファイルやフォルダー。省くと、付属の資料。",
            show_default=False,
            parser=_place,
        ),
    ] = None,
    rebuild: Annotated[bool, typer.Option("--rebuild", help="変わっていない資料も読み直します。")] = False,
    drop: Annotated[
        bool, typer.Option("--drop", help="PATH を索引から外します（ファイルは消しません）。")
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """資料を取り込み、索引を新しくします。変わった資料だけを読みます。

    これまでに取り込んだ場所も見直します。場所を省くと、付属の資料も取り込みます。
    """
    from assistant.console import ingest_progress, print_ingest_report, print_plan, print_way_without_shipped
    from assistant.index.ingest import ingest as run

    settings, named = settings_now(), paths or []
    if drop and not named:
        raise InputError(
            "外す場所がありません。", "「shien ingest --drop PATH」のように場所を書いてください。"
        )
    with ingest_progress() as progress:
        report = run(
            named,
            settings,
            rebuild=rebuild,
            drop=drop,
            progress=progress,
            announce=print_plan,
        )
    if as_json:
        from dataclasses import asdict

        print_json(asdict(report))
    else:
        print_ingest_report(report)
    if not named:
        print_way_without_shipped(report, settings)
    if _nothing_taken_in(named, report):
        raise typer.Exit(EXIT_USER_ERROR)


@app.command()
def ask(
    question: Annotated[str, typer.Argument(help="質問。")],
    engine: EngineOption = "auto",
    as_json: JsonOption = False,
    show_outgoing: Annotated[
        bool, typer.Option("--show-outgoing", help="答えずに、外に送る文だけを示します。")
    ] = False,
) -> None:
    """質問に、資料の文と出典で答えます。資料になければ、ないと答えます。"""
    from assistant import answer_to_dict
    from assistant.answering.checks import check
    from assistant.console import print_answer, print_outgoing, writing

    settings = settings_now()
    check(question, engine, settings)
    if show_outgoing:
        return print_outgoing(question, settings, as_json)
    with opened(settings) as shien, writing() as show:
        answer = shien.ask(question, engine=engine, on_statements=show)
    if as_json:
        print_json(answer_to_dict(answer))
    else:
        print_answer(answer)


@app.command()
def search(
    query: Annotated[str, typer.Argument(help="探す言葉。")],
    k: Annotated[int, typer.Option("-k", min=1, max=1000, help="件数（1〜1000）。")] = 10,
    doc: DocOption = None,
    since: SinceOption = None,
    until: UntilOption = None,
    standing: StandingOption = None,
    kind: KindOption = None,
    region: RegionOption = None,
    as_json: JsonOption = False,
) -> None:
    """質問や言葉に近い箇所を、点数の高い順に並べます。資料・時期・状態・地域でしぼれます。"""
    from dataclasses import asdict

    from assistant.answering.annotate import notice_without_vectors
    from assistant.answering.checks import check
    from assistant.console import hit_to_dict, print_hits, print_resolved, say
    from assistant.filters import filters_from

    settings = settings_now()
    check(query, "auto", settings)
    filters = filters_from(doc, since, until, standing, kind, region)
    with opened(settings) as shien:
        resolved, _ = shien.resolve(query)
        hits = shien.search(query, k, filters)
        rows = [hit_to_dict(rank, hit, shien) for rank, hit in enumerate(hits, start=1)]
        notices = notice_without_vectors(shien.index.embedding.problem())
    for notice in notices:
        say(f"注意: {notice.text}")
    if as_json:
        if not rows:  # an empty list has no place for it
            for found in resolved:
                say(f"「{found.said}」は「{found.name}」として探しました。")
        print_json([{**row, "resolved": [asdict(found) for found in resolved]} for row in rows])
    else:
        print_resolved(resolved)
        print_hits(rows)


@app.command()
def batch(
    source: Annotated[
        Path,
        typer.Argument(
            metavar="IN.jsonl",
            help='1行に1問: {"id", "question", "history"?}。history は [{"role": "user" か "assistant", "content"}]',
        ),
    ],
    target: Annotated[Path, typer.Argument(metavar="OUT.jsonl", help="1行に1つの回答。続きから再開します。")],
    engine: EngineOption = "auto",
) -> None:
    """ファイルの質問にまとめて答えます。途中で止めても、もう一度実行すると続きから進み、エラーだった行をやり直します。"""
    from assistant.batch import run_batch
    from assistant.console import counting, result_line, say

    settings = settings_now()
    with opened(settings) as shien, counting("回答") as progress:
        result = run_batch(shien, source, target, engine, progress)
    say(result_line(result, target))
    if result.all_failed:
        raise typer.Exit(EXIT_USER_ERROR)


@app.command()
def verify(
    source: Annotated[
        Path,
        typer.Argument(
            metavar="IN.jsonl",
            help='1行に1文: {"id", "statement", "evidence": [根拠の文…], "date"?: 根拠の日付}',
        ),
    ],
    target: Annotated[Path, typer.Argument(metavar="OUT.jsonl", help="1行に1つの判定。続きから再開します。")],
) -> None:
    """文が根拠に支えられているかを確かめます（数値・日付・名称・肯否・確かさ・何についての値か）。モデルは使いません。"""
    from assistant.console import counting, result_line, say
    from assistant.text.names import read_names
    from assistant.verification import verify_lines

    names = read_names(settings_now().corpus / "aliases.toml")
    with counting("検証") as progress:
        result = verify_lines(source, target, names, progress)
    say(result_line(result, target))
    if result.all_failed:
        raise typer.Exit(EXIT_USER_ERROR)


@app.command()
def ui(
    port: Annotated[int | None, typer.Option(help="ポート番号。省くと 8501 か、空いている番号。")] = None,
    address: Annotated[
        str, typer.Option(help="待ち受けるアドレス。既定では、この端末からだけ使えます。")
    ] = "127.0.0.1",
) -> None:
    """ブラウザーで使う画面を開きます。"""
    arguments = ["--address", address, *(["--port", str(port)] if port is not None else [])]
    _become("ui", arguments)


@app.command(name="eval", context_settings=_PASSED_ON)
def evaluate(context: typer.Context) -> None:
    """答えの質を測ります。くわしくは「shien eval --help」。"""
    _become("evals", context.args)


@app.command()
def doctor(as_json: JsonOption = False) -> None:
    """使える状態かを調べ、足りないものと直し方を示します。"""
    from assistant.console import print_checks
    from assistant.doctor import examine

    checks = examine(settings_now())
    healthy = all(check.status != "error" for check in checks)
    if as_json:
        from dataclasses import asdict

        print_json({"ok": healthy, "checks": [asdict(check) for check in checks]})
    else:
        print_checks(checks)
    raise typer.Exit(0 if healthy else 1)


def main() -> None:
    """Run the command; a user's error becomes two lines and exit code 2, never a traceback."""
    logging.basicConfig(level=logging.ERROR, format="%(levelname)s %(name)s: %(message)s", stream=sys.stderr)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    run_command(lambda: app(prog_name="shien", standalone_mode=False))


def _become(name: str, arguments: list[str]) -> NoReturn:
    """Become the program ui or evals, which the product does not import; signals and exit code are its own."""
    from assistant.settings import PROJECT_ROOT

    path = os.pathsep.join(filter(None, [str(PROJECT_ROOT), os.environ.get("PYTHONPATH")]))
    os.execve(
        sys.executable, [sys.executable, "-P", "-m", name, *arguments], {**os.environ, "PYTHONPATH": path}
    )


if __name__ == "__main__":
    main()
