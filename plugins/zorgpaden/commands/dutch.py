"""The words of argparse in Dutch: editors read them when they forget an option."""

from __future__ import annotations

import argparse

WORDS = {
    "usage: ": "zo: ",
    "positional arguments": "wat u noemt",
    "options": "keuzes",
    "show this help message and exit": "toon deze uitleg",
    "show program's version number and exit": "toon de versie",
    "%(prog)s: error: %(message)s\n": "%(prog)s: %(message)s\nUitleg: %(prog)s --help\n",
    "argument %(argument_name)s: %(message)s": "bij %(argument_name)s: %(message)s",
    "the following arguments are required: %s": "dit ontbreekt: %s",
    "one of the arguments %s is required": "kies één van: %s",
    "unrecognized arguments: %s": "dit kan hier niet: %s",
    "not allowed with argument %s": "kan niet samen met %s",
    "invalid choice: %(value)r (choose from %(choices)s)": "%(value)r kan niet; kies uit %(choices)s",
    "invalid %(type)s value: %(value)r": "%(value)r kan hier niet",
    "ambiguous option: %(option)s could match %(matches)s": "%(option)s kan meer betekenen: %(matches)s",
    "expected one argument": "hier hoort iets achter",
    "expected at most one argument": "hier hoort hoogstens één ding achter",
    "expected at least one argument": "hier hoort iets achter",
    "expected %s argument": "hier hoort %s ding achter",
    "expected %s arguments": "hier horen %s dingen achter",
    "ignored explicit argument %r": "hier hoort niets achter: %r",
    "unexpected option string: %s": "dit kan hier niet: %s",
}
"""What argparse says to who types a command, and how we say it. What is not here is about the code of a command."""


def speak_dutch() -> None:
    """argparse asks `gettext` for its words, and there is no Dutch catalogue of those; so we answer."""
    answer = {
        "_": lambda text: WORDS.get(text, text),
        "ngettext": lambda one, more, count: WORDS.get(one if count == 1 else more, one if count == 1 else more),
    }
    vars(argparse).update(answer)
