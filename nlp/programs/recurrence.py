"""Names known from other articles: the second pass over a run or a library.

An article that only says 积分簿 in passing, or quotes “云板凳” without a head noun, gives the
finder little to go by; another article of the paper introduces the practice at length. The second
pass only adds entries, with source ``recurrence``, and only what the first pass found counts as
known, so that its result depends on the set of articles and not on their order, and running it
again changes nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from ...corpus.types import Article, Span
from ..types import Place, Program, SegmentedArticle
from .candidates import Candidate
from .entries import entries, in_text_order
from .finding import judged
from .lexicon import head_of, is_nationwide, is_word, words
from .merging import Group, key_of
from .scoring import CERTAIN, THRESHOLD, raised

#: The source of entries that the second pass adds.
RECURRENCE = "recurrence"
#: What the first other article that surely has a name adds to its log-odds, and each further one.
#: Chosen so that a quote of which nothing else is known (0.21) is taken if one article knows it,
#: while a common metaphor (0.02) stays out even if three articles are wrong about it.
_FIRST = 1.6
_FURTHER = 0.6
_MOST = 3
#: Of the articles in which the core stands, this share must surely name a practice by it: a name of
#: a storm (“杜苏芮”) is taken for one in 1 of 50, names of practices in 1 of 2.
_SHARE = 0.3
#: What other articles cannot outweigh: here it is a slogan, an award, a place or speech.
_AGAINST = frozenset(
    {"common", "slogan", "honour", "title", "theme", "place", "said", "post", "attribute"}
)
#: An unquoted form has at least this many characters, and so many other articles know it.
_SHORTEST = 4
_ARTICLES = 2
#: How likely an unquoted form is the name that others use.
_UNQUOTED = 0.7


@dataclass(frozen=True, slots=True)
class _Known:
    """One practice over all articles.

    Attributes:
        name: its fullest common name.
        articles: ids of the articles that surely have it.
        mentioned: in how many articles its core stands, as a name or not.
    """

    name: str
    articles: frozenset[str]
    mentioned: int

    def others(self, article_id: str) -> int:
        """Return how many other articles surely have it, 0 if most of them mean something else."""
        here = article_id in self.articles
        others, mentioned = len(self.articles) - here, self.mentioned - 1
        return others if others >= _SHARE * mentioned else 0


class KnownNames:
    """What the first pass found in all articles of a run or a library.

    >>> KnownNames(()).mentioned_in("石桥镇的“石桥茶座”")
    False
    """

    def __init__(self, found: Collection[tuple[Article, Collection[Program]]]) -> None:
        """Take in the practices of every article.

        Args:
            found: articles, in any order, each with its practices; gone through twice, so anything
                that begins anew when iterated does. Entries of the second pass are passed over.
        """
        names: dict[str, dict[str, set[str]]] = {}
        for article, programs in found:
            for program in programs:
                if program.source != RECURRENCE and program.confidence >= CERTAIN:
                    for key in _keys(program):
                        names.setdefault(key, {}).setdefault(program.name, set()).add(article.id)
        self._forms = tuple(sorted(names))
        self._matcher = AhoCorasick(
            self._forms,
            matchkind=MatchKind.LeftmostLongest,
            implementation=Implementation.ContiguousNFA,
        )
        counts = Counter(form for article, _ in found for form in self._forms_in(article.text))
        self._known = {form: _known(names[form], counts[form]) for form in self._forms}

    def mentioned_in(self, text: str) -> bool:
        """Tell whether the second pass may find anything in a text."""
        return any(self._forms_in(text))

    def _forms_in(self, text: str) -> Iterator[str]:
        """Yield the forms that stand in a text, each once, in their own order."""
        if self._forms:
            seen = {pattern for pattern, _, _ in self._matcher.find_matches_as_indexes(text)}
            yield from (self._forms[pattern] for pattern in sorted(seen))

    def full_name(self, name: str) -> str:
        """Return the fullest common name of the practice that is called ``name``, "" if unknown.

        Articles say “石桥茶座”, “石桥茶座”机制 or “石桥茶座”议事机制: the name that most of them
        have gathers them, at a tie the longest, then the first in the order of characters.
        """
        known = self._known.get(key_of(name))
        return known.name if known else ""

    def others(self, key: str, article_id: str) -> int:
        """Return how many other articles surely have a practice with this core."""
        known = self._known.get(key)
        return known.others(article_id) if known else 0

    def unquoted(self, text: str, article_id: str) -> Iterator[Span]:
        """Yield where forms stand that are specific enough to be names without quotation marks."""
        for pattern, start, end in self._matcher.find_matches_as_indexes(text):
            form = self._forms[pattern]
            if self.others(form, article_id) >= _ARTICLES and _is_specific(form):
                yield Span(start, end)


def _keys(program: Program) -> tuple[str, ...]:
    forms = (key_of(form) for form in (program.name, *program.aliases))
    return tuple(dict.fromkeys(form for form in forms if len(form) > 1))


def _known(forms: dict[str, set[str]], mentioned: int) -> _Known:
    name = min(forms, key=lambda one: (-len(forms[one]), -len(one), one))
    return _Known(name, frozenset[str]().union(*forms.values()), mentioned)


def _is_specific(form: str) -> bool:
    if len(form) < _SHORTEST or is_word(form) or is_nationwide(form):
        return False
    return form not in words("common_quotes") and head_of(form) is not None


def with_known_names(
    segmented: SegmentedArticle,
    programs: tuple[Program, ...],
    known: KnownNames,
    places: tuple[Place, ...] = (),
) -> tuple[Program, ...]:
    """Return the practices of an article with those that only other articles make certain.

    Args:
        segmented: the article, cut into words.
        programs: what ``find_programs`` found in it.
        known: what it found in all articles, this one may be among them.
        places: the places of the article.

    Returns:
        ``programs``, unchanged, and the added ones, in the order of first mention.
    """
    text = segmented.article.text
    kept = tuple(one for one in programs if one.source != RECURRENCE)
    if not known.mentioned_in(text):
        return kept
    taken = [mention for program in kept for mention in program.mentions]
    groups = list(_quoted(segmented, places, known, taken))
    taken += [one.name for found in groups for one in found.members]
    groups += _plain(segmented, known, taken)
    added = (replace(one, source=RECURRENCE) for one in entries(segmented, groups))
    return tuple(sorted((*kept, *added), key=in_text_order))


def _quoted(
    segmented: SegmentedArticle, places: tuple[Place, ...], known: KnownNames, taken: list[Span]
) -> Iterator[Group]:
    """Yield candidates that are likely enough since other articles have their core."""
    for one in judged(segmented, places):
        others = known.others(one.key, segmented.article.id)
        if not others or one.score >= THRESHOLD or one.features & _AGAINST:
            continue
        free = tuple(m for m in one.members if not any(m.name.overlaps(span) for span in taken))
        score = raised(one.score, _FIRST + _FURTHER * (min(others, _MOST) - 1))
        if one.best in free and score >= THRESHOLD:
            yield replace(one, members=free, score=score)


def _plain(segmented: SegmentedArticle, known: KnownNames, taken: list[Span]) -> list[Group]:
    """Return the known names that stand between word boundaries, each once."""
    text, edges = segmented.article.text, segmented.boundaries
    found: dict[str, list[Candidate]] = {}
    for span in known.unquoted(text, segmented.article.id):
        # The cutter takes the last character of a rare word to the next one: 邻帮积分|卡攒.
        sure = len({span.start, span.end} & edges) + (len(span) > _SHORTEST) > 1
        if sure and not any(span.overlaps(other) for other in taken):
            form = span.of(text)
            one = Candidate("plain", span, (span,), head_of(form), frozenset())
            found.setdefault(form, []).append(one)
    return [
        Group(form, members[0], tuple(members), frozenset(), _UNQUOTED)
        for form, members in found.items()
    ]
