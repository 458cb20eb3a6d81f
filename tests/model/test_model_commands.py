"""A model through the command: ask, batch, doctor, and what they print."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
from chat_server import ChatServer, failing, key_of, saying
from model_samples import CEILING, QUESTION

from assistant import cli
from assistant.model import connection

pytestmark = pytest.mark.model_server


@pytest.fixture
def shien_command(model_home: Path, server: ChatServer, monkeypatch, capsys):
    """Runs the command with the server as its model; gives (exit code, stdout, stderr)."""
    monkeypatch.setenv("SHIEN_HOME", str(model_home))
    monkeypatch.setenv("SHIEN_MODEL", "openai:small")
    monkeypatch.setenv("SHIEN_MODEL_URL", server.url)
    server.always = saying(lambda request: f"{CEILING}［{key_of(request, '80万円')}］")

    def run(*arguments: str) -> tuple[object, str, str]:
        monkeypatch.setattr(sys, "argv", ["shien", *arguments])
        with pytest.raises(SystemExit) as done:
            cli.main()
        return done.value.code or 0, *capsys.readouterr()

    return run


def test_ask_tells_whose_words_they_are_and_what_they_cost(shien_command, monkeypatch) -> None:
    monkeypatch.setenv("SHIEN_MODEL_PRICE_IN", "0.25")
    monkeypatch.setenv("SHIEN_MODEL_PRICE_OUT", "2")
    code, out, _ = shien_command("ask", QUESTION)
    assert code == 0 and f"{CEILING}[1]" in out and "言語モデル（openai:small）" in out
    assert "入力 1,200・出力 80 トークン、料金は約 $0.0005" in out


def test_ask_as_json_is_the_contract(shien_command) -> None:
    _, out, _ = shien_command("ask", QUESTION, "--engine", "llm", "--json")
    answer = json.loads(out)
    assert (answer["engine"], answer["model"], answer["usage"]["input_tokens"]) == (
        "llm",
        "openai:small",
        1200,
    )


def test_llm_without_a_model_is_refused_and_auto_is_not(shien_command, monkeypatch) -> None:
    monkeypatch.delenv("SHIEN_MODEL")
    code, _, err = shien_command("ask", QUESTION, "--engine", "llm")
    assert code == 2 and "言語モデルは設定されていません" in err and "対処" in err
    code, out, _ = shien_command("ask", QUESTION)
    assert code == 0 and CEILING in out and "言語モデル" not in out


def test_llm_with_a_wrong_setting_is_refused_and_auto_answers(shien_command, monkeypatch) -> None:
    monkeypatch.setenv("SHIEN_MODEL", "small")
    code, _, err = shien_command("ask", QUESTION, "--engine", "llm")
    assert code == 2 and "SHIEN_MODEL" in err
    code, out, _ = shien_command("ask", QUESTION)
    assert code == 0 and CEILING in out and "SHIEN_MODEL" in out


def test_batch_goes_on_when_the_model_fails_for_one_line(
    shien_command, server: ChatServer, tmp_path: Path
) -> None:
    source, target = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_text("".join(json.dumps({"id": n, "question": QUESTION}) + "\n" for n in (1, 2)), "utf-8")
    server.next = [failing(401)]
    code, _, _ = shien_command("batch", str(source), str(target), "--engine", "llm")
    first, second = (json.loads(line) for line in target.read_text("utf-8").splitlines())
    assert code == 0 and (first["engine"], second["engine"]) == ("extractive", "llm")
    assert first["notices"][-1]["kind"] == "fallback" and CEILING in first["text"]


def test_doctor_tries_the_model_out_and_says_what_leaves(shien_command, server: ChatServer) -> None:
    server.always = saying("はい")
    checks = {check["name"]: check for check in json.loads(shien_command("doctor", "--json")[1])["checks"]}
    assert checks["言語モデル"]["status"] == "ok" and "openai:small" in checks["言語モデル"]["detail"]
    assert "この端末の外に出ません" in checks["外部への送信"]["detail"]
    server.always = failing(401)
    checks = {check["name"]: check for check in json.loads(shien_command("doctor", "--json")[1])["checks"]}
    assert checks["言語モデル"]["status"] == "error" and "鍵" in checks["言語モデル"]["detail"]


def test_what_would_be_sent_elsewhere_is_shown_to_the_letter_and_not_sent(
    shien_command, server: ChatServer, monkeypatch
) -> None:
    told = json.loads(shien_command("ask", f"山田製作所です。{QUESTION}", "--show-outgoing", "--json")[1])
    assert told["leaves_machine"] is False and told["messages"] == []
    monkeypatch.setenv("SHIEN_MODEL_URL", "http://192.0.2.1/v1")
    monkeypatch.setenv("SHIEN_MODEL_KEY", "sk-1")
    told = json.loads(shien_command("ask", f"山田製作所です。{QUESTION}", "--show-outgoing", "--json")[1])
    assert told["leaves_machine"] is True and CEILING in told["messages"][-1]["text"]
    assert told["replacements"] == [{"placeholder": "〔会社名1〕", "original": "山田製作所"}]
    _, out, _ = shien_command("ask", f"山田製作所です。{QUESTION}", "--show-outgoing")
    assert "<<資料" in out and "質問: 〔会社名1〕" in out and "〔会社名1〕 ← 山田製作所" in out
    assert server.requests == []


def test_doctor_says_what_is_sent_to_a_model_elsewhere(shien_command, monkeypatch) -> None:
    monkeypatch.setenv("SHIEN_MODEL_URL", "http://192.0.2.1/v1")
    monkeypatch.setenv("SHIEN_MODEL_KEY", "sk-1")
    monkeypatch.setattr(connection, "try_out", lambda _connection: None)
    checks = {check["name"]: check for check in json.loads(shien_command("doctor", "--json")[1])["checks"]}
    assert "192.0.2.1" in checks["外部への送信"]["detail"] and "伏せた" in checks["外部への送信"]["detail"]
