"""The one form of a data file: the same values and comments always give the same bytes.

Keys stand in the order of the model, a list of single words on one line, any other list one per line (a very long list
of short texts between brackets again), and long text is folded. Quotes stand only where some YAML reader (1.1, 1.2,
js-yaml) would otherwise see something else than text: our own reader takes every value as text, but the files are read
by others too.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from itertools import pairwise

from pydantic import BaseModel

from zorgpaden.editing.keys import holds_other_than_text, inner_model, key_order
from zorgpaden.editing.layout import LONG, SHORT, TABLES, WIDTH, in_brackets
from zorgpaden.editing.places import place_of
from zorgpaden.editing.scalar import NUMBER_OR_DATE, printable, quoted, scalar
from zorgpaden.editing.tree import Node, node_of, read_tree
from zorgpaden.loading.content import FENCE, split_front_matter
from zorgpaden.loading.yaml_reader import read_yaml
from zorgpaden.problems import DataProblems, Problem

KeyPath = tuple[str | int, ...]

_FOLD = re.compile(r"(?<=[^ ]) (?=[^ ])")


def canonical(text: str, path: str) -> str:
    """A whole file (`data/….yml` or `content/….md`) in canonical form; `DataProblems` when it cannot be read."""
    front, body, first_line = _split(text, path)
    return _write(read_tree(front, path, first_line), path, front) + body


def with_values(text: str, path: str, changes: Mapping[KeyPath, object | None]) -> str:
    """The file with values set, or taken away where the change is None, at paths of keys and indexes.

    An index equal to the length of a list adds to it. Where a list has indexes, they are those of the text as given.
    `KeyError`, `IndexError` or `TypeError` when a path does not fit the file.
    """
    front, body, first_line = _split(text, path)
    root = read_tree(front, path, first_line)
    for where, value in changes.items():
        if value is not None:
            _set(root, where, value)
    for where in sorted((where for where, value in changes.items() if value is None), key=_last_first, reverse=True):
        _remove(root, where)
    return _write(root, path) + body


def new_text(values: Mapping[str, object], path: str) -> str:
    """Canonical text of a new file with these values; a page in `content/` gets no text below its fields."""
    body = f"{FENCE}\n" if path.endswith(".md") else ""
    return _write(node_of(values), path) + body


def without_comments(text: str, path: str) -> str:
    """The file in canonical form, without a single comment."""
    front, body, first_line = _split(text, path)
    return _write(node_of(read_tree(front, path, first_line).plain()), path) + body


def _split(text: str, path: str) -> tuple[str, str, int]:
    """(YAML, what follows it, first line of the YAML)."""
    text = text.removeprefix("\ufeff")
    if not path.endswith(".md"):
        return text, "", 1
    parts = split_front_matter(text)
    if parts is None:
        hint = "Begin met “---”, dan de velden, dan weer “---”."
        raise DataProblems([Problem(path, 1, 1, "kop", "fout", "de velden bovenaan ontbreken", hint)])
    return parts[0], f"{FENCE}\n{parts[1]}", 2


def _write(root: Node, path: str, given: str = "") -> str:
    """The YAML of a file, with the line that opens front matter.

    Read back to be sure that no value changed, unless it is what was `given`.
    """
    place = place_of(path)
    text = "".join(f"{line}\n" for line in _document(root, place.model if place else None))
    if text != given and read_yaml(text, path)[::2] != (root.plain(), []):
        message = "dit bestand kan niet in de vaste vorm worden gezet zonder dat er iets verandert"
        hint = "Kijk naar heel lange namen voor een dubbele punt, en naar vreemde tekens."
        raise DataProblems([Problem(path, 1, 1, "opmaak", "fout", message, hint)])
    return f"{FENCE}\n{text}" if path.endswith(".md") else text


# Values at a path


def _set(root: Node, where: KeyPath, value: object) -> None:
    node = root
    for step, following in pairwise(where):
        node = _child(node, step) or _put(node, step, Node([] if isinstance(following, int) else {}))
    old, new = _child(node, where[-1]), node_of(value)
    _put(node, where[-1], _merged(old, new) if old else new)


def _child(node: Node, step: str | int) -> Node | None:
    if isinstance(step, str) and isinstance(node.value, dict):
        return node.value.get(step)
    if isinstance(step, int) and isinstance(node.value, list):
        return node.value[step] if step < len(node.value) else None
    raise TypeError(f"{step!r} does not fit a {type(node.value).__name__}")


def _put(node: Node, step: str | int, child: Node) -> Node:
    if isinstance(node.value, dict):
        node.value[str(step)] = child
    elif isinstance(node.value, list) and isinstance(step, int):
        node.value[step : step + 1] = [child]
    return child


def _merged(old: Node, new: Node) -> Node:
    """The new value with the comments of the old one, as far as what they are about is still there."""
    if isinstance(old.value, dict) and isinstance(new.value, dict):
        was = old.value
        value: str | list[Node] | dict[str, Node] = {
            key: _merged(was[key], child) if key in was else child for key, child in new.value.items()
        }
    elif isinstance(old.value, list) and isinstance(new.value, list):
        known = {_name(child): child for child in old.value}
        value = [_merged(known[_name(child)], child) if _name(child) in known else child for child in new.value]
    else:
        value = new.value
    return Node(value, old.above, old.beside, old.below if value else [])


def _name(item: Node) -> str:
    """What an item of a list is known by: its id, else all of it."""
    id_ = item.value.get("id") if isinstance(item.value, dict) else None
    return json.dumps((id_ or item).plain())


def _last_first(where: KeyPath) -> tuple[tuple[int, str], ...]:
    """Sort key under which a later item of a list comes after an earlier one."""
    return tuple((step, "") if isinstance(step, int) else (0, step) for step in where)


def _remove(root: Node, where: KeyPath) -> None:
    """Take a value away, and what becomes empty by it."""
    trail = [root]
    for step in where[:-1]:
        child = _child(trail[-1], step)
        if child is None:
            return
        trail.append(child)
    for node, step in zip(reversed(trail), reversed(where), strict=True):
        if _child(node, step) is None:
            return
        del node.value[step]  # type: ignore[arg-type, union-attr]
        if node.value:
            return


# Lines


def _document(root: Node, model: type[BaseModel] | None) -> Iterator[str]:
    yield from root.above
    if root.above:
        yield ""
    if root.value and not isinstance(root.value, str):
        above = "#"  # the first line has room enough
        for line in _inside(root, model, 0):
            if line.startswith("#") and above and not above.startswith("#"):
                yield ""
            yield line
            above = line
    else:
        yield _one_line(root, None, in_brackets=True) or ""
        yield from root.below


def _inside(node: Node, model: type[BaseModel] | None, indent: int) -> Iterator[str]:
    """The lines of what is in a mapping or a list that is not empty."""
    if isinstance(node.value, dict):
        for key in _ordered(node.value, model):
            head = f"{scalar(key, in_brackets=True)}:"
            inner = inner_model(model, key) if model else None
            bare = model is not None and holds_other_than_text(model, key)
            yield from _entry(head, node.value[key], inner, indent, bare=bare)
    elif isinstance(node.value, list):
        for item in node.value:
            yield from _entry("-", item, model, indent)
    yield from _comments(node.below, indent)


def _entry(head: str, node: Node, model: type[BaseModel] | None, indent: int, *, bare: bool = False) -> Iterator[str]:
    """The lines of one key or item; `head` is “naam:” or “-”."""
    pad = " " * indent
    item = head == "-"
    beside = f" {node.beside}" if node.beside else ""
    in_table = item and model in TABLES
    line = _one_line(node, model, bare=bare, table=in_table)
    if line is not None and (in_table or isinstance(node.value, dict) or len(f"{pad}{head} {line}") <= WIDTH):
        yield from _comments(node.above, indent)
        yield f"{pad}{head} {line}{beside}"
    elif isinstance(node.value, str):
        yield from _comments(node.above, indent)
        block = _block(node.value, WIDTH - indent - 2) if line is None or _FOLD.search(node.value) else None
        if block is None:
            yield f"{pad}{head} {line or quoted(node.value)}{beside}"
        else:
            yield f"{pad}{head} {block[0]}{beside}"
            yield from (f"{pad}  {part}" if part else "" for part in block[1:])
    elif item:
        lines = list(_inside(node, model, indent + 2))
        first = next(number for number, one in enumerate(lines) if one and not one.lstrip().startswith("#"))
        yield from _comments([*node.above, *filter(None, [node.beside])], indent)
        yield from (f"{pad}{one.lstrip()}".rstrip() for one in lines[:first])
        yield f"{pad}- {lines[first].lstrip()}"
        yield from lines[first + 1 :]
    else:
        yield from _comments(node.above, indent)
        yield f"{pad}{head}{beside}"
        yield from in_brackets(node.plain(), indent + 2) if _is_long(node) else _inside(node, model, indent + 2)


def _is_long(node: Node) -> bool:
    """A list of so many short texts that one per line would bury the rest of the file."""
    items = node.value if isinstance(node.value, list) and not node.has_comments_inside() and not node.below else []
    return len(items) > LONG and all(_is_short(item.value) for item in items)


def _is_short(value: object) -> bool:
    return isinstance(value, str) and "\n" not in value and len(value) <= SHORT


def _comments(comments: list[str], indent: int) -> Iterator[str]:
    return (f"{' ' * indent}{comment}" if comment else "" for comment in comments)


def _ordered(value: dict[str, Node], model: type[BaseModel] | None) -> list[str]:
    """Keys in the order of the model; what it does not know comes last, by alphabet."""
    known = key_order(model) if model else ()
    return [*(key for key in known if key in value), *sorted(value.keys() - set(known))]


def _one_line(
    node: Node, model: type[BaseModel] | None, *, bare: bool = False, table: bool = False, in_brackets: bool = False
) -> str | None:
    """The value on one line; None when it has to be written below its key."""
    if isinstance(node.value, str):
        if bare and NUMBER_OR_DATE.fullmatch(node.value):
            return node.value
        return scalar(node.value, in_brackets=in_brackets) if in_brackets or "\n" not in node.value else None
    if not node.value:
        return "{}" if isinstance(node.value, dict) else "[]"
    if node.has_comments_inside():
        return None
    if isinstance(node.value, list):
        if not table and not all(_is_word(child, bare=bare) for child in node.value):
            return None
        items = [_one_line(child, model, bare=bare, table=table, in_brackets=True) or "" for child in node.value]
        return f"[{', '.join(items)}]"
    if not table:
        return None
    parts = []
    for key in _ordered(node.value, model):
        inner = inner_model(model, key) if model else None
        own = model is not None and holds_other_than_text(model, key)
        line = _one_line(node.value[key], inner, bare=own, table=True, in_brackets=True)
        parts.append(f"{scalar(key, in_brackets=True)}: {line}")
    return f"{{{', '.join(parts)}}}"


def _is_word(node: Node, *, bare: bool) -> bool:
    """One word that needs no quotes between brackets."""
    if not isinstance(node.value, str) or re.search(r"\s", node.value):
        return False
    return _one_line(node, None, bare=bare, in_brackets=True) == node.value


def _block(text: str, width: int) -> list[str] | None:
    """The sign and the lines of a folded text, or of one that keeps its line breaks; None when it must be quoted."""
    body, keep = (text[:-1], "") if text.endswith("\n") else (text, "-")
    lines = body.split("\n")
    if not all(printable(line) and line == line.rstrip(" ") for line in lines):
        return None
    if not lines[0] or lines[0].startswith(" ") or not lines[-1]:
        return None
    if len(lines) > 1:
        return [f"|{keep}", *lines]
    return [f">{keep}", *_wrapped(body, width)]


def _wrapped(text: str, width: int) -> Iterator[str]:
    """The text broken at single spaces; a longer word has a line of its own."""
    line = ""
    for word in _FOLD.split(text):
        if line and len(line) + 1 + len(word) > width:
            yield line
            line = word
        else:
            line = f"{line} {word}" if line else word
    yield line
