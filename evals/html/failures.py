"""Each development item that is not perfect: what was asked, answered, cited and found, and why it failed."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from assistant.types import Citation
from evals.causes import CAUSES, Fact, FailedItem, Retrieved, Sought
from evals.html.elements import Html, folded, join, table, tag
from evals.html.parts import note, section
from evals.report_data import ReportData
from evals.report_words import STATUSES, kind


def failing_items(data: ReportData) -> Html:
    """The items by cause, each folded; sealed ones only counted."""
    rows = [(label, str(data.causes[cause])) for cause, label in CAUSES.items()]
    sealed = f"封印した質問のうち {data.sealed_failures}件も満点ではありません。内容は示しません。"
    listed = [
        join(tag("h3", f"{CAUSES[cause]}（{data.causes[cause]}件）"), *map(_item, members))
        for cause, members in groupby(data.failures, key=lambda one: one.cause)
    ]
    return section(
        "failures",
        "満点でない質問と、その原因",
        tag(
            "p",
            f"{len(data.failures)}件。原因は、資料から答えまでの道のりで最初に外れたところを、一問に一つ数えます。",
        ),
        note(sealed) if data.sealed_failures else "",
        table("原因ごとの件数", ("原因", "件数"), rows),
        *listed,
    )


def _item(one: FailedItem) -> Html:
    item = one.item
    summary = join(
        tag("span", item.id, class_="id"),
        " ",
        tag("span", kind(item.kind), class_="tag"),
        " ",
        _data(item.question),
    )
    asked_before = [tag("p", _data(f"{_ROLES.get(role, role)}: {said}")) for role, said in item.history]
    return folded(
        summary,
        tag("ul", *(tag("li", _data(reason)) for reason in one.reasons), class_="reasons"),
        join(tag("h4", "それまでの会話"), *asked_before) if asked_before else "",
        tag("h4", "答え"),
        _answer(one),
        _expected(one),
        _citations(one),
        _passages(one.retrieved),
        class_="item",
    )


_ROLES = {"user": "相談員", "assistant": "本製品"}


def _answer(one: FailedItem) -> Html:
    record = one.record
    if record is None or record.answer is None:
        return tag("p", _data((record.error if record else None) or "答えの記録がありません。"))
    answer = record.answer
    told = f"{STATUSES.get(answer.status, answer.status)}、確からしさ {answer.confidence:.2f}、{record.seconds:.2f} 秒"
    return join(tag("p", told, class_="note"), tag("blockquote", _data(answer.text), class_="text"))


def _expected(one: FailedItem) -> Html:
    item = one.item
    told = [
        ("あってはならない語", "、".join(item.forbidden)),
        ("誤った前提", item.premise),
        ("出題の覚え書き", item.note),
    ]
    listed = [join(tag("dt", name), tag("dd", _data(said))) for name, said in told if said]
    return join(
        tag("h4", "求められるもの"),
        tag("p", _EXPECTED[item.expected]),
        _facts(one.facts) if one.facts else "",
        _sought(one.sought, answerable=item.answerable) if one.sought else "",
        tag("dl", *listed) if listed else "",
    )


def _facts(facts: Sequence[Fact]) -> Html:
    rows = [(_data(" / ".join(fact.spellings)), _yes(fact.is_said), _yes(fact.is_cited)) for fact in facts]
    return table("必要な事実", ("事実（どれかの書き方）", "答えにある", "引用が支える"), rows, numbers_from=9)


def _sought(sought: Sequence[Sought], *, answerable: bool) -> Html:
    rows = [
        (_data(one.evidence.quote), _data(one.evidence.doc_id), _yes(one.is_retrieved), _yes(one.is_cited))
        for one in sought
    ]
    caption = "根拠となる箇所" if answerable else "まぎらわしい箇所"
    return table(caption, ("箇所", "資料", "検索で届いた", "引用された"), rows, numbers_from=9)


_EXPECTED = {
    "answer": "資料から答える質問です。",
    "refuse": "資料に答えがなく、断るべき質問です。",
    "clarify": "聞き返して、資料にあることも示すべき質問です。",
}


def _citations(one: FailedItem) -> Html:
    answer = one.record.answer if one.record else None
    if answer is None or not answer.citations:
        return tag("p", "引用はありません。", class_="note")
    listed = [tag("li", _citation(citation)) for citation in answer.citations]
    return folded(f"引用 {len(listed)}件", tag("ul", *listed))


def _citation(one: Citation) -> Html:
    page = "" if one.page is None else f"{one.page}ページ"
    place = "　".join(
        part for part in (one.title, one.published or "", page, " › ".join(one.section)) if part
    )
    return join(f"[{one.n}] ", tag("small", _data(place)), tag("blockquote", _data(one.quote), class_="text"))


def _passages(found: tuple[Retrieved, ...]) -> Html:
    if not found:
        return tag("p", "検索で届いた箇所はありません。", class_="note")
    listed = [
        tag(
            "li",
            tag("strong", "根拠を含む　", class_="good") if one.holds_evidence else "",
            tag("small", _data("　".join((one.passage.doc_id, " › ".join(one.passage.section))))),
            tag("blockquote", _data(one.passage.text), class_="text"),
        )
        for one in found
    ]
    holding = sum(one.holds_evidence for one in found)
    return folded(f"検索で届いた箇所 {len(found)}件（根拠を含むもの {holding}件）", tag("ol", *listed))


def _yes(is_so: bool) -> Html:
    return tag("span", "○" if is_so else "×", class_="good" if is_so else "bad")


def _data(said: str) -> Html:
    """Words of a document, a question or an answer: whichever way they run, what is around them stays in order."""
    return tag("bdi", said)
