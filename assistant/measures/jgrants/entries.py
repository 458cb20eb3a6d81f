"""A subsidy of Jグランツ as an entry of the register, every fact with the field it stands in.

The quote of a fact is the field's text as it is stored, word for word; ``Basis.column`` is the API's name of the field.
Sentences that are orders to an assistant stay in the stored text and become no fact.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta, timezone
from urllib.parse import urlsplit

from assistant.measures.entry import Entry, Fact
from assistant.measures.jgrants import CREDIT, basis_in
from assistant.measures.jgrants.answers import Subsidy
from assistant.measures.jgrants.conditions import conditions_of, purposes_of, regions_of
from assistant.text.figures import figures_in
from assistant.text.normalise import normalise
from assistant.text.orders import is_active, is_order, order_ranges
from assistant.text.sentences import sentence_spans
from assistant.types import Standing

MAX_FACTS, LONGEST_FACT = 40, 400
"""Facts of one description, and the characters from which a line of it is told sentence by sentence."""
JAPAN = timezone(timedelta(hours=9))
_PORTAL = "jgrants-portal.go.jp"
_ATTACHMENTS = {
    "application_guidelines": "公募要領",
    "outline_of_grant": "交付要綱",
    "application_form": "申請様式",
}


def entry_of(subsidy: Subsidy, as_of: str, today: date) -> Entry:
    """The entry of a subsidy.

    Args:
        subsidy: as it is stored.
        as_of: ISO day it was fetched.
        today: the day its standing is told for.
    """
    opens = _first_day(subsidy.acceptance_start_datetime)
    closes = _last_day(subsidy.acceptance_end_datetime)
    standing, note = _standing(opens, closes, today)
    return Entry(
        id=entry_id(subsidy.id),
        name=subsidy.title,
        kind="subsidy",
        standing=standing,
        as_of=as_of,
        basis=basis_in("title", subsidy.title),
        body=subsidy.institution_name,
        purposes=purposes_of(subsidy),
        regions=regions_of(subsidy),
        standing_note=note,
        facts=tuple(_facts(subsidy)),
        conditions=tuple(one for one in conditions_of(subsidy) if _is_content(one.basis.quote)),
        benefits=tuple(_benefits(subsidy)),
        apply=tuple(_apply(subsidy)),
        open_from=opens.isoformat() if opens else "",
        open_until=closes.isoformat() if closes else "",
        window_basis=basis_in("acceptance_start_datetime", subsidy.acceptance_start_datetime)
        if opens
        else None,
        origin=f"{CREDIT}、補助金ID {subsidy.id}",
        keywords=(subsidy.name,) if subsidy.name else (),
    )


def entry_id(subsidy_id: str) -> str:
    """``a0WJ200000CDWaWMAX`` → ``jgrants-a0wj200000cdwawmax``: the last three of 18 letters tell the case of the others."""
    return f"jgrants-{subsidy_id.lower()}"


def has_orders(subsidy: Subsidy) -> bool:
    """Whether a text of it gives orders to an assistant."""
    return bool(order_ranges(subsidy.detail)) or not all(
        _is_content(text) for text in (subsidy.title, subsidy.subsidy_catch_phrase, subsidy.subsidy_rate)
    )


def _is_content(text: str) -> bool:
    return not (is_order(text) or is_active(text))


def _standing(opens: date | None, closes: date | None, today: date) -> tuple[Standing, str]:
    if closes and closes < today:
        return "past", f"受付は {closes} に終わっている。"
    if opens and opens > today:
        return "planned", f"受付は {opens} に始まる予定。"
    if closes:
        return "current", f"受付は {closes} まで。"
    if opens:
        return "current", f"受付は {opens} に始まった。終わりは書かれていない。"
    return "unknown", "受付の期間が書かれていない。"


def _moment(written: str) -> datetime | None:
    """A time of the API in Japanese time; one without a zone is taken as Japanese."""
    try:
        moment = datetime.fromisoformat(written)
        return moment.astimezone(JAPAN) if moment.tzinfo else moment.replace(tzinfo=JAPAN)
    except (ValueError, OverflowError):  # the second for the year 1 or 9999
        return None


def _first_day(written: str) -> date | None:
    moment = _moment(written)
    return moment.date() if moment else None


def _last_day(written: str) -> date | None:
    """The last day on which one can apply: a period that ends at midnight ends with the day before."""
    moment = _moment(written)
    if moment is None:
        return None
    is_midnight = "T" in written and not (moment.hour or moment.minute or moment.second)
    return (moment - timedelta(days=1)).date() if is_midnight else moment.date()


def _facts(subsidy: Subsidy) -> Iterator[Fact]:
    phrase = subsidy.subsidy_catch_phrase
    if phrase and _is_content(phrase):
        yield _fact("subsidy_catch_phrase", phrase)
    for number, text in enumerate(_lines(subsidy.detail)):
        if number == MAX_FACTS:
            break
        yield _fact("detail", text)
    if deadline := _moment(subsidy.project_end_deadline):
        field = "project_end_deadline"
        yield Fact(f"事業の終わり: {_in_japan(deadline)}", basis_in(field, subsidy.project_end_deadline))


def _lines(detail: str) -> Iterator[str]:
    """What a description tells, line by line, a long line by its sentences; without orders to an assistant."""
    orders = order_ranges(detail)
    start = 0
    for line in detail.split("\n"):
        spans = [(0, len(line))] if len(line) <= LONGEST_FACT else sentence_spans(line)
        for begin, end in spans:
            at, stop = start + begin, start + end
            text = line[begin : min(end, begin + LONGEST_FACT)]
            if text.strip() and not any(at < last and first < stop for first, last in orders):
                yield text.strip()
        start += len(line) + 1


def _fact(field: str, text: str) -> Fact:
    return Fact(text, basis_in(field, text), _figures(text))


def _figures(text: str) -> tuple[str, ...]:
    """Figures as the text writes them: ``小規模は３／４以内`` → ("３／４",)"""
    found = figures_in(text)
    if not found:
        return ()
    plain = normalise(text)
    ranges = (plain.original_range(figure.start, figure.end) for figure in found)
    return tuple(dict.fromkeys(text[start:end] for start, end in ranges))


def _benefits(subsidy: Subsidy) -> Iterator[Fact]:
    limit = subsidy.subsidy_max_limit
    if limit.isdecimal() and int(limit):  # 0 stands for a limit nobody entered
        yield Fact(f"補助上限額 {int(limit):,}円", basis_in("subsidy_max_limit", limit), (limit,))
    rate = subsidy.subsidy_rate
    if rate and _is_content(rate):
        yield Fact(f"補助率 {rate}", basis_in("subsidy_rate", rate), _figures(rate))


def _apply(subsidy: Subsidy) -> Iterator[Fact]:
    for field, label in (
        ("acceptance_start_datetime", "受付の始まり"),
        ("acceptance_end_datetime", "受付の終わり"),
    ):
        written = getattr(subsidy, field)
        if moment := _moment(written):
            yield Fact(f"{label}: {_in_japan(moment)}", basis_in(field, written))
    url = subsidy.front_subsidy_detail_page_url
    if _is_of_portal(url):
        yield Fact(f"詳細と申請: {url}", basis_in("front_subsidy_detail_page_url", url))
    for field, label in _ATTACHMENTS.items():
        for name in getattr(subsidy, field):
            if _is_content(name):
                yield Fact(f"{label}: {name}", basis_in(field, name))


def _in_japan(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M}（日本時間）"


def _is_of_portal(url: str) -> bool:
    """Whether an address is one of Jグランツ; no other is handed on to people who would enter a client's data there."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    host = parts.hostname or ""
    plain = url.isascii() and url.isprintable() and "@" not in url and " " not in url
    return plain and parts.scheme == "https" and (host == _PORTAL or host.endswith(f".{_PORTAL}"))
