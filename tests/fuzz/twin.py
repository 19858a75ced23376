"""A program run without the recorder: plainly, and once more under watchers of the test's own.

The watched run stands at the engine's door. Before each run of the engine it asks
`torch.autograd.grad` for the gradient at every output of every node it can reach; hooks of its own
tell the order of the nodes, what they sent, and what stood in the `.grad` of leaves.
"""

from __future__ import annotations

import contextlib
import io
import traceback
import warnings
from collections.abc import Callable, Iterator
from types import FrameType
from typing import Any

import torch
from msgspec import Struct, field
from torch import Tensor
from torch.autograd.graph import GradientEdge, get_gradient_edge

from tests.fuzz.bits import Bits, bits, equal

FILE = "program.py"
_KEY = "twin"
# Their backward fills `.grad` of leaves, or changes in place what it is given.
_IMPURE = frozenset({"CheckpointFunctionBackward", "RudeBackward"})
Port = tuple[int, int]


class Raised(Struct, frozen=True):
    """How a program ended early."""

    type: str
    message: str
    line: int | None


class Left(Struct):
    """A tensor that a program is left with."""

    numbers: Bits | None
    facts: tuple[object, ...]
    settled: bool  # whether it had its grad_fn without our asking
    node: Any = None
    grad: Bits | None = None


class Ended(Struct):
    """What a program left behind."""

    tensors: dict[str, Left]
    output: str
    raised: Raised | None


class Node(Struct):
    """A node of the graph, by an independent walk: numbered in the order it is found."""

    name: str
    edges: tuple[Port | None, ...]
    live: Any = None  # PyTorch's, while a run is under way


class Executed(Struct):
    """A node that the engine ran."""

    node: int
    taken: tuple[Bits | None, ...]
    sent: tuple[Bits | None, ...] = ()
    before: Bits | None = None
    after: Bits | None = None  # the `.grad` of a leaf
    leaf: bool = False
    grad: tuple[int, int] = (0, 0)  # which tensor stood in `.grad` before, and its version
    cut: bool = False  # a hook raised once it had run


class Run(Struct):
    """A run of the engine."""

    kind: str
    roots: tuple[Port, ...]
    seeds: tuple[Bits | None, ...]
    retain: bool
    create: bool
    executed: list[Executed] = field(default_factory=list)
    asked: dict[Port, Bits | None] | None = None  # torch.autograd.grad's; None: it could not tell
    waiting: dict[int, Executed] = field(default_factory=dict)
    reached: list[int] = field(default_factory=list)
    whole: bool = False  # it came to its end

    def full(self, port: Port, nodes: list[Node]) -> bool:
        """Whether everything that leads to a port has run, and has sent a gradient there.

        A node may leave out what nobody asked for: where `autograd.grad` is asked for more than the
        program asks for, more is computed, and arrives.
        """
        sent = {done.node: done.sent for done in self.executed}
        return all(
            number in sent and place < len(sent[number]) and sent[number][place] is not None
            for number in self.reached
            for place, edge in enumerate(nodes[number].edges)
            if edge == port
        )


def run_plainly(
    source: str,
    around: Callable[[], contextlib.AbstractContextManager[Any]],
    frame: Callable[[FrameType], None] | None = None,
) -> Ended:
    """Run a program; `around` is entered for the time it runs, `frame` given its variables'."""
    space: dict[str, Any] = {"__name__": "__main__"}
    if frame is not None:
        exec("__frame__ = __import__('sys')._getframe()", space)
        frame(space.pop("__frame__"))
    output = io.StringIO()
    raised: Raised | None = None
    code = compile(source, FILE, "exec", dont_inherit=True)
    with contextlib.redirect_stdout(output), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            with around():
                exec(code, space)
        except Exception as error:  # noqa: BLE001  # some programs are meant to fail
            raised = _raised(error)
        finally:
            torch.set_grad_enabled(True)  # PyTorch's signature
    left: dict[int, Left] = {}  # by identity: asking twice is not asking once
    tensors: dict[str, Left] = {}
    for name, one in space.items():
        if isinstance(one, Tensor):
            if id(one) not in left:
                left[id(one)] = _left(one)
            tensors[name] = left[id(one)]
    return Ended(tensors, output.getvalue(), raised)


def _left(tensor: Tensor) -> Left:
    """A view whose base was changed in place gets another grad_fn only when somebody asks."""
    before = torch._C._autograd._get_sequence_nr()
    node, settled, grad = None, False, None
    with contextlib.suppress(RuntimeError):  # PyTorch refuses to make one
        node = tensor.grad_fn
        settled = torch._C._autograd._get_sequence_nr() == before
        grad = tensor.grad if node is None or tensor.retains_grad else None
    facts = (
        tensor.requires_grad,
        0 if tensor.is_inference() else tensor._version,
        _strides(tensor),
        _strides(grad),
    )
    return Left(bits(tensor), facts, settled, node, bits(grad))


def _strides(tensor: Tensor | None) -> tuple[int, ...] | None:
    return None if tensor is None or tensor.layout is not torch.strided else tensor.stride()


def _raised(error: Exception) -> Raised:
    lines = [
        frame.lineno
        for frame in traceback.extract_tb(error.__traceback__)
        if frame.filename == FILE
    ]
    return Raised(type(error).__name__, str(error), lines[-1] if lines else None)


class Watcher:
    """Stands at the engine's door."""

    def __init__(self, *, asking: bool) -> None:
        self.nodes: list[Node] = []
        self.runs: list[Run] = []
        self.refused = 0  # runs of which torch.autograd.grad could not tell
        self._asking = asking
        self._inside = False
        self._door: Callable[..., Any] = torch.autograd.graph._engine_run_backward

    @contextlib.contextmanager
    def watching(self) -> Iterator[None]:
        """Stand there for a while."""
        graph: Any = torch.autograd.graph
        autograd: Any = torch.autograd
        old = graph._engine_run_backward, autograd._engine_run_backward
        graph._engine_run_backward = autograd._engine_run_backward = self._run
        try:
            yield
        finally:
            graph._engine_run_backward, autograd._engine_run_backward = old

    def _run(self, outputs: Any, *args: Any, **kwargs: Any) -> Any:
        if self._inside:
            return self._door(outputs, *args, **kwargs)
        roots = [_edge(one) for one in outputs]
        gradients, retain, create = (*args, None, False, False)[:3]
        seeds = [gradients[i] if i < len(gradients or ()) else None for i in range(len(roots))]
        found = [(edge, seed) for edge, seed in zip(roots, seeds, strict=True) if edge is not None]
        reached = self._walk([edge.node for edge, _ in found])
        run = Run(
            kind="backward" if kwargs.get("accumulate_grad") else "grad",
            roots=tuple((_number(edge.node), edge.output_nr) for edge, _ in found),
            seeds=tuple(bits(seed) for _, seed in found),
            retain=bool(retain),
            create=bool(create),
        )
        run.reached = reached
        self.runs.append(run)
        if self._asking:
            self._ask(run, reached, outputs, gradients)
        handles = [handle for number in reached for handle in self._hook(run, number)]
        variables = {n: getattr(self.nodes[n].live, "variable", None) for n in reached}
        try:
            result = self._door(outputs, *args, **kwargs)
            run.whole = True
        finally:
            for handle in handles:
                handle.remove()
            for number in reached:
                self.nodes[number].live = None
            for number, begun in run.waiting.items():  # a hook raised when it was filled already
                variable = variables[number]
                # not by its numbers: a zero may have been added
                if isinstance(variable, Tensor) and begun.grad != _identity(variable.grad):
                    begun.cut = True
                    run.executed.append(begun)
        return result

    def _walk(self, roots: list[Any]) -> list[int]:
        """The numbers of all nodes behind some; new ones are numbered."""
        seen: dict[int, Any] = {}
        stack = list(roots)
        while stack:
            node = stack.pop()
            if _KEY not in node.metadata:
                node.metadata[_KEY] = len(self.nodes)
                self.nodes.append(Node(_name(node), ()))
            number = _number(node)
            if number not in seen:
                seen[number] = node
                stack.extend(child for child, _ in node.next_functions if child is not None)
        for number, node in seen.items():
            self.nodes[number].live = node
            self.nodes[number].edges = tuple(
                None if child is None else (_number(child), nr) for child, nr in node.next_functions
            )
        return list(seen)

    def _ask(self, run: Run, reached: list[int], outputs: Any, gradients: Any) -> None:
        ports = dict.fromkeys(run.roots)
        for number in reached:
            ports.update(dict.fromkeys(edge for edge in self.nodes[number].edges if edge))
        if not ports or any(self.nodes[number].name in _IMPURE for number in reached):
            self.refused += 1
            return
        wanted = [GradientEdge(self.nodes[number].live, nr) for number, nr in ports]
        self._inside = True
        try:
            with contextlib.redirect_stdout(io.StringIO()):
                found = torch.autograd.grad(
                    outputs,
                    wanted,
                    gradients,
                    retain_graph=True,
                    create_graph=run.create,
                    allow_unused=True,
                )
            run.asked = {port: bits(gradient) for port, gradient in zip(ports, found, strict=True)}
        except Exception:  # noqa: BLE001  # the program's own run will raise it too, or hooks must do
            self.refused += 1
        finally:
            self._inside = False

    def _hook(self, run: Run, number: int) -> list[Any]:
        live = self.nodes[number].live
        variable = getattr(live, "variable", None)
        leaf = isinstance(variable, Tensor)

        def before(taken: tuple[Tensor | None, ...]) -> None:
            if not self._inside:
                held = variable.grad if isinstance(variable, Tensor) else None
                run.waiting[number] = Executed(
                    number,
                    tuple(bits(one) for one in taken),
                    before=bits(held),
                    leaf=leaf,
                    grad=_identity(held),
                )

        def after(sent: tuple[Tensor | None, ...], _taken: Any) -> None:
            if not self._inside:
                done = run.waiting.pop(number)
                done.sent = tuple(bits(one) for one in sent)
                done.after = bits(variable.grad) if isinstance(variable, Tensor) else None
                run.executed.append(done)

        return [live.register_prehook(before), live.register_hook(after)]


def disagreements(run: Run) -> int:
    """At how many ports of executed nodes autograd.grad and the hooks differ."""
    if run.asked is None:
        return 0
    return sum(
        not equal(run.asked.get((done.node, nr)), one)
        for done in run.executed
        for nr, one in enumerate(done.taken)
    )


def _identity(gradient: Tensor | None) -> tuple[int, int]:
    """Which tensor it is and how often it was changed."""
    return (0, 0) if gradient is None else (id(gradient), gradient._version)


def _edge(output: Any) -> GradientEdge | None:
    if isinstance(output, GradientEdge):
        return output
    return get_gradient_edge(output) if output.requires_grad else None


def _number(node: Any) -> int:
    number: int = node.metadata[_KEY]
    return number


def _name(node: Any) -> str:
    name = type(node).__name__
    return str(node.name()) if name == "CppFunction" else name
