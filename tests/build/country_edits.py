"""Edits that somebody can make to a project, drawn from a number: of data, texts, settings, theme and code."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

import yaml
from country import THEME, Country

HERE = Path(__file__).parent
FRAGMENTS: dict[str, Any] = yaml.safe_load((HERE / "stukken.yml").read_text(encoding="utf-8"))
"""Fields that an entity can have, by the folder or file that it stands in; and options of mkdocs.yml."""
Edit = Callable[[Country, Random], None]
EDITS: dict[str, Edit] = {}
WORDS = ("Nieuw", "De JGZ belt", "MDO", "hulp", "Thuisbezoek", "'s avonds", "50% & meer <b>", "é")
NUMBER = re.compile(r"0[0-9]{2,3}-[0-9 ]{6,}|112")


def edit(function: Edit) -> Edit:
    """Put an edit in the table, under its name."""
    EDITS[function.__name__] = function
    return function


# --- one value in the data ---------------------------------------------------------------------------


@edit
def value(country: Country, dice: Random) -> None:
    """Another value somewhere in a file."""
    file = _pick(dice, _data(country))
    values = yaml.safe_load(file.read_text(encoding="utf-8"))
    places = list(_places(values))
    if places:
        room, key = _pick(dice, places)
        room[key] = _other(room[key], _ids(country), dice)
        _write(file, values)


@edit
def fewer(country: Country, dice: Random) -> None:
    """A field or an entry of a list goes away."""
    file = _pick(dice, _data(country))
    values = yaml.safe_load(file.read_text(encoding="utf-8"))
    places = list(_places(values))
    if places:
        room, key = _pick(dice, places)
        del room[key]
        _write(file, values)


@edit
def more(country: Country, dice: Random) -> None:
    """A field that was not there, or an entry of a list once more."""
    file = _pick(dice, _data(country))
    values = yaml.safe_load(file.read_text(encoding="utf-8"))
    fragments = FRAGMENTS.get(_kind(file), {})
    if fragments and dice.random() < 0.8:
        entity = _pick(dice, values) if isinstance(values, list) else values
        name = _pick(dice, sorted(fragments))
        entity[name] = fragments[name]
    else:
        rooms = [room for room, _ in _places(values) if isinstance(room, list)]
        if rooms:
            room = _pick(dice, rooms)
            room.insert(dice.randrange(len(room) + 1), _pick(dice, room))
    _write(file, values)


@edit
def order(country: Country, dice: Random) -> None:
    """A list in another order."""
    file = _pick(dice, _data(country))
    values = yaml.safe_load(file.read_text(encoding="utf-8"))
    rooms = [room for room, _ in _places(values) if isinstance(room, list) and len(room) > 1]
    if rooms:
        _pick(dice, rooms).reverse()
        _write(file, values)


# --- whole files -------------------------------------------------------------------------------------


@edit
def spelling(country: Country, dice: Random) -> None:
    """The same values in another form, or a file that cannot be read."""
    file = _pick(dice, _data(country))
    raw = file.read_bytes()
    forms = [
        b"# een regel\n" + raw,
        raw + b"\n\n",
        raw.replace(b"\n", b"\r\n"),
        b"\xef\xbb\xbf" + raw,
        raw[: len(raw) // 2],
        raw + b"\x00",
        raw + b"id: nog-een\n",
        raw.replace(b": ", b":", 1),
        b"",
        raw,
    ]
    file.write_bytes(_pick(dice, forms))


@edit
def delete(country: Country, dice: Random) -> None:
    """A file, or the folder of a whole layer, goes away."""
    layers = [one for room in ("regios", "gemeenten") for one in (country.path / "data" / room).glob("*")]
    if layers and dice.random() < 0.2:
        shutil.rmtree(_pick(dice, sorted(layers)))
    else:
        _pick(dice, _data(country)).unlink()


@edit
def copy(country: Country, dice: Random) -> None:
    """A file again under another name, perhaps in another layer."""
    file = _pick(dice, _data(country))
    twins = sorted({other.parent for other in _data(country) if other.parent.name == file.parent.name})
    folder = _pick(dice, twins)
    name = f"{file.stem}-{dice.randrange(3)}"
    text = re.sub(rf"\b{file.stem}\b", name, file.read_text(encoding="utf-8"), count=1)
    here, there = _layer_of(country, file), _layer_of(country, folder)
    (folder / f"{name}.yml").write_text(text.replace(f"[{here}]", f"[{there}]"), encoding="utf-8")


@edit
def move(country: Country, dice: Random) -> None:
    """A file to another layer."""
    file = _pick(dice, _data(country))
    twins = sorted({other.parent for other in _data(country) if other.parent.name == file.parent.name})
    shutil.move(file, _pick(dice, twins) / file.name)


@edit
def rename(country: Country, dice: Random) -> None:
    """Another id, everywhere where it stands."""
    file = _pick(dice, _data(country))
    name = f"{file.stem}x"
    for other in [*_data(country), *_texts(country)]:
        text = other.read_text(encoding="utf-8")
        other.write_text(re.sub(rf"\b{file.stem}\b(?!:)", name, text), encoding="utf-8")
    file.rename(file.with_name(f"{name}.yml"))


@edit
def layer(country: Country, dice: Random) -> None:
    """A gemeente more, with all that another has; or a gemeente in another region."""
    gemeenten = country.path / "data/gemeenten"
    if dice.random() < 0.5:
        old = _pick(dice, sorted(one.name for one in gemeenten.glob("*")))
        new = f"{old}-{dice.randrange(3)}"
        shutil.rmtree(gemeenten / new, ignore_errors=True)
        shutil.copytree(gemeenten / old, gemeenten / new)
        ids = [file.stem for file in (gemeenten / old / "voorzieningen").glob("*.yml")]
        for file in sorted((gemeenten / new).rglob("*.yml")):
            text = re.sub(rf"\b{old}\b", new, file.read_text(encoding="utf-8"))
            for id_ in ids:
                text = re.sub(rf"\b{id_}\b", f"{id_}-{new}", text)
            file.write_text(text, encoding="utf-8")
            if file.stem in ids:
                file.rename(file.with_name(f"{file.stem}-{new}.yml"))
    else:
        regios = sorted((country.path / "data/regios").glob("*/regio.yml"))
        values = [yaml.safe_load(file.read_text(encoding="utf-8")) for file in regios]
        there = [one for one in values if one.get("gemeenten")]
        if there:
            gone = _pick(dice, there)["gemeenten"].pop()
            _pick(dice, values).setdefault("gemeenten", []).append(gone)
            for file, one in zip(regios, values, strict=True):
                _write(file, one)


@edit
def borders(country: Country, dice: Random) -> None:
    """Boundaries for the map: there, others, broken or gone."""
    x = 5 + dice.randrange(3) / 10
    ring = [[x, 52], [x + 0.1, 52], [x, 52.1], [x, 52]]
    text = f'{{"bron":"Kaart {dice.randrange(2)}","gemeenten":{{\n"GM0001":[{ring}]\n}}}}\n'
    _there_or_gone(country.path / "data/landelijk/grenzen.json", _pick(dice, [text, text, "{", None]))


# --- texts -------------------------------------------------------------------------------------------


@edit
def text(country: Country, dice: Random) -> None:
    """Another text on a page; perhaps with a link that leads nowhere."""
    file = _pick(dice, _texts(country))
    new = [
        "Nog een zin over de JGZ.",
        "## Nog een kop",
        "Lees [meedoen](../over/meedoen.md).",
        "Lees [niets](is-er-niet.md).",
        "Bel [het team](../voorzieningen/team/).",
        "Kijk in [Waterrijk](../gemeenten/waterrijk/geld/#bel).",
        "![Een kamer](kamer.png)",
        "<b>nee</b>",
    ]
    file.write_text(f"{file.read_text(encoding='utf-8')}\n{_pick(dice, new)}\n", encoding="utf-8")


@edit
def front(country: Country, dice: Random) -> None:
    """Another value in the fields above a page."""
    file = _pick(dice, _texts(country))
    head, _, body = file.read_text(encoding="utf-8").removeprefix("---\n").partition("\n---\n")
    values = yaml.safe_load(head)
    if not isinstance(values, dict):
        return
    fragments = FRAGMENTS["content"]
    if dice.random() < 0.4:
        name = _pick(dice, sorted(fragments))
        values[name] = fragments[name]
    else:
        room, key = _pick(dice, list(_places(values)))
        room[key] = _other(room[key], _ids(country), dice)
    file.write_text(f"---\n{_dumped(values)}---\n{body}", encoding="utf-8")


@edit
def page(country: Country, dice: Random) -> None:
    """A page more, less, or in another place."""
    file = _pick(dice, _texts(country))
    folder = _pick(dice, sorted({other.parent for other in _texts(country)}))
    new = folder / f"{file.stem}-{dice.randrange(2)}.md"
    what = dice.randrange(3)
    if what == 0:
        file.unlink()
    elif what == 1:
        file.rename(new)
    else:
        shutil.copy(file, new)


@edit
def photo(country: Country, dice: Random) -> None:
    """A photo that is other, new or gone."""
    folder = country.path / "content/infosheets"
    png = (HERE / "land/content/infosheets/kamer.png").read_bytes()
    name = _pick(dice, ["kamer.png", "tuin.png"])
    _there_or_gone(folder / name, _pick(dice, [png, png + b"meer", None]))


# --- around the data ---------------------------------------------------------------------------------


@edit
def option(country: Country, dice: Random) -> None:
    """Another setting of the site."""
    choices = FRAGMENTS["mkdocs.yml"]
    name = _pick(dice, sorted(choices))
    chosen = _pick(dice, choices[name])
    options: Any = country.options()
    if name in ("site_url", "site_name", "extra"):
        options[name] = chosen
    elif chosen is None:
        options["plugins"][0]["zorgpaden"].pop(name, None)
    else:
        options["plugins"][0]["zorgpaden"][name] = chosen
    if name == "logo":
        options["plugins"][0]["zorgpaden"]["logo_tekst"] = "Ons logo"
    country.set_options(options)


@edit
def beside(country: Country, dice: Random) -> None:
    """Another file that the settings name: style, logo, paper, words, the form."""
    files = FRAGMENTS["ernaast"]
    path = _pick(dice, sorted(files))
    _there_or_gone(country.path / path, _pick(dice, files[path]))


@edit
def theme(country: Country, dice: Random) -> None:
    """A theme of one's own, and changes in it."""
    options = country.options()
    if options["theme"] != THEME["theme"]:
        return
    path, old, new = _pick(dice, FRAGMENTS["thema"])
    file = country.path / "theme" / path
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace(new, old) if new in text else text.replace(old, new), encoding="utf-8")


@edit
def by_hand(country: Country, dice: Random) -> None:
    """Somebody changes, removes or adds a file of the site itself."""
    files = [file for file in sorted(country.site.rglob("*")) if file.is_file()]
    if not files:
        return
    file = _pick(dice, files)
    what = dice.randrange(4)
    if what == 0:
        file.unlink()
    elif what == 1:
        file.write_bytes(b"anders")
    elif what == 2:
        file.with_name("erbij.html").write_bytes(b"erbij")
    else:
        shutil.rmtree(file.parent if file.parent != country.site else country.site / "voorzieningen")


@edit
def memory(country: Country, dice: Random) -> None:
    """A byte of what is remembered falls over; or a file of it is gone."""
    rooms = (country.path / ".cache/zorgpaden", country.path / ".site-bouw/geheugen")
    files = [file for room in rooms for file in sorted(room.rglob("*")) if file.is_file()]
    if not files:
        return
    file = _pick(dice, files)
    raw = bytearray(file.read_bytes())
    if raw and dice.random() < 0.7:
        raw[dice.randrange(len(raw))] ^= 1 << dice.randrange(8)
        file.write_bytes(raw)
    else:
        file.unlink()


# --- tools -------------------------------------------------------------------------------------------


def _pick(dice: Random, things: Any) -> Any:
    return things[dice.randrange(len(things))]


def _data(country: Country) -> list[Path]:
    return sorted((country.path / "data").rglob("*.yml"))


def _texts(country: Country) -> list[Path]:
    return sorted((country.path / "content").rglob("*.md"))


def _kind(file: Path) -> str:
    """The name under which the fields of a file stand in the table."""
    name = file.parent.name if file.parent.name in FRAGMENTS else file.name
    return f"laag/{name}" if name == "zorgpaden" and file.parents[2].name != "data" else name


def _layer_of(country: Country, path: Path) -> str:
    parts = path.relative_to(country.path / "data").parts
    return parts[1] if len(parts) > 1 and parts[0] != "landelijk" else "landelijk"


def _ids(country: Country) -> list[str]:
    """Ids that something could refer to, and one that nobody has."""
    layers = (one.name for room in ("regios", "gemeenten") for one in (country.path / "data" / room).glob("*"))
    return [*sorted({*layers, *(file.stem for file in _data(country))}), "leeg", "is-er-niet"]


def _places(values: Any) -> Iterator[tuple[Any, Any]]:
    """Every room and the key of each thing in it."""
    keys = values.keys() if isinstance(values, dict) else range(len(values)) if isinstance(values, list) else ()
    for key in list(keys):
        yield values, key
        yield from _places(values[key])


def _other(old: Any, ids: list[str], dice: Random) -> Any:
    """Something else of the same kind."""
    if isinstance(old, date):
        days = _pick(dice, [-400, -200, -1, 1, 30])
        return _pick(dice, [old + timedelta(days), date(2026, 11, 23), date(1900, 1, 1)])
    if isinstance(old, int | float):
        return old + _pick(dice, [1, -1, 2])
    if isinstance(old, list):
        return old[1:] if old and dice.random() < 0.5 else [*old, _pick(dice, ids)]
    if not isinstance(old, str):
        return old
    if old in ("ja", "nee"):
        return "nee" if old == "ja" else "ja"
    if NUMBER.fullmatch(old):
        return f"088-000 03 {dice.randrange(100):02d}"
    if old in ids:
        return _pick(dice, ids)
    return _pick(dice, [f"{old} {_pick(dice, WORDS)}", _pick(dice, WORDS), ""])


def _dumped(values: Any) -> str:
    return yaml.safe_dump(values, sort_keys=False, allow_unicode=True, width=1000)


def _write(file: Path, values: Any) -> None:
    file.write_text(_dumped(values), encoding="utf-8")


def _there_or_gone(file: Path, content: str | bytes | None) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    if content is None:
        file.unlink(missing_ok=True)
    else:
        file.write_bytes(content.encode() if isinstance(content, str) else content)
