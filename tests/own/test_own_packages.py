"""The packages: the same bytes each time, checksums that are believed, and an update that is told before it is done."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from own_project import Project, release

from support import PEILDATUM, ROOT, run_zorgpaden
from zorgpaden import __version__

NATIONAL = "data/landelijk/zorgpaden/geldzorgen.yml"
REPLACED = "  - id: geen-eten-of-afsluiting\n    wanneer: "
"""A block that Veldegge replaces."""
SHIPPED = ("content", "data", "packages", "plugins", "theme", "docs/ci", "requirements", ".github/workflows")
SHIPPED += (
    "docs/vertrouwen.md",
    "scripts",
    "mkdocs.yml",
    "pyproject.toml",
    "README.md",
    "LICENSE",
    "LICENSE-CONTENT",
    ".gitignore",
)


def copied(root: Path, to: Path) -> Path:
    """What a release is made of, in another folder."""
    for name in SHIPPED:
        (to / name).parent.mkdir(parents=True, exist_ok=True)
        if (root / name).is_dir():
            shutil.copytree(root / name, to / name, ignore=shutil.ignore_patterns("__pycache__", "node_modules"))
        else:
            shutil.copy(root / name, to / name)
    return to


def test_the_same_bytes_each_time(tmp_path: Path) -> None:
    """From another folder, on another day, with other times on the files."""
    first = copied(ROOT, tmp_path / "een")
    second = copied(first, tmp_path / "twee" / "dieper")
    for file in second.rglob("*.yml"):
        os.utime(file, (1_000_000_000, 1_000_000_000))
    sums = []
    for root in (first, second):
        done = release(root / "uit", root)
        assert done.returncode == 0, done.stderr
        sums.append((root / "uit" / "SHA256SUMS").read_text(encoding="utf-8"))
    assert sums[0] == sums[1]
    for line in sums[0].splitlines():
        sha256, name = line.split()
        assert hashlib.sha256((first / "uit" / name).read_bytes()).hexdigest() == sha256


def test_what_is_in_them(packages: Path) -> None:
    """All data and texts, and nothing else; no file of this machine."""
    (national,) = packages.glob("zorgpaden_landelijk-*.whl")
    names = {name.partition("/")[2] for name in zipfile.ZipFile(national).namelist() if "dist-info" not in name}
    ours = {
        path.relative_to(ROOT).as_posix()
        for room in ("data", "content")
        for path in (ROOT / room).rglob("*")
        if path.is_file()
    }
    assert names == ours | {"__init__.py", "LICENSE-CONTENT"}
    (code,) = packages.glob("zorgpaden-*.whl")
    assert str(ROOT).encode() not in b"".join(
        zipfile.ZipFile(code).read(name) for name in zipfile.ZipFile(code).namelist()
    )


def test_a_package_that_was_changed_is_refused(packages: Path, tmp_path: Path) -> None:
    bad = Path(shutil.copytree(packages, tmp_path / "bad"))
    (national,) = bad.glob("zorgpaden_landelijk-*.whl")
    national.write_bytes(national.read_bytes() + b"\0")
    done = run_zorgpaden("init", "roermond", "--to", tmp_path / "eigen", "--pakketten", bad, "--peildatum", PEILDATUM)
    assert done.returncode == 2
    assert "is niet wat SHA256SUMS zegt" in done.stderr
    assert not (tmp_path / "eigen").exists()


@pytest.mark.parametrize(
    ("who", "answer"),
    [
        (["--regio", "merenlant"], "Bedoelt u “merenland”?"),
        (["roermond", "--regio", "merenland"], "Noem een gemeente, of een regio"),
        ([], "Noem een gemeente, of een regio"),
    ],
)
def test_init_for_nobody(who: list[str], answer: str, packages: Path, tmp_path: Path) -> None:
    done = run_zorgpaden("init", *who, "--to", tmp_path / "eigen", "--pakketten", packages, "--peildatum", PEILDATUM)
    assert done.returncode == 2
    assert answer in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_the_two_commands_of_the_readme(packages: Path, tmp_path: Path) -> None:
    """They need nothing that a fresh copy of the repository does not have; a folder is relative to where one stands."""
    told = (ROOT / "README.md").read_text(encoding="utf-8").partition("\n## Een eigen site")[2]
    first, second = told.partition("```sh\n")[2].partition("```")[0].splitlines()
    script, who, _, to = first.split()
    assert second == f"{to}/scripts/serve"
    assert not script.startswith("."), "made later, so not there yet"
    here = tmp_path / "zorgpaden"
    here.mkdir()
    arguments = [ROOT / script, who, "--to", to, "--pakketten", packages, "--peildatum", PEILDATUM]
    environment = os.environ | {"ZORGPADEN_VENV": sys.prefix}
    done = subprocess.run(arguments, cwd=here, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert os.access(here / second, os.X_OK)


def test_init_leaves_what_is_there(tmp_path: Path) -> None:
    (tmp_path / "brief.txt").write_text("van ons", encoding="utf-8")
    done = run_zorgpaden("init", "roermond", "--to", tmp_path, "--peildatum", PEILDATUM)
    assert done.returncode == 2
    assert "is niet leeg" in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["brief.txt"]


@pytest.fixture(scope="module")
def newer(packages: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The next release: a block that Veldegge replaces has other words."""
    folder = tmp_path_factory.mktemp("nieuwer")
    for name in ("data", "content", "packages"):
        shutil.copytree(ROOT / name, folder / name)
    shutil.copy(ROOT / "LICENSE-CONTENT", folder)
    about = folder / "packages" / "landelijk" / "zorgpaden_landelijk" / "__init__.py"
    about.write_text('__version__ = "2027.1.0"\n', encoding="utf-8")
    path = folder / NATIONAL
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace(REPLACED, f"{REPLACED}Nieuw. "), encoding="utf-8")
    assert path.read_text(encoding="utf-8") != text
    to = Path(shutil.copytree(packages, folder / "pakketten"))
    for old in to.glob("zorgpaden_landelijk-*"):
        old.unlink()
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", to]
    subprocess.run(command, cwd=about.parents[1], check=True, capture_output=True)
    files = sorted(to.glob("*.whl"))
    sums = [f"{hashlib.sha256(file.read_bytes()).hexdigest()}  {file.name}\n" for file in files]
    (to / "SHA256SUMS").write_text("".join(sums), encoding="utf-8")
    return to


def test_update(merenland: Project, newer: Path, tmp_path: Path) -> None:
    """First the report, which names every own version whose base moved; then, when asked, one version more."""
    project = Project(Path(shutil.copytree(merenland.path, tmp_path / "regio")), merenland.environment)
    before = (project.path / "pakketten.txt").read_text(encoding="utf-8")
    looked = project.run("update", newer, "--peildatum", PEILDATUM)
    assert looked.returncode == 0, looked.stdout + looked.stderr
    assert "Nieuw. " in looked.stdout
    assert "Eigen versies waarvan de basis veranderde" in looked.stdout
    assert "data/gemeenten/veldegge/zorgpaden/geldzorgen.yml" in looked.stdout
    assert (project.path / "pakketten.txt").read_text(encoding="utf-8") == before
    done = project.run("update", newer, "--schrijf", "--peildatum", PEILDATUM)
    assert done.returncode == 0, done.stdout + done.stderr
    after = (project.path / "pakketten.txt").read_text(encoding="utf-8")
    changed = set(after.splitlines()) - set(before.splitlines())
    assert len(changed) == 1, "one version, one line"
    assert "zorgpaden_landelijk-2027.1.0-py3-none-any.whl --hash=sha256:" in changed.pop()
    names = {path.name for path in (project.path / "pakketten").iterdir()}
    assert names == {path.name for path in newer.glob("*.whl")}


@pytest.fixture(scope="module")
def other_code(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The next release of the code as well: it knows a field that this one does not, and pins one package more."""
    root = copied(ROOT, tmp_path_factory.mktemp("andere-code"))
    about = root / "plugins" / "zorgpaden" / "__init__.py"
    about.write_text(about.read_text(encoding="utf-8").replace(f'"{__version__}"', '"9.0.0"'), encoding="utf-8")
    model = root / "plugins" / "zorgpaden" / "model" / "kennis.py"
    old = model.read_text(encoding="utf-8")
    field = '    term: Tekst = Field(description="Zoals het in teksten staat: JGZ.")\n'
    new = old.replace(field, f'{field}    aantekening: Tekst | None = Field(None, description="Nieuw.")\n')
    assert new != old
    model.write_text(new, encoding="utf-8")
    terms = root / "data" / "landelijk" / "begrippen.yml"
    text = terms.read_text(encoding="utf-8").replace("  term: VSV\n", "  term: VSV\n  aantekening: Staat er nu bij.\n")
    terms.write_text(text, encoding="utf-8")
    test = root / "plugins" / "zorgpaden" / "own" / "sjablonen" / "scripts" / "test"
    test.write_text(f"{test.read_text(encoding='utf-8')}# nieuw\n", encoding="utf-8")
    done = release(root / "uit", root)
    assert done.returncode == 0, done.stderr
    return root / "uit"


def test_update_to_other_code(merenland: Project, other_code: Path, tmp_path: Path) -> None:
    """Only the new code can read the new data, so that makes the report; its scripts and pins come along."""
    project = Project(Path(shutil.copytree(merenland.path, tmp_path / "regio")), merenland.environment)
    settings = (project.path / "mkdocs.yml").read_bytes()
    done = project.run("update", other_code, "--schrijf", "--peildatum", PEILDATUM)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Staat er nu bij." in done.stdout
    assert "Ook vernieuwd: scripts/test." in done.stderr
    assert (project.path / "scripts" / "test").read_text(encoding="utf-8").endswith("# nieuw\n")
    assert os.access(project.path / "scripts" / "test", os.X_OK)
    assert "zorgpaden-9.0.0-py3-none-any.whl" in (project.path / "pakketten.txt").read_text(encoding="utf-8")
    assert (project.path / "mkdocs.yml").read_bytes() == settings


def test_update_to_code_that_needs_more(merenland: Project, other_code: Path, tmp_path: Path) -> None:
    """A package that is not here yet: no report, and the host says when to go on without."""
    folder = Path(shutil.copytree(other_code, tmp_path / "pakketten"))
    (wheel,) = folder.glob("zorgpaden-*.whl")
    pins = "zorgpaden/own/uit-project/requirements/site.txt"
    with zipfile.ZipFile(wheel) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    parts[pins] += b"bestaat-nog-niet==1.0 \\\n    --hash=sha256:" + b"0" * 64 + b"\n"
    with zipfile.ZipFile(wheel, "w") as new:
        for name, content in parts.items():
            new.writestr(name, content)
    sums = [f"{hashlib.sha256(file.read_bytes()).hexdigest()}  {file.name}\n" for file in sorted(folder.glob("*.whl"))]
    (folder / "SHA256SUMS").write_text("".join(sums), encoding="utf-8")
    project = Project(Path(shutil.copytree(merenland.path, tmp_path / "regio")), merenland.environment)
    before = (project.path / "pakketten.txt").read_bytes()
    done = project.run("update", folder, "--schrijf", "--peildatum", PEILDATUM)
    assert (done.returncode, "nog niet zijn: bestaat-nog-niet." in done.stderr) == (2, True), done.stderr
    assert (project.path / "pakketten.txt").read_bytes() == before
    done = project.run("update", folder, "--schrijf", "--ongezien")
    assert done.returncode == 0, done.stderr
    assert "bestaat-nog-niet==1.0" in (project.path / "requirements.txt").read_text(encoding="utf-8")
    assert "zorgpaden-9.0.0" in (project.path / "pakketten.txt").read_text(encoding="utf-8")


def test_update_elsewhere(newer: Path) -> None:
    """A project that has everything itself stands on nothing."""
    done = run_zorgpaden("update", newer, "--peildatum", PEILDATUM, cwd=ROOT / "tests" / "checks" / "heel")
    assert done.returncode == 2
    assert "staat niet op een pakket" in done.stderr
