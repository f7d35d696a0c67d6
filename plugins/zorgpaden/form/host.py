"""What the host of a site chooses below `formulier:` in mkdocs.yml: where the files are, and how editors sign in.

The names are those of Decap's `backend`, so that its documentation can be followed. Everything else is refused.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from zorgpaden.problems import suggest

# Nothing that could end a rule of a policy; without https only on this machine.
_ADDRESS = re.compile(r"(https://[a-z0-9.\-]+|http://(127\.0\.0\.1|localhost))(:[0-9]+)?(/[A-Za-z0-9._~/\-]*)?")


@dataclass(frozen=True, slots=True)
class Service:
    """A place for Git repositories that Decap can talk to."""

    asks: tuple[str, ...]
    """Settings that a host has to give."""
    addresses: Mapping[str, str]
    """Settings with an address the form fetches from, and what they are when the host gives none."""
    pictures: tuple[str, ...] = ()
    """Where it keeps the pictures of people."""
    also: tuple[str, ...] = ()
    """Other addresses that it fetches from."""
    workflow: bool = True
    """Whether Decap can keep concepts there."""


SERVICES: dict[str, Service] = {
    "github": Service(("repo",), {"api_root": "https://api.github.com"}, ("https://avatars.githubusercontent.com",)),
    "gitlab": Service(
        ("repo",),
        {
            "api_root": "https://gitlab.com/api/v4",
            "base_url": "https://gitlab.com",
            "graphql_api_root": "https://gitlab.com/api/graphql",
        },
    ),
    "forgejo": Service(("repo", "api_root"), {"api_root": "", "base_url": ""}),
    "gitea": Service(("repo", "api_root"), {"api_root": "", "base_url": ""}, workflow=False),
    "azure": Service(
        ("repo", "app_id"),
        {"api_root": "https://dev.azure.com"},
        also=("https://app.vssps.visualstudio.com",),
    ),
    "bitbucket": Service(("repo",), {"api_root": "https://api.bitbucket.org/2.0", "base_url": "https://bitbucket.org"}),
    "proxy": Service(("proxy_url",), {"proxy_url": ""}),  # decap-server, on the machine of who looks
    "test-repo": Service((), {}),  # to look around: nothing is kept
}
SETTINGS = (
    "api_root",
    "app_id",
    "auth_endpoint",
    "auth_scope",
    "auth_type",
    "base_url",
    "branch",
    "cms_label_prefix",
    "graphql_api_root",
    "name",
    "proxy_url",
    "repo",
    "site_domain",
    "squash_merges",
    "tenant_id",
)


class WrongSetting(ValueError):
    """A setting below `formulier:` that cannot be used; the text is Dutch."""


@dataclass(frozen=True, slots=True)
class Host:
    """A backend for Decap that was looked over."""

    backend: Mapping[str, Any]

    @property
    def service(self) -> Service:
        """What is known about this kind of backend."""
        return SERVICES[self.backend["name"]]

    @property
    def fetches(self) -> tuple[str, ...]:
        """Origins that the form has to reach, besides its own; sorted."""
        chosen = (self.backend.get(key, default) for key, default in self.service.addresses.items())
        return tuple(sorted({_origin(address) for address in (*chosen, *self.service.also) if address}))

    @property
    def pictures(self) -> tuple[str, ...]:
        """Origins of the pictures of people who signed in."""
        return self.service.pictures


def read_host(given: Mapping[str, Any]) -> Host | None:
    """The host's choice; None when there is none. Raises `WrongSetting`."""
    if not given:
        return None
    name = given.get("name")
    if name not in SERVICES:
        raise WrongSetting(f"formulier: bij name staat “{name}”. Kies uit: {', '.join(SERVICES)}.")
    for key, value in given.items():
        if key not in SETTINGS:
            hint = suggest(key, [*SETTINGS]) or f"Kies uit: {', '.join(SETTINGS)}."
            raise WrongSetting(f"formulier: “{key}” is geen instelling. {hint}")
        if key.endswith(("_url", "_root")) and not _ADDRESS.fullmatch(str(value)):
            raise WrongSetting(f"formulier: bij {key} staat “{value}”. Schrijf een adres dat begint met https://.")
    missing = [key for key in SERVICES[name].asks if not given.get(key)]
    if missing:
        raise WrongSetting(f"formulier: voor {name} is nog nodig: {', '.join(missing)}.")
    return Host(dict(given))


def _origin(address: str) -> str:
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}"
