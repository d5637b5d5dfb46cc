"""Voices: quoted speech, told from names and sayings in quotation marks, with its speaker."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import cache

from ....corpus.types import Span
from ....corpus.wordlists import read_rows
from ...results import Analysis, Voice
from ...types import Person
from .sentences import Sentences

_PACKAGE = "anliku.nlp.cases"

_QUOTE = re.compile(r"“([^“”\n]*(?:“[^“”\n]*”[^“”\n]*)*)”|「([^「」\n]*)」")
# Speech ends with a mark of its own; names and sayings in quotation marks do not.
_SPOKEN = ("。", "！", "？", "…", "，", "!", "?", "；")
_FINAL = "。！？…"
# What stands before or behind speech and names the speaker goes on to one of these.
_STOPS = re.compile(r"[。！？\n”“：；]")
# How far the words of attribution reach in front of speech and behind it.
_REACH_BEFORE = 100
_REACH = 48
# Speech without a verb of saying is at least so long.
_LEAST = 10
# Words for an unnamed speaker are at most so long.
_LONGEST_WORDS = 14

_PRONOUNS = frozenset({"他", "她", "他们", "她们"})
_COMMAS = re.compile(r"[，、,]")


@cache
def _words(label: str) -> str:
    found = [row[1] for row in read_rows(_PACKAGE, "speech.txt") if row[0] == label]
    return "|".join(map(re.escape, sorted(found, key=len, reverse=True)))


@cache
def _say() -> re.Pattern[str]:
    """Return what finds a verb of saying; behind it stand an aspect or a few words at most."""
    return re.compile(rf"(?:{_words('say')})(?=了|着|起|道|得|时|，|：|。|$|[^，：。]{{0,8}}$)")


@cache
def _manner() -> re.Pattern[str]:
    """Return what finds the words between a speaker and the verb of saying."""
    return re.compile(rf"(?:{_words('manner')}|[一-龥]{{1,3}}地)+$")


@cache
def _who() -> re.Pattern[str]:
    """Return what finds the words for an unnamed speaker, without the conjunction before them."""
    return re.compile(rf"^[可而但却]?([一-龥\d]*(?:{_words('who')})们?)")


def find_voices(analysis: Analysis, sentences: Sentences) -> tuple[Voice, ...]:
    """Return the quoted speech of an article in text order, each with its speaker.

    Args:
        analysis: the article with the people named in it.
        sentences: its sentences.
    """
    if "“" not in sentences.text and "「" not in sentences.text:
        return ()
    speakers = _Speakers(analysis.people, sentences.text)
    voices: list[Voice] = []
    last_end, followed = -1, False
    for quote in _quotes(sentences.text):
        if sentences.text[quote.end - 1] not in _SPOKEN and sentences.text[quote.start - 2] != "：":
            followed = False
            continue
        before, behind = _zones(sentences.text, quote, last_end)
        if followed and before.start == last_end and _goes_on(before, sentences.text):
            voices[-1] = _joined(voices[-1], quote, sentences)
            last_end = quote.end + 1
            continue
        zone = _attribution(sentences.text, quote, before, behind)
        if zone is None:
            followed = False
            continue
        followed = zone.start > quote.end and len(zone) > 0
        if not len(zone) and not len(before):
            zone = _reporting(sentences, before.start)
        speaker, role = speakers.of(zone, last=zone.start < quote.start)
        rests = [quote, zone] if len(zone) else [quote]
        voices.append(Voice((quote,), speaker, role, sentences.of(rests)))
        last_end = quote.end + 1
    return tuple(voices)


def _reporting(sentences: Sentences, offset: int) -> Span:
    """Return the sentence before a quote if it reports what somebody said, else an empty span."""
    before = sentences.at(offset - 1) if offset else None
    if before is None or not _say().search(before.of(sentences.text)):
        return Span(offset, offset)
    return before


def _quotes(text: str) -> Iterator[Span]:
    for found in _QUOTE.finditer(text):
        group = 1 if found[1] is not None else 2
        if found[group].strip():
            yield Span(*found.span(group))


def _zones(text: str, quote: Span, last: int) -> tuple[Span, Span]:
    """Return the words before and behind a quote that may name its speaker."""
    start = max(0, quote.start - 1 - _REACH_BEFORE, last)
    cut = text.rfind("\n", start, quote.start - 1) + 1
    start = max(start, cut)
    for stop in "。！？；":
        start = max(start, text.rfind(stop, start, quote.start - 1) + 1)
    begin = min(len(text), quote.end + 1)
    end = min(len(text), begin + _REACH)
    found = _STOPS.search(text, begin, end)
    return Span(start, quote.start - 1), Span(begin, found.start() if found else end)


def _goes_on(before: Span, text: str) -> bool:
    """Tell whether a quote follows on the words that named the speaker of the one before."""
    words = before.of(text)
    return words.endswith(("，", "：", "：")) and _say().search(words[:-1]) is not None


def _attribution(text: str, quote: Span, before: Span, behind: Span) -> Span | None:
    """Return the words that name the speaker, an empty span for none; None if nobody speaks."""
    say = _say()
    words = before.of(text)
    last = max(words[:-1].rfind(","), words[:-1].rfind("，")) + 1
    spoken = quote.of(text).endswith(_SPOKEN)
    if words.endswith("：") and (spoken or say.search(words[:-1], last)):
        return before
    final = quote.of(text)[-1] in _FINAL
    if words.endswith("，") and spoken and say.search(words[:-1], 0 if final else last):
        return before
    if not spoken:
        return None
    following = behind.of(text)
    lead = len(following) - len(following.lstrip("，。 "))
    if following[lead:] and say.search(following, lead):
        return Span(behind.start + lead, behind.end)
    long = len(quote) >= _LEAST and not quote.of(text).endswith(("，", "；"))
    return Span(quote.end + 1, quote.end + 1) if long else None


def _joined(voice: Voice, quote: Span, sentences: Sentences) -> Voice:
    """Return a voice whose speech goes on after 某某说."""
    rests = tuple(sorted({*voice.sentences, *sentences.of([quote])}))
    return Voice((*voice.quotes, quote), voice.speaker, voice.role, rests)


class _Speakers:
    """Finds out who speaks by the words of attribution."""

    def __init__(self, people: tuple[Person, ...], text: str) -> None:
        self._text = text
        self._people = people
        self._mentions = sorted(
            (mention.start, mention.end, number)
            for number, person in enumerate(people)
            for mention in person.mentions
        )

    def of(self, zone: Span, *, last: bool) -> tuple[str, str]:
        """Return name and role of the speaker, both "" if the words do not say.

        Args:
            zone: the words of attribution.
            last: their last verb of saying counts, as in front of speech; else the first.
        """
        if not len(zone):
            return "", ""
        words = zone.of(self._text)
        said = list(_say().finditer(words))
        reach = zone.start + said[-1 if last else 0].start() if said else zone.end
        first = bisect_left(self._mentions, (zone.start, 0, 0))
        named = self._mentions[first : bisect_right(self._mentions, (reach, 0, 0))]
        if named:
            return self._person(named[-1][2])
        speaker = self._unnamed(words[: reach - zone.start])
        if speaker in _PRONOUNS:
            return self._person(self._mentions[first - 1][2]) if first else ("", "")
        return speaker, ""

    def _person(self, number: int) -> tuple[str, str]:
        person = self._people[number]
        return person.name, person.role

    def _unnamed(self, words: str) -> str:
        """Return the words for an unnamed speaker, "" if they are too many to be that alone."""
        words = _COMMAS.split(words.strip("，：。 "))[-1]
        words = _manner().sub("", words)
        if words in _PRONOUNS:
            return words
        who = _who().match(words)
        return who[1] if who and len(who[1]) <= _LONGEST_WORDS else ""
