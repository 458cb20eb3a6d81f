"""A model in a folder of this machine, by sentence-transformers, which need not be installed."""

from __future__ import annotations

import sys
from importlib.machinery import ModuleSpec
from pathlib import Path
from types import ModuleType
from typing import ClassVar

import numpy as np
import pytest
from index_samples import best
from vector_server import vector

import assistant
from assistant.errors import EmbeddingError
from assistant.index.builds import current_build
from assistant.index.embedding import chosen_embedding
from assistant.index.manifest import read_manifest
from assistant.settings import Settings


class _Model:
    """As much of SentenceTransformer (5.1 to 6.2) as is used; its answers show which prompt was put first."""

    made: ClassVar[list[tuple[str, dict[str, object]]]] = []

    def __init__(self, path: str, **options: object) -> None:
        self.made.append((path, options))

    def encode_document(self, inputs: list[str], **_options: object) -> np.ndarray:
        return np.array([[*vector(text), 5.0, 0.0] for text in inputs], dtype=np.float32)

    def encode_query(self, inputs: list[str], **_options: object) -> np.ndarray:
        return np.array([[*vector(text), 0.0, 5.0] for text in inputs], dtype=np.float32)


@pytest.fixture
def model(tmp_path: Path) -> Path:
    folder = tmp_path / "ruri"
    folder.mkdir()
    (folder / "modules.json").write_text("[]", encoding="utf-8")
    (folder / "model.safetensors").write_bytes(b"weights" * 400_000)
    return folder


@pytest.fixture
def library(monkeypatch) -> type[_Model]:
    module = ModuleType("sentence_transformers")
    module.__spec__ = ModuleSpec("sentence_transformers", None)
    module.SentenceTransformer = _Model
    monkeypatch.setitem(sys.modules, "sentence_transformers", module)
    _Model.made = []
    return _Model


def _using(settings: Settings, model: Path) -> Settings:
    return settings.model_copy(update={"embedding": f"sentence-transformers:{model}"})


def test_a_model_folder_makes_the_vectors_and_is_never_downloaded(settings, folder, model, library) -> None:
    using = _using(settings, model)
    report = assistant.ingest([folder], using)
    assert report.embedding.passages == report.passages and report.embedding.usd is None
    assert "80万円" in best(using, "試作品補助金の補助率")
    assert {path for path, _ in library.made} == {str(model)}
    assert all(options["local_files_only"] is True for _, options in library.made)


def test_queries_and_passages_each_get_the_models_own_prompt(settings, model, library) -> None:
    embedding = chosen_embedding(_using(settings, model))
    passage = embedding.embed_texts(["補助率"], 0).vectors[0]
    query = embedding.embed_query("補助率")
    assert passage[-2] > 0 and passage[-1] == 0
    assert query[-2] == 0 and query[-1] > 0
    assert np.linalg.norm(query) == pytest.approx(1.0)


def test_other_weights_in_the_folder_are_another_embedding(settings, folder, model, library) -> None:
    assistant.ingest([folder], _using(settings, model))
    name = read_manifest(current_build(settings)).embedding
    assert chosen_embedding(_using(settings, model.rename(model.parent / "ruri-moved"))).name != name
    moved = model.parent / "elsewhere" / "ruri"
    moved.parent.mkdir()
    (model.parent / "ruri-moved").rename(moved)
    assert chosen_embedding(_using(settings, moved)).name == name, "the same model in another place"
    with (moved / "model.safetensors").open("r+b") as weights:
        weights.seek(-3, 2)
        weights.write(b"new")
    assert chosen_embedding(_using(settings, moved)).name != name
    assert assistant.ingest([folder], _using(settings, moved)).vectors_only


def test_without_the_library_the_error_names_it_and_a_question_is_still_answered(
    settings, folder, model, library, monkeypatch
) -> None:
    using = _using(settings, model)
    assistant.ingest([folder], using)
    monkeypatch.setitem(sys.modules, "sentence_transformers", None)
    with assistant.open_assistant(using) as shien:
        answer = shien.ask("つなぎ資金の融資限度額はいくら？")
    assert answer.status == "answered"
    assert any("sentence-transformers" in notice.text for notice in answer.notices)
    (folder / "third.txt").write_text("専門家派遣は年3回まで無料です。", encoding="utf-8")
    with pytest.raises(EmbeddingError) as caught:
        assistant.ingest([folder], using)
    assert "pip install" in caught.value.hint


def test_a_model_that_fails_at_work_is_named(settings, folder, model, library, monkeypatch) -> None:
    def out_of_memory(self: object, inputs: list[str], **options: object) -> None:
        raise RuntimeError("not enough memory")

    monkeypatch.setattr(_Model, "encode_document", out_of_memory)
    with pytest.raises(EmbeddingError, match="計算できません"):
        assistant.ingest([folder], _using(settings, model))


def test_a_folder_the_library_cannot_read_is_named(settings, folder, model, library, monkeypatch) -> None:
    def broken(self: object, path: str, **options: object) -> None:
        raise OSError("no file named pytorch_model.bin")

    monkeypatch.setattr(_Model, "__init__", broken)
    with pytest.raises(EmbeddingError, match="読めません"):
        assistant.ingest([folder], _using(settings, model))
