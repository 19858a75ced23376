"""Rules for what mixes places axis by axis: pooling by means, borders, images made larger."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from graphviewer.explain.rules.rule import Array, Env, Rule, Vjp, signed

# Of an axis: for each tap, the place that each output reads, and how much of it.
Taps = list[tuple[Array, Array]]
AVERAGED = (
    (
        "Each cell of a window has the same share in its mean, so each gets the window's upstream "
        "gradient divided by the number of cells."
    ),
    (
        "창의 각 칸은 평균에서 같은 몫을 가지므로, 창의 상류 기울기를 칸 수로 나눈 값을 똑같이 "
        "받습니다."
    ),
)
PADDED = (
    "The border is constant: its gradient is dropped, and the rest passes through unchanged.",
    "테두리는 상수이므로 그 기울기는 버리고, 나머지는 그대로 통과합니다.",
)
MIRRORED = (
    "The border is made of copies, so the gradients of a cell's copies are added to its own.",
    "테두리는 복사본이므로, 각 칸은 자기 기울기에 복사본들의 기울기를 더해 받습니다.",
)
REPEATED = (
    "The gradients of a pixel's copies are added; a pixel that was left out gets 0.",
    "각 픽셀은 복사본들의 기울기를 모두 더해 받으며, 빠진 픽셀은 0을 받습니다.",
)
BLENDED = (
    (
        "Each new pixel is a weighted mean of its neighbours: each neighbour gets the upstream "
        "gradient times its weight."
    ),
    "새 픽셀은 이웃 픽셀의 가중 평균이므로, 각 이웃은 상류 기울기에 자기 가중치를 곱해 받습니다.",
)


def _back(gradient: Array, axis: int, length: int, taps: Taps) -> Array:
    """Along one axis, what each place owes to the outputs that read it."""
    moved = np.moveaxis(gradient, axis, 0)
    found = np.zeros((length, *moved.shape[1:]), gradient.dtype)
    for places, shares in taps:
        used = shares != 0
        weights = shares[used].astype(gradient.dtype)
        weighted = moved[used] * weights.reshape(-1, *[1] * (moved.ndim - 1))
        np.add.at(found, places[used], weighted)
    return np.moveaxis(found, 0, axis)


def _by_axis(e: Env, axes: int, taps: Callable[[int, int, int], Taps]) -> Array:
    """Back along the last so many axes; `taps` has the axis from 0, and its lengths in and out."""
    found = e.g
    for place in range(axes):
        axis = place - axes
        found = _back(found, axis, e.shape[axis], taps(place, e.shape[axis], e.g.shape[axis]))
    return found


def _means(axes: int) -> Vjp:
    def back(e: Env) -> Array:
        divisor = e.optional("divisor_override")
        strides = tuple(e.stride) or tuple(e.kernel_size)

        def taps(place: int, length: int, many: int) -> Taps:
            size, by, around = (
                int(one[place if len(one) > 1 else 0])
                for one in (e.kernel_size, strides, e.padding)
            )
            start = np.arange(many) * by - around
            end = np.minimum(start + size, length + around)
            cells = end - start
            if not e.count_include_pad:
                cells = np.minimum(end, length) - np.maximum(start, 0)
            if divisor is not None:
                cells = np.full(many, signed(int(divisor)) if place == 0 else 1)
            reads = (start + tap for tap in range(size))
            return [
                (at.clip(0, length - 1), np.where((at >= 0) & (at < length), 1 / cells, 0))
                for at in reads
            ]

        return _by_axis(e, axes, taps)

    return back


def _adaptive(axes: int) -> Vjp:
    def taps(_: int, length: int, many: int) -> Taps:
        start = np.arange(many) * length // many
        end = -(-(np.arange(many) + 1) * length // many)
        cells = end - start
        return [
            (np.minimum(start + tap, length - 1), np.where(start + tap < end, 1 / cells, 0))
            for tap in range(int(cells.max(initial=0)))
        ]

    return lambda e: _by_axis(e, axes, taps)


def _pads(e: Env, axis: int) -> tuple[int, int]:
    """What was added before and after an axis counted from the end; PyTorch has the last first."""
    pad, place = e.optional("pad") or e.padding, 2 * (-axis - 1)
    return (signed(int(pad[place])), signed(int(pad[place + 1]))) if place < len(pad) else (0, 0)


def _cropped(e: Env) -> Array:
    found = np.zeros(e.shape, e.g.dtype)
    inside, outside = [], []
    for place, length in enumerate(e.shape):
        before, _ = _pads(e, place - len(e.shape))
        first, last = max(0, -before), min(length, e.g.shape[place] - before)
        inside.append(slice(first, max(first, last)))
        outside.append(slice(first + before, max(first, last) + before))
    found[tuple(inside)] = e.g[tuple(outside)]
    return found


def _bordered(axes: int, *, mirrored: bool) -> Vjp:
    def back(e: Env) -> Array:
        def taps(place: int, length: int, many: int) -> Taps:
            at = np.arange(many) - _pads(e, place - axes)[0]
            if mirrored:
                at = np.abs(at)
                at = length - 1 - np.abs(length - 1 - at)
            return [(at.clip(0, length - 1), np.ones(many))]

        return _by_axis(e, axes, taps)

    return back


SCALES = {1: ("scales",), 2: ("scales_h", "scales_w"), 3: ("scales_d", "scales_h", "scales_w")}


def _ratio(e: Env, name: str, length: int, many: int) -> float:
    scale = e.optional(name)
    return 1 / float(scale) if scale else length / many


def _nearest(axes: int) -> Vjp:
    def back(e: Env) -> Array:
        def taps(place: int, length: int, many: int) -> Taps:
            ratio = np.float32(_ratio(e, SCALES[axes][place], length, many))  # as PyTorch has it
            at = np.floor(np.arange(many, dtype=np.float32) * ratio).astype(np.intp)
            return [(np.minimum(at, length - 1), np.ones(many))]

        return _by_axis(e, axes, taps)

    return back


def _linear(axes: int) -> Vjp:
    def back(e: Env) -> Array:
        def taps(place: int, length: int, many: int) -> Taps:
            if e.align_corners:
                at = np.arange(many) * ((length - 1) / (many - 1) if many > 1 else 0.0)
            else:
                ratio = _ratio(e, SCALES[axes][place], length, many)
                at = np.maximum((np.arange(many) + 0.5) * ratio - 0.5, 0)
            first = np.minimum(at.astype(np.intp), length - 1)
            part = np.clip(at - first, 0, 1)
            return [(first, 1 - part), (np.minimum(first + 1, length - 1), part)]

        return _by_axis(e, axes, taps)

    return back


def _row(node: str, forward: str, backward: str, vjp: Vjp, why: tuple[str, str]) -> Rule:
    return Rule(
        node=node,
        inputs=("self",),
        forward=f"\\w{{{forward}}}(@self)",
        backward=(backward,),
        vjp=(vjp,),
        why=why,
    )


_SPREAD = "\\w{spread}(\\frac{@g}{\\w{cells}})"
_COPIES = "\\sum_{\\w{copies}} @g"
_WEIGHTED = "\\sum_{\\w{neighbours}} \\w{weight} · @g"

RULES: tuple[Rule, ...] = (
    *(
        _row(f"AvgPool{axes}DBackward0", "avgpool", _SPREAD, _means(axes), AVERAGED)
        for axes in (2, 3)
    ),
    *(
        _row(f"AdaptiveAvgPool{axes}DBackward0", "avgpool", _SPREAD, _adaptive(axes), AVERAGED)
        for axes in (2, 3)
    ),
    _row("ConstantPadNdBackward0", "pad", "\\w{crop}(@g)", _cropped, PADDED),
    *(
        _row(
            f"{kind}Pad{axes}DBackward0",
            "pad",
            _COPIES,
            _bordered(axes, mirrored=kind == "Reflection"),
            MIRRORED,
        )
        for kind in ("Reflection", "Replication")
        for axes in (1, 2, 3)
    ),
    *(
        _row(f"UpsampleNearest{axes}DBackward0", "upsample", _COPIES, _nearest(axes), REPEATED)
        for axes in (1, 2, 3)
    ),
    _row("UpsampleLinear1DBackward0", "upsample", _WEIGHTED, _linear(1), BLENDED),
    _row("UpsampleBilinear2DBackward0", "upsample", _WEIGHTED, _linear(2), BLENDED),
    _row("UpsampleTrilinear3DBackward0", "upsample", _WEIGHTED, _linear(3), BLENDED),
)
