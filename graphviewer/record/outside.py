"""Memory that NumPy or others may write to unseen, and the known tensors on it."""

from __future__ import annotations

from torch import Tensor

from graphviewer.record.entries import Entry, Group, foreign


class Outside:
    """The groups of tensors that lie on memory shared with others than PyTorch.

    Each call of `from_numpy` makes a storage of its own, so that one array may have several groups:
    they have one number.
    """

    def __init__(self) -> None:
        self.groups: list[Group] = []

    def adopt(self, entry: Entry, tensor: Tensor) -> None:
        """A tensor has just been made, perhaps on memory of others: `from_numpy`, `as_tensor`."""
        group = entry.group
        if group is None or len(group.entries) > 1 or not foreign(tensor):
            return
        self.open(group, tensor)
        for other in self.beside(group):
            group.number = other.number

    def open(self, group: Group, tensor: Tensor) -> None:
        """From now on others may write to a group's memory."""
        if not group.external:
            self.groups = [one for one in self.groups if one.entries]
            group.external, group.pointer = True, tensor.untyped_storage().data_ptr()
            self.groups.append(group)

    def beside(self, group: Group) -> list[Group]:
        """The other groups of the same memory."""
        if not group.external or not group.pointer:
            return []
        return [
            one
            for one in self.groups
            if one is not group and one.entries and one.pointer == group.pointer
        ]
