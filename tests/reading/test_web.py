"""Web pages: the article, its headings and tables, whatever stands around it."""

from __future__ import annotations

import pytest

from tests.reading.making import TITLE, to_html
from tests.reading.support import even, paragraphs, read, rows

LONG = "为加快建设知识产权强市，充分发挥知识产权制度对创新发展的保障作用，结合我市实际，制定本规划。"


def page(body: str, head: str = "") -> str:
    return f"<html><head>{head}</head><body>{body}</body></html>"


@pytest.mark.parametrize("charset", ["utf-8", "gb2312", "gbk", "gb18030"])
def test_charsets(charset: str) -> None:
    assert even(read(to_html(charset=charset), "a.html")) == even(read(to_html(), "a.html"))


def test_a_charset_that_is_not_so_and_utf_16() -> None:
    good = even(read(to_html(), "a.html"))
    assert even(read(to_html().replace(b'"utf-8"', b'"gb2312"'), "a.html")) == good
    assert even(read(to_html().decode().encode("utf-16"), "a.html")) == good
    assert even(read(b"\xef\xbb\xbf" + to_html().replace(b'"utf-8"', b'"gbk"'), "a.html")) == good


def test_merged_cells() -> None:
    table = (
        "<table><tr><th colspan=2>指标</th><th>2025年</th></tr>"
        "<tr><td rowspan='2'>创造</td><td>专利<br>（件）</td><td>6.5</td></tr>"
        "<tr><td><p>商标</p><p>（件）</p></td><td>300</td></tr><tr><td>运用</td><td>质押</td></tr></table>"
    )
    document = read(page(f"<p>{LONG}</p>{table}<p>{LONG}</p>"), "a.html")
    assert rows(document) == [
        ["指标", "", "2025年"],
        ["创造", "专利 （件）", "6.5"],
        ["", "商标 （件）", "300"],
        ["运用", "质押", ""],
    ]
    assert even(document).split("\n")[2] == "创造\t专利(件)\t6.5"
    assert [block.below for block in document.blocks if block.kind == "row"] == [(), (), (0,), ()]


def test_breaks_entities_and_levels() -> None:
    body = "<h2>一、基础<br>和形势</h2><p>&nbsp;&nbsp;甲&ldquo;乙&rdquo;&mdash;&#8220;丙<br/>丁&lt;5%</p>"
    body += f"<div>戊<b>己</b>庚</div><p>{LONG}</p>"
    document = read(page(body), "a.html")
    assert paragraphs(document) == ["一、基础 和形势", "甲“乙”—“丙", "丁<5%", "戊己庚", LONG]
    assert [block.level for block in document.blocks] == [2, None, None, None, None]


def test_hidden_and_named_furniture_goes_and_prose_stays() -> None:
    body = (
        f"<div style='display:none'>藏起来的字</div><div class='nav-bar'><a href=#>首页</a></div>"
        f"<div class='share_box'>分享到</div><div class='footer-text'><p>{LONG * 5}</p><p>{LONG}</p></div><p>{LONG}</p>"
        "<div id='relatedNews' class='related'>相关新闻</div><div class='main-footer footer'>版权所有</div>"
    )
    assert paragraphs(read(page(body), "a.html")) == [LONG * 5, LONG, LONG]


def test_the_article_in_frames_of_tables_and_divs() -> None:
    side = "<ul>" + "<li><a href='#'>政务公开栏目</a></li>" * 20 + "</ul>"
    table = "<table><tr><td>甲</td><td>乙</td></tr><tr><td>1</td><td>2</td></tr></table>"
    article = f"<div><p>{LONG}</p><p>短。</p>{table}</div>"
    body = f"<table><tr><td>{side}</td><td><div><div>{article}</div></div></td></tr></table><div>当前位置：首页</div>"
    document = read(page(body), "a.html")
    assert paragraphs(document) == [LONG, "短。"]
    assert rows(document) == [["甲", "乙"], ["1", "2"]]


def test_parts_of_an_article_are_all_kept() -> None:
    body = f"<div><div>{LONG}</div><div><p>{LONG}</p><p>{LONG}</p><p>{LONG}</p></div></div>"
    assert paragraphs(read(page(body), "a.html")) == [LONG] * 4


def test_titles() -> None:
    site = f"<title>{TITLE}_规划计划_临江市人民政府</title>"
    meta = f"<meta name='ArticleTitle' content='{TITLE}'>"
    assert read(page(f"<p>{LONG}</p>", meta + site), "a.html").title == TITLE
    assert read(page(f"<p>{LONG}</p>", f"<title>{TITLE} - 临江市人民政府</title>"), "a.html").title == TITLE
    outside = read(page(f"<div><h1>{TITLE}</h1></div><div><p>{LONG}</p><p>{LONG}</p></div>", site), "a.html")
    assert outside.title == TITLE
    assert paragraphs(outside) == [TITLE, LONG, LONG]


def test_what_is_not_read_is_said() -> None:
    body = f"<p>{LONG}</p><img src='http://localhost/a.png'><img width=16 src='i.gif'><iframe src='http://localhost/'></iframe>"
    document = read(page(body), "a.html")
    assert document.notes == ("有 1 张图片，图里的文字没有读", "有 1 个嵌入的页面没有读")


def test_a_web_archive() -> None:
    import base64

    packed = base64.encodebytes(to_html())
    content = (
        b'From: <Saved by Blink>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="B"\r\n\r\n--B\r\n'
        b"Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n"
        + packed
        + b"\r\n--B--\r\n"
    )
    assert even(read(content, "a.mhtml")) == even(read(to_html(), "a.html"))
    assert even(read(content, "a.doc")) == even(read(to_html(), "a.html"))
