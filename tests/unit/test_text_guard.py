"""What no file may hold: wrong bytes, invisible characters, citizen numbers, private mail."""

from __future__ import annotations

import time

import pytest

from zorgpaden.loading.text_guard import MAX_BYTES, decode, is_citizen_number

BSN = "123456782"  # passes the 11-test; used as an example everywhere, belongs to nobody


def found(text: str) -> list[tuple[int, int, str]]:
    """(line, column, code) of every problem of a text."""
    decoded, problems = decode(text.encode(), "x.yml")
    assert decoded == text
    return [(problem.line, problem.column, problem.code) for problem in problems]


def codes(text: str) -> list[str]:
    return [code for _, _, code in found(text)]


# --- bytes ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("raw", "text"),
    [(b"", ""), (b"a: b\n", "a: b\n"), ("één €".encode(), "één €"), (b"\xef\xbb\xbfa", "a"), (b"a\r\nb", "a\r\nb")],
)
def test_decode(raw: bytes, text: str) -> None:
    """UTF-8, with or without a byte order mark."""
    assert decode(raw, "x.yml") == (text, [])


@pytest.mark.parametrize(
    ("raw", "line", "column"),
    [
        (b"\xff", 1, 1),
        (b"ab\xff", 1, 3),
        (b"a\nb\nc\xe9d", 3, 2),
        (b"\n\xff", 2, 1),
        (b"a\xc3", 1, 2),
        ("a".encode("utf-16"), 1, 1),
    ],
)
def test_not_utf_8(raw: bytes, line: int, column: int) -> None:
    """The place of the first byte that is not UTF-8, and what to do about it."""
    text, (problem,) = decode(raw, "x.yml")
    assert text is None
    assert (problem.line, problem.column, problem.code, problem.severity) == (line, column, "utf-8", "fout")
    assert problem.message == "hier staat een teken dat geen UTF-8 is"
    assert "Kladblok" in problem.hint


def test_place_after_a_byte_order_mark() -> None:
    """Notepad writes a byte order mark; the line stays right."""
    _, (problem,) = decode(b"\xef\xbb\xbfa\n\xff", "x.yml")
    assert (problem.line, problem.column) == (2, 1)


def test_column_counts_characters() -> None:
    """One é before the wrong byte is one column."""
    _, (problem,) = decode("één ".encode() + b"\xff", "x.yml")
    assert (problem.line, problem.column) == (1, 5)


def test_too_large() -> None:
    """One byte over the limit is too large, and nothing else is looked at."""
    text, (problem,) = decode(b"\n" * (MAX_BYTES + 1), "x.yml")
    assert text is None
    assert (problem.line, problem.code, problem.message) == (0, "te-groot", "het bestand is 256 kB")
    assert problem.hint == "Hoogstens 256 kB; splits het."
    assert decode(b"\n" * MAX_BYTES, "x.yml")[1] == []


# --- invisible characters ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    "character",
    [
        "\u00ad", "\u061c", "\u180e", "\u200b", "\u200c", "\u200d", "\u200e", "\u200f", "\u2028", "\u2029",
        "\u202a", "\u202b", "\u202c", "\u202d", "\u202e", "\u2060", "\u2066", "\u2067", "\u2068", "\u2069", "\ufeff",
        # blank letters, hidden annotations and tag letters, in which a whole sentence fits
        "\u115f", "\u2800", "\u3164", "\ufff9", "\U000e0041",
        # control characters
        "\x00", "\x07", "\x08", "\x1b", "\x7f",
    ],
)  # fmt: skip
def test_invisible(character: str) -> None:
    """Refused with code point and place."""
    text = f"een\ntwee{character}drie\n"
    assert found(text) == [(2, 5, "onzichtbaar")]
    assert decode(text.encode(), "x")[1][0].message == f"hier staat een onzichtbaar teken (U+{ord(character):04X})"


def test_byte_order_mark_inside() -> None:
    """Only the first one is a byte order mark."""
    assert codes("a\ufeffb") == ["onzichtbaar"]


@pytest.mark.parametrize("text", ["één", "naïef", "€ 10", "“hulp”", "a–b", "a\u00a0b", "👶🏽", "ﬁ", "e\u0301"])
def test_visible(text: str) -> None:
    """Accents, quotes, dashes, no-break spaces and emoji are text."""
    assert codes(text) == []


@pytest.mark.parametrize(
    "character",
    [
        pytest.param("\u034f", id="grapheme joiner"),
        pytest.param("\u0085", id="next line"),
        pytest.param("\u009b", id="C1 control"),
    ],
)
def test_more_invisible(character: str) -> None:
    """Also seen by nobody; a C1 control can even steer a terminal."""
    assert codes(f"a{character}b") == ["onzichtbaar"]


# --- citizen numbers --------------------------------------------------------------------------------


@pytest.mark.parametrize("digits", [BSN, "111222333", "100000009", "010000008"])
def test_eleven_test(digits: str) -> None:
    """Weights 9 to 2 and -1 give a multiple of 11."""
    assert is_citizen_number(digits)


@pytest.mark.parametrize("digits", ["123456789", "123456783", "000000000", "111222334", "999999999"])
def test_eleven_test_fails(digits: str) -> None:
    """Most rows of nine digits are no citizen number, and zeros never are."""
    assert not is_citizen_number(digits)


def test_one_in_eleven() -> None:
    """The share of numbers that pass is what it should be."""
    assert sum(is_citizen_number(f"{n:09d}") for n in range(200_000_000, 200_011_000)) == 1000


@pytest.mark.parametrize(
    ("text", "column"),
    [
        (BSN, 1),
        (f"bsn: {BSN}", 6),
        (f"BSN{BSN}", 4),
        (f"({BSN})", 2),
        (f"nummer {BSN}.", 8),
        ("123.456.782", 1),
        ("123 456 782", 1),
        ("1234.56.782", 1),
        ("1234 56 782", 1),
    ],
)
def test_citizen_number(text: str, column: int) -> None:
    """In one piece or grouped as on a passport or a letter."""
    assert found(f"x\n{text}\n") == [(2, column, "bsn")]


def test_citizen_number_message() -> None:
    """It never repeats the number: reports are public."""
    (problem,) = decode(BSN.encode(), "x")[1]
    assert (problem.severity, problem.message) == ("fout", "dit getal kan een burgerservicenummer zijn")
    assert BSN not in str(problem)


@pytest.mark.parametrize(
    "text",
    [
        # telephone numbers, chosen so that some row of nine digits in them passes the 11-test
        f"0{BSN}",
        f"06{BSN[:8]}",
        f"+31{BSN}",
        f"0031{BSN}",
        "0612345609",
        "06-12345609",
        "06 12 34 56 09",
        "+31612345609",
        "030-1234567",
        "030 123 45 67",
        "088-000 00 01",
        "0800-2000000",
        "14 0475",
        # other numbers
        "12345678",
        f"{BSN}0",
        f"1{BSN}",
        f"€ 0,{BSN}",
        "NL91ABNA0417164300",
        "2026-11-23",
        "GM0957",
        "https://loket.example/doc/123456782/pagina",
        "b9c3-123456782-a",
        f"{BSN}/1",
        f"{BSN}-1",
        f"+{BSN}",
    ],
)
def test_other_numbers(text: str) -> None:
    """A telephone number, an amount, an account or an address is no citizen number."""
    assert "bsn" not in codes(f"telefoon: {text}")


@pytest.mark.parametrize("text", ["+31 612345609", "+31 (0)612345609", "0031 612345609", "(0)612345609"])
def test_telephone_number_with_country_code(text: str) -> None:
    """`canonical_phone` accepts this notation, so the guard has to let it through."""
    assert codes(f"telefoon: {text}") == []


# --- private mail -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("address", "column"),
    [
        ("jan@gmail.com", 4),
        ("Jan.Jansen+werk@Hotmail.nl", 4),
        ("j@ziggo.nl", 4),
        ("j_j@live.nl", 4),
        ("j@xs4all.nl", 4),
        ("j@proton.me", 4),
    ],
)
def test_private_mail(address: str, column: int) -> None:
    """A warning with the address and its place."""
    assert found(f"a: {address}\n") == [(1, column, "prive-mail")]
    (problem,) = decode(f"a: {address}".encode(), "x")[1]
    assert (problem.severity, problem.message) == ("waarschuwing", f"“{address}” lijkt een privé-adres")
    assert problem.hint == "Gebruik het adres van de functie of het loket."


@pytest.mark.parametrize(
    "text",
    ["loket@gemeente.example", "info@alive.nl", "jgz@homecare.nl", "j@gmail.example", "gmail.com", "@gmail", "live.nl"],
)
def test_work_mail(text: str) -> None:
    """The address of a desk, and a name that only looks like a provider."""
    assert codes(text) == []


def test_all_problems_of_a_text() -> None:
    """Nothing stops at the first."""
    text = f"a\u200b\nbsn {BSN}\nj@gmail.com {BSN}\n"
    assert found(text) == [(1, 2, "onzichtbaar"), (2, 5, "bsn"), (3, 13, "bsn"), (3, 1, "prive-mail")]


# --- time -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("piece", ["wijkteam noord ", "0301234567 ", "a@b.nl ", "\u00e9 "])
def test_large_file_is_quick(piece: str) -> None:
    """Ordinary text up to the limit takes next to no time."""
    raw = piece.encode() * (MAX_BYTES // len(piece.encode()))
    start = time.process_time()
    decode(raw, "x")
    assert time.process_time() - start < 10  # seconds of work, not of waiting


@pytest.mark.parametrize("piece", [b"x", b"0", b"x.", b"x@", b"@gmail.com", b"1 "])
def test_one_long_word_is_quick(piece: bytes) -> None:
    """A row of letters without a space (base64, or an attack) is no reason to wait."""
    start = time.process_time()
    decode(piece * (MAX_BYTES // len(piece)), "x")
    assert time.process_time() - start < 20  # seconds of work, not of waiting
