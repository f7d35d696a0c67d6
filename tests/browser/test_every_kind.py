"""One page of each kind: no violation, nothing sticking out, light and dark, on a wide and a narrow screen."""

from __future__ import annotations

import pytest
from accessibility import violations
from playwright.sync_api import BrowserContext

PAGES = [
    "",
    "zoeken/",
    "bewaard/",
    "combineren/",
    "combineren/#g=veldegge&s=psychische-problemen,verslaving&k=zeer-kwetsbaar",
    "gemeenten/",
    "gemeenten/waterrijk/",
    "gemeenten/roermond/",
    "gemeenten/almere/",
    "gemeenten/waterrijk/sociale-kaart/",
    "gemeenten/veldegge/klein-netwerk/",
    "gemeenten/roermond/jong-ouderschap/",
    "gemeenten/almere/roken/",
    "zorgpaden/",
    "zorgpaden/onveiligheid/",
    "voorzieningen/veilig-thuis/",
    "voorzieningen/ruilwinkel-waterrijk/",
    "interventies/",
    "interventies/voorzorg/",
    "instrumenten/",
    "instrumenten/netwerkkaart/",
    "over/",
    "over/privacy/",
    "kennis/",
    "kennis/thema/armoede/",
    "kennis/fase/voor/",
    "kennis/provincie/limburg/",
    "praktijkvoorbeelden/",
    "themadocumenten/",
    "infosheets/armoede-en-schulden/",
    "ervaringsverhalen/moeder-jet-en-voorzorg/",
    "themadocumenten/bouwstenen/chronische-stress/",
    "praktijkvoorbeelden/almelo-van-overleg-naar-coalitie/",
    "handreikingen/ketenaanpak/financien-en-recht/",
    "themadocumenten/bouwstenen/",
    "bestaat-niet/",
]


@pytest.fixture(params=["light", "dark"])
def scheme(request: pytest.FixtureRequest) -> str:
    """What the visitor's device prefers."""
    return str(request.param)


@pytest.mark.parametrize("path", PAGES)
def test_page(visitor: BrowserContext, path: str, scheme: str) -> None:
    page = visitor.new_page()
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    page.goto(f"/{path}")
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert page.locator("h1").count() == 1
