"""Dutch search: how words become terms, and the index for lunr in the browser."""
