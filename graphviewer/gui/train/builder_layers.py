"""The list of a model's layers with shapes and parameter counts, and what can be done to it."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QAction, QColor, QKeySequence
from PySide6.QtWidgets import (
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QMenu,
    QPushButton,
    QScrollArea,
    QToolButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from graphviewer.gui.i18n import Language, counted
from graphviewer.gui.theme import fonts
from graphviewer.gui.theme.colours import LIGHT, Colours
from graphviewer.gui.theme.ink import ink
from graphviewer.gui.train.builder_options import LayerOptions, no_layer
from graphviewer.runs.config import Layer
from graphviewer.runs.layer_kinds import KINDS
from graphviewer.runs.layer_problem import Fix
from graphviewer.runs.layers import Shaped, written
from graphviewer.session.layer_list import LayerList

EDITS = ("remove", "up", "down", "undo", "redo")
KEYS = {"remove": "Del", "up": "Alt+Up", "down": "Alt+Down", "undo": "Ctrl+Z", "redo": "Ctrl+Y"}


class LayersEditor(QWidget):
    """Shows a LayerList and edits it."""

    def __init__(self, layers: LayerList, language: Language) -> None:
        super().__init__()
        self.layers, self._language = layers, language
        self._colours = LIGHT
        self.list = QTreeWidget()
        self.list.setRootIsDecorated(False)
        self.list.setColumnCount(4)
        self.list.setStyleSheet("QTreeWidget::item { padding: 3px 6px; }")
        self.add = QPushButton()
        self.add.setMenu(self._kinds())
        self.actions_ = {name: self._action(name) for name in EDITS}
        self.edits = {name: QToolButton() for name in EDITS}
        for name, button in self.edits.items():
            button.setDefaultAction(self.actions_[name])
            button.setProperty("role", "flat")
        self.options = LayerOptions()
        self.title, self.problem, self.total = QLabel(), QLabel(), QLabel()
        self.problem.setWordWrap(True)
        self.fixes = QVBoxLayout()
        self._lay_out()
        self.list.currentItemChanged.connect(self._on_list_current_changed)
        self.options.changed.connect(self.layers.change)
        layers.changed.connect(self._on_layers_changed)
        self.retranslate()
        self.refresh()

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.addWidget(self.add)
        for name in EDITS:
            row.addWidget(self.edits[name])
        row.addStretch(1)
        left = QVBoxLayout()
        left.addLayout(row)
        left.addWidget(self.list, 1)
        left.addWidget(self.total)
        side = QWidget()
        right = QVBoxLayout(side)
        right.setContentsMargins(12, 4, 8, 4)
        for part in (self.title, self.problem):
            right.addWidget(part)
        right.addLayout(self.fixes)
        right.addWidget(self.options)
        right.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidget(side)
        scroll.setWidgetResizable(True)
        scroll.setFixedWidth(310)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(4, 8, 4, 4)
        whole.addLayout(left, 1)
        whole.addWidget(scroll)

    def _kinds(self) -> QMenu:
        """A menu of the kinds of layer, those of a group together."""
        menu = QMenu(self)
        group = ""
        for kind in KINDS.values():
            if group and kind.group != group:
                menu.addSeparator()
            group = kind.group
            action = menu.addAction(kind.name)
            action.setData(kind.name)
            action.setToolTip(kind.about.get(self._language, kind.about["en"]))
        menu.setToolTipsVisible(True)
        menu.triggered.connect(self._on_kind_triggered)
        return menu

    def _action(self, name: str) -> QAction:
        action = QAction(self)
        action.setObjectName(name)
        action.setShortcut(QKeySequence(KEYS[name]))
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        action.triggered.connect(self._on_edit_triggered)
        self.addAction(action)
        return action

    # --- showing

    def refresh(self) -> None:
        """Show the layers as they are."""
        rows = self.layers.rows
        self.list.blockSignals(True)  # noqa: FBT003 - Qt's own signature
        self.list.clear()
        first = QTreeWidgetItem([self._input_word(), "", written(self.layers.shape), ""])
        first.setFlags(Qt.ItemFlag.ItemIsEnabled)
        self.list.addTopLevelItem(first)
        for layer, row in zip(self.layers.layers, rows, strict=True):
            self.list.addTopLevelItem(self._item(layer, row))
        chosen = self.list.topLevelItem(self.layers.chosen + 1)
        if chosen is not None and self.layers.chosen >= 0:
            self.list.setCurrentItem(chosen)
        self.list.blockSignals(False)  # noqa: FBT003 - Qt's own signature
        header = self.list.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        for column in (0, 2, 3):
            self.list.resizeColumnToContents(column)
        translate = QCoreApplication.translate
        one = translate("TrainBuilder", "1 parameter in all")
        many = translate("TrainBuilder", "{n} parameters in all")
        self.total.setText(counted(self.layers.parameters, one, many))
        self._show_chosen()

    def _item(self, layer: Layer, row: Shaped) -> QTreeWidgetItem:
        options = ", ".join(f"{name}={value}" for name, value in layer.options.items())
        shape = written(row.shape) if row.shape is not None else "?"
        count = f"{row.parameters:,}" if row.parameters else ""
        item = QTreeWidgetItem([layer.kind, _in_brief(layer), shape, count])
        item.setTextAlignment(3, Qt.AlignmentFlag.AlignRight)
        item.setToolTip(1, options)
        if row.problem is not None:
            text = row.problem.text(self._language)
            item.setText(0, f"⚠ {layer.kind}")
            for column in range(4):
                item.setForeground(column, QColor(ink(self._colours, "error")))
                item.setToolTip(column, text)
        return item

    def _show_chosen(self) -> None:
        """The options of the chosen layer, and how to mend it."""
        at = self.layers.chosen
        layer = self.layers.layers[at] if 0 <= at < len(self.layers.layers) else None
        row = self.layers.rows[at] if layer is not None else None
        self.title.setText(layer.kind if layer is not None else no_layer())
        self.title.setFont(fonts.sans(15, bold=layer is not None))
        problem = row.problem if row is not None else None
        self.problem.setText(problem.text(self._language) if problem is not None else "")
        self.problem.setVisible(problem is not None)
        while self.fixes.count():
            taken = self.fixes.takeAt(0)
            widget = taken.widget() if taken is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for place, fix in enumerate(problem.fixes if problem is not None else ()):
            button = QPushButton(self._fix_words(fix, self.layers.layers[at]))
            button.setAutoDefault(False)
            button.setProperty("fix", place)
            button.clicked.connect(self._on_fix_clicked)
            self.fixes.addWidget(button)
        self.options.show_layer(layer, self._language)
        last = len(self.layers.layers) - 1
        can = {
            "remove": layer is not None,
            "up": layer is not None and at > 0,
            "down": layer is not None and at < last,
            "undo": self.layers.can_undo,
            "redo": self.layers.can_redo,
        }
        for name, action in self.actions_.items():
            action.setEnabled(can[name])

    def _fix_words(self, fix: Fix, layer: Layer) -> str:
        translate = QCoreApplication.translate
        if fix.what == "insert":
            return translate("TrainBuilder", "Put {layer} before it").format(layer=fix.layer.kind)
        if fix.layer.kind != layer.kind:
            return translate("TrainBuilder", "Make it {layer}").format(layer=fix.layer.kind)
        changes = [
            f"{name} = {value}"
            for name, value in fix.layer.options.items()
            if layer.options.get(name) != value
        ]
        if not changes:  # an option that there is not goes
            return translate("TrainBuilder", "Leave it out")
        return translate("TrainBuilder", "Set {changes}").format(changes=", ".join(changes))

    # --- gestures

    def _on_layers_changed(self, _nothing: None) -> None:
        self.refresh()

    def _on_list_current_changed(
        self, item: QTreeWidgetItem | None, _before: QTreeWidgetItem | None
    ) -> None:
        self.layers.chosen = self.list.indexOfTopLevelItem(item) - 1 if item is not None else -1
        self._show_chosen()

    def _on_kind_triggered(self, action: QAction) -> None:
        self.layers.add(str(action.data()))

    def _on_fix_clicked(self) -> None:
        problem = self.layers.rows[self.layers.chosen].problem
        if problem is not None:
            self.layers.mend(self.layers.chosen, problem.fixes[int(self.sender().property("fix"))])

    def _on_edit_triggered(self) -> None:
        match self.sender().objectName():
            case "remove":
                self.layers.remove()
            case "up":
                self.layers.move(-1)
            case "down":
                self.layers.move(1)
            case "undo":
                self.layers.undo()
            case "redo":
                self.layers.redo()

    # --- words and looks

    def _input_word(self) -> str:
        return QCoreApplication.translate("TrainBuilder", "one example")

    def retranslate(self) -> None:
        """Say everything in the present language."""
        translate = QCoreApplication.translate
        self.add.setText(translate("TrainBuilder", "Add a layer"))
        words = {
            "remove": translate("TrainBuilder", "Remove"),
            "up": translate("TrainBuilder", "Up"),
            "down": translate("TrainBuilder", "Down"),
            "undo": translate("TrainBuilder", "Undo"),
            "redo": translate("TrainBuilder", "Redo"),
        }
        for name, action in self.actions_.items():
            action.setText(words[name])
            action.setToolTip(f"{words[name]} ({KEYS[name]})")
        self.list.setHeaderLabels(
            [
                translate("TrainBuilder", "Layer"),
                translate("TrainBuilder", "Options"),
                translate("TrainBuilder", "Shape that leaves"),
                translate("TrainBuilder", "Parameters"),
            ]
        )
        self.list.setAccessibleName(translate("TrainBuilder", "Layers"))

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
            self.refresh()
        super().changeEvent(event)

    def set_colours(self, colours: Colours) -> None:
        """Paint in a theme."""
        self._colours = colours
        self.problem.setStyleSheet(f"color: {ink(colours, 'error')};")
        self.refresh()


def _in_brief(layer: Layer) -> str:
    """A layer's options as a program writes them: those it must have without their names."""
    kind = KINDS.get(layer.kind)
    must = {one.name for one in kind.options if one.required} if kind is not None else set()
    first = [str(value) for name, value in layer.options.items() if name in must]
    named = [f"{name}={value}" for name, value in layer.options.items() if name not in must]
    return ", ".join(first + named)
