"""Charts of series by step, drawn at display rate: paper, axes, lines and the widget."""
