"""The law of shapes: numbers have the shape of what they are the numbers of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain, zip_longest

from graphviewer.tape.known import BadValue, Known
from graphviewer.tape.rows import Hooked, Run, Step, Tensor
from graphviewer.tape.tape import Part, Tape

Shape = tuple[int, ...]
Port = tuple[int, int]
Who = tuple[str, int]  # put into words only where something is wrong


class Forms:
    """Which shapes the values of tensors and of their gradients may have."""

    def __init__(self, tape: Tape, part: Part, known: Known) -> None:
        self._tape, self._part, self._known = tape, part, known
        self._at_ports: dict[Port, Tensor | None] = {}
        for tensor in part.tensors:
            if tensor.node is not None:
                self._at_ports.setdefault((tensor.node, tensor.output_nr), tensor)
        self._later: Iterator[tuple[int, Shape]] | None = None
        self._found: set[tuple[int, Shape]] = set()

    def check_tensor(self, tensor: Tensor) -> None:
        """A tensor's first value is of its dtype and shape. Raises BadValue."""
        if tensor.value is None:
            return
        value = self._known.numbers(tensor.value)
        if value.shape != tensor.shape or value.dtype != tensor.dtype:
            raise BadValue(
                f"tensor {tensor.id} is {tensor.dtype} of shape {tensor.shape}, "
                f"its value {value.dtype} of shape {value.shape}"
            )

    def check_seeds(self, run: Run) -> None:
        """Seeds have the shape of what they arrive at. Raises BadValue."""
        for seed in (*run.seeds, *run.returned):
            self._arrives((seed.node, seed.input_nr), seed.gradient, ("run", run.id))

    def check_step(self, step: Step) -> None:
        """Gradients have the shape of what they are the gradients of. Raises BadValue."""
        if step.node is not None:
            who = ("step", step.index)
            for place, gradient in enumerate(step.gradients_in):
                self._arrives((step.node, place), gradient, who)
            edges = self._known.nodes(step.node).edges
            for edge, gradient in zip(edges, step.gradients_out, strict=False):
                if edge is not None:
                    self._arrives((edge.to, edge.input_nr), gradient, who)
        if step.tensor is not None and (step.kind == "accumulate" or step.of_grad):
            tensor = self._known.tensor_row(step.tensor)
            for gradient in (step.before, step.after):
                self._is_of(tensor, gradient, ("step", step.index))

    def check_hooked(self, hooked: Hooked) -> None:
        """A hook leaves a gradient its shape. Raises BadValue."""
        values = [
            self._known.numbers(one) for one in (hooked.before, hooked.after) if one is not None
        ]
        if len({value.shape for value in values}) > 1:
            raise BadValue(f"a hook of step {hooked.step} changed the shape of a gradient")

    def _arrives(self, port: Port, gradient: int | None, who: Who) -> None:
        if gradient is None:
            return
        if port not in self._at_ports:
            self._at_ports[port] = self._tensor_at(port)
        tensor = self._at_ports[port]
        if tensor is not None:
            self._is_of(tensor, gradient, who)

    def _tensor_at(self, port: Port) -> Tensor | None:
        node = self._known.nodes(port[0])
        if node.variable is not None:
            return self._known.tensor_row(node.variable)
        if node.op is None:
            return None
        outputs = map(self._known.tensor_row, self._known.op_row(node.op).outputs)
        return next((one for one in outputs if (one.node, one.output_nr) == port), None)

    def _is_of(self, tensor: Tensor, gradient: int | None, who: Who) -> None:
        if gradient is None:
            return
        shape = self._known.numbers(gradient).shape
        if shape != tensor.shape and not self._became(tensor.object, shape):
            raise BadValue(
                f"{who[0]} {who[1]} has a gradient of shape {shape} "
                f"for tensor {tensor.id} of shape {tensor.shape}"
            )

    def _became(self, number: int, shape: Shape) -> bool:
        """Whether a Python tensor has had a shape at some time; `.data` and `t_()` change it."""
        if self._later is None:
            self._later = self._shapes()
        wanted = number, shape
        while wanted not in self._found:
            one = next(self._later, None)
            if one is None:
                return False
            self._found.add(one)
        return True

    def _shapes(self) -> Iterator[tuple[int, Shape]]:
        """Shapes that Python tensors were seen with after their first row, the latest first.

        Row by row of all tables at once: what is looked for is most often near the end, and a part
        of a long tape is checked without going through all that came before it.
        """
        tape, part = self._tape, self._part
        changes = chain(reversed(part.changes), reversed(tape.changes))
        tensors = chain(reversed(part.tensors), reversed(tape.tensors))
        steps = chain(reversed(part.steps), reversed(tape.steps))
        for change, row, step in zip_longest(changes, tensors, steps):
            if change is not None and change.value is not None:
                changed = self._known.tensor_row(change.tensor)
                yield changed.object, self._known.numbers(change.value).shape
            if row is not None:
                yield row.object, row.shape
            if step is not None and step.kind == "update" and step.op is not None:
                yield from self._taken_over(self._known.op_row(step.op).inputs)

    def _taken_over(self, inputs: Iterable[int]) -> Iterator[tuple[int, Shape]]:
        rows = [self._known.tensor_row(one) for one in inputs]
        yield from ((rows[0].object, row.shape) for row in rows[1:])
