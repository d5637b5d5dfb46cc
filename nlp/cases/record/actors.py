"""Who runs a practice, whom it serves, and when."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from ....corpus.types import Span
from ...results import Analysis, Finding, Passage, Period
from ...types import DateForm, DateMention, Organisation, Status
from ..roles import load_cues
from .passages import Cue
from .sentences import Sentences

# Bodies that report on a practice, or belong to another country, do not run it.
_OUTSIDE = frozenset({"media", "international", "research"})
# Bodies that run a practice of their place even where only their officials are named.
_ORGANS = frozenset({"party", "government", "committee", "justice", "police", "congress"})
_MOST_ORGANS = 2
# Behind a body these make a person of it (县委书记).
_TITLES = (
    "书记", "副书记", "主任", "副主任", "部长", "副部长", "局长", "副局长", "主席", "副主席",
    "常委", "委员", "负责人", "相关负责人", "有关负责人", "干部", "工作人员", "党委书记", "支书",
    "会长", "理事长", "站长", "所长", "校长", "院长", "经理", "总经理", "董事长", "队长", "民警",
    "社工", "成员", "科长", "股长", "党组", "一级", "二级", "检察官", "法官",
)  # fmt: skip
# Bodies named, at most.
_MOST_BODIES = 6
# How far before a group a verb such as 为 may stand, and how far behind it one such as 受益.
_BEFORE = 12
_BEHIND = 8
# A group is served when the verbs of all its mentions weigh at least this much.
_SERVED = 2.0
# Groups named, at most.
_MOST_GROUPS = 8
_BREAKS = "，。；：！？\n"


def find_bodies(
    analysis: Analysis, sentences: Sentences, measures: Sequence[Passage], place: str
) -> tuple[Finding, ...]:
    """Return the bodies that act in the measures, the one that acts most first.

    A body acts in a measure if it stands before the last word for what was done. Where none does,
    organs of the lead place are taken, those of their officials too.

    Args:
        analysis: the facts of the article.
        sentences: its sentences.
        measures: what was done.
        place: path of the lead place, "" if none.
    """
    told = {sentence for measure in measures for sentence in measure.sentences}
    acting = {s.span: s.measures[-1] for s in sentences.body if s.span in told and s.measures}
    ranked: list[tuple[int, int, Organisation, tuple[Span, ...]]] = []
    for body in analysis.organisations:
        if body.kind in _OUTSIDE:
            continue
        acts = tuple(
            mention
            for mention in body.mentions
            if (home := sentences.at(mention.start))
            and mention.start < acting.get(home, -1)
            and not sentences.text.startswith(_TITLES, mention.end)
        )
        if acts:
            ranked.append((-len(acts), acts[0].start, body, acts))
    ranked.sort(key=lambda item: item[:2])
    found = [(body, acts) for *_, body, acts in ranked[:_MOST_BODIES]]
    found = found or [(body, body.mentions) for body in _organs(analysis, place)]
    return tuple(sentences.finding(body.canonical or body.name, at) for body, at in found)


def _organs(analysis: Analysis, place: str) -> list[Organisation]:
    """Return the organs of a place that the article names."""
    organs = [b for b in analysis.organisations if place and b.place == place and b.kind in _ORGANS]
    return organs[:_MOST_ORGANS]


def find_beneficiaries(sentences: Sentences, cues: Sequence[Cue]) -> tuple[Finding, ...]:
    """Return the groups of people that a practice serves, those served most first.

    A group is served if a verb such as 为 or 惠及 stands before it in its clause, or 受益 right
    behind it.
    """
    served: dict[str, float] = {}
    mentions: dict[str, list[Span]] = {}
    words = load_cues("record.txt").words
    bodies = {sentence.span for sentence in sentences.body}
    for at, (cue, start, owners) in enumerate(cues):
        if owners[0][0] != "group":
            continue
        span = Span(start, start + len(words[cue]))
        weight = max(_weights(sentences.text, cues, at, span), default=0.0)
        if weight and sentences.at(start) in bodies:
            name = words[cue]
            served[name] = served.get(name, 0.0) + weight
            mentions.setdefault(name, []).append(span)
    names = sorted(mentions, key=lambda name: (-served[name], mentions[name][0]))
    sure = [name for name in names if served[name] >= _SERVED][:_MOST_GROUPS]
    return tuple(sentences.finding(name, tuple(mentions[name])) for name in sure)


def _weights(text: str, cues: Sequence[Cue], at: int, group: Span) -> Iterator[float]:
    """Yield the weights of the verbs that say that a group is served."""
    for other in range(at - 1, -1, -1):
        _, start, owners = cues[other]
        if start < group.start - _BEFORE or _broken(text, start, group.start):
            break
        yield from (weight for label, weight in owners if label == "benefit")
    for _, start, owners in cues[at + 1 : at + 3]:
        if start < group.end + _BEHIND and not _broken(text, group.end, start):
            yield from (weight for label, weight in owners if (label, weight) in _AFTER)


#: Words behind a group that say that it is served: 受益, 增收 and others of full weight.
_AFTER = frozenset({("result", 2.0)})


def _broken(text: str, start: int, end: int) -> bool:
    return any(mark in _BREAKS for mark in text[start:end])


def find_period(
    analysis: Analysis,
    sentences: Sentences,
    measures: Sequence[Passage],
    results: Sequence[Passage],
    named: tuple[Span, ...],
) -> Period | None:
    """Return the time a practice is reported for, None if no date is told.

    It begins with the earliest date of the sentences that name the practice, failing that of the
    measures, and ends with the last date of measures and results that is not after publication.
    """
    dates = [(date, home) for date in _dated(analysis) if (home := sentences.at(date.span.start))]
    done = {sentence for passage in measures for sentence in passage.sentences}
    told = done.union(named, *(passage.sentences for passage in results))
    of_name = [(date, home) for date, home in dates if home in named and home in told]
    began = of_name or [(date, home) for date, home in dates if home in done]
    if not began:
        return None
    start, base = min(began, key=lambda item: (item[0].first, item[1]))
    issued = analysis.article.origin.date
    ends = [
        (end, home)
        for date, home in dates
        if home in told
        and (end := date.last or date.first) > start.first
        and not (issued and end[: len(issued)] > issued[: len(end)])
    ]
    last, home = max(ends, default=("", base))
    return Period(start.first, last, tuple(sorted({base, home})))


def _dated(analysis: Analysis) -> Iterable[DateMention]:
    """Return the dates and periods that stand for one time."""
    return (
        date
        for date in analysis.dates
        if date.first
        and date.form in (DateForm.POINT, DateForm.PERIOD)
        and date.status is not Status.AMBIGUOUS
    )
