"""Which house style a mkdocs.yml names, without MkDocs."""

from __future__ import annotations

from pathlib import Path

import yaml


class _Settings(yaml.SafeLoader):
    """mkdocs.yml as plain values; what only MkDocs can fill in (`!ENV`) is left empty."""


_Settings.add_multi_constructor("!", lambda loader, suffix, node: None)
_Settings.add_multi_constructor("tag:yaml.org,2002:python/", lambda loader, suffix, node: None)


def house_style_of(config: Path) -> Path | None:
    """The file that `huisstijl` in a mkdocs.yml names; None when it names none or cannot be read."""
    try:
        settings = yaml.load(config.read_text(encoding="utf-8"), _Settings)  # noqa: S506 (a SafeLoader)
    except (OSError, UnicodeDecodeError, yaml.YAMLError):
        return None
    plugins = settings.get("plugins") if isinstance(settings, dict) else None
    for one in plugins if isinstance(plugins, list) else [plugins]:
        mine = one.get("zorgpaden") if isinstance(one, dict) else None
        name = mine.get("huisstijl") if isinstance(mine, dict) else None
        if isinstance(name, str) and name:
            return config.parent / name
    return None
