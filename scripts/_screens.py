"""The picture in the README: home on a wide screen, a zorgpad on a telephone."""

from __future__ import annotations

import base64
import shutil
import sys
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

from playwright.sync_api import Browser, sync_playwright

SHOTS = (("", 1000, 640), ("gemeenten/waterrijk/geldzorgen/", 320, 640))
FRAME = """<body style="margin:0;display:flex;gap:24px;padding:24px;background:#d9e2e2">{pictures}</body>"""
PICTURE = '<img style="border-radius:12px;box-shadow:0 2px 12px #0004" src="data:image/png;base64,{data}">'


def shot(browser: Browser, address: str, width: int, height: int) -> str:
    """One page as a picture, in base64."""
    page = browser.new_page(viewport={"width": width, "height": height})
    page.goto(address)
    page.wait_for_timeout(300)
    return base64.b64encode(page.screenshot()).decode()


def main(site: str, target: str) -> None:
    """Serve `site`, photograph it, and put the pictures side by side in `target`."""
    handler = partial(SimpleHTTPRequestHandler, directory=site)
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    root = f"http://127.0.0.1:{server.server_port}/"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        pictures = [PICTURE.format(data=shot(browser, root + path, width, height)) for path, width, height in SHOTS]
        frame = browser.new_page(viewport={"width": 1392, "height": 688})
        frame.set_content(FRAME.format(pictures="".join(pictures)))
        frame.screenshot(path=target)
        browser.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
