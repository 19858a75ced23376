"""The numbers along the axes of a chart by step."""

from __future__ import annotations

from graphviewer.gui.charts.step_axes import Paper, View, across, log_ticks, ticks


def test_an_axis_across_has_more_ticks_than_its_middle() -> None:
    """A map of 338 pixels from -4.5 to 4.5 had one: 0."""
    view = View((-4.5, 4.5), (0.0, 1.0), (0.0, 1.0))
    paper = Paper(0.0, 0.0, 338.0, 200.0, 338.0, view)
    assert [text for _, text in across(paper)] == ["-4", "-2", "0", "2", "4"]


def test_ticks_are_round_numbers() -> None:
    assert [text for _, text in ticks(0.13, 0.42, 3)] == ["0.2", "0.3", "0.4"]
    assert [text for _, text in ticks(-1, 46_900, 5)] == [
        "0",
        "10,000",
        "20,000",
        "30,000",
        "40,000",
    ]
    assert [text for _, text in ticks(1e-7, 3e-7, 2)] == ["1e-07", "2e-07", "3e-07"]
    assert ticks(1, 1, 4) == []
    assert [text for _, text in log_ticks(-400.0, 309.0, 4)] == ["1e-154", "1", "1e+154"]
    assert log_ticks(308.0, 320.0, 4) == []
    assert ticks(-1.7e308, 1.7e308, 4) == []
    assert [text for _, text in log_ticks(-2.1, 1.2, 4)] == ["0.01", "0.1", "1", "10"]
    assert [text for _, text in log_ticks(0.0, 0.5, 5)] == ["1.0", "1.5", "2.0", "2.5", "3.0"]
