"""Bylines and headlines are matched with articles one to one."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from anliku.corpus.layout.solving.matching import match


def test_best_pairs_first() -> None:
    assert match({(1, 10): 2.0, (1, 20): 1.0, (2, 20): 1.5}) == {1: 10, 2: 20}


def test_exchanged_when_all_together_are_better() -> None:
    # 1 fits 10 best of all, but then nothing is left for 2.
    assert match({(1, 10): 3.0, (1, 20): 2.5, (2, 10): 2.0}) == {1: 20, 2: 10}


def test_article_number_nought() -> None:
    assert match({(5, 0): 1.0, (6, 0): 2.0}) == {6: 0}


@given(
    st.dictionaries(
        st.tuples(st.integers(0, 5), st.integers(0, 5)), st.floats(0.1, 9.0), max_size=20
    )
)
def test_every_one_has_one_and_only_given_pairs_are_used(
    scores: dict[tuple[int, int], float],
) -> None:
    found = match(scores)
    assert len(set(found.values())) == len(found)
    assert all(pair in scores for pair in found.items())
