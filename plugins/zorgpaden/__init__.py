"""Zorgpaden: from versioned YAML and Markdown to a site with a page per zorgpad per gemeente."""

__version__ = "0.1.0"
