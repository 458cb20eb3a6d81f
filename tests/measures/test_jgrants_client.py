"""Whatever the API of Jグランツ answers, the client ends with subsidies or with two lines an advisor can use."""

from __future__ import annotations

import json
from collections.abc import Iterator
from email.utils import formatdate
from pathlib import Path

import pytest
from jgrants_server import ENERGY, FOUNDING, Endless, JgrantsServer, answer, running_server, sending

from assistant.errors import InputError, ServiceError
from assistant.measures.jgrants import client
from assistant.settings import Settings

pytestmark = pytest.mark.model_server
ASKED = {"keyword": "補助"}
HALF = answer(ENERGY)[:60]


@pytest.fixture
def server() -> Iterator[JgrantsServer]:
    with running_server() as running:
        yield running


@pytest.fixture
def settings(tmp_path: Path, server: JgrantsServer) -> Settings:
    return server.settings(Settings(home=tmp_path / "home"))


@pytest.fixture(autouse=True)
def waits(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Seconds the client would have slept; it never does."""
    slept: list[float] = []
    monkeypatch.setattr(client, "_sleep", slept.append)
    monkeypatch.setattr(client, "_last_request", -1e9)
    return slept


def _titles(settings: Settings) -> list[str]:
    return [subsidy.title for subsidy in client.listed(settings, ASKED).subsidies]


def test_a_list_is_read_and_only_the_parameters_are_sent(settings, server) -> None:
    assert _titles(settings) == [ENERGY["title"]]
    assert server.requests == [("/exp/v1/public/subsidies", ASKED)]
    assert server.headers[0]["user-agent"].startswith("shien/")
    assert not {"cookie", "authorization", "referer"} & set(server.headers[0])


def test_an_empty_answer_is_no_error(settings, server) -> None:
    server.always = sending(answer())
    listing = client.listed(settings, ASKED)
    assert (listing.subsidies, listing.notices) == ((), ())


def test_a_count_that_differs_is_told(settings, server) -> None:
    server.always = sending(answer(ENERGY, count=7))
    (notice,) = client.listed(settings, ASKED).notices
    assert "7 件" in notice and "届いたのは 1 件" in notice


def test_an_id_that_comes_twice_is_one_subsidy(settings, server) -> None:
    server.always = sending(answer(ENERGY, {**ENERGY, "title": "二つめ"}, FOUNDING))
    assert _titles(settings) == [ENERGY["title"], FOUNDING["title"]]


def test_rows_of_a_wrong_type_are_left_out_and_fields_of_one_left_empty(settings, server) -> None:
    odd = {**ENERGY, "id": "odd", "subsidy_rate": ["1/2"], "subsidy_max_limit": True, "application_form": "x"}
    infinite = b'{"result": [' + json.dumps({"id": "a1", "title": "t"}).encode()[:-1]
    infinite += b', "subsidy_max_limit": 1e999}]}'
    rows = [5, None, {"title": "IDなし"}, {"id": "a/../b", "title": "x"}, {"id": "e1", "title": ""}, odd]
    server.next = [sending(answer(*rows, ENERGY)), sending(infinite)]
    listing = client.listed(settings, ASKED)
    assert [one.id for one in listing.subsidies] == ["odd", ENERGY["id"]]
    read = listing.subsidies[0]
    assert (read.subsidy_rate, read.subsidy_max_limit, read.application_form) == ("", "", ())
    assert any(note.startswith("5 件") for note in listing.notices)
    assert any(note.startswith("1 件は、読めない項目") for note in listing.notices)
    assert client.listed(settings, ASKED).subsidies[0].subsidy_max_limit == ""


def test_missing_and_empty_fields_are_no_trouble(settings, server) -> None:
    server.always = sending(answer({"id": "a1", "title": "名称だけ", "detail": None}))
    listing = client.listed(settings, ASKED)
    assert listing.subsidies[0].detail == "" and listing.notices == ()


@pytest.mark.parametrize(
    ("reply", "told"),
    [
        (sending(b"<html>maintenance</html>", content_type="text/html"), "HTML"),
        (sending(HALF), "JSON でない"),
        (sending(b"\xff\xfe{}"), "JSON でない"),
        (sending(b"[" * 100_000), "JSON でない"),
        (sending(b'{"result": {}}'), "result"),
        (sending(b'"ok"'), "result"),
        (sending(b"{}", 400), "HTTP 400"),
        (sending(b"{}", 401), "HTTP 401"),
        (sending(b"{}", 404), "HTTP 404"),
        (sending(b"", 302, location="http://127.0.0.1:1/elsewhere"), "移らずに"),
        (sending(b"nonsense", content_encoding="gzip"), "読めません"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_will_not_get_better_is_told_at_once(settings, server, waits, reply, told) -> None:
    server.next = [reply]
    with pytest.raises(ServiceError, match=told) as error:
        client.listed(settings, ASKED)
    assert error.value.hint and len(server.requests) == 1 and waits == []


def test_a_server_in_trouble_is_asked_again_after_a_growing_wait(
    settings, server, waits, monkeypatch
) -> None:
    monkeypatch.setattr(client, "BETWEEN_REQUESTS", 0.0)
    server.next = [sending(b"", 500), sending(b"", 503)]
    assert _titles(settings) == [ENERGY["title"]]
    assert len(server.requests) == 3
    assert len(waits) == 2 and 1 <= waits[0] <= 2 and 2 <= waits[1] <= 3


def test_a_server_that_stays_in_trouble_is_left_after_three_tries(settings, server) -> None:
    server.always = sending(b"", 500)
    with pytest.raises(ServiceError, match="HTTP 500"):
        client.listed(settings, ASKED)
    assert len(server.requests) == client.TRIES


def test_a_busy_server_is_waited_for_as_long_as_it_says(settings, server, waits, monkeypatch) -> None:
    monkeypatch.setattr(client, "BETWEEN_REQUESTS", 0.0)
    server.next = [
        sending(b"", 429, retry_after="7"),
        sending(b"", 429, retry_after=formatdate(0, usegmt=True)),
    ]
    assert _titles(settings) == [ENERGY["title"]]
    assert waits == [7.0, 0.0]


def test_a_server_that_wants_an_hour_is_called_busy(settings, server, waits) -> None:
    server.always = sending(b"", 429, retry_after="3600")
    with pytest.raises(ServiceError, match="混み合って") as error:
        client.listed(settings, ASKED)
    assert "3600 秒" in error.value.hint and waits == [] and len(server.requests) == 1


@pytest.mark.parametrize("written", ["soon", "", "-5", "Fri, 99 Foo", "1e3"])
def test_a_retry_after_that_says_nothing_is_passed_over(written) -> None:
    assert client._retry_after(written) is None


def test_a_silent_server_is_given_up(settings, server, monkeypatch) -> None:
    monkeypatch.setattr(client, "SILENCE_SECONDS", 0.1)
    server.always = (200, {}, Endless(server))
    with pytest.raises(ServiceError, match="時間内に"):
        client.listed(settings, ASKED)


def test_a_server_that_never_ends_its_answer_is_given_up(settings, server, monkeypatch) -> None:
    monkeypatch.setattr(client, "LIST_SECONDS", -1.0)
    server.always = (200, {}, Endless(server, b" "))
    with pytest.raises(ServiceError, match="答え終わりません"):
        client.listed(settings, ASKED)


@pytest.mark.parametrize("ask", [lambda s: client.listed(s, ASKED), lambda s: client.detailed(s, "a1")])
def test_an_answer_without_end_is_cut_off(settings, server, monkeypatch, ask) -> None:
    monkeypatch.setattr(client, "DETAIL_BYTES", 6_000_000)
    server.always = (200, {}, Endless(server, b" " * 65_536))
    with pytest.raises(ServiceError, match="大きすぎます"):
        ask(settings)
    assert len(server.requests) == 1, "it would be as long the next time"


def test_an_answer_cut_off_on_the_way_is_asked_for_again(settings, server) -> None:
    whole = answer(ENERGY)
    server.next = [sending(whole[:200], content_length=str(len(whole)))]
    assert _titles(settings) == [ENERGY["title"]]
    assert len(server.requests) == 2


def test_nobody_listening_is_told(settings, server, tmp_path) -> None:
    nobody = settings.model_copy(update={"jgrants_url": "http://127.0.0.1:9/exp"})
    with pytest.raises(ServiceError, match="接続できない"):
        client.listed(nobody, ASKED)


def test_a_proxy_is_not_asked_for_this_machine(settings, monkeypatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    assert _titles(settings) == [ENERGY["title"]]


def test_requests_keep_half_a_second_between_them(settings, server, waits, monkeypatch) -> None:
    clock = [100.0]
    monkeypatch.setattr(client.time, "monotonic", lambda: clock[0])
    for _ in range(3):
        client._keep_pace()
        clock[0] += 0.1
    assert waits == pytest.approx([0.4, 0.4])


def test_of_attachments_only_the_names_are_kept(settings) -> None:
    read = client.detailed(settings, ENERGY["id"])
    assert (read.application_guidelines, read.application_form) == (("公募要領.pdf",), ("様式1.docx",))
    assert "JVBE" not in read.model_dump_json()


def test_the_detail_of_another_subsidy_is_not_taken_for_the_one_asked_for(settings, server) -> None:
    server.always = sending(answer(FOUNDING))
    with pytest.raises(client.NotThere):
        client.detailed(settings, ENERGY["id"])


@pytest.mark.parametrize(
    "url",
    ["http://api.example.jp/v1", "https://user@api.example.jp", "ftp://api.example.jp", "", "https://[::1", "http://127.0.0.1.example.jp"],
)  # fmt: skip
def test_an_address_that_would_send_in_the_open_is_refused(settings, url) -> None:
    with pytest.raises(InputError, match="SHIEN_JGRANTS_URL"):
        client.listed(settings.model_copy(update={"jgrants_url": url}), ASKED)


def test_switched_off_nothing_is_sent(settings, server) -> None:
    with pytest.raises(InputError, match="切って"):
        client.listed(settings.model_copy(update={"jgrants": False}), ASKED)
    assert server.requests == []
    assert Settings().jgrants is False
