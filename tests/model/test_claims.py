"""What a model adds of its own: who said it, that it is right, an aside; and one of two values."""

from __future__ import annotations

import pytest
from chat_server import ChatServer, saying
from model_samples import cited, notice

import assistant
from assistant.model.claims import says_more
from assistant.settings import Settings

QUOTED = "環境試験拠点は架空市に整備されます。"
CALLED = "第1回 推進会議 議事録\n中小企業庁"


@pytest.mark.parametrize(
    "text",
    [
        "正しくは架空市です。",
        "環境試験拠点は必ず架空市に整備されます。",
        "公式に、環境試験拠点は架空市に整備されます。",
        "公募要領によると、環境試験拠点は架空市に整備されます。",
        "経済産業省の公式見解では、環境試験拠点は架空市に整備されます。",
        "環境試験拠点は架空市に整備されます（検証用）。",
        "環境試験拠点は架空市に整備されます【確定】。",
        "【出典：中小企業庁】",
        "環境試験拠点は架空市に整備されます。出典は議事録です。",
    ],
)
def test_what_the_quotes_do_not_say_is_more(text: str) -> None:
    assert says_more(text, QUOTED, CALLED)


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("環境試験拠点は架空市に整備されます。", QUOTED),
        ("議事録によると、環境試験拠点は架空市に整備されます。", QUOTED),
        ("中小企業庁の発表では、環境試験拠点は架空市に整備されます。", QUOTED),
        ("この資料によれば、環境試験拠点は架空市に整備されます。", QUOTED),
        ("環境試験拠点（中小企業庁）は架空市に整備されます。", QUOTED),
        ("環境試験拠点は架空市に整備されます（令和8年度）。", QUOTED),
        ("申請書は必ず窓口に提出します（郵送不可）。", "申請書は必ず窓口に提出します(郵送不可)。"),
        ("調査によると、3社です。", "調査によると、3社です。"),
    ],
)
def test_what_the_quotes_or_the_documents_name_say_is_not(text: str, quoted: str) -> None:
    assert not says_more(text, quoted, CALLED)


FIRST, SECOND = "試作品補助金の補助率は2分の1です。", "試作品補助金の補助率は3分の2です。"


@pytest.mark.model_server
@pytest.mark.parametrize(
    ("reply", "engine"), [((FIRST,), "extractive"), ((SECOND,), "extractive"), ((FIRST, SECOND), "llm")]
)
def test_where_the_documents_differ_a_model_that_tells_one_value_is_not_shown(
    tmp_path, server: ChatServer, reply: tuple[str, ...], engine: str
) -> None:
    lines = {"2024": FIRST, "2026": f"{SECOND}\n試作品補助金の消費税の割合は10%です。"}
    for year, text in lines.items():
        (tmp_path / f"{year}.txt").write_text(f"ひかり市 案内\n\n{year}年4月1日\n\n{text}\n", "utf-8")
    settings = server.settings(Settings(home=tmp_path / "home"))
    assistant.ingest([tmp_path / f"{year}.txt" for year in lines], settings)
    words = {FIRST: "2分の1", SECOND: "3分の2"}
    server.always = saying(lambda r: "".join(cited(text, words[text])(r) for text in reply))
    with assistant.open_assistant(settings) as shien:
        answer = shien.ask("試作品補助金の補助率はいくらですか")
    assert answer.engine == engine, notice(answer)
    assert ("食い違う" in notice(answer)) == (engine == "extractive")
    assert FIRST in answer.text and SECOND in answer.text
