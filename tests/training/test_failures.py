"""What is said when a training goes wrong: where it began, and what to do."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from torch import Tensor, nn
from torch.nn import functional as F  # noqa: N812  # as everyone calls it

from graphviewer.training.failures import Bad, diverged, first_bad, memory


class Root(nn.Module):
    """Finite at 0, where its derivative is not."""

    def forward(self, x: Tensor) -> Tensor:
        return (x * 0).abs().sqrt()


class Grown(nn.Module):
    """Exponentials by hand, behind a mask."""

    def forward(self, x: Tensor) -> Tensor:
        masked = x.masked_fill(x < 0, float("-inf"))
        return masked.softmax(1).nan_to_num() + torch.exp(x * 1000)


def net(*more: nn.Module) -> nn.Sequential:
    torch.manual_seed(0)
    return nn.Sequential(nn.Linear(4, 5), nn.Dropout(0.5), nn.BatchNorm1d(5), *more)


def batch() -> tuple[Tensor, Tensor]:
    torch.manual_seed(1)
    return torch.randn(6, 4), torch.randint(0, 5, (6,))


def found(module: nn.Module, x: Tensor, y: Tensor) -> Bad:
    bad = first_bad(module, x, y, F.cross_entropy)
    assert bad is not None
    return bad


def test_nothing_is_found_where_nothing_is_wrong_and_nothing_changes() -> None:
    module, (x, y) = net(), batch()
    before = [one.clone() for one in module.state_dict().values()]
    state = torch.get_rng_state()
    assert first_bad(module, x, y, F.cross_entropy) is None
    assert torch.equal(torch.get_rng_state(), state)
    after = module.state_dict().values()
    assert all(torch.equal(one, other) for one, other in zip(before, after, strict=True))
    assert all(one.grad is None for one in module.parameters())


def test_the_batch_is_looked_at_first() -> None:
    module, (x, y) = net(), batch()
    x[2, 1] = float("nan")
    bad = found(module, x, y)
    assert (bad.where, "1 NaN of 24 values" in bad.message) == ("x", True)


def test_a_parameter_that_is_already_broken_is_named() -> None:
    module, (x, y) = net(nn.Linear(5, 5)), batch()
    with torch.no_grad():
        module.get_parameter("3.weight")[0, :2] = float("inf")
    bad = found(module, x, y)
    assert bad.where == "3.weight"
    assert "2 infinite of 25 values before the batch" in bad.message


def test_the_first_module_that_overflows_is_named_with_the_call() -> None:
    module, (x, y) = net(nn.Linear(5, 5), nn.ReLU(), nn.Linear(5, 5)), batch()
    with torch.no_grad():
        module.get_parameter("3.weight").fill_(1e38)
        module.get_parameter("5.weight").fill_(1e20)
    bad = found(module, x.mul(0.1), y)
    assert bad.where in ("3", "5")
    assert bad.message.startswith(f"linear in {bad.where} (Linear) gave ")
    assert "infinite of 30 values, from numbers up to 1e+" in bad.message


def test_a_call_by_hand_is_named_and_a_mask_is_not() -> None:
    module, (x, y) = net(Grown()), batch()
    bad = found(module, x, y)
    assert bad.where == "3"
    assert bad.message.startswith("exp in 3 (Grown) gave ")


def test_a_gradient_that_breaks_behind_a_finite_loss_is_named() -> None:
    module, (x, y) = net(nn.Linear(5, 5), Root(), nn.Linear(5, 5)), batch()
    bad = found(module, x, y)
    assert bad.where in ("3.weight", "3.bias")  # 5 is nearer to the loss, and fine
    assert "the loss is finite" in bad.message.lower()


def test_an_update_that_overflows_is_named() -> None:
    module, (x, y) = net(nn.Linear(5, 5)), batch()
    optimizer = torch.optim.SGD(module.parameters(), 3e38, momentum=0.9)
    before = [one.clone() for one in module.parameters()]
    assert first_bad(module, x, y, F.cross_entropy) is None
    with torch.no_grad():
        module.get_parameter("3.weight").mul_(1e3)
    bad = first_bad(module, x, y, F.cross_entropy, optimizer)
    assert bad is not None
    assert bad.where == "0.weight"
    assert bad.message.startswith("All gradients are finite, but the update leaves 0.weight with ")
    assert all(map(torch.equal, before[:-2], list(module.parameters())[:-2]))
    assert not optimizer.state


def test_statistics_that_broke_are_not_blamed() -> None:
    module, (x, y) = net(nn.Linear(5, 5)), batch()
    module.get_buffer("2.running_var").fill_(float("inf"))
    assert first_bad(module, x, y, F.cross_entropy) is None


def test_divergence_is_told_with_its_place_and_a_smaller_rate() -> None:
    closed = diverged(1234, float("nan"), 0.5, Bad("3", "exp in 3 (Grown) gave NaN."))
    assert (closed.reason, closed.step, closed.where) == ("diverged", 1234, "3")
    assert closed.message == (
        "At step 1,234 numbers stopped being finite. exp in 3 (Grown) gave NaN."
    )
    assert diverged(3, float("inf"), 0.5).message == "The loss is inf at step 3."
    assert diverged(3, None, 0.5).message == "After step 3 some weights are not finite."
    assert "0.05" in closed.advice


def test_memory_that_this_machine_does_not_have_is_told_with_its_amount() -> None:
    with pytest.raises(RuntimeError) as cpu:
        torch.empty(10**15)
    closed = memory(cpu.value, step=3, batch=256)
    assert closed is not None
    assert (closed.reason, closed.step) == ("memory", 3)
    assert closed.message == "The memory is used up: 3.6 PiB more were wanted."
    assert closed.advice.startswith("Lower the batch size (256 here)")
    with pytest.raises(MemoryError) as host:
        np.empty(10**17, np.uint8)
    told = memory(host.value, step=3, batch=256)
    assert told is not None
    assert "88.8 PiB more were wanted" in told.message


CUDA = (
    "CUDA out of memory. Tried to allocate 2.50 GiB. GPU 0 has a total capacity of 79.10 GiB of"
    " which 1.20 GiB is free. Including non-PyTorch memory, this process has 77.90 GiB memory in"
    " use."
)


def test_memory_of_a_device_is_told_with_what_it_has() -> None:
    closed = memory(torch.OutOfMemoryError(CUDA), step=0, batch=1)
    assert closed is not None
    assert closed.message == (
        "The memory of the device is used up: 2.5 GiB more were wanted, 1.20 GiB of 79.10 GiB are"
        " free."
    )
    assert closed.advice.endswith("train on the CPU.")


def test_other_errors_are_no_matter_of_memory() -> None:
    wrong_shapes = RuntimeError("mat1 and mat2 shapes cannot be multiplied")
    assert memory(wrong_shapes, step=0, batch=1) is None
    assert memory(ValueError("out of memory"), step=0, batch=1) is None
    assert memory(MemoryError(), step=0, batch=1) is not None
