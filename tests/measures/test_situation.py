"""From a client's words to a profile: what is told of the client, and nothing that is told of others."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from corrected_situation_samples import CORRECTED
from hypothesis import given
from hypothesis import strategies as st
from situation_samples import READ, TOLD_OTHERWISE

from assistant.measures import own_place
from assistant.measures.months import first_and_last
from assistant.measures.profile import Facet
from assistant.measures.situation import purposes_of, read_situation
from assistant.measures.vocabulary import FACETS, NUMBERS, ONE_OF
from assistant.text.normalise import normal_text
from assistant.text.regions import CITIES, PREFECTURES

TODAY = date(2026, 5, 1)


def _read(text: str) -> set[str]:
    """``employees=30``, ``!finance=loss``: each facet of a text, without the words."""
    return {_short(facet) for facet in read_situation(text, TODAY)}


def _short(facet: Facet) -> str:
    return f"{'' if facet.holds else '!'}{facet.name}={facet.value}"


@pytest.mark.parametrize(("text", "facets"), READ, ids=[text for text, _ in READ])
def test_a_situation_is_read_as_it_is_told(text: str, facets: str) -> None:
    assert _read(text) == set(facets.split())


@pytest.mark.parametrize(("text", "facets"), TOLD_OTHERWISE, ids=[text for text, _ in TOLD_OTHERWISE])
def test_what_is_told_in_notes_in_kana_and_in_passing_is_read(text: str, facets: str) -> None:
    assert _read(text) == set(facets.split())


@pytest.mark.parametrize(("text", "facets"), CORRECTED, ids=[text for text, _ in CORRECTED])
def test_what_is_put_right_turned_down_or_anothers_is_told_from_what_is_so(text: str, facets: str) -> None:
    assert _read(text) == set(facets.split())


def test_what_was_typed_in_kana_is_shown_as_it_was_typed() -> None:
    (facet,) = read_situation("しほんきん3000マンえん", TODAY)
    assert facet == Facet("capital", 30_000_000, said="しほんきん3000マンえん")


def test_every_city_is_in_one_prefecture() -> None:
    lines = (Path(own_place.__file__).parent / "cities.txt").read_text(encoding="utf-8").splitlines()
    smaller = [city for line in lines for city in line.split()[1:]]
    larger = [city for cities in CITIES.values() for city in cities]
    assert {line.split()[0] for line in lines} <= set(PREFECTURES)
    assert len(smaller) == len(set(smaller)) and not set(smaller) & set(larger)
    assert all(city.endswith("市") for city in smaller)


SMALL_TALK = (
    "いつもお世話になっております。", "今日はいい天気ですね。", "突然すみません。", "よろしくお願いします。",
    "先日はありがとうございました。", "ちょっとお聞きしたいのですが。", "お忙しいところ恐れ入ります。", "また来ます。",
)  # fmt: skip


@given(
    st.sampled_from([text for text, _ in (*READ, *TOLD_OTHERWISE, *CORRECTED)]),
    st.sampled_from(SMALL_TALK),
    st.booleans(),
)
def test_small_talk_adds_and_takes_nothing(text: str, talk: str, comes_first: bool) -> None:
    with_talk = f"{talk}{text}。" if comes_first else f"{text}。{talk}"
    assert _read(with_talk) == _read(f"{text}。")


_PIECES = st.sampled_from([
    "従業員", "30人", "資本金", "1,000万円", "うちは", "取引先は", "大学と", "赤字", "昔は", "が、", "。", "、", "ない", "創業",
    "3年", "平成", "ISO9001", "大阪", "たい", "では", "５", "？", "\n", " ", "ﾊﾟｰﾄ", "（", "\u3099", "İ",
])  # fmt: skip
_TEXTS = st.one_of(st.text(max_size=60), st.lists(_PIECES, max_size=14).map("".join))


@given(_TEXTS)
def test_any_text_gives_facets_of_the_vocabulary_with_words_that_are_in_it(text: str) -> None:
    for facet in read_situation(text, TODAY):
        assert facet.name in FACETS
        assert facet.said and (facet.said in text or facet.said in normal_text(text))
        if facet.name in NUMBERS:
            assert isinstance(facet.value, int) and facet.value >= 0
        elif facet.name in ONE_OF:
            assert facet.value in ONE_OF[facet.name]
        elif facet.name == "region":
            assert facet.value in PREFECTURES
        elif facet.name == "when":
            assert first_and_last(str(facet.value))[1] >= TODAY.year * 12 + TODAY.month - 1


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("資本金は3000万ではなく1000万です", "資本金は3000万ではなく1000万"),
        ("創業10年ではなく3年です", "創業10年ではなく3年"),
        ("設立は2015年じゃなくて2018年です", "設立は2015年じゃなくて2018年"),
    ],
)
def test_the_words_of_a_figure_put_right_are_all_it_was_read_from(text: str, said: str) -> None:
    assert read_situation(text, TODAY)[0].said == said


def test_the_words_of_a_facet_are_those_of_the_text_itself() -> None:
    (facet,) = read_situation("資本金は１，０００万円", TODAY)
    assert facet == Facet("capital", 10_000_000, said="資本金は１，０００万円")


OFFICIAL = [
    ("新製品の販路開拓に要する経費を補助します", ("new_business", "sales")),
    (
        "災害で被害を受けた中小企業の運転資金及び設備資金を低利で融資します",
        ("continuity", "funding", "equipment"),
    ),
    ("就職が困難な方を継続して雇用する事業主に助成します", ("people",)),
    ("特許の外国出願に係る費用の一部を助成します", ("ip",)),
    ("再生可能エネルギー設備の導入を支援します", ("energy", "equipment")),
    ("本事業の公募要領をご確認ください", ()),
    ("海外はやらない。省エネの機械を入れたい", ("energy", "equipment")),
    ("労働災害の保険料の納付期限", ()),
    ("再生医療の審査を行います", ()),
]


@pytest.mark.parametrize(("text", "purposes"), OFFICIAL, ids=[text for text, _ in OFFICIAL])
def test_purposes_are_read_from_official_wording_as_from_speech(text: str, purposes: tuple[str, ...]) -> None:
    assert purposes_of(text) == purposes
