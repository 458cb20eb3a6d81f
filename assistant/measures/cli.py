"""The command ``shien measures``: the register of support measures."""

from __future__ import annotations

import typer

from assistant.commands import JsonOption, opened, print_json, settings_now

app = typer.Typer(
    help="支援施策の登録簿: 一覧、条件との突き合わせ、外部の一覧の取り込み、点検。",
    no_args_is_help=True,
    rich_markup_mode=None,
)


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
