"""Other generators, each with the same Markdown: how to set it up in a folder, and how to run it there.

Such a folder has the Markdown in `pages/`. Each module has a `NAME`, `settings(folder, site)` and `build(folder, to)`;
those of which we also measure a rebuild while serving have `serve(folder, port)`.
"""

from pathlib import Path

TOOLS = Path(__file__).parents[3] / ".cache/bench"
"""Where `scripts/bench` puts them."""
