"""Files in, analysed pages and records out."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path
from tempfile import gettempdir

from ..corpus.reading.files import read_files
from ..corpus.reading.finding import find_files
from ..corpus.reading.options import DEFAULT_OPTIONS, ReadingOptions
from ..corpus.types import Page, Reason, Rejected
from ..nlp.cases.codebook import Codebook, load_codebook
from ..nlp.digests import digest_of
from ..nlp.pipeline import Settings, analyse
from ..nlp.results import AnalysedPage, Analysis, Case
from .library.connection import explained
from .records import article_record

_DEFAULTS = Settings()


def codebook_of(settings: Settings = _DEFAULTS) -> Codebook:
    """Return the codebook that these settings name."""
    return load_codebook(Path(settings.codebook) if settings.codebook else None)


def theme_names(settings: Settings = _DEFAULTS) -> dict[str, str]:
    """Return the names of the themes by id, for people."""
    return {theme.id: theme.name for theme in codebook_of(settings).themes}


def own_digests(settings: Settings = _DEFAULTS) -> tuple[tuple[str, str], ...]:
    """Return what the user adds to the analysis, as (name, SHA-256): dictionary, components.

    Raises:
        AnlikuError: a file cannot be read.
    """
    found: list[tuple[str, str]] = []
    if settings.dictionary:
        found.append(("user/dictionary", digest_of(Path(settings.dictionary))))
    if settings.config:
        from ..nlp.additions import digests  # with spaCy, which takes half a second

        found += [(f"user/{name}", digest) for name, digest in digests(Path(settings.config))]
    return tuple(found)


def refuse_doubles(pages: Iterable[Page | Rejected]) -> Iterator[Page | Rejected]:
    """Refuse every page whose content came before under another path.

    What came is kept in a temporary file, which goes with the process: memory does not grow.
    """
    # An empty path stands for a file without a name (SQLite, "Temporary Databases").
    connection = sqlite3.connect("", isolation_level=None, check_same_thread=False)
    with closing(connection) as seen, explained(Path(gettempdir())):
        seen.execute("PRAGMA journal_mode = OFF")
        seen.execute("CREATE TABLE seen (digest TEXT PRIMARY KEY, name TEXT) WITHOUT ROWID")
        for page in pages:
            if isinstance(page, Page):
                # Rows of tables go by their content in paths; people know them by their number.
                name = page.name if "#" in page.name else page.path
                row = (page.digest, name)
                if not seen.execute("INSERT OR IGNORE INTO seen VALUES (?, ?)", row).rowcount:
                    yield _double(page, seen)
                    continue
            yield page


def _double(page: Page, seen: sqlite3.Connection) -> Rejected:
    (other,) = seen.execute("SELECT name FROM seen WHERE digest = ?", (page.digest,)).fetchone()
    detail = f"{page.name} is the same as {other}; keep one of the two"
    return Rejected(page.path, Reason.DUPLICATE, detail)


def extract(
    paths: Iterable[str | Path],
    settings: Settings = _DEFAULTS,
    reading: ReadingOptions = DEFAULT_OPTIONS,
) -> Iterator[AnalysedPage | Rejected]:
    """Read, cut and analyse the pages that ``paths`` name, one at a time.

    Args:
        paths: files, folders or glob patterns.
        settings: how to analyse.
        reading: what the user says about the files.
    """
    return extract_files(find_files(paths), settings, reading)


def extract_files(
    found: Iterable[Path | Rejected],
    settings: Settings = _DEFAULTS,
    reading: ReadingOptions = DEFAULT_OPTIONS,
) -> Iterator[AnalysedPage | Rejected]:
    """Read, cut and analyse files; what was refused before passes through."""
    return analyse(refuse_doubles(read_files(found, reading)), settings)


def articles_of(page: AnalysedPage) -> Iterator[tuple[Analysis, Case | None]]:
    """Yield the articles of a page with their facts and the case each reports, if any."""
    cases = {case.article_id: case for case in page.cases}
    for analysis in page.analyses:
        yield analysis, cases.get(analysis.article.id)


def extract_records(
    paths: Iterable[str | Path],
    settings: Settings = _DEFAULTS,
    reading: ReadingOptions = DEFAULT_OPTIONS,
) -> Iterator[dict[str, object]]:
    """Yield the records of all articles; what is refused is left out (see ``extract``)."""
    themes = theme_names(settings)
    for page in extract(paths, settings, reading):
        if isinstance(page, AnalysedPage):
            for analysis, case in articles_of(page):
                yield article_record(analysis, case, themes)
