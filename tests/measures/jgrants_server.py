"""A server on this machine that speaks the public API of Jグランツ, and misbehaves as it is told.

Fields and forms are those of the API's published documentation; the subsidies are invented.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from http.server import BaseHTTPRequestHandler
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from local_server import serving

from assistant.settings import Settings

Reply = tuple[int, dict[str, str], Iterable[bytes]]
"""(status, headers, body in the pieces in which it is sent)"""
LIST_FIELDS = (
    "id", "name", "title", "target_area_search", "subsidy_max_limit", "acceptance_start_datetime",
    "acceptance_end_datetime", "target_number_of_employees", "institution_name",
)  # fmt: skip
ENERGY: dict[str, Any] = {
    "id": "a0WJ200000CDWaWMAX",
    "name": "S-00007689",
    "title": "ひかり市省エネ設備導入補助金",
    "institution_name": "ひかり市",
    "subsidy_catch_phrase": "省エネ設備の導入を応援します",
    "detail": "<p>■目的・概要</p><p>市内の中小企業者が行う<b>省エネ設備</b>の導入に要する経費の一部を補助します。<br>"
    "対象経費の下限は30万円です。</p>",
    "use_purpose": "設備整備・IT導入をしたい / エコ・SDGs活動支援がほしい",
    "industry": "製造業 / 卸売業、小売業",
    "target_area_search": "東京都 / 大阪府",
    "target_area_detail": "東京都内の特別区",
    "target_number_of_employees": "20名以下",
    "subsidy_rate": "２/３以内、小規模は3/4以内",
    "subsidy_max_limit": 10000000,
    "acceptance_start_datetime": "2026-10-01T00:00:00.000Z",
    "acceptance_end_datetime": "2026-12-25T08:00:00.000Z",
    "project_end_deadline": "2027-02-28T15:00:00.000Z",
    "request_reception_presence": "有",
    "is_enable_multiple_request": False,
    "front_subsidy_detail_page_url": "https://www.jgrants-portal.go.jp/subsidy/a0WJ200000CDWaWMAX",
    "application_guidelines": [{"name": "公募要領.pdf", "data": "JVBERi0xLjcK"}],
    "outline_of_grant": [],
    "application_form": [{"name": "様式1.docx", "data": "UEsDBBQABg=="}],
}
FOUNDING: dict[str, Any] = {
    **ENERGY,
    "id": "a0WJ200000CDIUiMAP",
    "name": "S-00007690",
    "title": "創業支援助成金",
    "use_purpose": "新たな事業を行いたい",
    "industry": "生活関連サービス業、娯楽業",
    "target_area_search": "全国",
    "target_area_detail": None,
    "target_number_of_employees": "従業員数の制約なし",
    "subsidy_rate": None,
    "subsidy_max_limit": None,
    "acceptance_end_datetime": "2026-11-30T15:00:00.000Z",
}
TODAY, TOMORROW = date(2026, 11, 21), date(2026, 11, 22)
"""Days on which both subsidies are open."""


def answer(*rows: object, count: int | None = None) -> bytes:
    """An answer of the API."""
    metadata = {"type": "", "resultset": {"count": len(rows) if count is None else count}}
    return json.dumps({"metadata": metadata, "result": list(rows)}, ensure_ascii=False).encode()


def sending(body: bytes, status: int = 200, **headers: str) -> Reply:
    """A reply of just these bytes."""
    told = {"content-type": "application/json"} | {k.replace("_", "-"): v for k, v in headers.items()}
    return status, told, [body]


class Endless:
    """A body that sends one piece again and again, or nothing at all, until the test is over."""

    def __init__(self, server: JgrantsServer, piece: bytes = b"") -> None:
        self.server, self.piece = server, piece

    def __iter__(self) -> Iterator[bytes]:
        while not self.server.over.wait(0 if self.piece else 60):
            yield self.piece


class JgrantsServer:
    """What was asked, which subsidies there are, and what the next requests get instead."""

    def __init__(self, port: int) -> None:
        self.url = f"http://127.0.0.1:{port}/exp/v1/public"
        self.requests: list[tuple[str, dict[str, str]]] = []
        """(path, parameters)"""
        self.headers: list[dict[str, str]] = []
        self.subsidies: list[dict[str, Any]] = [ENERGY, FOUNDING]
        self.next: list[Reply] = []
        self.always: Reply | None = None
        self.on_detail: Callable[[str], Reply] | None = None
        self.over = threading.Event()
        """Set at the end of the test; whatever waits goes on then."""

    @property
    def details(self) -> list[str]:
        """Ids of the details asked for."""
        return [path.rsplit("/", 1)[1] for path, _ in self.requests if "/id/" in path]

    def settings(self, base: Settings, **changes: object) -> Settings:
        """Settings that use this server."""
        return base.model_copy(update={"jgrants": True, "jgrants_url": self.url, **changes})

    def reply(self, path: str, asked: dict[str, str]) -> Reply:
        """What to answer."""
        if self.next:
            return self.next.pop(0)
        if self.always:
            return self.always
        if "/id/" in path:
            wanted = path.rsplit("/", 1)[1]
            if self.on_detail:
                return self.on_detail(wanted)
            found = [one for one in self.subsidies if one["id"] == wanted]
            return sending(answer(*found)) if found else sending(b"{}", 404)
        rows = [{k: one[k] for k in LIST_FIELDS if k in one} for one in self.subsidies]
        return sending(answer(*(row for row in rows if asked["keyword"] in row["title"])))


@contextmanager
def running_server() -> Iterator[JgrantsServer]:
    """The server, on a free port of this machine."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            asked = dict(parse_qsl(parts.query))
            server.requests.append((parts.path, asked))
            server.headers.append({name.lower(): value for name, value in self.headers.items()})
            status, headers, body = server.reply(parts.path, asked)
            try:
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                self.end_headers()
                for piece in body:
                    self.wfile.write(piece)
                    self.wfile.flush()
            except OSError:
                return  # the client has read enough

        def log_message(self, *_args: object) -> None:
            return

    with serving(Handler) as port:
        server = JgrantsServer(port)
        try:
            yield server
        finally:
            server.over.set()
