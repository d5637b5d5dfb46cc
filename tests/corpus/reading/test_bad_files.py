"""Bad input in every form: a clear refusal each, nothing raised, nothing hung, the rest read."""

from __future__ import annotations

import os
import random
import socket
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from goodfiles import GOOD, TEXT, bmp, docx, html, pdf, png, xlsx, zipped

from anliku.corpus.reading import ocr
from anliku.corpus.reading import pdf as pdf_files
from anliku.corpus.reading.files import MAX_LINE, READERS, read_file, read_files, read_source
from anliku.corpus.reading.finding import find_files
from anliku.corpus.reading.options import DEFAULT_OPTIONS, ReadingOptions
from anliku.corpus.reading.source import Source, printable
from anliku.corpus.types import Page, Reason, Rejected

ON_POSIX = pytest.mark.skipif(sys.platform == "win32", reason="files of POSIX systems")


def read_bytes(name: str, data: bytes, *, ocr: bool = False) -> list[Page | Rejected]:
    source = Source(name, f"/pages/{name}", None, data)
    return list(read_source(source, ReadingOptions(ocr=ocr)))


def refused(items: list[Page | Rejected]) -> Rejected:
    (item,) = items
    assert isinstance(item, Rejected)
    assert item.detail
    return item


# Whatever the bytes, a reader yields pages and refusals.


@pytest.fixture(autouse=True)
def no_recognition(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let pictures be made but not recognised: that takes seconds and needs an extra."""

    def pages_of(sheet: ocr.Sheet, _: ReadingOptions) -> Iterator[Rejected]:
        yield Rejected(sheet.place.path, Reason.EMPTY, "not recognised")

    for module in (ocr, pdf_files):
        monkeypatch.setattr(module, "pages_of", pages_of)


def check(suffix: str, data: bytes) -> None:
    source = Source(f"a{suffix}", f"/pages/a{suffix}", None, data)
    for item in READERS[suffix](source, ReadingOptions(ocr=True)):
        if isinstance(item, Page):
            assert "\n".join(item.lines).encode("utf-8", "surrogatepass")
            assert item.path.startswith("/pages/a")
        else:
            assert item.detail.encode()


@pytest.mark.parametrize("suffix", sorted(READERS))
def test_random_bytes_never_raise(suffix: str) -> None:
    chance = random.Random(suffix)  # noqa: S311 - a test repeats itself
    head = GOOD[suffix]()[:8] if suffix in GOOD else b""
    for number in range(10_000):
        noise = chance.randbytes(chance.randrange(1, 120))
        check(suffix, noise if number % 2 else head + noise)


@pytest.mark.parametrize("suffix", sorted(set(READERS) & set(GOOD)))
def test_damaged_files_never_raise(suffix: str) -> None:
    chance = random.Random(suffix)  # noqa: S311 - a test repeats itself
    good = GOOD[suffix]()
    for number in range(200):
        data = bytearray(good)
        if number % 2:
            del data[chance.randrange(len(data)) :]
        for _ in range(chance.randrange(6) if data else 0):
            data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
        check(suffix, bytes(data))


@pytest.mark.parametrize("suffix", sorted(set(READERS) & set(GOOD) - set(ocr.PICTURES)))
def test_good_files_are_read(suffix: str) -> None:
    items = read_bytes(f"a{suffix}", GOOD[suffix]())
    assert items
    assert all(isinstance(item, Page) for item in items)


@pytest.mark.parametrize("suffix", sorted(READERS))
def test_empty_and_huge_files_are_refused(suffix: str, tmp_path: Path) -> None:
    assert refused(read_bytes(f"a{suffix}", b"")).reason is Reason.EMPTY
    huge = tmp_path / f"huge{suffix}"
    with huge.open("wb") as file:
        file.truncate(3 << 30)
    assert isinstance(refused(list(read_file(huge))), Rejected)


def test_a_line_without_end_is_refused() -> None:
    item = refused(read_bytes("a.txt", (TEXT + "村" * (MAX_LINE + 1)).encode()))
    assert item.reason is Reason.TOO_LARGE
    assert "line 4 has" in item.detail


@pytest.mark.parametrize("suffix", [".csv", ".tsv", ".jsonl"])
@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_a_table_without_line_ends_is_not_called_binary(suffix: str, encoding: str) -> None:
    for start in ("", "a", "ab"):
        data = (start + "村里办事" * 200_000).encode(encoding)
        item = refused(read_bytes(f"a{suffix}", data))
        assert item.reason not in (Reason.ENCODING, Reason.BINARY)
        assert len(item.detail) < 700


def test_a_year_in_one_file_is_refused() -> None:
    item = refused(read_bytes("a.txt", ("村里办事。" * 40 + "\n").encode() * 6000))
    assert item.reason is Reason.TOO_LARGE
    assert "one file a page" in item.detail


# Content goes before the extension.


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.txt", pdf()),
        ("a.docx", pdf()),
        ("a.txt", docx()),
        ("a.zip", docx()),
        ("a.docx", xlsx()),
        ("a.txt", html()),
        ("a.md", b"\xef\xbb\xbf\n <!-- saved -->\n" + html()),
        ("noextension", xlsx()),
    ],
)
def test_a_file_is_read_as_what_it_is(name: str, data: bytes) -> None:
    items = read_bytes(name, data)
    assert items
    assert all(isinstance(item, Page) for item in items)


def test_a_table_at_the_top_of_markdown_makes_no_web_page() -> None:
    table = "<html><body><table><tr><td>谷子</td></tr></table></body></html>\n\n"
    (page,) = read_bytes("a.md", (table + TEXT).encode())
    assert isinstance(page, Page)
    assert page.lines[2:] == (*TEXT.splitlines(), "")


@pytest.mark.parametrize(
    ("name", "data", "reason", "word"),
    [
        ("a.pdf", html(), Reason.BROKEN, "login page"),
        ("a.xlsx", html(), Reason.BROKEN, "login page"),
        ("a.txt", png(), Reason.FORMAT, "--ocr"),
        ("a.png", png(), Reason.FORMAT, "--ocr"),
        ("a.txt", b"{\\rtf1 x}", Reason.BINARY, "save it as .docx"),
        ("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), Reason.BINARY, "old Office"),
        (
            "a.docx",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            Reason.ENCRYPTED,
            "password",
        ),
        ("a.txt", b"MZ\x90\x00" + bytes(60), Reason.BINARY, "a program"),
        ("a.txt", zipped({"ppt/presentation.xml": "x"}), Reason.BINARY, "PowerPoint"),
        ("a.doc", b"x", Reason.FORMAT, "save it as .docx"),
        ("a.caj", b"x", Reason.FORMAT, "CAJViewer"),
        ("a.qqq", b"x", Reason.FORMAT, "readable are"),
        ("noextension", b"text", Reason.FORMAT, "without extension"),
    ],
)
def test_what_cannot_be_read_is_named_with_advice(
    name: str, data: bytes, reason: Reason, word: str
) -> None:
    item = refused(read_bytes(name, data))
    assert (item.reason, item.item) == (reason, f"/pages/{name}")
    assert word in item.detail


def test_pictures_are_decoded_before_they_are_recognised() -> None:
    pytest.importorskip("PIL")
    for name, data in (("a.png", png()), ("a.bmp", bmp())):
        assert refused(read_bytes(name, data, ocr=True)).detail == "not recognised"
    bomb = png(60_000, 1).replace(b"\x00\x00\x00\x01\x08", b"\x00\x01\x00\x00\x08")
    assert refused(read_bytes("b.png", bomb, ocr=True)).reason in (Reason.TOO_LARGE, Reason.BROKEN)


# Places where no file is.


@ON_POSIX
def test_pipes_sockets_devices_and_links_do_not_hang(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "null.txt").symlink_to("/dev/null")
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nothing.txt")
    (tmp_path / "loop.txt").symlink_to(tmp_path / "loop.txt")
    (tmp_path / "sound.txt").write_text(TEXT, "utf-8")
    server = socket.socket(socket.AF_UNIX)
    server.bind(str(tmp_path / "socket.txt"))
    items = list(read_files(find_files([tmp_path])))
    server.close()
    assert [item.name for item in items if isinstance(item, Page)] == ["sound.txt"]
    assert {Path(i.item).name: i.reason for i in items if isinstance(i, Rejected)} == {
        "gone.txt": Reason.NOT_FOUND,
        "loop.txt": Reason.NOT_FOUND,
        "null.txt": Reason.UNREADABLE,
        "pipe.txt": Reason.UNREADABLE,
        "socket.txt": Reason.UNREADABLE,
    }


@pytest.mark.parametrize("name", ["x" * 300 + ".txt", "a/" * 3000 + "b.txt", "a\x00b.txt"])
def test_impossible_names_are_refused(tmp_path: Path, name: str) -> None:
    assert refused(list(read_file(f"{tmp_path}/{name}"))).reason is Reason.NOT_FOUND
    found = list(find_files([f"{tmp_path}/{name}", "~nobody-of-that-name/x.txt"]))
    assert [item.reason for item in found if isinstance(item, Rejected)] == [Reason.NOT_FOUND] * 2


def test_a_folder_given_as_a_file_is_refused(tmp_path: Path) -> None:
    assert "folder" in refused(list(read_file(tmp_path))).detail


@ON_POSIX
def test_names_of_any_bytes_can_be_printed_and_stored(tmp_path: Path) -> None:
    folder = os.fsencode(tmp_path)
    for raw in ("第三版.txt".encode("gbk"), b"\xff\xfe.txt", b"two\nlines\x1b[2J.txt"):
        Path(os.fsdecode(folder + b"/" + raw)).write_text(TEXT, "utf-8")
    names = [item.name for item in read_files(find_files([tmp_path])) if isinstance(item, Page)]
    assert sorted(names) == ["\\udcff\\udcfe.txt", "two\\nlines\\x1b[2J.txt", "第三版.txt"]
    assert all(name.isprintable() for name in names)


@pytest.mark.parametrize(
    ("name", "shown"), [("三版.txt", "三版.txt"), ("a\u202etxt.b", "a\\u202etxt.b"), ("\t", "\\t")]
)
def test_names_are_shown_without_control_characters(name: str, shown: str) -> None:
    assert printable(name) == shown


def test_deep_folders_are_walked(tmp_path: Path) -> None:
    deep = tmp_path.joinpath(*"d" * 600)
    deep.mkdir(parents=True)
    (deep / "page.txt").write_text(TEXT, "utf-8")
    assert [item.name for item in find_files([tmp_path]) if isinstance(item, Path)] == ["page.txt"]


def test_a_forbidden_folder_is_refused_and_the_rest_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The super-user may list anything, so the refusal of the system is put in by hand.
    (tmp_path / "a.txt").write_text(TEXT, "utf-8")
    (tmp_path / "secret").mkdir()
    (tmp_path / "z.txt").write_text(TEXT, "utf-8")
    listing = Path.iterdir

    def forbid(path: Path) -> Iterator[Path]:
        if path.name == "secret":
            raise PermissionError(13, "Permission denied")
        return listing(path)

    monkeypatch.setattr(Path, "iterdir", forbid)
    found = list(find_files([tmp_path]))
    assert [getattr(item, "name", "") for item in found] == ["a.txt", "", "z.txt"]
    assert isinstance(found[1], Rejected)
    assert found[1].reason is Reason.UNREADABLE


def test_a_file_that_changes_or_vanishes_is_noticed(tmp_path: Path) -> None:
    path = tmp_path / "page.txt"
    path.write_text(TEXT, "utf-8")
    reading = read_file(path)
    assert isinstance(next(reading), Page)
    path.write_text(TEXT + TEXT, "utf-8")
    changed = next(reading)
    assert isinstance(changed, Rejected)
    assert "changed" in changed.detail
    gone = read_files(iter([tmp_path / "gone.txt", path]))
    assert [type(item) for item in gone] == [Rejected, Page]


def test_a_file_that_fails_while_it_is_read_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "page.txt"
    path.write_text(TEXT, "utf-8")

    def fail(_: Path) -> bytes:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(Path, "read_bytes", fail)
    item = refused(list(read_file(path, DEFAULT_OPTIONS)))
    assert item.reason is Reason.UNREADABLE
    assert "Input/output error" in item.detail
