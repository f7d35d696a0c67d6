"""Lighthouse on four kinds of pages, behind a server with the headers and the compression of a careful host."""

from __future__ import annotations

import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
from functools import partial
from http.server import ThreadingHTTPServer
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests"))

from browser.conftest import Handler as StrictHandler  # noqa: E402
from search.searching import Handler as ZippedHandler  # noqa: E402
from support import ARGUMENTS, CHROMIUM  # noqa: E402

LIGHTHOUSE = ROOT / "scripts/lighthouse/node_modules/.bin/lighthouse"
PAGES = ("", "gemeenten/waterrijk/geldzorgen/", "combineren/", "infosheets/armoede-en-schulden/")
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
TIMES = ("first-contentful-paint", "largest-contentful-paint", "total-blocking-time", "cumulative-layout-shift")
RUNS = 3
Report = dict[str, Any]


class Handler(StrictHandler, ZippedHandler):
    """Strict headers, compressed, and one connection for several files."""

    protocol_version = "HTTP/1.1"


def build(to: Path) -> None:
    """The site, without an address of its own: an address of this computer may stand on no page."""
    command = [sys.executable, "-m", "zorgpaden.cli", "build", "--to", str(to)]
    environment = os.environ | {"ZORGPADEN_SITE_URL": "", "NO_MKDOCS_2_WARNING": "1"}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode:
        sys.exit(f"bouwen mislukt:\n{done.stdout}{done.stderr}")


def measure(address: str) -> Report:
    """One visit of Lighthouse, with its own device and its own slow line."""
    command = [
        str(LIGHTHOUSE),
        address,
        "--quiet",
        "--output=json",
        "--no-enable-error-reporting",
        f"--only-categories={','.join(CATEGORIES)}",
        f"--chrome-flags={' '.join(['--headless=new', *ARGUMENTS])}",
    ]
    environment = os.environ | {"CHROME_PATH": str(CHROMIUM)}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False, timeout=180)  # noqa: S603
    if done.returncode:
        sys.exit(f"Lighthouse mislukt op {address}:\n{done.stderr}")
    report: Report = json.loads(done.stdout)
    return report


def score(report: Report, category: str) -> float:
    """From 0 to 100."""
    return 100 * float(report["categories"][category]["score"] or 0)


def lost(report: Report) -> list[str]:
    """What took points away."""
    found = []
    for category in CATEGORIES:
        for one in report["categories"][category]["auditRefs"]:
            audit = report["audits"][one["id"]]
            if score(report, category) < 100 and one["weight"] and audit["score"] is not None and audit["score"] < 1:
                found.append(f"{category}: {audit['title']} {audit.get('displayValue', '')}".strip())
    return found


def main() -> None:
    """Serve, measure, print."""
    work = Path(tempfile.mkdtemp(prefix="zorgpaden-lighthouse-"))
    site = Path(sys.argv[1]).resolve() if len(sys.argv) > 1 else work / "site"
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=str(site)))
    address = f"http://127.0.0.1:{server.server_port}/"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    good = True
    try:
        if len(sys.argv) == 1:
            print("▸ bouwen", file=sys.stderr)
            build(site)
        print(f"{'':<34}" + "".join(f"{one:>16}" for one in CATEGORIES) + f"{'FCP':>8}{'LCP':>8}{'TBT':>8}{'CLS':>8}")
        for path in PAGES:
            reports = [measure(address + path) for _ in range(RUNS)]
            medians = [statistics.median(score(one, category) for one in reports) for category in CATEGORIES]
            times = [statistics.median(one["audits"][name]["numericValue"] for one in reports) for name in TIMES]
            print(
                f"{path or 'home':<34}"
                + "".join(f"{value:>16.0f}" for value in medians)
                + f"{times[0] / 1000:>6.1f} s{times[1] / 1000:>6.1f} s{times[2]:>5.0f} ms{times[3]:>8.3f}"
            )
            for line in dict.fromkeys(line for one in reports for line in lost(one)):
                print(f"  {line}")
            good = good and min(medians) >= 100
        version = reports[0]["lighthouseVersion"]
        print(f"\nLighthouse {version}, mediaan van {RUNS}, {os.cpu_count()} kernen")
    finally:
        server.shutdown()
        shutil.rmtree(work)
    sys.exit(0 if good else 1)


if __name__ == "__main__":
    main()
