"""The modules of `scripts/bench` are a folder that Python runs; here they are imported from it."""

import sys

from support import ROOT

sys.path.insert(0, str(ROOT / "scripts/_bench"))
