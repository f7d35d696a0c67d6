"""Page views per second of one nginx worker with the settings of `zorgpaden host`, over TLS, asked by wrk."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests"))

from hosting.serving import NAME, NGINX, PLACES, nginx, write_project, zorgpaden  # noqa: E402

LEAST, SLOWEST = 500, 100.0
"""Page views per second, and milliseconds at the 99th percentile."""
CONNECTIONS = 32
PER_VIEW = 3
"""What a page view asks: the page, its style and its script, whole; files with a hash in their name are kept."""


def script(site: Path) -> str:
    """For wrk: every zorgpad of every gemeente in turn, and after each the style and the script."""
    pages = sorted(f"/{file.parent.relative_to(site).as_posix()}/" for file in site.glob("gemeenten/*/*/index.html"))
    listed = ", ".join(f'"{page}"' for page in pages)
    return f"""
local pages, turn = {{{listed}}}, 0
local files = {{"/assets/zp.css", "/assets/zp.js"}}
request = function()
  local step = turn % {PER_VIEW}
  local headers = {{["Host"] = "{NAME}", ["Accept-Encoding"] = "gzip"}}
  local asked = step == 0 and pages[math.floor(turn / {PER_VIEW}) % #pages + 1] or files[step]
  turn = turn + 1
  return wrk.format("GET", asked, headers)
end
"""


def milliseconds(text: str) -> float:
    """From a time as wrk writes it: `1.20ms`, `850.00us`, `1.02s`."""
    number, unit = re.fullmatch(r"([0-9.]+)(us|ms|s)", text).groups()  # type: ignore[union-attr]
    return float(number) * {"us": 0.001, "ms": 1, "s": 1000}[unit]


def version() -> str:
    """Which nginx this is."""
    said = subprocess.run([NGINX or "nginx", "-v"], capture_output=True, text=True, check=True).stderr  # noqa: S603
    return said.strip().rpartition(" ")[2]


def main() -> None:
    """Build, serve, ask, print."""
    seconds = int(sys.argv[1]) if len(sys.argv) > 1 else 30
    work = Path(tempfile.mkdtemp(prefix="zorgpaden-load-"))
    try:
        project = write_project(work / "project")
        zorgpaden(project, "build", "--to", project / "site", "--alleen", PLACES)
        zorgpaden(project, "host", "--to", project / "server", "--soort", "nginx")
        (work / "vraag.lua").write_text(script(project / "site"), encoding="utf-8")
        with nginx(project / "server/nginx", project / "site", work / "server") as server:
            command = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{seconds}s", "--latency", "-s", str(work / "vraag.lua")]
            address = f"https://127.0.0.1:{server.port}"
            said = subprocess.run([*command, address], capture_output=True, text=True, check=True).stdout  # noqa: S603
    finally:
        shutil.rmtree(work)
    rate = float(re.search(r"Requests/sec:\s+([0-9.]+)", said)[1]) / PER_VIEW  # type: ignore[index]
    slow = milliseconds(re.search(r"99%\s+(\S+)", said)[1])  # type: ignore[index]
    errors = re.findall(r"(?:Socket errors|Non-2xx).*", said)
    rows = (
        ("paginaweergaven per seconde", f"{rate:.0f}", f"minstens {LEAST}", rate >= LEAST),
        ("99 % binnen", f"{slow:.1f} ms", f"hoogstens {SLOWEST:.0f} ms", slow <= SLOWEST),
        ("fouten", "; ".join(errors) or "geen", "geen", not errors),
    )
    print(f"{version()} met één worker, TLS, {CONNECTIONS} verbindingen, {seconds} s\n")
    for what, measured, bound, good in rows:
        print(f"{what:<30} {measured:<10} {bound:<18} {'gehaald' if good else 'NIET'}")
    sys.exit(not all(good for *_, good in rows))


if __name__ == "__main__":
    main()
