"""Cuts a printed page into articles by where its lines stand and by what they say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from ..layout.assembly import DIGITS, ranges
from ..types import Article, CutPage, Furniture, Page, Reason, Rejected
from .assembly import build
from .links.ground import Ground
from .links.linking import Chain, link_parts
from .parts.captions import find_captions
from .parts.columns import find_stacks
from .parts.edges import page_edges
from .parts.heads import Head, find_bare_names, find_heads
from .parts.initials import join_initials
from .parts.nodes import Node, NodeKind, find_labels, make_nodes, set_frames
from .parts.sheet import Sheet, sheet_of
from .placing import place_bylines, place_labels, place_legends


@dataclass(frozen=True, slots=True)
class Plan:
    """What is known of a page before its articles are built.

    Attributes:
        sheet: the page as the cutter sees it.
        edges: line numbers of the page's head and foot, and what they are.
        chains: the articles.
        loose: labels and bylines of no article.
        indents: paragraphs begin with an indent.
    """

    sheet: Sheet
    edges: dict[int, str]
    chains: list[Chain]
    loose: list[Node]
    indents: bool


def cut_layout(page: Page) -> CutPage:
    """Cut a page whose lines have places into articles.

    Lines become stacks in their columns, stacks become pieces of text, headlines, bylines and
    captions; then each piece gets the predecessor that fits best, by place and by what the texts
    say, so that all links together are as good as can be.

    Args:
        page: a page of ``PageForm.LAYOUT``.

    Returns:
        Its articles in the order of their first lines, the lines of no article and why, and the
        lines that could not be placed.
    """
    plan = plan_page(page)
    articles = [build(page, chain, indents=plan.indents) for chain in plan.chains if chain.texts]
    articles = sorted((a for a in articles if a.text), key=lambda a: a.lines[0].first)
    numbered = tuple(
        replace(article, id=f"{page.digest[:DIGITS]}-{ordinal:02d}", origin=page.origin)
        for ordinal, article in enumerate(articles, 1)
    )
    return _account(plan, numbered)


def plan_page(page: Page) -> Plan:
    """Find the articles of a page and the order of their parts."""
    sheet = sheet_of(page)
    sheet = replace(sheet, printed=tuple(join_initials(sheet.printed)))
    edges = page_edges(sheet)
    news = [one for one in sheet.printed if one.line.number not in edges]
    stacks = find_stacks(sheet, [one for one in news if not one.down])
    nodes = make_nodes(sheet, stacks, [one for one in news if one.down])
    find_labels(nodes, sheet)
    set_frames(nodes, sheet)
    find_captions(nodes, sheet)
    heads = find_heads(nodes, sheet)
    find_bare_names(nodes, heads)
    texts = [node for node in nodes if node.kind in (NodeKind.TEXT, NodeKind.CAPTION)]
    bylines, labels = _of(nodes, NodeKind.BYLINE), _of(nodes, NodeKind.LABEL)
    ground = Ground(texts, heads, [*bylines, *labels], sheet)
    chains = link_parts(ground)
    chains = place_legends(chains, sheet)
    loose = place_bylines(chains, bylines, sheet) + place_labels(chains, labels, sheet)
    return Plan(sheet, edges, chains, loose, ground.facts.indents)


def _of(nodes: Sequence[Node], kind: NodeKind) -> list[Node]:
    return [node for node in nodes if node.kind is kind]


def _account(plan: Plan, articles: tuple[Article, ...]) -> CutPage:
    """Say of every line that is in no article what it is."""
    page = plan.sheet.page
    taken = {n for a in articles for r in a.lines for n in range(r.first, r.last + 1)}
    labels = {one.line.number for node in plan.loose for one in node.lines}
    labels |= {
        one.line.number for chain in plan.chains for node in chain.labels for one in node.lines
    }
    furniture: list[Furniture] = []
    refused: list[int] = []
    for line in plan.sheet.lines:
        number = line.number
        if number in taken:
            continue
        if number in plan.edges:
            furniture.append(Furniture(number, plan.edges[number]))
        elif not line.clean.text:
            furniture.append(Furniture(number, line.note or "blank"))
        elif number in labels:
            furniture.append(Furniture(number, "column label"))
        else:
            refused.append(number)
    detail = "no article claims these lines; look at the page"
    rejected = tuple(Rejected(page.name, Reason.UNPLACED, detail, r) for r in ranges(refused))
    return CutPage(page, articles, tuple(furniture), rejected)


__all__ = ["Head", "Plan", "cut_layout", "plan_page"]
