"""What was found in one file, as it is kept: its hash, its problems, and per entity a head and a line of JSON.

The leaves of a layer stand in one text of the store (a shelf): a line about all files, then the lines of the entities.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import astuple, dataclass
from functools import cache
from typing import Any

from pydantic_core import SchemaValidator

from zorgpaden.build.store import Store
from zorgpaden.compact import compact, parsed
from zorgpaden.heads import head_of
from zorgpaden.listing import Sign, settled
from zorgpaden.loading.content import load_page
from zorgpaden.loading.files import Place, read_place
from zorgpaden.model import Entiteit
from zorgpaden.problems import errors


@dataclass(slots=True)
class Leaf:
    """What was found in one file."""

    sign: Sign
    digest: str
    """SHA-256 of the file."""
    problems: list[list[Any]]
    rejected: list[str]
    heads: list[list[Any]]
    """Per entity its id and head."""
    lines: list[str]
    """Per entity its JSON; of a page also its text."""
    formed: bool
    """Whether it is in canonical form, or cannot be."""


Leaves = dict[str, Leaf]
"""By the path of the file."""
Read = Callable[[bytes, str], Leaf]
"""Makes a leaf from the content of a file and its hash."""


def take(store: Store, name: str) -> Leaves:
    """The leaves of a shelf; none when it is not there, or damaged."""
    content = store.read(f"plank/{name}")
    if content is None:
        return {}
    top, *lines = content.decode().split("\n")
    found: Leaves = {}
    at = 0
    for path, sign, digest, problems, rejected, heads, formed, count in parsed(top):
        found[path] = Leaf(sign, digest, problems, rejected, heads, lines[at : at + count], formed)
        at += count
    return found


def keep(store: Store, name: str, leaves: Leaves, now: int) -> None:
    """Write a shelf; `now` is when its files were listed."""
    top = [_about(path, one, now) for path, one in leaves.items()]
    lines = (line.encode() for leaf in leaves.values() for line in leaf.lines)
    store.write(f"plank/{name}", b"\n".join((compact(top), *lines)))


def _about(path: str, one: Leaf, now: int) -> list[Any]:
    sign = one.sign if settled(one.sign, now) else []
    return [path, sign, one.digest, one.problems, one.rejected, one.heads, one.formed, len(one.lines)]


def is_same(old: Leaf, sign: Sign) -> bool:
    """Whether a file is as it was when it was read."""
    return bool(sign) and old.sign == sign


def leaf(file: str, sign: Sign, old: Leaf | None, read: Read) -> Leaf:
    """The leaf of a file; one of which the content is the same is not read again."""
    if old and is_same(old, sign):
        return old
    with open(file, "rb", buffering=0) as stream:
        raw = stream.read()
    digest = hashlib.sha256(raw).hexdigest()
    found = old if old and old.digest == digest else read(raw, digest)
    found.sign = sign
    return found


def leaf_of(place: Place, raw: bytes, digest: str) -> Leaf:
    """What is in one file of the data."""
    (items, problems, rejected), formed = read_place(place, raw)
    return Leaf(
        sign=[],
        digest=digest,
        problems=[list(astuple(one)) for one in problems],
        rejected=sorted(rejected),
        heads=[[item.id, head_of(item.entity)] for item in items],
        lines=[_line(item.entity) for item in items],
        formed=formed or bool(errors(problems)) or _is_formed(f"data/{place.path}", raw),
    )


def page_leaf(path: str, raw: bytes, digest: str) -> Leaf:
    """What is in one page: a line with its fields, and one with its text; its head stands beside its first line."""
    page, problems = load_page(path, raw)
    wrong = [list(astuple(one)) for one in problems]
    if page is None:
        return Leaf([], digest, wrong, [], [], [], True)
    front, formed = page.item.entity, _is_formed(f"content/{path}", raw)
    lines = [_line(front), json.dumps(page.body)]
    return Leaf([], digest, wrong, [], [[page.body_line, head_of(front)]], lines, formed)


def _is_formed(path: str, raw: bytes) -> bool:
    from zorgpaden.editing.form import is_formed  # noqa: PLC0415  (of nearly every file we know already)

    return is_formed(path, raw)


def _line(entity: Entiteit) -> str:
    return entity.model_dump_json(exclude_defaults=True)


def entity_of(model: type[Entiteit], line: str) -> Any:
    """The entity of a line."""
    return trusted(model)(line)


@cache
def trusted(model: type[Entiteit]) -> Callable[[str], Any]:
    """Reads an entity that was checked before: the same shape, without the rules of our own types."""
    model.model_rebuild()
    validator = SchemaValidator(_plain(model.__pydantic_core_schema__), _use_prebuilt=False)
    return validator.validate_json


def _plain(schema: Any) -> Any:
    """A schema of pydantic without functions of ours."""
    if isinstance(schema, dict):
        if str(schema.get("type", "")).startswith("function-") and "schema" in schema:
            return _plain(schema["schema"])
        return {key: one if key in _AS_IT_IS else _plain(one) for key, one in schema.items()}
    if isinstance(schema, list | tuple):
        return type(schema)(map(_plain, schema))
    return schema


_AS_IT_IS = frozenset({"cls", "config", "metadata", "serialization", "ref"})
