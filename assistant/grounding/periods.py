"""How often or for how long a figure counts: 年間900件 is not 毎月900件, これまでに4回 is not 年に4回."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.grounding.amounts import holders
from assistant.grounding.problem import Problem
from assistant.grounding.reading import Evidence, Sentence
from assistant.text.figures import Figure

_EACH = r"(?:1[かヶヵ]?|ひと|一[かヶヵ]?|毎)?"
_BETWEEN = (
    r"(?:間)?(?:に|で|あたり|当たり|につき|ごとに|、)?(?:約|およそ|おおよそ|最大|平均|延べ|のべ|計)?\s?$"
)
_BEFORE = {
    "年": re.compile(
        rf"(?<![0-9〇一二三四五六七八九元来昨今前翌同周])(?:{_EACH}年(?:度内|度)?|年度内){_BETWEEN}"
    ),
    "月": re.compile(
        rf"(?<![0-9〇一二三四五六七八九年先来今前翌同毎])(?:{_EACH}月){_BETWEEN}|毎月{_BETWEEN}"
    ),
    "週": re.compile(rf"(?<![先来今前翌同])(?:{_EACH}週){_BETWEEN}"),
    "日": re.compile(rf"(?:毎日|一日|(?<![0-9月])1日){_BETWEEN}"),
}
_ANYWHERE = {
    "年": re.compile(r"年間|毎年|年度|年次|年額|年会費|年利|年率|(?<![0-9])年(?=[0-9約に])|/年|1年|一年"),
    "月": re.compile(
        r"毎月|月間|月額|月次|月会費|(?<![0-9])月(?=[0-9約に]+[回件社円万])|/月|1[かヶヵ]月|一[かヶヵ]月|ひと月"
    ),
    "週": re.compile(r"毎週|週間|(?<![先来今])週(?=[0-9約に])|/週|1週"),
    "日": re.compile(r"毎日|日額|1日|一日|/日"),
}


def period_problems(sentence: Sentence, evidence: Evidence) -> Iterator[Problem]:
    """A problem for each figure that is told for another period than in the evidence."""
    for figure in sentence.figures:
        ours = _period(sentence, figure)
        if not ours or ours in {
            _period(source, other) for source, other in holders(figure, sentence, evidence)
        }:
            continue
        if not _ANYWHERE[ours].search(evidence.plain):
            said = f"{ours}{figure.said}"
            yield Problem("figure", said, f"「{figure.said}」を{ours}ごとの値とする言葉は根拠にありません。")


def _period(sentence: Sentence, figure: Figure) -> str:
    """年, 月, 週 or 日 where a figure is told for one of them; else nothing."""
    before = sentence.plain[max(0, figure.start - 12) : figure.start]
    return next((period for period, words in _BEFORE.items() if words.search(before)), "")
