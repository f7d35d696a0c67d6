"""How one text is written on one line: with quotes only where it needs them."""

from __future__ import annotations

import re

# What YAML 1.1, YAML 1.2 or js-yaml takes for nothing, a yes or no, a number, a time or a date. Rather too much.
_OTHER_THAN_TEXT = re.compile(
    r"""
      ~ | null | true | false | yes | no | on | off | y | n | = | <<
    | [-+]?\.(inf|nan)
    | [-+]?[._]+
    | [-+]?0[box][0-9a-f_]*
    | [-+]?[0-9._,:]*[0-9][0-9._,:]*(e[-+]?[0-9]*)?
    | [0-9]{4}-[0-9]{1,2}-[0-9]{1,2}([t \t].*)?
    """,
    re.VERBOSE | re.IGNORECASE,
)
NUMBER_OR_DATE = re.compile(r"-?(0|[1-9][0-9]*)(\.[0-9]+)?|[0-9]{4}-[0-9]{2}-[0-9]{2}|true|false", re.IGNORECASE)
_PLAIN_START = re.compile(r"[^\s\-?:,\[\]{}#&*!|>'\"%@`.]|\.(?!\.\.)")
_NOT_IN_BRACKETS = re.compile(r"[,\[\]{}]|:(?=[,\[\]{}])")


def scalar(text: str, *, in_brackets: bool = False) -> str:
    """A text on one line, quoted when it has to be."""
    plain = (
        _PLAIN_START.match(text)
        and not (text[-1] == ":" or text[-1].isspace() or ": " in text or " #" in text)
        and not _OTHER_THAN_TEXT.fullmatch(text)
        and not (in_brackets and _NOT_IN_BRACKETS.search(text))
        and printable(text)
    )
    return text if plain else quoted(text)


def quoted(text: str) -> str:
    """A text between quotes: single ones when there are double ones in it."""
    if '"' in text and printable(text):
        return "'" + text.replace("'", "''") + "'"
    letters = (letter if printable(letter) and letter not in '\\"' else _escaped(letter) for letter in text)
    return f'"{"".join(letters)}"'


def _escaped(letter: str) -> str:
    number = ord(letter)
    short = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r"}.get(letter)
    return short or (f"\\u{number:04x}" if number <= 0xFFFF else f"\\U{number:08x}")


def printable(text: str) -> bool:
    """Whether every letter can stand in a file as it is; a hard space counts as a letter."""
    return text.isprintable() or text.replace("\xa0", "").isprintable()
