"""Sees each call of a PyTorch function as the program wrote it; writes an op and its steps."""

# ruff: noqa: ANN401  # what a program passes around can be anything
from __future__ import annotations

import sys
from collections.abc import Mapping
from contextlib import suppress
from types import FrameType
from typing import Any

import torch
from torch import Tensor
from torch.overrides import TorchFunctionMode

from graphviewer.record.call import Call, Input
from graphviewer.record.entries import Changed, Entry, version_of
from graphviewer.record.functions import PLAIN, SPECIAL, Function, writes
from graphviewer.record.grads import Grads
from graphviewer.record.keys import key_text
from graphviewer.record.leaves import Leaves
from graphviewer.record.naming import constants, function_name, tensors_in
from graphviewer.record.places import Site
from graphviewer.record.recorder import Recorder
from graphviewer.record.turn import Busy
from graphviewer.record.turn_calls import brief
from graphviewer.tape import rows

_NOTHING: Mapping[str, Any] = {}
_Unseen = torch._C.DisableTorchFunction
_sequence = torch._C._autograd._get_sequence_nr  # how many nodes this thread has made
_ASKING = frozenset({"get node", "retain", "hook"})  # special calls that ask for the grad_fn
_BUILTIN = frozenset({type(torch.add), type(Tensor.add)})
_builtin_names: dict[Function, tuple[str, str]] = {}
_Moved = dict[int, tuple[Entry, Tensor]]
# Functions that look only at the shape of what they are given beside the first.
_SHAPES: frozenset[Function] = frozenset(
    {Tensor.expand_as, Tensor.view_as, Tensor.reshape_as, Tensor.type_as, Tensor.to}
)
_BRACKETS: frozenset[Function] = frozenset({Tensor.__getitem__, Tensor.__setitem__})
# Functions whose result may lie on memory that is NumPy's.
_ADOPTING: frozenset[Function] = frozenset({torch.as_tensor, torch.asarray})
_LISTS = (list, tuple)
# Functions that a statement calls, not an expression; iterating over a tensor ends in unbind.
_STATEMENTS: frozenset[Function] = frozenset(
    {torch.Tensor.__setitem__, torch.Tensor.__iter__, torch.Tensor.unbind}
)


class Calls(TorchFunctionMode):
    """The mode the program runs under."""

    def __init__(self, recorder: Recorder, leaves: Leaves) -> None:
        super().__init__()
        self._grads = Grads(recorder, leaves)
        self._recorder = recorder
        self._writer = recorder.writer
        self._tensors = recorder.tensors
        self._nodes = recorder.nodes
        self._places = recorder.places
        self._names: dict[Function, tuple[str, str]] = {}

    @property
    def recording(self) -> bool:
        """Whether calls made here and now are the program's."""
        return self._recorder.mine and torch._C._len_torch_function_stack() > 0

    def __torch_function__(
        self,
        func: Function,
        types: Any,  # the signature is PyTorch's
        args: tuple[Any, ...] = (),
        kwargs: Mapping[str, Any] | None = None,
    ) -> Any:
        if func in PLAIN:
            if self._tensors.stale:
                return self._plain(func, args, kwargs or _NOTHING)
            return func(*args, **(kwargs or _NOTHING))
        return self.call(func, func, args, kwargs or _NOTHING, sys._getframe(1))

    def call(
        self,
        func: Function,
        known_as: Function,
        args: tuple[Any, ...],
        kwargs: Mapping[str, Any],
        caller: FrameType | None,
    ) -> Any:
        """Run a call and record it. What it raises passes on; what recording raises does not."""
        recorder = self._recorder
        if recorder.crowded and not recorder.turn.mine and func is known_as and brief(func):
            return self._in_turn(func, known_as, args, kwargs, caller)
        recorder.check()
        frame, inner = self._places.frame(caller)
        if frame is None or inner or self._writer.full:
            return func(*args, **kwargs)
        special = SPECIAL.get(func, "")
        try:
            with recorder.lock, _Unseen():
                inputs = self._look(args, kwargs, frame)
                grad = None
                if special and inputs:
                    grad = self._grad_before(special, inputs[0])
        except Exception as error:  # noqa: BLE001  # a failure of ours must not become the program's
            recorder.failed("what a call uses", error)
            return func(*args, **kwargs)
        before = _sequence() if self._tensors.stale else 0
        try:
            result = func(*args, **kwargs)
        except Exception:
            if before:
                self._asked([one[0] for one in inputs], before, own=special not in _ASKING)
            raise
        if special == "iterate":
            result = list(result)  # the program gets an iterator over the same tensors below
        done = Call(func, known_as, args, kwargs, frame, inputs, result)
        self._take(special, done, caller, grad)
        return iter(result) if special == "iterate" else result

    def _take(self, special: str, call: Call, caller: FrameType | None, grad: int | None) -> None:
        """Record what a call did."""
        try:
            with self._recorder.lock, _Unseen():
                if special:
                    if special in _ASKING:
                        self._tensors.settle(call.inputs[0][0])
                    self._special(special, call, caller, grad)
                else:
                    self._record(call)
        except Exception as error:  # noqa: BLE001  # a failure of ours must not become the program's
            self._recorder.failed("what a call did", error)

    def _plain(self, func: Function, args: tuple[Any, ...], kwargs: Mapping[str, Any]) -> Any:
        """Run a call that makes no tensor: for some of them PyTorch asks for the grad_fn."""
        before = _sequence()
        result = func(*args, **kwargs)
        self._asked(tensors_in(args[:1], []), before)
        return result

    def _asked(self, given: list[Tensor], before: int, own: int = 0) -> None:
        """See the new grad_fn of views, where nodes have been made since: `own` the call's own.

        A call that fails has made its node and those of all its views, or none.
        """
        made = _sequence() - before - own
        if made <= 0 or not self._recorder.mine:
            return
        try:
            with self._recorder.lock, _Unseen():
                stale = {
                    id(one): one for one in given if self._tensors.find(one) in self._tensors.stale
                }
                if made >= len(stale):
                    for tensor in stale.values():
                        self._tensors.settle(tensor)
        except Exception as error:  # noqa: BLE001  # as above
            self._recorder.failed("a view's new node", error)

    def _in_turn(
        self,
        func: Function,
        known_as: Function,
        args: tuple[Any, ...],
        kwargs: Mapping[str, Any],
        caller: FrameType | None,
    ) -> Any:
        """The same while no other thread of the program runs or looks at anything."""
        recorder = self._recorder
        try:
            recorder.turn.take()
        except Busy as error:
            recorder.elsewhere = True
            recorder.failed("a call", error)
            return func(*args, **kwargs)
        try:
            return self.call(func, known_as, args, kwargs, caller)
        finally:
            recorder.turn.give()

    # --- before the call

    def _look(
        self, args: tuple[Any, ...], kwargs: Mapping[str, Any], frame: FrameType
    ) -> list[Input]:
        tensors = tensors_in(args, [])
        if kwargs:
            tensors_in(kwargs.values(), tensors)
        name = ""
        inputs: list[Input] = []
        known = self._tensors.known
        for tensor in tensors:
            entry = known.get(id(tensor))
            version = version_of(tensor)
            if entry is None or entry.ref() is not tensor:
                name = name or self._places.site(frame).name
                entry = self._tensors.see(tensor, name)
            elif entry.version != version or ((group := entry.group) and group.external):
                entry = self._tensors.sync(tensor, name)
            inputs.append((tensor, entry, version))
        return inputs

    def _grad_before(self, special: str, one: Input) -> int | None:
        if special == "set grad":
            self._tensors.gradient(one[1], one[0])
        return None if one[1].grad is None else one[1].grad.value

    # --- after it

    def _special(
        self, special: str, call: Call, caller: FrameType | None, grad: int | None
    ) -> None:
        if special == "get grad":
            self._grads.got(call, caller)
        elif special == "set grad":
            self._grads.set(call, grad)
        elif special == "retain":
            self._grads.retain(call)
        elif special == "statistics":
            self._statistics(call)
        elif special == "hook":
            if self._recorder.hooked is not None:
                self._recorder.hooked.registered(call.inputs[0][0])
        elif special == "set data":
            self._set_data(call)
        elif special != "get node":  # which no step tells of
            if special == "expose" and call.inputs:
                self._tensors.share(call.inputs[0][0])
            self._record(call)

    def _set_data(self, call: Call) -> None:
        tensor, entry, version = call.inputs[0]
        if tensor is not call.args[0]:  # a lazy parameter gets its shape
            return
        lay = entry.group, entry.geometry
        self._tensors.moved_storage(entry, tensor)
        lies = entry.group, entry.geometry
        # `x.data -= 1` ends in setting the memory that x has already
        if entry.group is None or lies != lay or version_of(tensor) != version:
            self._record(call, all_changed=True)

    def _statistics(self, call: Call) -> None:
        """Running statistics change beside the result, often without a new version."""
        line = self._places.site(call.frame).line
        moving = [(one[0], one[1]) for one in call.inputs[1:] if not one[0].requires_grad]
        call.inputs = [(tensor, entry, version_of(tensor)) for tensor, entry, _ in call.inputs]
        self._record(call)
        for tensor, entry in moving:
            changed = self._tensors.renew(entry, tensor)
            if changed is not None:
                self.update(changed, line, self._writer.op_count - 1)

    def _settle(self, call: Call) -> None:
        """See the views PyTorch has made a new grad_fn for: those the result was computed from."""
        tensors = self._tensors
        for one in tensors_in((call.result,), []):
            entry = tensors.find(one)
            if entry is None or entry not in tensors.stale:
                with suppress(RuntimeError):  # PyTorch refuses to make one for some views
                    if one.grad_fn is not None:
                        break
        else:
            return
        for tensor, _, _ in call.inputs[: 1 if call.known_as in _SHAPES else None]:
            tensors.settle(tensor)

    def _record(self, call: Call, *, all_changed: bool = False) -> None:
        inputs, result = call.inputs, call.result
        if self._tensors.stale:
            self._settle(call)
        try:
            changed = [one for one in inputs if one[0]._version != one[2]]
        except RuntimeError:  # inference tensors keep none
            changed = [
                one
                for one in inputs
                if version_of(one[0]) != one[2]
                or (one[0].is_inference() and writes(call.func, one[0], call.args, call.kwargs))
            ]
        if all_changed and not changed:
            changed = inputs[:1]
        if isinstance(result, Tensor):
            if not changed and self._tensors.find(result) is None:
                self._made(call, result)
                return
            results = [result]
        else:
            results = tensors_in((result,), [])
        if results or changed:
            self._write(call, results, changed)
        else:
            for tensor, entry, _ in inputs:
                self._tensors.flag(entry, tensor)

    def _made(self, call: Call, result: Tensor) -> None:
        """Write what most calls do: one new tensor."""
        recorder, writer, nodes, tensors = self._recorder, self._writer, self._nodes, self._tensors
        recorder.before_step()
        site = self._places.site(call.frame)
        if call.known_as in _STATEMENTS:
            site = self._places.whole(site)
        inputs = tuple([one[1].row for one in call.inputs])
        nodes.op, nodes.found = op, _ = writer.take_op(), []
        try:
            entry = tensors.reserve(result)
            if call.known_as in _ADOPTING:
                tensors.outside.adopt(entry, result)
            nodes.near = (*inputs, entry.row)
            name = self._result_name(call, site) if recorder.module else site.name
            tensors.write(entry, result, name, op)
            outputs = (entry.row,)
            self._op(call, site, op, inputs, outputs)
            writer.add(
                rows.Step(
                    index=writer.next_step,
                    kind="forward",
                    line=site.line,
                    op=op,
                    inputs=inputs,
                    outputs=outputs,
                    thread=writer.thread,
                )
            )
            if recorder.noting is not None:
                recorder.noting(call.func, result, call.args, call.kwargs, op)
        finally:
            nodes.op, nodes.near = None, ()

    def _write(self, call: Call, results: list[Tensor], changed: list[Input]) -> None:
        recorder, writer, nodes = self._recorder, self._writer, self._nodes
        nodes.op, nodes.found = writer.op_count, []  # the op's id if there is something to write
        nodes.near = inputs = tuple([one[1].row for one in call.inputs])
        try:
            fresh, moved = self._sort(results, changed)
            if fresh or moved or changed:
                recorder.before_step()
                site = self._places.site(call.frame)
                if call.known_as in _STATEMENTS:
                    site = self._places.whole(site)
                op = writer.take_op()
                step = writer.next_step
                name = self._result_name(call, site)
                outputs, updates = self._outputs(call, op, name, fresh, moved, changed)
                self._op(call, site, op, inputs, outputs, in_place=bool(changed))
                written = [one.entry for one in updates]
                if outputs:
                    writer.step("forward", line=site.line, op=op, inputs=inputs, outputs=outputs)
                    updates = [one for one in updates if self._owner(one.entry) is not None]
                for update in updates:
                    self.update(update, site.line, op)
                self._grads.beside(written, site.line, op)
                assert writer.next_step > step or writer.full, "an op without a step"
                if recorder.noting is not None:
                    recorder.noting(call.func, call.result, call.args, call.kwargs, op)
            else:
                for tensor, entry, _ in call.inputs:
                    self._tensors.flag(entry, tensor)
        finally:
            nodes.op, nodes.near = None, ()

    def _function(self, function: Function) -> tuple[str, str]:
        names = self._names.get(function) or _builtin_names.get(function)
        if names is None:
            names = function_name(function)
            # those of PyTorch itself live as long as the process does
            known = _builtin_names if type(function) in _BUILTIN else self._names
            known[function] = names
        return names

    def _result_name(self, call: Call, site: Site) -> str:
        """What was written for a result; inside a module that the line does not name, its path.

        All that `net(x)` computes on its way would else be called net(x).
        """
        module = self._recorder.module
        if not module or self._function(call.known_as)[0] in site.code:
            return site.name
        called = site.code.partition("(")[0].strip()
        if called == module or called.rpartition(".")[2] == module.rpartition(".")[2]:
            return site.name
        return f"{module}(·)"

    def _sort(self, results: list[Tensor], changed: list[Input]) -> tuple[list[Tensor], _Moved]:
        """Of a call's results, the tensors not known yet, and those with another `grad_fn` now."""
        fresh: dict[int, Tensor] = {}
        moved: _Moved = {}
        tensors = self._tensors
        for tensor in results:
            entry = tensors.find(tensor)
            if entry is None:
                fresh[id(tensor)] = tensor
                continue
            if entry in tensors.stale:
                if not torch.is_grad_enabled() or all(one[0] is not tensor for one in changed):
                    continue  # PyTorch has not asked for its grad_fn
                tensors.stale.discard(entry)
            if tensors.moved(entry, tensor):
                moved[id(tensor)] = (entry, tensor)
        return list(fresh.values()), moved

    def _outputs(
        self,
        call: Call,
        op: int,
        name: str,
        fresh: list[Tensor],
        moved: _Moved,
        changed: list[Input],
    ) -> tuple[tuple[int, ...], list[Changed]]:
        """Write the rows of what a call made; their ids, and what it changed in place."""
        tensors = self._tensors
        entries = [tensors.reserve(tensor) for tensor in fresh]
        outputs = [entry.row for entry in entries]
        self._nodes.near += tuple(outputs)
        updates: list[Changed] = []
        if changed:
            once = {id(one[0]): one for one in changed}
            part = call.known_as is Tensor.__setitem__ and _basic(call.args[1])
            updates = [self._changed(one, moved, part=part) for one in once.values()]
        for entry, tensor in zip(entries, fresh, strict=True):
            tensors.write(entry, tensor, name, op)
        if moved:
            outputs.extend(
                entry.row for entry, tensor in moved.values() if tensors.regraph(entry, tensor, op)
            )
        return tuple(outputs), updates

    def _op(
        self,
        call: Call,
        site: Site,
        op: int,
        inputs: tuple[int, ...],
        outputs: tuple[int, ...],
        *,
        in_place: bool = False,
    ) -> None:
        name, qualified = self._function(call.known_as)
        args, kwargs = call.args, call.kwargs
        given: tuple[str, ...] = ()
        # as many tensors as arguments can also be a list of them and a number: `stack((a, b), 1)`
        if kwargs or len(inputs) != len(args) or (args and type(args[0]) in _LISTS):
            given = constants(call.known_as, args, kwargs, site.code)
        self._writer.ops.append(
            rows.Op(
                id=op,
                name=name,
                qualified=qualified,
                step=self._writer.next_step,
                place=site.place,
                code=site.code,
                inputs=inputs,
                constants=given,
                key=key_text(args[1]) if call.known_as in _BRACKETS else "",
                outputs=outputs,
                nodes=tuple(self._nodes.found),
                in_place=in_place,
                grad_enabled=torch.is_grad_enabled(),
                module=self._recorder.module,
                within=self._recorder.within,
            )
        )

    def _changed(self, one: Input, moved: _Moved, *, part: bool) -> Changed:
        """Take in that a call changed a tensor in place, and others on the same memory with it.

        `part`: the call changed a view of the tensor, not the tensor as such.
        """
        tensors = self._tensors
        changed, entry, _ = one
        if id(changed) not in moved and self._waits(changed, part=part):
            update = tensors.renew(entry, changed) or Changed(entry, entry.value, entry.value)
            tensors.stale.add(entry)
        elif tensors.moved(entry, changed):
            before = entry.value
            tensors.refresh(entry, changed)
            update = Changed(entry, before, entry.value)
            moved[id(changed)] = (entry, changed)
        else:
            update = tensors.renew(entry, changed) or Changed(entry, entry.value, entry.value)
        for other, tensor in tensors.renew_aliases(entry):
            moved.setdefault(id(tensor), (other, tensor))
        return update

    def _waits(self, changed: Tensor, *, part: bool) -> bool:
        """Whether PyTorch makes a changed view's new grad_fn only at its next use.

        Where nobody knows its base, that view alone shows the change: then it is asked at once.
        """
        if not changed._is_view():
            return False
        if not torch.is_grad_enabled():
            return True
        base = changed._base
        return part and base is not None and self._tensors.find(base) is not None

    def _owner(self, entry: Entry) -> Entry | None:
        """The tensor whose `.grad` this one is."""
        tensor = entry.ref()
        return None if tensor is None else self._tensors.owner_of(tensor)

    def update(self, changed: Changed, line: int | None, op: int | None) -> None:
        """Write an update step for a changed tensor, or for the tensor whose `.grad` it is."""
        entry = changed.entry
        owner = self._owner(entry)
        if changed.before == entry.told:
            entry.told = changed.after
        self._writer.step(
            "update",
            line=line,
            op=op,
            tensor=entry.row if owner is None else owner.row,
            before=changed.before,
            after=changed.after,
            of_grad=owner is not None,
        )

    # --- tensors that came without a call the mode can see

    def arrived(self, tensors: list[Tensor], names: tuple[str, str], site: Site) -> None:
        """Write a step for tensors made by a call that overrides do not see, as `from_numpy`."""
        self._recorder.before_step()
        writer = self._writer
        op = writer.take_op()
        self._nodes.op, self._nodes.found = op, []
        outputs = []
        for tensor in tensors:
            entry = self._tensors.reserve(tensor)
            self._tensors.outside.adopt(entry, tensor)
            self._tensors.write(entry, tensor, site.name, op)
            outputs.append(entry.row)
        writer.ops.append(
            rows.Op(
                id=op,
                name=names[0],
                qualified=names[1],
                step=writer.next_step,
                place=site.place,
                code=site.code,
                outputs=tuple(outputs),
                nodes=tuple(self._nodes.found),
                grad_enabled=torch.is_grad_enabled(),
                module=self._recorder.module,
                within=self._recorder.within,
            )
        )
        self._nodes.op = None
        writer.step("forward", line=site.line, op=op, outputs=tuple(outputs))


def _basic(key: Any) -> bool:
    """Whether an index only selects a view: numbers, slices, None and `...`."""
    parts = key if isinstance(key, tuple) else (key,)
    return all(one is None or one is ... or type(one) in (int, slice) for one in parts)
