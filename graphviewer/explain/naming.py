"""What to call things in an equation: tensors by the program's names, gradients as fractions."""

from __future__ import annotations

from graphviewer.explain.equation import Fence, Frac, Math, Ref, Role, Row, Script, Text, plain
from graphviewer.explain.expression import expression
from graphviewer.explain.operands import can_be, turned_weight, written
from graphviewer.explain.rules.rule import Rule
from graphviewer.explain.rules.table import rule_of, short_name
from graphviewer.explain.shown import shows_numbers, value_maths
from graphviewer.explain.template import operator, typeset
from graphviewer.tape.index import Port, TapeIndex
from graphviewer.tape.rows import Fact, Node, Run, Saved
from graphviewer.tape.span import roots_of
from graphviewer.tape.tape import Tape
from graphviewer.tape.value import Value

DEEPEST = 2  # unseen intermediates named inside one another before the node's own name is used
PLAIN_LOSSES = ("L", "J", "ℓ")
STAND_INS = ("t", "s", "r")
LONGEST_BELOW = 16  # letters of an expression written out below a ∂
VECTORS = ("v", "u", "q", "ν")
DIGITS = str.maketrans("₀₁₂₃₄₅₆₇₈₉", "0123456789")


class Namer:
    """Names for the things of one tape, each mathematics that knows what it stands for."""

    def __init__(self, tape: Tape, index: TapeIndex) -> None:
        self.tape = tape
        self.index = index
        self._short: dict[Ref, tuple[Math, Math]] | None = None

    # --- stand-ins

    def shorten(self) -> None:
        """From now on give long expressions without a name a letter."""
        self._short = {}

    def stand_ins(self) -> tuple[Math, ...]:
        """What each letter given stands for: `t₁ = ...`."""
        pairs = (self._short or {}).values()
        return tuple(Row((name, operator("="), maths), "muted") for name, maths in pairs)

    def _stand_in(self, maths: Math, ref: Ref) -> Math:
        """A letter for an expression too long to differentiate by; short ones stay."""
        if self._short is None or len(plain(maths)) <= LONGEST_BELOW:
            return maths
        if ref not in self._short:
            below = Text(str(len(self._short) + 1), "number", ref=ref)
            letter = Text(self._free(STAND_INS), "name", ref=ref)
            self._short[ref] = (Row((Script(letter, sub=below),), "plain", ref), maths)
        return self._short[ref][0]

    # --- tensors and ports

    def tensor(self, tensor: int, role: Role = "plain") -> Math:
        """A tensor's name as the index has it, or the expression that made it."""
        ref = Ref("tensor", tensor)
        if self.index.names(tensor):
            return self._named(tensor, role, ref)
        row = self.tape.tensors[tensor]
        if row.grad_of is not None:
            return Row((self.tensor(row.grad_of), Text(".grad", "word")), role, ref)
        return self._stand_in(with_ref(expression(row.name or "·"), ref, role), ref)

    def _named(self, tensor: int, role: Role, ref: Ref) -> Math:
        """The index's own name; the number it gives namesakes is set as a subscript."""
        name = self.index.name(tensor)
        base = self.index.names(tensor)[0]
        number = name.removeprefix(base)
        if name == base or not name.startswith(base):
            return Text(name, "name", role, ref)
        below = Text(number.translate(DIGITS), "number", role, ref)
        return Row((Script(Text(base, "name", role, ref), sub=below),), role, ref)

    def text(self, tensor: int) -> str:
        """The same as words."""
        return plain(self.tensor(tensor))

    def port(self, port: Port, depth: int = 0) -> Math:
        """What a gradient's port belongs to: the tensor there, else what its node computes."""
        tensor = self.index.tensor_at(port)
        if tensor is not None:
            return self.tensor(tensor)
        node = self.tape.nodes[port[0]]
        rule = rule_of(node)
        if rule is None or depth >= DEEPEST:
            return Text(short_name(node.name), "word", ref=Ref("node", node.id))
        maths = typeset(rule.forward, lambda name: self.operand(node, rule, name, depth + 1))
        ref = Ref("node", node.id)
        return self._stand_in(with_ref(maths, ref), ref)

    def operand(self, node: Node, rule: Rule, name: str, depth: int = 0) -> Math:
        """An operand of a node's rule, by PyTorch's name for it."""
        if name == "result":
            return _factor(self.port((node.id, 0), DEEPEST))
        if name == "all":
            return self._all(node, depth)
        for place, edge in enumerate(node.edges):
            if edge is not None and rule.inputs[rule.place(place)] == name:
                return _factor(self.port((edge.to, edge.input_nr), depth))
        saved = find_saved(node, name)
        if saved is not None and saved.tensor is not None:
            return _factor(self.tensor(saved.tensor))
        if saved is not None and saved.value is None:
            return fact_maths(saved.fact)
        return self._from_call(node, rule, name, saved)

    def _all(self, node: Node, depth: int) -> Math:
        items: list[Math] = []
        for edge in node.edges:
            items += [Text(", ", "operator")] if items else []
            items.append(
                Text("·", "operator")
                if edge is None
                else self.port((edge.to, edge.input_nr), depth)
            )
        return Row(tuple(items))

    def _from_call(self, node: Node, rule: Rule, name: str, saved: Saved | None) -> Math:
        """An operand PyTorch did not name: as the call has it, else its number, else a letter."""
        if saved is not None and saved.value is not None:
            value = self.tape.values[saved.value]
            if value.size == 1 and value.complete:
                from_call = self._constant_operand(node, value)
                return from_call or Text(_number(value.array().flat[0]), "number")
        operand = None if node.run is not None else self._spare_operand(node, rule, name, saved)
        return operand if operand is not None else self._unnamed(node, saved)

    def _unnamed(self, node: Node, saved: Saved | None) -> Math:
        """What the program has no name for: its numbers, or dots. Never a letter of our own."""
        op = None if node.op is None else self.tape.ops[node.op]
        if op is not None and "dropout" in op.name:
            return Text("mask", "word")
        value = None if saved is None or saved.value is None else self.tape.values[saved.value]
        if value is not None and shows_numbers(value):
            return value_maths(value, "value")
        return Text("⋯", "operator", "muted")

    def _constant_operand(self, node: Node, value: Value) -> Math | None:
        if node.op is None or len(self.tape.ops[node.op].nodes) != 1:
            return None
        spare = [one for one in written(self.tape, self.index, node.op) if one.tensor is None]
        known = len(spare) == 1 and can_be(self.tape, self.index, spare[0], value, node.step)
        return expression(spare[0].source) if known else None

    def _spare_operand(self, node: Node, rule: Rule, name: str, saved: Saved | None) -> Math | None:
        if node.op is None:
            return None
        op = self.tape.ops[node.op]
        used = {
            self.index.tensor_at((edge.to, edge.input_nr))
            for edge in node.edges
            if edge is not None
        }
        spare = [
            one
            for one in written(self.tape, self.index, node.op)
            if one.tensor is None or one.tensor not in used
        ]
        value = None if saved is None or saved.value is None else self.tape.values[saved.value]
        weight = None if value is None else turned_weight(self.tape, self.index, op.id, value)
        if weight is not None:
            return Row((Script(self.tensor(weight), sup=Text("T", "word")),))
        if not spare or len([at for at in op.nodes if at != node.id]) > 1:
            return None
        place = rule.inputs.index(name) if name in rule.inputs and len(spare) > 1 else 0
        one = spare[min(place, len(spare) - 1)]
        if value is not None and not can_be(self.tape, self.index, one, value, node.step):
            return None
        return _factor(
            self.tensor(one.tensor) if one.tensor is not None else expression(one.source)
        )

    # --- gradients

    def loss(self, run: Run) -> Math:
        """What a run differentiates: its root's name, `v·y` for a root of many numbers, else L."""
        seeds = roots_of(self.tape, run)
        seed = seeds[0] if len(seeds) == 1 else None
        if seed is not None and seed.tensor is not None and self.index.names(seed.tensor):
            name = self._named(seed.tensor, "loss", Ref("tensor", seed.tensor))
            if self._is_one(seed.gradient):
                return name
            return Fence(Row((Text(self.vector(run), role="gradient"), operator("·"), name)))
        return Text(self._free(PLAIN_LOSSES), role="loss")

    def vector(self, run: Run) -> str:
        """What to call the gradient a run was given: v, unless the program means another by it."""
        given = run.seeds[0].gradient
        mine = None if given is None else self.tape.values[given]
        for binding in self.tape.bindings:
            held = self.index.value_at(binding.tensor, run.first_step - 1)
            if binding.name in VECTORS and held is not None and self.tape.values[held] == mine:
                return binding.name
        return self._free(VECTORS)

    def _free(self, letters: tuple[str, ...]) -> str:
        """The first of some letters that the program gives to nothing."""
        taken = {binding.name for binding in self.tape.bindings}
        return next((name for name in letters if name not in taken), letters[0])

    def _is_unnamed_root(self, port: Port, run: Run) -> bool:
        """Whether a port is the run's only root, and no name of the program is known for it."""
        seeds = roots_of(self.tape, run)
        if len(seeds) != 1 or (seeds[0].node, seeds[0].input_nr) != port:
            return False
        tensor = seeds[0].tensor
        return tensor is None or not self.index.names(tensor)

    def _is_one(self, value: int | None) -> bool:
        if value is None:
            return True
        numbers = self.tape.values[value]
        return numbers.size == 1 and numbers.complete and bool(numbers.array().flat[0] == 1)

    def partial(self, port: Port, run: Run) -> Math:
        """The gradient at a port: ∂loss over ∂tensor."""
        tensor = self.index.tensor_at(port)
        ref = Ref("node", port[0]) if tensor is None else Ref("gradient", tensor)
        below = self.loss(run) if self._is_unnamed_root(port, run) else self.port(port)
        bottom = below if _single(below) else Fence(below)
        sign = Text("∂", "operator", "gradient", ref)
        return Frac(
            Row((sign, self.loss(run))),
            Row((sign, bottom)),
            ref=ref,
            role="gradient",
        )


def find_saved(node: Node, name: str) -> Saved | None:
    """What a node saved under a name; underscores may be left out."""
    for saved in node.saved:
        if saved.name == name or saved.name.replace("_", "") == name:
            return saved
    return None


def fact_maths(fact: Fact) -> Math:
    """A plain fact as mathematics."""
    if isinstance(fact, tuple):
        return Text(", ".join(_number(one) for one in fact), "number")
    return Text(_number(fact), "number")


def _single(maths: Math) -> bool:
    """Whether a piece needs no brackets after a ∂."""
    if isinstance(maths, Row) and len(maths.items) == 1:
        return _single(maths.items[0])
    if isinstance(maths, Text):
        return " " not in maths.text
    return isinstance(maths, Fence) or (isinstance(maths, Script) and maths.sup is None)


def _number(fact: object) -> str:
    from_item = getattr(fact, "item", None)
    fact = from_item() if callable(from_item) else fact
    return str(int(fact)) if isinstance(fact, float) and fact.is_integer() else str(fact)


def with_ref(maths: Math, ref: Ref, role: Role = "plain") -> Math:
    """The same mathematics, standing for `ref`."""
    match maths:
        case Text():
            return Text(maths.text, maths.style, role, ref)
        case Row():
            return Row(maths.items, role, ref)
        case Frac():
            return Frac(maths.top, maths.bottom, ref, role)
    return Row((maths,), role, ref)


def _factor(maths: Math) -> Math:
    """As part of a product or power: brackets round anything made of several pieces."""
    loose = isinstance(maths, Row) and any(
        isinstance(item, Text) and item.style == "operator" and item.text.startswith(" ")
        for item in maths.items
    )
    return Fence(maths) if loose or (isinstance(maths, Row) and _signed(maths)) else maths


def _signed(maths: Row) -> bool:
    first = maths.items[0] if maths.items else None
    return isinstance(first, Text) and first.text.startswith("−")
