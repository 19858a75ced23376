"""A program that is heard again leaves the tape it left when it ran; others run again."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from tests.engine.desk import Desk
from tests.gui import rehearsed
from tests.record.oracle import recorded

PROGRAM = "import torch\na = torch.ones(2, requires_grad=True)\n(a * 3).sum().backward()\n"
NUMBER = "import os\nprint(os.getpid())\n"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = Desk(rehearsed.command(tmp_path), spares=False)
    yield made
    made.engine.close()


def test_its_tape_is_that_of_the_run(desk: Desk, tmp_path: Path) -> None:
    ran = desk.run(PROGRAM, seed=0)
    assert len(list(tmp_path.iterdir())) == 2  # what torch is, and the run
    heard = desk.run(PROGRAM, seed=0)
    when = msgspec.structs.replace(heard.meta, created=ran.meta.created)
    assert msgspec.structs.replace(heard, meta=when) == ran
    assert [op.name for op in heard.ops] == [op.name for op in recorded(PROGRAM).ops]


def test_what_looks_about_runs_again(desk: Desk, tmp_path: Path) -> None:
    first, again = (desk.run(NUMBER).output for _ in range(2))
    assert first.strip().isdigit()
    assert first != again
    assert [path.name for path in tmp_path.iterdir()] == ["warm"]


def test_what_ran_behind_walls_is_not_kept(desk: Desk, tmp_path: Path) -> None:
    tape = desk.run(PROGRAM, restricted=True)
    assert tape.error is None
    assert len(tape.ops) == 3
    assert [path.name for path in tmp_path.iterdir()] == ["warm"]
