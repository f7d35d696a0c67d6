"""From files to records with positions, and from records to entities."""

from zorgpaden.loading.content import load_content
from zorgpaden.loading.files import load_data
from zorgpaden.loading.marks import Marks
from zorgpaden.loading.records import Item, Laag, Record, Source

__all__ = ["Item", "Laag", "Marks", "Record", "Source", "load_content", "load_data"]
