"""The commands of `zorgpaden`, one module each: `add` tells the parser about it, the rest runs it.

A module is loaded when its command is used: most need much that others do not.
"""

from __future__ import annotations

COMMANDS = {
    "check": "check",
    "new": "new",
    "fmt": "fmt",
    "verify": "verify",
    "round": "round",
    "apply": "apply",
    "review": "review",
    "adopt": "adopt",
    "diff": "diff",
    "build": "build",
    "verify-site": "verify_site",
    "publish": "publish",
    "rollback": "rollback",
    "host": "host",
    "zip": "zip_",
    "pdf": "pdf",
    "grenzen": "grenzen",
    "huisstijl": "huisstijl",
    "export": "export",
    "import": "import_",
    "codeowners": "codeowners",
    "schema": "schema",
    "init": "init",
    "update": "update",
}
"""Command → its module, in the order in which `zorgpaden --help` lists them."""
