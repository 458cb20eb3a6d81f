"""What people say that is no question for the documents: greetings, thanks, complaints, other matters."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from assistant.text.asking import INTERROGATIVE
from assistant.text.normalise import normalise

_GREETING = (
    r"(?:お疲れ(?:様|さま)?(?:です|でした)?|お世話(?:様|さま)です|(?:いつも)?お世話になって(?:おり|い)ます|おはよう(?:ございます)?|"
    r"こんにち[はわ]|こんばん[はわ]|はじめまして|初めまして|よろしく(?:お願い(?:いた)?します)?|失礼(?:いた)?します|"
    r"hello|hi|hey)"
)
_THANKS = (
    r"(?:(?:どうも)?(?:ありがと(?:うございま(?:す|した)|う)?|有難う(?:ございます)?)|thank(?:s| you)|助かり(?:ます|ました)|"
    r"(?:了解|承知|わかりました|分かりました|なるほど)(?:です|しました|いたしました|ですね)?|どうも)"
)
_FILLER = (
    r"(?:すみません(?:が)?|すいません(?:が)?|ええ?っ?と(?:ですね)?|え[ーっ]+と|あの[ーう]*(?=[、。,.\s])|その(?=[、。,.\s])|"
    r"ところで|あ[っ、]|ちょっと(?:お聞き|聞き|お尋ね|教えてほし)[^、。]{0,10}[、。]|ついでに)"
)
_BETWEEN = r"[、。,.!！~ー…\s]*(?:[ねよ](?=[、。,.!！~…\s]|$))?[、。,.!！~…\s]*"
_COURTESIES = re.compile(rf"(?:(?:{_GREETING}|{_THANKS}|{_FILLER}){_BETWEEN})+", re.IGNORECASE)
_ENDS_HERE = re.compile(r"(?:[、。,.!！~…\s]|ところで|ついでに)$")
_INTRODUCTION = re.compile(r"^[^、。?？]{1,20}(?:です|と申します)(?:が)?[、。]\s*")
"""〇〇商工会の田中です。 after a greeting: who asks, not what is asked about."""
_CLOSING = re.compile(
    r"(?<=[。?？!！\s])(?:以上[、,]?|お忙しいところ[^。?？]{0,12}が[、,]?)?\s*"
    r"(?:(?:ご教示|ご教授|ご回答|ご返信|お返事|お教え|教えて)を?(?:いただ|頂|くださ|下さ|賜)[^。?？]{0,10}(?:幸い|助かり|ありがた|有難|お願い)[^。?？]{0,14}"
    r"|(?:どうぞ|何卒|どうか)?[、,]?(?:よろしく|宜しく)(?:お願い|頼み)[^。?？]{0,12})[。!！]?\s*$"
)
"""How a letter ends: 以上、ご教示いただけますと幸いです。 A sentence of its own; 上限額をご教示いただけますと is a question. Of 18
questions of development refused only when they came as a letter, 17 had this and a greeting."""
_ASKING_WORDS = re.compile(rf"{INTERROGATIVE}|教え|知りたい|[?？]")


def without_courtesies(text: str) -> str:
    """A question without the greeting, thanks and fillers before it and a letter's closing after it; all of it where
    nothing else is said.

    ``お疲れ様です。J-GoodTechの登録企業数教えて。よろしくお願いします。`` → ``J-GoodTechの登録企業数教えて。``;
    ``ありがとう！`` → the same
    """
    normalised = normalise(text)
    begin = 0
    while found := _COURTESIES.match(normalised.text, begin):
        if not _ENDS_HERE.search(found.group()) and found.end() < len(normalised.text):
            break  # どうもうまくいかない, こんにちは町: a word that goes on
        begin = found.end()
        greeted = re.search(_GREETING, found.group(), re.IGNORECASE)
        introduction = _INTRODUCTION.match(normalised.text[begin:]) if greeted else None
        if introduction and not _ASKING_WORDS.search(introduction.group()):
            begin += introduction.end()
    closing = _CLOSING.search(normalised.text, begin)
    rest = text[normalised.offsets[begin] : normalised.offsets[closing.start()] if closing else None].strip()
    return rest if re.search(r"\w", rest) else text.strip()


_FORGOTTEN = re.compile(
    r"(?P<behind>[一-龥ァ-ヶーぁ-んA-Za-z])?(?:ナントカ|ナンチャラ|ナンタラ|なんちゃら|なんたら|ほにゃらら|ホニャララ|うんたら|(?<=[一-龥ァ-ヶー])なんとか)(?=[一-龥ァ-ヶーA-Za-z])"
)
"""Said for the part of a name that does not come to mind; なんとか補助金を by itself is the adverb."""


def without_forgotten(text: str) -> str:
    """A question without what stands for the forgotten part of a name: ``技術基盤ナントカ税制って`` → ``技術基盤の税制って``"""
    return _FORGOTTEN.sub(lambda found: f"{found['behind']}の" if found["behind"] else "", text)


@dataclass(frozen=True, slots=True)
class Aside:
    """Something said that is no question for the documents, and what to say to it.

    One with ``topic`` is so only where the documents do not write the word it was told by: an agency may have
    taken in a paper on 株価.
    """

    kind: Literal["small_talk", "out_of_scope"]
    said: re.Pattern[str]
    reply: str
    topic: bool = False


_WELCOME = "お役に立てれば幸いです。取り込んだ資料について、ご質問をどうぞ。"
_BEYOND = "お尋ねの内容は、取り込んだ資料の範囲外です。中小企業の支援制度など、資料にある事柄についてお尋ねください。"

_OF_BUSINESS = re.compile(
    r"補助|助成|融資|税制|支援|保証|制度|開業|創業|経営|会社|企業|事業|工場|店を|屋さん|取引"
)
"""Who speaks of a business may well ask for it: ペットサロンを開業したい, 為替の影響を受けた企業への融資."""
MAX_ASIDE = 120
"""Characters; what is longer is told at length because something is asked."""
ASIDES = (
    Aside(
        "small_talk",
        re.compile(
            rf"^(?:{_GREETING}|{_THANKS})(?:(?:{_GREETING}|{_THANKS})|[^?\w]|ね|よ)*(?:(?:また|あとで|後で|後ほど)[^?]{{0,10}})?$"
        ),
        _WELCOME,
    ),
    Aside(
        "small_talk", re.compile(r"^(?:また|あとで|後で|後ほど)[^?]{0,10}(?:ます|ますね|ました)$"), _WELCOME
    ),
    Aside(
        "small_talk",
        re.compile(
            r"^(?:あなた|あんた|君|きみ|お前|shien|このai|これ)(?:は|って|の)?(?:お?名前|誰|何者|ai|ロボット|人間|何ができ|なにができ)[^の]{0,8}$"
            r"|^(?:誰|何者|お名前は|何ができ|なにができ|使い方|ヘルプ|help)(?:です|なの|る|ます|を教えて|は)*か?[?？]*$"
        ),
        "取り込んだ資料の文をそのまま抜き出し、出典と日付を添えてお答えします。資料にないことはお答えできません。",
    ),
    Aside(
        "small_talk",
        re.compile(
            r"""
            ^(?:全然|まったく|ぜんぜん|ほんと|本当に)?(?:
                役に立たな|使えな|ひど|つまらな|意味な|ダメ|だめ|間違って|まちがって|おかし
            )[^?]{0,10}$
            |^(?:それは?|いや)?、?(?:違う|ちがう|違います|間違い)[^、。?]{0,8}$
            """,
            re.VERBOSE,
        ),
        "お役に立てず申し訳ありません。制度や機関の名前を入れて、もう一度お尋ねください。"
        "違っていた点は、回答の下の「役に立たなかった」からお知らせください。",
    ),
    Aside(
        "out_of_scope",
        re.compile(
            r"(?:^|(?<=[。\n]))(?![^。\n]*(?:専門家|(?:誰|だれ|どこ)[にへ](?!も|でも)|何を|なんで|なぜ|どうして|理由|ありますか|ある[?？]?$))"
            r"[^。\n]*(?:申請書|計画書|事業計画|書類|申告書|届出書)(?:を|の|は)?.{0,8}"
            r"(?:代わりに|代筆|代行|(?:作って|書いて|作成して|埋めて)(?:ほし|欲し|くれ|くだ|下さ|もらえ(?!る専)|いただ|頂|ちょうだい|や?[。!]*$))"
        ),
        "申請書などの作成はお手伝いできません。作成は行政書士などの専門家に、書き方は制度の窓口にご相談ください。",
    ),
    Aside(
        "out_of_scope",
        re.compile(
            r"(?:うち|当社|弊社|この会社|わが社|お客(?:さん|様)|顧客)の.{0,12}(?:税金|税額|法人税|消費税|所得税|相続税).{0,8}(?:計算|いくらになる)"
            r"|確定申告.{0,6}(?:やって|して(?:ほし|くだ|くれ)|代わり)"
        ),
        "個別の税額の計算はできません。税理士か税務署にご相談ください。",
    ),
    Aside(
        "out_of_scope",
        re.compile(
            r"""
            (?:今日|きょう|明日|あした|あす|明後日|今週|来週|週末)[^。]{0,10}(?:天気|気温|雨|雪|台風|晴れ)
            |^天気(?:予報)?(?:は|を|って|どう|$)
            |[^のは、]{1,8}のレシピ
            |(?:料理|カレー|パスタ|味噌汁|お菓子|ケーキ|鍋)の作り方
            |[0-9一二三四五六七八九十]人前の?材料と作り方
            |献立|株価|日経平均|為替|円相場|占い|運勢|宝くじ|競馬
            |(?:おすすめの|面白い|好きな)(?:映画|ドラマ|漫画|音楽|店)
            |芸能人|プロ野球|サッカー|(?:阪神|巨人).{0,4}(?:勝|負)|試合|ジョーク|冗談|小説を書|歌詞|翻訳して|乗換|終電
            |離婚|慰謝料|親権|(?:高校|大学|中学)?受験(?!料|資格|票|番号|者)|入試|偏差値|学部(?:を)?受け|保育園|ペット|引っ越し
            |(?:電車|新幹線|バス|飛行機|タクシー)で[^。]{0,8}(?:何時間|何分|いくら|どれくらい|どのくらい)
            """,
            re.VERBOSE,
        ),
        _BEYOND,
        topic=True,
    ),
)


def aside_in(plain: str, is_written: Callable[[str], bool]) -> Aside | None:
    """What a normalised text says that is no question for the documents: ``ありがとう`` → thanks.

    Args:
        plain: the text, normalised.
        is_written: whether the documents hold a word just so; what they write of is no other matter.
    """
    said = plain.strip(" !。.\n")
    for aside in ASIDES if len(said) <= MAX_ASIDE else ():
        found = aside.said.search(said)
        of_a_business = aside.topic and (_OF_BUSINESS.search(said) or (found and is_written(found.group())))
        if found and not of_a_business:
            return aside
    return None
