"""The law of the tables beside the steps: Jacobians, checks, hooks, iterations, notes."""

from __future__ import annotations

import math

from graphviewer.tape.known import BadStep, BadValue, Known, OutOfOrder
from graphviewer.tape.rows import Check, Hooked, Iteration, Jacobian
from graphviewer.tape.tape import Part

MOST_ITERATIONS = 2**53  # beyond them a chart cannot tell one from the next
_WITHOUT_NUMBERS = ("random", "unchecked")


def check_beside(known: Known, part: Part) -> None:
    """Check these tables of a part. Raises a TapeError."""
    for jacobian in part.jacobians:
        _check_jacobian(known, jacobian)
    for check in part.checks:
        _check_check(known, check)
    for hooked in part.hooked:
        _check_hooked(known, hooked)
    for iteration in part.iterations:
        _check_iteration(known, iteration)
    for point in part.points:
        known.series(point.series, "a point")
        if not 0 <= point.iteration < MOST_ITERATIONS:
            raise OutOfOrder(f"a point lies in iteration {point.iteration}")
    for note in part.notes:
        known.step(note.step, "a note")


def _check_jacobian(known: Known, jacobian: Jacobian) -> None:
    who = "a Jacobian"
    known.step(jacobian.step, who)
    known.value(jacobian.value, who)
    step = known.steps(jacobian.step)
    if step.kind != "backward":
        raise BadStep(f"{who} belongs to step {step.index}, which is no backward step")
    if not 0 <= jacobian.input_nr < len(step.gradients_in):
        raise BadStep(f"{who} of step {step.index} has input_nr {jacobian.input_nr}")
    if not 0 <= jacobian.edge < len(step.gradients_out):
        raise BadStep(f"{who} of step {step.index} has edge {jacobian.edge}")
    gradient_in, gradient_out = (
        step.gradients_in[jacobian.input_nr],
        step.gradients_out[jacobian.edge],
    )
    matrix = known.numbers(jacobian.value)
    if gradient_in is None or gradient_out is None:
        raise BadStep(f"{who} of step {step.index} is of a gradient that is not there")
    known.values((gradient_in, gradient_out), who)
    ends = (known.numbers(gradient_in).shape, known.numbers(gradient_out).shape)
    if matrix.dtype != known.numbers(gradient_out).dtype:
        raise BadValue(f"{who} of step {step.index} is {matrix.dtype}, its gradient out is not")
    if matrix.shape != tuple(map(math.prod, ends)) or not matrix.complete:
        raise BadValue(f"{who} of step {step.index} has shape {matrix.shape} between {ends}")


def _check_check(known: Known, check: Check) -> None:
    known.tensor(check.tensor, "a check")
    known.run(check.run, "a check")
    told = check.recorded is not None and check.numeric is not None
    size = math.prod(known.tensor_row(check.tensor).shape)
    if check.element is not None and not 0 <= check.element < size:
        raise BadValue(f"a check of tensor {check.tensor} is of element {check.element}")
    if not told and check.verdict not in _WITHOUT_NUMBERS:
        raise BadValue(f"a check of tensor {check.tensor} ({check.verdict}) has no numbers")


def _check_hooked(known: Known, hooked: Hooked) -> None:
    known.step(hooked.step, "a hook")
    known.values((hooked.before, hooked.after), "a hook")
    if (hooked.input_nr is None) == (hooked.edge is None):
        raise BadStep(f"a hook of step {hooked.step} changed either a gradient in or one out")
    step = known.steps(hooked.step)
    place, count = (
        (hooked.input_nr, len(step.gradients_in))
        if hooked.edge is None
        else (hooked.edge, len(step.gradients_out))
    )
    if place is None or step.node is None or not 0 <= place < count:
        raise BadStep(f"a hook of step {hooked.step} changed gradient {place} of {count}")


def _check_iteration(known: Known, iteration: Iteration) -> None:
    who = f"iteration {iteration.number}"
    known.step(iteration.first_step, who)
    known.step(iteration.last_step, who)
    if not 0 <= iteration.number < MOST_ITERATIONS:
        raise OutOfOrder(f"there is no {who}")
    if iteration.last_step < iteration.first_step:
        raise OutOfOrder(f"{who} ends before it begins")
