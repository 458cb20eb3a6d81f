"""A saved web page gives what its reader sees: no menus, nothing that runs, and nothing that its markup hides."""

from __future__ import annotations

from pathlib import Path

import pytest
from document_samples import PROPERTY
from hypothesis import given
from hypothesis import strategies as st
from office_samples import headings_of, lines_of, pages_of, refusal, section_in

from assistant.documents.load import load_pages
from assistant.errors import DocumentError
from assistant.settings import Settings

BODY = "<h1>補助金のご案内</h1><p>三分の二以内を補助します。</p>"


def page(body: str, head: str = "") -> str:
    return f'<!DOCTYPE html><html><head><meta charset="utf-8">{head}</head><body>{body}</body></html>'


def _lines(folder: Path, body: str, head: str = "") -> list[str]:
    return lines_of(folder, "guide.html", page(body, head))


def test_headings_are_those_of_the_page(tmp_path: Path) -> None:
    body = f"{BODY}<h2>期間</h2><p>六月末までです。</p><h3>特例</h3><p>七月末までです。</p>"
    assert headings_of(pages_of(tmp_path, "guide.html", page(body))) == [
        (1, "補助金のご案内"),
        (2, "期間"),
        (3, "特例"),
    ]
    path = section_in(tmp_path, "guide.html", page(body), "七月末")
    assert path == ("補助金のご案内", "期間", "特例")


@pytest.mark.parametrize(
    "left_out",
    [
        "<nav><p>現在地</p></nav>",
        "<aside>関連情報</aside>",
        "<footer>著作権</footer>",
        "<ul><li><a href='/'>本所</a></li><li><a href='/a'>支所</a></li><li><a href='/b'>会議所</a></li></ul>",
        "<script>document.write('実行');</script>",
        "<style>p { color: red }</style>",
        "<noscript>有効にしてください</noscript>",
        "<template><p>ひな形</p></template>",
        "<svg><text>図</text></svg>",
        "<!-- 覚え書き -->",
        "<form><label>検索</label><input value='語'><button>送信</button></form>",
        "<p hidden>隠した文</p>",
        "<p aria-hidden='true'>隠した文</p>",
        "<p style='color:red; display: none'>隠した文</p>",
        "<div style='visibility:hidden'><p>隠した文</p></div>",
        "<p style='font-size:0'>隠した文</p>",
        "<p class='wide off'>隠した文</p>",
        "<p id='old'>隠した文</p>",
        "<p class='gone'>隠した文</p>",
    ],
)
def test_what_no_reader_reads_is_left_out(tmp_path: Path, left_out: str) -> None:
    styles = "<style>/* 旧版 */ .off, #old { display:none }\n.gone{visibility:hidden}</style>"
    assert _lines(tmp_path, left_out + BODY + left_out, styles) == [
        "補助金のご案内",
        "三分の二以内を補助します。",
    ]


@pytest.mark.parametrize(
    "style",
    [
        ".menu .note { display:none }",  # only within a menu
        ".note:hover { display:none }",
        "@media print { .note { display:none } p { color:red } }",
        "@media (max-width: 600px) { .sp { display:block } .note { display:none } }",
        "/* .note { display:none } */",
        ".notes { display:none }",
    ],
)
def test_what_is_hidden_only_at_times_is_read(tmp_path: Path, style: str) -> None:
    assert "窓口は本所です。" in _lines(
        tmp_path, "<p class='note'>窓口は本所です。</p>", f"<style>{style}</style>"
    )


def test_a_rule_after_one_of_media_still_hides(tmp_path: Path) -> None:
    style = "<style>@media print { .a { color:red } .b { color:red } } .off { display:none }</style>"
    assert _lines(tmp_path, BODY + "<p class='off'>隠した文</p>", style)[-1] == "三分の二以内を補助します。"


def test_a_form_around_the_whole_page_is_read(tmp_path: Path) -> None:
    body = f"<form action='/'><input type='hidden' value='状態'><select><option>本所</option></select>{BODY}</form>"
    assert _lines(tmp_path, body) == ["補助金のご案内", "三分の二以内を補助します。"]


def test_the_main_part_is_read_where_the_page_says_which(tmp_path: Path) -> None:
    for main in (f"<main>{BODY}</main>", f"<div role='main'>{BODY}</div>", f"<article>{BODY}</article>"):
        assert _lines(tmp_path, f"<p>お知らせ</p>{main}<p>更新履歴</p>")[0] == "補助金のご案内"
    both = f"<article>{BODY}</article><article><p>六月末まで。</p></article>"
    assert _lines(tmp_path, both)[-1] == "六月末まで。"


def test_items_have_the_marks_a_browser_draws(tmp_path: Path) -> None:
    body = "<ul><li>一<li>二<ul><li>中</ul></ul><ol start='3'><li>三</li><li><p>四</p></li></ol>"
    assert _lines(tmp_path, body) == ["・一", "・二", "・中", "3. 三", "4. 四"]


def test_a_paragraph_in_an_item_stands_beside_its_mark(tmp_path: Path) -> None:
    body = (
        "<ul><li>\n<p>見積書</p><p>写しで足りる。</p></li><li><ul><li>決算書</li></ul></li></ul><p>以上。</p>"
    )
    assert _lines(tmp_path, body) == ["・見積書", "写しで足りる。", "・決算書", "以上。"]


def test_terms_head_what_is_said_of_them_until_the_list_ends(tmp_path: Path) -> None:
    body = "<dl><dt>補助率</dt><dd>三分の二以内</dd><dt>締切</dt><dd>六月末</dd></dl><p>別の話をします。</p>"
    assert section_in(tmp_path, "guide.html", page(body), "六月末") == ("締切",)
    assert section_in(tmp_path, "guide.html", page(body), "別の話") == ()


@pytest.mark.parametrize(
    ("body", "lines"),
    [
        ("<p>補助率は\n  三分の二</p>", ["補助率は三分の二"]),
        ("<p>See\n the guide</p>", ["See the guide"]),
        ("<p>一行目<br>二行目</p>", ["一行目", "二行目"]),
        ("<p><ruby>補助<rp>(</rp><rt>ほじょ</rt><rp>)</rp></ruby>率</p>", ["補助率"]),
        ("<pre>一\n二</pre>", ["一", "二"]),
        ("前<div>中</div>後", ["前", "中", "後"]),
        ("<p>A&amp;B &lt;枠&gt;&nbsp;補助</p>", ["A&B <枠> 補助"]),
        ("<p>補<wbr>助<b>率</b></p>", ["補助率"]),
    ],
)
def test_text_is_parted_where_a_browser_parts_it(tmp_path: Path, body: str, lines: list[str]) -> None:
    assert _lines(tmp_path, body) == lines


@pytest.mark.parametrize(
    ("named", "encoding"),
    [
        ("Shift_JIS", "cp932"),
        ("x-sjis", "cp932"),
        ("EUC-JP", "euc_jp"),
        ("ISO-2022-JP", "iso2022_jp"),
        ("utf-8", "utf-8"),
        ("utf-16", "utf-8"),  # a browser takes it so: what is written in ASCII is no UTF-16
        ("utf-8", "cp932"),
        ("Shift_JIS", "utf-8"),
        ("no-such", "utf-8"),
        ("undefined", "utf-8"),
        ("idna", "utf-8"),
        ("rot13", "utf-8"),
        ("unicode_escape", "utf-8"),
    ],
)
def test_a_page_is_read_in_its_encoding_and_not_in_one_it_is_not_in(
    tmp_path: Path, named: str, encoding: str
) -> None:
    said = "<p>補助率は三分の二以内、受付は六月末までです。</p>"
    for meta in (
        f'<meta charset="{named}">',
        f"<meta http-equiv='Content-Type' content='text/html; charset={named}'>",
    ):
        data = f"<html><head>{meta}</head><body>{said * 5} </body></html>".encode(encoding)
        assert lines_of(tmp_path, "guide.html", data) == [said[3:-4]] * 5
        assert lines_of(tmp_path, "guide.html", data + b"\n") == [said[3:-4]] * 5


@pytest.mark.parametrize(
    ("body", "head", "title"),
    [
        (BODY, "<title>別名</title>", "補助金のご案内"),
        ("<p>文</p>", "<title>補助金のご案内｜みらい市</title>", "補助金のご案内"),
        ("<p>文</p>", "<title>補助金の\nご案内 - みらい市</title>", "補助金の ご案内"),
        ("<h1>一</h1><h1>二</h1>", "<title>補助金のご案内</title>", "補助金のご案内"),
        ("<h1>補助金<span hidden>の秘密</span></h1>", "", "補助金"),
        ("<h1 hidden>秘密</h1><p>文</p>", "<title>補助金のご案内</title>", "補助金のご案内"),
        ("<p>文</p>", "", ""),
    ],
)
def test_a_page_is_called_by_its_great_heading_or_its_title(
    tmp_path: Path, body: str, head: str, title: str
) -> None:
    assert pages_of(tmp_path, "guide.html", page(body, head))[0].title == title


@pytest.mark.parametrize("data", ["", "  \n", "<html></html>", page("<script>1</script>"), "<!-- 文 -->"])
def test_a_page_without_text_is_refused(tmp_path: Path, data: str) -> None:
    refusal(tmp_path, "guide.html", data)


_MARKUP = st.lists(
    st.sampled_from(
        ["<p>", "</p>", "<table>", "<tr>", "<td>", "<th>", "</table>", "<td rowspan=3>", "<td colspan=9>", "<ul>", "<ol start=9>",
         "<li>", "<dl><dt>", "<dd>", "<h1>", "<h2 hidden>", "<div style='display:none'>", "<br>", "<a href=x>", "<style>.a{", "}",
         "</style>", "<!--", "-->", "<![CDATA[", "<?xml version='1.0'?>", "&#0;", "&#xD800;", "&lt;b&gt;", "&", "<", "<main>",
         "<form>", "補助率", "2/3", "\x00", "\x1f", "\udc80", " ", "\n"]
    ),
    max_size=25,
).map("".join)  # fmt: skip


@PROPERTY
@given(st.one_of(_MARKUP, st.text(max_size=30)))
def test_any_markup_gives_lines_without_tags_or_a_refusal(tmp_path_factory, markup: str) -> None:
    path = tmp_path_factory.getbasetemp() / "any.html"
    path.write_bytes(page(f"<p>始め</p>{markup}").encode("utf-8", "surrogatepass"))
    try:
        (found,) = load_pages(path, Settings())
    except DocumentError as error:
        assert error.message.startswith("any.html: ") and error.hint
    else:
        tags = ("<p>", "<td", "<table>", "<li>", "<div", "<script", "<h1>", "<main>")
        assert not any(tag in found.text for tag in tags)
        assert "\x00" not in found.text
