"""Write a whole project with as many filled gemeenten as wanted, made up from the example gemeente Waterrijk.

python scripts/_bench/generate.py --gemeenten 342 --to MAP [--seed 1]

The three example gemeenten of this project are among them. The real gemeenten are left out: they would be pages
without content of their own, and invented numbers do not belong to a real place. The same seed gives the same bytes,
and a larger project holds the same gemeenten as a smaller one.
"""

from __future__ import annotations

import argparse
import re
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from names import Dialect, place_names, region_names

from zorgpaden.editing.canonical import canonical, new_text
from zorgpaden.loading.yaml_reader import read_yaml
from zorgpaden.model import Afspraak, Voorziening
from zorgpaden.model.base import fingerprint

ROOT = Path(__file__).parents[2]
PEILDATUM = "2026-12-01"
EXAMPLES = 3
"""Waterrijk, Duinhoven and Veldegge, which stand in every project."""

PER_REGION = 14
REAL = re.compile(r"^ *(gemeenten|regios): \[.*\]\n", re.MULTILINE)
"""What a text is about, among real places."""

MERGED = {
    "dietist": "consultatiebureau",
    "huiskamer": "straatteam",
    "jeugdteam": "sociaal-team",
    "ruilwinkel": "weekmand",
    "samen-apart": "scheidingsspreekuur",
    "vadertafel": "kinderopvang",
    "voorleesmaatjes": "taalhuis",
    "woonmaatjes": "buurtgezinnen",
}
"""Voorzieningen of Waterrijk that the others do not have → what they have instead: 25 remain."""

NOT_KEPT = {f"afspraken/{name}.yml" for name in ("informele-hulp-telt-mee", "sociaal-team-bij-verloskundige")}
REPLACED: tuple[tuple[str, type[Any]], ...] = (
    ("afspraken/terugkoppeling.yml", Afspraak),
    ("voorzieningen/voedselbank-merenland.yml", Voorziening),
)
"""Files of the region that a gemeente replaces: it names their fingerprint."""

Texts = dict[str, str]


def generate(gemeenten: int, to: Path, seed: int = 1, theme: Path = ROOT / "theme") -> None:
    """Write the project, which uses the theme where it is; the folder must not exist."""
    _national(to, theme)
    local, regional = _example_gemeente(), _example_region()
    register = ROOT / "data/landelijk/gemeenten.yml"
    names = place_names(register, seed)[: gemeenten - EXAMPLES]
    regions = region_names(register, seed)
    for number in range(0, len(names), PER_REGION):
        region, members = regions[number // PER_REGION], names[number : number + PER_REGION]
        texts = _region(regional, region, members, Dialect(f"{seed}-{region}", region.lower()))
        _write(to / "data/regios" / region.lower(), texts)
        kenmerken = _kenmerken(regional, texts, region)
        for name in members:
            dialect = Dialect(f"{seed}-{name}", name.lower())
            _write(to / "data/gemeenten" / name.lower(), _gemeente(local, name, region, dialect, kenmerken))


def _national(to: Path, theme: Path) -> None:
    """All that is not of a made-up area, without what it says about real gemeenten."""
    shutil.copytree(ROOT / "data", to / "data")
    (to / "data/landelijk/gemeenten.yml").unlink()
    shutil.copytree(ROOT / "content", to / "content")
    for file in to.glob("data/regios/*/regio.yml"):
        if "voorbeeld: ja" not in file.read_text(encoding="utf-8"):
            shutil.rmtree(file.parent)
    for file in [*to.glob("content/**/*.md"), *to.glob("data/landelijk/**/*.yml")]:
        file.write_text(REAL.sub("", file.read_text(encoding="utf-8")), encoding="utf-8")
    settings = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    settings = settings.replace("custom_dir: theme", f"custom_dir: {theme}")
    settings = settings.replace('!ENV [ZORGPADEN_PEILDATUM, ""]', f'"{PEILDATUM}"')
    (to / "mkdocs.yml").write_text(settings, encoding="utf-8")


def _example_gemeente() -> Texts:
    """The files of Waterrijk, with the voorzieningen that are kept."""
    texts = {}
    for path, text in _read(ROOT / "data/gemeenten/waterrijk"):
        if path in NOT_KEPT or any(path == f"voorzieningen/{name}-waterrijk.yml" for name in MERGED):
            continue
        kept = _replaced(text, {f"{name}-waterrijk": f"{other}-waterrijk" for name, other in MERGED.items()})
        kept = re.sub(r"\b([a-z-]+), \1\b", r"\1", kept)
        kept = re.sub(r"  ook_voor: .*\n", "", kept)  # a gemeente that is the neighbour of Waterrijk alone
        texts[path] = canonical(kept, f"data/gemeenten/waterrijk/{path}")
    return texts


def _example_region() -> Texts:
    """The files of Merenland, with names that are all of one length."""
    return {
        path: canonical(text.replace("Veldegge", "Veldeggen"), f"data/regios/merenland/{path}")
        for path, text in _read(ROOT / "data/regios/merenland")
    }


def _read(folder: Path) -> Iterator[tuple[str, str]]:
    for file in sorted(folder.rglob("*.yml")):
        yield file.relative_to(folder).as_posix(), file.read_text(encoding="utf-8")


def _region(example: Texts, name: str, members: list[str], dialect: Dialect) -> Texts:
    three = [members[min(place, len(members) - 1)] for place in range(3)]
    ids = [member.lower() for member in members]
    inline = f"gemeenten: [{', '.join(ids)}]"
    listed = inline if len(inline) <= 120 else "\n  - ".join(["gemeenten:", *ids])
    words = {
        "gemeenten: [waterrijk, duinhoven, veldegge]": listed,
        **dict(zip(("Waterrijk", "Duinhoven", "Veldeggen"), three, strict=True)),
        "Merenland": name,
        "merenland": name.lower(),
    }
    return _in_other_words(example, words, dialect)


def _kenmerken(example: Texts, region: Texts, name: str) -> dict[str, str]:
    """Line with the fingerprint in Merenland → line with that of this region."""
    lines = {}
    for path, model in REPLACED:
        old, new = example[path], region[path.replace("merenland", name.lower())]
        lines[_kenmerk(old, model)] = _kenmerk(new, model)
    return lines


def _kenmerk(text: str, model: type[Any]) -> str:
    value = read_yaml(text, "")[0]
    return new_text({"vervangt": fingerprint(model.model_validate(value))}, "")


def _gemeente(example: Texts, name: str, region: str, dialect: Dialect, kenmerken: dict[str, str]) -> Texts:
    words = {
        **kenmerken,
        "Waterrijk": name,
        "waterrijk": name.lower(),
        "Merenland": region,
        "merenland": region.lower(),
    }
    return _in_other_words(example, words, dialect)


def _in_other_words(example: Texts, words: dict[str, str], dialect: Dialect) -> Texts:
    return {_replaced(path, words): dialect.speak(_replaced(text, words)) for path, text in example.items()}


def _replaced(text: str, words: dict[str, str]) -> str:
    for old, new in words.items():
        text = text.replace(old, new)
    return text


def _write(folder: Path, texts: Texts) -> None:
    for below in {(folder / path).parent for path in texts}:
        below.mkdir(parents=True, exist_ok=True)
    for path, text in texts.items():
        (folder / path).write_text(text, encoding="utf-8")


def main(arguments: Iterable[str] | None = None) -> None:
    """Read the options."""
    parser = argparse.ArgumentParser(description="Maak een project met verzonnen gemeenten.")
    parser.add_argument("--gemeenten", type=int, default=342, metavar="AANTAL")
    parser.add_argument("--to", type=Path, required=True, metavar="MAP")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args(list(arguments) if arguments is not None else None)
    generate(options.gemeenten, options.to, options.seed)


if __name__ == "__main__":
    main()
