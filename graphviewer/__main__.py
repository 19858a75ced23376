"""`python -m graphviewer`."""

from __future__ import annotations

import sys

from graphviewer.cli import main

if __name__ == "__main__":
    sys.exit(main())
