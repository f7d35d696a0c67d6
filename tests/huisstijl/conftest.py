"""The tokens of real gemeenten, from npm; nothing of them is shipped."""

from __future__ import annotations

from pathlib import Path

import pytest

HERE = Path(__file__).parent
PACKAGES = {
    "voorbeeld": "@nl-design-system-unstable/voorbeeld-design-tokens/dist/theme.css",
    "ma": "@nl-design-system-community/ma-design-tokens/dist/theme.css",
    "denhaag": "@gemeente-denhaag/design-tokens-components/dist/theme/index.css",
}
NEEDED = {"denhaag": ":root { --zp-gevaar: #c90e00; }\n"}
"""What the check itself asks to add before the style can be used; `test_packages.py` here holds it to that."""


@pytest.fixture(params=PACKAGES)
def package(request: pytest.FixtureRequest) -> tuple[str, bytes]:
    """Name and CSS of a package."""
    name = str(request.param)
    return name, package_css(name)


def package_css(name: str) -> bytes:
    """The CSS as it was published; skips when it was not installed."""
    file = HERE / "node_modules" / PACKAGES[name]
    if not file.is_file():
        pytest.skip("tokens van gemeenten ontbreken: scripts/browser")
    return file.read_bytes()
