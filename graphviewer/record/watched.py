"""One run of the autograd engine, written node by node by hooks that live as long as the run.

Hooks hold ids, never nodes or tensors. A hook sees the gradients after the program's own hooks:
what the formula used.
"""

# what a program passes around can be anything
from __future__ import annotations

import weakref
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from typing import Any

import torch
from torch import Tensor
from torch.autograd.graph import GradientEdge, get_gradient_edge
from torch.autograd.graph import Node as GraphNode
from torch.utils.hooks import RemovableHandle

from graphviewer.record.entries import Entry, same_numbers, version_of
from graphviewer.record.flow import Flow
from graphviewer.record.leaves import UNSEEN
from graphviewer.record.nodes import ACCUMULATE
from graphviewer.record.recorder import Gradients, Recorder
from graphviewer.record.running import Running
from graphviewer.record.values import plain, same_sample, snapshot
from graphviewer.tape import rows
from graphviewer.tape.value import Value

_Unseen = torch._C.DisableTorchFunction
_MOST_COMPARED = 1 << 22  # numbers of large tensors, once a run is over: some milliseconds
_BUILT_IN: set[type] = set()  # PyTorch's own classes of nodes met so far


class Watched:
    """The hooks of one run."""

    def __init__(self, recorder: Recorder) -> None:
        self.run = -1
        self.line: int | None = None
        self.running = Running(recorder)
        self._recorder = recorder
        self._writer = recorder.writer
        self._tensors = recorder.tensors
        self._cap = recorder.cap
        self._create = False
        self._coded = False  # whether functions of the program's own are called in it
        self._flow = Flow(self._writer, self._cap)
        self._before: dict[int, int | None] = {}
        self._given: dict[int, tuple[int | None, ...]] = {}
        self._handles: list[RemovableHandle] = []
        self._early: dict[int, partial[None]] = {}  # by leaf: writes its accumulate step
        self._settled: set[int] = set()
        self._compared = 0  # numbers of large tensors
        self._held: dict[int, tuple[int | None, Value | None]] = {}  # what a `.grad` was, by node

    def begin(
        self,
        outputs: Sequence[Tensor | GradientEdge],
        args: tuple[Any, ...],
        kwargs: dict[str, Any],
    ) -> list[GradientEdge]:
        """Write the run's row and hook every node it can reach; where it starts."""
        recorder = self._recorder
        recorder.before_step()
        recorder.before_run()
        self.line = None if (site := recorder.places.here()) is None else site.line
        roots = self._roots(outputs, args)
        gradients, retain, create = (*args, None, False, False)[:3]
        self._create = bool(create)
        self.run = self._writer.run_count
        accumulate = bool(kwargs.get("accumulate_grad"))
        self._writer.run(
            rows.Run(
                id=self.run,
                kind="backward" if accumulate else "grad",
                line=self.line,
                seeds=self._seeds(outputs, gradients or (), roots),
                first_step=self._writer.next_step,
                retain_graph=bool(retain),
                create_graph=self._create,
            )
        )
        leaves = self._hook_all([edge.node for edge in roots.values()])
        if recorder.hooked is not None and recorder.hooked.begin(self):
            self._coded = True
        for leaf, row in leaves:
            self._hook_leaf(leaf, row)
        return list(roots.values())

    def _roots(self, outputs: Sequence[Any], args: tuple[Any, ...]) -> dict[int, GradientEdge]:
        """Where gradients enter the graph, by the place of the output; all behind it is written."""
        if self._tensors.stale:  # PyTorch asks those it starts from and those it goes to
            for one in (*outputs, *(args[3] if len(args) > 3 else ())):
                if isinstance(one, Tensor):
                    self._tensors.settle(one)
        roots = {
            place: edge
            for place, output in enumerate(outputs)
            if (edge := _edge(output)) is not None
        }
        for edge in roots.values():
            self._recorder.nodes.walk(edge.node)
        return roots

    def _seeds(
        self, outputs: Sequence[Any], gradients: Sequence[Any], roots: dict[int, GradientEdge]
    ) -> tuple[rows.Seed, ...]:
        seeds: list[rows.Seed] = []
        for place, edge in roots.items():
            output = outputs[place]
            gradient = gradients[place] if place < len(gradients) else None
            known = self._tensors.find(output) if isinstance(output, Tensor) else None
            seeds.append(
                rows.Seed(
                    node=self._recorder.nodes.walk(edge.node),
                    input_nr=edge.output_nr,
                    tensor=None if known is None else known.row,
                    gradient=None if gradient is None else self.value(gradient),
                )
            )
        return tuple(seeds)

    def _hook_all(self, roots: list[GraphNode]) -> list[tuple[GraphNode, int]]:
        """Hook every node that can be reached but those of leaves, which are returned."""
        known = self._recorder.nodes.known
        leaves: list[tuple[GraphNode, int]] = []
        seen: set[int] = set()
        stack = roots
        while stack:
            node = stack.pop()
            row = known(node)
            if row is None or row in seen:
                continue
            seen.add(row)
            if type(node) is ACCUMULATE:
                leaves.append((node, row))
                continue
            self._hook(node, row)
            stack += [child for child, _ in node.next_functions if child is not None]
        return leaves

    def _hook(self, node: GraphNode, row: int) -> None:
        kind: type = type(node)
        if kind not in _BUILT_IN:
            if issubclass(kind, torch.autograd.function.BackwardCFunction):
                # the program's own backward may change its gradient: look before it runs
                self._coded = True
                self._handles.append(node.register_prehook(partial(self._before_node, row)))
            elif kind.__module__ == "builtins":
                _BUILT_IN.add(kind)
        self._handles.append(node.register_hook(partial(self._after_node, row)))

    def _hook_leaf(self, node: GraphNode, row: int) -> None:
        variable: Any = getattr(node, "variable")  # noqa: B009  # the stub does not know of it
        entry = self._tensors.sync(variable)
        leaf = weakref.ref(variable)
        if not self.running.crowded:
            self._before[row] = self._tensors.gradient(entry, variable)
        if self._coded or variable._backward_hooks or variable._post_accumulate_grad_hooks:
            self._hold(row, entry, variable)
            # the program's hooks may change `.grad` or the gradient: look when they have run
            before = partial(self._before_leaf, row, entry, leaf)
            self._handles.append(node.register_prehook(before))
            nothing: Gradients = (None,)
            write = partial(self._write_leaf, row, entry, leaf, nothing)
            self._early[entry.row] = write
        elif self.running.crowded:
            before = partial(self._before_leaf, row, entry, leaf)
            self._handles.append(node.register_prehook(before))
        self._handles.append(node.register_hook(partial(self._after_leaf, row, entry, leaf)))

    @contextmanager
    def _guarded(self, doing: str) -> Iterator[None]:
        """Read alone and unseen; a failure of ours is noted and must not become the program's."""
        try:
            with self._recorder.lock, _Unseen():
                yield
        except Exception as error:  # noqa: BLE001  # see the docstring
            self._recorder.failed(doing, error)

    def gave(self, inputs: Sequence[Any]) -> None:
        """Write the `.grad` of those named as `inputs` that are no leaves: PyTorch keeps it.

        From now on: it calls `retain_grad()` on them.
        """
        with self._guarded("a gradient that is kept"):
            for tensor in inputs:
                entry = self._tensors.find(tensor) if isinstance(tensor, Tensor) else None
                if entry is not None and entry.node is not None:
                    self._write_kept(entry, tensor)
                    self._recorder.retain(entry.node, entry, tensor)

    def settle_kept(self) -> None:
        """Write the `.grad` tensors kept though their node was not executed: as a root, say."""
        with self._guarded("a gradient that is kept"):
            for node in list(self._recorder.retained):
                self._kept(node)

    def look_again(self) -> None:
        """Write what hooks and backward methods of the program changed beside the gradients.

        Calls made inside the engine are not seen. Of very many numbers only samples are compared.
        """
        alone = not (self.running.crowded or self.running.disturbed or self._recorder.elsewhere)
        if not self._flow.doubted or self._writer.full or not alone:
            return
        with self._guarded("what a hook changed"):
            for entry in list(self._tensors.known.values()):
                tensor = entry.ref()
                if tensor is None or not plain(tensor) or self._tensors.owner_of(tensor):
                    continue
                if version_of(tensor) == entry.version and self._is_as_it_was(entry, tensor):
                    continue
                changed = self._tensors.renew(entry, tensor)
                if changed is not None:
                    self._tensors.renew_aliases(entry)
                    told = {"before": changed.before, "after": changed.after}
                    self._writer.step("update", line=self.line, tensor=entry.row, **told)
        self.broke()

    def _is_as_it_was(self, entry: Entry, tensor: Tensor) -> bool:
        """Whether a large tensor seems to have its numbers still: all of them, or a sample."""
        if tensor.numel() <= self._cap or entry.numbers is None:
            return tensor.numel() > self._cap
        if not same_sample(tensor, entry.numbers, self._cap):
            return False
        self._compared += tensor.numel()
        if self._compared > _MOST_COMPARED:
            return True
        return same_numbers(snapshot(tensor, self._cap), entry.numbers)

    def broke(self) -> None:
        """The engine raised: write what it has put into a `.grad` on a leaf it did not finish."""
        with self._guarded("gradients of a run that raised"):
            for entry in self._tensors.leaves():
                leaf = entry.ref()
                if leaf is not None and not leaf._is_view():  # to ask a view makes its grad_fn
                    self._write_kept(entry, leaf)

    def remove(self) -> None:
        """Take every hook off: an AccumulateGrad outlives the run and would fire again."""
        for handle in self._handles:
            handle.remove()
        self._handles.clear()
        if self._recorder.hooked is not None:
            self._recorder.hooked.end(self)

    def settle(self, leaf: int) -> None:
        """Write the accumulate step of a leaf before a hook changes what was accumulated."""
        write = self._early.pop(leaf, None)
        if write is not None:
            write()
            self._settled.add(write.args[0])

    # --- the hooks

    def _before_node(self, row: int, gradients: Gradients) -> None:
        if not self.running.here:
            return
        try:
            with self._recorder.lock, _Unseen():
                self._given[row] = tuple([self.value(one) for one in gradients])
                self.doubt()
        except Exception as error:  # noqa: BLE001  # see _run
            self._recorder.failed("a gradient", error)

    def _after_node(self, row: int, sent: Gradients, used: Gradients) -> None:
        writer, recorder = self._writer, self._recorder
        if writer.full or not self.running.here:
            return
        value = self.value
        try:
            with recorder.lock, _Unseen():
                recorder.before_step()
                given = self._given.pop(row, None) if self._given else None
                if given is None:
                    given = tuple([value(one) for one in used])
                left = tuple([value(one) for one in sent])
                writer.add(
                    rows.Step(
                        index=writer.next_step,
                        kind="backward",
                        line=self.line,
                        node=row,
                        run=self.run,
                        gradients_in=given,
                        gradients_out=left,
                        thread=self.running.name,
                    )
                )
                if recorder.hooked is not None:
                    recorder.hooked.wrote(row, given)
                if recorder.measuring is not None:
                    recorder.measuring(writer.next_step - 1, used, sent)
                if recorder.retained:
                    self._kept(row)
        except Exception as error:  # noqa: BLE001  # see _run
            recorder.failed("a backward step", error)

    def _kept(self, row: int) -> None:
        """Write what a tensor that called `retain_grad()` now has in its `.grad`."""
        for entry, ref in self._recorder.retained.get(row, ()):
            if (tensor := ref()) is not None:
                self._write_kept(entry, tensor)

    def _write_kept(self, entry: Entry, tensor: Tensor) -> None:
        before = None if entry.grad is None else entry.grad.value
        after = self._tensors.gradient(entry, tensor)
        if after != before:
            self._writer.step(
                "update",
                line=self.line,
                tensor=entry.row,
                before=before,
                after=after,
                of_grad=True,
            )

    def _before_leaf(
        self, row: int, entry: Entry, leaf: weakref.ref[Tensor], gradients: Gradients
    ) -> None:
        variable = leaf()
        if variable is None or not self.running.here:
            return
        try:
            if self.running.crowded:
                self.running.take(row)
            with self._recorder.lock, _Unseen():
                begun = self._before.get(row)
                self._look(row, entry, variable)
                before = self._before[row] = self._tensors.gradient(entry, variable)
                self._missed(entry, before, changed=self._flow.doubted and begun != before)
                self._given[row] = tuple([self.value(one) for one in gradients])
        except Exception as error:  # noqa: BLE001  # see _run
            self._recorder.failed("a leaf's gradient", error)

    def _hold(self, row: int, entry: Entry, variable: Tensor) -> None:
        """Remember the numbers of a `.grad`: through `.data` hooks change them unseen."""
        if entry.grad is not None and variable.grad is not None:
            self._held[row] = entry.grad.value, snapshot(variable.grad, self._cap)

    def _look(self, row: int, entry: Entry, variable: Tensor) -> None:
        """Read a `.grad` anew if it was changed so."""
        value, numbers = self._held.pop(row, (None, None))
        kept, gradient = entry.grad, variable.grad
        if not self._flow.doubted or kept is None or gradient is None or kept.value != value:
            return
        if not same_numbers(snapshot(gradient, self._cap), numbers):
            self._tensors.forget_gradient(entry, variable)

    def _missed(self, entry: Entry, now: int | None, *, changed: bool) -> None:
        """Tell of a `.grad` that a hook has changed, or a thread which is not recorded."""
        known, elsewhere = self._writer.grads.get(entry.row), self._recorder.elsewhere
        if now != known and (elsewhere or changed):
            self._writer.step(
                "update",
                line=self.line,
                tensor=entry.row,
                before=known,
                after=now,
                of_grad=True,
                text=UNSEEN if elsewhere else "",
            )

    def _after_leaf(
        self,
        row: int,
        entry: Entry,
        leaf: weakref.ref[Tensor],
        sent: Gradients,  # noqa: ARG002  # it sends nothing on
        used: Gradients,
    ) -> None:
        if not self.running.here:
            return
        self._write_leaf(row, entry, leaf, used)
        self.running.give(row)

    def _write_leaf(
        self, row: int, entry: Entry, leaf: weakref.ref[Tensor], used: Gradients
    ) -> None:
        variable = leaf()
        if variable is None or self._writer.full or row in self._settled:
            self._settled.discard(row)
            return
        if not self.running.holds(row):  # what it was before is not known, nor what it is now
            self._recorder.elsewhere = True
            return
        try:
            with self._recorder.lock, _Unseen():
                self._recorder.before_step()
                given = self._given.pop(row, None)
                if given is None:
                    given = tuple([self.value(one) for one in used])
                before = self._before.pop(row, None)
                first = before is None and entry.row not in self._early and not self._flow.doubted
                after = self._leaf_gradient(entry, variable, used[0], given[0], first=first)
                self._writer.add(
                    rows.Step(
                        index=self._writer.next_step,
                        kind="accumulate",
                        line=self.line,
                        node=row,
                        run=self.run,
                        gradients_in=given,
                        tensor=entry.row,
                        before=before,
                        after=after,
                        thread=self.running.name,
                    )
                )
                if self._recorder.hooked is not None:
                    self._recorder.hooked.wrote(row, given, entry.row)
        except Exception as error:  # noqa: BLE001  # see _run
            self._recorder.failed("an accumulated gradient", error)

    def _leaf_gradient(
        self,
        entry: Entry,
        variable: Tensor,
        used: Tensor | None,
        arrived: int | None,
        *,
        first: bool,
    ) -> int | None:
        """The id of the value `.grad` has now; `first`: there was none, and nobody else changes it.

        The engine then takes over the gradient that arrived, or a copy of it.
        """
        gradient = variable.grad
        if gradient is None or used is None or arrived is None:
            return self._tensors.gradient(entry, variable)
        if variable._post_accumulate_grad_hooks:  # registered since: they may have changed it
            return self._tensors.gradient(entry, variable)
        if self._create and gradient.grad_fn is not None:
            self._look_behind(gradient)
        if _same_memory(gradient, used) or (first and _alike(gradient, used)):  # as it came
            return self._tensors.gradient(entry, variable, arrived)
        last = self._flow.last
        if last is not None and last[0] == arrived:
            return self._tensors.gradient(entry, variable, arrived, last[1])
        return self._tensors.gradient(entry, variable)

    def value(self, gradient: Tensor | None) -> int | None:
        """The id of a gradient's numbers; the same id while the same tensor flows on unchanged."""
        if gradient is None:
            return None
        if self._create and gradient.grad_fn is not None:
            self._look_behind(gradient)
        return self._flow.value(gradient)

    def doubt(self) -> None:
        """The program's own code ran and may have changed gradients unseen."""
        self._flow.doubt()

    def same(self, one: int | None, other: int | None) -> bool:
        """Whether two ids of gradients stand for the same numbers."""
        return self._flow.same(one, other)

    def _look_behind(self, gradient: Tensor) -> None:
        """With create_graph gradients have a grad_fn: nodes this run has built."""
        root = gradient.grad_fn
        assert root is not None
        nodes = self._recorder.nodes
        outer, nodes.run = nodes.run, self.run
        try:
            nodes.walk(root)
        finally:
            nodes.run = outer


def _alike(one: Tensor, other: Tensor) -> bool:
    return one.dtype == other.dtype and one.shape == other.shape and one.layout is other.layout


def _same_memory(one: Tensor, other: Tensor) -> bool:
    """Whether two dense tensors are the same numbers in the same place."""
    return (
        one.layout is torch.strided
        and other.layout is torch.strided
        and one.data_ptr() == other.data_ptr() != 0
        and one.dtype == other.dtype
        and one.shape == other.shape
        and one.stride() == other.stride()
        and one.is_conj() == other.is_conj()
        and one.is_neg() == other.is_neg()
    )


def _edge(output: Tensor | GradientEdge) -> GradientEdge | None:
    """Where a root's gradient enters the graph; None where PyTorch will refuse the root."""
    if isinstance(output, GradientEdge):
        return output
    if not output.requires_grad:
        return None
    return get_gradient_edge(output)
