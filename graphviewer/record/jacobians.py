"""The exact local Jacobian of small nodes: each is run again, while it runs, on one-hot gradients.

Only PyTorch's own nodes are run again. Never AccumulateGrad (it would write to `.grad`), a custom
Function or CopySlices (the program's own code, or code that cannot be seen, would run twice), nor a
node whose saved tensors a hook has packed (reading them runs the program's function).
"""

from __future__ import annotations

import logging
from functools import cache
from typing import Any

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor
from torch.autograd.graph import Node as GraphNode

from graphviewer.record.recorder import Gradients, Recorder
from graphviewer.record.values import snapshot
from graphviewer.record.writer import Limits
from graphviewer.tape.rows import Jacobian

log = logging.getLogger(__name__)
MOST_ROWS = 256  # elements of one gradient in: the node runs once for each
BUDGET = 8 << 20  # bytes of all Jacobians of a tape; a long loop would drown in them
_ROW_BYTES = 256  # what a Jacobian costs beside its numbers, roughly
_SLACK = 32  # roundings of the largest term that g @ J and what the engine sent may be apart
# A second run of these finds buffers that the first has used up; Error nodes only raise.
_NEVER = frozenset(
    {
        "AccumulateGrad",
        "CopySlices",
        "CudnnRnnBackward0",
        "DelayedError",
        "Error",
        "MiopenRnnBackward0",
        "MkldnnRnnLayerBackward0",
        "NotImplemented",
        "SendRpcBackward",
    }
)
_Matrix = tuple[int, int, Tensor]  # input_nr, edge, numbers
_Numbers = npt.NDArray[np.float64]


def attach(recorder: Recorder, limits: Limits) -> None:
    """Measure local Jacobians from now on, if the limits ask for it."""
    if limits.jacobians > 0:
        recorder.measuring = Jacobians(recorder, limits.jacobians).measure


class Jacobians:
    """Measures nodes with at most `most` entries over all their edges, until the budget is spent.

    What it does can neither be seen by the program nor change a bit of its numbers.
    """

    def __init__(self, recorder: Recorder, most: int, budget: int | None = None) -> None:
        self._recorder = recorder
        self._most = most
        self._left = BUDGET if budget is None else budget

    def measure(self, step: int, used: Gradients, sent: Gradients) -> None:
        """Write the Jacobians of the node that has just run with `used` and sent `sent` on."""
        node = torch._C._current_autograd_node()
        if node is None or self._left <= 0 or not self._is_small(used, sent):
            return
        if _watched() or not may_run_again(node):
            return
        try:
            with torch._C.DisableTorchFunction(), torch.no_grad():
                for input_nr, edge, matrix in _matrices(node, used, sent):
                    self._write(step, input_nr, edge, matrix)
        except Exception:  # a formula may refuse a gradient that is not the run's own
            log.info("no Jacobian of %s", type(node).__name__, exc_info=True)

    def _is_small(self, used: Gradients, sent: Gradients) -> bool:
        given = [one.numel() for one in used if one is not None and _is_plain(one)]
        made = [one.numel() for one in sent if one is not None and _is_plain(one)]
        if not given or not made or max(given) > MOST_ROWS:
            return False
        return 0 < sum(given) * sum(made) <= self._most

    def _write(self, step: int, input_nr: int, edge: int, matrix: Tensor) -> None:
        writer = self._recorder.writer
        numbers = snapshot(matrix, matrix.numel())
        if numbers is not None:
            self._left -= len(numbers.data) + _ROW_BYTES
            value = writer.value(numbers)
            writer.jacobians.append(Jacobian(step=step, input_nr=input_nr, edge=edge, value=value))


def may_run_again(node: GraphNode) -> bool:
    """Whether a node is PyTorch's own and running it once more changes nothing."""
    kind = type(node)
    own = getattr(torch._C._functions, kind.__name__, None) is kind
    if not own or kind.__name__ in _NEVER:
        return False
    for name in _packed(kind):
        saved = getattr(node, name)
        for one in saved if isinstance(saved, (tuple, list)) else (saved,):
            if getattr(one, "unpack_hook", None) is not None:
                return False
    return True


@cache
def _packed(kind: type) -> tuple[str, ...]:
    return tuple(name for name in dir(kind) if name.startswith("_raw_saved_"))


def _watched() -> bool:
    """Whether what we run would be seen: by a mode of the program's, a transform, a profiler."""
    return bool(
        torch._C._len_torch_dispatch_stack()
        or torch._C._functorch.peek_interpreter_stack() is not None
        or torch._C._autograd._profiler_enabled()
    )


def _is_plain(gradient: Tensor) -> bool:
    return (
        type(gradient) is Tensor
        and gradient.layout is torch.strided
        and gradient.is_floating_point()
        and not gradient.is_meta
        and not gradient.is_nested
        and not torch._C._functorch.is_functorch_wrapped_tensor(gradient)
        and not torch._C._functorch.is_legacy_batchedtensor(gradient)
    )


def _matrices(node: GraphNode, used: Gradients, sent: Gradients) -> list[_Matrix]:
    """The Jacobian of every pair of a gradient in and one out, where they fit what was sent."""
    edges = [
        edge for edge, one in enumerate(sent) if one is not None and node.next_functions[edge][0]
    ]
    parts: dict[int, list[_Matrix]] = {edge: [] for edge in edges}
    for input_nr, gradient in enumerate(used):
        if gradient is None or not _is_plain(gradient):
            if gradient is not None:
                return []  # what it contributes is unknown
            continue
        found = _rows(node, used, sent, input_nr, edges)
        for edge, matrix in found.items():
            parts[edge].append((input_nr, edge, matrix))
    kept: list[_Matrix] = []
    for edge, matrices in parts.items():
        whole = sent[edge]
        if whole is None or not _is_plain(whole):
            continue
        if _agrees(matrices, used, whole):
            kept += matrices
        else:
            log.info("the Jacobian of %s is not what was sent", type(node).__name__)
    return kept


def _rows(
    node: GraphNode, used: Gradients, sent: Gradients, input_nr: int, edges: list[int]
) -> dict[int, Tensor]:
    """For each edge the matrix of one gradient in: a row for each of its elements."""
    gradient = used[input_nr]
    assert gradient is not None
    count = gradient.numel()
    units = torch.eye(count, dtype=gradient.dtype, device=gradient.device)
    made: dict[int, list[Tensor | None]] = {edge: [] for edge in edges}
    again: Any = node  # PyTorch's stub does not say that a node can be called
    given: list[Tensor | None] = [None] * len(used)
    for unit in units.view(count, *gradient.shape).unbind():
        given[input_nr] = unit
        out = again(*given)
        out = out if isinstance(out, tuple) else (out,)
        for edge in edges:
            made[edge].append(out[edge])
    return {edge: _matrix(rows, sent[edge]) for edge, rows in made.items()}


def _matrix(rows: list[Tensor | None], sent: Tensor | None) -> Tensor:
    """Rows under one another, each as the engine would have sent it."""
    assert sent is not None
    shape = sent.shape
    if not rows:
        return sent.new_zeros(0, sent.numel())
    whole: list[Tensor] = []
    for one in rows:
        if one is None:  # nothing comes of this element
            whole.append(torch.zeros_like(sent, memory_format=torch.contiguous_format))
        else:  # the engine itself reduces a broadcast gradient, after the formula
            whole.append(one if one.shape == shape else one.sum_to_size(shape))
    matrix = torch.stack(whole).view(len(rows), sent.numel())
    return matrix.to(dtype=sent.dtype, device=sent.device)


def _agrees(matrices: list[_Matrix], used: Gradients, sent: Tensor) -> bool:
    """Whether g @ J is what the engine sent, within the roundings of its dtype."""
    given = [one for place, _, _ in matrices if (one := used[place]) is not None]
    rows = [_doubles(one).reshape(-1) for one in given]
    wides = [_doubles(matrix) for _, _, matrix in matrices]
    real = _doubles(sent).reshape(-1)
    with np.errstate(all="ignore"):
        total = np.zeros(len(real))
        for row, wide in zip(rows, wides, strict=True):
            total += row @ wide
        if (total == real).all():
            return True
        roundings = [torch.finfo(one.dtype).eps for one in (sent, *given)]
        slack = (_SLACK + sum(map(len, rows))) * max(roundings)
        return _near(rows, wides, real, slack, torch.finfo(sent.dtype).tiny)


def _near(
    rows: list[_Numbers], wides: list[_Numbers], real: _Numbers, slack: float, tiny: float
) -> bool:
    """Whether g @ J is close to `real`; infinity times 0 is no share at all."""
    total, size = np.zeros_like(real), np.zeros_like(real)
    for row, wide in zip(rows, wides, strict=True):
        odd = ~np.isfinite(row)
        for place in odd.nonzero()[0]:
            total += np.where(wide[place] == 0, 0.0, row[place] * wide[place])
        finite = np.where(odd, 0.0, row)
        total += finite @ wide
        size += np.abs(finite) @ np.abs(wide)
    same = (total == real) | (np.isnan(total) & np.isnan(real))
    scale = float(size[np.isfinite(size)].max(initial=0.0))
    return bool((same | (np.abs(total - real) <= slack * scale + tiny)).all())


def _doubles(numbers: Tensor) -> _Numbers:
    """Numbers in float64, in NumPy: for a few of them it takes far less time than torch."""
    plainly = numbers.detach().to(device="cpu", dtype=torch.float64).resolve_neg()
    found: _Numbers = plainly.numpy()
    return found
