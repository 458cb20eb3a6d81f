"""Kinds of value people ask for by name: how a question asks for each, and what a sentence that answers must say.

A general kind (いくら, いつ) counts only where no other is asked for; how they are told apart is in ``asked.heads_in``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.text.asking import COUNTED_PEOPLE
from assistant.text.values import ValueKind


@dataclass(frozen=True, slots=True)
class Head:
    """A kind of figure people ask for by name.

    ``asked`` finds it in a question; a sentence answers it when it holds one of ``kinds`` and
    ``evidence`` (None: any sentence with such a value). A general one is taken only where no other is.
    """

    label: str
    kinds: tuple[ValueKind, ...]
    asked: re.Pattern[str]
    evidence: re.Pattern[str] | None = None
    general: bool = False
    written: re.Pattern[str] | None = None
    """How such a value is written, where its kind alone says too little: no interest is 1/2."""


def any_of(*wordings: str) -> re.Pattern[str]:
    """A pattern that finds whichever of several wordings stands there; those that belong together share a line."""
    return re.compile("|".join(wordings))


_BARE_RATE = r"(?<![一-龥ァ-ヶ])率(?=と|は|って|だけ|だと|[?、。]|$|も|なん|いく|どう|どれ)"
"""率 that stands alone; of a grant it is the 補助率, of anything else a share."""
DEADLINE = "申請期限"
HEADS = (
    Head(
        "電話番号・連絡先",
        ("contact",),
        any_of(
            r"(?<!から)(?<!って)(?<!との)電話(?! ?[(:]?[0-9]|で|口|中|から|して|す[るん]|当番|が(?:かか|あ[りっ]|来)|を(?:受け|もら|いただ)|き[たて]|来[たて]|かかって|あった|もろた)",
            r"メール(?!マガジン|で)|url|(?:直通|携帯|内線)(?:の)?番号|携帯(?:電話)?(?:を|って|は)?(?:教え|わか|知って)|かけ(?:たい|れば)[^。?]{0,8}番号",
            r"(?:ホームページ|hp|サイト|web)の?アドレス|ファックス|fax",
        ),
    ),
    Head(
        "問い合わせ先",
        ("contact", "desk"),
        re.compile(r"連絡先|問い?合わ?せ先"),
        any_of(
            r"^[^一-龥ぁ-んァ-ヶ]{0,4}(?:お?問い?合わ?せ|連絡先|窓口|担当|申込先)",
            r"電話|tel|fax|@|https?|(?<![0-9])0[0-9]{1,4}-",
        ),
    ),
    Head(
        "補助率",
        ("rate",),
        any_of(
            r"補助率|助成率|補助割合|何割(?:まで|くらい|ぐらい)?(?:補助|助成|出)",
            rf"(?:補助|助成)[^、。?]{{1,12}}{_BARE_RATE}",
        ),
        re.compile(
            r"補助率|助成率|補助割合|支払い率|対象経費(?:の(?:合計)?額)?[のに][^。、]{0,12}(?:分の|/[0-9]|割|%)"
        ),
    ),
    Head(
        "控除率",
        ("rate",),
        re.compile(r"控除率|何%控除|税額控除"),
        re.compile(r"控除"),
    ),
    Head(
        "割増",
        ("amount", "rate"),
        any_of(
            r"(?:いくら|何割|何%|どれ(?:くらい|ぐらい|だけ)|どの(?:くらい|ぐらい))(?:の)?(?:増し|上乗せ|加算|割り?増し?)",
            r"割増料?",
        ),
        re.compile(r"加え|加算|割り?増|上乗せ|増し"),
    ),
    Head(
        "減額",
        ("amount", "rate"),
        any_of(
            r"安く(?:な[るりんっ]|して|でき)|割引(?:は|って|が|率|[?、]|あ[るり])(?![^。?]{0,12}(?:重ね|併用|両方))|何割引",
            r"(?<!補助金の)(?<!助成金の)減[額免](?:は|って|の|が|率|制度|[?、]|さ|し|あ[るり])|まけて",
        ),
        re.compile(r"減[額免]|割り?引|[0-9]割引|軽減|半額|免除|無料|優遇|引き?下げ|安く"),
    ),
    Head(
        "利率",
        ("rate",),
        re.compile(r"利率|金利|利息"),
        re.compile(r"利率|金利"),
        written=re.compile(r"[%％]|無利子|無利息|ゼロ"),
    ),
    Head(
        "上限額",
        ("amount",),
        any_of(
            r"上限額?|限度額|補助額|助成額|最大いくら",
            r"最大で?何(?![日人社件年回名かヵヶカ])|いくらまで",
            r"いくら(?:もらえ|出る|借り|補助)|どこまで(?:出|もら|補助|借)|満額",
        ),
        re.compile(r"上限|限度|最大|以内|まで|(?:融資|貸付|借入|利用)[^。]{0,4}額[^。]{0,80}円以下"),
    ),
    Head(
        DEADLINE,
        ("date", "duration", "anytime", "ahead"),
        any_of(
            r"(?:申請|応募|提出|申込)?(?:の)?(?:締め?切り?|〆切|閉め切り|(?<!賞味)(?<!消費)(?<!使用)(?<!有効)期限)|公募期間",
            r"(?:申請|受け?付け?|募集|応募|申し?込み?)期間",
            r"(?<!から)いつまで(?!の(?:目標|計画|予定)|に(?:は|、)?(?:作|つく|まとめ|決め|完成|整備))",
            r"公募(?:開始|は?いつ)|次の公募|次回の公募|募集(?:中|やって|して)",
            r"(?:まだ|もう|今|いま|現在)(?:も|から(?:でも)?|でも|、)?(?:申し?込め|申請でき|応募でき|間に合)(?!る?(?:補助金|助成金|制度|支援|施策|融資|もの|の(?:は|って|が)))",
        ),
        any_of(
            r"締め?切|期限|公募(?:開始|期間|締)",
            r"(?:受け?付け?|募集|申請|換金|申し?込み?|取り?扱い?|応募|提出|公募|利用|使用|有効)期間",
            r"間有効|まで[^。]{0,8}(?:公開|配信|視聴|閲覧)",
            r"(?:まで|以内|早い日)[^。]{0,60}[のをて]提出",
            r"申し?込み?受け?付け?|(?:申し?込み?|応募|申請|提出|受け?付け?)は[^。、]{0,24}まで",
            r"(?:随時|通年で?)(?:、|お)?(?:受け?付|募集|申し?込|承)|必着",
            r"まで(?:に|の)?(?:[^。、]{1,10}が)?(?:受け?付|送|返送|連絡|予約|届|納付|支払|申し?込|応募|提出|申請|お申)",
            r"まで[^。]{0,4}募集",
            r"(?:[0-9](?:営業日|日|週間|か月)前|前日|当日)(?:の[^、。]{0,8})?まで",
            r"(?:年|月|日|週間)以内に[^。]{0,30}(?:申請|届|提出|手続)",
        ),
    ),
    Head(
        "定員",
        ("count",),
        re.compile(r"定員(?!に)"),
        re.compile(r"定員|先着|募集人[数員]"),
    ),
    Head(
        "予算・規模",
        ("amount",),
        re.compile(r"予算|(?<![小中大])規模|総額(?!のどこまで)"),
        re.compile(r"予算|規模|総額|(?<!資本金)(?<![0-9,.])[0-9][0-9,.]*[億兆]"),
    ),
    Head(
        "金額",
        ("amount",),
        any_of(
            r"いくら|なんぼ(?!(?:くらい|ぐらい)に|応募|登録|参加|集ま|[来き]と|来た|おる|いてる)|何円",
            r"何[千万億](?!人|社|件|者|名|台|か所|[ヵヶカ]所|箇所|校|回|時間)|金額",
            r"値段(?!を?[み見])|月額|年額|有料|無料|お金(?:は|が)?かか|料金|手数料|タダ|ただで",
            r"(?:参加|受講|受験|検定|試験|会場|入会|利用|使用|相談|入場)(?:料|費)(?=は?[?。]|って?[?。]|は?$|を教)",
        ),
        general=True,
    ),
    Head(
        "割合",
        ("rate",),
        any_of(
            r"何割|何%|何パー|何パーセント|何ﾊﾟｰｾﾝﾄ",
            r"半分(?:以上|超|を超|を切|切|いって|は?おら|は?い[なる])|割合|比率|率は",
            rf"何分の|{_BARE_RATE}",
        ),
        general=True,
    ),
    Head(
        "時期（何日前か）",
        ("ahead",),
        any_of(
            r"何(?:営業日|日|週間|か月|ヶ月|カ月|時間)前|(?:どれ|どの)(?:くらい|ぐらい)前",
            r"(?:キャンセル|取り?消し?|解約)[^。?]{0,8}(?:いつ|何日)|いつ(?:まで|から)[^。?]{0,8}(?:キャンセル|取り?消|解約)",
        ),
    ),
    Head(
        "期間",
        ("duration",),
        any_of(
            r"何(?:年|分)間|何分(?![の間割])|何年(?:経|たっ|たち|過ぎ)|(?:いくら|なんぼ)(?:で|、|と)何日",
            r"(?:年|月|日)数(?=は|って|が|も|を|[?、。]|$)|何年分|何か月|何ヶ月",
            r"何カ月",
            r"何日(?:(?:くらい|ぐらい|ほど)?(?:も)?(?:かか|要る|必要|みと|見て)|分|以内|後|(?:くらい|ぐらい|ほど)?で(?:結果|でき|出来|届|もら|出|終|返|着|仕上|審査|決))",
            r"何日間|(?:どれ|どの)(?:くらい|ぐらい)で(?:入|振り?込|届|終わ|結果|決ま|下り|おり|もらえ|でき|出|返)",
        ),
    ),
    Head(
        "期間",
        ("duration", "date"),
        re.compile(
            r"(?<!申請)(?<!受付)(?<!募集)(?<!応募)(?<!申込)(?<!申込み)(?<!申し込み)(?<!受け付け)期間(?!中|内)|何年まで|何年有効|何年もつ"
        ),
    ),
    Head(
        "日付",
        ("date",),
        re.compile(
            r"(?<!いくら[で、と])(?<!なんぼ[で、と])何日(?!間|以内|前|後|分|くらい|ぐらい|ほど|も|かか|要る|必要|で(?:結果|でき|出来|届|もら|終|返|着|仕上))"
        ),
        re.compile(r"[0-9]{1,2}\s?日(?!間)|[0-9]{1,2}/[0-9]{1,2}"),
    ),
    Head(
        "時刻",
        ("hour",),
        re.compile(r"何時(?!間|代|点)"),
        general=True,
    ),
    Head(
        "時期",
        ("date", "recurring"),
        re.compile(
            r"いつ(?!でも)|何年|何月|(?<!いくら[で、と])(?<!なんぼ[で、と])何日(?!くらい|ぐらい|ほど)|時期|日程"
        ),
        general=True,
    ),
    Head(
        "数",
        ("count",),
        any_of(
            rf"何[千万億]?(?:社|件|{COUNTED_PEOPLE}|人|名|校|回|台|か所|ヶ所|カ所|箇所|機関|地域|団体|業種|拠点|個|つ(?!け|か|く|な)|種類|都県|大学|プロジェクト|プログラム)",
            r"いくつ|件数|社数|(?<!少)人数|数は|なんぼ(?:応募|登録|参加|集ま|[来き]と|来た|おる|いてる)",
        ),
        general=True,
    ),
    Head(
        "数値",
        ("amount", "rate", "count", "duration"),
        any_of(
            r"どのくらい|どれ(?:くらい|ぐらい|だけ|ほど)|どのぐらい",
            r"なんぼ(?:くらい|ぐらい)に",
        ),
        general=True,
    ),
)
