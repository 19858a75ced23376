"""Which live tensors are known, what they are called, and when their numbers change.

A tensor is known by the `id` of its Python object while a weak reference to that object is alive;
nothing here keeps a tensor alive.
"""

from __future__ import annotations

import weakref
from collections import deque
from collections.abc import Callable

import torch
from torch import Tensor
from torch.autograd.graph import Node as GraphNode

from graphviewer.record.entries import (
    Changed,
    Entry,
    Gradient,
    Group,
    Ref,
    after_another,
    geometry,
    lies,
    same_numbers,
    storage_key,
    version_of,
)
from graphviewer.record.outside import Outside
from graphviewer.record.values import DTYPE_NAMES, dtype_name, is_dense, snapshot
from graphviewer.record.writer import Writer
from graphviewer.tape import rows
from graphviewer.tape.value import Stats, Value

_EXTERNAL_LIMIT = (
    1 << 16
)  # numbers NumPy may change behind PyTorch's back are read again up to here
_MANY_VIEWS = (
    64  # beyond this a new view's numbers are read rather than looked for among the others
)
_Parameter = torch.nn.Parameter


class Tensors:
    """The known tensors, by identity and by storage."""

    def __init__(self, writer: Writer, cap: int) -> None:
        self._writer = writer
        self._cap = cap
        self.known: dict[int, Entry] = {}  # by `id`: that it is still alive is for who looks
        self._leaves: dict[int, Entry] = {}  # those that want a gradient
        self._groups: dict[int, Group] = {}
        self.outside = Outside()
        self._storages = 0
        self._objects = 0
        self._owners: dict[int, tuple[weakref.ref[Tensor], Entry]] = {}
        self._devices: dict[torch.device, str] = {}
        # views whose base was changed in place: PyTorch makes their new grad_fn at their next use
        self.stale: set[Entry] = set()
        # Refs of tensors that have died. No Python code runs when one does: another thread could
        # then meet PyTorch half way through freeing it.
        self._gone: deque[Ref] = deque()
        self._died = self._gone.append
        self.walk: Callable[[GraphNode], int] = _no_walk  # gives a grad_fn its row; see Nodes

    def close(self) -> None:
        """Forget every tensor, and who walks nodes."""
        self.walk = _no_walk
        self._gone.clear()
        self.known.clear()
        self._leaves.clear()
        self._groups.clear()
        self.outside.groups.clear()
        self._owners.clear()
        self.stale.clear()

    # --- looking up

    def find(self, tensor: Tensor) -> Entry | None:
        """The entry of a known tensor."""
        entry = self.known.get(id(tensor))
        return entry if entry is not None and entry.ref() is tensor else None

    def match(self, tensor: Tensor, near: tuple[int, ...]) -> int | None:
        """The row of the known tensor whose memory, shape, strides and version these are."""
        entry = self.known.get(id(tensor))
        if entry is not None and entry.ref() is tensor:
            return entry.row
        if self._gone:
            self._forget()
        group = self._groups.get(storage_key(tensor))
        if group is None:
            return None
        lies, version = geometry(tensor), version_of(tensor)
        best: tuple[bool, bool, int] | None = None
        for entry in group.entries.values():
            if entry.geometry == lies and entry.version == version:
                score = (entry.row in near, entry.requires_grad == tensor.requires_grad, entry.row)
                best = score if best is None else max(best, score)
        return None if best is None else best[2]

    def alive(self) -> list[int]:
        """The rows of the tensors the program still has."""
        self._forget()
        return [entry.row for entry in self.known.values()]

    def measured(self, tensor: Tensor, group: Group | None = None) -> Stats | None:
        """The statistics of a large tensor, if one that fills the same memory has them.

        Whatever the order they lie in: those of a matrix are those of its transpose.
        """
        if tensor.numel() <= self._cap or not is_dense(tuple(tensor.shape), tensor.stride()):
            return None
        if self._gone:
            self._forget()
        if group is None:
            group = self._groups.get(storage_key(tensor))
        if group is None or group.external:
            return None
        start, size, dtype = tensor.storage_offset(), tensor.numel(), tensor.dtype
        for entry in group.entries.values():
            numbers, lies = entry.numbers, entry.geometry
            if (
                numbers is not None
                and numbers.stats is not None
                and lies is not None
                and (lies[0], lies[3]) == (start, dtype)
                and numbers.size == size
                and is_dense(lies[1], lies[2])
                and (other := entry.ref()) is not None
                and version_of(other) == entry.version
            ):
                return numbers.stats
        return None

    # --- getting to know

    def sync(self, tensor: Tensor, name: str = "") -> Entry:
        """The entry of a tensor that is about to be used; notices changes nothing told us of."""
        entry = self.known.get(id(tensor))
        if entry is None or entry.ref() is not tensor:
            return self.see(tensor, name)
        group = entry.group
        if version_of(tensor) != entry.version:
            self.renew(entry, tensor)
            if tensor._is_view():
                self.stale.add(entry)
            else:
                self.regraph(entry, tensor, None)
        elif group is not None and group.external and tensor.numel() <= _EXTERNAL_LIMIT:
            self.renew(entry, tensor)
        return entry

    def see(self, tensor: Tensor, name: str) -> Entry:
        """Take in a tensor that came from outside what was recorded."""
        entry = self.reserve(tensor)
        owner = self.owner_of(tensor)
        if owner is None:
            self.outside.adopt(entry, tensor)
        self.write(entry, tensor, name or after_another(entry), None, owner)
        return entry

    def reserve(self, tensor: Tensor) -> Entry:
        """Begin a row for a tensor not known yet: its id and its numbers; `write` completes it."""
        if self._gone:
            self._forget()
        key = id(tensor)
        ref = Ref(tensor, self._died)
        ref.key = key
        entry = Entry(self._writer.take_tensor(), self._objects, ref, version_of(tensor))
        self._objects += 1
        group = self._join(entry, tensor, key)
        if group is None or len(group.entries) == 1:
            numbers = entry.numbers = snapshot(tensor, self._cap)
        elif self._share_numbers(entry, group):
            numbers = None
        else:
            stats = self.measured(tensor, group)
            numbers = entry.numbers = snapshot(tensor, self._cap, stats=stats)
        if numbers is not None:
            entry.value = self._writer.value(numbers)
        self.known[key] = entry
        return entry

    def write(
        self, entry: Entry, tensor: Tensor, name: str, op: int | None, owner: Entry | None = None
    ) -> None:
        """Write the row of a reserved entry."""
        node = tensor.grad_fn
        if node is not None:
            entry.node, entry.output_nr = self.walk(node), tensor.output_nr
        elif entry.node is not None:
            entry.node, entry.output_nr = None, 0
        wanted = entry.requires_grad = tensor.requires_grad
        if node is None or self._leaves:
            self._keep_leaf(entry, tensor)
        if not entry.name:
            entry.name = name
        writer, dtype = self._writer, tensor.dtype
        made = entry.made = writer.next_step
        storage, strides, offset = lies(entry)
        writer.tensors.append(
            rows.Tensor(
                id=entry.row,
                name=name,
                shape=tuple(tensor.shape),
                dtype=DTYPE_NAMES.get(dtype) or dtype_name(dtype),
                device="cpu" if tensor.is_cpu else self._device(tensor.device),
                requires_grad=wanted,
                is_leaf=node is None,
                node=entry.node,
                output_nr=entry.output_nr,
                value=entry.value,
                op=op,
                step=made,
                object=entry.object,
                version=entry.version,
                storage=storage,
                strides=strides,
                offset=offset,
                grad_of=None if owner is None else owner.row,
                is_parameter=type(tensor) is not Tensor and isinstance(tensor, _Parameter),
            )
        )

    def _device(self, where: torch.device) -> str:
        name = self._devices.get(where)
        if name is None:
            name = self._devices[where] = str(where)
        return name

    # --- changes

    def renew(self, entry: Entry, tensor: Tensor) -> Changed | None:
        """Look at a known tensor's numbers again; a Change row where they differ from before.

        Where it was written the numbers it had already, the row tells the new version alone.
        """
        version = entry.version
        self._lie(entry, tensor)
        numbers = snapshot(tensor, self._cap)
        if numbers is None or same_numbers(numbers, entry.numbers):
            if entry.version != version:
                step = self._writer.next_step
                change = rows.Change(tensor=entry.row, step=step, version=entry.version)
                self._writer.changes.append(change)
            return None
        return self._put(entry, numbers, self._writer.value(numbers))

    def _lie(self, entry: Entry, tensor: Tensor) -> None:
        """Remember the version, and how the tensor lies: in-place calls may reshape it."""
        entry.version = version_of(tensor)
        if entry.group is not None:
            entry.geometry = geometry(tensor)

    def _put(self, entry: Entry, numbers: Value | None, value: int | None) -> Changed:
        changed = Changed(entry, entry.value, value)
        entry.numbers, entry.value = numbers, value
        self._writer.changes.append(
            rows.Change(
                tensor=entry.row, step=self._writer.next_step, value=value, version=entry.version
            )
        )
        return changed

    def refresh(self, entry: Entry, tensor: Tensor) -> None:
        """Read a tensor's numbers again for a new row; its old row keeps what it had."""
        numbers = snapshot(tensor, self._cap)
        self._lie(entry, tensor)
        if not same_numbers(numbers, entry.numbers):
            entry.numbers = numbers
            entry.value = None if numbers is None else self._writer.value(numbers)

    def renew_aliases(self, entry: Entry) -> list[tuple[Entry, Tensor]]:
        """Look again at the tensors that share memory with a changed one.

        Returns those that have another `grad_fn` now, as far as one can tell without making one.
        """
        found: list[tuple[Entry, Tensor]] = []
        group = entry.group
        if group is None or (len(group.entries) < 2 and not group.external):
            return found
        others = [*group.entries.values()]
        for beside in self.outside.beside(group):
            others += beside.entries.values()
        for other in others:
            tensor = other.ref()
            if other is entry or tensor is None:
                continue
            stale = version_of(tensor) != other.version
            if stale and not tensor._is_view() and self.moved(other, tensor):
                self.refresh(other, tensor)
                found.append((other, tensor))
            elif other.geometry != entry.geometry:
                self.renew(other, tensor)
            elif not same_numbers(other.numbers, entry.numbers):
                other.version = version_of(tensor)
                self._put(other, entry.numbers, entry.value)
            if stale and tensor._is_view():
                self.stale.add(other)
            other.version = version_of(tensor)
        return found

    def settle(self, tensor: Tensor) -> None:
        """PyTorch has asked for a tensor's grad_fn, so that we may: a new row if it is another."""
        entry = self.find(tensor)
        if entry in self.stale:
            self.stale.discard(entry)
            self.regraph(entry, tensor, None)

    def regraph(self, entry: Entry, tensor: Tensor, op: int | None) -> bool:
        """Whether the tensor has another `grad_fn` now; then it gets a new row, same object."""
        if not self.moved(entry, tensor):
            return False
        wanted = entry.requires_grad
        entry.row = self._writer.take_tensor()
        entry.version = version_of(tensor)
        self.stale.discard(entry)
        self.write(entry, tensor, entry.name, op)
        if wanted != entry.requires_grad:
            self._flag_views(entry)
        if entry.bound is not None:  # the names stay with the object
            name = entry.bound[1]
            entry.bound = (entry.row, name)
            self._writer.bindings.append(rows.Binding(tensor=entry.row, name=name, step=entry.made))
        return True

    def moved(self, entry: Entry, tensor: Tensor) -> bool:
        """Whether the tensor has another `grad_fn` than its row says."""
        try:
            node = tensor.grad_fn
        except RuntimeError:
            return False  # a view of several outputs changed in place: PyTorch refuses to say
        if node is None:
            return entry.node is not None
        return self.walk(node) != entry.node or tensor.output_nr != entry.output_nr

    def flag(self, entry: Entry, tensor: Tensor) -> None:
        """A Change row if the tensor's `requires_grad` is not what it was."""
        wanted = tensor.requires_grad
        if wanted != entry.requires_grad:
            entry.requires_grad = wanted
            self._keep_leaf(entry, tensor)
            self._writer.changes.append(
                rows.Change(tensor=entry.row, step=self._writer.next_step, requires_grad=wanted)
            )
            self._flag_views(entry)

    def _flag_views(self, entry: Entry) -> None:
        """A view wants a gradient when its base does."""
        if entry.group is None or len(entry.group.entries) < 2:
            return
        for other in tuple(entry.group.entries.values()):
            tensor = other.ref()
            if other is not entry and tensor is not None and tensor._is_view():
                self.flag(other, tensor)

    def share(self, tensor: Tensor) -> None:
        """From now on somebody outside PyTorch may write to this tensor's memory."""
        entry = self.find(tensor)
        if entry is not None and entry.group is not None:
            self.outside.open(entry.group, tensor)

    def moved_storage(self, entry: Entry, tensor: Tensor) -> None:
        """The tensor may now have another memory, shape or dtype (`x.data = ...`, `set_`)."""
        self._forget()
        self._leave(entry, id(tensor))
        self._join(entry, tensor, id(tensor))

    # --- gradients

    def is_leaf(self, entry: Entry, tensor: Tensor) -> bool:
        """Whether a known tensor is a leaf; asked itself, a stale view would make its new node."""
        return entry.node is None if entry in self.stale else tensor.is_leaf

    def leaves(self) -> list[Entry]:
        """The known leaves that want a gradient."""
        self._forget()
        return list(self._leaves.values())

    def _keep_leaf(self, entry: Entry, tensor: Tensor) -> None:
        if entry.requires_grad and entry.node is None:
            self._leaves[id(tensor)] = entry
        elif self._leaves:
            self._leaves.pop(id(tensor), None)

    def owner_of(self, gradient: Tensor) -> Entry | None:
        """The entry of the tensor whose `.grad` this is, if that is known; not of one it was."""
        owner = self._owners.get(id(gradient))
        if owner is None or owner[0]() is not gradient:
            return None
        tensor = owner[1].ref()
        # a view is not asked: that may make it a new grad_fn
        left = tensor is not None and not tensor._is_view() and tensor.grad is not gradient
        return None if left else owner[1]

    def gradient(
        self,
        entry: Entry,
        tensor: Tensor,
        arrived: int | None = None,
        numbers: Value | None = None,
    ) -> int | None:
        """The id of the value that `tensor.grad` holds now; None if it is None.

        `arrived` is a value just recorded that it is, or with `numbers` may be.
        """
        # asking a tensor that keeps no gradient would warn the program
        gradient = tensor.grad if self.is_leaf(entry, tensor) or tensor.retains_grad else None
        if gradient is None:
            entry.grad = None
            return None
        version = version_of(gradient)
        known = self.find(gradient)
        if known is not None:
            if version != known.version:
                self.renew(known, gradient)
                self.renew_aliases(known)
            self.keep_gradient(entry, gradient, known.value)
            return known.value
        kept = entry.grad
        if kept is not None and kept.ref() is gradient and kept.version == version:
            return kept.value
        value = arrived
        if arrived is None or numbers is not None:
            found = snapshot(gradient, self._cap)
            if numbers is None or not same_numbers(found, numbers):
                value = None if found is None else self._writer.value(found)
        self.keep_gradient(entry, gradient, value)
        return value

    def forget_gradient(self, entry: Entry, tensor: Tensor) -> None:
        """Read `tensor.grad` anew: it has other numbers, though its version may be the same."""
        entry.grad = None
        gradient = tensor.grad
        known = None if gradient is None else self.find(gradient)
        if gradient is not None and known is not None:
            self.renew(known, gradient)
            self.renew_aliases(known)

    def keep_gradient(self, entry: Entry, gradient: Tensor, value: int | None) -> None:
        """Remember that `gradient` is the `.grad` of a tensor and which value that is."""
        ref = weakref.ref(gradient)
        entry.grad = Gradient(ref, version_of(gradient), value)
        self._owners[id(gradient)] = (ref, entry)

    # --- memory

    def _join(self, entry: Entry, tensor: Tensor, key: int) -> Group | None:
        storage = storage_key(tensor)
        if storage == 0:
            return None
        group = self._groups.get(storage)
        if group is None:
            group = self._groups[storage] = Group(self._storages, storage)
            self._storages += 1
        entry.group = group
        entry.geometry = geometry(tensor)
        group.entries[key] = entry
        return group

    def _leave(self, entry: Entry, key: int) -> None:
        group = entry.group
        if group is not None and group.entries.get(key) is entry:
            del group.entries[key]
            if not group.entries and self._groups.get(group.key) is group:
                del self._groups[group.key]
        entry.group = entry.geometry = None

    def _share_numbers(self, entry: Entry, group: Group) -> bool:
        """Take over the numbers of a tensor that lies on the same memory in the same way."""
        if len(group.entries) > _MANY_VIEWS or group.external:
            return False
        for other in group.entries.values():
            if other is entry or other.geometry != entry.geometry:
                continue
            tensor = other.ref()
            if tensor is not None and version_of(tensor) == other.version:
                entry.numbers, entry.value = other.numbers, other.value
                return True
        return False

    def _forget(self) -> None:
        """Let go of what is known of tensors that have died."""
        while self._gone:
            ref = self._gone.popleft()
            key = ref.key
            entry = self.known.get(key)
            if entry is not None and entry.ref is ref:
                del self.known[key]
                self._leaves.pop(key, None)
                self.stale.discard(entry)
                self._leave(entry, key)


def _no_walk(_node: GraphNode) -> int:
    raise AssertionError("set by the recorder")
