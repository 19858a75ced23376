"""The Train page driven as a person would, on a process that only counts batches."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest
from msgspec.structs import replace
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from graphviewer.data import fashion
from graphviewer.data.catalogue import SETS
from graphviewer.data.fashion import Place
from graphviewer.data.problem import DataProblem
from graphviewer.gui.dialogs.question import Question
from graphviewer.gui.memory import Memory
from graphviewer.gui.pages.train import TrainPage
from graphviewer.gui.theme.colours import LIGHT
from graphviewer.gui.train.form import FieldRow
from graphviewer.gui.train.form_fields import Choice, Flag
from graphviewer.gui.train.settings import SettingsPanel
from graphviewer.gui.train.settings_download import DownloadDialog
from graphviewer.gui.train.settings_rows import ELSEWHERE, ROWS
from graphviewer.gui.window import MainWindow
from graphviewer.runs import keys
from graphviewer.runs.config import Config, Layer
from graphviewer.runs.layers import new as layer
from graphviewer.runs.presets import PRESETS
from graphviewer.session.training import State, Training

# Qt's offscreen platform says so of every dialog; a real one has these.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
LEFT, CONTROL = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
WAIT = 30_000
ENDLESS = 1_000_000


class Form:
    """The settings alone, as the page has them."""

    def __init__(self) -> None:
        self.training = Training(Config())
        self.settings = SettingsPanel(self.training)


@pytest.fixture
def form(qtbot: QtBot) -> Form:
    made = Form()
    qtbot.addWidget(made.settings)
    made.settings.resize(320, 700)
    made.settings.show()
    return made


@pytest.fixture
def page(training_window: MainWindow) -> TrainPage:
    return page_of(training_window)


def page_of(window: MainWindow) -> TrainPage:
    found = window.pages.stack.currentWidget()
    assert isinstance(found, TrainPage)
    return found


def config_of(page: TrainPage | Form) -> Config:
    return page.training.config


def row(page: TrainPage | Form, path: str) -> FieldRow:
    return page.settings.rows[path]


def is_wide(page: TrainPage) -> bool:
    return page.arrangement.wide


def put(page: TrainPage | Form, path: str, text: str) -> None:
    """Type a setting and leave the field."""
    entry = row(page, path).entry
    page.settings.show_row(row(page, path))
    entry.selectAll()
    QTest.keyClicks(entry, text)
    QTest.keyClick(entry, Qt.Key.Key_Return)


def pick(page: TrainPage | Form, path: str, key: str) -> None:
    """Choose from a list, as its popup does."""
    editor = row(page, path).editor
    assert isinstance(editor, Choice)
    editor.setCurrentIndex(editor.findData(key))
    editor.activated.emit(editor.currentIndex())


def press(page: TrainPage, name: str) -> None:
    QTest.mouseClick(page.transport.buttons[name], LEFT)


def until(page: TrainPage, qtbot: QtBot, state: State) -> None:
    qtbot.waitUntil(lambda: page.training.state == state, timeout=WAIT)


def begin(page: TrainPage, qtbot: QtBot) -> None:
    """Start a run without end."""
    page.training.edit(replace(config_of(page), epochs=ENDLESS))
    press(page, "train_start")
    until(page, qtbot, "running")


def end(page: TrainPage, qtbot: QtBot) -> None:
    press(page, "train_stop")
    until(page, qtbot, "idle")


# --- the pages


def test_the_train_page_is_made_when_it_is_first_shown(window: MainWindow, qtbot: QtBot) -> None:
    assert window.pages.stack.count() == 1
    QTest.keyClick(window, Qt.Key.Key_2, CONTROL | SHIFT)
    qtbot.waitUntil(lambda: window.pages.page == "train", timeout=WAIT)
    assert window.commands["page_train"].isChecked()
    QTest.keyClick(window, Qt.Key.Key_1, CONTROL | SHIFT)
    assert window.pages.page == "explore"


def test_each_page_has_its_own_actions_and_buttons(training_window: MainWindow) -> None:
    window = training_window
    assert window.commands["train_start"].isVisible()
    assert not window.commands["run"].isVisible()
    assert not window.bar.run.isVisible()
    window.pages.show_page("explore")
    assert not window.commands["train_start"].isVisible()
    assert window.bar.run.isVisible()


def test_the_page_shown_last_comes_back(training_window: MainWindow, settings_path: Path) -> None:
    training_window.recall.keep()
    assert Memory(settings_path).settings.page == "train"


def test_what_is_opened_is_seen(training_window: MainWindow) -> None:
    training_window.files.new()
    assert training_window.pages.page == "explore"


@pytest.mark.parametrize(("width", "height"), [(1600, 1000), (1280, 720), (1024, 640)])
def test_nothing_of_the_transport_is_cut_off(
    training_window: MainWindow, page: TrainPage, qtbot: QtBot, width: int, height: int
) -> None:
    training_window.resize(width, height)
    begin(page, qtbot)
    qtbot.wait(50)
    for button in page.transport.findChildren(QPushButton):
        if button.isVisible():
            assert button.width() >= button.sizeHint().width() - 1, button.text()
            assert page.rect().contains(button.mapTo(page, button.rect().bottomRight()))
    words = page.transport.words
    assert words.width() >= words.fontMetrics().horizontalAdvance(words.text())
    end(page, qtbot)


def test_narrow_windows_have_tabs_and_keep_every_setting_in_reach(
    training_window: MainWindow, page: TrainPage, qtbot: QtBot
) -> None:
    training_window.resize(1024, 640)
    qtbot.wait(20)
    assert not is_wide(page)
    assert page.arrangement.tabs.count() == 2
    last = row(page, "threads")
    page.settings.show_row(last)
    assert last.isVisible()
    assert not last.visibleRegion().isEmpty()
    training_window.resize(1400, 860)
    qtbot.wait(20)
    assert is_wide(page)
    assert page.pictures.isVisible()


# --- the settings


def test_every_setting_of_a_config_has_a_place() -> None:
    assert {one.path for one in ROWS} | ELSEWHERE == set(keys.keys())


def test_every_row_has_a_name_and_a_hint_for_screen_readers(form: Form) -> None:
    for made in form.settings.rows.values():
        target = made.entry if made.is_typed else made.editor
        assert target.accessibleName()
        assert target.accessibleDescription()


@pytest.mark.parametrize(
    ("path", "text", "value"),
    [
        ("optimizer.lr", "0.05", 0.05),
        ("optimizer.lr", "1e-3", 1e-3),
        ("batches.size", "1,024", 1024),
        ("epochs", "3", 3),
        ("title", "my run", "my run"),
        ("augment.shift", "2", 2),
    ],
)
def test_what_is_typed_is_the_config(form: Form, path: str, text: str, value: object) -> None:
    put(form, path, text)
    assert keys.flat(config_of(form))[path] == value


@pytest.mark.parametrize(
    ("path", "text", "reason"),
    [
        ("optimizer.lr", "0", "more than 0"),
        ("optimizer.lr", "nan", "finite"),
        ("optimizer.lr", "0,1", "point"),
        ("optimizer.momentum", "1", "less than 1"),
        ("batches.size", "0", "at least 1"),
        ("batches.size", "2.5", "whole"),
        ("epochs", "", "needed"),
        ("augment.shift", "17", "16 at most"),
        ("seed", "ten", "whole"),
    ],
)
def test_what_is_wrong_stays_with_its_reason_and_changes_nothing(
    form: Form, path: str, text: str, reason: str
) -> None:
    before, made = config_of(form), row(form, path)
    form.settings.show_row(made)
    made.entry.setText(text)
    made.entry.commit()
    assert reason in made.error.text()
    assert made.error.isVisible()
    assert made.entry.text() == text
    assert reason in made.entry.accessibleDescription()
    assert config_of(form) == before
    assert not form.settings.commit()


def test_what_is_wrong_stays_while_other_settings_change(form: Form) -> None:
    entry = row(form, "optimizer.lr").entry
    entry.setText("0,1")
    entry.commit()
    put(form, "epochs", "3")
    form.settings.retranslate()
    assert entry.text() == "0,1"
    assert row(form, "optimizer.lr").error.isVisible()
    pick(form, "model.preset", "mlp-100")
    assert entry.text() == "0.01"
    assert not row(form, "optimizer.lr").error.isVisible()


def test_no_run_starts_with_settings_that_are_wrong(page: TrainPage) -> None:
    put(page, "optimizer.lr", "0")
    press(page, "train_start")
    assert not page.training.busy
    assert row(page, "optimizer.lr").entry.hasFocus()


def test_a_typed_setting_counts_though_start_takes_no_focus(page: TrainPage, qtbot: QtBot) -> None:
    entry = row(page, "epochs").entry
    entry.setFocus()
    entry.selectAll()
    QTest.keyClicks(entry, "7")
    press(page, "train_start")
    qtbot.waitUntil(lambda: page.training.opened is not None, timeout=WAIT)
    assert page.training.opened is not None
    assert page.training.opened.config.epochs == 7
    until(page, qtbot, "idle")


def test_settings_that_do_not_count_are_hidden(form: Form) -> None:
    pick(form, "optimizer.name", "adam")
    assert not row(form, "optimizer.momentum").isVisible()
    pick(form, "optimizer.name", "sgd")
    assert row(form, "optimizer.momentum").isVisible()
    pick(form, "data.name", "moons")
    assert not form.settings.groups["augment"].isVisible()


def test_settings_that_clash_say_so_and_keep_from_starting(form: Form) -> None:
    flag = row(form, "optimizer.nesterov").editor
    assert isinstance(flag, Flag)
    pick(form, "optimizer.name", "sgd")
    put(form, "optimizer.momentum", "0")
    form.settings.show_row(row(form, "optimizer.nesterov"))
    QTest.mouseClick(flag, LEFT, pos=QPoint(8, flag.height() // 2))
    assert config_of(form).optimizer.nesterov
    assert "momentum" in row(form, "optimizer.nesterov").error.text()
    assert not form.settings.commit()
    put(form, "optimizer.momentum", "0.9")
    assert not row(form, "optimizer.nesterov").error.isVisible()


def test_a_file_that_is_needed_is_asked_for(form: Form) -> None:
    pick(form, "data.name", "csv")
    made = row(form, "data.path")
    assert made.isVisible()
    assert "file" in made.error.text()


@pytest.mark.parametrize("name", [one.name for one in PRESETS])
def test_a_preset_fills_everything_and_is_one_step_back(form: Form, name: str) -> None:
    form.training.edit(replace(config_of(form), title="before", threads=1))
    before = config_of(form)
    pick(form, "model.preset", name)
    wanted = next(one for one in PRESETS if one.name == name).config
    assert config_of(form) == replace(wanted, threads=1, device=before.device)
    form.training.undo()
    assert config_of(form) == before


@pytest.mark.parametrize(
    ("preset", "count"), [("softmax", "7,850"), ("mlp-256", "203,530"), ("lenet", "61,706")]
)
def test_parameters_are_counted_before_training(form: Form, preset: str, count: str) -> None:
    pick(form, "model.preset", preset)
    assert form.settings.facts.count.text() == count


def test_layers_that_do_not_fit_say_why(form: Form) -> None:
    layers = (Layer(kind="Flatten"), layer("Linear", in_features=100, out_features=10))
    model = replace(config_of(form).model, layers=layers)
    form.training.edit(replace(config_of(form), model=model))
    assert "784" in form.settings.facts.wrong.text()
    assert form.settings.facts.wrong.isVisible()


def test_undo_and_redo_belong_to_the_settings(form: Form) -> None:
    put(form, "optimizer.lr", "0.5")
    put(form, "epochs", "4")
    entry = row(form, "epochs").entry
    QTest.keyClick(entry, Qt.Key.Key_Z, CONTROL)
    QTest.keyClick(entry, Qt.Key.Key_Z, CONTROL)
    assert (config_of(form).epochs, config_of(form).optimizer.lr) == (10, 0.1)
    QTest.keyClick(entry, Qt.Key.Key_Y, CONTROL)
    assert row(form, "optimizer.lr").entry.text() == "0.5"
    QTest.keyClicks(entry, "99")
    QTest.keyClick(entry, Qt.Key.Key_Z, CONTROL)
    assert not entry.pending
    assert config_of(form).optimizer.lr == 0.5


def test_the_edit_menu_undoes_settings_and_never_the_hidden_program(
    training_window: MainWindow, page: TrainPage
) -> None:
    source = training_window.document.source
    put(page, "epochs", "4")
    page.transport.buttons["train_start"].setFocus()
    training_window.menus.menu("edit").aboutToShow.emit()
    assert training_window.commands["undo"].isEnabled()
    assert not training_window.commands["paste"].isEnabled()
    training_window.commands["undo"].trigger()
    assert config_of(page).epochs == 10
    assert training_window.document.source == source


def test_the_wheel_changes_no_setting(form: Form) -> None:
    before = config_of(form)
    editor = row(form, "optimizer.name").editor
    place, none = QPointF(10, 10), Qt.MouseButton.NoButton
    wheel = QWheelEvent(
        place,
        editor.mapToGlobal(place),
        QPoint(),
        QPoint(0, -120),
        none,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,  # noqa: FBT003 - Qt's signature
    )
    QApplication.sendEvent(editor, wheel)
    assert config_of(form) == before


def test_config_folds_and_splitters_are_remembered(
    training_window: MainWindow, page: TrainPage, settings_path: Path
) -> None:
    put(page, "epochs", "6")
    QTest.mouseClick(page.settings.groups["data"].head, LEFT)
    assert not row(page, "batches.size").isVisible()
    training_window.train.keep()
    kept = Memory(settings_path).settings
    assert msgspec.json.decode(kept.config, type=Config).epochs == 6
    assert kept.folded == ("data", "augment")


@pytest.mark.parametrize("language", ["en", "ko"])
def test_every_choice_fits_its_list_in_both_languages(
    training_window: MainWindow, page: TrainPage, language: str
) -> None:
    training_window.appearance.set_language(language)
    for made in page.settings.rows.values():
        if isinstance(made.editor, Choice):
            assert made.editor.count() > 1
            assert made.editor.currentIndex() >= 0, made.path
    assert row(page, "data.name").editor.count() == len(SETS)  # type: ignore[union-attr]


# --- the run


def test_start_pause_go_on_and_stop(page: TrainPage, qtbot: QtBot) -> None:
    button = page.transport.buttons["train_start"]
    assert button.text() == "Start"
    assert not page.transport.buttons["train_stop"].isEnabled()
    begin(page, qtbot)
    assert button.text() == "Pause"
    press(page, "train_start")
    until(page, qtbot, "paused")
    assert button.text() == "Go on"
    assert "paused" in page.transport.words.text()
    press(page, "train_start")
    until(page, qtbot, "running")
    end(page, qtbot)
    assert "stopped after" in page.transport.words.text()


def test_a_run_that_was_stopped_is_resumed_in_its_folder(page: TrainPage, qtbot: QtBot) -> None:
    resume = page.transport.buttons["train_resume"]
    assert not resume.isVisible()
    begin(page, qtbot)
    end(page, qtbot)
    assert page.training.opened is not None
    folder = page.training.opened.folder
    assert "mlp-256" in folder
    assert resume.isVisible()
    press(page, "train_resume")
    until(page, qtbot, "running")
    assert page.training.opened.folder == folder
    end(page, qtbot)


def test_a_run_to_its_end_says_so_and_offers_no_resume(page: TrainPage, qtbot: QtBot) -> None:
    press(page, "train_start")
    qtbot.waitUntil(lambda: page.training.closed is not None, timeout=WAIT)
    assert page.transport.words.text() == "finished"
    assert page.transport.bar.value() == page.transport.bar.maximum()
    assert not page.transport.buttons["train_resume"].isVisible()
    assert page.notices.notice is None


@pytest.mark.parametrize("key", ["start", "stop"])
def test_the_keys_of_the_page(
    training_window: MainWindow, page: TrainPage, qtbot: QtBot, key: str
) -> None:
    training_window.activateWindow()
    qtbot.waitUntil(training_window.isActiveWindow)
    row(page, "epochs").entry.setFocus()
    page.training.edit(replace(config_of(page), epochs=ENDLESS))
    if key == "start":
        QTest.keyClick(row(page, "epochs").entry, Qt.Key.Key_Return, CONTROL)
        until(page, qtbot, "running")
    else:
        begin(page, qtbot)
    QTest.keyClick(QApplication.focusWidget() or page, Qt.Key.Key_Escape)
    until(page, qtbot, "idle")


def test_a_process_that_dies_is_told_with_what_to_do(page: TrainPage, qtbot: QtBot) -> None:
    model = replace(config_of(page).model, source="die")
    page.training.edit(replace(config_of(page), model=model))
    press(page, "train_start")
    qtbot.waitUntil(lambda: page.notices.notice is not None, timeout=WAIT)
    assert page.notices.notice is not None
    assert page.notices.notice.kind == "error"
    assert "resumed" in page.notices.notice.text
    assert page.transport.buttons["train_start"].text() == "Start"


def test_looking_inside_opens_the_step_in_explore_and_pauses(
    training_window: MainWindow, page: TrainPage, qtbot: QtBot
) -> None:
    window = training_window
    begin(page, qtbot)
    press(page, "train_inside")
    qtbot.waitUntil(lambda: window.pages.page == "explore", timeout=WAIT)
    assert page.training.state == "paused"
    assert window.session.tape is not None
    assert window.session.tape.meta.source == "c = a * b\n"
    assert "mlp-256" in window.document.filename
    notice = window.notices.notice
    assert notice is not None
    assert "paused" in notice.text
    QTest.mouseClick(window.notices.button, LEFT)
    assert page_of(window) is page
    press(page, "train_start")
    until(page, qtbot, "running")
    end(page, qtbot)


def test_looking_inside_without_a_run_begins_one(
    training_window: MainWindow, page: TrainPage, qtbot: QtBot
) -> None:
    page.training.edit(replace(config_of(page), epochs=ENDLESS))
    press(page, "train_inside")
    qtbot.waitUntil(lambda: training_window.pages.page == "explore", timeout=WAIT)
    assert page.training.state == "paused"
    training_window.pages.show_page("train")
    end(page, qtbot)


def test_an_edited_program_is_not_lost_to_a_step(
    training_window: MainWindow, page: TrainPage, qtbot: QtBot
) -> None:
    window = training_window
    window.document.edit("x = 2\n")
    begin(page, qtbot)
    press(page, "train_inside")
    qtbot.waitUntil(lambda: bool(window.findChildren(Question)), timeout=WAIT)
    asked = window.findChildren(Question)[0]
    cancel = asked.findChild(QWidget, "cancel")
    assert isinstance(cancel, QPushButton)
    cancel.click()
    assert window.pages.page == "train"
    assert window.document.source == "x = 2\n"
    end(page, qtbot)


def test_closing_in_mid_run_asks_nothing(
    training_window: MainWindow, page: TrainPage, qtbot: QtBot
) -> None:
    begin(page, qtbot)
    training_window.close()
    assert not training_window.isVisible()
    assert not training_window.findChildren(Question)


# --- the data set


def test_without_fashionmnist_the_sample_is_named_and_a_download_offered(
    page: TrainPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    note = page.settings.sample
    monkeypatch.setattr(fashion, "where", _nowhere)
    page.settings.refresh()
    assert note.isVisible()
    assert "sample" in note.text.text()
    QTest.mouseClick(note.button, LEFT)
    dialog = page.findChild(DownloadDialog)
    assert isinstance(dialog, DownloadDialog)
    assert "30 MB" in dialog.what.text().replace("31", "30")
    assert "http" in dialog.what.text()
    dialog.close()
    pick(page, "data.name", "moons")
    assert not note.isVisible()


def _nowhere(_folder: str = "") -> Place | None:
    return None


class Server:
    """Stands in for `data.download.download`."""

    def __init__(self, answer: Place | DataProblem) -> None:
        self.answer = answer

    def __call__(
        self, _folder: Path, progress: Callable[[int, int], None], cancelled: Callable[[], bool]
    ) -> Place | None:
        progress(15_000_000, 30_000_000)
        if isinstance(self.answer, DataProblem):
            raise self.answer
        return None if cancelled() else self.answer


def test_a_download_that_is_agreed_to_ends_with_the_data(
    page: TrainPage, qtbot: QtBot, tmp_path: Path
) -> None:
    place = Place(tmp_path, ())
    dialog = DownloadDialog(tmp_path, LIGHT, page, Server(place))
    dialog.open()
    with qtbot.waitSignal(dialog.fetched, timeout=WAIT):
        QTest.mouseClick(dialog.start, LEFT)


def test_a_download_that_fails_says_why_and_can_be_tried_again(
    page: TrainPage, qtbot: QtBot, tmp_path: Path
) -> None:
    problem = DataProblem("It could not be reached.", "Is there a network?")
    dialog = DownloadDialog(tmp_path, LIGHT, page, Server(problem))
    dialog.open()
    QTest.mouseClick(dialog.start, LEFT)
    qtbot.waitUntil(lambda: dialog.start.text() == "Try again", timeout=WAIT)
    assert "network" in dialog.told.text()
    dialog.close()
