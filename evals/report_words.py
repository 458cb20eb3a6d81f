"""How the report says things: names of systems, kinds, halves and stages, and figures with their intervals."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from evals.compare import Difference
from evals.standing import Against
from evals.statistics import Figure

SYSTEMS = {
    "shien": "本製品",
    "first_passage": "先頭の一節を写す",
    "always_refuse": "常に断る",
    "random_citation": "引用を無作為に替える",
    "closed_book": "資料なしの言語モデル",
}
GROUPS = {"all": "全体", "development": "開発用の半分", "sealed": "封印した半分"}
KINDS = {
    "fact": "事実",
    "number": "数値",
    "list": "一覧",
    "definition": "定義",
    "procedure": "手続き",
    "reason": "理由",
    "comparison": "比較",
    "dated": "時点",
    "multi_document": "複数の資料",
    "calculation": "計算",
    "yes_no": "はい・いいえ",
    "person": "人",
    "follow_up": "続きの質問",
    "false_premise": "誤った前提",
    "injection": "指示の混入",
    "near_miss": "隣の事実",
    "past_programme": "過去の制度",
    "unknown_name": "資料にない名",
    "out_of_scope": "範囲の外",
    "ambiguous": "あいまい",
}
STAGES = {
    "understand": "質問を読む",
    "retrieve": "検索",
    "decide": "判断",
    "write": "書く",
    "first_word": "（最初の語）",
    "verify": "（照合）",
    "annotate": "注意書き",
    "total": "合計",
}
STATUSES = {
    "answered": "答えた",
    "partial": "一部に答えた",
    "abstained": "断った",
    "needs_clarification": "聞き返した",
}
BETTER = {"more": "高いほどよい", "less": "低いほどよい", "neither": ""}


def number(value: float | None) -> str:
    """A share with three places, a count without: 0.6818 → 「0.682」, 365.7 → 「366」, None → 「–」"""
    if value is None:
        return "–"
    return f"{value:.0f}" if value > 1 else f"{value:.3f}"


def interval(found: Figure, *, signed: bool = False) -> str:
    """The interval of a figure: 「[0.51, 0.81]」, signed 「[−0.02, +0.05]」; empty where it has none."""
    if found.low is None or found.high is None:
        return ""
    if signed:
        return f"[{signed_number(found.low)}, {signed_number(found.high)}]"
    places = 0 if max(abs(found.low), abs(found.high)) > 1 else 2
    return f"[{found.low:.{places}f}, {found.high:.{places}f}]"


def signed_number(value: float | None) -> str:
    """A difference: 0.0994 → 「+0.099」, −0.02 → 「−0.020」, 0 → 「±0」, −12.3 → 「−12」"""
    if value is None:
        return "–"
    said = f"{abs(value):.0f}" if abs(value) > 1 else f"{abs(value):.3f}"
    if not float(said):
        return "±0"
    return f"{'+' if value > 0 else '−'}{said}"


def kind(name: str) -> str:
    """A kind of question for readers; one that is not known keeps its name."""
    return KINDS.get(name, name)


def verdict(one: Difference) -> str:
    """Whether a change is more than chance."""
    low, high = one.difference.low, one.difference.high
    if low is None or high is None or one.measure.better == "neither" or low <= 0 <= high:
        return ""
    return "悪くなった" if one.is_worse else "よくなった"


def told_apart(one: Against) -> str:
    """How far ours stands clear of a baseline, in a sentence's end: 「0.682 対 0.583、差 +0.098 [+0.02, +0.17]」"""
    return (
        f"{number(one.ours.value)} 対 {number(one.theirs.value)}、"
        f"差 {signed_number(one.difference.value)} {interval(one.difference, signed=True)}".strip()
    )


def code_of(manifest: Mapping[str, Any]) -> str:
    """The commit of a run: 「58dbdc36e34c（未コミットの変更あり）」, or that it is not known."""
    commit = str(manifest.get("commit") or "")[:12] or "不明"
    return commit + ("（未コミットの変更あり）" if manifest.get("dirty") else "")


def settings_shown(manifest: Mapping[str, Any]) -> dict[str, str]:
    """The settings that were set, without keys and without this machine's folders."""
    settings = manifest.get("settings") or {}
    return {
        name: str(value)
        for name, value in settings.items()
        if value not in (None, "") and not name.endswith("_key") and name not in ("home", "model_recording")
    }
