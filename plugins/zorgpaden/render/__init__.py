"""From catalog to HTML: own templates, escaped, in the shell of the theme."""
