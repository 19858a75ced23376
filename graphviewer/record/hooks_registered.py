"""Sees the program register hooks: of nodes at any time, of tensors while a backward run goes on.

PyTorch keeps the hooks of a node in C++, but asks a function of its own in Python to put each into
a table; that one is stood in for.
"""

# ruff: noqa: ANN401  # what a program passes around can be anything
from __future__ import annotations

import sys
import weakref
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial, wraps
from typing import Any

from torch import Tensor
from torch.autograd import function
from torch.utils.hooks import RemovableHandle

from graphviewer.record.hooking import Hook, reads, stands

_Table = dict[int, Hook]
_INNER = "torch.utils.hooks"  # those of modules: they call the program's, which are known
_MOST = 1024  # tables remembered before those that are gone are forgotten
_WRITERS = frozenset(
    one.__code__ for one in (Tensor.register_hook, Tensor.register_post_accumulate_grad_hook)
)


class Registered:
    """Has `stand` called in the place of each hook of a node: with the hook, then its arguments."""

    def __init__(self, stand: Callable[..., Any]) -> None:
        self.fresh: list[weakref.ref[Tensor]] = []  # hooked during a run
        self._stand = stand
        self._tables: list[tuple[weakref.ref[_Table], int]] = []
        self._begin = RemovableHandle.__init__
        self._listening = False

    @property
    def any(self) -> bool:
        """Whether a node has a hook."""
        return any(table() for table, _ in self._tables)

    @contextmanager
    def watching(self) -> Iterator[None]:
        """Stand in; at the end every hook is where the program put it."""
        mixin: Any = function._HookMixin
        register = mixin._register_hook
        mixin._register_hook = staticmethod(partial(self._register, register))
        try:
            yield
        finally:
            mixin._register_hook = staticmethod(register)
            self.rest()
            for known, key in self._tables:
                table = known()
                if table is not None and key in table and stands(table[key]):
                    table[key] = table[key].args[-1]  # type: ignore[attr-defined]  # a partial

    def _register(self, register: Callable[..., Any], table: _Table | None, hook: Hook) -> Any:
        if reads(hook) or getattr(hook, "__module__", None) == _INNER:
            return register(table, hook)
        given = register(table, partial(self._stand, hook))
        known, handle = given
        if len(self._tables) > _MOST:
            self._tables = [one for one in self._tables if one[0]() is not None]
        self._tables.append((weakref.ref(known), handle.id))
        for key in [key for key, one in known.items() if reads(one)]:
            known[key] = known.pop(key)  # what a run reads is what the last hook has left
        return given

    # --- tensors

    def listen(self) -> None:
        """A run begins: what hooks register in it has its effect in it."""
        if self._listening:
            return
        self._listening, begin, registered = True, self._begin, self

        @wraps(begin)
        def init(self: Any, *args: Any, **kwargs: Any) -> None:
            frame = sys._getframe(1)
            if frame.f_code in _WRITERS:
                registered.fresh.append(weakref.ref(frame.f_locals["self"]))
            begin(self, *args, **kwargs)

        RemovableHandle.__init__ = init  # type: ignore[method-assign]

    def rest(self) -> None:
        """No run goes on any more."""
        if self._listening:
            self._listening = False
            RemovableHandle.__init__ = self._begin  # type: ignore[method-assign]
        self.fresh.clear()
