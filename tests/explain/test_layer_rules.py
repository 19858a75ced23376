"""The rules of layers (convolution, pooling, norms, attention, LSTM) give what torch's nodes do."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import torch
import torch.nn.functional as F  # noqa: N812  (torch's own convention)
from msgspec.structs import replace
from torch import nn

from graphviewer.explain.rules import attention as attending
from graphviewer.explain.rules import layers, recurrent, spreading, windows
from graphviewer.explain.rules.table import rule_of
from tests.explain.torchside import held, pull, run

T = torch.Tensor
PARTS = (windows, spreading, layers, attending, recurrent)
OF_LAYERS = {rule.node for part in PARTS for rule in part.RULES}
SEEN: set[str] = set()


def data(*shape: int, seed: int = 0, dtype: torch.dtype = torch.float64) -> T:
    """A leaf of numbers of both signs."""
    generator = torch.Generator().manual_seed(seed + sum(shape))
    numbers = torch.randn(shape, generator=generator, dtype=torch.float64)
    return numbers.to(dtype).requires_grad_()


def layer(make: Callable[[], nn.Module], *shape: int) -> Callable[[torch.dtype], T]:
    """What a module makes of data, its parameters drawn."""

    def out(dtype: torch.dtype) -> T:
        torch.manual_seed(1)
        module = make().to(dtype)
        for parameter in module.parameters():
            nn.init.normal_(parameter)
        made: T = module(data(*shape, dtype=dtype))
        return made

    return out


def call(function: Callable[[T], T], *shape: int) -> Callable[[torch.dtype], T]:
    """What a function makes of data."""
    return lambda dtype: function(data(*shape, dtype=dtype))


def evaluated(module: nn.Module, *shape: int) -> nn.Module:
    """A module in eval mode that has seen some data before."""
    module(data(*shape, dtype=torch.float32))
    return module.eval()


def attention(*, causal: bool = False, mask: T | None = None) -> Callable[[torch.dtype], T]:
    """Attention of 5 queries to 5 keys, in two heads."""

    def out(dtype: torch.dtype) -> T:
        q, k, v = (data(1, 2, 5, 4, seed=seed, dtype=dtype) for seed in range(3))
        given = mask.to(dtype) if mask is not None else None
        return F.scaled_dot_product_attention(q, k, v, attn_mask=given, is_causal=causal)

    return out


CASES: dict[str, Callable[[torch.dtype], T]] = {
    "conv": layer(lambda: nn.Conv2d(2, 3, 3), 2, 2, 5, 6),
    "conv of one image": layer(lambda: nn.Conv2d(2, 3, 3), 2, 5, 6),
    "conv without bias": layer(lambda: nn.Conv2d(2, 3, (2, 3), bias=False), 2, 2, 5, 6),
    "conv padded": layer(lambda: nn.Conv2d(1, 2, 5, padding=2), 1, 1, 6, 6),
    "conv in strides": layer(lambda: nn.Conv2d(2, 3, 3, stride=2), 1, 2, 8, 7),
    "conv in strides, padded": layer(lambda: nn.Conv2d(2, 3, 3, (3, 2), (0, 1)), 1, 2, 9, 7),
    "conv dilated": layer(lambda: nn.Conv2d(2, 3, 3, dilation=2, padding=1), 1, 2, 7, 8),
    "conv in groups": layer(lambda: nn.Conv2d(4, 6, 3, groups=2, stride=2), 2, 4, 6, 6),
    "conv depthwise": layer(lambda: nn.Conv2d(3, 6, 3, groups=3, padding=1), 2, 3, 4, 4),
    "conv same": layer(lambda: nn.Conv2d(1, 1, 3, padding="same"), 1, 1, 4, 4),
    "conv valid": layer(lambda: nn.Conv2d(1, 1, 3, padding="valid"), 1, 1, 4, 5),
    "conv with one number for both axes": call(
        lambda x: F.conv2d(x, x[:, :, :3, :2], stride=[2], padding=[1], dilation=[1]), 1, 2, 5, 6
    ),
    "conv 1x1": layer(lambda: nn.Conv2d(3, 2, 1), 2, 3, 4, 4),
    "conv 1d": layer(lambda: nn.Conv1d(2, 3, 3, 2, 1), 2, 2, 9),
    "conv 3d": layer(lambda: nn.Conv3d(1, 2, 2), 1, 1, 3, 4, 3),
    "conv of a constant": lambda dtype: nn.Conv2d(1, 1, 2, dtype=dtype)(
        torch.ones(1, 1, 3, 3, dtype=dtype)
    ),
    "transposed": layer(lambda: nn.ConvTranspose2d(2, 3, 3), 2, 2, 4, 5),
    "transposed in strides": layer(
        lambda: nn.ConvTranspose2d(2, 4, 3, 2, 1, 1, groups=2), 1, 2, 4, 5
    ),
    "transposed without bias": layer(lambda: nn.ConvTranspose1d(2, 3, 3, 2, bias=False), 1, 2, 4),
    "transposed dilated": layer(lambda: nn.ConvTranspose2d(2, 3, 3, dilation=2), 1, 2, 4, 4),
    "max pool": layer(lambda: nn.MaxPool2d(2), 2, 3, 6, 6),
    "max pool of one image": layer(lambda: nn.MaxPool2d(2), 3, 5, 5),
    "max pool overlapping": layer(lambda: nn.MaxPool2d(3, 2, 1), 2, 3, 6, 6),
    "max pool ceil": layer(lambda: nn.MaxPool2d(2, ceil_mode=True), 2, 3, 5, 7),
    "max pool dilated": layer(lambda: nn.MaxPool2d(2, 1, dilation=2), 1, 2, 6, 6),
    "max pool of equals": call(lambda x: F.max_pool2d(x * 0, 2), 1, 1, 4, 4),
    "max pool 1d": layer(lambda: nn.MaxPool1d(2), 2, 3, 6),
    "max pool 3d": layer(lambda: nn.MaxPool3d(2), 1, 2, 4, 4, 4),
    "adaptive max": layer(lambda: nn.AdaptiveMaxPool2d((3, 2)), 2, 2, 7, 5),
    "adaptive max 3d": layer(lambda: nn.AdaptiveMaxPool3d(2), 1, 2, 5, 4, 4),
    "fractional max": layer(lambda: nn.FractionalMaxPool2d(2, output_size=3), 1, 2, 7, 7),
    "average pool": layer(lambda: nn.AvgPool2d(2), 2, 3, 6, 6),
    "average pool overlapping": layer(lambda: nn.AvgPool2d(3, 2, 1), 2, 3, 6, 7),
    "average pool ceil": layer(lambda: nn.AvgPool2d(3, 2, 1, ceil_mode=True), 1, 2, 6, 6),
    "average pool inside only": layer(
        lambda: nn.AvgPool2d((3, 2), (2, 1), (1, 0), count_include_pad=False), 1, 2, 6, 6
    ),
    "average pool divided": layer(lambda: nn.AvgPool2d(2, divisor_override=3), 1, 2, 4, 4),
    "average pool divided by less than 0": call(
        lambda x: F.avg_pool2d(x, 2, divisor_override=-3), 1, 2, 4, 4
    ),
    "average pool 1d": layer(lambda: nn.AvgPool1d(2), 2, 3, 7),
    "average pool 3d": layer(lambda: nn.AvgPool3d(2, padding=1), 1, 2, 4, 4, 4),
    "adaptive average": layer(lambda: nn.AdaptiveAvgPool2d((3, 2)), 2, 2, 7, 5),
    "adaptive average larger": layer(lambda: nn.AdaptiveAvgPool2d(6), 1, 2, 4, 5),
    "adaptive average 1d": layer(lambda: nn.AdaptiveAvgPool1d(3), 2, 2, 7),
    "adaptive average 3d": layer(lambda: nn.AdaptiveAvgPool3d(2), 1, 2, 5, 4, 3),
    "pad": call(lambda x: F.pad(x, (1, 2, 0, 3), value=2.0), 2, 3, 4),
    "pad the last": call(lambda x: F.pad(x, (2, 1)), 2, 3),
    "pad and cut": call(lambda x: F.pad(x, (1, -1, -2, 0)), 2, 3, 4),
    **{
        f"{mode} pad {axes}": call(
            lambda x, mode=mode, axes=axes: F.pad(x, (1, 2) * axes, mode=mode),  # type: ignore[misc]
            *(1, 2, 3, 4, 3)[: axes + 2],
        )
        for mode in ("reflect", "replicate")
        for axes in (1, 2, 3)
    },
    **{
        f"nearest {axes}": call(
            lambda x, axes=axes: F.interpolate(x, size=(5, 7, 4)[:axes]),  # type: ignore[misc]
            *(1, 2, 3, 4, 3)[: axes + 2],
        )
        for axes in (1, 2, 3)
    },
    "nearest doubled": call(lambda x: F.interpolate(x, scale_factor=2), 1, 2, 3, 4),
    "nearest scaled": call(lambda x: F.interpolate(x, scale_factor=1.7), 1, 2, 5, 4),
    "linear": call(lambda x: F.interpolate(x, size=7, mode="linear"), 1, 2, 4),
    "bilinear": call(lambda x: F.interpolate(x, size=(5, 3), mode="bilinear"), 1, 2, 3, 4),
    "bilinear scaled": call(
        lambda x: F.interpolate(x, scale_factor=1.7, mode="bilinear"), 1, 2, 5, 4
    ),
    "bilinear corners": call(
        lambda x: F.interpolate(x, size=(5, 1), mode="bilinear", align_corners=True), 1, 2, 3, 4
    ),
    "trilinear": call(lambda x: F.interpolate(x, size=(3, 5, 2), mode="trilinear"), 1, 1, 3, 4, 3),
    "batch norm": layer(lambda: nn.BatchNorm1d(3), 5, 3),
    "batch norm 2d": layer(lambda: nn.BatchNorm2d(3, eps=0.1, momentum=0.5), 2, 3, 4, 4),
    "batch norm plain": layer(lambda: nn.BatchNorm2d(3, affine=False), 2, 3, 4, 4),
    "batch norm without running": layer(
        lambda: nn.BatchNorm1d(3, track_running_stats=False), 2, 3, 4
    ),
    "batch norm evaluated": layer(lambda: evaluated(nn.BatchNorm1d(3), 5, 3), 5, 3),
    "batch norm evaluated 2d": layer(
        lambda: evaluated(nn.BatchNorm2d(2, 0.1), 2, 2, 3, 3), 2, 2, 3, 3
    ),
    "batch norm evaluated plain": layer(
        lambda: evaluated(nn.BatchNorm1d(3, affine=False), 5, 3), 5, 3
    ),
    "instance norm": layer(lambda: nn.InstanceNorm2d(3, affine=True), 2, 3, 4, 4),
    "layer norm": layer(lambda: nn.LayerNorm(4), 2, 3, 4),
    "layer norm of two axes": layer(lambda: nn.LayerNorm((3, 4), eps=0.1), 2, 3, 4),
    "layer norm plain": layer(lambda: nn.LayerNorm(4, elementwise_affine=False), 3, 4),
    "layer norm without bias": layer(lambda: nn.LayerNorm(4, bias=False), 3, 4),
    "layer norm of nothing": layer(lambda: nn.LayerNorm(4), 0, 4),
    "group norm": layer(lambda: nn.GroupNorm(2, 4), 2, 4, 3, 3),
    "group norm plain": layer(lambda: nn.GroupNorm(2, 4, affine=False), 2, 4, 5),
    "dropout": call(lambda x: torch.native_dropout(x, 0.3, train=True)[0], 4, 5),
    "dropout of all": call(lambda x: torch.native_dropout(x, 1.0, train=True)[0], 4, 5),
    "prelu": layer(nn.PReLU, 3, 4),
    "prelu of channels": layer(lambda: nn.PReLU(3), 2, 3, 4, 4),
    "prelu at 0": call(lambda x: F.prelu(x * 0, data(1, dtype=x.dtype)), 3),
    "attention": attention(),
    "attention causal": attention(causal=True),
    "attention masked": attention(mask=torch.randn(5, 5)),
}


@pytest.mark.parametrize("dtype", [torch.float64, torch.float32], ids=str)
@pytest.mark.parametrize("name", CASES)
def test_the_rule_of_a_layer_gives_torchs_gradient(name: str, dtype: torch.dtype) -> None:
    out = CASES[name](dtype)
    weights = data(*out.shape, seed=9, dtype=dtype).detach()
    ran = run(out, lambda: pull(out, weights))
    assert all(rule_of(one.node()) is not None for one in ran)
    SEEN.update(held(ran, 1e-11 if dtype == torch.float64 else 2e-4))


@pytest.mark.parametrize(
    "options", [{}, {"bias": False}, {"bidirectional": True}, {"num_layers": 2}]
)
@pytest.mark.parametrize("used", ["output", "h", "c", "every"])
def test_the_rule_of_a_fused_lstm_gives_torchs_gradient(
    options: dict[str, bool], used: str
) -> None:
    torch.manual_seed(0)
    lstm = nn.LSTM(3, 4, **options)
    rows = 2 if "bias" not in options and options else 1
    x, h, c = (
        data(*shape, dtype=torch.float32) for shape in ((5, 2, 3), (rows, 2, 4), (rows, 2, 4))
    )
    out, (last_h, last_c) = lstm(x, (h, c))
    made = {"output": out, "h": last_h, "c": last_c}
    chosen = [made[used]] if used in made else list(made.values())
    ran = run(torch.cat([one.flatten() for one in chosen]).square().sum())
    assert "MkldnnRnnLayerBackward0" in {one.name for one in ran}
    SEEN.update(held(ran, 1e-5))


@pytest.mark.parametrize("name", [name for name in CASES if name.startswith("batch norm")])
def test_the_gpus_batch_norm_has_the_same_rule_under_its_own_names(name: str) -> None:
    """cuDNN's node, as PyTorch's derivatives.yaml has it, with the numbers of the CPU's."""
    out = CASES[name](torch.float64)
    cpu = [one for one in run(out) if one.name == "NativeBatchNormBackward0"]
    renamed = [{("epsilon" if k == "eps" else k): v for k, v in one.saved.items()} for one in cpu]
    gpu = [
        replace(one, name="CudnnBatchNormBackward0", saved=saved)
        for one, saved in zip(cpu, renamed, strict=True)
    ]
    SEEN.update(held(gpu, 1e-11))


def test_every_row_of_a_layer_was_held_to_torch() -> None:
    assert not OF_LAYERS - SEEN
