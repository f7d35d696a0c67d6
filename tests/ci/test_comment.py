"""The report as one comment at a proposal: placed, renewed, and on the right proposal."""

from __future__ import annotations

import json
import os
import shlex
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, ClassVar

import pytest
import yaml

from support import ROOT


class Api(BaseHTTPRequestHandler):
    """A host that remembers comments, with the addresses that GitHub, Forgejo and GitLab document."""

    comments: ClassVar[dict[int, str]] = {}
    asked: ClassVar[list[tuple[str, str, str | None]]] = []
    refuse: ClassVar[int] = 0

    def do_GET(self) -> None:
        if "/pulls?" in self.path:
            pulls = [{"number": 6, "head": {"sha": "oud"}}, {"number": 7, "head": {"sha": "abc"}}]
            self._answer(pulls)
        else:
            page = int(self.path.rpartition("page=")[2])
            found = [{"id": id_, "body": body} for id_, body in self.comments.items()]
            self._answer(found[(page - 1) * 100 : page * 100])

    def do_POST(self) -> None:
        self.comments[900 + len(self.comments)] = self._body()
        self._answer({})

    def do_PATCH(self) -> None:
        self.comments[int(self.path.rpartition("/")[2])] = self._body()
        self._answer({})

    do_PUT = do_PATCH

    def _body(self) -> str:
        text: str = json.loads(self.rfile.read(int(self.headers["Content-Length"])))["body"]
        return text

    def _answer(self, value: Any) -> None:
        token = self.headers["Authorization"] or self.headers["PRIVATE-TOKEN"]
        self.asked.append((self.command, self.path, token))
        body = json.dumps(value).encode()
        self.send_response(self.refuse or 200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:
        """Quiet."""


@pytest.fixture
def api() -> Iterator[str]:
    Api.comments, Api.asked, Api.refuse = dict.fromkeys(range(1, 131), "mooi"), [], 0
    server = ThreadingHTTPServer(("127.0.0.1", 0), Api)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/api"
    server.shutdown()


def place(report: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "scripts/_comment.py", str(report)]
    return subprocess.run(
        command, cwd=ROOT, env=os.environ | variables, capture_output=True, text=True, check=False, timeout=60
    )


@pytest.fixture
def report(tmp_path: Path) -> Path:
    file = tmp_path / "wijzigingen.md"
    file.write_text("Telefoon: `a` → `b`\n", encoding="utf-8")
    return file


@pytest.mark.parametrize(
    ("host", "place_of", "change"),
    [
        ("github", "repos/g/p/issues/7/comments", "repos/g/p/issues/comments/1030"),
        ("forgejo", "repos/g/p/issues/7/comments", "repos/g/p/issues/comments/1030"),
        ("gitlab", "projects/g%2Fp/merge_requests/7/notes", "projects/g%2Fp/merge_requests/7/notes/1030"),
    ],
)
def test_one_comment_that_is_renewed(api: str, report: Path, host: str, place_of: str, change: str) -> None:
    given = {"KEUZE": host, "API": api, "PROJECT": "g/p", "NUMMER": "7", "SLEUTEL": "geheim"}
    assert place(report, **given).returncode == 0
    assert ("POST", f"/api/{place_of}", "geheim" if host == "gitlab" else "Bearer geheim") in Api.asked
    report.write_text("Nu anders\n", encoding="utf-8")
    assert place(report, **given).returncode == 0
    assert Api.asked[-1][:2] == ("PUT" if host == "gitlab" else "PATCH", f"/api/{change}")
    assert [body for body in Api.comments.values() if body != "mooi"] == ["<!-- zorgpaden: verslag -->\nNu anders\n"]


def test_the_step_of_forgejo(api: str, report: Path) -> None:
    """As the template has it: only for a proposal of the project itself, with the settings that the script asks."""
    workflow = yaml.safe_load((ROOT / "docs/ci/forgejo.yml").read_text(encoding="utf-8"))
    (step,) = (one for one in workflow["jobs"]["voorstel"]["steps"] if "_comment.py" in one.get("run", ""))
    assert "head.repo.full_name == github.repository" in step["if"]
    given = {"KEUZE": step["env"]["KEUZE"], "API": api, "PROJECT": "g/p", "NUMMER": "7", "SLEUTEL": "s"}
    assert set(step["env"]) == set(given)
    (report.parent / "uitslag").mkdir()
    report.rename(report.parent / "uitslag/wijzigingen.md")
    (report.parent / "basis").symlink_to(ROOT)
    subprocess.run(shlex.split(step["run"]), cwd=report.parent, env=os.environ | given, check=True)
    assert Api.asked[-1][:2] == ("POST", "/api/repos/g/p/issues/7/comments")


def test_number_comes_from_the_host(api: str, report: Path) -> None:
    """A branch with a hostile name is only looked up."""
    given = {"KEUZE": "github", "API": api, "PROJECT": "g/p", "EIGENAAR": "x", "TAK": "a&state=all", "SLEUTEL": "s"}
    assert place(report, **given, HOOFD="abc").returncode == 0
    assert Api.asked[0][1] == "/api/repos/g/p/pulls?state=open&head=x%3Aa%26state%3Dall"
    assert Api.asked[-1][1] == "/api/repos/g/p/issues/7/comments"
    before = len(Api.comments)
    gone = place(report, **given, HOOFD="weg")
    assert (gone.returncode, gone.stderr) == (0, "Dit voorstel is niet meer open.\n")
    assert len(Api.comments) == before


def test_long_report_is_cut_at_a_line(api: str, report: Path) -> None:
    report.write_text("regel van een lang verslag\n" * 5000, encoding="utf-8")
    place(report, KEUZE="github", API=api, PROJECT="g/p", NUMMER="7", SLEUTEL="s")
    body = Api.comments[1030]
    assert len(body) < 61_000
    assert body.endswith("regel van een lang verslag\n\n*Het hele verslag staat bij de controle.*\n")


def test_what_can_go_wrong(api: str, report: Path, tmp_path: Path) -> None:
    given = {"KEUZE": "github", "API": api, "PROJECT": "g/p", "NUMMER": "7", "SLEUTEL": "s"}
    Api.refuse = 403
    refused = place(report, **given)
    assert (refused.returncode, "403" in refused.stderr, "Traceback" in refused.stderr) == (1, True, False)
    missing = place(tmp_path / "niets.md", **given)
    assert (missing.returncode, "geen verslag" in missing.stderr) == (0, True)
    away = place(report, **{**given, "API": "http://127.0.0.1:9"})
    assert (away.returncode, "Traceback" in away.stderr) == (1, False)
