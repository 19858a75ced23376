"""The View menu: which graph, how large, which panels, which theme and language."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import get_args

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import QApplication, QMainWindow

from graphviewer.graphs.data import View
from graphviewer.gui.appearance import Appearance
from graphviewer.gui.pages.arrangement import EXTRA, PANELS, Panel
from graphviewer.gui.pages.explore import ExplorePage
from graphviewer.session.viewing import Look, Viewing

ZOOM = 1.25


class ViewFlow(QObject):
    """Carries out the view's actions and keeps their check marks true."""

    def __init__(
        self,
        window: QMainWindow,
        actions: Mapping[str, QAction],
        page: ExplorePage,
        viewing: Viewing,
        appearance: Appearance,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._actions = actions
        self._page = page
        self._viewing = viewing
        self._appearance = appearance
        self.motion: bool | None = None  # as it was chosen
        page.arrangement.visibility_changed.connect(self._on_visibility_changed)
        appearance.colours_changed.connect(self._on_colours_changed)
        appearance.language_changed.connect(self._on_language_changed)
        for panel in PANELS:
            actions[f"panel_{panel}"].setChecked(page.arrangement.is_shown(panel))
        viewing.changed.connect(self._on_viewing_changed)
        self._enable_all()
        self._on_viewing_changed(viewing.look)

    def callbacks(self) -> dict[str, Callable[..., object]]:
        """What the actions do."""
        return {
            "view": self.choose_view,
            "direction": self.turn,
            "animate": self.animate,
            "fit": self.fit,
            "zoom_in": self.zoom_in,
            "zoom_out": self.zoom_out,
            "theme": self.choose_theme,
            "language": self.choose_language,
            "panels": self.choose_panels,
            "panels_all": self.show_all_panels,
            "full_screen": self.toggle_full_screen,
        }

    def set_view(self, view: str) -> None:
        """Show one of the views; an unknown name is the expression."""
        known: tuple[View, ...] = get_args(View)
        chosen: View = next((one for one in known if one == view), "expression")
        self._viewing.set_view(chosen)

    @property
    def view(self) -> View:
        """The view that is shown."""
        return self._viewing.look.view

    def choose_view(self, action: QAction) -> None:
        """Another view."""
        self.set_view(action.objectName().removeprefix("view_"))

    def turn(self) -> None:
        """Lay the graph out from left to right, or from top to bottom again."""
        right = self._actions["direction"].isChecked()
        self._viewing.set_direction("right" if right else "down")

    def set_motion(self, wanted: bool | None) -> None:
        """Whether things glide to their places; None: as the system wishes."""
        self.motion = wanted
        moves = system_moves() if wanted is None else wanted
        self._actions["animate"].setChecked(moves)
        self._page.canvas.set_motion(wanted=moves)

    def animate(self) -> None:
        """Let things glide, or not."""
        self.set_motion(self._actions["animate"].isChecked())

    def choose_theme(self, action: QAction) -> None:
        """Light or dark."""
        self._appearance.set_theme(action.objectName())

    def choose_language(self, action: QAction) -> None:
        """English or Korean."""
        self._appearance.set_language(action.objectName())

    def choose_panels(self, action: QAction) -> None:
        """Show or hide a panel, or show them all."""
        name = action.objectName().removeprefix("panel_")
        self._page.arrangement.show_panel(_panel(name), action.isChecked())

    def show_all_panels(self) -> None:
        """Show every panel that is not shown for a loop only."""
        for panel in PANELS:
            if panel in EXTRA:
                continue
            self._page.arrangement.show_panel(panel, shown=True)

    def fit(self) -> None:
        """Show the whole graph."""
        self._page.canvas.fit()

    def zoom_in(self) -> None:
        """Enlarge the graph."""
        self._page.canvas.zoom(ZOOM)

    def zoom_out(self) -> None:
        """Shrink the graph."""
        self._page.canvas.zoom(1 / ZOOM)

    def toggle_full_screen(self) -> None:
        """Fill the screen, or stop doing so: a window that was maximized is so again."""
        self._window.setWindowState(self._window.windowState() ^ Qt.WindowState.WindowFullScreen)
        self._actions["full_screen"].setChecked(self._window.isFullScreen())

    def _on_viewing_changed(self, look: Look) -> None:
        self._actions[f"view_{look.view}"].setChecked(True)
        self._actions["direction"].setChecked(look.direction == "right")

    def _on_visibility_changed(self, panel: str, shown: bool) -> None:
        self._actions[f"panel_{panel}"].setChecked(shown)
        self._enable_all()

    def _enable_all(self) -> None:
        usual = (panel for panel in PANELS if panel not in EXTRA)
        hidden = any(not self._page.arrangement.is_shown(panel) for panel in usual)
        self._actions["panels_all"].setEnabled(hidden)

    def _on_colours_changed(self) -> None:
        self._actions[self._appearance.colours.name].setChecked(True)
        self._page.set_colours(self._appearance.colours)

    def _on_language_changed(self, language: str) -> None:
        self._actions[language].setChecked(True)
        self._page.set_language(language)


def system_moves() -> bool:
    """Whether the system lets windows move things. Qt tells it of Windows only."""
    windows = QGuiApplication.platformName() == "windows"
    return not windows or QApplication.isEffectEnabled(Qt.UIEffect.UI_General)


def _panel(name: str) -> Panel:
    return next(panel for panel in PANELS if panel == name)
