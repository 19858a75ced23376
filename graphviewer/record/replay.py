"""Runs the calls behind a backward run again: as recorded, or in float64 and a little beside.

Nothing of a recording takes part: these are plain calls of PyTorch in plain eager mode, on tensors
made from the tape's numbers. Custom Functions run again, their prints unheard.
"""

# ruff: noqa: ANN401  # what a program passes around can be anything
from __future__ import annotations

import contextlib
import io
import warnings
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
import torch
from msgspec import Struct
from torch import Tensor

from graphviewer.record.naming import tensors_in
from graphviewer.record.replay_plan import Given, Plan, Replayed, Unplayable
from graphviewer.record.replay_recipes import Slot
from graphviewer.tape.tape import Tape
from graphviewer.tape.value import Value

_WIDE: dict[torch.dtype, torch.dtype] = {
    torch.float16: torch.float64,
    torch.bfloat16: torch.float64,
    torch.float32: torch.float64,
    torch.complex32: torch.complex128,
    torch.complex64: torch.complex128,
}
_CASTS: dict[Any, Any] = {
    getattr(Tensor, name): Tensor.double for name in ("float", "half", "bfloat16")
}
_SEED = 0
_ROUNDINGS = 4  # of the largest element, that a call run again may be off


class Drawn(Exception):
    """A call drew random numbers, which cannot be drawn again; says which."""


class Shift(Struct, frozen=True):
    """One element of a leaf moved by so much."""

    object: int
    element: int
    by: float


class Replay:
    """One run's calls, run again in float64 (`wide`) or in the dtypes they had."""

    def __init__(self, tape: Tape, plan: Plan, *, wide: bool) -> None:
        self._tape = tape
        self._plan = plan
        self._wide = wide
        self.size = 0.0  # of the largest number met on the way
        self._shift: Shift | None = None
        self._held: dict[tuple[int, str], Tensor] = {}  # by value and device; never handed out
        self._now: dict[int, Tensor] = {}  # by object
        self._leaf_values: dict[int, int | None] = {}
        self._graph: set[int] = set()  # memory that belongs to the graph

    def total(self, shift: Shift | None = None) -> float:
        """What the run differentiates: the sum of its roots, each times its given gradient."""
        return float(self._total(shift, strict=False).detach())

    def gradients(self, *, strict: bool) -> dict[int, Tensor]:
        """PyTorch's gradient of it, by leaf. `strict`: each call must give the recorded numbers.

        Raises Unplayable and Drawn.
        """
        total = self._total(None, strict=strict)
        leaves = {one: self._now[one] for one in self._plan.leaves if one in self._now}
        if not total.requires_grad:
            raise Unplayable("root")
        found = torch.autograd.grad(total, list(leaves.values()), allow_unused=True)
        zeros = torch.zeros_like
        return {
            one: zeros(leaf) if gradient is None else gradient.to_dense()
            for (one, leaf), gradient in zip(leaves.items(), found, strict=True)
        }

    def _total(self, shift: Shift | None, *, strict: bool) -> Tensor:
        self._shift = shift
        self._now.clear()
        self._leaf_values.clear()
        self._graph.clear()
        torch.manual_seed(_SEED)
        with _default(torch.float64 if self._wide else torch.get_default_dtype()):
            for call in self._plan.calls:
                self._run(call, strict=strict)
        return self._sum()

    def _sum(self) -> Tensor:
        total: Tensor | None = None
        for root in self._plan.roots:
            out = self._now.get(root.object)
            if out is None or out.is_complex():
                raise Unplayable("root")
            if root.gradient is not None:
                given = self._read(root.gradient, str(out.device))
                if given.shape != out.shape:
                    raise Unplayable("root")
                out = out * given
            total = out.sum() if total is None else total + out.sum()
        if total is None:
            raise Unplayable("root")
        return total

    # --- one call

    def _run(self, call: Replayed, *, strict: bool) -> None:
        recipe = call.recipe
        tensors = [self._tensor(given) for given in call.given]
        args = [_filled(one, tensors, self._wide) for one in recipe.args]
        kwargs = {name: _filled(one, tensors, self._wide) for name, one in recipe.kwargs.items()}
        function = _CASTS.get(recipe.function, recipe.function) if self._wide else recipe.function
        drawn = _states(tensors) if strict else []
        try:
            with torch.set_grad_enabled(call.op.grad_enabled):
                result = function(*args, **kwargs)
                if recipe.function is Tensor.__iter__:
                    result = list(result)
        except Exception as error:
            raise Unplayable(f"op:{call.op.name}") from error
        made = tensors_in((result,), [])
        if len(made) != len(recipe.results):
            raise Unplayable(f"op:{call.op.name}")
        sources = {id(one): given.object for one, given in zip(tensors, call.given, strict=True)}
        for number, one in zip(recipe.results, made, strict=True):
            # in float64 a cast has nothing to do and gives back what it was given
            same = sources.get(id(one), number) == number
            self._now[number] = one if same else one.clone()
        if self._wide and self._shift is None:
            self.size = max(self.size, *map(_size, made), 0.0)
        for one in (*made, *tensors):
            if one.requires_grad and not one.is_leaf:
                self._graph.add(_memory(one))
            if self._wide and one.dtype in _WIDE:
                raise Unplayable(f"op:{call.op.name}")  # differences need float64 throughout
        if strict:
            if drawn != _states(tensors):
                raise Drawn(f"op:{call.op.name}")
            self._demand(call)

    def _demand(self, call: Replayed) -> None:
        """Every tensor of the graph has the recorded numbers, to the last bit."""
        for one in call.made:
            tensor = self._now.get(one.object)
            if tensor is None or one.value is None:
                continue
            if not _equal(tensor, self._tape.values[one.value]):
                raise Unplayable(f"op:{call.op.name}")

    # --- what a call is given

    def _tensor(self, given: Given) -> Tensor:
        if given.kind == "graph":
            tensor = self._now.get(given.object)
            if tensor is None:
                raise Unplayable(f"tensor:{given.row}")
            return tensor
        if given.value is None:
            raise Unplayable(f"tensor:{given.row}")
        return self._leaf(given) if given.kind == "leaf" else self._constant(given)

    def _leaf(self, given: Given) -> Tensor:
        assert given.value is not None
        if given.object in self._leaf_values:
            if self._leaf_values[given.object] != given.value:
                raise Unplayable(f"tensor:{given.row}")  # two values in one graph
            return self._now[given.object]
        leaf = self._read(given.value, self._tape.tensors[given.row].device).clone()
        if leaf.is_complex():
            raise Unplayable("complex")
        if self._shift is not None and self._shift.object == given.object:
            leaf.view(-1)[self._shift.element] += self._shift.by
        self._leaf_values[given.object] = given.value
        self._now[given.object] = leaf.requires_grad_()
        return leaf

    def _constant(self, given: Given) -> Tensor:
        assert given.value is not None
        numbers = self._read(given.value, self._tape.tensors[given.row].device)
        tensor = self._now.get(given.object)
        alone = tensor is None or tensor.requires_grad or _memory(tensor) in self._graph
        if tensor is None or alone or tensor.shape != numbers.shape:
            tensor = self._now[given.object] = numbers.clone()
        elif not torch.equal(tensor, numbers):
            with torch.no_grad():
                tensor.copy_(numbers)
        return tensor

    def _read(self, value: int, device: str) -> Tensor:
        tensor = self._held.get((value, device))
        if tensor is None:
            numbers = self._tape.values[value]
            if not numbers.complete:
                raise Unplayable("size")
            tensor = _tensor_of(numbers).to(device)
            if self._wide:
                tensor = tensor.to(_WIDE.get(tensor.dtype, tensor.dtype))
            self._held[value, device] = tensor
        return tensor


@contextlib.contextmanager
def quietly() -> Iterator[None]:
    """Within: what runs again is not heard, and leaves random numbers and defaults as they were."""
    state = torch.get_rng_state()
    nothing = io.StringIO()
    with (
        warnings.catch_warnings(),
        contextlib.redirect_stdout(nothing),
        contextlib.redirect_stderr(nothing),
        torch.enable_grad(),
    ):
        warnings.simplefilter("ignore")
        try:
            yield
        finally:
            torch.set_rng_state(state)


@contextlib.contextmanager
def _default(dtype: torch.dtype) -> Iterator[None]:
    """Within, new tensors have this dtype unless another is asked for."""
    before = torch.get_default_dtype()
    torch.set_default_dtype(dtype)
    try:
        yield
    finally:
        torch.set_default_dtype(before)


def _states(tensors: Sequence[Tensor]) -> list[bytes]:
    """The states of the generators that calls on these tensors may draw from."""
    found = [torch.get_rng_state()]
    devices = dict.fromkeys(one.device for one in tensors if one.is_cuda)
    found += [torch.cuda.get_rng_state(device) for device in devices]
    return [one.numpy().tobytes() for one in found]


def _size(tensor: Tensor) -> float:
    """The largest finite number of a tensor, by its size."""
    if not tensor.numel() or not (tensor.is_floating_point() or tensor.is_complex()):
        return 0.0
    sizes = tensor.detach().to_dense().abs().flatten()
    finite = sizes[sizes.isfinite()]
    return float(finite.max()) if finite.numel() else 0.0


def _memory(tensor: Tensor) -> int:
    return int(tensor.untyped_storage()._cdata) if tensor.layout is torch.strided else id(tensor)


def _filled(value: Any, tensors: list[Tensor], wide: bool) -> Any:
    """An argument with its tensors put back; in float64 no smaller dtype is asked for."""
    if isinstance(value, Slot):
        return tensors[value.place]
    if isinstance(value, torch.dtype):
        return _WIDE.get(value, value) if wide else value
    if isinstance(value, torch.Size):
        return value
    if isinstance(value, (list, tuple)):
        parts = [_filled(one, tensors, wide) for one in value]
        return parts if isinstance(value, list) else tuple(parts)
    if isinstance(value, dict):
        return {key: _filled(one, tensors, wide) for key, one in value.items()}
    return value


def _tensor_of(value: Value) -> Tensor:
    dtype: torch.dtype = getattr(torch, value.dtype)
    return torch.from_numpy(np.array(value.array())).to(dtype).reshape(value.shape)


def _equal(tensor: Tensor, value: Value) -> bool:
    """Whether a tensor has a value's numbers; any NaN equals any NaN.

    A few roundings apart counts: a sum over memory that lay otherwise adds up in another order.
    """
    if tuple(tensor.shape) != value.shape or str(tensor.dtype) != f"torch.{value.dtype}":
        return False
    numbers = torch.from_numpy(np.array(value.array())).to(tensor.dtype).reshape(-1)
    flat = tensor.detach().to("cpu").resolve_conj().resolve_neg().reshape(-1)[:: value.stride]
    same = (flat == numbers) | ((flat != flat) & (numbers != numbers))
    if bool(same.all()) or not (flat.is_floating_point() or flat.is_complex()):
        return bool(same.all())
    apart, sizes = (flat - numbers).abs().double(), numbers.abs().double()
    scale = float(sizes[sizes.isfinite()].max()) if bool(sizes.isfinite().any()) else 0.0
    return bool((same | (apart <= _ROUNDINGS * torch.finfo(flat.dtype).eps * scale)).all())
