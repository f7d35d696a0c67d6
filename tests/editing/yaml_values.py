"""Values that are hard to write as YAML."""

from __future__ import annotations

from hypothesis import strategies as st

from zorgpaden.loading.text_guard import INVISIBLE
from zorgpaden.model import Voorziening

CODES = [
    *("088-000 00 01", "112", "14 0475", "0800-8115", "+31", "12345678", "123e4567", "00000000", "605fafaf", "1e3"),
    *(".", "+.", "_", "1_000", "0x1F", "0o17", "017", "0b1", "9:30", "09:30:00", "9.30", "1.2", "1.2.3", ".5"),
    *("-.inf", ".NaN", "1,5"),
    *("ja", "nee", "no", "NO", "Yes", "on", "y", "true", "null", "~", "", "=", "2026-09-03", "2026-09", "2026"),
    *("2026-09-03 10:00", "2026-09-03T10:00:00Z", "1234 AB", "...", "---", "- a", "? a", "a: b", "a #b", "#a", "a:"),
    *("!tag", "&a", "*a", "%a", "@a", "`a", "'a'", '"a"', "[a", "{a}", "a, b", " a", "a ", "a  b", "a\nb", "a\n", "\n"),
    *(
        "a\n\n b",
        "tab\ta",
        "“a”",
        "\xa0",
        "\\n",
        "'",
        '"',
        "'\"",
        "|",
        ">",
        "<<",
        "a\\b: c",
        "😀",
        "a" * 200,
        "wat? " * 40,
    ),
]
TEXT = st.one_of(
    st.sampled_from(CODES),
    st.text(st.characters(codec="utf-8", exclude_categories=["C", "Zl", "Zp"]), max_size=30).filter(
        lambda text: not INVISIBLE.search(text)
    ),
    st.text("ab :#-'\"\n,[]{}1.é", max_size=30),
    st.lists(st.sampled_from(["kort", "woord:", "- ", "#nee", "lang" * 9, ""]), min_size=8, max_size=60).map(" ".join),
)
KEY = st.one_of(st.sampled_from([*Voorziening.model_fields, "op", "telefoon"]), TEXT.filter(lambda key: len(key) < 60))
VALUE = st.recursive(
    TEXT,
    lambda inner: st.one_of(
        st.lists(inner, max_size=4), st.dictionaries(KEY.filter(lambda key: key != "<<"), inner, max_size=4)
    ),
    max_leaves=12,
)
ENTITY = st.dictionaries(KEY.filter(lambda key: key != "<<"), VALUE, min_size=1, max_size=6)
