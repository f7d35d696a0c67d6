"""A project as a host has one, its site, and real servers that get the settings of `zorgpaden host`."""

from __future__ import annotations

import http.client
import os
import shutil
import socket
import ssl
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

from support import PEILDATUM, ROOT, run_zorgpaden
from zorgpaden.hosting.servers import ROOT as WWW

PLACES = "waterrijk,duinhoven,veldegge"
NAME = "zorgpaden.example"
NGINX = shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin:/sbin")
CADDY = shutil.which("caddy")
OPENSSL = shutil.which("openssl")
MODULE = Path("/usr/lib/nginx/modules/ngx_http_brotli_static_module.so")
CONFIG = """\
INHERIT: {root}/mkdocs.yml
docs_dir: content
site_url: {url}
theme:
  name: material
  custom_dir: {root}/theme
  language: nl
  font: false
plugins:
  - zorgpaden:
      data_dir: data
      peildatum: {day}
      meldadres: meld@zorgpaden.example
{more}
"""
MOVED = """\
- van: /zorgpaden/geldproblemen/
  naar: /zorgpaden/geldzorgen/
- van: /gemeenten/oud-waterrijk/
  naar: /gemeenten/waterrijk/
"""
FORM = """\
      formulier:
        name: github
        repo: voorbeeld/zorgpaden
        base_url: https://aanmelden.zorgpaden.example
"""
HOSTING = """\
      hosting:
        meldpunt: mailto:veiligheid@zorgpaden.example
        meldpunt_tot: 2027-06-01
        insluiten: [https://intranet.waterrijk.example]
        comprimeer: ja
"""


@dataclass(frozen=True)
class Answer:
    """What a server said."""

    status: int
    headers: Mapping[str, str]
    body: bytes


@dataclass(frozen=True)
class Server:
    """A running server with TLS."""

    port: int
    ca: Path

    def connect(self) -> http.client.HTTPConnection:
        """A connection with our name, that trusts the authority of this test alone."""
        context = ssl.create_default_context(cafile=str(self.ca))
        connection = http.client.HTTPSConnection(NAME, self.port, context=context, timeout=10)
        connection._create_connection = lambda *_: socket.create_connection(("127.0.0.1", self.port), 10)  # type: ignore[attr-defined]
        return connection

    def get(self, path: str, method: str = "GET", **headers: str) -> Answer:
        """Ask for a path; names of headers with `_` for `-`."""
        connection = self.connect()
        connection.request(method, path, headers={name.replace("_", "-"): value for name, value in headers.items()})
        answer = connection.getresponse()
        body = answer.read()
        connection.close()
        names = [name.lower() for name, _ in answer.getheaders()]
        assert len(names) == len(set(names)), names  # a header twice is another policy
        return Answer(answer.status, {name.lower(): value for name, value in answer.getheaders()}, body)


@dataclass(frozen=True)
class PlainServer(Server):
    """A running server without TLS, that stands behind one that has it."""

    ca: Path = Path()

    def connect(self) -> http.client.HTTPConnection:
        return http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)


def write_project(folder: Path, url: str = f"https://{NAME}/", more: str = HOSTING + FORM) -> Path:
    """A folder with our data and its own mkdocs.yml."""
    for name in ("data", "content"):
        shutil.copytree(ROOT / name, folder / name)
    (folder / "data/doorverwijzingen.yml").write_text(MOVED, encoding="utf-8")
    (folder / "mkdocs.yml").write_text(CONFIG.format(root=ROOT, url=url, day=PEILDATUM, more=more), encoding="utf-8")
    return folder


def zorgpaden(project: Path, *arguments: str | Path) -> None:
    """The real command, that has to succeed."""
    done = run_zorgpaden(*arguments, "--peildatum", PEILDATUM, cwd=project)
    assert done.returncode == 0, done.stdout + done.stderr


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def make_certificates(folder: Path) -> Path:
    """A certificate authority for this test alone, and `keten.pem` and `sleutel.pem` for our name; gives the first."""

    def openssl(*arguments: str) -> None:
        subprocess.run([OPENSSL or "openssl", *arguments], cwd=folder, check=True, capture_output=True)

    key = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes")
    openssl("req", "-x509", *key, "-keyout", "ca.key", "-out", "ca.pem", "-days", "2", "-subj", "/CN=Toets")
    openssl("req", *key, "-keyout", "sleutel.pem", "-out", "vraag.pem", "-subj", f"/CN={NAME}")
    (folder / "naam.txt").write_text(f"subjectAltName=DNS:{NAME},DNS:localhost,IP:127.0.0.1\n", encoding="utf-8")
    sign = ("-req", "-in", "vraag.pem", "-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial", "-days", "2")
    openssl("x509", *sign, "-extfile", "naam.txt", "-out", "keten.pem")
    return folder / "ca.pem"


def put_in_place(site: Path, www: Path, base: str = "/") -> None:
    """The site where the servers look for it: below the folders of its base path."""
    place = www / base.strip("/")
    place.parent.mkdir(parents=True, exist_ok=True)
    if base == "/":
        www.rmdir()
    place.symlink_to(site)


def localised(text: str, folder: Path, ports: Mapping[str, int]) -> str:
    """The settings as made, on free ports and with the folders of this test; nothing else is changed."""
    for old, new in (
        ("listen 80;", f"listen 127.0.0.1:{ports['http']};"),
        ("listen 443 ssl http2;", f"listen 127.0.0.1:{ports['https']} ssl http2;"),
        ("    listen [::]:80;\n", ""),
        ("    listen [::]:443 ssl http2;\n", ""),
        ("listen 8080;", f"listen 127.0.0.1:{ports['http']};"),
        ("/etc/ssl/zorgpaden/", f"{folder}/"),
        (WWW, f"{folder}/www"),
        ("snippets/", f"{folder}/"),
        ("/etc/nginx/zorgpaden-site.conf", f"{folder}/zorgpaden-site.conf"),
    ):
        text = text.replace(old, new)
    return text


@contextmanager
def nginx(settings: Path, site: Path, folder: Path, base: str = "/", *, brotli: bool = False) -> Iterator[Server]:
    """Debian's nginx with the settings that were made in `settings` (the folder of its kind), and a site."""
    folder.mkdir()
    (folder / "www").mkdir()
    put_in_place(site, folder / "www", base)
    ca = make_certificates(folder)
    ports = {"http": free_port(), "https": free_port()}
    for file in settings.glob("*.conf"):
        text = localised(file.read_text(encoding="utf-8"), folder, ports)
        (folder / file.name).write_text(text.replace("#brotli_static", "brotli_static") if brotli else text)
    module = f"load_module {MODULE};\n" if brotli else ""
    user = "user root;\n" if os.geteuid() == 0 else ""  # the folder of a test is its owner's alone
    temporary = "".join(f"    {kind}_temp_path tmp;\n" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
    (folder / "nginx.conf").write_text(
        f"{module}{user}daemon off;\nworker_processes 1;\npid nginx.pid;\nerror_log error.log;\n"
        f"events {{}}\nhttp {{\n{temporary}    include zorgpaden.conf;\n}}\n",
        encoding="utf-8",
    )
    command = [NGINX or "nginx", "-p", str(folder), "-c", str(folder / "nginx.conf")]
    tried = subprocess.run([*command, "-t"], capture_output=True, text=True, check=False)
    assert tried.returncode == 0, tried.stderr
    assert "[warn]" not in tried.stderr, tried.stderr
    with running(command, ports["https"], folder):
        yield Server(ports["https"], ca)


@contextmanager
def running(command: list[str], port: int, folder: Path, **environment: str) -> Iterator[None]:
    """A server, from the moment it answers."""
    with (folder / "server.log").open("w", encoding="utf-8") as log:
        process = subprocess.Popen(command, cwd=folder, stdout=log, stderr=log, env=os.environ | environment)
        try:
            wait_for(port, process)
            yield
        finally:
            process.terminate()
            process.wait(timeout=10)


def wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    """Until the server listens."""
    for _ in range(600):
        assert process.poll() is None, "the server stopped; see server.log beside its settings"
        with socket.socket() as trial:
            if trial.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise TimeoutError("the server does not start")


@contextmanager
def caddy(settings: Path, site: Path, folder: Path, base: str = "/") -> Iterator[Server]:
    """Debian's Caddy with the Caddyfile that was made, and a site."""
    folder.mkdir()
    (folder / "www").mkdir()
    put_in_place(site, folder / "www", base)
    ca, port = make_certificates(folder), free_port()
    text = (settings / "Caddyfile").read_text(encoding="utf-8")
    given = f"{NAME} {{\n"
    assert text.count(given) == 1
    here = f"https://{NAME}:{port} {{\n\tbind 127.0.0.1\n\ttls {folder}/keten.pem {folder}/sleutel.pem\n"
    options = "{\n\tadmin off\n\tauto_https off\n}\n"
    (folder / "Caddyfile").write_text(options + text.replace(given, here).replace(WWW, f"{folder}/www"))
    command = [CADDY or "caddy", "run", "--config", str(folder / "Caddyfile"), "--adapter", "caddyfile"]
    with running(command, port, folder, XDG_DATA_HOME=str(folder), XDG_CONFIG_HOME=str(folder)):
        yield Server(port, ca)


@contextmanager
def served(site: Path, handler: type[SimpleHTTPRequestHandler]) -> Iterator[str]:
    """A site behind a server that only knows files; gives its address."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(handler, directory=str(site)))
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
