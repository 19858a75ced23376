"""What benchmarks/train.py trains. No torch: the window's process imports this too."""

from __future__ import annotations

from graphviewer.runs.config import Batches, Config, Data, Model, Optimizer

MODELS = {
    "softmax": "nn.Flatten(), nn.Linear(784, 10)",
    "MLP": "nn.Flatten(), nn.Linear(784, 256), nn.ReLU(), nn.Linear(256, 10)",
    "MLP with batch norm": (
        "nn.Flatten(), nn.Linear(784, 256), nn.BatchNorm1d(256), nn.ReLU(),"
        " nn.Linear(256, 256), nn.BatchNorm1d(256), nn.ReLU(), nn.Linear(256, 10)"
    ),
    "LeNet": (
        "nn.Conv2d(1, 6, 5, padding=2), nn.ReLU(), nn.MaxPool2d(2), nn.Conv2d(6, 16, 5),"
        " nn.ReLU(), nn.MaxPool2d(2), nn.Flatten(), nn.Linear(400, 120), nn.ReLU(),"
        " nn.Linear(120, 84), nn.ReLU(), nn.Linear(84, 10)"
    ),
}


def source(model: str) -> str:
    """The program of a model."""
    return f"from torch import nn\nmodel = nn.Sequential({MODELS[model]})\n"


def config(model: str, size: int, *, device: str = "cpu", epochs: int = 1) -> Config:
    """Training on FashionMNIST; the validation set is one image, for bare loops have none."""
    return Config(
        data=Data(validation=1),
        model=Model(source=source(model)),
        batches=Batches(size=size, drop_last=True),
        optimizer=Optimizer(lr=0.1),
        epochs=epochs,
        device=device,
    )
