"""The adapter: the only package that knows MkDocs."""

from zorgpaden.mkdocs_plugin.plugin import ZorgpadenPlugin

__all__ = ["ZorgpadenPlugin"]
