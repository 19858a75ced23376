"""The theme and the language of the window, applied to everything at once."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QWidget

from graphviewer.gui.i18n import LANGUAGES, Language, Translations, system_language
from graphviewer.gui.theme import style
from graphviewer.gui.theme.colours import LIGHT, THEMES, Colours
from graphviewer.gui.theme.fonts import sans

TEXT_PIXELS = 14


def dress(app: QApplication) -> None:
    """What never changes: Fusion, the bundled text font, our name, buttons without icons."""
    app.setApplicationName("graphviewer")
    app.setApplicationDisplayName("graphviewer")
    app.setStyle("Fusion")
    app.setFont(sans(TEXT_PIXELS))
    app.setStyleSheet(style.ALWAYS)


class Appearance(QObject):
    """Applies a theme and a language, and announces each with Colours or a name."""

    colours_changed = Signal(object)
    language_changed = Signal(str)

    def __init__(self, app: QApplication, window: QWidget | None = None) -> None:
        super().__init__(window)
        self._app, self._window = app, window
        self._translations = Translations(app)
        self.colours: Colours = LIGHT

    @property
    def language(self) -> Language:
        """The language of now."""
        return self._translations.language

    def set_theme(self, name: str) -> None:
        """Wear a theme; an unknown name is the light one."""
        self.colours = THEMES.get(name, LIGHT)
        style.apply(self._app, self.colours, self._window)
        self.colours_changed.emit(self.colours)

    def set_language(self, name: str) -> None:
        """Speak a language; an unknown name is the system's."""
        known = {language: language for language in LANGUAGES}
        self._translations.use(known.get(name) or system_language())  # type: ignore[call-overload]
        self.language_changed.emit(self.language)
