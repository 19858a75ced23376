"""The tool that compiles the window's translations."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_a_window_that_runs_goes_on_reading_its_old_translations(tmp_path: Path) -> None:
    """Qt maps the file: written in place, a window would read half of it."""
    folder = tmp_path / "i18n"
    shutil.copytree(ROOT / "assets" / "i18n", folder)
    target = folder / "graphviewer_ko.qm"
    target.write_bytes(b"what the window has open")
    call = "import sys; from pathlib import Path; import translations as tool; tool.compile_to("
    call += "Path(sys.argv[1]), Path(sys.argv[1]).with_suffix('.ts'))"
    with target.open("rb") as held:
        subprocess.run(
            [sys.executable, "-c", call, str(target)], cwd=ROOT / "tools", check=True, timeout=60
        )
        assert held.read() == b"what the window has open"
    assert target.stat().st_size > 100_000
    assert {one.name for one in folder.iterdir()} == {"graphviewer_ko.ts", "graphviewer_ko.qm"}
