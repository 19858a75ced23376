"""run.py: what it says where it cannot go on, and what it passes on. Nothing is installed here."""

from __future__ import annotations

import ast
import importlib.util
import json
import subprocess
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from tests.house.sources import ROOT


@pytest.fixture
def run_py(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    spec = importlib.util.spec_from_file_location("run_py", ROOT / "run.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    for name in ("CI", "DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(module, "pip", lambda *_words: pytest.fail("nothing is to be installed"))
    return module


def options(module: ModuleType, monkeypatch: pytest.MonkeyPatch, *words: str) -> Any:
    monkeypatch.setattr(sys, "argv", ["run.py", *words])
    return module.parse()


def test_an_old_python_can_read_it() -> None:
    ast.parse((ROOT / "run.py").read_text(encoding="utf-8"), feature_version=(3, 8))


def test_it_needs_the_standard_library_only() -> None:
    command = [sys.executable, "-I", "-S", str(ROOT / "run.py"), "--help"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert "--test" in done.stdout


def test_an_old_python_is_told_so(run_py: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run_py, "OLDEST", (9, 1))
    monkeypatch.setattr(run_py, "NEWEST", (9, 2))
    with pytest.raises(run_py.Stop, match=r"needs Python 9\.1 to 9\.2"):
        run_py.demand_python()


def test_other_words_are_passed_on(run_py: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    parsed, rest = options(run_py, monkeypatch, "--test", "tests/tape", "-k", "law")
    assert parsed.test
    assert rest == ["tests/tape", "-k", "law"]


@pytest.mark.parametrize("failure", [SystemExit(1), OSError("no ensurepip")])
def test_half_an_environment_is_removed_and_explained(
    run_py: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, failure: BaseException
) -> None:
    def half(folder: str, *, with_pip: bool) -> None:
        assert with_pip
        (Path(folder) / "bin").mkdir(parents=True)
        raise failure

    monkeypatch.setattr("venv.create", half)
    monkeypatch.setattr(run_py, "apt_allowed", lambda *_: False)
    parsed, _ = options(run_py, monkeypatch)
    with pytest.raises(run_py.Stop, match="apt install python3-venv"):
        run_py.make_venv(tmp_path / "half", parsed)
    assert not (tmp_path / "half").exists()


def test_a_folder_that_is_no_environment_stays(
    run_py: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "thesis.tex").write_text("years of work", encoding="utf-8")
    parsed, _ = options(run_py, monkeypatch)
    with pytest.raises(run_py.Stop, match="no virtual environment"):
        run_py.make_venv(tmp_path, parsed)
    assert (tmp_path / "thesis.tex").exists()


@pytest.mark.parametrize(
    ("asked", "there", "again"),
    [([], "", False), ([], "test", False), (["--test"], "test", False), (["--test"], "", True)],
)
def test_what_is_installed_is_installed_once(
    run_py: ModuleType,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    asked: list[str],
    there: str,
    again: bool,
) -> None:
    calls: list[tuple[str, ...]] = []
    parsed, _ = options(run_py, monkeypatch, *asked)
    stamp = json.dumps({"of": run_py.fingerprint(parsed), "extra": there})
    (tmp_path / run_py.STAMP).write_text(stamp, encoding="utf-8")
    monkeypatch.setattr(run_py, "install_torch", lambda *_: None)
    monkeypatch.setattr(run_py, "pip", lambda _python, *words: calls.append(words))
    run_py.install(Path(sys.executable), tmp_path, parsed)
    assert bool(calls) is again


@pytest.mark.parametrize(
    ("words", "driver", "index"),
    [([], False, True), ([], True, False), (["--cuda"], False, False), (["--cpu"], True, True)],
)
@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere PyPI's build is the right one")
def test_the_small_build_is_taken_where_there_is_no_driver(
    run_py: ModuleType,
    monkeypatch: pytest.MonkeyPatch,
    words: list[str],
    driver: bool,
    index: bool,
) -> None:
    calls: list[tuple[str, ...]] = []
    monkeypatch.setattr(run_py, "installed_torch", lambda _: "")
    monkeypatch.setattr(run_py, "nvidia_driver", lambda: driver)
    monkeypatch.setattr(run_py, "reachable", lambda _: True)
    monkeypatch.setattr(run_py, "pip", lambda _python, *words: calls.append(words))
    run_py.install_torch(Path(sys.executable), options(run_py, monkeypatch, *words)[0])
    assert [run_py.CPU_INDEX in call for call in calls] == [index]


def test_an_index_that_does_not_answer_costs_seconds(
    run_py: ModuleType, capsys: pytest.CaptureFixture[str]
) -> None:
    assert not run_py.reachable("http://127.0.0.1:9")
    assert "does not answer" in capsys.readouterr().out


def test_a_failed_check_fails_the_whole(
    run_py: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def checked(name: str, *_: object) -> tuple[str, float, int, str]:
        return name, 0.1, int(name == "types"), "=== 5 passed in 1.00s ==="

    monkeypatch.setattr(run_py, "run_check", checked)
    assert run_py.check(Path(sys.executable), []) == 1
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[:2] for line in lines if "failed" in line] == [["types", "failed"]]
    assert lines[-1] == "=== 5 passed in 1.00s ==="
