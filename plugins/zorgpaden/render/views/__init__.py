"""One function per kind of page: what it shows, given the catalog. No HTML here, no files.

Importing the modules below fills the registry of views; `beeld` comes when a picture is drawn.
"""

from zorgpaden.render.views import (  # noqa: F401
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
