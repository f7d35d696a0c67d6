"""`zorgpaden verify-site`, on a folder and on a server that does not mean well."""

from __future__ import annotations

import shutil
import ssl
import subprocess
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from test_releases import make_site

from support import run_zorgpaden
from zorgpaden.trust import online
from zorgpaden.trust.manifest import MANIFEST, BadManifest, Difference, manifest, read_manifest
from zorgpaden.trust.online import BadAddress, Server, compare_server, server_manifest

Answer = Callable[[SimpleHTTPRequestHandler], bool]
H = "0" * 64


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return make_site(tmp_path / "site", "een", 40)


@contextmanager
def serving(folder: Path, special: Answer = lambda _: False, tls: ssl.SSLContext | None = None) -> Iterator[str]:
    """A server on this computer; `special` may answer a request itself."""

    class Handler(SimpleHTTPRequestHandler):
        def __init__(self, *arguments: object) -> None:
            super().__init__(*arguments, directory=str(folder))  # type: ignore[arg-type]

        def do_GET(self) -> None:
            if not special(self):
                super().do_GET()

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        server.daemon_threads = True
        if tls:
            server.socket = tls.wrap_socket(server.socket, server_side=True)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"{'https' if tls else 'http'}://127.0.0.1:{server.server_port}/"
        server.shutdown()


def compare(url: str) -> list[str]:
    server = Server(url)
    return [str(one) for one in compare_server(server, server_manifest(server))]


# --- the list ---------------------------------------------------------------------------------------


def test_the_list_of_a_built_site_is_that_of_sha256sum(small_site: Path) -> None:
    done = subprocess.run(
        ["sha256sum", "--check", "--strict", "--quiet", MANIFEST],  # noqa: S607
        cwd=small_site,
        capture_output=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (0, b"")
    lines = (small_site / MANIFEST).read_text().splitlines()
    paths = [line[66:] for line in lines]
    there = {file.relative_to(small_site).as_posix() for file in small_site.rglob("*") if file.is_file()}
    assert paths == sorted(there - {MANIFEST})


@pytest.mark.parametrize(
    "text",
    [
        "",
        "x",
        f"{H} a",
        f"{H}  ../a",
        f"{H}  /a",
        f"{H}  a/../../b",
        f"{H}  a//b",
        f"{H}  ./a",
        f"{H}  a\n{H}  a",
        f"{H}  {MANIFEST}",
        f"{H}  a\\b",
        f"{H.replace('0', 'g')}  a",
        f"\\{H}  a",
    ],
)
def test_a_list_that_is_none(text: str) -> None:
    with pytest.raises(BadManifest):
        read_manifest(text.encode())


def test_a_name_that_would_need_two_lines() -> None:
    with pytest.raises(BadManifest, match="teken"):
        manifest({"a\nb": H})


# --- a folder ---------------------------------------------------------------------------------------


def test_folder(site: Path) -> None:
    done = run_zorgpaden("verify-site", site)
    assert (done.returncode, done.stdout) == (0, ""), done.stderr
    (site / "p0/index.html").write_text("anders")
    (site / "p1/index.html").unlink()
    (site / "p2/index.html").unlink()
    (site / "p2/index.html").symlink_to("../p3/index.html")
    (site / ".verborgen").write_text("x")
    done = run_zorgpaden("verify-site", site)
    assert done.returncode == 1
    assert done.stdout.splitlines() == [
        "ontbreekt: p1/index.html",
        "te veel: .verborgen",
        "veranderd: p0/index.html",
        "veranderd: p2/index.html",
    ]


def test_with_a_list_of_your_own(site: Path, tmp_path: Path) -> None:
    """Who changes a page can change the list beside it; not the one you kept."""
    kept = tmp_path / "bewaard.sha256"
    shutil.copy(site / MANIFEST, kept)
    make_site(site, "gekaapt", 40)
    assert run_zorgpaden("verify-site", site).returncode == 0
    done = run_zorgpaden("verify-site", site, "--manifest", kept)
    assert done.returncode == 1
    assert "veranderd: index.html" in done.stdout


def test_wrong_use(site: Path, tmp_path: Path) -> None:
    (site / MANIFEST).unlink()
    for arguments, code in (
        ((site,), 1),
        ((tmp_path / "weg",), 2),
        (("http://zorgpaden.example/",), 2),
        (("file:///etc/",), 2),
        (("https://wie@zorgpaden.example/",), 2),
        ((site, "--manifest", tmp_path / "weg"), 2),
    ):
        done = run_zorgpaden("verify-site", *arguments)
        assert (done.returncode, "Traceback" in done.stderr) == (code, False), done.stderr


# --- a server ---------------------------------------------------------------------------------------


def test_server(site: Path) -> None:
    with serving(site) as url:
        assert run_zorgpaden("verify-site", url).returncode == 0
        (site / "p0/index.html").write_text("anders")
        shutil.rmtree(site / "p1")
        (site / "extra.html").write_text("x")
        done = run_zorgpaden("verify-site", url)
    assert done.returncode == 1
    assert done.stdout.splitlines() == ["ontbreekt: p1/index.html", "veranderd: p0/index.html"]


def test_a_server_without_a_list(site: Path) -> None:
    (site / MANIFEST).unlink()
    with serving(site) as url:
        done = run_zorgpaden("verify-site", url)
    assert (done.returncode, MANIFEST in done.stderr) == (1, True)


def redirect(path: str, to: str) -> Answer:
    def answer(handler: SimpleHTTPRequestHandler) -> bool:
        if handler.path != path:
            return False
        handler.send_response(302)
        handler.send_header("Location", to)
        handler.send_header("Content-Length", "0")
        handler.end_headers()
        return True

    return answer


def test_redirects_stay_on_the_site(site: Path, tmp_path: Path) -> None:
    """Also to the same bytes elsewhere, and to files of this computer, is not followed."""
    shutil.copytree(site / "p0", site / "elders")
    with serving(site) as other:
        for to, good in (("/elders/", True), (f"{other}p0/", False), ("file:///etc/hostname", False)):
            with serving(site, redirect("/p0/", to)) as url:
                found = compare(url)
                assert (found == []) is good, (to, found)
                assert good or found[0].startswith("niet op te halen")


def test_a_server_without_end(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """More bytes than a file may have, drip by drip, or silence: it is left, and the rest is looked at."""
    monkeypatch.setattr(online, "FILE_BYTES", 100_000)
    monkeypatch.setattr(online, "FILE_SECONDS", 3.0)
    monkeypatch.setattr(online, "WAIT", 3.0)
    stop = threading.Event()

    def answer(handler: SimpleHTTPRequestHandler) -> bool:
        if handler.path not in ("/p0/", "/p1/", "/p2/"):
            return False
        handler.send_response(200)
        handler.end_headers()
        part, wait = {"/p0/": (b"x" * 65536, 0.0), "/p1/": (b"x", 0.05), "/p2/": (b"", 0.05)}[handler.path]
        try:
            while not stop.wait(wait):
                handler.wfile.write(part)
        except OSError:
            pass
        return True

    with serving(site, answer) as url:
        found = compare(url)
        stop.set()
    assert [line.rpartition(" ")[2] for line in found] == ["p0/index.html", "p1/index.html", "p2/index.html"]
    assert all(line.startswith("niet op te halen") for line in found)


def test_a_server_that_is_gone_is_not_asked_to_the_end(site: Path) -> None:
    with serving(site) as url:
        server = Server(url)
        expected = server_manifest(server) | {f"meer/{number}.html": H for number in range(200)}
    found = compare_server(server, expected)
    assert len(found) == len(expected)
    assert Difference("niet gezien", "p9/index.html") in found


@pytest.mark.skipif(not shutil.which("openssl"), reason="openssl maakt hier het certificaat")
def test_a_certificate_that_nobody_knows(site: Path, tmp_path: Path) -> None:
    files = ["-keyout", str(tmp_path / "key.pem"), "-out", str(tmp_path / "cert.pem")]
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost", *files],  # noqa: S607
        check=True,
        capture_output=True,
    )
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(tmp_path / "cert.pem", tmp_path / "key.pem")
    with serving(site, tls=tls) as url:
        done = run_zorgpaden("verify-site", url)
    assert done.returncode == 1
    assert "certificate verify failed" in done.stderr


def test_addresses() -> None:
    for bad in (
        "http://zorgpaden.example",
        "ftp://x.example",
        "https://",
        "https://x.example/?a",
        "https://a:b@x.example",
    ):
        with pytest.raises(BadAddress):
            Server(bad)
    assert Server("https://x.example/pad").root == "https://x.example/pad/"
