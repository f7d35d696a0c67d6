"""The Nu HTML checker on one page of each kind, as built and as the scripts of the site make it."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest
from kinds import PAGES
from playwright.sync_api import BrowserContext, expect
from visiting import search_for, visit

CHECKER = Path(__file__).parent / "node_modules/vnu-jar/build/dist/vnu.jar"
BUILT = [f"{path}index.html" for path in PAGES if "#" not in path and path != "bestaat-niet/"] + ["404.html"]
GUIDE = (
    "combineren/#g=duinhoven&s=geldzorgen,onveiligheid,verslaving&k=zeer-kwetsbaar",
    "combineren/#g=almere&s=roken",
)

pytestmark = [
    pytest.mark.skipif(not shutil.which("java"), reason="geen Java: sudo apt-get install default-jre-headless"),
    pytest.mark.skipif(not CHECKER.is_file(), reason="vnu-jar ontbreekt: scripts/browser"),
]


def messages(files: list[Path]) -> list[str]:
    """Errors and warnings in these files, one readable line each; in one process, for a start is slow."""
    command = [
        "java",
        "-Xss4m",
        "-jar",
        str(CHECKER),
        "--format",
        "json",
        "--stdout",
        "--exit-zero-always",
        *map(str, files),
    ]
    ran = subprocess.run(command, capture_output=True, text=True, check=True, timeout=120)
    return [
        f"{one['url']}:{one.get('lastLine')}: {one['type']}: {one['message']} {one.get('extract', '')!r}"
        for one in json.loads(ran.stdout)["messages"]
    ]


@pytest.mark.parametrize("width", [1280], indirect=True)
def test_every_kind_is_valid(visitor: BrowserContext, built_site: Path, tmp_path: Path) -> None:
    filled = []
    for path in (*GUIDE, "zoeken/"):
        page = visitor.new_page()
        visit(page, path)
        if path == "zoeken/":
            search_for(page, "schulden, roken waterrijk")
        expect(page.locator("#resultaat h2, #zoekresultaten a").first).to_be_visible()
        filled.append(tmp_path / f"gevuld-{len(filled)}.html")
        filled[-1].write_text(page.content(), encoding="utf-8")
    assert messages([*(built_site / path for path in BUILT), *filled]) == []


def test_the_checker_finds_what_is_wrong(tmp_path: Path) -> None:
    """The test above passes because there is nothing to find, not because nobody looked."""
    page = tmp_path / "fout.html"
    page.write_text("<!doctype html><html lang=nl><title>Fout</title><p>Een <div>blok</div> in een zin</p>")
    assert "No “p” element in scope" in messages([page])[0]
