"""The rows of a tape: frozen data, each naming others by id only.

An id is the row's place in its table, counted from 0. Rows never change once written: what happens
to a tensor later (a new value in place, a name, a flag) is another row that names it and the step.

Rows hold only data without cycles, so the garbage collector need not go through them (`gc=False`):
with tens of thousands of them it would take most of a recording's time.
"""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

OUTSIDE = "outside"  # the text of an update step of what others than PyTorch wrote
StepKind = Literal["forward", "backward", "accumulate", "update", "print", "skip", "error"]
Fact = bool | int | float | str | tuple[bool | int | float | str | None, ...] | None


class Place(Struct, frozen=True, gc=False):
    """Where in the program: lines count from 1, columns in characters from 0, the end exclusive."""

    line: int
    column: int
    end_line: int
    end_column: int


class Tensor(Struct, frozen=True, kw_only=True, gc=False):
    """A tensor of the program. Going in place to a new `grad_fn` is a new row of one `object`."""

    id: int
    name: str  # the expression that made it, as written; names given to it are Binding rows
    shape: tuple[int, ...]
    dtype: str  # PyTorch's spelling without "torch."
    device: str
    requires_grad: bool  # when first seen; later changes are Change rows
    is_leaf: bool
    node: int | None = None  # its grad_fn; None for a leaf (then some Node.variable may name it)
    output_nr: int = 0
    value: int | None = None  # when first seen
    op: int | None = None  # the op that made it; None if it came from outside what was recorded
    step: int = 0  # the step that made it known
    object: int = 0  # equal for rows of one Python tensor
    version: int = 0  # PyTorch's in-place counter
    storage: int | None = None  # equal for tensors that share memory
    # how it lies in its storage, in elements; None: from its start, row by row (or not told)
    strides: tuple[int, ...] | None = None
    offset: int = 0
    grad_of: int | None = None  # the leaf whose `.grad` this tensor is
    is_parameter: bool = False


class Change(Struct, frozen=True, kw_only=True, gc=False):
    """At a step a tensor changed: its numbers in place, or whether it wants a gradient."""

    tensor: int
    step: int
    value: int | None = None  # None: the numbers stayed
    requires_grad: bool | None = None  # None: as before
    version: int | None = None


class Binding(Struct, frozen=True, kw_only=True, gc=False):
    """The program gave a tensor a name (`c = ...`, or a parameter reached as `net.0.weight`)."""

    tensor: int
    name: str
    step: int


class Op(Struct, frozen=True, kw_only=True, gc=False):
    """One call of a PyTorch function as the program wrote it."""

    id: int
    name: str  # "mul", "sum", "cross_entropy": without the torch., Tensor. or F. before it
    qualified: str  # "torch.Tensor.mul"
    step: int
    place: Place | None = None
    code: str = ""  # the source text of the call, as written
    inputs: tuple[int, ...] = ()  # tensors among the arguments, in their order, repeats kept
    constants: tuple[str, ...] = ()  # the other arguments, short: "1", "dim=0"
    key: str = ""  # of `x[...]`, also on the left of `=`: see `keys`; empty where not told
    outputs: tuple[int, ...] = ()
    nodes: tuple[int, ...] = ()  # autograd nodes first seen after this call
    in_place: bool = False
    grad_enabled: bool = True
    module: str = ""  # path of the innermost nn.Module, "net.0"
    # the calls of modules it happened in, outermost first: "net.0#2:Linear" is the second call of
    # net.0, a Linear. Text, not ids: iterations are left out of tapes without renumbering it
    within: tuple[str, ...] = ()


class Edge(Struct, frozen=True, gc=False):
    """One entry of `next_functions`: the gradient goes to input `input_nr` of node `to`."""

    to: int
    input_nr: int


class Saved(Struct, frozen=True, kw_only=True, gc=False):
    """What a node keeps for its derivative: a tensor of the program, other numbers, or a fact."""

    name: str  # PyTorch's, without `_saved_`: "self", "other", "result"
    tensor: int | None = None
    value: int | None = None
    fact: Fact = None


class Node(Struct, frozen=True, kw_only=True, gc=False):
    """A `grad_fn` node, exactly PyTorch's."""

    id: int
    name: str  # "MulBackward0"
    edges: tuple[Edge | None, ...] = ()  # as next_functions; None where no gradient is wanted
    op: int | None = None
    step: int = 0
    saved: tuple[Saved, ...] = ()
    variable: int | None = None  # the leaf of an AccumulateGrad
    sequence: int | None = None  # PyTorch's sequence number: larger runs earlier
    outputs: int = 1  # how many outputs of the forward op, so gradients in, it has
    run: int | None = (
        None  # the backward run that built it (create_graph), None for the forward graph
    )


class Seed(Struct, frozen=True, kw_only=True, gc=False):
    """A root of a backward run and the gradient it starts from."""

    node: int
    input_nr: int = 0
    tensor: int | None = None
    gradient: int | None = None


class Run(Struct, frozen=True, kw_only=True, gc=False):
    """One run of the engine."""

    id: int
    kind: Literal["backward", "grad"]  # "grad": torch.autograd.grad, which leaves `.grad` alone
    line: int | None
    seeds: tuple[Seed, ...]
    first_step: int  # index of the first step the run will write
    retain_graph: bool = False
    create_graph: bool = False
    returned: tuple[Seed, ...] = ()  # by torch.autograd.grad, where its call was not kept


class Step(Struct, frozen=True, kw_only=True, gc=False):
    """Something that happened, in order. Gradients are value ids; None where PyTorch has none.

    forward: `op` made `outputs` from `inputs`.
    backward: the engine ran `node`; `gradients_in` has an entry per output of the forward op (what
        the formula used, after hooks), `gradients_out` one per edge (reduced to the input's shape).
    accumulate: the engine ran an AccumulateGrad; `.grad` of `tensor` went from `before` to `after`.
    update: `tensor` (its value, or its `.grad` when `of_grad`) was changed outside the graph, from
        `before` to `after`: an optimizer, `zero_()`, `x.grad = None`. With `of_grad` and a tensor
        that is no leaf: `retain_grad()` was called (None to None), or backward kept its gradient.
        `text` "unseen": a leaf's `.grad` was found changed after `line` and nothing showed how:
        work in another thread is not recorded. `text` OUTSIDE: after `line` a tensor's memory had
        other numbers, written by NumPy or others that share it.
    print: the program printed `text`. error: it ended with the tape's error.
    skip: iterations that were not kept ran here, `text` of them; what they left changed stands in
        the Change rows of this step and the update steps ("skipped") after it.
    """

    index: int
    kind: StepKind
    line: int | None = None
    op: int | None = None
    node: int | None = None
    run: int | None = None
    inputs: tuple[int, ...] = ()
    outputs: tuple[int, ...] = ()
    gradients_in: tuple[int | None, ...] = ()
    gradients_out: tuple[int | None, ...] = ()
    tensor: int | None = None
    before: int | None = None
    after: int | None = None
    of_grad: bool = False
    text: str = ""
    thread: str = ""  # the name of the thread it happened in; empty: the one the program began in


class Jacobian(Struct, frozen=True, kw_only=True, gc=False):
    """A local Jacobian of a node that was executed: what one gradient out owes to one gradient in.

    The value is a whole matrix of the gradients' dtype with a row per element of
    `gradients_in[input_nr]` and a column per element of `gradients_out[edge]`, both flattened:
    its entry [i, j] is the derivative of the output's element i by the input's element j, and
    gradient in (as a row) @ matrix is that input's share of the gradient out.
    """

    step: int  # a backward step
    input_nr: int
    edge: int
    value: int


class Check(Struct, frozen=True, kw_only=True, gc=False):
    """The gradient that a run brought to a leaf, beside central differences in float64.

    agrees: within what float64 differences can tell. rounding: PyTorch's own gradient in float64
    agrees, so the difference is the dtype's. kink: the one-sided differences disagree, so there is
    no derivative there. random: an op drew numbers that cannot be drawn again. differs: none of
    these. unchecked: something stands in the way.

    `about` names what: "op:dropout", "tensor:3" (a row), "hook:double", "error:ValueError" (what
    running it again raised), or one of "size", "complex", "root", "hook" (the gradient was changed
    on its way), "differences" (they say too little), "time". Of a check of some elements only it
    says of how many: "64/200".
    """

    tensor: int
    run: int
    verdict: Literal["agrees", "rounding", "kink", "random", "differs", "unchecked"]
    element: int | None = None  # the flattened place of the largest difference
    recorded: float | None = None  # there
    numeric: float | None = None  # there
    about: str = ""


class Hooked(Struct, frozen=True, kw_only=True, gc=False):
    """A hook of the program changed a gradient: value ids before and after it.

    Of the gradient in at `input_nr` of the backward or accumulate step (hooks of a tensor, node
    prehooks), or of the gradient out at `edge` (node hooks); the other is None.
    """

    step: int
    input_nr: int | None = None
    edge: int | None = None
    before: int | None = None
    after: int | None = None
    hook: str = ""  # the function's name
    line: int | None = None  # where the function is written


class Iteration(Struct, frozen=True, kw_only=True, gc=False):
    """One round of a training loop that the tape keeps whole: up to the end of a backward run.

    `number` counts every round from 0; rounds that were not kept have no row but points.
    """

    number: int
    first_step: int
    last_step: int
    line: int | None = None  # of the backward call that closed it


class Series(Struct, frozen=True, kw_only=True, gc=False):
    """A scalar variable of the program, watched over all iterations."""

    id: int
    name: str
    line: int | None = None


class Point(Struct, frozen=True, gc=False):
    """What a scalar variable was when an iteration ended."""

    series: int
    iteration: int
    value: float


class Note(Struct, frozen=True, kw_only=True, gc=False):
    """Something the recording could not show from a step on, said plainly.

    transform: torch.func runs functions on wrappers without numbers. compiled: compiled code is
    one node. thread: work of another thread. walked: the graph was there already; its nodes were
    found from a tensor, values only in places.
    """

    step: int
    kind: Literal["transform", "compiled", "thread", "walked"]
    about: str = ""  # the function


class Error(Struct, frozen=True, kw_only=True, gc=False):
    """How the program failed."""

    type: str  # "RuntimeError"
    message: str
    line: int | None = None
    place: Place | None = None
    step: int | None = None
    trace: tuple[
        tuple[int, str], ...
    ] = ()  # (line, source line) of the program's own frames, outermost first


class Meta(Struct, frozen=True, kw_only=True):
    """What was run, and with what."""

    source: str
    filename: str = "program.py"
    torch: str = ""
    python: str = ""
    device: str = "cpu"
    created: str = ""  # ISO 8601, UTC
    seed: int | None = None
    value_cap: int = 4096  # elements kept whole


class End(Struct, frozen=True, kw_only=True):
    """How recording ended: after the last step."""

    reason: Literal["finished", "failed", "stopped", "died", "limit"]
    message: str = ""
