"""What is installed, configured and indexed; what is missing and how to mend it."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from typing import Literal

from assistant.errors import AssistantError, IndexUnfit, reason
from assistant.settings import Settings

_PACKAGES = (
    "chromadb",
    "streamlit",
    "sudachipy",
    "sudachidict-core",
    "ja-ginza",
    "bm25s",
    "pypdf",
    "langchain",
)
_PROXY_VARIABLES = ("http_proxy", "https_proxy", "all_proxy")
_LITTLE_SPACE = 500_000_000


@dataclass(frozen=True, slots=True)
class Check:
    """One thing looked at."""

    name: str
    status: Literal["ok", "warning", "error"]
    detail: str
    fix: str = ""


def examine(settings: Settings) -> list[Check]:
    """Look at everything an answer needs. Never raises: what fails becomes a check with its remedy."""
    checks = [_python(), *(_package(name) for name in _PACKAGES)]
    looks: tuple[tuple[str, Callable[[Settings], Check | list[Check]]], ...] = (
        ("形態素解析・埋め込み", _language),
        ("付属の資料", _corpus),
        ("データの置き場所", _home),
        ("埋め込み", _embedding),
        ("言語モデル", _model),
        ("索引", _index),
        ("取り込めない資料", _left_out),
        ("外部への送信", _outside),
    )
    for name, look in looks:
        try:
            seen = look(settings)
            checks.extend(seen if isinstance(seen, list) else [seen])
        except AssistantError as error:
            checks.append(Check(name, "error", error.message, error.hint))
        except Exception as error:  # noqa: BLE001 — it must finish whatever is broken, and name it
            checks.append(
                Check(name, "error", f"{type(error).__name__}: {error}", "make run をやり直してください。")
            )
    return checks


def _python() -> Check:
    found = ".".join(map(str, sys.version_info[:3]))
    fits = (3, 11) <= sys.version_info[:2] <= (3, 13)
    return Check(
        "Python", "ok" if fits else "error", found, "" if fits else "Python 3.11〜3.13 を使ってください。"
    )


def _package(name: str) -> Check:
    try:
        return Check(name, "ok", version(name))
    except PackageNotFoundError:
        return Check(name, "error", "入っていません。", "make run（または pip install .）で入れてください。")


def _language(settings: Settings) -> Check:
    from assistant.index.ginza_vectors import embed
    from assistant.text.tokens import tokenizer_version, words

    tokens = words("補助金を申請する", "A")
    if not tokens or not embed(["補助金"]).any():
        return Check(
            "形態素解析・埋め込み",
            "error",
            "辞書かベクトルが空です。",
            "make clean のあと make run を実行してください。",
        )
    return Check("形態素解析・埋め込み", "ok", tokenizer_version())


def _embedding(settings: Settings) -> Check:
    """Which embedding is set, and whether it answers: a server is asked for one vector."""
    from assistant.index.embedding import chosen_embedding

    embedding = chosen_embedding(settings)
    embedding.check()
    vector = embedding.embed_query("補助金")
    detail = f"{embedding.name}、{vector.size} 次元、重み {embedding.weight:g}"
    return Check("埋め込み", "ok", detail)


def _model(settings: Settings) -> Check:
    """Which language model is set, and whether it answers: it is asked for one word."""
    if not settings.model:
        return Check("言語モデル", "ok", "設定されていません。資料の文をそのまま示して答えます。")
    from assistant.model.answer import connection_to
    from assistant.model.connection import try_out

    connection = connection_to(settings)
    try_out(connection)
    where = f"{connection.address.name}（{connection.address.host}）"
    return Check("言語モデル", "ok", f"{where}、応答あり、1回の答えは {connection.seconds:g} 秒まで")


def _corpus(settings: Settings) -> Check:
    from assistant.documents.catalogue import file_sha256, read_catalogue

    catalogue = read_catalogue(settings.corpus)
    changed = [path.name for path, entry in catalogue.items() if file_sha256(path) != entry.sha256]
    if changed or not catalogue:
        return Check(
            "付属の資料", "error", f"目録と一致しません: {'、'.join(changed) or '目録がありません'}",
            "配布物を入れ直してください。",
        )  # fmt: skip
    return Check("付属の資料", "ok", f"{len(catalogue)} 件、チェックサム一致")


def _home(settings: Settings) -> Check:
    name = "データの置き場所"
    folder = settings.home.resolve()
    existing = next(parent for parent in (folder, *folder.parents) if parent.exists())
    try:
        with tempfile.TemporaryFile(dir=existing):
            pass
    except OSError as error:
        return Check(
            name,
            "error",
            f"{folder} に書き込めません（{reason(error)}）。",
            "SHIEN_HOME で別の場所を指定してください。",
        )
    free = shutil.disk_usage(existing).free
    if free < _LITTLE_SPACE:
        return Check(name, "warning", f"{folder}、空き {free // 1_000_000:,} MB", "空きを増やしてください。")
    return Check(name, "ok", f"{folder}、空き {free // 1_000_000_000:,} GB")


def _index(settings: Settings) -> Check:
    from assistant.index.freshness import changes_since, refresh_command
    from assistant.opened import open_assistant

    with open_assistant(settings) as shien:
        manifest = shien.index.manifest
    detail = f"資料 {manifest.documents} 件・{manifest.passages} 箇所、{manifest.created} 作成"
    if changes := changes_since(manifest, settings):
        return Check(
            "索引",
            "warning",
            f"{detail}。{changes.describe()}",
            f"「{refresh_command(manifest)}」で新しくなります。",
        )
    return Check("索引", "ok", detail)


def _left_out(settings: Settings) -> list[Check]:
    """One check for each file or folder that is to be indexed and cannot be read."""
    from assistant.index.builds import current_build
    from assistant.index.freshness import left_out
    from assistant.index.manifest import read_manifest

    folder = current_build(settings)
    try:
        manifest = read_manifest(folder) if folder else None
    except IndexUnfit:
        manifest = None
    if manifest is None:  # told by the check of the index
        return []
    name = "取り込めない資料"
    failed = left_out(manifest, settings)
    if not failed:
        return [Check(name, "ok", "ありません。")]
    return [Check(name, "warning", f"{message}（{path}）", hint) for path, message, hint in failed]


def _outside(settings: Settings) -> Check:
    from urllib.parse import urlsplit

    from assistant.addresses import is_this_machine
    from assistant.index.embedding import chosen_embedding
    from assistant.measures.jgrants.client import address as jgrants_address
    from assistant.model.address import model_address

    proxies = _proxies()
    embedding, model = chosen_embedding(settings), model_address(settings)
    sent = []
    if embedding.leaves_machine:
        sent.append(f"資料の本文と、人名・会社名・連絡先などを伏せた質問を、{embedding.address} に送ります")
    if model and not model.is_here:
        sent.append(
            f"質問ごとに、資料の抜粋と、同じように伏せた質問とそれまでの会話を、言語モデル（{model.host}）に送ります"
        )
    if settings.jgrants and not is_this_machine(jgrants_address(settings)):
        host = urlsplit(settings.jgrants_url).netloc
        sent.append(f"施策を探すために入力された言葉と選ばれた条件だけを、Jグランツ（{host}）に送ります")
    without = "" if model else "言語モデルは設定されていません。"
    if sent:
        through = f"（{'・'.join(proxies)} を通します）" if proxies else ""
        return Check("外部への送信", "ok", f"{'。'.join(sent)}{through}。{without}")
    note = f"（{'・'.join(proxies)} は設定されていますが使いません）" if proxies else ""
    return Check("外部への送信", "ok", f"{without}質問も資料もこの端末の外に出ません。{note}")


def _proxies() -> list[str]:
    """Names of the variables that set a proxy, as the clients of servers read them: in small letters or capitals."""
    from urllib.request import getproxies_environment

    used = getproxies_environment()
    return sorted(
        name
        for name, value in os.environ.items()
        if name.lower() in _PROXY_VARIABLES
        and value
        and used.get(name.lower().removesuffix("_proxy")) == value
    )
