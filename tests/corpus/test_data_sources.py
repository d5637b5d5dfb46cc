"""Every data file says where its content comes from."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

_FOLDERS = ("corpus", "nlp", "outputs", "bench")
_TEXTS = (".txt", ".tsv", ".toml")
_SOURCE = re.compile(
    r"source|compiled|collected|fitted|dictionary|by bench/|read off|common knowledge"
    r"|https?://|GB 18030|articles of corpus/samples|invented",
    re.IGNORECASE,
)
_FILES = sorted(
    path
    for folder in _FOLDERS
    for path in (ROOT / folder).rglob("data/**/*")
    if path.suffix in _TEXTS
)


@pytest.mark.parametrize("path", _FILES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_a_data_file_names_its_source(path: Path) -> None:
    comments = [line for line in path.read_text("utf-8").splitlines()[:40] if line[:1] == "#"]
    assert _SOURCE.search("\n".join(comments))


def test_what_others_made_is_credited() -> None:
    notice = (ROOT / "NOTICE").read_text("utf-8")
    for path in _FILES:
        head = "\n".join(path.read_text("utf-8").splitlines()[:20])
        if "jieba" in head or "Unicode Character Database" in head:
            assert path.name in notice
