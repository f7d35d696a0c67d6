"""The pack for a meeting of the redactieraad, and what comes back from it.

`agenda.py` makes typed items of everything that asks for a decision, `feedback.py` and `links.py` read what other
programs exported, `paper.py` makes the pages and the list for decisions, and `decisions.py` holds a filled-in list
against the data of today.
"""

from __future__ import annotations
