"""Web and e-mail addresses that cannot mislead a reader."""

from __future__ import annotations

import pytest

from zorgpaden.types import Email, WebAdres

STRANGE = "er staat een spatie of vreemd teken in"
INVALID = "het is geen geldig webadres"
NOT_HTTPS = "het begint niet met https://"
USER = "er staat een gebruikersnaam in"
LOOKALIKE = "de naam van de site heeft letters die op andere letters lijken"
HOST = "de naam van de site klopt niet"


@pytest.mark.parametrize(
    "address",
    [
        "https://www.loket.example/hulp",
        "https://loket.example",
        "https://loket.example/",
        "https://loket.example:443/hulp",
        "HTTPS://Loket.Example/Hulp",
        "https://loket.example/a/b?c=d&e=f#g",
        "https://loket.example/@naam",
        "https://loket.example/#naam@elders",
        "https://loket.example/hulp/één",
        "https://a-b.c-d.example",
    ],
)
def test_accepted(address: str, accept) -> None:
    """An https address of a named site; the text is kept as it is."""
    assert accept(WebAdres, address) == address


def test_surrounding_space_is_dropped(accept) -> None:
    """A stray space or newline around an address is no reason to refuse it."""
    assert accept(WebAdres, " https://loket.example/hulp\n") == "https://loket.example/hulp"


REFUSED = [
    ("http://loket.example", NOT_HTTPS),
    ("loket.example", NOT_HTTPS),
    ("//loket.example", NOT_HTTPS),
    ("ftp://loket.example", NOT_HTTPS),
    ("javascript:alert(1)", NOT_HTTPS),
    ("data:text/html,x", NOT_HTTPS),
    ("mailto:loket@gemeente.example", NOT_HTTPS),
    ("", NOT_HTTPS),
    # user-info: the site is what comes after the @
    ("https://bank.example@kwaad.example", USER),
    ("https://naam:wachtwoord@loket.example", USER),
    # punycode and homoglyphs: Cyrillic a, full-width e, ideographic full stop
    ("https://xn--e1afmkfd.example", LOOKALIKE),
    ("https://www.XN--E1AFMKFD.example", LOOKALIKE),
    ("https://gem\u0430ente.example", LOOKALIKE),
    ("https://g\uff45meente.example", LOOKALIKE),
    ("https://gemeente\u3002example", LOOKALIKE),
    # hosts
    ("https:///hulp", HOST),
    ("https:loket.example", HOST),
    ("https://localhost", HOST),
    ("https://127.0.0.1", HOST),
    ("https://[::1]/", HOST),
    ("https://loket.example.", HOST),
    ("https://loket..example", HOST),
    ("https://-loket.example", HOST),
    ("https://lo_ket.example", HOST),
    ("https://lok%65t.example", HOST),
    (f"https://{'a' * 64}.example", HOST),
    # ports
    ("https://loket.example:80", HOST),
    ("https://loket.example:8443", HOST),
    ("https://loket.example:99999", INVALID),
    ("https://loket.example:-1", INVALID),
    ("https://loket.example:４４３", INVALID),
    ("https://[", INVALID),
    # spaces, quotes, control characters
    ("https://loket.example/een hulp", STRANGE),
    ("https://loket.example\\@kwaad.example", STRANGE),
    ('https://loket.example/"onclick="', STRANGE),
    ("https://loket.example/<b>", STRANGE),
    ("https://loket.example/`x`", STRANGE),
    ("https://lok\tet.example", STRANGE),
    ("https://lok\net.example", STRANGE),
    ("https://loket.example/\x00", STRANGE),
    ("https://loket.example/\x1b[0m", STRANGE),
    ("https://loket.example/\x85x", STRANGE),
    ("https://loket.example/\u00a0x", STRANGE),
]


@pytest.mark.parametrize(("address", "reason"), REFUSED)
def test_refused(address: str, reason: str, refuse) -> None:
    """The message quotes the address and says what is wrong with it."""
    hint = "Schrijf bijvoorbeeld https://www.loket.example/hulp."
    assert refuse(WebAdres, address) == ("webadres", f"“{address}” kan niet: {reason}", hint)


def test_kelvin_sign_is_a_homoglyph(refuse) -> None:
    """A letter that only looks like a K does not pass, not even because lower() turns it into one."""
    assert refuse(WebAdres, "https://www.\u212aansrijkestart.example").message.endswith(LOOKALIKE)


@pytest.mark.parametrize("character", ["\x7f", "\x80", "\x9b"])
def test_delete_and_c1_are_control_characters(character: str, refuse) -> None:
    """Every control character is refused, also those above the space."""
    assert refuse(WebAdres, f"https://loket.example/{character}x").message.endswith(STRANGE)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("loket@gemeente.example", "loket@gemeente.example"),
        (" Loket@Gemeente.Example\n", "loket@gemeente.example"),
        ("jgz.noord+vragen@ggd-noord.example", "jgz.noord+vragen@ggd-noord.example"),
        ("a@b.c.nl", "a@b.c.nl"),
    ],
)
def test_email(written: str, expected: str, accept) -> None:
    """An e-mail address in small letters."""
    assert accept(Email, written) == expected


@pytest.mark.parametrize(
    "written",
    [
        "",
        "loket",
        "loket@gemeente",
        "@gemeente.example",
        "loket@@gemeente.example",
        "loket @gemeente.example",
        "een twee@gemeente.example",
        "lo..ket@gemeente.example",
        ".loket@gemeente.example",
        "loket@gemeente..example",
        "loket@-gemeente.example",
        "loket@gemeente-.example",
        "loket@gemeente.x",
        "mailto:loket@gemeente.example",
        "<loket@gemeente.example>",
        "loket@gemeente.example, tweede@gemeente.example",
        "loket@gemeente.example\nbcc:x@y.example",
        "lok\u00e9t@gemeente.example",
        "loket@gem\u0430ente.example",
    ],
)
def test_email_refused(written: str, refuse) -> None:
    """One plain ASCII address, and nothing that adds a recipient or a header."""
    message = f"“{written}” is geen e-mailadres"
    assert refuse(Email, written) == ("email", message, "Schrijf bijvoorbeeld loket@gemeente.example.")


def test_email_with_punycode(refuse) -> None:
    """The domain of an e-mail address can mislead as well as that of a page."""
    assert refuse(Email, "loket@xn--e1afmkfd.example").code == "email"
