"""What every workflow and template must hold to: only reading, pinned, and judged by the code of the main branch."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from changes.scratch import GIT, GIT_COMMAND, Scratch
from support import PEILDATUM, ROOT

COMMENT = ROOT / ".github" / "workflows" / "reactie.yml"
RELEASE = ROOT / ".github" / "workflows" / "uitgave.yml"
VOORSTEL = ROOT / ".github" / "workflows" / "voorstel.yml"
GITHUB = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
FORGEJO = ROOT / "docs" / "ci" / "forgejo.yml"
GITLAB = ROOT / "docs" / "ci" / "gitlab-ci.yml"
WORKFLOWS = [*GITHUB, FORGEJO]
LOCKET = "data/gemeenten/waterdorp/voorzieningen/loket.yml"


def read(file: Path) -> dict[Any, Any]:
    value = yaml.safe_load(file.read_text(encoding="utf-8"))
    assert isinstance(value, dict)
    return value


def steps(workflow: dict[Any, Any]) -> list[dict[str, Any]]:
    return [step for job in workflow["jobs"].values() for step in job["steps"]]


@pytest.mark.parametrize(
    "file", [file for file in WORKFLOWS if file not in (COMMENT, RELEASE)], ids=lambda file: file.name
)
def test_only_reading(file: Path) -> None:
    """The token reads, no job asks for more, and no event gives a proposal the rights of the project."""
    workflow = read(file)
    assert workflow["permissions"] == {"contents": "read"}
    assert not [job for job in workflow["jobs"].values() if "permissions" in job]
    events = workflow[True]  # YAML 1.1 reads `on` as a boolean
    assert not {"pull_request_target", "workflow_run", "issue_comment"} & set(events)
    assert "secrets." not in file.read_text(encoding="utf-8")


def test_comment_takes_only_the_report() -> None:
    """It may write: so it runs after the check, on the code of the main branch, and runs nothing that it fetched."""
    workflow = read(COMMENT)
    assert list(workflow[True]) == ["workflow_run"]
    (job,) = workflow["jobs"].values()
    assert job["permissions"] == {"contents": "read", "actions": "read", "pull-requests": "write"}
    checkout, fetch, comment = job["steps"]
    assert "ref" not in checkout["with"]
    assert fetch["run"].endswith('--dir "$RUNNER_TEMP/uitslag"')
    assert comment["run"] == 'python3 scripts/_comment.py "$RUNNER_TEMP/uitslag/wijzigingen.md"'


def test_release_is_signed_by_the_host_that_built_it() -> None:
    """No proposal starts it, it may write nothing but the signature, and what it signs names every file."""
    workflow = read(RELEASE)
    assert workflow[True] == {"push": {"tags": ["v*"]}}
    assert workflow["permissions"] == {"contents": "read"}
    (job,) = workflow["jobs"].values()
    assert job["permissions"] == {"contents": "read", "id-token": "write", "attestations": "write"}
    uses = [step.get("uses", step.get("run", "")) for step in job["steps"]]
    build = next(at for at, one in enumerate(uses) if "scripts/build --to uitgave/site" in one)
    packages = next(at for at, one in enumerate(uses) if one == "scripts/release --to uitgave/pakketten")
    sign = next(at for at, one in enumerate(uses) if one.startswith("actions/attest-build-provenance@"))
    assert build < packages < sign
    signed = job["steps"][sign]["with"]["subject-path"].split()
    assert signed == ["uitgave/site/manifest.sha256", "uitgave/site/sbom.cdx.json", "uitgave/pakketten/*"]
    assert "secrets." not in RELEASE.read_text(encoding="utf-8")


@pytest.mark.parametrize("file", WORKFLOWS, ids=lambda file: file.name)
def test_actions_are_pinned(file: Path) -> None:
    """On a whole commit number, with the version beside it."""
    for line in re.findall(r"(?m)^.*\buses:.*$", file.read_text(encoding="utf-8")):
        assert re.search(r"uses: [\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$", line), line


@pytest.mark.parametrize("file", WORKFLOWS, ids=lambda file: file.name)
def test_no_text_of_a_proposal_in_a_script(file: Path) -> None:
    """The name of a branch may hold a command; in a script it comes in as a variable of the environment."""
    for step in steps(read(file)):
        assert "${{" not in step.get("run", "")
        if "actions/checkout" in step.get("uses", ""):
            assert step["with"]["persist-credentials"] is False


def test_github_takes_the_judge_from_the_main_branch() -> None:
    workflow = read(ROOT / ".github" / "workflows" / "voorstel.yml")
    base, proposal = (step["with"] for step in steps(workflow) if "actions/checkout" in step.get("uses", ""))
    assert (base["path"], base["ref"]) == ("basis", "${{ github.event.pull_request.base.ref }}")
    assert "ref" not in proposal
    scripts = "\n".join(step.get("run", "") for step in steps(workflow))
    assert "basis/scripts/ci-check" in scripts
    assert "voorstel/scripts" not in scripts


@pytest.mark.parametrize("file", [FORGEJO, GITLAB], ids=lambda file: file.name)
def test_others_clone_the_target_branch(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    assert re.search(r'git clone .*--branch "\$(BASIS|CI_MERGE_REQUEST_TARGET_BRANCH_NAME)" .* basis\n', text)
    assert text.count("basis/scripts/ci-check") == 1
    assert text.count("scripts/") == text.count("basis/scripts/")


def test_gitlab_shows_report_and_problems() -> None:
    job = read(GITLAB)["voorstel"]
    assert job["artifacts"]["reports"] == {"codequality": "uitslag/codequality.json"}
    assert job["artifacts"]["when"] == "always"
    assert job["variables"] == {"GIT_STRATEGY": "none"}


# --- for real ---------------------------------------------------------------------------------------


@pytest.fixture
def project(tmp_path: Path) -> Scratch:
    """This project in small: its code and theme, with the smallest whole set of data."""
    repo = Scratch(tmp_path / "server" / "groep" / "project.git")
    for name in ("plugins", "theme", "scripts", "requirements", "pyproject.toml", "mkdocs.yml"):
        source, target = ROOT / name, repo.path / name
        if source.is_dir():
            shutil.copytree(source, target, ignore=shutil.ignore_patterns("node_modules", "__pycache__"))
        else:
            shutil.copy(source, target)
    config = (repo.path / "mkdocs.yml").read_text(encoding="utf-8")
    away = r"(?m)^ *[\w ]+: (over/|over/meedoen/|redactie/)\n"  # pages that the smallest set does not have
    (repo.path / "mkdocs.yml").write_text(re.sub(away, "", config), encoding="utf-8")
    repo.begin(ROOT / "tests" / "checks" / "heel").commit("begin")
    repo.git("config", "uploadpack.allowAnySHA1InWant", "true")  # as GitLab has it
    repo.git("checkout", "--quiet", "-b", "tak")
    return repo


def run(script: str, folder: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    """The steps of a template, as a runner gives them to a shell."""
    folder.mkdir(exist_ok=True)
    known = os.environ | GIT | {"ZORGPADEN_VENV": str(ROOT / ".venv"), "ZORGPADEN_PEILDATUM": PEILDATUM}
    bash = shutil.which("bash") or "bash"
    command = [bash, "-euo", "pipefail", "-c", script]
    return subprocess.run(
        command, cwd=folder, env=known | variables, capture_output=True, text=True, check=False, timeout=300
    )


def gitlab(project: Scratch, folder: Path) -> subprocess.CompletedProcess[str]:
    server = f"file://{project.path}"
    return run(
        "\n".join(read(GITLAB)["voorstel"]["script"]),
        folder,
        CI_MERGE_REQUEST_TARGET_BRANCH_NAME="main",
        CI_MERGE_REQUEST_PROJECT_URL=server.removesuffix(".git"),
        CI_REPOSITORY_URL=server,
        CI_COMMIT_SHA=project.git("rev-parse", "tak"),
    )


def test_a_good_proposal_at_gitlab(project: Scratch, tmp_path: Path) -> None:
    """Check, report and preview; a branch that went on meanwhile is no part of the report."""
    project.edit(LOCKET, "088-000 00 01", "088-000 00 02").commit("nummer")
    project.git("checkout", "--quiet", "main")
    project.edit(LOCKET, "Iedereen", "Volwassenen").commit("hoofdtak")
    done = gitlab(project, tmp_path / "werk")
    out = tmp_path / "werk" / "uitslag"
    assert done.returncode == 0, done.stdout + done.stderr
    report = (out / "wijzigingen.md").read_text(encoding="utf-8")
    assert "Telefoon van `Loket`: `088-000 00 01` → `088-000 00 02`, niet opnieuw gecontroleerd." in report
    assert "Volwassenen" not in report
    assert json.loads((out / "codequality.json").read_text(encoding="utf-8")) == []
    page = (out / "site" / "voorzieningen" / "loket" / "index.html").read_text(encoding="utf-8")
    assert "088-000 00 02" in page


def test_a_proposal_cannot_change_its_judge(project: Scratch, tmp_path: Path) -> None:
    """The check is made harmless in the proposal, with files to be run; the main branch still says no."""
    spoor = tmp_path / "gedraaid"
    evil = f"import pathlib; pathlib.Path({str(spoor)!r}).touch()\n"
    project.write("plugins/zorgpaden/checks/__init__.py", evil + "def run_checks(*a): return []\n")
    project.write("scripts/ci-check", f"#!/bin/sh\ntouch {spoor}\nexit 0\n")
    project.write("data/conftest.py", evil).write("sitecustomize.py", evil)
    project.edit(LOCKET, "telefoon: 088-000 00 01", "telefoon: 088").commit("vals")
    done = gitlab(project, tmp_path / "werk")
    assert done.returncode == 1, done.stdout + done.stderr
    assert not spoor.exists()
    quality = (tmp_path / "werk" / "uitslag" / "codequality.json").read_text(encoding="utf-8")
    assert '"check_name": "telefoon"' in quality
    assert f'"path": "{LOCKET}"' in quality
    report = (tmp_path / "werk" / "uitslag" / "wijzigingen.md").read_text(encoding="utf-8")
    assert "**Dit voorstel wijzigt ook 3 bestanden buiten data/ en content/.**" in report
    assert not (tmp_path / "werk" / "uitslag" / "site").exists()


def test_github_and_forgejo_scripts(project: Scratch, tmp_path: Path) -> None:
    """The other two, on a proposal with an error: annotations for GitHub, plain lines for Forgejo."""
    project.edit(LOCKET, "telefoon: 088-000 00 01", "telefoon: 088").commit("fout")
    project.git("update-ref", "refs/pull/7/head", "tak")
    work = tmp_path / "github"
    for name, branch in (("basis", "main"), ("voorstel", "tak")):  # what the two checkouts do
        subprocess.run(
            [GIT_COMMAND, "clone", "--quiet", "--branch", branch, str(project.path), str(work / name)],
            env=os.environ | GIT,
            check=True,
        )
    script = next(step["run"] for step in steps(read(VOORSTEL)) if "ci-check" in step.get("run", ""))
    done = run(script, work)
    assert done.returncode == 1
    line = project.read(LOCKET).splitlines().index("  telefoon: 088") + 1
    assert f"::error file={LOCKET},line={line},col=13,title=telefoon::" in done.stdout
    forgejo = steps(read(FORGEJO))[0]["run"]
    variables = {"GITHUB_SERVER_URL": f"file://{tmp_path}/server", "GITHUB_REPOSITORY": "groep/project.git"}
    done = run(forgejo, tmp_path / "forgejo", BASIS="main", NUMMER="7", **variables)
    assert done.returncode == 1
    assert f"{LOCKET}:{line}:13: fout [telefoon]" in done.stdout


@pytest.mark.parametrize("arguments", ["", "--host github", "--host elders --uitslag u HEAD", "--uitslag u -x"])
def test_wrong_use(arguments: str, tmp_path: Path) -> None:
    done = run(f"{ROOT}/scripts/ci-check {arguments}", tmp_path / "werk")
    assert done.returncode == 2
    assert done.stderr
