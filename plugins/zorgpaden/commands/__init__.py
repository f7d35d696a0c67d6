"""The commands of `zorgpaden`, one module each: `add` tells the parser about it, the rest runs it."""

from __future__ import annotations

from zorgpaden.commands import (
    apply,
    build,
    check,
    codeowners,
    diff,
    export,
    fmt,
    grenzen,
    import_,
    new,
    pdf,
    round,
    schema,
    verify,
    zip_,
)

COMMANDS = (check, new, fmt, verify, round, apply, diff, build, zip_, pdf, grenzen, export, import_, codeowners, schema)
"""In the order in which `zorgpaden --help` lists them."""
