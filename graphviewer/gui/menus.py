"""The menu bar, filled from the table of actions."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QMenuBar

from graphviewer.files.lessons import LessonError, lessons
from graphviewer.gui import actions
from graphviewer.gui.i18n import Language

_BAR: tuple[actions.Menu, ...] = ("file", "edit", "view", "run", "lessons", "help")
_INSIDE: tuple[tuple[actions.Menu, actions.Menu], ...] = (
    ("arrange", "edit"),
    ("shown", "view"),
    ("marks", "view"),
    ("panels", "view"),
    ("theme", "view"),
    ("language", "view"),
)


class Menus(QObject):
    """The menus. `lesson_chosen` carries an id, `recent_chosen` a path."""

    lesson_chosen = Signal(str)
    recent_chosen = Signal(str)

    def __init__(self, bar: QMenuBar, made: Mapping[str, QAction], devices: QMenu) -> None:
        super().__init__(bar)
        self._devices = devices
        self._language: Language = "en"
        self._menus: dict[actions.Menu, QMenu] = {name: bar.addMenu("") for name in _BAR}
        for row in actions.ROWS:
            if row.menu in self._menus:
                if row.line:
                    self._menus[row.menu].addSeparator()
                self._menus[row.menu].addAction(made[row.id])
        self._menus["view"].addSeparator()
        for name, outer in _INSIDE:
            inner = self._menus[name] = self._menus[outer].addMenu("")
            for row in actions.ROWS:
                if row.menu == name:
                    if row.line:
                        inner.addSeparator()
                    inner.addAction(made[row.id])
        self._recent = QMenu(self._menus["file"])
        self._recent.triggered.connect(self._on_recent_triggered)
        self._menus["file"].insertMenu(made["save"], self._recent)
        self._menus["run"].addSeparator()
        self._menus["run"].addMenu(devices)
        self._groups: list[QMenu] = []
        self._menus["lessons"].addSeparator()
        self._menus["lessons"].aboutToShow.connect(self._on_lessons_about_to_show)
        self.set_recent(())
        self.retranslate("en")

    def menu(self, name: actions.Menu) -> QMenu:
        """One of the menus."""
        return self._menus[name]

    def set_recent(self, paths: tuple[str, ...]) -> None:
        """List the files used lately."""
        self._recent.clear()
        for path in paths:
            action = self._recent.addAction(Path(path).name)
            action.setToolTip(path)
            action.setData(path)
        self._recent.setToolTipsVisible(True)
        self._recent.setEnabled(bool(paths))

    def retranslate(self, language: Language) -> None:
        """Say everything in the present language."""
        self._language = language
        titles: dict[actions.Menu, str] = {
            "file": QCoreApplication.translate("Menus", "&File"),
            "edit": QCoreApplication.translate("Menus", "&Edit"),
            "arrange": QCoreApplication.translate("Menus", "Arrange the graph"),
            "view": QCoreApplication.translate("Menus", "&View"),
            "theme": QCoreApplication.translate("Menus", "Theme"),
            "language": QCoreApplication.translate("Menus", "Language"),
            "shown": QCoreApplication.translate("Menus", "What is shown"),
            "marks": QCoreApplication.translate("Menus", "Marks"),
            "panels": QCoreApplication.translate("Menus", "Panels"),
            "run": QCoreApplication.translate("Menus", "&Run"),
            "lessons": QCoreApplication.translate("Menus", "&Lessons"),
            "help": QCoreApplication.translate("Menus", "&Help"),
        }
        for name, title in titles.items():
            self._menus[name].setTitle(title)
        self._recent.setTitle(QCoreApplication.translate("Menus", "Recent"))
        self._devices.setTitle(QCoreApplication.translate("Menus", "Device"))
        self._clear_lessons()

    def _clear_lessons(self) -> None:
        for group in self._groups:
            self._menus["lessons"].removeAction(group.menuAction())
            group.deleteLater()
        self._groups.clear()

    def _on_lessons_about_to_show(self) -> None:
        """Filled when first opened: reading the lessons' words must not delay the window."""
        if self._groups:
            return
        try:
            found = lessons()
        except LessonError:
            return  # the picker says what is wrong
        by_group: dict[str, QMenu] = {}
        for lesson in found:
            group = by_group.get(lesson.group.name)
            if group is None:
                title = lesson.group.title[self._language]
                group = by_group[lesson.group.name] = self._menus["lessons"].addMenu(title)
                group.triggered.connect(self._on_lesson_triggered)
                self._groups.append(group)
            action = group.addAction(f"{lesson.id}  {lesson.title[self._language]}")
            action.setData(lesson.id)

    def _on_lesson_triggered(self, action: QAction) -> None:
        self.lesson_chosen.emit(str(action.data()))

    def _on_recent_triggered(self, action: QAction) -> None:
        self.recent_chosen.emit(str(action.data()))
