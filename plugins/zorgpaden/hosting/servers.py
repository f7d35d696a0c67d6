"""The settings for each kind of server, from the templates in `sjablonen/`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from zorgpaden.form.host import Host
from zorgpaden.hosting import headers
from zorgpaden.hosting.choice import Hosting, Place
from zorgpaden.hosting.headers import Table, header_table
from zorgpaden.hosting.security import PATH

FILES: dict[str, dict[str, str]] = {
    "nginx": {"zorgpaden.conf": "nginx-server.conf", "zorgpaden-site.conf": "nginx-site.conf"},
    "caddy": {"Caddyfile": "Caddyfile"},
    "headers": {"_headers": "_headers", "_redirects": "_redirects"},
    "container": {
        "Containerfile": "Containerfile",
        "nginx.conf": "container-nginx.conf",
        "zorgpaden-site.conf": "nginx-site.conf",
    },
    "pages": {
        "github/.github/workflows/site.yml": "pages-github.yml",
        "gitlab/.gitlab-ci.yml": "pages-gitlab.yml",
        "forgejo/.forgejo/workflows/site.yml": "pages-forgejo.yml",
    },
}
"""Kind of server → its files → the template of each."""
ROOT = "/var/www/zorgpaden"
"""Where the servers look for the site; below it come the folders of the base path."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Everything the settings depend on."""

    place: Place
    hosting: Hosting
    form: Host | None
    redirects: Mapping[str, str]
    """Old address → new one, both below the base and with a slash at the end."""


def server_files(kind: str, wanted: Wanted) -> Iterator[tuple[str, str]]:
    """Path and text of every file for one kind of server (a key of `FILES`)."""
    environment = _environment()
    words: dict[str, Any] = {
        "naam": wanted.place.name,
        "base": wanted.place.base,
        "map": f"{ROOT}{wanted.place.base}".rstrip("/"),
        "root": ROOT,
        "tabel": _quotable(header_table(wanted.hosting, wanted.form)),
        "formulier": wanted.form is not None,
        "meldpunt": bool(wanted.hosting.meldpunt),
        "security": PATH,
        "redirects": dict(sorted(wanted.redirects.items())),
        "bron": headers,
    }
    words["anders"] = partial(_different, words["tabel"])
    for path, template in FILES[kind].items():
        yield path, environment.get_template(template).render(words)
    yield "LEESMIJ.md", environment.get_template(f"{kind}.md").render(words)


def _different(table: Table, kind: Mapping[str, str]) -> dict[str, str]:
    """What a kind of address has otherwise than a page."""
    return {name: value for name, value in kind.items() if value != table.page[name]}


def _environment() -> Environment:
    """Plain text: nothing to escape, because `choice.py` and `form/host.py` let nothing through that has a meaning."""
    return Environment(  # noqa: S701
        loader=FileSystemLoader(Path(__file__).parent / "sjablonen"),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def _quotable(table: Table) -> Table:
    """The same table, sure that a value can stand between double quotes in each of the formats."""
    for kind in (table.page, table.hashed, table.form):
        for value in kind.values():
            assert not set(value) & set('"\\${}\n\r'), value
    return table
