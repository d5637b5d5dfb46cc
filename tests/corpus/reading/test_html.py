"""Saved web pages: the markup of e-paper systems and portals, lists, whole pages, damage."""

from __future__ import annotations

import random

import pytest

from anliku.corpus.articles import cut_page
from anliku.corpus.reading.files import READERS, read_source
from anliku.corpus.reading.options import DEFAULT_OPTIONS, ReadingOptions
from anliku.corpus.reading.source import Source
from anliku.corpus.reading.web.blocks import is_debris
from anliku.corpus.reading.web.metadata import own_title
from anliku.corpus.types import Origin, Page, PageForm, Reason, Rejected

ABOVE = "把实事办到老人心坎上"
TITLE = "松岭镇办起老年食堂"
BELOW = "一碗热饭里的治理课"
ONE = "本报讯（记者 王伟 通讯员 李强）近日，松岭镇办起老年食堂，老人们都说饭菜热乎、价钱公道。"
TWO = "食堂由村集体出场地、志愿者出人手，半年来服务老人一千二百余人次，邻里往来也多了起来。"
TEXT = f"<p>　　{ONE}</p><p>　　{TWO}</p>"
UTF8 = "<meta charset=utf-8>"


def read(data: str | bytes, name: str = "page.html") -> list[Page | Rejected]:
    raw = data if isinstance(data, bytes) else data.encode()
    return list(read_source(Source(name, f"/saved/{name}", None, raw), DEFAULT_OPTIONS))


def read_one(data: str | bytes) -> Page:
    (page,) = read(data)
    assert isinstance(page, Page), page
    return page


def roles(page: Page) -> list[tuple[str, str]]:
    pairs = zip(page.roles, page.lines, strict=True)
    return [(role.value if role else "", line.strip()) for role, line in pairs]


def origin(page: Page) -> tuple[str, str, str, str]:
    return page.origin.newspaper, page.origin.date, page.origin.number, page.origin.edition


# The same article as five systems set it; what stands around it must not come in.
PEOPLE = f"""<html><head>{UTF8}<title>{TITLE}</title></head><body>
<div class="nav"><a href="/">首页</a></div><div><a>第01版：要闻</a> <a>第02版：要闻</a></div>
<div class="article"><h3>{ABOVE}</h3><h1>松岭镇办起<br>老年食堂</h1><h2>{BELOW}</h2>
<p class="sec">本报记者　王　伟<br>
<span class="date">《人民日报》（2023年05月16日 第 03 版）</span></p>
<div id="ozoom"><!--enpcontent-->{TEXT}<p>《人民日报》（2023年05月16日 第 03 版）</p>
<!--/enpcontent--></div></div><div class="share">分享到：微信 微博</div>
<p>人民日报社概况 版权所有</p></body></html>"""

FOUNDER = f"""<!-- saved from url=(0040)http://epaper.example.cn/html/2023-05/16/content_1.htm -->
<HTML><HEAD><TITLE>松岭日报数字报-{TITLE}</TITLE><META content="text/html; charset=utf-8"></HEAD>
<BODY><!--enpproperty <articleid>1</articleid><date>2023-05-16 00:00:00.0</date>
<author>王伟</author><title><p>{TITLE}</p></title><subtitle>{BELOW}</subtitle>
<introtitle>{ABOVE}</introtitle><nodename>第A03版：要闻</nodename>/enpproperty-->
<TABLE><TR><TD>标题导航</TD><TD><a href=content_2.htm>春耕备耕正当时</a></TD></TR></TABLE>
<TABLE><TR><TD class=font02>{ABOVE}</TD></TR><TR><TD class=font01>{TITLE}</TD></TR>
<TR><TD class=font02>{BELOW}</TD></TR><TR><TD class=font6>王伟</TD></TR></TABLE>
<div id=ozoom><founder-content><P>&nbsp;&nbsp;&nbsp;&nbsp;{ONE}</P><P>{TWO}</P></founder-content>
</div><TABLE><TR><TD><a>上一篇</a> 下一篇</TD></TR></TABLE></BODY></HTML>"""

SPANS = f"""<html><head>{UTF8}<title>松岭日报电子版</title></head><body>
<div>2023年05月16日 星期二</div><div>第<span id=NewsEditionNumber>03</span>版：要闻</div>
<div class=title><span id=NewsArticlePreTitle>{ABOVE}</span><br>
<span id=NewsArticleTitle>{TITLE}</span><br><span id=NewsArticleSubTitle>{BELOW}</span></div>
<div>作者：王伟　字号：大 中 小</div><div id=NewsArticleContent>{TEXT}</div></body></html>"""

WECHAT = f"""<html><head>{UTF8}<meta property="og:title" content="{TITLE}">
<meta name="author" content="王伟"></head><body><div id="img-content">
<h1 class="rich_media_title" id="activity-name">{TITLE}</h1><div id="meta_content">
<span class="rich_media_meta">王伟</span><a id="js_name">松岭日报</a>
<em id="publish_time">2023-05-16 08:00</em></div>
<div id="js_content" style="visibility: hidden;"><section><p>点击上方蓝字关注我们</p>
<section>　　{ONE}</section><section><p>　　{TWO}</p></section><p>END</p></section></div></div>
</body></html>"""

PORTAL = f"""<html><head><meta name="ArticleTitle" content="{TITLE}">{UTF8}
<meta name="PubDate" content="2023-05-16 10:30"><meta name="ContentSource" content="松岭日报">
<meta name="Author" content="王伟"></head><body><div>您当前的位置：<a>首页</a> &gt; 动态</div>
<div class="bt">{TITLE}</div><div>发布时间：2023-05-16 来源：松岭日报 浏览次数：12</div>
<div class="TRS_Editor"><style>p{{}}</style>{TEXT}</div><div>【打印】【关闭】</div></body></html>"""

GENERIC = f"""<html><head>{UTF8}<title>{TITLE} - 松岭在线</title></head><body>
<ul><li><a href=1>首页</a></li><li><a href=2>新闻</a></li></ul><div><h1>{TITLE}</h1>
<div>2023-05-16 08:00 来源：松岭日报 记者：王伟</div><div class="c1">{TEXT}<p>{TWO * 2}</p></div>
</div><div><h3>相关阅读</h3>
<ul><li><a href=1>另一篇新闻的标题文字</a></li></ul></div></body></html>"""


@pytest.mark.parametrize(
    ("data", "around", "published"),
    [
        (PEOPLE, (ABOVE, BELOW), ("人民日报", "2023-05-16", "3", "")),
        (FOUNDER, (ABOVE, BELOW), ("松岭日报", "2023-05-16", "A3", "要闻")),
        (SPANS, (ABOVE, BELOW), ("松岭日报", "2023-05-16", "3", "要闻")),
        (WECHAT, (), ("松岭日报", "2023-05-16", "", "")),
        (PORTAL, (), ("松岭日报", "2023-05-16", "", "")),
        (GENERIC, (), ("松岭日报", "2023-05-16", "", "")),
    ],
    ids=["people", "founder", "spans", "wechat", "portal", "generic"],
)
def test_article_pages(
    data: str, around: tuple[str, ...], published: tuple[str, str, str, str]
) -> None:
    page = read_one(data)
    assert page.form is PageForm.ARTICLE
    assert origin(page) == published
    found = roles(page)
    assert tuple(text for role, text in found if role == "subhead") == around
    body = [text for role, text in found if role in ("body", "crosshead")]
    assert body[:2] == [ONE, TWO]
    assert len(body) <= 3
    (article,) = cut_page(page).articles
    assert article.headline.replace(" ", "") == TITLE
    assert (article.reporters, article.correspondents) == (("王伟",), ("李强",))
    assert article.text.count("分享") == article.text.count("打印") == 0


def test_the_address_a_page_was_saved_from_is_kept() -> None:
    page = read_one(FOUNDER)
    assert page.origin.url == "http://epaper.example.cn/html/2023-05/16/content_1.htm"
    assert ("date", "e-paper data") in page.origin.sources


@pytest.mark.parametrize(
    ("line", "names"),
    [
        (
            "<p><i>2023-05-16</i><i>来源：松岭日报</i><i>作者：王伟 赵敏</i></p>",
            "王伟 赵敏",
        ),
        ("<div>2023年5月16日 来源：松岭日报 作者：王伟、赵敏 编辑：钱进</div>", "王伟、赵敏"),
        ("<div id=author>□王伟 赵敏</div>", "□王伟 赵敏"),
        ("<div>王伟 赵敏 来源：松岭日报</div>", "王伟 赵敏"),
        ("<div>2023年5月16日　本报记者 王伟 赵敏</div>", "本报记者 王伟 赵敏"),
        ("<p>【记者：王伟 赵敏】</p>", "【记者：王伟 赵敏】"),
    ],
)
def test_makers_between_headline_and_text(line: str, names: str) -> None:
    text = f"<div id=zoom><p>{TWO}</p></div>"
    data = f"<html>{UTF8}<body><h2>要闻</h2><h1>{TITLE}</h1>{line}{text}</body></html>"
    page = read_one(data)
    assert ("byline", names) in roles(page)
    assert "subhead" not in [role for role, _ in roles(page)]
    (article,) = cut_page(page).articles
    assert article.reporters == ("王伟", "赵敏")


@pytest.mark.parametrize(
    ("said", "encoding"),
    [
        ("gb2312", "gb18030"),
        ("utf-8", "gb18030"),
        ("gbk", "utf-8"),
        ("utf-8", "utf-8-sig"),
        ("utf-8", "utf-16"),
        ("nonsense", "utf-8"),
    ],
)
def test_bytes_go_before_what_a_page_says_of_its_encoding(said: str, encoding: str) -> None:
    page = read_one(PEOPLE.replace("utf-8", said).encode(encoding))
    assert page.encoding == encoding
    assert (
        "headline",
        "松岭镇办起 老年食堂",
    ) in roles(page)


def test_a_few_damaged_bytes_do_not_cost_the_page() -> None:
    data = PEOPLE.replace(TEXT, TEXT * 20).encode("gb18030")
    page = read_one(data[:2000] + b"\xff" + data[2000:])
    assert page.encoding == "gb18030"


def test_crossheads_and_hard_breaks_inside_a_text() -> None:
    inner = (
        f"<p>　　{ONE}</p><p><strong>党建引领</strong></p><h4>志愿服务</h4>　　{TWO}<br>　　{ONE}"
    )
    found = roles(read_one(PEOPLE.replace(TEXT, inner)))
    assert [pair for pair in found if pair[0] in ("body", "crosshead")] == [
        ("body", ONE),
        ("crosshead", "党建引领"),
        ("crosshead", "志愿服务"),
        ("body", TWO),
        ("body", ONE),
    ]


def test_a_whole_newspaper_page_in_containers_gives_several_pages() -> None:
    box = '<div><h2>{}</h2><div class="article-content"><p>{}</p></div></div>'
    data = (
        f"<html>{UTF8}<body>{box.format(TITLE, ONE)}{box.format('东河乡修路', TWO)}</body></html>"
    )
    first, second = read(data)
    assert isinstance(first, Page)
    assert isinstance(second, Page)
    assert (first.name, second.path) == ("page.html#1", "/saved/page.html#2")
    assert roles(second) == [("headline", "东河乡修路"), ("body", TWO)]
    alone = read(data.replace(TITLE, "另一个标题"))[1]
    assert isinstance(alone, Page)
    assert alone.digest == second.digest


def test_a_whole_newspaper_page_of_headings_is_cut_by_its_lines() -> None:
    data = (
        f"<html>{UTF8}<title>松岭日报</title><body><h1>松岭日报</h1>"
        f"<p>2023年5月16日 星期二 第3版</p><h2>{TITLE}</h2>{TEXT}"
        f"<h2>东河乡修通致富路</h2><p>本报记者 赵敏</p><p>{TWO}</p></body></html>"
    )
    page = read_one(data)
    assert page.form is PageForm.LINES
    assert f"## {TITLE}" in page.lines
    assert [a.headline for a in cut_page(page).articles] == [TITLE, "东河乡修通致富路"]


LINKS = "".join(
    f'<li><a href="content_{n}.htm">第{n}条新闻的标题写在这里</a></li>' for n in range(9)
)


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (f"<html>{UTF8}<body><ul>{LINKS}</ul><p>2023年5月16日</p></body></html>", "9 headlines"),
        ('<html><body><div id="app"></div><script src="a.js"></script></body></html>', "scripts"),
        ('<html><frameset><frame src="a.htm"></frameset></html>', "frames"),
        (f"<html>{UTF8}<body><p>您访问的页面不存在</p></body></html>", "no text of an article"),
        ("<html></html>", "no text of an article"),
        ("  \n", "empty"),
        ("<!-- nothing -->", "no element"),
    ],
)
def test_pages_without_an_article_say_what_to_save(data: str, word: str) -> None:
    (refused,) = read(data)
    assert isinstance(refused, Rejected)
    assert refused.reason is Reason.EMPTY
    assert word in refused.detail


def test_plain_text_named_html_is_read_as_text() -> None:
    page = read_one(f"{TITLE}\n{ONE}\n{TWO}")
    assert page.lines == (TITLE, ONE, TWO)


def test_what_the_user_says_goes_first() -> None:
    source = Source("a.htm", "/saved/a.htm", None, PEOPLE.encode())
    (page,) = read_source(source, ReadingOptions(origin=Origin(number="A1"), simplify=True))
    assert isinstance(page, Page)
    assert (page.origin.number, page.origin.date, page.simplify) == ("A1", "2023-05-16", True)


@pytest.mark.parametrize(
    ("line", "debris"),
    [
        ("【字体：大 中 小】", True),
        ("分享到：", True),
        ("上一篇：春耕备耕正当时", True),
        ("返回目录", True),
        ("浏览次数：12", True),
        ("扫一扫在手机打开当前页", True),
        ("当前位置：首页 > 新闻", True),
        ("放大 缩小 默认", True),
        ("分享会上，老人们讲起了食堂的故事，一桩桩一件件都是小事，却都是心里的大事。", False),
        ("打印社开进了村里。", False),
        ("大家都说好。", False),
        ("中小企业座谈会召开", False),
    ],
)
def test_debris_is_told_from_text(line: str, debris: bool) -> None:
    assert is_debris(line) is debris


@pytest.mark.parametrize(
    ("site", "title"),
    [
        (f"{TITLE}_松岭日报数字报", TITLE),
        (f"松岭新闻网 - {TITLE}", TITLE),
        (f"{TITLE}--地方--人民网", TITLE),
        ("松岭日报", ""),
    ],
)
def test_names_of_sites_are_no_headlines(site: str, title: str) -> None:
    assert own_title(site) == title


PIECES = (
    *("<p>", "</p>", "<div id=ozoom>", "<!--enpcontent-->", "<!--/enpcontent-->", "<h1>", "</h1>"),
    *("<table>", "<td>", "<founder-content>", ONE, "<br>", "<svg>", "<math>", "<![CDATA[", "<a>"),
    *("<article>", '<script type="application/ld+json">{"headline":1}</script>', "<title>x_y"),
    *("<meta charset=utf-7>", "<frameset>", "</html>", "&#0;&#xD800;", "<h2>", "<strong>", TWO),
    "<!--enpproperty <title>x</title>/enpproperty-->",
)


def damaged() -> list[bytes]:
    dice = random.Random(5)  # noqa: S311 - no secret
    good = FOUNDER.encode()
    out = [dice.randbytes(dice.randrange(60)) for _ in range(10_000)]
    out += ["".join(dice.choices(PIECES, k=dice.randrange(1, 20))).encode() for _ in range(500)]
    for _ in range(200):
        data = bytearray(good[: dice.randrange(len(good))] if dice.random() < 0.5 else good)
        for _ in range(dice.randrange(4) if data else 0):
            data[dice.randrange(len(data))] = dice.randrange(256)
        out.append(bytes(data))
    return out


def test_no_bytes_make_the_reader_fail() -> None:
    for data in damaged():
        source = Source("a.html", "/saved/a.html", None, data)
        items = list(READERS[".html"](source, DEFAULT_OPTIONS))
        assert items
        for item in items:
            assert isinstance(item, Rejected) or len(item.roles) in (0, len(item.lines))


def test_elements_may_be_nested_deeply() -> None:
    data = f"<html>{UTF8}<body>{'<div>' * 5000}<h1>{TITLE}</h1><div id=ozoom>{TEXT}"
    assert len(read(data)) == 1
