"""The copy of lunr in the theme is the release, byte for byte."""

from __future__ import annotations

from pathlib import Path

from support import ROOT


def test_lunr_is_the_release() -> None:
    release = Path(__file__).parent / "node_modules/lunr/lunr.min.js"
    assert (ROOT / "theme/assets/lunr.min.js").read_bytes() == release.read_bytes()
