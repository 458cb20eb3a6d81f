"""The command keeps its contract: JSON alone on stdout, user errors in two lines with exit code 2."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from assistant.settings import PROJECT_ROOT

ANSWER_KEYS = {
    "question", "engine", "status", "text", "statements", "citations", "missing", "questions", "measures",
    "notices", "timings_ms", "usage",
}  # fmt: skip
CITATION_KEYS = {
    "n", "doc_id", "title", "publisher", "published", "page", "section", "quote", "start", "end", "standing", "source",
}  # fmt: skip


def test_what_would_leave_is_shown_without_answering_or_an_index(shien, tmp_path) -> None:
    question = "佐藤さん（03-1234-5678）のものづくり補助金は？"
    code, out, err = shien("ask", question, "--show-outgoing", home=tmp_path)
    assert code == 0 and "この端末の外に出ません" in err
    assert out.splitlines()[0] == "〔人名1〕さん（〔電話番号1〕）のものづくり補助金は？"
    assert "〔人名1〕 ← 佐藤" in out
    code, out, _ = shien("ask", question, "--show-outgoing", "--json", home=tmp_path)
    shown = json.loads(out)
    assert code == 0 and shown["leaves_machine"] is False
    assert shown["replacements"][1] == {"placeholder": "〔電話番号1〕", "original": "03-1234-5678"}


def test_ask_json_is_the_answer_of_the_contract(shien) -> None:
    code, out, _ = shien("ask", "J-GoodTechは何社が使ってる？", "--json")
    answer = json.loads(out)
    assert code == 0
    assert set(answer) >= ANSWER_KEYS
    assert answer["engine"] == "extractive" and answer["status"] == "answered"
    assert set(answer["citations"][0]) >= CITATION_KEYS
    assert set(answer["statements"][0]) >= {"text", "citations", "support", "problems"}
    assert "[1]" in answer["text"]


def test_ask_shows_the_answer_its_sources_their_dates_and_standing(shien) -> None:
    _, out, _ = shien("ask", "環境試験拠点はどこ？")
    assert "長野県飯田市" in out and "[1]" in out
    assert "2017年6月" in out and "過去" in out and "戦略プログラム2017" in out


def test_search_json_lists_passages_with_scores(shien) -> None:
    code, out, _ = shien("search", "会費", "-k", "3", "--json")
    rows = json.loads(out)
    assert code == 0 and len(rows) == 3
    assert {"rank", "score", "doc_id", "title", "section", "start", "end", "text", "source"} <= set(rows[0])
    assert [row["score"] for row in rows] == sorted((row["score"] for row in rows), reverse=True)


def test_search_understands_a_misspelt_name_and_says_so(shien) -> None:
    _, out, _ = shien("search", "ゴーテグ", "-k", "3", "--json")
    rows = json.loads(out)
    assert all("Go-Tech" in row["text"] or "Go-tech" in row["text"] for row in rows) and len(rows) == 3
    assert rows[0]["resolved"] == [{"said": "ゴーテグ", "name": "Go-Tech", "how": "misspelling"}]
    _, out, _ = shien("search", "ゴーテグ", "-k", "1")
    assert out.splitlines()[0] == "※ 「ゴーテグ」は「Go-Tech」として探しました。"
    assert out.splitlines()[1].startswith("1. ")


def test_search_says_nothing_of_names_that_were_searched_for_as_typed(shien) -> None:
    _, out, _ = shien("search", "ゴーテック", "-k", "1")
    assert out.startswith("1. ")
    _, out, _ = shien("search", "会費", "-k", "1", "--json")
    assert json.loads(out)[0]["resolved"] == []


def test_search_is_limited_by_every_option_and_says_time_standing_and_place(shien) -> None:
    _, out, _ = shien(
        "search", "支援", "--doc", "kanto-slides-2010", "--doc", "kanto-strategy-2017", "--since", "2009-12",
        "--until", "2010", "--standing", "past", "--kind", "slides", "--region", "長野", "--json",
    )  # fmt: skip
    rows = json.loads(out)
    assert {(row["doc_id"], row["published"], row["standing"]) for row in rows} == {
        ("kanto-slides-2010", "2010-02", "past")
    }
    assert all("関東経済産業局" in row["regions"] for row in rows)


def test_search_tells_the_standing_of_today_not_that_of_the_catalogue(shien) -> None:
    _, out, _ = shien("search", "会費", "--doc", "innovation-network-report-2020", "-k", "1", "--json")
    assert json.loads(out)[0]["standing"] == "unknown"
    _, out, _ = shien("search", "会費", "--doc", "innovation-network-report-2020", "-k", "1")
    assert "2020年9月29日・現行か不明" in out


def test_what_is_wrong_with_a_command_line_names_the_option_and_the_way_out(shien) -> None:
    assert "-k）。1 以上" in shien("measures", "match", "-k", "0", "x")[2]
    assert "measures match --help" in shien("measures", "match", "-k", "0", "x")[2]
    assert '"…"' in shien("ask", "よろず支援拠点", "とは")[2]
    assert "OUT.jsonl" in shien("verify", "in.jsonl")[2]


def test_doctor_names_what_could_not_be_taken_in_and_why(shien, tmp_path) -> None:
    home, folder = tmp_path / "home", tmp_path / "in"
    folder.mkdir()
    (folder / "a.txt").write_text("専門家派遣は年3回まで無料です。", encoding="utf-8")
    shien("ingest", str(folder), home=home)
    _, out, _ = shien("doctor", "--json", home=home)
    (check,) = (check for check in json.loads(out)["checks"] if check["name"] == "取り込めない資料")
    assert check["status"] == "ok"
    (folder / "broken.pdf").write_bytes(b"%PDF-1.4 nothing more")
    shien("ingest", str(folder), home=home)
    _, out, _ = shien("doctor", "--json", home=home)
    (check,) = (check for check in json.loads(out)["checks"] if check["name"] == "取り込めない資料")
    assert check["status"] == "warning" and str(folder / "broken.pdf") in check["detail"] and check["fix"]


def test_doctor_json_says_ok_and_names_each_check(shien) -> None:
    code, out, _ = shien("doctor", "--json")
    found = json.loads(out)
    assert code == 0 and found["ok"] is True
    assert {"索引", "付属の資料", "データの置き場所", "外部への送信"} <= {
        check["name"] for check in found["checks"]
    }


@pytest.mark.parametrize("name", ["HTTP_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"])
def test_doctor_names_a_proxy_however_it_is_set(shien, monkeypatch, name) -> None:
    for known in ("http_proxy", "https_proxy", "all_proxy", "ftp_proxy"):
        monkeypatch.delenv(known, raising=False)
        monkeypatch.delenv(known.upper(), raising=False)
    monkeypatch.setenv("FTP_PROXY", "http://192.0.2.1:3128")
    monkeypatch.setenv(name, "http://taro:h1mitsu@192.0.2.1:3128")
    _, out, _ = shien("doctor", "--json")
    (check,) = (check for check in json.loads(out)["checks"] if check["name"] == "外部への送信")
    assert f"（{name} は設定されていますが使いません）" in check["detail"] and "h1mitsu" not in out


def test_doctor_without_an_index_names_the_way_out(shien, tmp_path) -> None:
    code, out, _ = shien("doctor", "--json", home=tmp_path / "empty")
    index = next(check for check in json.loads(out)["checks"] if check["name"] == "索引")
    assert code == 1
    assert index["status"] == "error" and "shien ingest" in index["fix"]


def test_doctor_says_when_files_changed_since_the_index(shien, tmp_path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.txt").write_text("専門家派遣は年3回まで無料です。", encoding="utf-8")
    shien("ingest", str(folder), home=tmp_path / "home")
    (folder / "b.txt").write_text("創業相談は予約制です。", encoding="utf-8")
    _, out, _ = shien("doctor", "--json", home=tmp_path / "home")
    index = next(check for check in json.loads(out)["checks"] if check["name"] == "索引")
    assert index["status"] == "warning" and "1 件が追加・変更" in index["detail"]
    _, out, err = shien("ask", "専門家派遣は何回？", "--json", home=tmp_path / "home")
    assert "shien ingest" in err and json.loads(out)["question"]


@pytest.mark.parametrize(
    "arguments",
    [
        ("ask", ""),
        ("ask", "　 "),
        ("ask", "長" * 200_000),
        ("ask", "補助\udce7率"),
        ("ask", "イノベPとは", "--engine", "llm"),
        ("search", ""),
        ("search", "あ" * 200_000),
        ("ingest", "/nowhere/at/all"),
        ("ingest", ""),
        ("batch", "/nowhere/in.jsonl", "/nowhere/out.jsonl"),
        ("batch", "in.jsonl", "out.jsonl", "--engine", "gpt"),
        ("asl",),
        ("ask",),
        ("ask", "会費は？", "--colour"),
        ("search", "会費", "-k", "many"),
        ("search", "会費", "余分"),
        ("search", "会費", "--doc", "nowhere"),
        ("search", "会費", "--since", "去年"),
        ("search", "会費", "--since", "2023", "--until", "2020"),
        ("search", "会費", "--standing", "new"),
        ("search", "会費", "--kind", "book"),
        ("search", "会費", "--region", "大坂"),
    ],
)
def test_a_users_error_is_two_lines_and_exit_code_2(shien, arguments) -> None:
    code, out, err = shien(*arguments)
    assert code == 2
    assert out == ""
    lines = err.strip().splitlines()
    assert len(lines) == 2, err
    assert lines[0].startswith("エラー: ") and lines[1].startswith("対処: ")


def test_without_an_index_the_error_names_the_command(shien, tmp_path) -> None:
    code, _, err = shien("ask", "会費は？", home=tmp_path / "none")
    assert code == 2 and "shien ingest" in err and "Traceback" not in err


def test_a_setting_of_the_wrong_kind_is_named(shien, monkeypatch) -> None:
    monkeypatch.setenv("SHIEN_PASSAGES_PER_ANSWER", "many")
    code, _, err = shien("ask", "会費は？")
    assert code == 2 and "SHIEN_PASSAGES_PER_ANSWER" in err


@pytest.mark.parametrize("empty", ["", " "])
def test_an_empty_data_folder_is_refused_and_nothing_written_where_one_stands(
    shien, tmp_path, monkeypatch, empty
) -> None:
    monkeypatch.chdir(tmp_path)
    code, out, err = shien("ingest", home=empty)
    assert (code, out) == (2, "") and "SHIEN_HOME" in err and "対処: " in err
    assert list(tmp_path.iterdir()) == []


def test_help_loads_nothing_heavy() -> None:
    code = (
        "import sys; sys.argv = ['shien', '--help']\n"
        "from assistant import cli\n"
        "try:\n    cli.main()\nexcept SystemExit:\n    pass\n"
        "heavy = {'chromadb', 'numpy', 'spacy', 'streamlit', 'sudachipy', 'langchain_core', 'pydantic', 'bm25s', 'rich', 'rapidfuzz'}\n"
        "print(sorted(heavy & set(sys.modules)), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stderr.strip() == "[]"
    assert "ingest" in done.stdout


def test_a_reader_that_stops_early_is_no_error(shipped_index_home) -> None:
    command = f"'{sys.executable}' -m assistant search 補助金 -k 200 | head -1"
    done = subprocess.run(
        ["bash", "-c", command],
        capture_output=True, text=True, env={"SHIEN_HOME": str(shipped_index_home), "PATH": "/usr/bin:/bin"},
    )  # fmt: skip
    assert done.stdout.startswith("1. ") and done.stderr == ""


def test_a_title_or_file_name_cannot_steer_the_terminal(shien, tmp_path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a\x1b[31m.txt").write_text(
        "\x1b]0;EVIL\x07支援策の案内\n\n専門家派遣は年3回まで無料です。", encoding="utf-8"
    )
    (folder / "b\x1b[31m.pdf").write_bytes(b"%PDF-1.4")
    for arguments in (("ingest", str(folder)), ("ask", "専門家派遣は年に何回？"), ("search", "専門家派遣")):
        _, out, err = shien(*arguments, home=tmp_path / "home")
        assert "\x1b" not in out + err and "\x07" not in out + err


def test_the_ui_and_the_evals_run_the_products_own_code_wherever_they_are_started(tmp_path) -> None:
    (tmp_path / "evals.py").write_text("print('the wrong one')", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "assistant", "eval", "--help"],
        capture_output=True, text=True, cwd=tmp_path,
        env={"PYTHONPATH": str(PROJECT_ROOT), "PATH": "/usr/bin:/bin", "HOME": str(tmp_path)},
    )  # fmt: skip
    assert "the wrong one" not in done.stdout and "lint" in done.stdout


def test_a_wrong_command_is_repeated_and_a_wrong_option_points_to_its_own_help(shien) -> None:
    code, _, err = shien("serch", "補助金")
    assert code == 2 and "「serch」" in err and "search" in err
    code, _, err = shien("search", "補助金", "-k", "0")
    assert code == 2 and "「shien search --help」" in err
