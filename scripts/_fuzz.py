"""Coverage-guided fuzzing of one kind of input with atheris; what goes wrong is kept in tests/fuzz/corpus/."""

from __future__ import annotations

import hashlib
import sys
import tempfile
from pathlib import Path

import atheris

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))
with atheris.instrument_imports(include=["zorgpaden", "markdown", "tinycss2", "yaml"]):
    from fuzz.hostile import CORPUS, survives
    from fuzz.inputs import TEXTS, seed

LARGEST = 20_000


def main(kind: str, seconds: str) -> None:
    """Fuzz `kind` for so many seconds, or until something goes wrong."""

    def one(raw: bytes) -> None:
        try:
            survives(kind, raw)
        except BaseException:
            place = CORPUS / kind / hashlib.sha256(raw).hexdigest()[:12]
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(raw)
            print(f"gevonden: {place}", file=sys.stderr)
            raise

    with tempfile.TemporaryDirectory(prefix="zp-fuzz-") as folder:
        start = Path(folder) / "begin"
        start.mkdir()
        (start / "goed").write_bytes(seed(kind))
        for number, text in enumerate(TEXTS):
            (start / str(number)).write_bytes(text.encode("utf-8", "surrogatepass"))
        for case in (CORPUS / kind).glob("*"):
            (start / case.name).write_bytes(case.read_bytes())
        options = [
            f"-max_total_time={seconds}",
            f"-max_len={LARGEST}",
            "-timeout=20",
            "-rss_limit_mb=1500",
            f"-artifact_prefix={folder}/",
        ]
        atheris.Setup([sys.argv[0], *options, str(start)], one)
        atheris.Fuzz()


if __name__ == "__main__":
    main(*sys.argv[1:])
