"""Boundaries from GeoJSON: what is good comes over, what is not is explained in Dutch, and nothing is half written."""

from __future__ import annotations

import json
import math
import shutil
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from support import ROOT, run_zorgpaden
from zorgpaden.borders import MOST_BYTES, import_borders, simplify, write_borders
from zorgpaden.loading.borders import BORDERS, Grenzen, load_borders
from zorgpaden.loading.text_guard import MAX_BYTES

NAMES = {"GM0001": "Eenstad", "GM0002": "Tweedorp"}
SQUARE = [[5.0, 52.0], [5.2, 52.0], [5.2, 52.2], [5.0, 52.2], [5.0, 52.0]]


def feature(code: str = "GM0001", field: str = "statcode", geometry: Any = None, **more: Any) -> dict[str, Any]:
    shape = {"type": "Polygon", "coordinates": [SQUARE]} if geometry is None else geometry
    return {"type": "Feature", "properties": {field: code, **more}, "geometry": shape}


def collection(*features: Any) -> str:
    return json.dumps({"type": "FeatureCollection", "features": list(features)})


def read(tmp_path: Path, text: str) -> tuple[Grenzen | None, list[str]]:
    file = tmp_path / "in.geojson"
    file.write_text(text, encoding="utf-8")
    grenzen, problems = import_borders(file, NAMES, "CBS")
    assert all(problem.hint for problem in problems)
    return grenzen, [f"{problem.severity}: {problem.message} → {problem.hint}" for problem in problems]


@pytest.mark.parametrize("field", ["statcode", "gemeentecode", "GM_CODE", "identificatie"])
def test_names_of_the_code(tmp_path: Path, field: str) -> None:
    grenzen, problems = read(tmp_path, collection(feature("GM0001", field), feature("GM0002", field)))
    assert grenzen is not None
    assert set(grenzen.gemeenten) == set(NAMES)
    assert set(grenzen.gemeenten["GM0001"][0]) == {tuple(point) for point in SQUARE}
    assert problems == []


def test_parts_holes_and_water(tmp_path: Path) -> None:
    hole = [[5.05, 52.05], [5.15, 52.05], [5.15, 52.15], [5.05, 52.15], [5.05, 52.05]]
    island = [[x + 1, y] for x, y in SQUARE]
    grenzen, _ = read(
        tmp_path,
        collection(
            feature(geometry={"type": "MultiPolygon", "coordinates": [[SQUARE, hole], [island]]}),
            feature(geometry={"type": "Polygon", "coordinates": [[[x, y + 1] for x, y in SQUARE]]}),
            feature(geometry={"type": "Polygon", "coordinates": [[[x, y - 1] for x, y in SQUARE]]}, H2O="JA"),
            feature("GM0002"),
        ),
    )
    assert grenzen is not None
    assert len(grenzen.gemeenten["GM0001"]) == 4


def test_differences_with_the_register_are_warnings(tmp_path: Path) -> None:
    grenzen, problems = read(tmp_path, collection(feature(), feature("GM9999")))
    assert grenzen is not None
    assert set(grenzen.gemeenten) == {"GM0001"}
    assert len(problems) == 2
    assert "GM9999" in problems[0]
    assert "Tweedorp" in problems[1]
    assert all(problem.startswith("waarschuwing") for problem in problems)


RD = [[155000, 463000], [156000, 463000], [156000, 464000], [155000, 463000]]
BAD = {
    "geen JSON": "PK\x03\x04",
    "FeatureCollection": '{"type": "Topology"}',
    "geen enkel gebied": collection(),
    "geen eigenschappen": collection({"type": "Feature", "geometry": {}}),
    "geen gemeentecode": collection(feature("0344", "naam")),
    "geen vlak": collection(feature(geometry={"type": "Point", "coordinates": [5, 52]})),
    "is geen vlak maar leeg": collection({"properties": {"code": "GM0001"}, "geometry": None}),
    "RD-coördinaten": collection(feature(geometry={"type": "Polygon", "coordinates": [RD]})),
    "omgewisseld": collection(feature(geometry={"type": "Polygon", "coordinates": [[[y, x] for x, y in SQUARE]]})),
    "niet in Nederland": collection(feature(geometry={"type": "Polygon", "coordinates": [[[2.3, 48.8]] * 4]})),
    "niet gesloten": collection(feature(geometry={"type": "Polygon", "coordinates": [SQUARE[:-1]]})),
    "niet te lezen": collection(feature(geometry={"type": "Polygon", "coordinates": [[["a", "b"]]]})),
    "(GM0001) zijn niet te lezen": collection(feature(geometry={"type": "Polygon", "coordinates": [[[]]]})),
    "is leeg": collection(feature(geometry={"type": "MultiPolygon", "coordinates": []})),
    "geen enkele code": collection(feature("GM9999")),
    "niet in Nederland: nan": collection(feature(geometry={"type": "Polygon", "coordinates": [[[math.nan, 52]] * 4]})),
    "te diep": "[" * 100_000,
}


@pytest.mark.parametrize("words", BAD)
def test_bad_files_are_explained(tmp_path: Path, words: str) -> None:
    grenzen, problems = read(tmp_path, BAD[words])
    assert grenzen is None
    assert len(problems) == 1
    assert words in problems[0]
    assert problems[0].startswith("fout")


def test_a_missing_file_and_bytes_that_are_no_text(tmp_path: Path) -> None:
    (tmp_path / "b.geojson").write_bytes(b"\xff\xfe\x00")
    for name, words in (("a.geojson", "niet te lezen"), ("b.geojson", "geen UTF-8")):
        grenzen, problems = import_borders(tmp_path / name, NAMES, "")
        assert grenzen is None
        assert words in problems[0].message


ROUGH = 0.03
"""The test measures at 51 places along a line of at most 2 degrees; rounding adds 0.001."""


@settings(deadline=None, derandomize=True)  # a busy machine is no fault
@given(st.lists(st.tuples(st.floats(4, 6), st.floats(51, 53)), min_size=4, max_size=12))
def test_simplifying_moves_the_line_no_further_than_allowed(points: list[tuple[float, float]]) -> None:
    ring = (*points, points[0])
    simple = simplify(ring, 0.05)
    if len(simple) < 2:
        return
    for point in ring:
        assert min(_distance(point, a, b) for a, b in pairwise(simple)) <= 0.05 + ROUGH


def _distance(point: tuple[float, float], a: tuple[float, float], b: tuple[float, float]) -> float:
    (px, py), (ax, ay), (bx, by) = ((x * 0.615, y) for x, y in (point, a, b))
    steps = (index / 50 for index in range(51))
    return min(math.hypot(px - ax - t * (bx - ax), py - ay - t * (by - ay)) for t in steps)


def test_simplifying_drops_points_on_a_line() -> None:
    ring = ((5.0, 52.0), (5.1, 52.0), (5.2, 52.0), (5.2, 52.2), (5.0, 52.2), (5.0, 52.0))
    assert simplify(ring, 0.002) == ((5.0, 52.0), (5.2, 52.0), (5.2, 52.2), (5.0, 52.2), (5.0, 52.0))


def test_a_tiny_gemeente_keeps_its_place(tmp_path: Path) -> None:
    tiny = [[5.0, 52.0], [5.001, 52.0], [5.001, 52.001], [5.0, 52.0]]
    grenzen, _ = read(tmp_path, collection(feature(geometry={"type": "Polygon", "coordinates": [tiny]})))
    assert grenzen is not None
    assert len(grenzen.gemeenten["GM0001"][0]) == 4


def test_the_result_fits_in_a_data_file_however_fine_the_input(tmp_path: Path) -> None:
    """342 coasts full of bays, far finer than the map can show."""
    names = {f"GM{number:04}": str(number) for number in range(342)}
    angles = [math.tau * step / 400 for step in range(400)]
    rings = [[5 + 0.5 * math.cos(a) * (1 + 0.2 * math.sin(40 * a)), 52 + 0.3 * math.sin(a)] for a in angles]
    rings.append(rings[0])
    geometry = {"type": "Polygon", "coordinates": [rings]}
    file = tmp_path / "fijn.geojson"
    file.write_text(collection(*(feature(code, geometry=geometry) for code in names)), encoding="utf-8")
    grenzen, problems = import_borders(file, names, "CBS")
    assert grenzen is not None
    assert problems == []
    assert len(grenzen.as_json().encode()) <= MOST_BYTES < MAX_BYTES


def test_what_is_written_is_read_back(tmp_path: Path) -> None:
    grenzen, _ = read(tmp_path, collection(feature(), feature("GM0002")))
    assert grenzen is not None
    write_borders(grenzen, tmp_path / BORDERS)
    assert load_borders(tmp_path) == (grenzen, [])
    assert [path.name for path in (tmp_path / BORDERS).parent.iterdir()] == ["grenzen.json"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "null",
        '{"bron": 1, "gemeenten": {}}',
        '{"bron": "", "gemeenten": []}',
        '{"bron": "", "gemeenten": {"Utrecht": [[[5,52],[5,52],[5,52],[5,52]]]}}',
        '{"bron": "", "gemeenten": {"GM0001": []}}',
        '{"bron": "", "gemeenten": {"GM0001": [[[5,52],[5,52]]]}}',
        '{"bron": "", "gemeenten": {"GM0001": [[[5,52,0],[5,52,0],[5,52,0],[5,52,0]]]}}',
        '{"bron": "", "gemeenten": {"GM0001": [[[NaN,52],[5,52],[5,52],[5,52]]]}}',
        "[" * 100_000,
    ],
)
def test_a_stored_file_that_is_not_ours_is_a_problem(tmp_path: Path, text: str) -> None:
    (tmp_path / "landelijk").mkdir()
    (tmp_path / BORDERS).write_text(text, encoding="utf-8")
    grenzen, problems = load_borders(tmp_path)
    assert grenzen is None
    assert [problem.code for problem in problems] == ["grenzen"]


@pytest.fixture
def data(tmp_path: Path) -> Path:
    folder = tmp_path / "data/landelijk"
    folder.mkdir(parents=True)
    shutil.copy(ROOT / "data/landelijk/gemeenten.yml", folder)
    return tmp_path / "data"


def test_the_command_writes_and_reports(data: Path, tmp_path: Path) -> None:
    file = tmp_path / "in.geojson"
    file.write_text(collection(feature("GM0344"), feature("GM0363")), encoding="utf-8")
    done = run_zorgpaden("grenzen", file, "--data", data, "--bron", "CBS en Kadaster")
    assert done.returncode == 0, done.stderr
    assert "2 gemeenten" in done.stderr
    assert "340 gemeenten hebben in dit bestand geen grens" in done.stdout
    grenzen, _ = load_borders(data)
    assert grenzen is not None
    assert grenzen.bron == "CBS en Kadaster"


def test_the_command_leaves_the_old_file_when_the_new_is_bad(data: Path, tmp_path: Path) -> None:
    (data / BORDERS).write_text("oud", encoding="utf-8")
    file = tmp_path / "in.geojson"
    file.write_text(BAD["RD-coördinaten"], encoding="utf-8")
    done = run_zorgpaden("grenzen", file, "--data", data)
    assert done.returncode == 1
    assert "WGS 84" in done.stdout
    assert "Traceback" not in done.stderr
    assert (data / BORDERS).read_text(encoding="utf-8") == "oud"


def test_the_command_without_a_register(tmp_path: Path) -> None:
    done = run_zorgpaden("grenzen", tmp_path / "a.geojson", "--data", tmp_path / "nergens")
    assert done.returncode == 2
    assert "nergens" in done.stderr
