"""What a question asks: about which named things, for which kind of value, as of which year."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from assistant.text.names import Alias, split_names
from assistant.text.normalise import fold, normalise
from assistant.text.tokens import noun_phrases, words
from assistant.text.values import ValueKind

Form = Literal["value", "list", "definition", "comparison", "other"]


@dataclass(frozen=True, slots=True)
class Head:
    """A kind of figure people ask for by name.

    ``asked`` finds it in a question; a sentence answers it when it holds one of ``kinds`` and
    ``evidence`` (None: any sentence with such a value).
    """

    label: str
    kinds: tuple[ValueKind, ...]
    asked: re.Pattern[str]
    evidence: re.Pattern[str] | None = None


HEADS = (
    Head("電話番号・連絡先", ("contact",), re.compile(r"電話|連絡先|メール(?!マガジン)|url|ファックス|fax|問い?合わせ先")),
    Head("補助率", ("rate",), re.compile(r"補助率|助成率|補助割合|何割補助|何割出"), re.compile(r"補助率|助成率|補助|助成")),
    Head("控除率", ("rate",), re.compile(r"控除率|何%控除|税額控除"), re.compile(r"控除")),
    Head("利率", ("rate",), re.compile(r"利率|金利|利息"), re.compile(r"利率|金利")),
    Head(
        "上限額", ("amount",),
        re.compile(r"上限|限度額|補助額|助成額|最大いくら|最大で?何|いくらまで|いくら(?:もらえ|出る|借り|補助)"),
        re.compile(r"上限|限度|最大|以内|まで"),
    ),
    Head(
        "申請期限", ("date",),
        re.compile(r"締め?切|〆切|期限|公募期間|申請期間|いつまで|公募(?:開始|は?いつ)|次の公募|次回の公募"),
        re.compile(r"締め?切|期限|まで|公募|申請"),
    ),
    Head("予算・規模", ("amount",), re.compile(r"予算|規模|総額"), re.compile(r"予算|規模|総額|億|兆")),
    Head("金額", ("amount",), re.compile(r"いくら|何円|何万|金額|料金|会費|負担金|手数料|費用は|値段")),
    Head("割合", ("rate",), re.compile(r"何割|何%|何パーセント|何ﾊﾟｰｾﾝﾄ|割合|比率|率は|何分の")),
    Head("期間", ("duration",), re.compile(r"何年間|何年分|何か月|何ヶ月|何カ月|期間は|何日間|何年まで")),
    Head("時期", ("date",), re.compile(r"いつ|何年|何月|何日|時期|日程|何時から")),
    Head(
        "数", ("count",),
        re.compile(r"何(?:社|件|者|人|名|校|回|台|か所|ヶ所|カ所|箇所|機関|地域|団体|業種|拠点|個|つ|種類|都県|大学)|いくつ|件数|社数|人数|数は"),
    ),
    Head("数値", ("amount", "rate", "count", "duration"), re.compile(r"どのくらい|どれ(?:くらい|ぐらい|だけ|ほど)|どのぐらい")),
)  # fmt: skip

_HINTS: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...] = (
    (
        re.compile(r"どこ|場所|所在"),
        re.compile(r"北海道|東京|大阪|京都|[一-龥]{1,4}[県市町村区]|か所|カ所|(?:局|県|市|大学|センター)に|に整備|に設"),
    ),
    (re.compile(r"誰|だれ|どなた|何という人"), re.compile(r"氏|教授|理事|会長|部長|社長|大臣|政務官|委員|所長|座長|さん")),
    (re.compile(r"なぜ|なんで|どうして|理由|背景"), re.compile(r"ため|から|よって|背景|要因|により|ので")),
    (re.compile(r"手続|申請方法|どうすれば|どうやって|流れ|手順"), re.compile(r"提出|申請|届|届出|認定|応募|手続|受け")),
    (re.compile(r"要件|条件|対象"), re.compile(r"必須|要件|条件|対象|限|場合")),
)
"""(what a question says, what an answering sentence tends to hold): a preference, never a condition."""
_COUNTER = re.compile(r"何(社|件|者|人|名|校|回|台|か所|ヶ所|カ所|箇所|機関|地域|団体|業種|拠点|種類|年|割|口|都県|大学|つ)")

_LIST = re.compile(
    r"何が(?:ある|あり|含)|どんな|どのような|どういう(?!意味)|種類|一覧|挙げて|教えて.*(?:全部|すべて)|全部|何と何|"
    r"(?:つ|種|点|者|社|名|賞|項目|分野|段階)(?:は|って|とは)(?:何|なに|なん|どれ)|どこと|誰と|内訳|メンバー|構成|要件|条件"
)
_DEFINITION = re.compile(r"とは(?:何|なに|なん|どう|\?|$)|って(?:何|なに|なん)(?!円|割|社|件|%)|とは$|の意味|何の略|どういう意味|どんなもの")
_COMPARISON = re.compile(r"違い|比べ|比較|どちら|どっち|差は|変わっ|変化")
_FOLLOW_UP = re.compile(r"^(?:で[、は]|じゃあ|では|それ|その|そこ|これ|この|あれ|あと|ちなみに)|それ[のはをが]|その(?:場合|とき|制度|事業|補助金)")
_YEAR = re.compile(r"(令和|平成|昭和|r|h)\s?([0-9]{1,2}|元)年?度?|((?:19|20)[0-9]{2})年?")
_ERAS = {"令和": 2018, "r": 2018, "平成": 1988, "h": 1988, "昭和": 1925}
_PAST = re.compile(r"当時|昔|以前|過去|かつて|前身|だった")
_NOISE = frozenset(
    ["教える", "下さい", "呉れる", "有る", "為る", "成る", "居る", "知る", "出来る", "何", "誰", "何処", "何時", "幾ら", "幾つ", "どう", "どの", "どれ", "方", "事", "物", "時", "場合", "為", "所", "言う", "資料", "文書", "書く", "何れ", "此れ", "其れ", "其の", "此の", "如何", "どんな", "様", "良い", "御", "相談", "使える", "使う", "分かる", "聞く", "欲しい", "出る", "貰う", "感じ", "件", "点", "位", "程", "迄", "等", "今", "現在", "回", "其処", "此処", "つ", "額", "率", "数", "掛かる", "会社", "社長", "客", "様", "さん", "的", "因みに", "見る", "思う", "頂く", "居る", "無い", "こと", "もの", "従う", "どこ", "幾", "頃", "遣る", "さ", "ね", "てる", "とる", "って", "奴", "詳しい", "簡単", "説明", "内容", "具体", "全部", "全て", "一番", "載る", "申す", "何々", "無し", "年", "為さる", "有り", "ね", "よ", "か"]
)


@dataclass(frozen=True, slots=True)
class Question:
    """A question, understood."""

    text: str
    search_text: str
    """What is searched: the question with the other spellings of the names in it."""
    form: Form
    head: Head | None
    terms: tuple[str, ...]
    """Content words in normalised form, short units, without question words and known names."""
    names: tuple[str, ...]
    """Noun phrases that may name something not in the table, as written, longest first."""
    aliases: tuple[Alias, ...]
    """Names the table knows."""
    years: tuple[int, ...]
    about_past: bool
    hint: re.Pattern[str] | None
    """What an answering sentence tends to hold: a place for どこ, the counter for 何社."""


def understand(text: str, aliases: Sequence[Alias], history: Sequence[tuple[str, str]] = ()) -> Question:
    """Read a question.

    ``ゴーテックの補助率は？`` → head 補助率, aliases (Go-Tech,), terms ("補助",)

    Args:
        text: the question as typed.
        aliases: the table of names.
        history: earlier turns as (role, text), oldest first; a follow-up takes its subject from them.
    """
    plain = normalise(text).text
    subject = _subject_of(history) if history and _FOLLOW_UP.search(plain) else ""
    full = f"{subject} {text}".strip()
    head = next((head for head in HEADS if head.asked.search(plain)), None)
    named, rest = split_names(full, aliases)
    spellings = [s for alias in named for s in alias.spellings[:3]]
    return Question(
        text=text,
        search_text=" ".join([full, *spellings]),
        form=_form(plain, head),
        head=head,
        terms=tuple(dict.fromkeys(t for t in words(rest, "A") if t not in _NOISE and not t.isdigit())),
        names=_names(rest, head),
        aliases=tuple(named),
        years=tuple(dict.fromkeys(_years(normalise(full).text))),
        about_past=bool(_PAST.search(plain)),
        hint=_hint(plain),
    )


def _hint(plain: str) -> re.Pattern[str] | None:
    if counter := _COUNTER.search(plain):
        return re.compile(rf"[0-9数]\s?{counter.group(1)}")
    return next((answer for asked, answer in _HINTS if asked.search(plain)), None)


def _form(plain: str, head: Head | None) -> Form:
    if _COMPARISON.search(plain):
        return "comparison"
    if _DEFINITION.search(plain) and not (head and head.asked.search(plain.split("とは")[0].split("って")[0])):
        return "definition"
    if head:
        return "value"
    return "list" if _LIST.search(plain) else "other"


def _subject_of(history: Sequence[tuple[str, str]]) -> str:
    """Names in the last question that had any: what それ stands for."""
    for role, text in reversed(history):
        if role == "user" and (phrases := noun_phrases(text)):
            return " ".join(phrase for phrase in phrases if len(phrase) > 1)
    return ""


def _names(text: str, head: Head | None) -> tuple[str, ...]:
    found = []
    for phrase in noun_phrases(text):
        name = (head.asked.sub("", phrase) if head else phrase).strip("・- ")
        if len(name) >= 2 and fold(name) not in _NOISE and not name.isdigit():
            found.append(name)
    return tuple(sorted(dict.fromkeys(found), key=len, reverse=True))


def _years(plain: str) -> list[int]:
    years = []
    for era, era_year, year in _YEAR.findall(plain):
        years.append(int(year) if year else _ERAS[era] + (1 if era_year == "元" else int(era_year)))
    return [y for y in years if 1926 <= y <= 2100]
