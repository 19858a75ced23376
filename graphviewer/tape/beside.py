"""The law of the tables beside the steps: Jacobians, checks, hooks, iterations, notes."""

from __future__ import annotations

from graphviewer.tape.known import BadStep, Known, OutOfOrder
from graphviewer.tape.rows import Hooked, Iteration, Jacobian
from graphviewer.tape.tape import Part


def check_beside(known: Known, part: Part) -> None:
    """Check these tables of a part. Raises a TapeError."""
    for jacobian in part.jacobians:
        _check_jacobian(known, jacobian)
    for check in part.checks:
        known.tensor(check.tensor, "a check")
        known.run(check.run, "a check")
    for hooked in part.hooked:
        _check_hooked(known, hooked)
    for iteration in part.iterations:
        _check_iteration(known, iteration)
    for point in part.points:
        known.series(point.series, "a point")
        if point.iteration < 0:
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


def _check_hooked(known: Known, hooked: Hooked) -> None:
    known.step(hooked.step, "a hook")
    known.values((hooked.before, hooked.after), "a hook")
    if (hooked.input_nr is None) == (hooked.edge is None):
        raise BadStep(f"a hook of step {hooked.step} changed either a gradient in or one out")


def _check_iteration(known: Known, iteration: Iteration) -> None:
    who = f"iteration {iteration.number}"
    known.step(iteration.first_step, who)
    known.step(iteration.last_step, who)
    if iteration.number < 0 or iteration.last_step < iteration.first_step:
        raise OutOfOrder(f"{who} ends before it begins")
