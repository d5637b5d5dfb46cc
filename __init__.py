"""anliku (案例库): Chinese newspaper pages in, a searchable library of local practices out."""

from __future__ import annotations

TYPE_CHECKING = False  # type checkers know better; importing typing takes time

__version__ = "0.1.0"

if TYPE_CHECKING:
    from anliku.corpus.articles import cut_page
    from anliku.corpus.errors import AnlikuError
    from anliku.corpus.issues.continuations import join_continuations
    from anliku.corpus.reading.files import read_file, read_files, read_page
    from anliku.corpus.reading.finding import find_files
    from anliku.corpus.reading.options import ReadingOptions
    from anliku.corpus.types import Article, CutPage, Page, Rejected, Span
    from anliku.nlp.pipeline import Settings, analyse, analyse_page, load_pipeline
    from anliku.nlp.results import AnalysedPage, Analysis, Case
    from anliku.outputs.extraction import extract, extract_records
    from anliku.outputs.library import Library
    from anliku.outputs.search import Query, search

__all__ = [
    "AnalysedPage",
    "Analysis",
    "AnlikuError",
    "Article",
    "Case",
    "CutPage",
    "Library",
    "Page",
    "Query",
    "ReadingOptions",
    "Rejected",
    "Settings",
    "Span",
    "__version__",
    "analyse",
    "analyse_page",
    "cut_page",
    "extract",
    "extract_records",
    "find_files",
    "join_continuations",
    "load_pipeline",
    "read_file",
    "read_files",
    "read_page",
    "search",
]

# Name -> module; loaded on first use (PEP 562), so that ``import anliku`` costs nothing.
_PUBLIC = {
    "AnalysedPage": "anliku.nlp.results",
    "Analysis": "anliku.nlp.results",
    "AnlikuError": "anliku.corpus.errors",
    "Article": "anliku.corpus.types",
    "Case": "anliku.nlp.results",
    "CutPage": "anliku.corpus.types",
    "Library": "anliku.outputs.library",
    "Page": "anliku.corpus.types",
    "Query": "anliku.outputs.search",
    "ReadingOptions": "anliku.corpus.reading.options",
    "Rejected": "anliku.corpus.types",
    "Settings": "anliku.nlp.pipeline",
    "Span": "anliku.corpus.types",
    "analyse": "anliku.nlp.pipeline",
    "analyse_page": "anliku.nlp.pipeline",
    "cut_page": "anliku.corpus.articles",
    "extract": "anliku.outputs.extraction",
    "extract_records": "anliku.outputs.extraction",
    "find_files": "anliku.corpus.reading.finding",
    "join_continuations": "anliku.corpus.issues.continuations",
    "load_pipeline": "anliku.nlp.pipeline",
    "read_file": "anliku.corpus.reading.files",
    "read_files": "anliku.corpus.reading.files",
    "read_page": "anliku.corpus.reading.files",
    "search": "anliku.outputs.search",
}


def __getattr__(name: str) -> object:
    if name not in _PUBLIC:
        raise AttributeError(f"module 'anliku' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_PUBLIC[name]), name)
