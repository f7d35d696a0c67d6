"""Compare our search with Material's own and with Pagefind: same pages, same queries, a real browser."""

from __future__ import annotations

import re
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html import escape
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests"))

from search.searching import OurSearch, Query, Traffic, queries, served  # noqa: E402
from support import ARGUMENTS, CHROMIUM  # noqa: E402

MOST = 3
"""How many results we read: nobody sees the others."""
SEARCH_FILES = r"assets/(zoek|lunr|snowball)|pagefind/|/search/|workers/search|/lunr/"
"""What only searching needs, whenever it is fetched: Material does so on every page, before anybody asks."""
Ask = Callable[[str], list[str]]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one search engine did with all queries."""

    name: str
    ranks: list[tuple[Query, int]]
    first: int
    later: float

    def share(self, place: int, soort: str = "") -> float:
        """How often the right page is at this place or before it, in per cent."""
        counted = [rank for query, rank in self.ranks if not soort or query.soort == soort]
        return 100 * sum(1 <= rank <= place for rank in counted) / len(counted)


def run(*command: str | Path, cwd: Path = ROOT) -> None:
    """Run quietly; stop with its words when it fails."""
    done = subprocess.run([str(one) for one in command], cwd=cwd, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode:
        sys.exit(f"{command}: {done.stdout}{done.stderr}")


def needed_places(listed: list[Query]) -> list[str]:
    """The gemeenten in the answers; the others would only make the other engines slower."""
    found = re.findall(r"gemeenten/([^/]+)/", " ".join(url for one in listed for url in one.verwacht))
    return sorted({*found, "waterrijk", "duinhoven", "veldegge"})


def contents(site: Path) -> Iterator[tuple[str, str, str]]:
    """(address, title, HTML of the content) of every page, without header and footer."""
    for file in sorted(site.rglob("index.html")):
        html = file.read_text(encoding="utf-8")
        body = re.search(r'<div class="zp-inhoud[^>]*>(.*)</div>\s*(?:</div>|</main>|<footer)', html, re.DOTALL)
        title = re.search(r"<title>(.*?) \|", html, re.DOTALL)
        if body and title:
            yield file.parent.relative_to(site).as_posix().removeprefix("."), title[1], body[1]


def material_site(site: Path, work: Path) -> Path:
    """A plain Material site with the same pages and its default search in Dutch."""
    for url, title, html in contents(site):
        page = work / "docs" / url / "index.md"
        page.parent.mkdir(parents=True, exist_ok=True)
        content = re.sub(r"\s*\n\s*", " ", re.sub(r"<h1.*?</h1>|<(script|style).*?</\1>", "", html, flags=re.DOTALL))
        page.write_text(f"---\ntitle: {escape(title)!r}\n---\n\n# {title}\n\n<div>{content}</div>\n", encoding="utf-8")
    settings = (
        "site_name: bench\ntheme: {name: material, language: nl, font: false}\nplugins: [search]\nnav: [index.md]\n"
    )
    (work / "mkdocs.yml").write_text(settings, encoding="utf-8")
    run(sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", work / "site", cwd=work)
    return work / "site"


def pagefind_site(site: Path, work: Path) -> Path:
    """A copy of our site with Pagefind's index of the same content."""
    copy = Path(shutil.copytree(site, work / "site"))
    run(sys.executable, "-m", "pagefind_bin", "--site", copy, "--root-selector", "#inhoud", "--force-language", "nl")
    return copy


def ours(page: Page, address: str) -> Ask:
    """Our search page."""
    return OurSearch(page, address).ask


def material(page: Page, address: str) -> Ask:
    """Material's dialog: what its list shows once it is still. It listens to keys, not to changes of the field."""
    field, said = page.locator(".md-search__input"), page.locator(".md-search-result__meta")
    field.focus()
    page.wait_for_function("!document.querySelector('.md-search-result__meta').innerText.includes('initialiseren')")
    nothing_asked = said.inner_text()

    def type_in(text: str) -> None:
        field.fill(text)
        field.dispatch_event("keyup")

    def ask(text: str) -> list[str]:
        type_in("")
        page.wait_for_function(
            "text => document.querySelector('.md-search-result__meta').innerText === text", arg=nothing_asked
        )
        type_in(text)
        page.wait_for_function(
            "text => document.querySelector('.md-search-result__meta').innerText !== text", arg=nothing_asked
        )
        page.wait_for_timeout(50)
        links = page.locator(".md-search-result__item > a").evaluate_all("all => all.map(one => one.href)")
        return [str(link).removeprefix(address).split("?")[0].split("#")[0] for link in links]

    return ask


def pagefind(page: Page, address: str) -> Ask:
    """Pagefind's own module, with the data of the results that a page would show."""
    script = """async ([address, text, most]) => {
        const engine = await import(`${address}pagefind/pagefind.js`);
        const found = await engine.search(text);
        const data = await Promise.all(found.results.slice(0, most).map(one => one.data()));
        return data.map(one => one.url);
    }"""
    return lambda text: [url.removeprefix("/") for url in page.evaluate(script, [address, text, MOST])]


def judge(name: str, site: Path, start: Callable[[Page, str], Ask], listed: list[Query]) -> Outcome:
    """Ask everything in one visit."""
    with served(site) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        page = browser.new_page()
        traffic = Traffic(page, SEARCH_FILES)
        page.goto(f"{address}zoeken/" if start is not material else address)
        page.wait_for_load_state("networkidle")
        ask = start(page, address)
        ranks, sizes = [], []
        for query in listed:
            ranks.append((query, query.rank(ask(query.vraag)[:MOST])))
            sizes.append(traffic.take())
        if not any(rank for _, rank in ranks):
            sys.exit(f"{name} vond niets: de meting klopt niet")
        browser.close()
    return Outcome(name, ranks, sizes[0], statistics.mean(sizes[1:]))


def main() -> None:
    """Build, ask, print."""
    listed = queries()
    work = Path(tempfile.mkdtemp(prefix="zorgpaden-zoeken-"))
    try:
        site = work / "eigen"
        print("▸ bouwen", file=sys.stderr)
        run(sys.executable, "-m", "zorgpaden.cli", "build", "--to", site, "--alleen", ",".join(needed_places(listed)))
        for name in ("material", "pagefind"):
            (work / name).mkdir()
        engines = (
            ("zorgpaden", site, ours),
            ("Material", material_site(site, work / "material"), material),
            ("Pagefind", pagefind_site(site, work / "pagefind"), pagefind),
        )
        pages = len(list(site.rglob("index.html")))
        outcomes = []
        for name, folder, start in engines:
            print(f"▸ {name}", file=sys.stderr)
            outcomes.append(judge(name, folder, start, listed))
    finally:
        shutil.rmtree(work)
    print(f"{len(listed)} vragen, {pages} bladzijden\n")
    print(f"{'':<16}" + "".join(f"{outcome.name:>22}" for outcome in outcomes))
    for soort in ("", *dict.fromkeys(query.soort for query in listed)):
        cells = (f"{outcome.share(1, soort):.0f} % / {outcome.share(3, soort):.0f} %" for outcome in outcomes)
        print(f"{soort or 'bij 1 / bij 3':<16}" + "".join(f"{cell:>22}" for cell in cells))
    print(f"{'eerste vraag':<16}" + "".join(f"{outcome.first / 1000:>19.1f} kB" for outcome in outcomes))
    print(f"{'volgende':<16}" + "".join(f"{outcome.later / 1000:>19.1f} kB" for outcome in outcomes))
    missed = [query.vraag for query, rank in outcomes[0].ranks if not rank]
    print(f"\nNiet bij de eerste drie: {', '.join(missed) or 'geen'}")
    sys.exit(outcomes[0].share(3) < 95)


if __name__ == "__main__":
    main()
