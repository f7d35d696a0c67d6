"""Today, for the adapters. A build that has to give the same bytes again sets SOURCE_DATE_EPOCH."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime


def today() -> date:
    """The day of SOURCE_DATE_EPOCH (seconds since 1970, in UTC) when it is set, else the day of this computer.

    Raises ValueError, in Dutch, when it is set to something else.
    """
    given = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not given:
        return date.today()
    try:
        return datetime.fromtimestamp(int(given), UTC).date()
    except (ValueError, OverflowError, OSError):
        raise ValueError(f"SOURCE_DATE_EPOCH “{given}” is geen aantal seconden sinds 1970") from None
