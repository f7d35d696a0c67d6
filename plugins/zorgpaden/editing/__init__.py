"""Changing data with care: a canonical form for files, and changes that are written whole or not at all."""
