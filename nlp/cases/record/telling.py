"""Puts a case record together from the facts and sentences of an article."""

from __future__ import annotations

from collections.abc import Iterator

from ....corpus.types import Span
from ...results import Analysis, CaseRecord, Finding
from ...types import Program
from ..features import actor_offsets, any_within
from ..roles import RoledSentence
from .actors import find_beneficiaries, find_bodies, find_period
from .mechanism import find_mechanism
from .passages import find_cues, find_passages
from .sentences import Sentences
from .voices import find_voices


def tell_case(
    analysis: Analysis, roled: tuple[RoledSentence, ...], practice: Program | None, place: str
) -> CaseRecord:
    """Return what the case of an article tells.

    Args:
        analysis: the facts of the article.
        roled: its sentences with their roles.
        practice: its central practice, None if it has no name of its own.
        place: path of its lead place, "" if none.
    """
    sentences = Sentences(analysis, roled)
    names = (mention for program in analysis.programs for mention in program.mentions)
    cues = find_cues(sentences.text, names)
    voices = find_voices(analysis, sentences)
    passages = find_passages(sentences, cues, _with_actors(analysis, roled), voices)
    named = sentences.of(practice.mentions) if practice else ()
    told = (passages.measures, passages.results)
    return CaseRecord(
        practice=named,
        place=sentences.of(_mentions_in(analysis, place)),
        aliases=practice.aliases if practice else (),
        programs=tuple(
            sentences.finding(program.name, program.mentions)
            for program in analysis.programs
            if program is not practice
        ),
        bodies=find_bodies(analysis, sentences, passages.measures, place),
        people=_people(analysis, sentences),
        period=find_period(analysis, sentences, *told, named),
        first_seen=analysis.article.origin.date,
        problem=passages.problem,
        measures=passages.measures,
        results=passages.results,
        voices=voices,
        mechanism=find_mechanism(analysis, sentences),
        beneficiaries=find_beneficiaries(sentences, cues),
    )


def _with_actors(analysis: Analysis, roled: tuple[RoledSentence, ...]) -> frozenset[Span]:
    """Return the sentences that name a local place, a body or a program."""
    programs = [mention.start for program in analysis.programs for mention in program.mentions]
    actors = sorted([*actor_offsets(analysis), *programs])
    return frozenset(s.span for s in roled if any_within(actors, s.span))


def _mentions_in(analysis: Analysis, path: str) -> Iterator[Span]:
    """Yield where a place is named; where what lies in it is named, if itself is not."""
    own = [place for place in analysis.places if path and place.path == path]
    inner = (place for place in analysis.places if path and place.path.startswith(f"{path}/"))
    for place in own or inner:
        yield from place.mentions
    if not path:
        return
    for reference in analysis.references:
        if reference.path == path:
            yield reference.span


def _people(analysis: Analysis, sentences: Sentences) -> tuple[Finding, ...]:
    return tuple(sentences.finding(person.name, person.mentions) for person in analysis.people)
