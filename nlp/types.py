"""Facts found in an article, the types of the nlp layer.

Every fact carries the span of its first mention in ``Article.text``, all its mentions, how sure
the finding is (``status``) and what found it (``source``). ``text[span.start:span.end]`` equals the
surface form for every fact.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from ..corpus.types import Article, Span


class Status(StrEnum):
    """How a fact was established."""

    EXACT = "exact"
    INFERRED = "inferred"
    RESOLVED = "resolved"
    AMBIGUOUS = "ambiguous"
    UNLOCATED = "unlocated"


class Level(StrEnum):
    """Administrative level of a place or a body, or OTHER for those outside the hierarchy."""

    NATIONAL = "national"
    PROVINCE = "province"
    PREFECTURE = "prefecture"
    COUNTY = "county"
    TOWNSHIP = "township"
    VILLAGE = "village"
    OTHER = "other"


class Bound(StrEnum):
    """How a figure limits the quantity: exact, more than, about, less than."""

    EXACT = ""
    OVER = "over"
    ABOUT = "about"
    UNDER = "under"


class Link(StrEnum):
    """What a figure is to its partner: an end of a range, or what a change begins or ends with."""

    NONE = ""
    LOW = "low"
    HIGH = "high"
    FROM = "from"
    TO = "to"


class DateForm(StrEnum):
    """What an expression of time stands for.

    A point is one day, month or year; a period runs from first to last; what is fuzzy lies
    somewhere between them (日前); what recurs comes again in every year, month or week (每月5日).
    """

    POINT = "point"
    PERIOD = "period"
    FUZZY = "fuzzy"
    RECURRING = "recurring"


@dataclass(frozen=True, slots=True)
class SegmentedArticle:
    """An article cut into words and sentences: what every extractor reads.

    Attributes:
        article: the article.
        words: words in order; joined they give ``article.text`` (white space is a word too).
        starts: offset of each word, plus ``len(text)`` as a last entry.
        boundaries: the same offsets as a set, for "does a word begin here?".
        sentences: spans of sentences, ascending; a sentence never crosses a paragraph, and
            quotation marks that close behind the full stop belong to it.
    """

    article: Article
    words: tuple[str, ...]
    starts: tuple[int, ...]
    boundaries: frozenset[int]
    sentences: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """A named geographic place, once an article.

    Attributes:
        name: surface form as written, the fullest if there are several.
        path: official names from the province down, joined by ``/``; "" if nothing is known.
        code: official code of the deepest level that was found in the gazetteer: 2 digits
            province, 4 prefecture, 6 county, 9 township, 12 village; "" if none.
        level: administrative level of the place itself.
        span: where ``name`` stands first.
        mentions: all mentions, ascending, that one included.
        status: exact, inferred (by context or by repair of the name) or ambiguous.
        source: what found it. Of the gazetteer: ``official``, ``short``, ``abbreviation``,
            ``former`` (a name or unit of earlier years), ``misread`` (repaired), ``chain`` (behind
            the unit it lies in), ``county`` (in a county of the article), ``unique`` (only one
            of that name near or in the country), ``feature`` (list of rivers and mountains);
            ``grammar``: the gazetteer does not have it; ``dictionary``: the user's; ``spacy:…``: a
            component that the user added.
        in_name: it stands only inside a name of something else (organisation, facility, product).
        candidates: paths that fit as well, when ambiguous.
        scores: share of the evidence that each candidate has, 0 to 1, in the same order.
        confidence: 0 to 1, the share of facts of that source and status that agree with annotated
            pages.
        former_path: official path in the year of the article, or of the last year of a former
            unit, where it is not ``path``; "" otherwise.
        former_code: code of that unit then, "" otherwise.
    """

    name: str
    path: str
    code: str
    level: Level
    span: Span
    mentions: tuple[Span, ...]
    status: Status
    source: str
    in_name: bool = False
    candidates: tuple[str, ...] = ()
    scores: tuple[float, ...] = ()
    confidence: float = 1.0
    former_path: str = ""
    former_code: str = ""

    @property
    def official_code(self) -> str:
        """Return the code of the place itself in twelve digits, "" if the gazetteer has it not.

        Codes of units above the village end in zeros, as the statistics bureau writes them. A
        place that is only known to lie in a unit, or is ambiguous, has none.
        """
        whole = {
            Level.PROVINCE: 2,
            Level.PREFECTURE: 4,
            Level.COUNTY: 6,
            Level.TOWNSHIP: 9,
            Level.VILLAGE: 12,
        }
        if self.status is Status.AMBIGUOUS or whole.get(self.level) != len(self.code):
            return ""
        return self.code.ljust(12, "0")


@dataclass(frozen=True, slots=True)
class PlaceReference:
    """Words that point at a place without naming it: 该旗, 全区, 我市, 当地.

    Not counted as a named place.

    Attributes:
        text: the words.
        path: official path of the place they refer to.
        code: its code, as in ``Place``.
        level: its level.
        span: where they stand.
        status: resolved, or inferred where only the newspaper's name tells.
        source: what told: ``last`` (the unit of that level named before), ``article`` (the only
            one, or the one most spoken of), ``newspaper``.
        confidence: 0 to 1.
    """

    text: str
    path: str
    code: str
    level: Level
    span: Span
    status: Status
    source: str
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Program:
    """A named practice: initiative, mechanism, model, brand, platform, team, list.

    Attributes:
        name: longest natural form in the text, head noun included.
        aliases: shorter forms a reader would accept: the quoted core, forms used later.
        span: first mention.
        mentions: all mentions, ascending, those of aliases too.
        status: how sure the finding is.
        source: what found it: ``quoted`` (in quotation marks), ``titled`` (《…公约》), ``pattern``
            (a specific modifier and a head noun), ``recurrence`` (known from other articles),
            ``dictionary`` (the user's) or ``spacy:…`` (a component that the user added).
        weight: how central the practice is to the article, 0 to 1.
        confidence: 0 to 1, how likely it is the name of a practice.
        taken_up: where a demonstrative takes it up again (该模式, 这一机制), ascending.
        canonical: the name that the user's dictionary gives it, "" if none.
        code: the code that the user's dictionary gives it, "" if none.
    """

    name: str
    aliases: tuple[str, ...]
    span: Span
    mentions: tuple[Span, ...]
    status: Status
    source: str
    weight: float = 0.0
    confidence: float = 1.0
    taken_up: tuple[Span, ...] = ()
    canonical: str = ""
    code: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """A quantity with a unit or counted noun.

    Attributes:
        text: surface form, bound words included (``1.1万余条``, ``近600人``).
        value: the plain number (1.1万 is 11000.0, 99% is 99.0).
        unit: measure word or unit as written, without 万/亿.
        bound: exact, over (余, 多, 以上, 超), about (约, 近, 左右) or under (不足, 不到, 以下).
        of: what is counted or measured, a short noun phrase of the text; "" if not found.
        span: where the surface stands.
        status: exact, or inferred where the unit is that of the other end of a range.
        source: the rule that found it: ``unit``, ``share`` (百分之), ``tenth`` (三成), ``alone``
            (2.7万 without a unit), ``borrowed`` (first end of 3至5名), ``ratio``, ``fraction``.
        confidence: 0 to 1, the precision of that rule.
        base_value: the quantity in ``base_unit``; None if the unit is a measure word.
        base_unit: 元 and other currencies, 米, 平方米, 立方米, 千克, %, …; "" without base value.
        per: what the quantity is taken per, as written: 亩 (每亩2000斤), 人 (人均), 日, 人·年.
        link: what the figure is to its partner.
        partner: span of the other end of the range or change, None if there is none.
        place: path of the place it belongs to, "" if that is open.
        program: name of the practice it belongs to, "" if that is open.
    """

    text: str
    value: float
    unit: str
    bound: Bound
    of: str
    span: Span
    status: Status
    source: str
    confidence: float = 1.0
    base_value: float | None = None
    base_unit: str = ""
    per: str = ""
    link: Link = Link.NONE
    partner: Span | None = None
    place: str = ""
    program: str = ""


@dataclass(frozen=True, slots=True)
class Person:
    """A personal name with the role the text gives, once an article.

    Attributes:
        name: the full name, or family name and form of address (张大娘).
        role: position and body as written before (or behind) the name, "" if none; the village or
            body in front of it that a bare role means is put ahead (柳树村 and 村民).
        span: first mention of the name.
        mentions: all mentions of the name, ascending.
        status: how sure the finding is.
        source: what found it: ``cue`` (a role), ``context``, ``transcription``, ``address``,
            ``dictionary`` (the user's) or ``spacy:…`` (a component that the user added).
        post: the role without body and place (驻村第一书记).
        body: the body the post belongs to, as ``Organisation.canonical`` has it, "" if none.
        place: path of the place of the body, or of the place the role names, "" if none.
        code: official code of ``place``, "" if none.
        nickname: no full name but a form of address.
        confidence: 0 to 1, that this is the name of a person.
        canonical: the name that the user's dictionary gives the person, "" if none.
    """

    name: str
    role: str
    span: Span
    mentions: tuple[Span, ...]
    status: Status
    source: str
    post: str = ""
    body: str = ""
    place: str = ""
    code: str = ""
    nickname: bool = False
    confidence: float = 1.0
    canonical: str = ""


@dataclass(frozen=True, slots=True)
class Organisation:
    """A named body: party or government organ, company, school, association.

    Attributes:
        name: the longest form of its name in the text.
        place: path of the place it belongs to, named in it or resolved for 县委 and the like; "".
        span: first mention of that form.
        mentions: mentions of all its forms, ascending.
        status: exact if place or country stand in the name, else inferred.
        source: what the name begins with: ``place``, ``level`` (县委), ``name`` (a proper name),
            ``word`` (one that the segmenter knows), ``list`` (司法局 in 县公安局、司法局),
            ``country``; ``known`` for listed bodies, ``dictionary`` for the user's, ``spacy:…`` for
            those of a component that the user added.
        canonical: the name with its official place in front (突泉县委组织部 for 县委组织部), or
            the full name of a listed body; the same in every article.
        aliases: other forms in the text, in order.
        kind: ``party``, ``government``, ``congress``, ``consultative``, ``justice``, ``police``,
            ``military``, ``committee`` (of villagers, residents, owners), ``mass``, ``company``,
            ``cooperative``, ``school``, ``hospital``, ``association``, ``media``, ``research``,
            ``institution``, ``international``.
        level: level of the place it belongs to, national for the whole country's.
        code: official code of ``place``, "" if none.
        within: the larger body its name begins with (县委 for 县委组织部), "" if none.
        confidence: 0 to 1, that it is a named body with these bounds and this place.
    """

    name: str
    place: str
    span: Span
    mentions: tuple[Span, ...]
    status: Status
    source: str
    canonical: str = ""
    aliases: tuple[str, ...] = ()
    kind: str = ""
    level: Level = Level.OTHER
    code: str = ""
    within: str = ""
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date or period as written.

    Attributes:
        text: surface form.
        first: first day it can mean, ISO 8601 as far as the text says (``2022``, ``2022-09``);
            "" if relative and the page has no date. What recurs has ``X`` for what changes
            (``XXXX-XX-05``).
        last: last day it can mean, in the same form; "" if it goes on (2012年以来).
        span: where the surface stands.
        status: exact as written, inferred by the date of issue or another date of the text,
            ambiguous if it may be of two years.
        source: what found it: ``grammar``, ``list`` (近年来), ``festival``, ``plan`` (“十四五”),
            ``spacy:…`` (a component that the user added).
        form: point, period, fuzzy or recurring.
        confidence: 0 to 1, that the bounds are right; 0 while they are empty.
    """

    text: str
    first: str
    last: str
    span: Span
    status: Status
    source: str
    form: DateForm = DateForm.POINT
    confidence: float = 1.0

    @property
    def edtf(self) -> str:
        """Return the time in the Extended Date/Time Format of ISO 8601-2:2019, "" if unresolved.

        Points are ``2023-05``, periods ``2019/2022`` and ``2012/..``, one unknown day of several
        is ``[2023-05-02..2023-05-15]``, about 2020 is ``2020~``, and ``XXXX-XX-05`` comes again
        every month. Days of the week, which the format lacks, are written ``XXXX-WXX-5``.
        """
        if not self.first:
            return ""
        if self.form is DateForm.PERIOD:
            return f"{self.first}/{self.last or '..'}"
        if self.form is DateForm.FUZZY:
            if self.first == self.last:
                return f"{self.first}~"
            return f"[{self.first}..{self.last}]"
        return self.first
