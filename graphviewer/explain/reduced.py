"""What a formula must say beside its operands: the axes it went along, its bounds, its ties."""

from __future__ import annotations

import math

import numpy as np
from msgspec.structs import replace

from graphviewer.explain.environment import Execution
from graphviewer.explain.explanation import Language
from graphviewer.explain.naming import find_saved
from graphviewer.explain.numbers import scalar
from graphviewer.explain.powers import POWERS, power_template, power_why
from graphviewer.explain.rules.elementwise import SCALED_DIFFERENCE, SCALED_SUM
from graphviewer.explain.rules.reductions import EXTREME_NAN
from graphviewer.explain.rules.rule import Array, Rule, axes_of, signed
from graphviewer.explain.rules.shapes import RESHAPED
from graphviewer.explain.rules.table import short_name
from graphviewer.explain.words.table import word
from graphviewer.tape.finite import nans
from graphviewer.tape.value import Value

# A choice among equals: what stands for the share of each where there are some.
_TIED = {
    "MaximumBackward0": {
        "first": "\\cases{1|@self > @other;\\frac{1}{2}|@self = @other;0|@self < @other}",
        "second": "\\cases{1|@other > @self;\\frac{1}{2}|@other = @self;0|@other < @self}",
    },
    "MinimumBackward0": {
        "first": "\\cases{1|@self < @other;\\frac{1}{2}|@self = @other;0|@self > @other}",
        "second": "\\cases{1|@other < @self;\\frac{1}{2}|@other = @self;0|@other > @self}",
    },
    **{
        node: {"share": "\\frac{1_{@self = @result}}{\\sum_{@axes} 1_{@self = @result}}"}
        for node in ("MaxBackward1", "MinBackward1", "AmaxBackward0", "AminBackward0")
    },
}
_ADDED = (
    (
        "At the places written to the new numbers were added to the old ones: these get all of the "
        "gradient, and the new ones that of their places."
    ),
    (
        "쓴 자리에서는 새 값이 원래 값에 더해졌습니다. 원래 값은 기울기를 모두 받고, 새 값은 자기 "
        "자리의 기울기를 받습니다."
    ),
)
_PADDED = (
    (
        "The gradient goes back to the rows that were picked. Row {row}, the padding_idx, gets 0, "
        "as do rows that were not picked."
    ),
    (
        "기울기는 선택된 행으로 돌아갑니다. padding_idx인 {row}번 행과 선택되지 않은 행은 0을 "
        "받습니다."
    ),
)
# the edge of the term that alpha multiplies, and what is said then
_SCALED = {
    "AddBackward0": (1, SCALED_SUM),
    "SubBackward0": (1, SCALED_DIFFERENCE),
    "RsubBackward0": (0, SCALED_DIFFERENCE),
    "RsubBackward1": (0, SCALED_DIFFERENCE),
}
_SHARING = frozenset({"AmaxBackward0", "AminBackward0"})
_REPEATING = frozenset({"ExpandBackward0", "RepeatBackward0"})
_BOUNDS = {"min": "1_{@self ≥ @min}", "max": "1_{@self ≤ @max}"}


def axes_text(execution: Execution, language: Language) -> str:
    """The axes a node worked along, as words; empty where they are all there are."""
    if short_name(execution.node.name) == "NativeGroupNormBackward0":
        return word("each_group", language)
    normalised = _normalised_axes(execution) if "Norm" in execution.node.name else None
    dim = _dim(execution) if normalised is None else normalised
    shape = next((one for one in execution.shapes if one is not None), None)
    if dim is None or dim == () or shape is None or len(shape) < 2:
        return ""
    axes = axes_of(dim, len(shape))
    if len(set(axes)) == len(shape):
        return ""
    written = dim if isinstance(dim, tuple) else (dim,)
    return word("axis", language, axis=", ".join(str(signed(int(one))) for one in written))


def _normalised_axes(execution: Execution) -> tuple[int, ...] | None:
    """The axes over which a batch or layer norm takes its means; None for other nodes."""
    name, shape = short_name(execution.node.name), execution.shapes[0]
    if shape is None:
        return None
    if name.endswith("BatchNormBackward0"):
        return (0, *range(2, len(shape)))
    own = find_saved(execution.node, "normalized_shape")
    if name != "NativeLayerNormBackward0" or own is None or not isinstance(own.fact, tuple):
        return None
    return tuple(range(len(shape) - len(own.fact), len(shape)))


def summed_axes(execution: Execution) -> tuple[int, ...] | None:
    """The axes a rule's own sum goes over: of copies, of the examples a weight was used for.

    None for all of them.
    """
    came = [ref for ref in execution.step.gradients_in if ref is not None]
    lengths = execution.tape.values[came[0]].shape if came else ()
    many, name, shape = len(lengths), short_name(execution.node.name), execution.shapes[0]
    axes = tuple(range(many))
    lead = many - len(shape or ())
    if name == "ExpandBackward0" and shape is not None and lead >= 0:
        told = zip(shape, lengths[lead:], strict=True)
        axes = (
            *range(lead),
            *(lead + at for at, (ours, theirs) in enumerate(told) if ours != theirs),
        )
    elif name == "NativeLayerNormBackward0":
        own = find_saved(execution.node, "normalized_shape")
        axes = axes[: -len(own.fact)] if own is not None and isinstance(own.fact, tuple) else axes
    elif "Norm" in name or "Convolution" in name:  # all but the channels
        axes = (*axes[:1], *axes[2:])
    return None if axes == tuple(range(many)) and axes else axes


def why_of(rule: Rule, execution: Execution) -> tuple[str, str]:
    """A rule's sentence in English and in Korean, as it holds for this call.

    Nothing is repeated by an expand in name only, nothing overwritten by numbers that are added.
    """
    if rule.node == "IndexPutBackward0" and _fact(execution, "accumulate") is True:
        return _ADDED
    padding = _fact(execution, "padding_idx")
    if rule.node == "EmbeddingBackward0" and isinstance(padding, int) and signed(padding) >= 0:
        return _PADDED[0].format(row=padding), _PADDED[1].format(row=padding)
    alpha = _fact(execution, "alpha")
    if rule.node in _SCALED and alpha not in (None, 1):
        edge, why = _SCALED[rule.node]
        said = scalar(alpha) if isinstance(alpha, (int, float)) else str(alpha)
        if execution.sent(edge) is not None:
            return why[0].format(alpha=said), why[1].format(alpha=said)
    if rule.node in _SHARING and _is_nan(execution, "result"):
        return f"{rule.why[0]} {EXTREME_NAN[0]}", f"{rule.why[1]} {EXTREME_NAN[1]}"
    if rule.node in POWERS:
        return power_why(rule, execution)
    if rule.node in _REPEATING and execution.shapes[0] is not None:
        came = next(ref for ref in execution.step.gradients_in if ref is not None)
        if execution.tape.values[came].size == math.prod(execution.shapes[0]):
            return RESHAPED
    return rule.why


def backward_of(rule: Rule, edge: int, execution: Execution) -> str:
    """A rule's mathematics for an edge: only the last two axes are swapped by a T."""
    if rule.node in POWERS and (cases := power_template(rule, edge, execution)):
        return cases
    if rule.node == "IndexPutBackward0" and edge == 0 and _fact(execution, "accumulate") is True:
        return "@g"
    if rule.node == "TransposeBackward0" and execution.shapes[0] is not None:
        many = len(execution.shapes[0])
        dims = [find_saved(execution.node, name) for name in ("dim0", "dim1")]
        swapped = {axes_of(one.fact, many)[0] for one in dims if one and type(one.fact) is int}
        if many > 2 and swapped != {many - 2, many - 1}:
            return "\\w{transpose}(@g)"
    return rule.backward[rule.place(edge)]


def standing(execution: Execution, value: Value) -> Value:
    """A reduced value as it meets what was reduced: with the axes that went at length 1.

    Axes in front need not be put back, and PyTorch's own result, with `keepdim`, has them.
    """
    if short_name(execution.node.name) == "NllLossBackward0" and len(value.shape) == 1:
        return replace(value, shape=(*value.shape, 1))  # a loss for each row
    keeps, dim, shape = find_saved(execution.node, "keepdim"), _dim(execution), execution.shapes[0]
    if keeps is None or keeps.fact is not False or dim is None or shape is None or not value.shape:
        return value
    axes = axes_of(dim, len(shape))
    full = tuple(1 if place in axes else length for place, length in enumerate(shape))
    gone = len(value.shape) == len(shape) - len(set(axes)) and math.prod(full) == value.size
    in_front = sorted(axes) == list(range(len(axes)))
    return replace(value, shape=full) if gone and not in_front else value


def term_of(rule: Rule, name: str, execution: Execution, numbers: Array | None) -> str:
    """The mathematics of a rule's term, as this call has it: its bounds, its ties."""
    if rule.node == "ClampBackward1" and name == "local":
        given = [one for one in _BOUNDS if _is_given(execution, one)]
        return _BOUNDS[given[0]] if len(given) == 1 else rule.terms[name][0]
    tied = _TIED.get(rule.node, {}).get(name, "")
    if tied and numbers is not None and np.any((numbers > 0) & (numbers < 1) | np.isnan(numbers)):
        return tied
    return rule.terms[name][0]


def _is_given(execution: Execution, name: str) -> bool:
    saved = find_saved(execution.node, name)
    return saved is not None and not (saved.fact is None and saved.tensor is saved.value is None)


def _dim(execution: Execution) -> int | tuple[int, ...] | None:
    """The axes a node was given; None where it has none, or something else of that name."""
    dim = _fact(execution, "dim")
    told = dim if isinstance(dim, tuple) else (dim,)
    return dim if all(type(one) is int for one in told) else None


def _is_nan(execution: Execution, name: str) -> bool:
    """Whether there is NaN among the numbers a node saved under a name."""
    saved = find_saved(execution.node, name)
    value = None if saved is None else execution.saved_value(saved)
    return value is not None and bool(nans(value))


def _fact(execution: Execution, name: str) -> Array:
    saved = find_saved(execution.node, name)
    return None if saved is None else saved.fact
