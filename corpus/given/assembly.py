"""Makes the one article of a page whose source bounds it: a web page of an article, a row."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from ..layout.assembly import DIGITS, PageParts, build_article, ranges
from ..layout.headline import title_lines
from ..layout.parts.blocks import Block, BlockKind
from ..layout.parts.fragments import Fragment, FragmentKind, is_caption
from ..layout.solving.groups import Group
from ..lines.bylines import Byline, has_surname, parse_byline
from ..lines.settling import read_lines
from ..lines.sorting import Line, LineKind
from ..types import Article, Boundary, CutPage, Furniture, LineRange, Page, Reason, Rejected, Role
from .paragraphs import build_paragraphs

_TITLES = {Role.HEADLINE: 1, Role.SUBHEAD: 2}
_MAKERS = frozenset({Role.BYLINE, Role.CREDIT})
_TEXTUAL = frozenset({BlockKind.BODY, BlockKind.ITEM})
_TITLED = frozenset({BlockKind.TITLE, BlockKind.LABEL})
_NOTED = frozenset({LineKind.SOURCE, LineKind.TURN})
_OUTSIDE = "outside the article"
_REPEATED = "headline again"
# The headline is repeated among the first lines of a text, if anywhere.
_TOP = 4
_SOLID = re.compile(r"\s+")
# Organisations that sign as authors; people's names seldom end so when they are this long.
_BODY_NAME = re.compile(
    r"(?:部|局|社|委|委会|院|办|报|网|台|组|室|厅|站|会|处|科|队|公司|中心|学校|大学|学院|政府|街道|政协|支部|法院|联盟)$"
)
# Signs before the names of makers.
_SIGNS = "□■◎●○◆◇▲△★☆• "
_MARKED = re.compile(r"记者|通讯员|作者|撰|摄|图|文/|整理")


def given_article(page: Page) -> CutPage:
    """Make the article of a page whose lines have roles.

    Body lines that are hard-wrapped are joined, datelines, names at the end, source notes and
    crossheads are found as on any page; titles, makers and column are what the roles say. Where
    the roles name no headline, title lines over the text are taken for it.

    Args:
        page: a page of ``PageForm.ARTICLE``; lines without a role are outside the article.

    Returns:
        The page with its article, or with none if there is no text in it; every line is in the
        article, in the furniture or refused.
    """
    roles = (*page.roles, *[None] * len(page.lines))[: len(page.lines)]
    lines = _sorted_lines(page, roles)
    found = _arrange(build_paragraphs(lines, roles), roles)
    article = _build(page, found) if found.body else None
    if article is None or not article.text:
        return _account(page, lines, roles, None)
    return _account(page, lines, roles, article)


@dataclass(slots=True)
class _Arranged:
    """The blocks of an article by what they are, and all blocks in page order."""

    blocks: list[Block] = field(default_factory=list[Block])
    titles: list[Line] = field(default_factory=list[Line])
    body: list[Block] = field(default_factory=list[Block])
    group: Group = field(default_factory=lambda: Group([0]))

    def put(self, block: Block) -> int:
        """Add a block; return its ordinal."""
        self.blocks.append(replace(block, index=len(self.blocks)))
        return len(self.blocks) - 1


def _sorted_lines(page: Page, roles: Sequence[Role | None]) -> list[Line]:
    """Sort the lines as on any page, then put right what the roles know better."""
    lines = [_as_given(line, role) for line, role in zip(read_lines(page), roles, strict=True)]
    heads = {_solid(line) for line, role in zip(lines, roles, strict=True) if role in _TITLES}
    body = [at for at, role in enumerate(roles) if role is Role.BODY and lines[at].text]
    for at in body[:_TOP] if len(body) > 1 else ():
        if _solid(lines[at]) in heads:
            lines[at] = replace(lines[at], kind=LineKind.FURNITURE, note=_REPEATED)
        elif heads and lines[at].kind is LineKind.TITLE and lines[at].sign:
            # 原标题：… of a reprint that has a headline of its own.
            lines[at] = replace(lines[at], kind=LineKind.FURNITURE, note="another title")
    return lines


def _solid(line: Line) -> str:
    return _SOLID.sub("", line.text)


def _as_given(line: Line, role: Role | None) -> Line:
    if line.kind is LineKind.BLANK:
        return line
    if role is None:
        return replace(line, kind=LineKind.FURNITURE, note=_OUTSIDE)
    if not line.text:
        return replace(line, kind=LineKind.FURNITURE, note="debris")
    if role in _TITLES:
        return replace(line, kind=LineKind.TITLE, level=_TITLES[role])
    if role is Role.CROSSHEAD:
        return replace(line, kind=LineKind.TITLE, level=0)
    if role is Role.COLUMN:
        return replace(line, kind=LineKind.LABEL)
    if role in _MAKERS:
        return replace(line, kind=LineKind.BYLINE, byline=_makers(line, role))
    return line


def _makers(line: Line, role: Role) -> Byline | None:
    """Read a line that holds makers and nothing else; a bare list of names needs no family name."""
    found = (
        line.byline or parse_byline(line.text) or parse_byline(f"作者：{line.text.lstrip(_SIGNS)}")
    )
    if found is None:
        return Byline((), (), credit=True) if role is Role.CREDIT else None
    kept = tuple(name for name in found.reporters if not _is_body(name))
    return replace(found, reporters=kept, credit=found.credit or role is Role.CREDIT)


def _is_body(name: str) -> bool:
    return bool(_BODY_NAME.search(name)) and (len(name) > 3 or not has_surname(name))


def _arrange(blocks: Sequence[Block], roles: Sequence[Role | None]) -> _Arranged:
    """Sort the blocks of the page to the parts of the one article."""
    out = _Arranged()
    of = [roles[block.first - 1] for block in blocks]
    headed = any(role in _TITLES for role in of)
    texts = [at for at, block in enumerate(blocks) if block.kind in _TEXTUAL]
    # A text of one short line looks like a title to the rules for whole pages.
    texts = (
        texts
        or [at for at, block in enumerate(blocks) if of[at] is Role.BODY and block.kind in _TITLED][
            -1:
        ]
    )
    first, last = (texts[0], texts[-1]) if texts else (len(blocks), -1)
    labelled = Role.COLUMN in of
    at_title: int | None = None
    for at, (block, role) in enumerate(zip(blocks, of, strict=True)):
        if role in _TITLES or (block.kind is BlockKind.TITLE and not headed and at < first):
            out.titles.extend(block.lines)
            at_title = out.put(block) if at_title is None else at_title
        elif block.kind is BlockKind.BYLINE:
            _put_makers(out, block)
        elif role is Role.COLUMN or (block.kind is BlockKind.LABEL and not labelled and at < first):
            out.group.labels.append(out.put(block))
        elif block.kind in _TEXTUAL or at >= last:
            # Behind the last paragraph nothing can be headed: the line is a piece of text.
            number = out.put(replace(block, kind=BlockKind.BODY))
            out.body.append(out.blocks[number])
        else:
            out.group.inner.append(out.put(replace(block, kind=BlockKind.TITLE)))
    if at_title is not None:
        out.blocks[at_title] = _titled(out.blocks[at_title], out.titles)
        out.group.titles.append(at_title)
    _tell_correspondents(out)
    return out


def _titled(block: Block, lines: Sequence[Line]) -> Block:
    """Return the one block of all title lines, headline and explanation in one line apart.

    What the roles call a title is no label, however short; inside one block none is looked for.
    """
    ordered = tuple(sorted(lines, key=lambda line: line.number))
    whole = replace(block, lines=ordered, text="".join(line.text for line in ordered))
    halves = (
        Line(half.number, half.clean, LineKind.TITLE, half.level) for half in title_lines([whole])
    )
    return replace(whole, lines=tuple(halves))


def _put_makers(out: _Arranged, block: Block) -> None:
    if block.lines[0].kind in _NOTED:
        return
    out.group.bylines.append(out.put(block))


def _tell_correspondents(out: _Arranged) -> None:
    """An author field lists names only; who of them is a correspondent the text may say."""
    said = [block.byline for block in out.body] + [
        block.dateline.byline for block in out.body if block.dateline
    ]
    known = {name for byline in said if byline for name in byline.correspondents}
    for at in out.group.bylines:
        block = out.blocks[at]
        if block.byline and known and not _MARKED.search(block.text):
            both = block.byline.names
            told = replace(
                block.byline,
                reporters=tuple(name for name in both if name not in known),
                correspondents=tuple(name for name in both if name in known),
            )
            out.blocks[at] = replace(block, byline=told)


def _build(page: Page, found: _Arranged) -> Article:
    body = tuple(found.body)
    alone = len(body) == 1 and is_caption(found.blocks, body[0].index)
    kind = FragmentKind.CAPTION if alone else FragmentKind.BODY
    text = "".join(block.text for block in body)
    fragment = Fragment(kind, body, text)
    found.group.boundaries.append(
        Boundary(min(block.first for block in found.blocks), 1.0, "the source bounds the article")
    )
    article = build_article(PageParts(page, found.blocks, [fragment]), found.group)
    return replace(article, id=f"{page.digest[:DIGITS]}-01", origin=page.origin)


def _account(
    page: Page, lines: Sequence[Line], roles: Sequence[Role | None], article: Article | None
) -> CutPage:
    """Say of every line that is not in the article what it is."""
    taken = set(_numbers(article.lines)) if article else set[int]()
    furniture: list[Furniture] = []
    refused: list[int] = []
    for line, role in zip(lines, roles, strict=True):
        if line.number in taken:
            continue
        if line.kind in (LineKind.BLANK, LineKind.FURNITURE):
            furniture.append(Furniture(line.number, line.note or LineKind.BLANK.value))
        elif article and (role is Role.COLUMN or line.kind is LineKind.LABEL):
            furniture.append(Furniture(line.number, "column label"))
        elif line.kind in _NOTED:
            furniture.append(Furniture(line.number, line.kind.value))
        else:
            refused.append(line.number)
    detail = "no article claims these lines; look at the page"
    if article is None:
        detail = "the source bounds an article here, but there is no text in it; look at the page"
    rejected = tuple(Rejected(page.name, Reason.UNPLACED, detail, r) for r in ranges(refused))
    return CutPage(page, (article,) if article else (), tuple(furniture), rejected)


def _numbers(lines: Iterable[LineRange]) -> Iterable[int]:
    return (number for part in lines for number in range(part.first, part.last + 1))


__all__ = ["given_article"]
