"""A project to try the form on: a Git repository with our data, Decap's Git server, and the site built from it."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from http.server import ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.request import urlopen

from browser.conftest import Handler
from support import PEILDATUM, ROOT, run_zorgpaden
from zorgpaden import urls
from zorgpaden.csp import form_policy
from zorgpaden.form.host import Host, read_host
from zorgpaden.form.pages import DECAP

SERVER = Path(__file__).parent / "node_modules/decap-server/dist/index.js"
SVELTIA = Path(__file__).parent / "node_modules/@sveltia/cms"
CONFIG = """\
INHERIT: {root}/mkdocs.yml
docs_dir: content
theme:
  name: material
  custom_dir: {root}/theme
  language: nl
  font: false
plugins:
  - zorgpaden:
      data_dir: data
      meldadres: meld@zorgpaden.example
      formulier:
        name: proxy
        proxy_url: {proxy}
        branch: main
"""


def missing() -> str:
    """What this machine lacks for the form, and the command that helps; empty when it has all."""
    if not shutil.which("node"):
        return "geen Node: sudo apt-get install nodejs npm"
    there = SERVER.is_file() and SVELTIA.is_dir() and (ROOT / DECAP).is_dir()
    return "" if there else "het formulier ontbreekt: scripts/form --toets"


@dataclass(frozen=True)
class Scratch:
    """The repository, the site on a server with the headers of a careful host, and Decap's server."""

    repo: Path
    address: str
    proxy: str

    def git(self, *arguments: str) -> str:
        """What Git says in the repository."""
        return git(self.repo, *arguments)

    def form(self, part: str) -> str:
        """Address of the form for one part of the data."""
        return f"{self.address}{urls.bewerken(part)}"


def git(repo: Path, *arguments: str) -> str:
    """What Git says, in a repository."""
    done = subprocess.run(
        [shutil.which("git") or "git", *arguments], cwd=repo, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@contextmanager
def scratch(folder: Path, alleen: str = "waterrijk") -> Iterator[Scratch]:
    """A project in `folder`, its servers running. The data begin in canonical form."""
    repo = folder / "repo"
    for name in ("data", "content"):
        shutil.copytree(ROOT / name, repo / name)
    port = _free_port()
    proxy = f"http://127.0.0.1:{port}/api/v1"
    (repo / "mkdocs.yml").write_text(CONFIG.format(root=ROOT, proxy=proxy), encoding="utf-8")
    _zorgpaden(repo, "fmt")
    git(repo, "init", "--quiet", "--initial-branch", "main")
    git(repo, "config", "user.name", "Redactie")
    git(repo, "config", "user.email", "redactie@zorgpaden.example")
    git(repo, "add", ".")
    git(repo, "commit", "--quiet", "--message", "Begin")
    (repo / DECAP).parent.mkdir(parents=True)
    (repo / DECAP).symlink_to(ROOT / DECAP)
    (repo / ".git/info/exclude").write_text(".cache\n", encoding="utf-8")
    _zorgpaden(repo, "build", "--to", folder / "site", "--alleen", alleen, "--peildatum", PEILDATUM)
    host = read_host({"name": "proxy", "proxy_url": proxy})
    with _decap_server(repo, folder, port), _site_server(folder / "site", host) as address:
        yield Scratch(repo, address, proxy)


def _zorgpaden(repo: Path, *arguments: str | Path) -> None:
    done = run_zorgpaden(*arguments, cwd=repo)
    assert done.returncode == 0, done.stdout + done.stderr


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@contextmanager
def _decap_server(repo: Path, folder: Path, port: int) -> Iterator[None]:
    """Decap's own server for a repository on this machine, with branches for what is not yet published."""
    node = shutil.which("node") or "node"
    settings = {"MODE": "git", "PORT": str(port), "BIND_HOST": "127.0.0.1", "GIT_REPO_DIRECTORY": str(repo)}
    with (folder / "decap-server.log").open("w", encoding="utf-8") as log:
        server = subprocess.Popen([node, str(SERVER)], cwd=folder, env=os.environ | settings, stdout=log, stderr=log)
        try:
            _wait_for(port)
            yield
        finally:
            server.terminate()
            server.wait(timeout=10)


def _wait_for(port: int) -> None:
    for _ in range(200):
        with socket.socket() as trial:
            if trial.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise TimeoutError("decap-server does not start")


class FormHandler(Handler):
    """The strict headers everywhere, and those of the form below its own address."""

    host: Host | None = None

    def policy(self) -> str:
        """The policy for the address that was asked."""
        return form_policy(self.host) if self.path.startswith(f"/{urls.BEWERKEN}") else super().policy()


@contextmanager
def _site_server(site: Path, host: Host | None) -> Iterator[str]:
    handler = type("SiteHandler", (FormHandler,), {"host": host})
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(handler, directory=str(site)))
    Thread(target=server.serve_forever, daemon=True).start()
    address = f"http://127.0.0.1:{server.server_port}/"
    with urlopen(address) as answer:
        assert answer.status == 200
    yield address
    server.shutdown()
