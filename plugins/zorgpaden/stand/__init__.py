"""How the data stand on a day: what is filled, what is overdue or falls due, and where help is missing.

Pure: a catalog and a day give typed rows. The page, the JSON, the CSV and the feeds all show these same rows.
"""

from zorgpaden.stand.matrix import Cel, Onderdeel, Regel, Staat, Stand, Totaal
from zorgpaden.stand.tasks import HORIZON, Taak, Taaksoort

__all__ = ["HORIZON", "Cel", "Onderdeel", "Regel", "Staat", "Stand", "Taak", "Taaksoort", "Totaal"]
