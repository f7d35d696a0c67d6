"""Checks across records: one rule, one function, one stable code.

The docstring of a check is the rule. Importing the modules below fills the registry.
"""

from zorgpaden.checks import (  # noqa: F401
    adopted,
    areas,
    combining,
    content,
    facts,
    layering,
    moved,
    organisation,
    reach,
    readability,
    references,
    unfinished,
)
from zorgpaden.checks.registry import REGISTRY, Context, run_checks, run_page_checks, run_without_page_checks

__all__ = ["REGISTRY", "Context", "run_checks", "run_page_checks", "run_without_page_checks"]
