"""The house keeps its shape: layers, file sizes, late imports, documented commands."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from assistant.candidates import candidates_path
from assistant.cli import app
from assistant.index.builds import index_folder
from assistant.index.embedding_cache import cache_path
from assistant.measures.database import measures_file
from assistant.measures.jgrants.cache import folder
from assistant.settings import PROJECT_ROOT, Settings

MODULES = sorted(p for folder in ("assistant", "ui", "evals") for p in (PROJECT_ROOT / folder).rglob("*.py"))
LANGCHAIN_EDGE = "assistant/langchain.py"
"""A LangChain class, imported by those who use LangChain and by nothing inside."""
COMMANDS = {
    command.name or command.callback.__name__: command.callback for command in app.registered_commands
}


def _imports(path: Path, *, top_level_only: bool = False) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    nodes = tree.body if top_level_only else ast.walk(tree)
    names: set[str] = set()
    for node in nodes:
        if isinstance(node, ast.Import):
            names.update(alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module.split(".")[0])
    return names


def _relative(path: Path) -> str:
    return path.relative_to(PROJECT_ROOT).as_posix()


@pytest.mark.parametrize("path", [p for p in MODULES if _relative(p).startswith("assistant/")], ids=_relative)
def test_the_product_does_not_import_its_ui_or_its_evals(path) -> None:
    assert not {"ui", "evals", "streamlit"} & _imports(path)


@pytest.mark.parametrize("path", [p for p in MODULES if _relative(p) != LANGCHAIN_EDGE], ids=_relative)
def test_heavy_libraries_are_imported_late(path) -> None:
    heavy = {
        "chromadb",
        "spacy",
        "langchain",
        "langchain_core",
        "langchain_text_splitters",
        "openai",
        "sudachipy",
        "bm25s",
        "pypdf",
        "rapidfuzz",
    }
    assert not heavy & _imports(path, top_level_only=True)


@pytest.mark.parametrize("path", MODULES, ids=_relative)
def test_a_file_is_one_thing_and_reads_in_one_sitting(path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 300


def test_langchain_stays_at_the_edge() -> None:
    users = {_relative(p) for p in MODULES if any(n.startswith("langchain") for n in _imports(p))}
    # chunk.py splits, embedding_server.py embeds, connection.py reads a language model: one module each.
    edge = {
        "assistant/documents/chunk.py",
        "assistant/index/embedding_server.py",
        "assistant/model/connection.py",
        LANGCHAIN_EDGE,
    }
    # The last is where LangChain's own retriever is measured beside ours.
    assert users == {*edge, "evals/benchmarks/systems.py"}


@pytest.mark.parametrize("path", MODULES, ids=_relative)
def test_nothing_inside_stands_on_the_langchain_retriever(path) -> None:
    from_it = r"^\s*(?:from assistant\.langchain |import assistant\.langchain|from assistant import .*\blangchain\b)"
    assert not re.search(from_it, path.read_text(encoding="utf-8"), re.MULTILINE)


def test_the_environment_is_read_in_one_place() -> None:
    readers = {
        _relative(p)
        for p in MODULES
        if _relative(p).startswith("assistant/")
        and re.search(r"os\.environ\b|getenv", p.read_text(encoding="utf-8"))
    }
    # cli.py hands the environment on to the process it starts; the others speak to libraries' own.
    assert readers <= {
        "assistant/cli.py",
        "assistant/doctor.py",
        "assistant/index/local_model.py",
        "assistant/index/vectors.py",
        "assistant/model/budget.py",
    }


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_each_command_has_help_and_a_place_in_the_readme(name) -> None:
    assert (COMMANDS[name].__doc__ or "").strip()
    assert f"shien {name}" in (PROJECT_ROOT / "README.md").read_text(encoding="utf-8")


def test_each_setting_is_described_and_documented() -> None:
    text = (PROJECT_ROOT / "docs" / "settings.md").read_text(encoding="utf-8")
    for name, field in Settings.model_fields.items():
        assert field.description
        assert f"`SHIEN_{name.upper()}`" in text


def test_each_place_of_the_data_folder_is_documented_and_what_people_wrote_is_to_be_backed_up() -> None:
    text = (PROJECT_ROOT / "docs" / "settings.md").read_text(encoding="utf-8")
    settings = Settings(home=Path("home"))
    written = [candidates_path(settings.home), measures_file(settings)]
    for place in (*written, index_folder(settings), cache_path(settings), folder(settings)):
        assert f"  {place.relative_to('home').as_posix()}" in text
    (backup,) = re.findall(r"\*\*Back up\*\*.*", text)
    assert all(f"`{place.relative_to('home').as_posix()}`" in backup for place in written)


def test_each_make_target_and_each_step_of_ci_is_documented() -> None:
    text = (PROJECT_ROOT / "docs" / "development.md").read_text(encoding="utf-8")
    (phony,) = re.findall(r"^\.PHONY: (.+)$", (PROJECT_ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
    for target in set(phony.split()) - {"help"}:
        assert f"| `make {target}` |" in text, target
    steps = re.findall(
        r"^timeout .* (make \w+)$", (PROJECT_ROOT / ".ci" / "run").read_text("utf-8"), re.MULTILINE
    )
    assert steps and all(f"`{step}`" in text.partition("## CI")[2] for step in steps)


DOCUMENTS = [
    PROJECT_ROOT / "README.md",
    PROJECT_ROOT / "CHANGELOG.md",
    *sorted((PROJECT_ROOT / "docs").glob("*.md")),
]


def _anchors(document: Path) -> set[str]:
    """What a link may name in a document: its headings in small letters, without marks, blanks as hyphens."""
    text = re.sub(r"^```.*?^```", "", document.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)
    headings = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_links_in_the_documents_lead_somewhere(document: Path) -> None:
    for target, anchor in re.findall(
        r"\]\(([^)#\s]*)(?:#([^)\s]*))?\)", document.read_text(encoding="utf-8")
    ):
        if "://" in target:
            continue
        place = document.parent / target if target else document
        assert place.exists(), target
        if anchor:
            assert anchor in _anchors(place), f"{target}#{anchor}"


def test_the_files_that_design_names_are_there() -> None:
    text = (PROJECT_ROOT / "docs" / "design.md").read_text(encoding="utf-8")
    names = {path.relative_to(PROJECT_ROOT).as_posix() for path in MODULES}
    told = re.findall(r"`((?:\.\./)?[\w/]+\.py)`", text)
    assert len(told) > 50
    missing = [
        name
        for name in told
        if not any(f"/{path}".endswith(f"/{name.removeprefix('../')}") for path in names)
    ]
    assert missing == []
