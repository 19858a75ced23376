"""Programs are read with named errors and written back in their own style."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from graphviewer.disk.problem import CannotRead, CannotWrite, IsAFolder, MissingFile, TooLarge
from graphviewer.files.programs import NotText, NotUtf8, read_program, write_program


def test_a_program_is_read_with_plain_line_ends(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_bytes(b"\xef\xbb\xbfa = 1\r\nb = '\xea\xb0\x80'\r\n")
    assert read_program(tmp_path / "a.py") == "a = 1\nb = '가'\n"


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_text_that_is_not_utf8_is_placed(mark: bytes, tmp_path: Path) -> None:
    (tmp_path / "a.py").write_bytes(mark + "a = 1\n# 가".encode() + b"\xb0\xa1\n")
    with pytest.raises(NotUtf8, match="byte 0xb0 in line 2, column 4") as caught:
        read_program(tmp_path / "a.py")
    assert caught.value.offset == 11 + len(mark)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(MissingFile, match=r"There is no file .*none\.py"):
        read_program(tmp_path / "none.py")


def test_a_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(IsAFolder, match="is a folder"):
        read_program(tmp_path)


def test_a_file_over_two_megabytes_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_bytes(b"#" * (2 * 1024**2 + 1))
    with pytest.raises(TooLarge, match=r"2,097,153 bytes; files of more than 2,097,152"):
        read_program(tmp_path / "a.py")


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="needs /dev/zero")
def test_an_endless_device_is_not_read() -> None:
    with pytest.raises(TooLarge):
        read_program("/dev/zero")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.py"
    os.mkfifo(pipe)
    with pytest.raises(CannotRead, match="pipe"):
        read_program(pipe)


def test_a_nul_byte_is_no_program(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_bytes(b"a = 1\n\0")
    with pytest.raises(NotText, match="line 2"):
        read_program(tmp_path / "a.py")


def test_a_name_with_a_nul_is_unreadable() -> None:
    with pytest.raises(CannotRead):
        read_program("a\0.py")


@pytest.mark.skipif(
    sys.platform == "win32" or not hasattr(os, "geteuid") or os.geteuid() == 0,
    reason="the superuser may read everything",
)
def test_a_forbidden_file_is_unreadable(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text("a")
    (tmp_path / "a.py").chmod(0)
    with pytest.raises(CannotRead):
        read_program(tmp_path / "a.py")


@pytest.mark.parametrize(
    "before", [b"a\n", b"a\r\nb\r\n", b"a\r", b"\xef\xbb\xbfa\r\n", b"", b"a\r\nb\nc\nd\n"]
)
def test_writing_keeps_the_style(before: bytes, tmp_path: Path) -> None:
    path = tmp_path / "a.py"
    path.write_bytes(before)
    write_program(path, "x\ny\n")
    end = b"\r\n" if before.count(b"\r\n") * 2 > before.count(b"\n") else b"\n"
    end = b"\r" if before == b"a\r" else end
    mark = b"\xef\xbb\xbf" if before[:1] == b"\xef" else b""
    assert path.read_bytes() == mark + b"x" + end + b"y" + end


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX permissions and links")
def test_writing_keeps_permissions_and_follows_links(tmp_path: Path) -> None:
    path, link = tmp_path / "a.py", tmp_path / "link.py"
    path.write_text("old")
    path.chmod(0o750)
    link.symlink_to(path)
    write_program(link, "new")
    assert link.is_symlink()
    assert path.read_text() == "new"
    assert path.stat().st_mode & 0o777 == 0o750


def test_writing_into_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(CannotWrite, match="No such file or directory"):
        write_program(tmp_path / "no" / "a.py", "x")
    with pytest.raises(IsAFolder):
        write_program(tmp_path, "x")
