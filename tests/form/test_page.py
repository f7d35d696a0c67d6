"""What stands at /redactie/bewerken/ in each situation of a host, and which files come with it. No Node here."""

from __future__ import annotations

import json
from datetime import date
from html import unescape
from pathlib import Path

import pytest

from form.scratch import CONFIG
from support import PEILDATUM, ROOT, run_zorgpaden
from zorgpaden import urls
from zorgpaden.catalog import Catalog
from zorgpaden.csp import form_policy
from zorgpaden.form.host import read_host
from zorgpaden.form.pages import DECAP, form_files, found_decap
from zorgpaden.plan import Output
from zorgpaden.render.environment import make_environment
from zorgpaden.render.views import Desk
from zorgpaden.settings import Settings

TRIAL = {"name": "test-repo"}
SCRIPTS = ROOT / "scripts/formulier"


@pytest.fixture
def decap(tmp_path: Path) -> Path:
    """A folder as `scripts/form` fills it, with something else than Decap in it."""
    folder = tmp_path / DECAP
    folder.mkdir(parents=True)
    for name in ("decap-cms.js", "decap-cms.LICENSE.txt"):
        (folder / name).write_text(name, encoding="utf-8")
    return tmp_path


def desk(catalog: Catalog, given: dict[str, str], decap: tuple[Path, ...]) -> Desk:
    day = date.fromisoformat(PEILDATUM)
    return Desk(catalog, Settings(day, formulier=read_host(given), decap=decap), make_environment())


def page(at: Desk) -> str:
    return at.document(Output(urls.BEWERKEN, "bewerken")).inhoud


def forms(at: Desk) -> dict[str, bytes]:
    """The files of the form, of every layer."""
    return dict(file for laag in at.catalog.alle_lagen for file in form_files(at, laag))


def test_a_host_without_a_form_reads_how_to_get_it(catalog: Catalog, decap: Path) -> None:
    for files in ((), found_decap(decap)):
        at = desk(catalog, {}, files)
        assert "<code>formulier</code>" in page(at)
        assert "<code>scripts/form</code>" in page(at)
        assert forms(at) == {}


def test_without_node_the_page_says_what_is_lacking(catalog: Catalog, tmp_path: Path) -> None:
    at = desk(catalog, TRIAL, found_decap(tmp_path))
    assert "Decap CMS) ontbreekt" in page(at)
    assert forms(at) == {}


def test_a_form_per_part(catalog: Catalog, decap: Path) -> None:
    at = desk(catalog, TRIAL, found_decap(decap))
    files = forms(at)
    assert 'href="../../redactie/bewerken/gemeente-waterrijk/"' in page(at)
    form = files["redactie/bewerken/gemeente-waterrijk/index.html"].decode()
    assert "<title>Waterrijk bewerken | Zorgpaden</title>" in form
    assert '<script src="../../../redactie/bewerken/decap/decap-cms.js" defer></script>' in form
    assert 'data-houd="gradaties"' in form
    assert "<style" not in form
    assert " style=" not in form
    in_page = form.partition('http-equiv="Content-Security-Policy" content="')[2].partition('"')[0]
    from_server = set(form_policy(read_host(TRIAL)).split("; "))
    assert set(unescape(in_page).split("; ")) == from_server - {"frame-ancestors 'none'"}
    assert files["redactie/bewerken/decap/decap-cms.LICENSE.txt"] == b"decap-cms.LICENSE.txt"


def test_the_page_is_not_for_search_engines(catalog: Catalog) -> None:
    assert not desk(catalog, {}, ()).document(Output(urls.BEWERKEN, "bewerken")).vindbaar


def test_a_wrong_setting_stops_the_build(tmp_path: Path) -> None:
    """With the setting, what was found and what is allowed; and nothing is written."""
    config = CONFIG.format(root=ROOT, proxy="ftp://hier.example")
    (tmp_path / "mkdocs.yml").write_text(config, encoding="utf-8")
    for name in ("data", "content"):
        (tmp_path / name).symlink_to(ROOT / name)
    done = run_zorgpaden("build", "--to", tmp_path / "site", cwd=tmp_path)
    assert done.returncode == 1
    says = "formulier: bij proxy_url staat “ftp://hier.example”. Schrijf een adres dat begint met https://."
    assert says in done.stdout + done.stderr
    assert "Traceback" not in done.stdout + done.stderr
    assert not (tmp_path / "site").exists()


def test_decap_is_pinned_with_its_hash() -> None:
    wanted = json.loads((SCRIPTS / "package.json").read_text(encoding="utf-8"))["dependencies"]
    locked = json.loads((SCRIPTS / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    decap = locked.pop("node_modules/decap-cms")
    assert wanted == {"decap-cms": decap["version"]}
    assert decap["integrity"].startswith("sha512-")
    assert list(locked) == [""]  # nothing else is fetched
    assert "Permission is hereby granted" in (SCRIPTS / "decap-cms.LICENSE.txt").read_text(encoding="utf-8")
