"""How the page is served: on this computer only, without telemetry, on a port that is free."""

from __future__ import annotations

import sys

import pytest

from assistant.errors import InputError
from ui import __main__ as start
from ui import launch


@pytest.fixture
def taken(monkeypatch: pytest.MonkeyPatch) -> set[int]:
    """Ports that count as in use; unit tests open no sockets."""
    ports: set[int] = set()
    monkeypatch.setattr(launch, "_is_free", lambda port, address: port not in ports)
    monkeypatch.setattr(launch, "_is_own", lambda address: address != "foo.invalid")
    return ports


def options(line: list[str]) -> dict[str, str]:
    return dict(item.removeprefix("--").split("=", 1) for item in line if item.startswith("--"))


def test_the_page_is_served_to_this_computer_only_and_reports_to_nobody(taken: set[int]) -> None:
    given = options(launch.command(None))
    assert given["server.address"] == "127.0.0.1"
    assert given["browser.gatherUsageStats"] == "false"
    assert given["server.showEmailPrompt"] == "false"
    assert given["client.showErrorDetails"] == "none"
    assert given["server.fileWatcherType"] == "none"


def test_another_address_is_listened_on_only_when_asked_for(taken: set[int]) -> None:
    assert options(launch.command(None, "192.168.0.5"))["server.address"] == "192.168.0.5"


def test_an_address_that_is_not_this_computers_is_named_instead_of_a_port(taken: set[int]) -> None:
    taken.add(8600)
    with pytest.raises(InputError, match=r"foo\.invalid"):
        launch.free_port(8600, "foo.invalid")


def test_the_command_runs_the_page_with_this_interpreter(taken: set[int]) -> None:
    line = launch.command(None)
    assert line[:4] == [sys.executable, "-m", "streamlit", "run"]
    assert line[4].endswith("app.py")


def test_every_option_is_known_to_the_installed_streamlit(taken: set[int]) -> None:
    from streamlit import config

    known = set(config._config_options_template)
    assert set(options(launch.command(None))) <= known


def test_both_themes_name_japanese_fonts_first_and_load_none(taken: set[int]) -> None:
    given = options(launch.command(None))
    for theme in ("light", "dark"):
        fonts = [font.strip(' "') for font in given[f"theme.{theme}.font"].split(",")]
        assert fonts[0] == "Hiragino Sans"
        assert fonts[-1] == "sans-serif"
        assert not any("http" in font or ":" in font for font in fonts)
    assert "theme.font" not in given


@pytest.mark.parametrize(("display", "headless"), [("", "true"), (":0", "false")])
def test_a_browser_is_opened_only_where_there_is_a_display(
    taken: set[int], monkeypatch: pytest.MonkeyPatch, display: str, headless: str
) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setenv("DISPLAY", display)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    assert options(launch.command(None))["server.headless"] == headless


def test_without_a_wish_the_first_free_port_from_8501_is_taken(taken: set[int]) -> None:
    assert launch.free_port(None, "127.0.0.1") == 8501
    taken.update({8501, 8502})
    assert launch.free_port(None, "127.0.0.1") == 8503


def test_when_no_port_is_free_that_is_said(taken: set[int]) -> None:
    taken.update(range(8501, 8501 + launch.PORTS_TRIED))
    with pytest.raises(InputError, match="8501"):
        launch.free_port(None, "127.0.0.1")


def test_a_port_asked_for_is_not_exchanged_for_another(taken: set[int]) -> None:
    taken.add(8600)
    with pytest.raises(InputError, match="8600"):
        launch.free_port(8600, "127.0.0.1")


@pytest.mark.parametrize("port", [-1, 0, 65536, 99999])
def test_a_port_that_cannot_exist_is_refused(taken: set[int], port: int) -> None:
    with pytest.raises(InputError) as caught:
        launch.free_port(port, "127.0.0.1")
    assert str(port) in caught.value.message
    assert "65535" in caught.value.hint


@pytest.mark.browser  # for leave to open a socket of this machine
def test_a_port_that_is_listened_on_counts_as_taken() -> None:
    import socket

    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        with pytest.raises(InputError, match=str(port)):
            launch.free_port(port, "127.0.0.1")
    assert launch.free_port(port, "127.0.0.1") == port


def test_the_packages_are_found_from_any_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", "/somewhere")
    first, second = launch.environment()["PYTHONPATH"].split(":")
    assert second == "/somewhere"
    assert (launch.Path(first) / "ui" / "app.py").is_file()
    monkeypatch.delenv("PYTHONPATH")
    assert launch.environment()["PYTHONPATH"] == first


def test_a_busy_port_gives_two_japanese_lines_and_exit_code_2(
    taken: set[int], capsys: pytest.CaptureFixture[str]
) -> None:
    taken.add(8600)
    with pytest.raises(SystemExit) as left:
        start.main(["--port", "8600"])
    assert left.value.code == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    what, hint = captured.err.splitlines()
    assert what.startswith("エラー: ") and "8600" in what
    assert hint.startswith("対処: ") and "--port" in hint


def test_the_start_says_where_to_look_and_that_another_port_was_taken(
    taken: set[int], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    replaced: list[list[str]] = []
    monkeypatch.setattr(start.os, "execve", lambda path, line, environment: replaced.append(line))
    taken.add(8501)
    start.main([])
    said = capsys.readouterr().out
    assert "ポート 8501 は使用中" in said
    assert "http://127.0.0.1:8502" in said
    assert options(replaced[0])["server.port"] == "8502"


@pytest.mark.parametrize(
    ("address", "link"), [("::1", "http://[::1]:8501"), ("192.168.0.5", "http://192.168.0.5:8501")]
)
def test_the_link_can_be_opened_whatever_the_form_of_the_address(
    taken: set[int],
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    address: str,
    link: str,
) -> None:
    monkeypatch.setattr(start.os, "execve", lambda path, line, environment: None)
    start.main(["--address", address])
    assert f"{link} を開いて" in capsys.readouterr().out
