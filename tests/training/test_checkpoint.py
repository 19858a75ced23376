"""A checkpoint holds all that decides how a training goes on, and refuses what it cannot hold."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import safetensors.torch
import torch
from safetensors.torch import save_file
from torch import Tensor, nn

from graphviewer.disk import atomic
from graphviewer.runs.config import Config, Optimizer, Schedule
from graphviewer.training import checkpoint, optimizers, schedules
from graphviewer.training.checkpoint import CheckpointProblem
from graphviewer.training.losses import Loss
from graphviewer.training.packing import CannotPack, pack, unpack
from graphviewer.training.state import OnDevice, State

NAN = float("nan")
RULES = [
    Optimizer(name="sgd"),
    Optimizer(name="sgd", momentum=0.9, nesterov=True, weight_decay=1e-3),
    Optimizer(name="rmsprop", lr=1e-3, momentum=0.5),
    Optimizer(name="adam", lr=1e-3),
    Optimizer(name="adamw", lr=1e-3, weight_decay=0.1),
    Optimizer(name="adagrad", lr=0.01),
    Optimizer(name="lbfgs", lr=0.1),
]
SCHEDULES = [
    Schedule(),
    Schedule(name="step", every=2),
    Schedule(name="exponential"),
    Schedule(name="cosine"),
    Schedule(name="linear_warmup", warmup=5),
    Schedule(name="one_cycle"),
]


class Counting(nn.Module):
    """Keeps a count that `state_dict` leaves out."""

    calls: Tensor

    def __init__(self) -> None:
        super().__init__()
        self.register_buffer("calls", torch.zeros((), dtype=torch.int64), persistent=False)

    def forward(self, x: Tensor) -> Tensor:
        self.calls += 1
        return x * (1 + 0.01 * self.calls)


def network() -> nn.Module:
    return nn.Sequential(
        nn.Linear(5, 7), nn.BatchNorm1d(7), nn.Dropout(0.5), Counting(), nn.Linear(7, 3)
    )


def fresh(
    rule: Optimizer,
    schedule: Schedule | None = None,
    make: Callable[[], nn.Module] = network,
    batches: int = 10,
) -> State:
    config = Config(optimizer=rule, schedule=schedule or Schedule())
    torch.manual_seed(1)
    module = make()
    optimizer = optimizers.make(rule, list(module.parameters()))
    scheduler = schedules.make(config.schedule, optimizer, 40)
    x, y = torch.randn(40, 5), torch.randint(3, (40,))
    data = OnDevice("table", x, y, x, y, ("a", "b", "c"), "made up", sample=False)
    loss = Loss(config.loss, 3)
    return State(config, "", module, optimizer, scheduler, loss, data, batches)


def train(state: State, steps: int) -> list[float]:
    """Some steps; the losses, to the last digit."""
    losses = []
    for _ in range(steps):
        indices = torch.arange(8) + state.step % 4 * 8

        def again(indices: Tensor = indices) -> float:
            state.optimizer.zero_grad()
            x, y = state.data.x[indices], state.data.y[indices]
            loss: Tensor = state.loss(state.module(x), y)
            loss.backward()  # type: ignore[no-untyped-call]
            return loss.item()

        loss = state.optimizer.step(again)
        assert loss is not None
        losses.append(loss)
        if state.scheduler is not None:
            state.scheduler.step()
        state.step += 1
    return losses


def bits(state: State) -> dict[str, bytes]:
    tensors: dict[str, Tensor] = {**dict(state.module.named_parameters())}
    tensors |= dict(state.module.named_buffers())
    return {name: one.detach().numpy().tobytes() for name, one in tensors.items()}


def _id(row: Optimizer | Schedule) -> str:
    return row.name


@pytest.mark.parametrize("rule", RULES, ids=_id)
def test_a_training_goes_on_bit_for_bit(rule: Optimizer, tmp_path: Path) -> None:
    through = fresh(rule)
    train(through, 3)
    checkpoint.save(through, tmp_path / "c")
    wanted = train(through, 4)

    again = fresh(rule)
    torch.manual_seed(99)
    checkpoint.restore(again, tmp_path / "c")
    assert again.step == 3
    assert train(again, 4) == wanted
    assert bits(again) == bits(through)


@pytest.mark.parametrize("schedule", SCHEDULES, ids=_id)
def test_a_schedule_goes_on(schedule: Schedule, tmp_path: Path) -> None:
    through = fresh(RULES[3], schedule)
    train(through, 3)
    checkpoint.save(through, tmp_path / "c")
    train(through, 4)
    again = fresh(RULES[3], schedule)
    checkpoint.restore(again, tmp_path / "c")
    train(again, 4)
    rates = [one.optimizer.param_groups[0]["lr"] for one in (again, through)]
    assert rates[0] == rates[1]
    assert bits(again) == bits(through)


def test_all_generators_go_on(tmp_path: Path) -> None:
    state = fresh(RULES[0])
    random.gauss(0, 1)  # leaves one number over
    checkpoint.save(state, tmp_path / "c")

    def drawn() -> tuple[float, float, float]:
        old = np.random.normal()  # noqa: NPY002 - the one programs draw from
        return random.gauss(0, 1), float(old), float(torch.randn(()))

    wanted = drawn()
    drawn()
    checkpoint.restore(state, tmp_path / "c")
    assert drawn() == wanted


def test_sums_of_the_epoch_are_kept(tmp_path: Path) -> None:
    state = fresh(RULES[0])
    state.step, state.sums = 7, {"loss": 1 / 3}
    checkpoint.save(state, tmp_path / "c")
    again = fresh(RULES[0])
    checkpoint.restore(again, tmp_path / "c")
    assert (again.step, again.sums) == (7, {"loss": 1 / 3})


@pytest.mark.parametrize("dtype", [torch.bfloat16, torch.float64, torch.float16, torch.bool])
def test_other_types_of_numbers_are_kept(dtype: torch.dtype, tmp_path: Path) -> None:
    state = fresh(RULES[0])
    state.module.register_buffer("odd", torch.tensor([[0.0, -0.0], [1.0, NAN]]).to(dtype).T)
    checkpoint.save(state, tmp_path / "c")
    again = fresh(RULES[0])
    again.module.register_buffer("odd", torch.zeros(2, 2, dtype=dtype))
    checkpoint.restore(again, tmp_path / "c")
    kept = again.module.get_buffer("odd").contiguous().view(torch.uint8)
    assert torch.equal(kept, state.module.get_buffer("odd").contiguous().view(torch.uint8))


# --- what is refused; the state stays as it was


def refused(state: State, path: Path) -> str:
    before = bits(state)
    with pytest.raises(CheckpointProblem) as caught:
        checkpoint.restore(state, path)
    assert bits(state) == before
    assert state.step == 0
    return str(caught.value)


def test_another_model_is_refused_by_name(tmp_path: Path) -> None:
    checkpoint.save(fresh(RULES[0]), tmp_path / "c")

    def other() -> nn.Module:
        return nn.Sequential(nn.Linear(5, 6), nn.Tanh(), nn.Linear(6, 3))

    said = refused(fresh(RULES[0], make=other), tmp_path / "c")
    assert "c is of another training" in said
    assert "The model has, and the checkpoint has not: 2.weight; 2.bias." in said
    assert "The checkpoint has, and the model has not: 1.weight; 1.bias; 4.weight" in said
    assert "Of another shape: 0.weight float32[7, 5], here float32[6, 5]" in said


@pytest.mark.parametrize(
    ("state", "said"),
    [
        (fresh(RULES[3]), "Its optimizer is another."),
        (fresh(RULES[0], Schedule(name="cosine")), "Its schedule of the learning rate is another."),
        (fresh(RULES[0], batches=11), "Its epochs have 10 batches; here they have 11."),
    ],
)
def test_another_training_is_refused(state: State, said: str, tmp_path: Path) -> None:
    checkpoint.save(fresh(RULES[0]), tmp_path / "c")
    assert said in refused(state, tmp_path / "c")


@pytest.mark.parametrize("length", [0, 5, 8, 100, 5000, -1])
def test_a_file_that_is_cut_short_is_refused(length: int, tmp_path: Path) -> None:
    checkpoint.save(fresh(RULES[0]), tmp_path / "c")
    (tmp_path / "c").write_bytes((tmp_path / "c").read_bytes()[:length])
    assert "cut short" in refused(fresh(RULES[0]), tmp_path / "c")


@pytest.mark.parametrize("share", [0.01, 0.3, 0.6, 0.99])
def test_a_changed_byte_is_noticed(share: float, tmp_path: Path) -> None:
    checkpoint.save(fresh(RULES[0]), tmp_path / "c")
    data = bytearray((tmp_path / "c").read_bytes())
    data[int(len(data) * share)] ^= 1
    (tmp_path / "c").write_bytes(data)
    assert refused(fresh(RULES[0]), tmp_path / "c")


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("step", -1),
        ("step", "1"),
        ("batches", None),
        ("model", 1.5),
        ("model", {"dict": [1]}),
        ("optimizer", 7),
        ("sums", 3),
        ("random", {"dict": []}),
        ("scheduler", True),
    ],
)
def test_values_that_are_made_up_are_refused(key: str, value: object, tmp_path: Path) -> None:
    state, path = fresh(Optimizer()), tmp_path / "a.safetensors"
    checkpoint.save(state, path)
    kept = checkpoint.read(path)
    metadata = {
        "format": checkpoint.FORMAT,
        "crc": "00000000",
        "state": json.dumps({**kept.plain, key: value}),
    }
    atomic.write(path, checkpoint._with_sum(safetensors.torch.save(dict(kept.tensors), metadata)))
    assert str(path) in refused(state, path)


def test_a_file_of_weights_is_no_checkpoint(tmp_path: Path) -> None:
    save_file({"0.weight": torch.zeros(2)}, tmp_path / "c")
    assert "no checkpoint of a training" in refused(fresh(RULES[0]), tmp_path / "c")


def test_a_failed_save_leaves_the_last_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    state = fresh(RULES[0])
    checkpoint.save(state, tmp_path / "c")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    state.step = 5
    with pytest.raises(Exception, match="No space left on device"):
        checkpoint.save(state, tmp_path / "c")
    monkeypatch.undo()
    assert checkpoint.read(tmp_path / "c").step == 0
    assert [path.name for path in tmp_path.iterdir()] == ["c"]


def test_collections_come_back_as_they_were() -> None:
    tensors: dict[str, Tensor] = {}
    value = {0: [None, (1, 2.5, "x"), {"a.b": True, "a": {"b": 1e-300}}], (1, 2): [], "π": NAN}
    packed = pack(value, "v", tensors)
    assert str(unpack(packed, tensors)) == str(value)


def test_tensors_of_like_names_are_kept_apart() -> None:
    tensors: dict[str, Tensor] = {}
    packed = pack({"a.b": torch.tensor(1), "a": {"b": torch.tensor(2)}}, "v", tensors)
    found = unpack(packed, tensors)
    assert (int(found["a.b"]), int(found["a"]["b"])) == (1, 2)


def test_what_is_no_plain_value_is_refused() -> None:
    with pytest.raises(CannotPack, match="is a object"):
        pack({"a": object()}, "v", {})
