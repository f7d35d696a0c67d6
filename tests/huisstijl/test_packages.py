"""The tokens of three gemeenten, as published: usable at once, or with the one line that the check itself gives."""

from __future__ import annotations

from pathlib import Path

import pytest

from huisstijl.conftest import NEEDED
from support import run_zorgpaden

HEAD = {"voorbeeld": "#00568b", "ma": "#3273ab", "denhaag": "#1260a1"}


def test_package(tmp_path: Path, package: tuple[str, bytes]) -> None:
    name, css = package
    file = tmp_path / "huisstijl.css"
    file.write_bytes(css)
    done = run_zorgpaden("huisstijl", file)
    if name in NEEDED:
        assert done.returncode == 1
        assert "huisstijl.css:1659:3: fout [huisstijl-contrast] --utrecht-alert-icon-error-color" in done.stdout
        assert NEEDED[name].strip() in done.stdout
        assert "1 fout, 0 waarschuwingen." in done.stderr
        file.write_bytes(css + NEEDED[name].encode())
        done = run_zorgpaden("huisstijl", file)
    assert done.returncode == 0, done.stdout + done.stderr
    assert f"Thema: .{name}-theme" in done.stdout
    assert f"link            {HEAD[name]}" in done.stdout
    assert "actie-tekst op actie" in done.stdout


@pytest.mark.parametrize(("arguments", "code"), [((), 2), (("er-niet.css",), 2)])
def test_wrong_use(tmp_path: Path, arguments: tuple[str, ...], code: int) -> None:
    done = run_zorgpaden("huisstijl", *arguments, cwd=tmp_path)
    assert done.returncode == code
    assert "Traceback" not in done.stderr
