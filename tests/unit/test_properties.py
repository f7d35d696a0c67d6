"""For any input: the loaders give values and problems, never an exception, never a hang."""

from __future__ import annotations

from typing import Any

import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from zorgpaden.loading.content import split_front_matter
from zorgpaden.loading.text_guard import decode
from zorgpaden.loading.yaml_reader import MAX_DEPTH, Marks, read_yaml
from zorgpaden.problems import Problem
from zorgpaden.types.phone import AREA_3, AREA_4, NON_GEOGRAPHIC, canonical_phone, tel_uri

# --- any text ---------------------------------------------------------------------------------------

SYNTAX = [
    "a", "b", "0", "é", " ", "  ", "\n", "\n  ", "\t", "\r\n", ": ", ":", "- ", "? ", ", ", "[", "]", "{", "}", "#",
    "&x ", "*x", "!", "!!str ", "|\n", ">-\n", "'", '"', "\\u200b", "\\", "%YAML 1.1\n", "---\n", "...\n", "<<", "@",
    "`", "~", "\x00", "\x85", "\u200b", "\ufeff", "😀",
]  # fmt: skip

any_text = st.one_of(st.text(max_size=60), st.lists(st.sampled_from(SYNTAX), max_size=25).map("".join))
nearly_utf_8 = st.builds(lambda text, tail: text.encode() + tail, any_text, st.binary(max_size=4))
any_bytes = st.one_of(st.binary(max_size=60), any_text.map(str.encode), nearly_utf_8)


def assert_value(value: Any, depth: int = 0) -> None:
    """Only text, lists and dicts with text keys, not too deep."""
    assert depth <= MAX_DEPTH
    if isinstance(value, dict):
        for key, inner in value.items():
            assert type(key) is str
            assert_value(inner, depth + 1)
    elif isinstance(value, list):
        for inner in value:
            assert_value(inner, depth + 1)
    else:
        assert type(value) is str


def assert_problems(problems: list[Problem], text: str | None = None, first_line: int = 1) -> None:
    """Each has a code, a message, and a place that exists (one line past the end is where YAML notices)."""
    for problem in problems:
        assert type(problem) is Problem
        assert problem.code
        assert problem.message
        if text is not None:
            breaks = sum(text.count(mark) for mark in "\n\r\x85\u2028\u2029")
            assert first_line <= problem.line <= first_line + breaks + 1
            assert problem.column >= 1


def assert_marks(value: Any, marks: Marks) -> None:
    """Every value has its own place."""
    assert marks.line >= 1
    assert marks.column >= 1
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, child in inner:
        assert_marks(child, marks.children[step])


@given(any_text, st.integers(1, 3))
@example("[" * 2000, 1)
@example("{" * 2000, 1)
@example("- " * 2000, 1)
@example("a: &a [*a, *a]", 1)
def test_read_yaml_gives_values_and_problems(text: str, first_line: int) -> None:
    """Any text gives a value with places, or at least one problem; never an exception."""
    value, marks, problems = read_yaml(text, "x.yml", first_line)
    assert_problems(problems, text, first_line)
    if value is None:
        assert problems
    else:
        assert_value(value)
        assert_marks(value, marks)


@given(any_bytes)
def test_bytes_of_a_data_file(raw: bytes) -> None:
    """Any bytes give text or a problem, and that text goes through the reader."""
    text, problems = decode(raw, "x.yml")
    assert_problems(problems)
    if text is None:
        assert [problem.code for problem in problems] == ["utf-8"]
        return
    assert text.encode() == raw.removeprefix(b"\xef\xbb\xbf")
    assert_problems(read_yaml(text, "x.yml")[2], text)


@given(st.one_of(any_text, any_text.map(lambda text: f"---\n{text}\n---\n{text}")))
def test_split_front_matter_loses_nothing(text: str) -> None:
    """Front matter and body are parts of the text, in order, with two fences around the first."""
    parts = split_front_matter(text)
    if parts is None:
        return
    front, body, body_line = parts
    assert text.startswith("---")
    assert text.endswith(body)
    assert front in text[: len(text) - len(body)]
    assert body_line == front.count("\n") + 3
    assert_problems(read_yaml(front, "x.md", first_line=2)[2], front, 2)


# --- round trip -------------------------------------------------------------------------------------


class PlainDumper(yaml.SafeDumper):
    """A dumper that writes the same list twice instead of an anchor."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


keys = st.text(max_size=8).filter(lambda key: key != "<<")
trees = st.recursive(
    st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(keys, inner, max_size=4),
    max_leaves=12,
)


def depth_of(value: Any) -> int:
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return 1 + max(map(depth_of, inner), default=0)


@given(trees, st.booleans())
def test_round_trip(tree: Any, allow_unicode: bool) -> None:
    """What is dumped is what is read, text for text; only invisible characters are reported."""
    text = yaml.dump(tree, Dumper=PlainDumper, default_style='"', allow_unicode=allow_unicode, sort_keys=False)
    value, marks, problems = read_yaml(text, "x.yml")
    if depth_of(tree) > MAX_DEPTH:
        assert [problem.code for problem in problems] == ["yaml-diepte"]
        return
    assert value == tree
    assert {problem.code for problem in problems} <= {"onzichtbaar"}
    assert_marks(value, marks)


# --- telephone numbers ------------------------------------------------------------------------------


@st.composite
def dutch_numbers(draw: st.DrawFn) -> tuple[str, str]:
    """(ten digits, one way to write them)."""
    prefix = draw(st.sampled_from(sorted(AREA_3 | AREA_4 | {"06", *NON_GEOGRAPHIC})))
    first = draw(st.sampled_from("123456789"))
    rest = first + draw(st.text("0123456789", min_size=9 - len(prefix), max_size=9 - len(prefix)))
    abroad = prefix[1:]
    starts = [prefix, f"({prefix})", f"+31{abroad}", f"+31 {abroad}", f"+31 (0){abroad}", f"0031 {abroad}"]
    start = draw(st.sampled_from(starts))
    joins = draw(st.lists(st.sampled_from(["", "", " ", "-", ".", " - ", "–"]), min_size=len(rest), max_size=len(rest)))
    return prefix + rest, start + "".join(join + digit for join, digit in zip(joins, rest, strict=True))


@given(dutch_numbers())
def test_phone_round_trip(number: tuple[str, str]) -> None:
    """However it is written, it is the same number: shown, read again and dialled."""
    digits, written = number
    shown = canonical_phone(written)
    assert shown is not None
    assert "".join(filter(str.isdigit, shown)) == digits
    assert canonical_phone(shown) == shown == canonical_phone(digits)
    assert tel_uri(shown) == f"tel:+31{digits[1:]}"
    assert canonical_phone(tel_uri(shown).removeprefix("tel:")) == shown
