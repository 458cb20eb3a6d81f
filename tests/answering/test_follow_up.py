"""A follow-up stands alone after it is read; a new topic takes nothing from the conversation."""

from __future__ import annotations

import pytest

from assistant.answering.follow_up import MAX_TURNS, stand_alone
from assistant.answering.reading import notices_of, read_question
from assistant.settings import Settings
from assistant.text.names import read_names

TABLE = read_names(Settings().corpus / "aliases.toml")


def talk(*turns: str) -> list[tuple[str, str]]:
    return [("user" if i % 2 == 0 else "assistant", text) for i, text in enumerate(turns)]


def alone(question: str, *turns: str) -> str:
    return stand_alone(question, talk(*turns), table=TABLE).text


@pytest.mark.parametrize(
    ("turns", "question", "expected"),
    [
        (("Go-Techとは？", "事業です。"), "それの期限は？", "Go-Techの期限は？"),
        (("Go-Techとは？", "事業です。"), "上限は？", "Go-Techの上限は？"),
        (("J-GoodTechって何？", "仕組みです。"), "いつから？", "J-GoodTechはいつから？"),
        (("イノベーションネットの会費は？", "2口です。"), "いつから？", "イノベーションネットの会費はいつから？"),
        (("イノベーションネットって何？", "組織です。"), "その会費いくら？", "イノベーションネットの会費いくら？"),
        (("2009年の知クラの予算は？", "120億円です。"), "じゃあ2010年は？", "2010年の知クラの予算は？"),
        (("Go-Techの補助率は？", "ありません。"), "サポインの方は？", "サポインの補助率は？"),
        (("Go-Techの補助率は？", "ありません。"), "いや、Go-Techじゃなくてサポインの方", "サポインの補助率は？"),
        (("J-GoodTechにはどんな機能がある？", "商談です。"), "他には？", "J-GoodTechにはどんな機能がある？"),
        (("Bibbidiとは？", "仕組みです。"), "それとJ-GoodTechの違いは？", "BibbidiとJ-GoodTechの違いは？"),
        (("J-GoodTechの登録は？", "4万社です。"), "1社あたりにならすといくら？", "J-GoodTechの1社あたりにならすといくら？"),
        (("Go-Techとは？", "事業です。"), "それで終わり？その先も何かある？", "Go-Techのそれで終わり？その先も何かある？"),
        (("ワーキングの座長って誰？", "公益財団法人21あおもりセンターの今です。"), "その人どこの人？", "ワーキングの座長どこの人？"),
        (("産学官連携拠点は何と何？", "「地域中核産学官連携拠点」などです。"), "公募の締切は？", "産学官連携拠点の公募の締切は？"),
        (("Go-Techは平成21年に何地域？", "9地域です。"), "1か所いくら？", "Go-Techは1か所いくら？"),
        (("Go-Techとは？", "事業です。"), "社員12人の金属加工です。補助率は？", "社員12人の金属加工です。Go-Techの補助率は？"),
        (("Go-Techとは？", "事業です。"), "補助率は？社員12人の金属加工です。", "Go-Techの補助率は？社員12人の金属加工です。"),
        (("社員12人の金属加工ですけど、Go-Techとは？", "事業です。"), "上限は？", "Go-Techの上限は？"),
        (("新商品枠だけど、店で食器を買いたいそうです。対象ですか", "対象です。"), "上限は？", "新商品枠の上限は？"),
        (("会費いくら？ イノベーションネット", "2口です。"), "賛助会員だと？", "賛助会員の場合、会費いくら？ イノベーションネット"),
    ],
)  # fmt: skip
def test_what_is_left_out_is_taken_from_the_question_before(turns, question, expected) -> None:
    assert alone(question, *turns) == expected


@pytest.mark.parametrize(
    "question",
    [
        "よろず支援拠点の数は？",
        "理科好きな子って小4と中2でどれくらい減る？",
        "人材確保等投資促進税制",
        "後継者に事業を引き継ぎたい",
        "知財Pを置いたが、その人数は？",
        "社員12人の金属加工です。補助金は何がある？",
        "商店街の空き店舗の件です。補助率は？",
        "どこの機関が知財Pを派遣？",
        "ありがとう",
    ],
)
def test_a_topic_of_its_own_takes_nothing_over(question) -> None:
    assert alone(question, "Go-Techの補助率は？", "書かれていません。") == question


def test_a_chain_of_follow_ups_keeps_its_subject_over_thanks() -> None:
    turns = (
        "産業クラスター計画とは",
        "計画です。",
        "それの企業数は",
        "10,700社です。",
        "ありがとう",
        "どういたしまして。",
    )
    assert alone("予算は？", *turns) == "産業クラスター計画の予算は？"


def test_the_answer_gives_the_subject_where_the_question_named_none() -> None:
    turns = ("取引先を探したい。何かありますか", "J-GoodTechで調達ニーズを見ることができます。[1]")
    assert alone("それは何社が使ってる？", *turns) == "J-GoodTechは何社が使ってる？"


def test_the_other_of_two_is_the_one_the_question_before_was_not_about() -> None:
    turns = ("J-GoodTechは何社が使ってる？", "40,000社です。よろず支援拠点も相談に応じます。")
    assert alone("そっちは？", *turns) == "よろず支援拠点は何社が使ってる？"


def test_only_the_last_turns_of_a_long_conversation_are_read() -> None:
    old = talk("Go-Techの補助率は？", "ありません。")
    chat = talk(*["ありがとう", "どういたしまして。"] * (MAX_TURNS // 2))
    assert stand_alone("それの期限は？", old + chat, table=TABLE).text == "それの期限は？"
    assert stand_alone("それの期限は？", chat + old, table=TABLE).text == "Go-Techの期限は？"


def test_what_was_assumed_is_told() -> None:
    def told(question: str) -> list[str]:
        read = read_question(question, talk("Go-Techとは？", "事業です。"), TABLE, lambda said: False)
        return [notice.text for notice in notices_of(read) if notice.kind == "understood"]

    assert told("それの期限は？") == ["「それ」を「Go-Tech」として調べました。"]
    assert "「Go-Tech」" in told("上限は？")[0]
    assert "サポインとは？" in told("サポインの方は？")[0]
    assert told("Bibbidiとは？") == []


@pytest.mark.parametrize("said", ["Go-Tech", "Go-Techの方です", "ゴーテックで"])
def test_a_name_said_after_a_question_back_answers_it(said) -> None:
    name = "ゴーテック" if said.startswith("ゴ") else "Go-Tech"
    assert (
        alone(said, "補助率っていくつ？", "どの制度・事業の補助率でしょうか。")
        == f"{name}の補助率っていくつ？"
    )


def test_a_bare_name_is_a_new_topic_after_any_other_question() -> None:
    assert alone("サポイン", "Go-Techの補助率は？", "書かれていません。") == "サポイン"
