"""GIF and WebP, read by Pillow."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageSequence

from graphviewer.gui.export import animation
from graphviewer.gui.export.job import ExportError
from graphviewer.gui.export.options import Format, Options
from graphviewer.gui.export.render import export
from graphviewer.gui.export.shots import Shots
from graphviewer.session.viewing import Look
from tests.export.sample import layer, product

pytestmark = pytest.mark.usefixtures("qtbot")


def size() -> tuple[float, float]:
    """Width and height of the product's graph, in scene pixels."""
    found = Shots(product(), Look()).area(0)
    return found.width(), found.height()


def made(folder: Path, kind: Format, **more: object) -> Path:
    path = folder / f"steps.{kind}"
    options = Options(format=kind, what="steps", frame=700, **more)  # type: ignore[arg-type]
    export(product(), path, options, range(6))
    return path


@pytest.mark.parametrize("kind", ["gif", "webp"])
def test_every_step_is_a_frame_of_its_time(tmp_path: Path, kind: Format) -> None:
    with Image.open(made(tmp_path, kind, scale=1.0)) as film:
        frames = [frame.convert("RGB") for frame in ImageSequence.Iterator(film)]
        times = []
        for place in range(len(frames)):
            film.seek(place)
            film.load()
            times.append(film.info["duration"])
        assert (len(frames), film.info["loop"]) == (6, 0)
    assert times == [700] * 6
    assert {frame.size for frame in frames} == {tuple(map(round, size()))}


@pytest.mark.parametrize(("kind", "close"), [("gif", 0.6), ("webp", 0.01)])
def test_a_frame_looks_like_its_picture(tmp_path: Path, kind: Format, close: float) -> None:
    export(product(), tmp_path / "one.png", Options(format="png", scale=1.0), range(3, 4))
    with Image.open(made(tmp_path, kind, scale=1.0)) as film:
        film.seek(3)
        frame = np.asarray(film.convert("RGB")).astype(int)
    with Image.open(tmp_path / "one.png") as picture:
        whole = np.asarray(picture.convert("RGB")).astype(int)
    assert np.abs(frame - whole).mean() < close


def test_words_take_as_much_room_in_every_frame(tmp_path: Path) -> None:
    with Image.open(made(tmp_path, "gif", scale=1.0, words=True)) as film:
        assert len({frame.size for frame in ImageSequence.Iterator(film)}) == 1
        assert film.height > size()[1] + 60


def test_webp_can_do_without_a_background(tmp_path: Path) -> None:
    with Image.open(made(tmp_path, "webp", scale=1.0, clear=True)) as film:
        assert film.convert("RGBA").getpixel((1, 1)) == (0, 0, 0, 0)


def test_without_a_scale_it_is_as_large_as_is_usual(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(animation, "USUAL", 300.0)
    export(layer(), tmp_path / "a.gif", Options(format="gif", what="steps"), range(3))
    with Image.open(tmp_path / "a.gif") as film:
        assert max(film.size) == 300


def test_more_than_can_be_held_is_refused_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(animation, "MOST_BYTES", 1000)
    with pytest.raises(ExportError, match=r"6 pictures of \d+ × \d+ pixels are too many"):
        made(tmp_path, "webp", scale=1.0)
    assert list(tmp_path.iterdir()) == []
