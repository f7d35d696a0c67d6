"""The national data, the regions and the texts of Zorgpaden, in `data/` and `content/` beside this file."""

__version__ = "2026.11.0"
