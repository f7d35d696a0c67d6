"""Voorzieningen in a spreadsheet: out without loss, and back in with every doubt named per row."""
