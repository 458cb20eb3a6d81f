"""Names, compounds and people a question is about that no document speaks of."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable

from assistant.answering.asking_part import asking_part
from assistant.answering.located import is_told_in_passing, is_where_client_is
from assistant.answering.question import Question
from assistant.text.asking import OWN_FIRM
from assistant.text.eras import ERA_SINCE_MEIJI
from assistant.text.normalise import fold
from assistant.text.regions import PREFECTURES, region_of
from assistant.text.titles import PLAIN_HONORIFIC
from assistant.text.tokens import is_no_common_word, morphemes

_NAMED = re.compile(
    r"(?P<core>(?:[^ぁ-ん0-9]|(?<=[一-龥])[いきぎしちびみりえけげせてねべめれ](?=[一-龥ァ-ヶ])){3,60})(?:事業|計画|プログラム|プロジェクト|プラン|パッケージ|大賞|賞|アワード|認定|認証|宣言|塾|スクール|アカデミー|"
    r"バンク|ハブ|ステーション|カレッジ|協会|財団|連盟|連合会|公社|学会|振興会|フォーラム|サミット|コネクト|ブリッジ|アライアンス|クラブ|会議|協議会|コンソーシアム|プラットフォーム|ポータル|ナビ|ネット|ラボ|コンテスト|キャンペーン|支援室|相談室|拠点|推進員)"
)
"""Ends of names of measures, bodies, prizes and places to go that are no sure sign of one on their own."""
_PLAIN_ENDS = frozenset(
    [
        "対策",
        "側",
        "向け",
        "関連",
        "状況",
        "事情",
        "問題",
        "課題",
        "動向",
        "現状",
        "効果",
        "方法",
        "内容",
        "体制",
        "理由",
        "背景",
    ]
)
_ASKED_ABOUT = re.compile(
    rf"[一-龥ァ-ヶー]{{0,12}}(?:{PLAIN_HONORIFIC})?(?:(?:って|とは|は|て(?:人|方|いう))|の(?:所属|連絡先|肩書|専門|役職|経歴|お?立場|発言|講演|説明|挨拶|発表|提案|意見)"
    r"|が(?:紹介|説明(?!会|を受)|発言|話し|言って(?:い?た|る)|述べ|発表|報告|講演|提案|挨拶|しゃべ))"
)
_OWN = re.compile(rf"(?:{OWN_FIRM}|相談者|お客(?:さん|様)?|社員|従業員)の?$")
"""What stands before the name of a client or of one of theirs: うちの山田太郎が…."""
_TERMS_OF_TIME = ("今期", "来期", "前期", "当期", "今年", "来年", "昨年", "去年")
"""A compound with such an end or beginning is put together in speaking, and no name: 地震対策, 税理士側, 今期赤字."""
_THING = re.compile(r"^[一-龥]{2,6}(?<!先生)(?<![長員者人名授士数額率料費先日])(?<!担当)$")
_COMPOUND = re.compile(r"^[一-龥]{4,}$")
_OF_ALL_OR_LENT = re.compile(r"^[貸各全両](?=...)")
"""Before a word that stands by itself: 貸会議室."""
_TOWN = re.compile(r"..(?<!市)(?<!町)[市町村]$")
_IN_ITS_REGION = re.compile(
    rf"(?:{'|'.join(PREFECTURES)}|[一-龥]{{1,5}}郡)[一-龥ぁ-んァ-ヶ]{{1,10}}[市区町村郡]"
)
"""A town with its prefecture or county, which no dictionary need know: 埼玉県宮代町, 下伊那郡阿智村."""
_IN_PREFECTURE = re.compile(r"^(?:北海道|東京都|大阪府|京都府|[一-龥]{2,3}県)(?=.)")
_KANJI_BEFORE = re.compile(r"(?:(?![何幾数各全同当])[一-龥]){1,4}$")
_BODY = re.compile(rf"(?!{ERA_SINCE_MEIJI})[一-龥]{{2,}}")
_SINCE = re.compile(r"頃|ころ|後|あと|とき|時|前|まえ")
"""What follows the name of an event rather than of a body: リーマンの頃."""
_POST = re.compile(
    r"参事官|調査役|審議官|座長|委員長?|[部課室局所次]長|准?教授|政務官|理事長?|研究員|コーディネーター?|氏"
)
"""Posts of people whom documents name; a client is 社長 or さん."""


def unknown_topic(question: Question, is_said: Callable[[str], bool]) -> str:
    """A name that is the topic and stands in no document: ``厚生年金基金``; empty if there is none.

    It is told by how it ends, and neither it nor what stands before its end may be in a document.
    """
    for name in question.names:
        if all(_is_unsaid_name(one, is_said) for one in {name, _uncut(name, question.text)}):
            return name
    return ""


def unknown_compound(question: Question, is_said: Callable[[str], bool]) -> str:
    """A compound that is the topic and stands in no document: ``厚生年金``, ``経営革新計画``; empty if there is none.

    It has four kanji or more, is no activity, and is looked at only where nothing else names the topic. On the development
    split 5 of 74 questions without an answer were told by it or by a name, and none of 207 with one.
    """
    if question.heads or question.subjects or question.years:
        return ""
    asking = asking_part(question.text)
    compounds = [name for name in question.names if _COMPOUND.match(fold(name)) and name in asking]
    compounds = [name for name in compounds if not _is_clients_town(name, question)]
    unsaid = (
        name
        for name in compounds
        if not is_said(fold(name)) and not is_said(_OF_ALL_OR_LENT.sub("", fold(name)))
    )
    return next((name for name in unsaid if not _is_activity(name, is_said)), "")


def _is_unsaid_name(name: str, is_said: Callable[[str], bool]) -> bool:
    folded = fold(name)
    named = _NAMED.fullmatch(folded)
    if named is None or ("・" in folded and all(map(is_said, folded.split("・")))):  # 学会・協会
        return False
    return not any(is_said(words) for words in (named["core"], folded, unlengthened(folded)))


def _uncut(name: str, text: str) -> str:
    """A name with the kanji right before it, of which no dictionary makes a word with it: 木沢会議所 of 冬木沢会議所."""
    before = _KANJI_BEFORE.search(text[: text.find(name)]) if name in text else None
    return before.group() + name if before else name


def unknown_place(question: Question, is_said: Callable[[str], bool]) -> str:
    """A town asked about that no document names and the table of places does not know: ``湯ノ又町にも補助ある？``; empty if none.

    Not where the client is only said to be there: ``かもめ町の会社です``, ``かもめ町で雑貨を作っています。締切は？``

    Args:
        question: the question, understood.
        is_said: whether any document says some words, folded.
    """
    for name in question.names:
        if (
            not _TOWN.search(name)
            or not is_no_common_word(name[:-1])
            or is_said(fold(name))
            or region_of(name)
            or region_of(_IN_PREFECTURE.sub("", name))
            or is_where_client_is(name, question.text)
            or is_told_in_passing(name, question)
        ):
            continue
        return name
    return ""


def _is_clients_town(name: str, question: Question) -> bool:
    """Whether a name is a town with its prefecture or county that only says where the client is: 岐阜県白川村なんですが."""
    told = is_told_in_passing(name, question) or is_where_client_is(name, question.text)
    return told and _IN_ITS_REGION.fullmatch(name) is not None


def unknown_source(question: Question, is_said: Callable[[str], bool]) -> str:
    """A body or survey by its proper name, of which something is asked and that no document names: ``日銀の短観、9月はいくつ``.

    Args:
        question: the question, understood.
        is_said: whether any document says some words, folded.
    """
    words = morphemes(asking_part(question.text), "C")
    known = {fold(one.said) for one in question.resolved}
    for place, (word, behind) in enumerate(itertools.pairwise(words)):
        is_proper = word.part_of_speech[1:3] == ("固有名詞", "一般")
        if (
            is_proper
            and behind.surface == "の"
            and _BODY.fullmatch(word.surface)
            and fold(word.surface) not in known
            and not is_said(fold(word.surface))
        ):
            after = "".join(one.surface for one in words[place + 2 :])
            if not _SINCE.match(after):
                return word.surface
    return ""


def unknown_person(question: Question, is_said: Callable[[str], bool]) -> str:
    """Somebody asked about by name whom no document names: 宮澤健司, 真鍋参事官; empty if there is none.

    ``宮澤健司コーディネーターって今どこの所属`` → 宮澤健司, where it is nowhere; ``山田太郎社長が困ってて、…`` → empty: a client
    """
    words = morphemes(question.text, "C")
    for number, (family, next_word) in enumerate(itertools.pairwise(words)):
        if family.part_of_speech[3:4] != ("姓",):
            continue
        behind = "".join(word.surface for word in words[number + 1 :])
        if next_word.part_of_speech[3:4] == ("名",):
            name = family.surface + next_word.surface
            is_asked = bool(_ASKED_ABOUT.match(behind.removeprefix(next_word.surface)))
        else:
            post = _POST.match(behind)
            name, is_asked = family.surface + (post.group() if post else ""), bool(post)
        if _OWN.search("".join(word.surface for word in words[:number])):
            continue
        if is_asked and not is_said(fold(name)) and not is_said(fold(family.surface)):
            return name
    return ""


def unknown_attribute(question: Question, is_said: Callable[[str], bool]) -> str:
    """What is asked of a named thing that no document has a word of: ``アワードの賞金、いつ振り込まれる？`` → 賞金; empty if there is none."""
    for found in question.resolved:
        for name in question.names:
            of_it = re.search(
                re.escape(found.said)
                + r"の"
                + re.escape(name)
                + r"(?:[、?？]|は|って|が|も|いつ|いくら|なんぼ|何|どれ)",
                question.text,
            )
            if of_it and _THING.match(name) and not is_said(fold(name)):
                return name
    return ""


def unlengthened(folded: str) -> str:
    """A name with its loanwords as others end them: ``全国コーディネーター会議`` → ``全国コーディネータ会議``"""
    return re.sub(r"(?<=[ァ-ヶ])ー(?![ァ-ヶー])", "", folded)


def _is_activity(compound: str, is_said: Callable[[str], bool]) -> bool:
    """Whether a compound only says in words of the documents what is done or spoken of: 技術相談, 地震対策; not 厚生年金."""
    time = next((one for one in _TERMS_OF_TIME if compound.startswith(one) and compound != one), "")
    words = morphemes(compound.removeprefix(time), "A")
    is_plain = words[-1].part_of_speech[2] == "サ変可能" or words[-1].surface in _PLAIN_ENDS
    return (is_plain or bool(time)) and all(is_said(fold(word.surface)) for word in words)
