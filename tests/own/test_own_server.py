"""An own site in its own colours, behind Debian's nginx with the settings that its own project makes."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from own_project import Project

from hosting.serving import NAME, NGINX, OPENSSL, nginx
from support import PEILDATUM
from zorgpaden.csp import POLICY

pytestmark = pytest.mark.skipif(not (NGINX and OPENSSL), reason="geen nginx of openssl: scripts/hosting")


@pytest.mark.parametrize(("name", "gemeente"), [("roermond", "roermond"), ("merenland", "veldegge")])
def test_own_site_over_tls(name: str, gemeente: str, request: pytest.FixtureRequest, tmp_path: Path) -> None:
    made: Project = request.getfixturevalue(name)
    project = Project(Path(shutil.copytree(made.path, tmp_path / "eigen")), made.environment)
    style = project.path / "huisstijl.css"
    style.write_text(style.read_text(encoding="utf-8").replace("#0b5563", "#7a1f5c"), encoding="utf-8")
    address = f"https://{NAME}/"
    site = project.build(tmp_path / "site", ZORGPADEN_SITE_URL=address)
    python = Path(project.environment["ZORGPADEN_VENV"]) / "bin" / "python"
    command = [python, "-m", "zorgpaden.cli", "host", "--to", tmp_path / "server", "--peildatum", PEILDATUM]
    done = subprocess.run(
        command,
        cwd=project.path,
        env=project.environment | {"ZORGPADEN_SITE_URL": address},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    with nginx(tmp_path / "server" / "nginx", site, tmp_path / "nginx") as server:
        for path, status in (
            (f"/gemeenten/{gemeente}/geldzorgen/", 200),
            ("/assets/huisstijl.css", 200),
            (f"/gemeenten/{gemeente}", 301),
            ("/bestaat-niet/", 404),
        ):
            answer = server.get(path)
            assert (answer.status, answer.headers["content-security-policy"]) == (status, POLICY), path
        assert b"--zp-link: #7a1f5c;" in server.get("/assets/huisstijl.css").body
        page = server.get(f"/gemeenten/{gemeente}/geldzorgen/").body.decode()
        assert "assets/huisstijl.css" in page
        assert ("tel:+3188" in page) == (name == "merenland"), "only the invented region has numbers of its own"
