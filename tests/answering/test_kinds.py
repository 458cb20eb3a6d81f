"""What is asked for is told from the words, and courtesies around it change nothing."""

from __future__ import annotations

import pytest

from assistant.answering.beside import without_courtesies, without_forgotten
from assistant.answering.question import understand
from assistant.settings import Settings
from assistant.text.names import read_names

TABLE = read_names(Settings().corpus / "aliases.toml")


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("マル経の限度額は", "amount"),
        ("NEDOの補助率、中小だとどれくらい", "rate"),
        ("省力化投資補助金の締切は？", "date"),
        ("補正予算っていつ成立？", "date"),
        ("オスカー認定は何年有効？", "duration"),
        ("ｊグッドテックて今なん社ぐらい入ってんの", "count"),
        ("BILはどこにある？", "place"),
        ("座長は誰でした？", "person"),
        ("サーチャー制度は誰が対象ですか", "list"),
        ("産技連の電話番号わかりますか", "contact"),
        ("Bibbidiって何をするものですか", "definition"),
        ("新連携の認定はどうすれば取れる？", "procedure"),
        ("どこへ、いつまでに、何を出すの", "procedure"),
        ("締切はいつ、誰が対象、何に使える？", "date"),
        ("なんで見直されたの", "reason"),
        ("相談なんですけど、誰でも使えますか", "yes_no"),
        ("BILとJ-GoodTechの違いは", "comparison"),
        ("1,000万円の設備を入れたら補助はいくら出る？", "calculation"),
        ("雪国の酒蔵に使えそうな支援は？", "which_measure"),
        ("Go-Techは酒蔵にも使えますか", "yes_no"),
        ("ジェトロについて", "other"),
    ],
)
def test_the_kind_of_thing_asked_for(question, kind) -> None:
    assert understand(question, TABLE).kind == kind


@pytest.mark.parametrize(
    ("said", "read"),
    [
        ("技術基盤ナントカ税制って何", "技術基盤の税制って何"),
        ("省力化なんとか補助金の上限は", "省力化の補助金の上限は"),
        ("なんちゃら補助金の上限は", "補助金の上限は"),
        ("うちでなんとか補助金を使いたい", "うちでなんとか補助金を使いたい"),
    ],
)
def test_what_stands_for_the_forgotten_part_of_a_name_is_left_out(said, read) -> None:
    assert without_forgotten(said) == read


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("ありがとうございました！", "small_talk"),
        ("あなたは誰？", "small_talk"),
        ("全然使えないなあ", "small_talk"),
        ("わかりました。また聞きます", "small_talk"),
        ("明日の東京の天気は？", "out_of_scope"),
        ("補助金の申請書を代わりに書いて", "out_of_scope"),
        ("うちの法人税を計算して", "out_of_scope"),
    ],
)
def test_what_is_no_question_for_the_documents_is_told_by_its_kind(said, kind) -> None:
    question = understand(said, TABLE)
    assert question.kind == kind and question.aside and question.aside.reply


@pytest.mark.parametrize(
    "question", ["誰が座長？", "使えないのはなぜ？", "梅雨に雨が降らないのは？", "違うところは？"]
)
def test_a_question_that_begins_like_small_talk_is_one_all_the_same(question) -> None:
    assert understand(question, TABLE).aside is None


def test_another_matter_the_documents_do_write_of_is_a_question_for_them() -> None:
    assert understand("A社の株価は？", TABLE).aside
    assert understand("A社の株価は？", TABLE, lambda said: said == "株価").aside is None


@pytest.mark.parametrize(
    ("said", "asked"),
    [
        ("お疲れ様です。J-GoodTechの登録企業数教えて", "J-GoodTechの登録企業数教えて"),
        ("お世話になっております。商工会の田中です。会費は？", "会費は？"),
        ("えーと、あの、締切いつ？", "締切いつ？"),
        ("ありがとう！ところでBILって何", "BILって何"),
        ("どうもうまくいかない理由は", "どうもうまくいかない理由は"),
        ("ありがとう！", "ありがとう！"),
        ("お世話になっております。会費は？　以上、ご教示いただけますと幸いです。", "会費は？"),
        (
            "お疲れ様です。よろず支援拠点の場所は？どうぞよろしくお願い申し上げます",
            "よろず支援拠点の場所は？",
        ),
        ("会費をご教示いただけますと幸いです。", "会費をご教示いただけますと幸いです。"),
        ("よろしくお願いします", "よろしくお願いします"),
    ],
)
def test_courtesies_before_a_question_are_left_out_and_alone_stay(said, asked) -> None:
    assert without_courtesies(said) == asked


def test_now_is_not_read_out_of_a_polite_ending() -> None:
    """探しています holds いま."""
    assert not understand("合う補助金を探しています", TABLE).about_now
    assert understand("いまの補助率は", TABLE).about_now
