"""Where things stand in a picture: nothing overlaps, nothing sticks out, and lengths are true."""

from __future__ import annotations

from itertools import combinations, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zorgpaden.render.figures.balance import balance
from zorgpaden.render.figures.bars import Amount, bar_chart
from zorgpaden.render.figures.flow import Box, Part, Route, flow
from zorgpaden.render.figures.landmap import Projection, middle
from zorgpaden.render.figures.scale import lanes, linear, sort_date, spread, year_position
from zorgpaden.render.figures.text import text_width, wrap
from zorgpaden.render.figures.timeline import Count, timeline

PLACES = st.lists(st.floats(0, 300), max_size=30)
DATES = ["2018-09", "2019", "2019", "2019-03", "2019-04-11", "2022-12-31", "2024"]
COUNTS = [
    Count("1e groep", "2019-03", ((98, False), (98, False), (96, False))),
    Count("2e groep", "2019-10", ((49, False),)),
    Count("3e groep", "2020-04", ((128, False), (122, False))),
    Count("4e groep", "2022-09", ((70, True), (77, True), (75, False))),
]


def test_linear_runs_from_end_to_end() -> None:
    scale = linear((2018, 2025), (12, 712))
    assert (scale(2018), scale(2021.5), scale(2025)) == (12, 362, 712)


@pytest.mark.parametrize(
    ("day", "place"), [("2019", 2019.5), ("2019-01", 2019.042), ("2019-01-01", 2019.0), ("2019-12-31", 2019.999)]
)
def test_a_vague_date_stands_in_the_middle_of_what_is_known(day: str, place: float) -> None:
    assert year_position(day) == pytest.approx(place, abs=0.001)


def test_every_date_stands_inside_its_year() -> None:
    for month in range(1, 13):
        for day in ("01", "28", "31"):
            assert 2020 <= year_position(f"2020-{month:02}-{day}") < 2021


def test_vague_dates_come_first_in_a_list() -> None:
    assert sorted(["2019-03-02", "2019-03", "2018-12", "2019"], key=sort_date) == [
        "2018-12",
        "2019",
        "2019-03",
        "2019-03-02",
    ]


@settings(deadline=None, derandomize=True)
@given(PLACES)
def test_lanes_keep_dots_apart(places: list[float]) -> None:
    found = list(zip(places, lanes(places, 11), strict=True))
    assert all(one[1] != other[1] or abs(one[0] - other[0]) >= 11 for one, other in combinations(found, 2))


def test_lanes_fill_the_nearest_first() -> None:
    assert lanes([0, 5, 20, 21, 6], 10) == [0, 1, 0, 1, 2]


@settings(deadline=None, derandomize=True)
@given(PLACES.map(sorted), st.floats(1, 50))
def test_spread_keeps_order_and_never_moves_back(starts: list[float], size: float) -> None:
    found = spread(starts, [size] * len(starts), 4)
    assert all(place >= round(start, 1) for place, start in zip(found, starts, strict=True))
    assert all(later - earlier >= size + 4 - 0.11 for earlier, later in pairwise(found))


@settings(deadline=None, derandomize=True)
@given(st.lists(st.text("abcmWi", min_size=1, max_size=12), max_size=12), st.floats(60, 300))
def test_wrap_keeps_every_word_and_fits(words: list[str], width: float) -> None:
    lines = wrap(" ".join(words), width, 14)
    assert " ".join(lines).split() == words
    assert all(text_width(line, 14) <= width or " " not in line for line in lines)


@pytest.mark.parametrize("upright", [True, False])
def test_timeline_stays_on_the_paper(upright: bool) -> None:
    picture = timeline(DATES, COUNTS, upright=upright)
    for dot in picture.dots:
        assert 5 <= dot.x <= picture.width - 5
        assert 5 <= dot.y <= picture.height - 5
    for bar in (bar for group in picture.groups for bar in group.bars):
        assert bar.x >= 0
        assert bar.x + bar.width <= picture.width
        assert bar.y >= 20
        assert bar.y + bar.height <= picture.height
        assert bar.text_x + (text_width(bar.text, 14) if upright else 0) <= picture.width
    assert [year.jaar for year in picture.years] == list(range(2018, 2025))


@pytest.mark.parametrize("upright", [True, False])
def test_timeline_bars_are_true_and_apart(upright: bool) -> None:
    picture = timeline(DATES, COUNTS, upright=upright)
    bars = [bar for group in picture.groups for bar in group.bars]
    assert [bar.text for bar in bars] == ["98", "96", "49", "128", "122", "ca. 70", "ca. 77", "75"]
    for bar in bars:
        length = bar.width if upright else bar.height
        assert length == pytest.approx(130 * int(bar.text.removeprefix("ca. ")) / 128, abs=0.06)
    places = [(bar.y, bar.height) if upright else (bar.x, bar.width) for bar in bars]
    for (start, size), (following, _) in pairwise(places):
        assert start + size <= following


@pytest.mark.parametrize("upright", [True, False])
def test_timeline_dots_do_not_touch(upright: bool) -> None:
    dots = timeline(DATES, COUNTS, upright=upright).dots
    assert len(dots) == len(DATES)
    assert all(max(abs(a.x - b.x), abs(a.y - b.y)) >= 10 for a, b in combinations(dots, 2))
    assert [dot.exact for dot in dots] == [len(day) > 4 for day in DATES]


def test_timeline_without_counts() -> None:
    assert timeline(["2020"], [], upright=False).groups == ()


@pytest.mark.parametrize("width", [296.0, 620.0])
def test_bars_start_at_zero_and_have_room_for_their_value(width: float) -> None:
    chart = bar_chart([Amount("a", 5.3, "€ 5,3 miljoen"), Amount("b", 150, "€ 150 miljoen")], width)
    small, large = chart.bars
    assert small.x == large.x == 0
    assert small.width / large.width == pytest.approx(5.3 / 150, rel=0.01)
    assert large.text_x + text_width(large.text, 15) <= width
    assert small.y + small.height < large.name.y - 10
    assert large.y + large.height <= chart.height


def test_two_charts_can_share_a_scale() -> None:
    assert bar_chart([Amount("a", 10, "10")], 300, most=20).bars[0].width * 2 == pytest.approx(
        bar_chart([Amount("a", 20, "10")], 300).bars[0].width, abs=0.1
    )


@pytest.mark.parametrize("width", [296.0, 620.0])
def test_balance_piles_stand_on_the_beam(width: float) -> None:
    picture = balance(
        [("risico", "Links", ["een", "twee woorden en meer woorden"]), ("beschermend", "Rechts", ["drie"])], width
    )
    for kind in ("risico", "beschermend"):
        pile = sorted((block for block in picture.blocks if block.kind == kind), key=lambda block: block.y)
        bottoms = [block.y + block.height for block in pile]
        assert bottoms[-1] == pytest.approx(picture.beam - 4, abs=0.2)
        assert all(bottom < following.y for bottom, following in zip(bottoms, pile[1:], strict=False))
        assert pile[0].y > picture.heads[0].bottom
        assert all(block.x >= 0 and block.x + block.width <= width for block in pile)
        for block in pile:
            assert block.y < block.name.y <= block.name.bottom < block.y + block.height


PARTS = [
    Part("Signaleren", ["Huisarts"]),
    Part(
        "Verkennen", ["Knooppunt"], [Route("Zelfredzaam", None, "a"), Route("Kwetsbaar", "Een huisbezoek", "b")], "Tool"
    ),
    Part("Steun op maat", ["Hulp"]),
]


def inside(inner: Box, outer: Box) -> bool:
    return (
        outer.x <= inner.x
        and outer.y <= inner.y
        and inner.x + inner.width <= outer.x + outer.width + 0.1
        and inner.y + inner.height <= outer.y + outer.height + 0.1
    )


@pytest.mark.parametrize("upright", [True, False])
def test_flow_frames_hold_their_boxes(upright: bool) -> None:
    picture = flow(PARTS, [294.0] * 3 if upright else [150.0, 290.0, 150.0], upright=upright)
    frames = [box for box in picture.boxes if box.kind == "moment"]
    others = [box for box in picture.boxes if box.kind != "moment"]
    assert len(frames) == 3
    assert len(others) == 4
    assert all(inside(box, frames[1]) for box in others)
    assert not any(inside(one, other) for one, other in combinations(others, 2))
    assert picture.width >= max(box.x + box.width for box in frames)
    assert picture.height >= max(box.y + box.height for box in frames)
    assert len(picture.arrows) == 3  # one to what follows, two between the moments
    for arrow in picture.arrows:
        assert arrow.x1 == arrow.x2 or arrow.y1 == arrow.y2
        assert arrow.x1 < arrow.x2 or arrow.y1 < arrow.y2


def test_flow_stands_upright_or_lies() -> None:
    upright, lying = flow(PARTS, [294.0] * 3, upright=True), flow(PARTS, [150.0, 290.0, 150.0], upright=False)
    assert upright.height > upright.width
    assert lying.width > lying.height
    assert len({box.height for box in lying.boxes if box.kind == "moment"}) == 1


def test_map_has_north_above_and_east_right() -> None:
    projection = Projection.fit([(3.4, 50.8), (7.2, 53.5)], 480, 10)
    assert projection.at((3.4, 50.8)) == (10, projection.height - 10)
    assert projection.at((7.2, 53.5)) == (470, 10)


def test_map_is_as_high_as_the_country() -> None:
    """Groningen–Maastricht is about 260 km, Middelburg–Enschede about 230."""
    projection = Projection.fit([(3.4, 50.8), (7.2, 53.5)], 480, 10)
    groningen, maastricht = projection.at((6.57, 53.22)), projection.at((5.69, 50.85))
    middelburg, enschede = projection.at((3.61, 51.5)), projection.at((6.89, 52.22))
    long = ((groningen[0] - maastricht[0]) ** 2 + (groningen[1] - maastricht[1]) ** 2) ** 0.5
    wide = ((middelburg[0] - enschede[0]) ** 2 + (middelburg[1] - enschede[1]) ** 2) ** 0.5
    assert long / wide == pytest.approx(270 / 239, rel=0.02)


def test_map_path_drops_steps_that_are_too_small() -> None:
    projection = Projection.fit([(4, 52), (5, 53)], 120, 10)
    ring = [(4.0, 52.0), (4.0000001, 52.0), (5.0, 52.0), (5.0, 53.0), (4.0, 52.0)]
    assert projection.path([ring, ring]).count("L") == 2 * 3
    assert projection.path([]) == ""


def test_middle() -> None:
    assert middle([(0, 0), (10, 4)]) == (5, 2)
