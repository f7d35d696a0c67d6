"""What the site is made with: a bill of materials that others can read, and a page that says the same."""

from __future__ import annotations

import json
import re
from importlib.metadata import version
from pathlib import Path

from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

from support import ROOT
from zorgpaden.trust.bom import BOM, bill_of_materials, packages, parts_of_site
from zorgpaden.trust.manifest import file_hash


def test_it_is_valid_and_the_same_every_time(small_site: Path) -> None:
    text = (small_site / BOM).read_text()
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(text) is None
    parts = parts_of_site(ROOT, ROOT / "theme")
    assert bill_of_materials(reversed(parts)) == text.encode()
    assert "timestamp" not in text


def test_every_package_of_the_lock_file_is_there_as_installed(small_site: Path) -> None:
    bom = json.loads((small_site / BOM).read_text())
    listed = {part["name"]: part for part in bom["components"] if part["purl"].startswith("pkg:pypi/")}
    lock = (ROOT / "requirements/site.txt").read_text()
    pinned = dict(re.findall(r"^([a-z0-9.-]+)==(\S+) \\$", lock, re.MULTILINE))
    assert len(pinned) > 40
    for name, number in pinned.items():
        assert listed[name]["version"] == number == version(name)
        [*_, packed] = listed[name]["externalReferences"]
        entry = lock.split(f"\n{name}==")[1].split("\n    #")[0]
        assert [one["content"] for one in packed["hashes"]] == sorted(re.findall(r"sha256:(\w+)", entry))
    assert [part["name"] for part in bom["components"] if "licenses" not in part] == []


def test_what_visitors_get_is_there_with_the_hash_of_that_file(small_site: Path) -> None:
    bom = json.loads((small_site / BOM).read_text())
    listed = {part["name"]: part for part in bom["components"] if not part["purl"].startswith("pkg:pypi/")}
    for name, file in (("lunr", "lunr.min.js"), ("snowball", "snowball-nl.min.js")):
        assert [one["content"] for one in listed[name]["hashes"]] == [file_hash(small_site / "assets" / file)]
        assert listed[name]["version"] in (small_site / "assets" / file).read_text()[:300]


def test_the_page_says_the_same_and_has_the_texts(small_site: Path) -> None:
    page = (small_site / "over/licenties/index.html").read_text()
    for part in parts_of_site(ROOT, ROOT / "theme"):
        row = next(line for line in page.splitlines() if f'"{part.link}"' in line)
        assert f">{part.naam}</a></th>" in row
        assert f"<td>{part.versie}</td>" in row
        assert part.licentie in row
        if part.licentietekst:
            assert part.licentietekst in row
            assert "copyright" in (small_site / part.licentietekst).read_text().lower()
    assert 'href="licenties/"' in (small_site / "over/index.html").read_text()


def test_a_pin_that_is_not_what_is_installed_gets_no_hash(tmp_path: Path) -> None:
    lock = tmp_path / "site.txt"
    lock.write_text(
        f"jinja2==0.0.1 \\\n    --hash=sha256:{'0' * 64}\n    # via x\n"
        f"is-er-niet==1.0 \\\n    --hash=sha256:{'1' * 64}\n"
        f"markdown=={version('markdown')} ; sys_platform == 'nergens' \\\n    --hash=sha256:{'2' * 64}\n"
    )
    [only] = packages(lock)
    assert (only.naam, only.versie, only.hashes) == ("jinja2", version("jinja2"), ())
    assert packages(tmp_path / "weg.txt") == ()
