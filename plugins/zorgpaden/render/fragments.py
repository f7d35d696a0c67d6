"""Pieces of a page that many pages share: rendered once, then reused.

342 gemeenten show the same national steps. A fragment is remembered under its
template, the depth of the page, and the identity of what it shows.
"""

from __future__ import annotations

import re
from collections.abc import Hashable
from typing import Any

from jinja2 import Environment, Template
from markupsafe import Markup

_INDENT = re.compile(r"\s*\n\s*")


class Fragments:
    """Renders templates, and remembers what it rendered for a key."""

    def __init__(self, environment: Environment) -> None:
        self._environment = environment
        self._templates: dict[str, Template] = {}
        self._done: dict[Hashable, Markup] = {}

    def render(self, name: str, **context: Any) -> Markup:
        """A template, rendered anew."""
        template = self._templates.get(name)
        if template is None:
            template = self._templates[name] = self._environment.get_template(name)
        return Markup(_INDENT.sub("\n", template.render(context)))  # autoescape is on

    def once(self, name: str, key: Hashable, **context: Any) -> Markup:
        """A template, rendered only the first time for this key (which must cover the whole context)."""
        full = (name, key)
        found = self._done.get(full)
        if found is None:
            found = self._done[full] = self.render(name, **context)
        return found
