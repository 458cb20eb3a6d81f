"""Several questions in one are told apart; a comparison, a list and a remark are not."""

from __future__ import annotations

import pytest

from assistant.answering.parts import split_parts
from assistant.answering.reading import MAX_PARTS, notices_of, read_question
from assistant.settings import Settings
from assistant.text.names import read_names

TABLE = read_names(Settings().corpus / "aliases.toml")


def parts(text: str) -> list[str]:
    return [part.text for part in split_parts(text, TABLE)]


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Go-Techの補助率は？あと上限も", ["Go-Techの補助率は？", "Go-Techの上限も"]),
        (
            "J-GoodTechの登録数と、よろず支援拠点の数は？",
            ["J-GoodTechの登録数は？", "よろず支援拠点の数は？"],
        ),
        ("サーチャー制度とは何か、誰が対象か", ["サーチャー制度とは何か", "サーチャー制度は誰が対象か"]),
        ("NEDOの補助率と申請期限は？", ["NEDOの補助率は？", "NEDOの申請期限は？"]),
        ("サポインとGo-Techの補助率は？", ["サポインの補助率は？", "Go-Techの補助率は？"]),
        ("マル経の担保は必要？保証人は？", ["マル経の担保は必要？", "マル経の保証人は？"]),
        ("マル経は率なんぼで上限いくら？", ["マル経は率なんぼ", "マル経の上限いくら？"]),
        ("マル経って金利いくらで担保いるん？", ["マル経って金利いくら", "マル経の担保いるん？"]),
        (
            "マル経は何部出すんですか、メールで送ってもいい？",
            ["マル経は何部出すんですか", "マル経のメールで送ってもいい？"],
        ),
        (
            "玉掛けの講習は何曜ですか それと定員は何人",
            ["玉掛けの講習は何曜ですか", "玉掛けの講習の定員は何人"],
        ),
        (
            "玉掛けの教材は借りられる？弁当代って別で要る？",
            ["玉掛けの教材は借りられる？", "弁当代って別で要る？"],
        ),
        (
            "玉掛けは面接があるのはどの枠？その面接は何分？",
            ["玉掛けは面接があるのはどの枠？", "その面接は何分？"],
        ),
    ],
)
def test_each_question_gets_the_subject_it_shares(question, expected) -> None:
    assert parts(question) == expected


@pytest.mark.parametrize(
    "question",
    [
        "BILとJ-GoodTechの違いは？",
        "NEDOとジェトロの両方に相談できますか",
        "よろず支援拠点で、資金繰りと販路開拓の相談はできますか",
        "研究開発、設備投資、人材育成の支援を教えて",
        "うちの社長が興味津々で。Bibbidiは何ができますか？",
        "映画のプロデューサーに見立ててるんですよね？2026年の会議でもそう言ってる？",
        "ほとんどの国で、保護されている用語は何か",
        "「いつ始まるか、どこで行うか」と述べたのは誰か",
        "会費はいくら？月額とか",
        "夜市はいくらで出店できますか",
        "機械は何回で完済できますか",
        "相談は、会員だといくらで、非会員だといくらですか",
        "会員だと金利はいくら下がって、修了証があるといくら下がりますか",
        "偉いさんが来る会なんです？それとも現場の人？",
        "文部科学省と経済産業省の予算を合わせると何億円？",
    ],
)
def test_what_is_one_question_stays_as_it_was_typed(question) -> None:
    assert parts(question) == [question]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "関東局は何を組み合わせる考えなんかと、阪大の先生はどんな会社を集めてはるんか知りたい",
            "阪大の先生はどんな会社を集めてはるんか知りたい",
        ),
        (
            "2010年の資料では何をねらってて、その後Go-Techは何年間やったの？",
            "その後Go-Techは何年間やったの？",
        ),
        (
            "京都は年に何社くらいでやってる？ 関東局の水素のやつは商談何件まとめる？",
            "関東局の水素のやつは商談何件まとめる？",
        ),
    ],
)
def test_a_question_with_a_topic_of_its_own_is_told_apart(text, said) -> None:
    assert [part.said.strip() for part in split_parts(text, TABLE)][1:] == [said]


@pytest.mark.parametrize(
    "text",
    [
        "世話役の団体はどこどこでしたっけ。令和2年の報告に載ってるの全部お願いします",
        "高校生に工学のおもしろさ教える取組あったでしょ。関わってる学会はどこ",
        "もう出てます？改正あとのやつはいつになる話でした？",
    ],
)
def test_a_wish_for_all_or_what_is_told_first_is_no_question_of_its_own(text) -> None:
    assert len(split_parts(text, TABLE)) == 1


def test_a_comparison_beside_another_question_stays_whole() -> None:
    assert parts("J-GoodTechは何社？BibbidiとBILの違いは？") == [
        "J-GoodTechは何社？",
        "BibbidiとBILの違いは？",
    ]


def test_more_questions_than_are_answered_at_once_are_named() -> None:
    read = read_question("Go-Techの補助率は？上限は？期限は？対象は？窓口は？", (), TABLE, lambda said: False)
    assert len(read.questions) == MAX_PARTS
    (notice,) = notices_of(read)
    assert notice.kind == "left_out" and "窓口" in notice.text
