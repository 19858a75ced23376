"""What gv.show does where: a window of its own, one beside a prompt, or a picture."""

# mypy: disable-error-code="no-untyped-call"
# PyTorch's stubs leave backward() without types
from __future__ import annotations

import gc
import html.parser
import os
import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import torch

import graphviewer as gv
from graphviewer.api import drawing, showing, window
from graphviewer.engine.client import Engine
from graphviewer.files import system, tape_file
from graphviewer.gui import application
from graphviewer.tape.tape import Tape


@pytest.fixture
def tape() -> gv.Tape[None]:
    """A small tape."""
    a = torch.tensor(2.0, requires_grad=True)
    with gv.record() as tape:
        c = a * a
        c.backward()
    return tape


class Started:
    """Stands where subprocess.Popen stands; notes what was started."""

    code = 0

    def __init__(self) -> None:
        self.command: list[str] = []
        self.options: dict[str, Any] = {}
        self.waited = 0

    def __call__(self, command: list[str], **options: Any) -> Started:
        self.command, self.options = command, options
        return self

    def wait(self) -> int:
        """The window was closed."""
        self.waited += 1
        return self.code


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> Iterator[Started]:
    """A desktop on which windows could be seen."""
    stand_in = Started()
    monkeypatch.setattr(showing, "_no_window", str)
    monkeypatch.setattr(showing, "_ipython", lambda: None)
    monkeypatch.setattr(showing, "_qt_runs", lambda: False)
    monkeypatch.setattr(subprocess, "Popen", stand_in)
    yield stand_in
    for thread in threading.enumerate():
        if thread.name == showing.WAITER:
            thread.join()


def test_a_script_waits_for_the_window(started: Started, tape: gv.Tape[None]) -> None:
    gv.show(tape)
    assert (started.waited, started.options["start_new_session"]) == (1, False)
    assert started.command[1:4] == ["-P", "-m", "graphviewer.api.window"]
    assert not Path(started.command[4]).exists()


@pytest.mark.parametrize("where", ["block=False", "prompt", "python -i", "own Qt loop"])
def test_others_go_on_at_once(
    where: str, started: Started, tape: gv.Tape[None], monkeypatch: pytest.MonkeyPatch
) -> None:
    if where == "prompt":
        monkeypatch.setattr(sys, "ps1", ">>> ", raising=False)
    elif where == "python -i":
        monkeypatch.setenv("PYTHONINSPECT", "1")
    elif where == "own Qt loop":
        monkeypatch.setattr(showing, "_qt_runs", lambda: True)
    assert gv.show(tape, block=False if where == "block=False" else None) is None
    assert started.options["start_new_session"] is True


def test_a_window_that_fails_is_told(started: Started, tape: gv.Tape[None]) -> None:
    started.code = 3
    with pytest.raises(RuntimeError, match="ended with 3"):
        gv.show(tape)


def test_ipython_without_qts_loop_gets_a_window_of_its_own(
    started: Started, tape: gv.Tape[None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(showing, "_ipython", lambda: SimpleNamespace(simple_prompt=True))
    gv.show(tape)
    assert started.options["start_new_session"] is True


def test_a_script_without_a_display_is_warned_and_goes_on(tape: gv.Tape[None]) -> None:
    with pytest.warns(UserWarning, match="no window can be seen with QT_QPA_PLATFORM=offscreen"):
        assert gv.show(tape) is tape


@pytest.fixture(autouse=True)
def _unseen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")


def test_the_windows_process_shows_the_tape_and_removes_its_file(
    tape: gv.Tape[None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[tuple[Tape, str]] = []

    def run_on(_engine: object, _mailbox: object, rows: Tape, title: str) -> int:
        shown.append((rows, title))
        return 0

    monkeypatch.setattr(application, "run_on", run_on)
    monkeypatch.setattr(Engine, "start_spare", lambda _self: None)
    tape.save(tmp_path / "one.tape")
    assert window.main([str(tmp_path / "one.tape"), "mine.py"]) == 0
    assert (shown[0][1], len(shown[0][0].steps)) == ("mine.py", len(tape))
    assert list(tmp_path.iterdir()) == []


# --- pictures and pages


class Seen(html.parser.HTMLParser):
    """Checks that what is opened is closed; gathers the text."""

    VOID = frozenset({"img", "br"})

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.every: list[str] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: object) -> None:  # noqa: ARG002  # its signature
        """A tag begins."""
        self.every.append(tag)
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: object) -> None:
        """A tag without content."""

    def handle_endtag(self, tag: str) -> None:
        """A tag ends."""
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        """Text."""
        self.text += data


def read(page: str) -> Seen:
    """The page as a browser sees it."""
    seen = Seen()
    seen.feed(page)
    assert seen.open == []
    return seen


def test_a_tape_is_a_picture_and_a_page(tape: gv.Tape[None]) -> None:
    png = tape._repr_png_()
    assert png is not None
    assert png.startswith(b"\x89PNG")
    seen = read(tape._repr_html_())
    assert {"svg", "table", "details"} <= set(seen.every)
    assert "MulBackward0" in seen.text
    assert re.search(r"a\s*\[\]\s*2\s*4", seen.text.replace("leafshapevalue.grad", ""))
    assert "<?xml" not in tape._repr_html_()


def test_names_cannot_break_the_page() -> None:
    space = {"<script>alert(1)</script>&": torch.ones(2, requires_grad=True)}
    with gv.record() as tape:
        (space["<script>alert(1)</script>&"] * 2).sum().backward()
    page = tape._repr_html_()
    assert "<script" not in page
    assert "<script>alert(1)</script>&" in read(page).text


def test_without_what_qt_needs_the_page_has_its_tables(
    tape: gv.Tape[None], monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(system, "missing", lambda _libraries: ["libegl1"])
    assert tape._repr_png_() is None
    assert {"svg", "table"} & set(read(tape._repr_html_()).every) == {"table"}
    assert "libegl1" in caplog.text


def test_a_graph_built_outside_a_recording_says_so_everywhere() -> None:
    x = torch.tensor([1.0, 2.0], requires_grad=True)
    loss = (x.exp() * 3).sum()
    loss.backward(retain_graph=True)
    with pytest.warns(UserWarning, match="offscreen"):
        tape = gv.show(loss)
    assert tape is not None
    assert "were not recorded" in tape.notice
    assert "were not recorded" in read(tape._repr_html_()).text
    assert tape.value("x").tolist() == [1.0, 2.0]
    assert x.grad is not None
    assert (tape.gradient("x") == x.grad.numpy()).all()  # type: ignore[union-attr]
    exp = next(node for node in tape.rows.nodes if node.name == "ExpBackward0")
    assert tape.rows.values[exp.saved[0].value or 0].array().tolist() == x.exp().tolist()


def test_saved_tensors_that_were_freed_are_told_as_freed() -> None:
    x = torch.tensor([1.0, 2.0], requires_grad=True)
    loss = x.exp().sum()
    loss.backward()
    with pytest.warns(UserWarning, match="offscreen"):
        tape = gv.show(loss)
    assert tape is not None
    exp = next(node for node in tape.rows.nodes if node.name == "ExpBackward0")
    assert "second time" in str(exp.saved[0].fact)


def test_looking_at_a_graph_leaves_it_as_it_was() -> None:
    x = torch.tensor([1.0, 2.0], requires_grad=True)
    loss = x.exp().sum()
    with pytest.warns(UserWarning, match="offscreen"):
        gv.show(loss)
    loss.backward()
    assert x.grad is not None
    assert torch.equal(x.grad, x.detach().exp())


# --- notebooks


CELLS = (
    "import torch, graphviewer as gv\nw = torch.tensor([0.5, -1.0], requires_grad=True)",
    "with gv.record() as tape:\n    y = torch.sigmoid(w).sum()\n    y.backward()\ntape",
    "print(tape.rows.meta.source.count('sigmoid'), tape.rows.ops[0].code, tape.names)",
    "gv.show((w * 3).sin().sum())",
)


def test_a_notebook_without_a_display_shows_pictures(monkeypatch: pytest.MonkeyPatch) -> None:
    nbclient = pytest.importorskip("nbclient", reason="nbclient is not here: no notebook is run")
    pytest.importorskip("ipykernel", reason="ipykernel is not here: no notebook is run")
    nbformat = pytest.importorskip("nbformat", reason="nbformat is not here: no notebook is run")
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    root = Path(gv.__file__).parents[1]
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(root), os.environ.get("PYTHONPATH", "")]))
    notebook = nbformat.v4.new_notebook()
    notebook.cells = [nbformat.v4.new_code_cell(cell) for cell in CELLS]
    nbclient.NotebookClient(notebook, timeout=100).execute()
    outputs = [cell.outputs for cell in notebook.cells]
    gc.collect()  # the client leaves loops and sockets for the collector
    assert outputs[2][0].text == "1 torch.sigmoid(w) ('w', 'torch.sigmoid(w)', 'y')\n"
    for place in (1, 3):
        data = outputs[place][-1].data
        assert {"image/png", "text/html", "text/plain"} <= set(data)
        assert "svg" in read(data["text/html"]).every
    assert "were not recorded" in outputs[3][-1].data["text/html"]


def test_a_tape_from_a_terminal_is_a_legal_file(tmp_path: Path) -> None:
    script = tmp_path / "mine.py"
    script.write_text(
        "import torch, graphviewer as gv\n"
        "x = torch.ones(2, requires_grad=True)\n"
        "gv.record(lambda: (x * 2).sum().backward()).save('out.tape')\n"
    )
    environment = drawing.environment(OMP_NUM_THREADS="1")
    subprocess.run([sys.executable, str(script)], cwd=tmp_path, check=True, env=environment)
    assert tape_file.read(tmp_path / "out.tape").meta.filename == "mine.py"
