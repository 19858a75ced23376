"""The command line: what it prints, its exit status, and what it says of bad input."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from graphviewer.cli import main
from graphviewer.files import tape_file
from graphviewer.files.lessons import lesson, lessons

PRODUCT = str(lesson("1.1").path)


def failing(folder: Path) -> str:
    path = folder / "wrong.py"
    path.write_text("import torch\na = torch.ones(2)\nb = torch.ones(3)\na @ b\n", encoding="utf-8")
    return str(path)


@pytest.fixture
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "C.UTF-8")


# --- lessons


@pytest.mark.usefixtures("english")
def test_lessons_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["lessons"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == len(lessons())
    assert lines[0].split() == ["1.1", "A", "product"]


def test_a_lesson_is_printed_in_korean(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["lessons", "1.2", "--language", "ko"]) == 0
    printed = capsys.readouterr().out
    assert lesson("1.2").source() in printed
    assert lesson("1.2").note["ko"] in printed


def test_the_terminals_language_is_the_default(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("LC_ALL", "ko_KR.UTF-8")
    assert main(["lessons", "1.1"]) == 0
    assert lesson("1.1").title["ko"] in capsys.readouterr().out


def test_lessons_are_copied(tmp_path: Path) -> None:
    assert main(["lessons", "--copy", str(tmp_path / "mine")]) == 0
    assert len(list((tmp_path / "mine").glob("*.py"))) == len(lessons())


def test_an_edited_copy_is_not_overwritten(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    mine = tmp_path / "1_01_product.py"
    mine.write_text("print('mine')\n", encoding="utf-8")
    assert main(["lessons", "1.1", "--copy", str(tmp_path)]) == 2
    assert mine.read_text(encoding="utf-8") == "print('mine')\n"
    assert "another file of that name" in capsys.readouterr().err


# --- record and show


def test_a_tape_shows_what_its_program_does(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    tape = str(tmp_path / "out.tape")
    assert main(["record", PRODUCT, "-o", tape]) == 0
    assert capsys.readouterr().out == "tensor(4.) tensor(3.)\n"
    assert main(["show", PRODUCT]) == 0
    shown = capsys.readouterr().out
    assert main(["show", tape]) == 0
    assert capsys.readouterr().out == shown
    assert "a.grad = 4\nb.grad = 3\n" in shown
    assert [line.split()[0] for line in shown.splitlines()[-7:]] == list("0123456")


def test_json_is_one_object(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["show", PRODUCT, "--json"]) == 0
    shown: dict[str, Any] = json.loads(capsys.readouterr().out)
    assert {"format", "torch", "device", "tensors", "nodes", "steps", "output", "error"} <= set(
        shown
    )
    assert shown["error"] is None
    assert shown["output"] == "tensor(4.) tensor(3.)\n"


@pytest.mark.parametrize(("language", "word"), [("en", "backward"), ("ko", "역전파")])
def test_a_step_is_explained(language: str, word: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["show", PRODUCT, "--json"]) == 0
    steps = json.loads(capsys.readouterr().out)["steps"]
    (at,) = (step["index"] for step in steps if step["kind"] == "backward")
    assert main(["show", PRODUCT, "--step", str(at), "--language", language]) == 0
    printed = capsys.readouterr().out
    assert "MulBackward0" in printed
    assert word in printed


@pytest.mark.parametrize("command", [["show"], ["show", "--json"]])
def test_a_failing_program_is_shown_with_its_line(
    command: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = failing(tmp_path)
    assert main([*command, file]) == 1
    said = capsys.readouterr().err
    assert said.startswith("graphviewer: RuntimeError: ")
    assert said.endswith(f"{file}:4\n")


def test_a_failing_programs_tape_is_kept(tmp_path: Path) -> None:
    tape = tmp_path / "out.tape"
    assert main(["record", failing(tmp_path), "-o", str(tape)]) == 1
    assert main(["show", str(tape)]) == 1


def test_what_is_printed_at_once_and_at_last_is_echoed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "slow.py"
    file.write_text(
        "import time\nfor i in range(4):\n    print(i)\n    time.sleep(0.05)\n", encoding="utf-8"
    )
    assert main(["record", str(file), "-o", str(tmp_path / "slow.tape")]) == 0
    assert capsys.readouterr().out == "0\n1\n2\n3\n"


def test_a_program_is_never_overwritten_by_its_tape(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "mine.py"
    file.write_text("print('mine')\n", encoding="utf-8")
    assert main(["record", str(file), "-o", str(tmp_path / "." / "mine.py")]) == 2
    assert file.read_text(encoding="utf-8") == "print('mine')\n"
    assert "the program itself" in capsys.readouterr().err


@pytest.mark.parametrize("command", ["show", "record"])
def test_what_a_terminal_cannot_say_is_spelled_out(command: str, tmp_path: Path) -> None:
    file = tmp_path / "odd.py"
    file.write_text("print('\\ud800 \\uae30')\n", encoding="utf-8")
    output = ["-o", str(tmp_path / "odd.tape")] if command == "record" else []
    ended = subprocess.run(
        [sys.executable, "-m", "graphviewer", command, str(file), *output],
        env={**os.environ, "PYTHONIOENCODING": "ascii"},
        capture_output=True,
        check=False,
    )
    assert ended.returncode == 0
    assert b"\\ud800 \\uae30" in ended.stdout
    assert ended.stderr == b""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is full")
def test_a_full_disk_is_told_of() -> None:
    with Path("/dev/full").open("wb") as full:
        ended = subprocess.run(
            [sys.executable, "-m", "graphviewer", "lessons"],
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert ended.returncode == 2
    assert ended.stderr == b"graphviewer: the output cannot be written: No space left on device\n"


def test_an_empty_program_has_no_steps(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "empty.py"
    file.touch()
    assert main(["show", str(file)]) == 0
    assert capsys.readouterr().out.splitlines()[0].endswith(": no steps")


# --- render


@pytest.fixture(scope="module")
def product_tape(tmp_path_factory: pytest.TempPathFactory) -> str:
    tape = tmp_path_factory.mktemp("tape") / "product.tape"
    assert main(["record", PRODUCT, "-o", str(tape)]) == 0
    return str(tape)


@pytest.mark.parametrize(
    ("suffix", "begins"), [(".png", b"\x89PNG"), (".svg", b"<?xml"), (".pdf", b"%PDF")]
)
def test_a_graph_is_drawn(suffix: str, begins: bytes, tmp_path: Path, product_tape: str) -> None:
    picture = tmp_path / f"picture{suffix}"
    command = ["render", product_tape, "--view", "grad_fn", "--step", "2", "-o", str(picture)]
    done = subprocess.run(
        [sys.executable, "-m", "graphviewer", *command], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert picture.read_bytes().startswith(begins)


@pytest.mark.parametrize("suffix", [".png", ".svg", ".pdf"])
def test_a_picture_that_cannot_be_written_is_told_in_a_line(
    suffix: str, tmp_path: Path, product_tape: str
) -> None:
    picture = tmp_path / "nowhere" / f"picture{suffix}"
    command = ["render", product_tape, "-o", str(picture)]
    done = subprocess.run(
        [sys.executable, "-m", "graphviewer", *command], capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert done.stderr.startswith(f"graphviewer: {picture} cannot be written: ")
    assert done.stderr.count("\n") == 1


# --- wrong use and bad files


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["show", "nowhere.py"], "nowhere.py"),
        (["show", "nowhere.tape"], "nowhere.tape"),
        (["nowhere.py"], "nowhere.py"),
        (["show", "."], "folder"),
        (["record", PRODUCT, "-o", "/nowhere/out.tape"], "/nowhere/out.tape"),
        (["render", PRODUCT, "-o", "picture.bmp"], "picture.bmp"),
        (["show", PRODUCT, "--step", "99"], "no step 99"),
        (["show", PRODUCT, "--device", "toaster"], "no device 'toaster': it is cpu, cuda, cuda:N"),
        (["record", PRODUCT, "-o", "x.tape", "--device", "meta"], "no device 'meta': it is cpu"),
        (["show", PRODUCT, "--device", "cuda:99"], "device cuda:99 is not available: "),
        (["lessons", "9.9"], "no lesson 9.9"),
    ],
)
def test_wrong_use_is_named_and_ends_with_2(
    words: list[str],
    said: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(words) == 2
    error = capsys.readouterr().err
    assert error.startswith("graphviewer: ")
    assert said in error
    assert "Traceback" not in error
    assert error.count("\n") == 1


@pytest.mark.parametrize("words", [["record"], ["show"], ["render", "x.py"], ["--nonsense"]])
def test_words_that_make_no_sense_end_with_2(words: list[str]) -> None:
    with pytest.raises(SystemExit, match="2"):
        main(words)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("latin.py", b"print('\xe9')\n"),
        ("cut.tape", b"\x89TAPE\r\n\x1a\x01"),
        ("no.tape", b"hello"),
    ],
)
def test_a_bad_file_is_named(
    name: str, content: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / name).write_bytes(content)
    assert main(["show", str(tmp_path / name)]) == 2
    assert name in capsys.readouterr().err


def test_a_syntax_error_is_the_programs_failure(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "typo.py"
    file.write_text("a = 1\nb = = 2\n", encoding="utf-8")
    assert main(["show", str(file)]) == 1
    said = capsys.readouterr().err
    assert "SyntaxError" in said
    assert said.endswith("typo.py:2\n")


# --- the process


@pytest.mark.parametrize(
    ("last", "said"),
    [
        ("__import__('os')._exit(3)", "exit code 3"),
        pytest.param(
            "__import__('ctypes').string_at(0)",
            "SIGSEGV",
            marks=pytest.mark.skipif(sys.platform == "win32", reason="a POSIX signal"),
        ),
    ],
)
def test_a_program_that_takes_its_process_down_is_shown_with_its_line(
    last: str, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file, tape = tmp_path / "down.py", tmp_path / "down.tape"
    file.write_text(f"print('hi')\n{last}\n", encoding="utf-8")
    assert main(["show", str(file), "--json"]) == 1
    captured = capsys.readouterr()
    shown = json.loads(captured.out)
    assert shown["end"] == "died"
    assert shown["error"]["line"] == 2
    assert said in captured.err
    assert captured.err.endswith("down.py:2\n")
    assert main(["record", str(file), "-o", str(tape)]) == 1
    assert capsys.readouterr().out == "hi\n"
    assert main(["show", str(tape)]) == 1


def test_a_program_runs_in_its_folder_without_a_keyboard(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "data.txt").write_text("read", encoding="utf-8")
    (tmp_path / "beside.py").write_text("word = 'found'", encoding="utf-8")
    file = tmp_path / "main.py"
    file.write_text(
        "import beside\nprint(beside.word, open('data.txt').read())\ninput()\n", encoding="utf-8"
    )
    assert main(["record", str(file), "-o", str(tmp_path / "out.tape")]) == 1
    captured = capsys.readouterr()
    assert captured.out == "found read\n"
    assert "EOFError" in captured.err


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX signals")
def test_ctrl_c_stops_the_program_and_keeps_its_tape(tmp_path: Path) -> None:
    file, tape = tmp_path / "long.py", tmp_path / "long.tape"
    file.write_text(
        "import time\nprint('in', flush=True)\nwhile True:\n    time.sleep(0.05)\n",
        encoding="utf-8",
    )
    command = [sys.executable, "-m", "graphviewer", "record", str(file), "-o", str(tape)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert process.stdout.readline() == b"in\n"
        process.send_signal(signal.SIGINT)
        assert process.wait(20) == 130
        assert process.stderr.read() == b""
    kept = tape_file.read(tape)
    assert kept.output == "in\n"
    assert kept.end is not None
    assert kept.end.reason == "stopped"


@pytest.mark.parametrize("words", [["show", PRODUCT, "--json"], ["lessons"], ["doctor"]])
def test_no_qt_is_imported(words: list[str]) -> None:
    code = (
        "import sys\nfrom graphviewer.cli import main\n"
        f"main({words!r})\nassert not {{'PySide6', 'shiboken6'}} & set(sys.modules)\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)


def test_a_reader_that_stops_early_is_no_error() -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "graphviewer", "lessons"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=os.environ | {"PYTHONUNBUFFERED": "1"},
    ) as process:
        assert process.stdout is not None
        process.stdout.close()
        assert process.stderr is not None
        assert process.stderr.read() == b""
        assert process.wait() == 0
