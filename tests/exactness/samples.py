"""PyTorch's samples as trials: each can be called any number of times on fresh copies."""

from __future__ import annotations

import copy
import random
import sys
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field, replace
from typing import Any

import torch
from torch import Tensor

from tests.exactness.copies import copied, tensors_in

WIDE = (torch.float32, torch.float64, torch.complex64, torch.complex128)
HALF = (torch.float16, torch.bfloat16, torch.complex32)
_DOUBLE = (torch.float64, torch.complex128)
_SEED = 71


@dataclass
class Inputs:
    """One fresh set of arguments, and the call that uses it."""

    call: Callable[[], Any]
    given: list[Tensor]
    module: Any = None
    # a lazy module has its parameters only after the call
    _none: list[Tensor] = field(default_factory=list)

    @property
    def leaves(self) -> list[Tensor]:
        """What may get a gradient."""
        parameters = self._none if self.module is None else list(self.module.parameters())
        return [one for one in (*self.given, *parameters) if one.requires_grad]

    @property
    def tensors(self) -> list[Tensor]:
        """Every tensor the call could use or change."""
        module = self.module
        held = self._none if module is None else [*module.parameters(), *module.buffers()]
        return [*self.given, *held]


@dataclass(frozen=True)
class Trial:
    """One sample in one form: `torch.mul(a, b)`, `a.mul(b)`, `a.mul_(b)` are three."""

    subject: str  # the operator or module
    dtype: str
    form: str
    number: int
    fresh: Callable[[], Inputs]
    double: bool = False  # through torch.autograd.grad, and backward from its graph

    @property
    def label(self) -> str:
        """How it is told from all others."""
        manner = " double" if self.double else ""
        return f"{self.subject} {self.dtype} {self.form} {self.number}{manner}"


@dataclass(frozen=True)
class Subject:
    """An operator or a module, with its trials."""

    name: str
    kind: str  # "op" or "module"
    info: Any

    def trials(self, *, everything: bool) -> Iterator[Trial]:
        """All trials; or those of the first sample of the first dtype, and one more drawn."""
        info: Any = self.info
        if self.kind == "op":
            make, dtypes = _op_trials, info.supported_backward_dtypes("cpu")
        else:
            make, dtypes = _module_trials, info.supported_dtypes("cpu")
        wide = [dtype for dtype in WIDE if dtype in dtypes]
        half = [dtype for dtype in HALF if dtype in dtypes]
        if everything:
            for dtype in wide:
                for trial in make(self, dtype, None):
                    yield trial
                    if dtype in _DOUBLE:
                        yield replace(trial, double=True)
            for dtype in half:
                yield from make(self, dtype, 1)
            return
        for trial in make(self, (wide or half)[0], 1):
            yield trial
            if trial.form in ("function", "train"):
                yield replace(trial, double=True)
        draw = random.Random(self.name)
        pool = list(make(self, draw.choice(wide or half), None))
        yield draw.choice(pool)


def subjects() -> list[Subject]:
    """Every operator that has a derivative, and every module."""
    arguments, sys.argv = sys.argv, sys.argv[:1]  # PyTorch's test code reads them at import
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            from torch.testing._internal.common_methods_invocations import op_db
            from torch.testing._internal.common_modules import module_db
    finally:
        sys.argv = arguments
    operators: list[Any] = op_db
    found = [
        Subject(_op_name(op), "op", op)
        for op in operators
        if op.supports_autograd and op.supported_backward_dtypes("cpu")
    ]
    found += [Subject(str(info.name), "module", info) for info in module_db]
    return found


def _op_name(op: Any) -> str:
    return f"{op.name}.{op.variant_test_name}" if op.variant_test_name else str(op.name)


def _name(dtype: torch.dtype) -> str:
    return str(dtype).removeprefix("torch.")


# --- operators


def _op_trials(subject: Subject, dtype: torch.dtype, most: int | None) -> Iterator[Trial]:
    """The trials of the first `most` samples, in every form."""
    op = subject.info
    torch.manual_seed(_SEED)
    for number, sample in enumerate(op.sample_inputs("cpu", dtype, requires_grad=True)):
        if number == most:
            break
        for form, function in _forms(op, sample):
            fresh = _Call(form, function, sample)
            yield Trial(subject.name, _name(dtype), form, number, fresh)


def _forms(op: Any, sample: Any) -> Iterator[tuple[str, Any]]:
    yield "function", op.op
    for name, one in (("", op), *((alias.name, alias) for alias in op.aliases)):
        if name:
            yield f"{name} function", one.op
        if not isinstance(sample.input, Tensor):
            continue
        if one.method_variant is not None and one.method_variant is not one.op:
            yield f"{name} method".strip(), one.method_variant
        if one.inplace_variant is not None and not sample.broadcasts_input:
            yield f"{name} in place".strip(), one.inplace_variant
    if isinstance(sample.input, Tensor) and op.operator_variant is not None:
        yield "operator", op.operator_variant
    if op.inplace_operator_variant is not None and not sample.broadcasts_input:
        yield "operator in place", op.inplace_operator_variant


class _Call:
    """Makes fresh inputs of an operator's sample."""

    def __init__(self, form: str, function: Any, sample: Any) -> None:
        self._in_place = form.endswith("in place")
        self._function = function
        self._sample = sample

    def __call__(self) -> Inputs:
        sample = self._sample
        first, args, kwargs = copied((sample.input, sample.args, sample.kwargs))

        def call() -> Any:
            # a leaf that wants a gradient cannot be changed in place
            on = first.clone() if self._in_place else first
            with _memory_filled() if kwargs.get("driver") == "gelsy" else nullcontext():
                result = self._function(on, *args, **kwargs)
            finish = sample.output_process_fn_grad
            return result if finish is None else finish(result)

        return Inputs(call, tensors_in((first, args, kwargs)))


@contextmanager
def _memory_filled() -> Iterator[None]:
    """New memory is not what was left there: LAPACK's gelsy reads the pivots it is given.

    PyTorch 2.13 gives it those uninitialized, so that plain runs of `torch.linalg.lstsq` differ.
    """
    torch.use_deterministic_algorithms(mode=True, warn_only=True)
    try:
        yield
    finally:
        torch.use_deterministic_algorithms(mode=False)


# --- modules


def _module_trials(subject: Subject, dtype: torch.dtype, most: int | None) -> Iterator[Trial]:
    """The trials of the first `most` samples, in training and in evaluation."""
    info = subject.info
    for training in (True, False):
        torch.manual_seed(_SEED)
        try:
            samples = info.module_inputs_func(
                info, device="cpu", dtype=dtype, requires_grad=True, training=training
            )
        except NotImplementedError:  # PyTorch itself cannot make them in this dtype
            continue
        for number, sample in enumerate(samples[:most]):
            fresh = _Module(info.module_cls, sample, dtype, training)
            form = "train" if training else "eval"
            yield Trial(subject.name, _name(dtype), form, number, fresh)


class _Module:
    """Makes a fresh module, always with the same parameters, and fresh inputs of it."""

    def __init__(self, kind: Any, sample: Any, dtype: torch.dtype, training: bool) -> None:
        self._kind = kind
        self._sample = sample
        self._dtype = dtype
        self._training = training

    def __call__(self) -> Inputs:
        sample = self._sample
        torch.manual_seed(_SEED)
        made = sample.constructor_input
        with torch.no_grad():
            args, kwargs = copy.deepcopy((made.args, made.kwargs))
        module = self._kind(*args, **kwargs).to(self._dtype).train(self._training)
        # a module without forward_input is only made
        forward = sample.forward_input
        args, kwargs = copied((forward.args, forward.kwargs))
        return Inputs(lambda: module(*args, **kwargs), tensors_in((args, kwargs)), module)
