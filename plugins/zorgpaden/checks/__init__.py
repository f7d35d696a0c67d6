"""Checks across records: one rule, one function, one stable code.

The docstring of a check is the rule. Importing the modules below fills the registry.
"""

from zorgpaden.checks import areas, combining, content, facts, layering, reach, readability, references  # noqa: F401
from zorgpaden.checks.registry import REGISTRY, Context, run_checks

__all__ = ["REGISTRY", "Context", "run_checks"]
