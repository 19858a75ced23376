"""`python -m graphviewer.api.window TAPE TITLE`: the window on a tape that was recorded elsewhere.

The file is temporary and goes away once it is read.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from graphviewer.engine.client import Engine
from graphviewer.engine.happening import Happening
from graphviewer.files import tape_file
from graphviewer.session.mailbox import Mailbox


def main(argv: Sequence[str]) -> int:
    """Show the tape until the window is closed; the exit status."""
    file, title = Path(argv[0]), argv[1]
    mailbox: Mailbox[Happening] = Mailbox()
    engine = Engine(mailbox.put)
    try:
        tape = tape_file.read(file)
        file.unlink()
        engine.start_spare()
        from graphviewer.gui import application  # noqa: PLC0415  # as in app.py

        return application.run_on(engine, mailbox, tape, title)
    finally:
        engine.close()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
