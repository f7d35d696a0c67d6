"""The configuration of Decap CMS, whole: what the host chose and the collections of one part, as data and as YAML."""

from __future__ import annotations

from typing import Any

import yaml

from zorgpaden.catalog import Catalog
from zorgpaden.form.collections import Part, collections_of
from zorgpaden.form.host import Host

HEADER = "# Gemaakt bij het bouwen, uit het model van de site. Wijzigingen hier gaan verloren.\n"
MESSAGES = {
    "create": "{{collection}} “{{slug}}”: nieuw",
    "update": "{{collection}} “{{slug}}”: gewijzigd",
    "delete": "{{collection}} “{{slug}}”: weg",
    "uploadMedia": "Bestand “{{path}}”: nieuw",
    "deleteMedia": "Bestand “{{path}}”: weg",
}
"""What the form writes with a change, in the history of the repository."""


def decap_config(catalog: Catalog, part: Part, host: Host, site_url: str = "") -> dict[str, Any]:
    """What Decap reads from `config.yml`."""
    config: dict[str, Any] = {
        "backend": {**host.backend, "commit_messages": MESSAGES},
        "locale": "nl",
        "publish_mode": "editorial_workflow" if host.service.workflow else "simple",
        "media_folder": "content",
        "public_folder": "/",
        "media_library": {"name": "default"},  # in Decap that is ours (formulier.js), and it takes no uploads
        "editor": {"preview": False},
        "slug": {"encoding": "ascii", "clean_accents": True, "sanitize_replacement": "-"},
        # Decap has no such setting, and gets it from formulier.js; Sveltia CMS reads this one.
        "output": {"omit_empty_optional_fields": True},
        "collections": list(collections_of(catalog, part)),
    }
    return config | ({"site_url": site_url, "display_url": site_url} if site_url else {})


def as_yaml(config: dict[str, Any]) -> str:
    """The configuration as text; a list that occurs more than once is written once, with an anchor."""
    return HEADER + yaml.safe_dump(config, allow_unicode=True, sort_keys=False, width=120)
