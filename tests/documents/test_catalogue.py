"""What is known about a document: the catalogue's word, or its first page's."""

from __future__ import annotations

import hashlib
from datetime import date
from pathlib import Path

import pytest
from document_samples import PROPERTY
from hypothesis import given
from hypothesis import strategies as st

from assistant.documents.catalogue import (
    CatalogueEntry,
    describe,
    file_sha256,
    read_catalogue,
)
from assistant.documents.dated import first_date
from assistant.documents.pages import RawPage
from assistant.documents.titles import first_title
from assistant.errors import DocumentError
from assistant.settings import PROJECT_ROOT
from assistant.types import DocumentMeta

CORPUS = PROJECT_ROOT / "corpus"
ENTRY = '[[document]]\nid = "guide"\nfile = "{file}"\ntitle = "指針"\npublisher = "支援庁"\n'


def _catalogue(folder: Path, text: str) -> Path:
    (folder / "catalogue.toml").write_text(text, encoding="utf-8")
    return folder


def _refusal(folder: Path) -> DocumentError:
    with pytest.raises(DocumentError) as caught:
        read_catalogue(folder)
    assert "catalogue.toml" in caught.value.message
    assert caught.value.hint
    return caught.value


def test_every_shipped_file_is_catalogued_unedited() -> None:
    catalogue = read_catalogue(CORPUS)
    assert set(catalogue) == {path.resolve() for path in (CORPUS / "sources").iterdir()}
    for path, entry in catalogue.items():
        assert file_sha256(path) == entry.sha256


def test_every_field_of_the_shipped_catalogue_is_filled() -> None:
    entries = list(read_catalogue(CORPUS).values())
    assert len(entries) == len({entry.id for entry in entries}) == 5
    for entry in entries:
        assert all(entry.model_dump(exclude={"region"}).values())
        assert entry.kind != "other" and entry.standing != "unknown"
        date.fromisoformat(f"{entry.published}-01-01"[:10])


def test_a_region_is_taken_over_and_one_that_is_none_refused(tmp_path: Path) -> None:
    entry = ENTRY.format(file="guide.txt")
    known = read_catalogue(_catalogue(tmp_path, f'{entry}region = ["大阪府", "四国"]\n'))
    assert known[(tmp_path / "guide.txt").resolve()].region == ("大阪府", "四国")
    assert "region" in _refusal(_catalogue(tmp_path, f'{entry}region = ["大坂"]\n')).message


def test_a_folder_without_a_catalogue_has_no_entries(tmp_path: Path) -> None:
    assert read_catalogue(tmp_path) == {}


def test_entries_are_found_by_the_path_of_their_file(tmp_path: Path) -> None:
    catalogue = read_catalogue(_catalogue(tmp_path, ENTRY.format(file="sub/../guide.txt")))
    assert catalogue[(tmp_path / "guide.txt").resolve()].title == "指針"


@pytest.mark.parametrize("file", ["../guide.txt", "/etc/passwd", "sub/../../guide.txt"])
def test_an_entry_that_points_outside_its_folder_is_refused(tmp_path: Path, file: str) -> None:
    error = _refusal(_catalogue(tmp_path, ENTRY.format(file=file)))
    assert f"{file} は目録のフォルダーの外" in error.message


def test_an_entry_that_leaves_its_folder_by_a_link_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "corpus"
    folder.mkdir()
    (tmp_path / "secret.txt").write_text("秘密", encoding="utf-8")
    (folder / "guide.txt").symlink_to(tmp_path / "secret.txt")
    assert "外を指しています" in _refusal(_catalogue(folder, ENTRY.format(file="guide.txt"))).message


@pytest.mark.parametrize(
    "text",
    [
        "[[document]\n",
        "document = 5\n",
        'document = "guide"\n',
        '[document]\nid = "guide"\n',
        '[[document]]\nid = "guide"\n',
        ENTRY.format(file="guide.txt") + 'standing = "perhaps"\n',
        ENTRY.format(file="guide.txt") + 'kind = "poem"\n',
        ENTRY.format(file="guide.txt") + 'titel = "指針"\n',
        ENTRY.format(file="guide.txt").replace('"指針"', "3"),
    ],
)
def test_a_catalogue_that_is_not_valid_is_a_document_error(tmp_path: Path, text: str) -> None:
    assert "目録を読めません" in _refusal(_catalogue(tmp_path, text)).message


def test_a_catalogue_in_another_encoding_is_a_document_error(tmp_path: Path) -> None:
    (tmp_path / "catalogue.toml").write_bytes(ENTRY.format(file="guide.txt").encode("cp932"))
    assert "目録を読めません" in _refusal(tmp_path).message


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("令和5年5月", "2023-05"),
        ("日 時：2026年1月19日(月) 13:00", "2026-01-19"),
        ("平成元年度の予算", "1989"),
        ("令和元年10月1日", "2019-10-01"),
        ("平成 29 年６月", "2017-06"),
        ("平成２１年１２月３０日閣議決定", "2009-12-30"),
        ("昭和63年", "1988"),
        ("令和2年度事業計画（2018年6月）", "2020"),
        ("2026年13月の予定", "2026"),
        ("2026年4月45日", "2026-04"),
        ("5月1日", None),
        ("3年間の計画", None),
        ("1868年", None),
        ("", None),
    ],
)
def test_the_first_date_is_as_exact_as_it_is_written(text: str, iso: str | None) -> None:
    assert first_date(text) == iso


@PROPERTY
@given(st.dates(date(1990, 1, 1), date(2060, 12, 31)))
def test_a_date_of_any_era_is_read_back(day: date) -> None:
    western = f"{day.year}年{day.month}月{day.day}日"
    assert (
        first_date(f"公表日 {western}".translate(str.maketrans("0123456789", "０１２３４５６７８９")))
        == day.isoformat()
    )
    if day.year > 2019:
        assert first_date(f"令和{day.year - 2018}年{day.month}月{day.day}日") == day.isoformat()


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("\n\n支援策のご案内\n令和7年", "支援策のご案内"),
        ("# 支援策のご案内\n", "支援策のご案内"),
        ("支援方針\n", "支援方針"),
        ("あ" * 80 + "\n", "あ" * 80),
        ("　今 後 の　 進め方\n", "今 後 の 進め方"),
        ("概要\n13\n----\n支援策のご案内\n", "支援策のご案内"),
        ("本日はありがとうございます。\n支援策のご案内\n", "支援策のご案内"),
        ("あ" * 81 + "\n", None),
        ("", None),
    ],
)
def test_the_first_line_that_can_be_a_title_is_the_title(text: str, title: str | None) -> None:
    assert first_title(text) == title


def _describe(path: Path, root: Path, entry: CatalogueEntry | None = None, text: str = "") -> DocumentMeta:
    return describe(path, root, entry, [RawPage(text)], "0" * 64)


def test_the_catalogues_word_is_taken_over_the_documents_own(tmp_path: Path) -> None:
    entry = CatalogueEntry(
        id="guide", file="guide.txt", title="指針", publisher="支援庁", published="2026-01-19",
        kind="report", standing="current", terms="PDL1.0",
    )  # fmt: skip
    meta = _describe(tmp_path / "a" / "guide.txt", tmp_path, entry, "別の題名\n令和元年5月")
    assert (meta.doc_id, meta.title, meta.publisher, meta.published) == (
        "guide",
        "指針",
        "支援庁",
        "2026-01-19",
    )
    assert (meta.kind, meta.standing, meta.terms) == ("report", "current", "PDL1.0")
    assert (meta.source, meta.sha256) == ("a/guide.txt", "0" * 64)


def test_a_document_without_an_entry_says_itself_what_it_is_but_not_whether_it_holds(tmp_path: Path) -> None:
    meta = _describe(tmp_path / "R7_guide.txt", tmp_path, None, "推進会議 議事録\n\n令和7年1月19日\n")
    assert (meta.title, meta.published, meta.kind) == ("推進会議 議事録", "2025-01-19", "minutes")
    assert (meta.publisher, meta.standing) == ("", "unknown")


def test_a_document_that_says_nothing_is_named_after_its_file(tmp_path: Path) -> None:
    meta = _describe(tmp_path / "中間報告.txt", tmp_path, None, "。\n")
    assert (meta.title, meta.published, meta.kind) == ("中間報告", None, "report")


def test_names_are_plain_stable_and_differ_by_folder(tmp_path: Path) -> None:
    first = _describe(tmp_path / "a" / "支援 Guide (1).txt", tmp_path).doc_id
    assert first == _describe(tmp_path / "a" / "支援 Guide (1).txt", tmp_path, text="変更後").doc_id
    assert first != _describe(tmp_path / "b" / "支援 Guide (1).txt", tmp_path).doc_id
    assert first.startswith("guide-1-") and first.isascii()
    assert _describe(tmp_path / "支援.txt", tmp_path).doc_id.startswith("doc-")


def test_a_file_outside_the_root_is_named_by_its_name_alone(tmp_path: Path) -> None:
    assert _describe(tmp_path / "x" / "guide.txt", tmp_path / "y").source == "guide.txt"


def test_a_file_that_was_named_itself_is_called_by_its_name(tmp_path: Path) -> None:
    path = tmp_path / "会議室.md"
    path.write_text("料金", encoding="utf-8")
    assert describe(path, path, None, [RawPage("料金")], "0" * 64).source == "会議室.md"


def test_the_checksum_is_that_of_the_bytes(tmp_path: Path) -> None:
    path = tmp_path / "guide.txt"
    path.write_bytes("補助率\r\n".encode("cp932"))
    assert file_sha256(path) == hashlib.sha256("補助率\r\n".encode("cp932")).hexdigest()
    with pytest.raises(DocumentError, match="開けません"):
        file_sha256(tmp_path / "missing.txt")


def test_a_day_that_is_in_no_calendar_is_no_date_of_a_catalogue() -> None:
    with pytest.raises(ValueError, match="2026-02-30"):
        CatalogueEntry(id="a", file="a.txt", title="題", publisher="市", published="2026-02-30")
