"""Rules for operations that move numbers about without changing them: views, copies, joins."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from graphviewer.explain.rules.rule import Array, Env, MissingOperand, Rule, Vjp, signed, sum_to

RESHAPED = (
    (
        "The numbers are only arranged differently, so the gradient is put back into the input's "
        "shape."
    ),
    "숫자의 배치만 바뀌었으므로, 기울기를 입력의 모양으로 되돌립니다.",
)
TRANSPOSED = (
    "A transpose only swaps axes, so the gradient's axes are swapped back.",
    "전치는 축만 바꾸므로, 기울기의 축을 원래대로 되돌립니다.",
)
EXPANDED = (
    "Each element was repeated, so the gradients of its copies are summed.",
    "각 원소가 반복되었으므로, 복사본들의 기울기를 모두 더합니다.",
)
PICKED = (
    "The gradient goes back to the elements that were picked; all others did not matter and get 0.",
    "기울기는 선택된 원소로 돌아가고, 선택되지 않은 원소는 0을 받습니다.",
)
COPIED = (
    "A copy has the same numbers, so the gradient passes through unchanged.",
    "복사본은 값이 같으므로 기울기가 그대로 통과합니다.",
)
SEEN_AGAIN = (
    "A view of all elements has the same numbers, so the gradient passes through unchanged.",
    "모든 원소를 그대로 보는 뷰는 값이 같으므로 기울기가 그대로 통과합니다.",
)
JOINED = (
    "Each input gets back the part of the gradient that belongs to it.",
    "각 입력은 자기에게 해당하는 부분의 기울기를 돌려받습니다.",
)
PARTED = (
    "The gradients of the parts are joined again; a part that was not used counts as 0.",
    "부분들의 기울기를 다시 이어 붙입니다. 쓰이지 않은 부분은 0으로 둡니다.",
)
OVERWRITTEN = (
    "The old numbers were overwritten, so nothing of them reaches the loss: their gradient is 0.",
    "이전 값은 덮어써져 손실에 영향을 주지 않으므로 기울기가 0입니다.",
)


def _dim(e: Env, name: str = "dim", ndim: int | None = None) -> int:
    ndim = e.g.ndim if ndim is None else ndim
    return signed(int(getattr(e, name))) % max(ndim, 1)


def _size(e: Env) -> tuple[int, ...]:
    sizes = e.optional("self_sym_sizes")
    return tuple(int(n) for n in sizes) if sizes is not None else e.shape


def _into_zeros(e: Env, where: Array) -> Array:
    out = np.zeros(_size(e), e.g.dtype)
    out[where] = e.g
    return out


def _select(e: Env) -> Array:
    shape = _size(e)
    axis = _dim(e, ndim=len(shape))
    return _into_zeros(e, (slice(None),) * axis + (signed(int(e.index)),))


def _slice(e: Env) -> Array:
    shape = _size(e)
    axis = _dim(e, ndim=len(shape))
    start, end = (e.optional(name) for name in ("start", "end"))
    start = None if start is None else signed(int(start))
    end = None if end is None else signed(int(end))
    return _into_zeros(e, (slice(None),) * axis + (slice(start, end, int(e.step)),))


def _index(e: Env) -> Array:
    out = np.zeros(_size(e), e.g.dtype)
    np.add.at(out, _places(e), e.g)
    return out


def _places(e: Env) -> Array:
    indices = e.indices
    if not isinstance(indices, tuple):
        indices = (indices,)
    if any(isinstance(one, str) for one in indices):
        raise MissingOperand("the indices were not recorded")
    return tuple(slice(None) if one is None else np.asarray(one) for one in indices)


def _index_select(e: Env) -> Array:
    shape = _size(e)
    axis = _dim(e, ndim=len(shape))
    out = np.zeros(shape, e.g.dtype)
    places: Array = (slice(None),) * axis + (np.asarray(e.index).reshape(-1).astype(int),)
    np.add.at(out, places, e.g)
    return out


def _gather(e: Env) -> Array:
    axis = _dim(e, ndim=len(e.shape))
    out = np.zeros(e.shape, e.g.dtype)
    index = np.asarray(e.index).astype(int)
    grid: Array = list(np.indices(index.shape))
    grid[axis] = index
    np.add.at(out, tuple(grid), e.g)
    return out


def _embedding(e: Env) -> Array:
    out = np.zeros(e.shape, e.g.dtype)
    rows = np.asarray(e.indices).astype(int)
    used = rows != signed(int(e.padding_idx))
    np.add.at(out, rows[used], e.g[used])
    return out


def _squeezed(e: Env) -> Array:
    return e.g.reshape(_size(e))


def _unsqueezed(e: Env) -> Array:
    return np.squeeze(e.g, axis=_dim(e))


def _permute(e: Env) -> Array:
    dims = [signed(int(dim)) % e.g.ndim for dim in e.dims]
    return np.transpose(e.g, np.argsort(dims))


def _transpose(e: Env) -> Array:
    return np.swapaxes(e.g, _dim(e, "dim0"), _dim(e, "dim1")) if e.g.ndim else e.g


def _cat(e: Env) -> Array:
    axis = _dim(e)
    if e.shape == (0,):  # torch.cat passes over empty one-dimensional tensors
        return np.zeros(0, e.g.dtype)
    shapes = [e.shape_of(edge) for edge in range(e.edge)]
    start = sum(shape[axis] for shape in shapes if shape != (0,))
    return np.take(e.g, range(start, start + e.shape[axis]), axis)


def _stack(e: Env) -> Array:
    return np.take(e.g, e.edge, _dim(e))


def _unbind(e: Env) -> Array:
    known = e.g
    axis = signed(int(e.dim)) % (known.ndim + 1)
    return np.stack([np.zeros_like(known) if g is None else g for g in e.gs], axis)


def _split(e: Env) -> Array:
    shape, axis = _size(e), _dim(e)
    sizes = e.optional("split_sizes")
    size = int(e.split_size) if sizes is None else 0
    parts: list[Array] = []
    for place, gradient in enumerate(e.gs):
        length = max(min(size, shape[axis] - place * size), 0)
        length = length if sizes is None else int(sizes[place])
        part = (*shape[:axis], length, *shape[axis + 1 :])
        parts.append(np.zeros(part, e.g.dtype) if gradient is None else gradient)
    return np.concatenate(parts, axis)


def _as_strided_exact(e: Env) -> Array:
    """Put back to a contiguous input; overlapping places are summed, as memory shared them."""
    size, stride = tuple(e.size), tuple(e.stride)
    offset = e.optional("storage_offset") or 0
    flat = np.zeros(int(np.prod(e.shape)), e.g.dtype)
    places = np.full(size, int(offset))
    for axis, (length, step) in enumerate(zip(size, stride, strict=True)):
        lengths = [1] * len(size)
        lengths[axis] = length
        places = places + (np.arange(length) * step).reshape(lengths)
    if places.size and places.max() >= flat.size:
        raise MissingOperand("the input is not contiguous")
    np.add.at(flat, places.reshape(-1), e.g.reshape(-1))
    return flat.reshape(e.shape)


def _repeat(e: Env) -> Array:
    shape, repeats = _size(e), tuple(int(n) for n in e.repeats)
    lead = len(repeats) - len(shape)
    padded = (1,) * lead + shape
    split = [n for pair in zip(repeats, padded, strict=True) for n in pair]
    summed = e.g.reshape(split).sum(axis=tuple(range(0, len(split), 2)), dtype=e.g.dtype)
    return summed.reshape(shape)


def _flip(e: Env) -> Array:
    return np.flip(e.g, tuple(signed(int(dim)) for dim in e.dims))


def _roll(e: Env) -> Array:
    dims = tuple(signed(int(dim)) for dim in e.optional("dims") or ())
    back = tuple(-signed(int(shift)) for shift in e.shifts)
    return np.roll(e.g, back, dims) if dims else np.roll(e.g, back[0])


def _index_put(e: Env, *, value: bool) -> Array:
    places = _places(e)
    if value:
        return sum_to(e.g[places], e.shape)
    if e.optional("accumulate"):
        return e.g
    out = e.g.copy()
    out[places] = 0
    return out


def _same(e: Env) -> Array:
    return e.g


def _zeros(e: Env) -> Array:
    return np.zeros_like(e.g)


def _plain(node: str, forward: str, backward: str, vjp: Vjp, why: tuple[str, str]) -> Rule:
    return Rule(
        node=node, inputs=("self",), forward=forward, backward=(backward,), vjp=(vjp,), why=why
    )


def _diagonal(k: Callable[[Array, int], Array]) -> Vjp:
    return lambda e: k(e.g, signed(int(e.diagonal)))


RULES: tuple[Rule, ...] = (
    *(
        _plain(node, "\\w{reshape}(@self)", "\\w{reshape}(@g)", _squeezed, RESHAPED)
        for node in ("ViewBackward0", "UnsafeViewBackward0", "ReshapeAliasBackward0")
    ),
    _plain("AliasBackward0", "@self", "@g", _same, SEEN_AGAIN),
    *(
        _plain(node, "\\w{squeeze}(@self)", "\\w{unsqueeze}(@g)", _squeezed, RESHAPED)
        for node in (f"SqueezeBackward{place}" for place in (0, 1, 2, 4))
    ),
    _plain(
        "UnsqueezeBackward0", "\\w{unsqueeze}(@self)", "\\w{squeeze}(@g)", _unsqueezed, RESHAPED
    ),
    _plain("TBackward0", "@self^{T}", "(@g)^{T}", lambda e: e.g.T, TRANSPOSED),
    _plain("TransposeBackward0", "@self^{T}", "(@g)^{T}", _transpose, TRANSPOSED),
    _plain(
        "PermuteBackward0", "\\w{permute}(@self)", "\\w{permute}^{−1}(@g)", _permute, TRANSPOSED
    ),
    _plain(
        "ExpandBackward0",
        "\\w{expand}(@self)",
        "@over @g",
        lambda e: sum_to(e.g, _size(e)),
        EXPANDED,
    ),
    _plain("RepeatBackward0", "\\w{repeat}(@self)", "\\sum_{\\w{copies}} @g", _repeat, EXPANDED),
    _plain("SelectBackward0", "@self_{@index}", "\\w{scatter}(@g)", _select, PICKED),
    _plain("SliceBackward0", "\\w{slice}(@self)", "\\w{scatter}(@g)", _slice, PICKED),
    _plain("IndexBackward0", "\\w{pick}(@self)", "\\w{scatter}(@g)", _index, PICKED),
    _plain("IndexSelectBackward0", "\\w{pick}(@self)", "\\w{scatter}(@g)", _index_select, PICKED),
    _plain("GatherBackward0", "\\w{gather}(@self)", "\\w{scatter}(@g)", _gather, PICKED),
    _plain("EmbeddingBackward0", "\\w{rows}(@self)", "\\w{scatter}(@g)", _embedding, PICKED),
    _plain(
        "AsStridedBackward0",
        "\\w{as_strided}(@self)",
        "\\w{scatter}(@g)",
        _as_strided_exact,
        PICKED,
    ),
    _plain("CloneBackward0", "@self", "@g", _same, COPIED),
    _plain(
        "ToCopyBackward0",
        "@self",
        "@g",
        _same,
        (
            (
                "Only the number format or device changed, so the gradient passes back, in the "
                "input's own format."
            ),
            "자료형이나 장치만 바뀌었으므로, 기울기는 입력의 자료형으로 그대로 돌아갑니다.",
        ),
    ),
    _plain("FillBackward0", "\\w{fill}(@self)", "0", _zeros, OVERWRITTEN),
    _plain("FillBackward2", "\\w{fill}(@self)", "0", _zeros, OVERWRITTEN),
    _plain("ZeroBackward0", "0 · @self", "0", _zeros, OVERWRITTEN),
    Rule(
        node="CopyBackwards",
        inputs=("self", "src"),
        forward="@src",
        backward=("0", "@g"),
        vjp=(_zeros, _same),
        why=(
            (
                "Copying overwrites the old numbers: the gradient goes to the source, the old "
                "ones get 0."
            ),
            "복사하면 이전 값이 덮어써지므로, 기울기는 원본으로 가고 이전 값은 0을 받습니다.",
        ),
    ),
    Rule(
        node="CatBackward0",
        inputs=("tensors",),
        forward="\\w{cat}(@all)",
        backward=("\\w{part}(@g)",),
        vjp=(_cat,),
        why=JOINED,
    ),
    Rule(
        node="StackBackward0",
        inputs=("tensors",),
        forward="\\w{stack}(@all)",
        backward=("\\w{part}(@g)",),
        vjp=(_stack,),
        why=JOINED,
    ),
    _plain(
        "UnbindBackward0",
        "\\w{unbind}(@self)",
        "\\w{stack}(@gs)",
        _unbind,
        (
            "The gradients of the slices are stacked again; a slice that was not used counts as 0.",
            "조각들의 기울기를 다시 쌓습니다. 쓰이지 않은 조각은 0으로 둡니다.",
        ),
    ),
    _plain("SplitBackward0", "\\w{split}(@self)", "\\w{cat}(@gs)", _split, PARTED),
    _plain("UnsafeSplitBackward0", "\\w{split}(@self)", "\\w{cat}(@gs)", _split, PARTED),
    _plain("SplitWithSizesBackward0", "\\w{split}(@self)", "\\w{cat}(@gs)", _split, PARTED),
    _plain("FlipBackward0", "\\w{flip}(@self)", "\\w{flip}(@g)", _flip, RESHAPED),
    _plain("RollBackward0", "\\w{roll}(@self)", "\\w{roll}^{−1}(@g)", _roll, RESHAPED),
    _plain("TrilBackward0", "\\w{tril}(@self)", "\\w{tril}(@g)", _diagonal(np.tril), PICKED),
    _plain("TriuBackward0", "\\w{triu}(@self)", "\\w{triu}(@g)", _diagonal(np.triu), PICKED),
    Rule(
        node="IndexPutBackward0",
        inputs=("self", "values"),
        forward="\\w{put}(@self, @values)",
        backward=("\\w{keep}(@g)", "\\w{pick}(@g)"),
        vjp=(lambda e: _index_put(e, value=False), lambda e: _index_put(e, value=True)),
        why=(
            (
                "At the places written to, the gradient goes to the new numbers; everywhere else "
                "to the old ones."
            ),
            "값을 쓴 자리의 기울기는 새 값으로, 나머지 자리는 원래 값으로 갑니다.",
        ),
    ),
    Rule(
        node="CopySlices",
        inputs=("self", "src"),
        forward="\\w{overwrite}(@self)",
        backward=(),
        vjp=(),
        why=(
            (
                "Part of the tensor was changed in place through a view: outside that part the "
                "gradient passes unchanged, inside it goes through the in-place operation."
            ),
            (
                "뷰를 통해 텐서의 일부가 제자리에서 바뀌었습니다. 그 밖의 부분에서는 기울기가 "
                "그대로 통과하고, 바뀐 부분에서는 제자리 연산을 거칩니다."
            ),
        ),
    ),
)
