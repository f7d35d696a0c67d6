"""Other generators on the pages that we built."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

from folders import totals
from markdown_pages import Page, read_pages, write_pages
from measure import measure
from others import eleventy, hugo, material, zensical
from ours import COLD, SERVED
from samples import Sample
from serve import Server, seconds_until_served

FAST = (hugo, eleventy)
SLOW = (material, zensical)


class Comparison:
    """The pages of one built site, ready for the other generators."""

    def __init__(self, work: Path, size: int, site: Path) -> None:
        self.size = size
        self._folder = work / "others"
        self._folder.mkdir()
        for tool in (*FAST, *SLOW):
            tool.settings(self._folder, site)
        pages = list(read_pages(site))
        self._html = sum(page.size for page in pages)
        write_pages(pages, self._folder / "pages", {})
        fillers = self._fillers(pages)
        (self._folder / "pages").rename(work / "pages-without-fillers")
        write_pages(pages, self._folder / "pages", fillers)

    def run(self, tool: ModuleType, number: int) -> Sample:
        """Build everything, in a folder that is not there yet."""
        to = self._folder / f"out/{tool.NAME.split()[0]}-{number}"
        usage = measure(tool.build(self._folder, to), self._folder)
        figures = totals(to)
        return Sample(self.size, tool.NAME, COLD, usage, {**figures, "html_of_ours": figures["html"] / self._html})

    def serve(self, tool: ModuleType, times: int) -> Iterator[Sample]:
        """How long it takes from saving a page until a visitor gets it."""
        file = next(iter(sorted(self._folder.glob("pages/gemeenten/*/geldzorgen.md"))))
        url = f"{file.relative_to(self._folder / 'pages').with_suffix('').as_posix()}/"
        text = file.read_text(encoding="utf-8")
        with Server(functools.partial(tool.serve, self._folder), self._folder) as server:
            for number in range(times):
                words = f"Bewaard voor keer {number}"
                with_words = f"{text}\n{words}\n"
                save = functools.partial(file.write_text, with_words, encoding="utf-8")
                yield Sample(self.size, tool.NAME, SERVED, seconds_until_served(server, url, words, save))

    def _fillers(self, pages: list[Page]) -> dict[str, int]:
        """What each page lacks to be as large as ours, when it is rendered from Markdown."""
        trial = self._folder / "out/trial"
        measure(hugo.build(self._folder, trial), self._folder)
        return {page.url: max(0, page.size - self._size(trial, page)) for page in pages}

    def _size(self, trial: Path, page: Page) -> int:
        return (trial / page.path.removesuffix(".md") / "index.html").stat().st_size
