"""The command line that serves the page: every option it depends on is given, none left to chance.

Options on the command line win over any `config.toml` in the working or home directory, so the page
is the same wherever it is started.
"""

from __future__ import annotations

import os
import socket
import sys
from pathlib import Path

from assistant.errors import InputError

DEFAULT_PORT = 8501
DEFAULT_ADDRESS = "127.0.0.1"
PORTS_TRIED = 20

JAPANESE_FONTS = (
    '"Hiragino Sans", "Hiragino Kaku Gothic ProN", "Yu Gothic UI", "Yu Gothic", Meiryo, "BIZ UDPGothic", '
    '"Noto Sans JP", "Noto Sans CJK JP", "IPAexGothic", sans-serif'
)
"""Installed fonts only, Japanese ones first: elsewhere 直 and 骨 may be drawn with Chinese glyphs."""


def command(port: int | None, address: str = DEFAULT_ADDRESS) -> list[str]:
    """The command line that serves the page.

    Args:
        port: the port to listen on, 1 to 65535; None takes 8501 or the next free one.
        address: the address to listen on; the default is reached from this computer only.

    Raises:
        InputError: the port is out of range or already in use.
    """
    options = {
        "server.port": str(free_port(port, address)),
        "server.address": address,
        "server.headless": "false" if _has_display() else "true",
        "server.showEmailPrompt": "false",
        "server.fileWatcherType": "none",
        "server.runOnSave": "false",
        "server.maxUploadSize": "50",
        "browser.gatherUsageStats": "false",
        "client.toolbarMode": "minimal",
        "client.showErrorDetails": "none",
        "client.showErrorLinks": "false",
        # The two themes are set one by one: a bare theme.font would fix the light one for everybody.
        "theme.light.font": JAPANESE_FONTS,
        "theme.dark.font": JAPANESE_FONTS,
        "theme.light.primaryColor": "#1f6f9f",
        "theme.dark.primaryColor": "#6db7e0",
    }
    page = Path(__file__).with_name("app.py")
    return [
        sys.executable,
        "-m",
        "streamlit",
        "run",
        str(page),
        *(f"--{name}={value}" for name, value in options.items()),
    ]


def free_port(wanted: int | None, address: str) -> int:
    """The wanted port, or the first free one from 8501 on.

    Raises:
        InputError: the wanted port is out of range or in use, none is free, or the address is not this computer's.
    """
    if wanted is not None and not 1 <= wanted <= 65535:
        raise InputError(
            f"ポート番号 {wanted} は使えません。", "1 から 65535 までの番号を --port に指定してください。"
        )
    candidates = range(DEFAULT_PORT, DEFAULT_PORT + PORTS_TRIED) if wanted is None else [wanted]
    for port in candidates:
        if _is_free(port, address):
            return port
    if not _is_own(address):
        raise InputError(
            f"アドレス {address} は、この端末のものではありません。",
            "--address には 127.0.0.1 か、この端末のアドレスを指定してください。",
        )
    raise InputError(
        f"ポート {candidates[0]} は、ほかのプログラムが使っているか、使う権限がありません。",
        "--port で別の番号（例：8600）を指定するか、動いている Shien を終了してください。",
    )


def environment() -> dict[str, str]:
    """The environment for that command: this package's folder is found from any working directory."""
    root = str(Path(__file__).resolve().parent.parent)
    known = os.environ.get("PYTHONPATH")
    return {**os.environ, "PYTHONPATH": f"{root}{os.pathsep}{known}" if known else root}


def _is_own(address: str) -> bool:
    """Whether a server of this machine can listen at an address: any port that happens to be free shows it."""
    with socket.socket(socket.AF_INET6 if ":" in address else socket.AF_INET) as probe:
        try:
            probe.bind((address, 0))
        except OSError:
            return False
    return True


def _is_free(port: int, address: str) -> bool:
    with socket.socket(socket.AF_INET6 if ":" in address else socket.AF_INET) as probe:
        # As the server itself does; without it a port closed a moment ago counts as taken.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((address, port))
        except OSError:
            return False
    return True


def _has_display() -> bool:
    """Whether a browser could be opened here."""
    on_desktop = sys.platform in ("darwin", "win32")
    return on_desktop or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
