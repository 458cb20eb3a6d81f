"""What names a client by its form alone: numbers, addresses, dates of birth, names on the net.

Each pattern reads normalised text (half width, lower case), so ０９０ and 090 are one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.text.eras import ERA_SINCE_MEIJI
from assistant.text.normalise import normalise
from assistant.text.regions import PREFECTURES

_AMOUNT = (
    r"[万億千百円人名社件年月割%度件台個回倍]|ドル|時間|日|kg|km|m2|平米|位|点|ページ|p(?:age)?\b|[.,]?\d"
)
_NO_AMOUNT = rf"(?!\s?(?:{_AMOUNT}))"
_KANJI_DIGIT = "〇零○一二三四五六七八九"
_COUNT = rf"(?:[0-9]{{1,4}}|[{_KANJI_DIGIT}十百千]{{1,7}})"
_STEP = rf"(?:丁目|番地|番|号|-|ー|の(?=[\d{_KANJI_DIGIT}]))"
_LOT = rf"{_COUNT}{_STEP}(?:の(?=\d))?(?:{_COUNT}{_STEP}?(?:の(?=\d))?){{0,4}}{_NO_AMOUNT}"
_FLOOR = r"(?:\s?[地上下b]{0,2}\d{1,4}(?:階|f|号室|号|室))"
_HOUSE = "ビル(?:ディング)?|マンション|ハイツ|アパート|荘|ハイム|コーポ|レジデンス|タワー|プラザ|パレス|会館"
_BUILDING = rf"(?:\s?(?:[a-z一-龥々ァ-ヶー・]{{1,14}}(?:{_HOUSE}){_FLOOR}?|[一-龥々ァ-ヶー・]{{2,14}}{_FLOOR}|{_FLOOR}))?"
_NO_TOWN = (
    "分(?!銅)|場|町村|内(?!町|山|野)|外|域|部|画|販|立|営|民|税|産|庁|役所|議|県|道府|府県|間|ごと|別|用"
)
_MUNICIPALITY = rf"(?:[都道府県市区町村]|郡[一-龥々ぁ-んァ-ヶ]{{1,6}}[町村])(?!{_NO_TOWN})"
_TOWN_LETTER = r"(?:(?![市区郡])[一-龥々ァ-ヶー])"
_TOWN = rf"(?:{_TOWN_LETTER}(?:(?![市区郡])[一-龥々ァ-ヶーのがつ]){{0,11}}?|(?![のはがをにでともへや])[ぁ-ん]{{2,6}}[一-龥ヶ]{{0,4}})"
_DATE = (
    rf"(?:(?:{ERA_SINCE_MEIJI}|(?<![a-z])[mtshr]\.?)\s?(?:元|\d{{1,2}})|(?:19|20)\d{{2}})\s?[年./-]\s?"
    r"\d{1,2}\s?[月./-]\s?\d{1,2}日?"
)
_BANK = (
    r"(?:(?:(?:[一-龥々ァ-ヶーa-z]{1,9}?|(?![はがをにでとのも])[ぁ-ん]{2,5})(?:銀行|信用金庫|信金|信用組合|信組|農協|労働金庫|労金)|ゆうちょ(?:銀行)?|ja[一-龥ァ-ヶーぁ-ん]{1,8}?)"
    r"[\s、,(]?(?:の?\s?[一-龥々ァ-ヶー\d]{0,8}?(?:支店|本店|営業部|出張所|支所|店))?[\s、,の()はが:]{0,3})?"
)
_TO_NUMBER = r"[\s:、,()#はのがno.=]{0,5}"
_AT, _DOT = (
    r"\s?(?:@|[(\[]\s?(?:at|アット)\s?[)\]]|★|☆|アットマーク)\s?",
    r"(?:\.|[(\[]\s?dot\s?[)\]]|ドット)",
)
_KANJI_PHONE = (
    rf"[〇零○][{_KANJI_DIGIT}]{{1,4}}[-ー\s(の]?[{_KANJI_DIGIT}]{{1,4}}[-ー\s)の]?[{_KANJI_DIGIT}]{{4}}"
)


@dataclass(frozen=True, slots=True)
class Hidden:
    """A stretch of a text that names a client: ``text[start:end]``, and what it is."""

    start: int
    end: int
    kind: str
    """As placeholders call it: 人名, 会社名, 電話番号 …"""


def _rule(kind: str, pattern: str, *, ascii_only: bool = False) -> tuple[str, re.Pattern[str]]:
    return kind, re.compile(pattern, re.ASCII if ascii_only else 0)


_RULES = (
    _rule("メール", rf"[\w.%+-]{{1,64}}{_AT}[\w-]+(?:{_DOT}[\w-]+)+", ascii_only=True),
    _rule("URL", r"(?:https?://|www\.)[\w.:/?#&=%~+@-]*[\w/]", ascii_only=True),
    _rule(
        "URL",
        r"(?<![\w@.-])(?:[a-z0-9-]+\.)+(?:com|jp|net|org|biz|info|shop|tokyo|site|online|store)(?:/[\w./?#&=%~+-]*)?(?![\w.]*\w)",
        ascii_only=True,
    ),
    _rule(
        "口座番号", rf"{_BANK}(?:普通|当座|貯蓄)(?:預金)?(?:口座)?(?:番号)?{_TO_NUMBER}\d{{4,8}}{_NO_AMOUNT}"
    ),
    _rule("口座番号", rf"{_BANK}口座(?:番号)?{_TO_NUMBER}\d{{5,8}}{_NO_AMOUNT}"),
    _rule("口座番号", rf"{_BANK}記号{_TO_NUMBER}\d{{5}}(?:-\d)?[\s、,・]*番号{_TO_NUMBER}\d{{1,8}}"),
    _rule(
        "許可番号",
        rf"(?:(?:{'|'.join(PREFECTURES)})?(?:知事|公安委員会)|[一-龥]{{2,4}}大臣)\s?(?:許可|免許|登録)?\s?(?:\([^)]{{1,8}}\))?\s?第?\s?\d{{3,}}号?",
    ),
    _rule(
        "許可番号",
        rf"(?:許可|免許|認可|届出|資格)(?:証)?(?:番号)?{_TO_NUMBER}(?P<hide>第?\s?\d[\d-]{{3,}}\s?号?){_NO_AMOUNT}",
    ),
    _rule("許可番号", r"第\s?\d{5,}\s?号"),
    _rule("登録番号", r"(?<![a-z\d])t[-\s]?\d(?:[-\s]?\d{4}){3}(?!\d)"),
    _rule(
        "カード番号",
        r"(?<![\d,.-])(?!(?:19|20)\d\d[-\s])\d{4}([-\s]?)\d{4}\1\d{4}\1\d{4}(?![\d,.-]*\d)(?!円)",
    ),
    _rule("法人番号", r"(?<![\d,.-])\d([-\s]?)\d{4}\1\d{4}\1\d{4}(?![\d,.-]*\d)(?!円)"),
    _rule("個人番号", r"(?<![\d,.+-])(?!(?:19|20)\d\d[-\s])\d{4}([-\s]?)\d{4}\1\d{4}(?![\d,.-]*\d)(?!円)"),
    _rule(
        "番号",
        rf"(?:受付|申請|会員|顧客|整理|契約|登録|(?<![一-龥]))番号{_TO_NUMBER}(?P<hide>[a-z]{{0,3}}-?\d{{5,12}}){_NO_AMOUNT}",
    ),
    _rule(
        "電話番号",
        r"(?<![\d.,-])(?:\+81[-\s]?\d{1,4}|\(0\d{1,4}\)|0\d{1,4})[-ー(\sの]{0,2}\d{1,4}[-ー)\sの]{0,2}\d{3,4}(?![\d,])",
    ),
    _rule("電話番号", r"\+\d{1,3}(?:[-\s()]{1,2}\d{1,4}){2,4}"),
    _rule(
        "電話番号",
        rf"{_KANJI_PHONE}|(?<![{_KANJI_DIGIT}])[{_KANJI_DIGIT}]{{2,4}}の[{_KANJI_DIGIT}]{{4}}(?![{_KANJI_DIGIT}])",
    ),
    _rule(
        "電話番号",
        rf"(?:電話|tel|fax|ファッ?クス|携帯|連絡先|☎)(?:番号)?[\s:.はがの]{{0,2}}(?P<hide>\d{{2,4}}[-ーの]\d{{4}}|\d{{9,11}}){_NO_AMOUNT}",
    ),
    _rule("電話番号", rf"内線(?:番号)?[\s:.はがの]{{0,3}}(?P<hide>\d{{2,5}}){_NO_AMOUNT}"),
    _rule("生年月日", rf"(?:生年月日|誕生日)[\s:はがの(]{{0,3}}(?P<hide>{_DATE}(?:生まれ|生)?)"),
    _rule("生年月日", rf"{_DATE}\s?(?:生まれ|生(?=[)、。,\s]|$))"),
    _rule("郵便番号", rf"〒\s?\d{{3}}[-ー\s]?\d{{4}}|(?<![\d-])\d{{3}}-\d{{4}}(?!-){_NO_AMOUNT}"),
    _rule("車両番号", rf"[一-龥ぁ-ん]{{1,4}}\s?\d{{2,3}}\s?[ぁ-んa-z]\s?\d{{1,2}}-\d{{2}}{_NO_AMOUNT}"),
    _rule("住所", rf"{_MUNICIPALITY}(?P<hide>{_TOWN}{_LOT}{_BUILDING})"),
    _rule(
        "住所",
        r"[都道府県][^\s、。都道府県]{1,8}[市区町村](?P<hide>(?!予算|人口|税収|売上|年間|内)[一-龥々]{1,6}\d{2,5})(?=[のにで、。\s(]|$)",
    ),
    _rule(
        "住所",
        rf"[一-龥々ァ-ヶー]{{1,8}}{_COUNT}(?:丁目|番地)(?:の(?=\d))?(?:{_COUNT}{_STEP}?){{0,3}}{_BUILDING}",
    ),
    _rule(
        "アカウント",
        r"(?:line|ライン|インスタ(?:グラム)?|instagram|twitter|ツイッター|フェイスブック|facebook|tiktok|youtube|sns)"
        r"の?\s?(?:id|アカウント)[\s:はがの「]{0,4}(?P<hide>@?[a-z0-9_][a-z0-9_.-]{2,29})",
    ),
    _rule("アカウント", r"(?<![\w.])@[a-z0-9_][a-z0-9_.]{2,29}", ascii_only=True),
)
"""(kind, pattern), those that must win over others first. Where a pattern has a group ``hide``, only that goes: the
municipality of an address stays, because measures differ by region."""
_SITE = re.compile(r"(?:https?://|www\.)[\w.:/?#&=%~+@-]+", re.ASCII)
_TELEPHONE_DIGITS = range(9, 16)
_PUBLIC_SITE = re.compile(r"(?:\.(?:go|lg)\.jp|(?:^|[/.])(?:pref|city|town|vill)\.[a-z.-]+\.jp)(?:[/:?#]|$)")
"""Sites of the state and of municipalities, which name no client."""


def identifiers(text: str) -> list[Hidden]:
    """What has the form of a number, address or account that names somebody, in order, without overlaps.

    ``080-1234-5678、福山市東桜町3-5`` → 電話番号 ``080-1234-5678``, 住所 ``東桜町3-5``; ``補助上限は100-2000万円`` → nothing
    """
    normalised = normalise(text)
    sites = [site for site in addresses_on_the_net(text) if _PUBLIC_SITE.search(text[slice(*site)].lower())]
    found = [Hidden(start, end, "") for start, end in sites]
    for kind, pattern in _RULES:
        for match in pattern.finditer(normalised.text):
            if kind == "電話番号" and not _has_digits_of_a_telephone(match.group()):
                continue
            group = "hide" if "hide" in pattern.groupindex else 0
            start, end = normalised.original_range(*match.span(group))
            if all(end <= other.start or other.end <= start for other in found):
                found.append(Hidden(start, end, kind))
    return sorted((hidden for hidden in found if hidden.kind), key=lambda hidden: hidden.start)


def addresses_on_the_net(text: str) -> list[tuple[int, int]]:
    """Where whole addresses of sites stand, of clients or not, so that nothing is read into their parts."""
    return [match.span() for match in _SITE.finditer(text)]


def _has_digits_of_a_telephone(matched: str) -> bool:
    whole = matched.startswith(("0", "(0", "+"))
    return not whole or sum(character.isdigit() for character in matched) in _TELEPHONE_DIGITS
