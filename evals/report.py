"""The report of a run as plain text: every figure with its n, the baselines beside it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from evals.score import (
    CONFIDENCE,
    ERRORS,
    MEASURES,
    ItemScore,
    by_kind,
    by_split,
    cluster_of,
    confidence_figures,
    figures,
)
from evals.statistics import LEVEL, RESAMPLES, Figure

SYSTEMS = ("shien", "first_passage", "always_refuse", "random_citation")
"""In every report; ``closed_book`` stands beside them where a model was asked without the documents."""
KIND_MEASURES = (
    "all_nuggets_cited",
    "nugget_recall",
    "citation_evidence_recall",
    "over_refusal",
    "refusal_recall",
    "clarified",
    "clarification",
    "errors",
)
_GROUP_LABELS = {"all": "全体", "development": "開発用（development）", "sealed": "封印（sealed）"}


def text_report(
    manifest: Mapping[str, Any], systems: Mapping[str, Sequence[ItemScore]], verbose: bool = False
) -> str:
    """Everything a reader needs to judge a run, as lines of text.

    Args:
        manifest: of the run.
        systems: scores of the product and of each baseline, over the same items.
        verbose: also list the items that are not perfect. Sealed ones are only counted: seeing them
            would let them be tuned for.
    """
    groups = {name: by_split(scores) for name, scores in systems.items()}
    lines = [*_heading(manifest), ""]
    for group, members in groups["shien"].items():
        lines += _split_table(group, len(members), {name: groups[name][group] for name in systems})
        lines.append("")
    lines += _kind_table(systems["shien"])
    lines += ["", *_legend()]
    if verbose:
        lines += ["", *_failures(systems["shien"])]
    return "\n".join(lines)


def _heading(manifest: Mapping[str, Any]) -> list[str]:
    commit = (manifest["commit"] or "不明")[:12]
    dirty = "（未コミットの変更あり）" if manifest["dirty"] else ""
    return [
        f"実行   {manifest['started']}  版 {manifest['version']}  コミット {commit}{dirty}",
        f"索引   {manifest['build_id']}  書き手 {manifest['engine']}",
        f"質問集 {manifest['dataset']}  {manifest['items']}件  sha256 {manifest['dataset_sha256'][:12]}",
    ]


def _split_table(group: str, n: int, systems: Mapping[str, Sequence[ItemScore]]) -> list[str]:
    found = {name: figures(scores) for name, scores in systems.items()}
    failed, others = sum(score.failed for score in systems["shien"]), list(systems)[1:]
    lines = [f"■ {_GROUP_LABELS.get(group, group)}: {n}件（答えが返った {n - failed}/{n}、失敗 {failed}）"]
    lines.append(f"{'':<26}{'shien':<30}" + "".join(f"{name:<17}" for name in others).rstrip())
    for measure in (*MEASURES, ERRORS):
        row = f"{measure.id:<26}{_with_interval(found['shien'][measure.id]):<30}"
        row += "".join(f"{_short(found[name][measure.id]):<17}" for name in others)
        lines.append(f"{row}{measure.label}".rstrip())
    sure = confidence_figures(systems["shien"])
    lines += [f"{m.id:<26} {_with_interval(sure[m.id]):<30}{m.label}" for m in CONFIDENCE]
    return lines


def _kind_table(scores: Sequence[ItemScore]) -> list[str]:
    lines = ["■ 質問の種類ごと", f"{'':<18}" + "".join(f"{name:<26}" for name in KIND_MEASURES).rstrip()]
    for kind, members in by_kind(scores).items():
        found = figures(members)
        lines.append(f"{kind:<18}" + "".join(f"{_short(found[name]):<26}" for name in KIND_MEASURES).rstrip())
    return lines


def _legend() -> list[str]:
    return [
        f"[ ] は {LEVEL:.0%} 区間（文書ごとに {RESAMPLES} 回引き直し）。文書が少ないので粗い目安です。",
        "n は分母。失敗した質問も分母に残り、最も悪い値として数えます。– は当てはまるものがないことです。",
        "first_passage は検索の先頭をそのまま写す、always_refuse は常に断る、"
        "random_citation は引用だけ無作為に替える比較用の答え方です。",
    ]


def _failures(scores: Sequence[ItemScore]) -> list[str]:
    wanting = [score for score in scores if score.reasons]
    shown = [score for score in wanting if score.item.split != "sealed"]
    lines = [f"■ 満点でない質問: {len(wanting)}件"]
    for score in shown:
        lines.append(f"{score.item.id} [{score.item.kind}] {score.item.question}")
        lines += [f"    {reason}" for reason in score.reasons]
    hidden = len(wanting) - len(shown)
    if hidden:
        lines.append(f"封印した質問のうち {hidden}件は、内容を示しません。")
    return lines


def _with_interval(found: Figure) -> str:
    if found.value is None or found.low is None or found.high is None:
        return _short(found)
    if found.value > 1:
        return f"{found.value:.0f} [{found.low:.0f}-{found.high:.0f}] n={found.n}"
    return f"{found.value:.3f} [{found.low:.2f}-{found.high:.2f}] n={found.n}"


def _short(found: Figure) -> str:
    if found.value is None:
        return f"– n={found.n}"
    return f"{found.value:.0f} n={found.n}" if found.value > 1 else f"{found.value:.3f} n={found.n}"


def json_report(
    folder: str, manifest: Mapping[str, Any], systems: Mapping[str, Sequence[ItemScore]]
) -> dict[str, Any]:
    """The same figures as plain JSON values, with each item's shares. Reasons of sealed items stay out."""
    measured = {
        name: {group: _figures_json(members) for group, members in by_split(scores).items()}
        for name, scores in systems.items()
    }
    return {
        "run": folder,
        "manifest": dict(manifest),
        "measures": measured,
        "kinds": {kind: _figures_json(members) for kind, members in by_kind(systems["shien"]).items()},
        "items": [_item_json(score) for score in systems["shien"]],
    }


def _figures_json(members: Sequence[ItemScore]) -> dict[str, Any]:
    found = figures(members) | confidence_figures(members)
    return {name: asdict(figure) for name, figure in found.items()}


def _item_json(score: ItemScore) -> dict[str, Any]:
    return {
        "id": score.item.id,
        "split": score.item.split,
        "kind": score.item.kind,
        "cluster": cluster_of(score.item),
        "failed": score.failed,
        "perfect": not score.reasons,
        "shares": score.shares,
        "reasons": [] if score.item.split == "sealed" else list(score.reasons),
    }
