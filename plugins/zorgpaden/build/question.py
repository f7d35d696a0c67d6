"""What a build is asked, and whether the last one was asked the same. Loads nothing but the standard library."""

from __future__ import annotations

import hashlib
import json
import os
import re
import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from zorgpaden.build.code import code_version
from zorgpaden.build.digest import digest
from zorgpaden.listing import JUST_NOW, Listing, Sign, listing, newest, relisted, sign

_ENV = re.compile(rb"!ENV\s*(?:\[([^\]]*)\]|(\S+))")
_NAME = re.compile(r"[A-Za-z_]\w*")
Memory = dict[str, Any]


@dataclass(frozen=True)
class Folders:
    """What is in the folders of a project, as it was found at `now` (nanoseconds) or a little later."""

    data: Listing
    content: Listing
    now: int
    _keys: dict[str, str] = field(default_factory=dict, compare=False, repr=False)

    def after(self, data: Path, changed: Iterable[str]) -> Folders:
        """The same, of which these files of the data were looked at anew."""
        now, tree, root = time.time_ns(), self.data, f"{data.absolute()}/"
        for path in changed:
            if path.startswith(root):
                tree = relisted(tree, str(data.absolute()), path.removeprefix(root))
        return Folders(tree, self.content, now)

    def same(self, other: Folders) -> bool:
        """Whether the same files are in them, as they were written then."""
        return (self.data, self.content) == (other.data, other.content)

    @cached_property
    def key(self) -> str:
        """A hash over names and signs."""
        data = {
            name: {one: self.key_of(f"{name}/{one}/", inside) for one, inside in tree.items()}
            if isinstance(tree, dict)
            else tree
            for name, tree in self.data.items()
        }
        return digest(data, self.content)

    def key_of(self, path: str, tree: Listing | Sign | None) -> str:
        """The same for one folder of the data, such as that of a gemeente."""
        found = self._keys.get(path)
        if found is None:
            found = self._keys[path] = tree_key(tree)
        return found

    def settled(self) -> bool:
        """Whether no file was written so shortly before that it could have changed again without a trace."""
        return max(newest(self.data), newest(self.content)) < self.now - JUST_NOW


def tree_key(tree: Listing | Sign | None) -> str:
    """A hash over names and signs."""
    return digest(repr(tree))


def find_folders(data: Path, content: Path) -> Folders:
    """What is in the folders now; a folder that is not there is empty."""
    now = time.time_ns()
    there, texts = (listing(one) if one.is_dir() else {} for one in (data, content))
    return Folders(there, texts, now)


@dataclass(frozen=True)
class Question:
    """What was asked of a build; `config` is the mkdocs.yml."""

    config: Path
    data: Path
    content: Path
    target: Path
    peildatum: str
    alleen: str = ""
    kopie: bool = False

    def text(self) -> str:
        """A hash over all that decides what is built, but for the folders; empty when it cannot be told from here."""
        raw = self.config.read_bytes()
        if b"INHERIT" in raw:
            return ""
        named = (name for some, one in _ENV.findall(raw) for name in _NAME.findall((some or one).decode()))
        told = {name: os.environ.get(name) for name in sorted({*named, "SOURCE_DATE_EPOCH"})}
        places = [str(one.absolute()) for one in (self.config, self.data, self.content, self.target)]
        asked = [code_version(), raw.decode("utf-8", "replace"), told, places, self.peildatum, self.alleen, self.kopie]
        return hashlib.sha256(json.dumps(asked).encode()).hexdigest()

    def memory(self, options: Mapping[str, Any], shells: Mapping[str, str], folders: Folders) -> Memory:
        """What to remember of a build that was asked this; `folders` are as they were when it began.

        `options` are those of the plugin, with `site_url`. When a file may change again without a trace, the next
        build has to look at everything.
        """
        beside = self._beside(options)
        calm = folders.settled() and max(_times(beside), default=0) < folders.now - JUST_NOW
        return {
            "vraag": self.text(),
            "opties": dict(options),
            "schillen": dict(shells),
            "beside": beside,
            "mappen": folders.key if calm else "",
        }

    def folders(self) -> Folders:
        """What is in the folders now."""
        return find_folders(self.data, self.content)

    def same_but_for_data(self, memory: Memory | None) -> bool:
        """Whether the last build was asked the same, of the same theme and settings."""
        return bool(
            memory
            and memory["vraag"]
            and memory["vraag"] == self.text()
            and memory["beside"] == self._beside(memory["opties"])
        )

    def _beside(self, options: Mapping[str, Any]) -> list[Any]:
        """The signs of what the settings are about: everything beside mkdocs.yml, and the folders that they name."""
        folder = self.config.parent
        found: list[Any] = []
        for entry in sorted(os.scandir(folder), key=lambda one: one.name):
            if entry.is_file() and not entry.name.startswith("."):
                found.append([entry.name, sign(entry.stat())])
        style = folder / str(options.get("huisstijl") or "")
        named = [folder / str(options[name]) for name in ("pdf", "thema") if options.get(name)]
        if options.get("logo"):
            named.append((folder / str(options["logo"])).parent)
        named += [style.parent if style.is_file() else folder / "-", *(folder / name for name in BESIDE)]
        for one in named:
            found.append([str(one), listing(one) if one != folder and one.is_dir() else None])
        return found


BESIDE = ("requirements", "talen", ".cache/formulier/decap")
"""Folders beside mkdocs.yml that a build looks in: pins, words in another language, the form for editors."""


def _times(value: Any) -> Iterator[int]:
    """The times in signs, wherever they are."""
    if isinstance(value, dict | list):
        inside = value.values() if isinstance(value, dict) else value
        if isinstance(value, list) and len(value) == 4 and all(isinstance(one, int) for one in value):
            yield from value[:2]
        else:
            for one in inside:
                yield from _times(one)
