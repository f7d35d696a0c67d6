"""A whole site, and later only what changed in it: `run.py` is the way in. `ARCHITECTURE.md` explains the cache."""
