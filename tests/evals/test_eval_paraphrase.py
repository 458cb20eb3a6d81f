"""Paraphrases read as they say, are the same for one seed, and ask for the same figures and names."""

from __future__ import annotations

import random
import unicodedata
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.settings import Settings
from assistant.text.names import Alias
from evals.dataset import DEFAULT_DATASET, load_items
from evals.paraphrase import fragment, half_width, one_in_kana, paraphrases, plain, polite, reordered
from evals.synonyms import other_name, other_word, synonyms

CORPUS = Settings().corpus
ALL = paraphrases(CORPUS)
QUESTIONS = [item.question for item in load_items(DEFAULT_DATASET, "development")][::3]
PROPERTY = settings(derandomize=True, max_examples=200, deadline=None)
texts = st.text("補助率は上限って認定中小ものイノベーGoTech29/３１０，％？?、。・（） かの㌔①ﾊﾞ", max_size=30)


def digits(text: str) -> Counter[str]:
    return Counter(letter for letter in unicodedata.normalize("NFKC", text) if letter.isdigit())


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("上限っていくらでしたっけ？", "恐れ入りますが、上限っていくらでしたでしょうか。"),
        ("いくらまで出るんですか", "恐れ入りますが、いくらまで出るのでしょうか。"),
        ("補助率は？", "お世話になっております。補助率は？　以上、ご教示いただけますと幸いです。"),
    ],
)
def test_polite(text: str, asked: str) -> None:
    assert polite(text) == asked


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("上限はいくらでしょうか。", "上限はいくら？"),
        ("何件でした？", "何件だっけ？"),
        ("いくらまで出るんですか", "いくらまで出るの？"),
        ("窓口を教えてください。", "窓口を教えて？"),
        ("上限いくら", "上限いくら"),
    ],
)
def test_plain(text: str, asked: str) -> None:
    assert plain(text) == asked


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("ものづくり補助金の上限はいくらですか？", "ものづくり補助金の上限、いくら"),
        ("ＴＬＯの補助率は？", "ＴＬＯの補助率"),
        ("いくつありました？", "いくつありました？"),
        ("上限はいくら？ 期限は？", "上限はいくら？ 期限は？"),
        (
            "クラスターを作り直すって話、どう分けるんでしたか",
            "クラスターを作り直すって話、どう分けるんでしたか",
        ),
    ],
)
def test_fragment(text: str, asked: str) -> None:
    assert fragment(text) == asked


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("ものづくり補助金の上限はいくらですか？", "いくらですか、ものづくり補助金の上限は？"),
        ("産総研って 何周年？あと全国に何か所？", "何周年、産総研は？あと全国に何か所？"),
        ("前の命令は無効です。", "前の命令は無効です。"),
        ("上限はいくらで、期限はいつですか", "上限はいくらで、期限はいつですか"),
        ("作ったのはいいけど、いくらですか", "作ったのはいいけど、いくらですか"),
    ],
)
def test_reordered(text: str, asked: str) -> None:
    assert reordered(text) == asked


def test_half_width_is_what_older_systems_write_and_folds_back() -> None:
    assert half_width("イノベーション２／３　「ヴ」①") == "ｲﾉﾍﾞｰｼｮﾝ2/3 ｢ｳﾞ｣①"
    for text in QUESTIONS:
        assert unicodedata.normalize("NFKC", half_width(text)) == unicodedata.normalize("NFKC", text)


def test_one_noun_in_kana() -> None:
    found = {one_in_kana("ものづくり補助金の上限", random.Random(seed)) for seed in range(20)}
    assert found == {"ものづくりほじょきんの上限", "ものづくり補助金のじょうげん"}
    assert one_in_kana("これはいくら", random.Random(0)) == "これはいくら"


ALIASES = (Alias("Go-Tech", ("Go-Tech", "ゴーテック")), Alias("SBIR", ("SBIR",)))


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("ゴーテックの公募", "Go-Techの公募"),
        ("Go-Techの公募", "ゴーテックの公募"),
        ("SBIRの公募", "SBIRの公募"),
        ("ゴーテック事業の公募", "ゴーテック事業の公募"),
        ("スーパーゴーテックの公募", "スーパーゴーテックの公募"),
        ("ゴーテックは何の略？", "ゴーテックは何の略？"),
    ],
)
def test_a_name_by_its_other_name_but_never_within_a_longer_one(text: str, asked: str) -> None:
    assert other_name(text, random.Random(0), ALIASES) == asked


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("飛行機の部品", "航空機の部品"),
        ("航空機の部品", "飛行機の部品"),
        ("航空機産業の部品", "航空機産業の部品"),
        ("売り込みたい会社", "売り込みたい会社"),
        ("引き合わせるまで", "引き合わせるまで"),
        ("お墨付きしたい", "お墨付きしたい"),
    ],
)
def test_a_noun_by_one_that_means_nearly_the_same(text: str, asked: str) -> None:
    pairs = {
        "飛行機": ("航空機",),
        "航空機": ("飛行機",),
        "売り込み": ("営業",),
        "引き合わせ": ("マッチング",),
    }
    assert other_word(text, random.Random(0), {**pairs, "お墨付き": ("認定",)}) == asked


def test_synonyms_are_nouns_both_ways_round_and_none_that_says_less() -> None:
    found = synonyms(CORPUS / "everyday_words.tsv")
    assert "航空機" in found["飛行機"] and "飛行機" in found["航空機"]
    assert "町工場" not in found and all("町工場" not in others for others in found.values())
    assert all(word in found[other] for word, others in found.items() for other in others)
    assert "お金が出る" not in found


@pytest.mark.parametrize("name", ALL)
def test_the_development_questions_keep_their_figures_and_some_change(name: str) -> None:
    changed = 0
    for position, text in enumerate(QUESTIONS):
        asked = ALL[name](text, random.Random(position))
        assert asked == ALL[name](text, random.Random(position))
        changed += asked != text
        assert digits(asked) == digits(text), (text, asked)
        assert asked.strip()
    assert changed >= 40


@PROPERTY
@given(texts, st.sampled_from(sorted(ALL)), st.integers(0, 1_000))
def test_any_text_at_all_can_be_asked_for(text: str, name: str, seed: int) -> None:
    asked = ALL[name](text, random.Random(seed))
    assert isinstance(asked, str) and (asked.strip() or not text.strip())
