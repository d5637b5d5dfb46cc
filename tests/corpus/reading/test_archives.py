"""Archives: what is in them is read in order, what is unsafe or damaged is refused by name."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import tarfile
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from anliku.corpus.reading.archives import budget
from anliku.corpus.reading.files import read_file
from anliku.corpus.types import Page, Reason, Rejected

PAGE = "稻香村办起晾晒合作社\n本报记者 甄真\n“谷子晒在一处，账目记在一本。”社员说。\n"


def make_zip(files: Mapping[str, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return stream.getvalue()


def make_tar(files: Mapping[str, str | bytes], **fields: object) -> bytes:
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w", **fields) as archive:  # type: ignore[call-overload]
        for name, text in files.items():
            data = text.encode() if isinstance(text, str) else text
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return stream.getvalue()


def read(folder: Path, name: str, data: bytes) -> list[Page | Rejected]:
    path = folder / name
    path.write_bytes(data)
    return list(read_file(path))


def pages(items: list[Page | Rejected]) -> list[str]:
    return [item.path.partition("!/")[2] for item in items if isinstance(item, Page)]


def refusals(items: list[Page | Rejected]) -> list[tuple[str, Reason]]:
    return [
        (item.item.partition("!/")[2], item.reason) for item in items if isinstance(item, Rejected)
    ]


FILES: Mapping[str, str | bytes] = {
    "b/02.txt": PAGE,
    "a/03.txt": PAGE + "三\n",
    "a/01.txt": PAGE.encode("gb18030"),
}


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("issue.zip", make_zip(FILES)),
        ("stored.zip", make_zip(FILES, zipfile.ZIP_STORED)),
        ("bzip2.zip", make_zip(FILES, zipfile.ZIP_BZIP2)),
        ("lzma.zip", make_zip(FILES, zipfile.ZIP_LZMA)),
        ("issue.tar", make_tar(FILES)),
        ("issue.tar.gz", gzip.compress(make_tar(FILES))),
        ("issue.tgz", gzip.compress(make_tar(FILES))),
        ("issue.tar.bz2", bz2.compress(make_tar(FILES))),
        ("issue.tar.xz", lzma.compress(make_tar(FILES))),
        ("wrong.txt", make_zip(FILES)),
        ("noextension", make_tar(FILES)),
    ],
)
def test_members_are_read_in_order_under_their_path(tmp_path: Path, name: str, data: bytes) -> None:
    items = read(tmp_path, name, data)
    assert pages(items) == ["a/01.txt", "a/03.txt", "b/02.txt"]
    assert refusals(items) == []
    first = items[0]
    assert isinstance(first, Page)
    assert (first.name, first.encoding) == ("01.txt", "gb18030")
    assert first.path == f"{(tmp_path / name).as_posix()}!/a/01.txt"


@pytest.mark.parametrize(
    ("ending", "pack"), [("gz", gzip.compress), ("bz2", bz2.compress), ("xz", lzma.compress)]
)
def test_one_packed_file_is_unpacked(
    tmp_path: Path, ending: str, pack: Callable[[bytes], bytes]
) -> None:
    assert pages(read(tmp_path, f"03.txt.{ending}", pack(PAGE.encode()))) == ["03.txt"]


def zip_with_raw_names(names: list[bytes]) -> bytes:
    """Write a zip as Chinese Windows does: names in bytes, without the flag for UTF-8."""
    marks = [f"{'x' * (len(name) - 2)}{at:02}" for at, name in enumerate(names)]
    data = make_zip({mark: PAGE + mark for mark in marks})
    for mark, name in zip(marks, names, strict=True):
        data = data.replace(mark.encode(), name)
    return data


@pytest.mark.parametrize("encoding", ["gbk", "utf-8"])
def test_names_without_a_declared_encoding_are_decoded(tmp_path: Path, encoding: str) -> None:
    names = ["第三版 要闻.txt", "版面\\第四版.txt", "plain.txt"]
    data = zip_with_raw_names([name.encode(encoding) for name in names])
    assert pages(read(tmp_path, "a.zip", data)) == [
        "plain.txt",
        "版面/第四版.txt",
        "第三版 要闻.txt",
    ]


def test_names_of_tar_archives_are_decoded(tmp_path: Path) -> None:
    data = make_tar({"第三版.txt": PAGE}, format=tarfile.GNU_FORMAT, encoding="gbk")
    assert pages(read(tmp_path, "a.tar", data)) == ["第三版.txt"]


def test_the_unicode_name_in_an_extra_field_goes_first(tmp_path: Path) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        info = zipfile.ZipInfo("3.txt")
        name = "三版.txt".encode()
        checksum = zlib.crc32(b"3.txt").to_bytes(4, "little")
        info.extra = b"\x75\x70" + (5 + len(name)).to_bytes(2, "little") + b"\x01" + checksum + name
        archive.writestr(info, PAGE)
    assert pages(read(tmp_path, "a.zip", stream.getvalue())) == ["三版.txt"]


def test_litter_is_left_out_as_in_folders(tmp_path: Path) -> None:
    litter = ("__MACOSX/._01.txt", ".DS_Store", "a/.hidden/x.txt", "Thumbs.db", "a/~$稿.docx")
    files: Mapping[str, str | bytes] = {**dict.fromkeys(litter, "x"), "a/01.txt": PAGE}
    items = read(tmp_path, "a.zip", make_zip(files))
    assert (pages(items), refusals(items)) == (["a/01.txt"], [])


@pytest.mark.parametrize(
    "name",
    ["../out.txt", "a/../../out.txt", "/etc/out.txt", "C:\\out.txt", "..\\out.txt", "\\\\s\\o.txt"],
)
@pytest.mark.parametrize("make", [make_zip, make_tar])
def test_a_path_that_climbs_out_is_refused_and_the_rest_read(
    tmp_path: Path, name: str, make: Callable[[Mapping[str, str | bytes]], bytes]
) -> None:
    items = read(tmp_path, "a.zip", make({"a.txt": PAGE, name: PAGE, "z.txt": PAGE}))
    assert pages(items) == ["a.txt", "z.txt"]
    assert [reason for _, reason in refusals(items)] == [Reason.UNSAFE]
    assert [entry.name for entry in tmp_path.iterdir()] == ["a.zip"]


def test_links_and_devices_are_refused(tmp_path: Path) -> None:
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w") as archive:
        for number, kind in enumerate(
            (tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.FIFOTYPE, tarfile.CHRTYPE)
        ):
            info = tarfile.TarInfo(f"{number}.txt")
            info.type, info.linkname = kind, "/etc/passwd"
            archive.addfile(info)
    linked = io.BytesIO()
    with zipfile.ZipFile(linked, "w") as archive:
        info = zipfile.ZipInfo("link.txt")
        info.external_attr = 0o120777 << 16
        archive.writestr(info, "/etc/passwd")
    tar = read(tmp_path, "a.tar", stream.getvalue())
    assert [reason for _, reason in refusals(tar)] == [Reason.UNSAFE] * 4
    assert refusals(read(tmp_path, "a.zip", linked.getvalue())) == [("link.txt", Reason.UNSAFE)]


def test_archives_in_archives_are_opened_once(tmp_path: Path) -> None:
    inner = make_zip({"01.txt": PAGE})
    middle = make_tar({"deep.zip": inner, "02.txt": PAGE})
    items = read(tmp_path, "a.zip", make_zip({"m.tar.gz": gzip.compress(middle), "i.zip": inner}))
    assert pages(items) == ["i.zip!/01.txt", "m.tar.gz!/02.txt"]
    assert refusals(items) == [("m.tar.gz!/deep.zip", Reason.FORMAT)]


def test_of_files_with_one_name_the_last_is_read(tmp_path: Path) -> None:
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w") as archive:
        for text in (PAGE, PAGE + "新\n"):
            info = tarfile.TarInfo("a.txt")
            info.size = len(text.encode())
            archive.addfile(info, io.BytesIO(text.encode()))
    items = read(tmp_path, "a.tar", stream.getvalue())
    assert [item.lines[-2] for item in items if isinstance(item, Page)] == ["新"]
    assert refusals(items) == [("a.txt", Reason.DUPLICATE)]


def lock(data: bytes, names: int) -> bytes:
    """Set the flag of encryption in local headers and in the table of contents."""
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = -1
        for _ in range(names):
            start = data.index(mark, start + 1)
            data = data[: start + at] + b"\x01" + data[start + at + 1 :]
    return data


def test_encrypted_archives_and_files_are_refused(tmp_path: Path) -> None:
    data = make_zip({"a.txt": PAGE, "b.txt": PAGE})
    whole = read(tmp_path, "a.zip", lock(data, 2))
    assert refusals(whole) == [("", Reason.ENCRYPTED)]
    assert isinstance(whole[0], Rejected)
    assert "password" in whole[0].detail
    part = read(tmp_path, "b.zip", lock(data, 1))
    assert (pages(part), refusals(part)) == (["b.txt"], [("a.txt", Reason.ENCRYPTED)])


@pytest.mark.parametrize("follows", [False, True])
def test_what_is_left_of_a_truncated_zip_is_read(tmp_path: Path, *, follows: bool) -> None:
    text = "".join(f"{number}、村里记下第{number}件事。\n" for number in range(400))
    files: Mapping[str, str | bytes] = {f"{name}.txt": text + name for name in "cba"}
    data = make_zip(files)
    if follows:  # as programs write that do not know the size in advance
        stream = io.BytesIO()
        with zipfile.ZipFile(Pipe(stream), "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in files.items():
                archive.writestr(name, content)
        data = stream.getvalue()
    items = read(tmp_path, "a.zip", data[: data.index(b"a.txt") + 200])
    assert pages(items) == ["b.txt", "c.txt"]
    assert refusals(items) == [("a.txt", Reason.BROKEN), ("", Reason.BROKEN)]
    assert isinstance(items[-1], Rejected)
    assert "2 files" in items[-1].detail


class Pipe(io.RawIOBase):
    """A stream that can only be written to, so that zipfile puts the sizes behind the files."""

    def __init__(self, stream: io.BytesIO) -> None:
        super().__init__()
        self._stream = stream

    def writable(self) -> bool:
        return True

    def write(self, data: bytes, /) -> int:  # type: ignore[override]
        return self._stream.write(data)


@pytest.mark.parametrize("packed", [False, True])
def test_what_is_left_of_a_truncated_tar_is_read(tmp_path: Path, *, packed: bool) -> None:
    data = make_tar({"a.txt": PAGE * 20, "b.txt": "".join(map(chr, range(0x4E00, 0x6E00)))})
    data = gzip.compress(data)[:-9000] if packed else data[:9000]
    items = read(tmp_path, "a.tar.gz" if packed else "a.tar", data)
    assert pages(items) == ["a.txt"]
    assert refusals(items)[-1] == ("", Reason.BROKEN)


def test_a_damaged_file_is_refused_and_the_rest_read(tmp_path: Path) -> None:
    data = make_zip({"a.txt": PAGE, "b.txt": PAGE}, zipfile.ZIP_STORED)
    at = data.index(PAGE.encode())
    items = read(tmp_path, "a.zip", data[:at] + b"!!!" + data[at + 3 :])
    assert (pages(items), refusals(items)) == (["b.txt"], [("a.txt", Reason.BROKEN)])


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("a.zip", b"no archive at all", Reason.BROKEN),
        ("a.tar", b"no archive at all", Reason.BROKEN),
        ("a.tar.gz", b"no archive at all", Reason.BROKEN),
        ("a.zip", make_zip({}), Reason.EMPTY),
        ("a.tar", make_tar({}), Reason.EMPTY),
        ("a.zip", make_zip({".DS_Store": b"x"}), Reason.EMPTY),
        ("a.txt.gz", gzip.compress(PAGE.encode())[:-12], Reason.BROKEN),
        ("a.zip", b"7z\xbc\xaf\x27\x1c\x00\x04", Reason.BINARY),
        ("a.7z", b"7z\xbc\xaf\x27\x1c\x00\x04", Reason.FORMAT),
        ("a.rar", b"Rar!\x1a\x07\x00", Reason.FORMAT),
        ("a.zip", b"<!DOCTYPE html><html><title>404</title></html>", Reason.BROKEN),
    ],
)
def test_what_is_no_archive_is_refused(
    tmp_path: Path, name: str, data: bytes, reason: Reason
) -> None:
    assert [found for _, found in refusals(read(tmp_path, name, data))] == [reason]


def test_a_bomb_is_stopped_while_it_unpacks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(budget, "FREE_BYTES", 2_000_000)
    bomb = make_zip({"a.txt": PAGE, "bomb.txt": bytes(9_000_000), "c.txt": PAGE})
    # The declared size says ten bytes.
    lie = bomb.replace((9_000_000).to_bytes(4, "little"), (10).to_bytes(4, "little"))
    for name, data in (("a.zip", bomb), ("b.tgz", gzip.compress(bytes(9_000_000)))):
        items = read(tmp_path, name, data)
        assert refusals(items) == [("", Reason.TOO_LARGE)]
        assert isinstance(items[-1], Rejected)
        assert "bomb" in items[-1].detail
    assert pages(read(tmp_path, "c.zip", lie)) == ["a.txt", "c.txt"]


def test_too_many_and_too_large_files_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(budget, "MAX_MEMBER", 1000)
    items = read(tmp_path, "a.zip", make_zip({"a.txt": PAGE, "b.txt": PAGE * 20}))
    assert (pages(items), refusals(items)) == (["a.txt"], [("b.txt", Reason.TOO_LARGE)])
    monkeypatch.setattr(budget, "MAX_MEMBERS", 3)
    many = {f"{number}.txt": PAGE for number in range(5)}
    assert refusals(read(tmp_path, "b.zip", make_zip(many))) == [("", Reason.TOO_LARGE)]


def test_large_files_go_through_a_folder_that_is_removed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(budget, "MEMORY_BYTES", 100)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "spool"))
    (tmp_path / "spool").mkdir()
    path = tmp_path / "a.zip"
    path.write_bytes(make_zip({"a.txt": PAGE, "b.txt": PAGE + "乙"}))
    reading = read_file(path)
    first = next(reading)
    assert isinstance(first, Page)
    assert first.lines[0] == "稻香村办起晾晒合作社"
    reading.close()  # type: ignore[attr-defined]
    assert len(pages(list(read_file(path)))) == 2
    assert list((tmp_path / "spool").iterdir()) == []


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_no_damage_to_an_archive_raises(data: st.DataObject) -> None:
    good = data.draw(st.sampled_from([make_zip(FILES), make_tar(FILES), SMALL_TGZ]))
    broken = bytearray(good)
    for _ in range(data.draw(st.integers(1, 6))):
        broken[data.draw(st.integers(0, len(broken) - 1))] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(0, len(broken)))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / data.draw(st.sampled_from(["a.zip", "a.tar", "a.tgz", "a.txt"]))
        path.write_bytes(bytes(broken[:cut]))
        for item in read_file(path):
            assert isinstance(item, Page | Rejected)


SMALL_TGZ = gzip.compress(make_tar(FILES), mtime=0)
