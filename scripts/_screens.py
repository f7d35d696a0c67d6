"""The pictures in the README: home with a zorgpad on a telephone, and the combination guide on both."""

from __future__ import annotations

import base64
import sys
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from support import CHROMIUM

GUIDE = "combineren/#g=waterrijk&s=geldzorgen,roken&k=kwetsbaar"
PICTURES = {
    "schermen.png": (("", 1000, "h1"), ("gemeenten/waterrijk/geldzorgen/", 320, "h1")),
    "combineren.png": ((GUIDE, 320, "#combinatie"), (GUIDE, 1000, "#overstap")),
}
"""Name of the picture → address, width and top heading of each screen in it; with an h1 the page is not scrolled."""
HEIGHT = 600
FRAME = """<body style="margin:0;display:flex;gap:24px;padding:24px;background:#d9e2e2">{pictures}</body>"""
PICTURE = '<img style="border-radius:12px;box-shadow:0 2px 12px #0004" src="data:image/png;base64,{data}">'


def shot(browser: Browser, address: str, width: int, start: str) -> str:
    """One page as a picture, in base64."""
    page = browser.new_page(viewport={"width": width, "height": HEIGHT})
    page.goto(address)
    page.wait_for_timeout(300)
    if start != "h1":
        page.locator(start).evaluate("one => one.scrollIntoView({ behavior: 'instant' })")
    return base64.b64encode(page.screenshot()).decode()


def main(site: str, folder: str) -> None:
    """Serve `site`, photograph it, and put pictures with screens side by side in `folder`."""
    handler = partial(SimpleHTTPRequestHandler, directory=site)
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    root = f"http://127.0.0.1:{server.server_port}/"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        for name, shots in PICTURES.items():
            screens = [shot(browser, root + path, width, start) for path, width, start in shots]
            frame = browser.new_page(viewport={"width": 1392, "height": HEIGHT + 48})
            frame.set_content(FRAME.format(pictures="".join(PICTURE.format(data=screen) for screen in screens)))
            frame.screenshot(path=Path(folder) / name)
        browser.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
