"""The names a program gives: variables, attributes, and the parameters of a module it has named."""

# ruff: noqa: ANN401  # what a program passes around can be anything
from __future__ import annotations

import weakref
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import chain, islice
from threading import get_ident
from typing import Any

import torch
from torch import Tensor
from torch.nn.modules import module as modules
from torch.nn.parameter import is_lazy

from graphviewer.record.calls import Calls
from graphviewer.record.entries import Entry
from graphviewer.record.loops_scalars import NUMBERS, Scalars, one_real
from graphviewer.record.marking import Source
from graphviewer.record.places import Site, shortened
from graphviewer.record.recorder import Inside, Recorder
from graphviewer.tape.rows import Binding

_PLAIN = frozenset({int, float, str, bool, type(None), type, complex, bytes})
_ITEMS = 64  # tensors in a list that are named after their place in it


class Names:
    """Writes Binding rows; what the marks in the program call."""

    def __init__(self, recorder: Recorder, calls: Calls) -> None:
        self._recorder = recorder
        self._calls = calls
        self.scalars = Scalars(recorder.writer)
        self.sources: list[Source] = []
        self._holders: dict[str, Entry] = {}  # which tensor each name was last given to
        self._paths: dict[int, tuple[weakref.ref[torch.nn.Module], str]] = {}
        self._running: dict[int, list[Inside]] = defaultdict(list)  # by thread
        # modules whose parameters have no shape before they are called
        self._lazy: list[tuple[weakref.ref[torch.nn.Module], Source, bool]] = []
        self._called: dict[str, int] = {}  # how often the module at a path has been called
        recorder.closers.append(self._close)

    def _close(self) -> None:
        """Forget what was named; the marks of code that is left behind may still call."""
        self.scalars.close()
        self._holders.clear()
        self._paths.clear()
        self._lazy.clear()

    def name(self, number: int, value: Any) -> None:
        """The program has bound `value` to the name of a source."""
        kind = type(value)
        variable = self.sources[number].variable
        if variable is not None and kind in NUMBERS:
            self.scalars.fresh[variable] = value
        elif variable is not None and not issubclass(kind, Tensor):
            self.scalars.forget({variable})
        if kind not in _PLAIN:
            self._note(number, value, named=True)

    def keep(self, number: int, value: Any) -> Any:
        """As `name`, for a name given inside an expression."""
        self.name(number, value)
        return value

    def attribute(self, number: int, owner: Any, attribute: str) -> None:
        """The program has set an attribute. Looks it up without running the program's code."""
        try:
            space: dict[str, Any] = object.__getattribute__(owner, "__dict__")
        except AttributeError:
            return
        value = space.get(attribute)
        in_module = isinstance(owner, torch.nn.Module)
        if value is None and in_module:
            for table in ("_parameters", "_modules", "_buffers"):
                value = space.get(table, {}).get(attribute, value)
        if type(value) not in _PLAIN:
            # in a module the name comes from the name the module gets: net.weight, not self.weight
            self._note(number, value, named=not in_module)

    def local(self, name: str, value: Any) -> None:
        """A variable of the program holds `value`: told after the fact, where nothing is marked."""
        if isinstance(value, Tensor):
            if self._recorder.tensors.find(value) is not None:
                self._bind(value, name)
        elif isinstance(value, torch.nn.Module):
            self._module(value, Source(name=name, line=0), named=True)
        elif type(value) in (list, tuple, dict):
            self._items(value, name)

    def _note(self, number: int, value: Any, *, named: bool) -> None:
        recorder = self._recorder
        if not recorder.mine or recorder.writer.full or recorder.stopped:
            return
        self._quietly(lambda: self._take_in(self.sources[number], value, named=named))

    def _take_in(self, source: Source, value: Any, *, named: bool) -> None:
        if isinstance(value, Tensor):
            self._made([value], source)
            if named:
                self._bind(value, source.name)
                self._scalar(value, source)
        elif isinstance(value, torch.nn.Module):
            self._module(value, source, named=named)
        elif named and type(value) in (list, tuple, dict):
            self._items(value, source.name)

    def _quietly(self, work: Callable[[], None]) -> None:
        """Do something of ours in the middle of the program."""
        try:
            with self._recorder.lock, torch._C.DisableTorchFunction():
                work()
        except Exception as error:  # noqa: BLE001  # a failure of ours must not become the program's
            self._recorder.failed("a name", error)

    def _scalar(self, tensor: Tensor, source: Source) -> None:
        entry = self._recorder.tensors.find(tensor)
        if source.variable is None:
            return
        if entry is not None and one_real(entry.numbers):
            self.scalars.fresh[source.variable] = entry
        else:
            self.scalars.forget({source.variable})

    def _made(self, tensors: list[Tensor], source: Source) -> None:
        """Take in tensors no recorded call has made."""
        find = self._recorder.tensors.find
        new = [tensor for tensor in tensors if find(tensor) is None]
        if not new:
            return
        if not source.callee:
            for tensor in new:
                self._recorder.tensors.see(tensor, source.name)
            return
        self._calls.arrived(new, (source.callee, source.callee), self._site(source))

    def _site(self, source: Source) -> Site:
        if source.span is None:
            return Site(source.line, None, "", source.name)
        place = self._recorder.places.place(*source.span)
        text = self._recorder.places.text(place)
        return Site(place.line, place, text, shortened(text))

    def _bind(self, tensor: Tensor, name: str) -> None:
        entry = self._recorder.tensors.sync(tensor, name)
        before = self._holders.get(name)
        if before is not entry:
            self._holders[name] = entry
            if before is not None and before.bound is not None and before.bound[1] == name:
                before.bound = None  # a new row of that tensor must not take the name back
        if entry.bound == (entry.row, name):
            return
        if entry.bound is None:
            entry.name = name
        entry.bound = (entry.row, name)
        self._tell(entry, name)

    def _also(self, tensor: Tensor, name: str) -> None:
        """A further name of a tensor that keeps its first one."""
        entry = self._recorder.tensors.find(tensor)
        if entry is None or self._holders.get(name) is entry:
            return
        self._holders[name] = entry
        self._tell(entry, name)

    def _tell(self, entry: Entry, name: str) -> None:
        writer = self._recorder.writer
        step = max(entry.made, writer.next_step - 1)  # the step this line has just made
        writer.bindings.append(Binding(tensor=entry.row, name=name, step=step))

    def _items(self, value: Any, name: str) -> None:
        pairs = value.items() if isinstance(value, dict) else enumerate(value)
        for key, one in islice(pairs, _ITEMS):
            if isinstance(one, Tensor):
                entry = self._recorder.tensors.sync(one, f"{name}[{key!r}]")
                if entry.bound is None:
                    self._bind(one, f"{name}[{key!r}]")

    # --- modules

    def _module(self, module: torch.nn.Module, source: Source, *, named: bool) -> None:
        held = list(module.named_parameters()) + list(module.named_buffers())
        if any(is_lazy(tensor) for _, tensor in held):
            self._lazy.append((weakref.ref(module), source, named))  # until they have a shape
            held = [(path, tensor) for path, tensor in held if not is_lazy(tensor)]
        self._made([tensor for _, tensor in held], source)
        if not named:
            return
        name = source.name
        for path, tensor in held:
            self._bind(tensor, f"{name}.{path}")
        for path, tensor in tied(module):
            self._also(tensor, f"{name}.{path}")
        for path, part in module.named_modules():
            full = f"{name}.{path}" if path else name
            known = self._paths.get(id(part))
            # a part taken out by a loop (`for layer in self.layers`) keeps its place in the whole
            inside = known is not None and known[0]() is part and known[1].count(".")
            if not inside or full.count(".") >= inside:
                self._paths[id(part)] = (weakref.ref(part), full)

    def _materialised(self) -> None:
        """Name what has its shape now: lazy modules make their parameters when first called."""
        waiting, self._lazy = self._lazy, []
        for ref, source, named in waiting:
            module = ref()
            if module is None:
                continue
            if any(map(is_lazy, chain(module.parameters(), module.buffers()))):
                self._lazy.append((ref, source, named))
            else:
                self._module(module, source, named=named)

    def _path(self, module: torch.nn.Module) -> str:
        known = self._paths.get(id(module))
        if known is not None and known[0]() is module:
            return known[1]
        return type(module).__name__

    @contextmanager
    def watching_modules(self) -> Iterator[None]:
        """Keep `recorder.module` and `within` at the module whose forward is running."""
        recorder, called = self._recorder, self._called

        def enter(module: torch.nn.Module, _args: Any) -> None:
            if recorder.mine:
                with recorder.rows:
                    outside = recorder.inner
                    self._running[get_ident()].append(outside)
                    path = self._path(module)
                    called[path] = count = called.get(path, 0) + 1
                    call = f"{path}#{count}:{_kind(module)}"
                    recorder.inside((path, (*outside[1], call)))

        def leave(_module: torch.nn.Module, _args: Any, _result: Any) -> None:
            if recorder.mine and self._running[get_ident()]:
                recorder.inside(self._running[get_ident()].pop())
                if self._lazy:
                    self._quietly(self._materialised)

        handles = [
            modules.register_module_forward_pre_hook(enter),
            modules.register_module_forward_hook(leave, always_call=True),
        ]
        try:
            yield
        finally:
            for handle in handles:
                handle.remove()


def tied(module: torch.nn.Module) -> list[tuple[str, Tensor]]:
    """Parameters by the paths they have besides their first: weights that modules share."""
    first = {path for path, _ in module.named_parameters()}
    every = module.named_parameters(remove_duplicate=False)
    return [(path, tensor) for path, tensor in every if path not in first]


def _kind(module: torch.nn.Module) -> str:
    """The class of a module; of one from an exported program the class that it had there."""
    if type(module).__module__ == "torch.export.unflatten":
        told = getattr(module, "type_name", lambda: None)()
        if isinstance(told, str) and told:
            return told.rpartition(".")[2]
    return type(module).__name__
