"""Files in, analysed pages and records out, without a library."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from ..corpus.readers import find_files, read_page
from ..corpus.types import Page, Reason, Rejected
from ..nlp.cases.codebook import load_codebook
from ..nlp.pipeline import Settings, analyse
from ..nlp.types import AnalysedPage
from .records import article_record

_DEFAULTS = Settings()


def read_pages(paths: Iterable[str | Path]) -> Iterator[Page | Rejected]:
    """Read the pages that ``paths`` name; a second file with the same bytes is refused.

    Args:
        paths: files, folders or glob patterns.

    Yields:
        Pages in the order found, and a ``Rejected`` for every file that gave none.
    """
    seen: dict[str, str] = {}
    for found in find_files(paths):
        page = found if isinstance(found, Rejected) else read_page(found)
        if isinstance(page, Page) and page.digest in seen:
            detail = f"the same bytes as {seen[page.digest]}; keep one of the two"
            yield Rejected(page.path, Reason.DUPLICATE, detail)
            continue
        if isinstance(page, Page):
            seen[page.digest] = page.path
        yield page


def extract(
    paths: Iterable[str | Path], settings: Settings = _DEFAULTS
) -> Iterator[AnalysedPage | Rejected]:
    """Read, cut and analyse the pages that ``paths`` name, one at a time."""
    return analyse(read_pages(paths), settings)


def theme_names(settings: Settings = _DEFAULTS) -> dict[str, str]:
    """Return the names of the themes by id, for people."""
    codebook = load_codebook(Path(settings.codebook) if settings.codebook else None)
    return {theme.id: theme.name for theme in codebook.themes}


def records_of(
    page: AnalysedPage, themes: Mapping[str, str] | None = None
) -> Iterator[dict[str, object]]:
    """Yield one record an article, in the order of the page."""
    cases = {case.article_id: case for case in page.cases}
    for analysis in page.analyses:
        yield article_record(analysis, cases.get(analysis.article.id), themes)


def extract_records(
    paths: Iterable[str | Path], settings: Settings = _DEFAULTS
) -> Iterator[dict[str, object]]:
    """Yield the records of all articles; what is refused is left out (see ``extract``)."""
    themes = theme_names(settings)
    for item in extract(paths, settings):
        if isinstance(item, AnalysedPage):
            yield from records_of(item, themes)
