"""What differs between two versions of the data, for people: who reads a pull request knows what a visitor will see.

Two catalogs in, typed changes out (`compare.py`, `fields.py`, `prose.py`), which pages change (`pages.py`), and the
report (`report.py`). All pure; `sides.py` reads a version from Git or from a folder.
"""

from __future__ import annotations
