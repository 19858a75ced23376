"""What the parts of a model give while it is used: its modules, and calls in code of its own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from typing import Any

from torch import Tensor, nn
from torch.overrides import TorchFunctionMode

from graphviewer.record.naming import function_name

Tell = Callable[[str, str, Tensor], None]


class Calls(TorchFunctionMode):
    """Follows a model's forward passes while it is `watched`.

    `inside` are the modules whose forward is running, outermost first, with their paths ("0.1").
    """

    def __init__(self) -> None:
        super().__init__()
        self.inside: list[tuple[str, nn.Module]] = []

    def called(self, function: str, args: tuple[Any, ...], result: object) -> None:
        """A function of PyTorch has given its result."""

    def left(self, path: str, part: nn.Module, output: object) -> None:
        """A module has given its output."""

    def __torch_function__(
        self,
        func: Callable[..., Any],
        types: Any,  # noqa: ANN401  # PyTorch's signature
        args: tuple[Any, ...] = (),
        kwargs: Mapping[str, Any] | None = None,
    ) -> Any:  # noqa: ANN401
        result = func(*args, **(kwargs or {}))
        self.called(function_name(func)[0], args, result)
        return result

    @contextmanager
    def watched(self, module: nn.Module) -> Iterator[None]:
        """Follow the model, and all calls of PyTorch, until the block ends."""

        def enter(path: str) -> Callable[..., None]:
            def entered(part: nn.Module, _given: object) -> None:
                self.inside.append((path, part))

            return entered

        def leave(part: nn.Module, _given: object, output: object) -> None:
            path, _ = self.inside.pop()
            self.left(path, part, output)

        with ExitStack() as stack:
            for path, part in module.named_modules():
                stack.callback(part.register_forward_pre_hook(enter(path)).remove)
                stack.callback(part.register_forward_hook(leave).remove)
            stack.enter_context(self)
            yield


class Outputs(Calls):
    """Tells what parts of a model give.

    `tell(name, kind, output)` is called for each module that has none inside, with its path and
    its class ("0 Linear", "Linear"), and for each call of one of `functions` that the model's own
    code makes, with the path of the module it is in and the function ("1.relu", "relu"). Repeats
    are numbered ("relu 2"). A model that is one module is called "model".
    """

    def __init__(self, tell: Tell, functions: frozenset[str]) -> None:
        super().__init__()
        self._tell = tell
        self._functions = functions
        self._count: Counter[str] = Counter()

    def called(self, function: str, args: tuple[Any, ...], result: object) -> None:  # noqa: ARG002
        """Tell of it, if it is one of those."""
        function = function.rstrip("_")
        if function in self._functions and isinstance(result, Tensor) and self.inside:
            path, part = self.inside[-1]
            if not type(part).__module__.startswith("torch.nn."):
                self._give(f"{path}.{function}" if path else function, function, result)

    def left(self, path: str, part: nn.Module, output: object) -> None:
        """Tell of it, unless it has modules inside."""
        first = output[0] if isinstance(output, tuple) and output else output  # as LSTM does
        if isinstance(first, Tensor) and next(part.children(), None) is None:
            kind = type(part).__name__
            self._give(f"{path} {kind}" if path else "model", kind, first)

    def _give(self, name: str, kind: str, output: Tensor) -> None:
        self._count[name] += 1
        times = self._count[name]
        self._tell(f"{name} {times}" if times > 1 else name, kind, output.detach())
