"""Candidates in title marks: the rules that a village gives itself, 《…十条》, 《…公约》."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ....corpus.types import Span
from ..lexicon import founding_group, head_of
from .candidate import Candidate
from .view import View

_TITLE = re.compile(r"《([^《》\n]{4,16})》")
#: How codes of conduct are called. Statutes end in 法 as well, but without a number.
_CODE = re.compile(
    r"(?:公约|乡约|民约|村约|规约|家约|[一二三四五六七八九十百0-9]+(?:条|法|则|规|诀|字诀|字经|字歌|不准))$"
)
#: Treaties and what governments and ministries issue.
_ABOVE = re.compile(
    r"^关于|国|中央|世界|全球|生物|湿地|武器|弹药|禁止|气候|臭氧|海洋|贸易|人权|难民|外交|领事|专利|版权|民法|宪法|条例|意见|通知|措施|若干|纲要|法典"
)


def titled_candidates(view: View) -> Iterator[Candidate]:
    """Yield the titles of an article that may name rules somebody has drawn up."""
    for match in _TITLE.finditer(view.text):
        title = match.group(1)
        if not _CODE.search(title) or _ABOVE.search(title):
            continue
        before = view.previous_word(match.start())
        seen = {
            "titled",
            founding_group(before),
            "commentary" if view.commentary else "",
        }
        yield Candidate(
            "quoted",
            Span(*match.span()),
            (Span(*match.span(1)),),
            head_of(title),
            frozenset(seen - {""}),
        )
