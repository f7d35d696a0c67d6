"""The commands of `zorgpaden`, one module each: `add` tells the parser about it, the rest runs it."""

from __future__ import annotations

from zorgpaden.commands import build, check, grenzen, pdf, zip_

COMMANDS = (check, build, zip_, pdf, grenzen)
"""In the order in which `zorgpaden --help` lists them."""
