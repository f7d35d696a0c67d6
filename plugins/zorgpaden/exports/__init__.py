"""Other forms of the same data: one module per format."""
