"""What every server has to do, asked over TLS."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from hosting.serving import NAME, Server
from zorgpaden.csp import POLICY, form_policy
from zorgpaden.form.host import read_host
from zorgpaden.hosting.headers import FOREVER, REVALIDATE

FORM = form_policy(
    read_host({"name": "github", "repo": "a/b", "base_url": "https://aanmelden.zorgpaden.example"}),
)
STRICT = POLICY.replace("frame-ancestors 'none'", "frame-ancestors https://intranet.waterrijk.example")
SAME = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-resource-policy": "same-origin",
    "strict-transport-security": "max-age=31536000",
}


@dataclass(frozen=True)
class Asked:
    """A path, and what should come back."""

    path: str
    status: int = 200
    type: str = "text/html; charset=utf-8"
    hashed: bool = False
    form: bool = False


ASKED = (
    Asked("/"),
    Asked("/gemeenten/waterrijk/geldzorgen/"),
    Asked("/404.html"),  # the worker keeps it
    Asked("/redactie/bewerken/", form=True),
    Asked("/redactie/stand/"),
    Asked("/assets/zp.css", type="text/css; charset=utf-8"),
    Asked("/assets/zp.js", type="text/javascript; charset=utf-8"),
    Asked("/assets/stylesheets/{main}", type="text/css; charset=utf-8", hashed=True),
    Asked("/assets/zoekindex.json", type="application/json; charset=utf-8"),
    Asked("/assets/icoon.svg", type="image/svg+xml; charset=utf-8"),
    Asked("/assets/images/favicon.png", type="image/png"),
    Asked("/feed/alles.xml", type="application/xml; charset=utf-8"),
    Asked("/redactie/stand/stand.csv", type="text/csv; charset=utf-8"),
    Asked("/voorzieningen/geldfit/contact.vcf", type="text/vcard; charset=utf-8"),
    Asked("/sw.js", type="text/javascript; charset=utf-8"),
    Asked("/sitemap.xml", type="application/xml; charset=utf-8"),
    Asked("/bestaat-niet/", 404),
    Asked("/assets/bestaat-niet.css", 404),
    Asked("/assets/stylesheets/main.00000000.min.css", 404),
    Asked("/assets/", 404),  # no list of files
    Asked("/.git/config", 404),
    Asked("/redactie/bewerken/bestaat-niet/", 404),
    Asked("/gemeenten/waterrijk", 301),
)


def check_headers(server: Server, asked: Asked, site: Path, base: str = "") -> None:
    """Status, type, and each header with its value: on an answer of any kind."""
    main = next((site / "assets/stylesheets").glob("main.*.css")).name
    answer = server.get(base + asked.path.format(main=main))
    assert answer.status == asked.status or (asked.status == 301 and answer.status == 308)
    for name, value in SAME.items():
        assert answer.headers.get(name) == value, name
    assert answer.headers["content-security-policy"] == (FORM if asked.form else STRICT)
    opener = "same-origin-allow-popups" if asked.form else "same-origin"
    assert answer.headers["cross-origin-opener-policy"] == opener
    assert "camera=()" in answer.headers["permissions-policy"]
    assert answer.headers["cache-control"] == (FOREVER if asked.hashed else REVALIDATE)
    assert not any(letter.isdigit() for letter in answer.headers.get("server", ""))  # no version
    if asked.status == 301:
        assert answer.headers["location"] == f"{base}{asked.path}/"
    else:
        assert answer.headers["content-type"] == asked.type
    if asked.status == 404:
        assert answer.body == (site / "404.html").read_bytes()


MOVED = {
    "/zorgpaden/geldproblemen/": "/zorgpaden/geldzorgen/",
    "/gemeenten/duinhoven/geldproblemen/": "/gemeenten/duinhoven/geldzorgen/",
    "/gemeenten/oud-waterrijk/": "/gemeenten/waterrijk/",
    "/gemeenten/oud-waterrijk/sociale-kaart/": "/gemeenten/waterrijk/sociale-kaart/",
}
"""Some old addresses of `serving.MOVED`, and where their pages are now."""


def check_moved(server: Server, base: str = "") -> None:
    """A 301 in one step, however the old address was written, with the headers of any other answer."""
    for old, new in MOVED.items():
        for written in (old, old[:-1], f"{old}index.html"):
            answer = server.get(base + written)
            assert (answer.status, answer.headers["location"]) == (301, base + new)
            assert answer.headers["content-security-policy"] == STRICT
            assert answer.headers["strict-transport-security"] == "max-age=31536000"
        assert server.get(base + new).status == 200


def check_security_txt(server: Server, base: str = "/") -> None:
    """At the root of the name, wherever the site is."""
    answer = server.get("/.well-known/security.txt")
    assert answer.status == 200
    assert answer.headers["content-type"] == "text/plain; charset=utf-8"
    assert answer.headers["content-security-policy"] == STRICT
    assert answer.body.decode().splitlines() == [
        "Contact: mailto:veiligheid@zorgpaden.example",
        "Expires: 2027-06-01T23:59:59Z",
        "Preferred-Languages: nl, en",
        f"Canonical: https://{NAME}/.well-known/security.txt",
    ]


def check_compression(server: Server, site: Path, known: Mapping[str, Callable[[bytes], bytes]]) -> None:
    """The best that the visitor takes, byte for byte as the build made it; the same text when opened."""
    endings = {"gzip": "gz", "br": "br"}
    for path in ("index.html", "assets/zp.css", "assets/zoekindex.json", "sw.js", "voorzieningen/geldfit/index.html"):
        plain = (site / path).read_bytes()
        url = f"/{path.removesuffix('index.html')}"
        assert server.get(url).body == plain
        assert server.get(url, Accept_Encoding="identity").body == plain
        for name, opened in known.items():
            answer = server.get(url, Accept_Encoding=name)
            assert answer.headers["content-encoding"] == name
            assert "accept-encoding" in answer.headers["vary"].lower()
            assert answer.body == (site / f"{path}.{endings[name]}").read_bytes()
            assert opened(answer.body) == plain
        if "br" in known:
            assert server.get(url, Accept_Encoding="gzip, deflate, br").headers["content-encoding"] == "br"
    again = server.get("/", If_None_Match=server.get("/").headers["etag"])
    assert again.status == 304
    assert again.headers["content-security-policy"] == STRICT


BASE = "/zorg/paden/"


def check_base(server: Server, site: Path) -> None:
    """Everything again, for a site that stands below a path."""
    for asked in ASKED:
        check_headers(server, asked, site, BASE.rstrip("/"))
    check_security_txt(server)
    check_moved(server, BASE.rstrip("/"))
    assert server.get("/").headers["location"] == BASE
    outside = server.get("/elders/")
    assert outside.status == 404
    assert outside.headers["content-security-policy"] == STRICT
