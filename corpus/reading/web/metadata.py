"""Reads what a page says of its article besides the text: meta elements, JSON-LD, comments."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import unescape
from urllib.parse import unquote

import orjson

from ...origins.names import read_newspaper
from ...origins.published import find_date, page_and_edition
from ...origins.values import DATE, date_of, read_number
from ...types import NO_ORIGIN, Origin
from .blocks import TextBlock
from .parsing import Node, comments_of


@dataclass(frozen=True, slots=True)
class Metadata:
    """What the page says about its article, "" for what it does not say.

    Attributes:
        title: headline.
        kicker: line above it.
        subtitle: line below it.
        author: its makers.
        origin: where it was published.
        site: title of the whole page, names of site and paper in it.
    """

    title: str = ""
    kicker: str = ""
    subtitle: str = ""
    author: str = ""
    origin: Origin = NO_ORIGIN
    site: str = ""


# Names under which meta elements give a field, best first. Names in capitals are those of the
# standard for government sites (GB/T 政府网站发展指引, appendix), og: of the Open Graph protocol,
# citation_ of library catalogues.
_TITLES = ("articletitle", "citation_title", "og:title", "twitter:title")
_AUTHORS = ("author", "article:author", "citation_author", "dc.creator")
_DATES = (
    "pubdate",
    "publishdate",
    "article:published_time",
    "og:release_date",
    "datepublished",
    "publishtime",
    "firstpublishedtime",
    "citation_publication_date",
    "weibo: article:create_at",
    "apub:time",
    "dc.date",
)
_PAPERS = ("contentsource", "source", "og:site_name", "sitename", "mediaid", "application-name")
_URLS = ("og:url", "url", "twitter:url", "citation_public_url")

# Fields such as <title>, <introtitle>, <author>, <nodename>; newer ones <founder-title>.
_PROPERTY = re.compile(r"<((?:founder-)?\w{2,24})>(.*?)</\1\s*>", re.DOTALL)
_TAGS = re.compile(r"<[^<>]*>")
_SAVED_FROM = re.compile(r"saved from url=\(\d+\)\s*(\S+)|url:\s*(https?://\S+)")
# 《人民日报》（2023年05月16日 第 03 版）
_CITED = re.compile(r"《\s*([^《》]{2,16}?)\s*》\s*[（(]\s*([^（）()]{6,40}?)\s*[)）]")
_SITE_PARTS = re.compile(r"\s*(?:[|_–>»]|(?<!—)—(?!—)|-{1,2}|::|·(?=\S*(?:网|数字报|电子版)))\s*")
_DIGITAL = re.compile(
    r"(?:多媒体|全媒体)?(?:数字报刊?|电子报刊?|数字版|电子版|数字报纸|网络版|e报|数字报刊平台)(?:平台|系统)?$"
)
# nw.D110000renmrb_20230516_1-03.htm
_NAMED_PAGE = re.compile(r"_((?:19|20)\d{6})_\d{1,2}-([A-Z]?\d{1,3})\.html?")


def read_metadata(root: Node) -> Metadata:
    """Collect what meta elements, JSON-LD and comments of e-paper systems say."""
    meta = _meta(root)
    said = _properties(root)
    linked = _json_ld(root)
    site = _site_title(root)

    def first(*names: str) -> str:
        return next((meta[name] for name in names if meta.get(name)), "")

    title = said.get("title", "") or first(*_TITLES[:2]) or linked.get("headline", "")
    address = said.get("url", "") or _address(root) or first(*_URLS)
    paper = _paper((first(*_PAPERS), linked.get("publisher", ""), *_SITE_PARTS.split(site)))
    named = _NAMED_PAGE.search(address)
    dates = (
        (said.get("date", ""), "e-paper data"),
        (named[1] if named else "", "address"),
        (first(*_DATES), "meta element"),
        (linked.get("datePublished", ""), "JSON-LD"),
    )
    date, told = next(((iso, how) for text, how in dates if (iso := find_date(text))), ("", ""))
    number, edition = page_and_edition(said.get("nodename", ""))
    if named and not number:
        number = read_number(named[2])
    found = (
        ("newspaper", paper, "web page"),
        ("date", date, told),
        ("edition", edition, "e-paper data"),
        ("number", number, "e-paper data"),
        ("url", address if address.startswith(("http://", "https://")) else "", "web page"),
    )
    origin = Origin(
        **{name: value for name, value, _ in found},
        sources=tuple((name, how) for name, value, how in found if value),
    )
    return Metadata(
        title,
        said.get("introtitle", ""),
        said.get("subtitle", ""),
        said.get("author", "") or _person(first(*_AUTHORS)) or _person(linked.get("author", "")),
        origin,
        site or first(*_TITLES[2:]),
    )


def _meta(root: Node) -> dict[str, str]:
    out: dict[str, str] = {}
    for node in root.iter("meta"):
        content = _plain(node.get("content", ""))
        for key in ("name", "property", "itemprop"):
            name = node.get(key, "").strip().lower()
            if name and content:
                out.setdefault(name, content)
    return out


def _plain(text: str) -> str:
    return " ".join(unescape(_TAGS.sub(" ", text)).split())


def _properties(root: Node) -> dict[str, str]:
    """Return the fields that the 方正 e-paper system leaves in a comment (enpproperty)."""
    for text in comments_of(root):
        if "enpproperty" in text:
            pairs = (found.groups() for found in _PROPERTY.finditer(text))
            return {
                name.lower().removeprefix("founder-"): plain
                for name, value in pairs
                if (plain := _plain(value))
            }
    return {}


def _json_ld(root: Node) -> dict[str, str]:
    """Return headline, date, author and publisher of an article in JSON-LD (schema.org)."""
    for node in root.iter("script"):
        if "ld+json" not in node.get("type", ""):
            continue
        try:
            data: object = orjson.loads(node.text or "")
        except orjson.JSONDecodeError:
            continue
        for item in _items(data):
            if "rticle" in str(item.get("@type", "")) or "headline" in item:
                return {
                    name: value
                    for name in ("headline", "datePublished", "author", "publisher")
                    if (value := _named(item.get(name)))
                }
    return {}


def _items(data: object) -> Iterator[dict[str, object]]:
    for item in data if isinstance(data, list) else [data]:
        if isinstance(item, dict):
            graph = item.get("@graph")
            yield item
            if isinstance(graph, list):
                yield from (one for one in graph if isinstance(one, dict))


def _named(value: object) -> str:
    match value:
        case str():
            return _plain(value)
        case {"name": str(name)}:
            return _plain(name)
        case list():
            return " ".join(name for one in value if (name := _named(one)))
        case _:
            return ""


_NO_PERSON = re.compile(r"[A-Za-z0-9@.]{3,}|网|编辑|管理员|报社|日报|办公室|admin")


def _person(text: str) -> str:
    """Return an author unless it is the site or who typed the page."""
    return "" if _NO_PERSON.search(text) else text


def _site_title(root: Node) -> str:
    return next((_plain(node.text or "") for node in root.iter("title") if node.text), "")


def _address(root: Node) -> str:
    """Return the address a page was saved from or calls its own."""
    for text in comments_of(root):
        found = _SAVED_FROM.search(text)
        if found:
            return unquote(found[1] or found[2])
    canonical = (node for node in root.iter("link") if "canonical" in node.get("rel", "").lower())
    return next((node.get("href", "").strip() for node in canonical), "")


def _paper(candidates: Sequence[str]) -> str:
    for text in candidates:
        name = read_newspaper(_DIGITAL.sub("", text.strip()))
        if name:
            return name
    return ""


def own_title(site: str) -> str:
    """Return the part of a page's title that is no name of a site.

    >>> own_title("松岭镇办起老年食堂_松岭日报数字报"), own_title("松岭新闻网 - 老年食堂开张了")
    ('松岭镇办起老年食堂', '老年食堂开张了')
    """
    parts = [part for part in _SITE_PARTS.split(site) if part]
    kept = [part for part in parts if not _is_site(part)]
    return max(kept, key=len, default="")


_SITE = re.compile(
    r"(?:网|数字报|电子版|电子报|数字版|日报|晚报|时报|新闻|频道|首页|门户|政府|客户端|在线|公众号|平台|中心|第\S{1,4}版|要闻)$"
)

_MAX_SITE = 16
_MAX_DATED = 24


def _is_site(part: str) -> bool:
    named = len(part) <= _MAX_SITE and _SITE.search(part)
    return bool(named) or (len(part) <= _MAX_DATED and bool(find_date(part)))


def is_cited(text: str) -> bool:
    """Tell whether a line says nothing but where a text appeared."""
    return _CITED.fullmatch(text.strip()) is not None


def read_info(lines: Sequence[TextBlock]) -> Origin:
    """Read newspaper, date, edition and page number from the lines around a headline.

    Args:
        lines: what stands over the text, links left out.
    """
    text = "\n".join(line.text for line in lines)
    cited = _CITED.search(text)
    if cited and (date := find_date(cited[2])):
        rest = DATE.sub(" ", cited[2])
        number, edition = page_and_edition(rest)
        return _info(read_newspaper(cited[1]) or cited[1], date, edition, number)
    days = dict.fromkeys(day for found in DATE.finditer(text) if (day := date_of(found)))
    papers = dict.fromkeys(
        name
        for part in re.split(r"[\s:：|《》（）()\[\]【】－–—-]+", text)
        if (name := read_newspaper(_DIGITAL.sub("", part)))
    )
    pages = dict.fromkeys(
        found
        for line in lines
        if len(line.text) <= _MAX_HEAD and "版" in line.text
        if (found := page_and_edition(_rest(line.text)))[0]
    )
    number, edition = next(iter(pages)) if len(pages) == 1 else ("", "")
    return _info(
        next(iter(papers)) if len(papers) == 1 else "",
        next(iter(days)) if len(days) == 1 else "",
        edition,
        number,
    )


_MAX_HEAD = 60
_WEEKDAY = re.compile(r"(?:星期|周)[一二三四五六日天]")


def _rest(text: str) -> str:
    return _WEEKDAY.sub(" ", DATE.sub(" ", text))


def _info(paper: str, date: str, edition: str, number: str) -> Origin:
    found = (("newspaper", paper), ("date", date), ("edition", edition), ("number", number))
    return Origin(
        **dict(found), sources=tuple((name, "web page") for name, value in found if value)
    )
