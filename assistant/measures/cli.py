"""The command ``shien measures``: the register of support measures."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.commands import JsonOption, opened, print_json, settings_now
from assistant.help import Commands
from assistant.measures.vocabulary import KINDS

if TYPE_CHECKING:
    from assistant.settings import Settings

app = Commands(
    help="支援施策の登録簿: 一覧、条件との突き合わせ、外部の一覧の取り込み、点検。",
    no_args_is_help=True,
)


@app.command(name="list")
def list_measures(
    kind: Annotated[
        list[str] | None, typer.Option(help=f"種類でしぼります: {'・'.join(KINDS)}。何度でも指定できます。")
    ] = None,
    standing: Annotated[
        list[str] | None, typer.Option(help="状態でしぼります: current・planned・past・unknown。")
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """登録されている施策を、種類と状態をそえて並べます。"""
    from datetime import date

    from assistant.console import tell
    from assistant.measures.register import read_register
    from assistant.measures.show import chosen, summary, summary_line

    today, register = date.today(), read_register(settings_now())
    found = chosen(register.all_entries(), kind or (), standing or (), today)
    if as_json:
        print_json([summary(entry, today) for entry in found])
        return
    for entry in found:
        tell(summary_line(entry, today))
    tell(f"{len(found)} 件")


@app.command()
def show(
    name: Annotated[str, typer.Argument(help="施策の id か名前。")],
    as_json: JsonOption = False,
) -> None:
    """1つの施策を、根拠の引用と日付をそえて示します。"""
    from datetime import date

    from assistant.console import tell
    from assistant.measures.register import read_register
    from assistant.measures.show import details, details_lines, known_entry
    from assistant.measures.store import note_on

    today, settings = date.today(), settings_now()
    register = read_register(settings)
    entry = known_entry(register, name)
    with opened(settings) as shien:
        told = {**details(entry, register, shien.index, today), "note": note_on(settings, entry)}
    if as_json:
        print_json(told)
        return
    for line in details_lines(told):
        tell(line)


@app.command()
def note(
    name: Annotated[str, typer.Argument(help="施策の id か名前。")],
    text: Annotated[str, typer.Argument(help="メモ。空にすると消します。")],
) -> None:
    """施策に、支援機関のメモを付けます。一覧を取り込み直しても残り、「shien measures show」に出ます。"""
    from assistant.console import tell
    from assistant.measures.register import read_register
    from assistant.measures.show import known_entry
    from assistant.measures.store import keep_note

    settings = settings_now()
    entry = known_entry(read_register(settings), name)
    keep_note(settings, entry, text)
    tell(f"「{entry.name}」のメモを{'残しました' if text.strip() else '消しました'}。")


@app.command()
def match(
    text: Annotated[str, typer.Argument(help="相談の内容。例: 「従業員30人の金属加工、大学と試作をしたい」")],
    most: Annotated[int, typer.Option("-k", min=1, max=100, help="候補の数（1〜100）。")] = 10,
    as_json: JsonOption = False,
) -> None:
    """相談の内容から、当てはまりそうな施策を、条件ごとの 満たす（○）・満たさない（×）・要確認（？）とともに並べます。"""
    from datetime import date

    from assistant.answering.checks import check as check_question
    from assistant.console import ingest_progress, tell
    from assistant.measures.citing import founded_in
    from assistant.measures.index import open_measures
    from assistant.measures.match import match as matched_with
    from assistant.measures.show import matched_lines, matched_to_dict
    from assistant.measures.situation import read_situation

    settings, today = settings_now(), date.today()
    check_question(text, "auto", settings)
    with opened(settings) as shien:
        with ingest_progress() as progress:
            measures = open_measures(settings, progress)
        try:
            profile, is_founded = read_situation(text, today), founded_in(shien.index)
            found = matched_with(text, profile, measures, today, shown=most, is_founded=is_founded)
        finally:
            measures.close()
        told = matched_to_dict(text, found, measures.register, shien.index, today)
    if as_json:
        print_json(told)
        return
    for line in matched_lines(told):
        tell(line)


@app.command()
def check(as_json: JsonOption = False) -> None:
    """登録簿を点検します。書き方の誤り、文書にない引用、引用にない数値を、1件1行で示します。"""
    from dataclasses import asdict

    from assistant.console import tell
    from assistant.measures.check import link_problems, quote_problems
    from assistant.measures.shipped import files_of, read_files

    settings = settings_now()
    entries, problems = read_files(settings.corpus / "measures")
    file_of = files_of(settings.corpus / "measures")
    with opened(settings) as shien:
        texts: dict[str, list[str]] = {}
        for (doc_id, _), text in shien.index.page_texts.items():
            texts.setdefault(doc_id, []).append(text)
    found = [*problems, *quote_problems(entries, texts, file_of), *link_problems(entries, file_of)]
    if as_json:
        print_json([asdict(problem) for problem in found])
    else:
        for problem in found:
            tell(str(problem))
        tell(f"施策 {len(entries)} 件、直すところ {len(found)} 件。")
    raise typer.Exit(1 if found else 0)


@app.command("import")
def import_(
    file: Annotated[
        Path | None, typer.Argument(help="一覧のファイル（.csv・.tsv・.xlsx・.json）。", show_default=False)
    ] = None,
    mapping: Annotated[
        Path | None,
        typer.Option(help="列の対応表（TOML）。省くと、列の見出しから推定します。", show_default=False),
    ] = None,
    preview: Annotated[
        bool, typer.Option("--preview", help="取り込まずに、どうなるかだけを示します。")
    ] = False,
    list_id: Annotated[
        str | None, typer.Option(help="一覧の名前。省くと、ファイルの名前。", show_default=False)
    ] = None,
    remove: Annotated[
        bool, typer.Option("--remove", help="取り込んだ一覧を外します。メモは残ります。")
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """外部の施策の一覧を取り込みます。同じ名前の一覧は、新しい内容に入れ替わります。"""
    from dataclasses import asdict

    from assistant.console import counting, tell
    from assistant.errors import InputError
    from assistant.measures.importing.lists import import_list
    from assistant.measures.importing.lists import preview as previewed
    from assistant.measures.importing.mapping import read_mapping
    from assistant.measures.importing.report import preview_lines, report_lines

    settings = settings_now()
    if remove:
        return _remove(list_id or (file.stem if file else ""), settings, as_json)
    if file is None:
        raise InputError(
            "一覧のファイルがありません。", "「shien measures import 一覧.csv」のように指定してください。"
        )
    columns = read_mapping(mapping) if mapping else None
    if preview:
        shown = previewed(settings, file, columns, list_id=list_id)
        value, words = asdict(shown), preview_lines(shown)
    else:
        with counting("取り込み") as progress:
            report = import_list(settings, file, columns, progress, list_id=list_id)
        value, words = asdict(report), report_lines(report)
    if as_json:
        return print_json(value)
    for line in words:
        tell(line)


def _remove(name: str, settings: Settings, as_json: bool) -> None:
    from assistant.console import tell
    from assistant.measures.importing.lists import list_id_of
    from assistant.measures.store import remove_list

    list_id = list_id_of(name)
    removed = remove_list(settings, list_id)
    if as_json:
        return print_json({"list_id": list_id, "removed": removed})
    return tell(f"一覧「{list_id}」（{removed} 件）を外しました。")


@app.command()
def fetch(
    keywords: Annotated[
        list[str], typer.Argument(metavar="KEYWORD...", help="探す言葉（2〜255文字。いくつでも）。")
    ],
    area: Annotated[
        list[str] | None, typer.Option(help="都道府県、地方、全国（何度でも指定できます）。")
    ] = None,
    industry: Annotated[
        list[str] | None, typer.Option(help="業種。製造業、小売業など（何度でも指定できます）。")
    ] = None,
    employees: Annotated[str, typer.Option(help="従業員数の区分: 5名以下、20名以下、50名以下など。")] = "",
    include_all: Annotated[
        bool, typer.Option("--all", help="受付前・受付終了のものも取り込みます。")
    ] = False,
    details: Annotated[
        bool, typer.Option("--details", help="補助率・業種・概要も、1件ずつ問い合わせて取り込みます。")
    ] = False,
    refresh: Annotated[
        bool, typer.Option("--refresh", help="24時間以内に取得した答えがあっても、問い合わせ直します。")
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """Jグランツの補助金を探して登録簿に取り込みます（SHIEN_JGRANTS=true のとき）。言葉と選んだ条件だけが外に出ます。"""
    from datetime import date

    from assistant.console import counting
    from assistant.measures.jgrants.asked import Narrowed
    from assistant.measures.jgrants.fetch import fetch_into_register
    from assistant.measures.jgrants.report import print_report, report_to_dict

    narrowed = Narrowed(tuple(area or ()), tuple(industry or ()), employees, accepting=not include_all)
    with counting("詳細") as progress:
        report = fetch_into_register(
            settings_now(),
            keywords,
            narrowed,
            today=date.today(),
            details=details,
            refresh=refresh,
            progress=progress,
        )
    if as_json:
        print_json(report_to_dict(report))
    else:
        print_report(report)
