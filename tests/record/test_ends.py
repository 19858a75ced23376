"""How recordings end: Stop, limits, streaming, and what is put back afterwards."""

from __future__ import annotations

import sys
import time
from typing import Any

import pytest
import torch

from graphviewer.record import watched
from graphviewer.record.program import describe, run
from graphviewer.tape.tape import Part, Tape
from tests.record.oracle import recorded
from tests.record.programs import HEAD, PROGRAMS

ENDLESS = [
    "while True: pass\n",
    "while True:\n    try:\n        x = 1\n    except BaseException:\n        pass\n",
    "import torch\ndef f(x):\n    while True:\n        x = x + 1\nf(torch.ones(1))\n",
]


@pytest.mark.parametrize("source", ENDLESS)
def test_stop_ends_an_endless_program(source: str) -> None:
    tape = Tape(meta=describe(source, "program.py"))
    late = time.monotonic() + 0.3
    run(tape.meta, tape.extend, stopping=lambda: time.monotonic() > late)
    assert tape.end is not None
    assert tape.end.reason == "stopped"


@pytest.mark.parametrize("source", ENDLESS)
def test_limits_end_an_endless_program(source: str) -> None:
    tape = recorded(source, lines=20_000, steps=500)
    assert tape.end is not None
    assert tape.end.reason == "limit"
    assert "stopped after" in tape.end.message


def test_the_tape_is_limited_in_bytes() -> None:
    source = "import torch\nx = torch.ones(1000)\nwhile True:\n    x = x + 1\n"
    tape = recorded(source, tape_bytes=100_000)
    assert tape.end is not None
    assert tape.end.reason == "limit"
    assert sum(len(value.data) for value in tape.values) < 120_000


def test_the_tape_streams_while_the_program_runs() -> None:
    parts: list[Part] = []
    source = "import time\nprint(1)\ntime.sleep(0.2)\nprint(2)\n"
    run(describe(source, "program.py"), parts.append)
    assert [step.text for step in parts[0].steps] == ["1\n"]
    assert parts[0].end is None
    assert parts[-1].end is not None


def test_settings_a_program_changes_are_put_back() -> None:
    streams = sys.stdout, sys.stderr, sys.argv, sys.modules["__main__"]
    recorded(
        "import torch\ntorch.set_grad_enabled(False)\ntorch.set_default_dtype(torch.float64)\n1/0\n"
    )
    assert torch.is_grad_enabled()
    assert torch.get_default_dtype() is torch.float32
    assert (sys.stdout, sys.stderr, sys.argv, sys.modules["__main__"]) == streams


def test_a_failing_snapshot_breaks_nothing_and_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ValueError("no numbers today")

    monkeypatch.setattr("graphviewer.record.tensors.snapshot", broken)
    source = HEAD + PROGRAMS["chain"] + "print(a.grad)\n"
    tape = Tape(meta=describe(source, "program.py"))
    run(tape.meta, tape.extend)
    assert tape.output == "tensor([4., 4., 4.])\n"
    assert tape.end is not None
    assert "no numbers today" in tape.end.message


def test_hooks_that_could_not_all_be_set_are_all_taken_off(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    watch_type: Any = watched.Watched
    hook, watches = watch_type._hook, []

    def once(watch: Any, node: object, row: int) -> None:
        if watch in watches:
            raise RuntimeError("no more hooks")
        watches.append(watch)
        hook(watch, node, row)

    monkeypatch.setattr(watch_type, "_hook", once)
    source = HEAD + PROGRAMS["chain"] + "print(a.grad)\n"
    tape = Tape(meta=describe(source, "program.py"))
    run(tape.meta, tape.extend)
    assert [watch._handles for watch in watches] == [[]]
    assert tape.output == "tensor([4., 4., 4.])\n"
    assert tape.end is not None
    assert "no more hooks" in tape.end.message


def test_of_a_very_long_message_both_ends_are_kept() -> None:
    tape = recorded("raise ValueError('begin' + 'x' * 1_000_000 + 'end')\n")
    assert tape.error is not None
    assert len(tape.error.message) < 11_000
    assert tape.error.message.startswith("begin")
    assert tape.error.message.endswith("end")
