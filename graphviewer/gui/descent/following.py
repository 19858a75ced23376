"""Keeps the parts of the Descent page at the state, the playhead and what has been answered."""

from __future__ import annotations

from msgspec.structs import replace
from PySide6.QtCore import QCoreApplication, QObject, QPointF

from graphviewer.formulas.answers import Refused, Underway
from graphviewer.gui.charts.step_axes import View
from graphviewer.gui.descent.asking import Asking
from graphviewer.gui.descent.page import DescentPage
from graphviewer.gui.descent.picture import axes_of
from graphviewer.gui.descent.player import DescentPlayer
from graphviewer.gui.descent.strokes import Shown
from graphviewer.gui.descent.walker_card import name_words
from graphviewer.gui.formula_told import told
from graphviewer.gui.notice import Notice
from graphviewer.gui.panels.watch_pens import stroke_of
from graphviewer.session.descending import Descending, Descent, flat, same_span
from graphviewer.session.descent_choices import begun, surface_of
from graphviewer.session.walker_kinds import title


class Following(QObject):
    """Tells the parts what to show, and the state what was done to them."""

    def __init__(
        self, page: DescentPage, descent: Descent, asking: Asking, player: DescentPlayer
    ) -> None:
        super().__init__(page)
        self._page, self._descent, self._asking, self._player = page, descent, asking, player
        self._stuck: Notice | None = None  # what is said of a walker that cannot walk
        descent.changed.connect(self._on_changed)
        descent.moved.connect(self._on_moved)
        asking.grounded.connect(self._on_grounded)
        asking.walked.connect(self._on_walked)
        asking.underway.connect(self._on_underway)
        asking.refused.connect(self._on_refused)
        asking.refusals_changed.connect(self._on_refusals_changed)
        asking.broke.connect(self._on_broke)
        player.playing_changed.connect(self._on_playing_changed)
        page.picture.start_chosen.connect(self._on_start_chosen)
        page.picture.start_settled.connect(descent.settle)
        page.picture.looked.connect(self._on_looked)
        page.picture.solid_wanted.connect(self._on_solid_wanted)
        page.picture.bands_wanted.connect(self._on_bands_wanted)
        page.picture.cancelled.connect(self._on_cancelled)
        page.curves.log_wanted.connect(self._on_log_wanted)
        page.curves.stepped.connect(self._on_scrubbed)
        page.transport.scrubbed.connect(self._on_scrubbed)
        page.transport.speed_chosen.connect(self._on_speed_chosen)
        page.settings.undo_wanted.connect(descent.undo)
        page.settings.redo_wanted.connect(descent.redo)
        page.retold.connect(self._show_walkers)
        page.notices.acted.connect(self._on_acted)
        self._show_state(None)

    # --- the state

    def _on_changed(self, before: Descending) -> None:
        self._show_state(before)

    def _show_state(self, before: Descending | None) -> None:
        page, state = self._page, self._descent.state
        if before is None or before.choice != state.choice:
            page.picture.set_home(View(state.x, state.y))
        page.picture.look(state)
        page.picture.set_marks(self._asking.minima, state.start)
        page.curves.set_log(state.log)
        names = axes_of(surface_of(state))
        page.curves.table.set_axes(names if names == ("w", "b") else ("x", "y"))
        page.transport.set_speed(state.speed)
        self._asking.follow()
        self._show_walkers()

    def _on_moved(self, step: int) -> None:
        self._page.picture.show_walkers(self.shown(), step)
        self._page.curves.set_step(step)
        self._show_step()

    def _show_step(self) -> None:
        last = self._descent.state.steps
        if self._asking.ended and self._asking.trails:
            last = max(1, self._asking.longest)
        self._page.transport.set_step(min(self._descent.position, last), last)
        if not self._descent.state.walkers:
            said = QCoreApplication.translate("Descent", "There is no walker: add one.")
            self._page.transport.set_still(said)
        elif self._player.waiting:
            said = QCoreApplication.translate("Descent", "The first steps are being made…")
            self._page.transport.set_still(said)

    # --- what was answered

    def shown(self) -> list[Shown]:
        """The walkers that are to be seen and have a trail."""
        state = self._descent.state
        found = []
        for one in state.walkers:
            trail = self._asking.trails.get(one.key)
            if one.shown and trail is not None:
                name = title(one, state.walkers, name_words())
                found.append(Shown(one.key, name, stroke_of(one.place), trail))
        return found

    def _show_walkers(self) -> None:
        shown, step = self.shown(), self._descent.position
        self._page.picture.show_walkers(shown, step)
        self._page.curves.show_walkers(shown, step, self._asking.minima)
        self._show_step()

    def _on_grounded(self) -> None:
        self._page.picture.set_ground(self._asking.ground)
        self._page.picture.set_marks(self._asking.minima, self._descent.state.start)

    def _on_walked(self) -> None:
        self._show_walkers()

    def _on_underway(self, work: Underway | None) -> None:
        self._page.picture.show_work(work)

    def _on_refused(self, why: Refused | None) -> None:
        self._page.settings.show_wrong(why)

    def _on_refusals_changed(self) -> None:
        """Say which walker cannot walk, and why, as long as that is so."""
        notices, walkers = self._page.notices, self._descent.state.walkers
        if notices.notice is self._stuck:
            notices.show_notice(None)
        self._stuck = None
        refusals = self._asking.refusals
        for one in walkers:
            if one.key in refusals:
                name = title(one, walkers, name_words())
                self._stuck = Notice(kind="error", title=name, text=told(refusals[one.key]))
                notices.show_notice(self._stuck)
                return

    def _on_broke(self, why: str) -> None:
        translate = QCoreApplication.translate
        said = translate("Descent", "What calculates the steps has stopped.")
        self._page.notices.show_notice(Notice(kind="error", title=said, text=why, act="again"))

    def _on_acted(self, _notice: Notice) -> None:
        self._page.notices.show_notice(None)
        self._asking.again()

    # --- what was done

    def _on_playing_changed(self) -> None:
        self._page.transport.set_playing(self._player.playing)
        self._show_step()

    def _on_start_chosen(self, place: QPointF) -> None:
        state = self._descent.state
        start = tuple(float(f"{one:.4g}") for one in (place.x(), place.y()))
        self._descent.edit(replace(state, start=start[: len(state.start)]), "start")

    def _on_looked(self, view: View) -> None:
        state = self._descent.state
        y = state.y if flat(surface_of(state)) else view.left
        if not (same_span(view.x, state.x) and same_span(y, state.y)):
            self._descent.look(replace(state, x=view.x, y=y))

    def _on_solid_wanted(self, solid: bool) -> None:
        self._descent.look(replace(self._descent.state, solid=solid))

    def _on_bands_wanted(self, filled: bool) -> None:
        self._descent.look(replace(self._descent.state, filled=filled))

    def _on_log_wanted(self, log: bool) -> None:
        self._descent.look(replace(self._descent.state, log=log))

    def _on_speed_chosen(self, speed: float) -> None:
        self._descent.look(replace(self._descent.state, speed=speed))

    def _on_scrubbed(self, step: int) -> None:
        self._player.pause()
        self._descent.go(min(step, max(self._asking.longest, 0)))
        self._show_step()

    def _on_cancelled(self) -> None:
        """Back to the surface before, whatever else was edited while this one was waited for."""
        unwanted = surface_of(self._descent.state)
        if not self._descent.undo_to(lambda state: surface_of(state) != unwanted):
            self._descent.edit(begun("beale", self._descent.state))
