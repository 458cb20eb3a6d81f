"""What a question is about, in its own words: the things it names and the nouns that are no words of asking."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from assistant.answering.asked import HINTS
from assistant.answering.heads import HEADS
from assistant.answering.subjects import quoted_names, told_subjects
from assistant.text.eras import ERA
from assistant.text.names import Named, NameTable
from assistant.text.normalise import normal_text
from assistant.text.programmes import GRANT
from assistant.text.resolve import find_names, without_names
from assistant.text.tokens import noun_phrases

_GENERAL_THINGS = (
    rf"(?:{GRANT}|補助|助成|制度|事業|税制|支援|支援策|施策|政策|融資|貸付|保証|プログラム|メニュー|補助事業|支援制度|支援事業|"
    r"国|県|市|町|自治体|行政|公的|政府|中小企業|小規模事業者|小規模|会社|企業|事業者|法人|個人|個人事業主|大企業|中堅企業|うち|弊社|当社|私|自分|こちら|お?客さ[んま]|お客様|顧客|"
    r"相談者|社長|みんな|皆さん|もの|やつ|話|件|こと|方|他|ほか|場合|とき|時|今|いま|現在|最新|最近|昔|当時|以前|お願い|確認|質問|情報|資料|"
    r"詳細|概要|内容|具体|たくさん|いろいろ|最大|最高|全部|全国|本当|何|いくつ|いくら|どれ|どこ|いつ|誰|の|等|など)"
)
_OF_ANY_PROGRAMME = (
    r"(?:対象|者|業種|経費|要件|条件|手続き?|申請|申し?込み?|応募|方法|仕方|書類|必要|期間|期限|締め?切り?|有効|更新|予算|規模|公募|募集|開始|終了|"
    r"率|額|枠|上限|下限|限度|補助|助成|控除|金利|利率|利息|割合|電話|番号|連絡先?|メール|アドレス|問い?合わせ先?|窓口|担当|時期|日程|スケジュール|"
    r"従業員数?|資本金|制限|資格|担保|保証人|メリット|デメリット|利点|使い方|流れ|手順|審査|採択|倍率|結果|目的|趣旨|背景|理由|効果|例|事例|お?金|費用|料金|有料|無料|違い|いくら|割|円|年|月|日)"
)
_OF_ANYTHING = (
    r"(?:会費|年会費|会員|加盟|参加|登録|利用|使用|相談|活用|料|費|数|件数|社数|人数|回数|機関|団体|企業|地域|拠点|事務局|座長|会長|代表|理事長?|所長|委員|"
    r"責任者|主催|運営|実施|主体|実績|成果|課題|問題|仕組み|特徴|種類|内訳|一覧|廃止|後継(?!者)|前身|場所|所在地?|住所|url|ホームページ|サイト|時間|受付|経緯|"
    r"機能|役割|基準|認定|評価|開催|頻度|メンバー|構成|幹事|負担|自己|手数|値段|価格|形態|年度|賞|職員|位置|進捗|状況|見通し|予定|計画|人|"
    r"目標|kpi|第|回|指標|数字|数値|[0-9]{1,4}|当たり|あたり|勘定|計算|合計|総額|平均|先|続き|終わり|社|校|台|口|"
    r"項目|日にち|日付|言い方|残り|一言|ひとこと|出典|出所|時点|次|前|よそ|イメージ)"
)
_ROLE = (
    r"(?:(?:理事|副?本部|支部|部|課|室|局|所|会|委員|座|議|塾|学|館|院|センター)長|先生|教授|講師|リーダー|まとめ役|世話役|司会|議事進行|"
    r"専務|常務|顧問|役員|役所|役場|大学|参事官|調査役|監事|副|さん|お?名前|氏名|肩書き?)"
)
"""What somebody is, which many are: a question by it alone leaves open of which body."""
_GENERAL = re.compile(rf"(?:{_GENERAL_THINGS}|{_OF_ANY_PROGRAMME})+")
_ATTRIBUTE = re.compile(rf"(?:{_GENERAL_THINGS}|{_OF_ANY_PROGRAMME}|{_OF_ANYTHING})+")
_OPEN = re.compile(rf"(?:{_GENERAL_THINGS}|{_OF_ANY_PROGRAMME}|{_OF_ANYTHING}|{_ROLE})+")
MAX_GENERAL = 24
"""Characters of a phrase that may be made of such words; matching longer ones could take exponential time."""
_VERBS = """
受ける 申し込む 込む 申し入れる 貰う 借りる 始まる 始める 終わる 終える 決まる 変わる 締め切る 締切る 締める 切る 払う
支払う 返す 当て嵌まる 通る 落ちる 取る 入る 選ぶ 続く 間に合う 増える 高い 低い 多い 少ない 良い 早い 無料 可能 必要
大丈夫 駄目 乗る 詳しい 新しい 大きい 簡単 合う 勧める お勧め 向く 出す 呉れる 欲しい 探す 行う 関わる 要る 係る 付く
"""
GENERAL_VERBS = frozenset(_VERBS.split())
"""Verbs and adjectives, in Sudachi's normal form, that may be said of any programme."""
_COUNTED = re.compile(rf"{ERA}|番目|[つ個点件]目|つ|[かカヶ]所|箇所|やつ|とこ")
"""What is left of 2番目, 3つ目, 1か所, 平成21年 without the figure: no thing."""
_ASKED = re.compile(
    r"[何幾](?:[一-龥]{1,2}|か所|ヶ所|ヵ月|か月|パー|%|％)?|[0-9０-９][0-9０-９,.，．]*(?:[千百万億兆]+円?|円|年度?|月|日)"
    r"|(?:(?<![一-龥])|(?<=第))[0-9０-９][0-9０-９,.，．]*|(?<=[一-龥])[0-9０-９][0-9０-９,.，．]*(?![0-9０-９]|[一-龥ぁ-んァ-ヶ])"
)
"""A bare number within a name is of it: 公益財団法人21あおもり産業総合支援センター."""


def is_general(phrase: str) -> bool:
    """Whether a phrase says nothing of which programme is meant: ``補助金``, ``うちの会社``, ``申請期限``."""
    return len(phrase) <= MAX_GENERAL and bool(_GENERAL.fullmatch(normal_text(phrase)))


def is_attribute(phrase: str) -> bool:
    """Whether a phrase is said of something else, named before: ``会費``, ``登録企業数``, ``座長``."""
    return len(phrase) <= MAX_GENERAL and bool(_ATTRIBUTE.fullmatch(normal_text(phrase)))


@dataclass(frozen=True, slots=True)
class Topic:
    """What a question is about."""

    names: tuple[str, ...]
    """Things it names, as it says them, in its order."""
    nouns: tuple[str, ...]
    """Its other noun phrases, without the values asked for."""

    @property
    def is_own(self) -> bool:
        """Whether it stands by itself: it names something, or has a noun that is no attribute."""
        return bool(self.names) or not all(is_attribute(noun) for noun in self.nouns)

    @property
    def is_general(self) -> bool:
        """Whether it leaves open which programme is meant: ``補助金の上限は``."""
        return not self.names and all(is_general(noun) for noun in self.nouns)

    @property
    def is_bare(self) -> bool:
        """Whether it leaves open of what: its nouns are attributes and roles only: ``座長ってどなた``, ``何社が参加``."""
        return not self.names and all(
            len(noun) <= MAX_GENERAL and _OPEN.fullmatch(normal_text(noun)) for noun in self.nouns
        )


def topic_of(text: str, table: NameTable, is_written: Callable[[str], bool]) -> Topic:
    """The names and nouns of a question, without those for the value it asks for.

    ``Go-Techの会費はいくら`` → names (Go-Tech,), nouns (会費,); ``補助金の上限は`` → names (), nouns (補助金,)
    """
    return topic_with(text, find_names(text, table, is_written))


def topic_with(text: str, named: Sequence[Named]) -> Topic:
    """The same where it is known what the text names."""
    rest = without_names(text, named)
    phrases = [
        p
        for phrase in noun_phrases(rest)
        for p in [_without_asking(phrase)]
        if p and not _COUNTED.fullmatch(p)
    ]
    told = {subject.label for subject in told_subjects(phrases, quoted_names(rest))}
    places = [(found.start, found.resolved.said) for found in named]
    places += [(max(text.find(label), 0), label) for label in told]
    names = tuple(dict.fromkeys(said for _, said in sorted(places)))
    return Topic(names, tuple(dict.fromkeys(phrase for phrase in phrases if phrase not in told)))


def _without_asking(phrase: str) -> str:
    """A noun phrase without the value it asks for: ``登録企業数`` stays, ``Go-Tech補助率`` → ``Go-Tech``"""
    plain = normal_text(phrase)
    if is_general(phrase) and any(head.asked.search(plain) for head in HEADS):
        return ""
    for pattern in (
        _ASKED,
        *(head.asked for head in HEADS if not head.general),
        *(h.asked for h in HINTS[:5]),
    ):
        phrase = pattern.sub("", phrase)
    return phrase.strip("・- 　")
