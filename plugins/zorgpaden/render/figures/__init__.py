"""Where everything in a picture stands: scales, positions and lines of text. No HTML, no catalog."""
