"""Lessons 7.1 to 7.16: the facts, through the training engine, on a few images."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path

import numpy as np
import pytest
import torch
from msgspec.structs import replace
from torch import Tensor, nn

from graphviewer.data import idx
from graphviewer.data.load import load
from graphviewer.runs.config import Augment, Batches, Config, Data, Loss, Model, Optimizer
from graphviewer.runs.news import BatchSeen, Closed, Evaluated, Images
from graphviewer.runs.orders import Look, Preview
from graphviewer.runs.presets import preset, source_of
from graphviewer.training.loop import preview
from tests.training.running import Ran, by_hand, same, values

SHAPE, CLASSES = (1, 28, 28), 10
FEW = Data(train=600, validation=200)
Make = Callable[[Iterable[nn.Parameter]], torch.optim.Optimizer]


def small(name: str, **rows: object) -> Config:
    """A preset on a few images, in smaller batches, two epochs."""
    config = replace(preset(name).config, data=FEW, epochs=2, threads=1)
    return replace(config, **{"batches": Batches(size=50), **rows})


def program(name: str, end: str = "", **rows: object) -> Config:
    """A preset's program with something after its last layer."""
    source = source_of(Model(preset=name), SHAPE, CLASSES)
    if end:
        source += f"model = nn.Sequential(model, {end})\n"
    return small(name, model=Model(source=source), **rows)


def evaluated(ran: Ran) -> list[Evaluated]:
    """What came out after each epoch."""
    return [one for one in ran.news if isinstance(one, Evaluated)]


def images(ran: Ran) -> tuple[Tensor, Tensor]:
    """The validation images as the model sees them, and their classes."""
    data = ran.state.data
    return ran.state.prepare(data.validation_x), data.validation_y


# --- 7.1 to 7.5: models


@pytest.mark.parametrize("name", ["softmax", "mlp-256", "mlp-100"])
def test_scratch_and_concise_take_the_same_steps_from_the_same_weights(name: str) -> None:
    """7.1, 7.2, 7.3"""
    concise = source_of(Model(preset=name), SHAPE, CLASSES)
    scratch = source_of(Model(preset=name, variant="scratch"), SHAPE, CLASSES)
    copied = f"""{concise}concise = model
{scratch}
with torch.no_grad():
    for ours, theirs in zip(model.parameters(), concise.parameters()):
        ours.copy_(theirs.mT if theirs.dim() == 2 else theirs)
"""
    left, right = (Ran(small(name, model=Model(source=one))) for one in (concise, copied))
    assert values(left, "loss") == pytest.approx(values(right, "loss"), rel=1e-4)
    for ours, theirs in zip(left.weights.values(), right.weights.values(), strict=True):
        torch.testing.assert_close(
            ours.mT if ours.dim() == 2 else ours, theirs, rtol=1e-3, atol=1e-5
        )


def test_a_small_learning_rate_still_climbs_after_ten_epochs() -> None:
    """7.3"""
    slow = evaluated(Ran(small("mlp-100", epochs=10)))
    fast = evaluated(Ran(small("mlp-100", epochs=10, optimizer=Optimizer(lr=0.1))))
    losses = [one.loss for one in slow]
    assert losses == sorted(losses, reverse=True)
    assert losses[-2] - losses[-1] > 0.01
    assert fast[-1].loss < slow[-1].loss


PAIR = ("mlp-3-dropout", "mlp-3")


def test_dropout_makes_the_gap_between_training_and_validation_smaller() -> None:
    """7.4. Of 600 images a single order of batches can say otherwise: the mean of three."""
    adam = Optimizer(name="adam", lr=1e-3)

    def gap(name: str, seed: int) -> float:
        last = evaluated(Ran(small(name, epochs=20, optimizer=adam, seed=seed)))[-1]
        assert last.train_loss is not None
        return last.loss - last.train_loss

    dropout, plain = (sum(gap(name, seed) for seed in range(3)) for name in PAIR)
    assert dropout < plain


def test_batch_norm_uses_the_batch_in_training_and_not_in_eval_mode() -> None:
    """7.4"""
    ran = Ran(small("mlp-3-batchnorm", epochs=1))
    x, y = images(ran)
    module = ran.state.module
    with torch.no_grad():
        module.eval()
        whole, alone = module(x), module(x[:10])
        module.train()
        other = module(x)[:10]
    torch.testing.assert_close(whole[:10], alone)
    assert not torch.allclose(other, alone, atol=0.01)
    assert evaluated(ran)[-1].accuracy == (whole.argmax(1) == y).double().mean().item()


def test_lenets_relu_starts_where_the_sigmoid_still_waits() -> None:
    """7.5, at the same rate and batch size."""
    adam = Optimizer(name="adam", lr=1e-3)
    relu, sigmoid = (
        evaluated(Ran(small(name, epochs=3, optimizer=adam)))[-1]
        for name in ("lenet-relu", "lenet")
    )
    assert sigmoid.loss > 2.2  # ten classes guessed: 2.303
    assert relu.loss < 1.6


# --- 7.6 and 7.7: losses and optimizers swapped


@pytest.mark.parametrize(
    ("end", "loss", "plain"),
    [
        ("nn.LogSoftmax(dim=1)", Loss(name="nll"), Loss()),
        ("nn.Sigmoid()", Loss(name="bce"), Loss(name="bce_with_logits")),
    ],
)
def test_losses_that_are_one_formula_train_alike(end: str, loss: Loss, plain: Loss) -> None:
    """7.6: NLL of log-softmax is cross-entropy; BCE of sigmoid is BCE with logits, on one-hot."""
    swapped = Ran(program("mlp-256", end, loss=loss))
    usual = Ran(program("mlp-256", loss=plain))
    assert values(swapped, "loss") == pytest.approx(values(usual, "loss"), rel=1e-4)
    assert evaluated(swapped)[-1].loss < evaluated(swapped)[0].loss


RULES: dict[str, tuple[Optimizer, Make]] = {
    "sgd": (Optimizer(lr=0.1), partial(torch.optim.SGD, lr=0.1)),
    "momentum": (
        Optimizer(lr=0.05, momentum=0.9),
        partial(torch.optim.SGD, lr=0.05, momentum=0.9),
    ),
    "rmsprop": (Optimizer(name="rmsprop", lr=1e-3), partial(torch.optim.RMSprop, lr=1e-3)),
    "adam": (Optimizer(name="adam", lr=1e-3), partial(torch.optim.Adam, lr=1e-3, fused=True)),
}


@pytest.mark.parametrize("name", RULES)
def test_optimizers_are_torchs_bit_for_bit(name: str) -> None:
    """7.7"""
    settings, make = RULES[name]
    ran = Ran(program("mlp-256", optimizer=settings))
    weights, losses, _ = by_hand(ran.state, make)
    assert same(ran.weights, weights)
    assert values(ran, "loss") == losses


# --- 7.8 to 7.11: data and pictures; the pages are driven in tests/panels


def seen(config: Config) -> BatchSeen:
    """The first batch."""
    found = preview(Preview(config=config))
    assert isinstance(found, BatchSeen)
    return found


def test_a_vertical_flip_turns_images_upside_down_and_resizing_makes_them_larger() -> None:
    """7.8"""
    flipped = seen(small("softmax", augment=Augment(flip_vertical=1.0)))
    np.testing.assert_array_equal(flipped.x.numpy(), flipped.plain.numpy()[..., ::-1, :])
    assert seen(small("lenet-relu", augment=Augment(resize=32))).x.shape == (50, 1, 32, 32)
    assert Ran(small("lenet-relu", augment=Augment(resize=32))).closed.reason == "finished"


def test_csv_and_idx_files_train_the_same_weights(tmp_path: Path) -> None:
    """7.9 and 7.16: a folder in MNIST's layout, and rows of a label and 784 pixels."""
    loaded, raw = load(FEW), tmp_path / "MNIST" / "raw"
    raw.mkdir(parents=True)
    for prefix, name, part in (
        ("train", "train", loaded.train),
        ("t10k", "test", loaded.validation),
    ):
        y = part.y.astype(np.uint8)
        idx.write(raw / f"{prefix}-images-idx3-ubyte", part.x)
        idx.write(raw / f"{prefix}-labels-idx1-ubyte", y)
        rows = np.column_stack([y, part.x.reshape(len(y), -1)])
        np.savetxt(tmp_path / f"my_{name}.csv", rows, "%d", ",")
    table = Data(name="csv", path=str(tmp_path / "my_train.csv"))
    folder = Data(name="idx", path=str(tmp_path))
    runs = [Ran(small("lenet-relu", epochs=1, data=data)) for data in (FEW, table, folder)]
    assert same(runs[0].weights, runs[1].weights)
    assert same(runs[0].weights, runs[2].weights)


def test_digits_that_are_absent_say_where_to_get_them(tmp_path: Path) -> None:
    """7.16"""
    closed = Ran(small("lenet-relu", data=Data(name="idx", path=str(tmp_path)))).closed
    assert closed.reason == "failed"
    assert "no IDX files" in closed.message
    assert "https://" in closed.advice


def test_shuffling_draws_each_example_once_and_the_last_batch_is_what_is_left() -> None:
    """7.10"""
    in_order = small("softmax", batches=Batches(size=256, sampler="in_order"))
    assert seen(in_order).indices.numpy().tolist() == list(range(256))
    drawn = seen(small("softmax")).drawn
    assert drawn is not None
    assert (drawn.batches, drawn.examples, drawn.different) == (12, 600, 600)
    last = preview(Preview(config=in_order, batch=2))
    assert isinstance(last, BatchSeen)
    assert last.size == 600 - 2 * 256


def test_wrong_predictions_confusion_and_first_layer_weights() -> None:
    """7.11"""
    ran = Ran(small("softmax"), [(Look(images=True),)])
    last, (_, y) = evaluated(ran)[-1], images(ran)
    assert last.confusion is not None
    assert last.predicted is not None
    matrix, predicted = last.confusion.numpy(), last.predicted.numpy()
    wrong = np.flatnonzero(predicted != y.numpy())
    assert matrix.sum() - np.trace(matrix) == len(wrong)
    assert last.accuracy == pytest.approx(1 - len(wrong) / len(y))
    assert all(matrix[y[one], predicted[one]] for one in wrong)
    shown = [one for one in ran.news if isinstance(one, Images) and one.what == "weights"]
    assert shown[-1].images.shape == (CLASSES, 28, 28)


# --- 7.12 and 7.13: see also test_train_recorded.py


def test_clipping_bounds_the_step() -> None:
    """7.12: with SGD no step is longer than the rate times the norm clipped to."""
    config = program("softmax", clip=0.01, epochs=1, data=Data(train=50, validation=10))
    begun = Ran(replace(config, optimizer=Optimizer(lr=1e-12))).weights
    moved = Ran(config).weights
    change = torch.cat([(moved[name] - begun[name]).flatten() for name in moved])
    assert change.norm().item() == pytest.approx(0.1 * 0.01, rel=1e-3)


def test_batch_norm_folds_into_the_layer_before_it() -> None:
    """7.13, on a trained network."""
    ran = Ran(small("mlp-3-batchnorm", epochs=1))
    x, _ = images(ran)
    module = ran.state.module.eval()
    assert isinstance(module, nn.Sequential)
    layers: list[nn.Module] = []
    for layer in module:
        if isinstance(layer, nn.BatchNorm1d):
            before = layers.pop()
            assert isinstance(before, nn.Linear)
            layers.append(torch.nn.utils.fusion.fuse_linear_bn_eval(before, layer))
        else:
            layers.append(layer)
    assert len(layers) == len(module) - 2
    with torch.no_grad():
        torch.testing.assert_close(nn.Sequential(*layers)(x), module(x), rtol=1e-4, atol=1e-4)


# --- 7.14 is tests/training/test_distributed.py; 7.15


@pytest.mark.skipif(torch.cuda.is_available(), reason="there is a CUDA device")
def test_a_device_that_is_not_there_is_named() -> None:
    """7.15"""
    closed = Ran(small("mlp-256", device="cuda")).closed
    assert closed.reason == "failed"
    assert "cuda" in closed.message.lower()


@pytest.mark.gpu
@pytest.mark.skipif(not torch.cuda.is_available(), reason="no CUDA device")
def test_training_on_cuda_goes_as_on_the_cpu() -> None:
    """7.15"""
    here, there = Ran(small("mlp-256")), Ran(small("mlp-256", device="cuda"))
    assert there.closed == Closed(reason="finished", step=here.closed.step)
    assert values(there, "loss") == pytest.approx(values(here, "loss"), rel=1e-2)
