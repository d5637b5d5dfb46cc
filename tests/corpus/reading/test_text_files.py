"""Finding and reading files: encodings, line ends, and clear refusals."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anliku.corpus.reading.encodings import DecodingFailure, decode
from anliku.corpus.reading.files import read_page
from anliku.corpus.reading.finding import find_files
from anliku.corpus.reading.text import MAX_BYTES
from anliku.corpus.types import Page, Reason, Rejected

TEXT = "松岭镇办起老年食堂\n本报记者 甄真\n老人们说：“饭菜热乎，价钱公道。”\n"


def names(found: list[Path | Rejected]) -> list[str]:
    return [item.name if isinstance(item, Path) else item.reason.value for item in found]


def write(folder: Path, name: str, data: bytes | str = TEXT) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


@pytest.mark.parametrize(
    ("encoding", "name"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8-sig"),
        ("gb18030", "gb18030"),
        ("gbk", "gb18030"),
        ("utf-16", "utf-16"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
    ],
)
def test_encodings_are_told_apart(tmp_path: Path, encoding: str, name: str) -> None:
    data = TEXT.encode(encoding)
    page = read_page(write(tmp_path, "page.txt", data))
    assert isinstance(page, Page)
    assert page.encoding == name
    assert "\n".join(page.lines) == TEXT
    assert page.digest == sha256(data).hexdigest()
    assert page.path == (tmp_path / "page.txt").as_posix()


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("甲\n乙", ("甲", "乙")),
        ("甲\r\n乙\r\n", ("甲", "乙", "")),
        ("甲\r乙", ("甲", "乙")),
        ("甲\x0c乙\u2028丙\x85丁\x0b戊", ("甲\x0c乙\u2028丙\x85丁\x0b戊",)),
        ("\n\n甲", ("", "", "甲")),
    ],
)
def test_only_line_feeds_cut_lines(tmp_path: Path, text: str, lines: tuple[str, ...]) -> None:
    page = read_page(write(tmp_path, "page.md", text))
    assert isinstance(page, Page)
    assert page.lines == lines


@pytest.mark.parametrize(
    ("name", "data", "reason", "word"),
    [
        ("empty.txt", b"", Reason.EMPTY, "0 bytes"),
        ("blank.txt", b" \n\n", Reason.EMPTY, "white space"),
        ("bom.txt", b"\xef\xbb\xbf", Reason.EMPTY, "white space"),
        ("a.txt", b"\x89PNG\r\n\x1a\n\x00\x00", Reason.FORMAT, "PNG"),
        ("b.txt", b"GIF89a\x01\x00", Reason.BINARY, "GIF"),
        ("c.md", b"PK\x03\x04\x14\x00", Reason.BROKEN, "archive"),
        ("d.txt", b"\x00\x01\x02\x03" * 50, Reason.BINARY, "control"),
        ("e.txt", TEXT.encode() * 3 + b"\xff\xff" + TEXT.encode(), Reason.ENCODING, "byte 300"),
        ("f.xyz", b"text", Reason.FORMAT, ".txt"),
        ("noextension", b"text", Reason.FORMAT, "without extension"),
    ],
)
def test_refusals_say_what_is_wrong(
    tmp_path: Path, name: str, data: bytes, reason: Reason, word: str
) -> None:
    refused = read_page(write(tmp_path, name, data))
    assert isinstance(refused, Rejected)
    assert refused.reason is reason
    assert word in refused.detail
    assert refused.item == (tmp_path / name).as_posix()


def test_missing_and_huge_files_are_refused(tmp_path: Path) -> None:
    missing = read_page(tmp_path / "no.txt")
    with (tmp_path / "huge.txt").open("wb") as file:
        file.truncate(MAX_BYTES + 1)
    huge = read_page(tmp_path / "huge.txt")
    assert isinstance(missing, Rejected)
    assert isinstance(huge, Rejected)
    assert (missing.reason, huge.reason) == (Reason.NOT_FOUND, Reason.TOO_LARGE)


def test_a_forbidden_file_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # The super-user may read anything, so the refusal of the system is put in by hand.
    def refuse(_: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    path = write(tmp_path, "page.txt")
    monkeypatch.setattr(Path, "read_bytes", refuse)
    refused = read_page(path)
    assert isinstance(refused, Rejected)
    assert refused.reason is Reason.UNREADABLE
    assert "Permission denied" in refused.detail


def test_folders_are_walked_in_order_without_hidden_files(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.md", "a/c.json", ".hidden.txt", ".git/x.txt", "c/.keep"):
        write(tmp_path, name)
    assert names(list(find_files([tmp_path]))) == ["c.json", "z.md", "b.txt"]


def test_each_file_comes_once(tmp_path: Path) -> None:
    page = write(tmp_path, "folder/page.txt")
    (tmp_path / "folder" / "link.txt").symlink_to(page)
    (tmp_path / "folder" / "loop").symlink_to(tmp_path / "folder")
    found = list(find_files([page, tmp_path / "folder", str(page)]))
    assert found == [page]


@pytest.mark.parametrize("pattern", ["*.txt", "**/*.txt", "folder/p?.txt", "folder/p[12].txt"])
def test_patterns_are_expanded(tmp_path: Path, pattern: str) -> None:
    folder = tmp_path if pattern == "*.txt" else tmp_path / "folder"
    for name in ("p2.txt", "p1.txt", "p1.md"):
        write(folder, name)
    assert names(list(find_files([str(tmp_path / pattern)]))) == ["p1.txt", "p2.txt"]


def test_a_file_may_have_the_signs_of_a_pattern_in_its_name(tmp_path: Path) -> None:
    path = write(tmp_path, "page[1].txt")
    assert list(find_files([path])) == [path]


def test_names_that_lead_nowhere_are_listed(tmp_path: Path) -> None:
    (tmp_path / "dangling.txt").symlink_to(tmp_path / "gone.txt")
    found = list(find_files([tmp_path / "no.txt", tmp_path / "*.md", tmp_path]))
    assert names(found) == ["not_found", "not_found", "dangling.txt"]
    dangling = read_page(tmp_path / "dangling.txt")
    assert isinstance(dangling, Rejected)


@given(st.text(st.characters(codec="gb2312", exclude_categories=["Cc"]), min_size=8))
def test_text_survives_every_encoding_with_a_mark(text: str) -> None:
    for encoding in ("utf-8-sig", "utf-16"):
        assert decode(text.encode(encoding)) == (encoding, text)


@given(st.binary(max_size=400))
def test_any_bytes_give_a_text_or_a_reason(data: bytes) -> None:
    outcome = decode(data)
    assert isinstance(outcome, DecodingFailure) or isinstance(outcome[1], str)
