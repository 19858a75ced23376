"""doctor: what it looks at, and what it says where something is missing."""

from __future__ import annotations

import json
from collections.abc import Mapping

import pytest

from graphviewer import doctor
from graphviewer.cli import main
from graphviewer.files import system


def test_it_looks_at_everything(capsys: pytest.CaptureFixture[str]) -> None:
    status = main(["doctor"])
    printed = capsys.readouterr().out
    lines = printed.splitlines()
    for what in ("Python", "torch", "numpy", "device cpu", "display", "fonts", "FashionMNIST"):
        assert any(line[4:].startswith(what) for line in lines), what
    assert status == (1 if "!!" in printed else 0)


def test_what_is_missing_comes_with_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(system, "loads", lambda library: library != "libEGL.so.1")
    monkeypatch.setattr("sys.platform", "linux")
    (found,) = (one for one in doctor.examine() if one.what == "libraries for pictures")
    assert doctor.line(found).startswith("!!  libraries for pictures: missing libegl1")
    assert "apt install libegl1" in doctor.line(found)


def test_a_torch_that_does_not_start_is_told_with_its_reason(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(doctor, "ASK_TORCH", "raise ImportError('libcublas is not there')")
    (found,) = (one for one in doctor.examine() if one.what == "torch")
    assert doctor.line(found).startswith("!!  torch: ImportError: libcublas is not there")


def said(*facts: Mapping[str, object]) -> str:
    """What the process that tries devices would print."""
    return "\n".join(json.dumps(fact) for fact in facts)


GPU = {"device": "cuda:0", "name": "Card, 139.8 GiB, 9.0, PyTorch for CUDA 12.8"}
CPU = {"device": "cpu", "name": "2 threads", "fine": True, "reason": ""}


def test_a_device_that_computes_as_the_cpu_does_is_fine() -> None:
    printed = said(CPU, {"device": "cuda", "name": ""}, GPU, GPU | {"fine": True, "reason": ""})
    cpu, gpu = doctor.devices(printed, "")
    assert doctor.line(cpu) == "ok  device cpu: 2 threads: forward and backward run"
    assert doctor.line(gpu).startswith("ok  device cuda:0: Card, 139.8 GiB, 9.0, PyTorch for CUDA")
    assert gpu.text.endswith("forward and backward as on the CPU")


def test_wrong_gradients_and_errors_of_a_device_are_told() -> None:
    printed = said(CPU, GPU | {"fine": False, "reason": "its gradients are not the CPU's"})
    gpu = doctor.devices(printed, "")[1]
    assert not gpu.fine
    assert doctor.line(gpu).startswith("--  device cuda:0: Card")
    assert "cannot be used, its gradients are not the CPU's" in gpu.text
    assert "driver" in doctor.line(gpu)


def test_a_device_that_is_not_there_is_told_with_its_reason() -> None:
    printed = said(CPU, {"device": "cuda", "none": "this PyTorch was built without CUDA"})
    gpu = doctor.devices(printed, "")[1]
    assert gpu.text == "none: this PyTorch was built without CUDA"


@pytest.mark.parametrize(
    ("program", "reason"),
    [
        ("import os; os.abort()", "signal 6"),
        ("import time; time.sleep(60)", "no answer within 5 s"),
        ("raise RuntimeError('driver too old')", "driver too old"),
    ],
)
def test_a_driver_that_crashes_or_hangs_costs_only_its_device(
    program: str, reason: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = f"print({said(CPU)!r}, flush=True); print({said(GPU)!r}, flush=True)\n"
    monkeypatch.setattr(doctor, "ASK_DEVICES", before + program)
    monkeypatch.setattr(doctor, "TORCH_SECONDS", 5)
    cpu, gpu = doctor.devices(*doctor.ask_devices())
    assert cpu.fine
    assert not gpu.fine
    assert reason in gpu.text


def test_the_cpu_is_tried_for_real() -> None:
    found = {one.what: one for one in doctor.devices(*doctor.ask_devices())}
    assert found["device cpu"].fine, found
    assert {"device cpu", "device mps"} <= set(found)
    assert any(what.startswith("device cuda") for what in found)
