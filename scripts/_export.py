"""`python scripts/_export.py REVISION FOLDER`: write data/ and content/ of a revision, as plain files, below FOLDER."""

from __future__ import annotations

import sys
from pathlib import Path

from zorgpaden.changes.sides import SideError, export

try:
    export(sys.argv[1], Path("data"), Path("content"), Path(sys.argv[2]))
except SideError as error:
    sys.exit(str(error))
