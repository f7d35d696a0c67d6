"""Templates as Python runs them, kept where Python keeps our modules: they come from there with the same trust."""

from __future__ import annotations

import hashlib
import sys
from contextlib import suppress
from functools import cached_property
from pathlib import Path

import jinja2
from jinja2.bccache import Bucket, FileSystemBytecodeCache

HERE = Path(__file__).parent


class CompiledTemplates(FileSystemBytecodeCache):
    """Kept beside the compiled modules; as with those, a changed source is compiled anew."""

    def __init__(self, folder: Path = HERE / "__pycache__") -> None:
        self._folder = folder
        super().__init__(str(self._folder), "sjabloon-%s.bin")

    def get_source_checksum(self, source: str) -> str:
        """Another template, another Jinja or another environment: other code."""
        return hashlib.sha256(f"{self._maker}{source}".encode()).hexdigest()

    @cached_property
    def _maker(self) -> str:
        mine = (HERE / "environment.py").read_bytes()
        return f"{jinja2.__version__} {sys.version} {hashlib.sha256(mine).hexdigest()} "

    def load_bytecode(self, bucket: Bucket) -> None:
        """What was kept, when it can be read."""
        with suppress(OSError):
            super().load_bytecode(bucket)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep it, unless Python was told not to, or the folder cannot be written."""
        if sys.dont_write_bytecode:
            return
        try:
            self._folder.mkdir(exist_ok=True)
            super().dump_bytecode(bucket)
        except OSError:
            return
