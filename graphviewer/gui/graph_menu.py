"""The graph's own menu: on a right click, or on the Menu key for what is selected."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, Qt
from PySide6.QtGui import QAction, QContextMenuEvent, QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QMenu

from graphviewer.explain.copying import copied
from graphviewer.graphs.scalars import element_of
from graphviewer.gui.canvas.canvas import Canvas
from graphviewer.gui.canvas.group_frames import where
from graphviewer.gui.canvas.scalar_numbers import element
from graphviewer.gui.flows.find_flow import FindFlow
from graphviewer.session.margins import line_of
from graphviewer.session.session import Item, Session
from graphviewer.tape.value import ITEM_BYTES, Value

ROWS = (
    ("find_like", "find"),
    ("focus_ancestors", "focus_descendants", "focus_both", "focus_none"),
    ("hide", "show_hidden"),
    ("open_close", "fold_repeats", "fold_chains"),
    ("copy_value", "copy_gradient", "select_line"),
)
OWN = ("note_edit", "remove")


class GraphMenu(QObject):
    """Opens the menu, and carries out what is in no other flow: copying, going to the line."""

    def __init__(
        self,
        canvas: Canvas,
        session: Session,
        find: FindFlow,
        actions: Mapping[str, QAction],
    ) -> None:
        super().__init__(canvas)
        self._canvas, self._session, self._find, self._actions = canvas, session, find, actions
        self.menu = QMenu(canvas)
        for names in ROWS:
            self.menu.addSeparator()
            for name in names:
                self.menu.addAction(actions[name])
        self.own_menu = QMenu(canvas)  # of a note or an arrow
        for name in OWN:
            self.own_menu.addAction(actions[name])
        for name in ("find", "find_next", "find_previous", *(one for row in ROWS for one in row)):
            canvas.addAction(actions[name])
        canvas.installEventFilter(self)
        self.menu.aboutToShow.connect(self._on_menu_about_to_show)
        self.menu.aboutToHide.connect(self._on_menu_about_to_hide)

    def callbacks(self) -> dict[str, Callable[..., object]]:
        """What the actions do."""
        return {
            "find_like": self.find_like,
            "copy_value": self.copy_value,
            "copy_gradient": self.copy_gradient,
            "select_line": self.select_line,
        }

    def find_like(self) -> None:
        """Look for everything that is called as the selection is."""
        name = self._name()
        if name:
            self._find.find_like(name)

    def copy_value(self) -> None:
        """Put the selection's value on the clipboard, with every digit."""
        _copy(self._value())

    def copy_gradient(self) -> None:
        """Put the selection's gradient on the clipboard, with every digit."""
        _copy(self._gradient())

    def select_line(self) -> None:
        """Go to the line of the program that the selection was written on."""
        tape, item = self._session.tape, self._session.selection
        line = line_of(tape, item) if tape is not None and item is not None else None
        if line is not None:
            self._session.visit(Item("line", line))

    # --- what the selection is

    def _name(self) -> str:
        item, tape, index = self._session.selection, self._session.tape, self._session.index
        if item is None or tape is None or index is None:
            return ""
        match item.kind:
            case "op":
                return tape.ops[item.id].name
            case "node":
                return tape.nodes[item.id].name
            case "tensor":
                return index.name(item.id)
            case _:
                return ""

    def _tensor(self) -> int | None:
        """The selected tensor, or what the selected operation or node made."""
        item, tape, index = self._session.selection, self._session.tape, self._session.index
        if item is None or tape is None or index is None:
            return None
        match item.kind:
            case "tensor":
                return item.id
            case "op":
                return next(iter(tape.ops[item.id].outputs), None)
            case "node":
                variable = tape.nodes[item.id].variable
                return variable if variable is not None else index.tensor_at((item.id, 0))
            case "scalar":
                found = element_of(item.id)
                return found[0] if found is not None else None
            case _:
                return None

    def _selected_of(self, value: Value) -> Value | None:
        """What is selected of a tensor's numbers: all of them, or a scalar's own."""
        item, tape = self._session.selection, self._session.tape
        found = element_of(item.id) if item is not None and item.kind == "scalar" else None
        if found is None or tape is None:
            return value
        tensor, place = found
        if element(tape, tensor, value, place) is None:
            return None
        size = ITEM_BYTES[value.dtype]
        data = value.data[place * size : (place + 1) * size]
        return Value(dtype=value.dtype, shape=(), data=data)

    def _value(self) -> Value | None:
        tensor, tape, index = self._tensor(), self._session.tape, self._session.index
        if tensor is None or tape is None or index is None:
            return None
        step = self._session.position
        value = index.value_at(tensor, step) if index.exists_at(tensor, step) else None
        return self._selected_of(tape.values[value]) if value is not None else None

    def _gradient(self) -> Value | None:
        tensor, tape, index = self._tensor(), self._session.tape, self._session.index
        if tensor is None or tape is None or index is None:
            return None
        step = self._session.position
        state = None if tape.tensors[tensor].is_leaf else index.gradient_at(tensor, step)
        if state is not None:
            value = index.partial_sum(state)
        else:
            kept = index.leaf_grad_at(tensor, step)
            at = kept.value if kept is not None else None
            value = tape.values[at] if at is not None else None
        return self._selected_of(value) if value is not None else None

    def _on_menu_about_to_show(self) -> None:
        """Enough to ask now: their keys do nothing where nothing can be done."""
        tape, item = self._session.tape, self._session.selection
        line = line_of(tape, item) if tape is not None and item is not None else None
        for name, possible in (
            ("find_like", bool(self._name())),
            ("copy_value", self._value() is not None),
            ("copy_gradient", self._gradient() is not None),
            ("select_line", line is not None),
        ):
            self._actions[name].setEnabled(possible)

    def _on_menu_about_to_hide(self) -> None:
        for name in self.callbacks():
            self._actions[name].setEnabled(True)

    # --- opening it

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Right click selects what is under the pointer; Menu and Shift+F10 keep the selection.

        What is chosen together stays so where one of it is clicked.
        """
        if isinstance(event, QKeyEvent) and _asks(event):  # not every keyboard has a Menu key
            self._menu().popup(self._beside_selection())
            return True
        if not isinstance(event, QContextMenuEvent):
            return False
        if self._canvas.dragging:
            return True  # a menu would take the release that ends the drag
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            self._menu().popup(self._beside_selection())
        else:
            self._select_at(QPointF(event.pos()))
            self._menu().popup(event.globalPos())
        return True

    def _menu(self) -> QMenu:
        """The menu of what is selected: notes and arrows have one of their own."""
        own = any(self._actions[name].isEnabled() for name in OWN)
        alone = self._session.selection is None or len(self._canvas.arranger.chosen) == 1
        return self.own_menu if own and alone else self.menu

    def _select_at(self, point: QPointF) -> None:
        canvas, arranger = self._canvas, self._canvas.arranger
        chosen = arranger.chosen
        key = arranger.key_at(canvas.camera.to_scene(point), canvas.camera.scale)
        self._session.select(canvas.item_at(point))
        if key in chosen:
            arranger.choose(chosen)
        else:
            arranger.choose([key] if key else [])

    def _beside_selection(self) -> QPoint:
        canvas, point = self._canvas, QPointF(self._canvas.width() / 2, self._canvas.height() / 2)
        rect = canvas.chosen_rect()
        if canvas.scene is not None and self._session.selection is not None:
            rect = where(canvas.scene, self._session.selection)
        if not rect.isNull():
            point = canvas.camera.to_widget(rect.center())
        return canvas.mapToGlobal(point.toPoint())


def _asks(event: QKeyEvent) -> bool:
    """Whether Shift+F10 was pressed: on X11 it makes no event of its own."""
    shift = event.modifiers() == Qt.KeyboardModifier.ShiftModifier
    return event.type() == QEvent.Type.KeyPress and shift and event.key() == Qt.Key.Key_F10


def _copy(value: Value | None) -> None:
    if value is not None:
        QGuiApplication.clipboard().setText(copied(value, "text"))
