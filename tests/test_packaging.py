"""What is shipped is whole: the wheel, the lock and the commands that stand on them."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

import assistant
from assistant.settings import PROJECT_ROOT, Settings

ROOT = Path(__file__).resolve().parent.parent
LOCK = ROOT / "requirements.lock"
PEERS_LOCK = ROOT / "evals" / "benchmarks" / "peers.lock"
"""The product with the retrievers it is compared with: an environment of its own."""
LOCKED_EXTRAS = {LOCK: "dev", PEERS_LOCK: "peers"}
PIN = re.compile(r"(?P<name>[a-z0-9][a-z0-9._-]*)==(?P<version>\S+)(?: ; (?P<marker>.+?))? \\")
HASH = re.compile(r"    --hash=sha256:[0-9a-f]{64}(?: \\)?")
COMMENT = re.compile(r"\s*#[^/@]*")
"""A comment that holds no address and no path."""

PYTHONS = ("3.11", "3.12", "3.13")


@pytest.fixture(scope="module")
def project() -> dict[str, Any]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def pins_of(lock: Path) -> list[Requirement]:
    """Each pin of a lock: name, exact version, and the environments it is meant for."""
    return [
        Requirement(line.removesuffix(" \\"))
        for line in lock.read_text(encoding="utf-8").splitlines()
        if PIN.fullmatch(line)
    ]


def versions_for(python: str, lock: Path) -> dict[str, Version]:
    """What a lock installs for one Python on Linux."""
    environment = {"python_version": python, "python_full_version": f"{python}.0", "sys_platform": "linux"}
    return {
        canonicalize_name(pin.name): Version(str(pin.specifier).removeprefix("=="))
        for pin in pins_of(lock)
        if pin.marker is None or pin.marker.evaluate(environment)
    }


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    built = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert built.returncode == 0, built.stderr
    (path,) = folder.glob("*.whl")
    return path


def shipped_files(*folders: str) -> set[str]:
    """Relative paths of everything below the folders, but for what Python leaves there."""
    return {
        path.relative_to(ROOT).as_posix()
        for folder in folders
        for path in (ROOT / folder).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }


def test_the_data_folders_lie_beside_the_package() -> None:
    settings = Settings()
    assert Path(assistant.__file__).parent.parent == PROJECT_ROOT
    assert any((settings.corpus / "sources").iterdir())
    assert any(settings.prompts.iterdir())


def test_the_wheel_holds_code_and_data_and_nothing_else(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = {name for name in archive.namelist() if ".dist-info/" not in name}
    assert names == shipped_files("assistant", "ui", "evals", "corpus", "prompts")
    assert any(name.startswith("corpus/sources/") for name in names)
    assert any(name.startswith("evals/datasets/") for name in names)


def test_the_wheel_carries_the_one_version_and_the_command(wheel: Path, project: dict[str, Any]) -> None:
    assert "version" not in project["project"], "the version is written in assistant/__init__.py alone"
    folder = f"shien-{assistant.__version__}.dist-info"
    with zipfile.ZipFile(wheel) as archive:
        metadata = archive.read(f"{folder}/METADATA").decode("utf-8")
        commands = archive.read(f"{folder}/entry_points.txt").decode("utf-8")
        assert f"{folder}/licenses/LICENSE" in archive.namelist()
    assert f"\nVersion: {assistant.__version__}\n" in metadata
    assert "shien = assistant.cli:main" in commands


def test_the_unpacked_wheel_works_away_from_the_checkout(wheel: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path / "site")
    program = (
        "import sys; from assistant.settings import Settings; from assistant.cli import main; "
        "assert (Settings().corpus / 'sources').is_dir(); sys.argv = ['shien', '--help']; main()"
    )
    environment = {**os.environ, "PYTHONPATH": str(tmp_path / "site")}
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=tmp_path, env=environment, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    assert "ingest" in done.stdout


@pytest.mark.parametrize("lock", LOCKED_EXTRAS, ids=lambda lock: lock.name)
def test_a_lock_holds_only_pins_hashes_and_plain_comments(lock: Path) -> None:
    lines = lock.read_text(encoding="utf-8").splitlines()
    unexpected = [line for line in lines if not any(p.fullmatch(line) for p in (PIN, HASH, COMMENT))]
    assert unexpected == []


@pytest.mark.parametrize(
    "line",
    [
        "--index-url https://packages.example/simple",
        "# uv pip compile --index-url https://packages.example/simple",
        "#    uv pip compile /home/someone/pyproject.toml",
        "shien @ file:///home/someone/shien \\",
        "numpy>=2.4 \\",
    ],
)
def test_the_lock_check_would_notice_an_address_a_path_or_a_loose_pin(line: str) -> None:
    assert not any(pattern.fullmatch(line) for pattern in (PIN, HASH, COMMENT))


@pytest.mark.parametrize("python", PYTHONS)
@pytest.mark.parametrize("lock", LOCKED_EXTRAS, ids=lambda lock: lock.name)
def test_a_lock_covers_every_dependency_it_is_for(lock: Path, python: str, project: dict[str, Any]) -> None:
    locked = versions_for(python, lock)
    tables = project["project"]
    # local-embedding is in no lock: PyTorch would make everybody's installation 2 GB larger.
    wanted = [*tables["dependencies"], *tables["optional-dependencies"][LOCKED_EXTRAS[lock]]]
    assert len(wanted) > 20
    for requirement in map(Requirement, wanted):
        version = locked.get(canonicalize_name(requirement.name))
        assert version is not None, f"{requirement.name} is not locked: make lock"
        assert version in requirement.specifier, f"{requirement} does not allow {version}: make lock"


def test_every_extra_is_in_a_lock(project: dict[str, Any]) -> None:
    # local-embedding is in none, see above.
    extras = set(project["project"]["optional-dependencies"]) - {"local-embedding"}
    assert extras == set(LOCKED_EXTRAS.values())


@pytest.mark.parametrize("python", PYTHONS)
def test_the_peers_are_measured_with_the_versions_the_product_ships(python: str) -> None:
    ours, theirs = versions_for(python, LOCK), versions_for(python, PEERS_LOCK)
    both = set(ours) & set(theirs)
    assert {"bm25s", "chromadb", "sudachipy"} <= both
    assert {name: theirs[name] for name in both} == {name: ours[name] for name in both}, "make lock"


def test_the_peers_are_no_part_of_the_product() -> None:
    peers = {"haystack-ai", "langchain-community", "llama-index-core", "rank-bm25"}
    assert peers <= {pin.name for pin in pins_of(PEERS_LOCK)}
    assert not peers & {pin.name for pin in pins_of(LOCK)}


@pytest.mark.parametrize("lock", LOCKED_EXTRAS, ids=lambda lock: lock.name)
def test_a_lock_stays_without_gpu_packages(lock: Path) -> None:
    heavy = [pin.name for pin in pins_of(lock) if re.match(r"torch|nvidia|cuda|triton|tensorflow", pin.name)]
    assert heavy == []


@pytest.mark.skipif(shutil.which("make") is None, reason="no make here")
def test_make_help_describes_every_target() -> None:
    (phony,) = re.findall(r"^\.PHONY: (.+)$", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    shown = subprocess.run(["make", "--no-print-directory", "help"], cwd=ROOT, capture_output=True, text=True)
    described = re.findall(r"^  make (\w+)\s+\S.*", shown.stdout, re.MULTILINE)
    assert sorted(described) == sorted(phony.split())
    assert {"run", "test"} <= set(described)


def test_ci_is_a_valid_script_that_runs_the_tests() -> None:
    script = ROOT / ".ci" / "run"
    assert os.access(script, os.X_OK)
    assert subprocess.run(["bash", "-n", str(script)]).returncode == 0
    last_command = script.read_text(encoding="utf-8").rstrip().splitlines()[-1]
    assert last_command.endswith("make test"), "the exit code of CI is the exit code of the tests"
