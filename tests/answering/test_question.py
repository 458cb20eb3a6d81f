"""What a question asks for is read from the words advisors use."""

from __future__ import annotations

import pytest

from assistant.answering.question import understand
from assistant.settings import Settings
from assistant.text.names import read_names

TABLE = read_names(Settings().corpus / "aliases.toml")


@pytest.mark.parametrize(
    ("question", "label"),
    [
        ("ゴーテックの補助率は？", "補助率"),
        ("上限っていくら", "上限額"),
        ("いくらまで借りられる？", "上限額"),
        ("〆切いつ？", "申請期限"),
        ("締め切りを教えて", "申請期限"),
        ("電話番号わかる？", "電話番号・連絡先"),
        ("何社が参加？", "数"),
        ("控除率は何％", "控除率"),
        ("いつ始まったの", "時期"),
        ("予算はどれくらい", "予算・規模"),
        ("どんな支援がある？", None),
        ("メールマガジンの内容は", None),
    ],
)
def test_the_kind_of_value_asked_for(question, label) -> None:
    heads = understand(question, TABLE).heads
    assert [head.label for head in heads] == ([label] if label else [])


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("ゴーテックの補助率は", "Go-Tech"),
        ("ＧＯ－ＴＥＣＨって何", "Go-Tech"),
        ("ものずくり補助金はまだある？", "ものづくり補助金"),
        ("イノベＰとは", "イノベーション・プロデューサー"),
        ("よらず支援拠点はどこ", "よろず支援拠点"),
        ("新事業・ものづくり補助金の上限", "新事業・ものづくり補助金"),
    ],
)
def test_other_spellings_of_a_name_are_known(question, name) -> None:
    assert name in [subject.label for subject in understand(question, TABLE).subjects]


def test_a_name_inside_a_longer_name_is_not_taken_for_itself() -> None:
    names = [subject.label for subject in understand("新事業・ものづくり補助金の上限", TABLE).subjects]
    assert "ものづくり補助金" not in names


@pytest.mark.parametrize(
    ("question", "years"),
    [
        ("2010年ごろの", (2010,)),
        ("平成22年の", (2010,)),
        ("令和元年度と令和5年", (2019, 2023)),
        ("２０１７年", (2017,)),
        ("15年間", ()),
    ],
)
def test_years_are_read_in_every_calendar(question, years) -> None:
    assert understand(question, TABLE).years == years


@pytest.mark.parametrize(
    ("question", "form"),
    [
        ("イノベPとは", "definition"),
        ("BILって何？", "definition"),
        ("BILとJ-GoodTechの違いは", "comparison"),
        ("幹事にはどんな機関がいる？", "list"),
        ("会費はいくら", "value"),
        ("会費のことを知りたい", "other"),
    ],
)
def test_the_form_of_the_answer_wanted(question, form) -> None:
    assert understand(question, TABLE).form == form


def test_words_of_asking_say_nothing_of_the_subject() -> None:
    terms = [term.word for term in understand("すみません、会費について教えてください", TABLE).terms]
    assert "会費" in terms
    assert not {"教える", "下さい"} & set(terms)


@pytest.mark.parametrize(
    ("question", "labels"),
    [
        ("上限いくら？締切も", ["上限額", "申請期限"]),
        ("補助率と上限額は", ["補助率", "上限額"]),
        ("上限額はいくら", ["上限額"]),
        ("相談タダ？", ["金額"]),
        ("相談したら利用料どれくらいかかる？", ["金額"]),
        ("費用がどのくらい引けるものですか", ["数値"]),
        ("結局なん件でしたか", ["数"]),
        ("手伝いの人は何万人必要？", ["数"]),
        ("次の商店街会議は何日？", ["日付"]),
        ("準備は何日間かかる？", ["期間"]),
    ],
)
def test_several_values_in_one_question_are_all_seen_and_one_is_not_seen_twice(question, labels) -> None:
    assert [head.label for head in understand(question, TABLE).heads] == labels


@pytest.mark.parametrize(
    ("question", "label"),
    [
        ("創業助成金の補助率", "創業助成金"),
        ("IT導入補助金2026の締切", "IT導入補助金2026"),
        ("スーパーイノベーション補助金って", "スーパーイノベーション補助金"),
        ("「知恵の経営」の認証は", "知恵の経営"),
    ],
)
def test_a_programme_the_table_does_not_know_is_still_a_named_thing(question, label) -> None:
    assert label in [subject.label for subject in understand(question, TABLE).subjects]


@pytest.mark.parametrize("question", ["補助金はある？", "国の補助金を教えて", "申請方法は", "新しい制度は"])
def test_general_words_name_no_programme(question) -> None:
    assert understand(question, TABLE).subjects == ()


def test_an_abbreviation_is_written_out_but_not_inside_its_long_form() -> None:
    assert "イノベーション" in understand("イノベが必要な割合", TABLE).search_text
    assert "イノベーションーション" not in understand("イノベーションが必要な割合", TABLE).search_text


@pytest.mark.parametrize("said", ["ありがとう！", "あなたは誰？", "申請書を代わりに書いて"])
def test_what_is_no_question_for_the_documents_gets_a_word_of_its_own(said) -> None:
    assert understand(said, TABLE).aside


@pytest.mark.parametrize(
    "question",
    ["ありがとうございます、会費はいくらですか？", "書類の提出先は", "使い方のガイドラインはいつ公表？"],
)
def test_a_question_with_a_courtesy_stays_a_question(question) -> None:
    assert understand(question, TABLE).aside is None


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("社長に「そんなん当たるわけないやろ」言われまして、何から始めたら？", []),
        ("「出してないけど出したい」会社は何割？", []),
        ("「はばたく商店街」って何？", ["はばたく商店街"]),
        ("「町のちから」の冊子は？", ["町のちから"]),
        ("「にぎやかな人」を呼ぶ話、どんな職の人？", []),
    ],
)
def test_what_somebody_says_is_no_name(question, names) -> None:
    assert [subject.label for subject in understand(question, TABLE).subjects] == names


@pytest.mark.parametrize(
    ("question", "is_bare"),
    [
        ("委員長ってどなた？", True),
        ("例の課長さん、お名前なんでしたっけ", True),
        ("登録は何社？", True),
        ("商店街会議の委員長ってどなた？", False),
        ("2009年の委員長はどなた？", False),
        ("横浜の所長さんは誰？", False),
        ("どんな役員がいいですか", False),  # no value, no person asked for
        ("あの拠点のやつ、どんなとこが対象になるん？", True),
        ("あの商店街の空き店舗の家賃補助の対象って何？", False),  # it says what it means
        ("あのね、商店街の会議って何をするの", False),
    ],
)
def test_a_role_or_a_value_alone_leaves_open_whose(question, is_bare) -> None:
    assert understand(question, TABLE).is_bare is is_bare


@pytest.mark.parametrize(
    ("question", "about_now"),
    [
        ("いまの会長は誰ですか", True),
        ("会費はいまいくら？", True),
        ("半分くらいまで行ってたん？", False),
        ("違いまで作り込むのはなんで", False),
        ("今のままでいいという会社も対象？", False),
        ("今の会費は？", True),
        ("会費は昔と今とでどう違う？", False),
    ],
)
def test_what_only_sounds_like_now_is_not_about_today(question, about_now) -> None:
    assert understand(question, TABLE).about_now is about_now


@pytest.mark.parametrize(
    ("question", "asks"),
    [
        ("商工会の電話番号は", True),
        ("社長さんから電話で聞かれたんですが、家賃の補助は何が要りますか", False),
        ("金がないって電話きたんだけど、予約は要りますか", False),
        ("お客さんから電話があって、補助の条件を聞かれました", False),
    ],
)
def test_a_call_told_of_asks_for_no_number(question, asks) -> None:
    assert any(head.kinds == ("contact",) for head in understand(question, TABLE).heads) is asks


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("「店の通り」って何？", []),
        ("「店の通り」の認証って何？", ["店の通り"]),
        ("「夢の通り」って何？", ["夢の通り"]),
    ],
)
def test_quoted_words_of_the_documents_put_together_are_no_name_unless_called_one(question, names) -> None:
    found = understand(question, TABLE, {"店", "通り"}.__contains__).subjects
    assert [subject.label for subject in found] == names


def test_a_long_compound_that_a_document_writes_so_is_a_name() -> None:
    question = "商店街活性創出研究事業って今年度も公募してる？"
    written = understand(question, TABLE, lambda name: name == "商店街活性創出研究事業")
    assert [subject.label for subject in written.subjects] == ["商店街活性創出研究事業"]
    assert not understand(question, TABLE).subjects


def test_what_the_answer_is_wanted_for_is_beside_the_question() -> None:
    weights = {t.word: t.weight for t in understand("研修の資料用に、商店の割合を教えて。", TABLE).terms}
    assert weights["研修"] < weights["商店"]
