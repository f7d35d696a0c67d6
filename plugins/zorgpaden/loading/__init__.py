"""From files to records with positions, and from records to entities."""

from zorgpaden.loading.content import load_content
from zorgpaden.loading.files import load_data
from zorgpaden.loading.records import Item, Laag, Record, Source
from zorgpaden.loading.yaml_reader import Marks, read_yaml

__all__ = ["Item", "Laag", "Marks", "Record", "Source", "load_content", "load_data", "read_yaml"]
