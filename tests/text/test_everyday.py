"""Everyday words stand for the official ones of the table, and the shipped table is in order."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from assistant.errors import InputError
from assistant.index.roots import files_below
from assistant.settings import PROJECT_ROOT
from assistant.text.everyday import FILE_NAME, NO_WORDS, EverydayWords, official_words, read_everyday_words
from assistant.text.tokens import Morpheme, morphemes, terms, word_kinds, words

SHIPPED = PROJECT_ROOT / "corpus" / FILE_NAME
LINES = [line for line in SHIPPED.read_text(encoding="utf-8").splitlines() if line and line[0] != "#"]
TABLE = """# said, nearly the same, usually, sometimes
車、クルマ屋\t自動車\t車両
余所の国\t海外、外国
国\t\t政府\t省庁

カネ\t\t資金
町工場\t中小企業
工場\t\t事業所
"""


def table_of(folder: Path, text: str = TABLE) -> EverydayWords:
    path = folder / FILE_NAME
    path.write_text(text, encoding="utf-8")
    return read_everyday_words(path)


def meant(text: str, table: EverydayWords) -> dict[str, list[tuple[str, float]]]:
    return {
        word: [(one.folded, one.strength) for one in official]
        for word, official in official_words(text, table).items()
    }


def test_the_column_says_how_surely_an_official_word_is_meant(tmp_path) -> None:
    assert meant("車の話", table_of(tmp_path)) == {"車": [("自動車", 1.0), ("車両", 0.7)]}
    assert meant("国の話", table_of(tmp_path)) == {"国": [("政府", 0.7), ("省庁", 0.4)]}


def test_another_spelling_of_a_word_is_the_same_word(tmp_path) -> None:
    assert list(meant("クルマの話", table_of(tmp_path))) == ["車"]


def test_the_words_are_those_a_question_is_made_of(tmp_path) -> None:
    question = "おカネがない町工場はクルマをやめる？"
    asked = {word for word, _ in terms(question)}
    found = official_words(question, table_of(tmp_path))
    assert len(found) == 4 and set(found) <= asked


@pytest.mark.parametrize("said", ["よその国で売る", "よその 国で売る", "余所の国"])
def test_what_is_said_in_several_words_stands_for_something_as_a_whole(said: str, tmp_path) -> None:
    abroad = [("海外", 1.0), ("外国", 1.0)]
    assert meant(said, table_of(tmp_path)) == {"余所": abroad, "国": abroad}


def test_words_in_two_sentences_are_no_expression(tmp_path) -> None:
    assert meant("よそ。国の話", table_of(tmp_path)) == {"国": [("政府", 0.7), ("省庁", 0.4)]}


def test_of_overlapping_expressions_the_longest_counts(tmp_path) -> None:
    small = [("中小企業", 1.0)]
    assert meant("町工場", table_of(tmp_path)) == {"町": small, "工場": small}
    assert meant("町の話と工場", table_of(tmp_path)) == {"工場": [("事業所", 0.7)]}


@pytest.mark.parametrize("said", ["余所の国は広い", "国は広い", "お国は広い", "国さんは広い"])
def test_a_word_of_one_letter_counts_where_it_stands_alone(said: str, tmp_path) -> None:
    assert "国" in meant(said, table_of(tmp_path))


@pytest.mark.parametrize("said", ["国道は広い", "加盟国は広い", "国連は広い"])
def test_a_word_of_one_letter_does_not_count_in_a_longer_word(said: str, tmp_path) -> None:
    assert meant(said, table_of(tmp_path)) == {}


def test_two_lines_on_a_word_are_taken_together_strongest_first(tmp_path) -> None:
    table = table_of(tmp_path, "車\t\t車両\n車\t自動車\n")
    assert meant("車", table) == {"車": [("自動車", 1.0), ("車両", 0.7)]}


def test_an_official_word_of_several_parts_must_stand_together(tmp_path) -> None:
    (successor, *_) = official_words("跡継ぎ", table_of(tmp_path, "跡継ぎ\t事業承継\n"))["跡継ぎ"]
    for text, holds in (("円滑な事業承継を促す", True), ("事業を承継する", False), ("事業の拡大", False)):
        assert successor.said_in(text, frozenset(words(text, "A"))) is holds


def test_without_a_table_nothing_stands_for_anything(tmp_path) -> None:
    assert read_everyday_words(tmp_path / FILE_NAME) == NO_WORDS
    assert official_words("クルマ", NO_WORDS) == {}


def test_a_changed_table_is_read_again(tmp_path) -> None:
    assert meant("田舎", table_of(tmp_path)) == {}
    changed = tmp_path / FILE_NAME
    changed.write_text("田舎\t地方\n", encoding="utf-8")
    os.utime(changed, ns=(1, 1))
    assert meant("田舎", read_everyday_words(changed)) == {"田舎": [("地方", 1.0)]}


@pytest.mark.parametrize(
    "line",
    [
        "車",
        "車\t",
        "\t自動車",
        "車\tを",
        "を\t自動車",
        "車\t自動車\t車両\t乗り物\t箱",
        "、\t自動車",
        "車\t\t\t、",
    ],
)
def test_a_line_that_is_no_entry_is_an_error_of_two_lines_that_names_it(line: str, tmp_path) -> None:
    with pytest.raises(InputError, match=r"everyday_words\.tsv の 3 行目") as told:
        table_of(tmp_path, f"# words\n町工場\t中小企業\n{line}\n")
    assert "タブ" in told.value.hint


def test_a_table_in_another_encoding_is_an_error_of_two_lines(tmp_path) -> None:
    path = tmp_path / FILE_NAME
    path.write_bytes("車\t自動車\n".encode("cp932"))
    with pytest.raises(InputError, match="UTF-8") as told:
        read_everyday_words(path)
    assert told.value.hint


def test_the_shipped_table_is_no_file_an_ingest_could_not_read() -> None:
    assert files_below(SHIPPED.parent)[1] == []


def cells(line: str) -> tuple[list[str], list[str]]:
    said, *official = (column.split("、") for column in line.split("\t"))
    return said, [word for column in official for word in column if word]


def cut(column: list[str]) -> list[Morpheme]:
    return [part for word in column for part in morphemes(word, "A")]


def content(text: str) -> tuple[str, ...]:
    return tuple(word for word in words(text, "A") if word not in ("御", "さん", "様"))


def test_the_shipped_table_has_one_entry_for_each_thing_said() -> None:
    said = [content(word) for line in LINES for word in cells(line)[0]]
    assert [word for word in {*said} if said.count(word) > 1] == []
    assert 350 <= len(LINES) <= 1_000


def test_a_shipped_entry_names_an_official_word_once() -> None:
    meant = [[content(word) for word in cells(line)[1]] for line in LINES]
    assert [words_meant for words_meant in meant if len(set(words_meant)) != len(words_meant)] == []


def test_no_shipped_word_stands_for_itself_or_a_part_of_itself() -> None:
    both = [(one, other) for line in LINES for one in cells(line)[0] for other in cells(line)[1]]
    assert [pair for pair in both if set(content(pair[1])) <= set(content(pair[0]))] == []


def test_the_shipped_words_are_words_of_the_dictionary() -> None:
    parts = {part.surface for line in LINES for column in cells(line) for part in cut(column)}
    assert len(parts) > 500 and [part for part in parts if not word_kinds(part)] == []


@pytest.mark.parametrize(
    ("said", "official"),
    [
        ("クルマ", "自動車"),
        ("おカネ", "資金"),
        ("よその国", "海外"),
        ("町工場", "中小企業"),
        ("後継ぎ", "後継者"),
        ("ヤバい", "リスク"),
        ("応援して", "支援"),
        ("タダで", "無料"),
        ("面倒をみてくれる", "伴走支援"),
        ("引き合わせてくれる", "マッチング"),
        ("銀行さん", "金融機関"),
        ("お役所", "自治体"),
        ("若い子", "若手"),
        ("人が足りない", "人材不足"),
        ("税金が安くなる", "減税"),
        ("跡を継ぐ", "事業承継"),
        ("しぼむ", "縮小"),
        ("もうけ", "利益"),
    ],
)
def test_the_shipped_table_knows_how_people_speak(said: str, official: str) -> None:
    found = official_words(said, read_everyday_words(SHIPPED))
    assert official in {one.folded for words_meant in found.values() for one in words_meant}


@pytest.mark.parametrize("text", ["補助金", "埼玉県", "中国", "資金調達", "横浜市"])
def test_a_part_of_an_official_word_is_not_taken_for_an_everyday_one(text: str) -> None:
    assert official_words(text, read_everyday_words(SHIPPED)) == {}
