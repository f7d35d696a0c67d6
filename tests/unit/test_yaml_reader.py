"""The YAML reader: text stays text, every value keeps its place, and what is dangerous is refused."""

from __future__ import annotations

import time
from typing import Any

import pytest
import yaml

from zorgpaden.loading import yaml_reader
from zorgpaden.loading.text_guard import MAX_BYTES, decode
from zorgpaden.loading.yaml_reader import MAX_DEPTH, Marks, read_yaml
from zorgpaden.problems import Problem

SYNTAX_HINT = "Spring in met spaties (geen tabs) en zet een tekst met “: ” of “#” tussen aanhalingstekens."


def value_of(text: str) -> Any:
    """The value of a text without problems."""
    value, _, problems = read_yaml(text, "x.yml")
    assert problems == []
    return value


def problem_of(text: str) -> Problem:
    """The one problem of a text."""
    (problem,) = read_yaml(text, "x.yml")[2]
    assert (problem.path, problem.severity) == ("x.yml", "fout")
    return problem


def refused(text: str) -> tuple[str, str]:
    """(“line:column”, code) of a text that is not to be trusted: there is no value at all."""
    assert read_yaml(text, "x.yml")[0] is None
    problem = problem_of(text)
    assert problem.hint
    return f"{problem.line}:{problem.column}", problem.code


def whole_file(raw: bytes) -> list[tuple[str, str]]:
    """(“line:column”, code) of every problem of a file, as the loader meets them."""
    text, problems = decode(raw, "x.yml")
    if text is not None:
        problems = [*problems, *read_yaml(text, "x.yml")[2]]
    return [(f"{problem.line}:{problem.column}", problem.code) for problem in problems]


# --- text stays text -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "scalar",
    [
        "0301234567", "0344", "0800-8115", "0x1F", "0o17", "1_000", "007", "+31", "1e3", ".5", "1.10",
        "12:30", "9:00", "190:20:30",
        "no", "No", "NO", "yes", "on", "off", "y", "n", "true", "null", "~", "Null", ".inf", ".nan",
        "2026-02-30", "2026-09-03", "2026-09-03T10:00:00Z", "=", "<",
    ],
)  # fmt: skip
@pytest.mark.parametrize("style", ["{}", "'{}'", '"{}"'])
def test_scalar_is_text(scalar: str, style: str) -> None:
    """No number, no time, no flag, no date, no null: with or without quotes."""
    written = style.format(scalar)
    assert value_of(f"a: {written}") == {"a": scalar}
    assert value_of(f"- {written}") == [scalar]


def test_keys_are_text() -> None:
    """Also a key that looks like something else."""
    assert list(value_of("no: a\n0301: b\n12:30: c\n2026-01-01: d\n")) == ["no", "0301", "12:30", "2026-01-01"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a:\n", {"a": ""}),
        ("a: ''\n", {"a": ""}),
        ("a: []\nb: {}\n", {"a": [], "b": {}}),
        ("-\n- b\n", ["", "b"]),
        ("a: |\n  een\n  twee\n", {"a": "een\ntwee\n"}),
        ("a: >-\n  een\n  twee\n", {"a": "een twee"}),
        ("a: een\n  twee\n", {"a": "een twee"}),
        ("a: x # uitleg\n# nog een\nb: y#z\n", {"a": "x", "b": "y#z"}),
        ("---\na: b\n", {"a": "b"}),
        ("a: b\n...\n", {"a": "b"}),
        ("a: {b: [c, d]}\n", {"a": {"b": ["c", "d"]}}),
        ("a: b\r\nc: d\r\n", {"a": "b", "c": "d"}),
        ('a: "één \\u20ac"\n', {"a": "één €"}),
        ("gewone tekst", "gewone tekst"),
        ("? a\n: b\n", {"a": "b"}),
    ],
)
def test_structure(text: str, expected: Any) -> None:
    """Mappings, lists and every way to write text; nothing is an empty text, never None."""
    assert value_of(text) == expected


# --- refused, with the exact place -----------------------------------------------------------------

REFUSED = [
    pytest.param("a: b\nc: &x d\n", "2:4", "yaml-anker", id="anchor on text"),
    pytest.param("a: &x [b]\n", "1:4", "yaml-anker", id="anchor on a list"),
    pytest.param("a: &x {b: c}\n", "1:4", "yaml-anker", id="anchor on a mapping"),
    pytest.param("&x\na: b\n", "1:1", "yaml-anker", id="anchor on the whole file"),
    pytest.param("a: &x\n", "1:4", "yaml-anker", id="anchor on nothing"),
    pytest.param("a:\n  - b\n  - *x\n", "3:5", "yaml-anker", id="alias"),
    pytest.param("één: *x\n", "1:6", "yaml-anker", id="alias after letters of two bytes"),
    pytest.param("&x a: b\n", "1:1", "yaml-sleutel", id="anchor on a key"),
    pytest.param("a: b\n*x : c\n", "2:1", "yaml-sleutel", id="alias as a key"),
    pytest.param("a: !!str b\n", "1:4", "yaml-tag", id="standard tag"),
    pytest.param("a: !!python/object/apply:os.system [ls]\n", "1:4", "yaml-tag", id="python tag"),
    pytest.param("a: ! b\n", "1:4", "yaml-tag", id="the tag without a name"),
    pytest.param("a:\n  b: !eigen {c: d}\n", "2:6", "yaml-tag", id="own tag on a mapping"),
    pytest.param("- !x [a]\n", "1:3", "yaml-tag", id="own tag on a list"),
    pytest.param("!!str a: b\n", "1:1", "yaml-sleutel", id="tag on a key"),
    pytest.param("a: b\n<<: {c: d}\n", "2:1", "yaml-samenvoegen", id="merge key"),
    pytest.param("a:\n  <<: b\n", "2:3", "yaml-samenvoegen", id="merge key deeper"),
    pytest.param("'<<': b\n", "1:1", "yaml-samenvoegen", id="merge key in quotes"),
    pytest.param("a: b\n---\nc: d\n", "2:1", "yaml-documenten", id="second document"),
    pytest.param("a: b\n...\n---\n", "3:1", "yaml-documenten", id="second, empty document"),
    pytest.param("%YAML 1.1\n---\na: b\n", "1:1", "yaml-directive", id="directive YAML"),
    pytest.param("%TAG ! tag:x,2000:\n---\na: b\n", "1:1", "yaml-directive", id="directive TAG"),
    pytest.param("a: b\n? [c, d]\n: e\n", "2:3", "yaml-sleutel", id="list as a key"),
    pytest.param("{[a]: b}\n", "1:2", "yaml-sleutel", id="list as a key, in braces"),
    pytest.param("? {a: b}\n: c\n", "1:3", "yaml-sleutel", id="mapping as a key"),
    pytest.param("- " * MAX_DEPTH + "a", "1:25", "yaml-diepte", id="too deep"),
]


@pytest.mark.parametrize("loader", ["CSafeLoader", "SafeLoader"])
@pytest.mark.parametrize(("text", "place", "code"), REFUSED)
def test_refused(text: str, place: str, code: str, loader: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the C parser and with the Python one: the same place and the same code."""
    monkeypatch.setattr(yaml_reader, "_LOADER", getattr(yaml, loader))
    assert refused(text) == (place, code)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a: *x", "hier staat een YAML-anker of verwijzing (& of *)"),
        ("a: !!int 3", "hier staat een YAML-tag: tag:yaml.org,2002:int"),
        ("<<: a", "hier staat “<<” (samenvoegen)"),
        ("a: b\n---\nc: d", "hier begint een tweede document (---)"),
        ("%YAML 1.1\n---\na", "hier staat een YAML-opdracht (%)"),
        ("? [a]\n: b", "hier hoort een gewone naam voor de dubbele punt"),
        ("[" * 13 + "]" * 13, "dit zit dieper dan 12 lagen"),
        ("", "hier staat niets"),
    ],
)
def test_messages(text: str, message: str) -> None:
    """What an editor reads: Dutch, and about the file, not about the parser."""
    assert problem_of(text).message == message


@pytest.mark.parametrize("text", ["", "\n\n", "# alleen uitleg\n"])
def test_nothing(text: str) -> None:
    """A file without content is named as such."""
    assert refused(text) == ("1:1", "leeg")


@pytest.mark.parametrize(
    ("text", "place", "meaning"),
    [
        ("a: 'b\n", "2:1", "een aanhalingsteken of haak wordt niet gesloten"),
        ('a: b\nc: "d', "2:6", "een aanhalingsteken of haak wordt niet gesloten"),
        ("a:\n\tb: c\n", "2:1", "een tab of vreemd teken aan het begin van een waarde"),
        ("\ta: b\n", "1:1", "een tab of vreemd teken aan het begin van een waarde"),
        ("a: b\n\tc: d\n", "2:1", "er staat een tab aan het begin van een regel"),
        ("a: |\n\tb\n", "2:1", "er staat een tab aan het begin van een regel"),
        ("a: @b\n", "1:4", "een tab of vreemd teken aan het begin van een waarde"),
        ("a: b\nc: d: e\n", "2:5", "er staat een dubbele punt midden in een tekst"),
        ("a: b\n  c: d\n", "2:4", "er staat een dubbele punt midden in een tekst"),
        ("a: 'b' c\n", "1:8", "de inspringing klopt niet, of een aanhalingsteken sluit te vroeg"),
        ("a:\n  - b\n c\n", "3:2", "de inspringing klopt niet, of een aanhalingsteken sluit te vroeg"),
        ("a: [b\nc: d\n", "2:2", "een haak of komma ontbreekt"),
        ("a: b\nc\n", "3:1", "er ontbreekt een dubbele punt, of een tekst loopt door op de volgende regel"),
        ('a: "\\ud800"\n', "1:7", "de opmaak klopt niet"),
    ],
)
def test_syntax(text: str, place: str, meaning: str) -> None:
    """Unreadable YAML: where, what it means in Dutch, and how to mend it."""
    assert refused(text) == (place, "yaml")
    problem = problem_of(text)
    assert (problem.message, problem.hint) == (f"dit is geen leesbare YAML: {meaning}", SYNTAX_HINT)


def test_tab_between_key_and_value_is_fine() -> None:
    """Only a tab as indentation has no meaning."""
    assert value_of("a:\tb\n") == {"a": "b"}


# --- problems that leave a value --------------------------------------------------------------------


def test_duplicate_key() -> None:
    """The first one is kept, the second one is named with the line of the first."""
    value, _, problems = read_yaml("a: 1\nb:\n  c: 1\n  d: 2\n  c: 3\n", "x.yml")
    assert value == {"a": "1", "b": {"c": "1", "d": "2"}}
    assert [(p.line, p.column, p.code, p.message) for p in problems] == [
        (5, 3, "dubbele-sleutel", "“c” staat hier voor de tweede keer (eerst op regel 3)")
    ]


def test_every_duplicate_is_reported() -> None:
    """Three the same is two problems; the same key elsewhere is none."""
    problems = read_yaml("a: 1\na: 2\nb: {a: 3}\n'a': 4\n", "x.yml")[2]
    assert [(p.line, p.code) for p in problems] == [(2, "dubbele-sleutel"), (4, "dubbele-sleutel")]


@pytest.mark.parametrize("escape", ["\\u200b", "\\u202E", "\\uFEFF", "\\xad", "\\u2066", "\\L", "\\P", "\\U0000200d"])
def test_invisible_through_an_escape(escape: str) -> None:
    """Written as an escape in double quotes, no character of the file shows it; it is found all the same."""
    assert whole_file(f'a: b\nc:\n  - "x{escape}y"\n'.encode()) == [("3:5", "onzichtbaar")]


def test_escape_means_nothing_elsewhere() -> None:
    """In single quotes and without quotes a backslash is a backslash."""
    assert value_of("a: 'x\\u200by'\nb: x\\u200by\n") == {"a": "x\\u200by", "b": "x\\u200by"}


def test_invisible_through_an_escape_in_a_key() -> None:
    """A key is shown in messages and pages as well."""
    assert whole_file(b'a: b\n"na\\u200bam": c\n') == [("2:1", "onzichtbaar")]


@pytest.mark.parametrize("escape", ["\\0", "\\a", "\\b", "\\e", "\\x7f", "\\U000E0041"])
def test_control_character_through_an_escape(escape: str) -> None:
    """What is refused as a character is refused as an escape."""
    assert whole_file(f'a: "x{escape}y"\n'.encode()) == [("1:4", "onzichtbaar")]


@pytest.mark.parametrize("escape", ["\\x9b", "\\N"])
def test_c1_control_through_an_escape(escape: str) -> None:
    """The second row of control characters."""
    assert whole_file(f'a: "x{escape}y"\n'.encode()) == [("1:4", "onzichtbaar")]


# --- whole files ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        pytest.param("a: b\nc: x\u200by\n".encode(), [("2:5", "onzichtbaar")], id="zero-width space"),
        pytest.param("a: \u202eb\u202c\n".encode(), [("1:4", "onzichtbaar"), ("1:6", "onzichtbaar")], id="bidi"),
        pytest.param(b"a: b\nc: \xe9\n", [("2:4", "utf-8")], id="Latin-1"),
        pytest.param("a: b\n".encode("utf-16"), [("1:1", "utf-8")], id="UTF-16"),
        pytest.param(b"a: \xc0\xaf\n", [("1:4", "utf-8")], id="overlong"),
        pytest.param(b"a: \xed\xa0\x80\n", [("1:4", "utf-8")], id="surrogate"),
        pytest.param(b"a: " + b"b" * MAX_BYTES, [("0:0", "te-groot")], id="too large"),
        pytest.param(b"\xef\xbb\xbfa: b\n", [], id="byte order mark of Notepad"),
    ],
)
def test_bytes(raw: bytes, expected: list[tuple[str, str]]) -> None:
    """Size, encoding and invisible characters are looked at before anything is parsed."""
    assert whole_file(raw) == expected


def test_largest_file() -> None:
    """Exactly the limit is accepted."""
    line = b"- aaaaaaaaaa bbb\n"
    raw = line * (MAX_BYTES // len(line))
    raw += b"#" * (MAX_BYTES - len(raw))
    assert len(raw) == MAX_BYTES
    assert whole_file(raw) == []


@pytest.mark.parametrize("character", ["\x00", "\x07", "\x1b", "\x7f"])
def test_place_of_a_control_character(character: str) -> None:
    """An unreadable character is what an editor cannot see, so the place matters most here."""
    assert refused(f"a: b\nc: {character}d\n") == ("2:4", "yaml")


@pytest.mark.parametrize("character", ["\x00", "\x07", "\x1b", "\x7f"])
def test_control_character(character: str) -> None:
    """A control character in the file makes it unreadable."""
    problem = problem_of(f"a: b\nc: {character}d\n")
    assert (problem.code, problem.message) == ("yaml", "dit is geen leesbare YAML: er staat een onleesbaar stuurteken")


def test_next_line_character_hides_a_key() -> None:
    """What shows as one line in a review may not be two fields."""
    assert whole_file("naam: x\u0085telefoon: 112\n".encode()) != []


# --- bombs ------------------------------------------------------------------------------------------

KB_60 = 60_000


@pytest.mark.parametrize(
    ("text", "place", "code"),
    [
        pytest.param("[" * KB_60, "1:13", "yaml-diepte", id="brackets"),
        pytest.param("[" * KB_60 + "]" * KB_60, "1:13", "yaml-diepte", id="closed brackets"),
        pytest.param("[\n" * KB_60, "13:1", "yaml-diepte", id="brackets on lines"),
        pytest.param("{" * KB_60, "1:2", "yaml-sleutel", id="braces"),
        pytest.param("{a: " * (KB_60 // 4), "1:49", "yaml-diepte", id="braces with keys"),
        pytest.param("- " * (KB_60 // 2), "1:25", "yaml-diepte", id="dashes"),
        pytest.param("? " * (KB_60 // 2), "1:3", "yaml-sleutel", id="question marks"),
    ],
)
def test_nesting_bomb(text: str, place: str, code: str) -> None:
    """60 kB of brackets kills a normal loader with a segfault; here it is one problem, at once."""
    start = time.process_time()
    assert refused(text) == (place, code)
    assert time.process_time() - start < 10  # seconds of work, not of waiting


def test_depth_limit() -> None:
    """Twelve levels fit, thirteen do not."""
    fits = "[" * (MAX_DEPTH - 1) + "a" + "]" * (MAX_DEPTH - 1)
    assert read_yaml(fits, "x.yml")[2] == []
    assert refused(f"[{fits}]") == (f"1:{MAX_DEPTH + 1}", "yaml-diepte")


def test_empty_collection_counts_as_a_level() -> None:
    """Nesting counts, not what is in it."""
    assert read_yaml("[" * MAX_DEPTH + "]" * MAX_DEPTH, "x.yml")[2] == []
    assert refused("[" * (MAX_DEPTH + 1) + "]" * (MAX_DEPTH + 1)) == ("1:13", "yaml-diepte")


def test_merge_bomb() -> None:
    """Refused at the first anchor, before anything is multiplied."""
    rows = ["a0: &a0 {x: y}", *(f"a{n}: &a{n} {{<<: [*a{n - 1}, *a{n - 1}]}}" for n in range(1, 40))]
    assert refused("\n".join(rows)) == ("1:5", "yaml-anker")


# --- places -----------------------------------------------------------------------------------------

PLACES = """\
naam: Wijkteam
contact:
  functie: "balie"
  tijden:
    - ma
    -   dag: di
        van: 9
lijst: [a, {b: c}]
"""


@pytest.mark.parametrize(
    ("path", "value", "key"),
    [
        ((), (1, 1), (1, 1)),
        (("naam",), (1, 7), (1, 1)),
        (("contact",), (3, 3), (2, 1)),
        (("contact", "functie"), (3, 12), (3, 3)),
        (("contact", "tijden"), (5, 5), (4, 3)),
        (("contact", "tijden", 0), (5, 7), (5, 7)),
        (("contact", "tijden", 1), (6, 9), (6, 9)),
        (("contact", "tijden", 1, "van"), (7, 14), (7, 9)),
        (("lijst", 1, "b"), (8, 16), (8, 13)),
    ],
)
def test_marks(path: tuple[str | int, ...], value: tuple[int, int], key: tuple[int, int]) -> None:
    """Line and column of each value and of its key, from 1."""
    marks = read_yaml(PLACES, "x.yml")[1].find(*path)
    assert (marks.line, marks.column) == value
    assert (marks.key_line, marks.key_column) == key


@pytest.mark.parametrize(
    ("path", "nearest"),
    [
        (("onbekend",), ()),
        (("contact", "onbekend"), ("contact",)),
        (("contact", "tijden", 7, "van"), ("contact", "tijden")),
        (("naam", "dieper", 0), ("naam",)),
    ],
)
def test_marks_of_what_is_not_there(path: tuple[str | int, ...], nearest: tuple[str | int, ...]) -> None:
    """What is missing is reported at the nearest thing around it."""
    marks = read_yaml(PLACES, "x.yml")[1]
    assert marks.find(*path) is marks.find(*nearest)


def test_columns_count_characters() -> None:
    """Not bytes: an é or an emoji is one column."""
    marks = read_yaml('{één: "😀😀", b: c}', "x.yml")[1]
    assert (marks.find("b").key_column, marks.find("b").column) == (13, 16)


def test_first_line() -> None:
    """Front matter starts on line 2 of its file; values, refusals and syntax problems say so."""
    marks = read_yaml("a: b\nc: d\n", "x.md", first_line=2)[1]
    assert (marks.line, marks.find("c").line, marks.find("c").key_line) == (2, 3, 3)
    texts = ("", "a: *b", "a: b\na: c", "a: 'b", "a: b: c")
    assert [read_yaml(text, "x.md", first_line=2)[2][0].line for text in texts] == [2, 2, 3, 2, 2]


def test_marks_without_children() -> None:
    """An empty `Marks` answers for every path."""
    marks = Marks(3, 4)
    assert marks.find("a", 0) is marks
