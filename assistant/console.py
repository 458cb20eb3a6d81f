"""What the command shows on a terminal. Results go to stdout, progress and remarks to stderr."""

from __future__ import annotations

import json
import shlex
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, fields
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from assistant.answering.annotate import (
    STANDING_WORDS,
    japanese_date,
    page_in_words,
    places_in_words,
    standing_of,
)
from assistant.errors import shown
from assistant.filters import regions_of
from assistant.model.usage import usage_in_words
from assistant.text.names import Resolved
from assistant.types import Answer, Hit, Place, Statement
from assistant.written_out import answer_lines

if TYPE_CHECKING:
    from assistant.batch import BatchResult
    from assistant.doctor import Check
    from assistant.index.build import Progress
    from assistant.index.embed_passages import EmbeddingPlan, EmbeddingUse
    from assistant.index.ingest import IngestReport
    from assistant.opened import Assistant
    from assistant.settings import Settings

MAX_NAMED = 8
_STATUS = {"ok": "○", "warning": "△", "error": "×"}


def tell(line: str) -> None:
    """A line of the result."""
    typer.echo(shown(line))


def say(line: str) -> None:
    """A remark beside the result."""
    typer.echo(shown(line), err=True)


@contextmanager
def ingest_progress() -> Iterator[Progress]:
    """A progress bar on a terminal; nothing where stderr is not one."""
    with _bar() as bar:
        task = bar.add_task("準備", total=None)

        def show(what: str, done: int, total: int) -> None:
            bar.update(task, description=what, completed=done, total=total or None)

        yield show


@contextmanager
def counting(what: str) -> Iterator[Callable[[int, int], None]]:
    """A progress bar that counts."""
    with _bar() as bar:
        task = bar.add_task(what, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)


@contextmanager
def writing() -> Iterator[Callable[[tuple[Statement, ...]], None]]:
    """A line on a terminal that tells how many sentences of a language model are confirmed so far."""
    from rich.console import Console

    console = Console(stderr=True)
    if not console.is_terminal:
        yield lambda _statements: None
        return
    with console.status("資料を調べています…") as status:
        yield lambda statements: status.update(f"言語モデルが書いています…（{len(statements)} 文）")


@contextmanager
def _bar() -> Iterator[Any]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    console = Console(stderr=True)
    columns = (
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=console, disable=not console.is_terminal, transient=True) as bar:
        yield bar


def print_ingest_report(report: IngestReport) -> None:
    """What an ingest did."""
    if report.rebuilt_because:
        what = "ベクトルだけ" if report.vectors_only else "索引"
        tell(f"{what}を作り直しました。理由: {report.rebuilt_because}")
    tell(
        f"資料 {report.documents} 件（追加 {len(report.added)}、更新 {len(report.updated)}、"
        f"削除 {len(report.removed)}、変更なし {report.unchanged}）、{report.passages} 箇所を検索できます。"
        f" {report.seconds:.1f} 秒"
    )
    if report.embedding:
        tell(_embedding_line(report.embedding))
    for path, kept in report.duplicates:
        tell(f"同じ内容のため省きました: {path}（{kept} と同じ）")
    if report.ignored:
        names = "、".join(_told_apart(report.ignored)[:MAX_NAMED])
        more = f" ほか {len(report.ignored) - MAX_NAMED} 件" if len(report.ignored) > MAX_NAMED else ""
        tell(f"読める形式ではないため省きました: {names}{more}")
    for path, remark in report.suspicious[:MAX_NAMED]:
        say(f"注意: {Path(path).name}: {remark}")
    if len(report.suspicious) > MAX_NAMED:
        say(f"注意: ほか {len(report.suspicious) - MAX_NAMED} 件の資料にも同じような箇所があります。")
    # Counted, because two files of one name fail in the same words.
    for message, hint in (Counter(report.failed) - Counter(report.failed_earlier)).elements():
        say(f"取り込めませんでした: {message} {hint}")
    if report.failed_earlier:
        say(
            f"ほかに、以前に指定された資料のうち {len(report.failed_earlier)} 件を取り込めていません。"
            "名前と理由は「shien doctor」で見られます。"
        )


def print_way_without_shipped(report: IngestReport, settings: Settings) -> None:
    """How to be rid of the shipped documents, where they were added to documents of an agency's own."""
    corpus = settings.corpus.resolve()
    shipped = sum(Path(added).is_relative_to(corpus) for added in report.added)
    if shipped and report.documents > shipped:
        say(
            f"付属の資料 {shipped} 件も加えました。"
            f"要らないときは「shien ingest --drop {shlex.quote(str(corpus))}」で外せます。"
        )


def _told_apart(paths: Sequence[str]) -> list[str]:
    """The names of files, with their folder where two have one name."""
    counted = Counter(Path(path).name for path in paths)
    return [
        name if counted[name := Path(path).name] == 1 else f"{Path(path).parent.name}/{name}"
        for path in paths
    ]


def result_line(result: BatchResult, target: Path) -> str:
    """What a run over a file's lines did, and what is left to do."""
    retried = f"、前にエラーだった {result.retried} 件をやり直し" if result.retried else ""
    failing = "。エラーの行は、もう一度実行するとやり直します" if result.failed else ""
    return (
        f"{result.written} 件を書き込みました（うちエラー {result.failed} 件、前回まで {result.resumed} 件{retried}）: "
        f"{target}{failing}"
    )


def print_plan(plan: EmbeddingPlan) -> None:
    """What is about to be embedded, where it goes, and what that costs."""
    where = f"{plan.address} へ送ります" if plan.address else "この端末で計算します"
    stored = f"（ほか {plan.stored:,} 箇所は計算済み）" if plan.stored else ""
    line = f"埋め込み {plan.embedding}: {plan.passages:,} 箇所{stored}、約 {plan.estimated_tokens:,} トークン（見積もり）を{where}。"
    if plan.estimated_usd is not None:
        as_of = f"、{japanese_date(plan.price_as_of)}時点" if plan.price_as_of else ""
        line += f"料金は約 ${plan.estimated_usd:.4f}（100万トークンあたり ${plan.usd_per_million_tokens:g}{as_of}）です。"
    elif plan.address:
        line += "料金は SHIEN_EMBEDDING_PRICE に単価（100万トークンあたりのドル）を設定すると示します。"
    say(line)


def _embedding_line(use: EmbeddingUse) -> str:
    stored = f"（ほか {use.stored:,} 箇所は計算済み）" if use.stored else ""
    line = f"埋め込み {use.embedding}: {use.passages:,} 箇所を計算しました{stored}。"
    if use.tokens is not None:
        cost = f"、料金は約 ${use.usd:.4f}" if use.usd is not None else ""
        line += f"実際は {use.tokens:,} トークン{cost}。"
    return line


def print_answer(answer: Answer) -> None:
    """An answer with its sources and notices."""
    for line in answer_lines(answer):
        tell(line)
    if used := usage_in_words(answer):
        tell(f"※ {used}")


def print_outgoing(question: str, settings: Settings, as_json: bool) -> None:
    """What another machine would get of a question, and what each placeholder stands for. Nothing is sent."""
    from assistant import open_assistant
    from assistant.outgoing import model_leaves, outgoing, something_leaves

    leaves, masked, prompt = something_leaves(settings), outgoing(question, settings), None
    if model_leaves(settings):
        with open_assistant(settings) as shien:
            prompt = shien.on_this_machine().outgoing(question)
    replacements = prompt.replacements if prompt else masked.replacements
    if as_json:
        value = {
            "leaves_machine": leaves,
            "question": masked.question,
            "replacements": [{"placeholder": mark, "original": said} for mark, said in replacements],
            "messages": [asdict(message) for message in prompt.messages] if prompt else [],
        }
        return typer.echo(json.dumps(value, ensure_ascii=False, indent=2))
    if not leaves:
        say("いまの設定では、質問はこの端末の外に出ません。外のモデルを使う設定にした場合の文を示します。")
    for text in [message.text for message in prompt.messages] if prompt else [masked.question]:
        tell(text)
    for placeholder, said in replacements:
        tell(f"  {placeholder} ← {said}（端末の外に出ません）")


def hit_to_dict(rank: int, hit: Hit, shien: Assistant) -> dict[str, Any]:
    """A hit as JSON: where it is, what it says, how it scored."""
    passage, document = hit.passage, shien.document(hit.passage.doc_id)
    place = shien.index.place(passage.doc_id, passage.page_index, passage.start, passage.end)
    return {
        "rank": rank,
        "score": round(hit.score, 4),
        "channels": {name: round(score, 4) for name, score in hit.channels.items()},
        "passage_id": passage.passage_id,
        "doc_id": passage.doc_id,
        "title": document.title,
        "published": document.published,
        "standing": standing_of(document, "", date.today()),
        "regions": [region.name for region in regions_of(passage, document)],
        "page": place.page,
        "page_index": passage.page_index,
        "row": place.row,
        "section": passage.section,
        "start": passage.start,
        "end": passage.end,
        "text": passage.text,
        "source": document.source,
        "also": [asdict(shien.index.place(p.doc_id, p.page_index, p.start, p.end)) for p in hit.also],
    }


def print_resolved(resolved: Sequence[Resolved]) -> None:
    """What was searched for instead of what was typed, in one line; nothing where it was searched for as it was."""
    taken = [f"「{found.said}」は「{found.name}」" for found in resolved if found.how != "spelling"]
    if taken:
        tell(f"※ {'、'.join(taken)}として探しました。")


def print_hits(rows: Sequence[dict[str, Any]]) -> None:
    """Passages found, best first."""
    if not rows:
        tell("見つかりませんでした。")
    for row in rows:
        section = " > ".join(row["section"])
        tell(
            f"{row['rank']}. [{row['score']:.2f}] {row['title']}"
            f"（{japanese_date(row['published'])}・{STANDING_WORDS[row['standing']]}）"
            f" {' '.join(filter(None, [section, page_in_words(_place_of(row))]))}"
        )
        tell("   " + " ".join(row["text"].split())[:200])
        if row["also"]:
            tell(f"   同じ文: {places_in_words(Place(**place) for place in row['also'])}")


def _place_of(row: dict[str, Any]) -> Place:
    return Place(**{field.name: row[field.name] for field in fields(Place)})


def print_checks(checks: Sequence[Check]) -> None:
    """The doctor's findings, with the way to mend what is wrong."""
    for check in checks:
        tell(f"{_STATUS[check.status]} {check.name}: {check.detail}")
        if check.fix:
            tell(f"   → {check.fix}")
