"""Rules for convolutions and for pooling by maxima: what slides a window over its input."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from graphviewer.explain.rules.rule import Array, Env, Rule, Shape, TooLarge, Vjp

MOST_WORK = 1 << 27  # multiplications; beyond it the window would stall
Slices = tuple[slice, ...]
ALL = slice(None)

CORRELATED = (
    (
        "The input gets the upstream gradient convolved (∗) with the kernel: over strides and "
        "padding, with the kernel turned. The kernel gets the correlation (corr) of input and "
        "gradient, the bias the sum over batch and places."
    ),
    (
        "입력은 상류 기울기와 커널의 합성곱(∗)을 받으며, 이때 커널은 뒤집힙니다. 커널은 입력과 "
        "기울기의 상관(corr)을, 편향은 배치와 모든 자리에 대한 합을 받습니다."
    ),
)
TRANSPOSED = (
    (
        "A transposed convolution is a convolution's way back: so on its own way back the kernel "
        "slides over the upstream gradient, as in an ordinary layer."
    ),
    (
        "전치 합성곱은 합성곱의 역전파와 같은 계산입니다. 그래서 역전파에서는 보통의 합성곱 "
        "층처럼 커널이 상류 기울기 위를 움직입니다."
    ),
)
MAXIMA = (
    "Each window's gradient goes to the place its maximum came from; all others get 0.",
    "각 창의 기울기는 최댓값이 있던 자리로만 가고, 나머지는 0을 받습니다.",
)


def _sides(e: Env) -> tuple[Array, Array]:
    """The side with a place for each position of the kernel, and the one it slides over."""
    return (e.input, e.g) if e.transposed else (e.g, e.input)


def _affordable(e: Env) -> None:
    small, _ = _sides(e)
    work = small.size * e.weight.size // max(e.weight.shape[0], 1)
    if work > MOST_WORK:
        raise TooLarge(f"{work:,} multiplications")


def _by_axis(e: Env, option: tuple[int, ...]) -> tuple[int, ...]:
    """An option of each axis; `stride=[2]` and `padding="valid"` are saved as one number."""
    each = tuple(int(one) for one in option)
    return each * (e.weight.ndim - 2) if len(each) == 1 else each


def _padded(e: Env, large: Array) -> Array:
    return np.pad(large, ((0, 0), (0, 0), *((n, n) for n in _by_axis(e, e.padding))))


def _taps(e: Env, lengths: Shape) -> Iterator[tuple[tuple[int, ...], Slices]]:
    """Each cell of the kernel, and what it lies on in the padded side at all its positions."""
    dilation, stride = _by_axis(e, e.dilation), _by_axis(e, e.stride)
    for cell in np.ndindex(*e.weight.shape[2:]):
        starts = (apart * at for apart, at in zip(dilation, cell, strict=True))
        steps = zip(starts, stride, lengths, strict=True)
        lies = (slice(at, at + by * (many - 1) + 1, by) for at, by, many in steps)
        yield cell, (ALL, ALL, *lies)


def _grouped(e: Env, array: Array) -> Array:
    """[batch, channels, places...] as [groups, channels of a group, batch and places]."""
    groups = int(e.groups)
    return np.moveaxis(array, 1, 0).reshape(groups, array.shape[1] // groups, -1)


def _ungrouped(array: Array, shape: Shape) -> Array:
    return np.moveaxis(array.reshape(shape[1], shape[0], *shape[2:]), 0, 1)


def _to_kernel(e: Env) -> Array:
    _affordable(e)
    small, large = _sides(e)
    padded: Array = _padded(e, large)
    found: Array = np.empty(e.weight.shape, e.g.dtype)
    mine = _grouped(e, small)
    for cell, lies in _taps(e, small.shape[2:]):
        products = mine @ np.swapaxes(_grouped(e, padded[lies]), 1, 2)
        found[(ALL, ALL, *cell)] = products.reshape(e.weight.shape[:2])
    return found


def _to_input(e: Env) -> Array:
    _affordable(e)
    small, large = _sides(e)
    groups = int(e.groups)
    kernel = e.weight.reshape(groups, -1, *e.weight.shape[1:])
    if e.transposed:
        padded = _padded(e, large)
        found = np.zeros_like(_grouped(e, small), dtype=e.g.dtype)
        for cell, lies in _taps(e, small.shape[2:]):
            found += kernel[(ALL, ALL, ALL, *cell)] @ _grouped(e, padded[lies])
        return _ungrouped(found, small.shape)
    padded, mine = np.zeros_like(_padded(e, large), dtype=e.g.dtype), _grouped(e, small)
    for cell, lies in _taps(e, small.shape[2:]):
        shares = np.swapaxes(kernel[(ALL, ALL, ALL, *cell)], 1, 2) @ mine
        padded[lies] += _ungrouped(shares, padded[lies].shape)
    inside = zip(_by_axis(e, e.padding), large.shape[2:], strict=True)
    return padded[(ALL, ALL, *(slice(n, n + many) for n, many in inside))]


def _to_bias(e: Env) -> Array:
    return e.g.sum(axis=(0, *range(2, e.g.ndim)), dtype=e.g.dtype)


def _convolution(*, transposed: bool, bias: bool) -> Rule:
    forward = "@input ∗ @weight" if transposed else "\\w{corr}(@input, @weight)"
    straight, turned = "\\w{corr}(@input, @g)", "\\w{corr}(@g, @input)"
    ways = ("\\w{corr}(@g, @weight)", turned) if transposed else ("@g ∗ @weight", straight)
    only = {} if bias else {"bias_sym_sizes_opt": (0,)}
    return Rule(
        node="ConvolutionBackward0",
        inputs=("input", "weight", "bias"),
        forward=f"{forward} + @bias" if bias else forward,
        backward=(*ways, "@over @g"),
        vjp=(_to_input, _to_kernel, _to_bias),
        why=TRANSPOSED if transposed else CORRELATED,
        when={"transposed": transposed, **only},
    )


def _maxima(axes: int) -> Vjp:
    """Back to where the maxima were: `result1` has their places in the last so many axes."""

    def back(e: Env) -> Array:
        shape = e.shape
        planes = int(np.prod(shape[:-axes]))
        found = np.zeros((planes, int(np.prod(shape[-axes:]))), e.g.dtype)
        places = np.asarray(e.result1).astype(np.intp).reshape(planes, -1)
        np.add.at(found, (np.arange(planes)[:, None], places), e.g.reshape(planes, -1))
        return found.reshape(shape)

    return back


RULES: tuple[Rule, ...] = (
    _convolution(transposed=False, bias=False),
    _convolution(transposed=True, bias=False),
    _convolution(transposed=False, bias=True),
    _convolution(transposed=True, bias=True),
    *(
        Rule(
            node=node,
            inputs=("self",),
            forward="\\w{maxpool}(@self)",
            backward=("\\w{scatter}(@g)",),
            vjp=(_maxima(axes),),
            why=MAXIMA,
        )
        for node, axes in (
            ("MaxPool2DWithIndicesBackward0", 2),
            ("MaxPool3DWithIndicesBackward0", 3),
            ("AdaptiveMaxPool2DBackward0", 2),
            ("AdaptiveMaxPool3DBackward0", 3),
            ("FractionalMaxPool2DBackward0", 2),
        )
    ),
)
