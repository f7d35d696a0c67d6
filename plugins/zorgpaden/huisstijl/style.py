"""The house style of one site: from the file of the host to the files of the site."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment

from zorgpaden import urls
from zorgpaden.huisstijl.fonts import Font, read_fonts
from zorgpaden.huisstijl.tokens import Sheet, read_sheet
from zorgpaden.huisstijl.values import DARK, LIGHT, Values, make_values
from zorgpaden.problems import Problem, errors
from zorgpaden.render.environment import make_environment, theme_folder

_GENERIC = ("sans-serif", "serif", "system-ui", "ui-sans-serif", "ui-serif", "monospace")


@dataclass(frozen=True)
class HouseStyle:
    """A house style that may be published."""

    values: Values
    fonts: tuple[Font, ...]
    left_out: int
    theme: str

    def files(self) -> Iterator[tuple[str, bytes]]:
        """Path below the site folder, and content."""
        yield urls.HUISSTIJL, self.css(make_environment(theme_folder() / "huisstijl")).encode()
        for font in self.fonts:
            yield urls.lettertype(font.name), font.content

    def css(self, environment: Environment) -> str:
        """The style sheet: only values that were read and written again here."""
        values, changed = self.values, _changed(self.values)
        return environment.get_template("huisstijl.css").render(
            licht={name: values.light[name] for name in changed},
            donker={name: values.dark[name] for name in changed},
            letters={name: _stack(names) for name, names in values.letters.items()},
            rond=values.rond,
            fonts=[{"font": font, "url": urls.lettertype(font.name).rpartition("assets/")[2]} for font in self.fonts],
            rand=values.light["focus-rand"] != values.light["focus"],
        )


def load_house_style(file: Path) -> tuple[HouseStyle | None, list[Problem]]:
    """(house style, problems); the first is None when it cannot be used."""
    path = file.name
    try:
        raw = file.read_bytes()
    except OSError:
        hint = "Kijk bij huisstijl in mkdocs.yml; het pad begint in de map van dat bestand."
        return None, [Problem(path, 0, 0, "huisstijl-bestand", "fout", f"het bestand {file} is er niet", hint)]
    sheet, problems = read_sheet(raw, path)
    fonts, font_problems = read_fonts(sheet.faces, file.parent, path)
    problems = [*problems, *font_problems]
    if errors(problems):
        return None, sorted(problems)
    return _of(sheet, tuple(fonts), path)


def _of(sheet: Sheet, fonts: tuple[Font, ...], path: str) -> tuple[HouseStyle | None, list[Problem]]:
    values, problems = make_values(sheet.tokens, path)
    if errors(problems):
        return None, sorted(set(problems))
    return HouseStyle(values, fonts, sheet.left_out, sheet.theme), problems


def _changed(values: Values) -> list[str]:
    """What differs from our own styles on one of the two screens: the file stays small."""
    return [name for name in LIGHT if (str(values.light[name]), str(values.dark[name])) != (LIGHT[name], DARK[name])]


def _stack(names: tuple[str, ...]) -> str:
    """Families as CSS: names in quotes, and always one that every device has."""
    good = [name if name in _GENERIC else f'"{name}"' for name in names]
    return ", ".join(good if good[-1] in _GENERIC else [*good, "sans-serif"])
