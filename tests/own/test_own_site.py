"""A gemeente or a region runs its own build, on packages from a folder."""

from __future__ import annotations

import json
import re
import shutil
import signal
import socket
import subprocess
import time
import urllib.request
from pathlib import Path
from urllib.error import URLError

import pytest
from links import broken_links, links_of
from own_project import Project

from support import PEILDATUM

MAYBE = {"scripts/release"}
"""Asked for before it is used: the project of the national content has it, one of a gemeente has nothing to release."""
LOGO = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="96" height="32"><rect width="96" height="32" fill="#7a1f5c"/></svg>'
)
DOSSIER = (
    "kennis",
    "infosheets",
    "praktijkvoorbeelden",
    "themadocumenten",
    "handreikingen",
    "ervaringsverhalen",
    "feed",
)


def text(site: Path, page: str) -> str:
    return (site / page / "index.html").read_text(encoding="utf-8")


def text_of(site: Path, path: str) -> str:
    return (site / path).read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def site(roermond: Project, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return roermond.build(tmp_path_factory.mktemp("gebouwd") / "site")


@pytest.mark.parametrize("name", ["roermond", "merenland"])
def test_its_own_test_passes_at_once(name: str, request: pytest.FixtureRequest) -> None:
    project: Project = request.getfixturevalue(name)
    done = project.run("test", "--peildatum", PEILDATUM)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Alles is nagekeken" in done.stderr
    named = set(re.findall(r"^(\S+?):", done.stdout, re.MULTILINE))
    assert named, "a new project has things to fill in"
    assert all((project.path / path).is_file() for path in named - {"data/organisatie.yml"}), named
    assert not (project.path / "site").exists()


def test_what_judges_a_proposal_is_there(roermond: Project) -> None:
    """The templates call scripts and name files of the project itself."""
    folder = roermond.path
    templates = [*(folder / ".github/workflows").iterdir(), *(folder / "docs/ci").glob("*.yml")]
    assert {file.name for file in templates} == {
        "voorstel.yml",
        "reactie.yml",
        "uitgave.yml",
        "forgejo.yml",
        "gitlab-ci.yml",
    }
    text = "\n".join(file.read_text(encoding="utf-8") for file in templates)
    named = set(re.findall(r"scripts/[a-z_-]+(?:\.py)?|docs/ci/README\.md", text))
    assert {"scripts/ci-check", "scripts/_comment.py", "docs/ci/README.md"} <= named
    assert [name for name in named - MAYBE if not (folder / name).is_file()] == []


def test_the_code_is_that_of_the_package(roermond: Project) -> None:
    """Not the folder of the tests, which is in the same interpreter's reach."""
    python = Path(roermond.environment["ZORGPADEN_VENV"]) / "bin" / "python"
    code = "import zorgpaden, zorgpaden.basis as b; print(zorgpaden.__file__, b.basis_folder('zorgpaden-landelijk'))"
    done = subprocess.run([python, "-c", code], capture_output=True, text=True, check=True, cwd="/")
    assert [str(python.parents[1]) in path for path in done.stdout.split()] == [True, True]


def test_nothing_points_at_a_file_that_was_left_behind(roermond: Project) -> None:
    """Scripts, workflows and explanations that came along name each other."""
    for file in (path for path in roermond.path.rglob("*") if path.is_file()):
        if file.suffix in (".whl", ".json") or file.name == "requirements.txt":  # made by a script of ours
            continue
        named = re.findall(r"\b(?:scripts|docs/ci|\.github/workflows)/[\w./-]*\w", file.read_text(encoding="utf-8"))
        assert [name for name in named if name not in MAYBE and not (roermond.path / name).exists()] == [], file


def test_what_the_site_was_made_with(roermond: Project, site: Path) -> None:
    """Every package of its own pins, our two as well, and the licence that has to go with Material's styles."""
    listed = {part["name"]: part for part in json.loads(text_of(site, "sbom.cdx.json"))["components"]}
    pinned = re.findall(r"^([a-z0-9.-]+)==", (roermond.path / "requirements.txt").read_text("utf-8"), re.MULTILINE)
    assert len(pinned) > 40
    assert set(pinned) <= listed.keys()
    pins = (roermond.path / "pakketten.txt").read_text(encoding="utf-8")
    for name in ("zorgpaden", "zorgpaden-landelijk"):
        assert listed[name]["hashes"][0]["content"] in pins
        assert f">{name}</th>" in text(site, "over/licenties")
    assert listed["zorgpaden-landelijk"]["licenses"] == [{"license": {"id": "CC-BY-4.0"}}]
    assert "Martin Donath" in text_of(site, "assets/mkdocs-material.LICENSE.txt")


def test_pages_of_one_gemeente(site: Path) -> None:
    """Roermond shares the layer of its region; of other gemeenten and of invented ones nothing is there."""
    assert sorted(path.name for path in (site / "gemeenten").iterdir() if path.is_dir()) == ["roermond"]
    assert "Noord- en Midden-Limburg" in text(site, "gemeenten/roermond")
    help_ = {path.name for path in (site / "voorzieningen").iterdir() if path.is_dir()}
    assert "geldfit" in help_
    assert not {name for name in help_ if name.endswith(("waterrijk", "merenland", "duinhoven", "veldegge"))}
    assert "Roermond" in text(site, "over/deze-uitgave")
    assert not broken_links(site)


def test_a_link_to_what_is_left_out_is_text(site: Path) -> None:
    """The national page about joining shows an invented gemeente; its name stays, the link does not."""
    page = text(site, "over/meedoen")
    assert "Waterrijk" in page
    assert 'gemeenten/waterrijk/"' not in page


def test_without_the_dossier_below_a_path(roermond: Project, site: Path, tmp_path: Path) -> None:
    """No page of it, no link to it; and every address is relative, so a path before the site changes nothing."""
    address = "https://www.roermond.example/jeugd/zorgpaden/"
    project = Project(Path(shutil.copytree(roermond.path, tmp_path / "eigen")), roermond.environment)
    page = (project.path / "content" / "over" / "deze-uitgave.md").read_text(encoding="utf-8")
    links = "Lees [dit](../infosheets/armoede-en-schulden.md), [alles](../../kennis/) en [ons](deze-uitgave.md)."
    (project.path / "content" / "over" / "lezen.md").write_text(f"{page}\n{links}\n", encoding="utf-8")
    bare = project.build(tmp_path / "site", ZORGPADEN_DOSSIER="nee", ZORGPADEN_SITE_URL=address)
    assert not [name for name in DOSSIER if (bare / name).exists()]
    assert all((site / name).exists() for name in DOSSIER)
    assert not broken_links(bare)
    assert 'Lees dit, alles en <a href="../deze-uitgave/">ons</a>.' in text(bare, "over/lezen")
    assert ">Kennis</a>" not in text(bare, "zoeken")
    assert ">Kennis</a>" in text(site, "zoeken")
    assert "infosheets/" not in (bare / "assets" / "zoekindex.json").read_text(encoding="utf-8")
    below = [link for link in links_of(bare / "404.html") if link.startswith("/")]
    assert below
    assert all(link.startswith("/jeugd/zorgpaden/") for link in below), "a wrong address has no folder to start from"
    assert f"{address}gemeenten/roermond/" in (bare / "sitemap.xml").read_text(encoding="utf-8")


def test_own_looks(roermond: Project, tmp_path: Path) -> None:
    """Own colours, and an own logo that says what it shows; both are kept for offline. Only own files are edited."""
    project = Project(Path(shutil.copytree(roermond.path, tmp_path / "eigen")), roermond.environment)
    (project.path / "beeldmerk.svg").write_text(LOGO, encoding="utf-8")
    style = project.path / "huisstijl.css"
    style.write_text(style.read_text(encoding="utf-8").replace("#0b5563", "#7a1f5c"), encoding="utf-8")
    project.set('bewerk_url: ""', "bewerk_url: https://git.example/edit/main/")
    project.set('logo: ""', "logo: beeldmerk.svg")
    refused = project.run("build", "--to", tmp_path / "niet")
    assert refused.returncode == 1
    assert "logo_tekst" in refused.stderr
    assert not (tmp_path / "niet").exists()
    project.set('logo_tekst: ""', "logo_tekst: Gemeente <Roermond>")
    site = project.build(tmp_path / "site")
    page = text(site, "gemeenten/roermond")
    assert '<img src="../../assets/logo.svg" alt="Gemeente &lt;Roermond&gt;" height="32">' in page
    assert (site / "assets" / "logo.svg").read_text(encoding="utf-8") == LOGO
    assert "--zp-link: #7a1f5c;" in (site / "assets" / "huisstijl.css").read_text(encoding="utf-8")
    kept = json.loads((site / "assets" / "offline" / "roermond.json").read_text(encoding="utf-8"))
    assert {"assets/logo.svg", "assets/huisstijl.css"} <= kept["bestanden"].keys()
    pages = (page.read_text(encoding="utf-8") for page in site.rglob("*.html"))
    files = {file for page in pages for file in re.findall(r'"https://git\.example/edit/main/([^"]+)"', page)}
    assert "data/gemeenten/roermond/gemeente.yml" in files
    assert all((project.path / file).is_file() for file in files), files


def test_the_words_around_in_another_language(roermond: Project, tmp_path: Path) -> None:
    """Menu and foot, marked as what they are; the care stays Dutch. A name of the host can hold any sign."""
    project = Project(Path(shutil.copytree(roermond.path, tmp_path / "eigen")), roermond.environment)
    project.set("taal: nl", "taal: en")
    project.set("Zorgpaden Roermond", 'Zorg & "hulp" <Roermond>')
    project.set("    Privacy: over/privacy/", "    Privacy & cookies: over/privacy/")
    page = text(project.build(tmp_path / "site"), "gemeenten/roermond")
    assert '<html lang="nl"' in page
    assert '<header class="zp-balk" lang="en">' in page
    assert '<a class="zp-balk__zoek" href="../../zoeken/">Search</a>' in page
    assert '<div class="zp-balk__plaats" lang="nl">' in page
    assert '<footer class="zp-voet" lang="en">' in page
    assert ">Privacy &amp; cookies</a>" in page
    assert "| Zorg &amp; &#34;hulp&#34; &lt;Roermond&gt;</title>" in page
    project.set("taal: en", "taal: fy")
    refused = project.run("build", "--to", tmp_path / "niet")
    assert refused.returncode == 1
    assert "talen/fy.yml is er niet" in refused.stderr


def test_a_site_of_one_gemeente_begins_there(site: Path) -> None:
    """Nobody has to choose it: the front page leads straight to its zorgpaden, and the menu has no list of one."""
    front = (site / "index.html").read_text(encoding="utf-8")
    assert "<h1>Welke hulp is er in Roermond?</h1>" in front
    assert 'href="./gemeenten/roermond/geldzorgen/"' in front
    assert "data-zoeker" not in front
    assert ">Gemeenten</a>" not in front
    assert 'href="../../gemeenten/roermond/geldzorgen/">Wie belt u in Roermond?</a>' in text(
        site, "zorgpaden/geldzorgen"
    )


def test_serve_own_help_beside_that_of_the_region(merenland: Project, tmp_path: Path) -> None:
    """The site of a region on this machine, below a path, until it is stopped; with help that was added just now."""
    project = Project(Path(shutil.copytree(merenland.path, tmp_path / "regio")), merenland.environment)
    command = [Path(project.environment["ZORGPADEN_VENV"]) / "bin" / "python", "-m", "zorgpaden.cli"]
    command += ["new", "voorziening", "eigen-inloop", "--gemeente", "veldegge", "--naam", "Eigen inloop"]
    command += ["--domein", "sociaal"]
    done = subprocess.run(command, cwd=project.path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        host = f"127.0.0.1:{one.getsockname()[1]}"
    address = f"http://{host}/regio/zorgpaden/"
    server = subprocess.Popen(
        [project.path / "scripts" / "serve", "--dev-addr", host],
        env=project.environment | {"ZORGPADEN_SITE_URL": address, "ZORGPADEN_PEILDATUM": PEILDATUM},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        page = _fetch(f"{address}gemeenten/veldegge/sociale-kaart/", server)
        assert "Eigen inloop" in page
        assert 'href="../../../voorzieningen/jgz-merenland/"' in page
        assert "regio Merenland" in _fetch(f"{address}gemeenten/duinhoven/", server)
    finally:
        server.send_signal(signal.SIGINT)
        server.communicate(timeout=30)


def _fetch(address: str, server: subprocess.Popen[str]) -> str:
    for _ in range(900):
        try:
            with urllib.request.urlopen(address) as answer:
                return str(answer.read().decode())
        except (URLError, ConnectionError):
            assert server.poll() is None, server.communicate()[1]
            time.sleep(0.1)
    raise AssertionError(f"no answer from {address}")
