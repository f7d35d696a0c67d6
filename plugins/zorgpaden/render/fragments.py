"""Pieces of a page that many pages share: rendered once, then reused.

342 gemeenten show the same national steps, and 18 pages of a gemeente the same help. A fragment is remembered under its
template and a key that covers all that it shows. What stands around fragments is a frame: a template that is rendered
once as well, and cut at the places where fragments come.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import Any

from jinja2 import Environment, Template
from markupsafe import Markup

from zorgpaden.recent import Recent
from zorgpaden.render.environment import rendered

MOST_REMEMBERED = 4_000
_CUT = "\0"
"""Around the name of a slot; the guard of the data refuses it in any text."""


class Fragment:
    """Ready HTML in pieces, which are put together once: on the page."""

    __slots__ = ("_pieces", "inside", "terms")

    def __init__(self, pieces: Sequence[str], inside: Sequence[Fragment] = ()) -> None:
        self._pieces = pieces
        self.inside = inside
        """The fragments that it is made of; none if it is of one piece."""
        self.terms: int | None = None
        """Which terms of those that a page explains are in it, as bits; None until somebody looks (`terms.py`)."""

    def __bool__(self) -> bool:
        return any(self._pieces)

    def __html__(self) -> str:
        return "".join(self._pieces)


NOTHING = Fragment(())


class Frame:
    """What stands around fragments: a template, cut at its slots."""

    def __init__(self, html: str) -> None:
        parts = html.split(_CUT)
        self._texts, self.slots = parts[0::2], parts[1::2]
        self._edge = Fragment(self._texts)

    def fill(self, *fillings: Sequence[Fragment]) -> Fragment:
        """The frame with fragments in each of its slots."""
        pieces, inside = [self._texts[0]], [self._edge]
        for fragments, text in zip(fillings, self._texts[1:], strict=True):
            inside += fragments
            for fragment in fragments:
                pieces += fragment._pieces
            pieces.append(text)
        return Fragment(pieces, inside)


class Fragments:
    """Renders templates, and remembers what it rendered for a key."""

    def __init__(self, environment: Environment) -> None:
        self._environment = environment
        self._templates: dict[str, Template] = {}
        self._frames: dict[Hashable, Frame] = {}
        self._remembered: Recent[Hashable, Fragment] = Recent(MOST_REMEMBERED)

    def render(self, name: str, **context: Any) -> Markup:
        """A template, rendered anew."""
        template = self._templates.get(name)
        if template is None:
            template = self._templates[name] = self._environment.get_template(name)
        return rendered(template, context)

    def once(self, name: str, key: Hashable, **context: Any) -> Fragment:
        """A template, rendered only the first time for this key (which must cover the whole context)."""
        full = (name, key)
        found = self._remembered.get(full)
        if found is None:
            found = Fragment((self.render(name, **context),))
            self._remembered.put(full, found)
        return found

    def frame(self, name: str, key: Hashable, slots: tuple[str, ...], **context: Any) -> Frame:
        """A template as a frame, with slots in this order, made once for this key; only few keys, all are kept."""
        full = (name, key)
        found = self._frames.get(full)
        if found is None:
            holes = {slot: Markup(f"{_CUT}{slot}{_CUT}") for slot in slots}
            found = self._frames[full] = Frame(self.render(name, **holes, **context))
            assert tuple(found.slots) == slots, f"{name} has other slots than {slots}"
        return found
