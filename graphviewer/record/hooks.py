"""What the program's own hooks do to gradients: before and after, and which function it was.

A tensor's hooks are looked over for the length of a backward run only: in their own table each
stands behind one of ours, which calls it. Order, handles and results stay as they are. The node
keeps the table: a tensor written in place gets another, one that is gone leaves it behind.
Hooks of nodes lie in C++ out of reach: ours are put in their place as the program registers them.
"""

# ruff: noqa: ANN401  # what a program passes around can be anything
from __future__ import annotations

import weakref
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial, wraps
from typing import Any

import torch
from torch import Tensor
from torch.utils import hooks as torch_hooks

from graphviewer.record.followed import Followed
from graphviewer.record.hooking import Hook, described, wrap
from graphviewer.record.hooks_registered import Registered
from graphviewer.record.nodes import ACCUMULATE
from graphviewer.record.recorder import Recorder, Watch
from graphviewer.record.turn_calls import InTurn
from graphviewer.tape import rows

_Values = tuple[int | None, ...]
_Found = tuple[int | None, int | None, int | None, int | None, Hook]  # input, edge, before, after
_LEAF = -1  # stands for the node in the place of a leaf's gradient


class _Run:
    """What hooks did in a run that no step tells of yet."""

    __slots__ = ("found", "nodes", "watch", "wrapped")

    def __init__(self, watch: Watch) -> None:
        self.watch = watch
        self.wrapped: list[tuple[dict[int, Hook], int, Hook]] = []
        self.found: dict[tuple[int, int], list[_Found]] = defaultdict(list)
        self.nodes: list[_Found] = []  # by hooks of the node that is executed


class Hooks:
    """Writes Hooked rows after the step they belong to."""

    def __init__(self, recorder: Recorder) -> None:
        self._recorder = recorder
        # tables of hooks by id, and where the gradient arrives that they are given
        self._tables: dict[int, tuple[weakref.ref[Any], tuple[int, int]]] = {}
        self._leaves: dict[int, weakref.ref[Tensor]] = {}
        self._runs: list[_Run] = []
        self._registered = Registered(self._call_node)

    @contextmanager
    def watching(self) -> Iterator[None]:
        """Know of every hook the program registers; leave nothing behind."""
        backward_hook: Any = torch_hooks.BackwardHook
        begin = backward_hook.__init__
        self._recorder.hooked = self
        try:
            backward_hook.__init__ = self._module_hooks(begin)
            with self._registered.watching():
                yield
        finally:
            self._recorder.hooked = None
            backward_hook.__init__ = begin

    def registered(self, tensor: Tensor) -> None:
        """A tensor has a hook: it belongs to the node that the tensor has now."""
        node, table = tensor.grad_fn, tensor._backward_hooks
        if node is None:
            self._leaves[id(tensor)] = weakref.ref(tensor)
        elif table is not None:
            place = (self._recorder.nodes.walk(node), tensor.output_nr)
            self._tables[id(table)] = (weakref.ref(table), place)

    # --- a run

    def begin(self, watch: Watch) -> bool:
        """A backward run is about to start: stand before each tensor's hooks; whether there are."""
        run = _Run(watch)
        self._runs.append(run)
        self._registered.listen()
        self._stand(run)
        return bool(run.wrapped) or len(self._runs) > 1 or self._registered.any

    def _stand(self, run: _Run) -> None:
        tensors = self._recorder.tensors
        for entry in tensors.leaves():  # their hooks may be older than the recording
            leaf = entry.ref()
            if leaf is not None and (leaf._backward_hooks or leaf._post_accumulate_grad_hooks):
                self._leaves[id(leaf)] = weakref.ref(leaf)
        for key, (ref, place) in list(self._tables.items()):
            table = ref()
            if table is None:
                del self._tables[key]
            else:
                wrap(table, partial(self._call, place), run.wrapped)
        for key, known in list(self._leaves.items()):
            leaf = known()
            if leaf is None:
                del self._leaves[key]
                continue
            row = tensors.sync(leaf).row  # it can change
            wrap(leaf._backward_hooks, partial(self._call, (_LEAF, row)), run.wrapped)
            after = partial(self._call_after, known, row)
            wrap(leaf._post_accumulate_grad_hooks, after, run.wrapped)

    def _stand_anew(self) -> None:
        """Hooks have been registered while the run goes on."""
        fresh, self._registered.fresh = self._registered.fresh, []
        for ref in fresh:
            tensor = ref()
            if tensor is not None:
                self.registered(tensor)
        if self._runs:
            self._stand(self._runs[-1])

    def end(self, watch: Watch) -> None:
        """The run is over: every hook stands where it stood."""
        run = next((one for one in self._runs if one.watch is watch), None)
        if run is None:
            return
        self._runs.remove(run)
        if self._runs:  # another run may need what this one has put before the hooks
            self._runs[0].wrapped += run.wrapped
            return
        self._registered.rest()
        for table, key, ours in reversed(run.wrapped):
            if table.get(key) is ours:
                table[key] = ours.args[-1]  # type: ignore[attr-defined]  # a partial of ours

    def _run(self) -> _Run | None:
        """The run that is executing a node here and now."""
        for run in reversed(self._runs):
            if run.watch.running.here:
                return run
        return None

    def wrote(self, row: int, given: _Values, leaf: int | None = None) -> None:
        """A step of a node has been written: what hooks did there follows it."""
        if self._registered.fresh:
            self._safely(self._stand_anew)
        run = self._run() if self._runs else None
        if run is None or not (run.found or run.nodes):
            return
        place = row if leaf is None else _LEAF
        for number in range(len(given)) if leaf is None else (leaf,):
            for found in run.found.pop((place, number), ()):
                self._write(found)
        for found in run.nodes:
            self._write(found)
        run.nodes.clear()

    def _write(self, found: _Found) -> None:
        number, edge, before, after, hook = found
        run = self._run()
        if run is None or run.watch.same(before, after):
            return
        name, line = described(hook, self._recorder.places)
        writer = self._recorder.writer
        writer.hooked.append(
            rows.Hooked(
                step=writer.next_step - 1,
                input_nr=number,
                edge=edge,
                before=before,
                after=after,
                hook=name,
                line=line,
            )
        )

    # --- calls of the program's hooks

    def _call(self, place: tuple[int, int], hook: Hook, gradient: Tensor | None) -> Any:
        """Call a hook of a tensor; PyTorch gives None where there is no gradient."""
        if gradient is None:
            return self._user(hook, gradient)
        before = self._value(gradient)
        result = self._user(hook, gradient)
        if (run := self._run()) is not None:
            number = 0 if place[0] == _LEAF else place[1]
            after = self._value(result if isinstance(result, Tensor) else gradient)
            run.found[place].append((number, None, before, after, hook))
        return result

    def _call_after(self, ref: weakref.ref[Tensor], row: int, hook: Hook, *given: Any) -> Any:
        """Call a hook that runs once a leaf's `.grad` has been changed by the engine."""
        run, leaf = self._run(), ref()
        if run is None or leaf is None:
            return hook(*given)
        self._safely(partial(run.watch.settle, row))
        run.watch.running.pause()
        followed = Followed(self._recorder)
        self._safely(partial(followed.look, leaf))
        result = self._user(hook, *given)
        self._safely(partial(followed.write, ref, described(hook, self._recorder.places)[1]))
        return result

    def _user(self, hook: Hook, *given: Any) -> Any:
        """Call a hook of the program's: no number of ours must be read while it writes."""
        try:
            if not self._recorder.crowded:
                return hook(*given)
            with InTurn(self._recorder.turn):
                return hook(*given)
        finally:
            for run in self._runs:
                run.watch.doubt()
            if self._registered.fresh:
                self._safely(self._stand_anew)

    def _safely(self, write: Callable[[], None]) -> None:
        try:
            with self._recorder.lock, torch._C.DisableTorchFunction():
                write()
        except Exception as error:  # noqa: BLE001  # as above
            self._recorder.failed("a hook", error)

    def _value(self, gradient: Any) -> int | None:
        run = self._run() if isinstance(gradient, Tensor) else None
        if run is None:
            return None
        try:
            with self._recorder.lock, torch._C.DisableTorchFunction():
                return run.watch.value(gradient)
        except Exception as error:  # noqa: BLE001  # as above
            self._recorder.failed("a hook's gradient", error)
            return None

    # --- hooks of nodes and modules

    def _call_node(self, hook: Hook, *given: Any) -> Any:
        """Call a hook of a node, before it is executed or after."""
        node, run = torch._C._current_autograd_node(), self._run()
        if run is None or node is None:
            return hook(*given)
        after = len(given) > 1
        if after and type(node) is ACCUMULATE:
            leaf: Tensor = getattr(node, "variable")  # noqa: B009  # the stub does not know of it
            entry = self._recorder.tensors.find(leaf)
            if entry is not None:
                return self._call_after(weakref.ref(leaf), entry.row, hook, *given)
        before = [self._value(one) for one in given[0]]
        result = self._user(hook, *given)
        now = (result,) if isinstance(result, Tensor) else given[0] if result is None else result
        if isinstance(now, (tuple, list)) and len(now) == len(before):
            for number, (old, new) in enumerate(zip(before, map(self._value, now), strict=True)):
                place = (None, number) if after else (number, None)
                run.nodes.append((*place, old, new, hook))
        return result

    def _module_hooks(self, begin: Hook) -> Hook:
        hooks = self

        @wraps(begin)
        def init(self: Any, module: Any, user_hooks: Any, user_pre_hooks: Any) -> None:
            after = [partial(hooks._call_module, self, one) for one in user_hooks]
            before = [partial(hooks._call_module_before, self, one) for one in user_pre_hooks]
            begin(self, module, after, before)

        return init

    def _call_module(self, own: Any, hook: Hook, module: Any, into: Any, out: Any) -> Any:
        """Call a full backward hook: it may change the gradients of the module's inputs."""
        return self._of_module(own.input_tensors_index or (), hook, into, (module, into, out))

    def _call_module_before(self, own: Any, hook: Hook, module: Any, out: Any) -> Any:
        """Call a full backward pre-hook: it may change the gradients of the module's outputs."""
        return self._of_module(own.output_tensors_index or (), hook, out, (module, out))

    def _of_module(self, places: Any, hook: Hook, gradients: Any, given: tuple[Any, ...]) -> Any:
        """`places`: which of the gradients are of tensors; an edge of the hook's node each."""
        before = [self._value(gradients[place]) for place in places]
        result = self._user(hook, *given)
        run, after = self._run(), gradients if result is None else result
        if run is not None and isinstance(after, (tuple, list)) and len(after) == len(gradients):
            for edge, (place, old) in enumerate(zip(places, before, strict=True)):
                run.nodes.append((None, edge, old, self._value(after[place]), hook))
        return result
