"""What was run, the headline figures, and how far the product stands clear of the baselines."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from evals.html.elements import Html, folded, join, table, tag
from evals.html.parts import note, section, value, whole
from evals.report_data import Group, ReportData, Row
from evals.report_words import BETTER, GROUPS, SYSTEMS, code_of, interval, settings_shown, told_apart
from evals.standing import Against, Standing
from evals.statistics import LEVEL, RESAMPLES

HEADLINES = (
    "all_nuggets_cited",
    "refusal_recall",
    "over_refusal",
    "citation_recall",
    "numeric_precision",
    "forbidden_hit",
)
"""Read together: what answers hold, what is refused and what is refused in vain, what each sentence stands on."""
_GAMES = {
    "first_passage": "検索の先頭の一節を、丸ごと引用つきで写します。写した文は必ず引用に支えられ、断ることもありません。",
    "always_refuse": "すべての質問を断ります。断るべき質問はすべて断れ、誤りも言いません。",
    "random_citation": "本製品の文のまま、引用だけを無作為に替えます。文に事実があるかだけを見る測り方では、見分けられません。",
    "closed_book": "同じ言語モデルに、資料を渡さずに聞きます。もっともらしく答えられても、出典はありません。",
}


def what_was_run(data: ReportData) -> Html:
    """The manifest: enough to do it again."""
    manifest = data.manifest
    told = {
        "実行": str(manifest.get("started", "")),
        "版": f"{manifest.get('version', '')}　コミット {code_of(manifest)}",
        "書き手": f"{manifest.get('engine', '')}　言語モデル {_model(manifest)}",
        "索引": str(manifest.get("build_id", "")),
        "質問集": f"{manifest.get('dataset', '')}（{GROUPS.get(manifest['split'], manifest['split'])}）"
        f"　{manifest['items']}件",
        "質問集の sha256": str(manifest["dataset_sha256"]),
    }
    rows = [join(tag("dt", name), tag("dd", said)) for name, said in told.items()]
    prompts = [(name, told) for name, told in (manifest.get("prompts") or {}).items()]
    settings = list(settings_shown(manifest).items())
    more = [table("設定（鍵とフォルダーを除く）", ("設定", "値"), settings, numbers_from=2)]
    if prompts:
        more.append(table("言語モデルへの指示文", ("ファイル", "sha256"), prompts, numbers_from=2))
    return section("run", "評価したもの", tag("dl", *rows), folded("設定と指示文", *more))


def _model(manifest: Mapping[str, Any]) -> str:
    settings = manifest.get("settings") or {}  # where runs had it before it stood by itself
    return str(manifest.get("model") or settings.get("model") or "なし")


def headlines(data: ReportData) -> Html:
    """The figures to look at first, each with its interval and n."""
    rows = {row.measure.id: row for row in data.whole.rows}
    cards = [_card(rows[name], data.systems) for name in HEADLINES]
    return section(
        "headlines",
        "おもな数値",
        tag("div", *cards, class_="cards"),
        note(
            f"[ ] は {LEVEL:.0%} 区間（文書ごとに {RESAMPLES:,} 回引き直し）です。文書が少ないので、粗い目安です。"
            "n は分母で、失敗した質問も最も悪い値として数えます。"
        ),
    )


def _card(row: Row, systems: tuple[str, ...]) -> Html:
    found = row.figures["shien"]
    others = "　".join(
        f"{SYSTEMS[s]} {_plain(row, s)}" for s in systems[1:] if row.figures[s].value is not None
    )
    return tag(
        "div",
        tag("h3", row.measure.label),
        tag("p", value(found), class_="big"),
        tag("p", f"{interval(found)} n={found.n:,}　{BETTER[row.measure.better]}", class_="note"),
        tag("p", others, class_="note others") if others else "",
        class_="card",
    )


def _plain(row: Row, system: str) -> str:
    found = row.figures[system].value
    return "–" if found is None else f"{found:.2f}"


def baselines(data: ReportData) -> Html:
    """Each baseline: what it games, and how far ours stands clear of it where it is found out."""
    return section(
        "baselines",
        "比べる相手との隔たり",
        note(
            "工夫のない答え方を、同じ質問で並べて採点しています。どれも、ある測り方だけなら高い値になります。"
            "その裏をかける測り方で、本製品が偶然より大きくまさるかを見ます（差は同じ質問どうしで引き、区間つき。差の n は質問の数です）。"
        ),
        *(_standing(one) for one in data.standings),
    )


def _standing(one: Standing) -> Html:
    return tag(
        "div",
        tag("h3", SYSTEMS[one.system]),
        tag("p", _GAMES[one.system]),
        tag("ul", *(_line("得をする測り方", a) for a in one.games), *(_clear(a) for a in one.told_by)),
        class_="standing",
    )


def _line(lead: str, one: Against) -> Html:
    return tag(
        "li", f"{lead}: {one.measure.label}　", tag("small", f"{told_apart(one)} n={one.difference.n}")
    )


def _clear(one: Against) -> Html:
    verdict, tone = ("まさる", "good") if one.is_clear else ("まさるとは言えない", "bad")
    badge = tag("strong", verdict, class_=tone)
    return tag(
        "li", badge, f" {one.measure.label}　", tag("small", f"{told_apart(one)} n={one.difference.n}")
    )


def every_measure(data: ReportData) -> Html:
    """All measures of all questions, and of each half where the run holds both."""
    tables = [folded(_group_title(g), _measures(g), opened=g is data.whole) for g in data.groups]
    return section("measures", "すべての測り方", *tables)


def _group_title(group: Group) -> str:
    return f"{GROUPS.get(group.name, group.name)}: {group.n}件（失敗 {group.failed}件）"


def _measures(group: Group) -> Html:
    systems = [name for name in SYSTEMS if name in group.rows[0].figures]
    rows = []
    for row in group.rows:
        name = join(row.measure.label, tag("small", f" {row.measure.id}", class_="id"))
        cells = [whole(row.figures[s]) if s in row.figures else "" for s in systems]
        rows.append((name, BETTER[row.measure.better], *cells))
    head = ("測り方", "向き", *(SYSTEMS[system] for system in systems))
    return table(f"{GROUPS.get(group.name, group.name)}の数値（n={group.n}）", head, rows, numbers_from=2)
