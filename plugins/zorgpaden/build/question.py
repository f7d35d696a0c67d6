"""What a build is asked, and whether the last one was asked the same. Loads nothing but the standard library."""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from zorgpaden.build.code import code_version
from zorgpaden.listing import files, listing, sign

_ENV = re.compile(rb"!ENV\s*(?:\[([^\]]*)\]|(\S+))")
_NAME = re.compile(r"[A-Za-z_]\w*")
JUST_NOW = 50_000_000
"""Nanoseconds: a file can change twice within one tick of the clock of a disk."""
Memory = dict[str, Any]


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

    def memory(self, options: Mapping[str, Any], shells: Mapping[str, str], before: Memory) -> Memory:
        """What to remember of a build that was asked this; `before` is what `folders` gave when it began.

        `options` are those of the plugin, with `site_url`.
        """
        return {
            "vraag": self.text(),
            "opties": dict(options),
            "schillen": dict(shells),
            "beside": self._beside(options),
            **before,
        }

    def folders(self) -> Memory:
        """What is in the folders now."""
        return {"data": listing(self.data), "content": listing(self.content)}

    def same_but_for_data(self, memory: Memory | None) -> bool:
        """Whether the last build was asked the same, of the same theme and settings."""
        return bool(
            memory
            and memory["vraag"]
            and memory["vraag"] == self.text()
            and memory["beside"] == self._beside(memory["opties"])
        )

    def same(self, memory: Memory | None) -> bool:
        """Whether nothing at all changed since the last build."""
        return (
            memory is not None
            and self.same_but_for_data(memory)
            and self.folders() == {name: memory[name] for name in ("data", "content")}
        )

    def is_older(self, options: Mapping[str, Any], now: int) -> bool:
        """Whether what the settings are about was written before a build began."""
        return max(_times(self._beside(options)), default=0) < now - JUST_NOW

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


def settled(memory: Memory, now: int) -> bool:
    """Whether no file was written so shortly before `now` that it could have changed again without a trace."""
    return all(_last(memory[name]) < now - JUST_NOW for name in ("data", "content"))


def _last(tree: Any) -> int:
    return max((max(signs[:2]) for _, signs in files(tree)), default=0)
