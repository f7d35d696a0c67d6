"""The form in the browser for editors who do not know Git: Decap CMS, set up from our own model.

Everything here is pure: a catalog and what the host chose go in, the configuration comes out as data.
"""
