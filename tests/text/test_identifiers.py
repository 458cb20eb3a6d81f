"""Numbers, addresses and accounts that name somebody are told from amounts, years and ranges."""

from __future__ import annotations

from itertools import pairwise

import pytest

from assistant.text.identifiers import identifiers


def found(text: str) -> list[tuple[str, str]]:
    return [(hidden.kind, text[hidden.start : hidden.end]) for hidden in identifiers(text)]


@pytest.mark.parametrize(
    ("text", "kind", "hidden"),
    [
        ("電話は０９０－１２３４－５６７８です", "電話番号", "０９０－１２３４－５６７８"),
        ("TEL:0848(22)1234", "電話番号", "0848(22)1234"),
        ("（090 8765 4321）", "電話番号", "090 8765 4321"),
        ("03の5555の0147まで", "電話番号", "03の5555の0147"),
        ("〇九〇ー一二三四ー五六七八", "電話番号", "〇九〇ー一二三四ー五六七八"),
        ("+81-90-1234-5678", "電話番号", "+81-90-1234-5678"),
        ("電話555-0123に", "電話番号", "555-0123"),
        ("内線は2214です", "電話番号", "2214"),
        ("ｓａｔｏ＠ｅｘａｍｐｌｅ．ｊｐ", "メール", "ｓａｔｏ＠ｅｘａｍｐｌｅ．ｊｐ"),
        ("info(at)minato-tech.co.jp へ", "メール", "info(at)minato-tech.co.jp"),
        ("サイトはwww.tsubaki-soap.comです", "URL", "www.tsubaki-soap.com"),
        ("https://orient.example.jp/shop?a=1 を見た", "URL", "https://orient.example.jp/shop?a=1"),
        ("〒7200812に", "郵便番号", "〒7200812"),
        ("330-0063 さいたま市", "郵便番号", "330-0063"),
        ("福山市東桜町3-5の工場", "住所", "東桜町3-5"),
        ("船橋市本町2の1の34の倉庫", "住所", "本町2の1の34"),
        ("今治市本町三丁目四番五号の", "住所", "本町三丁目四番五号"),
        ("秩父郡小鹿野町小鹿野89-1", "住所", "小鹿野89-1"),
        ("東大阪市荒本北1-4-1 クリエイションビル5階の会社", "住所", "荒本北1-4-1 クリエイションビル5階"),
        ("静岡県磐田市見付1568の茶園", "住所", "見付1568"),
        ("法人番号2-0100-0123-4567の会社", "法人番号", "2-0100-0123-4567"),
        ("個人番号123456789012を", "個人番号", "123456789012"),
        ("番号T1234567890123を取った", "登録番号", "T1234567890123"),
        ("カードは4111 1111 1111 1111", "カード番号", "4111 1111 1111 1111"),
        ("広島銀行本店の普通 1234567 だが", "口座番号", "広島銀行本店の普通 1234567"),
        ("ゆうちょ銀行 記号10150 番号23456781です", "口座番号", "ゆうちょ銀行 記号10150 番号23456781"),
        ("昭和28年4月12日生まれ", "生年月日", "昭和28年4月12日生まれ"),
        ("生年月日は1962年11月8日です", "生年月日", "1962年11月8日"),
        ("S30.5.3生", "生年月日", "S30.5.3生"),
        ("許可広島県知事許可（般-3）第12345号を", "許可番号", "広島県知事許可（般-3）第12345号"),
        ("軽トラ福山480 う 56-78を", "車両番号", "福山480 う 56-78"),
        ("インスタの@maruta_bakeryを", "アカウント", "@maruta_bakery"),
        ("LINEのIDはtakumi-koubou88だ", "アカウント", "takumi-koubou88"),
        ("受付番号 A-1234567 の件", "番号", "A-1234567"),
    ],
)  # fmt: skip
def test_what_names_somebody_is_found_to_its_last_letter(text: str, kind: str, hidden: str) -> None:
    assert found(text) == [(kind, hidden)]


@pytest.mark.parametrize(
    "text",
    [
        "補助上限は100-2000万円、従業員300-1000人",
        "予算は1,234,567,890,123円",
        "予算123456789012円",
        "令和5年3月31日までに申請、2026年1月19日時点",
        "公募は第12回、採択率35.8％",
        "1989 1990 1991 1992の各年",
        "申請枠の区分1-2はどちらか",
        "県内2-3社、市内10-20件",
        "東京都1-3位",
        "平成11年法律第18号",
        "9時から17時まで電話できるか",
        "https://www.chusho.meti.go.jp/1234567890123.html",
        "https://www.pref.gunma.jp/06/g2210030.html",
        "登録企業は2024年度に40,000社",
        "3分の2、2の1の要件",
    ],
)
def test_amounts_years_ranges_and_public_sites_stay(text: str) -> None:
    assert found(text) == []


def test_what_is_found_stands_in_order_without_overlaps() -> None:
    hidden = identifiers("〒330-0063 さいたま市浦和区高砂3丁目15番1号、048-555-0123、a@b.jp")
    assert [h.kind for h in hidden] == ["郵便番号", "住所", "電話番号", "メール"]
    assert all(first.end <= second.start for first, second in pairwise(hidden))
