"""Puts the mentions of facts into ``doc.spans``."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import pairwise

from spacy.attrs import IDX
from spacy.tokens import Doc, SpanGroup, Token

from ..corpus.types import Span

#: In ``doc.user_data`` of documents whose tokens we made and may part.
OURS = "anliku_tokens"


def put_spans(doc: Doc, key: str, label: str, mentions: Sequence[tuple[Span, str]]) -> None:
    """Put spans into ``doc.spans[key]``.

    A token of ours in which a mention begins or ends is parted there. Tokens of another tokenizer
    stay, and the span has all tokens that the mention touches.

    Args:
        doc: the document.
        key: name of the group.
        label: label of the spans.
        mentions: where they stand, ascending, each with its official code or "".
    """
    if OURS in doc.user_data:
        _part(doc, (at for span, _ in mentions for at in (span.start, span.end)))
    spans = (
        doc.char_span(span.start, span.end, label, kb_id=code, alignment_mode="expand")
        for span, code in mentions
    )
    doc.spans[key] = SpanGroup(doc, name=key, spans=[span for span in spans if span is not None])


def _part(doc: Doc, offsets: Iterable[int]) -> None:
    """Part the tokens that have one of the offsets inside."""
    # Reading all tokens one by one would take as long as finding the facts.
    starts: list[int] = doc.to_array(IDX).tolist()
    known = frozenset(starts)
    cuts: dict[int, list[int]] = {}
    for at in sorted({at for at in offsets if at not in known}):
        token = bisect_right(starts, at) - 1
        if at < starts[token] + len(doc[token]):
            cuts.setdefault(token, []).append(at - starts[token])
    if not cuts:
        return
    # spaCy moves no spans when tokens are parted.
    groups = {key: _offsets(group) for key, group in doc.spans.items()}
    with doc.retokenize() as retokenizer:
        for index, inside in cuts.items():
            token = doc[index]
            parts = [token.text[a:b] for a, b in pairwise((0, *inside, len(token)))]
            heads: list[Token | tuple[Token, int]] = [(token, at) for at in range(len(parts))]
            retokenizer.split(token, parts, heads=heads)
    for key, spans in groups.items():
        found = (doc.char_span(*span, alignment_mode="expand") for span in spans)
        attributes = doc.spans[key].attrs
        kept = [span for span in found if span is not None]
        doc.spans[key] = SpanGroup(doc, name=key, attrs=attributes, spans=kept)


def _offsets(group: SpanGroup) -> list[tuple[int, int, int, int]]:
    return [(span.start_char, span.end_char, span.label, span.kb_id) for span in group]
