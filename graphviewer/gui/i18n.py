"""The languages of the window: English is the source, the others are Qt translations."""

from __future__ import annotations

from typing import Literal, get_args

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from graphviewer.disk.resources import asset

Language = Literal["en", "ko"]
LANGUAGES: tuple[Language, ...] = get_args(Language)


class Translations:
    """The installed translators. `use` switches at run time; widgets get LanguageChange."""

    def __init__(self, app: QCoreApplication) -> None:
        self._app = app
        self._installed: list[QTranslator] = []
        self.language: Language = "en"

    def use(self, language: Language) -> None:
        """Speak another language. Raises FileNotFoundError if its translation is missing."""
        fresh = self._load(language)
        for translator in self._installed:
            self._app.removeTranslator(translator)
        self._installed = fresh
        for translator in fresh:
            self._app.installTranslator(translator)
        self.language = language
        QLocale.setDefault(QLocale("ko_KR" if language == "ko" else "en_GB"))

    def _load(self, language: Language) -> list[QTranslator]:
        if language == "en":
            return []
        ours = QTranslator()
        path = asset("i18n", f"graphviewer_{language}.qm")
        if not ours.load(str(path)):
            raise FileNotFoundError(f"the translation {path} cannot be read; reinstall graphviewer")
        qt = QTranslator()
        folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        # Qt's own words (OK, Cancel, file dialogs) may be packaged apart; ours do not need them.
        return [qt, ours] if qt.load(f"qtbase_{language}", folder) else [ours]


def counted(count: int, one: str, many: str) -> str:
    """`one` for 1, else `many` with the count as its `{n}`; both are translated already."""
    return one if count == 1 else many.format(n=f"{count:,}")


def system_language() -> Language:
    """The language of the user's system if we speak it, else English."""
    name = QLocale.system().name()
    return "ko" if name.startswith("ko") else "en"
