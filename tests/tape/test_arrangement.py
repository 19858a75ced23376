"""What is arranged: names that fit again, moves that add up, and files that are checked."""

from __future__ import annotations

from pathlib import Path

import pytest

from graphviewer.disk.problem import CannotWrite, FileProblem
from graphviewer.files import arrangement as kept
from graphviewer.tape.arrangement import (
    FAR,
    MOST_SHIFTS,
    NOTHING,
    Arrangement,
    Arrow,
    End,
    Note,
    Shift,
    names,
)

FULL = Arrangement(
    (Shift("tensor W", 3.0, -4.0),),
    (Note(1, 10.0, 20.0, "the product rule\nα"),),
    (Arrow(2, End(key="note 1"), End(key="tensor W")), Arrow(3, End(1.0, 2.0), End(5.0, 6.0))),
)


def test_vertices_of_one_title_are_counted() -> None:
    titles = [("tensor", "W"), ("op", "×"), ("op", "×"), ("node", "×"), ("op", "×")]
    assert names(titles) == ["tensor W", "op ×", "op × 2", "node ×", "op × 3"]


def test_moves_add_up_and_a_vertex_that_is_back_is_forgotten() -> None:
    moved = FULL.dragged({"tensor W": (1.0, 1.0), "note 1": (5.0, 5.0), "arrow 3": (1.0, 0.0)})
    assert moved.offsets == {"tensor W": (4.0, -3.0)}
    assert (moved.notes[0].x, moved.notes[0].y) == (15.0, 25.0)
    assert moved.arrows == (FULL.arrows[0], Arrow(3, End(2.0, 2.0), End(6.0, 6.0)))
    assert moved.dragged({"tensor W": (-4.0, 3.0)}).shifts == ()
    assert FULL.dragged({"tensor W": (1e300, 0.0)}).offsets["tensor W"][0] == FAR


def test_an_arrow_goes_with_the_note_it_belongs_to() -> None:
    left = FULL.without(["note 1"])
    assert left.notes == ()
    assert left.arrows == (FULL.arrows[1],)
    assert FULL.written(Note(1, 0.0, 0.0, "  ")) == left
    assert FULL.number == 4


def test_it_is_read_as_it_was_written(tmp_path: Path) -> None:
    pictures = {"expression down": FULL, "grad_fn right": NOTHING}
    kept.save("lesson 1.1", pictures, tmp_path / "new")
    assert kept.load("lesson 1.1", tmp_path / "new") == {"expression down": FULL}
    assert kept.load("lesson 1.2", tmp_path / "new") == {}
    kept.save("lesson 1.1", {}, tmp_path / "new")
    assert kept.load("lesson 1.1", tmp_path / "new") == {}
    kept.save("lesson 9", {}, tmp_path / "other")
    assert not (tmp_path / "other").exists()


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"[]",
        b'{"format": 2}',
        b'{"pictures": {"a": {"shifts": [{"key": "x", "dx": 1e9, "dy": 0}]}}}',
        b'{"pictures": {"a": {"notes": [{"number": 1, "x": 0, "y": 0, "text": 3}]}}}',
        b'{"pictures": {"a": {"notes": [{"number": 1, "x": NaN, "y": 0, "text": ""}]}}}',
        b"\xff\xfe",
    ],
)
def test_a_file_that_is_no_arrangement_is_refused(tmp_path: Path, data: bytes) -> None:
    path = kept.path_of("net.py", tmp_path)
    path.write_bytes(data)
    with pytest.raises(FileProblem, match=r"arrangement|newer"):
        kept.load("net.py", tmp_path)


def test_a_damaged_file_that_cannot_be_put_aside_is_not_said_to_be(tmp_path: Path) -> None:
    path = kept.path_of("net.py", tmp_path)
    path.write_bytes(b"[]")
    path.with_name(path.name + ".broken").mkdir()  # a folder is in the way
    with pytest.raises(CannotWrite):
        kept.load("net.py", tmp_path)
    assert path.read_bytes() == b"[]"


def test_what_is_more_than_a_file_holds_is_not_written_over_what_was_kept(tmp_path: Path) -> None:
    kept.save("a.py", {"expression down": FULL}, tmp_path)
    shifts = tuple(Shift(f"tensor x{k}", 1.0, 0.0) for k in range(MOST_SHIFTS + 1))
    most = Arrangement(shifts[:-1])
    assert most.fits
    assert not Arrangement(shifts).fits
    with pytest.raises(kept.LargeArrangement):
        kept.save("a.py", {"expression down": Arrangement(shifts)}, tmp_path)
    assert kept.load("a.py", tmp_path) == {"expression down": FULL}
    kept.save("a.py", {"expression down": most}, tmp_path)
    assert kept.load("a.py", tmp_path) == {"expression down": most}


def test_what_is_larger_than_a_file_that_is_read_is_not_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept, "_MAX_BYTES", 200)
    kept.save("a.py", {"expression down": Arrangement(FULL.shifts)}, tmp_path)
    with pytest.raises(kept.LargeArrangement):
        kept.save("a.py", {"expression down": FULL}, tmp_path)
    assert kept.load("a.py", tmp_path) == {"expression down": Arrangement(FULL.shifts)}
