"""A site as it comes from a server, held against its list of hashes. Nothing is trusted but the list."""

from __future__ import annotations

import hashlib
import http.client
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from email.message import Message
from typing import IO
from urllib.parse import quote, urlsplit

from zorgpaden.trust.manifest import MANIFEST, MOST_BYTES, BadManifest, Difference, read_manifest

LOCAL = ("localhost", "127.0.0.1", "::1")
WAIT = 20.0
"""Seconds for one answer to begin or go on."""
FILE_SECONDS, FILE_BYTES = 120.0, 128 * 1024 * 1024
"""Of one file: a server that drips, or never ends, is left."""
ALL_SECONDS = 3600.0
MOST_FAILURES = 20
"""So many answers in a row that did not come, and the rest is not asked."""
AT_ONCE = 8
_AGENT = "zorgpaden-verify-site"


class BadAddress(ValueError):
    """No address that can be looked at; the text says why, in Dutch."""


class _Elsewhere(urllib.error.URLError):
    """A redirect to another site."""


class _SameOrigin(urllib.request.HTTPRedirectHandler):
    """Follows a redirect only where it stays on the same scheme, host and port."""

    def redirect_request(
        self, req: urllib.request.Request, fp: IO[bytes], code: int, msg: str, headers: Message, newurl: str
    ) -> urllib.request.Request | None:
        if _origin(newurl) != _origin(req.full_url):
            raise _Elsewhere(f"stuurt door naar {_origin(newurl)}")
        return super().redirect_request(req, fp, code, msg, headers, newurl)  # type: ignore[arg-type]


class _NoOtherScheme(urllib.request.BaseHandler):
    """`file:`, `ftp:` and `data:` are not opened, whoever asks."""

    def __init__(self) -> None:
        self.file_open = self.ftp_open = self.data_open = self._refuse

    def _refuse(self, req: urllib.request.Request) -> None:
        raise _Elsewhere(f"wil een ander soort adres: {req.type}")


def _origin(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}".lower()


class Server:
    """One site at an address. TLS certificates are checked against those of this computer."""

    def __init__(self, url: str) -> None:
        """Raises BadAddress; only https, and http on this same computer."""
        parts = urlsplit(url)
        local = parts.scheme == "http" and parts.hostname in LOCAL
        if (parts.scheme != "https" and not local) or not parts.hostname:
            raise BadAddress("het adres moet met https:// beginnen")
        if parts.username or parts.query or parts.fragment:
            raise BadAddress("het adres mag geen naam, vraagteken of hekje hebben")
        self.root = url.rstrip("/") + "/"
        self._opener = urllib.request.build_opener(_SameOrigin, _NoOtherScheme)
        self._end = time.monotonic() + ALL_SECONDS

    def get(self, path: str, most: int = FILE_BYTES) -> bytes:
        """The file; raises OSError or HTTPException when it cannot be had."""
        return b"".join(self._parts(path, most))

    def hash(self, path: str) -> str:
        """The hash of the file; raises as `get`."""
        digest = hashlib.sha256()
        for part in self._parts(path, FILE_BYTES):
            digest.update(part)
        return digest.hexdigest()

    def _parts(self, path: str, most: int) -> Iterator[bytes]:
        way = path.removesuffix("index.html") if f"/{path}".endswith("/index.html") else path
        request = urllib.request.Request(  # noqa: S310  (the scheme was looked at)
            self.root + quote(way), headers={"User-Agent": _AGENT, "Cache-Control": "no-cache"}
        )
        end = min(time.monotonic() + FILE_SECONDS, self._end)
        size = 0
        with self._opener.open(request, timeout=WAIT) as answer:
            while part := answer.read1(65536):
                size += len(part)
                if size > most or time.monotonic() > end:
                    raise OSError("te groot of te traag")
                yield part


def server_manifest(server: Server) -> dict[str, str]:
    """The list that the server itself gives. Raises BadManifest, also when it cannot be had."""
    try:
        return read_manifest(server.get(MANIFEST, MOST_BYTES))
    except (OSError, http.client.HTTPException) as error:
        raise BadManifest(f"{server.root}{MANIFEST} is niet op te halen: {_why(error)}") from None


def compare_server(server: Server, expected: Mapping[str, str]) -> list[Difference]:
    """What the server gives differently from the list, as “ontbreekt”, “veranderd” or “niet gezien”.

    Files that are too many cannot be seen from outside.
    """
    found: list[Difference] = []
    in_a_row = 0
    with ThreadPoolExecutor(AT_ONCE) as pool:
        paths = sorted(expected)
        for start in range(0, len(paths), AT_ONCE * 4):
            group = paths[start : start + AT_ONCE * 4]
            if in_a_row >= MOST_FAILURES:
                found += (Difference("niet gezien", path) for path in group)
                continue
            for path, what in zip(group, pool.map(lambda one: _look(server, one, expected[one]), group), strict=True):
                in_a_row = in_a_row + 1 if what.startswith("niet op te halen") else 0
                if what:
                    found.append(Difference(what, path))
    return sorted(found)


def _look(server: Server, path: str, digest: str) -> str:
    try:
        return "" if server.hash(path) == digest else "veranderd"
    except urllib.error.HTTPError as error:
        return "ontbreekt" if error.code in (404, 410) else f"niet op te halen ({error.code})"
    except (OSError, http.client.HTTPException) as error:
        return f"niet op te halen ({_why(error)})"


def _why(error: Exception) -> str:
    reason = getattr(error, "reason", None) or error
    return f"{error.code}" if isinstance(error, urllib.error.HTTPError) else str(reason) or type(error).__name__
