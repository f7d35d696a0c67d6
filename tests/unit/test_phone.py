"""Telephone numbers: one display form, the right `tel:` address, and nothing that is not Dutch."""

from __future__ import annotations

import phonenumbers
import pytest
from hypothesis import given
from hypothesis import strategies as st

from zorgpaden.types import Telefoon, tel_uri
from zorgpaden.types.phone import AREA_3, AREA_4, HINT, INFORMATION, NON_GEOGRAPHIC, SHORT_CODES, canonical_phone

PREFIXES = sorted(AREA_3 | AREA_4 | {"06", *NON_GEOGRAPHIC, *INFORMATION})
WRITING = "0123456789+()- .–"

ACCEPTED = [
    # written, shown, dialled
    ("112", "112", "112"),
    (" 112 ", "112", "112"),
    ("1-1-2", "112", "112"),
    ("113", "113", "113"),
    ("144", "144", "144"),
    ("116 000", "116000", "116000"),
    ("116111", "116111", "116111"),
    ("116123", "116123", "116123"),
    ("14 030", "14 030", "14030"),
    ("14030", "14 030", "14030"),
    ("14-0475", "14 0475", "140475"),
    ("0800-8115", "0800-8115", "08008115"),
    ("08000113", "0800-0113", "08000113"),
    ("0800 2000000", "0800-200 00 00", "08002000000"),
    ("0900 8844", "0900-8844", "09008844"),
    ("0900-1234567", "0900-123 45 67", "09001234567"),
    ("0906-1234", "0906-1234", "09061234"),
    ("0909-1234", "0909-1234", "09091234"),
    ("+31 800 8115", "0800-8115", "08008115"),
    ("0880000001", "088-000 00 01", "+31880000001"),
    ("088-0000001", "088-000 00 01", "+31880000001"),
    ("085 123 45 67", "085-123 45 67", "+31851234567"),
    ("06 12 34 56 78", "06-12 34 56 78", "+31612345678"),
    ("06-12345678", "06-12 34 56 78", "+31612345678"),
    ("06.12.34.56.78", "06-12 34 56 78", "+31612345678"),
    ("06-00 00 00 00", "06-00 00 00 00", "+31600000000"),
    ("0301234567", "030-123 45 67", "+31301234567"),
    ("030-1234567", "030-123 45 67", "+31301234567"),
    ("030 – 123 45 67", "030-123 45 67", "+31301234567"),
    ("(030) 123 45 67", "030-123 45 67", "+31301234567"),
    ("0475123456", "0475-12 34 56", "+31475123456"),
    ("0475-12 34 56", "0475-12 34 56", "+31475123456"),
    ("+31301234567", "030-123 45 67", "+31301234567"),
    ("+31 30 123 45 67", "030-123 45 67", "+31301234567"),
    ("+31 (0)30 123 45 67", "030-123 45 67", "+31301234567"),
    ("+31 (0)475-123456", "0475-12 34 56", "+31475123456"),
    ("+31 030 1234567", "030-123 45 67", "+31301234567"),
    ("0031 30 1234567", "030-123 45 67", "+31301234567"),
    ("0031612345678", "06-12 34 56 78", "+31612345678"),
]

REFUSED = [
    pytest.param("", id="empty"),
    pytest.param("+", id="only a plus"),
    pytest.param("bel ons", id="words"),
    pytest.param("tel:112", id="a tel: address"),
    pytest.param("111", id="unknown short code"),
    pytest.param("14 099", id="14-number of no area"),
    pytest.param("14 0476", id="14-number of no 4-digit area"),
    pytest.param("+31 14 030", id="14-number with country code"),
    pytest.param("+31 112", id="112 with country code"),
    pytest.param("0800", id="0800 without a number"),
    pytest.param("0800-12345", id="0800 of 5 digits"),
    pytest.param("0900-123456", id="0900 of 6 digits"),
    pytest.param("088-000000", id="088 too short"),
    pytest.param("088-00000001", id="088 too long"),
    pytest.param("06-1234567", id="06 too short"),
    pytest.param("06-01234567", id="06-01 is not issued"),
    pytest.param("030-123456", id="one digit missing"),
    pytest.param("030-12345678", id="one digit too many"),
    pytest.param("(0)30-1234567", id="(0) without country code"),
    pytest.param("0476-123456", id="no such area"),
    pytest.param("0999123456", id="no such range"),
    pytest.param("301234567", id="leading zero lost"),
    pytest.param("50674039", id="what YAML makes of 0301234567"),
    pytest.param("+32 2 123 45 67", id="Belgian"),
    pytest.param("+49 241 123456", id="German"),
    pytest.param("+31+31301234567", id="country code twice"),
    pytest.param("030/1234567", id="slash"),
    pytest.param("030\t1234567", id="tab"),
    pytest.param("030-123 45 67 tst 2", id="extension"),
    pytest.param("٠٣٠١٢٣٤٥٦٧", id="other digits"),
    pytest.param("０３０１２３４５６７", id="full-width digits"),
]


def dutch(number: str) -> phonenumbers.PhoneNumber:
    return phonenumbers.parse(number, "NL")


@pytest.mark.parametrize(("written", "shown", "dialled"), ACCEPTED)
def test_accepted(written: str, shown: str, dialled: str, accept) -> None:
    """Each way of writing gives one display form and one `tel:` address."""
    assert accept(Telefoon, written) == shown
    assert tel_uri(shown) == f"tel:{dialled}"


@pytest.mark.parametrize("written", REFUSED)
def test_refused(written: str, refuse) -> None:
    """What is not a Dutch number is refused with the text that was found and good examples."""
    assert refuse(Telefoon, written) == ("telefoon", f"“{written}” is geen Nederlands telefoonnummer", HINT)


@pytest.mark.parametrize("example", ["088-000 00 01", "0475-00 00 00", "06-00 00 00 00", "0800-8115", "14 0475", "112"])
def test_examples_in_the_hint_are_canonical(example: str) -> None:
    """An editor who copies an example from the hint is never refused."""
    assert example in HINT
    assert canonical_phone(example) == example


@pytest.mark.parametrize("area", sorted(AREA_3 | AREA_4))
def test_every_area_code(area: str) -> None:
    """Each area code keeps its own length, exists, and has a 14-number."""
    number = area + "2345678"[: 10 - len(area)]
    shown = canonical_phone(number)
    assert shown is not None
    assert shown.startswith(f"{area}-")
    assert phonenumbers.is_valid_number(dutch(number))
    assert canonical_phone(f"14{area}") == f"14 {area}"


def test_no_fixed_line_is_missing() -> None:
    """Every geographic range that `phonenumbers` knows is accepted."""
    numbers = [f"0{prefix:03d}234567" for prefix in range(100, 800)]
    fixed = [n for n in numbers if phonenumbers.number_type(dutch(n)) == phonenumbers.PhoneNumberType.FIXED_LINE]
    assert len(fixed) > 300
    assert [n for n in fixed if canonical_phone(n) is None] == []


def test_short_codes_are_their_own_address() -> None:
    """A short code cannot be dialled from abroad and so never gets +31."""
    assert {tel_uri(code) for code in SHORT_CODES} == {f"tel:{code}" for code in SHORT_CODES}


candidates = st.one_of(
    st.builds(lambda prefix, rest: prefix + rest, st.sampled_from(PREFIXES), st.text("0123456789", max_size=8)),
    st.text("0123456789", min_size=10, max_size=10).map(lambda digits: "0" + digits[1:]),
    st.text(WRITING, max_size=18),
)


@given(candidates)
def test_accepted_ten_digits_are_possible_numbers(written: str) -> None:
    """A second opinion: what we accept as ten digits is possible for `phonenumbers`, and dials the same."""
    shown = canonical_phone(written)
    if shown is None or sum(map(str.isdigit, shown)) != 10:
        return
    number = dutch(shown)
    assert phonenumbers.is_possible_number(number)
    e164 = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    assert tel_uri(shown) == f"tel:{e164}"


@given(candidates)
def test_canonicalisation_is_idempotent(written: str) -> None:
    """The display form is its own display form."""
    shown = canonical_phone(written)
    if shown is not None:
        assert canonical_phone(shown) == shown
