"""Programs run in children that may do anything, and the engine says how it ended."""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from graphviewer.engine.child import COMMAND
from graphviewer.engine.client import Bounds, Broke, Engine, EngineEvent, Grew, Job, Ready
from tests.engine.desk import HEAVY, LIGHT, Desk, gone

Desks = Callable[..., Desk]
posix = pytest.mark.skipif(sys.platform == "win32", reason="POSIX signals")


def test_a_spare_tells_torch_and_its_devices(desks: Desks) -> None:
    desk = desks(command=HEAVY)
    desk.engine.start_spare()
    desk.ready()
    ready = desk.of(Ready)[0]
    assert ready.torch[0].isdigit()
    assert ready.devices[0].name == "cpu"
    assert ready.devices[0].available
    assert all(device.available or device.reason for device in ready.devices)
    assert {device.name.partition(":")[0] for device in ready.devices} == {"cpu", "cuda", "mps"}


def test_a_program_begins_and_ends_and_its_tape_is_whole(desk: Desk) -> None:
    tape = desk.run("print('a')\nprint('b')", filename="two.py", seed=7)
    assert tape.output == "a\nb\n"
    assert tape.end is not None
    assert tape.end.reason == "finished"
    assert (tape.meta.filename, tape.meta.seed) == ("two.py", 7)
    assert tape.meta.torch
    assert tape.meta.created.endswith("+00:00")


def test_the_spare_is_warm_again_after_a_run(desk: Desk) -> None:
    assert desk.run("print(1)").output == "1\n"
    desk.ready(2)
    assert len(desk.pids()) == 1
    assert desk.run("print(2)").output == "2\n"


def test_an_endless_loop_is_stopped_at_its_line(desk: Desk) -> None:
    number = desk.begin("print('in')\ni = 0\nwhile True:\n    i += 1")
    desk.printed(number, "in")
    time.sleep(0.3)  # time for the line to be told
    desk.engine.stop()
    tape = desk.end(number)
    assert tape.end is not None
    assert tape.end.reason == "stopped"
    assert tape.end.message in ("Stopped at line 3.", "Stopped at line 4.")
    assert tape.output == "in\n"


def test_stop_is_polite_first(desks: Desks) -> None:
    desk = desks(bounds=Bounds(polite=30.0))
    number = desk.begin("while not stopping():\n    pass\nprint('bye')")
    desk.engine.stop()
    tape = desk.end(number)
    assert tape.output == "bye\n"
    assert tape.end is not None
    assert tape.end.reason == "finished"


def test_stopping_nothing_does_nothing(desk: Desk) -> None:
    desk.engine.stop()
    assert desk.run("print(1)").output == "1\n"


def test_a_job_that_is_stopped_before_a_process_is_ready_ends(desk: Desk) -> None:
    number = desk.engine.run(Job(source="print(1)"))
    desk.engine.stop()
    end = desk.end(number).end
    assert end is not None
    assert end.reason == "stopped"


def test_another_run_ends_the_first(desk: Desk) -> None:
    first = desk.begin("while True: pass")
    second = desk.engine.run(Job(source="print('second')"))
    end = desk.end(first).end
    assert end is not None
    assert end.reason == "stopped"
    assert desk.end(second).output == "second\n"


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("import os\nos._exit(3)", "exit code 3"),
        pytest.param(
            "print('x')\nimport ctypes\nctypes.string_at(0)",
            r"SIGSEGV .*at line 3\.",
            marks=posix,
        ),
        pytest.param("import os\nos.abort()", r"SIGABRT .*at line 2\.", marks=posix),
        ("import os\nos.closerange(3, 100)\nwhile True: pass", "process"),
    ],
)
def test_a_crash_is_reported_and_the_engine_lives(desk: Desk, source: str, words: str) -> None:
    tape = desk.run(source)
    assert tape.end is not None
    assert tape.end.reason == "died"
    assert tape.error is not None
    with pytest.raises(RuntimeError, match=words):
        raise RuntimeError(tape.end.message)
    assert desk.run("print('well')").output == "well\n"


@posix
def test_a_kill_from_outside_is_reported_with_the_line(desk: Desk) -> None:
    number = desk.begin("print('in')\nwhile True:\n    pass")
    desk.printed(number, "in")
    time.sleep(0.3)
    running = desk.engine._running
    assert running is not None
    os.kill(running.child.pid, signal.SIGKILL)
    tape = desk.end(number)
    assert tape.end is not None
    assert "SIGKILL" in tape.end.message
    assert tape.error is not None
    assert tape.error.line in (2, 3)


@posix
def test_a_spare_that_is_killed_is_replaced(desk: Desk) -> None:
    desk.engine.start_spare()
    desk.ready()
    os.kill(desk.pids()[0], signal.SIGKILL)
    desk.ready(2)
    assert desk.run("print(1)").output == "1\n"


def test_a_hundred_thousand_prints_arrive(desk: Desk) -> None:
    tape = desk.run("for i in range(100_000):\n    print(i)")
    assert tape.output == "".join(f"{i}\n" for i in range(100_000))


def test_native_prints_do_not_corrupt_anything(desk: Desk) -> None:
    tape = desk.run("import os\nfor _ in range(999): os.write(1, b'x' * 999)\nprint('through')")
    assert tape.output == "through\n"


def test_reading_the_keyboard_is_an_error_not_a_wait(desk: Desk) -> None:
    error = desk.run("input()").error
    assert error is not None
    assert error.type == "EOFError"


def test_a_huge_tensor_is_an_error_at_its_line(desks: Desks) -> None:
    error = desks(command=HEAVY).run("import torch\ntorch.ones(10**12)").error
    assert error is not None
    assert error.type == "RuntimeError"
    assert error.line == 2


@pytest.mark.parametrize(
    ("bounds", "source", "words"),
    [
        (Bounds(wall=0.5), "while True: pass", "ran for more than"),
        (Bounds(silence=1.5), "sum(range(10**12))", "no sign of life"),
        (
            Bounds(memory=1_500_000_000),
            "hoard = []\nwhile True: hoard.append(bytearray(10_000_000))",
            "1.5 GB of memory",
        ),
    ],
)
def test_the_watchdog_ends_what_is_too_much(
    desks: Desks, bounds: Bounds, source: str, words: str
) -> None:
    end = desks(bounds=bounds).run(source).end
    assert end is not None
    assert end.reason == "limit"
    assert words in end.message


def test_garbage_in_the_pipe_ends_the_child_with_a_clear_error(desk: Desk) -> None:
    tape = desk.run(
        "import os\nfor d in range(3, 40):\n    try: os.write(d, b'garbage!')\n"
        "    except OSError: pass\nwhile True: pass"
    )
    assert tape.end is not None
    assert tape.end.reason == "died"
    assert "where a frame should begin" in tape.end.message


def test_an_illegal_tape_ends_the_child_with_a_clear_error(desk: Desk) -> None:
    tape = desk.run(
        "from graphviewer.tape.rows import Step\nfrom graphviewer.tape.tape import Part\n"
        "emit(Part(steps=(Step(index=5, kind='print'),)))\nwhile True: pass"
    )
    assert tape.end is not None
    assert "no legal tape (step 5 stands at place 0)" in tape.end.message


@posix
def test_what_the_program_forked_cannot_speak_and_dies_with_it(desk: Desk) -> None:
    tape = desk.run(
        "import os, time\npid = os.fork()\nif pid == 0:\n    print('a child speaks')\n"
        "    time.sleep(600)\nprint(pid)"
    )
    assert tape.output.strip().isdigit()
    assert gone(int(tape.output))


@posix
def test_a_process_that_left_the_group_and_holds_the_pipe_does_not_hold_the_end(desk: Desk) -> None:
    tape = desk.run(
        "import os, subprocess, time\n"
        "p = subprocess.Popen(['sleep', '5'], start_new_session=True)\nprint(p.pid)\nos._exit(4)"
    )
    assert tape.end is not None
    assert "exit code 4" in tape.end.message
    os.kill(int(tape.output), signal.SIGKILL)


def test_closing_in_mid_run_leaves_nothing(desks: Desks) -> None:
    desk = desks()
    desk.begin("while True: pass")
    pids = desk.pids()
    desk.engine.close(patience=10)
    assert all(gone(pid) for pid in pids)
    with pytest.raises(RuntimeError, match="closed"):
        desk.engine.run(Job(source=""))


def test_closing_while_prints_pour_in_leaves_nothing(desks: Desks) -> None:
    desk = desks()
    number = desk.begin("while True: print('x' * 1000)")
    desk.printed(number, "x")
    desk.engine.close(patience=10)


def test_closing_twice_and_before_anything_is_fine(desks: Desks) -> None:
    desk = desks()
    desk.engine.close(patience=10)
    desk.engine.close(patience=10)


def test_a_process_that_cannot_start_breaks_and_ends_the_job(desks: Desks) -> None:
    desk = desks(command=["/no/such/python"])
    number = desk.engine.run(Job(source=""))
    end = desk.end(number).end
    assert end is not None
    assert end.reason == "died"
    assert "could not be started" in desk.broke()


def test_a_process_that_dies_while_warming_says_why(desks: Desks) -> None:
    desk = desks(command=[sys.executable, "-c", "raise SystemExit('no torch here')"])
    desk.engine.start_spare()
    assert "no torch here" in desk.broke()


def test_a_process_that_speaks_another_language_breaks(desks: Desks) -> None:
    desk = desks(command=[sys.executable, "-c", "print('hello')"])
    desk.engine.start_spare()
    assert "where a frame should begin" in desk.broke()


def test_a_listener_that_fails_does_not_end_the_engine(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv("OMP_NUM_THREADS", "1")
    ended = threading.Event()

    def listen(event: EngineEvent) -> None:
        if isinstance(event, Grew) and event.part.end is not None:
            ended.set()
        raise RuntimeError("a listener's own fault")

    engine = Engine(listen, command=LIGHT)
    engine.run(Job(source="print(1)"))
    assert ended.wait(60)
    engine.close(patience=10)
    assert "a listener of the engine failed" in caplog.text


def test_a_program_runs_in_its_folder(desk: Desk, tmp_path: Path) -> None:
    folder = tmp_path
    (folder / "beside.py").write_text("word = 'found'")
    (folder / "data.txt").write_text("read")
    source = "import beside\nprint(beside.word, open('data.txt').read())"
    assert desk.run(source, folder=str(folder)).output == "found read\n"


# --- deaths


@posix
def test_when_everything_is_killed_the_run_ends_and_the_spare_is_replaced(desk: Desk) -> None:
    number = desk.begin("print('in')\nwhile True:\n    pass")
    desk.printed(number, "in")
    desk.ready(2)  # the next spare
    for pid in desk.pids():
        os.kill(pid, signal.SIGKILL)
    end = desk.end(number).end
    assert end is not None
    assert end.reason == "died"
    assert "last seen at line" in end.message
    assert desk.run("print('well')").output == "well\n"
    assert not desk.of(Broke)


@posix
def test_a_spare_that_dies_while_warming_is_replaced_once(desks: Desks, tmp_path: Path) -> None:
    once = f"import os, pathlib; p = pathlib.Path({str(tmp_path / 'been')!r})\n"
    once += "if not p.exists(): p.touch(); os.kill(os.getpid(), 9)\n"
    desk = desks(command=(*LIGHT[:3], once + LIGHT[3]))
    assert desk.run("print(1)").output == "1\n"
    assert not desk.of(Broke)


def test_an_engine_without_spares_leaves_no_process(desks: Desks) -> None:
    desk = desks(spares=False)
    assert desk.run("print(1)").output == "1\n"
    pids = desk.pids()
    assert all(gone(pid) for pid in pids)
    assert desk.pids() == []


def test_closing_ends_large_processes_too(desks: Desks) -> None:
    desk = desks(command=HEAVY)
    desk.engine.start_spare()
    desk.ready()
    pids = desk.pids()
    desk.engine.close()
    for thread in [one for one in threading.enumerate() if one.name.startswith("child-")]:
        thread.join(10)
    assert pids
    assert all(gone(pid) for pid in pids)


def test_a_program_that_ends_its_process_is_told_at_its_line(desks: Desks) -> None:
    tape = desks(command=COMMAND).run("import os\nprint('hi')\nprint('ho')\nos._exit(3)")
    assert tape.output == "hi\nho\n"
    assert tape.error is not None
    assert tape.error.line == 4
    assert "exit code 3 at line 4" in tape.error.message


def test_a_program_may_end_its_process_when_it_is_done(desks: Desks) -> None:
    tape = desks(command=COMMAND).run("import os\nprint('hi')\nos._exit(0)")
    assert tape.output == "hi\n"
    assert tape.error is None
    assert tape.end is not None
    assert tape.end.reason == "finished"
