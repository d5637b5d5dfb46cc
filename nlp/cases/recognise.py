"""Is the article a case? If so: its title, practice, place, themes, confidence and evidence."""

from __future__ import annotations

from ...corpus.types import Role, Span
from ..results import Analysis, Case
from ..types import SegmentedArticle
from .codebook import Codebook
from .features import CaseFeatures, actor_offsets, any_within, case_features
from .lead_place import find_lead_place
from .practice import central_practice
from .record.telling import tell_case
from .roles import RoledSentence, SentenceRole, assign_roles
from .themes import choose_themes, explain_themes

#: An article is a case when its confidence reaches this.
THRESHOLD = 0.5

# Sentences named as evidence, at most.
_EVIDENCE = 5
# A sentence that names a local place or body is better evidence.
_WITH_ACTOR = 1.5

# A title taken from the text is cut here.
_TITLE = 24


def recognise_case(
    segmented: SegmentedArticle, analysis: Analysis, codebook: Codebook
) -> Case | None:
    """Return the case an article reports, None if it reports no practice.

    Args:
        segmented: the article cut into sentences.
        analysis: its facts: places, programs, figures, organisations.
        codebook: the themes to sort the case into.
    """
    sentences = assign_roles(analysis.article.text, segmented.sentences)
    themes = explain_themes(analysis, codebook)
    place = find_lead_place(analysis, sentences)
    confidence = case_features(analysis, sentences, themes, place).confidence
    if confidence < THRESHOLD:
        return None
    practice = central_practice(analysis, sentences)
    main, second = choose_themes(themes, codebook)
    return Case(
        article_id=analysis.article.id,
        title=_title(analysis, segmented.sentences),
        practice=practice.name if practice else "",
        place=place.path if place else "",
        code=place.code if place else "",
        theme=main,
        theme2=second,
        scores=tuple((theme.id, round(theme.score, 4)) for theme in themes),
        confidence=round(confidence, 4),
        evidence=_evidence(analysis, sentences),
        record=tell_case(analysis, sentences, practice, place.path if place else ""),
    )


def explain_case(
    segmented: SegmentedArticle, analysis: Analysis, codebook: Codebook
) -> CaseFeatures:
    """Return what speaks for and against a case, for people who want to know why."""
    sentences = assign_roles(analysis.article.text, segmented.sentences)
    themes = explain_themes(analysis, codebook)
    return case_features(analysis, sentences, themes, find_lead_place(analysis, sentences))


def _title(analysis: Analysis, sentences: tuple[Span, ...]) -> str:
    """Return the headline, or the opening words up to a natural break."""
    article = analysis.article
    if article.headline:
        return article.headline
    body = next((p.span for p in article.parts if p.role is Role.BODY and p.span), None)
    start = body.start if body else 0
    opening = next((s.of(article.text) for s in sentences if s.start >= start), "")
    if len(opening) <= _TITLE:
        return opening
    cut = max(opening.rfind(mark, 0, _TITLE) for mark in "，：；,;:")
    return opening[: cut if cut > _TITLE // 2 else _TITLE] + "…"


def _evidence(analysis: Analysis, sentences: tuple[RoledSentence, ...]) -> tuple[Span, ...]:
    """Return the sentences that say most about what was done and what came of it."""
    heads = [p.span for p in analysis.article.parts if p.role is not Role.BODY and p.span]
    body = [s for s in sentences if not any(head.contains(s.span) for head in heads)]
    actors = actor_offsets(analysis)
    ranked = sorted(body, key=lambda s: (-_worth(s, actors), s.span))
    return tuple(sorted(s.span for s in ranked[:_EVIDENCE] if _worth(s, actors) > 0))


def _worth(sentence: RoledSentence, actors: list[int]) -> float:
    worth = sentence.measure * (_WITH_ACTOR if any_within(actors, sentence.span) else 1.0)
    return worth + 0.5 * sentence.weight(SentenceRole.RESULT)
