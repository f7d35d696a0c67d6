"""Ids that are safe in a URL and in a file name, and other codes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zorgpaden.types import CbsCode, Kenmerk, Slug
from zorgpaden.types.slugs import MAX_SLUG, RESERVED, WINDOWS, slug_fault

FORM = "een id heeft alleen kleine letters, cijfers en losse streepjes"
LONG = "een id heeft hoogstens 64 tekens"
TAKEN = "deze naam is al in gebruik door de site of door Windows"


@pytest.mark.parametrize(
    "slug",
    [
        "a",
        "1",
        "wijkteam-noord",
        "s-hertogenbosch",
        "22-situaties",
        "a" * MAX_SLUG,
        "con-x",
        "com0",
        "com10",
        "index-2",
    ],
)
def test_slug(slug: str, accept) -> None:
    """Small letters, digits and single dashes; a reserved word as a part is fine."""
    assert accept(Slug, slug) == slug


@pytest.mark.parametrize(
    "slug",
    [
        "", "-a", "a-", "a--b", "A", "Wijkteam", "a b", "a_b", "a.b", "a/b", "../a", ".", "..", "a\\b", "a\n", "\x00",
        "één", "a%20b", "a:b", "a?b", "a#b", "ﬁ", "٣", "a\u200bb", "а",
    ],
)  # fmt: skip
def test_slug_form(slug: str) -> None:
    """Nothing that a browser, a shell or a file system reads in its own way."""
    assert slug_fault(slug) == FORM


def test_slug_length() -> None:
    """One more than the limit is too long."""
    assert slug_fault("a" * (MAX_SLUG + 1)) == LONG


@pytest.mark.parametrize(
    "slug",
    [
        "con", "prn", "aux", "nul", "com1", "com9", "lpt1", "lpt9",
        "index", "assets", "sociale-kaart", "404", "sitemap", "feed", "zoekindex",
    ],
)  # fmt: skip
def test_reserved(slug: str) -> None:
    """Windows cannot make a file with this name, or the site uses it itself."""
    assert slug_fault(slug) == TAKEN


def test_all_windows_devices() -> None:
    """The four devices and nine ports of each kind."""
    assert len(WINDOWS) == 4 + 2 * 9
    assert WINDOWS < RESERVED


def test_message(refuse) -> None:
    """The refusal quotes the id, says why, and gives a good one."""
    assert refuse(Slug, "Wijkteam Noord") == (
        "id",
        f"“Wijkteam Noord” kan geen id zijn: {FORM}",
        "Schrijf bijvoorbeeld wijkteam-noord.",
    )


@given(st.text("ab1-_. A/\\\u00e9", max_size=70))
def test_accepted_slug_is_safe_everywhere(text: str) -> None:
    """What passes needs no escaping in a URL and is the same name on every file system."""
    if slug_fault(text) is None:
        assert text.isascii()
        assert text == text.casefold()
        assert text.replace("-", "").isalnum()
        assert len(text) <= MAX_SLUG


@pytest.mark.parametrize("code", ["GM0957", "GM0014"])
def test_cbs_code(code: str, accept) -> None:
    """GM and four digits, leading zero included."""
    assert accept(CbsCode, code) == code


@pytest.mark.parametrize("code", ["", "0957", "gm0957", "GM957", "GM09570", "GM 957", "PV0957", "GM095O", "GM0957\n"])
def test_cbs_code_refused(code: str, refuse) -> None:
    """A code that lost its zero or its letters is named."""
    hint = "Schrijf GM en vier cijfers, bijvoorbeeld GM0957."
    assert refuse(CbsCode, code) == ("cbs-code", f"“{code}” is geen CBS-code", hint)


@pytest.mark.parametrize("code", ["GM０９５７", "GM٠٩٥٧"])
def test_cbs_code_in_other_digits(code: str, refuse) -> None:
    """Full-width and Arabic digits are not a CBS code."""
    assert refuse(CbsCode, code).code == "cbs-code"


def test_kenmerk(accept) -> None:
    """A fingerprint is eight small hex digits."""
    assert accept(Kenmerk, "0a1b2c3d") == "0a1b2c3d"


@pytest.mark.parametrize("text", ["", "0a1b2c3", "0a1b2c3d4", "0A1B2C3D", "0a1b2c3g", "0a1b2c3d\n", "0a1b2c3٣"])
def test_kenmerk_refused(text: str, refuse) -> None:
    """The hint says which command gives the right one."""
    code, message, hint = refuse(Kenmerk, text)
    assert (code, message) == ("kenmerk", f"“{text}” is geen kenmerk")
    assert "scripts/check" in hint
