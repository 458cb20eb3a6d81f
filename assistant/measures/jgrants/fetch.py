"""Subsidies looked up at Jグランツ: shown once, or taken into the register of measures.

An answer younger than a day is not asked for again. Where asking again fails, the older answer is shown, with its day.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from assistant.errors import InputError, ServiceError
from assistant.measures.entry import Entry
from assistant.measures.jgrants import cache, client
from assistant.measures.jgrants.answers import LIST_FIELDS, Listing, Subsidy
from assistant.measures.jgrants.asked import Narrowed, questions
from assistant.measures.jgrants.cache import Stored, Taken
from assistant.measures.jgrants.entries import entry_id, entry_of, has_orders
from assistant.settings import Settings
from assistant.text.orders import is_active, is_order

_log = logging.getLogger(__name__)

MAX_FAILURES = 3
"""Details that fail one after another before the rest is left."""
Progress = Callable[[int, int], None]
"""Called with how many details are there, and how many are wanted."""


@dataclass(frozen=True, slots=True)
class Fetched:
    """What a search found."""

    entries: tuple[Entry, ...]
    as_of: str
    """ISO day the answer was fetched; of several answers the oldest."""
    notices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FetchReport:
    """What a search brought into the register."""

    entries: tuple[Entry, ...]
    """Those found now, as the register has them."""
    as_of: str
    new: int
    changed: int
    """Those whose text is another than before, details that came for the first time included."""
    detailed: int
    """Those found now whose detail the register has."""
    notices: tuple[str, ...] = ()


def search_subsidies(
    settings: Settings,
    keyword: str,
    narrowed: Narrowed = Narrowed(),  # noqa: B008 — frozen
    *,
    today: date,
    refresh: bool = False,
) -> Fetched:
    """Look subsidies up by a keyword; nothing else of what an advisor types leaves the machine.

    Args:
        settings: switch, address and data folder.
        keyword: 2 to 255 characters, typed by the advisor for this purpose: 「省エネ設備」.
        narrowed: choices of the API's closed lists.
        today: day of asking, which becomes ``as_of`` where the answer is fetched now.
        refresh: ask again although a stored answer is younger than a day.

    Raises:
        InputError: it is switched off, or the keyword or a choice cannot be sent.
        ServiceError: no answer, and none is stored.
        StorageError: the data folder cannot be written.
    """
    client.address(settings)  # refuses before anything else is looked at
    answer = _answer(settings, "lists", questions(settings, keyword, narrowed), today, refresh)
    subsidies = answer.listing.subsidies
    entries = tuple(entry_of(subsidy, answer.as_of, today) for subsidy in _with_content(subsidies))
    told = _told_of_orders(sum(map(has_orders, subsidies)))
    return Fetched(entries, answer.as_of, (*answer.listing.notices, *told))


def fetch_into_register(
    settings: Settings,
    keywords: Sequence[str],
    narrowed: Narrowed = Narrowed(),  # noqa: B008 — frozen
    *,
    today: date,
    details: bool = False,
    refresh: bool = False,
    progress: Progress = lambda _done, _wanted: None,
    should_stop: Callable[[], bool] = lambda: False,
) -> FetchReport:
    """Look subsidies up by several keywords and take them into the register, each once.

    Args:
        settings: switch, address and data folder.
        keywords: as for ``search_subsidies``; every one is checked before the first is sent.
        narrowed: choices of the API's closed lists, the same for all keywords.
        today: day of asking.
        details: fetch the detail of each one found as well (rate, industries, description): one request each.
        refresh: ask again although stored answers are younger than a day.
        progress: told of each detail.
        should_stop: asked before each detail; what has come until then is kept.

    Raises:
        InputError, ServiceError, StorageError: as for ``search_subsidies``.
    """
    client.address(settings)
    if not keywords:
        raise InputError("探す言葉がありません。", "「省エネ設備」「創業」のような言葉を指定してください。")
    asked = [questions(settings, keyword, narrowed) for keyword in keywords]
    answers = [_answer(settings, "lists", question, today, refresh) for question in asked]
    listed = _merged(answers)
    before, after = _take(settings, listed)
    notices = dict.fromkeys(notice for answer in answers for notice in answer.listing.notices)
    if details:
        found, remarks = _details(settings, tuple(listed), today, refresh, progress, should_stop)
        _, after = _take(settings, found)
        notices |= dict.fromkeys(remarks)
    entries = tuple(entry_of(after[one].subsidy, after[one].as_of, today) for one in listed)
    return FetchReport(
        entries=entries,
        as_of=min(answer.as_of for answer in answers),
        new=sum(one not in before for one in listed),
        changed=sum(one in before and before[one].subsidy != after[one].subsidy for one in listed),
        detailed=sum(bool(after[one].detailed) for one in listed),
        notices=(*notices, *_told_of_orders(sum(has_orders(after[one].subsidy) for one in listed))),
    )


def fetched_entries(settings: Settings, today: date | None = None) -> tuple[Entry, ...]:
    """What was taken into the register, by id; nothing while Jグランツ is switched off. Reads one file, asks nobody.

    Args:
        settings: switch and data folder.
        today: the day their standing is told for; this day if not given.
    """
    path = cache.register_file(settings)
    if not settings.jgrants or not path.is_file():
        return ()
    return _entries(settings, today or date.today(), path.stat().st_mtime_ns)


def field_text(settings: Settings, entry: str, field: str) -> str:
    """The stored text a quote stands in: ``("jgrants-a0w1", "detail")``; empty where it is not there.

    Names of attachments come one a line.
    """
    for subsidy_id, one in cache.taken(settings).items():
        if entry_id(subsidy_id) == entry and field in Subsidy.model_fields:
            value = getattr(one.subsidy, field)
            return value if isinstance(value, str) else "\n".join(value)
    return ""


@lru_cache(maxsize=2)
def _entries(settings: Settings, today: date, _changed: int) -> tuple[Entry, ...]:
    taken = cache.taken(settings)
    return tuple(entry_of(one.subsidy, one.as_of, today) for _, one in sorted(taken.items()))


def _answer(settings: Settings, kind: str, question: Mapping[str, str], today: date, refresh: bool) -> Stored:
    """The answer to a question: stored, if it is young enough; fetched; or stored after all."""
    stored = cache.stored(settings, kind, question)
    if stored and stored.is_fresh and not refresh:
        return stored
    try:
        if kind == "lists":
            listing = client.listed(settings, question)
        else:
            listing = Listing((client.detailed(settings, question["id"]),))
    except client.NotThere:
        raise
    except ServiceError as error:
        if stored is None:
            raise
        _log.warning("jgrants: %s", error)
        notice = (
            f"新しい答えを得られませんでした（{error.message}）{stored.as_of} に取得した内容を使いました。"
        )
        return Stored(
            Listing(stored.listing.subsidies, (*stored.listing.notices, notice)), stored.as_of, False
        )
    cache.store(settings, kind, question, listing, today.isoformat())
    return Stored(listing, today.isoformat(), True)


def _with_content(subsidies: Iterable[Subsidy]) -> Iterator[Subsidy]:
    """Those whose title is one, and no order to an assistant."""
    return (one for one in subsidies if not (is_order(one.title) or is_active(one.title)))


def _told_of_orders(ordering: int) -> tuple[str, ...]:
    if not ordering:
        return ()
    return (f"{ordering} 件に、このアシスタントへの指示とみられる文があります。指示には従っていません。",)


def _merged(answers: Sequence[Stored]) -> dict[str, Taken]:
    """What several answers found, each subsidy once, from the youngest answer that has it."""
    found: dict[str, Taken] = {}
    for answer in sorted(answers, key=lambda one: one.as_of, reverse=True):
        for subsidy in _with_content(answer.listing.subsidies):
            found.setdefault(subsidy.id, Taken(subsidy, answer.as_of))
    return found


def _take(settings: Settings, new: Mapping[str, Taken]) -> tuple[dict[str, Taken], dict[str, Taken]]:
    """Put subsidies into the register; gives it as it was and as it is."""
    with cache.register_lock(settings):
        before = cache.taken(settings)
        after = dict(before)
        for subsidy_id, one in new.items():
            after[subsidy_id] = _joined(before[subsidy_id], one) if subsidy_id in before else one
        if after != before:
            cache.take(settings, after)
    return before, after


def _joined(old: Taken, new: Taken) -> Taken:
    """What is known of a subsidy: the younger detail, with what the younger list says of its own fields."""
    detail = old if old.detailed > new.detailed else new
    latest = old if old.listed > new.listed else new
    listed = {field: value for field in LIST_FIELDS if (value := getattr(latest.subsidy, field))}
    return Taken(detail.subsidy.model_copy(update=listed), latest.listed, detail.detailed)


def _details(
    settings: Settings,
    ids: Sequence[str],
    today: date,
    refresh: bool,
    progress: Progress,
    should_stop: Callable[[], bool],
) -> tuple[dict[str, Taken], tuple[str, ...]]:
    """The details of some subsidies, as far as they came, and what must be told of those that did not."""
    found: dict[str, Taken] = {}
    notices: dict[str, None] = {}
    failed, in_a_row = [], 0
    for done, subsidy_id in enumerate(ids):
        progress(done, len(ids))
        if should_stop() or in_a_row == MAX_FAILURES:
            why = "止められたため" if in_a_row < MAX_FAILURES else "続けて失敗したため"
            notices[f"{why}、残り {len(ids) - done} 件の詳細は取り込んでいません。"] = None
            break
        try:
            answer = _answer(settings, "details", {"id": subsidy_id}, today, refresh)
        except ServiceError as error:
            failed.append(error.message)
            in_a_row += not isinstance(error, client.NotThere)
            continue
        in_a_row = 0
        notices |= dict.fromkeys(answer.listing.notices)
        for one in _with_content(answer.listing.subsidies):
            found[one.id] = Taken(one, answer.as_of, answer.as_of)
    else:
        progress(len(ids), len(ids))
    if failed:
        notices[f"{len(failed)} 件の詳細を取得できませんでした（{failed[0]}）"] = None
    return found, tuple(notices)
