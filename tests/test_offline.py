"""With the network unreachable, ingest, ask and the UI work: tried in a network namespace without one."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from assistant.settings import PROJECT_ROOT

_NO_NAMESPACE = "ネットワークを切り離せないため省略します / cannot make a network namespace here (unshare)"
_INSIDE = r"""
import array, fcntl, json, os, socket, subprocess, sys, time, urllib.request

# Bring up the loopback interface of the new namespace, and nothing else.
with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as control:
    fcntl.ioctl(control, 0x8914, b"lo".ljust(16, b"\0") + (0x1 | 0x40).to_bytes(2, "little") + bytes(22))
try:
    socket.create_connection(("192.0.2.1", 80), timeout=2)
    raise SystemExit("this namespace reaches the network")
except OSError:
    pass

def shien(*arguments):
    done = subprocess.run([sys.executable, "-m", "assistant", *arguments], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout

assert json.loads(shien("ingest", "--json"))["documents"] == 5
assert "40,000社" in json.loads(shien("ask", "J-GoodTechは何社が使ってる？", "--json"))["text"]
ui = subprocess.Popen([sys.executable, "-m", "assistant", "ui", "--port", "8599"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
try:
    for _ in range(100):
        try:
            body = urllib.request.urlopen("http://127.0.0.1:8599/_stcore/health", timeout=2).read().decode()
            break
        except OSError:
            time.sleep(0.2)
    else:
        raise SystemExit("the UI did not come up")
finally:
    ui.terminate()
print("offline", body)
"""


def test_ingest_ask_and_ui_work_with_the_network_unreachable(tmp_path: Path) -> None:
    if shutil.which("unshare") is None:
        pytest.skip(_NO_NAMESPACE)
    probe = subprocess.run(["unshare", "--map-root-user", "--net", "true"], capture_output=True)
    if probe.returncode != 0:
        pytest.skip(_NO_NAMESPACE)
    done = subprocess.run(
        ["unshare", "--map-root-user", "--net", sys.executable, "-c", _INSIDE],
        capture_output=True, text=True, cwd=PROJECT_ROOT, timeout=180,
        env={"SHIEN_HOME": str(tmp_path / "home"), "PATH": "/usr/bin:/bin", "HOME": str(tmp_path)},
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.strip() == "offline ok"
