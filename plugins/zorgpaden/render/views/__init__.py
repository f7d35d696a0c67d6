"""One function per kind of page: what it shows, given the catalog. No HTML here, no files.

Importing the modules below fills the registry of views.
"""

from zorgpaden.render.views import (  # noqa: F401
    beeld,
    bewaard,
    bewerken,
    combineren,
    correctie,
    dossier,
    insluiten,
    kennis,
    licenties,
    open_data,
    over,
    plaatsen,
    stand,
    zorgpaden,
)
from zorgpaden.render.views.desk import VIEWS, Desk

__all__ = ["VIEWS", "Desk"]
