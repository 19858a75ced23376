"""Files of models as PyTorch and safetensors write them, made once."""

from __future__ import annotations

import pickle
import warnings
from collections.abc import Mapping
from pathlib import Path

import pytest
import torch
from safetensors.torch import save_file
from torch import Tensor, nn

PROGRAM = """import torch
from torch import nn

HIDDEN = 8


class Net(nn.Module):
    def __init__(self, inputs=4, outputs=3):
        super().__init__()
        self.fc1 = nn.Linear(inputs, HIDDEN)
        self.bn = nn.BatchNorm1d(HIDDEN)
        self.fc2 = nn.Linear(HIDDEN, outputs)

    def forward(self, x):
        return self.fc2(torch.relu(self.bn(self.fc1(x))))


if __name__ == "__main__":
    raise SystemExit("never run")
"""


def net() -> nn.Module:
    """The program's model, with weights of a seed that nothing else uses."""
    space: dict[str, object] = {"__name__": "net"}
    exec(PROGRAM, space)
    torch.manual_seed(77)
    kind = space["Net"]
    assert isinstance(kind, type)
    model = kind()
    assert isinstance(model, nn.Module)
    with torch.no_grad():
        for one in model.parameters():
            one.normal_()
    return model


class Reader(nn.Module):
    """Two inputs, one of them whole numbers; a dict and a tuple as output."""

    def __init__(self) -> None:
        super().__init__()
        self.table = nn.Embedding(11, 6)
        self.out = nn.Linear(6, 11)

    def forward(self, tokens: Tensor, *, scale: Tensor) -> dict[str, object]:
        """Logits, and what they are made of."""
        inner = self.table(tokens)
        return {"logits": self.out(inner) * scale, "inner": (inner, inner.mean())}


class Touch:
    """What an evil pickle does: it makes a file."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def __reduce__(self) -> tuple[object, ...]:
        return Path.touch, (self._path,)


@pytest.fixture(scope="session")
def state() -> Mapping[str, Tensor]:
    """The model's state_dict."""
    return net().state_dict()


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory, state: Mapping[str, Tensor]) -> Path:
    """net.safetensors, net.pt, old.pt, wrapped.pt, whole.pt, ts.pt, net.pt2, reader.pt2, net.py."""
    here = tmp_path_factory.mktemp("models")
    plain = dict(state)
    save_file(plain, here / "net.safetensors", metadata={"made": "by a test"})
    torch.save(plain, here / "net.pt")
    torch.save(plain, here / "old.pt", _use_new_zipfile_serialization=False)
    torch.save({"epoch": 3, "state_dict": state}, here / "wrapped.pt")
    torch.save(nn.Linear(2, 1), here / "whole.pt")
    (here / "net.py").write_text(PROGRAM)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        torch.jit.save(torch.jit.script(nn.Linear(2, 1)), here / "ts.pt")
        exported = torch.export.export(net().eval(), (torch.randn(2, 4),))
        torch.export.save(exported, here / "net.pt2")
        rows = torch.export.Dim("rows", min=2, max=64)
        tokens = torch.arange(10).reshape(2, 5)
        exported = torch.export.export(
            Reader(),
            (tokens,),
            kwargs={"scale": torch.ones(())},
            dynamic_shapes={"tokens": {0: rows}, "scale": None},
        )
        torch.export.save(exported, here / "reader.pt2")
    return here


@pytest.fixture
def canary(tmp_path: Path) -> Path:
    """A file that is only there if something of a hostile file has run."""
    return tmp_path / "canary"


def evil(path: Path) -> bytes:
    """A pickle that makes a file when it is read."""
    return pickle.dumps(Touch(path), protocol=2)
